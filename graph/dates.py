"""EDTF dates (ISO 8601-2) as days: what a date string allows, how precise it is, whether two can both be true.

Understood: `2005`, `2022-08`, `2023-07-15`, `2023-07-15T18:00:00`, seasons `2023-21`…`24`, quarters `2023-33`…`36`,
thirds `2023-37`…`39`, halves `2023-40`/`41`, decades and centuries (`199X`, `19XX`), masked months and days
(`2004-XX`, `2004-06-XX`), the marks `~ ? %` after any of these, and intervals of years, months and days with open ends
(`2010/..`, `../2015`, `2014-03/2014-05`). No set, no year beyond four digits, no quarter or mask inside an interval
(EDTF has none there either).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

# first and last month of the divisions of a year that EDTF numbers 21 to 41; the seasons are the northern ones,
# winter being the December to February that begins in the year named
_DIVISIONS: dict[int, tuple[int, int]] = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
_NAMES_ZH = {
    21: "春季", 22: "夏季", 23: "秋季", 24: "冬季",
    33: "第一季度", 34: "第二季度", 35: "第三季度", 36: "第四季度",
    37: "前四个月", 38: "中间四个月", 39: "后四个月", 40: "上半年", 41: "下半年",
}  # fmt: skip

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX)(?P<time>T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}(?::\d{2})?)?)?)?)?"
    r"(?P<mark>[~?%])?",
    re.ASCII,
)
# how far a date marked ~, ? or % may be off, by precision; a convention of this project (EDTF names no margin):
# 近日 is about two weeks, 2018年前后 a year either way
_MARGIN = {
    "time": 14,
    "day": 14,
    "month": 31,
    "season": 92,
    "quarter": 92,
    "third": 92,
    "half": 183,
    "year": 366,
}
_FINENESS = (
    "time", "day", "month", "season", "quarter", "third", "half", "year", "decade", "century",
    "interval", "open", "unknown",
)  # fmt: skip


class DateError(ValueError):
    """A string that is not a date of the kinds above."""


class _Point:
    """One side of an interval, or a date that is none: its first and last day (None: any) and its parts."""

    __slots__ = ("day", "earliest", "latest", "mark", "month", "precision", "year")

    def __init__(self, text: str) -> None:
        found = _POINT.fullmatch(text)
        if found is None:
            raise DateError(f"{text!r} is not an EDTF date of the kinds this project uses")
        year, month, day, time, mark = found.group("year", "month", "day", "time", "mark")
        if time and (int(time[1:3]) > 23 or int(time[4:6]) > 59 or int(time[7:9]) > 59 or mark):
            raise DateError(f"{text!r} has no such time of day")
        self.year, self.month, self.day, self.mark = year, month, day, mark
        try:
            self.precision, self.earliest, self.latest = _read(year, month, day, bool(time))
        except ValueError as error:
            raise DateError(f"{text!r} names no day of the calendar") from error

    @property
    def plain(self) -> bool:
        """Whether it is a year, a month or a day in digits: what an interval may be made of."""
        return (
            self.precision in {"time", "day", "month", "year"}
            and "X" not in f"{self.year}{self.month}{self.day}"
        )

    def bounds(self) -> tuple[date | None, date | None]:
        earliest, latest = self.earliest, self.latest
        if self.mark:
            margin = timedelta(_MARGIN.get(self.precision, 366))
            earliest = earliest and date.fromordinal(max(1, earliest.toordinal() - margin.days))
            latest = latest and date.fromordinal(min(date.max.toordinal(), latest.toordinal() + margin.days))
        return earliest, latest


def _read(year: str, month: str | None, day: str | None, timed: bool) -> tuple[str, date | None, date | None]:
    if "X" in year:
        if year == "XXXX":
            if month not in {None, "XX"} and not 1 <= int(month or 1) <= 12:
                raise ValueError(month)
            if month not in {None, "XX"} and day not in {None, "XX"}:
                date(2000, int(month or 1), int(day or 1))
            return "unknown", None, None
        if month is not None:
            raise ValueError(month)
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return ("decade" if year[2] != "X" else "century"), date(max(low, 1), 1, 1), date(high, 12, 31)
    number = int(year)
    if month is None or month == "XX":
        if day not in {None, "XX"}:
            raise ValueError(day)
        return "year", date(number, 1, 1), date(number, 12, 31)
    part = int(month)
    if part > 12:
        if day is not None or part not in _DIVISIONS:
            raise ValueError(month)
        first, last = _DIVISIONS[part]
        end_year, end_month = number + (last > 12), (last - 1) % 12 + 1
        kind = "season" if part < 33 else "quarter" if part < 37 else "third" if part < 40 else "half"
        return kind, date(number, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
    if day is None or day == "XX":
        return "month", date(number, part, 1), date(number, part, monthrange(number, part)[1])
    exact = date(number, part, int(day))
    return ("time" if timed else "day"), exact, exact


def _sides(edtf: str) -> tuple[_Point | None, _Point | None]:
    """Both sides of an interval (None: open), or the one date twice; a side that ends before it begins is an error."""
    left, slash, right = edtf.partition("/")
    if not slash:
        point = _Point(edtf)
        return point, point
    begin = None if left in {"", ".."} else _Point(left)
    end = None if right in {"", ".."} else _Point(right)
    if any(side is not None and not side.plain for side in (begin, end)):
        raise DateError(f"{edtf!r} has a quarter, a decade or a masked date as its beginning or end")
    if begin is None and end is None:
        raise DateError(f"{edtf!r} is open at both ends")
    if begin and end and begin.earliest and end.latest and begin.earliest > end.latest:
        raise DateError(f"{edtf!r} ends before it begins")
    return begin, end


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that `edtf` allows; None for an open end. Dates marked ~ ? % reach a margin further.

    Raises `DateError` (a ValueError) on what is no such date.
    """
    begin, end = _sides(edtf)
    return (begin.bounds()[0] if begin else None), (end.bounds()[1] if end else None)


def is_valid(edtf: str) -> bool:
    """Whether `bounds` understands the string."""
    try:
        _sides(edtf)
    except DateError:
        return False
    return True


def precision(edtf: str) -> str:
    """`time`, `day`, `month`, `season`, `quarter`, `third`, `half`, `year`, `decade`, `century`, `interval`, `open`
    (an interval without one end) or `unknown` (the year is masked); raises `DateError`.
    """
    begin, end = _sides(edtf)
    if begin is None or end is None:
        return "open"
    return begin.precision if begin is end else "interval"


def fineness(edtf: str) -> int:
    """Rank of the precision, finest first (0: a time of day); to pick the most precise of several dates."""
    return _FINENESS.index(precision(edtf))


def is_approximate(edtf: str) -> bool:
    """Whether the date, or a side of it, is marked `~`, `?` or `%`."""
    return any(point is not None and point.mark is not None for point in _sides(edtf))


def compatible(a: str, b: str) -> bool:
    """Whether both can be true of one event: some day is allowed by both."""
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    return not (a_first and b_last and a_first > b_last) and not (b_first and a_last and b_first > a_last)


def contains(outer: str, inner: str) -> bool:
    """Whether every day that `inner` allows is one that `outer` allows."""
    (o_first, o_last), (i_first, i_last) = bounds(outer), bounds(inner)
    return (o_first is None or (i_first is not None and o_first <= i_first)) and (
        o_last is None or (i_last is not None and i_last <= o_last)
    )


def _point_zh(point: _Point) -> str:
    year = point.year
    if point.precision == "decade":
        text = f"{int(year[:2]) + 1}世纪{year[2]}0年代"
    elif point.precision == "century":
        text = f"{int(year[:2]) + 1}世纪"
    elif point.precision == "unknown":
        text = "年份不详"
    else:
        text = f"{int(year)}年"
    if point.month and point.month != "XX":
        month = int(point.month)
        text += _NAMES_ZH[month] if month > 12 else f"{month}月"
        if point.day and point.day != "XX":
            text += f"{int(point.day)}日"
    return text + ("左右" if point.mark in {"~", "%"} else "（存疑）" if point.mark == "?" else "")


def display_zh(edtf: str) -> str:
    """The date in Chinese, for tables and pages: 2023年7月15日, 2023年第一季度, 2010年起, 2015年及以前, 2018年左右."""
    begin, end = _sides(edtf)
    if begin is not None and end is not None:
        return _point_zh(begin) if begin is end else f"{_point_zh(begin)}至{_point_zh(end)}"
    return f"{_point_zh(begin)}起" if begin else f"{_point_zh(end)}及以前" if end else ""
