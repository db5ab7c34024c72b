"""A text as the tagger sees it: one character a unit, numbers and Latin words folded, punctuation made one.

`Units.code` and `Units.shade` have equal length; `start(i)`/`end(i)` lead back to the text. A quote of a share's price
that a news site puts behind a name, 某某(9.41,-0.12,-1.26%), is left out, also where it cuts a name in two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.names.lexicon import entries

RUN: Final = re.compile(
    r"[(（]\s*\d+(?:\.\d+)?\s*[,，]\s*[-+]?\d+(?:\.\d+)?\s*[,，]\s*[-+]?\d+(?:\.\d+)?[%％]\s*[)）]"
    r"|[0-9][0-9,.]*[0-9](?![A-Za-z])|[0-9](?![0-9A-Za-z])"
    r"|[A-Za-z0-9À-ÿ]+(?:[’'&+.\-][A-Za-z0-9À-ÿ]+|\+(?![A-Za-z0-9]))*"
)
STOP: Final = "。"  # the end of a sentence, and what stands before and after a text
NUMBER, CAPS, WORD, LOWER, MIXED, TITLE, NEVER = "0ⒶⓁⓛⓂⓉⓃ"
PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("。！？!?\n\r｡", STOP),
        **dict.fromkeys(",﹐", "，"), **dict.fromkeys("､﹑", "、"), **dict.fromkeys(":", "："), **dict.fromkeys(";", "；"),
        **dict.fromkeys("(【[〔", "（"), **dict.fromkeys(")】]〕", "）"), **dict.fromkeys("「『‘＂\"", "“"),
        **dict.fromkeys("」』’", "”"), **dict.fromkeys("〈", "《"), **dict.fromkeys("〉", "》"),
        **dict.fromkeys("•・‧", "·"), **dict.fromkeys("％", "%"), **dict.fromkeys("—–−-~～丨丶", "-"),
        **dict.fromkeys("\u3000\u00a0\t\u200b\ufeff", " "),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Units:
    """Folded text: `code` and `shade` have one character a unit, `at` the offset in the text where each begins."""

    code: str
    shade: str
    at: list[int]
    _long: dict[int, int]  # ends of the units that are more than one character

    def start(self, index: int) -> int:
        """Offset in the text of the unit's first character."""
        return self.at[index]

    def index(self, offset: int) -> int:
        """The unit that begins at `offset` of the text, or the first behind it."""
        return bisect_left(self.at, offset)

    def end(self, index: int) -> int:
        """Offset in the text behind the unit `index`."""
        return self._long.get(index, self.at[index] + 1)


@cache
def _latin(word: str) -> str:
    """The unit that a run of Latin letters and digits becomes; '' for a price quote."""
    if word[0] in "(（":
        return ""
    if word in entries("never", "latin"):
        return NEVER
    if word in entries("titles", "office"):
        return TITLE
    if word[0].isdigit() and not any(c.isalpha() for c in word):
        return NUMBER
    if any(c.isdigit() for c in word):
        return MIXED
    if word.isupper():
        return CAPS
    return LOWER if word.islower() else WORD


SHADES: Final = {NUMBER: "0", TITLE: "P", CAPS: "L", WORD: "L", LOWER: "L", MIXED: "L", NEVER: "L"}


def units(text: str, shade: str, start: int, end: int) -> Units:
    """text[start:end] as units; `text` in simplified characters, `shade` its shadow."""
    plain = text[start:end].translate(PLAIN)
    code: list[str] = []
    shades: list[str] = []
    at: list[int] = []
    long: dict[int, int] = {}
    position = 0
    for match in RUN.finditer(text, start, end):
        low, high = match.span()
        low, high = low - start, high - start
        if low > position:
            code.append(plain[position:low])
            shades.append(shade[start + position : start + low])
            at.extend(range(start + position, start + low))
        unit = _latin(match[0])
        position = high
        if unit:
            code.append(unit)
            shades.append(SHADES[unit])
            if high - low > 1:
                long[len(at)] = start + high
            at.append(start + low)
    code.append(plain[position:])
    shades.append(shade[start + position : end])
    at.extend(range(start + position, end))
    return Units("".join(code), "".join(shades), at, long)
