"""Where forms are printed, all of them in one pass over the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import ahocorasick_rs


@lru_cache(maxsize=8)  # the forms of the register, beside those of one document
def _machine(forms: tuple[str, ...], longest: bool) -> ahocorasick_rs.AhoCorasick:
    kind = ahocorasick_rs.MatchKind.LeftmostLongest if longest else ahocorasick_rs.MatchKind.Standard
    return ahocorasick_rs.AhoCorasick(forms, matchkind=kind)


def printed(plain: str, forms: tuple[str, ...], *, longest: bool = False) -> Iterator[tuple[str, int, int]]:
    """(form, start, end) wherever one of `forms` stands in `plain`; `longest`: of those at one place the longest."""
    if forms:
        machine = _machine(forms, longest)
        for number, start, end in machine.find_matches_as_indexes(plain, overlapping=not longest):
            yield forms[number], start, end
