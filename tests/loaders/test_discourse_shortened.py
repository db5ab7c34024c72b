"""Short forms and names that are words too."""

from __future__ import annotations

import pytest

from loaders.discourse.shortened import with_short_forms
from loaders.names import Name

WORDS = {"雨伞": ("Company", "雨伞"), "得到": ("Product", "得到")}


def found(text: str, *whole: str) -> list[str]:
    """The names beside `whole` that stand in `text`."""
    names = [
        Name(text.find(form), text.find(form) + len(form), form, "Company", 0.9, "known") for form in whole
    ]
    out, _ = with_short_forms(text, sorted(names, key=lambda name: name.start), WORDS)  # type: ignore[arg-type]
    return [name.text for name in out if name.text not in whole]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("鲸港物流去年收购雨伞，价格没有公布。", ["雨伞"]),
        ("雨伞宣布完成B轮融资。", ["雨伞"]),
        ("他在门口放了两把雨伞，客人可以借。", []),
        ("店里的雨伞和手套卖得很好。", []),
        ("他由此得到了投资人的信任。", []),
        ("，得到融资后，店开了起来。", []),
        ("鲸港物流旗下得到，日活八万。", ["得到"]),
        ("【雨伞宣布降价】两款新品下周上架。", ["雨伞"]),
        ("鲸港物流旗下的“雨伞”铺到了一百座城市。", ["雨伞"]),
        ("鲸港物流推出“雨伞”活动，老人可以免费借用。", []),
        ("它原来的名字是雨伞，前年才改。", ["雨伞"]),
        ("去年3月合并最大的竞争对手雨伞，价格没有公布。", ["雨伞"]),
        ("去年，雨伞以2亿元买回了商标。", ["雨伞"]),
        ("年底，沙洲木业把雨伞整个买走。", ["雨伞"]),
        ("沙洲木业买进雨伞4.9%的股份。", ["雨伞"]),
        ("最后，雨伞的股份全换成了现金。", ["雨伞"]),
        ("他把雨伞放在门口。", []),
        ("得到创始人林远没有来。", []),
        ("雨伞的总部搬到了南岸，门口放着雨伞架。雨伞不打算再搬。", ["雨伞", "雨伞"]),
    ],
)
def test_words_that_are_names_too(text: str, want: list[str]) -> None:
    assert found(text) == want


@pytest.mark.parametrize(
    ("text", "whole", "want"),
    [
        ("橘瓣二手车成立于2015年。橘瓣今年卖出三万台车。", "橘瓣二手车", ["橘瓣"]),
        ("橘瓣二手车成立于2015年。桌上摆着橘瓣糖。", "橘瓣二手车", []),
        ("停业的有橘瓣二手车和雨伞，都没有发公告。", "橘瓣二手车", ["雨伞"]),
        ("从橘瓣二手车里出来，他买了雨伞和手套。", "橘瓣二手车", []),
    ],
)
def test_what_a_name_of_the_text_is_shortened_to(text: str, whole: str, want: list[str]) -> None:
    assert found(text, whole) == want


def test_short_forms_are_told_with_what_they_stand_for() -> None:
    text = "橘瓣二手车成立于2015年。橘瓣今年卖出三万台车。"
    _, pairs = with_short_forms(text, [Name(0, 5, "橘瓣二手车", "Company", 0.9, "known")], {})
    assert pairs == [("橘瓣", "橘瓣二手车")]


@pytest.mark.parametrize(
    ("text", "want"), [("得到创始人林远没有来。", ["得到"]), ("得到创始人林远的支持并不容易。", [])]
)
def test_who_stands_behind_a_post_shows_whose_it_is(text: str, want: list[str]) -> None:
    out, _ = with_short_forms(text, [Name(5, 7, "林远", "Person", 0.9, "known")], WORDS)  # type: ignore[arg-type]
    assert [name.text for name in out if name.text != "林远"] == want
