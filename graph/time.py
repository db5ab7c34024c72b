"""Any day, twice: what held on a day, and what was known of it on another. The queries in Cypher say the same.

`on` is a day in the world (`as_of`), `known_on` a day of knowledge: only sources published by then count, and a source
without a publication day never does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from graph.facts import Fact
from graph.schema import EDGE_BY_TYPE
from graph.standing import Standing, standing

Status = Literal["certain", "possible"]
_BEGINS = frozenset({"LAUNCHED", "FOUNDED"})
_ENDS = frozenset({"SHUT_DOWN", "MERGED_INTO", "RENAMED_TO"})


def as_known(fact: Fact, known_on: Day | None) -> Standing | None:
    """What the fact was known to be by that day (None: today); None where no source had told of it."""
    told = [s for s in fact.statements if known_on is None or (s.known is not None and s.known <= known_on)]
    if not told:
        return None
    chosen = fact.edge.claims[0] if fact.edge.decision else None
    return standing(told, EDGE_BY_TYPE[fact.type], chosen)


def held_on(fact: Fact, on: Day | None, known_on: Day | None = None) -> Status | None:
    """Whether the fact held on a day: certainly, possibly (its dates leave it open), or not (None).

    Certain from `date_max` on; possible from `date_min`, or from any day where that is not known; and not from the
    latest day on which it can have ended.
    """
    now = as_known(fact, known_on)
    if now is None:
        return None
    if on is None:
        return "certain"
    if (now.first is not None and now.first > on) or (now.end_last is not None and now.end_last <= on):
        return None
    ended = (
        now.end_first is None or now.end_first <= on if now.end_first or now.end_last or now.end else False
    )
    return "possible" if now.last is None or now.last > on or ended else "certain"


@dataclass(frozen=True, slots=True)
class Event:
    """One turn in a life: `first`..`last` are the days between which it fell, None where not known."""

    kind: str
    fact: Fact
    date: str | None
    first: Day | None
    last: Day | None
    gap: tuple[int, int] | None  # least and most days since the event before; None where either is not dated


def life(facts: Iterable[Fact], entity: str, known_on: Day | None = None) -> list[Event]:
    """Launched, founded, bought, renamed, folded, closed: in order of days, undated events last, with the gaps between.

    `facts`: those of the entity, others are passed over.
    """
    turns = []
    for fact in facts:
        mine = fact.subject == entity and fact.type in _ENDS | {"FOUNDED", "LISTED"}
        others = fact.object == entity and fact.type in {"LAUNCHED", "ACQUIRED", "MERGED_INTO", "RENAMED_TO"}
        now = as_known(fact, known_on) if mine or others else None
        if now is not None:
            turns.append((now, fact))

    def rank(turn: tuple[Standing, Fact]) -> tuple[bool, Day, Day, str, str]:
        now, fact = turn
        return now.date is None, now.first or Day.min, now.last or Day.max, fact.type, fact.id

    out: list[Event] = []
    before: Standing | None = None
    for now, fact in sorted(turns, key=rank):
        out.append(Event(fact.type, fact, now.date, now.first, now.last, _gap(before, now)))
        before = now
    return out


def _gap(before: Standing | None, now: Standing) -> tuple[int, int] | None:
    if before is None or before.date is None or now.date is None:
        return None
    if before.first is None or before.last is None or now.first is None or now.last is None:
        return None
    return max(0, (now.first - before.last).days), (now.last - before.first).days


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of life. `ends` is None while it goes on."""

    begins: Event | None
    ends: Event | None


def intervals(events: Sequence[Event], entity: str) -> list[Interval]:
    """From each beginning to the end that follows it; a beginning after an end opens a second stretch.

    `events`: those of `life`. Undated beginnings open the first stretch, undated ends close the last.
    """
    begins = [e for e in events if _is_begin(e, entity)]
    ends = [e for e in events if e.fact.subject == entity and e.kind in _ENDS]
    turns = [e for e in begins if e.date is None]
    turns += [e for e in events if e.date is not None and (e in begins or e in ends)]
    turns += [e for e in ends if e.date is None]
    out: list[Interval] = []
    for turn in turns:
        if turn in begins and (not out or out[-1].ends is not None):
            out.append(Interval(turn, None))
        elif turn in ends and not out:
            out.append(Interval(None, turn))
        elif turn in ends and out[-1].ends is None:
            out[-1] = Interval(out[-1].begins, turn)
    return out or ([Interval(None, None)] if events else [])


def _is_begin(event: Event, entity: str) -> bool:
    if event.kind in {"LAUNCHED", "RENAMED_TO"}:
        return event.fact.object == entity
    return event.kind == "FOUNDED" and event.fact.subject == entity


def alive_on(facts: Iterable[Fact], entity: str, on: Day, known_on: Day | None = None) -> Status | None:
    """Whether an entity had begun and not ended on a day.

    Begun: by a dated launch, founding or renaming; where no source dates one, by any fact that certainly held by then.
    Ended: closed, folded into another, or renamed, unless it was launched again. A day of closing is not lived.
    """
    held = list(facts)
    events = life(held, entity, known_on)
    begins = [e for e in events if _is_begin(e, entity) and e.date is not None]
    ends = [e for e in events if e.fact.subject == entity and e.kind in _ENDS]
    if begins:
        if not any(e.first is None or e.first <= on for e in begins):
            return None
        # a beginning after an end is a second one; of the others, all must be over (they may contradict each other)
        second = [b for b in begins if any(e.last and b.first and e.last < b.first for e in ends)]
        begun = all(b.last is not None and b.last <= on for b in begins if b not in second)
    else:
        seen = [f for f in held if entity in (f.subject, f.object) and f.type != "METRIC"]
        if not any((now := as_known(f, known_on)) and now.last and now.last <= on for f in seen):
            return None
        begun = True
    doubt = False
    for end in ends:
        certain = end.last is not None and end.last <= on
        again = any(end.last and b.first and end.last < b.first <= on for b in begins)
        if certain and not again:
            return None
        doubt = doubt or (not certain and (end.first is None or end.first <= on))
    return "certain" if begun and not doubt else "possible"
