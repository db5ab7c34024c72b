"""How much: the figures that a Chinese text prints, as numbers with units and bounds.

近亿元 is at most 100,000,000 CNY, 破百亿 at least 10^10, 数千万 between 10^7 and 10^8, 10-20亿 a range. A figure
without currency keeps unit None: it is not made yuan because money is likely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from graph.claims import Value
from loaders.expressions.numerals import plain
from loaders.expressions.quantity_grammar import Reader
from loaders.expressions.quantity_reading import Reading
from loaders.expressions.units import KEPT_HEDGES

Number = int | float


@dataclass(frozen=True, slots=True)
class Quantity:
    """text[start:end], hedges and all; `core` is the number with its unit as printed, text[core_start:core_end].

    kind: `money`, `per_share` (每股12.65澳元), `percent`, `pp` (percentage points), `ratio` (三成, 四分之一, 一半: amount
    in percent), `multiple` (8倍: amount 8), `ordinal` (第二), `count`. unit: ISO 4217, `percent`, `pp`, `x`, `rank`, the
    counted thing, or None where none is printed. amount: the printed figure, the lower end of a range. min, max: equal
    to amount for an exact figure and for one that is `about` right, one of them None for an open bound.
    hedge: `about`, `upper`, `lower`, `range`, `vague` (数千万), or None. mention: what a claim quotes for it.
    """

    start: int
    end: int
    text: str
    core: str
    core_start: int
    core_end: int
    amount: Number | None
    unit: str | None
    min: Number | None
    max: Number | None
    kind: str
    hedge: str | None = None
    mention_start: int = 0
    mention_end: int = 0


def find_quantities(text: str, *, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The figures of text[start:end] with a unit, a scale (万 亿) or a `+`, in order; offsets are into `text`.

    Dates, times, spans of time, codes, versions and telephone numbers are none.
    """
    limit = len(text) if end is None else min(end, len(text))
    reader = Reader(plain(text[:limit]))
    return [_quantity(text, reading) for reading in reader.scan(start, limit)]


def find_shares(text: str, *, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Parts of a whole: percentages, 三成, 三分之一, 过半数, and 全部股权 as 100 percent."""
    limit = len(text) if end is None else min(end, len(text))
    found = [q for q in find_quantities(text, start=start, end=end) if q.kind in {"percent", "ratio"}]
    for whole in _WHOLE.finditer(text, start, limit):
        a, b = whole.span()
        if not any(q.start < b and a < q.end for q in found):
            found.append(
                Quantity(
                    a, b, whole.group(), whole.group(), a, b, 100, "percent", 100, 100, "percent", None, a, b
                )
            )
    return sorted(found, key=lambda q: q.start)


_WHOLE = re.compile(
    r"(?:全部|所有|全數)(?=(?:的)?(?:已发行|已發行|剩余|剩餘)?(?:股权|股份|权益|股權|權益|股本))"
)


def as_claim_value(quantity: Quantity, what: str | None) -> Value:
    """The figure as a claim carries it: multiples as percent (超8倍: 800, min 800), bounds only where not exact.

    The mention is the number with its unit, and with 逾, 不低于, 至多 and their like, which annotators count as part
    of a figure; 约, 近, 超 and 不超过 are left out.
    """
    amount, low, high, unit = quantity.amount, quantity.min, quantity.max, quantity.unit
    if quantity.kind == "multiple":
        less = 100 if quantity.core.startswith("翻") else 0  # 翻番 is twice as much: 100 percent more
        amount, low, high = (_times(value, less) for value in (amount, low, high))
        unit = "percent"
    if quantity.hedge in {None, "about"}:
        low = high = None
    return Value(
        amount=amount, unit=unit, what=what, min=low, max=high,
        mention=quantity.text[quantity.mention_start - quantity.start : quantity.mention_end - quantity.start],
        start=quantity.mention_start, end=quantity.mention_end,
    )  # fmt: skip


def _times(value: Number | None, less: int) -> Number | None:
    return None if value is None else _exact(Decimal(str(value)) * 100 - less)


def _exact(value: Decimal) -> Number:
    """An int where the figure is whole, else the float nearest to it."""
    return int(value) if value == value.to_integral_value() else float(value)


def _quantity(text: str, reading: Reading) -> Quantity:
    low: Decimal | None = reading.low
    high: Decimal | None = reading.high
    hedge: str | None = None
    if reading.bound == "upper":
        low, hedge = None, "upper"
    elif reading.bound == "lower":
        high, hedge = None, "lower"
    elif reading.shape in {"range", "vague"}:
        hedge = reading.shape
    elif reading.bound == "about":
        hedge = "about"
    amount = reading.high if reading.bound == "upper" and reading.shape == "range" else reading.value
    mention_start = reading.core_start
    if reading.prefix_start is not None:
        mention_start = reading.prefix_start
    if (
        reading.hedge_start is not None
        and text[reading.hedge_start : reading.core_start]
        and reading.hedge_word in KEPT_HEDGES
    ):
        mention_start = reading.hedge_start
    return Quantity(
        reading.start, reading.end, text[reading.start : reading.end],
        text[reading.core_start : reading.core_end], reading.core_start, reading.core_end,
        _exact(amount), reading.unit,
        None if low is None else _exact(low), None if high is None else _exact(high),
        reading.kind, hedge, mention_start, reading.core_end or reading.end,
    )  # fmt: skip
