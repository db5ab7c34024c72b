"""From the parts of a date to EDTF, by publication day and by the dates before it in the text."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from graph.dates import bounds
from loaders.expressions.calendar import festival_days
from loaders.expressions.date_grammar import Parts
from loaders.expressions.date_words import Span

AHEAD = timedelta(days=60)
_REACH = 400  # an anaphor looks back this many characters, no further
_FUTURE = re.compile(
    r"将|拟|计划|预计|有望|料|或于|定于|争取|力争|目标|希望|打算|准备|即将|届时|有意|承诺|约定|预期|预测|展望"
)
_SENTENCE_END = re.compile(r"[。！？!?\n；;]")
_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}


@dataclass(frozen=True, slots=True)
class Resolved:
    edtf: str
    kind: str
    relative: bool = False
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class Unresolved:
    kind: str
    relative: bool = False
    anaphor: bool = False


@dataclass(slots=True)
class Antecedent:
    """A date already read: where it stands and what it says; topic: it opens its clause, so the rest is set in it."""

    edtf: str
    kind: str
    start: int
    topic: bool


@dataclass(slots=True)
class DateContext:
    """What a date can be read against: the plain text, the publication day, and the dates before."""

    text: str
    published: date | None
    last: str | None = None
    seen: list[Antecedent] = field(default_factory=list)
    here: int = 0

    def note(self, edtf: str | None, kind: str, start: int, end: int, stated: bool) -> None:
        """Remember a date that later ones may refer to."""
        if edtf is None or not stated:
            return
        begin, slash, finish = edtf.partition("/")
        value = begin if not slash or finish == ".." else finish
        if not value or value == ".." or "X" in value:
            return
        self.last = re.sub(r"T.*|~", "", value)
        self.seen = [*self.seen[-3:], Antecedent(self.last, kind, start, self.opens_clause(start))]

    def at_date(self, edtf: str, kind: str, start: int) -> DateContext:
        """The context right after a date, for the second half of a range."""
        inner = DateContext(self.text, self.published, self.last, list(self.seen))
        inner.note(edtf, kind, start, start, True)
        inner.seen[-1].topic = True
        inner.here = -1
        return inner

    def opens_clause(self, start: int) -> bool:
        return (
            start == 0
            or self.text[start - 1] in '，,。；;！!？?\n \t　“"（(：:、'
            or self.text[start - 1] in "在于到自从截早"
        )

    def fill(self, pattern: str) -> str | None:
        """A pattern of `loaders.expressions.date_words.VAGUE` for this publication day."""
        if not pattern or self.published is None:
            return None
        return pattern.format(day=self.published.isoformat(), month=f"{self.published:%Y-%m}")

    def antecedent(self, at: int) -> str | None:
        """The last explicit date, unless it is too far back."""
        if self.seen and at - self.seen[-1].start > _REACH:
            return None
        return self.last

    def future(self, at: int, end: int) -> bool:
        """Whether the clause around text[at:end] speaks of what is to come."""
        left = self.text[max(0, at - 16) : at]
        left = re.split(r"[，,。；;！？\n]", left)[-1]
        right = re.split(r"[。；;！？\n]", self.text[end : end + 14])[0]
        return _FUTURE.search(left + "|" + right) is not None

    def year_of_sentence(self, at: int, month: int) -> int | None:
        """Year of a date that the sentence is set in, if one opens it or precedes this as a list: 2014年3月…，5月…."""
        if not self.seen:
            return None
        before = self.seen[-1]
        if at - before.start > _REACH:
            return None
        between = self.text[before.start : at]
        if before.kind in {"as_of", "before", "after", "decade", "fiscal"}:
            return None
        year = int(before.edtf[:4])
        if _SENTENCE_END.search(between):
            return None
        if len(before.edtf) >= 7:
            part = int(before.edtf[5:7])
            earlier = part <= 12 and month < part
            if earlier and self.here == -1:
                return year + 1
            return None if earlier else year
        return year if before.topic else None

    def plausible(self, parts: Parts) -> bool:
        """Whether what looks like a month, day or quarter without a year is one where it stands."""
        text, start, end = self.text, parts.start, parts.end
        before = text[start - 1] if start else ""
        if parts.has_year or parts.years or parts.masked is not None or parts.fiscal or parts.festival:
            return True
        if parts.month_shift is not None or parts.month_last is not None or parts.edge:
            return True
        if parts.month or parts.months or parts.division:
            return before not in set("第每近共满数几个0123456789.一二三四五六七八九十两") or (
                before == "." and start < 2
            )
        if parts.day is not None or parts.days is not None:
            return self._plausible_day(parts, before, text[end : end + 2])
        return True

    def _plausible_day(self, parts: Parts, before: str, after: str) -> bool:
        """A day without a month (12日): not 30日均线, 第12日, 7日内, 1号店, 近30日."""
        text = self.text
        if before and (
            before in "第每近共满数几个前后过去续达超逾约余每零〇一二三四五六七八九十两百千.-/"
            or (before.isascii() and before.isalnum())
        ):
            return False
        if after[:1] and after[:1] in "内均线游元本间龄涨益K后前来交":
            return after[:1] in "前后内" and after[:1] != "内" and False
        number_text = text[parts.start : parts.end]
        if number_text[0] in "一二三四五六七八九十" and "号" not in number_text and len(number_text) == 2:
            return False  # 一日, 三日: as often a span
        if after.startswith(("留存", "年化", "无理", "移动", "以内", "之内", "活跃", "有效")):
            return False
        if "号" in number_text:
            return bool(re.match(r"[，,。；;\s上下晚早中凌]|$", after)) and before in set(
                "，,。；;、于在从自至到 \n本（("
            ) | {""}
        return True

    def ordered(self, first: str, second: str) -> str | None:
        """The interval from one date to the other; None if it would end before it begins."""
        begin, finish = bounds(first)[0], bounds(second)[1]
        if begin and finish and begin > finish:
            return None
        return f"{first}/{second}"


def resolve_year(month: int, day: int | None, published: date) -> int:
    """Year of a date printed without one.

    The latest year that does not put the day more than 60 days after `published`
    (news announces a few weeks ahead: 7月15日起, printed on 12 July, is this year).
    """
    for year in (published.year + 1, published.year):
        if _day(year, month, day or 1) - published <= AHEAD:
            return year
    return published.year - 1


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def resolve(parts: Parts, context: DateContext) -> Resolved | Unresolved:
    """The value of a date, or why there is none: its kind, whether it counts from publication or from another date."""
    kind = _kind(parts)
    anaphor = parts.year_last is not None or parts.month_last is not None or parts.day_last is not None
    printed = parts.year is not None or parts.years is not None or parts.masked is not None
    value = _value(parts, context)
    relative = not printed and not anaphor
    if value is None:
        return Unresolved(kind, relative, anaphor)
    return Resolved(value, kind, relative, anaphor)


def _kind(parts: Parts) -> str:
    if parts.fiscal:
        return "fiscal"
    if parts.festival:
        return "festival"
    if parts.masked is not None:
        return "decade"
    if parts.years or parts.months or parts.days:
        return "range"
    if parts.weekday is not None or parts.week_shift is not None:
        return "range" if parts.weekday in {None, 7} else "day"
    if parts.day is not None or parts.day_shift is not None or parts.day_last is not None:
        return "day"
    if parts.division is not None:
        return "season" if parts.division < 33 else "quarter" if parts.division < 40 else "half"
    if parts.month is not None or parts.month_shift is not None or parts.month_last is not None or parts.edge:
        return "month"
    return "year"


def _value(parts: Parts, context: DateContext) -> str | None:
    if parts.masked is not None:
        return parts.masked or None
    if parts.years:
        return f"{parts.years[0]:04d}/{parts.years[1]:04d}"
    if parts.fiscal:
        return f"{parts.year:04d}" if parts.year and parts.division is None else None
    if parts.day_shift is not None or parts.week_shift is not None or parts.weekday is not None:
        return _relative_day(parts, context)
    if parts.day_last is not None:
        return _day_after_last(parts.day_last, parts.start, context)
    if parts.month_shift is not None or parts.month_last is not None:
        return _in_relative_month(parts, context)
    if parts.month is None and parts.months is None and (parts.day or parts.days) and not parts.has_year:
        return _day_alone(parts, context)
    year = _year(parts, context)
    if year is None or not 1000 <= year <= 2999:
        return None
    return _in_year(parts, year, context)


def _year(parts: Parts, context: DateContext) -> int | None:
    if parts.year is not None:
        return parts.year
    if parts.year_shift is not None:
        return context.published.year + parts.year_shift if context.published else None
    if parts.year_last is not None:
        before = context.antecedent(parts.start)
        return int(before[:4]) + parts.year_last if before else None
    return _year_unprinted(parts, context)


def _year_unprinted(parts: Parts, context: DateContext) -> int | None:
    """Year of 5月31日, 三季度, 年底, 双11: that of the sentence, else by the publication day, else of the last date."""
    if parts.edge and parts.month is None:  # 年初, 年底 are those of the year of publication
        if context.published is None:
            return None
        early = context.published.month == 1 and parts.edge == "end"
        if early and not context.future(parts.start, parts.end):
            return None  # in January, 年底 may be the one just gone
        return context.published.year
    if parts.festival:
        if context.published is None:
            return None
        for nearest in (context.published.year + 1, context.published.year):
            days = festival_days(parts.festival, nearest, span=False)
            if days and days[0] - context.published <= AHEAD:
                return nearest
        return context.published.year - 1
    month = parts.month or (parts.months or (0, 0))[0] or _FIRST_MONTH.get(parts.division or 0, 1)
    year = context.year_of_sentence(parts.start, month)
    if year is not None:
        return year
    if context.published is None:
        before = context.antecedent(parts.start)
        return int(before[:4]) if before else None
    first_day = parts.day or (parts.days[0] if parts.days else None)
    latest = resolve_year(month, first_day, context.published)
    if parts.division and latest < context.published.year and context.future(parts.start, parts.end):
        return context.published.year
    return latest


def _in_year(parts: Parts, year: int, context: DateContext) -> str | None:
    if parts.past:
        return f"{year:04d}"
    if parts.festival:
        days = festival_days(parts.festival, year, span=parts.festival_days)
        if days is None:
            return None
        return days[0].isoformat() if days[0] == days[1] else f"{days[0]}/{days[1]}"
    if parts.months:
        first, last = parts.months
        end_year = year + 1 if last < first else year
        return f"{_month(year, first)}/{_month(end_year, last)}"
    if parts.month is not None:
        return _in_month(parts, year, parts.month)
    if parts.division:
        return f"{year:04d}-{parts.division}"
    if parts.edge == "begin":
        return f"{_month(year, 1)}~"
    if parts.edge == "end":
        return f"{_month(year, 12)}~"
    if parts.edge == "mid":
        return f"{_month(year, 6)}~"
    return f"{year:04d}"


def _in_month(parts: Parts, year: int, month: int) -> str | None:
    length = monthrange(year, month)[1]
    if parts.days:
        first, last = parts.days
        if not (1 <= first <= length) or not last:
            return None
        end_year, end_month = (year, month) if last >= first else _shift_month(year, month, 1)
        if last > monthrange(end_year, end_month)[1]:
            return None
        return f"{_month(year, month)}-{first:02d}/{_month(end_year, end_month)}-{last:02d}"
    if parts.day is None:
        return _month(year, month)
    if not 1 <= parts.day <= length:
        return None
    value = f"{_month(year, month)}-{parts.day:02d}"
    return f"{value}T{parts.clock}" if parts.clock else value


def _relative_day(parts: Parts, context: DateContext) -> str | None:
    if context.published is None:
        return None
    day = context.published
    if parts.day_shift is not None:
        return (day + timedelta(parts.day_shift)).isoformat()
    monday = day - timedelta(day.weekday())
    if parts.week_shift is None:  # 周三 alone: the last one, or the next where the clause looks ahead
        if parts.weekday == 7:
            return None
        back = (day.weekday() - (parts.weekday or 0)) % 7
        if back and context.future(parts.start, parts.end):
            return (day + timedelta(7 - back)).isoformat()
        return (day - timedelta(back)).isoformat()
    monday += timedelta(7 * parts.week_shift)
    if parts.weekday is None:
        return f"{monday}/{monday + timedelta(6)}"
    if parts.weekday == 7:
        return f"{monday + timedelta(5)}/{monday + timedelta(6)}"
    return (monday + timedelta(parts.weekday)).isoformat()


def _day_after_last(shift: int, at: int, context: DateContext) -> str | None:
    before = context.antecedent(at)
    if before is None:
        return context.published.isoformat() if context.published and shift == 0 else None
    if len(before) != 10:
        return None
    return (date.fromisoformat(before) + timedelta(shift)).isoformat()


def _in_relative_month(parts: Parts, context: DateContext) -> str | None:
    if parts.month_shift is not None:
        if context.published is None:
            return None
        base, shift = context.published, parts.month_shift
        year, month = _shift_month(base.year, base.month, shift)
    else:
        before = context.antecedent(parts.start)
        if before is None:
            if context.published is None or parts.month_last != 0:
                return None
            before = context.published.isoformat()
        if len(before) < 7 or int(before[5:7]) > 12:
            return None
        year, month = _shift_month(int(before[:4]), int(before[5:7]), parts.month_last or 0)
    return _in_month(parts, year, month)


def _day_alone(parts: Parts, context: DateContext) -> str | None:
    """12日: of the month that the sentence is set in, else the nearest to publication; None if it could be either."""
    day = parts.day or (parts.days or (0,))[0]
    before = context.seen[-1] if context.seen else None
    if before and len(before.edtf) >= 7 and int(before.edtf[5:7]) <= 12:
        between = context.text[before.start : parts.start]
        if not re.search(r"[。！？\n]", between) or context.here == -1:
            year, month = int(before.edtf[:4]), int(before.edtf[5:7])
            if len(before.edtf) == 10 and day < int(before.edtf[8:]):
                year, month = _shift_month(year, month, 1)
            return _in_month(parts, year, month)
    if context.published is None:
        return None
    here = context.published
    options = []
    for shift in (-1, 0, 1):
        year, month = _shift_month(here.year, here.month, shift)
        if 1 <= day <= monthrange(year, month)[1]:
            options.append((abs((date(year, month, day) - here).days), year, month))
    options.sort()
    if not options or options[0][0] > 12:
        return None
    return _in_month(parts, options[0][1], options[0][2])


def resolve_span(span: Span, context: DateContext) -> tuple[str | None, bool]:
    """(EDTF or None, whether it counts from the date before) of 三年前, 近三年, 两年后."""
    if not span.direction or span.amount is None:
        return None, False
    amount = span.amount * (3 if span.unit == "quarter" else 1)
    anaphor = False
    base = context.published
    if span.direction == "future" and not context.future(span.start, span.end):
        before = context.antecedent(span.start)
        if before is not None:
            return _after(before, amount, span), True
    if base is None or span.unit in {"hour", "minute", "age", "trading day"}:
        return None, anaphor
    if span.direction in {"since", "ahead"}:
        other = _move(base, amount if span.direction == "ahead" else -amount, span.unit)
        if other is None or span.more:
            return None, anaphor
        return (f"{base}/{other}" if span.direction == "ahead" else f"{other}/{base}"), anaphor
    sign = -1 if span.direction == "past" else 1
    moved = _move(base, sign * amount, span.unit)
    if moved is None:
        return None, anaphor
    if span.unit == "year":
        if span.more:
            if amount >= 10:
                return None, anaphor
            return (
                f"{moved.year - 1}/{moved.year}" if sign < 0 else f"{moved.year}/{moved.year + 1}"
            ), anaphor
        return f"{moved.year:04d}", anaphor
    if span.more:
        return None, anaphor
    if span.unit in {"month", "quarter"}:
        return f"{moved:%Y-%m}", anaphor
    return (f"{moved}~" if span.unit == "week" else moved.isoformat()), anaphor


def _after(before: str, amount: int, span: Span) -> str | None:
    if span.more:
        return None
    if span.unit == "year":
        return f"{int(before[:4]) + amount:04d}"
    if span.unit in {"month", "quarter"} and len(before) >= 7 and int(before[5:7]) <= 12:
        return _month(*_shift_month(int(before[:4]), int(before[5:7]), amount))
    if span.unit in {"day", "week"} and len(before) == 10:
        moved = date.fromisoformat(before) + timedelta(amount * (7 if span.unit == "week" else 1))
        return f"{moved}~" if span.unit == "week" else moved.isoformat()
    return None


def _move(day: date, amount: int, unit: str) -> date | None:
    if abs(amount) > 5000:
        return None
    try:
        if unit == "year":
            return _day(day.year + amount, day.month, day.day)
        if unit in {"month", "quarter"}:
            year, month = _shift_month(day.year, day.month, amount)
            return _day(year, month, day.day)
        return day + timedelta(amount * (7 if unit == "week" else 1))
    except (ValueError, OverflowError):
        return None
