"""How sure: which cue governs a verb, and what that makes of the statement.

A cue governs what follows it in its own clause, not what stands before; words of plan and purpose reach into clauses
joined to theirs (拟收购A，并控股B), reports and opinions to the end of the sentence. A verb said to be done (已, 了) is
done, whatever was planned. Of several cues the one that takes most back wins: denied, hypothetical, rumoured, planned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.dates import bounds
from graph.schema import Modality
from loaders.expressions.cues import (
    ANNOUNCES,
    CLAUSE_END,
    EITHER,
    ENTRIES,
    HAPPENED_AFTER,
    HAPPENED_BEFORE,
    JOINED,
    SENTENCE_END,
)
from loaders.expressions.numerals import plain


@dataclass(frozen=True, slots=True)
class Cue:
    """text[start:end], what it makes of the verbs it governs, and where those stand: text[scope_start:scope_end].

    reach: `verb`, `clause`, `sentence`, `back` or `or`, as in `loaders.expressions.cues`.
    """

    start: int
    end: int
    text: str
    modality: Modality
    reach: str
    scope_start: int
    scope_end: int


_CUE = re.compile("|".join(f"(?P<c{i}>{pattern})" for i, (pattern, _, _) in enumerate(ENTRIES)))
_STRENGTH = (
    Modality.DENIED, Modality.HYPOTHETICAL, Modality.RUMOURED, Modality.PLANNED, Modality.OPINION, Modality.FORECAST,
    Modality.ANNOUNCED, Modality.REPORTED, Modality.ASSERTED,
)  # fmt: skip
_NEAR = 16  # a negation governs a verb at most this many characters on
_OTHER_VERB = re.compile(
    r"披露|公布|透露|说明|回应|表示|提及|影响|确认|计入|意味|改变|满足|因|由于|经|受|阻碍|妨碍|的是"
)
_TAKES_PLAN = frozenset({"推出", "发布", "公布", "启动", "宣布", "上线", "实施", "执行"})


def find_cues(text: str, *, start: int = 0, end: int | None = None) -> list[Cue]:
    """The cues of text[start:end] in order, none overlapping, each with the stretch that it may govern."""
    return list(_cues(text, plain(text), start, len(text) if end is None else min(end, len(text))))


def _cues(text: str, simple: str, start: int, end: int) -> Iterator[Cue]:
    for found in _CUE.finditer(simple, start, end):
        _, modality, reach = ENTRIES[int((found.lastgroup or "c0")[1:])]
        a, b = found.span()
        while a < b and simple[a] == " ":
            a += 1
        low, high = _scope(simple, a, b, reach, start, end)
        yield Cue(a, b, text[a:b], modality, reach, low, high)


def _scope(text: str, a: int, b: int, reach: str, start: int, end: int) -> tuple[int, int]:
    sentence = SENTENCE_END.search(text, b, end)
    stop = sentence.start() if sentence else end
    if reach == "sentence":
        return b, stop
    if reach == "back":
        begin = max(start, a - 60)
        for mark in SENTENCE_END.finditer(text, begin, a):
            begin = mark.end()
        return begin, a
    clause = CLAUSE_END.search(text, b, stop)
    high = clause.start() if clause else stop
    if reach in {"verb", "or"}:
        return b, min(high, b + _NEAR)
    while clause is not None and JOINED.match(text, clause.end(), stop):
        clause = CLAUSE_END.search(text, clause.end(), stop)
        high = clause.start() if clause else stop
    return b, high


def modality_at(
    sentence_text: str,
    trigger_start: int,
    trigger_end: int,
    published: date | None = None,
    event_edtf: str | None = None,
    *,
    measure: bool = False,
) -> tuple[Modality, Cue | None]:
    """Modality of the verb at sentence_text[trigger_start:trigger_end], and the cue that decides it (None: no cue).

    `sentence_text` may be more than one sentence; offsets of the cue are into it. A future `event_edtf` (after
    `published`) makes a plain statement an announcement. `measure`: the verb states a figure, so that 预计 and 将 make
    it a forecast.
    """
    simple = plain(sentence_text)
    begin, stop = _sentence(simple, trigger_start, trigger_end)
    best: Cue | None = None
    chosen = Modality.ASSERTED
    for cue in _cues(sentence_text, simple, begin, stop):
        if not _governs(cue, simple, trigger_start, trigger_end):
            continue
        modality = _meaning(cue, simple, begin, stop, published, event_edtf, measure)
        if best is None or _STRENGTH.index(modality) < _STRENGTH.index(chosen):
            best, chosen = cue, modality
    if chosen in {Modality.ASSERTED, Modality.REPORTED} and _is_future(published, event_edtf):
        chosen = Modality.FORECAST if measure else Modality.ANNOUNCED
    return chosen, best


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begin = 0
    for mark in SENTENCE_END.finditer(text, 0, start):
        begin = mark.end()
    closing = SENTENCE_END.search(text, end)
    return begin, (closing.end() if closing else len(text))


def _governs(cue: Cue, text: str, start: int, end: int) -> bool:
    if cue.start < end and start < cue.end:
        return False  # the trigger is the cue: 终止合作 as SHUT_DOWN, 取消 as a verb of its own
    if cue.reach == "back":
        return cue.start >= end and cue.scope_start <= start and _back(cue, text, start, end)
    if not (cue.scope_start <= start and end <= cue.scope_end):
        return False
    between = text[cue.end : start]
    if cue.reach == "or":
        return not between.strip() and EITHER.search(text[: cue.end]) is None
    if cue.reach == "verb":
        return _OTHER_VERB.search(between) is None and "的" not in between[-1:]
    if cue.modality in {Modality.PLANNED, Modality.ANNOUNCED, Modality.OPINION}:
        if HAPPENED_BEFORE.search(between) or HAPPENED_AFTER.match(text[end : end + 3]):
            return False
        return not (cue.reach == "clause" and "宣布" in between)
    return True


def _back(cue: Cue, text: str, start: int, end: int) -> bool:
    """Whether a cue after the verb is about it: in its clause, or in the next where that goes on about the deal."""
    between = text[end : cue.start]
    breaks = [mark.start() for mark in CLAUSE_END.finditer(between)]
    if cue.modality is Modality.PLANNED:
        return (
            not breaks
            and text[start:end] not in _TAKES_PLAN
            and not HAPPENED_AFTER.match(text[end : end + 3])
        )
    if not breaks:
        return True
    if len(breaks) > 2 or cue.modality is not Modality.DENIED:
        return False
    last = between[breaks[-1] + 1 :]
    return (
        re.match(
            r"[ ]?(?:但|却|不过|然而|可惜|最终|最后|该|此|这|交易|后|随后|双方|结果|因|由于|遭|被|已|均|目前|现|[^，。]{0,4}$)",
            last,
        )
        is not None
    )


def _meaning(
    cue: Cue, text: str, begin: int, stop: int, published: date | None, event: str | None, measure: bool
) -> Modality:
    if measure and cue.modality in {Modality.PLANNED, Modality.ANNOUNCED}:
        return Modality.FORECAST
    if cue.modality is not Modality.ANNOUNCED:
        return cue.modality
    if _is_future(published, event) or ANNOUNCES.search(text, begin, cue.start):
        return Modality.ANNOUNCED
    return Modality.PLANNED


def _is_future(published: date | None, event: str | None) -> bool:
    if published is None or event is None:
        return False
    try:
        first = bounds(event)[0]
    except ValueError:
        return False
    return first is not None and first > published
