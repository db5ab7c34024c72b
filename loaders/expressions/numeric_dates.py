"""Dates in figures: 2014-03-10, 2014/3/10, 2014.03-2015.06, 20140310, 2023-07-12T15:37:33, FY2021, 2022Q4."""

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
_YEAR_BEFORE_QUARTER = re.compile(r"(?P<y>(?:19|20)[0-9][0-9])(?=[QH][1-4](?![A-Za-z0-9]))")
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
    found = _MONTH.match(text, at)
    if found:
        return Parts(at, found.end(), year=int(found["y"]), month=int(found["m"]))
    found = _DOT_MONTH.match(text, at)
    if found and alone and (found["range"] is None or len(found["m"]) == 2 or found["range"].endswith("今")):
        return Parts(at, found.end(), year=int(found["y"]), month=int(found["m"]))
    found = _YEAR_BEFORE_QUARTER.match(text, at)
    if found:
        return Parts(at, found.end(), year=int(found["y"]))
    return None
