"""A document's claims with their entities: what `claims`, `read` and the batch behind `claims --out` share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from graph.errors import UserError
from graph.register import Register, load_register
from graph.resolution import resolve
from loaders.document import Document, Extraction, KnownName, ReadError, Skipped, ZoneKind
from loaders.extraction import extract
from loaders.reading import read, why_not_read


@dataclass(frozen=True)
class Reading:
    """A document, what it states (names resolved against the register), and what was left aside in it."""

    document: Document
    extraction: Extraction


@lru_cache(maxsize=1)
def packaged() -> tuple[Register, tuple[KnownName, ...]]:
    """The packaged register and the names it gives the reader; read once a process."""
    register = load_register()
    return register, tuple(register.known_names())


def read_document(source: str | os.PathLike[str]) -> Document:
    """`loaders.read`, its errors as `UserError`."""
    try:
        return read(source)
    except ReadError as error:
        raise UserError(str(error).rstrip(".")) from error


def read_claims(source: str | os.PathLike[str], *, as_source: str | None = None) -> Reading:
    """Read `source` and extract its claims, resolved; `as_source` gives the document another id.

    Raises `UserError` when it cannot be read or is not in Chinese.
    """
    document = read_document(source)
    if as_source is not None:
        document.id = as_source
    why = why_not_read(document.text)
    if why is not None:
        raise UserError(f"{document.origin} {why}")
    register, names = packaged()
    extraction = extract(document, names)
    claims = resolve(extraction.claims, register)
    return Reading(document, Extraction(claims, extraction.skipped))


# why a kind of stretch is not read, for people
_WHY = {
    ZoneKind.METADATA: "says where and when it was published",
    ZoneKind.BYLINE: "a by-line",
    ZoneKind.CAPTION: "a caption or an image's file name",
    ZoneKind.ADVERTISEMENT: "an advertisement",
    ZoneKind.CONTACT: "a contact note",
    ZoneKind.COPYRIGHT: "a copyright note",
    ZoneKind.NAVIGATION: "belongs to the page, not to the article",
}


def left_aside(document: Document) -> list[Skipped]:
    """The stretches that were not read at all, each with why; `rule` is `zone:` and the kind."""
    return [
        Skipped(z.start, z.end, document.text[z.start : z.end], _WHY[z.kind], f"zone:{z.kind.value}")
        for z in document.zones
        if not z.kind.readable
    ]
