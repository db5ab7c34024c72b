"""When: the dates and times that a Chinese text prints, as EDTF.

A date without a year is the latest that does not lie more than 60 days after publication, unless the sentence is
about another year (2014年3月…，5月…). 次年 同年 当日 count from the date before them in the text, 去年 昨日 上周五
from publication. What cannot be known is left without a value, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from loaders.expressions.date_context import DateContext
from loaders.expressions.date_reader import Reader
from loaders.expressions.numerals import plain

SINCE = re.compile("至今|以来|以後|以后|迄今|來$|来$")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """text[start:end], and what it says.

    kind: `day` `month` `year` `quarter` `half` `season` `decade` `fiscal` `festival` (a period of the calendar),
    `range` (from A to B), `open` (A 起, A 以来, A 至今), `after` (A 后), `before` (A 前), `as_of` (截至 A), `deadline`
    (年底 in 年底前: the value is that of 年底), `now` (目前), `vague` (近日), `recurring` (每年3月), `duration` (一年多).
    edtf: the value, None where the text and the context do not settle it. relative: it counts from publication;
    anaphor: from the date before it. duration: ISO 8601 for spans, with `+` where the text says more (`P1Y+`). since: of 二季度起 and 截至一季度 the quarter itself.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    kind: str
    relative: bool = False
    anaphor: bool = False
    duration: str | None = None
    since: str | None = None

    @property
    def when(self) -> str | None:
        """EDTF for something that happened or began then: the start of 7月15日起, the day of 截至…, days without a clock.

        2010年至今 and 2010年以来 stay open: what happened in that time need not have begun with it.

        None for a span, 每年, and 目前 (which says that something holds, not when it began).
        """
        if self.edtf is None or self.kind in {"duration", "recurring", "now"}:
            return None
        value = re.sub(r"T[^/]*", "", self.edtf)
        if self.kind == "open" and not SINCE.search(self.text):
            return self.since or value.removesuffix("/..")
        if self.kind == "as_of":
            quarter = self.since is not None and re.fullmatch(r"[0-9]{4}-(?:3[3-6]|4[01])", self.since)
            return self.since if quarter else value.removeprefix("../")
        if self.kind == "deadline":
            return f"../{value.rpartition('/')[2]}"
        return value


def find_dates(
    text: str, published: date | None, *, start: int = 0, end: int | None = None, last: str | None = None
) -> list[TimeExpression]:
    """The time expressions of text[start:end], in order, none overlapping.

    `published`: the day relative words count from; without it they keep their kind and have no value. `last`: EDTF of
    the last explicit date before `start`, for 同年 and the like. Offsets are into `text`.
    """
    limit = len(text) if end is None else min(end, len(text))
    reader = Reader(DateContext(plain(text[:limit]), published, last))
    return [
        TimeExpression(
            f.start, f.end, text[f.start : f.end], f.edtf, f.kind, f.relative, f.anaphor, f.duration, f.since
        )
        for f in reader.scan(max(start, 0), limit)
    ]
