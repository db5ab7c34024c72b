"""Words as the alternatives of a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable


def longest_first(words: Iterable[str]) -> str:
    """The words, taken literally, as alternatives of a pattern: longer ones first, and in the same order every run."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
