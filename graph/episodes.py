"""Which claims of one pair tell of one event, and which of several. Depends on the set of claims, not on their order.

Only relationships that are `repeatable` in the schema are split (an investment, a sale, a partnership, a measure). What
splits them: different financing rounds; and dates that exclude each other, told by one source, which knows what it
tells apart. Where the relationship is `once` in the schema, differing dates of different sources are a contradiction
about one event, so they stay together; where it is not (a sale of shares), every date is an event.
Figures of a measure are split likewise: a source that gives two measures two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from graph.schema import Edge
from graph.statements import Statement

Differs = Callable[[Statement, Statement], bool]
Event = tuple[str, list[Statement]]


def figures_differ(a: Statement, b: Statement) -> bool:
    """Whether two statements give figures that cannot be one value."""
    return a.amount is not None and b.amount is not None and not a.amount.agrees(b.amount)


def dates_differ(a: Statement, b: Statement) -> bool:
    """Whether two statements give dates that exclude each other."""
    return a.excludes(b)


def events(statements: Iterable[Statement], edge: type[Edge]) -> list[Event]:
    """The statements of one fact key, one group an event, each with what tells it from the others ('' where alone)."""
    held = sorted(statements, key=lambda s: s.claim.id)
    if not edge.repeatable or len(held) < 2:
        return [("", held)]
    if edge.type == "METRIC":
        return _of_figures(held)
    return _of_dates(held, edge)


def _tellers(held: list[Statement], differ: Differs) -> set[str]:
    """Sources that themselves tell two things apart."""
    by_source: dict[str, list[Statement]] = {}
    for statement in held:
        by_source.setdefault(statement.claim.evidence.source, []).append(statement)
    return {
        source
        for source, told in by_source.items()
        if any(differ(a, b) for n, a in enumerate(told) for b in told[:n])
    }


def _of_figures(held: list[Statement]) -> list[Event]:
    tellers = _tellers(held, figures_differ)
    if not tellers:
        return [("", held)]

    def rank(s: Statement) -> tuple[bool, float, float, str]:
        assert s.amount is not None
        return s.claim.evidence.source not in tellers, s.amount.width, s.amount.low, s.claim.id

    out: dict[str, list[Statement]] = {}
    for statement in sorted((s for s in held if s.amount is not None), key=rank):
        for group in out.values():
            if not any(figures_differ(statement, s) for s in group):
                group.append(statement)
                break
        else:
            assert statement.amount is not None
            out[f"{statement.amount.low!r}..{statement.amount.high!r}"] = [statement]
    return list(out.items())


def _of_dates(held: list[Statement], edge: type[Edge]) -> list[Event]:
    def apart(a: Statement, b: Statement) -> bool:
        return a.excludes(b) and not (a.round and a.round == b.round)

    rounds = sorted({s.round for s in held if s.round})
    if edge.once:
        tellers = _tellers(held, apart)
        several = bool(tellers)
    else:
        tellers = {s.claim.evidence.source for s in held}
        several = any(apart(a, b) for n, a in enumerate(held) for b in held[:n])
    if not several and len(rounds) < 2:
        return [("", held)]

    out: dict[str, list[Statement]] = {r: [s for s in held if s.round == r] for r in rounds}
    plain = [s for s in held if not s.round]
    for statement in sorted((s for s in plain if s.dated), key=lambda s: _dated_rank(s, tellers)):
        group = _fitting(statement, out)
        if group is None and edge.once and statement.claim.evidence.source not in tellers:
            group = _contradicted(statement, out)
        if group is None:
            group = out.setdefault(f"@{statement.claim.date}", [])
        group.append(statement)
    undated = [s for s in plain if not s.dated]
    if undated:
        groups = _by_time(out)
        # 入股 without a date is true of the first event; of a sale among several it says not which
        if groups and (len(groups) == 1 or edge.once):
            groups[0].extend(undated)
        else:
            out.setdefault("", []).extend(undated)
    return [(key, group) for key, group in out.items() if group]


def _dated_rank(s: Statement, tellers: set[str]) -> tuple[bool, tuple[int, bool], date, str, str]:
    first = s.first or s.last or date.min
    return s.claim.evidence.source not in tellers, s.fineness, first, s.claim.date or "", s.claim.id


def _begin(group: list[Statement]) -> date:
    return min((s.first or s.last or date.max for s in group if s.dated), default=date.max)


def _by_time(out: dict[str, list[Statement]]) -> list[list[Statement]]:
    return [group for _, group in sorted(out.items(), key=lambda item: (_begin(item[1]), item[0]))]


def _fitting(statement: Statement, out: dict[str, list[Statement]]) -> list[Statement] | None:
    """The earliest event whose dates all allow the statement's."""
    for group in _by_time(out):
        dated = [s for s in group if s.dated]
        if dated and not any(statement.excludes(s) for s in dated):
            return group
    return None


def _contradicted(statement: Statement, out: dict[str, list[Statement]]) -> list[Statement] | None:
    """The first event, where the statement puts the beginning before it: that is about the same beginning."""
    dated = [group for group in _by_time(out) if any(s.dated for s in group)]
    if dated and statement.last is not None and statement.last < _begin(dated[0]):
        return dated[0]
    return None
