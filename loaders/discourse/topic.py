"""Whom a document is about: the organisation named most often, or named in the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.discourse.alphabet import COMPANY, ORG_LETTERS, PRODUCT, UNKNOWN
from loaders.discourse.arguments import Ref
from loaders.discourse.entities import Entities
from loaders.discourse.sentence import Span

# no company, whom 该公司 would mean
AUTHORITY = re.compile("(?:(?<![书棋饭])局|法院|检察院|政府|委员会|交易所|证监会|管委会)$")
ABOUT = frozenset({COMPANY, PRODUCT, UNKNOWN})
IN_TITLE = 2  # a name in the title counts as much as two more in the text
LEAST = 3
ALONE = 2  # where nobody else is named
SOURCE = re.compile("网?讯|获悉|消息|报道|记者|快讯|财经|APP|）?】")  # behind who tells the news
CLEAR = 1.5  # times as often as the second
# 甲（简称乙）是一家…, 甲，又称乙，由…创立: how an entry on 甲 begins
ENTRY = re.compile(
    "”?(?:[（(][^（）()\n]{1,60}[）)])?(?:，[^，。\n]{1,24}){0,2}?，?(?:是(?:中国|国内|全球|[^，。\n]{0,6}最大的)?一[家个款种]|，?(?:全称|又称|亦称|原名|简称|由[^，。\n]{1,24}(?:创立|创办|创建)))"
)

SET_UP = re.compile(
    "(?:公司|集团)?(?:于|是在|在|自)?\ue010?(?:正式)?(?:成立|创立|创办|创建|诞生|创始)(?:于|，)"
)


def topic_of(
    spans: Sequence[Span],
    entities: Entities,
    plain: str,
    title: str,
    start: int,
    end: int,
    body: int | None = None,
) -> frozenset[str]:
    """The entity keys (none or one) that text[start:end] is about.

    `title` is in simplified characters; `body` is where the running text begins, if not at `start`.
    """
    counts: Counter[str] = Counter()
    titled: dict[str, str] = {}
    named: set[str] = set()  # what is all of the title
    for span in spans:
        if SOURCE.match(plain, span.end) or AUTHORITY.search(plain, span.start, span.end):
            continue
        if span.letter in ABOUT and start <= span.start and span.end <= end:
            key = entities.key(span)
            counts[key] += 1
            if plain[span.start : span.end] in title:
                form = plain[span.start : span.end]
                titled[key] = max(titled.get(key, ""), form, key=len)
                if form == title.strip("《》“” \n"):
                    named.add(key)
    for key, form in titled.items():
        whole = next((k for k, longer in titled.items() if longer != form and longer.startswith(form)), None)
        if whole is not None:  # 蜂鸟, where the title has 蜂鸟邮政
            counts[whole] += counts.pop(key)
        else:
            counts[key] += IN_TITLE
    if len(named) == 1 and counts[next(iter(named))] >= LEAST:
        return frozenset(named)
    if not titled:
        entry = _entry(spans, entities, plain, start if body is None else body)
        if entry is not None and counts[entry] >= LEAST:
            return frozenset({entry})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < (LEAST if len(ranked) > 1 else ALONE):
        return frozenset()
    # 橡湾 beside 橡湾家居 is no other firm, but how the text shortens it
    second = next((count for key, count in ranked[1:] if not ranked[0][0].startswith(key)), 0)
    return frozenset({ranked[0][0]}) if ranked[0][1] >= CLEAR * second else frozenset()


def _entry(spans: Sequence[Span], entities: Entities, plain: str, start: int) -> str | None:
    """The key of what the text from `start` begins by saying what it is, as entries of reference works do."""
    while start < len(plain) and (plain[start].isspace() or plain[start] in "“《"):
        start += 1
    first = next((span for span in spans if span.start >= start), None)
    if (
        first is None
        or first.start != start
        or first.letter not in ABOUT
        or ENTRY.match(plain, first.end) is None
    ):
        return None
    return entities.key(first)


def set_up(ref: Ref) -> bool:
    """Whether the sentence of `ref` goes on by saying when the firm was set up: 甲成立于2015年."""
    return ref.letter in ORG_LETTERS and SET_UP.match(ref.sentence.code, ref.index + 1) is not None
