"""From all that points to names in a document to the names: evidence added up by form, edges mended, repetitions found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import ahocorasick_rs

from loaders.names.evidence import Spot
from loaders.names.lexicon import classes

ACCEPT: Final = 2.0  # weight from which a form is a name
WORD: Final = 5.0  # the same for a form that is an ordinary word too
ENDING: Final = re.compile(r"[SK][sk]+$")
GRAMMAR: Final = re.compile(r"[FOCVBMT]")


@dataclass(slots=True)
class Settled:
    """A chosen spot and the weight of all evidence for its form."""

    spot: Spot
    weight: float


def settle(
    text: str,
    shade: str,
    zones: Sequence[tuple[int, int]],
    spots: Iterable[Spot],
    known: Mapping[str, object],
) -> list[Settled]:
    """The names, not overlapping, in order."""
    merged = _merge(text, spots)
    forms = _weigh(text, merged)
    merged = _mend(text, shade, merged, forms)
    forms = _weigh(text, merged)
    accepted = {
        form: weight
        for form, weight in forms.items()
        if weight >= (WORD if form in classes() and form not in known else ACCEPT)
    }
    best: dict[str, Spot] = {}
    for spot in merged:
        form = text[spot.start : spot.end]
        if form in accepted and (form not in best or _rank(spot) > _rank(best[form])):
            best[form] = spot
    candidates = [spot for spot in merged if text[spot.start : spot.end] in accepted]
    candidates += _repeat(text, shade, zones, best, {(s.start, s.end) for s in candidates})
    return _choose(text, candidates, accepted)


def _rank(spot: Spot) -> tuple[float, int]:
    return spot.weight, -spot.start


def _merge(text: str, spots: Iterable[Spot]) -> list[Spot]:
    """One spot a span; weights added, the strongest reason kept."""
    by_span: dict[tuple[int, int], Spot] = {}
    for spot in spots:
        key = (spot.start, spot.end)
        if not whole(text, *key):
            continue
        other = by_span.get(key)
        if other is None:
            by_span[key] = replace(spot)
            continue
        if spot.weight > other.weight:
            other.why = spot.why
            other.type = spot.type or other.type
        else:
            other.type = other.type or spot.type
        other.weight += max(spot.weight, 0.0)
        other.ticker = other.ticker or spot.ticker
        other.fixed = other.fixed or spot.fixed
    return [by_span[key] for key in sorted(by_span)]


def _weigh(text: str, spots: Iterable[Spot]) -> dict[str, float]:
    """Weight of each form: its best occurrence, and a share of the others."""
    by_form: dict[str, list[float]] = defaultdict(list)
    for spot in spots:
        by_form[text[spot.start : spot.end]].append(spot.weight)
    out = {}
    for form, weights in by_form.items():
        top = max(weights)
        out[form] = top + min(6.0, 0.5 * (sum(w for w in weights if w > 0) - max(top, 0.0)))
    return out


def _mend(text: str, shade: str, spots: list[Spot], forms: Mapping[str, float]) -> list[Spot]:
    """Cut a guessed span back to a surer name that it begins or ends with."""
    counts: dict[str, int] = defaultdict(int)
    for spot in spots:
        counts[text[spot.start : spot.end]] += 1
    out: list[Spot] = []
    for spot in spots:
        form = text[spot.start : spot.end]
        if spot.fixed or spot.weight >= 12 or counts[form] > 2 or len(form) < 3:
            out.append(spot)
            continue
        cut = _shorter(text, shade, spot, forms)
        out.append(spot if cut is None else cut)
    return out


def _shorter(text: str, shade: str, spot: Spot, forms: Mapping[str, float]) -> Spot | None:
    own = forms[text[spot.start : spot.end]]
    for size in range(spot.end - spot.start - 1, 1, -1):
        for start, end in ((spot.start, spot.start + size), (spot.end - size, spot.end)):
            weight = forms.get(text[start:end], 0.0)
            if weight < max(4.0, own + 1.0):
                continue
            rest = shade[end : spot.end] if start == spot.start else shade[spot.start : start]
            words = [c for c in rest if c.isupper()]
            if start == spot.start and (ENDING.search(rest) or "L" in rest):
                continue
            if GRAMMAR.search(rest) or (len(rest) <= 2 and (not words or words[-1] in "UNA")):
                return replace(spot, start=start, end=end)
    return None


def whole(text: str, start: int, end: int) -> bool:
    """Whether a span with Latin or digits at an edge is not a part of a longer Latin word or number there."""
    first, last = text[start], text[end - 1]
    left, right = text[start - 1 : start], text[end : end + 1]
    if first.isascii() and first.isalnum() and left.isascii() and left.isalnum():
        return first.isalpha() and left.isdigit()
    if last.isascii() and last.isalnum() and right.isascii() and right.isalnum():
        return last.isalpha() and right.isdigit()
    return True


def _repeat(
    text: str,
    shade: str,
    zones: Sequence[tuple[int, int]],
    best: Mapping[str, Spot],
    had: set[tuple[int, int]],
) -> Iterable[Spot]:
    """Further occurrences of accepted forms, where they do not cut a word in two."""
    forms = [form for form in best if len(form) > 1]
    if not forms:
        return
    machine = ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for low, high in zones:
        piece = text if (low, high) == (0, len(text)) else text[low:high]
        for pattern, a, b in machine.find_matches_as_indexes(piece):
            start, end = low + a, low + b
            if (start, end) in had or not whole(text, start, end):
                continue
            if shade[start].islower() or (end < len(shade) and shade[end].islower() and shade[end] != "q"):
                continue
            model = best[forms[pattern]]
            yield replace(
                model,
                start=start,
                end=end,
                weight=min(model.weight, 3.0),
                why="repeated",
                ticker=None,
                fixed=False,
            )


def _choose(text: str, spots: list[Spot], accepted: Mapping[str, float]) -> list[Settled]:
    """Non-overlapping spots: what contains another wins over it, else the heavier one."""
    taken: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start, -s.end)):
        if taken and spot.start < taken[-1].end:
            last = taken[-1]
            if spot.end > last.end and spot.weight > last.weight:
                taken[-1] = spot
            continue
        taken.append(spot)
    return [Settled(spot, accepted[text[spot.start : spot.end]]) for spot in taken]
