"""METRIC: the value of a measure. Every figure of a sentence is asked what it measures, of whom, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from graph.claims import Claim, Value, claim_id
from graph.schema import Modality
from loaders.discourse import when
from loaders.discourse.alphabet import (
    COUNT,
    DATE,
    MONEY,
    MULTIPLE,
    ORG_LETTERS,
    PERCENT,
    PERSON_LETTERS,
    REF_LETTERS,
    STOP,
)
from loaders.discourse.arguments import Ref, groups
from loaders.discourse.scope import GOAL, QUESTION_WORD
from loaders.discourse.sentence import Sentence
from loaders.document import Skipped
from loaders.patterns.template import LOADER

if TYPE_CHECKING:
    from loaders.assemble import Assembler

KIND = {MONEY: "money", PERCENT: "percent", COUNT: "count", MULTIPLE: "multiple"}
# Between the word of the measure and its figure.
BETWEEN = re.compile(
    f"^(?:[的从约近超逾达为是至到了已将又也还仅只就才都均再共总则高低在于有，：]|分别|已经|达到|达至|超过|突破|破|超|跨过|站上|超越|不足|不到|接近|将近|大约|大概|"
    "高达|多达|只有|仅为|仅有|累计|合计|总计|总共|共计|预计|预期|有望|可能|将会|同比|环比|一度|最高|最低|首次|首度|则|约为|约合|增至|升至|降至|跌至|"
    "增长到|增长至|上升到|上升至|下滑到|下滑至|下滑到了|下降到|下降至|扩大到|扩张到|增加到|涨到|涨至|提升到|提升至|攀升至|扩大至|规模|总额|总数|总量|数量|"
    "数|额|人数|金额|人民币|全年|单日|当日|每天|每年|年|月|日均|平均|目前|至今|截至|实现|完成|录得|占据|拥有|定格在|保持在|维持在|稳定在|位于|介于|"
    f"飙升至|猛增至|激增至|逼近|迫近|直逼|直奔|翻倍至|{DATE}|%s){{0,8}}$" % "收于|报收|报|收报"
)
# 会员同比下降12%至360万: the change stands between the word and the figure
CHANGE = re.compile(
    f"(?:同比|环比|较上年|较去年)?(?:增长|增加|上升|上涨|下降|下滑|减少|下跌|增|降)了?(?:约|近)?{PERCENT}，?(?=[至到为达])"
)
FELL = re.compile("(?:下降|下滑|减少|下跌|降幅|跌幅|降低|萎缩)(?:了|为|达|达到|约|近|超过?|高达)*$")
APART = re.compile("分别")
JOINED = re.compile("^(?:数|额)?(?:、|和|及|与|以及)")
NEXT = re.compile("^[、和及与，]+$|^以及$")
VERB_ONLY = re.compile(
    f"^(?:{DATE}|[将已也更又再则仅约近超破达至到为预计]|有望|达到|突破|超过|增至|升至|降至|跌至|增长到|下滑到|已经|一度|曾|，|的|、|和|后|而|但|目前|如今|现在|变为|变成|下滑到了|增长至|下滑至|涨到|跌到)*$"
)
GENERIC_WORDS = (
    "公司|集团|平台|其|总|全年|年度|季度|同期|当期|当年|报告期内|期内|整体|累计|目前|截至|预计|电商|零售|广告|业务|直播|带货|交易|平台上|网站|"
    "年|日均|单日|当日|最高|最新|市场|的|在|到|已|也|又|将|有望|今年|去年|同比|此外|同时|其中|而|但|且|并|经调整|调整后|核心|线上|线下|活跃|付费|注册|总体|"
    "截止|至今|如今|现在|年终|月|日|收盘|当天|昨日|今日|每天|每年|一年|实现|实现了|完成|拥有|有|为|以|约|累积|总共|共|全国|海外|国内|下|上|获得|得到|还|均|"
    "开设|开出|新增|新开|覆盖|服务|达到|达|超过|超|近|于|称|网络|已经|成为|了|并且|用户|活动|期间|当|首|，|曾|曾经|由|高点|低点|时|一度|较|同|则|更|后|"
    "截至目前|截止目前|招股价|发行价|定价|其中|不含|含|包括|外|除|之后|随后|毛|净|数|量|额|规模|成立以来|上线|以来|从|第一|第二|第三|第四|财季|财年|财报|显示"
)
GENERIC = re.compile(
    f"(?:{DATE}|\x00|{'|'.join(sorted(GENERIC_WORDS.split('|'), key=lambda w: (-len(w), w)))})*"
)
ALIEN = re.compile(
    "行业|产业|中国(?!区)|我国|全国|国内|全球|世界|人均|整个|市场规模|美国|日本|印度|欧洲|居民|社会|网民|大盘|板块|指数|国家|政府|目标|贡献|给予|补贴|罚|每人|平均每"
)
UNIT_WHAT = {
    "stores": "store_count", "cities": "city_count", "sites": "site_count", "users": "users", "merchants": "merchants",
    "orders": "volume", "parcels": "volume", "employees": "employees",
}  # fmt: skip
PER_SHARE = re.compile("/股|每股")
AT_LISTING = re.compile(f"[^{STOP}]{{0,8}}(?:挂牌|上市)")
ISSUED_AT = re.compile("以|每股|发行价")
FIGURE_HEAD = re.compile(r"^[\d.,\s]*[十百千万亿]*[^一-龥]*")
LINK_TO_FIGURE = re.compile(f"^(?:不含|不包括|包括|其中|则|和|、|，|为|有|的|{DATE})*$")
OWN_VALUATION = re.compile("[\ue000-\ue00c]的?估值")
OF_MARKET = re.compile("占|市场")
GIVEN = re.compile("(?:对|给|为|给予|将)([\ue000-\ue00c])(?:的)?$")
CEILING = re.compile(
    "(?:目标|计划|希望|力争|争取|梦想|门槛|标准|上限|低于|如果|若|假设|一旦|只要|只有当|即便|哪怕)"
)
SHARES_OF = re.compile("股本|股份|股权|持股|流通股")
# 成交额 beside these is the day's trading in a share; a rise beside these is one of its price.
TRADED = re.compile(
    "换手率|振幅|收盘|报收|涨停|跌停|盘中|盘前|盘后|股价|开盘|早盘|午后|港股|个股|成交量|股票代码"
)
BOUGHT = re.compile("回购|增持|减持|授予|认购|转让|受让|行权")
BARE_MONEY = 1_000
WORTH = frozenset({"market_cap", "valuation", "share_price"})
# 新开20家, 关闭3家: a change, not how many there are.
CHANGED_BY = re.compile("(?:新增|净增|增加|减少|关闭|关停|裁员|裁减|新开|增开|再开|调整)(?:了|约|近|超过?)*$")


def negative(value: Value) -> Value:
    """A fall by X as growth by minus X; bounds change places."""
    low, high = value.min, value.max
    return value.model_copy(
        update={
            "amount": None if value.amount is None else -abs(value.amount),
            "min": None if high is None else -abs(high),
            "max": None if low is None else -abs(low),
        }
    )


@dataclass(frozen=True, slots=True)
class Measure:
    what: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The words of `_measures.yaml`, compiled."""

    by_word: dict[str, Measure]
    words: re.Pattern[str]
    counted: re.Pattern[str]
    counted_what: dict[str, str]
    behind: re.Pattern[str]  # a measure named behind its figure


@lru_cache(maxsize=1)
def table() -> Table:
    """The measures that the reader knows."""
    raw = yaml.load(
        (files("loaders") / "patterns" / "_measures.yaml").read_text(encoding="utf-8"), Loader=LOADER
    )
    by_word: dict[str, Measure] = {}
    for entry in raw["measures"]:
        for word in entry["words"]:
            by_word.setdefault(str(word), Measure(str(entry["what"]), frozenset(entry["kinds"])))
    counted_what = {str(word): str(what) for what, words in raw["counted"].items() for word in words}

    def alternation(words: dict[str, object]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))

    return Table(
        by_word,
        re.compile(alternation({**by_word})),
        re.compile(f"^(?:{alternation({**counted_what})})"),
        counted_what,
        re.compile(
            f"(?:的|规模的|左右的|以上的|，)?[^{STOP}\ue000-\ue01f]{{0,2}}?({alternation({**by_word})})"
        ),
    )


@dataclass(slots=True)
class Reading:
    """What a figure measures: `at` is the code index where the subject's phrase ends."""

    what: str
    at: int
    word: str
    subject: tuple[Ref, ...] = ()
    parties: tuple[Ref, ...] = ()  # A、B和C的X分别为: one figure for each
    whats: tuple[str, ...] = ()  # X和Y分别为: one figure for each measure
    turn: int = 0
    figure: int = -1  # code index of the figure itself


class MeasureReader:
    """Reads the METRIC claims of one document, after the deals of each sentence."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler
        self._table = table()
        self._from_before = False  # the subject of the figure at hand is that of the sentence before

    def read(self, sentence: Sentence) -> None:
        """Add the METRIC claims of `sentence`."""
        for part in (sentence, *sentence.asides):
            last: Reading | None = None
            for index, letter in enumerate(part.code):
                if letter in KIND and index not in part.taken:
                    last = self._figure(part, index, KIND[letter], last) or last

    def _figure(self, sentence: Sentence, index: int, kind: str, last: Reading | None) -> Reading | None:
        reading = self._measure(sentence, index, kind, last)
        if reading is None:
            return None
        low, high = sentence.bounds(index)
        clause = sentence.code[low:high]
        figure = sentence.spans[index].payload
        if reading.what in WORTH and figure.unit is None and abs(figure.amount or 0) < BARE_MONEY:
            return None  # 相当于4个X: a small bare number is no sum of money
        if reading.what == "share_price" and BOUGHT.search(clause):
            return None  # the price of a deal in shares
        if reading.what in ("GMV", "growth") and TRADED.search(sentence.code):
            if reading.what == "GMV":
                return None
            reading.what = "share_price_change"
        if sentence.question or QUESTION_WORD.search(clause):
            self._skip(sentence, index, "a question")
            return None
        if CEILING.search(sentence.code[low:index]) or GOAL.match(sentence.code[index + 1 : high]):
            self._skip(sentence, index, "a target or a condition, not a value")
            return None
        self._from_before = False
        deal = self.assembler.slots.deal
        if (
            reading.what == "funding"
            and deal is not None
            and deal.sentence is sentence
            and deal.predicate == "INVESTED_IN"
        ):
            return None  # the round is told by its investors
        if not reading.parties and APART.search(sentence.code[reading.at : index]):
            found = [g.refs for g in groups(sentence, low, reading.at) if len(g.refs) > 1]
            reading.whats = self._several(sentence.code[low:index], kind)
            if not reading.whats:
                reading.parties = found[-1] if found else last.parties if last is not None else ()
                figures = sum(KIND.get(letter) == kind for letter in sentence.code[index:high])
                if len(reading.parties) != figures:
                    self._skip(sentence, index, "figures of several, not all of them named")
                    return None
                reading.subject = reading.parties[:1]
            else:
                reading.what = reading.whats[0]
        refs = reading.subject or self._subject(sentence, low, reading, last)
        if not refs:
            self._skip(sentence, index, "nobody it is measured of")
            return None
        reading.subject, reading.figure = refs, index
        self._emit(sentence, index, reading)
        return reading

    def _skip(self, sentence: Sentence, index: int, reason: str) -> None:
        start, end = sentence.place(*sentence.bounds(index))
        text = self.assembler.document.text
        self.assembler.skipped.append(Skipped(start, end, text[start:end], reason, "metric"))

    # -- what ---------------------------------------------------------------------------------------------------

    def _measure(self, sentence: Sentence, index: int, kind: str, last: Reading | None) -> Reading | None:
        code = sentence.code
        low, high = sentence.bounds(index)
        payload = sentence.spans[index].payload
        before, after = code[low:index], code[index + 1 : high]
        if getattr(payload, "kind", "") == "per_share" or PER_SHARE.match(after):
            return Reading("share_price", index, "")
        found = None
        for match in self._table.words.finditer(before):
            measure = self._table.by_word[match[0]]
            if kind in measure.kinds and self._near(CHANGE.sub("", before[match.end() :]), match[0]):
                found = match
        if found is not None:
            return self._before(before, low, found)
        counted = (
            self._counted(payload, after)
            if kind == "count" or (kind == "money" and payload.unit is None)
            else None
        )
        if counted is not None and CHANGED_BY.search(before):
            return None
        if counted is not None:
            return Reading(counted, index, "")
        if kind in ("money", "percent"):
            behind = self._table.behind.match(after)
            if behind is not None:
                measure = self._table.by_word[behind[1]]
                if kind in measure.kinds and measure.what not in ("share_price", "growth", "share_of"):
                    return Reading(measure.what, index, behind[1])
        if AT_LISTING.match(after) and kind == "money" and ISSUED_AT.search(before[-4:]):
            return Reading("share_price", index, "")
        return self._carried(sentence, index, kind, last)

    def _several(self, before: str, kind: str) -> tuple[str, ...]:
        """The measures of a list (营收和净利润分别为); none where one alone is named."""
        words = [m for m in self._table.words.finditer(before) if kind in self._table.by_word[m[0]].kinds]
        joined = all(JOINED.search(before[a.end() : b.start()]) for a, b in pairwise(words))
        return tuple(self._table.by_word[m[0]].what for m in words) if len(words) > 1 and joined else ()

    def _near(self, between: str, word: str) -> bool:
        if any(letter in REF_LETTERS or letter in KIND for letter in between):
            return False
        if word in ("报", "占", "店", "增长", "上涨", "下跌", "增加"):
            return len(between) <= 2 and BETWEEN.match(between) is not None
        return BETWEEN.match(between) is not None

    def _before(self, before: str, low: int, found: re.Match[str]) -> Reading:
        what, start = self._table.by_word[found[0]].what, found.start()
        # 营收同比增长: the growth of revenue
        inner = before[:start]
        for match in self._table.words.finditer(inner):
            measure = self._table.by_word[match[0]]
            of_a_measure = measure.what not in ("growth", "share_of") and what in ("growth", "share_of")
            if of_a_measure and BETWEEN.match(inner[match.end() :]):
                what = f"{measure.what}_{what}"
                start = match.start()
        return Reading(what, low + start, found[0])

    def _counted(self, payload: object, after: str) -> str | None:
        unit = str(getattr(payload, "unit", "") or "")
        if unit in UNIT_WHAT:
            return UNIT_WHAT[unit]
        printed = str(getattr(payload, "core", ""))
        tail = FIGURE_HEAD.sub("", printed)
        for candidate in (
            tail + after[:8],
            (unit if unit not in ("CNY", "USD") else "") + after[:8],
            after[:8],
        ):
            match = self._table.counted.match(candidate.removeprefix("余").removeprefix("多"))
            if match is not None:
                return self._table.counted_what[match[0]]
        return None

    def _carried(self, sentence: Sentence, index: int, kind: str, last: Reading | None) -> Reading | None:
        """明年将过90亿 after a clause that names the measure; X 9家、Y 102家 after 门店."""
        if last is None:
            return None
        code = sentence.code
        low, _ = sentence.bounds(index)
        for i in range(index - 1, -1, -1):
            if code[i] in KIND:
                if KIND[code[i]] != kind:
                    return None
                low = max(low, i + 1)
                break
        else:
            return None
        before = code[low:index]
        if (last.whats or last.parties) and last.figure != i:
            return None
        if last.turn + 1 < len(last.whats) and NEXT.match(before):
            what = last.whats[last.turn + 1]
            return Reading(what, low, last.word, last.subject, (), last.whats, last.turn + 1)
        if last.parties and last.turn + 1 < len(last.parties) and NEXT.match(before):
            party = last.parties[last.turn + 1]
            return Reading(last.what, low, last.word, (party,), last.parties, (), last.turn + 1)
        if VERB_ONLY.match(before):
            return Reading(last.what, low, last.word, last.subject)
        refs = [i for i in range(low, index) if code[i] in ORG_LETTERS]
        if refs and LINK_TO_FIGURE.match(code[refs[-1] + 1 : index]):
            ref = Ref(sentence, refs[-1], sentence.spans[refs[-1]])
            return Reading(last.what, low, last.word, (ref,))
        return None

    # -- of whom ------------------------------------------------------------------------------------------------

    def _subject(
        self, sentence: Sentence, low: int, reading: Reading, last: Reading | None
    ) -> tuple[Ref, ...]:
        code = sentence.code
        deal = self.assembler.slots.deal_in(sentence, low)
        if (
            reading.what == "valuation"
            and deal is not None
            and not OWN_VALUATION.search(code[low : reading.at + 4])
        ):
            return self._named(deal)
        given = GIVEN.search(code[low : reading.at])
        if given is not None:
            index = low + given.start(1)
            return self._named(Ref(sentence, index, sentence.spans[index]))
        found = groups(sentence, low, reading.at)
        for group in reversed(found):
            rest = code[group.refs[-1].index + 1 : reading.at]
            if self._alien(rest, reading.what):
                return ()
            ref = group.refs[-1]
            if ref.letter in PERSON_LETTERS:
                return ()
            return self._named(ref)
        figure = max((i for i in range(low, reading.at) if code[i] in KIND), default=low - 1)
        before = code[figure + 1 : reading.at]
        if self._alien(before, reading.what):
            return ()
        residue = GENERIC.sub("", "".join("\x00" if c in REF_LETTERS else c for c in before))
        if len(residue) > 2 and not (reading.what == "market_share" and OF_MARKET.search(before)):
            return ()
        if last is not None and last.subject and last.subject[0].sentence is sentence:
            between = sentence.code[last.subject[0].index + 1 : low]
            if not any(letter in ORG_LETTERS for letter in between):
                return last.subject
        where = self.assembler.context.subject(sentence, low, ORG_LETTERS, None)
        self._from_before = where.where == "before"
        return self._named(where.refs[-1]) if where.refs and where.where != "" else ()

    @staticmethod
    def _alien(text: str, what: str) -> bool:
        """Whether `text` makes the measure one of a market or a country, not of the company."""
        if what == "market_share":
            return False
        if what in ("store_count", "users", "employees", "merchants", "city_count", "site_count"):
            text = text.replace("全国", "").replace("全球", "").replace("国内", "").replace("世界", "")
        return ALIEN.search(text) is not None

    def _named(self, ref: Ref) -> tuple[Ref, ...]:
        return (ref,) if self.assembler.context.antecedents(ref) else ()

    # -- the claim ----------------------------------------------------------------------------------------------

    def _emit(self, sentence: Sentence, index: int, reading: Reading) -> None:
        assembler = self.assembler
        value = assembler.annotated.value(sentence.spans[index], reading.what)
        if reading.what == "share_of" and SHARES_OF.search(sentence.code[slice(*sentence.bounds(index))]):
            return
        date = when.figure_date(sentence, index)
        if date is None and self._from_before and assembler.context.previous:
            date = when.last_date(assembler.context.previous[-1])
        if "growth" in reading.what and FELL.search(sentence.code[max(0, index - 8) : index]):
            value = negative(value)
        modality = assembler.annotated.modality(sentence, (index, index + 1), date, measure=True)
        if modality is Modality.PLANNED:  # a figure that is planned is one that is expected
            modality = Modality.FORECAST
        for antecedent in assembler.context.antecedents(reading.subject[0]):
            subject = assembler.entities.mention(
                assembler.document.text, reading.subject[0], antecedent, "Company"
            )
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
