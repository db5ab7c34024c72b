"""Which entity a mention stands for: the decisions, then the register, then the name itself; never likeness.

`resolve` is pure and works a source at a time, so the cost of loading an article is that of the article. Always give it
the claims as the reader made them. (What it returns comes out equal when given again, unless a decision splits a name:
a split is of the name the reader gave.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.claims import Claim, Mention
from graph.ids import ORGANISATIONS, company_key, entity_id, label_of, name_key, simplify
from graph.judgements import NO_JUDGEMENTS, Judgements
from graph.register import Entry, Register
from graph.schema import EDGE_BY_TYPE, NODE_BY_LABEL, Entity, EntityType, endpoints_allowed

_SIDES = ("subject", "object", "counterparty")
# of two types that a source gives a name equally often, and for which the schema leaves the choice
_ORDER: tuple[EntityType, ...] = ("Company", "Product", "BusinessUnit")


@dataclass(slots=True)
class _Use:
    """One side of one claim, on its way to an entity."""

    claim: int
    side: str
    mention: Mention
    name: str
    type: EntityType
    settled: bool  # by a decision or the register: the source's other uses have no say


def resolve(claims: Sequence[Claim], register: Register, judgements: Judgements | None = None) -> list[Claim]:
    """The same claims, in the same order, with `name`, `type` and `aliases` of every mention set; ids unchanged.

    A name the register does not know becomes an entity of its own key and type. Where one source gives such a name
    two types of organisation, it gets one: that of most mentions which the schema allows everywhere.
    """
    decided = judgements or NO_JUDGEMENTS
    by_source: dict[str, list[int]] = {}
    for at, claim in enumerate(claims):
        by_source.setdefault(claim.evidence.source, []).append(at)
    out = list(claims)
    for source, places in by_source.items():
        uses = [_use(claims[at], at, side, source, register, decided) for at, side in _sides(claims, places)]
        _settle(claims, uses)
        for use in uses:
            id_ = entity_id(use.name, use.type)
            ref = decided.target(id_) or decided.named(id_)
            if ref is not None:
                use.name, use.type = ref.name, ref.type
        forms = _forms(uses, register)
        changes: dict[int, dict[str, Mention]] = {}
        for use in uses:
            aliases = sorted(forms[entity_id(use.name, use.type)] - {use.name})
            changes.setdefault(use.claim, {})[use.side] = use.mention.model_copy(
                update={"name": use.name, "type": use.type, "aliases": aliases}
            )
        for at, change in changes.items():
            out[at] = out[at].model_copy(update=change)
    return out


def _sides(claims: Sequence[Claim], places: Iterable[int]) -> list[tuple[int, str]]:
    return [(at, side) for at in places for side in _SIDES if getattr(claims[at], side) is not None]


def _use(claim: Claim, at: int, side: str, source: str, register: Register, judgements: Judgements) -> _Use:
    mention: Mention = getattr(claim, side)
    apart = judgements.split(mention.mention, mention.name, source)
    if apart is not None:
        entry = register.lookup(apart.name, apart.type)
        name, type_ = (entry.name, entry.type) if entry else (apart.name, apart.type)
        return _Use(at, side, mention, name, type_, True)
    if judgements.named(entity_id(mention.name, mention.type)) is not None:
        return _Use(at, side, mention, mention.name, mention.type, True)
    entry = _entry(mention, register)
    if entry is None:
        return _Use(at, side, mention, mention.name, mention.type, False)
    type_ = entry.type if _fits(claim, side, entry.type) else mention.type
    return _Use(at, side, mention, entry.name, type_, True)


def _entry(mention: Mention, register: Register) -> Entry | None:
    """What the register says: of the name as printed, else of the name the reader gave it, else of its one alias.

    The printed name comes first, since it is what the source says; a pronoun is no name of the register, so it falls
    through to its antecedent.
    """
    for form in (mention.mention, mention.name):
        entry = register.lookup(form, mention.type)
        if entry is not None:
            return entry
    found = {e.id: e for form in mention.aliases if (e := register.lookup(form, mention.type)) is not None}
    if len(found) != 1:
        return None
    entry = next(iter(found.values()))
    return None if register.never_merge(mention.name, entry.name) else entry


def _fits(claim: Claim, side: str, type_: str) -> bool:
    """Whether the schema lets an entity of this type stand on that side of the claim."""
    edge = EDGE_BY_TYPE.get(claim.predicate)
    if edge is None or side == "counterparty":
        return True
    place = 0 if side == "subject" else 1
    other = claim.object if side == "subject" else claim.subject
    for pair in edge.endpoints:
        if pair[place] != type_:
            continue
        far = pair[1 - place]
        if other is None or far == other.type or (far in ORGANISATIONS and other.type in ORGANISATIONS):
            return True
    return False


def _settle(claims: Sequence[Claim], uses: list[_Use]) -> None:
    """One name and one type for each name that neither a decision nor the register settled, within one source."""
    groups: dict[tuple[str, str], list[_Use]] = {}
    for use in uses:
        if not use.settled:
            if use.type in ORGANISATIONS:
                groups.setdefault(("organisation", company_key(use.name)), []).append(use)
            else:
                groups.setdefault((use.type, name_key(use.name)), []).append(use)
    for (kind, _), group in groups.items():
        name = display_name(use.name for use in group)
        type_ = group[0].type if kind != "organisation" else _type_of(claims, group)
        for use in group:
            use.name, use.type = name, type_


def _type_of(claims: Sequence[Claim], group: list[_Use]) -> EntityType:
    seen = {use.type for use in group}
    if any(company_key(use.name) != name_key(use.name) for use in group):
        return "Company"  # a legal form is printed: 有限公司 is no product
    if len(seen) == 1:
        return next(iter(seen))
    votes = Counter(use.type for use in group)

    def rank(type_: EntityType) -> tuple[int, int, int]:
        refused = sum(not _still_allowed(claims[use.claim], use.side, type_) for use in group)
        return refused, -votes[type_], _ORDER.index(type_)

    return min(sorted(seen), key=rank)


def _still_allowed(claim: Claim, side: str, type_: EntityType) -> bool:
    if side == "counterparty" or claim.subject is None:
        return True
    subject = type_ if side == "subject" else claim.subject.type
    object_ = None if claim.object is None else type_ if side == "object" else claim.object.type
    return endpoints_allowed(claim.predicate, subject, object_)


def _forms(uses: list[_Use], register: Register) -> dict[str, set[str]]:
    """Every form of each entity: what this source uses for it, and what the register knows it by."""
    forms: dict[str, set[str]] = {}
    for use in uses:
        id_ = entity_id(use.name, use.type)
        known = register.by_id.get(id_)
        held = forms.setdefault(id_, set(known.names if known else ()))
        held.update((use.mention.name, *use.mention.aliases))
        printed = use.mention.mention
        entry = register.lookup(printed, use.type)
        if (entry is not None and entry.name == use.name) or company_key(printed) == company_key(use.name):
            held.add(printed)
    return forms


def display_name(names: Iterable[str]) -> str:
    """Of names with one key, the one to show: the longest, but for spaces and quotes; simplified before traditional."""
    return min(set(names), key=lambda n: (-len(name_key(n)), simplify(n) != n, len(n), n))


def describe(
    id_: str, mentions: Iterable[Mention], register: Register, judgements: Judgements | None = None
) -> Entity:
    """The node of an entity.

    `mentions`: all resolved mentions of it, in any order; they are not looked at where the register knows the entity,
    whose node depends on register and decisions alone (so that a hub costs nothing).
    """
    decided = judgements or NO_JUDGEMENTS
    label = label_of(id_)
    entry = register.by_id.get(id_)
    merged = decided.merged(id_)
    forms: set[str] = {ref.name for ref in merged}
    tickers: set[str] = set()
    for known in [entry, *(register.lookup(ref.name, ref.type) for ref in merged)]:
        if known is not None:
            forms.update(known.names)
            tickers.update(known.tickers)
    if entry is not None:
        name = entry.name
    else:
        held = list(mentions)
        names = {mention.name for mention in held}
        forms.update(names, *(mention.aliases for mention in held))
        ref = decided.named(id_)
        name = ref.name if ref else display_name(names) if names else id_.partition(":")[2]
    node = NODE_BY_LABEL[label]
    assert issubclass(node, Entity)
    return node(
        id=id_,
        name=name,
        aliases=sorted(forms - {name}),
        tickers=sorted(tickers),
        sector=entry.sector if entry else None,
        registered=entry is not None,
    )
