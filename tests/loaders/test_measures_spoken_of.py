"""METRIC: of whom a figure is measured whose clause names nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a sentence without a subject goes on with whom the one before speaks of first
        (
            "2022年，星海超市卖掉了旗下的石桥网，买家是麦田网。净利润当年回升到3亿元。",
            ["星海超市 net_profit 3e+08 2022"],
        ),
        # whom a later clause names is not meant
        ("每个骑手每月能赚8000元，星海超市的海报上这样写道。", []),
        ("按30%的市场份额计算，星海超市在华东排第一。", ["星海超市 market_share 30 None"]),
        # figures of others
        ("星海超市的竞争对手去年卖了80万台冰箱。", []),
        ("星海超市的老板说，一些平台的坏账率超过20%。", []),
        ("星海超市的加盟商陶小满说，她的门店每天卖400杯，月流水24万元。", []),
    ],
)
def test_whose_figure(metrics: Callable[..., list[str]], text: str, expected: list[str]) -> None:
    assert metrics(text) == expected
