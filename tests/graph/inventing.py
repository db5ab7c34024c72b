"""Invented claims and sources for the tests of the graph."""

from __future__ import annotations

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from graph.claims import Claim, Evidence, Mention, Value, claim_id
from graph.schema import EntityType, Modality, Source

SHANGHAI = ZoneInfo("Asia/Shanghai")


def source(
    id_: str = "甲报", published: str | None = "2020-05-01T09:00", text: str = "", **more: object
) -> Source:
    when = None if published is None else datetime.fromisoformat(published).replace(tzinfo=SHANGHAI)
    return Source(
        id=id_,
        title=f"{id_}的报道",
        publisher=more.pop("publisher", id_),  # type: ignore[arg-type]
        published=when,
        published_on=None if when is None else when.date(),
        text_hash=hashlib.sha256((text or id_).encode()).hexdigest(),
        origin=f"{id_}.txt",
        **more,  # type: ignore[arg-type]
    )


def side(name: str, type_: EntityType = "Company", start: int = 0, aliases: tuple[str, ...] = ()) -> Mention:
    return Mention(
        name=name, type=type_, mention=name, start=start, end=start + len(name), aliases=list(aliases)
    )


def claim(
    predicate: str,
    subject: Mention | str,
    object_: Mention | str | None = None,
    *,
    of: str = "甲报",
    date: str | None = None,
    at: int = 0,
    values: tuple[Value, ...] = (),
    modality: Modality = Modality.ASSERTED,
    title: str | None = None,
) -> Claim:
    """A claim whose evidence is its own words, printed at `at` in its source."""
    left = side(subject, start=at) if isinstance(subject, str) else subject
    right = side(object_, start=at + 20) if isinstance(object_, str) else object_
    quote = f"{left.name}{predicate}{right.name if right else ''}{date or ''}。"
    made = Claim(
        predicate=predicate,
        subject=left,
        object=right,
        date=date,
        modality=modality,
        title=title,
        values=list(values),
        evidence=Evidence(source=of, quote=quote, start=at, end=at + len(quote)),
        rule="invented",
    )
    return made.model_copy(update={"id": claim_id(made)})


def percent(amount: float, what: str = "stake") -> Value:
    return Value(amount=amount, unit="percent", what=what, mention=f"{amount}%")
