"""Products that letters and figures name: invented texts, no register."""

from __future__ import annotations

import pytest

from loaders.document import Document, KnownName, Zone, ZoneKind
from loaders.names import NameFinder

ROOSTER = KnownName("鸣鸡", "Product", ("鸣鸡",), ())


def forms(text: str) -> list[str]:
    document = Document(id="t", text=text, origin="t.txt", zones=[Zone(0, len(text), ZoneKind.BODY)])
    return [name.text for name in NameFinder((ROOSTER,)).find(document)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("店里摆着两款车型：S7和M5，S7上个月卖得最好。", ["S7", "M5", "S7"]),
        ("镜头芯片“远山”H9、音频芯片“回廊”H3都已量产。", ["H9", "H3"]),
        ("单抗XK-201进入三期，XK-201的对照组有四百人。", ["XK-201", "XK-201"]),
        ("Z1扫地机去年上市，价格是2999元。", ["Z1"]),
        ("医院里K药和O药都缺货。", ["K药", "O药"]),
        ("鸣鸡M9的大定突破一万台。", ["鸣鸡M9"]),
        ("鸣鸡2.1在五月发布。", ["鸣鸡2.1"]),
        ("发布了旗舰处理器H900，便宜的H700还要等。", ["H900", "H700"]),
        ("岚枝的BT-B203授权给了外商。", ["BT-B203"]),
    ],
)
def test_letters_and_figures_of_a_product(text: str, want: list[str]) -> None:
    assert [form for form in forms(text) if form in want] == want


@pytest.mark.parametrize(
    "text",
    [
        "会议室在B2层，A1、A2两个标段下周开标。",
        "G7高速堵了一上午，C1驾照不能开这种车。",
        "今年Q3的收入没有公布，B2B占了一半。",
        "鸣鸡3.0时代来了，鸣鸡2.5亿元的订单还在排产。",
    ],
)
def test_other_letters_with_figures_are_no_products(text: str) -> None:
    assert [form for form in forms(text) if any(c.isdigit() for c in form)] == []
