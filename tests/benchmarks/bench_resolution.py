"""Labelled pairs of names: are they one company or product, and does resolution say so? One false merge fails.

`pairs.csv` was written by hand, by the same hand as the register: recall on names the register holds says that it does
what it promises, not how many names of the world it covers. Pairs of kind `unknown …` are names it does not hold, so that
their keys alone decide. `kind` says what makes a pair easy or hard. Each name is resolved as the only one of its source,
typed as the pair says.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from graph.claims import Claim, Evidence, Mention
from graph.ids import entity_id
from graph.register import Register, load_register
from graph.resolution import resolve

PAIRS = Path(__file__).parent / "pairs.csv"


@dataclass(frozen=True)
class Pair:
    a: tuple[str, str]
    b: tuple[str, str]
    same: bool
    kind: str


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """The labelled pairs; names with their types."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair((row["a"], row["a_type"]), (row["b"], row["b_type"]), row["label"] == "same", row["kind"])
            for row in csv.DictReader(file)
        ]


def entity_of(name: str, type_: str, register: Register) -> str:
    """The id of the entity that a name resolves to."""
    mention = Mention(name=name, type=type_, mention=name, start=0, end=len(name))  # type: ignore[arg-type]
    evidence = Evidence(source="s", quote=name, start=0, end=len(name))
    # a predicate that any type may be the subject of, so that only the names decide
    claim = Claim(predicate="METRIC", subject=mention, evidence=evidence, rule="benchmark")
    (resolved,) = resolve([claim], register)
    assert resolved.subject is not None
    return entity_id(resolved.subject.name, resolved.subject.type)


def judged(pairs: list[Pair], register: Register) -> list[tuple[Pair, bool]]:
    """Each pair, and whether resolution makes it one entity."""
    return [(pair, entity_of(*pair.a, register) == entity_of(*pair.b, register)) for pair in pairs]


def main() -> int:
    began = time.perf_counter()
    register = load_register()
    loaded = time.perf_counter() - began
    pairs = read_pairs()
    began = time.perf_counter()
    results = judged(pairs, register)
    took = time.perf_counter() - began

    false = [pair for pair, one in results if one and not pair.same]
    missed = [pair for pair, one in results if pair.same and not one]
    same = sum(pair.same for pair in pairs)
    print(
        f"{len(pairs)} pairs: {same} same, {len(pairs) - same} different; register of {len(register.entries)} entities"
    )
    print(f"{'kind of the same pairs':24} found of")
    kinds = Counter(pair.kind for pair in pairs if pair.same)
    lost = Counter(pair.kind for pair in missed)
    for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        print(f"{kind:24} {count - lost[kind]:5} {count:2}")
    for pair in missed:
        print(f"missed: {pair.a[0]} = {pair.b[0]} ({pair.kind})")
    for pair in false:
        print(f"FALSE MERGE: {pair.a[0]} = {pair.b[0]} ({pair.kind})")
    unknown = sum(pair.same and pair.kind.startswith("unknown") for pair in pairs)
    known = same - unknown
    held = known - sum(not pair.kind.startswith("unknown") for pair in missed)
    print(
        f"false merges {len(false)} of {len(pairs) - same}; recall {(same - len(missed)) / same:.3f} "
        f"(names of the register {held}/{known}, others {same - len(missed) - held}/{unknown})"
    )
    print(f"register loaded in {loaded * 1000:.0f} ms; {took / len(pairs) / 2 * 1e6:.0f} µs a name")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main())
