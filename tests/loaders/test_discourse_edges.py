"""Names less what stands against them: days, verbs, where somebody is from."""

from __future__ import annotations

import pytest

from loaders.discourse.edges import trimmed
from loaders.names import Name


def nobody(form: str) -> None:
    """A register that knows no name."""


@pytest.mark.parametrize(
    ("before", "printed", "after", "left", "kind"),
    [
        ("", "青禾茶业昨", "(3)日宣布开店", "青禾茶业", "Unknown"),
        ("", "青禾茶业昨", "天的香气", "青禾茶业昨", "Unknown"),
        ("与", "石桥包装合资", "在岛上办厂", "石桥包装", "Unknown"),
        ("从", "石桥包装手上", "接过青瓦窑", "石桥包装", "Unknown"),
        ("", "温州人陆明远", "早年卖灯", "陆明远", "Person"),
        ("", "温州商人陆明远", "早年卖灯", "陆明远", "Person"),
        ("", "温州人家", "的小店", "温州人家", "Unknown"),
        ("", "云栖鹿抢", "在冬天之前开店", "云栖鹿", "Unknown"),
        ("拿下", "云栖鹿七成股份", "，", "云栖鹿", "Unknown"),
        ("", "石桥冷链合二", "为一之后", "石桥冷链", "Unknown"),
        ("", "云栖鹿自", "创立起没有换过老板", "云栖鹿", "Unknown"),
        ("持有", "东南亚Tidal集团", "两成股份", "Tidal集团", "Unknown"),
        ("持有", "中国Tidal集团", "两成股份", "中国Tidal集团", "Unknown"),
    ],
)
def test_what_is_left(before: str, printed: str, after: str, left: str, kind: str) -> None:
    start = len(before)
    name = Name(start, start + len(printed), printed, "Unknown", 0.9, "context")
    found = trimmed(before + printed + after, name, nobody)
    assert (found.text, found.type) == (left, kind)
    assert (before + printed + after)[found.start : found.end] == left


def test_an_adverb_behind_a_registered_name_is_cut() -> None:
    def register(form: str) -> str | None:
        return "柏屿灯具" if form == "柏屿灯具" else None

    text = "柏屿灯具先收了青瓦窑"
    found = trimmed(text, Name(0, 5, "柏屿灯具先", "Unknown", 0.9, "context"), register)
    assert (found.text, found.canonical) == ("柏屿灯具", "柏屿灯具")
