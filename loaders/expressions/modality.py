"""How sure: which cue governs a verb, and what that makes of the statement.

A cue governs what follows it in its own clause, not what stands before; words of plan and purpose reach into clauses
joined to theirs (拟收购A，并控股B), reports and opinions to the end of the sentence. A verb said to be done (已, 了) is
done, whatever was planned. Of several cues the one that takes most back wins: denied, hypothetical, rumoured, planned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.dates import bounds
from graph.schema import Modality
from loaders.expressions import cues
from loaders.expressions.numerals import plain


@dataclass(frozen=True, slots=True)
class Cue:
    """text[start:end], what it makes of the verbs it governs, and where those can stand: text[scope_start:scope_end].

    reach: which of those verbs, see cues.txt. back: it may also be about a verb before it in its clause.
    """

    start: int
    end: int
    text: str
    modality: Modality
    reach: str
    scope_start: int
    scope_end: int
    back: bool = False


_STRENGTH = (
    Modality.DENIED, Modality.HYPOTHETICAL, Modality.RUMOURED, Modality.PLANNED, Modality.FORECAST, Modality.OPINION,
    Modality.ANNOUNCED, Modality.REPORTED, Modality.ASSERTED,
)  # fmt: skip
_SENTENCE = 300  # a sentence without an end is cut this far from the verb, so that cost stays linear
_BACK = 60
_NEAR = 24


def _first(word: str) -> str:
    """The characters a word of the cue table can begin with."""
    rest = re.sub(r"^(?:\(\?<[!=][^()]*\))+", "", word)
    if rest.startswith("(?:的)?"):
        return "的" + _first(rest.removeprefix("(?:的)?"))
    if rest.startswith("(?:"):  # an optional group of openings, as in (?:初步)?意向
        inside, _, after = rest[3:].partition(")?")
        return "".join(part[0] for part in inside.split("|")) + _first(after)
    return rest[0]


class _Compiled(dict[str, re.Pattern[str]]):
    """Character -> its expression, compiled when a text first holds the character: most texts need few."""

    def __init__(self, sources: dict[str, str]) -> None:
        super().__init__()
        self.sources = sources

    def __missing__(self, character: str) -> re.Pattern[str]:
        made = self[character] = re.compile(self.sources[character])
        return made


def _buckets() -> _Compiled:
    words: dict[str, list[str]] = {}
    for number, row in enumerate(cues.rows()):
        for word in row.words:
            for character in sorted(set(_first(word))):
                words.setdefault(character, []).append(
                    f"(?P<r{number}_{len(words.get(character, []))}>{word})"
                )
    return _Compiled({character: "|".join(patterns) for character, patterns in words.items()})


_BUCKETS = _buckets()
_ENTRY = re.compile(f"[{''.join(sorted(_BUCKETS.sources))}]")


def find_cues(text: str, *, start: int = 0, end: int | None = None) -> list[Cue]:
    """The cues of text[start:end] in order, none overlapping, each with the stretch that it may govern."""
    stop = len(text) if end is None else min(end, len(text))
    return [_cue(text, *found) for found in _matches(plain(text[:stop]), start)]


def _matches(simple: str, start: int) -> list[tuple[str, int, int, int]]:
    """(plain text, row, start, end) of each cue."""
    found, position = [], start
    while entry := _ENTRY.search(simple, position):
        at = entry.start()
        match = _BUCKETS[simple[at]].match(simple, at)
        if match is None or match.end() == at:
            position = at + 1
            continue
        row = int((match.lastgroup or "r0_").partition("_")[0][1:])
        found.append((simple, row, at, match.end()))
        position = match.end()
    return found


def _cue(text: str, simple: str, row: int, a: int, b: int) -> Cue:
    kind = cues.rows()[row]
    low, high = _scope(simple, a, b, kind.reach, kind.modality)
    return Cue(a, b, text[a:b], kind.modality, kind.reach, low, high, kind.back)


def _scope(text: str, a: int, b: int, reach: str, modality: Modality) -> tuple[int, int]:
    limit = min(len(text), b + _SENTENCE)
    sentence = cues.SENTENCE_END.search(text, b, limit)
    stop = sentence.start() if sentence else limit
    if reach == "sentence" and modality is Modality.HYPOTHETICAL:
        concludes = cues.CONCLUDES.search(text, b, stop)
        stop = concludes.start() if concludes else stop
    if reach == "sentence":
        return b, stop
    if reach == "back":
        begin = max(0, a - _BACK)
        for mark in cues.SENTENCE_END.finditer(text, begin, a):
            begin = mark.end()
        return begin, a
    clause = cues.CLAUSE_END.search(text, b, stop)
    high = clause.start() if clause else stop
    if reach in {"verb", "or", "object"}:
        return b, min(high, b + _NEAR + 12)
    while clause is not None and cues.JOINED.match(text, clause.end(), stop):
        clause = cues.CLAUSE_END.search(text, clause.end(), stop)
        high = clause.start() if clause else stop
    return b, high


@lru_cache(maxsize=256)
def _sentence_cues(sentence: str) -> tuple[str, tuple[Cue, ...]]:
    simple = plain(sentence)
    return simple, tuple(_cue(sentence, *found) for found in _matches(simple, 0))


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
    begin, stop = _sentence(sentence_text, trigger_start, trigger_end)
    simple, found = _sentence_cues(sentence_text[begin:stop])
    start, end = trigger_start - begin, trigger_end - begin
    best: Cue | None = None
    chosen = Modality.ASSERTED
    for cue in found:
        if not _governs(cue, simple, start, end):
            continue
        modality = _meaning(cue, measure)
        if best is None or _STRENGTH.index(modality) < _STRENGTH.index(chosen):
            best, chosen = cue, modality
    if chosen in {Modality.ASSERTED, Modality.REPORTED} and _relation(published, event_edtf) > 0:
        chosen = Modality.FORECAST if measure else Modality.ANNOUNCED
    if best is not None:
        best = Cue(
            best.start + begin, best.end + begin, best.text, best.modality, best.reach,
            best.scope_start + begin, best.scope_end + begin, best.back,
        )  # fmt: skip
    return chosen, best


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max(0, start - _SENTENCE)
    for mark in cues.SENTENCE_END.finditer(text, begin, start):
        begin = mark.end()
    limit = min(len(text), end + _SENTENCE)
    closing = cues.SENTENCE_END.search(text, end, limit)
    return begin, (closing.end() if closing else limit)


def _governs(cue: Cue, text: str, start: int, end: int) -> bool:
    if cue.start < end and start < cue.end:
        return False  # the verb is the cue: 取消 as a verb of its own
    if cue.back and cue.start >= end:
        return cue.start - end <= _BACK and _looks_back(cue, text, start, end)
    if not (cue.scope_start <= start and end <= cue.scope_end):
        return False
    between = text[cue.end : start]
    after = text[end : end + 30]
    if cue.reach == "or":
        return not between.strip() and cues.EITHER.search(text[max(0, cue.start - 4) : cue.start]) is None
    if cue.reach == "verb":
        near = len(between) <= 4 or (cues.BETWEEN.match(between) is not None and len(between) <= _NEAR)
        return near and not re.search(r"的$|[，,；;]|后|并|才|而", between)
    if cue.reach == "object":
        return len(between) <= _NEAR and not re.search(
            r"并|后|就|转而|改为|审查|审核|质押|冻结|[，,；;]", between
        )
    if cue.reach == "will" and between and not cues.WILL.match(between):
        return False
    done = cues.HAPPENED_BEFORE.search(between) is not None or cues.HAPPENED_AFTER.match(after) is not None
    if cue.modality is Modality.PLANNED or cue.modality is Modality.ANNOUNCED:
        return not done and "宣布" not in between
    if cue.modality is Modality.DENIED and cue.reach == "clause" and cues.CLAUSE_END.search(between):
        return not done  # 否认裁员，同时表示已收购…: what is denied is something else
    if cue.modality is Modality.OPINION:
        return not done and cues.PRESUPPOSED.match(after) is None
    if cue.modality is Modality.RUMOURED:
        if done and cues.CLAUSE_END.search(between) and cues.DENIES.search(text[: cue.start]):
            return False
        return not ((done and cues.CONFIRMS.search(between)) or cues.ANSWERED.search(between))
    return True


def _looks_back(cue: Cue, text: str, start: int, end: int) -> bool:
    """Whether a cue after the verb is about it: in its clause, or in the next where that goes on about the deal."""
    between = text[end : cue.start]
    if cues.SENTENCE_END.search(between):
        return False
    breaks = [mark.end() for mark in cues.CLAUSE_END.finditer(between)]
    if cue.modality is Modality.HYPOTHETICAL:
        return not breaks
    if cues.HAPPENED_AFTER.match(text[end : end + 5]):
        return False
    if cue.modality is Modality.PLANNED:
        return not breaks and text[start:end] not in cues.TAKES_PLAN and not cues.LED_UP.search(between)
    word = text[cue.start : cue.end]
    if cue.reach in {"object", "clause"} and not cues.NO_OBJECT.match(text, cue.end):
        return False  # 收购A，否认裁员: it has an object of its own
    if not breaks:
        return True
    if cue.modality is Modality.RUMOURED or len(breaks) > 2:
        return False
    last = between[breaks[-1] :]
    if cues.DEAL_NOUN.search(last) or (word in cues.CERTAIN_END and cues.ABOUT_DEAL.match(last)):
        return True
    return (word in cues.CERTAIN_END and len(last) <= 4) or ("否认" in word and len(last) <= 8)


def _meaning(cue: Cue, measure: bool) -> Modality:
    forecast = plain(cue.text).startswith(cues.FORECASTS)
    if measure and forecast and cue.modality in {Modality.PLANNED, Modality.ANNOUNCED}:
        return Modality.FORECAST
    return cue.modality


def _relation(published: date | None, event: str | None) -> int:
    """1: the event begins after publication; -1: it is over by then; 0: neither, or not known."""
    if published is None or event is None:
        return 0
    try:
        first, last = bounds(event)
    except ValueError:
        return 0
    if first is not None and first > published:
        return 1
    return -1 if last is not None and last < published else 0
