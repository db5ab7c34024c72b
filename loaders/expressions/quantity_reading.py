"""A figure while it is read, and the hedges that make it a bound. Works on plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.alternatives import longest_first
from loaders.expressions.figures import SP, Figure
from loaders.expressions.units import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    LOWER_AFTER,
    LOWER_BEFORE,
    UPPER_AFTER,
    UPPER_BEFORE,
)  # fmt: skip


@dataclass(slots=True)
class Reading:
    """A figure with its unit and bounds. shape: exact, range, vague; bound: upper, lower, about, or None.

    [core_start:core_end] is the number with its unit; prefix_start is where a currency sign before it begins when no
    unit follows, hedge_start and hedge_word the hedge before all of it.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str | None
    kind: str
    shape: str = "exact"
    bound: str | None = None
    prefix_start: int | None = None
    hedge_start: int | None = None
    hedge_word: str = ""


HEDGE_BEFORE = re.compile(rf"(?P<w>{longest_first((*UPPER_BEFORE, *LOWER_BEFORE, *ABOUT_BEFORE))}){SP}$")
_HEDGE_AFTER = re.compile(rf"{SP}(?P<w>{longest_first((*LOWER_AFTER, *UPPER_AFTER, *ABOUT_AFTER))})")
_FROM = re.compile(r"起(?![诉步源家草点投来])")
# 上亿 is a bound, 线上亿元 and 以上百家 are not; so for the other hedges of one character
_NOT_AFTER = {
    "上": frozenset("以线网之加乘历月周年早晚"),
    "过": frozenset("通经超不越渡度路透难错见历"),
    "近": frozenset("最附临靠走拉亲"),
    "约": frozenset("签违节预纽条制"),
}


def hedge_before(text: str, at: int, *, bare: bool) -> tuple[str, int] | None:
    """(hedge, where it begins) right before `at`; 上 only before a bare scale (上亿, 上百家)."""
    head = text[max(0, at - 8) : at]
    found = HEDGE_BEFORE.search(head)
    if found is None:
        return None
    word, begin = found["w"], at - len(head) + found.start()
    lead = text[begin - 1] if begin else ""
    if (word == "上" and not bare) or lead in _NOT_AFTER.get(word, frozenset()):
        return None
    return word, begin


def bounded(text: str, reading: Reading, figure: Figure | None, floor: int) -> Reading:
    """The reading with the hedges around it taken in, those before it down to `floor`."""
    bare = figure is not None and figure.bare
    before = hedge_before(text, reading.start, bare=bare)
    if before is not None and before[1] < floor:
        before = None
    if before is None and figure is not None and reading.start < figure.start:  # 人民币约1.5亿元
        before = hedge_before(text, figure.start, bare=bare)
        if before is not None and before[1] <= reading.start:
            before = None
    if before is not None:
        word, begin = before
        kind = "upper" if word in UPPER_BEFORE else "lower" if word in LOWER_BEFORE else "about"
        reading.bound = "about" if reading.bound and kind == "upper" else reading.bound or kind
        if begin < reading.start:
            reading.start = reading.hedge_start = begin
            reading.hedge_word = word
    after = _HEDGE_AFTER.match(text, reading.end)
    if after is not None and _hedges(text, after):
        word = after["w"]
        kind = "upper" if word in UPPER_AFTER else "lower" if word in LOWER_AFTER else "about"
        reading.bound = kind if reading.bound in {None, "about"} else reading.bound
        reading.end = after.end()
    elif reading.kind in {"money", "per_share"} and _FROM.match(text, reading.end):
        reading.bound, reading.end = reading.bound or "lower", reading.end + 1
    return reading


def _hedges(text: str, found: re.Match[str]) -> bool:
    """Whether a word after a figure is its hedge: not 以下简称, not 10+5, and 多 and 余 only inside a figure."""
    word, following = found["w"], text[found.end() : found.end() + 1]
    if word in {"多", "余", "许"} or (word == "以下" and following in set("简称是为")):
        return False
    return not (word == "+" and following.isdigit())
