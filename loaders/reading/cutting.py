"""A line that holds more than its text: the label or dateline before it, the note behind it, each a zone of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.document import Zone, ZoneKind
from loaders.reading.about import About, clean_name
from loaders.reading.cues import first_cue, search_cue
from loaders.reading.fold import fold
from loaders.reading.lines import Line

_ORIGINAL = re.compile(r"\s*\(?\s*(?:原标题|原题)\s*:\s*")
_TITLE_SOURCE = re.compile(r"(?:\s+|(?<=\)))\(?(?:来源|文章来源|稿件来源)\s*:\s*(?P<v>\S[^。]{0,40})\Z")
_AUTHOR = re.compile(
    r"(?:作者|撰文|撰稿|采写|文|记者|通讯员)\s*[|:/ ]?\s*(?P<v>[\w·]{2,4}(?:[\s、/]+[\w·]{2,4}){0,4}?)"
    r"(?=\s*(?:$|\)|\]|/[\w、]{2,8}报|\s(?:编辑|责编|校对|摄影|[\w]{2,6}报[道导]|报[道导])|[\w]{2}报[道导]))"
)
_DATELINE = re.compile(
    r"[\[(]?(?P<v>《[^》]{2,14}》|[\w·.]{2,14}?)(?:APP)?(?:消息|快讯|讯|电|\d|北京|上海|深圳|[\])])"
)
# what a note behind a paragraph ends with or speaks of; without any of it there is none to look for
_NOTE = re.compile(
    r"[)\]}完D]\s*\Z|微信|邮箱|电话|热线|QQ|请搜索|请关注|请登录|请下载|请点击|请查看|详见|详情|点击"
)


_CUTS = 8  # at either end of a line; no article has more


class Cutter:
    """Cuts lines of one article. What labels and datelines say goes to `about`, where nothing else says it."""

    def __init__(self, text: str, about: About) -> None:
        self.text, self.about = text, about

    def cut(self, line: Line, kind: ZoneKind, given: Iterable[Zone], *, may_be_title: bool) -> list[Zone]:
        """The zones of a line of readable `kind`; `given` are stretches at its ends that are settled already."""
        text = self.text
        before: list[Zone] = []
        after: list[Zone] = []
        a, b = line.start, line.end
        for zone in given:
            if zone.start == a:
                before.append(zone)
                a = zone.end
            else:
                after.append(zone)
                b = zone.start
        a = _skip_space(text, a, b)
        if may_be_title:
            label = _ORIGINAL.search(line.folded, a - line.start, min(b, a + 300) - line.start)
            if label is not None:
                return [*before, *self._original_title(line, a, b, label), *after]
        if kind is not ZoneKind.TABLE:
            if line.marker and a == line.start:
                a += line.marker
            a = self._cut_start(line, a, b, before)
            b = self._cut_end(line, a, b, after)
        b = _stripped_end(text, a, b)
        middle = [Zone(a, b, kind)] if a < b else []
        return sorted([*before, *middle, *after], key=lambda zone: zone.start)

    def _cut_start(self, line: Line, a: int, b: int, before: list[Zone]) -> int:
        while a < b and len(before) < _CUTS:
            held = first_cue("cut_start", line.folded, a - line.start, b - line.start)
            if held is None or held[1].end() + line.start >= b:
                break
            cue, found = held
            end = line.start + found.end()
            before.append(Zone(a, _stripped_end(self.text, a, end), cue.kind))
            self._note_dateline(found[0], before[-1])
            a = end
        return a

    def _cut_end(self, line: Line, a: int, b: int, after: list[Zone]) -> int:
        while a < b and len(after) < _CUTS:
            tail = max(a, b - 300) - line.start
            if _NOTE.search(line.folded, tail, b - line.start) is None:
                break
            held = search_cue("cut_end", line.folded, tail, b - line.start)
            if held is None or held[1].start() + line.start <= a:
                break
            start = _skip_space(self.text, line.start + held[1].start(), b)
            after.append(Zone(start, b, held[0].kind))
            b = _stripped_end(self.text, a, start)
        return b

    def _original_title(self, line: Line, a: int, b: int, label: re.Match[str]) -> list[Zone]:
        """`标题 原标题：标题    来源：某某` → title, label, title, source."""
        text, about = self.text, self.about
        x, y = line.start + label.start(), line.start + label.end()
        zones = []
        if x > a:
            first = ZoneKind.BODY if "。" in text[a:x] else ZoneKind.TITLE
            zones.append(Zone(a, _stripped_end(text, a, x), first))
        zones.append(Zone(_skip_space(text, x, y), _stripped_end(text, x, y), ZoneKind.METADATA))
        end = b
        source = _TITLE_SOURCE.search(line.folded, y - line.start, b - line.start)
        if source is not None:
            end = _stripped_end(text, y, line.start + source.start())
            about.publisher = about.publisher or self._name(line.start, source)
        shut = _stripped_end(text, y, end)
        if x > a and "(" in label[0] and text[shut - 1 : shut] in "）)":
            shut = _stripped_end(text, y, shut - 1)
        is_title = line.size <= 300 and "。" not in text[y:shut]
        if shut > y:
            zones.append(Zone(y, shut, ZoneKind.TITLE if is_title else ZoneKind.BODY))
            if about.title is None and is_title:
                about.title = text[y:shut]
        if source is not None:
            zones.append(Zone(_skip_space(text, end, b), b, ZoneKind.METADATA))
        return zones

    def note_author(self, line: Line) -> None:
        """The author a by-line names."""
        found = _AUTHOR.search(line.folded)
        if found is not None and self.about.author is None:
            self.about.author = self._name(line.start, found)

    def _note_dateline(self, folded: str, zone: Zone) -> None:
        """(某某社讯), 某某网讯（记者 …）: publisher and author."""
        author = _AUTHOR.search(folded)
        if author is not None and self.about.author is None:
            self.about.author = self._name(zone.start, author)
        found = _DATELINE.match(folded)
        if self.about.publisher is None and found and re.search("讯|消息|电|日", folded):
            name = self._name(zone.start, found)
            if name and not re.fullmatch("本[报刊网站]|快|独家|最新", fold(name)):
                self.about.publisher = name

    def _name(self, at: int, found: re.Match[str]) -> str | None:
        return clean_name(self.text[at + found.start("v") : at + found.end("v")])


def _stripped_end(text: str, a: int, b: int) -> int:
    return a + len(text[a:b].rstrip())


def _skip_space(text: str, a: int, b: int) -> int:
    while a < b and text[a].isspace():
        a += 1
    return a
