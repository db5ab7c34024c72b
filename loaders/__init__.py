"""Text and tables into claims. Knows the schema, knows no store. Imports are made on first use: start-up counts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from loaders.document import Document, Extraction, KnownName, ReadError


def read(source: str | os.PathLike[str]) -> Document:
    """The document behind a path or an http(s) URL; see `loaders.reading.read`."""
    from loaders.reading import read as read_

    return read_(source)


def read_many(
    sources: Iterable[str | os.PathLike[str]], *, failed: Callable[[str, ReadError], None] | None = None
) -> Iterator[Document]:
    """The documents of files, URLs and whole folders, in a fixed order; see `loaders.reading.read_many`."""
    from loaders.reading import read_many as read_many_

    return read_many_(sources, failed=failed)


def extract(
    document: Document, names: Sequence[KnownName] = (), *, patterns: Sequence[Path] = ()
) -> Extraction:
    """The claims of a document, and what was left and why; see `loaders.extraction.extract`."""
    from loaders.extraction import extract as extract_

    return extract_(document, names, patterns=patterns)
