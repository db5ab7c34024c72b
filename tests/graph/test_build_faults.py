"""A load that is killed leaves whole sources; the next one goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from inventing import article

from graph.build import Run
from graph.change import Rules
from graph.harvest import Harvest
from graph.judgements import NO_JUDGEMENTS
from graph.register import Register
from graph.store.snapshot import canonical
from graph.store.store import Store

RULES = Rules(Register(), NO_JUDGEMENTS, "test")
ARTICLES = 24
LOAD = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import test_build_faults
test_build_faults.load(sys.argv[1], range({ARTICLES}), say=True)
"""


def load(db: str, numbers: range | list[int], say: bool = False) -> None:
    """Load articles, each in a transaction of its own, as a large build does with its batches."""
    with Store.open(db) as store:
        run = Run(store, RULES)
        run.renew()
        for number in numbers:
            source, claims = article(number)
            run.take(Harvest(source.origin, source, claims))
            run.flush()
            if say:
                print(number, flush=True)


def present(db: str) -> list[int]:
    """The articles that are in the store, each with all its claims or the test fails."""
    with Store.open(db, read_only=True) as store:
        held = {
            row["id"]: row["claims"]
            for row in store.run(
                "MATCH (s:Source) OPTIONAL MATCH (c:Claim)-[:STATED_IN]->(s) RETURN s.id AS id, collect(c.id) AS claims"
            )
        }
    out = []
    for number in range(ARTICLES):
        source, claims = article(number)
        if source.id in held:
            assert sorted(held[source.id]) == sorted(claim.id for claim in claims)
            out.append(number)
    assert len(out) == len(held)
    return out


def graph_of(db: str) -> str:
    with Store.open(db, read_only=True) as store:
        return canonical(store)


@pytest.mark.parametrize("kill_after", [0, 7])
def test_killed_while_it_loads(db: str, tmp_path: Path, kill_after: int) -> None:
    process = subprocess.Popen([sys.executable, "-c", LOAD, db], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= kill_after:
            break
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    done = present(db)
    assert kill_after < len(done) < ARTICLES
    fresh = str(tmp_path / "fresh")
    load(fresh, done)
    assert graph_of(db) == graph_of(fresh)

    load(db, range(ARTICLES))
    load(fresh, range(ARTICLES - 1, -1, -1))
    assert graph_of(db) == graph_of(fresh)


def test_killed_while_facts_are_made_anew(db: str, tmp_path: Path) -> None:
    load(db, range(ARTICLES))
    whole = graph_of(db)
    with Store.open(db) as store:  # as a renewal leaves it that ended before its first transaction of claims
        store.write(
            lambda tx: tx.run("MATCH (s:State) REMOVE s.resolved WITH s MATCH (n:Source) SET n.stale = true")
        )
        store.write(lambda tx: tx.run("MATCH (n:Milestone) DETACH DELETE n"))
        store.write(lambda tx: tx.run("MATCH (n:Product) DETACH DELETE n"))
    with Store.open(db) as store:
        run = Run(store, RULES)
        run.renew()
        run.flush()
        assert not store.run("MATCH (s:Source) WHERE s.stale IS NOT NULL RETURN s")
    assert graph_of(db) == whole
