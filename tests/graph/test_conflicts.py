"""Contradictions are found by the schema's rules, kept, marked, and settled by decisions."""

from __future__ import annotations

from datetime import date

import pytest
from inventing import claim, percent, side, source

from graph.claims import Claim, Value
from graph.conflicts import rules_of
from graph.facts import assemble, find_conflicts
from graph.figures import figure
from graph.judgements import Judgement, Judgements, judge
from graph.register import Register
from graph.schema import CONFLICT_RULES, PREDICATES

SOURCES = {s.id: s for s in (source("甲报", "2014-05-01T09:00"), source("乙报", "2023-05-01T09:00"))}
PRODUCT = side("辛月", "Product")


def rules(*claims: Claim) -> list[str]:
    found = [conflict.rule for conflict in find_conflicts(claims, SOURCES)]
    marked = [fact for fact in assemble(claims, SOURCES) if fact.edge.disputed]
    assert bool(found) == bool(marked)
    assert {rule for fact in marked for rule in fact.edge.conflicts} == set(found)
    return found


def stake(of: str, amount: float, day: str | None, at: int = 0) -> Claim:
    return claim("INVESTED_IN", "甲木", "乙水", of=of, date=day, values=(percent(amount),), at=at)


def gmv(of: str, amount: float | None, mention: str, **bounds: float) -> Claim:
    value = Value(amount=amount, unit="CNY", what="GMV", mention=mention, **bounds)  # type: ignore[arg-type]
    return claim("METRIC", "甲木", of=of, date="2013", values=(value,))


def choose(*claims: str) -> Judgements:
    lines = [
        Judgement(
            id=f"d{n}", action="choose", claim=id_, because="原文如此", author="某人", day=date(2024, 1, 1)
        )
        for n, id_ in enumerate(claims)
    ]
    return judge(lines, Register())


def test_two_founding_years() -> None:
    assert rules(
        claim("FOUNDED", "甲木", of="甲报", date="1998"), claim("FOUNDED", "甲木", of="乙报", date="1999")
    ) == ["once_per_subject"]


def test_two_founding_years_with_different_founders() -> None:
    founded = [
        claim("FOUNDED", "甲木", side("赵一", "Person"), of="甲报", date="1998"),
        claim("FOUNDED", "甲木", side("钱二", "Person"), of="乙报", date="1999"),
        claim("FOUNDED", "甲木", of="乙报", date="1999-03", at=60),
    ]
    assert set(rules(*founded)) == {"once_per_subject"}
    assert sum(fact.edge.disputed for fact in assemble(founded, SOURCES)) == 3


def test_two_closing_days_even_in_one_source() -> None:
    assert rules(
        claim("SHUT_DOWN", PRODUCT, date="2019-09-12"), claim("SHUT_DOWN", PRODUCT, date="2020-01", at=50)
    ) == ["once_per_subject"]


def test_two_stakes_on_one_day() -> None:
    assert rules(stake("甲报", 15, "2014-03-10"), stake("乙报", 20, "2014-03-10")) == ["stake"]
    assert rules(stake("甲报", 15, "2014-03"), stake("乙报", 20, "2014-03-10")) == ["stake"]


@pytest.mark.parametrize(
    "claims",
    [
        (stake("甲报", 15, "2014-03-10"), stake("乙报", 15, "2014-03")),
        (stake("甲报", 15, "2014-03-10"), stake("乙报", 15.2, "2014-03-10")),
        (stake("甲报", 15, "2014-03-10"), stake("乙报", 20, None)),  # 20 % may be of another day
        (stake("甲报", 15, "2014-03-10"), stake("甲报", 20, "2014-03-10", at=60)),  # a source knows what it tells apart
        (claim("LAUNCHED", "甲木", PRODUCT, date="2018"), claim("SHUT_DOWN", PRODUCT, of="乙报", date="2019")),
        (claim("LAUNCHED", "甲木", PRODUCT, date="2019"), claim("SHUT_DOWN", PRODUCT, of="乙报", date="2019-05")),
        (claim("LISTED", "甲木", date="2014"), claim("LISTED", "甲木", of="乙报", date="2014-05-22")),
        (claim("OPERATES", "甲木", PRODUCT, date="2010"), claim("OPERATES", "甲木", PRODUCT, of="乙报", date="2015")),
        (claim("DIVESTED", "甲木", "乙水", date="2014"), claim("DIVESTED", "甲木", "乙水", of="乙报", date="2015")),
    ],
)  # fmt: skip
def test_no_conflict(claims: tuple[Claim, ...]) -> None:
    assert rules(*claims) == []


def test_closed_and_later_launched() -> None:
    closed = claim("SHUT_DOWN", PRODUCT, of="甲报", date="2019-09-12")
    launched = claim("LAUNCHED", "甲木", PRODUCT, of="乙报", date="2020-05")
    assert rules(closed, launched) == ["excludes_later"]
    both = assemble([closed, launched], SOURCES)
    assert [fact.edge.conflict_claims for fact in both] == [sorted((closed.id, launched.id))] * 2


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        (gmv("甲报", 3e8, "近3亿", max=3e8), gmv("乙报", 2.9e8, "2.9亿"), True),
        (gmv("甲报", 3e8, "近3亿", max=3e8), gmv("乙报", 1e8, "1亿"), False),
        (gmv("甲报", 1e10, "破百亿", min=1e10), gmv("乙报", 1.2e10, "120亿"), True),
        (gmv("甲报", 1e10, "破百亿", min=1e10), gmv("乙报", 5e9, "50亿"), False),
        (gmv("甲报", 3e11, "3000亿"), gmv("乙报", 2.985e11, "2985亿"), True),
        (gmv("甲报", 3e11, "3000亿"), gmv("乙报", 3.4e11, "3400亿"), False),
        (gmv("甲报", 2.621e11, "2621亿"), gmv("乙报", 2.622e11, "2622亿"), False),
        (gmv("甲报", None, "10-20亿", min=1e9, max=2e9), gmv("乙报", 1.5e9, "15亿"), True),
    ],
)
def test_figures_of_one_measure(left: Claim, right: Claim, agree: bool) -> None:
    assert rules(left, right) == ([] if agree else ["amount"])
    (fact,) = assemble([left, right], SOURCES)
    assert set(fact.edge.claim_values) == {left.values[0].mention, right.values[0].mention}


def test_a_source_that_gives_two_figures_measures_two_things() -> None:
    two = [gmv("甲报", 1e10, "100亿"), gmv("甲报", 3e9, "30亿").model_copy(update={"id": "other"})]
    assert rules(*two) == []
    assert len(assemble([*two, gmv("乙报", 1e10, "100亿")], SOURCES)) == 2


def test_figures_in_two_currencies_are_not_compared() -> None:
    dollars = Value(amount=15, unit="USD", what="GMV", mention="15美元")
    yuan = Value(amount=100, unit="CNY", what="GMV", mention="100元")
    one, two = figure(dollars), figure(yuan)
    assert one is not None and two is not None and one.agrees(two)


def test_sides_are_listed_by_date() -> None:
    claims = [
        claim("INVESTED_IN", "甲木", "乙水", of="甲报", date="2014-03-10"),
        claim("INVESTED_IN", "甲木", "乙水", of="乙报", date="2012"),
        claim("INVESTED_IN", "甲木", "乙水", of="乙报", at=80),
    ]
    (conflict,) = find_conflicts(claims, SOURCES)
    assert [(c.date, c.evidence.source) for c in conflict.claims] == [
        ("2012", "乙报"),
        ("2014-03-10", "甲报"),
    ]


def test_a_choice_settles_what_is_shown_and_keeps_both_sides() -> None:
    early = claim("INVESTED_IN", "甲木", "乙水", of="乙报", date="2012")
    late = claim("INVESTED_IN", "甲木", "乙水", of="甲报", date="2014-03-10")
    (fact,) = assemble([early, late], SOURCES, choose(early.id))
    assert (fact.edge.date, fact.edge.date_min, fact.edge.date_max) == (
        "2012",
        date(2012, 1, 1),
        date(2012, 12, 31),
    )
    assert (fact.edge.disputed, fact.edge.conflicts, fact.edge.decision) == (False, ["once"], "d0")
    assert set(fact.edge.claims) == {early.id, late.id} and fact.edge.claims[0] == early.id
    (again,) = assemble([early, late], SOURCES, choose(early.id, late.id))
    assert (again.edge.date, again.edge.decision) == ("2014-03-10", "d1")
    assert len(find_conflicts([early, late], SOURCES, choose(early.id))) == 1


def test_a_choice_clears_the_chosen_fact_not_the_one_against_it() -> None:
    closed = claim("SHUT_DOWN", PRODUCT, of="甲报", date="2019-09-12")
    launched = claim("LAUNCHED", "甲木", PRODUCT, of="乙报", date="2020-05")
    found = {f.type: f.edge.disputed for f in assemble([closed, launched], SOURCES, choose(closed.id))}
    assert found == {"SHUT_DOWN": False, "LAUNCHED": True}


def test_every_rule_of_the_schema_is_explained() -> None:
    assert {rule for predicate in PREDICATES for rule in rules_of(predicate)} == set(CONFLICT_RULES)
