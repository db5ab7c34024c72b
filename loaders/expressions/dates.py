"""When: the dates and times that a Chinese text prints, as EDTF.

A date without a year is the latest that does not lie more than 60 days after publication, unless the sentence is
about another year (2014年3月…，5月…). 次年 同年 当日 count from the date before them in the text, 去年 昨日 上周五
from publication. What cannot be known is left without a value, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from loaders.expressions import date_grammar, date_words
from loaders.expressions.date_context import DateContext, Unresolved, resolve, resolve_span
from loaders.expressions.date_grammar import SEPARATOR, Parts
from loaders.expressions.numerals import plain


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """text[start:end], and what it says.

    kind: `day` `month` `year` `quarter` `half` `season` `decade` `fiscal` `festival` (a period of the calendar),
    `range` (from A to B), `open` (A 起, A 以来, A 至今), `after` (A 后), `before` (A 前), `as_of` (截至 A), `deadline`
    (年底 in 年底前: the value is that of 年底), `now` (目前), `vague` (近日), `recurring` (每年3月), `duration` (一年多).
    relative: whether it counts from publication; anaphor: from the date before it.
    edtf: the value, None where the text and the context do not settle it. duration: ISO 8601 (`P1Y+`), for spans.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    kind: str
    relative: bool = False
    anaphor: bool = False
    duration: str | None = None

    @property
    def when(self) -> str | None:
        """EDTF for something that happened or began then: the start of 7月15日起, the day of 截至…, days without a clock.

        None for a span, 每年, and 目前 (which says that something holds, not when it began).
        """
        if self.edtf is None or self.kind in {"duration", "recurring", "now"}:
            return None
        value = re.sub(r"T[^/]*", "", self.edtf)
        if self.kind == "open" and value.endswith("/.."):
            return value[:-3]
        if self.kind == "as_of" and value.startswith("../"):
            return value[3:]
        if self.kind == "deadline":
            return value if value.startswith("../") else f"../{value.split('/')[-1]}"
        return value


def find_dates(
    text: str, published: date | None, *, start: int = 0, end: int | None = None, last: str | None = None
) -> list[TimeExpression]:
    """The time expressions of text[start:end], in order, none overlapping.

    `published`: the day relative words count from; without it they keep their kind and have no value. `last`: EDTF of
    the last explicit date before `start`, for 同年 and the like. Offsets are into `text`.
    """
    limit = len(text) if end is None else min(end, len(text))
    context = DateContext(plain(text[:limit]), published, last)
    return [
        replace(expression, text=text[expression.start : expression.end])
        for expression in _scan(context, start, limit)
    ]


_LITERALS = (
    "0123456789〇零一二两三四五六七八九十半数几多同当该那这次翌转隔今去前明来后大上本下第首年岁月周星礼昨即近日最新目现眼过未"
    "此不截到迄每历民春除元情妇儿清端双光黑感平圣青劳教中国农QH"
)
# one literal first in every branch: the engine then skips on a character set
_ENTRY = re.compile(
    "|".join(_LITERALS[: _LITERALS.index("同")])
    + "|同[年月日天一]|当[年月日天晚夜]|该[年月日]|那[年一天]|这[一个几两]|次[年月日]|翌[年月日]|转年|隔[年日天]|今[年天日晚早晨夜后]|去年"
    "|前[年天日不几 一二两三四五六七八九十\\d]|明[年天日晚早晨]|来年|后[年天日]|大[前后]|上[年一半上个月周星礼世]|本[年月日周世财]"
    "|下[一半下个月周星礼]|第[一二三四 \\d]|首季|年[初底末中尾内]|岁[初末]|月[初中底末]|周[一二三四五六日天末]|星期|礼拜|昨[天日晚夜晨早]"
    "|即日|近[日期来几年些段一二两三四五六七八九十半\\d]|日[前内]|最[近早迟晚]|新近|目前|现阶段|眼下|过去|未来|此前不久|不[久早晚迟]"
    "|截[至止]|到目前|迄今|每|历[年月]|民国|春节|除夕|元[旦宵月]|情人节|妇女节|儿童节|清明|端午|双[十1 ]|光棍节|黑[五色]|感恩节|平安夜|圣诞"
    "|青年节|劳动节|教师节|中秋|国庆|农历新年|[Qq][1-4]|中报"
)
_RUN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[〇零一二两三四五六七八九十百千万亿半数几多]+")
_AS_OF = re.compile(r"截(?:至到?|止到?|止至|至于)[ \t]{0,2}(?:(?:北京|当地|美东)时间)?(?:[ \t]{0,2}到)?")
_NOT_BEFORE = re.compile(
    r"(?:不(?:应|得)?(?P<early>早于)|不(?:应|得)?(?P<late>晚于|迟于)|最(?P<soonest>早)于?|最(?P<latest>迟|晚)于?)[ \t]{0,2}"
)
_SEPARATOR = re.compile(SEPARATOR)
_TO_NOW = re.compile(r"[ \t]{0,2}(?:至今|迄今|到现在|到如今|至目前|-今|以来至今)")
_SINCE = re.compile(
    r"[ \t]{0,2}(?:以来|起(?![步源点草诉家初码用到来飞床身价伏因火])|开始(?=[，,、。；])|伊始(?=[，,、。]))"
)
_COME = re.compile(r"[ \t]{0,2}来(?=[，,、])")
_BEFORE = re.compile(
    r"[ \t]{0,2}(?:之前|以前|前(?![后往者身述任期台夕瞻提景列海高总董副首员三十五百\d]))(?!的?(?:\d|[一二三四五六七八九十]))"
)
_AFTER = re.compile(r"[ \t]{0,2}(?:之后|以后|过后|后(?![来续者台期市排勤备盾面半三两年天进浪轮\d]))")
_ABOUT = re.compile(r"[ \t]{0,2}(?:左右|前后|上下)")
_UNTIL = re.compile(r"[ \t]{0,2}(?:为?止|收盘|末)")
_QUOTED_NAME = re.compile(r"[“\"「『《〈'‘][^，。；：、！？“”\"「」『』《》\s]{2,10}[”\"」』》〉'’]")
_STATED = frozenset(
    {
        "day",
        "month",
        "year",
        "quarter",
        "half",
        "season",
        "decade",
        "festival",
        "range",
        "open",
        "as_of",
        "before",
        "after",
        "deadline",
        "fiscal",
    }
)


def _scan(context: DateContext, start: int, limit: int) -> Iterator[TimeExpression]:
    text, position, floor = context.text, start, start
    while position < limit:
        entry = _ENTRY.search(text, position, limit)
        if entry is None:
            return
        at = entry.start()
        expression, skip = _read(context, at)
        if expression is not None and expression.start >= floor:
            context.note(
                expression.edtf, expression.kind, expression.start, expression.end, expression.kind in _STATED
            )
            yield expression
            position = floor = expression.end
            continue
        run = _RUN.match(text, at)
        position = skip or (run.end() if run else at + 1)


def _read(context: DateContext, at: int) -> tuple[TimeExpression | None, int | None]:
    """The expression at `at`, or None and where to go on (None: after the run of digits, or one further)."""
    text = context.text
    name = date_words.NAMES.match(text, at)
    if at and text[at - 1] in "“\"「『《〈'‘":
        quoted = _QUOTED_NAME.match(text, at - 1)
        if quoted and not re.search(r"[年月日号天度]$", quoted.group()[:-1]):
            return None, quoted.end()
    recurring = date_words.recurring_at(text, at)
    if recurring:
        return TimeExpression(at, recurring, "", None, "recurring"), None
    if name:
        return None, name.end()
    as_of = _AS_OF.match(text, at)
    if as_of:
        return _as_of(context, at, as_of.end()), as_of.end()
    limit = _NOT_BEFORE.match(text, at)
    if limit:
        inner = _period(context, limit.end())
        if inner is None or inner.edtf is None or "/" in inner.edtf:
            return inner, limit.end()
        early = limit["early"] or limit["soonest"]
        value = f"{inner.edtf}/.." if early else f"../{inner.edtf}"
        return replace(inner, start=at, edtf=value, kind="after" if early else "before"), None
    vague = date_words.vague_at(text, at)
    if vague:
        kind, end, pattern = vague
        return TimeExpression(at, end, "", context.fill(pattern), kind, relative=True), None
    return _period(context, at), None


def _as_of(context: DateContext, at: int, inner_at: int) -> TimeExpression | None:
    vague = date_words.vague_at(context.text, inner_at) if inner_at < len(context.text) else None
    if vague:
        return TimeExpression(at, vague[1], "", context.fill(vague[2]), vague[0], relative=True)
    inner = _period(context, inner_at, suffixes=False)
    if inner is None:
        return None
    until = _UNTIL.match(context.text, inner.end)
    if inner.edtf is None or "/" in inner.edtf:
        return replace(inner, kind="as_of")
    if _has_edge(context.text, inner):
        return replace(inner, kind="as_of")
    return replace(
        inner, start=at, end=until.end() if until else inner.end, edtf=f"../{inner.edtf}", kind="as_of"
    )


def _has_edge(text: str, expression: TimeExpression) -> bool:
    """年底, 月初: the end of such an expression is itself vague, so it keeps its own span and value before 前 and 至今."""
    return text[expression.end - 1] in "初底末尾"


def _period(context: DateContext, at: int, *, suffixes: bool = True) -> TimeExpression | None:
    """A date, a range of dates or a span at `at`, with 前 起 后 至今 左右 where they follow."""
    text = context.text
    if at >= len(text):
        return None
    first = _one(context, at)
    if first is None:
        return None
    if not isinstance(first, TimeExpression):
        return _finish_span(context, at)
    whole = _range(context, first)
    return _suffix(context, whole) if suffixes else whole


def _finish_span(context: DateContext, at: int) -> TimeExpression | None:
    span = date_words.span_at(context.text, at)
    if span is None:
        return None
    value, anaphor = resolve_span(span, context)
    kind = {"past": "year", "future": "year", "since": "range", "ahead": "range"}.get(
        span.direction, "duration"
    )
    if kind == "year":
        kind = (
            "vague"
            if value is None
            else "day"
            if span.unit in {"day", "week"}
            else "month"
            if span.unit in {"month", "quarter"}
            else "year"
        )
    relative = kind != "duration" and not anaphor
    return TimeExpression(
        span.start, span.end, "", value, kind, relative=relative, anaphor=anaphor, duration=span.iso
    )


def _one(context: DateContext, at: int, base: Parts | None = None) -> TimeExpression | bool | None:
    """A single date as an expression; True if there is a span of time (三年) instead, None if neither."""
    text = context.text
    parts = date_words.word_at(text, at) or date_grammar.parse(text, at)
    if parts is not None and not context.plausible(parts):
        parts = None
    if parts is None:
        return True if date_words.span_at(text, at) else None
    result = resolve(parts, context)
    if isinstance(result, Unresolved):
        return TimeExpression(parts.start, parts.end, "", None, result.kind, result.relative, result.anaphor)
    return TimeExpression(
        parts.start, parts.end, "", result.edtf, result.kind, result.relative, result.anaphor
    )


def _range(context: DateContext, first: TimeExpression) -> TimeExpression:
    """`first`, or the range it begins: 2012年至2014年, 6月1日至7月2日, 去年3月到今年5月."""
    text = context.text
    joint = _SEPARATOR.match(text, first.end)
    if joint is None or joint.end() >= len(text) or first.edtf is None or "/" in first.edtf:
        return first
    if _TO_NOW.match(text, first.end):
        return first
    inner = context.at_date(first.edtf, first.kind, first.start)
    second = _one(inner, joint.end())
    if not isinstance(second, TimeExpression) or second.edtf is None or "/" in second.edtf:
        return first
    if second.kind in {"duration", "recurring"} or "T" in first.edtf + second.edtf:
        return first
    value = context.ordered(first.edtf, second.edtf)
    return replace(
        first, end=second.end, edtf=value, kind="range", relative=first.relative or second.relative
    )


def _suffix(context: DateContext, found: TimeExpression) -> TimeExpression:
    text, here = context.text, found.end
    if found.kind in {"duration", "recurring"}:
        return found
    edge = found.kind != "range" and _has_edge(text, found)
    simple = found.edtf is not None and "/" not in found.edtf
    for pattern, kind in (
        (_TO_NOW, "open"),
        (_SINCE, "open"),
        (_COME, "open"),
        (_BEFORE, "before"),
        (_AFTER, "after"),
    ):
        match = pattern.match(text, here)
        if match is None:
            continue
        if pattern is _COME and not re.search(r"[自从][ ]?$", text[max(0, found.start - 2) : found.start]):
            continue
        if edge:
            return replace(found, kind="deadline" if kind == "before" else found.kind)
        value = found.edtf
        if value is not None:
            begin, _, finish = value.partition("/")
            value = (
                f"../{begin}"
                if kind == "before"
                else f"{begin}/.."
                if kind == "open"
                else f"{finish or begin}/.."
            )
            value = re.sub(r"T[^/]*", "", value)
            if "../.." in value:
                value = None
        return replace(found, end=match.end(), edtf=value, kind=kind)
    about = _ABOUT.match(text, here)
    if (
        about
        and simple
        and found.edtf
        and found.kind in {"day", "month", "year", "quarter", "half"}
        and not found.edtf.endswith("~")
    ):
        return replace(found, end=about.end(), edtf=f"{found.edtf}~".replace("T", "T"))
    return found
