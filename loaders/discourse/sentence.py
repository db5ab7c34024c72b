"""Sentences of a document, encoded for matching.

The code of a sentence is its simplified, normalised text in which each annotated span is one private-use character
(see `alphabet`). Quotation marks, white space and bracketed asides are left out of the code; asides are sentences of
their own, with the name before the bracket as their host. `at`/`to` lead back from the code to the document.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from loaders.discourse import alphabet
from loaders.document import Zone, ZoneKind

# A line break inside a zone is white space: the zones are paragraphs already, and a text may be hard-wrapped.
# The mark of Yahoo! ends no sentence.
SENTENCE = re.compile(r"(?:[^。！？!?；;]|(?<=Yahoo)[!！])+(?:[。！？!?；;]+[\"”’」』）)]*)?")
ASIDE = re.compile(r"[（(〔【\[]([^（()）\n【】\[\]〔〕]{1,120})[)）〕】\]]")
CLAUSE = re.compile(f"[{alphabet.STOP}]+")
PRINTED = re.compile('[^“”‘’"「」『』《》〈〉\\s]+')
# What stands apart, or breaks off; not what introduces a name (他开了一家书店——松果书店)
KIND_ENDS = "站台牌司品金业团店馆务用件具目戏车机区城序统型端社院厂网校局会所队场园铺厅"
DASH = re.compile(f"(?<![{KIND_ENDS}])——|(?<=[{KIND_ENDS}])——(?![\ue000-\ue005])|……")
SIDE_BY_SIDE = re.compile(r"[”」』》]\s*[“「『《]")
# White space between these, in a headline, parts two statements.
CLOSES = re.compile("[一-龥0-9%％”）)》」]")
OPENS = re.compile("[一-龥“《「0-9]")
PUNCTUATION = {
    ",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "､": "、", "｡": "。", "﹐": "，", "．": ".",
    "～": "~", "﹑": "、",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end] of a document and the letter it is encoded as; `payload` is the date, figure or name."""

    start: int
    end: int
    letter: str
    payload: Any = None

    @property
    def printed(self) -> str:
        """The name, in simplified characters; empty for what is none."""
        return str(getattr(self.payload, "text", ""))


@dataclass(slots=True)
class Sentence:
    """One sentence, or one bracketed aside of a sentence (then `host` is the sentence and the code index before it)."""

    start: int
    end: int
    zone: Zone
    number: int
    code: str
    at: list[int]
    to: list[int]
    spans: dict[int, Span]
    clauses: list[tuple[int, int]] = field(default_factory=list)
    host: tuple[Sentence, int] | None = None
    asides: list[Sentence] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)  # code indexes that an earlier match used as objects
    question: bool = False

    def clause_of(self, index: int) -> int:
        """Number of the clause that holds code index `index`."""
        for i, (_, end) in enumerate(self.clauses):
            if index < end:
                return i
        return len(self.clauses) - 1

    def bounds(self, index: int) -> tuple[int, int]:
        """Code span of the clause that holds `index`."""
        return self.clauses[self.clause_of(index)] if self.clauses else (0, len(self.code))

    def place(self, low: int, high: int) -> tuple[int, int]:
        """Document offsets of code[low:high]; both at the sentence's end where the span is empty there."""
        if low >= len(self.code):
            return self.end, self.end
        if high <= low:
            return self.at[low], self.at[low]
        return self.at[low], self.to[high - 1]

    def index_at(self, offset: int) -> int:
        """First code index at or after document offset `offset`."""
        return bisect_left(self.at, offset)

    @property
    def is_heading(self) -> bool:
        return self.zone.kind in {ZoneKind.TITLE, ZoneKind.HEADING}


def _letters() -> dict[int, str]:
    """Full-width letters and punctuation to the forms that patterns are written in, one for one."""
    table = {ord(char): form for char, form in PUNCTUATION.items()}
    for code in range(0xFF00, 0xFFF0):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = PUNCTUATION.get(plain, plain)
    return table


LETTERS = _letters()


def _encode(
    plain: str, start: int, end: int, spans: Sequence[Span], holes: Sequence[tuple[int, int]]
) -> tuple[str, list[int], list[int], dict[int, Span]]:
    """Code of plain[start:end] with `spans` as letters and `holes` (asides) left out."""
    code: list[str] = []
    at: list[int] = []
    to: list[int] = []
    marked: dict[int, Span] = {}
    stretches: list[tuple[int, int, Span | None]] = [(s.start, s.end, s) for s in spans if s.end <= end]
    if holes:
        stretches = [s for s in stretches if not any(a < s[1] and s[0] < b for a, b in holes)]
        stretches += [(a, b, None) for a, b in holes]
        stretches.sort(key=lambda item: item[0])
    position = start
    for low, high, span in stretches:
        if low < position:
            continue
        for run in PRINTED.finditer(plain, position, low):
            a, b = run.span()
            code.append(run[0])
            at.extend(range(a, b))
            to.extend(range(a + 1, b + 1))
        if span is not None:
            marked[len(at)] = span
            code.append(span.letter)
            at.append(span.start)
            to.append(span.end)
        position = high
    for run in PRINTED.finditer(plain, position, end):
        a, b = run.span()
        code.append(run[0])
        at.extend(range(a, b))
        to.extend(range(a + 1, b + 1))
    return DASH.sub("，，", "".join(code).translate(LETTERS)), at, to, marked


def _statements(plain: str, code: str, at: list[int], to: list[int]) -> list[int]:
    """Where a headline has white space between two statements in Chinese."""
    return [
        i for i in range(1, len(code))
        if to[i - 1] < at[i]
        and plain[to[i - 1] : at[i]].isspace()
        and CLOSES.match(plain, to[i - 1] - 1)
        and OPENS.match(plain, at[i])
    ]  # fmt: skip


def _side_by_side(plain: str, start: int, end: int, code: str, at: list[int], to: list[int]) -> list[int]:
    """Where one quoted name follows another with nothing between: “甲”“乙”“丙”."""
    if SIDE_BY_SIDE.search(plain, start, end) is None:
        return []
    return [
        i for i in range(1, len(code))
        if to[i - 1] < at[i]
        and code[i - 1] in alphabet.NAME_LETTERS
        and code[i] in alphabet.NAME_LETTERS
        and SIDE_BY_SIDE.fullmatch(plain, to[i - 1], at[i])
    ]  # fmt: skip


def _with(
    sign: str,
    gaps: list[int],
    code: str,
    at: list[int],
    to: list[int],
    marked: dict[int, Span],
) -> tuple[str, list[int], list[int], dict[int, Span]]:
    """The code with `sign` in each of the gaps."""
    if not gaps:
        return code, at, to, marked
    pieces = [code[low:high] for low, high in pairwise([0, *gaps, len(code)])]
    for i in reversed(gaps):
        at.insert(i, to[i - 1])
        to.insert(i, at[i + 1])
    return sign.join(pieces), at, to, {i + bisect_right(gaps, i): span for i, span in marked.items()}


def _finish(sentence: Sentence) -> None:
    position = 0
    for match in CLAUSE.finditer(sentence.code):
        if match.start() > position:
            sentence.clauses.append((position, match.start()))
        position = match.end()
    if position < len(sentence.code):
        sentence.clauses.append((position, len(sentence.code)))
    if not sentence.clauses:
        sentence.clauses.append((0, len(sentence.code)))
    sentence.question = "？" in sentence.code[-3:]


def sentences(plain: str, zones: Sequence[Zone], spans: Sequence[Span]) -> Iterator[Sentence]:
    """The sentences of the readable zones of `plain` (the simplified text), in order; `spans` sorted, not overlapping."""
    starts = [span.start for span in spans]
    number = 0
    for zone in zones:
        if not zone.kind.readable:
            continue
        for piece in SENTENCE.finditer(plain, zone.start, zone.end):
            start, end = piece.span()
            while start < end and plain[start].isspace():
                start += 1
            while end > start and plain[end - 1].isspace():
                end -= 1
            if end - start < 2:
                continue
            here = spans[bisect_left(starts, start) : bisect_left(starts, end)]
            brackets = [
                m for m in ASIDE.finditer(plain, start, end)
                if not any(span.start < m.end() and m.start() < span.end for span in here
                           if span.start < m.start() or span.end > m.end())
            ]  # fmt: skip
            holes = [m.span() for m in brackets]
            code, at, to, marked = _encode(plain, start, end, here, holes)
            if not code:
                continue
            gaps = _side_by_side(plain, start, end, code, at, to)
            code, at, to, marked = _with("、", gaps, code, at, to, marked)
            if zone.kind in {ZoneKind.TITLE, ZoneKind.HEADING}:
                gaps = _statements(plain, code, at, to)
                code, at, to, marked = _with("，", gaps, code, at, to, marked)
            sentence = Sentence(start, end, zone, number, code, at, to, marked)
            number += 1
            _finish(sentence)
            for m in brackets:
                inner = [span for span in here if m.start(1) <= span.start and span.end <= m.end(1)]
                code, at, to, marked = _encode(plain, m.start(1), m.end(1), inner, ())
                if not code:
                    continue
                before = bisect_left(sentence.at, m.start())
                aside = Sentence(
                    m.start(1), m.end(1), zone, sentence.number, code, at, to, marked, host=(sentence, before)
                )
                _finish(aside)
                sentence.asides.append(aside)
            yield sentence
