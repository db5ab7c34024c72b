"""A text as the tagger sees it: one character a unit, numbers and Latin words folded, punctuation made one.

`Units.code` and `Units.shade` have equal length; `start(i)`/`end(i)` lead back to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.names.lexicon import entries

ALNUM: Final = re.compile(
    r"[0-9][0-9,.]*[0-9](?![A-Za-z])|[0-9](?![0-9A-Za-z])|[A-Za-z0-9À-ÿ]+(?:[’'&+\-][A-Za-z0-9À-ÿ]+|\+(?![A-Za-z0-9]))*"
)
SPACES: Final = re.compile(r"[ \t\u3000\u00a0]+")
STOP: Final = "。"  # the end of a sentence, and what stands before and after a text
NUMBER, CAPS, WORD, LOWER, MIXED, TITLE, NEVER = "0ⒶⓁⓛⓂⓉⓃ"
PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("。！？!?\n\r｡", STOP),
        **dict.fromkeys(",﹐", "，"), **dict.fromkeys("､﹑", "、"), **dict.fromkeys(":", "："), **dict.fromkeys(";", "；"),
        **dict.fromkeys("(【[〔", "（"), **dict.fromkeys(")】]〕", "）"), **dict.fromkeys("「『‘＂\"", "“"),
        **dict.fromkeys("」』’", "”"), **dict.fromkeys("〈", "《"), **dict.fromkeys("〉", "》"),
        **dict.fromkeys("•・‧", "·"), **dict.fromkeys("％", "%"), **dict.fromkeys("—–−-~～", "-"),
        **dict.fromkeys("\u3000\u00a0\t\u200b\ufeff", " "),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Units:
    """Folded text. `_folds` are the unit indexes of folded runs, `_ends` their ends in the text, `_shift` what each adds."""

    code: str
    shade: str
    _base: int
    _folds: list[int]
    _lengths: list[int]
    _shift: list[int]

    def start(self, index: int) -> int:
        """Offset in the text of the unit's first character."""
        k = bisect_right(self._folds, index - 1)
        return self._base + index + (self._shift[k - 1] if k else 0)

    def end(self, index: int) -> int:
        """Offset in the text behind the unit `index`."""
        k = bisect_right(self._folds, index)
        return self._base + index + 1 + (self._shift[k - 1] if k else 0)


@cache
def _latin(word: str) -> str:
    """The unit that a run of Latin letters and digits becomes."""
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


def units(text: str, shade: str, start: int, end: int) -> Units:
    """text[start:end] as units; `text` in simplified characters, `shade` its shadow."""
    plain = text[start:end].translate(PLAIN)
    shade = shade[start:end]
    code: list[str] = []
    shades: list[str] = []
    folds: list[int] = []
    lengths: list[int] = []
    shift: list[int] = []
    position = size = removed = 0
    for match in ALNUM.finditer(plain):
        low, high = match.span()
        if low > position:
            code.append(plain[position:low])
            shades.append(shade[position:low])
            size += low - position
        unit = _latin(match[0])
        code.append(unit)
        shades.append("0" if unit == NUMBER else "P" if unit == TITLE else "L")
        if high - low > 1:
            folds.append(size)
            lengths.append(high - low)
            removed += high - low - 1
            shift.append(removed)
        size += 1
        position = high
    code.append(plain[position:])
    shades.append(shade[position:])
    return Units("".join(code), "".join(shades), start, folds, lengths, shift)
