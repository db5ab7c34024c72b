"""Blanks between Chinese characters and Latin letters or figures, and the way back to the printed text."""

from __future__ import annotations

import pytest

from loaders.document import Document, Zone, ZoneKind
from loaders.extraction import extract
from loaders.spacing import closed, without_blanks


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("帆布包品牌 Tarpo 在 2019 年入驻石桥。", "帆布包品牌Tarpo在2019年入驻石桥。"),
        ("石桥的 Tarpo App 有 30% 的用户。", "石桥的Tarpo App有30%的用户。"),
        ("Tarpo （帆布包）在岛上。", "Tarpo（帆布包）在岛上。"),
        ("石桥收购岸边书店 2019年亏损3000万元", None),  # the blank parts two headlines
        ("石桥 岸边 书店", None),
        ("石桥收购Tarpo", None),
    ],
)
def test_blanks(printed: str, plain: str | None) -> None:
    assert without_blanks(printed) == (plain or printed)


def test_places_are_those_of_the_printed_text() -> None:
    text = "航运\n帆布包品牌 Tarpo 于 2019 年以 3 亿美元收购了船具商 Knotly。"
    document = Document("x", text, "x.txt", zones=[Zone(3, len(text), ZoneKind.BODY)])
    claims = extract(document).claims
    assert [claim.predicate for claim in claims] == ["ACQUIRED"]
    claim = claims[0]
    assert claim.subject is not None and claim.object is not None
    assert (claim.subject.mention, claim.object.mention, claim.date) == ("Tarpo", "Knotly", "2019")
    for side in (claim.subject, claim.object):
        assert text[side.start : side.end] == side.mention
    assert [value.mention for value in claim.values] == ["3 亿美元"]
    assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_a_text_without_such_blanks_is_read_as_it_is() -> None:
    assert closed(Document("x", "石桥收购Tarpo。", "x.txt")) is None
