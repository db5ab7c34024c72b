"""Values, errors and read-only access are the same on both stores."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store.bolt import QueryError, ReadOnlyError
from graph.store.store import Store

VALUES: dict[str, Any] = {
    "text": "腾讯“微店”\n\t\\'\"$x{}",
    "empty": "",
    "rare": "𠮷😀",
    "zero": "a\0b",
    "whole": 2**53 + 1,
    "real": 0.1,
    "tiny": -1.5e-300,
    "yes": True,
    "no": False,
    "day": date(2014, 3, 10),
    "first": date(1, 1, 1),
    "last": date(9999, 12, 31),
    "texts": ["a", "", "b"],
    "none": [],
    "reals": [1.5, 2.0],
    "days": [date(2014, 3, 10), date(2015, 1, 1)],
}
TIMES = [
    datetime(2014, 3, 10, 8, 30, 1, tzinfo=ZoneInfo("Asia/Shanghai")),
    datetime(2014, 3, 10, 8, 30, tzinfo=timezone(timedelta(hours=8))),
    datetime(2014, 7, 10, 8, 30, tzinfo=timezone(-timedelta(hours=4))),
    datetime(2014, 7, 10, 8, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    datetime(2014, 7, 10, 8, 30, tzinfo=UTC),
    datetime(1988, 6, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai")),  # summer time was kept
]


def test_values_come_back(store: Store) -> None:
    store.write(lambda tx: tx.run("CREATE (n:Try) SET n = $props", props={**VALUES, "nothing": None}))
    (row,) = store.run("MATCH (n:Try) RETURN properties(n) AS props")
    assert row["props"] == VALUES
    assert {name: type(value) for name, value in row["props"].items()} == {
        n: type(v) for n, v in VALUES.items()
    }


def test_times_keep_their_instant_and_offset(store: Store) -> None:
    for time in TIMES:
        _keeps_its_instant_and_offset(store, time)


def _keeps_its_instant_and_offset(store: Store, time: datetime) -> None:
    store.write(lambda tx: tx.run("MERGE (n:Try {id: 1}) SET n.at = $at", at=time))
    (row,) = store.run("MATCH (n:Try) RETURN n.at AS at, n.at.year AS year")
    assert row["at"] == time
    whole_hours = time.utcoffset() and not time.utcoffset() % timedelta(hours=1)  # type: ignore[operator]
    assert row["at"].utcoffset() == (time.utcoffset() if whole_hours else timedelta())
    assert row["year"] == time.year


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c", "d"]),
        st.one_of(
            st.text(st.characters(exclude_categories=["Cs"])),
            st.integers(-(2**63), 2**63 - 1),
            st.floats(allow_nan=False, allow_infinity=False),
            st.booleans(),
            st.dates(),
            st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4),
            st.lists(st.dates(), max_size=4),
        ),
    )
)
def test_any_properties_come_back(store: Store, props: dict[str, Any]) -> None:
    def work(tx: Any) -> Any:
        tx.run("MERGE (n:Try {id: 'one'}) SET n = $props SET n.id = 'one'", props=props)
        return tx.run("MATCH (n:Try {id: 'one'}) RETURN properties(n) AS props")

    assert store.write(work) == [{"props": {**props, "id": "one"}}]
    assert store.run("MATCH (n:Try {id: 'one'}) RETURN properties(n) AS props") == [
        {"props": {**props, "id": "one"}}
    ]


def test_nodes_edges_and_paths_are_plain(store: Store) -> None:
    store.write(
        lambda tx: tx.run(
            "CREATE (a:Company:Entity {id: 'a', name: '甲'})-[:ACQUIRED {id: 'r', date_min: $day}]->"
            "(b:Company:Entity {id: 'b', name: '乙'})",
            day=date(2020, 1, 2),
        )
    )
    keys, rows = store.table(
        "MATCH p = (a)-[r]->(b) RETURN a, p, r, [b.name, $x] AS list", {"x": {"k": date(2020, 1, 1)}}
    )
    node = {"labels": ["Company", "Entity"], "properties": {"id": "a", "name": "甲"}}
    assert keys == ["a", "p", "r", "list"]
    assert rows[0]["a"] == node
    assert rows[0]["r"]["type"] == "ACQUIRED"
    assert rows[0]["r"]["properties"] == {"id": "r", "date_min": date(2020, 1, 2)}
    assert rows[0]["p"]["nodes"][0] == node
    assert (rows[0]["p"]["edges"][0]["from"], rows[0]["p"]["edges"][0]["to"]) == ("a", "b")
    assert rows[0]["list"] == ["乙", {"k": date(2020, 1, 1)}]


WRITES = [
    "CREATE (n:Try {id: 2})",
    "MERGE (n:Try {id: 2})",
    "MATCH (n:Try) SET n.id = 2",
    "MATCH (n:Try) SET n:Other",
    "MATCH (n:Try) REMOVE n.id",
    "MATCH (n:Try) DELETE n",
    "MATCH (n:Try) RETURN n.id AS id UNION CREATE (n:Try {id: 2}) RETURN n.id AS id",
    "CREATE INDEX try_id IF NOT EXISTS FOR (n:Try) ON (n.id)",
    "CALL { CREATE (n:Try {id: 3}) } RETURN 1",
    "MATCH (n:Try) FOREACH (x IN [1] | SET n.id = x + 1)",
]


@pytest.mark.parametrize("read_only", [False, True])
def test_reading_cannot_write(db: str, read_only: bool) -> None:
    with Store.open(db) as store:
        store.write(lambda tx: tx.run("CREATE (n:Try {id: 1})"))
    with Store.open(db, read_only=read_only) as store:
        for statement in WRITES:
            with pytest.raises(ReadOnlyError):
                store.run(statement)
            if read_only:
                with pytest.raises(ReadOnlyError):
                    store.write(lambda tx, text=statement: tx.run(text))  # type: ignore[misc]
            held = store.run("MATCH (n:Try) RETURN n.id AS id, labels(n) AS labels")
            assert held == [{"id": 1, "labels": ["Try"]}], statement


@pytest.mark.parametrize("read_only", [False, True])
def test_wrong_statements_are_one_sentence(db: str, read_only: bool) -> None:
    with Store.open(db, read_only=read_only) as store:
        for statement in ("MATCH (n RETURN n", "MATCH (n) RETURN m", "FETCH ALL", "RETURN 1 AS x, 2 AS x"):
            with pytest.raises(QueryError) as raised:
                store.run(statement)
            assert "\n" not in str(raised.value) and len(str(raised.value)) > 40, statement
            assert store.run("RETURN 1 AS x") == [{"x": 1}]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_statement_that_takes_too_long_is_stopped(db: str, read_only: bool) -> None:
    with Store.open(db, read_only=read_only, timeout=0.5) as store:
        with pytest.raises(QueryError, match=r"stopped after 0\.5 s"):
            store.run(
                "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x % 7 = y RETURN count(x) AS n"
            )
        assert store.run("RETURN 1 AS x") == [{"x": 1}]


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    def work(tx: Any) -> None:
        tx.run("CREATE (n:Try {id: 1})")
        tx.run("MATCH (n RETURN n")

    with pytest.raises(QueryError):
        store.write(work)
    assert store.run("MATCH (n:Try) RETURN n") == []


def test_ids_are_unique(store: Store) -> None:
    store.write(lambda tx: tx.run("CREATE (n:Company:Entity {id: 'company:甲'})"))
    with pytest.raises(QueryError):
        store.write(lambda tx: tx.run("CREATE (n:Company:Entity {id: 'company:甲'})"))
    assert store.run("MATCH (n:Entity) RETURN count(n) AS n") == [{"n": 1}]
