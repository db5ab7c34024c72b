"""From the parts of a date to EDTF, by publication day and by the dates before it in the text."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from graph.dates import bounds, is_valid
from loaders.expressions.calendar import festival_days
from loaders.expressions.date_context import SENTENCE_END, DateContext
from loaders.expressions.date_parts import Parts
from loaders.expressions.date_words import Span

AHEAD = timedelta(days=60)
_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a date says: its EDTF (None: not settled), kind, and what it counts from."""

    edtf: str | None
    kind: str
    relative: bool
    anaphor: bool


def resolve(parts: Parts, context: DateContext) -> Resolved:
    """The value of a date in its context; without one where the text does not settle it."""
    anaphor = parts.year_last is not None or parts.month_last is not None or parts.day_last is not None
    printed = parts.year is not None or parts.years is not None or parts.masked is not None
    return Resolved(_value(parts, context), _kind(parts), not printed and not anaphor, anaphor)


def resolve_year(month: int, day: int | None, published: date) -> int:
    """Year of a date printed without one.

    The latest year that does not put the day more than 60 days after `published`
    (news announces a few weeks ahead: 7月15日起, printed on 12 July, is this year).
    """
    for year in (published.year + 1, published.year):
        if clipped(year, month, day or 1) - published <= AHEAD:
            return year
    return published.year - 1


def clipped(year: int, month: int, day: int) -> date:
    """The day, or the last of its month where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def ordered(first: str, second: str) -> str | None:
    """The interval from one date to the other; None if it would end before it begins."""
    interval = f"{side(first, last=False)}/{side(second, last=True)}"
    return interval if is_valid(interval) else None


def side(edtf: str, *, last: bool) -> str:
    """A date as one end of an interval, where EDTF has no quarters and decades: their first or last month or year."""
    value = edtf.partition("T")[0]
    if "X" in value:
        return value.replace("X", "9" if last else "0")
    mark = value[-1] if value[-1:] in {"~", "?", "%"} else ""
    if len(value.rstrip("~?%")) == 7 and int(value[5:7]) > 12:
        day = bounds(value.rstrip("~?%"))[1 if last else 0]
        return day.isoformat()[:7] + mark if day else value
    return value


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
    if parts.same_day or parts.day is not None or parts.day_shift is not None or parts.day_last is not None:
        return "day"
    if parts.quarter_shift is not None:
        return "quarter"
    if parts.division is not None:
        return "season" if parts.division < 33 else "quarter" if parts.division < 40 else "half"
    if parts.month is not None or parts.month_shift is not None or parts.month_last is not None or parts.edge:
        return "month"
    return "year"


def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def _value(parts: Parts, context: DateContext) -> str | None:
    if parts.masked is not None:
        return parts.masked or None
    if parts.same_day or parts.quarter_shift is not None:
        return _shifted(parts, context)
    if parts.years:
        return f"{parts.years[0]:04d}/{parts.years[1]:04d}"
    if parts.fiscal:
        return f"{parts.year:04d}" if parts.year and parts.division is None else None
    if parts.day_shift is not None or parts.week_shift is not None or parts.weekday is not None:
        return _relative_day(parts, context)
    if _anaphor_of_event(parts, context):
        return None
    if parts.day_last is not None:
        return _day_after_last(parts.day_last, parts.start, context)
    if parts.month_shift is not None or parts.month_last is not None:
        return _in_relative_month(parts, context)
    if parts.month is None and parts.months is None and (parts.day or parts.days) and not parts.has_year:
        return _day_alone(parts, context)
    if parts.past:
        return _same_period(parts, context)
    year = _year(parts, context)
    if year is None or not 1000 <= year <= 2999:
        return None
    return _in_year(parts, year)


def _anaphor_of_event(parts: Parts, context: DateContext) -> bool:
    """Whether 当日, 同年 belong to an event named right before them (复牌当日, 降息后的第二天), not to the last date."""
    if parts.year_last is None and parts.day_last is None:
        return False
    head = context.text[max(0, parts.start - 4) : parts.start]
    touching = context.seen and context.seen[-1].end >= parts.start - 1
    return not touching and (head.endswith("的") or _EVENT_DAY.search(head) is not None)


_EVENT_DAY = re.compile(
    r"(?:发布|公告|披露|复牌|停牌|上市|成立|收购|签约|签署|交易|召开|转换|事发|开盘|首发|案发|成交|交割|上线|减持|增持|并购|回购)日?$"
)


def _year(parts: Parts, context: DateContext) -> int | None:
    if parts.year is not None:
        return parts.year
    if parts.year_shift == -1 and context.text.startswith(("上年", "上一年"), parts.start):
        reported = context.reported_year(parts.start)
        if reported is not None:
            return reported - 1
    if parts.year_shift is not None:
        return context.published.year + parts.year_shift if context.published else None
    if parts.year_last is not None:
        before = context.antecedent(parts.start)
        return int(before[:4]) + parts.year_last if before else None
    return _year_unprinted(parts, context)


def _year_unprinted(parts: Parts, context: DateContext) -> int | None:
    """Year of 5月31日, 三季度, 年底, 双11: by the dates before it and the publication day; None if unsettled."""
    published = context.published
    if parts.edge and parts.month is None:  # 年初, 年底 are those of the year of publication
        told = context.told_year(parts.start, parts.end) if parts.edge == "end" else None
        if told is not None:
            return told
        if published is None:
            return None
        if published.month == 1 and parts.edge == "end" and not context.future(parts.start, parts.end):
            return None  # in January, 年底 may be the one just gone
        return published.year
    if parts.festival:
        return _festival_year(parts.festival, published)
    month = (
        parts.month or (parts.months[0] if parts.months else 0) or _FIRST_MONTH.get(parts.division or 0, 1)
    )
    day = parts.day or (parts.days[0] if parts.days else None)
    if published is None:
        before = context.antecedent(parts.start)
        near = context.year_near(parts.start, month, day, None)
        return near if near is not None else int(before[:4]) if before and parts.month is None else None
    latest = resolve_year(month, day, published)
    comes = clipped(published.year, month, day or 1)
    if latest < published.year and comes > published and context.future(parts.start, parts.end):
        latest = published.year  # 将于9月10日停运, printed in June
    if parts.month is None:
        latest = _period_year(parts, latest, context, published)
    return context.year_near(parts.start, month, day, latest, part=parts.month is None)


def _period_year(parts: Parts, latest: int, context: DateContext, published: date) -> int:
    """Year of 三季度, 前三季度, 下半年: one whose results are told is over, one that is looked forward to is not."""
    value = _in_year(parts, latest)
    ends = bounds(value)[1] if value else None
    ahead = context.future(parts.start, parts.end)
    if parts.report or (not ahead and context.reports(parts.end)):
        return latest - 1 if ends and ends > published else latest
    return published.year if ahead and latest < published.year else latest


def _festival_year(key: str, published: date | None) -> int | None:
    if published is None:
        return None
    for year in (published.year + 1, published.year):
        days = festival_days(key, year, span=False)
        if days and days[0] - published <= AHEAD:
            return year
    return published.year - 1


def _same_period(parts: Parts, context: DateContext) -> str | None:
    """去年同期, 上年同期: the period just named, a year before it; the year alone where none is named."""
    year = _year(parts, context)
    before = context.seen[-1] if context.seen else None
    if before and parts.start - before.end <= 120 and before.kind in {"quarter", "half", "month", "range"}:
        value = before.whole
        if before.year == (year or 0) + 1 or (
            parts.year_shift == -1 and context.text.startswith("上年", parts.start)
        ):
            return re.sub(r"[0-9]{4}(?=[-/]|$)", lambda y: f"{int(y.group()) - 1:04d}", value)
    return None if year is None else f"{year:04d}"


def _in_year(parts: Parts, year: int) -> str | None:
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
    if parts.edge and parts.edge != "close":  # 年终 is as wide as the accounts of a year
        return f"{_month(year, {'begin': 1, 'mid': 6}.get(parts.edge, 12))}~"
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


def _shifted(parts: Parts, context: DateContext) -> str | None:
    """去年今日, 上季度."""
    day = context.published
    if day is None:
        return None
    if parts.same_day:
        return clipped(day.year + (parts.year_shift or 0), day.month, day.day).isoformat()
    quarter = day.year * 4 + (day.month - 1) // 3 + (parts.quarter_shift or 0)
    return f"{quarter // 4:04d}-{33 + quarter % 4}"


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
        published = context.published
        if published is None:
            return None
        if (
            parts.edge == "end"
            and context.text[parts.start] == "月"
            and published.day <= 3
            and not context.future(parts.start, parts.end)
        ):
            return None  # in the first days of a month, 月底 may be the one just gone
        return _in_month(parts, *_shift_month(published.year, published.month, parts.month_shift))
    before = context.antecedent(parts.start)
    if before is None:
        if context.published is None or parts.month_last != 0:
            return None
        before = context.published.isoformat()
    if len(before) < 7 or int(before[5:7]) > 12:
        return None
    return _in_month(parts, *_shift_month(int(before[:4]), int(before[5:7]), parts.month_last or 0))


def _day_alone(parts: Parts, context: DateContext) -> str | None:
    """12日: of the month that the sentence is set in, else the nearest to publication; None if it could be either."""
    day = parts.day or (parts.days[0] if parts.days else 0)
    before = context.seen[-1] if context.seen else None
    if before and before.month and parts.start - before.end <= 100:
        between = context.text[before.end : parts.start]
        if context.joined or SENTENCE_END.search(between.replace("；", "，")) is None:
            year, month = before.year, before.month
            if len(before.edtf) == 10 and day < int(before.edtf[8:]):
                year, month = _shift_month(year, month, 1)
                if not context.joined:
                    return None
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


# 上线两年后, 上市三年前: from a day that is not said
_EVENT_BEFORE = re.compile(
    r"(?:成立|上线|上市|收购|开业|发布|推出|合并|并购|离职|交易|签约|停牌|融资|投资|创立|创办|入股|完成|之日起?|日起|满|后|IPO|毕业|结婚|回国|任职|加入)$"
)


def resolve_span(span: Span, context: DateContext) -> tuple[str | None, bool]:
    """(EDTF or None, whether it counts from the date before) of 三年前, 近三年, 两年后."""
    if not span.direction or span.amount is None or span.unit in {"hour", "minute", "age", "trading day"}:
        return None, False
    amount = span.amount * (3 if span.unit == "quarter" else 1)
    head = context.text[max(0, span.start - 4) : span.start]
    if span.direction in {"future", "past"} and _EVENT_BEFORE.search(head):
        return None, False
    before = context.seen[-1] if context.seen else None
    near = before is not None and span.start - before.end <= 120 and before.edtf != str(context.published)
    if span.direction == "future" and before is not None and near and before.printed:
        told = _after(before.edtf, amount, span)  # 2015年7月…。一年之后, …将X卖给Y: a tale goes on
        first = bounds(told)[0] if told else None
        if first is not None and context.published is not None and first <= context.published:
            return told, True
    if span.direction == "future" and not context.future(span.start, span.end):
        return (_after(before.edtf, amount, span) if before and near else None), True
    base = context.published
    if base is None or (span.direction == "since" and re.search(r"[年月日]$", head)):
        return None, False
    ahead = span.direction in {"future", "ahead"}
    moved = _move(base, amount if ahead else -amount, span.unit)
    if moved is None:
        return None, False
    if span.direction in {"since", "ahead"}:
        return (None if span.more else f"{base}/{moved}" if ahead else f"{moved}/{base}"), False
    return _offset(moved, amount, span, ahead), False


def _offset(moved: date, amount: int, span: Span, ahead: bool) -> str | None:
    """三个月前 at the precision of its unit: a month; 两周前 about that day."""
    if span.unit == "year":
        if not span.more:
            return f"{moved.year:04d}"
        if amount >= 10:
            return None
        return f"{moved.year:04d}/{moved.year + 1:04d}" if ahead else f"{moved.year - 1:04d}/{moved.year:04d}"
    if span.more:
        return None
    if span.unit in {"month", "quarter"}:
        return moved.isoformat()[:7]
    return f"{moved}~" if span.unit in {"week", "half month"} else moved.isoformat()


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
            return clipped(day.year + amount, day.month, day.day)
        if unit in {"month", "quarter"}:
            year, month = _shift_month(day.year, day.month, amount)
            return clipped(year, month, day.day)
        return day + timedelta(amount * (7 if unit == "week" else 1))
    except (ValueError, OverflowError):
        return None
