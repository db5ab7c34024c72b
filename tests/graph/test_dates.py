"""EDTF dates as days, with the edtf package as the oracle."""

from __future__ import annotations

from datetime import date

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import (
    DateError,
    bounds,
    compatible,
    contains,
    display_zh,
    fineness,
    is_approximate,
    is_valid,
    precision,
)


@pytest.mark.parametrize(
    ("text", "first", "last", "how"),
    [
        ("2005", "2005-01-01", "2005-12-31", "year"),
        ("2022-08", "2022-08-01", "2022-08-31", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023-07-15", "2023-07-15", "2023-07-15", "day"),
        ("2023-07-15T18:00:00", "2023-07-15", "2023-07-15", "time"),
        ("2023-07-15T18:00:00+08:00", "2023-07-15", "2023-07-15", "time"),
        ("2023-33", "2023-01-01", "2023-03-31", "quarter"),
        ("2023-36", "2023-10-01", "2023-12-31", "quarter"),
        ("2023-40", "2023-01-01", "2023-06-30", "half"),
        ("2023-41", "2023-07-01", "2023-12-31", "half"),
        ("2023-39", "2023-09-01", "2023-12-31", "third"),
        ("2023-22", "2023-06-01", "2023-08-31", "season"),
        ("2023-24", "2023-12-01", "2024-02-29", "season"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2004-XX", "2004-01-01", "2004-12-31", "year"),
        ("2004-06-XX", "2004-06-01", "2004-06-30", "month"),
        ("XXXX-03-10", None, None, "unknown"),
        ("2010/..", "2010-01-01", None, "open"),
        ("2010/", "2010-01-01", None, "open"),
        ("../2015", None, "2015-12-31", "open"),
        ("2014-03/2014-05", "2014-03-01", "2014-05-31", "interval"),
        ("2014-03-05/2015", "2014-03-05", "2015-12-31", "interval"),
        ("2018~", "2016-12-31", "2020-01-01", "year"),
        ("2023-07-12~", "2023-06-28", "2023-07-26", "day"),
        ("2020~/2023-07-12", "2018-12-31", "2023-07-12", "interval"),
    ],
)
def test_bounds_and_precision(text: str, first: str | None, last: str | None, how: str) -> None:
    got = bounds(text)
    assert [d and d.isoformat() for d in got] == [first, last]
    assert precision(text) == how
    assert is_valid(text)
    assert is_approximate(text) == ("~" in text)


@pytest.mark.parametrize(
    "text",
    ["", "..", "../..", "/", "abc", "2023-7", "2023-13", "2023-00", "2023-02-30", "2023-07-15T25:00:00", "2023-07-15T18:00",
     "2024/2023", "2023-33-01", "19X5", "X999", "20233", "2023-07-15/2023-07-14", "XXXX-02-31", "２０２３", "2023 ", "0000", "2023-33/..", "../199X", "2023-XX/2024"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert not is_valid(text)
    for function in (bounds, precision, display_zh, is_approximate, fineness):
        with pytest.raises(DateError):
            function(text)


points = st.one_of(
    st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat),
    st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(lambda d: d.isoformat()[:7]),
    st.integers(1000, 2999).map(str),
    st.tuples(st.integers(1000, 2999), st.sampled_from([21, 22, 23, 33, 34, 35, 36, 40, 41])).map(lambda p: f"{p[0]}-{p[1]}"),
    st.integers(100, 299).map(lambda d: f"{d}X"),
)  # fmt: skip


@settings(deadline=None)
@given(points)
def test_points_agree_with_the_oracle(text: str) -> None:
    oracle = edtf.parse_edtf(text)
    first, last = bounds(text)
    assert first is not None and last is not None
    assert first.timetuple()[:3] == tuple(oracle.lower_strict()[:3])
    assert last.timetuple()[:3] == tuple(oracle.upper_strict()[:3])


plain_points = points.filter(lambda text: "X" not in text and not (len(text) == 7 and int(text[5:]) > 12))


@settings(deadline=None)
@given(plain_points, plain_points)
def test_intervals_agree_with_the_oracle(a: str, b: str) -> None:
    text = f"{a}/{b}"
    (first, _), (_, last) = bounds(a), bounds(b)
    assert is_valid(text) == (first is not None and last is not None and first <= last)
    if is_valid(text):
        edtf.parse_edtf(text)
        assert bounds(text) == (first, last)


@settings(deadline=None)
@given(st.text("0123456789X-/.~?%T:Z+", max_size=24))
def test_what_we_accept_the_oracle_accepts(text: str) -> None:
    if is_valid(text):
        edtf.parse_edtf(text)


@given(points, points)
def test_compatible_is_overlap(a: str, b: str) -> None:
    (a1, a2), (b1, b2) = bounds(a), bounds(b)
    assert a1 and a2 and b1 and b2
    assert compatible(a, b) == compatible(b, a) == (max(a1, b1) <= min(a2, b2))
    assert compatible(a, a) and contains(a, a)
    if contains(a, b):
        assert compatible(a, b)


def test_compatible_with_open_ends_and_margins() -> None:
    assert compatible("2010/..", "2023-07-15")
    assert not compatible("2010/..", "2009")
    assert compatible("../2015", "2015-12")
    assert compatible("2018~", "2019-05")
    assert not compatible("2018", "2019-05")
    assert compatible("2022-12~", "2023-01-10")
    assert contains("2010/..", "2012") and not contains("2012", "2010/..")
    assert contains("../2015", "../2014") and not contains("../2014", "../2015")


def test_finer_dates_rank_first() -> None:
    order = [
        "2023-07-15T18:00:00",
        "2023-07-15",
        "2023-07",
        "2023-21",
        "2023-33",
        "2023-40",
        "2023",
        "202X",
        "20XX",
        "2022/2023",
        "2022/..",
    ]
    assert [fineness(d) for d in order] == sorted(fineness(d) for d in order)
    assert len({fineness(d) for d in order}) == len(order)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2023-07-15", "2023年7月15日"),
        ("2023-07-15T18:00:00", "2023年7月15日"),
        ("2022-08", "2022年8月"),
        ("2005", "2005年"),
        ("2023-33", "2023年第一季度"),
        ("2023-41", "2023年下半年"),
        ("2023-24", "2023年冬季"),
        ("199X", "20世纪90年代"),
        ("200X", "21世纪00年代"),
        ("19XX", "20世纪"),
        ("2010/..", "2010年起"),
        ("../2015-06", "2015年6月及以前"),
        ("2014-03/2014-05", "2014年3月至2014年5月"),
        ("2018~", "2018年左右"),
        ("2018?", "2018年（存疑）"),
        ("XXXX-03-10", "年份不详3月10日"),
    ],
)
def test_in_chinese(text: str, shown: str) -> None:
    assert display_zh(text) == shown
