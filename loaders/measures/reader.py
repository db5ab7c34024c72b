"""METRIC: the value of a measure. Every figure of a sentence is asked what it measures, of whom, and when."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.claims import Claim, claim_id
from graph.schema import Modality
from loaders.discourse.alphabet import MONEY, ROUND
from loaders.discourse.scope import GOAL, QUESTION_WORD
from loaders.discourse.sentence import Sentence
from loaders.document import Skipped
from loaders.measures import dates, growth
from loaders.measures.holders import Holders
from loaders.measures.kinds import Kinds
from loaders.measures.reading import Reading, Said, negative
from loaders.measures.traps import deceptive
from loaders.measures.words import KIND

if TYPE_CHECKING:
    from loaders.assemble import Assembler

APART = re.compile("分别|依次")
NEXT = re.compile("^(?:[、和及与，]|以及|还有|再到|约|近|超过?)+$")
CEILING = re.compile(
    "(?:目标|计划|希望|力争|争取|梦想|门槛|标准|上限|如果|若|假设|一旦|只要|只有当|即便|哪怕|不设|承诺|保底|对赌|有人说|区间)"
)
# 五年内做到90家; 业绩承诺: …; 高于30元，才能回本; 首个会员过万的书店
PROMISED = re.compile(
    "业绩承诺|对赌协议|承诺期|[一二两三四五六七八九十0-9]年内(?:再|要|将|会|争取)*(?:开|达|做|建|新增|增加|实现|突破)"
)
CONDITION = re.compile("[^。；]{0,24}，(?:才|方)(?:可能|能|会|可|算|够)")
FIRST_TO = re.compile("(?:首[个家款]|第一[个家款]|唯一[^，。；]{0,4})[^，。；]{0,12}$")
PER_UNIT = re.compile(
    "每(?:一)?(?:单|件|票|人|辆|家|店|台|个|位|名|笔|间|张)|单店|单均|单票|平均每|(?:骑手|骑士|司机|员工|主播|店主|团长|快递员|商家|商户|作者|人|户|店)(?:的)?(?:月均|年均|日均|平均|均)(?:收入|销售|利润|营收|流水|成交)"
)
TOTALS = frozenset((
    "revenue", "sales", "GMV", "net_profit", "profit", "net_loss", "cost", "volume", "subsidies", "investment",
))  # fmt: skip


REPORT_REACH = 4
"""Sentences behind the one that names a report whose figures are the report's; 报告期内 reaches further."""
SUMS = frozenset({"funding", "investment"})  # what is planned of these is a deed
# 3亿元B轮融资, and not 3亿元投资, which may be one investor's
ROUND_BEHIND = re.compile(f"的?(?:新一轮|首轮|战略|股权|天使轮?|{ROUND}|[、和及])*融资(?!租赁)")
IF = re.compile("如果|若|假如|假设|倘|一旦|要是|万一|除非|哪怕|即便|只要")


class MeasureReader:
    """Reads the METRIC claims of one document, after the deals of each sentence."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler
        published = assembler.document.published
        self._today = published.date().isoformat() if published else None
        self._kinds = Kinds()
        self._holders = Holders(assembler)
        self._planned: dict[int, Reading | None] = {}  # figures of a list whose first was read
        self._said: Said | None = None  # the figure read last
        self._told: dict[
            tuple[int, str], str | None
        ] = {}  # (sentence, measure) -> when it held: A卖出10辆；B卖出20辆
        self._carried_over = False  # a subject of the sentence is that of the one before
        self._report: tuple[str, int] | None = None  # the period reported on, and the sentence that says so
        self._since: str | None = None  # the first date of the last 从2020年的X增至2022年的Y

    def read(self, sentence: Sentence) -> None:
        """Add the METRIC claims of `sentence`."""
        period = dates.reporting_period(sentence)
        if period is not None:
            self._report = (period, sentence.number)
        for part in (sentence, *sentence.asides):
            self._planned, self._since, self._carried_over = {}, None, False
            last: Reading | None = None
            for index, letter in enumerate(part.code):
                if index in part.taken and letter == MONEY:
                    self._round(part, index)
                elif letter in KIND and index not in part.taken:
                    last = self._figure(part, index, KIND[letter], last) or last

    def _figure(self, sentence: Sentence, index: int, kind: str, last: Reading | None) -> Reading | None:
        if index in self._planned:
            planned = self._planned.pop(index)
            if planned is not None:
                return self._emit(sentence, index, planned)
            return None
        reading = self._kinds.measure(sentence, index, kind, last, self._said)
        if reading is None or deceptive(sentence, index, reading, self.assembler.slots.deal):
            return None
        low, high = sentence.bounds(index)
        if sentence.question or QUESTION_WORD.search(sentence.code[low:high]):
            self._skip(sentence, index, "a question")
            return None
        if (
            CEILING.search(sentence.code[low:index])
            or PROMISED.search(sentence.code, 0, index)
            or GOAL.match(sentence.code[index + 1 : high])
            or CONDITION.match(sentence.code, index + 1)
            or (FIRST_TO.search(sentence.code[low:index]) and "的" in sentence.code[index + 1 : high])
        ):
            self._skip(sentence, index, "a target or a condition, not a value")
            return None
        if reading.what in TOTALS and PER_UNIT.search(sentence.code, low, index):
            reading = replace(reading, what=f"{reading.what}_per_unit")
        grown = growth.grown(sentence, reading, last, self._said) if reading.what == "growth" else reading
        if grown is None:
            self._skip(sentence, index, "a growth of something that is not named")
            return None
        reading = grown
        if APART.search(sentence.code, low, index):
            listed = self._listed(sentence, index, kind, reading, last)
            if listed is None:
                self._skip(sentence, index, "figures of several, not all of them named")
                return None
            reading = listed
        if reading.subject:
            self._holders.from_before = False
        refs = reading.subject or self._holders.subject(sentence, index, reading, last, self._said)
        if not refs:
            self._skip(sentence, index, "nobody it is measured of")
            return None
        if reading.what == "share_of" and not reading.part:
            self._skip(sentence, index, "a share in something that is not named")
            return None
        self._carried_over = self._carried_over or self._holders.from_before
        reading = replace(reading, subject=refs, figure=index)
        for other, planned in self._planned.items():
            if planned is not None and not planned.subject:
                self._planned[other] = replace(planned, subject=refs)
        return self._emit(sentence, index, reading)

    def _round(self, sentence: Sentence, index: int) -> None:
        """Add the size of a round that a deal of `sentence` was read with: 甲完成乙领投的3亿元B轮融资."""
        figure = sentence.spans[index].payload
        if not ROUND_BEHIND.match(sentence.code, index + 1):
            return
        assembler = self.assembler
        for claim in reversed(assembler.claims):
            company = claim.object
            if claim.evidence.end <= sentence.start:
                return
            if claim.predicate != "INVESTED_IN" or company is None:
                continue
            if any(value.start == figure.mention_start for value in claim.values):
                own = claim.model_copy(
                    update={
                        "predicate": "METRIC",
                        "subject": company,
                        "object": None,
                        "values": [assembler.annotated.value(sentence.spans[index], "funding")],
                        "evidence": assembler.evidence(sentence, [company], (index, index + 1)),
                        "rule": "metric.funding",
                        "confidence": 0.85,
                        "round": None,
                        "lead": False,
                        "event": None,
                    }
                )
                own.id = claim_id(own)
                assembler.claims.append(own)
                return

    def _skip(self, sentence: Sentence, index: int, reason: str) -> None:
        start, end = sentence.place(*sentence.bounds(index))
        text = self.assembler.document.text
        self.assembler.skipped.append(Skipped(start, end, text[start:end], reason, "metric"))

    def _listed(
        self, sentence: Sentence, index: int, kind: str, reading: Reading, last: Reading | None
    ) -> Reading | None:
        """分别: each figure of the list belongs to one measure, one company or one date before it.

        Plans the figures behind the first, which is given back; None where the numbers differ.
        """
        code, (low, _) = sentence.code, sentence.bounds(index)
        run, bare = [index], sentence.spans[index].payload.unit is None
        kinds = {"money", "count"} if bare and kind in ("money", "count") else {kind}
        for i in range(index + 1, len(code)):
            if code[i] in KIND:
                if KIND[code[i]] not in kinds or not NEXT.match(code[run[-1] + 1 : i]):
                    break
                run.append(i)
        unit = sentence.spans[run[-1]].payload.unit if code[run[-1]] == MONEY else None
        whats = self._kinds.several(code[sentence.bounds(min(reading.at, index))[0] : index], kinds)
        parties = (
            self._holders.parties(sentence, low, reading.at)
            or (last.parties if last is not None else ())
            or self._holders.ranked(sentence, low, len(run))
        )
        years = dates.listed(sentence, index, len(run))
        if len(run) < 2:
            return reading if not parties and not whats else None
        if len(whats) == len(run):
            out = [replace(reading, what=what, unit=unit) for what in whats]
        elif len(parties) == len(run):
            out = [replace(reading, subject=(p,), parties=parties, unit=unit) for p in parties]
        elif years:
            out = [replace(reading, date=year, dates=tuple(years), unit=unit) for year in years]
        else:
            self._planned.update(dict.fromkeys(run[1:]))
            return None
        self._planned.update({i: replace(r, figure=i) for i, r in zip(run[1:], out[1:], strict=True)})
        return out[0]

    def _date(self, sentence: Sentence, index: int, reading: Reading) -> str | None:
        if reading.date is not None:
            return reading.date
        context = self.assembler.context
        if dates.starts_change(sentence, sentence.bounds(index)[0], index):
            own = dates.attached(sentence, index)
            self._since = own or self._since
            return self._since
        if "growth" not in reading.what and dates.LAST_YEAR.search(sentence.code, 0, index):
            return None  # the text has no date that would tell which year
        previous = context.previous[-1] if context.previous else None
        date = dates.date_of(sentence, index, self._today) or reading.inherited
        if date is None and previous is not None and dates.THAT_YEAR.match(sentence.code):
            return dates.year_named(previous)
        then = dates.THAT_TIME.match(sentence.code) or dates.SAID_THEN.search(sentence.code, 0, index)
        if date is None and previous is not None and then and previous.zone is sentence.zone:
            return dates.last_date(previous)
        said = self._said
        peak = dates.PEAK.search(sentence.code, sentence.bounds(index)[0], index) is not None
        if date is None and said is not None and not peak and self._together(sentence, reading, said):
            date = said.reading.said
        if date is None and previous is not None and previous.code.endswith("；"):
            date = self._told.get((previous.number, reading.what))
        if date is not None or peak:
            return date
        if dates.STATE.search(sentence.code, sentence.bounds(index)[0], index) and not dates.THEN.search(
            sentence.code
        ):
            return self._today
        if previous is not None and previous.zone is sentence.zone and self._carried_over:
            date = dates.last_date(previous)
            if date is None and self._said is not None and self._said.sentence.number == sentence.number - 1:
                date = self._said.reading.said
        return date or self._reported(sentence, index, reading)

    def _reported(self, sentence: Sentence, index: int, reading: Reading) -> str | None:
        """The period of the report that the sentences before speak of, for a figure that such a report states."""
        if self._report is None or reading.what.removesuffix("_growth") not in dates.EARNED:
            return None
        period, number = self._report
        within = dates.IN_PERIOD.search(sentence.code, 0, index) is not None
        return period if within or sentence.number - number <= REPORT_REACH else None

    @staticmethod
    def _together(sentence: Sentence, reading: Reading, said: Said) -> bool:
        """Whether a figure is of the time of the one before it: 学员达10万，课程进入20所学校."""
        before = said.sentence
        if before is sentence:
            return reading.subject == said.reading.subject
        if before.zone is not sentence.zone or before.number != sentence.number - 1:
            return False
        return dates.SAME_PERIOD.search(sentence.code, 0, reading.at) is not None

    def _emit(self, sentence: Sentence, index: int, reading: Reading) -> Reading:
        assembler = self.assembler
        value = assembler.annotated.value(sentence.spans[index], reading.measure)
        if value.unit is None and reading.unit is not None:
            value.unit = reading.unit
        date = self._date(sentence, index, reading)
        if "growth" in reading.what and growth.fell(sentence, index):
            value = negative(value)
        modality = assembler.annotated.modality(sentence, (index, index + 1), date, measure=True)
        if modality is Modality.PLANNED and reading.what not in SUMS:  # a figure that is planned is expected
            modality = Modality.FORECAST
        if modality is Modality.HYPOTHETICAL and not IF.search(sentence.code):
            modality = Modality.ASSERTED
        for ref in reading.subject:
            full = self._holders.full.get(ref.start)
            for antecedent in (full,) if full is not None else assembler.context.antecedents(ref):
                subject = assembler.entities.mention(assembler.document.text, ref, antecedent, "Company")
                claim = Claim(
                    predicate="METRIC",
                    subject=subject,
                    date=date,
                    modality=modality,
                    values=[value],
                    evidence=assembler.evidence(sentence, [subject], (index, index + 1)),
                    rule=f"metric.{reading.what.lower()}",
                    confidence=0.85,
                )
                claim.id = claim_id(claim)
                assembler.claims.append(claim)
        reading = replace(reading, said=date, figure=index)
        if sentence.host is None:
            self._said = Said(sentence, reading)
            self._told[sentence.number, reading.what] = date
        return reading
