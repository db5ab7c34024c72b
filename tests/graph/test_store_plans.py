"""No step of a change reads the graph: every statement begins at an index.

Asked of Neo4j, which tells its plans; the embedded engine tells them only in part, and is held by
tests/benchmarks/bench_store.py instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from inventing import article

from graph.build import Run
from graph.change import Rules
from graph.harvest import Harvest
from graph.judgements import NO_JUDGEMENTS
from graph.register import Register
from graph.store.bolt import outward
from graph.store.store import Store, Transaction

pytestmark = pytest.mark.neo4j
RULES = Rules(Register(), NO_JUDGEMENTS, "test")
SCANS = ("AllNodesScan", "NodeByLabelScan", "RelationshipTypeScan", "AllRelationshipsScan", "IndexScan")


@pytest.fixture
def store(neo4j_server: str) -> Iterator[Store]:
    with Store.open(neo4j_server) as opened:
        opened.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:State DETACH DELETE n"))
        yield opened


def plan(store: Store, statement: str, params: dict[str, Any]) -> str:
    """The names of the plan's operators."""
    with store._driver.session() as session:
        told = session.run(f"EXPLAIN {statement}", outward(params)).consume().plan

    def walk(step: dict[str, Any]) -> list[str]:
        return [step["operatorType"], *(name for child in step.get("children", []) for name in walk(child))]

    return " ".join(walk(told))


def test_every_statement_of_a_change_uses_an_index(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(store, RULES)
    run.renew()
    for number in range(60):
        source, claims = article(number)
        run.take(Harvest(source.origin, source, claims))
    run.flush()

    seen: dict[str, dict[str, Any]] = {}
    inner = Transaction.run

    def watched(tx: Transaction, query: str, **params: Any) -> Any:
        seen.setdefault(query, params)
        return inner(tx, query, **params)

    monkeypatch.setattr(Transaction, "run", watched)
    change = Run(store, RULES)
    change.drop(article(7)[0].id)
    source, claims = article(12)
    change.take(Harvest(source.origin, source, claims[1:]))
    source, claims = article(61)
    change.take(Harvest(source.origin, source, claims))
    change.flush()
    monkeypatch.undo()
    assert len(seen) > 20
    for statement, params in seen.items():
        told = plan(store, statement, params)
        assert not any(scan in told for scan in SCANS), f"{statement}\n{told}"


def test_a_scan_would_be_seen(store: Store) -> None:
    told = plan(store, "MATCH (s:Source {title: $n, origin: $n}), (t:Source) RETURN s.id AS id", {"n": "x"})
    assert any(scan in told for scan in SCANS), told
