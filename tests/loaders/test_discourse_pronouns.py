"""What stands for a name: descriptions, 我们, 对方, 两家公司, and clauses that open with what somebody did."""

from __future__ import annotations

import pytest

from loaders.discourse.pronouns import anaphors, kind_in
from tests.loaders.test_discourse_arguments import told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("这家旧书连锁开了三家店。", ["这家旧书连锁"]),
        ("该订舱应用已经下架，这款主打夜航的软件还在。", ["该订舱应用", "这款主打夜航的软件"]),
        ("该行预计公司的利润会降。", []),
        ("该地区企业不多，上述三家企业都在岛上。", []),
        ("此前平台没有客服。", []),
    ],
)
def test_descriptions(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in anaphors(text)] == found


def test_kinds() -> None:
    assert (kind_in("这家旧书连锁"), kind_in("这家公司")) == ("连锁", None)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "石桥船厂接了两条渡轮。鲸港物流有四座码头。2015年，北湾基金投资了这家船厂。",
            "INVESTED_IN 北湾基金 石桥船厂",
        ),
        ("该平台名为听潮，由鲸港物流在2018年推出。", "LAUNCHED 鲸港物流 听潮"),
        (
            "青禾茶业创始人林子航在台上说：“我们去年收购了杜鹃茶场。”",
            "ACQUIRED 青禾茶业 杜鹃茶场",
        ),
        ("橡湾家居与柏屿灯具做起了联名。到了年底，橡湾家居入股了对方。", "INVESTED_IN 橡湾家居 柏屿灯具"),
        (
            "橡湾家居、柏屿灯具都开在岛上，后来两家公司各走各路。前者收购了青瓦窑。",
            "ACQUIRED 橡湾家居 青瓦窑",
        ),
        ("成立仅一年的白帆冷链拿到融资，北湾基金领投；2019年5月，在纽交所上市。", "LISTED 白帆冷链 纽交所"),
        ("北湾基金领投了白帆冷链的A轮，2019年又获得鲸港物流的投资。", "INVESTED_IN 鲸港物流 白帆冷链"),
    ],
)
def test_whom_it_stands_for(text: str, want: str) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "鲸港物流的对手在2021年收购了石桥船厂。",
        "青禾茶业的一位投资人2018年离场，转而投资了苍山乌龙。",
        "鲸港物流董事长林子航的弟弟创办了石桥船厂。",
    ],
)
def test_somebody_unnamed_acts(text: str) -> None:
    got = told(text + "江上起了雾。灯塔亮着。没有船出港。")  # a text of more than a flash
    assert not any(claim.startswith(("ACQUIRED", "INVESTED_IN", "FOUNDED")) for claim in got), got
