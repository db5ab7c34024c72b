"""A claim beside its source, with its dates as days and its figures as intervals: what facts are reckoned from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph import dates
from graph.claims import Claim, Value
from graph.figures import Figure, figure
from graph.ids import name_key
from graph.schema import EDGE_BY_TYPE, Modality, Source

_SURENESS = {
    m: n for n, m in enumerate((Modality.ASSERTED, Modality.ANNOUNCED, Modality.REPORTED, Modality.FORECAST))
}
_HELD_WHEN_PUBLISHED = frozenset({Modality.ASSERTED, Modality.REPORTED})


@lru_cache(maxsize=65536)
def _bounds(edtf: str) -> tuple[date | None, date | None]:
    return dates.bounds(edtf)


@lru_cache(maxsize=65536)
def _fineness(edtf: str) -> tuple[int, bool]:
    return dates.fineness(edtf), dates.is_approximate(edtf)


@dataclass(frozen=True, slots=True)
class Span:
    """Days between which something began; None for unbounded."""

    first: date | None
    last: date | None

    def excludes(self, other: Span) -> bool:
        """Whether no day is allowed by both."""
        return _after(self.first, other.last) or _after(other.first, self.last)

    @property
    def order(self) -> tuple[date, date]:
        return self.first or date.min, self.last or date.max


def finest(spans: Iterable[Span]) -> list[Span]:
    """The spans that hold no other of them, in order: 2010/.. says nothing beside 2012."""
    out: list[Span] = []
    least = date.max
    for span in sorted(set(spans), key=lambda s: (s.order[0], -s.order[1].toordinal()), reverse=True):
        last = span.order[1]
        if not out or last < least:
            out.append(span)
            least = last
    return out[::-1]


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim that makes a fact. `first`..`last`: the days on which it lets the fact begin, None for unbounded.

    A claim without a date has no `first`; what it asserts or reports holds at the latest on the day its source was
    published, so that is its `last`. The same day closes a date left open (`2010/..`). An announcement without a date
    is for later than its source, so nothing is known of when.
    """

    claim: Claim
    source: Source | None
    dated: bool
    first: date | None
    last: date | None
    end_first: date | None
    end_last: date | None
    fineness: tuple[int, bool]
    round: str
    stake: Figure | None
    amount: Figure | None

    @property
    def known(self) -> date | None:
        """The day its source was published."""
        return None if self.source is None else self.source.published_on

    @property
    def sureness(self) -> int:
        return _SURENESS[self.claim.modality]

    @property
    def span(self) -> Span:
        return Span(self.first, self.last)

    def excludes(self, other: Statement) -> bool:
        """Whether both are dated and no day is allowed by both."""
        return self.dated and other.dated and self.span.excludes(other.span)

    def figure(self, of: str) -> Figure | None:
        return self.stake if of == "stake" else self.amount


def _after(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and a > b


def statement(claim: Claim, sources: Mapping[str, Source]) -> Statement:
    """A claim and its source, which may be missing (then nothing is known of its publication)."""
    source = sources.get(claim.evidence.source)
    known = None if source is None else source.published_on
    first, last = _bounds(claim.date) if claim.date else (None, None)
    if last is None and claim.modality in _HELD_WHEN_PUBLISHED and not _after(first, known):
        last = known
    end_first, end_last = _bounds(claim.end) if claim.end else (None, None)
    measured = EDGE_BY_TYPE[claim.predicate].type == "METRIC"
    return Statement(
        claim, source, claim.date is not None, first, last, end_first, end_last,
        _fineness(claim.date) if claim.date else (99, False),
        round_key(claim.round), None if measured else _stake(claim), _amount(claim, measured),
    )  # fmt: skip


def round_key(round_: str | None) -> str:
    """`A 轮融资` and `A轮` are one round, `A轮` and `A+轮` two; '' for none named."""
    if not round_:
        return ""
    key = name_key(round_).replace("融资", "").replace("投资", "").removesuffix("轮")
    return key or name_key(round_)


def _stake(claim: Claim) -> Figure | None:
    return next((f for v in claim.values if v.what == "stake" and (f := figure(v)) is not None), None)


def _money(value: Value) -> bool:
    unit = value.unit or ""
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _amount(claim: Claim, measured: bool) -> Figure | None:
    """A measure's figure; of a deal, the money paid, else what else is counted (shares)."""
    if measured:
        return next((f for v in claim.values[:1] if (f := figure(v)) is not None), None)
    rest = [v for v in claim.values if v.what != "stake"]
    for value in [*filter(_money, rest), *rest]:
        if (found := figure(value)) is not None:
            return found
    return None
