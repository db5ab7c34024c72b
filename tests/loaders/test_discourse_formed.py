"""Departments that the verb before them shows."""

import pytest

from loaders.discourse.formed import with_units
from loaders.names.model import Name


def units(text: str) -> list[str]:
    return [name.text for name in with_units(text, []) if name.type == "BusinessUnit"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工会之外，又新设河口渔业研究院，院长还没有到任。", ["河口渔业研究院"]),
        ("书局成立了全新的“灯塔影像事业部”，由店长兼管。", ["灯塔影像事业部"]),
        ("茶场增设夜班物流部负责送货。", ["夜班物流部"]),
    ],
)
def test_what_is_set_up(text: str, expected: list[str]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各县都要设立相关研究所。",
        "书局成立了两个事业部。",
        "董事会设立薪酬委员会。",
        "他们成立了自己的实验室。",
    ],
)
def test_what_only_says_its_kind(text: str) -> None:
    assert units(text) == []


def test_known_names_stay() -> None:
    text = "书局成立灯塔影像事业部。"
    known = Name(4, 11, "灯塔影像事业部", "BusinessUnit", 1.0, "register", canonical="灯塔影像")
    assert with_units(text, [known]) == [known]
