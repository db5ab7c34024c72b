"""Names found without a list of them: how many of the gold names, how exactly, how fast; run by `make bench`.

python -m tests.benchmarks.bench_names [--register] [--sample N] [SHARED]

Gold names are the arguments of FewFC (buyer, target, seller) and DuEE-Fin, and the subjects and objects of the
passages that are not marked optional. A gold name counts when a found name is equal to it, quotation marks and white
space aside. "whole" is, of the found names that overlap a printed gold name, the share that is exactly one: what is cut or
run on costs there. Split: tuned on FewFC sentences whose id's SHA-1 is not 4 modulo 5 (the tagger learns from these
too), DuEE-Fin documents of even line, passages not in HELD_PASSAGES, and the seed; held out is the rest.
`--sample N` prints N found names in context, for judging by eye; `--register` lets the register's names count.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.register import load_register
from loaders.document import Document, KnownName, Zone, ZoneKind
from loaders.names import NameFinder
from loaders.names.training.split import held_out

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
HELD_PASSAGES = frozenset({"004", "010", "020", "026", "102", "112", "118", "122"})
FEWFC_ROLES = frozenset({"buyer", "target", "seller"})
DUEE_ROLES = frozenset(
    {"投资方", "领投方", "被投资方", "收购方", "被收购方", "上市公司", "减持方", "股票简称"}
)
NO_NAME = re.compile(r"^[\d.%,不超过约股]+$|%|持股|总股本|股份$|股权$|[，,。、；:：]|^公司|^股东")


@dataclass(frozen=True)
class Item:
    """A text and the names that its gold holds."""

    text: str
    names: frozenset[str]


def fewfc(shared: Path, *, held: bool) -> Iterator[Item]:
    for line in (shared / "data/fewfc/train.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if held_out(record["id"]) == held:
            names = (name for role, name in record["arguments"] if role in FEWFC_ROLES)
            yield Item(record["text"], frozenset(n for n in names if len(n) > 1 and not NO_NAME.search(n)))


def duee(shared: Path, *, held: bool) -> Iterator[Item]:
    lines = (shared / "data/duee_fin/dev.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[int(held) :: 2]:
        record = json.loads(line)
        names = (a for event in record["event_list"] for a in event["arguments"] if a["role"] in DUEE_ROLES)
        yield Item(
            f"{record['title']}\n{record['text']}",
            frozenset(a["argument"] for a in names if len(a["argument"]) > 1),
        )


def gold(folder: Path, stem: str) -> Item:
    text = (folder / f"{stem}.txt").read_text(encoding="utf-8")
    claims = json.loads((folder / f"{stem}.gold.json").read_text(encoding="utf-8"))
    sides = (
        claim.get(side)
        for claim in claims
        if not (claim.get("note") or "").startswith("optional")
        for side in ("subject", "object")
    )
    return Item(text, frozenset(name for name in sides if name and name in text))


def passages(shared: Path, *, held: bool) -> Iterator[Item]:
    folder = shared / "data/passages"
    for path in sorted(folder.glob("*.txt")):
        if (path.stem in HELD_PASSAGES) == held:
            yield gold(folder, path.stem)


def norm(form: str) -> str:
    return re.sub(r"[\s“”\"'‘’《》「」]", "", unicodedata.normalize("NFKC", form)).lower()


def document(text: str) -> Document:
    return Document(id="b", text=text, origin="b.txt", zones=[Zone(0, len(text), ZoneKind.BODY)])


def measure(title: str, items: list[Item], finder: NameFinder) -> None:
    """One line of the table."""
    found = gold_names = exact = overlapping = names = 0
    characters = sum(len(item.text) for item in items)
    began = time.process_time()
    results = [finder.find(document(item.text)) for item in items]
    seconds = time.process_time() - began
    for item, result in zip(items, results, strict=True):
        forms = {norm(name.text) for name in result}
        gold_names += len(item.names)
        found += sum(norm(name) in forms for name in item.names)
        names += len(result)
        printed = [m.span() for name in item.names for m in re.finditer(re.escape(name), item.text)]
        for name in result:
            if any(low < name.end and name.start < high for low, high in printed):
                overlapping += 1
                exact += (name.start, name.end) in printed
    print(
        f"{title:22} {len(items):6} {gold_names:6} {found / max(gold_names, 1):7.3f} {exact / max(overlapping, 1):7.3f}"
        f" {1000 * names / characters:8.1f} {characters / seconds / 1000:9.0f}k"
    )


def jieba_line(title: str, items: list[Item]) -> None:
    """What jieba's tagger finds in the same texts, in the same run."""
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    began = time.process_time()
    tagged = [{norm(word) for word, tag in jieba.posseg.lcut(item.text) if tag in _JIEBA} for item in items]
    seconds = time.process_time() - began
    gold_names = sum(len(item.names) for item in items)
    found = sum(norm(n) in forms for item, forms in zip(items, tagged, strict=True) for n in item.names)
    characters = sum(len(item.text) for item in items)
    print(
        f"{title:22} {len(items):6} {gold_names:6} {found / max(gold_names, 1):7.3f} {'':7} {'':8}"
        f" {characters / seconds / 1000:9.0f}k"
    )


_JIEBA = frozenset({"nr", "nt", "nz", "ns", "nrt", "eng"})


def sample(items: list[Item], finder: NameFinder, size: int) -> None:
    """Found names in context, chosen by a fixed seed."""
    lines = []
    for item in items:
        for name in finder.find(document(item.text)):
            before, after = (
                item.text[max(0, name.start - 12) : name.start],
                item.text[name.end : name.end + 10],
            )
            lines.append(
                f"{before}[{name.text}|{name.type} {name.score:.2f} {name.why}]{after}".replace("\n", "/")
            )
    for line in random.Random(1).sample(lines, min(size, len(lines))):
        print(line)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Names found without a list of them.")
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--register", action="store_true")
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    options = parser.parse_args(argv)
    known: list[KnownName] = load_register().known_names() if options.register else []
    finder = NameFinder(known)
    sets = {
        f"{name} {'held out' if held else 'tuned on'}": list(load(options.shared, held=held))
        for name, load in (("FewFC", fewfc), ("DuEE-Fin", duee), ("passages", passages))
        for held in (False, True)
    }
    sets["seed"] = [gold(options.shared / "seed", "article")]
    finder.find(document(sets["seed"][0].text))  # the model is read once
    if options.sample:
        sample(sets["DuEE-Fin held out"], finder, options.sample)
        return 0
    print(f"{'':22} {'texts':>6} {'names':>6} {'recall':>7} {'whole':>7} {'per 1000':>8} {'chars/s':>10}")
    for title, items in sets.items():
        measure(title, items, finder)
    jieba_line("jieba, DuEE-Fin held", sets["DuEE-Fin held out"])
    jieba_line("jieba, passages held", sets["passages held out"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
