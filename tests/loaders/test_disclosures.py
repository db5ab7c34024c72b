"""What shareholders sell, as announcements and market news tell it."""

from __future__ import annotations

import pytest

from loaders.document import Document
from loaders.extraction import extract


def sales(text: str) -> list[tuple[str, str, str, list[str]]]:
    """(seller, stock, modality, figures) of the sales in `text`."""
    claims = extract(Document("d", text, "d.txt")).claims
    return [
        (c.subject.name, c.object.name, c.modality.value, [v.mention for v in c.values])
        for c in claims
        if c.predicate == "DIVESTED" and c.subject is not None and c.object is not None
    ]


def test_of_a_list_each_has_its_own_figure() -> None:
    assert sales("星海科技：股东云帆资本、北斗创投分别减持100万股、200万股。") == [
        ("云帆资本", "星海科技", "asserted", ["100万"]),
        ("北斗创投", "星海科技", "asserted", ["200万"]),
    ]


def test_a_text_of_several_announcements() -> None:
    text = (
        "星海传媒(300999.SZ)公布，股东云帆资本计划减持手中的股份。\n"
        "上周五收盘后，麦田电器发布公告称，公司第四大股东北斗投资已累计减持股份约360万股。"
    )
    assert [sale[:3] for sale in sales(text)] == [
        ("云帆资本", "星海传媒", "planned"),
        ("北斗投资", "麦田电器", "asserted"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "星海新材(300999.SZ)公布，股东云帆资本减持时间已过半，至今尚未减持股份。",
        "星海新材(300999.SZ)公布，股东云帆资本减持期过半。",
    ],
)
def test_a_plan_under_way_is_a_plan(text: str) -> None:
    assert [sale[:3] for sale in sales(text)] == [("云帆资本", "星海新材", "planned")]


def test_money_from_abroad_sells_the_stocks_of_its_list() -> None:
    text = "北上资金减仓个股中，星海食品（000999.SZ）减持比例最大，其他包括云帆酒业（002999.SZ），减持3.1个百分点。"
    assert {sale[:2] for sale in sales(text)} == {("北上资金", "星海食品"), ("北上资金", "云帆酒业")}
    assert [sale[:2] for sale in sales("北向资金增持星海食品，减持云帆酒业。")] == [("北向资金", "云帆酒业")]


def test_who_buys_or_rules_does_not_sell() -> None:
    assert sales("根据《深圳证券交易所股东减持股份实施细则》的规定，星海新材(300999.SZ)公告如下。") == []
    text = "星海新材(300999.SZ)公布，股东云帆资本拟向北斗投资转让公司股份1000万股。"
    assert {sale[0] for sale in sales(text)} <= {"云帆资本"}


@pytest.mark.parametrize(
    ("text", "sellers"),
    [
        ("云杉医药公告，实际控制人周启明及其一致行动人孙立平合计减持560万股。", ["周启明", "孙立平"]),
        ("云杉医药：股东北辰创投拟减持不超过2%", ["北辰创投"]),
        ("云杉医药10月20日盘后公告，股东北辰创投、明湖基金计划分别减持1%和0.5%公司股份。", ["北辰创投", "明湖基金"]),
        ("云杉医药(21.510,-0.33,-1.51%)被重要股东看淡。北辰创投已减持31万股，套现超6千万元。", ["北辰创投"]),
        ("云杉医药公告，公司股东云杉控股减持了31万股。", ["云杉控股"]),
    ],
)  # fmt: skip
def test_whose_shares_the_head_of_the_text_says(text: str, sellers: list[str]) -> None:
    assert [sale[:2] for sale in sales(text)] == [(seller, "云杉医药") for seller in sellers]


@pytest.mark.parametrize(
    "text",
    [
        "云杉医药(300901.SZ)公布，北辰创投为公司客户。大股东频频减持，股价接连下跌。",
        "云杉医药(300901.SZ)公布，北辰创投为公司第二大股东，减持价格由市场决定。",
        "云杉医药(21.510,-0.33,-1.51%)、北辰股份(9.120,0.03,0.33%)、明湖传媒(7.770,0.01,0.13%)今日遭减持。",
    ],
)
def test_nobody_named_sells(text: str) -> None:
    assert sales(text) == []


def test_the_share_goes_by_the_short_form_of_its_company() -> None:
    text = "江苏云杉医药股份有限公司称，公司董事周启明减持公司股份90万股。"
    (claim,) = [c for c in extract(Document("d", text, "d.txt")).claims if c.predicate == "DIVESTED"]
    assert claim.object is not None
    assert "云杉医药" in claim.object.aliases


def test_a_plan_not_yet_carried_out_is_a_plan_whoever_reads_it() -> None:
    text = "云杉医药(300901.SZ)公布，减持计划刚过半，北辰创投没有减持公司股份。"
    assert [sale[2] for sale in sales(text)] == ["planned"]


@pytest.mark.parametrize(
    ("text", "stocks"),
    [
        ("昨天，北向资金抛售明湖药业3.1亿元、北辰股份1.2亿元。", ["明湖药业", "北辰股份"]),
        ("明湖药业、北辰股份均遭北向资金减持。", ["明湖药业", "北辰股份"]),
    ],
)
def test_money_from_abroad_sells_stocks_of_a_list(text: str, stocks: list[str]) -> None:
    assert [sale[:2] for sale in sales(text)] == [("北向资金", stock) for stock in stocks]


def test_a_rating_is_no_sale() -> None:
    assert sales("白帆证券将明湖药业评级下调至减持。") == []


def test_the_holder_sells_and_not_the_company_that_announces() -> None:
    text = "云杉医药公告，持股9%的北辰创投（简称“北辰”），打算减持公司股份2%。"
    assert [sale[:2] for sale in sales(text)] == [("北辰创投", "云杉医药")]


def test_the_company_of_an_article_that_nobody_announced() -> None:
    text = "云杉医药去年亏损。云杉医药的股价下跌。云杉医药换了总经理。北辰创投上月减持公司股份44万股。"
    assert [sale[:2] for sale in sales(text)] == [("北辰创投", "云杉医药")]


def test_who_holds_how_much_of_the_company_that_announces_is_no_news() -> None:
    notice = "云杉医药公告，北辰创投质押5万股。北辰创投持有云杉医药7%的股份。云杉医药持有明湖药业9%的股份。"
    held = [c for c in extract(Document("d", notice, "d.txt")).claims if c.predicate == "INVESTED_IN"]
    assert [c.object.name for c in held if c.object is not None] == ["明湖药业"]


def test_a_promise_not_to_sell_is_no_plan_to_sell() -> None:
    text = "云杉医药公告，增持计划完成，北辰创投承诺半年内不减持公司股份。"
    assert all(sale[2] == "denied" for sale in sales(text))


def test_a_list_of_officers_sells_together() -> None:
    text = "星海食品公告，公司副总裁周砚先生、监事陈禾及高级管理人员李思远拟减持股份合计不超过50万股。"
    assert {sale[:2] for sale in sales(text)} >= {
        ("周砚", "星海食品"),
        ("陈禾", "星海食品"),
        ("李思远", "星海食品"),
    }


def test_who_announces_what_he_sells_is_the_seller() -> None:
    text = "上月，星海食品第二大股东北湾投资宣布打算减持至多4%股权。" + "天气转凉，行人加了衣裳。" * 30
    assert ("北湾投资", "星海食品") in {sale[:2] for sale in sales(text)}


def test_who_holds_how_much_is_left_out_of_a_notice_only() -> None:
    text = (
        "星海集团公告，与云帆科技共同设立基金。北斗资本持有星海集团7%的股份。\n"
        "街上的人说起这件事。麦田资本持有星海集团9%的股份。"
    )
    claims = extract(Document("d", text, "d.txt")).claims
    holders = [c.subject.name for c in claims if c.predicate == "INVESTED_IN" and c.subject is not None]
    assert holders == ["麦田资本"]
