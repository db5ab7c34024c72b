"""What a fact is taken to be, given its claims: the claim shown, and the days between which the fact began and ended.

The claim shown is the one that was chosen by a decision, else the most precise of the largest group of claims that can
all hold (by sources, then by claims). The days follow from all claims: those that agree narrow each other (2014 and 2014-03-10 give
2014-03-10); contradictory ones leave open everything from the earliest to the latest of them (the precise ones: 2010/..
does not blur 2012 and 2014-03-10), until one is chosen. A
state (OPERATES, ROLE, COMPETES_WITH) that sources date differently has begun by the earliest.
A claim without a date says only that the fact held when its source came out; beside a dated one it adds no day.

Claims that say the same are counted together, so that the cost follows the number of different dates (figures), not of
claims; a fact that thousands of articles tell of stays cheap.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as Day

from graph.figures import Figure
from graph.schema import Edge
from graph.statements import Span, Statement, finest


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact at one state of knowledge. `first`, `last`: days between which it began, None for unbounded or unknown."""

    default: Statement
    date: str | None
    first: Day | None
    last: Day | None
    end: str | None
    end_first: Day | None
    end_last: Day | None

    def same_as(self, other: Standing) -> bool:
        return self._told() == other._told()

    def _told(self) -> tuple[object, ...]:
        days = (self.first, self.last, self.end_first, self.end_last)
        return self.default.claim.id, self.date, self.end, days


def is_state(edge: type[Edge]) -> bool:
    """Whether the relationship holds for a time, rather than happens on a day."""
    return not (edge.once or edge.repeatable)


# what makes statements one class: their span (None: no date), and for a measure the figure
_Key = tuple[Span | None, Figure | None]


@dataclass(slots=True)
class _Class:
    """Statements that say the same: the interval of days or values they allow, and the one of them to be shown."""

    low: float
    high: float
    best: Statement
    sources: set[str] = field(default_factory=set)
    claims: int = 0


@dataclass(slots=True)
class _Point:
    """A day or value, and who allows it. Intervals that can all hold meet at the lower end of one of them."""

    sources: set[str] = field(default_factory=set)
    claims: int = 0

    @property
    def support(self) -> tuple[int, int]:
        return len(self.sources), self.claims


class Tally:
    """The statements of one fact, counted class by class; what they come to can be asked after each."""

    def __init__(self, edge: type[Edge], chosen: str | None) -> None:
        self.measured, self.state, self.chosen = edge.type == "METRIC", is_state(edge), chosen
        self.classes: dict[_Key, _Class] = {}
        self.points: dict[float, _Point] = {}
        self.decided: Statement | None = None
        self.ended: list[Statement] = []
        # of the undated, the earliest day by which one says that the fact held
        self.undated_last: Day | None = None

    def add(self, statement: Statement) -> None:
        key, source = self._key(statement), statement.claim.evidence.source
        held = self.classes.get(key)
        if held is None:
            held = self._open(key, statement)
        held.claims += 1
        held.sources.add(source)
        if _plain_rank(statement) < _plain_rank(held.best):
            held.best = statement
        if self._counts(key):
            for at, point in self.points.items():
                if held.low <= at <= held.high:
                    point.sources.add(source)
                    point.claims += 1
        if statement.claim.id == self.chosen:
            self.decided = statement
        if statement.claim.end:
            self.ended.append(statement)
        if not statement.dated and statement.last is not None:
            self.undated_last = min(self.undated_last or Day.max, statement.last)

    def _open(self, key: _Key, statement: Statement) -> _Class:
        low, high = self._interval(key)
        new = self.classes[key] = _Class(low, high, statement)
        if self._counts(key) and low not in self.points:
            point = self.points[low] = _Point()
            for other, held in self.classes.items():
                if held is not new and self._counts(other) and held.low <= low <= held.high:
                    point.sources |= held.sources
                    point.claims += held.claims
        return new

    def _key(self, statement: Statement) -> _Key:
        return statement.span if statement.dated else None, statement.amount if self.measured else None

    def _interval(self, key: _Key) -> tuple[float, float]:
        span, figure = key
        if self.measured:
            if figure is None:
                return -math.inf, math.inf
            return figure.low - 1e-9 * abs(figure.low), figure.high + 1e-9 * abs(figure.high)
        first, last = (None, None) if span is None else (span.first, span.last)
        return (
            -math.inf if first is None else first.toordinal(),
            math.inf if last is None else last.toordinal(),
        )

    def _counts(self, key: _Key) -> bool:
        return self.measured or key[0] is not None

    def _support(self, held: _Class) -> tuple[int, int]:
        """Of the largest group that can hold together with the class."""
        return max(point.support for at, point in self.points.items() if held.low <= at <= held.high)

    def rank(self, statement: Statement) -> tuple[object, ...]:
        """For sorting, the statement to be shown first."""
        key = self._key(statement)
        sources, claims = self._support(self.classes[key]) if self._counts(key) else (0, 0)
        return not self._counts(key), -sources, -claims, *self._fine_rank(statement)

    def _fine_rank(self, statement: Statement) -> tuple[object, ...]:
        width = statement.amount.width if self.measured and statement.amount else math.inf
        early = (statement.last or Day.max) if self.state and statement.dated else Day.max
        return width, early, *_plain_rank(statement)

    def _default(self) -> Statement:
        """The first by `rank`, found without ranking all."""
        if not self.points:
            return min((held.best for held in self.classes.values()), key=self._fine_rank)
        most = max(point.support for point in self.points.values())
        best = {at for at, point in self.points.items() if point.support == most}
        among = [
            held.best
            for key, held in self.classes.items()
            if self._counts(key) and (held.low in best or any(held.low <= at <= held.high for at in best))
        ]
        return min(among, key=self._fine_rank)

    def standing(self) -> Standing:
        """What the statements so far (at least one) come to."""
        default = self.decided or self._default()
        first, last = self._begin(default)
        ended = self.ended
        if self.decided is not None and self.decided.claim.end:
            ended = [self.decided]
        end = min(ended, key=self.rank).claim.end if ended else None
        end_first, end_last = _meet([Span(s.end_first, s.end_last) for s in ended]) if ended else (None, None)
        return Standing(default, default.claim.date, first, last, end, end_first, end_last)

    def _begin(self, default: Statement) -> tuple[Day | None, Day | None]:
        dated = list({span for span, _ in self.classes if span is not None})
        if not dated:
            return None, self.undated_last
        if self.decided is not None:
            if not default.dated:
                return default.first, default.last
            dated = [span for span in dated if not span.excludes(default.span)]
        if self.state:
            return _extreme(min, [span.first for span in dated]), _known(min, [span.last for span in dated])
        return _meet(dated)


def _plain_rank(s: Statement) -> tuple[tuple[int, bool], int, Day, str]:
    return s.fineness, s.sureness, s.known or Day.max, s.claim.id


def _tally(statements: Iterable[Statement], edge: type[Edge], chosen: str | None) -> Tally:
    tally = Tally(edge, chosen)
    for statement in statements:
        tally.add(statement)
    return tally


def ranked(statements: Sequence[Statement], edge: type[Edge]) -> list[Statement]:
    """All statements, the one to be shown first; the order depends on the set alone."""
    tally = _tally(statements, edge, None)
    return sorted(statements, key=tally.rank)


def standing(statements: Sequence[Statement], edge: type[Edge], chosen: str | None = None) -> Standing:
    """What the statements (at least one) come to; `chosen` is the id of the claim that a decision put first."""
    return _tally(statements, edge, chosen).standing()


def steps(
    statements: Sequence[Statement], edge: type[Edge], chosen: str | None = None
) -> list[tuple[Day, Standing]]:
    """What the fact was known to be from each publication day on that changed it, in order.

    Statements of sources without a publication day are in none.
    """
    days: dict[Day, list[Statement]] = {}
    for statement in statements:
        if statement.known is not None:
            days.setdefault(statement.known, []).append(statement)
    tally = Tally(edge, chosen)
    out: list[tuple[Day, Standing]] = []
    for day in sorted(days):
        for statement in days[day]:
            tally.add(statement)
        now = tally.standing()
        if not out or not out[-1][1].same_as(now):
            out.append((day, now))
    return out


def _meet(spans: Sequence[Span]) -> tuple[Day | None, Day | None]:
    """What all spans allow; where they exclude each other, everything from the earliest to the latest of them."""
    first, last = _known(max, [span.first for span in spans]), _known(min, [span.last for span in spans])
    if first is None or last is None or first <= last:
        return first, last
    fine = finest(spans)
    return _extreme(min, [span.first for span in fine]), _extreme(max, [span.last for span in fine])


def _known(pick: Callable[[list[Day]], Day], days: Sequence[Day | None]) -> Day | None:
    """min or max of the days that are bounded."""
    held = [day for day in days if day is not None]
    return pick(held) if held else None


def _extreme(pick: Callable[[list[Day]], Day], days: Sequence[Day | None]) -> Day | None:
    """min or max where every day is bounded; else unbounded."""
    held = [day for day in days if day is not None]
    return pick(held) if held and len(held) == len(days) else None
