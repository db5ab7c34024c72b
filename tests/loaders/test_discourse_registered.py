"""Registered names are whole, whatever stands inside them."""

import re

import pytest

from loaders import extract
from loaders.discourse.alphabet import COMPANY
from loaders.discourse.entities import Entities
from loaders.discourse.registered import whole, without_place, without_price
from loaders.discourse.sentence import Span
from loaders.document import Document
from loaders.names.model import Name


def name(text: str, part: str) -> Name:
    start = text.index(part)
    return Name(start, start + len(part), part, "Company", 0.9, "test")


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("浙江云帆智造系统有限公司于上月停工", ["云帆智造"], "浙江云帆智造系统有限公司"),
        ("拟支付现金购入西藏小鹿山泉股份有限公司", [], "西藏小鹿山泉股份有限公司"),
        ("与麦田（天津）担保有限公司往来", ["麦田"], "麦田（天津）担保有限公司"),
        ("股票质押给麦田银行股份有限公司", [], "麦田银行股份有限公司"),
        (
            "四川麦田乳业(9.120,0.03,0.33%)股份有限公司",
            ["四川麦田乳业"],
            "四川麦田乳业(9.120,0.03,0.33%)股份有限公司",
        ),
        ("位于无锡市星海机械有限公司", ["星海机械有限公司"], "无锡市星海机械有限公司"),
    ],
)
def test_whole(text: str, found: list[str], expected: str) -> None:
    names = sorted((name(text, part) for part in found), key=lambda n: n.start)
    assert [n.text for n in whole(text, names)] == [expected]


def test_nothing_to_do() -> None:
    text = "麦田网今日成立了有限公司，证券股份有限公司"
    names = [name(text, "麦田网")]
    assert whole(text, names) == names


def test_place_and_price() -> None:
    assert without_place("江苏省无锡市星海机械") == "星海机械"
    assert without_place("上海") == "上海"
    assert without_price("麦田乳业(9.120,0.03,0.33%)（维权）上涨") == "麦田乳业上涨"
    assert without_price("麦田乳业（占比9.12%）") == "麦田乳业（占比9.12%）"


def test_short_name_in_brackets_stands_for_the_long_one() -> None:
    text = "江西云帆系统有限公司(“云帆系统”)昨天宣布。云帆系统以3亿元收购麦田网。"
    (claim,) = extract(Document("t", text, "t")).claims
    assert claim.subject is not None
    assert {claim.subject.name, *claim.subject.aliases} == {"江西云帆系统有限公司", "云帆系统"}


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("周三，北辰金融控股国际(00981)宣布停牌", ["北辰金融", "国际"], ["北辰金融控股国际"]),
        ("某新三板上市公司白帆光学(688999.SH)回复了问询", [], ["白帆光学"]),
        ("【橡湾环境(17.120,-0.26,-1.50%)扩产】", [], ["橡湾环境"]),
        ("预计橡湾环境(17.120,-0.26,-1.50%)扩产", [], []),
        ("收到客户橡湾环境(688998)来函", ["橡湾环境"], ["橡湾环境"]),
    ],
)
def test_a_code_or_a_price_stands_behind_a_whole_name(
    text: str, found: list[str], expected: list[str]
) -> None:
    assert [n.text for n in whole(text, [name(text, part) for part in found])] == expected


def test_a_name_in_two_scripts_is_one() -> None:
    text = "Great Plains大平原资本领投"
    (one,) = whole(text, [name(text, "Great Plains"), name(text, "大平原资本")])
    assert one.text == "Great Plains大平原资本"
    text = "麦田QQ"
    assert len(whole(text, [name(text, "麦田"), name(text, "QQ")])) == 2


def test_what_was_cut_on_its_left_is_made_whole() -> None:
    text = "同意公司和贵阳白帆明湖企业管理合伙企业（有限合伙）设立公司"
    (one,) = whole(text, [name(text, "管理合伙企业（有限合伙）")])
    assert one.text == "贵阳白帆明湖企业管理合伙企业（有限合伙）"


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("贵州白帆力工程技术有限公司停工，白帆力停牌", True),
        ("贵州白帆力工程技术有限公司和西藏白帆力贸易有限公司停工，白帆力停牌", False),
        ("子公司贵州白帆力工程技术有限公司停工，白帆力停牌", False),
    ],
)
def test_a_trade_name_stands_for_the_only_company_that_begins_with_it(text: str, one: bool) -> None:
    found = [
        Span(*match.span(), COMPANY)
        for match in re.finditer("[一-龥]{2}白帆力[一-龥]+?有限公司|白帆力(?=停牌)", text)
    ]
    entities = Entities(text, found)
    assert entities.same(found[0], found[-1]) is one


def test_how_many_shares_is_no_price() -> None:
    text = "云帆系统斥资3亿元收购麦田网5000万股股份。"
    (claim,) = extract(Document("t", text, "t")).claims
    assert [value.mention for value in claim.values] == ["3亿元"]
