"""The world on a day, and as it was known on a day."""

from __future__ import annotations

from datetime import date

import pytest
from inventing import claim, side, source

from graph.claims import Claim
from graph.facts import Fact, assemble
from graph.schema import Modality
from graph.time import alive_on, held_on, intervals, life

SOURCES = {
    s.id: s
    for s in (
        source("旧闻", "2018-06-01T09:00"),
        source("新闻", "2019-10-01T09:00"),
        source("近闻", "2023-07-12T09:00"),
        source("无日期", None),
    )
}
SHOP, HEIR, LATE = side("辛月T台", "Product"), side("看物", "Product"), side("癸辰地图", "Product")
ID, HEIR_ID, LATE_ID = "product:辛月t台", "product:看物", "product:癸辰地图"
STORY = (
    claim("LAUNCHED", "甲木", SHOP, of="旧闻", date="2018-04-16"),
    claim("SHUT_DOWN", SHOP, of="新闻", date="2019-09-12"),
    claim("MERGED_INTO", SHOP, HEIR, of="新闻", date="2019-09-12", at=50),
    claim("LAUNCHED", "甲木", LATE, of="近闻", date="2020-04"),
    claim("SHUT_DOWN", LATE, of="近闻", date="2022-03", at=50, modality=Modality.REPORTED),
)


def facts(*claims: Claim) -> list[Fact]:
    return assemble(claims or STORY, SOURCES)


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_alive_on_a_day() -> None:
    found = facts()
    assert alive_on(found, ID, day("2019-01-01")) == "certain"
    assert alive_on(found, ID, day("2018-04-15")) is None
    assert alive_on(found, ID, day("2018-04-16")) == "certain"
    assert alive_on(found, ID, day("2019-09-11")) == "certain"
    assert alive_on(found, ID, day("2019-09-12")) is None
    assert alive_on(found, ID, day("2019-12-31")) is None
    assert alive_on(found, LATE_ID, day("2019-01-01")) is None
    assert alive_on(found, LATE_ID, day("2020-04-15")) == "possible"
    assert alive_on(found, LATE_ID, day("2022-03-10")) == "possible"
    assert alive_on(found, LATE_ID, day("2022-04-01")) is None


def test_alive_as_was_known() -> None:
    assert alive_on(facts(), ID, day("2019-12-31"), known_on=day("2018-12-31")) == "certain"
    assert alive_on(facts(), ID, day("2019-12-31"), known_on=day("2017-12-31")) is None
    closing = next(fact for fact in facts() if fact.type == "SHUT_DOWN" and fact.subject == ID)
    assert held_on(closing, day("2019-12-31"), day("2018-12-31")) is None
    assert held_on(closing, day("2019-12-31"), day("2019-10-01")) == "certain"


@pytest.mark.parametrize(
    ("edtf", "on", "status"),
    [
        ("2012", "2011-12-31", None),
        ("2012", "2012-06-01", "possible"),
        ("2012", "2012-12-31", "certain"),
        ("2014-03-10", "2014-03-09", None),
        ("2014-03-10", "2014-03-10", "certain"),
        (None, "2000-01-01", "possible"),
        (None, "2018-06-01", "certain"),
        ("../2015", "1990-01-01", "possible"),
    ],
)
def test_held_on(edtf: str | None, on: str, status: str | None) -> None:
    (fact,) = facts(claim("INVESTED_IN", "甲木", "乙水", of="旧闻", date=edtf))
    assert held_on(fact, day(on)) == status


def test_contradicting_dates_leave_the_days_between_possible() -> None:
    (fact,) = facts(
        claim("INVESTED_IN", "甲木", "乙水", of="旧闻", date="2014-03-10"),
        claim("INVESTED_IN", "甲木", "乙水", of="近闻", date="2012"),
    )
    assert held_on(fact, day("2013-01-01")) == "possible"
    assert held_on(fact, day("2013-01-01"), known_on=day("2020-01-01")) is None
    assert held_on(fact, day("2015-01-01")) == "certain"


def test_an_end_ends() -> None:
    made = claim("OPERATES", "甲木", SHOP, date="2010", of="旧闻").model_copy(update={"end": "2015"})
    (fact,) = facts(made)
    assert [held_on(fact, day(on)) for on in ("2014-12-31", "2015-06-01", "2015-12-31", "2016-01-01")] == [
        "certain", "possible", None, None,
    ]  # fmt: skip


def test_a_source_without_a_day_is_known_on_none() -> None:
    (fact,) = facts(claim("INVESTED_IN", "甲木", "乙水", of="无日期", date="2014"))
    assert held_on(fact, day("2020-01-01")) == "certain"
    assert held_on(fact, day("2020-01-01"), known_on=day("2099-01-01")) is None


def test_a_life_in_order_with_its_gaps() -> None:
    told = life(facts(), ID)
    assert [(e.kind, e.date, e.gap) for e in told] == [
        ("LAUNCHED", "2018-04-16", None),
        ("MERGED_INTO", "2019-09-12", (514, 514)),
        ("SHUT_DOWN", "2019-09-12", (0, 0)),
    ]
    assert [e.kind for e in life(facts(), HEIR_ID)] == ["MERGED_INTO"]
    assert [e.kind for e in life(facts(), ID, known_on=day("2018-12-31"))] == ["LAUNCHED"]


def test_gaps_of_imprecise_dates_are_ranges() -> None:
    told = life(facts(), LATE_ID)
    assert [e.gap for e in told] == [None, (670, 729)]


def test_intervals() -> None:
    (whole,) = intervals(life(facts(), ID), ID)
    assert whole.begins is not None and whole.begins.date == "2018-04-16"
    assert whole.ends is not None and whole.ends.date == "2019-09-12"


def test_a_second_life() -> None:
    found = facts(
        claim("LAUNCHED", "甲木", SHOP, of="旧闻", date="2016-01-01"),
        claim("SHUT_DOWN", SHOP, of="旧闻", date="2017-01-01", at=50),
        claim("RENAMED_TO", HEIR, SHOP, of="近闻", date="2020-01-01"),
    )
    spans = intervals(life(found, ID), ID)
    assert [(s.begins and s.begins.date, s.ends and s.ends.date) for s in spans] == [
        ("2016-01-01", "2017-01-01"),
        ("2020-01-01", None),
    ]
    assert [alive_on(found, ID, day(on)) for on in ("2016-06-01", "2018-01-01", "2021-01-01")] == [
        "certain", None, "certain",
    ]  # fmt: skip


def test_what_is_only_mentioned_is_alive_from_its_first_mention() -> None:
    found = facts(claim("OPERATES", "甲木", SHOP, of="旧闻"))
    assert alive_on(found, ID, day("2018-04-30")) is None
    assert alive_on(found, ID, day("2018-06-01")) == "certain"
    assert intervals([], ID) == []
