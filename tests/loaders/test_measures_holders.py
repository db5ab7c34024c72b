"""METRIC: whose figure it is where others are named beside it, and figures that are no values."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the chain stands behind the figure; a chain's shops without a noun, in Chinese numerals, of a kind of its own
        ("2021年8月，60家麦田网的便利店一起开门。", ["麦田网 store_count 60 2021-08"]),
        ("松果书店一口气开到70家。", ["松果书店 store_count 70 None"]),
        ("松果书店三年里开出三千多家店。", ["松果书店 store_count 3000 None"]),
        ("松果书店有190家河边店。", ["松果书店 store_count 190 None"]),
        # a ranking
        (
            "星海超市、麦田网和石桥网位居前三，份额分别为31%、22%和13%，月台照明以7%居第四。",
            [
                "星海超市 market_share 31 None",
                "麦田网 market_share 22 None",
                "石桥网 market_share 13 None",
                "月台照明 market_share 7 None",
            ],
        ),
        (
            "星海超市、麦田网和石桥网的交易份额依次为31%、22%和13%。",
            [
                "星海超市 market_share 31 None",
                "麦田网 market_share 22 None",
                "石桥网 market_share 13 None",
            ],
        ),
        # what is sold in the first days is what came out
        ("麦田网推出“青瓦茶”，首月卖出30万件。", ["青瓦茶 volume 300000 None"]),
        # what a deal cost
        ("麦田网收购石桥网。两家都说，交易金额为7亿元。", []),
        # who speaks is not who is measured
        ("2022年，麦田网迁到海边，陶小满透露月活突破3000万。", ["麦田网 users 3e+07 2022"]),
        # the same measure, by another word
        (
            "2022年6月，麦田网的日活是310万；2023年4月，这个数字变成了440万。",
            ["麦田网 users 3.1e+06 2022-06", "麦田网 users 4.4e+06 2023-04"],
        ),
        ("松果书店推出会员卡，年费198元。", ["松果书店 membership_fee 198 None"]),
        (
            "2020年，松果书店覆盖400个城市和海外37个港口。",
            ["松果书店 city_count 400 2020", "松果书店 港口 37 2020"],
        ),
        # one time for a list, for 同期, for what stands behind 那时
        (
            "星海超市5月卖出1041辆；石桥网卖出1062辆。",
            ["星海超市 volume 1041 2023-05", "石桥网 volume 1062 2023-05"],
        ),
        (
            "2021年，星海超市的净利润为1亿元。石桥网同期的净亏损达3亿元。",
            ["星海超市 net_profit 1e+08 2021", "石桥网 net_loss 3e+08 2021"],
        ),
        ("麦田网2011年8月上市。那时，麦田网的月活不到2亿。", ["麦田网 users 2e+08 2011-08"]),
    ],
)
def test_whose_figure(metrics: Callable[[str], list[str]], text: str, expected: list[str]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "星海超市收购石桥网，交易额为3亿美元。",
        "麦田网与石桥网合并，每股付现金3美元。",
        "松果书店说，五年内做到90家门店。",
        "对赌协议写明，松果书店2021年净利润为2亿元。",
        "松果书店的客单价高于30元，才能回本。",
        "松果书店成为镇上首个会员过万的书店。",
        "星海超市与麦田网隔空争吵，双方烧掉20亿元。",
    ],
)
def test_no_value(metrics: Callable[[str], list[str]], text: str) -> None:
    assert metrics(text) == []
