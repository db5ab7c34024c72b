"""Forms that a document says are one name: invented texts."""

from __future__ import annotations

import pytest

from loaders.document import Document, Zone, ZoneKind
from loaders.names import NameFinder, aliases


def read(text: str) -> dict[str, set[str]]:
    document = Document(id="t", text=text, origin="t.txt", zones=[Zone(0, len(text), ZoneKind.BODY)])
    return aliases(text, NameFinder().find(document))


CASES = [
    (
        "杭州远帆渔具有限公司（以下简称“远帆渔具”）公告，拟减持。",
        {"杭州远帆渔具有限公司": {"远帆渔具"}},
    ),
    (
        "由周启明创立的霁月乐器有限公司（简称：霁月集团或霁月乐器）在宁波。",
        {"霁月乐器有限公司": {"霁月集团", "霁月乐器"}},
    ),
    (
        "北京智帆门窗有限公司有两座工厂。上个月，智帆又收购了一座。",
        {"北京智帆门窗有限公司": {"智帆"}},
    ),
    ("鹏远集团（Penyuan）收购霁月股份。", {"鹏远集团": {"Penyuan"}}),
    ("鹏远集团收购霁月股份。", {}),
    ("鹏远集团（以下简称“公司”）收购霁月股份。", {}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:12] for text, _ in CASES])
def test_aliases(text: str, expected: dict[str, set[str]]) -> None:
    assert read(text) == expected


def test_a_short_form_of_two_registered_names_stands_for_neither() -> None:
    text = "北京智帆门窗有限公司有两座工厂，上海智帆食品有限公司只有一座。上个月，智帆又收购了一座。"
    assert read(text) == {}
