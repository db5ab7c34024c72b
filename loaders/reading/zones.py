"""What each stretch of a text is: title, body, by-line, caption, advertisement, copyright, navigation …

The words and shapes are in `cues.csv`; here is what depends on a line's place. One rule stands above the others: a
paragraph of prose is furniture only by a cue that speaks of whole paragraphs, or where no prose follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.document import Zone, ZoneKind
from loaders.reading.about import MOMENT, About, chinese_day, moment, publication_line
from loaders.reading.cues import first_cue, search_cue
from loaders.reading.cutting import Cutter
from loaders.reading.fold import fold
from loaders.reading.lines import Line, split

_Z = ZoneKind
_FURNITURE = {_Z.BYLINE, _Z.CAPTION, _Z.ADVERTISEMENT, _Z.CONTACT, _Z.COPYRIGHT, _Z.NAVIGATION, _Z.METADATA}
_SIGNED_OFF = {_Z.CONTACT, _Z.COPYRIGHT, _Z.BYLINE}
_WORD = re.compile(r"\w")
_END_OF_ARTICLE = {_Z.CONTACT, _Z.COPYRIGHT, _Z.NAVIGATION}
# a paragraph in which somebody says something or sues is news even where it speaks of copyright or contact
_REPORTED = re.compile(
    "表示|指出|称[,:“]|认为|透露|法院|起诉|判决|诉讼|公告|宣布|据悉|获悉|报道称|媒体报道|记者(?:了解|采访|从)"
)
_HAPPENS = re.compile(
    "入股|收购|上线|推出|成立|上市(?!公司)|关闭(?!窗口)|停止|停运|下线|更名|并入|合并|签署|宣布|完成|获得|获投|增持|减持|中标|创立|启动|退出|出售|"
    "(?<!投)融资(?!数据|信息|平台|服务|方案|租赁)|投资[了于]"
)
_STOP = re.compile("[。!?]")
_NO_TITLE = re.compile(
    r"\(?(?:原标题|原题)|(?:(?:19|20)\d\d\s?年)?\s?\d{1,2}\s?月\s?\d{1,2}\s?日(?:消息|讯|电|,)|第\d+[页期版]"
)
_PUNCTUATION_ONLY = re.compile(r"[\W_]+")
_ADDRESS = re.compile(
    r"(?:(?P<own>本文|文章|本页)|原文|来源|阅读原文|出处)(?:地址|链接|网址|URL|url)?\s?:\s?(?P<url>https?://[^\s()\[\]“”,。]+)"
)
COMMENTS = re.compile(r"\W{0,2}(?:网友|最新|热门|全部|精彩|发表|文章|用户|我要)?(?:评论|跟帖)")
_LISTED = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d\d(?::\d\d)?")


@dataclass(slots=True)
class Layout:
    """Zones of a text, and what its visible lines say of it."""

    zones: list[Zone]
    about: About
    notes: list[str] = field(default_factory=list)


def lay_out(
    text: str,
    *,
    start: int = 0,
    end: int | None = None,
    known: About | None = None,
    hints: Mapping[int, ZoneKind] | None = None,
    unwrap: bool = True,
    folded: str | None = None,
) -> Layout:
    """Zones of text[start:end], one article, in order and without overlap; `known` is what is said elsewhere.

    A zone is a line, a paragraph that the file breaks over several lines (its text then holds the line breaks), or a
    stretch of one that is of another kind: the label before a title, the dateline, a contact note at the end.
    """
    lines = split(text, start, end, hints, unwrap=unwrap, folded=folded)
    reader = _Reader(text, lines, known or About())
    return Layout(reader.zones(), reader.about)


class _Reader:
    def __init__(self, text: str, lines: list[Line], known: About) -> None:
        self.text, self.lines, self.known = text, lines, known
        self.about = About()
        self.weak: dict[int, ZoneKind] = {}  # by index: furniture by a cue that needs its place to agree
        self.cuts: dict[int, list[Zone]] = {}  # by index: stretches of a line that are of another kind
        self.cutter = Cutter(text, self.about)

    def zones(self) -> list[Zone]:
        blocks = [i for i, line in enumerate(self.lines) if self._by_cue(i, line)]
        self._confirm_weak()
        self._head()
        self._related_lists(blocks)
        self._tail()
        out: list[Zone] = []
        for i, line in enumerate(self.lines):
            if line.kind is None:
                line.kind = self._readable_kind(i, line)
            if line.kind.readable:
                out.extend(self.cutter.cut(line, line.kind, self.cuts.get(i, ()), may_be_title=i < 4))
            else:
                out.append(Zone(line.start, line.end, line.kind))
        return out

    # --- single lines

    def _by_cue(self, i: int, line: Line) -> bool:
        """Give the line the kind that its words alone show; True when it heads a list of links."""
        if line.kind is not None:
            return False
        folded = line.folded
        if line.hint in _FURNITURE:
            line.kind = line.hint
            return False
        if _PUNCTUATION_ONLY.fullmatch(folded):
            line.kind = _Z.NAVIGATION
            return False
        for scope in ("line", "start", "end", "block"):
            held = search_cue(scope, folded) if scope == "end" else first_cue(scope, folded)
            if held is None:
                continue
            cue = held[0]
            if scope == "end" and self._advert_at_end(i, line):
                return False
            if scope == "start" and cue.limit and _states(line):
                self.weak[i] = cue.kind
            else:
                line.kind = cue.kind
            if cue.kind is _Z.BYLINE:
                self.cutter.note_author(line)
            return scope == "block"
        return False

    def _advert_at_end(self, i: int, line: Line) -> bool:
        """An advertisement behind a title or a paragraph: only its own stretch is one. True when it was cut off."""
        space = line.folded.rfind(" ")
        if space > 8:
            a = line.start + space + 1
        elif line.size > 160 and (stop := max(line.folded.rfind(c, 0, line.size - 30) for c in "。!?")) > 80:
            a = line.start + stop + 1
        else:
            return False
        self.cuts.setdefault(i, []).append(Zone(a, line.end, _Z.ADVERTISEMENT))
        return True

    def _confirm_weak(self) -> None:
        """A weak cue holds before or after all prose, or once the article is signed off; between prose only in a
        short line that is no sentence.
        """
        lines = self.lines
        for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
            for i in order:  # inwards from either end, to the first paragraph that no such cue speaks of
                if lines[i].kind is None and not self._find(i) and self._is_prose(i, lines[i]):
                    break
        prose = [i for i, line in enumerate(lines) if self._is_prose(i, line)]
        first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
        middle = prose[len(prose) // 2] if prose else 0
        signed_off = next(
            (
                i
                for i, line in enumerate(lines)
                if i > middle and line.kind in _SIGNED_OFF and _WORD.search(line.folded)
            ),
            len(lines),
        )
        for i, line in enumerate(lines):
            if line.kind is not None:
                continue
            short = line.size <= 60 and not line.ends_sentence
            if (short or i > signed_off) and i not in self.weak:
                self._find(i)
            if i in self.weak and (short or i < first or i > last or i > signed_off):
                line.kind = self.weak[i]

    def _find(self, i: int) -> bool:
        """Whether a cue that may stand anywhere in a line speaks of this one, and it does not read like news."""
        line = self.lines[i]
        if i not in self.weak and (held := search_cue("find", line.folded)) is not None:
            cue, found = held
            # behind a sentence of its own it is a note, which is cut off, and the sentence is text
            note = found.start() > 40 and _STOP.search(line.folded, 0, found.start())
            if not note and not _states(line):
                self.weak[i] = cue.kind
        return i in self.weak

    def _is_prose(self, i: int, line: Line) -> bool:
        return (line.kind is None or line.kind is _Z.LIST_ITEM) and i not in self.weak and line.is_prose

    # --- the head of an article

    def _head(self) -> None:
        """Find the title and the publication line among the lines before the first paragraph of prose."""
        lines = self.lines
        first = next(
            (i for i, line in enumerate(lines) if self._is_prose(i, line) and line.ends_sentence), len(lines)
        )
        if first == len(lines):
            first = next((i for i, line in enumerate(lines) if self._is_prose(i, line)), min(len(lines), 6))
        said: list[int] = []
        for i, line in enumerate(lines):
            if line.size > 160 or line.kind not in {None, _Z.METADATA, _Z.BYLINE}:
                continue
            in_head = i < first
            found = publication_line(self.text[line.start : line.end], in_head=in_head, folded=line.folded)
            if found is None:
                continue
            if line.kind is None:
                line.kind = _Z.METADATA
            if in_head:
                said.append(i)
            if in_head or i >= len(lines) - 6 or found.published is None:
                self.about.fill_from(found)
        self._address()
        self._title(first, said)
        self._sign_off()
        if first < len(lines):
            self._title_before_dateline(first)

    def _address(self) -> None:
        """Its own address, where a line prints it (本文地址：…), and that of what it reprints (原文链接：…)."""
        for line in self.lines:
            if line.kind is _Z.METADATA and (found := _ADDRESS.match(line.folded)) is not None:
                url = self.text[line.start + found.start("url") : line.start + found.end("url")]
                if found["own"]:
                    self.about.url = self.about.url or url
                else:
                    self.about.originals.append(url)

    def _title(self, first: int, said: list[int]) -> None:
        lines = self.lines
        wanted = _bare(self.known.title)
        for line in lines[: first + 1]:
            if line.kind is None and (line.hint is _Z.TITLE or (wanted and _bare(line.folded) == wanted)):
                line.kind = _Z.TITLE
        if any(line.kind is _Z.TITLE for line in lines[: first + 1]):
            titled = next(line for line in lines if line.kind is _Z.TITLE)
            self.about.title = self.text[titled.start : titled.end]
            return
        able = [
            i
            for i, line in enumerate(lines[:first])
            if line.kind is None
            and i not in self.weak
            and 4 <= line.size <= 90
            and "。" not in line.folded
            and not line.folded.endswith((",", ";", ":"))
            and not _NO_TITLE.match(line.folded)
            and (not line.marker or line.folded.startswith("# "))
        ]
        before = [i for i in able if said and i < said[0]]
        if before:
            chosen = before[-1]
        elif able and wanted is None and (able[0] == 0 or not said) and len(lines) > 1:
            chosen = able[0]
        else:
            return
        if self.known.title is None:
            lines[chosen].kind = _Z.TITLE
            self.about.title = self.text[lines[chosen].start : lines[chosen].end]
            for i in able:
                if _bare(lines[i].folded) == _bare(lines[chosen].folded):
                    lines[i].kind = _Z.TITLE

    def _title_before_dateline(self, first: int) -> None:
        """`标题 某某网讯（记者 …）正文` in one line: the title is a zone of its own."""
        line = self.lines[first]
        if first > 2 or any(other.kind is _Z.TITLE for other in self.lines[:first]):
            return
        title = _bare(self.known.title)
        for space in re.finditer(r"\s+", line.folded[:120]):
            a, b = space.span()
            is_known = title is not None and _bare(line.folded[:a]) == title
            cut = first_cue("cut_start", line.folded, b)
            dated = cut is not None and cut[0].kind is _Z.METADATA
            if is_known or (
                dated and a >= 8 and "。" not in line.folded[:a] and "(" not in line.folded[a - 1]
            ):
                self.cuts.setdefault(first, []).append(Zone(line.start, line.start + a, _Z.TITLE))
                if self.about.title is None:
                    self.about.title = self.text[line.start : line.start + a]
                return

    def _sign_off(self) -> None:
        """The day under an announcement (董事会 / 二〇一八年九月二十一日) is when it was published."""
        for i, line in enumerate(self.lines[-8:], start=max(0, len(self.lines) - 8)):
            if line.kind is not None or line.size > 20 or i == 0:
                continue
            day = None
            if MOMENT.fullmatch(line.folded):
                day = moment(line.folded)
            elif re.fullmatch(r"[^\d,。]{8,14}日", line.folded):
                day = chinese_day(self.text[line.start : line.end])
            if day is not None and re.search(
                r"公司$|董\s*事\s*会$|委员会$|监\s*事\s*会$|公告[。!]?$|局$|特此", self.lines[i - 1].folded
            ):
                line.kind = _Z.METADATA
                if self.about.published is None:
                    self.about.published = day

    # --- lists of other articles, and what follows the article

    def _related_lists(self, blocks: list[int]) -> None:
        lines = self.lines
        heads = set(blocks)
        listing = comments = False
        for i, line in enumerate(lines):
            if i in heads:
                listing = True
                comments = comments or COMMENTS.match(line.folded) is not None
            elif not listing:
                continue
            elif comments and line.kind is None:
                line.kind = _Z.NAVIGATION  # comments are prose, and not the article's
            elif line.kind is _Z.TITLE or (line.kind is None and _resumes(line)):
                listing = comments
            elif line.kind is None:
                line.kind = _Z.NAVIGATION
        stamps = [
            i
            for i, line in enumerate(lines)
            if i >= 2 and _LISTED.fullmatch(line.folded) and _teaser(lines[i - 1]) and lines[i - 2].size <= 60
        ]
        if not stamps or not any(self._is_prose(i, line) for i, line in enumerate(lines[: stamps[0] - 2])):
            return
        for i in stamps:
            for j in (i, i - 1, i - 2):
                lines[j].kind = _Z.NAVIGATION
        rest = lines[stamps[-1] + 1 :]
        if len(rest) <= 2 and rest and rest[0].size <= 60:  # the last of the list, without its hour
            for line in rest:
                line.kind = line.kind or _Z.NAVIGATION

    def _tail(self) -> None:
        """After the last prose and a sign that the article is over, short lines without a stop are furniture."""
        lines = self.lines
        prose = [i for i, line in enumerate(lines) if self._is_prose(i, line) or line.kind is _Z.TABLE]
        over = False
        for line in lines[prose[-1] + 1 if prose else len(lines) :]:
            if line.kind in _END_OF_ARTICLE and re.search(r"\w", line.folded):
                over = True
            elif over and line.kind is None and line.size <= 40 and not line.ends_sentence:
                line.kind = _Z.NAVIGATION

    # --- what is read

    def _enumerated(self, i: int, line: Line) -> bool:
        """Whether a short line is one of those that a colon announces (股东如下：), which all end alike."""
        before = self.lines[i - 1] if i else None
        if before is None or before.size == 0:
            return False
        alike = before.kind is _Z.LIST_ITEM and not before.marker and before.folded[-1:] == line.folded[-1:]
        return alike or (before.kind is _Z.BODY and before.folded.endswith(":"))

    def _readable_kind(self, i: int, line: Line) -> ZoneKind:
        if line.hint is not None and line.hint.readable and line.hint is not _Z.TITLE:
            return line.hint
        short = (
            line.size <= 40 and not re.search(r"[。;,]", line.folded) and not line.folded.endswith(("!", ":"))
        )
        if short and self._enumerated(i, line):
            return _Z.LIST_ITEM
        if short and len(self.lines) > 2 and not (line.marker and line.size > 24):
            return _Z.HEADING
        return _Z.LIST_ITEM if line.marker else _Z.BODY


def _states(line: Line) -> bool:
    """Whether it reads like news whatever else it speaks of: somebody says something, or something happens."""
    return _REPORTED.search(line.folded) is not None or (
        line.ends_sentence and _HAPPENS.search(line.folded) is not None
    )


def _resumes(line: Line) -> bool:
    """Whether the text goes on here, after a list of links."""
    return line.is_prose and (line.ends_sentence or line.size > 90) and not _teaser(line)


def _teaser(line: Line) -> bool:
    return line.folded.endswith(("...", "…", "[详细]", "[详情]", "[更多]", "[全文]"))


def _bare(text: str | None) -> str | None:
    """A title without white space and marks, for comparing."""
    return re.sub(r"[\W_]+", "", fold(text)) or None if text else None


__all__ = ["Layout", "lay_out"]
