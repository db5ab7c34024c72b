"""Whether a name is a person's, by its characters and the words beside it: a logistic model over sparse features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from loaders.names.lexicon import entries

EDGE: Final = "。"


def candidate(form: str) -> bool:
    """Whether a name has a shape that a person's may have: surname and one or two characters, or a dot inside."""
    if "·" in form or "•" in form:
        return 3 <= len(form) <= 20
    if not 2 <= len(form) <= 4 or not all("\u4e00" <= c <= "\u9fff" for c in form):
        return False
    if form[:2] in entries("surnames", "double"):
        return len(form) > 2
    return form[0] in entries("surnames", "single") and len(form) <= 3


def person_features(text: str, start: int, end: int) -> list[str]:
    """What the model looks at, for the name text[start:end] in its context."""
    form = text[start:end]
    before, after = text[max(0, start - 3) : start], text[end : end + 3]
    before, after = (EDGE * 3 + before)[-3:], (after + EDGE * 3)[:3]
    return [
        "s" + form[0], "g" + form[1], "l" + form[-1], "n" + str(len(form)), "p" + form[1:],
        "b" + before[2], "c" + before[1:], "d" + before, "a" + after[0], "e" + after[:2], "f" + after,
    ]  # fmt: skip


def person_score(weights: Mapping[str, int], text: str, start: int, end: int) -> float:
    """Log-odds that the name text[start:end], a `candidate`, is a person's. `weights` are in thousandths."""
    return (weights.get("", 0) + sum(weights.get(f, 0) for f in person_features(text, start, end))) / 1000
