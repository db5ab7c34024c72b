"""Several articles in one file, pages of headlines, teasers under an article: where each begins, and its own date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from loaders.document import ZoneKind
from loaders.reading.about import MOMENT, About, front_matter, moment, publication_line
from loaders.reading.cues import first_cue
from loaders.reading.lines import Line, split
from loaders.reading.zones import COMMENTS

_FRONT = re.compile(r"^---[ \t]*\r?$", re.M)
_STRONG = re.compile(r"^[ \t]*(?:[=＝]{4,}|[#＃]{5,}|[※☆★◆■]{3,}|[~～]{5,}|[━═]{4,})[ \t]*\r?$", re.M)
_WEAK = re.compile(r"^[ \t]*(?:-{3,}|(?:- ){2,}-|\*{3,}|(?:\* ){2,}\*|_{4,}|[—─－…]{4,})[ \t]*\r?$", re.M)
_LABELLED = re.compile(r"^[ \t]*(?:【?标题】?|【?標題】?|题名|篇名|Title)[ \t]*[:：】]", re.M)
_ANNOUNCEMENT = re.compile(r"^[ \t]*(?:证券代码|股票代码|證券代碼).{4,60}(?:公告编号|编号|公告編號)", re.M)
_DAY_LINE = re.compile(
    r"^.{0,100}?(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d).{0,60}$|^.{4,80}[\s\[(（]\d{1,2}-\d{1,2}(?: \d\d:\d\d)?[\])）]?\s*$",
    re.M,
)
_SHORT_DAY = re.compile(r"(?:(?P<month>\d{1,2})[-/月](?P<day>\d{1,2})日?)(?:\s+\d{1,2}:\d\d)?")
_AT_END = re.compile(
    rf"^(?P<head>\S.{{4,90}}?)[\s|\[(]+(?P<when>{MOMENT.pattern}|\d{{1,2}}-\d{{1,2}}(?:\s\d\d:\d\d)?)[\])]?\s*$"
)
_AT_START = re.compile(
    rf"^[\[(](?P<when>{MOMENT.pattern}|\d{{1,2}}-\d{{1,2}}(?:\s\d\d:\d\d)?)[\])]\s*(?P<head>\S.{{4,90}})$"
)
_TEASER = ("...", "…", "......", "[详细]", "[详情]", "[全文]", "[更多]")


@dataclass(frozen=True, slots=True)
class Section:
    """text[start:end]: an article of its own, or one item of a page of headlines."""

    start: int
    end: int
    body: int  # where its text begins, after front matter
    about: About
    item: bool = False
    preface: bool = False  # what stands above the items of a page of headlines: no article
    # of an item: what its lines are, ready made; lines not named here are laid out like any other
    kinds: tuple[tuple[int, int, ZoneKind], ...] = field(default=())


def sections(
    text: str,
    start: int = 0,
    known: About | None = None,
    hints: Mapping[int, ZoneKind] | None = None,
    folded: str | None = None,
) -> list[Section]:
    """The articles and items of text[start:]; empty when it is one article. In order, without gap or overlap."""
    known = known or About()
    if len(_FRONT.findall(text)) >= 4 and (found := _by_front_matter(text)):
        return found
    if (
        len(_DAY_LINE.findall(text, start)) < 2
        and not _STRONG.search(text, start)
        and len(_LABELLED.findall(text, start)) < 2
        and len(_ANNOUNCEMENT.findall(text, start)) < 2
    ):
        return []
    lines = split(text, start, hints=hints, folded=folded)
    cuts = (
        _starts(text, start, _LABELLED)
        or _starts(text, start, _ANNOUNCEMENT)
        or _by_separator(text, start, lines)
        or _by_header(text, lines)
    )
    if cuts:
        return [
            Section(a, b, a, About()) for a, b in zip([start, *cuts[1:]], [*cuts[1:], len(text)], strict=True)
        ]
    return _items(text, start, lines, known)


def _by_front_matter(text: str) -> list[Section]:
    """Articles that each have a front matter block of their own."""
    found: list[tuple[int, int, About]] = []
    position = 0
    for mark in _FRONT.finditer(text):
        if mark.start() < position:
            continue
        block = front_matter(text, mark.start())
        if block is not None:
            found.append((mark.start(), block[0], block[1]))
            position = block[0]
    if len(found) < 2:
        return []
    ends = [a for a, _, _ in found[1:]] + [len(text)]
    return [
        Section(0 if i == 0 else a, end, body, about)
        for i, ((a, body, about), end) in enumerate(zip(found, ends, strict=True))
    ]


def _starts(text: str, start: int, pattern: re.Pattern[str]) -> list[int]:
    """Where the labelled heads begin, when there are at least two and each has some text after it."""
    found = [m.start() for m in pattern.finditer(text, start)]
    if len(found) < 2:
        return []
    lengths = [b - a for a, b in zip(found, [*found[1:], len(text)], strict=True)]
    return found if min(lengths) >= 40 else []


def _by_separator(text: str, start: int, lines: list[Line]) -> list[int]:
    """Rules of = or ※ part articles that begin with a title; of - or * only such as also give their day."""
    for pattern, needs_day in ((_STRONG, False), (_WEAK, True)):
        cuts = [start, *(m.end() for m in pattern.finditer(text, start))]
        starts = [line.start for line in lines]
        at = [bisect_left(starts, cut) for cut in cuts] + [len(lines)]
        groups = [[line for line in lines[a:b] if re.search(r"\w", line.folded)] for a, b in pairwise(at)]
        kept = [(cut, group) for cut, group in zip(cuts, groups, strict=True) if group]
        if len(kept) >= 2 and all(_is_article(text, group, needs_day) for _, group in kept):
            return [cut for cut, _ in kept]
    return []


def _is_article(text: str, lines: list[Line], needs_day: bool) -> bool:
    if not any(line.is_prose for line in lines) or not _titular(lines[0]):
        return False
    return not needs_day or any(_header_day(text, line) is not None for line in lines[1:5])


def _header_day(text: str, line: Line) -> datetime | None:
    said = publication_line(text[line.start : line.end], in_head=True, folded=line.folded)
    return said.published if said is not None else None


def _titular(line: Line) -> bool:
    return (
        5 <= line.size <= 90
        and "。" not in line.folded
        and not line.folded.endswith((",", ";", ":", *_TEASER))
        and line.kind is None
    )


def _by_header(text: str, lines: list[Line]) -> list[int]:
    """A title, then a line with the day of publication, then prose: twice or more."""
    heads: list[tuple[int, str]] = []  # index of the title's line, the title
    for i, line in enumerate(lines):
        if line.size <= 30 and COMMENTS.match(line.folded) and first_cue("block", line.folded):
            break  # readers' comments have a name and a time above them too
        if line.size > 160 or not re.search(r"\d", line.folded):
            continue
        said = publication_line(text[line.start : line.end], in_head=False, folded=line.folded)
        if said is None or said.published is None:
            continue
        title = next((j for j in range(i - 1, max(-1, i - 4), -1) if not _is_about(text, lines[j])), None)
        if title is None or not _titular(lines[title]) or (heads and title <= heads[-1][0]):
            continue
        if title > 0 and heads and not lines[title - 1].ends_sentence and lines[title - 1].is_prose:
            continue  # the end of a teaser, not of an article
        heads.append((title, re.sub(r"\W+", "", lines[title].folded)))
    good: list[tuple[int, str]] = []
    for n, (index, name) in enumerate(heads):
        end = heads[n + 1][0] if n + 1 < len(heads) else len(lines)
        prose = any(line.size >= 15 and line.ends_sentence for line in lines[index + 1 : end])
        if prose and (not good or name != good[-1][1]):
            good.append((index, name))
    return [lines[index].start for index, _ in good] if len(good) >= 2 else []


def _is_about(text: str, line: Line) -> bool:
    """Whether the line is a by-line or says where and when: what may stand between a title and its day."""
    if publication_line(text[line.start : line.end], in_head=False, folded=line.folded) is not None:
        return True
    held = first_cue("line", line.folded)
    return held is not None and held[0].kind in {ZoneKind.BYLINE, ZoneKind.METADATA}


# --- pages of headlines, teasers ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Item:
    first: int  # index of its first line
    last: int
    headline: tuple[int, int]
    when: datetime | None
    spans: list[tuple[int, int, ZoneKind]]


def _items(text: str, start: int, lines: list[Line], known: About) -> list[Section]:
    """Headlines with their days, each an item; an article above them is a section of its own.

    A page of headlines has at least three and no prose beside them. Below an article only teasers with their own
    day and hour are items: they are articles in short, where a bare list of headlines is navigation.
    """
    found = _headlines(text, lines, known)
    if not found:
        return []
    covered = {i for item in found for i in range(item.first, item.last + 1)}
    prose = [i for i, line in enumerate(lines) if i not in covered and line.is_prose and line.ends_sentence]
    beside = sum(1 for i in range(found[0].first, found[-1].last + 1) if i not in covered)
    if not prose:
        if len(found) < 3 or beside > len(found):
            return []
    else:
        found = [item for item in found if item.last - item.first == 2 and item.first > prose[-1]]
        if not found:
            return []
        rest = lines[found[-1].last + 1 :]
        if rest and len(rest) <= 2 and rest[0].size <= 60:  # the last of the list, without its day
            a = found[-1].last + 1
            spans = [(rest[0].start, rest[0].end, ZoneKind.LIST_ITEM)]
            if len(rest) == 2:
                spans += _teaser(text, rest[1])
            found.append(_Item(a, len(lines) - 1, (rest[0].start, rest[0].end), None, spans))
    starts = [lines[item.first].start for item in found]
    out = []
    if starts[0] > start and any(re.search(r"\w", line.folded) for line in lines[: found[0].first]):
        out.append(Section(start, starts[0], start, About(), preface=not prose))
    else:
        starts[0] = start
    for item, a, b in zip(found, starts, [*starts[1:], len(text)], strict=True):
        about = About(title=text[slice(*item.headline)], published=item.when)
        out.append(Section(a, b, a, about, item=True, kinds=tuple(item.spans)))
    return out


def _headlines(text: str, lines: list[Line], known: About) -> list[_Item]:
    found: list[_Item] = []
    for i, line in enumerate(lines):
        if found and i <= found[-1].last:
            continue
        if line.size <= 130 and (item := _one_line(text, line, i, known)):
            found.append(item)
        elif i >= 1 and line.size <= 40 and MOMENT.search(line.folded) and _day_alone(line):
            item = _above_day(text, lines, i)
            if item is not None and (not found or item.first > found[-1].last):
                found.append(item)
    return found


def _one_line(text: str, line: Line, i: int, known: About) -> _Item | None:
    """`标题 2019-01-02`, `标题 (01-02)`, `[2019-01-02] 标题`."""
    match = _AT_END.match(line.folded) or _AT_START.match(line.folded)
    if (
        match is None
        or "。" in match["head"]
        or re.search("来源|作者|时间|发布|编辑|阅读|责编", match["head"])
    ):
        return None
    if not re.search(r"[\u3400-\u9fff]{4}", match["head"]):
        return None
    head = line.start + match.start("head") + (line.marker if match.start("head") == 0 else 0)
    end = line.start + match.end("head")
    spans = [(head, end, ZoneKind.LIST_ITEM)]
    when = (line.start + match.start("when"), line.start + match.end("when"), ZoneKind.METADATA)
    spans = sorted([*spans, when])
    return _Item(i, i, (head, end), _day(match["when"], known), spans)


def _day(folded: str, known: About) -> datetime | None:
    """The moment; of a day without year, in the year that does not put it after the page's own day."""
    full = moment(folded)
    if full is not None or known.published is None:
        return full
    short = _SHORT_DAY.match(folded)
    if short is None:
        return None
    for year in (known.published.year, known.published.year - 1):
        try:
            day = datetime(year, int(short["month"]), int(short["day"]), tzinfo=known.published.tzinfo)
        except ValueError:
            continue
        if day.date() <= known.published.date():
            return day
    return None


def _day_alone(line: Line) -> bool:
    """A line with a moment and at most an outlet's name or a counter beside it."""
    return publication_line(line.folded, in_head=True, folded=line.folded) is not None


def _above_day(text: str, lines: list[Line], i: int) -> _Item | None:
    """Headline and day on lines of their own, with or without a teaser between."""
    stamp, above = lines[i], lines[i - 1]
    day = (stamp.start, stamp.end, ZoneKind.METADATA)
    when = moment(stamp.folded)
    is_teaser = above.folded.endswith(_TEASER) and above.size > 40
    if is_teaser and i >= 2 and _titular(lines[i - 2]):
        head = lines[i - 2]
        spans = [(head.start, head.end, ZoneKind.LIST_ITEM), *_teaser(text, above), day]
        return _Item(i - 2, i, (head.start, head.end), when, spans)
    if _titular(above) and not is_teaser and re.search(r"[\u3400-\u9fff]{4}", above.folded):
        a = above.start + above.marker
        return _Item(i - 1, i, (a, above.end), when, [(a, above.end, ZoneKind.LIST_ITEM), day])
    return None


def _teaser(text: str, line: Line) -> list[tuple[int, int, ZoneKind]]:
    """Its whole sentences; the one that breaks off is not read."""
    stop = max(line.folded.rfind(c) for c in "。!?") + 1
    dots = line.folded.rstrip("[]详细情全文更多").rstrip(".…")
    if stop >= len(dots):
        return [(line.start, line.end, ZoneKind.BODY)]
    if stop <= 0:
        return [(line.start, line.end, ZoneKind.NAVIGATION)]
    return [
        (line.start, line.start + stop, ZoneKind.BODY),
        (line.start + stop, line.end, ZoneKind.NAVIGATION),
    ]


__all__ = ["Section", "sections"]
