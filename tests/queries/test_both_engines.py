"""The same rows from both engines, and the same as `graph.time` reckons in Python, over invented stories."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from invented_world import NOW, RULES
from strategies import Story, story

from graph import time
from graph.change import Change, apply
from graph.facts import Fact, assemble
from graph.resolution import resolve
from graph.store.store import Store
from queries import Catalogue, load_all

pytestmark = pytest.mark.neo4j

DAYS: tuple[dict[str, str], ...] = (
    {},
    {"as_of": "2014-06", "known_on": "2019-12-01"},
)


def _told(seed: int) -> Story:
    pick = Random(seed)
    return story([[pick.randrange(2**32) for _ in range(26)] for _ in range(4)])


def _put(store: Store, told: Story) -> None:
    store.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:State DETACH DELETE n"))
    pairs = [(source, told.of(id_)) for id_, source in told.sources.items()]
    store.write(lambda tx: apply(tx, Change(pairs, []), RULES, NOW, None, 0))


def _facts(told: Story) -> dict[str, Fact]:
    claims = [
        claim for id_ in told.sources for claim in resolve(told.of(id_), RULES.register, RULES.judgements)
    ]
    return {fact.id: fact for fact in assemble(claims, told.sources, RULES.judgements)}


@pytest.fixture(scope="module", params=[1, 2], ids="story {}".format)
def held(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    _empty_folder: Path,
    neo4j_server: str,
) -> Iterator[tuple[Story, Store, Store]]:
    """A story, and an embedded store and a Neo4j that hold it."""
    told = _told(request.param)
    folder = shutil.copytree(_empty_folder, tmp_path_factory.mktemp("story") / "db")
    with Store.open(folder) as embedded, Store.open(neo4j_server) as neo4j:
        _put(embedded, told)
        _put(neo4j, told)
        yield told, embedded, neo4j


def _calls(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    named = store.run("MATCH (e:Entity) RETURN e.name AS name, e:Product AS product ORDER BY name, e.id")
    names = [row["name"] for row in named if row["name"].strip()]
    products = [row["name"] for row in named if row["name"].strip() and row["product"]]
    needed: dict[str, list[dict[str, Any]]] = {
        "product_history": [{"product": name} for name in products[:4]],
        "alive_on": [{"date": "2014-03-10"}, {"date": "2019", "unknown": True}],
        "ego": [{"entity": names[0], "hops": 2}, {"entity": names[-1], "hops": 4}],
        "path_between": [{"a": a, "b": b} for a, b in zip(names[:5], names[-5:], strict=True)],
        "changed": [{"from_day": "2014", "to_day": "2019"}],
        "learned": [{"from_day": "2013-01-05", "to_day": "2023"}],
        "find": [{"text": "甲"}],
        "evidence": [{}, {"entity": names[1]}],
        "timeline": [{"since": "2014", "until": "2018"}],
    }
    for query in load_all():
        for params in needed.get(query.name, [{}]):
            for days in DAYS:
                yield query.name, params | days


def test_the_same_rows_from_both(held: tuple[Story, Store, Store]) -> None:
    _, embedded, neo4j = held
    rows = 0
    for name, params in _calls(embedded):
        left, right = Catalogue(embedded).run(name, params), Catalogue(neo4j).run(name, params)
        assert left.rows == right.rows, (name, params)
        rows += len(left)
    assert rows > 300


def test_any_day_twice_as_python_reckons_it(held: tuple[Story, Store, Store]) -> None:
    told, embedded, _ = held
    facts = _facts(told)
    seen = 0
    for day in (None, *(date.fromisoformat(d) for d in ("2013-01-05", "2014-03-10", "2015-06-30", "2018-05-28", "2024-01-01"))):  # fmt: skip
        for known in (None, date(2013, 1, 5), date(2014, 3, 11), date(2019, 12, 1)):
            rows = Catalogue(embedded).corroboration(as_of=day, known_on=known)
            got = {row["fact"]: (row["status"], row["date"]) for row in rows}
            wanted = {}
            for id_, fact in facts.items():
                status = time.held_on(fact, day, known)
                standing = time.as_known(fact, known)
                if status is not None and standing is not None:
                    wanted[id_] = (status, standing.date)
            assert got == wanted, (day, known)
            seen += len(got)
    assert seen > 200


def test_alive_as_python_reckons_it(held: tuple[Story, Store, Store]) -> None:
    told, embedded, _ = held
    facts = list(_facts(told).values())
    launched = {fact.object for fact in facts if fact.type == "LAUNCHED"}
    ids = {
        row["id"]: row["name"]
        for row in embedded.run("MATCH (e:Entity) RETURN e.id AS id, e.name AS name")
        if row["id"].startswith("product:") or row["id"] in launched
    }
    for day in (date(2013, 1, 5), date(2014, 3, 10), date(2018, 6, 1), date(2019, 9, 12), date(2022, 1, 1)):
        for known in (None, date(2014, 3, 11), date(2019, 12, 1)):
            rows = Catalogue(embedded).alive_on(day, known_on=known)
            wanted = sorted(
                (name, status)
                for id_, name in ids.items()
                if (status := time.alive_on(facts, id_, day, known))
            )
            assert sorted((row["product"], row["status"]) for row in rows) == wanted, (day, known)


def test_networkx_as_python_reckons_it(held: tuple[Story, Store, Store]) -> None:
    from graph.networkx_form import to_networkx

    told, embedded, _ = held
    facts = _facts(told)
    for day, known in (
        (None, None),
        (date(2014, 3, 10), None),
        (None, date(2014, 3, 11)),
        (date(2016, 1, 1), date(2019, 12, 1)),
    ):
        made = to_networkx(embedded, as_of=day, known_on=known)
        got = {
            key: (
                data["status"],
                data.get("date"),
                data.get("date_min"),
                data.get("date_max"),
                data["claims"][0],
            )
            for _, _, key, data in made.edges(keys=True, data=True)
        }
        wanted = {
            id_: (status, now.date, now.first, now.last, now.default.claim.id)
            for id_, fact in facts.items()
            if (status := time.held_on(fact, day, known)) and (now := time.as_known(fact, known))
        }
        assert got == wanted, (day, known)
