"""Whom a document is about: the organisation named most often, or named in the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.discourse.alphabet import COMPANY, PRODUCT, UNKNOWN
from loaders.discourse.entities import Entities
from loaders.discourse.sentence import Span

ABOUT = frozenset({COMPANY, PRODUCT, UNKNOWN})
IN_TITLE = 2  # a name in the title counts as much as two more in the text
LEAST = 3
SOURCE = re.compile("网?讯|获悉|消息|报道|记者|快讯|财经|APP|）?】")  # behind who tells the news
CLEAR = 1.5  # times as often as the second


def topic_of(
    spans: Sequence[Span], entities: Entities, plain: str, title: str, start: int, end: int
) -> frozenset[str]:
    """The entity keys (none or one) that text[start:end] is about; `title` in simplified characters."""
    counts: Counter[str] = Counter()
    titled: set[str] = set()
    for span in spans:
        if SOURCE.match(plain, span.end):
            continue
        if span.letter in ABOUT and start <= span.start and span.end <= end:
            key = entities.key(span)
            counts[key] += 1
            if plain[span.start : span.end] in title:
                titled.add(key)
    for key in titled:
        counts[key] += IN_TITLE
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < LEAST:
        return frozenset()
    second = ranked[1][1] if len(ranked) > 1 else 0
    return frozenset({ranked[0][0]}) if ranked[0][1] >= CLEAR * second else frozenset()
