"""Names that the text itself shows elsewhere."""

from __future__ import annotations

import pytest

from loaders.discourse.naming import mended
from loaders.names.model import Name


def found(text: str, *given: tuple[str, str]) -> list[tuple[str, str]]:
    names = [Name(text.index(n), text.index(n) + len(n), n, kind, 0.5, "test") for n, kind in given]  # type: ignore[arg-type]
    return [(name.text, name.type) for name in mended(text, names)]


@pytest.mark.parametrize(
    ("text", "given", "want"),
    [
        ("改名为小鹿。集团旗下有云帆。", [("小鹿。集团", "Company")], [("小鹿", "Company")]),
        ("小鹿旅行网（Xiaolu）是服务商。", [("小鹿", "Company")], [("小鹿旅行网", "Company")]),
        ("小鹿CEO于大表示看好。", [("小鹿", "Company")], [("小鹿", "Company"), ("于大", "Person")]),
        ("公司盈亏，源于小鹿的定价。", [("源于小鹿", "Company")], [("小鹿", "Company")]),
        ("它将股份转让，予于大名下的云帆。", [("予于大", "Person"), ("云帆", "Company")], [("予于大", "Person"), ("云帆", "Company")]),
        ("大鹿指，门店不会关。", [("大鹿指", "Company")], [("大鹿", "Company")]),
        ("小鹿CEO于近日表示看好。", [("小鹿", "Company")], [("小鹿", "Company")]),
        ("原小鹿CEO张大转任顾问。", [("小鹿", "Company"), ("张大转", "Person")], [("小鹿", "Company"), ("张大", "Person")]),
        ("买下了网站“瓦片集”。瓦片集成立于2014年。", [], [("瓦片集", "Unknown"), ("瓦片集", "Unknown")]),
        ("“打烊”是小鹿推出的一款记账应用。打烊的用户过万。", [("小鹿", "Company")], [("打烊", "Product"), ("小鹿", "Company"), ("打烊", "Product")]),
        ("它原名“茧”，后来长大了。做“茧”的人不多，茧房很大。", [], [("茧", "Unknown"), ("茧", "Unknown")]),
        ("年底，黎明、正午和黄昏三个品牌分开结账。", [], [("黎明", "Unknown"), ("正午", "Unknown"), ("黄昏", "Unknown")]),
        ("年底，黎明、正午和黄昏两个品牌分开结账。", [], []),
        ("年底，黎明、正午、黄昏三家公司先后停摆。", [], [("黎明", "Unknown"), ("正午", "Unknown"), ("黄昏", "Unknown")]),
        ("雪橇速运扩建车队。2013年，雪橇推出夜班。", [("雪橇速运", "Company")], [("雪橇速运", "Company"), ("雪橇", "Company")]),
    ],
)  # fmt: skip
def test_names_are_set_right_by_the_document(
    text: str, given: list[tuple[str, str]], want: list[tuple[str, str]]
) -> None:
    assert found(text, *given) == want


def test_a_list_beside_a_person_is_of_persons() -> None:
    text = "历任董事长：邱海生（1986年—1999年）、梁晚潮（1999年至今）。"
    assert found(text, ("邱海生", "Person"), ("梁晚潮", "Unknown")) == [
        ("邱海生", "Person"),
        ("梁晚潮", "Person"),
    ]


def test_a_department_is_named_with_its_company() -> None:
    assert found("星海进出口事业群总经理刘大鹏", ("星海", "Product"), ("刘大鹏", "Person")) == [
        ("星海进出口事业群", "BusinessUnit"),
        ("刘大鹏", "Person"),
    ]
