"""The shape of a name: where a guessed span is trimmed or split, and what is no name for its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from loaders.names.lexicon import entries

EDGE: Final = " \t\u3000“”\"「」『』《》‘’'<>|/\\,，.。;；:：、!！?？*-—…·~&+)）]】"
SPLIT: Final = re.compile(r"[\s<>|/\\“”\"「」『』《》:：;；,，、!！?？*@#]+(?![A-Za-z])")
UNIT_THEN_MORE: Final = re.compile(r"(?:事业群|事业部|委员会)(?=[\u4e00-\u9fff]{2,})")
# class nouns that end where a registered or printed name begins
HEAD_THEN_NAME: Final = re.compile(r"[HP][a-z]+(?=(?:[RU]|[NAV][nav]+S))")
FILE: Final = re.compile(r"\.(?:jpg|jpeg|png|gif|com|cn|net|org|html?)$|^(?:www|http)", re.IGNORECASE)


@cache
def _never() -> frozenset[str]:
    return entries("never") | entries("heads") | entries("titles") | entries("regions")


def tidy(text: str, shade: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span or spans that are left of a guessed one when marks and describing words at its edges are cut."""
    pieces: list[tuple[int, int]] = []
    low = start
    for match in SPLIT.finditer(text, start, end):
        if any(c.isascii() and c.isalpha() for c in text[match.end() : match.end() + 1]):
            continue
        pieces.append((low, match.start()))
        low = match.end()
    pieces.append((low, end))
    for low, high in pieces:
        while low < high and (text[low] in EDGE or text[low] in "(（[【") and not text.startswith("*ST", low):
            low += 1
        while low < high and (text[high - 1] in EDGE or text[high - 1] in "(（[【"):
            if text[high - 1] in ")）" and ("(" in text[low:high] or "（" in text[low:high]):
                break
            high -= 1
        for a, b in _cut(text, shade, low, high):
            if b - a >= 2 and not generic(text, shade, a, b) and not FILE.search(text[a:b]):
                yield a, b


def _cut(text: str, shade: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Cut a class noun in front (新三板公司X), and a unit from what follows it."""
    if low < high and "(" not in shade[low:high]:
        last = None
        for match in HEAD_THEN_NAME.finditer(shade, low, high):
            if high - match.end() >= 2 and text[low : match.end()] not in ("",):
                last = match
        if last is not None and last.start() > low:
            low = last.end()
    opened = max(text.rfind("(", low, high), text.rfind("（", low, high))
    if opened > 0 and not re.search("[)）]", text[opened:high]):
        high = opened
    split = UNIT_THEN_MORE.search(text, low, high)
    if split:
        yield low, split.end()
        yield split.end(), high
    else:
        yield low, high


def generic(text: str, shade: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a class noun, a figure, grammar, or another thing that never names."""
    form = text[start:end]
    if form in _never() or len(form) < 2:
        return True
    classes = shade[start:end]
    if not re.search("[A-Za-z\u4e00-\u9fff]", form):
        return not re.fullmatch(r"\d{3,5}", form)
    heads = [c for c in classes if c.isupper()]
    if all(c in "HPMTFOCBX0" for c in heads) and len(heads) > 1 and "U" not in classes and "L" not in classes:
        return True
    return bool(heads) and heads[-1] == "H" and all(c in "NAHMRTVSKPF" for c in heads) and len(heads) > 1
