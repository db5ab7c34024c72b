"""Which claims are one fact, what the fact shows, and what makes none."""

from __future__ import annotations

from datetime import date

import pytest
from inventing import claim, percent, side, source

from graph.claims import Claim, Mention, Value
from graph.facts import Fact, assemble, fact_key, refusal
from graph.schema import EDGES, Modality, Source

SOURCES = {
    s.id: s
    for s in (
        source("早报", "2014-03-11T09:00"),
        source("中报", "2018-01-02T09:00"),
        source("晚报", "2023-07-12T09:00"),
        source("无日期", None),
    )
}


def facts(*claims: Claim, sources: dict[str, Source] = SOURCES) -> list[Fact]:
    return assemble(claims, sources)


def dates(found: list[Fact]) -> set[str | None]:
    return {fact.edge.date for fact in found}


def invested(**more: object) -> Claim:
    return claim("INVESTED_IN", "甲木", "乙水", **more)  # type: ignore[arg-type]


def with_round(made: Claim, round_: str) -> Claim:
    return made.model_copy(update={"round": round_, "id": made.id[:-2] + round_})


def money(amount: float, mention: str, what: str = "GMV", **bounds: float) -> Value:
    return Value(amount=amount, unit="CNY", what=what, mention=mention, **bounds)  # type: ignore[arg-type]


# ---- one fact or several


def test_sources_that_date_one_investment_differently_state_one_fact() -> None:
    (fact,) = facts(invested(of="早报", date="2014-03-10"), invested(of="晚报", date="2012"))
    assert (fact.edge.date, fact.edge.date_min, fact.edge.date_max) == (
        "2014-03-10", date(2012, 1, 1), date(2014, 3, 10),
    )  # fmt: skip
    assert fact.edge.disputed and fact.edge.conflicts == ["once"]


def test_compatible_dates_narrow_each_other() -> None:
    (fact,) = facts(invested(of="早报", date="2012"), invested(of="晚报", date="2012-03"))
    assert (fact.edge.date, fact.edge.date_min, fact.edge.date_max) == (
        "2012-03", date(2012, 3, 1), date(2012, 3, 31),
    )  # fmt: skip
    assert not fact.edge.disputed and fact.edge.corroboration == 2


def test_one_source_that_tells_of_two_investments_tells_of_two_facts() -> None:
    found = facts(
        invested(of="晚报", date="2014-03"),
        invested(of="晚报", date="2016", at=50),
        invested(of="早报", date="2014"),
    )
    assert dates(found) == {"2014-03", "2016"}
    assert not any(fact.edge.disputed for fact in found)
    (first,) = [fact for fact in found if fact.edge.date == "2014-03"]
    assert first.edge.sources == ["早报", "晚报"]


def test_a_beginning_before_the_first_of_several_contradicts_it() -> None:
    found = facts(
        invested(of="晚报", date="2014-03"),
        invested(of="晚报", date="2016", at=50),
        invested(of="早报", date="2012"),
    )
    assert len(found) == 2
    (first,) = [fact for fact in found if fact.edge.disputed]
    assert first.edge.date_min == date(2012, 1, 1)


def test_named_rounds_are_facts_of_their_own() -> None:
    found = facts(
        with_round(invested(of="早报", date="2014"), "A轮"),
        with_round(invested(of="晚报", date="2016"), "B轮"),
        with_round(invested(of="中报", date="2014-05"), "A 轮融资"),
        invested(of="晚报", at=70),
    )
    assert {fact.edge.round for fact in found} == {"A 轮融资", "B轮"}
    assert {len(fact.edge.claims) for fact in found} == {3, 1}, "the undated claim is true of the first round"


def test_a_general_statement_joins_the_only_dated_fact_and_does_not_blur_it() -> None:
    (fact,) = facts(invested(of="早报", date="2014-03-10"), invested(of="晚报"))
    assert (fact.edge.date_min, fact.edge.date_max) == (date(2014, 3, 10), date(2014, 3, 10))


def test_each_sale_is_a_fact() -> None:
    found = facts(
        claim("DIVESTED", "甲木", "乙水", of="早报", date="2014-01-03"),
        claim("DIVESTED", "甲木", "乙水", of="晚报", date="2014-01-06"),
        claim("DIVESTED", "甲木", "乙水", of="中报", date="2014-01"),
    )
    assert dates(found) == {"2014-01-03", "2014-01-06"}


def test_partnership_has_no_direction() -> None:
    found = facts(
        claim("PARTNERED_WITH", "甲木", "乙水", of="早报"), claim("PARTNERED_WITH", "乙水", "甲木", of="晚报")
    )
    assert [(fact.subject, fact.object) for fact in found] == [("company:乙水", "company:甲木")]
    assert found[0].edge.corroboration == 2


def test_roles_differ_by_title() -> None:
    person = side("赵一", "Person")
    found = facts(
        claim("ROLE", person, "甲木", title="CEO"), claim("ROLE", person, "甲木", title="董事长", at=60),
        claim("ROLE", person, "甲木", title="ceo", of="晚报"),
    )  # fmt: skip
    assert sorted(fact.edge.corroboration for fact in found) == [1, 2]


def test_measures_differ_by_what_and_when_not_by_source() -> None:
    found = facts(
        claim("METRIC", "甲木", date="2013", of="早报", values=(money(3e8, "近3亿", max=3e8),)),
        claim("METRIC", "甲木", date="2013", of="晚报", values=(money(2.9e8, "2.9亿"),)),
        claim("METRIC", "甲木", date="2014", of="晚报", values=(money(9e8, "9亿"),), at=40),
        claim("METRIC", "甲木", date="2013", of="晚报", values=(money(5e7, "5000万", "revenue"),), at=80),
    )
    shown = {(f.edge.what, f.edge.date, f.edge.amount) for f in found}
    assert shown == {("GMV", "2013", 2.9e8), ("GMV", "2014", 9e8), ("revenue", "2013", 5e7)}
    assert not any(fact.edge.disputed for fact in found)


def test_a_forecast_is_not_its_outcome() -> None:
    forecast = claim(
        "METRIC", "甲木", date="2023", values=(money(3e11, "3000亿"),), modality=Modality.FORECAST
    )
    outcome = claim("METRIC", "甲木", date="2023", of="晚报", values=(money(2e11, "2000亿"),))
    assert len(facts(forecast, outcome)) == 2


def test_measures_without_a_date_are_not_set_against_each_other() -> None:
    early = claim("METRIC", "甲木", of="早报", values=(money(1e8, "1亿人", "users"),))
    late = claim("METRIC", "甲木", of="晚报", values=(money(3e8, "3亿人", "users"),))
    assert [fact.edge.disputed for fact in facts(early, late)] == [False, False]


def test_one_claim_twice_is_one() -> None:
    made = invested(date="2014")
    assert [fact.edge.claims for fact in facts(made, made)] == [[made.id]]


# ---- what a fact shows


def test_the_most_precise_claim_of_the_most_sources_is_shown() -> None:
    closed = [
        claim("SHUT_DOWN", side("辛月", "Product"), of="早报", date="2019-08"),
        claim("SHUT_DOWN", side("辛月", "Product"), of="中报", date="2019-09"),
        claim("SHUT_DOWN", side("辛月", "Product"), of="晚报", date="2019-09-12"),
    ]
    (fact,) = facts(*closed)
    assert fact.edge.date == "2019-09-12" and fact.edge.claims[0] == closed[2].id
    assert fact.edge.quote == closed[2].evidence.quote
    assert (fact.edge.date_min, fact.edge.date_max) == (date(2019, 8, 1), date(2019, 9, 12))


def test_a_vague_date_neither_wins_nor_blurs_nor_reconciles() -> None:
    """2010年至今 allows 2012 and 2014-03-10 alike; they contradict each other all the same."""
    (fact,) = facts(
        invested(of="晚报", date="2010/.."),
        invested(of="晚报", date="2012", at=50),
        invested(of="早报", date="2014-03-10"),
    )
    assert fact.edge.date == "2014-03-10"
    assert (fact.edge.date_min, fact.edge.date_max) == (date(2012, 1, 1), date(2014, 3, 10))
    assert fact.edge.disputed and len(fact.edge.conflict_claims) == 2


def test_an_undated_claim_holds_by_the_day_of_the_first_source() -> None:
    (fact,) = facts(invested(of="晚报"), invested(of="中报"))
    assert (fact.edge.date, fact.edge.date_min, fact.edge.date_max) == (None, None, date(2018, 1, 2))
    assert fact.edge.known == date(2018, 1, 2)


def test_an_undated_announcement_is_for_later() -> None:
    (fact,) = facts(claim("SHUT_DOWN", side("辛月", "Product"), of="早报", modality=Modality.ANNOUNCED))
    assert (fact.edge.date_min, fact.edge.date_max) == (None, None)


def test_an_open_range_is_closed_by_its_source() -> None:
    (fact,) = facts(invested(of="中报", date="2010/.."))
    assert (fact.edge.date_min, fact.edge.date_max) == (date(2010, 1, 1), date(2018, 1, 2))


def test_a_source_without_a_day_bounds_nothing_and_is_known_on_no_day() -> None:
    (fact,) = facts(invested(of="无日期"))
    assert (fact.edge.date_max, fact.edge.known, fact.edge.step_days) == (None, None, [])
    assert fact.edge.claim_known == [""]


def test_details_come_from_the_shown_claim_first() -> None:
    bare = invested(of="早报", date="2014-03-10")
    full = invested(of="晚报", date="2014", values=(percent(15), money(2.14e8, "2.14亿元", "price")))
    (fact,) = facts(bare, full)
    assert (fact.edge.stake, fact.edge.amount, fact.edge.unit) == (15, 2.14e8, "CNY")
    assert fact.edge.claim_values == ["", "15%"]


def test_a_state_dated_twice_has_begun_by_the_earlier() -> None:
    (fact,) = facts(
        claim("OPERATES", "甲木", side("辛月", "Product"), of="早报", date="2010"),
        claim("OPERATES", "甲木", side("辛月", "Product"), of="晚报", date="2015"),
    )
    assert (fact.edge.date_min, fact.edge.date_max) == (date(2010, 1, 1), date(2010, 12, 31))
    assert not fact.edge.disputed


def test_what_was_known_step_by_step() -> None:
    (fact,) = facts(
        invested(of="早报"), invested(of="中报", date="2013"), invested(of="晚报", date="2013-05-06")
    )
    edge = fact.edge
    assert edge.step_days == ["2014-03-11", "2018-01-02", "2023-07-12"]
    assert edge.step_dates == ["", "2013", "2013-05-06"]
    assert edge.step_min == ["", "2013-01-01", "2013-05-06"]
    assert edge.step_max == ["2014-03-11", "2013-12-31", "2013-05-06"]
    assert edge.step_claims[-1] == edge.claims[0]


def test_nodes_of_their_own() -> None:
    closed, measured, raised, listed = facts(
        claim("SHUT_DOWN", side("辛月", "Product"), date="2019-09-12")
    ) + facts(claim("METRIC", "甲木", date="2013", values=(money(1e10, "百亿"),))) + facts(
        claim("RAISED", "乙水", values=(money(1e8, "1亿元", "funding"),))
    ) + facts(claim("LISTED", "乙水"))  # fmt: skip
    assert closed.node is not None and "2019年9月12日" in closed.node.name
    assert measured.object == f"measure:{measured.id}" and raised.object == f"round:{raised.id}"
    assert listed.object == f"milestone:{listed.id}"


def test_a_renaming_of_one_entity_is_a_milestone() -> None:
    before = Mention(name="甲木", type="Company", mention="木老", start=0, end=2)
    (fact,) = facts(claim("RENAMED_TO", before, side("甲木"), date="2020"))
    assert fact.node is not None and fact.node.name.startswith("木老更名甲木")


def test_a_renaming_of_two_entities_is_an_edge() -> None:
    (fact,) = facts(claim("RENAMED_TO", side("壬星", "Product"), side("癸辰", "Product")))
    assert (fact.subject, fact.object, fact.node) == ("product:壬星", "product:癸辰", None)


def test_the_surest_modality_is_shown() -> None:
    reported = claim("LISTED", "甲木", modality=Modality.REPORTED)
    (fact,) = facts(reported, claim("LISTED", "甲木", of="晚报"))
    assert fact.edge.modality is Modality.ASSERTED


# ---- independence


def test_reprints_do_not_corroborate() -> None:
    first = source("甲报", text="同一篇")
    copy = source("乙报", text="同一篇")
    assert (
        facts(invested(of="甲报"), invested(of="乙报"), sources={"甲报": first, "乙报": copy})[
            0
        ].edge.corroboration
        == 1
    )


@pytest.mark.parametrize(
    ("originals", "count"),
    [(["http://www.example.org/a/"], 1), (["甲报的报道｜甲报"], 1), (["https://example.org/b"], 2), ([], 2)],
)
def test_a_report_of_another_source_does_not_corroborate_it(originals: list[str], count: int) -> None:
    told = {
        "甲报": source("甲报", url="https://example.org/a"),
        "乙报": source("乙报", originals=originals),
    }
    (fact,) = facts(invested(of="甲报"), invested(of="乙报"), sources=told)
    assert fact.edge.corroboration == count


def test_two_reports_of_one_original_count_once() -> None:
    told = {name: source(name, originals=["https://example.org/a"]) for name in ("甲报", "乙报")}
    (fact,) = facts(invested(of="甲报"), invested(of="乙报"), sources=told)
    assert fact.edge.corroboration == 1


def test_one_publisher_counts_again_only_with_words_of_its_own() -> None:
    told = {name: source(name, publisher="甲社") for name in ("甲报", "乙报")}
    again = invested(of="乙报")
    (same,) = facts(invested(of="甲报"), again, sources=told)
    other = again.model_copy(update={"evidence": again.evidence.model_copy(update={"quote": "另一句话。"})})
    (apart,) = facts(invested(of="甲报"), other, sources=told)
    assert (same.edge.corroboration, apart.edge.corroboration) == (1, 2)


# ---- what makes no fact


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (claim("INVESTED_IN", "甲木", "乙水", modality=Modality.PLANNED), "planned only"),
        (claim("INVESTED_IN", "甲木", "乙水", modality=Modality.DENIED), "denied only"),
        (claim("INVESTED_IN", "甲木"), "cannot run from Company to nothing"),
        (claim("RENAMED_TO", "甲木"), "cannot run from Company to nothing"),
        (claim("ROLE", "甲木", "乙水"), "cannot run from Company to Company"),
        (claim("SHUT_DOWN", "甲木", side("辛月", "Product")), "cannot run from Company to Product"),
        (claim("INVESTED_IN", "甲木", "甲木有限公司"), "both sides are 甲木"),
        (claim("METRIC", "甲木"), "no figure"),
        (claim("METRIC", "甲木", values=(Value(amount=None, mention="若干"),)), "no figure"),
        (claim("INVESTED_IN", "甲木", "乙水", date="2014年"), "2014年 is no date"),
        (claim("OWNS", "甲木", "乙水"), "unknown relationship OWNS"),
        (claim("LAUNCHED", "甲木", side("辛月", "Product")).model_copy(update={"subject": None}), "no subject"),
    ],
)  # fmt: skip
def test_no_fact(made: Claim, why: str) -> None:
    assert why in (refusal(made) or "")
    assert fact_key(made) is None
    assert facts(made) == []


def test_every_unary_end_has_a_node() -> None:
    """`graph.facts` gives a node of its own to each relationship whose schema lets it end in one."""
    ends = {far for edge in EDGES for _, far in edge.endpoints}
    assert {"Milestone", "Measure", "Round"} <= ends
