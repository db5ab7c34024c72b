"""Who the sides of a statement are where its clause does not print them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from loaders.document import Document, KnownName
from loaders.extraction import extract

COMPANIES = (
    "鲸港物流", "北湾基金", "白帆冷链", "橡湾家居", "柏屿灯具", "松果书店", "石桥船厂", "青禾茶业", "苍山乌龙", "杜鹃茶场", "沙洲木业", "青瓦窑",
)  # fmt: skip
PRODUCTS = ("听潮", "顺风帆", "松果书童", "山溪", "早采")
NAMES = [
    *(KnownName(name, "Company", (name,)) for name in COMPANIES),
    *(KnownName(name, "Product", (name,)) for name in PRODUCTS),
]


def told(text: str) -> set[str]:
    """The claims of `text`, as `predicate subject object`."""
    published = datetime(2020, 6, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    document = Document(id="t", text=text, origin="t.txt", published=published)
    return {
        f"{c.predicate} {c.subject.name}{' ' + c.object.name if c.object else ''}"
        for c in extract(document, NAMES).claims
        if c.predicate != "METRIC" and c.subject
    }


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "白帆冷链披露了首轮4亿元融资。北湾基金领头，鲸港物流跟上。",
            ["北湾基金 白帆冷链", "鲸港物流 白帆冷链"],
        ),
        ("2015年，白帆冷链拿到北湾基金的投资。一年后，鲸港物流又领投了2亿元的B轮。", ["鲸港物流 白帆冷链"]),
        (
            "说完冷库再说资金，白帆冷链的B轮由北湾基金和鲸港物流联合投资。",
            ["北湾基金 白帆冷链", "鲸港物流 白帆冷链"],
        ),
        ("石桥船厂接受了鲸港物流的投资，后者以3000万元拿走20%的股权。", ["鲸港物流 石桥船厂"]),
        (
            "石桥船厂有三座船台。石桥船厂的工人多半住在岸边，石桥船厂也不愿搬。2017年，鲸港物流再从北湾基金手中购买8%股份。",
            ["鲸港物流 石桥船厂"],
        ),
    ],
)
def test_whom_a_deal_is_about(text: str, want: list[str]) -> None:
    assert {f"INVESTED_IN {pair}" for pair in want} <= told(text)


def test_a_deal_with_nobody_to_be_about_is_left() -> None:
    assert told("北湾基金去年又领投了2亿元的B轮。") <= {"INVESTED_IN 北湾基金"}
