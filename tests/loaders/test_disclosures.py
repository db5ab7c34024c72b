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
        "星海传媒(300999.SZ)公布，股东云帆资本计划减持公司股份。\n"
        "9月2日晚间，麦田电器发布公告称，公司第三大股东北斗投资累计减持公司股份约4288万股。"
    )
    assert [sale[:3] for sale in sales(text)] == [
        ("云帆资本", "星海传媒", "planned"),
        ("北斗投资", "麦田电器", "asserted"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "星海新材(300999.SZ)公布，股东云帆资本减持时间已过半，云帆资本尚未减持公司股份。",
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
