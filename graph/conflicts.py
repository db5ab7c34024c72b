"""Claims that cannot all hold, by the rules that the schema declares on its edges (`graph.schema.CONFLICT_RULES`).

A rule looks at claims of different sources: a source that gives two stakes or two dates of investment tells of two
things. For what happens once in a life (`once_per_subject`: founded, closed), and for a launch after a close, a source
can contradict itself too. Two sources that each give several dates agree as soon as one date of each fits.

Claims are compared by what they say, not one by one: a thousand articles with two dates cost one comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TypeVar

from graph.claims import Claim
from graph.episodes import by
from graph.figures import Figure
from graph.schema import EDGE_BY_TYPE, Edge
from graph.statements import Span, Statement, finest


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands against what: the rule, the facts (ids, sorted), and the claims side by side, by date and id."""

    rule: str
    facts: tuple[str, ...]
    claims: tuple[Claim, ...]


Statements = list[Statement]
T = TypeVar("T", bound=Hashable)
Group = tuple[str, type[Edge], Sequence[Statement]]


def within(edge: type[Edge], statements: Sequence[Statement]) -> dict[str, Statements]:
    """Rule → the statements of one fact that break it."""
    out: dict[str, Statements] = {}
    if edge.once_per_subject:
        out["once_per_subject"] = _opposed(statements, statements)
    elif edge.once or (edge.type == "RAISED" and any(s.round for s in statements)):
        out["once"] = _between_sources(_finest(statements), lambda s: s.span, lambda a, b: a.excludes(b))
    for prop in edge.single_valued:
        out[prop] = _figures(statements, prop, timeless=edge.type == "METRIC")
    return {rule: found for rule, found in out.items() if found}


def _finest(statements: Sequence[Statement]) -> Statements:
    """The dated statements, without those of a source that only say less than another of it: 2010年至今 beside 2012年."""
    out: Statements = []
    for told in by((s for s in statements if s.dated), lambda s: s.claim.evidence.source).values():
        fine = set(finest(s.span for s in told))
        out += [s for s in told if s.span in fine]
    return out


def _opposed(left: Sequence[Statement], right: Sequence[Statement]) -> Statements:
    """The statements on either side whose dates exclude those of one on the other."""
    mine = by((s for s in left if s.dated), lambda s: s.span)
    other = by((s for s in right if s.dated), lambda s: s.span)
    out: dict[str, Statement] = {}
    for a in mine:
        for b in other:
            if a.excludes(b):
                out.update((s.claim.id, s) for s in (*mine[a], *other[b]))
    return list(out.values())


# what a statement says of a figure: the figure, and of when (None: of no date, known on that day)
_Told = tuple[Figure, Span | None, date | None]


def _figures(statements: Sequence[Statement], prop: str, timeless: bool) -> Statements:
    def told(s: Statement) -> _Told:
        figure = s.figure(prop)
        assert figure is not None
        if timeless:
            return figure, None, None
        return (figure, s.span, None) if s.dated else (figure, None, s.known)

    def one_day(a: _Told, b: _Told) -> bool:
        """Whether both can be about the same day: a stake of 15 % may be one of 17 % a year later."""
        if a[1] is not None and b[1] is not None:
            return not a[1].excludes(b[1])
        return a[1] is None and b[1] is None and (timeless or (a[2] is not None and a[2] == b[2]))

    def differ(a: _Told, b: _Told) -> bool | None:
        return not a[0].agrees(b[0]) if one_day(a, b) else None

    return _between_sources([s for s in statements if s.figure(prop) is not None], told, differ)


def _between_sources(
    statements: Sequence[Statement], told: Callable[[Statement], T], differ: Callable[[T, T], bool | None]
) -> Statements:
    """Statements of two sources that differ wherever they can be compared (`differ` is None where they cannot)."""
    by_source = by(statements, lambda s: s.claim.evidence.source)
    alike: dict[frozenset[T], list[str]] = {}
    for source in sorted(by_source):
        alike.setdefault(frozenset(told(s) for s in by_source[source]), []).append(source)
    out: dict[str, Statement] = {}
    for one, two in combinations(alike, 2):
        met = [(a, b, found) for a in one for b in two if (found := differ(a, b)) is not None]
        if met and all(found for _, _, found in met):
            sides = ({a for a, _, _ in met}, alike[one]), ({b for _, b, _ in met}, alike[two])
            for said, sources in sides:
                out.update((s.claim.id, s) for name in sources for s in by_source[name] if told(s) in said)
    return list(out.values())


def across(groups: Sequence[Group]) -> list[tuple[str, Group, Group, Statements]]:
    """(rule, group, group, statements) for facts of one slot that cannot stand beside each other."""
    out: list[tuple[str, Group, Group, Statements]] = []
    for left, right in combinations(groups, 2):
        if left[1] is right[1] and left[1].once_per_subject:
            found = _opposed(left[2], right[2])
            if found:
                out.append(("once_per_subject", left, right, found))
        for one, two in ((left, right), (right, left)):
            if two[1].type in one[1].excludes_later:
                found = _later(one[2], two[2])
                if found:
                    out.append(("excludes_later", one, two, found))
    return out


def _later(before: Sequence[Statement], after: Sequence[Statement]) -> Statements:
    """Statements of an end and of a beginning that certainly comes after it."""
    ends = [s for s in before if s.dated and s.last is not None]
    begins = [s for s in after if s.dated and s.first is not None]
    first_end = min((s.last for s in ends if s.last), default=date.max)
    last_begin = max((s.first for s in begins if s.first), default=date.min)
    late = [s for s in begins if s.first is not None and s.first > first_end]
    return [*(s for s in ends if s.last is not None and s.last < last_begin), *late] if late else []


def conflict(rule: str, facts: Iterable[str], statements: Iterable[Statement]) -> Conflict:
    """Gather statements into one conflict."""
    ordered = sorted((s.claim for s in statements), key=lambda c: (c.date or "", c.id))
    return Conflict(rule, tuple(sorted(set(facts))), tuple(ordered))


def rules_of(predicate: str) -> tuple[str, ...]:
    """Names of the rules that the schema declares for a relationship."""
    edge = EDGE_BY_TYPE[predicate]
    out = [name for name in ("once_per_subject", "once") if getattr(edge, name)][:1]
    return (*out, *edge.single_valued, *(["excludes_later"] if edge.excludes_later else []))
