"""The labelled pairs of the benchmark: no false merge, ever, and recall does not fall."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from bench_resolution import judged, read_pairs

from graph.register import load_register


def test_no_pair_is_merged_wrongly() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 200 and min(sum(p.same for p in pairs), sum(not p.same for p in pairs)) >= 100
    results = judged(pairs, load_register())
    assert [(pair.a, pair.b) for pair, one in results if one and not pair.same] == []
    missed = [(pair.a, pair.b) for pair, one in results if pair.same and not one]
    assert len(missed) <= 0.05 * sum(pair.same for pair in pairs), missed
