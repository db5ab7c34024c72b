"""What a figure measures: the word of the measure before it, behind it, in the clause before, or carried on."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from loaders.discourse.alphabet import DATE, ORG_LETTERS, REF_LETTERS, STOP
from loaders.discourse.arguments import Ref
from loaders.discourse.sentence import Sentence
from loaders.measures import counted, words
from loaders.measures.reading import Reading, Said
from loaders.measures.words import KIND

PER_SHARE = re.compile("/股|每股")
NOT_PRICE = re.compile("每股(?:收益|盈利|亏损|净资产)|派|股息|红利|分红|行权")
AT_LISTING = re.compile(f"[^{STOP}]{{0,8}}(?:挂牌|上市)")
ISSUED_AT = re.compile("以|每股|发行价")
# 成交额 beside these is the day's trading in a share; a rise beside these is one of its price.
TRADED = re.compile(
    "换手率|振幅|收盘|报收|涨停|跌停|盘中|盘前|盘后|股价|开盘|早盘|午后|港股|个股|成交量|股票代码|交易日|现报|美股|尾盘|最新价|高开|低开|复牌|停牌"
)
TOO_FAR = re.compile(f"[\ue000-\ue00c]|[^{STOP}]{{9}}|[\ue011-\ue015][^{STOP}]{{2}}")
WORTH = frozenset({"market_cap", "valuation", "share_price"})
PART_OF = re.compile(
    f"^其中，?(?:来自|在)?([^{STOP}、\ue000-\ue01f]{{2,6}}?)(?:市场|地区)?(?:的|则|为|有|达|约|近|超过?|贡献了?|占了?)*$"
)
NOUN = re.compile(
    "([一-龥A-Za-z]{1,8}(?:量|额|率|价|价格|收入|业务|价值|规模|成本|业绩|利润|面积|需求|人次|费用|支出|投资|产值|进口|出口|销售|数|业务量))(?:实现|的|也|均|将|已|则|出现|较|整体|总体|大幅|持续|继续)*$"
)
NOUN_HEAD = re.compile(
    "^(?:公司|集团|其|该|第[一二三四]|季度?|年度?|今年|去年|上半年|下半年|全年|的|在|后|月|日均|，|也|且|而|并)+"
)
SHARED_NOUN = re.compile(
    "收入|营收|销售|GMV|业务|用户|客户|订单|利润|交易|商品|件量|门店|流量|成本|费用|支出|产品|品牌|人群|女性|男性|业务量|复购"
)
# A以7%居第四: a share like the one before it
RANKED = re.compile(
    "^(?:的[^，。；]{0,6})?(?:紧随其后|紧随|位居|位列|居首|居第|居于|排名?第|次之|领先|垫底|排在)"
)
OF_MARKET = re.compile(
    f"占(?:据|有|到|了|领)*[^{STOP}\ue000-\ue01f]{{0,14}}市场(?:份额)?的?(?:约|近|超过?|将近|大约|高达|了)*$"
)
MARKET_BEHIND = re.compile(
    f"^(?:以上|左右)?的?(?:[^{STOP}\ue000-\ue01f的]{{0,8}})市场(?:份额)?(?=$|[{STOP}])"
)
PRICE_BEHIND = re.compile("(?<!股)价$|(?:招|发|上)股价$")
MORE_FIGURES = re.compile("^(?:(?:、|和|及|与|以及)[\ue011\ue012])+")
IN_ALL = re.compile("总|共|累计")
THAT_FIGURE = re.compile(
    f"^[^{STOP}]{{0,14}}?(?:这一|这个|该|的|上述)?(?:数字|数据|数值|指标)(?:则|已|已经|又|就|便|也)*"
)
REACHED = re.compile("达|破|超|到|至|做")
NEVER_AGAIN = frozenset(
    {"funding", "fine", "spending", "investment", "registered_capital", "layoffs", "donations"}
)
SHARE = re.compile(
    "占(?:据|了|到|其|公司|集团|总|整体|全部|平台|当年|全年|年度|同期|该|的)*([一-龥A-Za-z]{2,8}?)(?:总额|总数|总量|规模|总)?(?:的|比例|比重|比|约|近|超过?|逾|达到?|为|高达|已|至)*$"
)
SOURCE = re.compile(
    "^(?:以上|左右)?的?([一-龥A-Za-z]{2,6}?)(?:都|均|是|主要)?(?:来自于?|来源于|源自|源于|出自)([一-龥A-Za-z]{2,8})(?=$|[，。；、和与])"
)
PART_HEAD = re.compile(f"^(?:{DATE}|年|的|其中|和|及|而|且|，|公司|集团|目前|来自|也|则|中)+")
PART = re.compile("[一-龥A-Za-z]{2,10}")
NO_PART = re.compile(
    "仓|参与|股|持有|控制|合计|一致行动|表决|投票|质押|冻结|认缴|出资|代表|人数|这一|该|此|上述|累计|本次|其$|发行"
)
QUALIFIED = frozenset(
    {"revenue", "sales", "GMV", "net_profit", "profit", "net_loss", "volume", "gross_margin", "margin"}
)
LINK_TO_FIGURE = re.compile(f"^(?:不含|不包括|包括|其中|则|和|、|，|为|有|的|约|近|超过?|是|达|{DATE})*$")
CARRIED_TO = re.compile(
    "^(?:、|，|和|及|与|以及|其中|不含|不包括|包括|而|其次|以及|是|则|加上|还有|第[一二三]|的|同期)*$"
)
JOINED = re.compile("^(?:数|额)?(?:、|和|及|与|以及)")


def _growth(what: str) -> str:
    """The measure of how much `what` grew."""
    return "share_price_change" if what.startswith("share_price") else f"{what}_growth"


class Kinds:
    """Tells what the figures of a document measure."""

    def __init__(self) -> None:
        self._table = words.table()

    def measure(
        self, sentence: Sentence, index: int, kind: str, last: Reading | None, said: Said | None
    ) -> Reading | None:
        """What the figure at `index` measures; `last` was read before it in the sentence, `said` anywhere."""
        code = sentence.code
        low, high = sentence.bounds(index)
        payload = sentence.spans[index].payload
        before, after = code[low:index], code[index + 1 : high]
        unit = payload.unit
        if getattr(payload, "kind", "") == "pp":
            return None  # 提升8个百分点: by how much a rate changed, not what it is
        behind_list = MORE_FIGURES.sub("", after)  # A和B分别占30%和20%的市场份额
        kinds = {"money", "count"} if unit is None and kind in ("money", "count") else {kind}
        if unit is None and after.startswith(counted.GOODS):
            kinds = {"count"}
        per_share = getattr(payload, "kind", "") == "per_share" or PER_SHARE.match(after)
        if per_share and not NOT_PRICE.search(before):
            return Reading("share_price", index)
        doubled = self._doubled(before, low) if payload.text.startswith("翻") else None
        if doubled is not None:
            return doubled
        share = OF_MARKET.search(before) if kind == "percent" else None
        if share is not None or (kind == "percent" and MARKET_BEHIND.match(behind_list)):
            return Reading("market_share", low + share.start() if share else index)
        if kind == "percent" and last is not None and last.what == "market_share" and RANKED.match(after):
            return Reading("market_share", index)
        source = SOURCE.match(after) if kind == "percent" else None
        if source is not None and SHARED_NOUN.search(source[1]):
            return Reading("share_of", index, "来自", part=f"{source[2]}占{source[1]}")
        part_of = SHARE.search(before) if kind == "percent" else None
        if part_of is not None and SHARED_NOUN.search(part_of[1]):
            head = max(
                (i for i, c in enumerate(before[: part_of.start()]) if c in KIND or c in REF_LETTERS),
                default=-1,
            )
            item = PART_HEAD.sub("", before[head + 1 : part_of.start()])
            if len(item) > 12 or DATE in item:
                item = ""
            if not item and last is not None and head < 0:
                return Reading(
                    "share_of", low, "占", last.subject, f"{last.word}占{part_of[1]}", inherited=last.said
                )
            return Reading("share_of", low + part_of.start() - len(item), "占", part=f"{item}占{part_of[1]}")
        found = self._named_before(before, kinds, unit)
        if found is not None:
            named = self._before(before, low, found)
            if named.what == "share_of" and not named.part and last is not None and last.part:
                return Reading("share_of", low, "占比", last.subject, last.part, inherited=last.said)
            return None if named.what == "market_size" else named
        if "count" in kinds:
            thing = counted.what_is_counted(payload, before, after)
            if thing is not None:
                return Reading(thing, index)
        if kind in ("money", "percent"):
            behind = self._table.behind.match(behind_list)
            if behind is not None and behind[1] not in self._table.narrow:
                measure = self._table.by_word[behind[1]]
                fits = kind in measure.kinds and measure.what not in ("growth", "share_of")
                if fits and (measure.what != "share_price" or PRICE_BEHIND.search(behind[1])):
                    return Reading(measure.what, index, behind[1])
        if AT_LISTING.match(after) and kind == "money" and ISSUED_AT.search(before[-4:]):
            return Reading("share_price", index)
        reading = self._carried(sentence, index, kind, last) or self._topic(sentence, index, kinds, unit)
        if reading is None and last is None:
            reading = self._told_before(sentence, index, unit, said)
        if reading is None and not (kind == "money" and unit is None):
            noun = words.generic(before, kind)
            if noun is not None and not (noun[1] and before[noun[1] - 1] in "、和与及"):
                return Reading(noun[0], low + noun[1], noun[0])
        return reading

    def _doubled(self, before: str, low: int) -> Reading | None:
        """GMV翻了三倍: the growth of the measure before."""
        found = None
        for match in self._table.words.finditer(before):
            measure = self._table.by_word[match[0]]
            if measure.what not in ("growth", "share_of") and words.near(before[match.end() :], match[0]):
                found = match
        if found is None:
            return Reading("growth", low + len(before), "翻")
        what = self._table.by_word[found[0]].what
        return Reading(_growth(what), low + found.start(), found[0])

    def _named_before(self, before: str, kinds: set[str], unit: str | None) -> re.Match[str] | None:
        found = None
        for match in self._table.words.finditer(before):
            measure = self._table.by_word[match[0]]
            if "count" in measure.kinds and before[match.start() - 1 : match.start()] in KIND:
                continue  # 9个城市60个网点: it is counted by the figure before
            fits = kinds & measure.kinds and counted.fits(measure.what, before, unit, kinds)
            if fits and words.near(words.CHANGE.sub("", before[match.end() :]), match[0]):
                found = match
        return found

    def _before(self, before: str, low: int, found: re.Match[str]) -> Reading:
        what, start = self._table.by_word[found[0]].what, found.start()
        # 营收同比增长: the growth of revenue
        inner = before[:start]
        of = ""
        for match in self._table.words.finditer(inner):
            measure = self._table.by_word[match[0]]
            of_a_measure = measure.what not in ("growth", "share_of") and what in ("growth", "share_of")
            if of_a_measure and self._table.between.match(inner[match.end() :]):
                of, at = measure.what, match.start()
        if what == "growth" and of:
            return Reading(
                _growth(of),
                low + at,
                found[0],
                part="" if any(c in ORG_LETTERS for c in before[:at]) else words.qualifier(before[:at]),
            )
        if what == "share_of":
            figure = max((i for i, c in enumerate(inner) if c in KIND or c in ORG_LETTERS), default=-1)
            noun = PART_HEAD.sub("", inner[figure + 1 :]).rstrip("的也已则又还，约就")
            part = noun if PART.fullmatch(noun) and not NO_PART.search(noun) else ""
            return Reading("share_of", low + (inner.rfind(part) if part else start), found[0], part=part)
        alone = not any(c in ORG_LETTERS for c in inner)  # 星海的快运业务营收 is told of 星海 as it stands
        part = words.qualifier(inner) if what in QUALIFIED and alone else ""
        what = counted.changed(what, inner) or what
        return Reading(what, low + start, found[0], part=part)

    def _topic(self, sentence: Sentence, index: int, kinds: set[str], unit: str | None) -> Reading | None:
        """历年销售额：2010年8亿元; 营收方面，去年为8亿元: the clause before ends with the measure."""
        code = sentence.code
        clause = sentence.clause_of(index)
        if clause == 0:
            return None
        low, _ = sentence.clauses[clause]
        start, end = sentence.clauses[clause - 1]
        before = code[low:index]
        if not before or not self._table.goes_on.match(before):
            return None
        found = None
        for match in self._table.words.finditer(code, start, end):
            measure = self._table.by_word[match[0]]
            if (
                kinds & measure.kinds
                and match[0] not in self._table.narrow
                and counted.fits(measure.what, before, unit, kinds)
            ):
                found = match
        if found is None or TOO_FAR.search(code, found.end(), end):
            return None
        return Reading(self._table.by_word[found[0]].what, found.start(), found[0])

    def _carried(self, sentence: Sentence, index: int, kind: str, last: Reading | None) -> Reading | None:
        """明年将破10000亿 after a clause that names the measure; X 9家、Y 102家 after 门店."""
        if last is None:
            return None
        code = sentence.code
        low, _ = sentence.bounds(index)
        i = max((i for i in range(index) if code[i] in KIND), default=-1)
        if i != last.figure:  # 市值120亿元，如今跌去九成，只剩11亿元
            between = [j for j in range(last.figure + 1, index) if code[j] in KIND]
            if (
                len(between) > 1
                or any(KIND[code[j]] == kind for j in between)
                or code[i + 1 : i + 2] not in STOP
            ):
                return None
            if KIND[code[last.figure]] != kind or any(c in REF_LETTERS for c in code[last.figure : index]):
                return None
            i = last.figure
            low = max(low, between[-1] + 1)
        low = max(low, i + 1)
        before = code[low:index]
        stem = last.what.removesuffix("_growth")
        if stem != last.what and kind in counted.kinds_of(stem) and self._table.goes_on.match(before):
            return Reading(stem, low, last.word, last.subject, last.part, inherited=last.said)
        if KIND[code[i]] != kind:
            if last.what == "market_cap_change" and kind == "money" and self._table.goes_on.match(before):
                return Reading("market_cap", low, last.word, last.subject, inherited=last.said)
            return None
        if self._table.goes_on.match(before) and not (kind == "money" and before.endswith("同比")):
            if IN_ALL.search(before):  # 新增320家，总数达4100家
                stem = last.what.removeprefix("new_").removeprefix("closed_")
            return Reading(stem, low, last.word, last.subject, last.part, inherited=last.said)
        part = PART_OF.match(before)
        if part is not None:
            return Reading(last.what, low, last.word, last.subject, part[1], inherited=last.said)
        refs = [i for i in range(low, index) if code[i] in ORG_LETTERS]
        if (
            refs
            and LINK_TO_FIGURE.match(code[refs[-1] + 1 : index])
            and CARRIED_TO.match(code[low : refs[-1]])
        ):
            return Reading(
                last.what, low, last.word, (Ref(sentence, refs[-1], sentence.spans[refs[-1]]),), last.part
            )
        return None

    def _told_before(
        self, sentence: Sentence, index: int, unit: str | None, said: Said | None
    ) -> Reading | None:
        """今年单季就做到1.5亿美元, behind a sentence that told the GMV of last year: the same measure."""
        if (
            said is None
            or said.sentence.zone is not sentence.zone
            or said.sentence.number != sentence.number - 1
        ):
            return None
        low, _ = sentence.bounds(index)
        before = sentence.code[low:index]
        last = said.reading
        named = THAT_FIGURE.search(before)
        if named is not None:  # 如今这个数字变成了…
            before = before[named.end() :]
        value = said.sentence.spans[last.figure].payload
        if last.part or value.unit != unit or "growth" in last.what or last.what in NEVER_AGAIN:
            return None
        if (
            not self._table.goes_on.match(before)
            or not (named or REACHED.search(before))
            or DATE not in sentence.code[:index]
        ):
            return None
        if any(c in KIND for c in sentence.code[:index]) or self._table.words.search(sentence.code[:index]):
            return None
        return Reading(last.what, low, last.word)

    def grown(self, sentence: Sentence, reading: Reading, last: Reading | None) -> Reading | None:
        """What grew, where the clause does not name it: the measure of the figure before, a price, a noun."""
        low, _ = sentence.bounds(reading.at)
        before = sentence.code[low : reading.at]
        since = last.figure if last is not None and last.what not in WORTH else 0
        if TRADED.search(sentence.code, since, reading.at):
            return replace(reading, what="share_price_change")
        named = [m for m in self._table.words.finditer(before) if self._grows(m[0])]
        if named:
            grown = _growth(self._table.by_word[named[-1][0]].what)
            return replace(reading, what=grown, at=low + named[-1].start())
        own = [i for i in range(low, reading.at) if sentence.code[i] in ORG_LETTERS]
        if last is not None and last.figure >= 0 and not own and words.plain(before):
            return replace(
                reading,
                what=_growth(last.what.removesuffix("_growth")),
                part=last.part,
                subject=last.subject,
                inherited=last.said,
                date=last.date,
                dates=last.dates,
                parties=last.parties,
            )
        noun = NOUN.search(before)
        if noun is None:
            return None
        name = NOUN_HEAD.sub("", noun[1])
        if len(name) < 2:
            return None
        return replace(reading, what=f"{name}_growth", at=low + noun.start())

    def _grows(self, word: str) -> bool:
        """Whether a growth behind `word` is one of its measure."""
        return word not in self._table.narrow and self._table.by_word[word].what not in ("growth", "share_of")

    def several(self, before: str, kinds: set[str]) -> tuple[str, ...]:
        """The measures of a list (营收和净利润分别为); none where one alone is named."""
        found = [m for m in self._table.words.finditer(before) if kinds & self._table.by_word[m[0]].kinds]
        joined = all(JOINED.search(before[a.end() : b.start()]) for a, b in pairwise(found))
        return tuple(self._table.by_word[m[0]].what for m in found) if len(found) > 1 and joined else ()
