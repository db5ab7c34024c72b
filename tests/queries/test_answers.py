"""What the packaged queries answer about a small invented world, on both stores."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from invented_world import PUBLISHED

from graph.store.store import Store
from queries import Catalogue, load_all

NEEDED: dict[str, dict[str, Any]] = {
    "product_history": {"product": "海豚购"},
    "alive_on": {"date": "2018"},
    "ego": {"entity": "山海集团", "hops": 2},
    "path_between": {"a": "周晓岚", "b": "蓝鲸优选"},
    "changed": {"from_day": "2014", "to_day": "2019"},
    "learned": {"from_day": "2016", "to_day": "2024"},
    "find": {"text": "山海"},
}


@pytest.fixture
def asked(world: Store) -> Catalogue:
    return Catalogue(world)


def some(rows: Any, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_every_query_answers_with_the_columns_of_its_header(world: Store) -> None:
    for query in load_all():
        for days in ({}, {"as_of": "2015-07", "known_on": "2020-03-02"}):
            columns, rows = world.table(query.text, dict(query.bind(NEEDED.get(query.name, {}) | days)))
            assert tuple(columns) == query.returns or not rows, query.name
            for row in rows:
                for value in row.values():
                    assert value is None or isinstance(value, str | int | float | bool | list), query.name
        assert Catalogue(world).run(query.name, NEEDED.get(query.name, {})), f"{query.name} answers nothing"


def test_folded_and_renamed(asked: Catalogue) -> None:
    rows = asked.merged_into()
    assert some(rows, "product", "successor", "how", "date", "status") == [
        ("海豚购", "鲸鱼集市", "MERGED_INTO", "2019-09-12", "certain"),
        ("鲸鱼集市", "蓝鲸优选", "RENAMED_TO", "2021-01", "certain"),
    ]
    assert rows[0]["publisher"] == "乙刊" and "海豚购MERGED_INTO鲸鱼集市" in rows[0]["quote"]
    assert some(asked.merged_into(as_of="2021-01-10"), "product", "status") == [
        ("海豚购", "certain"),
        ("鲸鱼集市", "possible"),
    ]
    assert some(asked.merged_into(as_of="2020"), "product") == [("海豚购",)]
    assert not asked.merged_into(known_on="2019")


def test_an_alias_will_do(asked: Catalogue) -> None:
    by_alias = asked.investees(investor="Shanhai")
    assert some(by_alias, "investee") == [("小筑网",), ("云帆科技",)]
    assert by_alias == asked.investees("山海集团")


def test_a_contradicted_date_is_possible_between_its_claims(asked: Catalogue) -> None:
    def seen(**days: str) -> list[tuple[Any, ...]]:
        rows = [row for row in asked.investees("山海集团", **days) if row["investee"] == "小筑网"]
        return some(rows, "date_min", "date_max", "status", "disputed", "figure")

    assert seen()[0][:4] == ("2014-01-01", "2016-03-10", "certain", True)
    assert seen(as_of="2015")[0][2] == "possible"
    assert seen(as_of="2013") == []
    assert seen(as_of="2016-03-10")[0][2] == "certain"
    # as known before the second source: one date, no dispute, its own figure
    assert seen(known_on="2019") == [("2014-01-01", "2014-12-31", "certain", False, "15%")]
    assert seen(as_of="2015", known_on="2019")[0][2] == "certain"


def test_a_source_without_a_day_is_never_known(asked: Catalogue) -> None:
    assert ("云帆科技", "远岚") in some(asked.investees(), "investor", "investee")
    assert ("云帆科技", "远岚") not in some(asked.investees(known_on="2030"), "investor", "investee")
    undated = list(asked.investees("云帆科技", as_of="2022"))
    assert some(undated, "status", "date", "date_max") == [("possible", None, None)]
    assert ("丁志", None, "possible") in some(asked.sources(as_of="2022"), "publisher", "published", "status")
    assert [row["publisher"] for row in asked.sources(known_on="2020-03-02")] == ["甲报", "乙刊"]
    assert some(asked.sources(), "claims")[0] == (6,)


def test_a_product_s_life_with_its_gaps(asked: Catalogue) -> None:
    rows = asked.product_history("海豚购")
    assert some(rows, "date", "event", "subject", "object", "days_since_min", "days_since_max") == [
        ("2015-06-18", "LAUNCHED", "山海集团", "海豚购", None, None),
        ("2019-09-12", "MERGED_INTO", "海豚购", "鲸鱼集市", 1547, 1547),
        ("2019-09-12", "SHUT_DOWN", "海豚购", None, 0, 0),
        ("2021-01", "RENAMED_TO", "鲸鱼集市", "蓝鲸优选", 477, 507),
    ]
    assert some(asked.product_history("海豚购", known_on="2019"), "date", "event") == [
        ("2015-06", "LAUNCHED")
    ]
    # told from the far end, what it grew out of is there too
    assert "海豚购" in [row["subject"] for row in asked.product_history("蓝鲸优选")]


def test_closed_products(asked: Catalogue) -> None:
    rows = asked.closed_products()
    assert some(rows, "product", "launched", "successors", "owners") == [
        ("灯塔商城", ["2012"], [], ["山海集团"]),
        ("海豚购", ["2015-06-18"], ["鲸鱼集市"], ["山海集团"]),
        ("麻雀店", [], [], ["山海集团", "山海零售事业部"]),
    ]
    assert [row["product"] for row in asked.closed_products(owner="山海零售事业部")] == ["麻雀店"]
    assert asked.closed_products("麻雀店")[0]["modality"] == "announced"
    assert not asked.closed_products("麻雀店", as_of="2023-07-14")


def test_alive_on(asked: Catalogue) -> None:
    def alive(date: str, **more: Any) -> dict[str, str]:
        return dict(some(asked.alive_on(date, **more), "product", "status"))

    assert alive("2016") == {"灯塔商城": "certain", "海豚购": "certain"}
    assert alive("2012-06-01") == {"灯塔商城": "possible"}
    assert alive("2017-06-01")["灯塔商城"] == "possible"  # closed in 2017 says one, in 2018 the other
    assert "灯塔商城" not in alive("2018-06-01")
    assert "海豚购" not in alive("2019-09-12")
    assert alive("2019-12-31", known_on="2016") == {"灯塔商城": "certain", "海豚购": "certain"}
    assert alive("2019-12-31") == {"鲸鱼集市": "certain"}
    assert "麻雀店" not in alive("2022") and alive("2022", unknown=True)["麻雀店"] == "possible"
    assert alive("2023-07-13")["麻雀店"] == "certain"


def test_conflicts_side_by_side(asked: Catalogue) -> None:
    rows = asked.conflicts("小筑网")
    assert some(rows, "rules", "date", "publisher", "decided") == [
        (["once"], "2014", "甲报", False),
        (["once"], "2016-03-10", "乙刊", False),
    ]
    assert [row["shown"] for row in rows].count(True) == 1
    assert all(row["quote"] for row in rows)
    closed = asked.conflicts("灯塔商城")
    assert some(closed, "rules", "date") == [
        (["once_per_subject"], "2017-02-01"),
        (["once_per_subject"], "2018-05"),
    ]
    assert not asked.conflicts(known_on="2016")
    assert {row["date"] for row in asked.conflicts(known_on="2021")} == {"2014", "2016-03-10"}


def test_how_many_say_so(asked: Catalogue) -> None:
    rows = asked.corroboration("海豚购", at_least=2)
    assert some(rows, "event", "sources", "claims", "publishers") == [("LAUNCHED", 2, 2, ["乙刊", "甲报"])]
    then = [row for row in asked.corroboration("海豚购", known_on="2019") if row["event"] == "LAUNCHED"]
    assert some(then, "sources", "claims", "publishers") == [(1, 1, ["甲报"])]


def test_the_evidence_of_a_fact_and_of_an_entity(asked: Catalogue) -> None:
    fact = asked.launched(product="海豚购")[0]["fact"]
    rows = asked.evidence(fact=fact)
    assert some(rows, "predicate", "subject", "object", "date", "publisher") == [
        ("LAUNCHED", "山海集团", "海豚购", "2015-06", "甲报"),
        ("LAUNCHED", "山海集团", "海豚购", "2015-06-18", "乙刊"),
    ]
    assert all(row["end"] - row["start"] == len(row["quote"]) and row["url"] for row in rows)
    rumour = [row for row in asked.evidence("小筑网") if row["modality"] == "rumoured"]
    assert some(rumour, "predicate", "fact") == [("ACQUIRED", None)]
    assert some(asked.unconfirmed(), "predicate", "subject", "object") == [("ACQUIRED", "云帆科技", "小筑网")]
    assert len(asked.evidence("海豚购", known_on="2019")) == 1
    assert len(asked.evidence("海豚购", as_of="2016")) == 3  # the undated comparison may hold


def test_around_an_entity(asked: Catalogue) -> None:
    one = asked.ego("鲸鱼集市")
    assert some(one, "hop", "event", "subject") == [
        (1, "MERGED_INTO", "海豚购"),
        (1, "RENAMED_TO", "鲸鱼集市"),
    ]
    two = asked.ego("鲸鱼集市", hops=2)
    assert {row["hop"] for row in two} == {1, 2}
    assert ("LAUNCHED", "山海集团", "海豚购") in some(two, "event", "subject", "object")
    assert (
        {row["fact"] for row in one}
        < {row["fact"] for row in two}
        < {row["fact"] for row in asked.ego("鲸鱼集市", hops=4)}
    )
    # what was not known yet leads nowhere
    assert some(asked.ego("鲸鱼集市", hops=3, known_on="2016"), "event") == []


def test_the_way_from_one_to_another(asked: Catalogue) -> None:
    rows = asked.path_between("周晓岚", "蓝鲸优选")
    assert [row["to_name"] for row in rows][-1] == "蓝鲸优选"
    assert rows[0]["from_name"] == "周晓岚"
    assert max(row["step"] for row in rows) == 4
    for before, after in pairwise(rows):
        assert after["step"] in {before["step"], before["step"] + 1}
        if after["step"] != before["step"]:
            assert after["from_name"] == before["to_name"]
    # on a day before the renaming there is no way; nor is there one to an entity itself
    assert not asked.path_between("周晓岚", "蓝鲸优选", as_of="2020")
    assert not asked.path_between("周晓岚", "周晓岚")
    # without the role that became known in 2023, the way goes by the founding
    then = asked.path_between("周晓岚", "海豚购", known_on="2016")
    assert (then[0]["step"], then[0]["event"]) == (1, "FOUNDED")
    assert max(row["step"] for row in then) == 3


def test_what_changed_in_the_world_and_in_what_was_known(asked: Catalogue) -> None:
    world = asked.changed("2016-12-31", "2017-12-31")
    assert some(world, "event", "subject", "before", "after") == [
        ("SHUT_DOWN", "灯塔商城", "not yet", "possible"),
        ("LISTED", "小筑网", "not yet", "certain"),
    ]
    known = asked.learned("2016-12-31", "2020-12-31")
    told = {(row["event"], row["subject"], row["object"]): row for row in known}
    assert {row["published"] for row in known} == {PUBLISHED["乙刊"]}
    launch = told["LAUNCHED", "山海集团", "海豚购"]
    assert (launch["change"], launch["date_before"], launch["date_after"]) == (
        "date",
        "2015-06",
        "2015-06-18",
    )
    assert told["SHUT_DOWN", "海豚购", None]["change"] == "new"
    assert not asked.learned("2020-12-31", "2021-12-31")


def test_people_rounds_figures_and_places(asked: Catalogue) -> None:
    assert some(asked.people(), "person", "organisation", "title", "how") == [
        ("周晓岚", "小筑网", "创始人", "FOUNDED"),
        ("周晓岚", "山海集团", "总裁", "ROLE"),
    ]
    assert some(asked.rounds("云帆科技"), "round", "investor", "amount", "unit") == [
        ("B轮", None, 3e8, "USD")
    ]
    assert some(asked.measures(what="gmv"), "date", "amount", "modality") == [
        ("2013", 1e10, "asserted"),
        ("2024", 3e11, "forecast"),
    ]
    assert some(asked.listings(), "company", "exchange") == [("小筑网", "东港交易所")]
    assert some(asked.partners("山海集团"), "entity", "partner") == [("山海集团", "小筑网")]
    assert some(asked.competitors("灯塔商城"), "entity", "competitor") == [("灯塔商城", "海豚购")]
    assert len(asked.competitors()) == 1
    assert some(asked.acquisitions(), "buyer", "target", "date") == [("山海集团", "远岚", "2018-33")]
    assert some(asked.divestments(), "seller", "company", "stake") == [("山海集团", "小筑网", 5.0)]
    assert some(asked.find("SHAN"), "name", "type") == [("山海集团", "Company")]
    assert some(asked.find("山海", type="BusinessUnit"), "name") == [("山海零售事业部",)]
    assert some(asked.timeline(since="2017-06", until="2018"), "event", "subject") == [
        ("SHUT_DOWN", "灯塔商城"), ("LISTED", "小筑网"), ("ACQUIRED", "山海集团"), ("RAISED", "云帆科技"),
    ]  # fmt: skip
