"""A file or a URL as a document: its text, what it says of itself, and what each stretch of the text is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from loaders.document import Document, ReadError
from loaders.reading.about import About, front_matter
from loaders.reading.encoding import decode, repair
from loaders.reading.fetch import LIMIT, Raw, fetch, is_url
from loaders.reading.language import why_not_read
from loaders.reading.zones import lay_out

MARKDOWN = {".md", ".markdown", ".mdown"}
HTML = {".html", ".htm", ".xhtml", ".shtml", ".mht"}
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
    text, encoding, notes = decode(raw.data, declared=raw.charset, name=raw.origin)
    text, repairs = repair(text, raw.origin)
    if not text.strip():
        raise ReadError(f"{raw.origin} is empty: it holds nothing but white space.")
    return _document(raw, text, encoding, [*notes, *repairs])


def _document(raw: Raw, text: str, encoding: str, notes: list[str]) -> Document:
    front = front_matter(text)
    start, about = front if front is not None else (0, About())
    layout = lay_out(text, start=start, known=about)
    about.fill_from(layout.about)
    return Document(
        id=source_id(about, raw),
        text=text,
        origin=raw.origin,
        title=about.title,
        publisher=about.publisher,
        author=about.author,
        url=about.url,
        published=about.published,
        encoding=encoding,
        zones=layout.zones,
        notes=notes,
    )


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
