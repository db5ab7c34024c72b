"""Dates in figures and Latin letters: 2014-03-10, 2014.03-2015.06, 20140310, FY2021, 2022Q4, 4Q22, July 12, 2023."""

from __future__ import annotations

import re

from loaders.expressions.date_parts import Parts

_YEAR = r"(?P<y>(?:1[89]|20|21)[0-9][0-9])"
_DAY = re.compile(
    _YEAR + r"(?P<sep>[-./])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12][0-9]|3[01]|[1-9])"
    r"(?![0-9%]|[./][0-9]|-(?!19|20)[0-9]|[-/]?[A-SU-Za-z])(?:日|号)?"
)
# eight digits are a date only where nothing else touches them
_COMPACT = re.compile(
    r"(?P<y>(?:19|20)[0-9][0-9])(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9.%]|\w|-[0-9])"
)
_MONTH = re.compile(
    r"(?P<y>(?:19|20)[0-9][0-9])(?P<sep>[-/])(?P<m>0[1-9]|1[0-2])(?![0-9-]|/[0-9]|年|赛|学|财|\.[0-9]|[A-Za-z%])"
)
# 2014.3 is a number like any other unless it opens a clause, stands in brackets or in a range of such
_DOT_MONTH = re.compile(
    r"(?P<y>(?:19|20)[0-9][0-9])[./](?P<m>0[1-9]|1[0-2]|[1-9])(?=(?P<range>[-~至到]{1,2}(?:(?:19|20)[0-9][0-9][./](?:0[1-9]|1[0-2])(?![0-9])|今))|[)）]|[，,：:](?![0-9]))"
)
_YEARS = re.compile(r"(?P<a>(?:19|20)[0-9]{2})[-~]{1,2}(?P<b>(?:19|20)[0-9]{2})(?=[，,)）：:\s]|期间)")
_QUARTERS = (
    re.compile(r"(?P<y>(?:19|20)[0-9]{2}) (?P<k>[QH])(?P<n>[1-4])(?![A-Za-z0-9])"),
    re.compile(r"(?P<n>[1-4])(?P<k>[QH]) ?'?(?P<y>(?:20)?[0-9]{2})(?![A-Za-z0-9])"),
    re.compile(r"(?P<k>[QH])(?P<n>[1-4]) (?P<y>20[0-9]{2})(?![A-Za-z0-9年])"),
    re.compile(r"(?P<y>[12][0-9])(?P<k>[QH])(?P<n>[1-4])(?![A-Za-z0-9])"),
)
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMED = r"(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{1,6})?\.?"
_ENGLISH = (
    re.compile(_NAMED + r" (?P<d>[0-3]?[0-9])(?:st|nd|rd|th)?,? (?P<y>(?:19|20)[0-9]{2})(?![0-9])"),
    re.compile(r"(?P<d>[0-3]?[0-9])(?:st|nd|rd|th)? " + _NAMED + r",? (?P<y>(?:19|20)[0-9]{2})(?![0-9])"),
    re.compile(_NAMED + r",? (?P<y>(?:19|20)[0-9]{2})(?![0-9])(?P<d>)"),
)
_YEAR_BEFORE_QUARTER = re.compile(
    r"(?P<y>(?:19[89]|20[0-9])[0-9])(?=[QH][1-4](?![A-Za-z0-9])|[上下]半年|全年|第?[一二三四1-4]季度|双1[12]|双十|618|春节|[春夏秋冬]季)"
)
# 成立于2001，: a year without 年
_FOUNDING_YEAR = re.compile(r"(?<=[立办建设始生]于)(?P<y>(?:1[89]|20)[0-9]{2})(?=[，,。；;、)）]|$)")
_FISCAL = re.compile(r"FY[ ']?(?P<y>(?:19|20)?[0-9][0-9])(?![0-9A-Za-z])")
_CLAUSE_START = frozenset('，,。；;！!？?\n \t“"（(：:、》」】|')


def numeric_at(text: str, at: int, *, joined: bool) -> Parts | None:
    """The date in figures at `at` in plain text, or None. `joined`: it is the second half of a range."""
    if text[at] == "F":
        found = _FISCAL.match(text, at)
        if found is None or (at and text[at - 1].isascii() and text[at - 1].isalnum()):
            return None
        year = int(found["y"])
        return Parts(at, found.end(), year=year if year > 99 else 2000 + year, fiscal=True)
    if not text[at].isascii():
        return None
    named = _lettered(text, at)
    if named is not None:
        return named
    if not "0" <= text[at] <= "9":
        return None
    before = text[at - 1] if at else ""
    if (
        before
        and not (joined and before == "-")
        and (before in "./-_$¥=+" or (before.isascii() and before.isalnum()))
    ):
        return None
    found = _DAY.match(text, at)
    if found:
        return Parts(at, found.end(), year=int(found["y"]), month=int(found["m"]), day=int(found["d"]))
    alone = not before or before in _CLAUSE_START or joined
    found = _COMPACT.match(text, at)
    if found and alone:
        return Parts(at, found.end(), year=int(found["y"]), month=int(found["m"]), day=int(found["d"]))
    found = _YEARS.match(text, at)
    if found and alone and int(found["a"]) < int(found["b"]):
        return Parts(at, found.end(), years=(int(found["a"]), int(found["b"])))
    found = _MONTH.match(text, at)
    if found:
        return Parts(at, found.end(), year=int(found["y"]), month=int(found["m"]))
    found = _DOT_MONTH.match(text, at)
    if found and alone and (found["range"] is None or len(found["m"]) == 2 or found["range"].endswith("今")):
        return Parts(at, found.end(), year=int(found["y"]), month=int(found["m"]))
    found = _YEAR_BEFORE_QUARTER.match(text, at) or _FOUNDING_YEAR.match(text, at)
    if found:
        return Parts(at, found.end(), year=int(found["y"]))
    return None


def _lettered(text: str, at: int) -> Parts | None:
    """July 12, 2023 · 12 July 2023 · 2022 Q4 · 4Q22 · 1H23."""
    before = text[at - 1] if at else ""
    if before and ((before.isascii() and before.isalnum()) or before in "./-_"):
        return None
    for pattern in _ENGLISH:
        found = pattern.match(text, at)
        if found:
            day = int(found["d"]) if found["d"] else None
            return Parts(
                at, found.end(), year=int(found["y"]), month=_MONTH_NAMES.index(found["m"]) + 1, day=day
            )
    for pattern in _QUARTERS:
        found = pattern.match(text, at)
        if found and (found["k"] == "Q" or int(found["n"]) < 3):
            year, number = int(found["y"]), int(found["n"])
            division = 32 + number if found["k"] == "Q" else 39 + number
            return Parts(at, found.end(), year=year if year > 99 else 2000 + year, division=division)
    return None
