"""Finds the time expressions of a plain text, left to right, and puts ranges and 前 起 后 至今 together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.expressions import date_words
from loaders.expressions.date_context import DateContext
from loaders.expressions.date_grammar import SEPARATOR, parse
from loaders.expressions.date_values import ordered, resolve, resolve_span, side


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression without its text; the fields are those of `loaders.expressions.dates.TimeExpression`."""

    start: int
    end: int
    edtf: str | None
    kind: str
    relative: bool = False
    anaphor: bool = False
    duration: str | None = None
    printed: bool = False  # its year is printed
    since: str | None = (
        None  # of 二季度起 and 截至一季度: the quarter, with which no interval can begin or end
    )


# one literal first in every branch: the engine then skips on a character set
_ENTRY = re.compile(
    "|".join("0123456789〇零一二两三四五六七八九十半数几多")
    + "|同[年月日天一]|当[年月日天晚夜前]|该[年月日]|这[一个几两周星]|那[一年]|次[年月日]|翌[年月日]|转[年过]|隔[年日天]|今[年天日晚早晨夜后春夏秋冬（(]|去[年春夏秋冬（(]"
    "|前[（(年天日不几 一二两三四五六七八九十0-9]|头[一二两三四五六七八九十0-9]|明[年天日晚早晨春夏秋冬]|来年|后[年天日]|大[前后约概]|上[年一半上个月周星礼世财季（(]|本[年月日周世财季（(]"
    "|下[一半下个月周星礼季]|第[一二三四 0-9]|首季|年[初底末中尾内终]|岁[初末]|月[初中底末]|周[一二三四五六日天末]|星期|礼拜|昨[天日晚夜晨早（(]"
    "|即日|近[日期来几年些段]|日前|最[近早迟晚]|新近|目前|现[阶在]|如今|眼下|过去几|过去数|未来|此前不久|不[久早晚迟应得]"
    "|截[至止]|到目前|迄今|发稿|每|历年|民国|春节|除夕|元[旦宵月]|情人节|妇女节|儿童节|清明|端午|双[十1 ]|光棍节|黑[五色]|感恩节|平安夜|圣诞"
    "|青年节|劳动节|教师节|中秋|国庆|农历新年|Q[1-4]|H[1-4]|中报|FY|约[12]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_RUN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[〇零一二两三四五六七八九十百千万亿半数几多]+")
# what a figure needs after it to be a time at all
_FIGURE_OF_TIME = re.compile(
    r"[0-9]+[ \t]{0,2}(?:[年月日号天周季财世会Q个小分星礼余多几来至到、和及与或H双秋春夏冬交工岁上下全第]|618|[-./~]{1,2} ?[0-9]| [JFMASOND][a-z]{2}|[QH][1-4]| Q[1-4]|[-./]今)|(?:19|20)[0-9]{6}(?![0-9])|(?:1[89]|20)[0-9]{2}(?=[，,。；;、)）]|$)|618"
)
_AS_OF = re.compile(r"截(?:至到?|止到?|止至|至于)[ \t]{0,2}(?:(?:北京|当地|美东)时间)?(?:[ \t]{0,2}到)?")
_BOUND = re.compile(
    r"(?:不(?:应|得)?早于|最早于?(?!的))(?P<early>)[ \t]{0,2}|(?:不(?:应|得)?(?:晚于|迟于)|最[迟晚](?:于|在)?(?!的))[ \t]{0,2}"
)
_ROUGHLY = re.compile(r"(?:大约|大概|约)(?:在|于)?[ \t]{0,2}(?=[12][0-9]{3}[ \t]{0,2}年)")
_SEPARATOR = re.compile(SEPARATOR)
_FROM_TO = re.compile(r"[ \t]{0,2}起,?，?(?:至|到)[ \t]{0,2}")
_TO_NOW = re.compile(
    r"[ \t]{0,2}(?:以来)?(?:至今(?!年)|迄今(?!年)|到现在|到如今|至目前|到今天|-今(?!年)|~今(?!年))"
)
_SINCE = re.compile(
    r"[ \t]{0,2}(?:以来|起(?![步源点草诉家初码用到来飞床身价伏因火义]|[0-9])|伊始(?=[，,、。])|(?P<begin>开始))"
)
_COME = re.compile(r"[ \t]{0,2}来(?=[，,、])")
_BEFORE = re.compile(
    r"[ \t]{0,2}(?:之前|以前|前(?![后往者身述任期台夕瞻提景列海高总董副首员十百0-9]|[一二两三四五六七八九][名大位个季]))(?!的?(?:[0-9]|[一二三四五六七八九十]))"
)
_AFTER = re.compile(r"[ \t]{0,2}(?:之后|以后|过后|后(?![来续者台期市排勤备盾面半三两年天进浪轮知0-9]))")
_ABOUT = re.compile(r"[ \t]{0,2}(?:左右|前后|上下)")
_UNTIL = re.compile(r"[ \t]{0,2}(?:为?止|收盘|末(?!端|日)|底(?!部))")
_WEEKDAY_NOTE = re.compile(r"[ \t]{0,2}[（(]?(?:周|星期|礼拜)[一二三四五六日天][）)]?")
_QUOTED_NAME = re.compile(r"[“\"「『〈'‘][^，。；：、！？“”\"「」『』《》\s]{2,10}[”\"」』〉'’]")
_TITLE = re.compile(r"《[^《》\n]{1,60}》")
# kinds that later dates may count from
_STATED = frozenset(
    [
        "day",
        "month",
        "year",
        "quarter",
        "half",
        "season",
        "festival",
        "range",
        "open",
        "as_of",
        "before",
        "after",
        "deadline",
        "fiscal",
    ]
)
_CALENDAR = frozenset(["day", "month", "year", "quarter", "half"])


class Reader:
    """Reads one text; `context` remembers the dates read so far."""

    def __init__(self, context: DateContext) -> None:
        self.context = context
        self.text = context.text

    def scan(self, start: int, limit: int) -> Iterator[Found]:
        text, position, floor, titled = self.text, start, start, start
        while position < limit:
            entry = _ENTRY.search(text, position, limit)
            if entry is None:
                return
            at = entry.start()
            opened = text.rfind("《", max(titled, at - 60), at)
            if opened >= 0:  # 《2017年白皮书》: a title says nothing of when things happened
                title = _TITLE.match(text, opened)
                titled = opened + 1
                if title and title.end() > at:
                    position = floor = titled = title.end()
                    continue
            found, onwards = self._read(at)
            if found is not None and found.start >= floor and found.end <= limit:
                if found.edtf is not None and found.kind in _STATED:
                    told = text[found.start] == "那"  # 那一年: of a year that the text prints
                    printed = found.printed or told or self.context.inherits_year(found.edtf, found.start)
                    self.context.note(
                        found.edtf, found.kind, found.start, found.end, printed=printed, own=found.printed
                    )
                yield found
                note = _WEEKDAY_NOTE.match(text, found.end) if found.kind == "day" else None
                position = floor = note.end() if note else found.end
                continue
            run = _RUN.match(text, at)
            position = onwards or (run.end() if run else at + 1)

    def _read(self, at: int) -> tuple[Found | None, int | None]:
        """The expression at `at`, or None and where to go on (None: after the run of digits, or one further)."""
        text = self.text
        if "0" <= text[at] <= "9":
            name = date_words.NAMES.match(text, at)
            if name:
                return None, name.end()
            return (self._period(at) if _FIGURE_OF_TIME.match(text, at) else None), None
        recurring = date_words.recurring_at(text, at)
        if recurring:
            return Found(at, recurring, None, "recurring"), None
        name = date_words.NAMES.match(text, at)
        if name:
            return None, name.end()
        as_of = _AS_OF.match(text, at)
        if as_of and not text.startswith("发稿", as_of.end()) and not text.startswith("记者", as_of.end()):
            return self._as_of(at, as_of.end()), as_of.end()
        bound = _BOUND.match(text, at)
        if bound:
            return self._bounded(at, bound), bound.end()
        rough = _ROUGHLY.match(text, at)
        if rough:
            inner = self._period(rough.end())
            if inner and inner.edtf and inner.kind in _CALENDAR and not inner.edtf.endswith("~"):
                return replace(inner, start=at, edtf=f"{inner.edtf}~"), None
            return inner, rough.end()
        vague = date_words.vague_at(text, at)
        if vague:
            kind, end, pattern = vague
            found: Found | None = Found(at, end, self.context.fill(pattern), kind, relative=True)
        else:
            found = self._period(at)
        if found is not None and at and text[at - 1] in "“\"「『〈'‘":
            quoted = _QUOTED_NAME.match(text, at - 1)
            if quoted and found.end < quoted.end() - 1:
                return None, quoted.end()  # “今日之星”: a name that begins like a date
        return found, None

    def _as_of(self, at: int, inner_at: int) -> Found | None:
        vague = date_words.vague_at(self.text, inner_at) if inner_at < len(self.text) else None
        if vague:
            return Found(at, vague[1], self.context.fill(vague[2]), vague[0], relative=True)
        inner = self._period(inner_at, suffixes=False)
        if inner is None or inner.kind in {"duration", "vague"}:
            return inner
        if inner.edtf is None or "/" in inner.edtf or self._has_edge(inner):
            return replace(inner, kind="as_of", edtf=inner.edtf and inner.edtf.removesuffix("~"))
        until = _UNTIL.match(self.text, inner.end)
        value = f"../{side(inner.edtf, last=True)}"
        end = until.end() if until else inner.end
        return replace(inner, start=at, end=end, edtf=value, kind="as_of", since=inner.edtf)

    def _bounded(self, at: int, bound: re.Match[str]) -> Found | None:
        inner = self._period(bound.end())
        if inner is None or inner.edtf is None or "/" in inner.edtf or inner.kind not in _CALENDAR:
            return inner
        early = bound["early"] is not None
        value = f"{side(inner.edtf, last=False)}/.." if early else f"../{side(inner.edtf, last=True)}"
        return replace(inner, start=at, edtf=value, kind="after" if early else "before")

    def _has_edge(self, found: Found) -> bool:
        """年底, 月初: the end of such an expression is vague itself, so it keeps its span and value before 前, 至今."""
        return self.text[found.end - 1] in "初底末尾终" and found.kind != "range"

    def _period(self, at: int, *, suffixes: bool = True) -> Found | None:
        """A date, a range of dates or a span at `at`, with 前 起 后 至今 左右 where they follow."""
        if at >= len(self.text):
            return None
        first = self._date(at, self.context)
        if first is None:
            return self._span(at)
        whole = self._range(first)
        return self._suffixed(whole) if suffixes else whole

    def _date(self, at: int, context: DateContext) -> Found | None:
        parts = date_words.word_at(self.text, at) or parse(self.text, at, joined=context.joined)
        if parts is None or not context.plausible(parts):
            return None
        result = resolve(parts, context)
        printed = parts.year is not None or parts.years is not None
        return Found(
            parts.start, parts.end, result.edtf, result.kind, result.relative, result.anaphor, printed=printed
        )

    def _span(self, at: int) -> Found | None:
        span = date_words.span_at(self.text, at)
        if span is None:
            return None
        value, anaphor = resolve_span(span, self.context)
        kind = "duration"
        if span.direction in {"since", "ahead"}:
            kind = "range"
        elif span.direction:
            kind = "vague" if value is None else _UNIT_KINDS.get(span.unit, "year")
        relative = kind != "duration" and not anaphor
        return Found(span.start, span.end, value, kind, relative, anaphor, span.iso)

    def _range(self, first: Found) -> Found:
        """`first`, or the range it begins: 2012年至2014年, 6月1日至7月2日, 去年3月到今年5月."""
        text = self.text
        joint = _FROM_TO.match(text, first.end) or _SEPARATOR.match(text, first.end)
        if joint is None or joint.end() >= len(text) or first.edtf is None or "/" in first.edtf:
            return first
        if _TO_NOW.match(text, first.end):
            return first
        inner = self.context.after(first.edtf, first.kind, first.start, first.end)
        second = self._date(joint.end(), inner)
        if second is None or second.edtf is None or "/" in second.edtf or "T" in first.edtf + second.edtf:
            return first
        value = ordered(first.edtf, second.edtf)
        return replace(
            first, end=second.end, edtf=value, kind="range", relative=first.relative or second.relative
        )

    def _suffixed(self, found: Found) -> Found:
        if found.kind in {"duration", "recurring", "vague"}:
            return found
        text, here = self.text, found.end
        came_from = text[max(0, found.start - 2) : found.start].rstrip().endswith(("自", "从", "自从"))
        for pattern, kind in _SUFFIXES:
            match = pattern.match(text, here)
            if match is None or (pattern is _COME and not came_from):
                continue
            if pattern is _SINCE and match["begin"] and not came_from:
                continue
            if self._has_edge(found):
                return replace(found, kind="deadline" if kind == "before" else found.kind)
            since = found.edtf if kind == "open" and found.edtf and "/" not in found.edtf else None
            return replace(found, end=match.end(), edtf=_opened(found.edtf, kind), kind=kind, since=since)
        about = _ABOUT.match(text, here)
        simple = found.edtf is not None and not re.search(r"[~T/]", found.edtf)
        if about and simple and (found.kind in _CALENDAR or found.kind == "festival"):
            return replace(found, end=about.end(), edtf=f"{found.edtf}~")
        return found


_UNIT_KINDS = {"day": "day", "week": "day", "half month": "day", "month": "month", "quarter": "month"}
_SUFFIXES = ((_TO_NOW, "open"), (_SINCE, "open"), (_COME, "open"), (_BEFORE, "before"), (_AFTER, "after"))


def _opened(edtf: str | None, kind: str) -> str | None:
    """2014 as `2014/..` (起, 后) or `../2014` (前); of a range, from its beginning, after its end, before its beginning."""
    if edtf is None:
        return None
    begin, _, finish = edtf.partition("/")
    end = finish or begin if kind == "after" else begin
    if end in {"", ".."}:
        return None
    if kind == "before":
        return f"../{side(end, last=not finish)}"
    return f"{side(end, last=False)}/.."
