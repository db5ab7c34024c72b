"""Names that stand beside a statement and are no part of it: shareholders told by the way, comparisons, parts of words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from loaders.document import KnownName
from loaders.extraction import extract

KNOWN = ("鲸港物流", "白帆冷链", "橡湾家居", "北湾基金", "月台照明")


def claims(tmp_path: Path, text: str) -> set[str]:
    """predicate subject object of the deeds told in a text of 2023-07-12."""
    path = tmp_path / "a.md"
    path.write_text(
        f"---\npublished: 2023-07-12\n---\n\n{text}\n\n岛上的风很大。灯塔亮着。渔船都回港了。\n",
        encoding="utf-8",
    )
    known = [KnownName(name, "Company", (name,)) for name in KNOWN]
    return {
        f"{c.predicate} {c.subject.name if c.subject else '-'} {c.object.name if c.object else '-'}"
        for c in extract(loaders.read(str(path)), known).claims
        if c.predicate != "METRIC"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a verb or an adverb of one character ends the name before it
        ("2021年6月，鲸港物流抢在秋天之前登陆纳斯达克。", {"LISTED 鲸港物流 纳斯达克"}),
        ("橡湾家居创始人沈松青留了下来。", {"FOUNDED 橡湾家居 沈松青", "ROLE 沈松青 橡湾家居"}),
        ("白帆冷链创始人沈松彼时住在船上。", {"FOUNDED 白帆冷链 沈松", "ROLE 沈松 白帆冷链"}),
        # what goes on behind a comma is no item of the list before it
        ("2014年，沈松青创办白帆冷链，先有鲸港物流，后有橡湾家居。", {"FOUNDED 白帆冷链 沈松青"}),
        # others than the one whose they are
        ("鲸港物流去年搬了家。它的竞争对手被橡湾家居收入囊中。", set()),
        ("2021年，月台照明的老股东收购白帆冷链。", set()),
        # rights to something are not the firm
        ("2022年，橡湾家居买下白帆冷链在北方六省的权益。", set()),
        # the day of a launch, and what else happened on it
        ("鲸港物流发布那天与白帆冷链撞在一起。", set()),
    ],
)
def test_deeds(tmp_path: Path, text: str, expected: set[str]) -> None:
    assert claims(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # shareholders and customers told by the way
        (
            "2021年，星海超市办了登记，股东名单里新增麦田网，原股东石桥网退出，注册资本增至900万元。",
            ["星海超市 registered_capital 9e+06 2021"],
        ),
        (
            "星海超市在海边开店。麦田网、石桥网和松果书店均是其股东，2021年估值3亿元。",
            ["星海超市 valuation 3e+08 2021"],
        ),
        # of whom a round is
        ("2021年，麦田网完成对星海超市的A轮投资，估值3亿元。", ["星海超市 valuation 3e+08 2021"]),
        # a vow
        ("2019年，麦田网立下月活3000万的军令状。", []),
    ],
)
def test_measures(metrics: Callable[..., list[str]], text: str, expected: list[str]) -> None:
    assert metrics(text) == expected


def test_one_company_by_one_word(tmp_path: Path) -> None:
    """公司 is the same company throughout a sentence, and none that only holds a part of it."""
    text = "白帆冷链发了公告。北湾基金持有公司股份约300万股，公司董事长沈松青没有说话。"
    assert "ROLE 沈松青 白帆冷链" in claims(tmp_path, text)
    assert "ROLE 沈松青 北湾基金" not in claims(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "月台照明再次延迟收购白帆冷链。",
        "北湾基金拟联合橡湾家居等几家老友，合计出资5亿元增资白帆冷链。",
        "2022年，鲸港物流收购橡湾家居持有的三处仓库。",
    ],
)
def test_no_deed(tmp_path: Path, text: str) -> None:
    """Delays, plans that go on behind a comma, and things that a firm holds."""
    path = tmp_path / "a.md"
    path.write_text(
        f"---\npublished: 2023-07-12\n---\n\n{text}\n\n灯塔亮着。渔船都回港了。\n", encoding="utf-8"
    )
    known = [KnownName(name, "Company", (name,)) for name in KNOWN]
    found = extract(loaders.read(str(path)), known).claims
    assert all(claim.modality == "planned" for claim in found), found


@pytest.mark.parametrize(
    "text",
    [
        "麦田网与石桥网合资建厂，注册资本9000万元。",
        "石桥网向麦田网提供贷款，仅5亿元的租金收益就能换来。",
        "麦田网中标石桥网的采购，成交金额约4700万元。",
        "麦田网出质股权数额为1.63亿元。",
    ],
)
def test_no_measure(metrics: Callable[..., list[str]], text: str) -> None:
    """Of a firm to come, of what is lent or pledged, of a tender."""
    assert metrics(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这家1998年创办的公司不大。白帆冷链对外人来说很陌生。", set()),
        ("外人对白帆冷链也许陌生，这家1998年成立的公司却是老手。", {"FOUNDED 白帆冷链 -"}),
        ("2020年，鲸港物流拿下白帆冷链版权。", set()),
    ],
)
def test_what_stands_nearest(tmp_path: Path, text: str, expected: set[str]) -> None:
    assert claims(tmp_path, text) == expected


def test_what_only_firms_have(metrics: Callable[..., list[str]]) -> None:
    """其门店 is no product's; rivals and investors told by the way are not measured."""
    text = "星海超市开在海边，对手麦田网与石桥网在南方，2021年营收3亿元。"
    assert metrics(text) == ["星海超市 revenue 3e+08 2021"]
    text = "星海超市开在海边，麦田网、石桥网跟投，2021年营收3亿元。"
    assert metrics(text) == ["星海超市 revenue 3e+08 2021"]


def test_what_a_sale_brings_is_no_turnover(metrics: Callable[..., list[str]]) -> None:
    assert metrics("麦田网将四座仓库售予石桥网，交易金额约14亿元。") == []


def test_an_authority_is_no_company(tmp_path: Path) -> None:
    text = "白帆冷链搬了家。沙洲银保监局核准了该公司副总经理沈松青的任职资格。"
    assert all("银保监局" not in claim for claim in claims(tmp_path, text))


def test_a_firm_among_those_founded_before_a_year(tmp_path: Path) -> None:
    text = "成立于2020年之前的铺子里，白帆冷链是最大的一家。"
    assert "FOUNDED 白帆冷链 -" not in claims(tmp_path, text)


def test_shops_that_are_gone(metrics: Callable[..., list[str]]) -> None:
    assert metrics("2021年，麦田网关闭门店435家。") == ["麦田网 closed_store_count 435 2021"]
