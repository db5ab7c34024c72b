"""Names of companies, products, people, business units and exchanges in a document, known or not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import ahocorasick_rs

from loaders.document import Document, KnownName
from loaders.names.lexicon import entries
from loaders.names.model import COMPANY, PRODUCT, UNIT, UNKNOWN, Name, NameType
from loaders.names.shadow import shadow

LATIN: Final = r"[A-Za-z][A-Za-z0-9&+'’\-]*"
# a core of unknown characters, Latin and digits; before it a place, behind it words that end in a suffix
CORE: Final = re.compile(
    r"(?P<place>(?:R[r]+){1,2})?(?P<core>[UL0]*[UL][UL0\-]*)"
    r"(?P<tail>(?:(?:[NVAHKSR][a-z]+|U){0,4}?(?:[SK][sk]+)(?![a-z]))+(?:\([RNUr a-z]{1,12}\)(?:[SK][sk]+))?)?"
)
TICKER: Final = re.compile(
    r"[(（]\s*(?:[A-Za-z\u4e00-\u9fff]{2,6}[:： ]\s*)?(?P<code>\d{4,6}(?:\.[A-Za-z]{1,2})?|[A-Z]{1,5}\.[A-Z]{1,2}|\d{1,4}\.HK)"
    r"\s*(?=[)），,;；])"
)
WIDGET: Final = re.compile(r"[(（]\s*\d+\.\d+\s*,\s*-?\d+\.\d+\s*,\s*-?\d+\.\d+%\s*[)）]")
QUOTED: Final = re.compile(r"[“「『\"《]([^“”「」『』\"《》\n，。；！？]{1,16})[”」』\"》]")
OPEN_QUOTE: Final = re.compile(r"“([^“”\n，。、；！？]{1,12})(?=[、，。；]“)")


@dataclass(slots=True)
class _Spot:
    start: int
    end: int
    type: NameType
    score: float
    why: str
    ticker: str | None = None
    head: tuple[int, int] | None = None


class NameFinder:
    """Finds names; `known` are the register's, whose forms win wherever they stand as names of their own."""

    def __init__(self, known: Sequence[KnownName] = ()) -> None:
        self._forms: dict[str, KnownName] = {}
        for name in known:
            for form in (name.name, *name.forms):
                if len(form) > 1:
                    self._forms.setdefault(form, name)
        self._known = _machine(self._forms)

    def find(self, document: Document, plain: str | None = None) -> list[Name]:
        """The names in the readable zones of `document`, not overlapping, in order.

        `plain` is the document's text in simplified characters, of the same length, where the caller has it.
        """
        text = document.text if plain is None else plain
        zones = [(z.start, z.end) for z in document.zones if z.kind.readable] or [(0, len(text))]
        shade = shadow(text)
        spots: list[_Spot] = []
        for start, end in zones:
            spots += _cores(text, shade, start, end)
            spots += _quotes(text, shade, start, end)
        spots = _repeat(text, zones, spots)
        if self._known is not None:
            spots += self._register(text, zones)
        chosen = _choose(spots)
        return [self._name(document.text, text, spot) for spot in chosen]

    def _register(self, text: str, zones: Sequence[tuple[int, int]]) -> Iterable[_Spot]:
        machine, forms = self._known  # type: ignore[misc]
        for pattern, start, end in machine.find_matches_as_indexes(text):
            if not any(a <= start and end <= b for a, b in zones):
                continue
            if not _whole(text, start, end):
                continue
            name = self._forms[forms[pattern]]
            yield _Spot(start, end, name.type, 1.0, "register")  # type: ignore[arg-type]

    def _name(self, printed: str, plain: str, spot: _Spot) -> Name:
        form = printed[spot.start : spot.end]
        known = self._forms.get(form) or self._forms.get(plain[spot.start : spot.end])
        kind = spot.type if known is None else known.type
        return Name(
            spot.start, spot.end, form, kind, spot.score, spot.why,  # type: ignore[arg-type]
            canonical=None if known is None else known.name, ticker=spot.ticker, head=spot.head,
        )  # fmt: skip


def _machine(forms: Iterable[str]) -> tuple[ahocorasick_rs.AhoCorasick, list[str]] | None:
    listed = list(forms)
    if not listed:
        return None
    return ahocorasick_rs.AhoCorasick(listed, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), listed


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a form with Latin or digits at an edge is not a part of a longer Latin word or number there."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if text[start].isascii() and left.isascii() and left.isalnum():
        return False
    return not (text[end - 1].isascii() and right.isascii() and right.isalnum())


def _before(text: str, shade: str, at: int) -> tuple[str, str]:
    """Class and text of the word that ends at `at`."""
    start = at - 1
    while start > 0 and shade[start].islower() and shade[start] != "q":
        start -= 1
    return (shade[start], text[start:at]) if start >= 0 else ("\n", "")


def _after(text: str, shade: str, at: int) -> tuple[str, str]:
    end = at + 1
    while end < len(shade) and shade[end].islower() and shade[end] != "q":
        end += 1
    return (shade[at], text[at:end]) if at < len(shade) else ("\n", "")


def _cores(text: str, shade: str, low: int, high: int) -> Iterable[_Spot]:
    never = entries("never")
    strong = entries("suffixes", "strong", "legal")
    units = entries("suffixes", "unit")
    loose = entries("function", "loose")
    for match in CORE.finditer(shade, low, high):
        start, end = match.span()
        core_start, core_end = match.span("core")
        tail = match.group("tail")
        score = 0.3
        if match.group("place") and not tail:
            start = core_start
        while core_start < core_end and text[core_start] in loose:
            core_start += 1
            start = core_start
        if not tail:
            while core_end > core_start and text[core_end - 1] in loose:
                core_end -= 1
                end = core_end
        if core_end <= core_start:
            continue
        form = text[start:end]
        if form in never or (text[core_start:core_end] in never and not tail):
            continue
        latin = sum(c == "L" for c in shade[core_start:core_end])
        if tail and form.endswith(tuple(strong)):
            score += 0.3
        if end - start < 2:
            continue
        kind: NameType = COMPANY if tail else UNKNOWN
        if form.endswith(tuple(units)):
            kind = UNIT
        b, _ = _before(text, shade, start)
        a, _ = _after(text, shade, end)
        if b in "BPH|q\nV":
            score += 0.2
        if a in "BPH|q(":
            score += 0.2
        if core_end - core_start == 1:
            score -= 0.3
        if latin and latin == core_end - core_start and form.isupper() and latin <= 3:
            score -= 0.2
        yield _Spot(start, end, kind, min(score, 0.95), "core")


def _quotes(text: str, shade: str, low: int, high: int) -> Iterable[_Spot]:
    for match in QUOTED.finditer(text, low, high):
        start, end = match.span(1)
        if re.search(r"[OFC,]", shade[start:end]):
            continue
        score = 0.4 if "U" in shade[start:end] or "L" in shade[start:end] else 0.2
        b, _ = _before(text, shade, start - 1)
        a, _ = _after(text, shade, end + 1)
        if b in "BHUK":
            score += 0.3
        if a in "HK":
            score += 0.2
        yield _Spot(start, end, PRODUCT if a in "HK" or b in "HK" else UNKNOWN, score, "quoted")


def _repeat(text: str, zones: Sequence[tuple[int, int]], spots: list[_Spot]) -> list[_Spot]:
    """A string found more than once gains; one found surely is taken wherever it stands."""
    by_form: dict[str, list[_Spot]] = defaultdict(list)
    for spot in spots:
        by_form[text[spot.start : spot.end]].append(spot)
    counts = Counter({form: len(found) for form, found in by_form.items()})
    out: list[_Spot] = []
    sure: dict[str, _Spot] = {}
    for form, found in by_form.items():
        best = max(found, key=lambda s: s.score)
        bonus = 0.0 if counts[form] == 1 else 0.15 if counts[form] < 4 else 0.25
        if best.score + bonus >= 0.5:
            sure[form] = replace(best, score=min(0.95, best.score + bonus))
    machine = _machine(sure)
    if machine is None:
        return out
    for pattern, start, end in machine[0].find_matches_as_indexes(text):
        if _whole(text, start, end) and any(a <= start and end <= b for a, b in zones):
            out.append(replace(sure[machine[1][pattern]], start=start, end=end))
    return out


def _choose(spots: Iterable[_Spot]) -> list[_Spot]:
    """Non-overlapping spots: a longer one wins over what lies inside it, then the surer one."""
    taken: list[_Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start, -s.end, -s.score)):
        if taken and spot.start < taken[-1].end:
            if spot.score > taken[-1].score and spot.end > taken[-1].end:
                taken[-1] = spot
            continue
        taken.append(spot)
    return taken
