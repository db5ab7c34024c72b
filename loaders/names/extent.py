"""How far a name reaches: to a word of use behind it, and to what it never stands without in the document.

The tagger weighs each place by itself and likes what it has seen: of 甲乙支付 and 鲸云看看 it often finds the first half.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from loaders.names.evidence import Spot
from loaders.names.forms import ORG
from loaders.names.lexicon import entries
from loaders.names.people import candidate
from loaders.names.sequence import tagger
from loaders.names.units import units

Margin = Callable[[int, int], float]
USE: Final = re.compile(r"(?:S[s]+|K[k]+)(?=$|[,.|q()\n ?!:;\-/0FBOCVTM])")
NO_USE: Final = frozenset(
    {"会员", "财务", "工程", "传播", "联盟", "新车", "新房", "房产", "门店", "网站"}
)  # what any firm has
LOSS: Final = {"S": 2.5, "K": 1.0}  # how much less likely (log) the longer name may be than the shorter
SITE: Final = re.compile("网(?=$|[，。；、！？（(”」》和与及的])")
OF_USE: Final = "goes on to its use"
AROUND: Final = 6  # characters that the tagger is shown on both sides of a name
AFTER: Final = re.compile(
    "[USKN][skn]?(?![a-z])|[B](?![a-z])"
)  # what may belong to a name it always stands behind
BEFORE: Final = re.compile("[TFAN][tfan]$")
OFTEN: Final = 3
LIKED: Final = 4.0  # weight from which the model is trusted that a name begins with 和
MOST: Final = 3  # characters from which a name is made no longer
LIKELY: Final = 0.0
JOINS: Final = frozenset("和与及")
NOT_JOINED: Final = re.compile(
    r"(?:\A|[。！？；\n】」』”“「（(]|[由被予给向把的对])\s*$"
)  # no list goes on behind these
TOGETHER: Final = re.compile(  # 和某某一样, 与某某合作后: somebody does it with X, or is like X
    "[^。；\n]{0,24}?(?:一样|一道|一起|一同|相比|相仿|类似|不同|不一样|合作|之间|联手|联合|携手|共同|签|达成|的关系|有关|合资|合并|竞争|相似|相关|对接|同时|同期|同属)"
)
ALWAYS: Final = "never stands without"


def margin_at(text: str, shade: str, start: int, end: int) -> float:
    """How much likelier the model finds text[start:end] a name than none."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    piece = units(text, shade, low, high)
    return tagger().read(piece).margin(piece.index(start), piece.index(end))


def with_use(text: str, shade: str, spots: Iterable[Spot], margin: Margin) -> list[Spot]:
    """Longer spots for those that go on with a word of use (甲乙|支付) which ends before a mark, a verb or 的."""
    out = []
    for spot in spots:
        word = USE.match(shade, spot.end) or SITE.match(text, spot.end)
        if (
            word is None
            or (text.startswith("发展", spot.end) and shade[word.end() : word.end() + 1] in tuple("OVFN"))
            or text[spot.end : word.end()] in NO_USE
            or spot.weight < 1
            or ORG.search(text, spot.start, spot.end)
        ):
            continue
        odds = margin(spot.start, word.end())
        if odds > LIKELY and odds > margin(spot.start, spot.end) - LOSS.get(word[0][0], LOSS["S"]):
            out.append(Spot(spot.start, word.end(), max(spot.weight, 3.0), OF_USE, fixed=True))
    return out


def always_with(text: str, shade: str, spots: Sequence[Spot], known: Iterable[str]) -> list[Spot]:
    """`spots` with those made longer that have the same character or word on one side in all places of the document."""
    by_form: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.why == "context":
            by_form[text[spot.start : spot.end]].append(spot)
    longer: dict[str, tuple[int, int]] = {}
    for form, found in by_form.items():
        if form in known or len(form) > 4 or candidate(form) or ORG.search(form):
            continue
        places = [match.start() for match in re.finditer(re.escape(form), text)]
        if len(places) < OFTEN:
            continue
        start, end = found[0].start, found[0].end
        before = BEFORE.search(shade, max(0, start - 2), start)
        size = 0
        while size < MOST and (after := AFTER.match(shade, end + size)):
            more = size + len(after[0])
            if not all(text.startswith(text[end : end + more], at + len(form)) for at in places):
                break
            size = more
        if size:
            longer[form] = (0, size)
        elif before and all(text.startswith(text[start - 2 : start], at - 2) for at in places if at > 1):
            longer[form] = (2, 0)
    sure = {
        form
        for form, (left, right) in longer.items()
        if max(margin_at(text, shade, s.start - left, s.end + right) for s in by_form[form]) > LIKELY
    }
    return [
        replace(
            spot,
            start=spot.start - longer[text[spot.start : spot.end]][0],
            end=spot.end + longer[text[spot.start : spot.end]][1],
            why=ALWAYS,
        )
        if spot.why == "context" and text[spot.start : spot.end] in sure
        else spot
        for spot in spots
    ]


def _person(form: str) -> bool:
    return candidate(form) and form[-2:] not in entries("suffixes")


def joined_first(text: str, spots: Sequence[Spot], known: Collection[str]) -> list[Spot]:
    """`spots` with those made longer whose name begins with what joins others (和记 taken for 和 and 记…).

    Such a name stands behind the same character in all places of the document, and in one of them nothing can be
    joined: at the beginning of a sentence, behind 由 or 的; or the model sees the longer name there.
    """
    whole = {text[spot.start : spot.end]: spot.weight for spot in spots}
    longer: dict[str, bool] = {}
    for spot in spots:
        form, first = text[spot.start : spot.end], text[spot.start - 1 : spot.start]
        if first not in JOINS or form in longer or form in known or spot.fixed or _person(form):
            continue
        places = [match.start() for match in re.finditer(re.escape(form), text)]
        longer[form] = all(text[at - 1] == first for at in places) and (
            whole.get(first + form, 0.0) >= LIKED
            or any(
                NOT_JOINED.search(text, max(0, at - 3), at - 1) is not None
                and (len(places) > 1 or TOGETHER.match(text, at + len(form)) is None)
                for at in places
            )
        )
    return [
        replace(spot, start=spot.start - 1, why=ALWAYS) if longer.get(text[spot.start : spot.end]) else spot
        for spot in spots
    ]
