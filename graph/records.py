"""The forms in which claims, facts and entities are stored: properties, JSON records, words for the log."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Day
from datetime import datetime
from typing import Any

from graph.claims import Claim, Mention
from graph.dates import is_valid
from graph.facts import FactKey
from graph.ids import entity_id, label_of
from graph.judgements import Judgements
from graph.register import Register
from graph.resolution import describe
from graph.schema import EDGE_BY_TYPE, Entity, Source
from graph.statements import statement

_SIDES = ("subject", "object", "counterparty")


def plain(props: Mapping[str, Any]) -> dict[str, Any]:
    """Properties as the store gives them back: no nulls, enumerations as their values."""
    return {
        key: getattr(value, "value", value) if not isinstance(value, datetime) else value
        for key, value in props.items()
        if value is not None
    }


def read_record(record: str) -> Claim:
    """A claim from the JSON it is stored as."""
    return Claim.from_record(json.loads(record))


def sides(before: Claim, after: Claim) -> str:
    """Names, types and aliases of a claim's sides before resolution, as JSON; '' where resolution changed nothing."""
    out: dict[str, list[Any]] = {}
    for side in _SIDES:
        was, is_ = getattr(before, side), getattr(after, side)
        if was is not None and was != is_:
            out[side] = [was.name, was.type, was.aliases]
    return json.dumps(out, ensure_ascii=False, separators=(",", ":")) if out else ""


def unresolved(claim: Claim, printed: str) -> Claim:
    """The claim as its reader made it (see `sides`)."""
    if not printed:
        return claim
    update = {}
    for side, (name, type_, aliases) in json.loads(printed).items():
        mention: Mention = getattr(claim, side)
        update[side] = mention.model_copy(update={"name": name, "type": type_, "aliases": aliases})
    return claim.model_copy(update=update)


def days(claim: Claim, source: Source) -> tuple[Day | None, Day | None]:
    """Between which days the claim lets it have begun; (None, None) for what the schema or the calendar does not know."""
    if claim.predicate not in EDGE_BY_TYPE or not all(
        is_valid(edtf) for edtf in (claim.date, claim.end) if edtf
    ):
        return None, None
    told = statement(claim, {source.id: source})
    return told.first, told.last


def owned_label(predicate: str) -> str:
    """Label of the node in which a fact without an object ends."""
    far = {label for _, label in EDGE_BY_TYPE[predicate].endpoints}
    return next(label for label in ("Measure", "Round", "Milestone") if label in far)


def id_of(mention: Mention | None) -> str | None:
    return None if mention is None else entity_id(mention.name, mention.type)


def uses_of(claim: Claim) -> Iterable[tuple[str, str, str]]:
    for mention in (claim.subject, claim.object):
        if mention is not None:
            id_ = entity_id(mention.name, mention.type)
            yield id_, "name", mention.name
            for alias in mention.aliases:
                yield id_, "alias", alias


def read_uses(stored: Sequence[str]) -> Counter[tuple[str, str]]:
    out: Counter[tuple[str, str]] = Counter()
    for entry in stored:
        count, kind, form = entry.split(" ", 2)
        out[kind, form] = int(count)
    return out


def entity_node(
    id_: str, uses: Counter[tuple[str, str]], register: Register, judgements: Judgements
) -> Entity:
    type_: Any = label_of(id_)
    aliases = sorted({form for kind, form in uses if kind == "alias"})
    mentions = [
        Mention(name=form, type=type_, mention=form, start=0, end=0, aliases=aliases)
        for kind, form in sorted(uses)
        if kind == "name"
    ]
    told = [
        f"{count} {kind} {form}" for (kind, form), count in sorted(uses.items(), key=lambda u: u[0][::-1])
    ]
    return describe(id_, mentions, register, judgements).model_copy(update={"uses": told})


def in_words(key: FactKey, claim: Claim, date: str | None = None) -> str:
    """A fact in words, for the log."""
    parts = [
        claim.subject.name if claim.subject else "",
        key.predicate,
        claim.object.name if claim.object else "",
        claim.title or "",
        claim.values[0].mention if claim.values and key.object is None else "",
        date or claim.date or "",
    ]
    return " ".join(part for part in parts if part)
