"""The title of a post as the text prints it, and the posts that a list adds for the same person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.discourse.arguments import Ref
from loaders.discourse.sentence import Sentence
from loaders.matching import Hit
from loaders.patterns.template import titles

FORMER = re.compile("^(?:.{0,8}?(?:收到|宣布|将)(?:公司|了|其)*|原|前|时任|现任|新任|的)+|[均皆都]$")
# 邀请独立董事X: what stands before the title is a verb, not a part of it.
NO_TITLE = re.compile(
    "^[于被由向与对因]|获|同属|获悉|会见|采访|邀请|转让|减持|增持|持有|控制的|夫人|妻子|丈夫"
)
FOUNDER = re.compile("创[始办立建]人")
ONE_AFTER_ANOTHER = re.compile("历任|先后")


def title_of(sentence: Sentence, hit: Hit, text: str) -> str | None:
    """The title as `text` prints it: the group `title` of the pattern, else the trigger."""
    return _printed(
        sentence, hit.match.span("title" if "title" in hit.match.groupdict() else "trigger"), text
    )


def further(sentence: Sentence, hit: Hit, people: list[Ref], text: str) -> Iterator[tuple[Ref, str | None]]:
    """The posts of `people` after the one of `hit`, where and by what title: 历任甲总监、乙总裁，丙董事长."""
    low, high = hit.match.span("title") if "title" in hit.match.groupdict() else (-1, -1)
    if low < 0 or any(ref.sentence is sentence and ref.index >= low for ref in people):
        return
    while (more := _more().match(sentence.code, high)) is not None:
        index, high = more.start("org"), more.end("title")
        if not sentence.spans[index].printed.endswith("委员会"):  # 董事、某某委员会委员: of the board itself
            yield Ref(sentence, index, sentence.spans[index]), _printed(sentence, more.span("title"), text)


def of_founder(title: str | None) -> bool:
    """Whether a title says that its holder founded the firm."""
    return title is not None and FOUNDER.search(title) is not None


def in_turn(hit: Hit) -> bool:
    """Whether the posts of a list were held one after another, so that a date before it is that of the first."""
    return ONE_AFTER_ANOTHER.search(hit.match[0]) is not None


def _printed(sentence: Sentence, span: tuple[int, int], text: str) -> str | None:
    if span[0] < 0:
        return None
    start, end = sentence.place(*span)
    return FORMER.sub("", text[start:end]) or None


@lru_cache(maxsize=1)
def _more() -> re.Pattern[str]:
    title = f"[^，。；：、\ue000-\ue010的]{{0,12}}?(?:{titles()})"
    here = f"(?:(?:、|兼任?|和|与|及|/)(?!{title}\ue002)[^，。；：、兼\ue000-\ue00f的]{{2,14}})*"  # posts at the same organisation
    return re.compile(
        f"{here}(?:、|兼任?|暨|，?(?:以及|并|及|和|与|还|又|也|亦|曾|同时|目前|现|则|他|她|\ue008|\ue00c)*(?:担任|兼任|出任|现任|曾任|历任|任|是|为)?)"
        f"(?:前|原|\ue010)*(?:[\ue000\ue001\ue003\ue004](?:旗下|集团|公司|品牌|的)*)?(?P<org>[\ue000\ue001\ue003\ue004])(?:集团|公司|的)*(?P<title>{title})"
        f"(?=$|[，。；、兼]|等|以及|和|及|与|之一|一?职|职务)(?!(?:[、和及与兼][^，。；\ue000-\ue00f]{{0,12}})?\ue002)"
    )
