"""What the reader gets right on texts that are not in the repository, and how fast; run by `make bench-reading`.

python -m tests.benchmarks.bench_reading [--quick] [SHARED]

One table for each measure: passages (tuned, held out, all), the mission's article, FewFC sentences, DuEE-Fin documents
(opened, held out), dates and figures, speed beside jieba's tagger in the same run, and growth with the length of a document.
SHARED holds the texts, their gold and the scoring tools (default: `../shared` beside the checkout). `--quick` takes a
tenth of the long ones.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path

from graph.register import load_register
from loaders import extract, read
from loaders.deals.tagger import MODELS_VARIABLE
from loaders.document import Document, KnownName, Zone, ZoneKind
from loaders.names.training.split import held_out
from tests.benchmarks import bench_expressions

ROOT = Path(__file__).resolve().parents[2]
HELD_PASSAGES = frozenset({"102", "112", "118", "122"})  # never opened
OPENED = 300  # of the DuEE-Fin documents on odd lines, those up to this line were opened too
TABLE = "{:24} {}"


@cache
def known() -> tuple[KnownName, ...]:
    return tuple(load_register().known_names())


def claims_of(path: str) -> str:
    """The claims of a file, as `tencent-kg claims --format jsonl` prints them."""
    found = extract(read(path), known())
    return "".join(claim.to_json() + "\n" for claim in found.claims)


def predict(files: Iterable[Path], out: Path) -> None:
    """Write OUT/<stem>.jsonl for each of `files`."""
    out.mkdir(parents=True, exist_ok=True)
    paths = [str(path) for path in files]
    with ProcessPoolExecutor() as pool:
        for path, lines in zip(paths, pool.map(claims_of, paths, chunksize=8), strict=True):
            (out / f"{Path(path).stem}.jsonl").write_text(lines, encoding="utf-8")


def score(tool: Path, *arguments: Path) -> list[str]:
    """The lines that a scoring tool prints."""
    command = [sys.executable, str(tool), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def passages(shared: Path, work: Path, _: int) -> None:
    folder = shared / "data" / "passages"
    predict(sorted(folder.glob("*.txt")), work / "passages")
    parts: dict[str, Callable[[str], bool]] = {
        "passages, tuned": lambda stem: stem not in HELD_PASSAGES,
        "passages, held out": lambda stem: stem in HELD_PASSAGES,
        "passages, all": lambda stem: True,
    }
    for name, wanted in parts.items():
        gold = work / name.replace(", ", "-").replace(" ", "-")
        gold.mkdir()
        for path in folder.glob("*.json"):
            if wanted(path.name[:3]):
                (gold / path.name).write_bytes(path.read_bytes())
        lines = score(shared / "tools" / "score.py", work / "passages", gold)
        print(TABLE.format(name, lines[-1]))
        if name.endswith("all"):
            print("\n".join(f"    {line}" for line in lines[:-1]))


def seed(shared: Path, work: Path, _: int) -> None:
    predict([shared / "seed" / "article.txt"], work / "seed")
    lines = score(shared / "tools" / "score.py", work / "seed", shared / "seed")
    print(TABLE.format("the mission's article", lines[-1]))


def _texts(rows: list[dict[str, str]], folder: Path) -> list[Path]:
    folder.mkdir()
    out = []
    for row in rows:
        path = folder / f"{row['id']}.txt"
        path.write_text("\n".join(filter(None, (row.get("title"), row["text"]))), encoding="utf-8")
        out.append(path)
    return out


def _labelled(
    shared: Path,
    work: Path,
    name: str,
    source: Path,
    tool: str,
    wanted: Callable[[int, str], bool],
    step: int,
) -> None:
    found = [line for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = [line for number, line in enumerate(found) if wanted(number, line)][::step]
    rows = [json.loads(line) for line in lines]
    key = name.replace(", ", "-").replace(" ", "-")
    gold = work / f"{key}.jsonl"
    gold.write_text("\n".join(lines), encoding="utf-8")
    predict(_texts(rows, work / f"{key}-texts"), work / key)
    print(TABLE.format(f"{name} ({len(rows)})", ""))
    print("\n".join(f"    {line}" for line in score(shared / "tools" / tool, gold, work / key)))


def fewfc(shared: Path, work: Path, step: int) -> None:
    """The fifth that the name model never learns from; the shipped deal models have learnt from it.

    TENCENT_KG_DEAL_MODELS names a folder of deal models that have not, as `train_deals --unseen` writes it.
    """
    source = shared / "data" / "fewfc" / "train.jsonl"
    seen = "" if os.environ.get(MODELS_VARIABLE) else ", seen by the deal models"
    _labelled(
        shared, work, f"FewFC, a fifth{seen}", source, "fewfc_score.py",
        lambda _, line: held_out(json.loads(line)["id"]), step,
    )  # fmt: skip


def duee(shared: Path, work: Path, step: int) -> None:
    source = shared / "data" / "duee_fin" / "dev.jsonl"

    def held(number: int, _: str) -> bool:
        return number % 2 == 1 and number >= OPENED

    _labelled(
        shared, work, "DuEE-Fin, opened", source, "duee_score.py", lambda n, line: not held(n, line), step
    )
    _labelled(shared, work, "DuEE-Fin, held out", source, "duee_score.py", held, step)


def expressions(shared: Path, _: Path, __: int) -> None:
    folder = shared / "data" / "expressions"
    for name, rows in (
        ("time.csv", bench_expressions.date_rows(folder / "time.csv")),
        ("money.csv", bench_expressions.quantity_rows(folder / "money.csv")),
    ):
        right = sum(row[1] for row in rows)
        print(TABLE.format(name, f"{right} of {len(rows)} values right ({right / len(rows):.3f})"))


def _long(shared: Path, length: int) -> Document:
    """A document of `length` characters of such text, one paragraph a line."""
    bodies = [
        path.read_text(encoding="utf-8").split("---\n")[-1]
        for path in sorted((shared / "data" / "passages").glob("*.txt"))
    ]
    text = "\n".join(bodies)
    text = ((text + "\n") * (length // len(text) + 1))[:length]
    zones = []
    position = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            zones.append(Zone(position, position + len(line.rstrip("\n")), ZoneKind.BODY))
        position += len(line)
    return Document("long", text, "long", zones=zones)


def _seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process; the machine may be busy."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def speed(shared: Path, _: Path, step: int) -> None:
    import logging

    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)

    extract(_long(shared, 2000), known())  # patterns and word lists are read once
    document = _long(shared, 1_000_000 // step)
    sample = document.text[: 200_000 // step]
    list(jieba.posseg.cut("开始"))
    ours = len(document.text) / _seconds(lambda: extract(document, known()))
    theirs = len(sample) / _seconds(lambda: list(jieba.posseg.cut(sample)))
    print(
        TABLE.format("speed", f"{ours:,.0f} characters a second; jieba.posseg {theirs:,.0f} in the same run")
    )


def growth(shared: Path, _: Path, step: int) -> None:
    sizes = [1_000, 10_000, 100_000] + ([] if step > 1 else [1_000_000])
    for size in sizes:
        document = _long(shared, size)
        repeat = max(1, 20_000 // size)
        seconds = _seconds(partial(_again, document, repeat)) / repeat
        per_character = f"{seconds / size * 1e6:6.2f} µs a character"
        print(TABLE.format(f"growth, {size:,}", f"{seconds:8.3f} s, {per_character}"))


def _again(document: Document, times: int) -> None:
    for _ in range(times):
        extract(document, known())


MEASURES = (seed, passages, expressions, speed, growth, fewfc, duee)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--quick", action="store_true", help="a tenth of the long texts")
    options = parser.parse_args(argv)
    if not (options.shared / "tools" / "score.py").exists():
        print(f"{options.shared} holds no texts to measure on", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        for measure in MEASURES:
            measure(options.shared.resolve(), Path(folder), 10 if options.quick else 1)
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
