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


def article(number: int) -> tuple[Source, list[Claim]]:
    """One of a series of small articles that share companies, products and facts with their neighbours."""
    of = f"name:第{number:03d}篇"
    day = f"2020-0{1 + number % 9}-1{number % 10}T08:00"
    told = [
        claim("INVESTED_IN", "青山集团", f"公司{number // 2}", of=of, date=str(2001 + number // 3), at=0),
        claim("LAUNCHED", "青山集团", side(f"{number // 3}号店", "Product", 60), of=of, date="2015", at=40),
        claim("FOUNDED", f"公司{number // 2}", of=of, date=str(1990 + number % 4), at=90),
        claim(
            "SHUT_DOWN", side(f"{number // 3}号店", "Product", 130), of=of, date=f"201{number % 9}", at=130
        ),
        claim("PARTNERED_WITH", f"公司{number // 2}", f"公司{number // 2 + 1}", of=of, at=170),
    ]
    return source(of, day, publisher=f"{'甲乙丙'[number % 3]}报"), told
