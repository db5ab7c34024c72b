"""The tables of the register: each line can be looked up somewhere, and its names are names."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from graph.ids import name_key, simplify
from graph.register import Entry, Register, load_register, register_folder
from loaders.document import Document
from loaders.names.finder import NameFinder

URL = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(?:[:/]\S*)?")
LISTED = re.compile(
    r"(上海证券交易所|深圳证券交易所|北京证券交易所|香港交易所|纽约证券交易所|纳斯达克)，(?:证券|股份)代码 (\w+)"
)
EXCHANGE_OF = {"SH": "上海证券交易所", "SZ": "深圳证券交易所", "BJ": "北京证券交易所", "HK": "香港交易所"}
MAINLAND = {"SH": ("60", "68"), "SZ": ("00", "30"), "BJ": ("43", "8", "92")}


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="module")
def finder(register: Register) -> NameFinder:
    return NameFinder(register.known_names())


def test_what_an_analyst_expects_is_there(register: Register) -> None:
    kinds = Counter(entry.type for entry in register.entries)
    assert kinds["Company"] >= 2000 and kinds["Product"] >= 300 and kinds["Person"] >= 100
    for name in (
        "腾讯",
        "红杉中国",
        "菜鸟",
        "顺丰控股",
        "微信小商店",
        "宁德时代",
        "米哈游",
        "马化腾",
        "DeepSeek",
        "沃尔玛",
    ):
        assert any(register.lookup(name, kind) for kind in ("Company", "Product", "Person")), name


def test_every_line_names_a_source_of_its_form(register: Register) -> None:
    for entry in register.entries:
        listed = LISTED.fullmatch(entry.source)
        assert listed or URL.fullmatch(entry.source) or entry.source.count("，") >= 1, entry
        if listed and listed[1] in EXCHANGE_OF.values():
            held = {(EXCHANGE_OF.get(t.partition(".")[2]), t.partition(".")[0]) for t in entry.tickers}
            assert (listed[1], listed[2]) in held, entry


def test_codes_have_the_form_of_their_exchange(register: Register) -> None:
    for entry in register.entries:
        for ticker in entry.tickers:
            code, _, place = ticker.partition(".")
            if place in MAINLAND:
                assert re.fullmatch(r"\d{6}", code) and code.startswith(MAINLAND[place]), (entry.name, ticker)
            elif place == "HK":
                assert re.fullmatch(r"\d{5}", code), (entry.name, ticker)


def test_names_are_written_plainly(register: Register) -> None:
    for entry in register.entries:
        for form in entry.names:
            assert form == form.strip() and simplify(form) == form, (entry.name, form)
            assert not re.search(r"[*;|，。、？]|\s{2}", form), (entry.name, form)
        if entry.type != "Exchange":
            assert entry.sector, entry.name


def test_pairs_are_given_once(register: Register) -> None:
    lines = (register_folder() / "never_merge.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [frozenset(name_key(name) for name in line.split("\t")[:2]) for line in lines]
    assert [sorted(pair) for pair, count in Counter(pairs).items() if count > 1] == []


def found(finder: NameFinder, text: str) -> set[str]:
    names = finder.find(Document("x", text, "x"))
    return {name.canonical for name in names if name.canonical is not None}


@pytest.mark.parametrize(
    "text",
    [
        "家长的评价内外有别，旺旺的人气让店主高兴。",
        "订单来自各地，今日资本市场交投平淡。",
        "他更加看重得到的经验，录一条视频就够了。",
        "我们一直播放同一首歌，大家保险起见带了伞。",
        "到家以后闪送鲜花，快的话半小时。",
        "仓库云柜里摆着零售云资料，指南针指向北方。",
        "用户自如地切换，穷游的人多了起来。",
        "孩子吃豆包，大人喝二更的粥，内外都好。",
        "周末短途游升温，机场宾客如云。",
    ],
)
def test_ordinary_prose_holds_none_of_them(finder: NameFinder, text: str) -> None:
    assert found(finder, text) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲木科技宣布完成新一轮融资，今日资本、高榕资本参与其中。", {"今日资本", "高榕资本"}),
        ("乙水公司与米哈游、叠纸游戏签约。", {"米哈游", "叠纸游戏"}),
        ("丙火超市的股东是永辉超市和胖东来。", {"永辉超市", "胖东来"}),
        ("马化腾与刘强东都出席了活动。", {"马化腾", "刘强东"}),
    ],
)
def test_names_are_found_in_news(finder: NameFinder, text: str, names: set[str]) -> None:
    assert names <= found(finder, text)


def test_a_name_kept_out_of_free_text_is_still_known(register: Register) -> None:
    kept: list[Entry] = [entry for entry in register.entries if entry.name in entry.context]
    assert len(kept) >= 50
    for entry in kept:
        assert register.lookup(entry.name, entry.type) is entry
