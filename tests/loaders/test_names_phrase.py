"""The names a noun phrase is about: invented phrases, as they stand behind 收购, 入股, 推出 or before a verb."""

from __future__ import annotations

import pytest

from loaders.document import Document, KnownName, Zone, ZoneKind
from loaders.names import Name, NameFinder, names_in_phrase

KNOWN = (
    KnownName("青禾", "Company", ("青禾", "青禾集团")),
    KnownName("速果", "Company", ("速果",)),
    KnownName("鹿易", "Company", ("鹿易",)),
)


def phrase(text: str, before: str = "", known: tuple[KnownName, ...] = KNOWN) -> list[Name]:
    """Names of `text`, which stands behind the verb `before` and ends its sentence."""
    whole = f"{before}{text}。"
    document = Document(id="t", text=whole, origin="t.txt", zones=[Zone(0, len(whole), ZoneKind.BODY)])
    found = NameFinder(known).find(document)
    return names_in_phrase(whole, len(before), len(before) + len(text), found)


NAMED = [
    ("欧葵家居的若干股权", ["欧葵家居"]),
    ("欧葵家居的股权过户手续", ["欧葵家居"]),
    # described
    ("欧洲最老的制表企业德曼公司", ["德曼公司"]),
    ("二手车平台瓜瓜车", ["瓜瓜车"]),
    ("邻镇的养蜂公司“星源蜂场”", ["星源蜂场"]),
    ("那时排在第二的青禾", ["青禾"]),
    ("新开的网上铺子“木漫优品”", ["木漫优品"]),
    ("美国科技公司Bextar", ["Bextar"]),
    ("第三家子公司青禾云", ["青禾云"]),
    ("排版软件Fenlis", ["Fenlis"]),
    ("了移动支付工具禾付通", ["禾付通"]),
    ("一家名为“禾小拼”的拼团平台", ["禾小拼"]),
    # brackets
    ("霁月股份(300999)", ["霁月股份"]),
    ("远帆科技（上海）有限公司", ["远帆科技（上海）有限公司"]),
    ("宁波晨曦投资合伙企业（有限合伙）", ["宁波晨曦投资合伙企业（有限合伙）"]),
    # shares
    ("德曼公司100%股权", ["德曼公司"]),
    ("德曼公司全部股份", ["德曼公司"]),
    ("青禾的多数股权", ["青禾"]),
    ("速果约12.5%的股份", ["速果"]),
    ("鹿易剩余49%股权", ["鹿易"]),
    ("麦田物流控股权", ["麦田物流"]),
    # what stands before a verb
    ("青禾集团于2003年5月", ["青禾集团"]),
    ("速果近日正式", ["速果"]),
    ("2015年，青禾和速果又先后", ["青禾", "速果"]),
    # lists
    ("速果和鹿易", ["速果", "鹿易"]),
    ("速果、鹿易、禾品生鲜等果品批发商", ["速果", "鹿易", "禾品生鲜"]),
    ("青禾、麦田网、知味会等餐饮企业", ["青禾", "麦田网", "知味会"]),
    ("了速果鹿易等果品批发商", ["速果", "鹿易"]),
    ("“果篮小店”和“禾小拼”", ["果篮小店", "禾小拼"]),
    ("青禾以及旗下的禾小拼", ["青禾", "禾小拼"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMED, ids=[text for text, _ in NAMED])
def test_names(text: str, names: list[str]) -> None:
    assert [name.text for name in phrase(text, "霁月集团宣布收购")] == names


NAMELESS = [
    "造纸类上市公司",
    "第三方服务商",
    "其他订餐平台",
    "三家公司",
    "多家企业",
    "老用户登记入口",
    "相关资产",
    "一家二手车交易平台",
    "上述标的公司100%股权",
    "两家国有基金",
    "直播带货功能",
    "便宜货源",
    "竞争对手",
    "部分门店",
    "海外业务",
    "新零售",
    "青禾旗下公司",
    "青禾的员工",
    "用户体验",
    "电动三轮车",
    "该公司",
    "自己的股份",
    "全部资产",
    "“基本完成”",
    "",
]


@pytest.mark.parametrize("text", NAMELESS, ids=[text or "nothing" for text in NAMELESS])
def test_class_nouns_are_refused(text: str) -> None:
    assert phrase(text, "霁月集团宣布收购") == []


def test_owner_is_kept_apart() -> None:
    before = "霁月集团宣布收购"
    text = "青禾旗下进口水果平台甜熊"
    (name,) = phrase(text, before)
    assert name.text == "甜熊"
    assert name.owner is not None
    assert (before + text)[slice(*name.owner)] == "青禾"


def test_owner_by_possessive() -> None:
    before = "界面看着很像"
    text = "青禾的“禾团团”"
    (name,) = phrase(text, before)
    assert name.text == "禾团团"
    assert name.owner is not None
    assert (before + text)[slice(*name.owner)] == "青禾"


def test_holder_is_kept_apart() -> None:
    before = "霁月集团收购"
    text = "麦香食品第二大股东禾丰控股持有的禾丰物流30%股权"
    (name,) = phrase(text, before)
    assert name.text == "禾丰物流"
    assert name.holder is not None
    assert (before + text)[slice(*name.holder)] == "禾丰控股"


def test_ticker_of_the_phrase() -> None:
    (name,) = phrase("霁月股份(300999)", "青禾入股")
    assert name.ticker == "300999"


def test_head_names_the_class() -> None:
    before = "青禾推出"
    text = "“禾小拼”小程序"
    (name,) = phrase(text, before)
    assert name.head is not None
    assert (before + text)[slice(*name.head)] == "小程序"
    assert name.type == "Product"


def test_names_come_from_the_document_where_it_has_them() -> None:
    (name,) = phrase("排名第二的速果")
    assert name.canonical == "速果"
