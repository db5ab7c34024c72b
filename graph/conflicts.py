"""Claims that cannot all hold, by the rules that the schema declares on its edges (`graph.schema.CONFLICT_RULES`).

A rule looks at claims of different sources: a source that gives two stakes or two dates of investment tells of two
things. For what happens once in a life (`once_per_subject`: founded, closed), and for a launch after a close, a source
can contradict itself too. Two sources that each give several dates agree as soon as one date of each fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.claims import Claim
from graph.schema import EDGE_BY_TYPE, Edge
from graph.statements import Statement


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands against what: the rule, the facts (ids, sorted), and the claims side by side, by date and id."""

    rule: str
    facts: tuple[str, ...]
    claims: tuple[Claim, ...]


Pair = tuple[Statement, Statement]
Group = tuple[str, type[Edge], Sequence[Statement]]


def within(edge: type[Edge], statements: Sequence[Statement]) -> dict[str, list[Pair]]:
    """Rule → pairs of statements of one fact that break it."""
    out: dict[str, list[Pair]] = {}
    round_named = any(s.round for s in statements)
    if edge.once_per_subject:
        out["once_per_subject"] = [(a, b) for a, b in _pairs(statements) if a.excludes(b)]
    elif edge.once or (edge.type == "RAISED" and round_named):
        out["once"] = _between_sources(statements, lambda a, b: a.dated and b.dated, Statement.excludes)
    for prop in edge.single_valued:
        out[prop] = _figures(statements, prop, timeless=edge.type == "METRIC")
    return {rule: pairs for rule, pairs in out.items() if pairs}


def _figures(statements: Sequence[Statement], prop: str, timeless: bool) -> list[Pair]:
    def both(a: Statement, b: Statement) -> bool:
        return a.figure(prop) is not None and b.figure(prop) is not None and (timeless or _one_day(a, b))

    def differ(a: Statement, b: Statement) -> bool:
        mine, other = a.figure(prop), b.figure(prop)
        return mine is not None and other is not None and not mine.agrees(other)

    return _between_sources(statements, both, differ)


def _one_day(a: Statement, b: Statement) -> bool:
    """Whether two statements can be about the same day: a stake of 15 % may be one of 17 % a year later."""
    if a.dated and b.dated:
        return not a.excludes(b)
    return not a.dated and not b.dated and a.known is not None and a.known == b.known


def _pairs(statements: Sequence[Statement]) -> Iterable[Pair]:
    return ((a, b) for n, b in enumerate(statements) for a in statements[:n])


def _between_sources(statements, comparable, differ) -> list[Pair]:  # type: ignore[no-untyped-def]
    """Pairs of two sources that differ in every comparable pair of their statements."""
    by_source: dict[str, list[Statement]] = {}
    for statement in statements:
        by_source.setdefault(statement.claim.evidence.source, []).append(statement)
    out: list[Pair] = []
    sources = sorted(by_source)
    for n, right in enumerate(sources):
        for left in sources[:n]:
            met = [(a, b) for a in by_source[left] for b in by_source[right] if comparable(a, b)]
            if met and all(differ(a, b) for a, b in met):
                out += met
    return out


def across(groups: Sequence[Group]) -> list[tuple[str, Group, Group, list[Pair]]]:
    """(rule, group, group, pairs) for facts of one slot that cannot stand beside each other."""
    out: list[tuple[str, Group, Group, list[Pair]]] = []
    for n, right in enumerate(groups):
        for left in groups[:n]:
            if left[1] is right[1] and left[1].once_per_subject:
                pairs = [(a, b) for a in left[2] for b in right[2] if a.excludes(b)]
                if pairs:
                    out.append(("once_per_subject", left, right, pairs))
            for one, two in ((left, right), (right, left)):
                if two[1].type in one[1].excludes_later:
                    pairs = [(a, b) for a in one[2] for b in two[2] if _follows(a, b)]
                    if pairs:
                        out.append(("excludes_later", one, two, pairs))
    return out


def _follows(a: Statement, b: Statement) -> bool:
    """Whether `b` certainly begins after `a`."""
    return a.dated and b.dated and a.last is not None and b.first is not None and b.first > a.last


def conflict(rule: str, facts: Iterable[str], pairs: Iterable[Pair]) -> Conflict:
    """Gather pairs into one conflict."""
    claims = {s.claim.id: s.claim for pair in pairs for s in pair}
    ordered = sorted(claims.values(), key=lambda c: (c.date or "", c.id))
    return Conflict(rule, tuple(sorted(set(facts))), tuple(ordered))


def rules_of(predicate: str) -> tuple[str, ...]:
    """Names of the rules that the schema declares for a relationship."""
    edge = EDGE_BY_TYPE[predicate]
    out = [name for name in ("once_per_subject", "once") if getattr(edge, name)][:1]
    return (*out, *edge.single_valued, *(["excludes_later"] if edge.excludes_later else []))
