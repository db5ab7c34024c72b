"""A change touches what it must and nothing else, on both stores."""

from __future__ import annotations

from datetime import datetime

import pytest
from inventing import SHANGHAI, claim, percent, side, source

from graph.change import Change, Rules, apply
from graph.claims import Claim
from graph.journal import Tally
from graph.judgements import NO_JUDGEMENTS
from graph.register import Register
from graph.schema import Source
from graph.store.snapshot import snapshot
from graph.store.store import Store

RULES = Rules(Register(), NO_JUDGEMENTS, "")
NOW = datetime(2024, 5, 1, 12, 0, tzinfo=SHANGHAI)


def put(store: Store, *pairs: tuple[Source, list[Claim]], drop: tuple[str, ...] = ()) -> Tally:
    change = Change(list(pairs), list(drop))
    return store.write(lambda tx: apply(tx, change, RULES, NOW))[1]


A = source("甲报", "2020-05-01T09:00")
B = source("乙报", "2021-03-02T10:30")
A_CLAIMS = [
    claim("INVESTED_IN", "山海集团", "小筑网", date="2014", values=(percent(15),), at=0),
    claim("LAUNCHED", "山海集团", side("海豚购", "Product", 40), date="2015-06", at=40),
    claim("SHUT_DOWN", side("海豚购", "Product", 90), date="2018-03", at=90),
    claim("FOUNDED", "小筑网", date="2003", at=130),
]
B_CLAIMS = [
    claim("INVESTED_IN", "山海集团", "小筑网", of="乙报", date="2014-03-10", values=(percent(20),), at=0),
    claim("FOUNDED", "小筑网", of="乙报", date="2004-02", at=50),
    claim("INVESTED_IN", "山海集团", "飞舟科技", of="乙报", at=90),
]


def edges(store: Store, type_: str) -> list[tuple[str, str, str | None]]:
    rows = store.run(
        f"MATCH (a)-[r:{type_}]->(b) RETURN a.name AS a, b.name AS b, r.date AS date ORDER BY a, b, date"
    )
    return [(row["a"], row["b"], row["date"]) for row in rows]


def test_what_one_source_says(store: Store) -> None:
    tally = put(store, (A, A_CLAIMS))
    assert edges(store, "INVESTED_IN") == [("山海集团", "小筑网", "2014")]
    assert edges(store, "LAUNCHED") == [("山海集团", "海豚购", "2015-06")]
    assert [a for a, _, _ in edges(store, "SHUT_DOWN")] == ["海豚购"]
    assert tally.sources == {
        "甲报": {"added": 4, "changed": 0, "retracted": 0, "title": "甲报的报道", "status": "added"}
    }
    assert len(tally.facts_added) == 4
    assert tally.entities_added == ["company:小筑网", "company:山海集团", "product:海豚购"]


def test_loading_again_changes_nothing(store: Store) -> None:
    put(store, (A, A_CLAIMS))
    before = snapshot(store)
    tally = put(store, (A, A_CLAIMS))
    assert snapshot(store) == before
    assert tally.idle and tally.sources["甲报"]["status"] == "unchanged"
    assert store.run("MATCH (b:Build) RETURN b.number AS number") == [{"number": 1}]


@pytest.mark.parametrize("together", [True, False])
def test_order_of_sources_does_not_matter(store: Store, together: bool) -> None:
    put(store, (A, A_CLAIMS))
    put(store, (B, B_CLAIMS))
    first = snapshot(store)
    put(store, drop=("甲报", "乙报"))
    assert snapshot(store) == {"nodes": [], "edges": []}
    if together:
        put(store, (B, B_CLAIMS), (A, A_CLAIMS))
    else:
        put(store, (B, B_CLAIMS))
        put(store, (A, A_CLAIMS))
    assert snapshot(store) == first


def test_the_other_source_keeps_its_facts(store: Store) -> None:
    put(store, (B, B_CLAIMS))
    only_b = snapshot(store)
    put(store, (A, A_CLAIMS))
    row = store.run(
        "MATCH ()-[r:INVESTED_IN {date: '2014-03-10'}]->() RETURN r.claims AS claims, r.disputed AS disputed"
    )
    assert len(row[0]["claims"]) == 2 and row[0]["disputed"]
    tally = put(store, drop=("甲报",))
    assert snapshot(store) == only_b
    assert [words for _, words in tally.facts_removed] == [
        "山海集团 LAUNCHED 海豚购 2015-06",
        "海豚购 SHUT_DOWN 2018-03",
    ] or len(tally.facts_removed) == 2
    assert tally.entities_removed == ["product:海豚购"]


def test_a_new_version_retracts_what_is_gone(store: Store) -> None:
    put(store, (A, A_CLAIMS))
    newer = source("甲报", "2020-05-01T09:00", text="another")
    tally = put(store, (newer, A_CLAIMS[1:]))
    assert edges(store, "INVESTED_IN") == []
    assert tally.sources["甲报"]["retracted"] == 1
    assert store.run("MATCH (r:RetractedClaim) RETURN r.id AS id, r.retracted_on AS day") == [
        {"id": A_CLAIMS[0].id, "day": NOW.date()}
    ]
    put(store, (A, A_CLAIMS))
    assert store.run("MATCH (r:RetractedClaim) RETURN r.id AS id") == []


def test_a_claim_says_which_fact_it_supports(store: Store) -> None:
    put(store, (A, A_CLAIMS), (B, B_CLAIMS))
    rows = store.run(
        "MATCH (a)-[r]->(b) WHERE r.claims IS NOT NULL UNWIND r.claims AS c MATCH (n:Claim {id: c}) "
        "RETURN count(*) AS all, sum(CASE WHEN n.fact = r.id THEN 1 ELSE 0 END) AS right"
    )
    assert rows[0]["all"] == rows[0]["right"] == 7


def test_a_rumour_is_kept_and_makes_no_fact(store: Store) -> None:
    from graph.schema import Modality

    rumour = claim("ACQUIRED", "山海集团", "小筑网", modality=Modality.RUMOURED)
    put(store, (A, [rumour]))
    assert edges(store, "ACQUIRED") == []
    found = store.run(
        "MATCH (c:Claim)-[:SUBJECT]->(s:Company) MATCH (c)-[:OBJECT]->(o) MATCH (c)-[:STATED_IN]->(n:Source) "
        "RETURN c.modality AS modality, c.fact AS fact, s.name AS subject, o.name AS object, n.id AS source"
    )
    assert found == [
        {"modality": "rumoured", "fact": None, "subject": "山海集团", "object": "小筑网", "source": "甲报"}
    ]
