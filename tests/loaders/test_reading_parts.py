"""Several articles in one file, each with its own date; teasers; what looks like several and is one."""

from __future__ import annotations

import pytest

from loaders.document import Document
from loaders.reading import from_bytes
from loaders.reading.fetch import Raw

ONE = "某某网讯（记者 王小明）5月6日，云栖资本宣布入股生鲜电商晴禾优选，持股比例为15%，双方未披露金额。"
TWO = "昨日，生鲜电商云栖果园宣布9月起关掉全部门店，店员大多已经找到新的工作，会员卡可以退款。"


def document(text: str) -> Document:
    return from_bytes(Raw(text.encode(), "invented.txt", ".txt"))


def parts(text: str) -> list[tuple[str | None, str | None, str]]:
    doc = document(text)
    assert all(a.end <= b.start for a, b in zip(doc.parts, doc.parts[1:], strict=False))
    return [
        (p.title, str(p.published)[:10] if p.published else None, text[p.start : p.end].strip()[:6])
        for p in doc.parts
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"云栖资本入股晴禾优选\n2023-05-06 10:00:00 来源：某某网\n{ONE}\n责任编辑：张三\n\n云栖果园停止运营\n2023-07-08 09:00 来源：另一网\n{TWO}\n",
        f"---\ntitle: 云栖资本入股晴禾优选\npublished: 2023-05-06\n---\n{ONE}\n\n---\ntitle: 云栖果园停止运营\npublished: 2023-07-08\n---\n{TWO}\n",
        f"云栖资本入股晴禾优选\n2023年5月6日 10:00\n{ONE}\n==========\n云栖果园停止运营\n2023年7月8日 09:00\n{TWO}\n",
        f"云栖资本入股晴禾优选\n发布时间：2023-05-06\n\n{ONE}\n\n---\n\n云栖果园停止运营\n发布时间：2023-07-08\n\n{TWO}\n",
        f"标题：云栖资本入股晴禾优选\n时间：2023-05-06 10:00\n{ONE}\n标题：云栖果园停止运营\n时间：2023-07-08 11:00\n{TWO}\n",
    ],
    ids=["headers", "front matter", "double rule", "thin rule", "labels"],
)
def test_two_articles(text: str) -> None:
    found = parts(text)
    assert [day for _, day, _ in found] == ["2023-05-06", "2023-07-08"]
    assert [title and title.removeprefix("标题：") for title, _, _ in found] == [
        "云栖资本入股晴禾优选",
        "云栖果园停止运营",
    ]
    doc = document(text)
    assert str(doc.published)[:10] == "2023-07-08"  # the collection is known from its last part on
    read = "".join(doc.text[z.start : z.end] for z in doc.zones if z.kind.readable)
    assert "入股生鲜电商晴禾优选" in read and TWO in read


def test_announcements_one_after_the_other() -> None:
    head = "证券代码：00000{n}    证券简称：晴禾    公告编号：2018-09{n}\n晴禾股份有限公司关于第{n}项事项的公告\n{text}\n特此公告。\n晴禾股份有限公司董事会\n二〇一八年九月1{n}日\n"
    found = parts(head.format(n=1, text=ONE) + head.format(n=2, text=TWO).replace("1二日", "12日"))
    assert len(found) == 2


def test_the_day_under_an_announcement() -> None:
    doc = document(f"关于收购股权的公告\n{ONE}\n特此公告。\n晴禾股份有限公司董事会\n二〇一八年九月二十一日\n")
    assert str(doc.published)[:10] == "2018-09-21"


def test_headlines_with_days() -> None:
    text = "云栖资本投资晴禾优选 2023-05-06\n[2023-05-07] 北辰资本入股云栖果园\n晴禾优选收购北辰物流 (2023-05-08)\n晴禾优选上线“小团买菜” 2023-05-09 10:30\n"
    assert [(title, day) for title, day, _ in parts(text)] == [
        ("云栖资本投资晴禾优选", "2023-05-06"),
        ("北辰资本入股云栖果园", "2023-05-07"),
        ("晴禾优选收购北辰物流", "2023-05-08"),
        ("晴禾优选上线“小团买菜”", "2023-05-09"),
    ]


def test_days_without_a_year_follow_the_page() -> None:
    text = "---\npublished: 2023-01-10\n---\n云栖资本投资晴禾优选 01-09\n北辰资本入股云栖果园 01-08\n晴禾优选收购北辰物流 12-30\n"
    assert [day for _, day, _ in parts(text)] == ["2023-01-09", "2023-01-08", "2022-12-30"]


def test_teasers_under_an_article_have_their_own_date() -> None:
    text = (
        f"云栖资本入股晴禾优选\n2023-05-06 10:00 来源：某某网\n{ONE}\n"
        "云栖果园终于停止运营\n去年，生鲜电商云栖果园宣布停止运营，有关人员已经离职。公司方面没有说明原因，用户还在等待，但...\n2022-09-16 15:32:16\n"
        "北辰资本要退出了吗？\n记者了解到，北辰资本的...\n"
    )
    doc = document(text)
    assert [(p.title, p.published and p.published.year) for p in doc.parts] == [
        ("云栖资本入股晴禾优选", 2023),
        ("云栖果园终于停止运营", 2022),
        ("北辰资本要退出了吗？", None),
    ]
    assert str(doc.published)[:10] == "2023-05-06"
    read = [doc.text[z.start : z.end] for z in doc.zones if z.kind.readable]
    assert "去年，生鲜电商云栖果园宣布停止运营，有关人员已经离职。" in read
    assert not any(text.endswith("...") for text in read)


@pytest.mark.parametrize(
    "text",
    [
        f"大事记\n\n2012年5月，晴禾优选成立。\n2014年8月19日，云栖资本入股晴禾优选。\n2015-04-02 晴禾优选并入云栖果园。\n\n{ONE}\n{TWO}\n",
        f"云栖资本入股晴禾优选\n2023-05-06 10:00 来源：某某网\n云栖资本入股晴禾优选\n2023-05-06 10:00 来源：某某网\n{ONE}\n{TWO}\n",
        f"云栖资本入股晴禾优选\n2023-05-06 10:00\n{ONE}\n\n---\n\n{TWO}\n\n***\n\n{ONE}\n",
        f"云栖资本入股晴禾优选\n2023-05-06 10:00\n{ONE}\n\n2023年5月6日\n\n{TWO}\n",
    ],
    ids=["chronicle", "header twice", "thematic breaks", "a day alone"],
)
def test_one_article_stays_one(text: str) -> None:
    assert parts(text) == []


def test_comments_under_an_article_are_not_articles() -> None:
    comment = "我早就听说云栖资本把晴禾优选和云栖果园都买下来了，这件事情真是一点也不奇怪。"
    text = f"云栖资本入股晴禾优选\n2023-05-06 10:00 来源：某某网\n{ONE}\n网友评论\n某某网友123\n2023-05-07 08:00:00\n{comment}\n另一位网友45\n2023-05-07 09:00:00\n{comment}\n"
    doc = document(text)
    assert doc.parts == []
    assert not any(comment in text[z.start : z.end] for z in doc.zones if z.kind.readable)
