"""Which names of one document the document itself says are one: short forms, former, foreign and registered names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from loaders.names.evidence import definitions
from loaders.names.lexicon import entries
from loaders.names.model import EXCHANGE, PERSON, Name
from loaders.names.shadow import shadow

LEGAL: Final = re.compile(r"(?:有限公司|有限责任公司|股份公司|合伙企业)(?:[（(]有限合伙[)）])?$")
BETWEEN: Final = re.compile(
    r"\s*[”」』\"》]?\s*[，,（(]\s*(?:以下)?(?:简称|下称|又称|又名|也称|原名|曾用名|前身为|前身是|英文名称?|英文名为?|即)(?:为|是|[:：])?\s*[“「『\"《]?"
)
LATIN_BRACKET: Final = re.compile(r"\s*[（(]\s*(?:英文名[:：]?)?$")
OR: Final = re.compile(r"[”」\"]?\s*(?:或|、|，|,)\s*[“「\"]?$")
PLACE_BRACKET: Final = re.compile(r"[（(][\u4e00-\u9fff]{2,6}[)）]")


def aliases(text: str, names: Sequence[Name]) -> dict[str, set[str]]:
    """For each name that the text gives other forms of, those forms. `text` is the one the names' offsets count in.

    Keys are the longer or first-named forms: X（以下简称“Y”）, X，原名Y and X（Latin Y） give {X: {Y}}; a registered
    name 北京某某科技有限公司 and 某某 in the same document give {北京某某科技有限公司: {某某}} where no other registered
    name of the document holds 某某.
    """
    out: dict[str, set[str]] = defaultdict(set)
    for long, short in (*_defined(text, names), *_inside_registered(names)):
        if long != short:
            out[long].add(short)
    return dict(out)


def _defined(text: str, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    by_end = {name.end: name for name in names}
    starts = {name.start: name for name in names}
    for opening, low, high in definitions(text, 0, len(text)):
        long = by_end.get(opening) or by_end.get(opening - 1)
        if long is None:
            continue
        closing = min((i for i in (text.find("）", low), text.find(")", low)) if i > 0), default=high)
        if low not in starts:
            continue
        yield long.text, starts[low].text
        position = high
        for name in names:
            if high <= name.start < closing and OR.fullmatch(text, position, name.start):
                yield long.text, name.text
                position = name.end
    for one, other in pairwise(names):
        if one.type == EXCHANGE or other.type == EXCHANGE:
            continue
        if BETWEEN.fullmatch(text, one.end, other.start):
            yield one.text, other.text
            continue
        closed = text[other.end : other.end + 1] in tuple(")）") and LATIN_BRACKET.fullmatch(
            text, one.end, other.start
        )
        if closed and other.text.isascii() and not one.text.isascii():
            yield one.text, other.text


def _inside_registered(names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    registered = sorted({n.text for n in names if LEGAL.search(n.text)})
    short = sorted({n.text for n in names if n.type not in (PERSON, EXCHANGE) and not LEGAL.search(n.text)})
    for form in short:
        holders = [long for long in registered if _stands_for(form, long)]
        if len(holders) == 1:
            yield holders[0], form


def _stands_for(form: str, long: str) -> bool:
    """Whether `long` is a place, `form`, and words of business and law."""
    at = long.find(form)
    if at < 0:
        return False
    front, rest = long[:at], PLACE_BRACKET.sub("", long[at + len(form) :])
    if front and front not in entries("regions") and front.rstrip("市省") not in entries("regions"):
        return False
    return "U" not in shadow(rest) and "L" not in shadow(rest)
