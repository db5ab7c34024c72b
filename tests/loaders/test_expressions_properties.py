"""What holds for any text: spans are exact and apart, values are EDTF, bounds are ordered, cost is linear."""

from __future__ import annotations

import time
from datetime import date

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import is_valid
from loaders.expressions.dates import find_dates
from loaders.expressions.modality import find_cues, modality_at
from loaders.expressions.numerals import number, plain
from loaders.expressions.quantities import as_claim_value, find_quantities, find_shares

# pieces that the grammars are made of, so that random texts hit them
PIECES = [
    "年",
    "月",
    "日",
    "号",
    "季度",
    "上半年",
    "前",
    "后",
    "起",
    "至",
    "到",
    "-",
    "~",
    "—",
    "/",
    ".",
    ",",
    "，",
    "、",
    "。",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "以来",
    "至今",
    "截至",
    "今年",
    "去年",
    "次年",
    "同年",
    "当日",
    "昨日",
    "上周五",
    "本月",
    "月底",
    "年初\n近",
    "约",
    "超",
    "不超过",
    "以上",
    "左右",
    "多",
    "余",
    "亿",
    "万",
    "千",
    "百",
    "十",
    "元",
    "美元",
    "港元",
    "%",
    "倍",
    "成",
    "个百分点",
    "股",
    "家",
    "人",
    "第",
    "每股",
    "人民币",
    "HK$",
    "$",
    "¥",
    "数",
    "几",
    "两",
    "三",
    "五",
    "〇",
    "零",
    "0",
    "1",
    "2",
    "3",
    "7",
    "12",
    "15",
    "30",
    "31\n2014",
    "2023",
    "98",
    "05",
    "618",
    "双11",
    "春节",
    "国庆",
    "90年代",
    "Q1",
    "H1",
    "FY",
    "T15:37:33",
    "三年",
    "半年",
    "个月",
    "天",
    "周",
    "财年",
    "世纪",
    "拟",
    "将",
    "未",
    "不会",
    "据报道",
    "传",
    "或",
    "如果",
    "认为",
    "终止",
    "收购",
    "告吹",
    "否认\n一",
    "翻番",
    "一半",
    "三分之一",
    "百分之",
    "１",
    "２",
    "％",
    "：",
    "\u3000",
    "億",
    "萬",
    "號",
    "週",
    "兩",
    "٣",
    "²",
    "①",
    "😀",
    "\n",
    "\t",
]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))


@settings(max_examples=300, deadline=None)
@given(texts, days)
def test_dates_of_any_text(text: str, published: date | None) -> None:
    position = 0
    for found in find_dates(text, published):
        assert position <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        position = found.end
        for value in (found.edtf, found.when):
            if value is not None:
                assert is_valid(value), (text, found)
                edtf.parse_edtf(value)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_figures_of_any_text(text: str) -> None:
    position = 0
    for found in find_quantities(text):
        assert position <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert text[found.core_start : found.core_end] == found.core
        position = found.end
        assert found.min is None or found.max is None or found.min <= found.max
        value = as_claim_value(found, None)
        assert value.start is not None and text[value.start : value.end] == value.mention
        assert found.start <= value.start and value.mention
    for part in find_shares(text):
        assert text[part.start : part.end] == part.text


@settings(max_examples=300, deadline=None)
@given(texts, st.integers(0, 60), st.integers(1, 4))
def test_cues_of_any_text(text: str, start: int, length: int) -> None:
    for cue in find_cues(text):
        assert text[cue.start : cue.end] == cue.text
        assert 0 <= cue.scope_start <= cue.scope_end <= len(text)
    if start + length <= len(text):
        _, cue_of = modality_at(text, start, start + length, date(2023, 7, 12), None)
        assert cue_of is None or text[cue_of.start : cue_of.end] == cue_of.text


@given(st.text(max_size=80))
def test_plain_keeps_offsets(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.integers(1, 10**13))
def test_numbers_are_read_as_written(value: int) -> None:
    assert number(str(value)) == number(f"{value:,}") == value
    assert number(_hanzi(value)) == value


def _hanzi(value: int) -> str:
    """A whole number in Chinese characters, written out by the school rule."""
    if value >= 10**8:
        rest = value % 10**8
        return _hanzi(value // 10**8) + "亿" + (("零" if rest < 10**7 else "") + _hanzi(rest) if rest else "")
    if value >= 10**4:
        rest = value % 10**4
        return (
            _section(value // 10**4) + "万" + (("零" if rest < 1000 else "") + _section(rest) if rest else "")
        )
    return _section(value)


def _section(value: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return text


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("一万亿零一亿", 1_000_100_000_000), ("两万三千亿", 2_300_000_000_000), ("三万五", 35_000), ("两千三", 2_300), ("一百五", 150),
        ("一百零五", 105), ("十", 10), ("百万", 1_000_000), ("万亿", 10**12), ("千亿", 10**11), ("叁仟万", 30_000_000), ("三点五亿", 350_000_000),
        ("二〇一四", 2014), ("1亿5000万", 150_000_000), ("2万5千", 25_000), ("12,345.5", 12345.5), ("3.2万亿", 3_200_000_000_000),
        ("", None), ("万一一", None), ("一二百", None), ("亿达", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_numbers_as_news_print_them(printed: str, value: float | None) -> None:
    got = number(printed)
    assert got == value if value is None else got is not None and float(got) == value


@pytest.mark.parametrize("piece", ["甲方和乙方在网上商量商品的样子", "hello, world ", "x1 y22 z333 ", "，。"])
def test_text_without_any_is_passed_over(piece: str) -> None:
    """200,000 characters take no minutes, on a slow day either; how fast it is, the benchmark says."""
    text = piece * (200_000 // len(piece))
    for read in (lambda t: find_dates(t, date(2023, 7, 12)), find_quantities, find_cues):
        begun = time.process_time()
        read(text)
        assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "年",
        "，",
        "一",
        "万亿",
        "将",
        "3月",
        "2014-",
        "1,",
        "《",
        "“",
        " ",
        "据",
        "未",
        "否认",
        "近3亿元",
        "百分之",
        "同年",
        "\n",
    ],
)
def test_cost_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begun = time.process_time()
        find_dates(text, date(2023, 7, 12))
        find_quantities(text)
        find_cues(text)
        return time.process_time() - begun

    seconds(1_000)
    short, long = seconds(4_000), seconds(32_000)
    assert long < 2 or long < 24 * max(short, 0.001), (short, long)
