"""The table of cues (`cues.csv`): which words and shapes tell furniture from text.

Columns: `kind` is the zone they make; `scope` how they are held against a line; `limit` the longest line they speak
of, in characters (0: any); `pattern` a regular expression over the folded line (see `fold`: half-width marks, `[` for
【, simplified script), without capturing groups; `example` a line that it is there for, and that the tests hold it to.
Scopes:

- `line`: the whole line matches; `start`: its beginning; `end`: its end; `find`: any stretch of it;
- `block`: the whole line, and it heads a list of links that goes on until the text resumes;
- `cut_start`, `cut_end`: only the stretch that matches is of this kind, the rest of the line is text.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from loaders.document import ZoneKind

SCOPES = ("line", "start", "end", "find", "block", "cut_start", "cut_end")
_WHOLE = {"line", "block"}
_AT_END = {"end", "cut_end"}


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table."""

    kind: ZoneKind
    scope: str
    limit: int
    expression: str
    example: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression, anchored where the scope says so at the end of the line."""
        return _compiled(rf"(?:{self.expression})\s*\Z" if self.scope in _AT_END else self.expression)

    def speaks_of(self, size: int) -> bool:
        """Whether a line of `size` characters is not too long for it."""
        return not self.limit or size <= self.limit


_compiled = lru_cache(maxsize=None)(re.compile)


@lru_cache(maxsize=1)
def cues() -> dict[str, tuple[Cue, ...]]:
    """The rows by scope, in the table's order; an unknown kind or scope raises ValueError."""
    table: dict[str, list[Cue]] = {scope: [] for scope in SCOPES}
    rows = files("loaders.reading").joinpath("cues.csv").read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(rows.splitlines()), start=2):
        if row["scope"] not in table:
            raise ValueError(f"cues.csv line {number}: unknown scope {row['scope']!r}")
        table[row["scope"]].append(
            Cue(ZoneKind(row["kind"]), row["scope"], int(row["limit"]), row["pattern"], row["example"])
        )
    return {scope: tuple(found) for scope, found in table.items()}


@lru_cache(maxsize=8)
def _together(scope: str) -> re.Pattern[str]:
    """All rows of a scope as one pattern, a group for each: one call where a hundred would be made."""
    return re.compile("|".join(f"({cue.expression})" for cue in cues()[scope]))


def first_cue(scope: str, folded: str, a: int = 0, b: int | None = None) -> tuple[Cue, re.Match[str]] | None:
    """The first row of `scope` (line, block, start or cut_start) that holds on folded[a:b], and its match."""
    b = len(folded) if b is None else b
    together = _together(scope)
    found = (together.fullmatch if scope in _WHOLE else together.match)(folded, a, b)
    if found is None:
        return None
    rows = cues()[scope]
    index = (found.lastindex or 1) - 1
    if rows[index].speaks_of(b - a):
        return rows[index], found
    for cue in rows[index + 1 :]:  # the one that matched is for shorter lines
        if cue.speaks_of(b - a):
            found = (cue.pattern.fullmatch if scope in _WHOLE else cue.pattern.match)(folded, a, b)
            if found is not None:
                return cue, found
    return None


def search_cue(scope: str, folded: str, a: int = 0, b: int | None = None) -> tuple[Cue, re.Match[str]] | None:
    """The first row of `scope` (find, end or cut_end) that holds somewhere in folded[a:b], and its match."""
    b = len(folded) if b is None else b
    for cue in cues()[scope]:
        if cue.speaks_of(b - a) and (found := cue.pattern.search(folded, a, b)) is not None:
            return cue, found
    return None
