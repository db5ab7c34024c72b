"""Figures as intervals: whether two printed figures can be the same value.

近3亿 and 2.9亿 agree, 15% and 15.2% agree (both round to 15), 15% and 20% do not.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import lru_cache

from graph.claims import Value

# 近3亿 is a little under 3亿; how little no source says, a fifth is this project's convention
_NEARLY = re.compile(r"^(?:将近|接近|近|逼近)")
_NEARLY_LOW = 0.8
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: what it measures, in which unit, and the closed interval of values it can stand for.

    Two are equal when unit and interval are.
    """

    what: str | None = field(compare=False)
    unit: str | None
    amount: float | None = field(compare=False)
    low: float
    high: float
    mention: str = field(compare=False)

    @property
    def width(self) -> float:
        """How imprecise the figure is, relative to its size; infinite where one side is open."""
        if math.isinf(self.high) or math.isinf(self.low):
            return math.inf
        size = max(abs(self.high), abs(self.low))
        return 0.0 if size == 0 else (self.high - self.low) / size

    def agrees(self, other: Figure) -> bool:
        """Whether both can be one value. Figures in different units cannot be compared, so they agree."""
        if (self.unit or "") != (other.unit or ""):
            return True
        slack = 1e-9 * max(abs(x) for x in (1.0, *self._finite(), *other._finite()))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def _finite(self) -> list[float]:
        return [x for x in (self.low, self.high) if math.isfinite(x)]


def figure(value: Value) -> Figure | None:
    """The interval of a value, or None where it holds no number."""
    amount = None if value.amount is None else float(value.amount)
    low = None if value.min is None else float(value.min)
    high = None if value.max is None else float(value.max)
    if amount is None and low is None and high is None:
        return None
    if low is None and high is None:
        assert amount is not None
        slack = _rounding(value.mention, amount)
        low, high = amount - slack, amount + slack
    elif low is None and high is not None and _NEARLY.match(value.mention):
        low = high * _NEARLY_LOW if high > 0 else None
    low, high = (-math.inf if low is None else low), (math.inf if high is None else high)
    if low > high:
        low, high = high, low
    return Figure(value.what, value.unit, amount, low, high, value.mention)


@lru_cache(maxsize=8192)
def _rounding(mention: str, amount: float) -> float:
    """Not quite half a unit of the last significant digit printed, so that 15 and 16 differ; zeros at the end count as
    rounded from the third digit on.
    """
    found = _NUMBER.search(mention)
    if found is None or amount == 0:
        return 0.0
    printed = found[0].replace(",", "")
    number = float(printed)
    if number == 0:
        return 0.0
    decimals = len(printed.partition(".")[2])
    unit = 10.0**-decimals
    if decimals == 0:
        digits = printed.lstrip("0")
        zeros = len(digits) - len(digits.rstrip("0"))
        unit = 10.0 ** min(zeros, max(0, len(digits) - 2))
    return abs(0.49 * unit * amount / number)
