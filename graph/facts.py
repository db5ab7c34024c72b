"""Claims into facts. Pure: a fact depends on the set of live claims of its slot, never on the order they came in.

A *slot* is what is assembled together: all claims whose facts can touch each other (one pair and relationship; for
FOUNDED all of a subject; for a product's launches and closings all of the product). A change of an article needs only
the slots of its claims assembled anew:

    slots = {key.slot for claim in changed if (key := fact_key(claim))}
    for slot in slots: store.replace(slot, assemble(live_claims_of(slot), sources, judgements))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cached_property
from typing import Any

from graph import conflicts, dates
from graph.claims import Claim
from graph.corroboration import corroboration
from graph.episodes import events
from graph.figures import Figure, figure
from graph.ids import digest, entity_id, name_key
from graph.judgements import NO_JUDGEMENTS, Judgements
from graph.measure_names import measure_name
from graph.schema import EDGE_BY_TYPE, Edge, Measure, Milestone, Modality, Round, Source, endpoints_allowed
from graph.standing import Standing, ranked, standing, steps
from graph.statements import Statement, statement


@dataclass(frozen=True, slots=True)
class FactKey:
    """Claims with one key are about one thing, unless `graph.episodes` tells them apart.

    `subject`, `object`: entity ids (object None: the fact ends in a node of its own); a relationship without direction
    has the smaller id first. `what`: the measure, a person's title, or both names of a renaming within one entity.
    """

    predicate: str
    subject: str
    object: str | None = None
    what: str = ""
    unit: str = ""
    when: str = ""

    @property
    def slot(self) -> str:
        """16 hex digits; claims that share it are given to `assemble` together."""
        edge = EDGE_BY_TYPE[self.predicate]
        if edge.once_per_subject or self.predicate in _FOLLOWERS:
            whole_life = edge.excludes_later or self.predicate in _FOLLOWERS
            entity = self.object if self.predicate in _FOLLOWERS else self.subject
            return digest("life" if whole_life else self.predicate, entity)
        return digest(*self._parts())

    def fact_id(self, event: str) -> str:
        return digest("fact", *self._parts(), event)

    @property
    def order(self) -> tuple[str, ...]:
        """For sorting keys, of which some have no object."""
        return tuple(part or "" for part in self._parts())

    def _parts(self) -> tuple[str | None, ...]:
        return self.predicate, self.subject, self.object, self.what, self.unit, self.when


# relationships that a rule forbids after another one, about the entity at their far end
_FOLLOWERS = frozenset(type_ for edge in EDGE_BY_TYPE.values() for type_ in edge.excludes_later)


@dataclass(frozen=True)
class Fact:
    """One edge of the graph. `object` is an entity's id, or that of `node`, which this fact alone owns."""

    key: FactKey
    edge: Edge
    subject: str
    object: str
    node: Milestone | Measure | Round | None = None
    statements: tuple[Statement, ...] = attribute(default=(), compare=False, repr=False)

    @property
    def id(self) -> str:
        return self.edge.id

    @cached_property
    def type(self) -> str:
        return self.key.predicate


def refusal(claim: Claim) -> str | None:
    """Why a (resolved) claim makes no fact, in words; None where it makes one."""
    if not claim.modality.makes_fact:
        return f"{claim.modality.value} only"
    if claim.predicate not in EDGE_BY_TYPE:
        return f"unknown relationship {claim.predicate}"
    if claim.subject is None:
        return "no subject"
    for edtf in (claim.date, claim.end):
        if edtf and not dates.is_valid(edtf):
            return f"{edtf} is no date"
    object_ = None if claim.object is None else claim.object.type
    if not endpoints_allowed(claim.predicate, claim.subject.type, object_):
        what = object_ or "nothing"
        return f"{claim.predicate} cannot run from {claim.subject.type} to {what}"
    if _looped(claim) and claim.predicate != "RENAMED_TO":
        return f"both sides are {claim.subject.name}"
    if claim.predicate == "METRIC" and (not claim.values or figure(claim.values[0]) is None):
        return "no figure"
    return None


def _looped(claim: Claim) -> bool:
    a, b = claim.subject, claim.object
    return a is not None and b is not None and entity_id(a.name, a.type) == entity_id(b.name, b.type)


def fact_key(claim: Claim) -> FactKey | None:
    """The key of a resolved claim; None where it makes no fact (`refusal` says why).

    METRIC: subject, measure, unit and date; a measure without a date is its figure (an old and a new number of users
    are no contradiction), and a forecast is not its outcome. ROLE: pair and title. All others: the pair.
    """
    if refusal(claim) is not None or claim.subject is None:
        return None
    subject = entity_id(claim.subject.name, claim.subject.type)
    object_ = None if claim.object is None else entity_id(claim.object.name, claim.object.type)
    predicate, what, unit, when = claim.predicate, "", "", ""
    if predicate == "METRIC":
        value = claim.values[0]
        what, unit = name_key(value.what or ""), value.unit or ""
        measured = (value.amount, value.min, value.max)
        when = (claim.date or "").replace("~", "").replace("?", "").replace("%", "") or f"={measured}"
        if claim.modality is Modality.FORECAST:
            what += " forecast"
    elif predicate == "ROLE":
        what = name_key(claim.title or "")
    elif object_ == subject and claim.object is not None:
        what, object_ = f"{name_key(claim.subject.mention)} → {name_key(claim.object.mention)}", None
    elif EDGE_BY_TYPE[predicate].symmetric and object_ is not None:
        subject, object_ = min(subject, object_), max(subject, object_)
    return FactKey(predicate, subject, object_, what, unit, when)


def assemble(
    claims: Iterable[Claim], sources: Mapping[str, Source], judgements: Judgements | None = None
) -> list[Fact]:
    """The facts of the claims, marks of conflict included, sorted by id.

    `claims`: resolved, and all live ones of every slot among them; those that make no fact are passed over.
    `sources`: by id; of a missing one nothing is known but its id.
    """
    facts, _ = _assemble(claims, sources, judgements or NO_JUDGEMENTS)
    return sorted(facts, key=lambda fact: fact.id)


def find_conflicts(
    claims: Iterable[Claim], sources: Mapping[str, Source], judgements: Judgements | None = None
) -> list[conflicts.Conflict]:
    """Every conflict among the claims, decided ones too, sorted by rule and facts."""
    _, found = _assemble(claims, sources, judgements or NO_JUDGEMENTS)
    return sorted(found, key=lambda c: (c.rule, c.facts, tuple(claim.id for claim in c.claims)))


def _assemble(
    claims: Iterable[Claim], sources: Mapping[str, Source], judgements: Judgements
) -> tuple[list[Fact], list[conflicts.Conflict]]:
    slots: dict[str, dict[FactKey, dict[str, Statement]]] = {}
    for claim in claims:
        key = fact_key(claim)
        if key is not None:
            slots.setdefault(key.slot, {}).setdefault(key, {})[claim.id] = statement(claim, sources)
    facts: list[Fact] = []
    found: list[conflicts.Conflict] = []
    for keys in slots.values():
        groups: list[tuple[FactKey, conflicts.Group]] = []
        for key in sorted(keys, key=lambda k: k.order):
            edge = EDGE_BY_TYPE[key.predicate]
            for event, statements in events(keys[key].values(), edge):
                groups.append((key, (key.fact_id(event), edge, statements)))
        marks: dict[str, list[conflicts.Conflict]] = {}
        for _, (id_, edge, group) in groups:
            for rule, broken in conflicts.within(edge, group).items():
                marks.setdefault(id_, []).append(conflicts.conflict(rule, [id_], broken))
        for rule, left, right, broken in conflicts.across([group for _, group in groups]):
            both = conflicts.conflict(rule, [left[0], right[0]], broken)
            for id_ in both.facts:
                marks.setdefault(id_, []).append(both)
        facts += [_fact(key, group, marks.get(group[0], []), judgements) for key, group in groups]
        unique = {(c.rule, c.facts): c for held in marks.values() for c in held}
        found += unique.values()
    return facts, found


def _fact(
    key: FactKey, group: conflicts.Group, broken: Sequence[conflicts.Conflict], judgements: Judgements
) -> Fact:
    id_, edge, statements = group
    chosen = judgements.choice(s.claim.id for s in statements)
    now = standing(statements, edge, chosen[0] if chosen else None)
    order = [now.default, *(s for s in ranked(statements, edge) if s is not now.default)]
    rows = [now.default, *sorted((s for s in statements if s is not now.default), key=lambda s: s.claim.id)]
    known = [s.known for s in statements if s.known is not None]
    props: dict[str, Any] = {
        "id": id_,
        "date": now.date,
        "date_min": now.first,
        "date_max": now.last,
        "end": now.end,
        "end_min": now.end_first,
        "end_max": now.end_last,
        "modality": min(statements, key=lambda s: s.sureness).claim.modality,
        "claims": [s.claim.id for s in rows],
        "claim_dates": [s.claim.date or "" for s in rows],
        "claim_min": [_iso(s.first) for s in rows],
        "claim_max": [_iso(s.last) for s in rows],
        "claim_known": [_iso(s.known) for s in rows],
        "claim_values": [s.claim.values[0].mention if s.claim.values else "" for s in rows],
        **_steps(steps(statements, edge, chosen[0] if chosen else None)),
        "sources": sorted({s.claim.evidence.source for s in statements}),
        "known": min(known, default=None),
        "corroboration": corroboration(statements),
        "disputed": bool(broken) and chosen is None,
        "conflicts": sorted({c.rule for c in broken}),
        "conflict_claims": sorted({claim.id for c in broken for claim in c.claims}),
        "decision": chosen[1] if chosen else None,
        "quote": now.default.claim.evidence.quote,
        **_details(order, edge),
    }
    made = edge(**props)
    node = None if key.object is not None else _node(key, made, now.default)
    object_ = key.object if key.object is not None else node.id if node else ""
    return Fact(key, made, key.subject, object_, node, tuple(rows))


def _steps(told: Sequence[tuple[Any, Standing]]) -> dict[str, list[str]]:
    return {
        "step_days": [_iso(day) for day, _ in told],
        "step_dates": [s.date or "" for _, s in told],
        "step_min": [_iso(s.first) for _, s in told],
        "step_max": [_iso(s.last) for _, s in told],
        "step_end_min": [_iso(s.end_first) for _, s in told],
        "step_end_max": [_iso(s.end_last) for _, s in told],
        "step_claims": [s.default.claim.id for _, s in told],
    }


def _iso(day: Any) -> str:
    return "" if day is None else str(day.isoformat())


def _details(order: Sequence[Statement], edge: type[Edge]) -> dict[str, Any]:
    """Title, round, figures …: of the default claim, else of the next that has them and does not contradict it."""
    agreeing = [s for s in order if not s.excludes(order[0])]

    def first(name: str) -> Any:
        return next((v for s in agreeing if (v := getattr(s.claim, name))), None)

    def number(of: str) -> Figure | None:
        return next((f for s in agreeing if (f := s.figure(of)) is not None), None)

    stake, amount, counterparty = number("stake"), number("amount"), first("counterparty")
    shown = next((s for s in agreeing if s.amount is not None and s.amount is amount), None)
    value = None if shown is None else next(v for v in shown.claim.values if figure(v) == amount)
    return {
        "title": first("title"),
        "round": first("round"),
        "lead": any(s.claim.lead for s in agreeing),
        "counterparty": counterparty.name if counterparty else None,
        "stake": None if stake is None else stake.amount,
        "amount": None if amount is None else amount.amount,
        "amount_min": None if value is None else value.min,
        "amount_max": None if value is None else value.max,
        "unit": None if amount is None else amount.unit,
        "what": amount.what if amount is not None and edge.type == "METRIC" else None,
    }


def _node(key: FactKey, edge: Edge, default: Statement) -> Milestone | Measure | Round:
    """The node at the far end of a fact that names no entity there; its id is the fact's own."""
    when = dates.display_zh(edge.date) if edge.date else ""
    printed = default.claim.values[0].mention if default.claim.values else ""
    labels = {far for _, far in type(edge).endpoints}
    if "Measure" in labels:
        what = edge.what or "figure"
        shown = measure_name(edge.what) if edge.what else "数值"
        return Measure(id=f"measure:{edge.id}", name=" ".join(filter(None, (shown, printed))), what=what)
    if "Round" in labels:
        name = " ".join(filter(None, (edge.round or "融资", printed)))
        return Round(id=f"round:{edge.id}", name=name)
    subject, object_ = default.claim.subject, default.claim.object
    told = type(edge).type_zh
    if key.predicate == "RENAMED_TO" and subject and object_:
        told = f"{subject.mention}更名{object_.mention}"
    return Milestone(id=f"milestone:{edge.id}", name=" ".join(filter(None, (told, when))))
