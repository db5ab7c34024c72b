"""The deal model: what it tags, and what becomes of it beside the patterns."""

from __future__ import annotations

import pytest

from loaders.deals.features import features
from loaders.deals.reader import RULE
from loaders.document import Document
from loaders.extraction import extract


def _claims(text: str) -> list[tuple[str, str | None, str | None, str | None, str]]:
    claims = extract(Document("t", text, "t")).claims
    return [
        (
            c.predicate,
            c.subject.mention if c.subject else None,
            c.object.mention if c.object else None,
            c.counterparty.mention if c.counterparty else None,
            c.rule,
        )
        for c in claims
        if c.predicate in ("ACQUIRED", "INVESTED_IN", "DIVESTED")
    ]


def test_features_are_one_list_a_character() -> None:
    text = "云帆股份拟以3亿元收购小鹿科技51%股权。"
    rows = features(text, [])
    assert len(rows) == len(text)
    assert all(row for row in rows)


def test_a_seller_named_beside_the_target_fills_what_the_pattern_left_open() -> None:
    text = "云帆股份发布公告，拟以3.2亿元收购小鹿科技持有的麦田网络60%股权。"
    claims = _claims(text)
    assert ("ACQUIRED", "云帆股份", "麦田网络") in {c[:3] for c in claims}


def test_every_span_is_printed_where_it_says() -> None:
    text = "公告显示，云帆控股将其所持麦田科技18%股权转让给北斗投资，作价2.5亿元，星海资本同日受让麦田科技5%股份。"
    for claim in extract(Document("t", text, "t")).claims:
        for side in (claim.subject, claim.object, claim.counterparty):
            if side is not None:
                assert text[side.start : side.end] == side.mention
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_a_text_without_deal_verbs_gets_nothing_from_the_model() -> None:
    assert [c for c in _claims("麦田网今日开了三家新店，云帆科技表示祝贺。") if c[4] == RULE] == []


def test_a_long_text_gets_no_claim_without_a_buyer() -> None:
    filler = "市场上的人们每天都在谈论天气、交通和晚饭吃什么。" * 20
    claims = extract(Document("t", filler + "有消息称麦田科技将被收购。", "t")).claims
    assert all(c.subject is not None for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "云杉的控股股东替儿子担保。",
        "云杉控股任命新的董事会秘书。",
        "云杉电子在深交所挂牌上市，募集资金三亿元。",
        "明湖证券维持云杉电子增持评级。",
    ],
)
def test_nouns_and_names_that_hold_a_deal_verb_are_no_deal(text: str) -> None:
    assert [c for c in extract(Document("d", text, "d")).claims if c.rule == RULE] == []


FLASHES = (
    "松鹤股份与青禾集团签下协议，以6.4亿元受让后者手里的麦浪科技37.5%股权。",
    "持有银杏软件11%股份的股东周小鹿、林大同计划半年内卖出不超过2%的股份。",
    "麦浪科技称，本次收购不影响全年预算。",
    "白桦资本清仓竹海网络，套现约9000万元；同日，山茶基金加仓竹海网络。",
)


@pytest.mark.parametrize("text", FLASHES)
def test_a_claim_of_a_flash_names_somebody_and_stands_in_the_text(text: str) -> None:
    claims = extract(Document("t", text, "t")).claims
    for claim in claims:
        sides = [side for side in (claim.subject, claim.object, claim.counterparty) if side is not None]
        assert claim.subject is not None or claim.object is not None
        for side in sides:
            assert text[side.start : side.end] == side.mention
        for value in claim.values:
            assert text[value.start : value.end] == value.mention
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
    assert len({claim.id for claim in claims}) == len(claims)


@pytest.mark.parametrize("text", FLASHES)
def test_no_deal_of_one_with_itself(text: str) -> None:
    for claim in extract(Document("t", text, "t")).claims:
        if claim.subject is not None and claim.object is not None:
            assert claim.subject.name != claim.object.name


def test_a_flash_is_read_the_same_twice() -> None:
    first, second = ([c.to_json() for c in extract(Document("t", FLASHES[0], "t")).claims] for _ in range(2))
    assert first == second


def test_a_flash_gives_the_buyer_the_seller_and_the_target() -> None:
    forms = set()
    for claim in extract(Document("t", FLASHES[0], "t")).claims:
        forms |= {s.mention for s in (claim.subject, claim.object, claim.counterparty) if s is not None}
    assert {"松鹤股份", "麦浪科技"} <= forms


@pytest.mark.parametrize(
    "text",
    [
        "麦浪科技斥资3000万元回购120万股。",
        "青禾集团拟回购公司股份，金额不低于1亿元。",
    ],
)
def test_who_buys_his_own_shares_back_makes_no_deal(text: str) -> None:
    assert [c for c in extract(Document("d", text, "d")).claims if c.rule == RULE] == []


@pytest.mark.parametrize("text", FLASHES)
def test_no_two_claims_of_a_flash_say_the_reverse(text: str) -> None:
    sides = {
        (c.subject.name, c.object.name)
        for c in extract(Document("d", text, "d")).claims
        if c.subject is not None and c.object is not None and c.rule == RULE
    }
    assert not {(b, a) for a, b in sides} & sides


def test_what_describes_an_object_is_not_bought_with_it() -> None:
    text = "松鹤股份收购青禾集团旗下的麦浪科技。"
    bought = {
        c.object.name
        for c in extract(Document("d", text, "d")).claims
        if c.predicate == "ACQUIRED" and c.object
    }
    assert bought == {"麦浪科技"}
