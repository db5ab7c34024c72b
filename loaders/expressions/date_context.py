"""What a date is read against: the plain text around it, the publication day, the dates before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from graph.dates import bounds
from loaders.expressions.date_parts import Parts

_REACH = 400  # an anaphor looks back this many characters, no further
_FUTURE = re.compile(
    r"将|拟|计划|预计|有望|料|定于|争取|力争|目标|希望|打算|准备|届时|有意|承诺|约定|预期|预测|展望|或于|待|前完成|规划|须于|须在|需在|需于|务必|敬请|请(?=于|在|用户|各)"
)
_RESULT = re.compile(
    r"同比|环比|净利|营收|营业收入|实现|亏损|盈利|财报|业绩|报告|收入|显示|录得|完成了|利润|增长|下滑|下降"
)
SENTENCE_END = re.compile(r"[。！？!?\n；;]")
_BRACKET = re.compile(r"[（()）]")
# 2011年是甲搬家的一年。: the months that follow are of that year
_OF_A_YEAR = re.compile(
    r"[^。！？\n]{0,6}?(?:是|成为|成了|堪称|对|被称[为作])[^。！？\n]{1,40}(?:[一之]年|元年|年份|拐点|转折点|分水岭|节点|时期|时刻)[。！]"
)
_CLAUSE_BREAKS = frozenset('，,。；;！!？?\n \t“"（(：:、》」】]丨|')
_LEADS = frozenset("在于到自从早而")


@dataclass(slots=True)
class Antecedent:
    """A date already read: `whole` as it was resolved, `edtf` the end of it that later dates count from.

    topic: it opens its clause, so that what follows is set in it. printed: its year is, there (own) or before it.
    """

    edtf: str
    whole: str
    kind: str
    start: int
    end: int
    topic: bool
    printed: bool
    own: bool = True

    @property
    def year(self) -> int:
        return int(self.edtf[:4])

    @property
    def month(self) -> int | None:
        month = int(self.edtf[5:7]) if len(self.edtf) >= 7 else 0
        return month if 1 <= month <= 12 else None


@dataclass(slots=True)
class DateContext:
    """The plain text, the publication day, and the dates read so far (`last`: EDTF of the last one)."""

    text: str
    published: date | None
    last: str | None = None
    seen: list[Antecedent] = field(default_factory=list)
    joined: bool = False  # reading the second half of a range: what stands before belongs to it

    def note(self, edtf: str, kind: str, start: int, end: int, *, printed: bool, own: bool = True) -> None:
        """Remember a date that later ones may refer to: of a range its end, of 2010年至今 its beginning."""
        begin, slash, finish = edtf.partition("/")
        value = begin if not slash or finish == ".." else finish
        value = re.sub(r"T.*|~", "", value)
        if not value or value == ".." or "X" in value:
            return
        self.last = value
        self.seen = [
            *self.seen[-2:],
            Antecedent(value, edtf, kind, start, end, self.opens_clause(start), printed, own),
        ]

    def inherits_year(self, edtf: str, start: int) -> bool:
        """Whether the year of a date is that of the printed one before it: 2015年：3月…；4月…"""
        before = self.seen[-1] if self.seen else None
        return (
            before is not None
            and before.printed
            and start - before.end <= _REACH
            and edtf[:4] == f"{before.year:04d}"
        )

    def after(self, edtf: str, kind: str, start: int, end: int) -> DateContext:
        """The context right after a date, for the second half of a range."""
        inner = DateContext(self.text, self.published, self.last, list(self.seen), joined=True)
        inner.note(edtf, kind, start, end, printed=True)
        return inner

    def opens_clause(self, start: int) -> bool:
        """Whether a date at `start` stands first in its clause, 在 and the like aside."""
        if start and self.text[start - 1] in _LEADS:
            start -= 1
        return start == 0 or self.text[start - 1] in _CLAUSE_BREAKS

    def fill(self, pattern: str) -> str | None:
        """A pattern of `loaders.expressions.date_words.VAGUE` for this publication day."""
        if not pattern or self.published is None:
            return None
        return pattern.format(day=self.published.isoformat(), month=self.published.isoformat()[:7])

    def antecedent(self, at: int) -> str | None:
        """The last explicit date, unless it is too far back; what a bracket told in passing is passed over.

        那一年 and 那年 are years that the text prints, not the one of publication.
        """
        if self.seen and at - self.seen[-1].end > _REACH:
            return None
        for before in reversed(self.seen):
            if not before.printed and self.text.startswith("那", at):
                continue
            bracket = _BRACKET.search(self.text, before.end, at)
            if bracket is None or bracket[0] in "（(":
                return before.edtf
        return self.last

    def reported_year(self, at: int) -> int | None:
        """Year that the sentence at `at` is about, if it prints one: what 上年 is the year before of."""
        before = self.seen[-1] if self.seen else None
        if before is None or not before.printed or at - before.end > 120:
            return None
        ends = [mark for mark in SENTENCE_END.findall(self.text[before.end : at]) if mark not in "；;"]
        near = not ends or (before.kind == "year" and ends == ["。"])  # 2018年年报已出。全年…，上年同期…
        return before.year if near else None

    def told_year(self, at: int, end: int) -> int | None:
        """The year whose 年末 is meant: the one that the sentence prints, or a past one that a tale is set in."""
        for before in reversed(self.seen):
            gap = self.text[before.end : at]
            if "\n" in gap or at - before.end > 120:
                return None
            if before.printed and before.month is None and before.topic:
                past = self.published is not None and before.year < self.published.year
                same = SENTENCE_END.search(gap) is None
                return before.year if same or (past and not self.future(at, end)) else None
            if before.printed and before.month is None and SENTENCE_END.search(gap) is None:
                return before.year
        return None

    def future(self, at: int, end: int) -> bool:
        """Whether the clause around text[at:end] speaks of what is to come."""
        left = re.split(r"[，,。；;！？\n]", self.text[max(0, at - 16) : at])[-1]
        right = re.split(r"[。；;！？\n]", self.text[end : end + 14])[0]
        return _FUTURE.search(left + "|" + right) is not None

    def reports(self, end: int) -> bool:
        """Whether what follows text[:end] reports results, so that the period is over."""
        return _RESULT.search(re.split(r"[，,。；;！？\n]", self.text[end : end + 16])[0]) is not None

    def year_near(
        self, at: int, month: int, day: int | None, latest: int | None, *, part: bool = False
    ) -> int | None:
        """Year of 5月22日 by the dates before it, `latest` being that by publication; None: it may be either.

        A date that opens the sentence, or one this is listed with, gives the year (2014年3月10日…，5月22日…). One in the
        sentences before does in a tale of such dates, unless publication is so near that it is meant. part: it is a quarter
        or a half, which tales are not told by.
        """
        if not self.seen or at - self.seen[-1].end > _REACH:
            return latest
        before = self.seen[-1]
        if before.kind in {"as_of", "before", "after", "decade", "fiscal", "deadline"} and not self.joined:
            return latest
        gap = self.text[before.end : at]
        if gap == "的" and before.month is None:  # 三年后的1月9日
            return before.year
        mark = gap.rstrip()[-1:]
        if before.printed and (
            (mark in "：:" and before.month is None) or (mark in "；;" and not before.own)
        ):
            return before.year  # 2015年是…的一年：3月，…；4月，…
        same_sentence = SENTENCE_END.search(gap) is None
        if "\n" in gap or (latest is not None and before.year == latest):
            return latest
        if before.month is None:  # a year, a quarter or a half of one
            if self.joined or (same_sentence and before.topic and not self._recent(latest, month, day)):
                return before.year
            told = before.kind == "year" and before.topic and before.own
            return before.year if told and _OF_A_YEAR.fullmatch(gap) else latest
        earlier = month < before.month
        if self.joined:
            return before.year + earlier
        if part and not same_sentence and latest is not None:
            return latest
        told = before.topic or (before.own and len(SENTENCE_END.findall(gap)) == 1 and len(gap) < 40)
        if not same_sentence and not (told and before.printed and self.opens_clause(at)):
            return latest
        listed = gap.strip() in {"、", "和", "及", "与", "以及", "或"}
        if (
            latest is not None
            and not listed
            and self._recent(latest, month, day)
            and not (before.topic and same_sentence)
        ):
            return latest
        return None if earlier else before.year

    def _recent(self, year: int | None, month: int, day: int | None) -> bool:
        if year is None or self.published is None:
            return False
        first, last = bounds(f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else ""))
        near = timedelta(30)
        return bool(first and last and first - near <= self.published <= last + near)

    def plausible(self, parts: Parts) -> bool:
        """Whether what looks like a month, day or quarter without a year is one where it stands."""
        text, start, end = self.text, parts.start, parts.end
        before = text[start - 1] if start else ""
        if parts.has_year or parts.years or parts.masked is not None or parts.fiscal:
            return True
        if parts.month_shift is not None or parts.month_last is not None or parts.edge or parts.festival:
            return True
        if self.joined:
            return True
        if parts.month or parts.months or parts.division:
            if text[max(0, start - 2) : start] in {"农历", "阴历"}:
                return False
            hanzi = parts.month is not None and parts.day is None and not text[start].isascii()
            if hanzi and text[end : end + 1] in set("一二三四五六七八九十初"):
                return False  # 八月十五, 三月三: days of the lunar calendar
            return before not in set("第每近共满数几个0123456789一二三四五六七八九十两") and not (
                before in set(".-/") and start > 1 and text[start - 2].isdigit()
            )
        if parts.day is not None or parts.days is not None:
            return self._plausible_day(parts, before, text[end : end + 2])
        return True

    def _plausible_day(self, parts: Parts, before: str, after: str) -> bool:
        """A day without a month (12日): not 30日均线, 第12日, 7日内, 1号店, 近30日."""
        text = self.text
        if before and (before in _NO_DAY_AFTER or (before.isascii() and before.isalnum())):
            return False
        if after[:1] in _NO_DAY_BEFORE or after in _NO_DAY_BEFORE_TWO:
            return False
        printed = text[parts.start : parts.end]
        if printed[0] in "一二三四五六七八九十" and "号" not in printed and len(printed) == 2:
            return False  # 一日, 三日: as often a span
        if "号" in printed:
            alone = re.match(r"[，,。；;\s上下晚早中凌起]|$", after) is not None
            return alone and (before == "" or before in "，,。；;、于在从自至到 \n本（(-~")
        return True


_NO_DAY_AFTER = frozenset("第每近共满数几个前后过去续达超逾约余每零〇一二三四五六七八九十两百千.-/届隔")
_NO_DAY_BEFORE = frozenset("内均线游元本间龄涨益K交来数")
_NO_DAY_BEFORE_TWO = frozenset(
    {"留存", "年化", "无理", "移动", "以内", "之内", "活跃", "有效", "以上", "以来", "时间", "之久"}
)
