"""A file or a URL as a document: its text, what it says of itself, and what each stretch of the text is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from loaders.document import Document, Part, ReadError, Zone, ZoneKind
from loaders.reading.about import About, front_matter
from loaders.reading.encoding import decode, repair
from loaders.reading.fetch import LIMIT, Raw, fetch, is_url
from loaders.reading.fold import fold
from loaders.reading.language import why_not_read
from loaders.reading.markdown import without_markup
from loaders.reading.page import looks_like_html, read_page
from loaders.reading.parts import Section, sections
from loaders.reading.zones import lay_out

MARKDOWN = {".md", ".markdown", ".mdown"}
HTML = {".html", ".htm", ".xhtml", ".shtml"}
TEXT = {".txt", ".text"}
SUFFIXES = MARKDOWN | HTML | TEXT | {".pdf"}  # what is taken from a folder
_NOT_ARTICLES = {"readme", "licence", "license", "licences", "changelog", "contributing"}


def read(source: str | os.PathLike[str]) -> Document:
    """The document behind a path or an http(s) URL: plain text, Markdown, HTML or PDF, of at most 50 MB.

    The text of a plain-text file is the file decoded, every character of it (a byte order mark aside); front matter
    stays in it as a METADATA zone. Raises `ReadError` with one sentence when there is nothing there that can be read.
    """
    return from_bytes(fetch(source))


def from_bytes(raw: Raw) -> Document:
    """The document in bytes already fetched."""
    if not raw.data.strip():
        raise ReadError(f"{raw.origin} is empty.")
    if raw.data.lstrip()[:5] == b"%PDF-" or raw.suffix == ".pdf" or raw.media_type == "application/pdf":
        return _from_pdf(raw)
    head = raw.data[:4096]
    declared = raw.charset or _declared(head)
    text, encoding, notes = decode(raw.data, declared=declared, name=raw.origin)
    text, repairs = repair(text, raw.origin)
    notes += repairs
    if not text.strip():
        raise ReadError(f"{raw.origin} is empty: it holds nothing but white space.")
    if (
        raw.suffix in HTML
        or raw.media_type in {"text/html", "application/xhtml+xml"}
        or looks_like_html(text)
    ):
        return _from_page(raw, text, encoding, notes)
    if raw.suffix in MARKDOWN or raw.media_type == "text/markdown":
        text, changed = without_markup(text)
        if changed:
            notes.append(
                "Markdown markup inside the lines (links, emphasis, images) was taken out of the text."
            )
    return _document(raw, text, encoding, notes)


def _declared(head: bytes) -> str | None:
    """The encoding that a page names in its first bytes."""
    found = re.search(
        rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]+)|<\?xml[^>]{0,60}encoding\s*=\s*["']([\w-]+)""",
        head,
        re.I,
    )
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None


def _from_page(raw: Raw, html: str, encoding: str, notes: list[str]) -> Document:
    page = read_page(html, name=raw.origin, url=raw.url)
    document = _document(raw, page.text, encoding, [*notes, *page.notes], page.about, page.hints)
    document.publisher = document.publisher or page.site
    return document


def _from_pdf(raw: Raw) -> Document:
    from loaders.reading.pdf import read_pdf

    text, title, notes = read_pdf(raw.data, name=raw.origin)
    document = _document(raw, text, None, notes, unwrap=False)
    if document.title is None:
        document.title = title
    return document


def _document(
    raw: Raw,
    text: str,
    encoding: str | None,
    notes: list[str],
    known: About | None = None,
    hints: Mapping[int, ZoneKind] | None = None,
    *,
    unwrap: bool = True,
) -> Document:
    """The text laid out; `known` is what the file says of itself beside its text, `hints` what its markup says."""
    about = known or About()
    front = front_matter(text)
    start = 0
    if front is not None:
        start = front[0]
        front[1].fill_from(about)
        about = front[1]
    document = Document(id="", text=text, origin=raw.origin, encoding=encoding, notes=notes)
    folded = fold(text)
    found = sections(text, start, about, hints, folded)
    if found and found[0].start < start:  # each part has front matter of its own
        about = known or About()
    elif start:
        document.zones.append(Zone(0, len(text[:start].rstrip()), ZoneKind.METADATA))
    if not found:
        layout = lay_out(
            text, start=start, known=about, hints=hints, unwrap=unwrap and hints is None, folded=folded
        )
        document.zones += layout.zones
        about.fill_from(layout.about)
    else:
        _lay_out_parts(document, found, about, hints, folded)
    document.id = source_id(about, raw)
    document.title, document.publisher, document.author = about.title, about.publisher, about.author
    document.url, document.published = about.url or raw.url, about.published
    document.originals = about.originals
    if (
        document.url is None
    ):  # what it reports from is the next best place to look it up; never its own identity
        document.url = next((original for original in about.originals if is_url(original)), None)
    return document


def _lay_out_parts(
    document: Document,
    found: list[Section],
    about: About,
    hints: Mapping[int, ZoneKind] | None,
    folded: str,
) -> None:
    """Zones and parts of a file that holds several; what holds for the whole goes to `about`.

    One article with teasers under it is dated like that article; a collection is known from the day of its last part,
    where it says no day of its own, and has a publisher when its parts agree on one.
    """
    text = document.text
    articles = [section for section in found if not section.item and not section.preface]
    for section in found:
        own = section.about
        single = section.preface or (len(articles) == 1 and section is articles[0])
        if section.body > section.start:
            end = section.start + len(text[section.start : section.body].rstrip())
            document.zones.append(Zone(section.start, end, ZoneKind.METADATA))
        document.zones += _zones_of(text, section, about if single else own, own, hints, folded)
        if single:
            about.fill_from(own)
        if section.preface:
            continue
        document.parts.append(
            Part(
                section.start, section.end,
                title=own.title, publisher=own.publisher or (None if articles else about.publisher),
                author=own.author, url=own.url, published=own.published,
            )
        )  # fmt: skip
    if len(articles) == 1:
        return
    days = [part.published for part in document.parts if part.published is not None]
    if about.published is None and days:
        about.published = max(days)
    publishers = {part.publisher for part in document.parts}
    if about.publisher is None and len(publishers) == 1:
        about.publisher = publishers.pop()


def _zones_of(
    text: str,
    section: Section,
    known: About,
    own: About,
    hints: Mapping[int, ZoneKind] | None,
    folded: str,
) -> list[Zone]:
    if not section.item:
        layout = lay_out(text, start=section.body, end=section.end, known=known, hints=hints, folded=folded)
        own.fill_from(layout.about)
        return layout.zones
    zones: list[Zone] = []
    position = section.start
    for a, b, kind in section.kinds:
        zones += _between(text, position, a, hints)
        zones.append(Zone(a, b, kind))
        position = b
    return zones + _between(text, position, section.end, hints)


def _between(text: str, a: int, b: int, hints: Mapping[int, ZoneKind] | None) -> list[Zone]:
    return lay_out(text, start=a, end=b, hints=hints).zones if text[a:b].strip(" \t\r\n()[]（）【】") else []


def find(sources: Iterable[str | os.PathLike[str]]) -> list[str]:
    """Paths and URLs of the documents that `sources` name, each once: URLs and files as given, folders by what is in them.

    A folder gives its files with a suffix of `SUFFIXES`, of all depths, by path; hidden ones and those that speak
    about the folder (README, LICENCE …) are left. Raises `ReadError` for a path that does not exist.
    """
    found: dict[str, None] = {}
    for source in sources:
        path = Path(source)
        if is_url(source) or not path.is_dir():
            if not is_url(source) and not path.exists():
                raise ReadError(f"{path} does not exist.")
            found[str(source)] = None
            continue
        inside = [
            file
            for file in path.rglob("*")
            if file.suffix.lower() in SUFFIXES
            and file.stem.lower() not in _NOT_ARTICLES
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
            and file.is_file()
        ]
        found.update(dict.fromkeys(str(file) for file in sorted(inside, key=lambda f: f.parts)))
    return list(found)


def read_many(
    sources: Iterable[str | os.PathLike[str]], *, failed: Callable[[str, ReadError], None] | None = None
) -> Iterator[Document]:
    """The documents that `find` names, one after the other.

    One that cannot be read is handed to `failed` with its error and the rest goes on; without `failed`, its
    `ReadError` is raised.
    """
    for source in find(sources):
        try:
            document = read(source)
        except ReadError as error:
            if failed is None:
                raise
            failed(source, error)
        else:
            yield document


def source_id(about: About, raw: Raw) -> str:
    """Front matter's `id`, else the canonical URL, else `name:` and the file's name without suffix."""
    if about.id:
        return about.id
    if about.url or raw.url:
        return str(about.url or raw.url)
    return f"name:{PurePosixPath(raw.origin).stem}"


__all__ = ["LIMIT", "SUFFIXES", "find", "from_bytes", "read", "read_many", "source_id", "why_not_read"]
