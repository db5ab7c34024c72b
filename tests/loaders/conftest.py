"""What the tests of the readers share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from loaders.document import KnownName
from loaders.extraction import extract

FIRMS = ("星海超市", "麦田网", "石桥网", "松果书店", "月台照明")


@pytest.fixture
def metrics(tmp_path: Path) -> Callable[..., list[str]]:
    """Reads a text of 2023-07-12: "subject measure amount date" of each METRIC claim, in order.

    The firms known are those given, else `FIRMS`; 陶小满 is a person.
    """

    def read(text: str, *companies: str) -> list[str]:
        path = tmp_path / "a.md"
        path.write_text(f"---\npublished: 2023-07-12\n---\n\n{text}\n", encoding="utf-8")
        known = [KnownName(name, "Company", (name,)) for name in companies or FIRMS]
        known.append(KnownName("陶小满", "Person", ("陶小满",)))
        return [
            f"{c.subject.name} {c.values[0].what} {c.values[0].amount:g} {c.date}"
            for c in extract(loaders.read(str(path)), known).claims
            if c.predicate == "METRIC" and c.subject is not None
        ]

    return read
