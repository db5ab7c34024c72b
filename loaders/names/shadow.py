"""The shadow of a text: a string of the same length in which each character is the class of the word it stands in.

The first character of a word is the upper-case letter of its class (see `lexicon.CLASSES`), the others lower case, so
that regular expressions over the shadow see words. A Chinese character in no known word is `U`.
"""

from __future__ import annotations

import re
from typing import Final

from loaders.names.lexicon import automaton

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇"


class _Others(dict[int, str]):
    """Class of a character in no known word, made when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = _other(chr(code))
        self[code] = letter
        return letter


def _other(char: str) -> str:
    if char in "丨丶":  # strokes that news sites print as dividers
        return "/"
    if re.match(f"[{HAN}]", char):
        return "U"
    if char in "、､﹑":
        return "|"
    if char in '“”"「」『』‘’《》〈〉＂':
        return "q"
    if char in "(（[【〔":
        return "("
    if char in ")）]】〕":
        return ")"
    if char in ",，":
        return ","
    if char in "。.．":
        return "."
    if char == "\n":
        return "\n"
    if char.isspace() or char in "\u200b\ufeff":
        return " "
    if char.isdigit():
        return "0"
    if char.isalpha():
        return "L"
    if char in "·•・‧":
        return "-"
    return char if char in ":;!?&%*-_/" else "?" if char in "？！；：" else "/"


OTHERS: Final = _Others()


def shadow(text: str) -> str:
    """The shadow of `text`."""
    machine, shades = automaton()
    pieces: list[str] = []
    position = 0
    for pattern, start, end in machine.find_matches_as_indexes(text):
        if start > position:
            pieces.append(text[position:start].translate(OTHERS))
        pieces.append(shades[pattern])
        position = end
    pieces.append(text[position:].translate(OTHERS))
    return "".join(pieces)


def cuts(shade: str, start: int, end: int) -> bool:
    """Whether an edge of the span is inside a word."""
    inside = shade[start : start + 1] + shade[end : end + 1]
    return any(c.islower() and c != "q" for c in inside)
