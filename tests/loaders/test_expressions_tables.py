"""The tables of expressions in ../shared/data, read by the benchmark's own code."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT.parent / "shared" / "data" / "expressions"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    if not TABLES.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs the expression tables in ../shared/data/expressions")
        pytest.skip("no ../shared/data/expressions beside this checkout")
    path = ROOT / "tests" / "benchmarks" / "bench_expressions.py"
    spec = importlib.util.spec_from_file_location("bench_expressions", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_dates(bench: ModuleType) -> None:
    rows = bench.date_rows(TABLES / "time.csv")
    assert sum(right for _, right, _, _ in rows) >= 0.97 * len(rows), [
        line for _, ok, _, line in rows if not ok
    ]


def test_figures(bench: ModuleType) -> None:
    rows = bench.quantity_rows(TABLES / "money.csv")
    assert sum(right for _, right, _, _ in rows) >= 0.97 * len(rows), [
        line for _, ok, _, line in rows if not ok
    ]
