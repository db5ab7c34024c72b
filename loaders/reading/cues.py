"""The table of cues (`cues.csv`): which words and shapes tell furniture from text.

Columns: `kind` is the zone they make; `scope` how they are held against a line; `limit` the longest line they speak
of, in characters (0: any); `pattern` a regular expression over the folded line (see `fold`: half-width marks, `[` for
【, simplified script); `example` a line that it is there for, and that the tests hold it to. Scopes:

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


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table."""

    kind: ZoneKind
    scope: str
    limit: int
    pattern: re.Pattern[str]
    example: str


@lru_cache(maxsize=512)
def applicable(scope: str, size: int) -> tuple[Cue, ...]:
    """The rows of a scope that speak of lines of `size` characters."""
    return tuple(cue for cue in cues()[scope] if not cue.limit or size <= cue.limit)


@lru_cache(maxsize=1)
def cues() -> dict[str, tuple[Cue, ...]]:
    """The rows by scope, in the table's order; an unknown kind or scope, or a bad pattern, raises ValueError."""
    table: dict[str, list[Cue]] = {scope: [] for scope in SCOPES}
    rows = files("loaders.reading").joinpath("cues.csv").read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(rows.splitlines()), start=2):
        if row["scope"] not in table:
            raise ValueError(f"cues.csv line {number}: unknown scope {row['scope']!r}")
        pattern = row["pattern"]
        if row["scope"] in {"end", "cut_end"}:
            pattern = rf"(?:{pattern})\s*\Z"
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise ValueError(f"cues.csv line {number}: {error}") from error
        table[row["scope"]].append(
            Cue(ZoneKind(row["kind"]), row["scope"], int(row["limit"]), compiled, row["example"])
        )
    return {scope: tuple(found) for scope, found in table.items()}
