"""A text as lines: paragraphs with their offsets, lines of a broken-off paragraph put together, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.document import ZoneKind
from loaders.reading.fold import fold

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SPACE = " \t\u3000\xa0\u200b\ufeff\u2002\u2003\u2009\u202f\xad"
_SENTENCE_END = "。！？!?；;：:”’」』）)】》…"
_ITEM = re.compile(
    r"(?:#{1,6}(?=\s)|>(?=\s)|[·•●○■◆▪►▶◎※*](?!S?T)|[-–](?=\s)|\d{1,2}\s?[.、)](?!\d)|\(\d{1,2}\)|[①-⑳]|\([一二三四五六七八九十]{1,3}\)|"
    r"[一二三四五六七八九十]{1,3}\s?、|第[一二三四五六七八九十]{1,2}[,、:])\s*"
)
_PROSE = re.compile("[。！？!?;,；]")
_INDENT = re.compile(r"[ \t]*(?:\u3000|\xa0| {2}|\t)")


@dataclass(slots=True)
class Line:
    """text[start:end] without the white space around it; `folded` is it folded. A wrapped paragraph is one line."""

    start: int
    end: int
    folded: str
    kind: ZoneKind | None = None
    hint: ZoneKind | None = None  # what the page's markup says it is
    marker: int = 0  # length of a bullet or number before the item's text
    size: int = 0
    is_prose: bool = False  # long enough and punctuated like a paragraph: what is worth not losing

    def __post_init__(self) -> None:
        self.size = self.end - self.start
        self.is_prose = self.size >= 40 and _PROSE.search(self.folded) is not None

    @property
    def ends_sentence(self) -> bool:
        return self.folded.rstrip(")”]")[-1:] in "。!?;！？"


def split(
    text: str,
    start: int = 0,
    end: int | None = None,
    hints: Mapping[int, ZoneKind] | None = None,
    *,
    unwrap: bool = True,
    folded: str | None = None,
) -> list[Line]:
    """The lines of text[start:end] that hold anything; `hints` is by the offset where a line begins.

    With `unwrap`, lines of a paragraph that was broken at a column are one line. `folded` is the whole text folded,
    where the caller has it.
    """
    end = len(text) if end is None else end
    folded = fold(text[start:end]) if folded is None else folded[start:end]
    spans = [m.span() for m in _LINE.finditer(text, start, end)]
    lines = []
    for a, b in _unwrapped(text, spans) if unwrap else spans:
        left, right = a, b
        while left < right and text[left] in _SPACE:
            left += 1
        while right > left and text[right - 1] in _SPACE:
            right -= 1
        if left < right:
            line = Line(left, right, folded[left - start : right - start])
            line.hint = hints.get(left) if hints else None
            marker = _ITEM.match(line.folded)
            if marker and marker.end() < line.size:
                line.marker = marker.end()
            lines.append(line)
    if "|" in folded or "   " in folded or "\t" in text[start:end]:
        _mark_tables(text, lines)
    return lines


def _width(text: str) -> int:
    return sum(2 if c > "\u2e7f" else 1 for c in text)


def _unwrapped(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, those of one hard-wrapped paragraph joined.

    A run of neighbouring lines is wrapped when it has at least three, most are full (within three characters of the
    longest) and most of the full ones do not end where a sentence can.
    """
    run: list[tuple[int, int]] = []
    for span in [*spans, None]:
        if span is not None and (not run or _touch(text, run[-1], span)):
            run.append(span)
            continue
        yield from _join(text, run)
        run = [span] if span is not None else []


def _touch(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether no empty line lies between."""
    between = text[first[1] : second[0]].replace("\r\n", "\n")
    return len(between) == 1


def _join(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if len(run) < 3 or max(b - a for a, b in run) > 120:
        yield from run
        return
    bodies = [text[a:b].rstrip() for a, b in run]
    if sum(body[-1:] not in _SENTENCE_END for body in bodies[:-1]) * 4 < len(run):
        yield from run
        return
    widths = [_width(body) for body in bodies]
    longest = max(widths)
    full = [w >= longest - 6 and longest >= 40 for w in widths[:-1]]
    broken = [
        f and bool(body.strip()) and body[-1] not in _SENTENCE_END
        for f, body in zip(full, bodies[:-1], strict=True)
    ]
    if sum(full) * 10 < len(full) * 5 or sum(broken) * 2 < max(1, sum(full)) or sum(broken) < 2:
        yield from run
        return
    start = run[0][0]
    for i, span in enumerate(run):
        last = i == len(run) - 1
        if (
            last
            or not full[i]
            or _INDENT.match(text, run[i + 1][0])
            or (_ITEM.match(fold(bodies[i + 1].lstrip())) and not broken[i])
        ):
            yield start, span[1]
            if not last:
                start = run[i + 1][0]


# --- tables ------------------------------------------------------------------------------------------------------

_PIPED = re.compile(r"\s?\|\s?")
_COLUMNS = re.compile(r"\t+|\s{3,}|\u3000{2,}")


def _cells(raw: str) -> int:
    """How many cells a line has, as a row of a table set with tabs, bars or wide gaps; 0 or 1 for other lines."""
    raw = raw.strip()
    if "\t" in raw:
        return len([c for c in raw.split("\t") if c.strip()])
    if "|" in raw or "｜" in raw:
        return len([c for c in re.split(r"[|｜]", raw.strip("|｜")) if c.strip()])
    return len(_COLUMNS.split(raw))


def _mark_tables(text: str, lines: list[Line]) -> None:
    """Two or more neighbouring lines with the same number (at least two; set with gaps, three) of short cells."""
    counts = []
    for line in lines:
        raw = text[line.start : line.end]
        plausible = line.size <= 400 and ("|" in line.folded or "\t" in raw or "   " in line.folded)
        counts.append(_cells(raw) if plausible and "\n" not in raw else 0)
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and counts[j] >= 2 and (j == i or abs(counts[j] - counts[i]) <= (counts[i] > 3)):
            j += 1
        tabbed = any("\t" in text[line.start : line.end] for line in lines[i:j])
        if j - i >= (2 if tabbed or counts[i] >= 3 else 3) and not _bylines(lines[i:j]):
            for line in lines[i:j]:
                line.kind = ZoneKind.TABLE
                if re.fullmatch(r"[\s|:+-]+", line.folded):
                    line.kind = ZoneKind.NAVIGATION  # the rule under a Markdown header
        i = max(j, i + 1)


_WHO = re.compile(r"\s*(?:作者|文|编辑|责编|来源|审稿|校对|出品|题图|监制|设计|摄影|图|记者|编译)\s*\|")


def _bylines(lines: list[Line]) -> bool:
    return all(_WHO.match(line.folded) for line in lines)
