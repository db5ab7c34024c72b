"""From all that points to names in a document to the names: evidence added up by form, edges mended, repetitions found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import ahocorasick_rs

from loaders.names.evidence import Spot
from loaders.names.forms import goes_on, ordinary
from loaders.names.lexicon import classes, entries
from loaders.names.model import EXCHANGE
from loaders.names.shadow import cuts

ACCEPT: Final = 2.0  # weight from which a form is a name
DOUBTFUL: Final = 0.3  # weight from which words of no class, or one noun, may be a name where more shows it
STRANGE: Final = re.compile("[UL0]{2,4}(?:[SK][sk]+)?|N[n]+")
NOUN: Final = re.compile("[NHK][nhk]+(?=[A-Z])")
WORD: Final = 6.0  # the same for a form that is an ordinary word too
AGAIN: Final = 0.8  # what each further occurrence of a form adds
MOST: Final = 2.0  # and at most
SHORT: Final = 2.2  # weight of what a registered name of the document may be shortened to
LEGAL: Final = re.compile("(?:有限公司|有限责任公司|合伙企业)(?:[（(]有限合伙[)）])?$")
TRADE: Final = re.compile(
    r"(?:R[r]+){0,2}(?P<trade>[UNAVMTF][UNAVMTFa-z]{1,3}?)(?=[SKNA])(?:[NSKAV][nskav]+)"
)
LOTS: Final = 1e9
WORDS: Final = 3.5  # the same for one that consists of ordinary words
SURE: Final = 4.0  # weight from which a form may take its place from a longer guess
INVESTS: Final = re.compile("(?:战略|联合|共同|独家)?投资(?:过|了)?")
NAMED_BY: Final = re.compile(  # 某某投资管理, 某某投资部: the word is part of the name, or of what somebody does there
    "(?:管理|公司|集团|有限|控股|基金|部|咨询|发展|合伙|中心|机构|股份|银行|证券|实业|顾问|负责|经理|总监|总|副|人|方|者|团队|板块|业务|的|与|及|和|、|[（(])"
    "|.*(?:基金|合伙企业|中心|公司)$"
)


@dataclass(slots=True)
class Settled:
    """A chosen spot and the weight of all evidence for its form."""

    spot: Spot
    weight: float


def settle(
    text: str, shade: str, zones: Sequence[tuple[int, int]], spots: Iterable[Spot], known: Collection[str]
) -> tuple[list[Settled], list[Spot]]:
    """The names, not overlapping, in order; and what would be a name if its form were no ordinary word.

    `known` are forms that need no evidence to be more than a word.
    """
    merged = _merge(text, spots)
    merged = _mend(text, shade, merged, _weigh(text, merged), known)
    forms = _weigh(text, merged)
    short = _short_forms(text, shade, merged, forms)
    for form in short:
        forms[form] = max(forms.get(form, 0.0), 0.0) + SHORT
    occurrences = _occurrences(text, shade, zones, [form for form, weight in forms.items() if weight > 0])
    common = entries("uncommon")
    accepted: dict[str, float] = {}
    doubtful: set[str] = set()
    strange = {text[s.start : s.end] for s in merged if STRANGE.fullmatch(shade, s.start, s.end)}
    for form, weight in forms.items():
        word = (form in common or form in classes()) and form not in known
        more = 0.0 if word else min(MOST, AGAIN * (len(occurrences.get(form, ())) - 1))
        least = WORD if word else WORDS if form not in known and ordinary(form) else ACCEPT
        if weight + more >= least:
            accepted[form] = weight + more
        elif weight + more >= (DOUBTFUL if form in strange else ACCEPT):
            doubtful.add(form)
    best: dict[str, Spot] = {}
    for spot in merged:
        form = text[spot.start : spot.end]
        if form in accepted and (form not in best or spot.weight > best[form].weight):
            best[form] = spot
    for form, spot in short.items():
        if form in accepted:
            best.setdefault(form, spot)
    candidates = [spot for spot in merged if text[spot.start : spot.end] in accepted]
    had = {(s.start, s.end) for s in candidates}
    for form, model in best.items():
        if model.type == EXCHANGE:
            continue  # a board or a country is one where it stands beside 上市, and nowhere else
        for start, end in occurrences.get(form, ()):
            if (start, end) not in had:
                further = goes_on(text, shade, start, end, len(text))
                if further and further[1] != "branch in a country":
                    accepted.setdefault(text[start : further[0]], accepted[form])
                    candidates.append(
                        replace(model, start=start, end=further[0], why=further[1], ticker=None, type=None)
                    )
                    continue
                candidates.append(
                    replace(
                        model,
                        start=start,
                        end=end,
                        weight=min(model.weight, 3.0),
                        why="repeated",
                        ticker=None,
                        fixed=False,
                    )
                )
    names = [Settled(spot, accepted[text[spot.start : spot.end]]) for spot in _choose(candidates)]
    return names, [spot for spot in merged if text[spot.start : spot.end] in doubtful]


def _short_forms(text: str, shade: str, spots: Iterable[Spot], forms: Mapping[str, float]) -> dict[str, Spot]:
    """What registered names are shortened to: the strange words behind the place, with and without the next word."""
    out: dict[str, Spot] = {}
    for spot in spots:
        if LEGAL.search(text, spot.start, spot.end) and forms[text[spot.start : spot.end]] >= SURE:
            match = TRADE.match(shade, spot.start, spot.end)
            if match:
                for end in {match.end("trade"), match.end()}:
                    form = text[match.start("trade") : end]
                    out.setdefault(
                        form, replace(spot, weight=SHORT, why="short for a registered name", ticker=None)
                    )
    return out


def _occurrences(
    text: str, shade: str, zones: Sequence[tuple[int, int]], forms: Sequence[str]
) -> dict[str, list[tuple[int, int]]]:
    """Where each form stands without cutting a word in two; of overlapping forms the longest is taken."""
    out: dict[str, list[tuple[int, int]]] = defaultdict(list)
    if not forms:
        return out
    machine = ahocorasick_rs.AhoCorasick(list(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for low, high in zones:
        piece = text if (low, high) == (0, len(text)) else text[low:high]
        for pattern, a, b in machine.find_matches_as_indexes(piece):
            start, end = low + a, low + b
            if not cuts(shade, start, end) and whole(text, start, end):
                out[forms[pattern]].append((start, end))
    return out


def _merge(text: str, spots: Iterable[Spot]) -> list[Spot]:
    """One spot a span; weights added, the strongest reason kept."""
    by_span: dict[tuple[int, int], Spot] = {}
    for spot in spots:
        key = (spot.start, spot.end)
        other = by_span.get(key)
        if other is None:
            if whole(text, *key):
                by_span[key] = replace(spot)
            continue
        if spot.weight > other.weight:
            other.why = spot.why
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


def _mend(
    text: str, shade: str, spots: list[Spot], forms: Mapping[str, float], known: Collection[str]
) -> list[Spot]:
    """Put surer names in the place of a guessed span that holds them and words that are no part of a name."""
    counts: dict[str, int] = defaultdict(int)
    for spot in spots:
        counts[text[spot.start : spot.end]] += 1
    firms = {spot.start for spot in spots if text[spot.start : spot.end] in known}
    out: list[Spot] = []
    for spot in spots:
        form = text[spot.start : spot.end]
        if spot.fixed or form in known or len(form) < 3:
            out.append(spot)
        elif parties := _invested(text, spot, known, firms):
            out += parties
        else:
            out += _parts(text, shade, spot, forms, known, often=counts[form] > 2) or [spot]
    return out


def _invested(text: str, spot: Spot, known: Collection[str], firms: Collection[int]) -> list[Spot]:
    """The two firms of a span guessed to be one name, 甲投资乙, or the one before a further name; `known` has 甲.

    `firms` are where names of the register begin.
    """
    verb = INVESTS.search(text, spot.start + 2, spot.end)
    if verb is None or text[spot.start : verb.start()] not in known:
        return []
    investor = replace(spot, end=verb.start())
    if verb.end() == spot.end:
        return [investor] if spot.end in firms else []
    if spot.end - verb.end() < 2 or NAMED_BY.match(text[verb.end() : spot.end]):
        return []
    return [investor, replace(spot, start=verb.end())]


def _parts(
    text: str, shade: str, spot: Spot, forms: Mapping[str, float], known: Collection[str], *, often: bool
) -> list[Spot]:
    """The surer names a guessed span consists of, beside words that border names; [] where it may stay.

    A span guessed `often` makes room for names of the register only.
    """
    least = LOTS if often else max(SURE, forms[text[spot.start : spot.end]] + 1.0)
    common = entries("uncommon")
    out: list[Spot] = []
    bordered = _describes(shade, text, spot, known)
    at = spot.start
    while at < spot.end:
        size = next(
            (
                n
                for n in range(min(spot.end - at, 16), 1, -1)
                if n < spot.end - spot.start and _surer(text[at : at + n], forms, known, least)
            ),
            0,
        )
        if size:
            out.append(replace(spot, start=at, end=at + size))
            at += size
            continue
        end = at + 1
        while end < spot.end and shade[end].islower() and shade[end] != "q":
            end += 1
        if end == at + 1 and end < spot.end and text[at : at + 2] in common:
            bordered, at = True, at + 2
            continue
        bordered = bordered or _borders(text[at:end], shade[at])
        at = end
    if not out:
        return []
    bordered = bordered or _goes_on_as_word(text, out[-1].end, spot.end)
    covered = sum(s.end - s.start for s in out) == spot.end - spot.start
    return out if bordered or (covered and len(out) > 1) else []


def _describes(shade: str, text: str, spot: Spot, known: Collection[str]) -> bool:
    """Whether a guess is a noun that says what the register's name behind it is: 玩家甲乙."""
    noun = NOUN.match(shade, spot.start, spot.end)
    return noun is not None and text[noun.end() : spot.end] in known


def _goes_on_as_word(text: str, low: int, high: int) -> bool:
    """Whether a word begins at `low`, behind a name, and ends behind `high`: 甲乙合二 of 甲乙|合二为一."""
    common = entries("uncommon")
    return low < high and any(text[low : low + n] in common for n in range(high - low + 1, 5))


def _surer(form: str, forms: Mapping[str, float], known: Collection[str], least: float) -> bool:
    weight = forms.get(form, 0.0)
    return weight >= least or (weight >= SURE and form in known)


def _borders(word: str, letter: str) -> bool:
    """Whether a word inside a guessed name shows that the name ends before it or begins after it."""
    if len(word) == 1:
        return letter in "FOCB" or word in entries("function", "loose") or word in "新原老"
    if word in entries("suffixes"):
        return False
    return letter in "FOCTPBV" or word in entries("business", "noun")


def whole(text: str, start: int, end: int) -> bool:
    """Whether a span with Latin or digits at an edge is not a part of a longer Latin word or number there."""
    first, last = text[start], text[end - 1]
    left, right = text[start - 1 : start], text[end : end + 1]
    if (
        first.isascii()
        and first.isalnum()
        and left.isascii()
        and left.isalnum()
        and not (first.isalpha() and left.isdigit())
    ):
        return False
    if last.isascii() and last.isalnum() and right.isascii() and right.isalnum():
        return last.isalpha() and right.isdigit()
    return True


def _choose(spots: list[Spot]) -> list[Spot]:
    """Non-overlapping spots: what contains another wins over it, else the heavier one."""
    taken: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start, -s.end)):
        if taken and spot.start < taken[-1].end:
            last = taken[-1]
            if spot.end > last.end and spot.weight > last.weight:
                taken[-1] = spot
            continue
        taken.append(spot)
    return taken
