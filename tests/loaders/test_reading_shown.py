"""The page of `read`: the whole text, every mark, nothing injected, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import re

import lxml.html
import pytest

from graph.claims import Claim, Evidence, Mention, Value
from loaders.document import Document, Extraction, Skipped, Zone, ZoneKind
from loaders.showing import page, paragraphs

TEXT = "标题一行\n\n云栖资本以3亿元入股晴禾科技，北辰物流并入晴禾科技。\n另一段，没有声明。\r\n广告一行"


def mention(word: str, at: int = 0) -> Mention:
    start = TEXT.index(word, at)
    return Mention(name=word, type="Company", mention=word, start=start, end=start + len(word))


def evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(source="甲", quote=quote, start=start, end=start + len(quote))


def parts() -> tuple[Document, Extraction]:
    sentence = "云栖资本以3亿元入股晴禾科技，北辰物流并入晴禾科技。"
    price = TEXT.index("3亿元")
    document = Document(
        id="甲",
        text=TEXT,
        origin="a.txt",
        title="标题一行",
        url="https://example.com/?a=1&b=2",
        zones=[
            Zone(0, 4, ZoneKind.TITLE),
            Zone(6, 6 + len(sentence), ZoneKind.BODY),
            Zone(TEXT.index("另一段"), TEXT.index("\r"), ZoneKind.BODY),
            Zone(TEXT.index("广告"), len(TEXT), ZoneKind.ADVERTISEMENT),
        ],
    )
    claims = [
        Claim(
            id="1" * 16,
            predicate="INVESTED_IN",
            subject=mention("云栖资本"),
            object=mention("晴禾科技"),
            date="2014-03",
            values=[Value(amount=3e8, unit="CNY", what="price", mention="3亿元", start=price, end=price + 3)],
            evidence=evidence(sentence),
            rule="invest.active",
            confidence=0.87,
        ),
        Claim(
            id="2" * 16,
            predicate="MERGED_INTO",
            subject=mention("北辰物流"),
            object=mention("晴禾科技", TEXT.index("并入")),
            evidence=evidence("北辰物流并入晴禾科技。"),
            rule="merge.into",
        ),
    ]
    start = TEXT.index("没有声明")
    return document, Extraction(claims, [Skipped(start, start + 4, "没有声明", "no name in the phrase", "x")])


def tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def test_the_text_is_whole_and_the_marks_lie_where_they_belong() -> None:
    document, extraction = parts()
    root = tree(page(document, extraction))
    lines = [p.text_content() for p in root.get_element_by_id("text").findall("p")]
    assert lines == [line for line in re.split(r"[\r\n]+", TEXT) if line]
    marks = {
        span.text_content(): span
        for span in root.get_element_by_id("text").iter("span")
        if span.get("data-e")
    }
    assert marks["云栖资本"].get("class") == "z-body ev subject"
    assert marks["3亿元"].get("class") == "z-body ev value"
    assert marks["北辰物流"].get("data-c") == "1"
    assert marks["北辰物流"].get("data-e") == "0 1"  # it stands in the evidence of both
    assert [s.text_content() for s in root.get_element_by_id("text").iter("span") if s.get("data-s")] == [
        "没有声明"
    ]


def test_pieces_are_the_text() -> None:
    document, extraction = parts()
    shown = "".join(
        piece.text for paragraph in paragraphs(document, extraction) for piece in paragraph.pieces
    )
    assert shown == re.sub(r"[\r\n]", "", TEXT)


def test_every_claim_has_a_card_that_leads_to_its_words() -> None:
    document, extraction = parts()
    html = page(document, extraction)
    root = tree(html)
    cards = root.get_element_by_id("claims").findall("li")
    assert len(cards) == 2
    first = cards[0].text_content()
    for word in (
        "投资",
        "INVESTED_IN",
        "云栖资本",
        "晴禾科技",
        "2014-03",
        "invest.active",
        "0.87",
        "asserted",
        "price: 3亿元",
    ):
        assert word in first
    for link in root.iter("a"):
        if link.get("href", "").startswith("#"):
            assert root.get_element_by_id(link.get("href")[1:]) is not None
    assert "no name in the phrase" in root.get_element_by_id("skipped").text_content()
    assert all(span.get("tabindex") == "0" for span in root.iter("span") if span.get("data-m"))


def test_the_policy_allows_exactly_what_is_there() -> None:
    document, extraction = parts()
    html = page(document, extraction)
    root = tree(html)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for tag in ("style", "script"):
        contents = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        assert len(contents) == 1
        digest = base64.b64encode(hashlib.sha256(contents[0].encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not root.xpath("//@src | //link | //@style | //*[@onclick or @onmouseover or @onload]")
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|https?://(?!example\.com)", html)


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}"


def test_nothing_is_injected() -> None:
    text = f"{HOSTILE}入股晴禾科技。"
    side = Mention(name=HOSTILE, type="Company", mention=HOSTILE, start=0, end=len(HOSTILE))
    document = Document(
        id=HOSTILE, text=text, origin=HOSTILE, title=HOSTILE, publisher=HOSTILE, author=HOSTILE,
        url="javascript:alert(1)", notes=[HOSTILE], zones=[Zone(0, len(text), ZoneKind.BODY)],
    )  # fmt: skip
    made = Claim(
        predicate="INVESTED_IN",
        subject=side,
        title=HOSTILE,
        date=HOSTILE,
        round=HOSTILE,
        values=[Value(amount=1, what=HOSTILE, mention=HOSTILE)],
        evidence=Evidence(source="甲", quote=text, start=0, end=len(text)),
        rule=HOSTILE,
    )
    html = page(document, Extraction([made], [Skipped(0, 5, HOSTILE, HOSTILE, HOSTILE)]))
    root = tree(html)
    assert len(root.xpath("//script")) == 1
    assert not root.xpath("//img | //*[@onerror]")
    assert not [a for a in root.xpath("//a/@href") if a.startswith("javascript")]
    assert "{{7*7}}" in root.text_content() and "49" not in root.xpath("//title")[0].text_content()
    assert root.get_element_by_id("text").text_content().strip() == text


@pytest.mark.parametrize("extraction", [Extraction(), Extraction([], [Skipped(0, 2, "标题", "why")])])
def test_a_document_without_claims(extraction: Extraction) -> None:
    document, _ = parts()
    root = tree(page(document, extraction))
    assert "没有声明" in root.get_element_by_id("claims").text_content()


def test_the_same_page_twice() -> None:
    assert page(*parts()) == page(*parts())
