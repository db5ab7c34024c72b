"""Which claims of one pair tell of one event, and which of several. Depends on the set of claims, not on their order.

Only relationships that are `repeatable` in the schema are split (an investment, a sale, a partnership, a measure). What
splits them: different financing rounds; and dates that exclude each other, told by one source, which knows what it
tells apart. Where the relationship is `once` in the schema, differing dates of different sources are a contradiction
about one event, so they stay together; where it is not (a sale of shares), every date is an event.
Figures of a measure are split likewise: a source that gives two measures two.

Claims of one date are taken together, so that a pair that a thousand articles tell of costs what its few dates cost.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import TypeVar

from graph.figures import Figure
from graph.schema import Edge
from graph.statements import Span, Statement, finest

Event = tuple[str, list[Statement]]
K = TypeVar("K", bound=Hashable)


def events(statements: Iterable[Statement], edge: type[Edge]) -> list[Event]:
    """The statements of one fact key, one group an event, each with what tells it from the others ('' where alone)."""
    held = sorted(statements, key=lambda s: s.claim.id)
    if not edge.repeatable or len(held) < 2:
        return [("", held)]
    if edge.type == "METRIC":
        return _of_figures(held)
    return _of_dates(held, edge)


def by(statements: Iterable[Statement], key: Callable[[Statement], K]) -> dict[K, list[Statement]]:
    """The statements in groups by a key, in their order."""
    out: dict[K, list[Statement]] = {}
    for statement in statements:
        out.setdefault(key(statement), []).append(statement)
    return out


# ---- figures


def _of_figures(held: list[Statement]) -> list[Event]:
    told = by(held, lambda s: s.claim.evidence.source)
    tellers = {source for source, mine in told.items() if _differ({s.amount for s in mine})}
    if not tellers:
        return [("", held)]
    classes = by((s for s in held if s.amount is not None), _figure_class(tellers))
    out: dict[str, tuple[set[Figure], list[Statement]]] = {}
    for (_, figure), mine in sorted(
        classes.items(), key=lambda item: (item[0][0], *_figure_order(item[0][1]))
    ):
        fitting = next((g for g in out.values() if all(figure.agrees(other) for other in g[0])), None)
        if fitting is None:
            fitting = out.setdefault(f"{figure.low!r}..{figure.high!r}", (set(), []))
        fitting[0].add(figure)
        fitting[1].extend(mine)
    return [(key, group) for key, (_, group) in out.items()]


def _figure_class(tellers: set[str]) -> Callable[[Statement], tuple[bool, Figure]]:
    def key(s: Statement) -> tuple[bool, Figure]:
        assert s.amount is not None
        return s.claim.evidence.source not in tellers, s.amount

    return key


def _differ(figures: Iterable[Figure | None]) -> bool:
    return any(not a.agrees(b) for a, b in combinations([f for f in figures if f is not None], 2))


def _figure_order(figure: Figure) -> tuple[float, float, float, str]:
    return figure.width, figure.low, figure.high, figure.unit or ""


# ---- dates


@dataclass(slots=True)
class _Group:
    """An event on its way: its statements, and the spans of those that are dated."""

    key: str
    statements: list[Statement] = field(default_factory=list)
    spans: set[Span] = field(default_factory=set)

    def add(self, statements: Iterable[Statement]) -> None:
        for statement in statements:
            self.statements.append(statement)
            if statement.dated:
                self.spans.add(statement.span)

    @property
    def order(self) -> tuple[date, str]:
        begin = min((span.first or span.last or date.max for span in finest(self.spans)), default=date.max)
        return begin, self.key

    def allows(self, span: Span) -> bool:
        return bool(self.spans) and not any(span.excludes(mine) for mine in self.spans)


def _of_dates(held: list[Statement], edge: type[Edge]) -> list[Event]:
    told = by(held, lambda s: s.claim.evidence.source)
    rounds = sorted({s.round for s in held if s.round})
    if edge.once:
        tellers = {source for source, mine in told.items() if _apart(mine)}
        several = bool(tellers)
    else:
        tellers, several = set(told), _apart(held)
    if not several and len(rounds) < 2:
        return [("", held)]

    groups = [_Group(round_) for round_ in rounds]
    for group in groups:
        group.add(s for s in held if s.round == group.key)
    plain = [s for s in held if not s.round]
    dated = by(
        (s for s in plain if s.dated),
        lambda s: (s.claim.evidence.source not in tellers, s.fineness, s.span, s.claim.date or ""),
    )
    # finest first, so that 2014 joins the event of 2014-03-10 and does not hold two events together
    for key in sorted(dated, key=lambda k: (k[0], k[1], k[2].order, k[3])):
        alone, _, span, edtf = key
        event = min((g for g in groups if g.allows(span)), key=lambda g: g.order, default=None)
        if event is None and edge.once and alone:
            event = _contradicted(span, groups)
        if event is None:
            event = next((g for g in groups if g.key == f"@{edtf}"), None) or _new(groups, f"@{edtf}")
        event.add(dated[key])
    undated = [s for s in plain if not s.dated]
    if undated:
        # 入股 without a date is true of the first event; of a sale among several it says not which
        if groups and (len(groups) == 1 or edge.once):
            min(groups, key=lambda g: g.order).add(undated)
        else:
            _new(groups, "").add(undated)
    return [(group.key, group.statements) for group in groups]


def _new(groups: list[_Group], key: str) -> _Group:
    groups.append(_Group(key))
    return groups[-1]


def _apart(statements: Iterable[Statement]) -> bool:
    """Whether two of the statements are dated to days that exclude each other, and not of one round."""
    kinds = {(s.round, s.span) for s in statements if s.dated}
    return any(a.excludes(b) and not (one and one == two) for (one, a), (two, b) in combinations(kinds, 2))


def _contradicted(span: Span, groups: Sequence[_Group]) -> _Group | None:
    """The first event, where a span puts the beginning before it: that is about the same beginning."""
    first = min((g for g in groups if g.spans), key=lambda g: g.order, default=None)
    if first is not None and span.last is not None and span.last < first.order[0]:
        return first
    return None
