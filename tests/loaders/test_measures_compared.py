"""METRIC: growth and shares, what goes on with the figure before, the size of a round, and figures of rivals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.discourse.topic import AUTHORITY
from loaders.measures import growth


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the word for growth stands behind; the measure stands in the clause before, or before a semicolon
        ("2021年，星海超市的总营收仍保持三成的增长。", ["星海超市 revenue_growth 30 2021"]),
        ("2021年，星海超市的客单价出现6%的下滑。", ["星海超市 order_value_growth -6 2021"]),
        ("2021年，星海超市的GMV不算难看，增长有12%。", ["星海超市 GMV_growth 12 2021"]),
        (
            "2020年至2021年，松果书店营收分别为3亿元、4亿元；其中，2020年、2021年分别同比增长5%、33%。",
            [
                "松果书店 revenue 3e+08 2020",
                "松果书店 revenue 4e+08 2021",
                "松果书店 revenue_growth 5 2020",
                "松果书店 revenue_growth 33 2021",
            ],
        ),
        # what a part makes up, and the period before
        ("2021年，松果书店有七成的销售额来自老会员。", ["松果书店 share_of(老会员占销售额) 70 2021"]),
        ("2021年，松果书店六成的订单由加盟店完成。", ["松果书店 share_of(加盟店完成占订单) 60 2021"]),
        (
            "2021年，松果书店的文具销售占总销售额的31%，较2020年的24%有所提高。",
            [
                "松果书店 share_of(文具销售占销售额) 31 2021",
                "松果书店 share_of(文具销售占销售额) 24 2020",
            ],
        ),
        ("2021年，麦田网占有19%的份额。", ["麦田网 market_share 19 2021"]),
        # hedges that belong to the words before the figure
        ("2021年，麦田网的市值大约为60亿美元。", ["麦田网 market_cap 6e+09 2021"]),
        ("2021年，麦田网的市值跌破60亿美元。", ["麦田网 market_cap 6e+09 2021"]),
        ("2021年，麦田网的净亏损缩窄至3亿元。", ["麦田网 net_loss 3e+08 2021"]),
        # points of a price; a figure of its own scale; this figure
        (
            "麦田网股价在2021年9月跌至12元，离最高点80元已远。",
            ["麦田网 share_price 12 2021-09", "麦田网 share_price 80 None"],
        ),
        (
            "2021年，麦田网日均订单从30万增至210.5万。",
            ["麦田网 volume 300000 None", "麦田网 volume 2.105e+06 2021"],
        ),
        (
            "麦田网2020年的亏损为5亿元，2021年该数字扩大到7亿元。",
            ["麦田网 net_loss 5e+08 2020", "麦田网 net_loss 7e+08 2021"],
        ),
        # rounds
        ("2021年3月，麦田网获得5000万元投资。", ["麦田网 funding 5e+07 2021-03"]),
        ("2021年3月，麦田网拿到5000万元的B轮。", ["麦田网 funding 5e+07 2021-03"]),
        ("2021年3月，麦田网的B轮拿了5000万元。", ["麦田网 funding 5e+07 2021-03"]),
        # whose round a deal was read of
        (
            "2021年3月，麦田网宣布完成总金额为5000万元的融资，由石桥资本领投。",
            ["麦田网 funding 5e+07 2021-03"],
        ),
        # of the owner of several
        ("2021年，星海集团旗下麦田网与石桥网总共90家门店上线。", ["星海集团 store_count 90 2021"]),
    ],
)
def test_measures(metrics: Callable[..., list[str]], text: str, expected: list[str]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2021年，松果书店的营收增长率四个季度都在五成以下。",  # of no one time
        "2021年，松果书店的增速远高于行业12%的增速。",  # of others
        "而排名第一的公司占有40%的市场份额。",
        "2021年，麦田网配售的数量占发行的15%。",  # of shares
        "2021年，麦田网和石桥网联合占比27%。",  # of both together
        "孙小禾离开麦田网，B轮拿了5000万元。",  # of nobody named
    ],
)
def test_no_measures(metrics: Callable[..., list[str]], text: str) -> None:
    assert metrics(text) == []


def test_the_size_of_a_round_is_told_beside_its_investors(metrics: Callable[..., list[str]]) -> None:
    text = "2021年3月，麦田网完成石桥资本领投的5000万元B轮融资。"
    assert metrics(text, "麦田网", "石桥资本") == ["麦田网 funding 5e+07 2021-03"]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("取得", "的同比增长", "增长"),
        ("出现", "的负增长", "增长"),
        ("高于行业", "的增速", None),
        ("保持", "的份额", None),
    ],
)
def test_growth_named_behind_its_figure(before: str, after: str, word: str | None) -> None:
    assert growth.named_behind(before, after) == word


@pytest.mark.parametrize(("name", "office"), [("石桥市监管局", True), ("石桥银行", False)])
def test_offices_that_no_text_is_about(name: str, office: bool) -> None:
    assert (AUTHORITY.search(name) is not None) == office
