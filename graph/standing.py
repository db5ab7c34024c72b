"""What a fact is taken to be, given its claims: the claim shown, and the days between which the fact began and ended.

The claim shown is the one that was chosen by a decision, else the most precise of those with which most sources, then
most claims, agree. The days follow from all claims: those that agree narrow each other (2014 and 2014-03-10 give
2014-03-10); contradictory ones leave open everything from the earliest to the latest of them, until one is chosen. A
state (OPERATES, ROLE, COMPETES_WITH) that sources date differently has begun by the earliest.
A claim without a date says only that the fact held when its source came out; beside a dated one it adds no day.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date as Day

from graph.schema import Edge
from graph.statements import Statement


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


def ranked(statements: Sequence[Statement], edge: type[Edge]) -> list[Statement]:
    """All statements, the one to be shown first; the order depends on the set alone."""
    measured = edge.type == "METRIC"
    state = is_state(edge)

    def agree(a: Statement, b: Statement) -> bool:
        if measured:
            return a.amount is None or b.amount is None or a.amount.agrees(b.amount)
        return not a.excludes(b)

    def rank(s: Statement) -> tuple[object, ...]:
        counts = measured or s.dated
        agreed = [o for o in statements if (measured or o.dated) and agree(s, o)] if counts else []
        support = (-len({o.claim.evidence.source for o in agreed}), -len(agreed))
        width = s.amount.width if measured and s.amount else math.inf
        early = (s.last or Day.max) if state and s.dated else Day.max
        known = s.known or Day.max
        return not counts, *support, width, early, s.fineness, s.sureness, known, s.claim.id

    return sorted(statements, key=rank)


def is_state(edge: type[Edge]) -> bool:
    """Whether the relationship holds for a time, rather than happens on a day."""
    return not (edge.once or edge.repeatable)


def standing(statements: Sequence[Statement], edge: type[Edge], chosen: str | None = None) -> Standing:
    """What the statements (at least one) come to; `chosen` is the id of the claim that a decision put first."""
    order = ranked(statements, edge)
    decided = next((s for s in order if s.claim.id == chosen), None)
    default = decided or order[0]
    first, last = _begin(statements, default, decided is not None, is_state(edge))
    ended = [s for s in ([default] if decided and decided.claim.end else order) if s.claim.end]
    end = ended[0].claim.end if ended else None
    end_first, end_last = _meet([(s.end_first, s.end_last) for s in ended]) if ended else (None, None)
    return Standing(default, default.claim.date, first, last, end, end_first, end_last)


def steps(
    statements: Sequence[Statement], edge: type[Edge], chosen: str | None = None
) -> list[tuple[Day, Standing]]:
    """What the fact was known to be from each publication day on that changed it, in order.

    Statements of sources without a publication day are in none.
    """
    out: list[tuple[Day, Standing]] = []
    for day in sorted({s.known for s in statements if s.known is not None}):
        now = standing([s for s in statements if s.known is not None and s.known <= day], edge, chosen)
        if not out or not out[-1][1].same_as(now):
            out.append((day, now))
    return out


Days = tuple[Day | None, Day | None]


def _begin(statements: Sequence[Statement], default: Statement, decided: bool, state: bool) -> Days:
    dated = [s for s in statements if s.dated]
    if not dated:
        return _extreme(min, [s.first for s in statements]), _known(min, [s.last for s in statements])
    if decided:
        if not default.dated:
            return default.first, default.last
        dated = [s for s in dated if not s.excludes(default)]
    if state:
        return _extreme(min, [s.first for s in dated]), _known(min, [s.last for s in dated])
    return _meet([(s.first, s.last) for s in dated])


def _meet(spans: Sequence[Days]) -> Days:
    """What all spans allow; where they exclude each other, everything from the earliest to the latest of them."""
    first, last = _known(max, [a for a, _ in spans]), _known(min, [b for _, b in spans])
    if first is None or last is None or first <= last:
        return first, last
    return _extreme(min, [a for a, _ in spans]), _extreme(max, [b for _, b in spans])


def _known(pick: Callable[[list[Day]], Day], days: Sequence[Day | None]) -> Day | None:
    """min or max of the days that are bounded."""
    held = [day for day in days if day is not None]
    return pick(held) if held else None


def _extreme(pick: Callable[[list[Day]], Day], days: Sequence[Day | None]) -> Day | None:
    """min or max where every day is bounded; else unbounded."""
    held = [day for day in days if day is not None]
    return pick(held) if held and len(held) == len(days) else None
