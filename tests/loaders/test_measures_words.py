"""The table of measures, and what stands between a measure and its figure."""

from __future__ import annotations

import time

import pytest

from graph.measure_names import measure_name
from loaders.measures import words
from loaders.measures.dates import FOUNDING, LAST_YEAR, START


@pytest.mark.parametrize(
    ("between", "word", "joined"),
    [
        ("已经一路攀升到", "用户数", True),
        ("最高时超过", "市值", True),
        ("", "会员", True),
        ("在会上被问到时说", "用户数", False),
        ("至", "降", False),  # 降至5%: no fall by 5 %
        ("了近", "涨", True),
    ],
)
def test_what_joins_a_measure_to_its_figure(between: str, word: str, joined: bool) -> None:
    assert words.near(between, word) is joined


@pytest.mark.parametrize(
    ("before", "kind", "noun"),
    [
        ("准时送达率达到", "percent", "准时送达率"),
        ("其中试听人数超过", "count", "试听人数"),
        ("会员费收入约", "money", "会员费收入"),
        ("贷款利率降至", "percent", None),
        ("本次交易金额为", "money", None),
    ],
)
def test_measures_that_no_list_names(before: str, kind: str, noun: str | None) -> None:
    found = words.generic(before, kind)
    assert (found[0] if found else None) == noun


@pytest.mark.parametrize("text", ["其中公司", "截至目前平台的", "报告期内实现", ""])
def test_words_that_name_nobody(text: str) -> None:
    assert words.plain(text)


@pytest.mark.parametrize("text", ["星河快递的", "全县农户"])
def test_words_that_may_name_somebody(text: str) -> None:
    assert not words.plain(text)


@pytest.mark.parametrize(
    "text", ["达到" * 400 + "的Z", "总计高达" * 300 + "Z", "其中" * 900 + "Z", "增长到了" * 200 + "Z"]
)
def test_no_run_of_link_words_takes_long(text: str) -> None:
    table = words.table()
    start = time.perf_counter()
    for pattern in (
        table.between,
        table.goes_on,
        table.rate,
        table.sum,
        table.number,
        FOUNDING,
        LAST_YEAR,
        START,
    ):
        pattern.search(text)
    words.plain(text)
    words.core(text)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("gross_margin", "毛利率"),
        ("GMV_growth", "GMV增长"),
        ("revenue(快运业务)", "快运业务营收"),
        ("revenue_growth(快运业务)", "快运业务营收增长"),
        ("new_store_count", "新增门店数"),
        ("net_loss_per_unit", "净亏损（每单位）"),
        ("准时送达率", "准时送达率"),
        ("准时送达率_growth", "准时送达率增长"),
        ("tea_growth", "tea_growth"),
        ("tea(北方)", "tea(北方)"),
    ],
)
def test_names(what: str, name: str) -> None:
    assert measure_name(what) == name


def test_every_measure_has_a_name() -> None:
    kinds = words.table().kinds
    assert [what for what in sorted(kinds) if what != "GMV" and measure_name(what) == what] == []


def test_what_is_conceded_is_said_of_a_part() -> None:
    assert words.conceded("虽然", "营收")
    assert not words.conceded("虽然", "总营收")
    assert not words.conceded("不过", "营收")
