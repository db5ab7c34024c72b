"""A document as the reader sees it: one text, and what each stretch of it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from graph.claims import Claim

SHANGHAI = ZoneInfo("Asia/Shanghai")


class ReadError(ValueError):
    """A document that cannot be read; the message is one sentence for the user."""


class ZoneKind(StrEnum):
    """What a stretch of text is. Only the first five are read for claims."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    LIST_ITEM = "list_item"
    TABLE = "table"
    METADATA = "metadata"  # front matter, publication line, breadcrumb
    BYLINE = "byline"
    CAPTION = "caption"  # captions and image file names
    ADVERTISEMENT = "advertisement"
    CONTACT = "contact"
    COPYRIGHT = "copyright"
    NAVIGATION = "navigation"  # share widgets, related links, menus

    @property
    def readable(self) -> bool:
        return self in {ZoneKind.TITLE, ZoneKind.HEADING, ZoneKind.BODY, ZoneKind.LIST_ITEM, ZoneKind.TABLE}


@dataclass(frozen=True, slots=True)
class Zone:
    """text[start:end], a paragraph or line of one kind; zones do not overlap and are in order."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Part:
    """One article in a text that holds several: its span and what it says of itself."""

    start: int
    end: int
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: datetime | None = None


@dataclass(slots=True)
class Document:
    """A source: its text (what every offset counts in, in code points) and what it says of itself.

    `published` always has a time zone, Asia/Shanghai where the document names none; `published_on` is its day there.
    `parts` has one entry for each article of a file that holds several, and is empty otherwise.
    """

    id: str
    text: str
    origin: str  # file name or URL; never a folder of this machine
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: datetime | None = None
    originals: list[str] = field(
        default_factory=list
    )  # what it reports from (`of:`): URLs, or "title｜publisher"; graph.schema.Source.originals
    encoding: str | None = None
    zones: list[Zone] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(
        default_factory=list
    )  # what was repaired or left aside in reading, a sentence each

    @property
    def published_on(self) -> date | None:
        return None if self.published is None else self.published.date()


@dataclass(frozen=True, slots=True)
class Skipped:
    """What looked like a claim and was not taken: text[start:end] and why."""

    start: int
    end: int
    quote: str
    reason: str
    rule: str = ""


@dataclass(slots=True)
class Extraction:
    """What a document states, and what looked like a statement and was left."""

    claims: list[Claim] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name the register knows: any of its forms in a text stands for `name`.

    One of its `words` does so only where what stands beside it marks a name: they are ordinary words too.
    """

    name: str
    type: str
    forms: tuple[str, ...]
    words: tuple[str, ...] = ()
