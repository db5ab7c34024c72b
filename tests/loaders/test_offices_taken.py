"""ROLE, FOUNDED and LISTED: of whom a clause tells that names nobody, and one listing said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from loaders.document import KnownName
from loaders.extraction import extract

FIRMS = ("星海超市", "麦田网", "石桥网")


def told(tmp_path: Path, text: str) -> list[str]:
    """ "predicate subject object date" of each claim of a position, a founding or a listing."""
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2023-07-12\n---\n\n{text}\n", encoding="utf-8")
    known = [KnownName(name, "Company", (name,)) for name in FIRMS]
    return [
        f"{c.predicate} {c.subject.name} {c.object.name if c.object else ''} {c.date} {c.modality.value}"
        for c in extract(loaders.read(str(path)), known).claims
        if c.predicate in ("ROLE", "FOUNDED", "LISTED") and c.subject is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the head of what was bought, not of the buyer
        (
            "麦田网常年亏损。今年4月，星海超市将其全资收购，CEO换成了陶小满。",
            ["ROLE 陶小满 麦田网 None asserted"],
        ),
        # 这家: what the sentence has named alone
        (
            "星海超市又开了新店。很多人没听过麦田网，可这家2009年就在江边成立的公司开店更早。",
            ["FOUNDED 麦田网  2009 asserted"],
        ),
        # where two years go on with a person's career
        (
            "陶小满2018年加入石桥网，两年后出任首席技术官。",
            ["ROLE 陶小满 石桥网 2020 asserted"],
        ),
        # said twice, one listing; a date before 赴 is one on which it happened
        (
            "2021年6月，石桥网登陆纳斯达克，上市首日即破发。",
            ["LISTED 石桥网 纳斯达克 2021-06 asserted"],
        ),
        ("石桥网2020年5月赴纳斯达克挂牌。", ["LISTED 石桥网 纳斯达克 2020-05 asserted"]),
    ],
)
def test_told_of(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert told(tmp_path, text) == expected
