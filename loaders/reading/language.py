"""Whether a text is Chinese at all: this project reads no other language."""

from __future__ import annotations

import re

SAMPLE = 200_000  # characters looked at
_SCRIPTS = (
    ("Japanese", re.compile("[\u3041-\u30ff\u31f0-\u31ff]")),
    ("Korean", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
)
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W\d_\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")


def language(text: str) -> str:
    """`Chinese`, `Japanese`, `Korean`, `another` or `none` (no letters at all).

    Chinese: of its Han characters and its words in alphabets, at least one in five is Han, and kana or hangul are
    under a tenth of its Han characters. An English report that gives a few names in Chinese is not Chinese.
    """
    sample = text[:SAMPLE]
    han = len(_HAN.findall(sample))
    for name, script in _SCRIPTS:
        if len(script.findall(sample)) > han / 10 + 2:
            return name
    words = len(_WORD.findall(sample))
    if han == 0:
        return "another" if words else "none"
    return "Chinese" if han >= (han + words) / 5 else "another"


def why_not_read(text: str) -> str | None:
    """Why no claims can come of the text, as the rest of a sentence; None when it is Chinese."""
    found = language(text)
    if found == "Chinese":
        return None
    if found == "none":
        return "holds no words"
    return f"is in {found if found != 'another' else 'another language'}, not in Chinese; only Chinese is read for claims"
