"""What a figure measures: the word of the measure before it, behind it, in the clause before, or carried on."""

from __future__ import annotations

import re
from itertools import pairwise

from loaders.discourse.alphabet import DATE, ORG_LETTERS, REF_LETTERS, ROUND, STOP
from loaders.discourse.arguments import Ref
from loaders.discourse.sentence import Sentence
from loaders.expressions.quantities import Quantity
from loaders.measures import counted, growth, shares, words
from loaders.measures.growth import WORTH, growth_of
from loaders.measures.reading import Reading, Said
from loaders.measures.words import KIND

PER_SHARE = re.compile("/股|每股")
NOT_PRICE = re.compile("每股(?:收益|盈利|亏损|净资产)|派|股息|红利|分红|行权")
# 拿到3000万元投资, B轮拿了3000万元
RECEIVED = re.compile(
    f"(?:获得?|拿到?|得到|收到|筹集到?|引入|引进|吸引|斩获|揽获|获取|拿下|敲定|完成)(?:了|过)?(?!.*[投出增])[^{STOP}\ue000-\ue00c]{{0,8}}$"
)
FUNDS = re.compile(
    f"的?(?:新|首笔|首轮|外部|战略|股权|风险|天使|机构|种子|{ROUND})*(?:投资(?![者人方机款额回])|注资|风投|融资|资金(?=$|[{STOP}])|种子基金|{ROUND}(?=$|[{STOP}]|[和及与]{ROUND}))"
)
OF_ROUND = re.compile(
    f"{ROUND}(?:融资)?(?:的)?(?:规模|金额|总额)?(?:一口气|直接|就|又|总共|{ROUND})*(?:[为是达共]|合计|总计|拿了|拿到|融了|融到|获得?|募集?了?)$"
)
AT_LISTING = re.compile(f"[^{STOP}]{{0,8}}(?:挂牌|上市)")
ISSUED_AT = re.compile("以|每股|发行价")
TOO_FAR = re.compile(f"[\ue000-\ue00c]|[^{STOP}]{{9}}|[\ue011-\ue015][^{STOP}]{{2}}")
PART_OF = re.compile(
    f"^其中，?(?:来自|在)?([^{STOP}、\ue000-\ue01f]{{2,6}}?)(?:市场|地区)?(?:的|则|为|有|达|约|近|超过?|贡献了?|占了?)*$"
)
PRICE_BEHIND = re.compile("(?<!股)价格?$|(?:招|发|上)股价$")
IN_ALL = re.compile("总|共|累计")
# 距最高点80元已远
POINT = re.compile("(?:最高|最低|历史高|历史低|高|低|峰|谷)(?:点|位|值)的?$")
THAT_ONE = re.compile(f"(?:{DATE}|则|而|又|到|时|，)*(?:这一|这个|该|上述)(?:数字|数据|数值|指标|比例|金额)")
THAT_FIGURE = re.compile(
    f"^[^{STOP}]{{0,14}}?(?:这一|这个|该|的|上述)?(?:数字|数据|数值|指标)(?:则|已|已经|又|就|便|也)*"
)
REACHED = re.compile("达|破|超|到|至|做")
NEVER_AGAIN = frozenset(
    {"funding", "fine", "spending", "investment", "registered_capital", "layoffs", "donations"}
)
QUALIFIED = frozenset(
    {"revenue", "sales", "GMV", "net_profit", "profit", "net_loss", "volume", "gross_margin", "margin"}
)
LINK_TO_FIGURE = re.compile(f"^(?:不含|不包括|包括|其中|则|和|、|，|为|有|的|约|近|超过?|是|达|{DATE})*$")
CARRIED_TO = re.compile(
    "^(?:、|，|和|及|与|以及|其中|不含|不包括|包括|而|其次|以及|是|则|加上|还有|第[一二三]|的|同期)*$"
)
JOINED = re.compile("^(?:数|额)?(?:、|和|及|与|以及)")


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
        behind_list = shares.MORE_FIGURES.sub("", after)
        kinds = {"money", "count"} if unit is None and kind in ("money", "count") else {kind}
        if unit is None and after.startswith(counted.GOODS):
            kinds = {"count"}
        per_share = getattr(payload, "kind", "") == "per_share" or PER_SHARE.match(after)
        if per_share and not NOT_PRICE.search(before):
            return Reading("share_price", index)
        doubled = self._doubled(before, low) if payload.text.startswith("翻") else None
        if doubled is not None:
            return doubled
        share = shares.of_whole(sentence, index, last) if kind == "percent" else None
        if share is not None:
            return share
        behind = growth.named_behind(before, after) if kind in ("percent", "multiple") else None
        if behind is not None:
            return Reading("growth", index, behind)
        found = self._named_before(before, kinds, payload)
        if found is not None:
            named = self._before(before, low, found)
            if named.what == "share_of" and not named.part and last is not None and last.part:
                return Reading("share_of", low, "占比", last.subject, last.part, inherited=last.said)
            return None if named.what == "market_size" else named
        if kind == "money" and ((FUNDS.match(after) and RECEIVED.search(before)) or OF_ROUND.search(before)):
            return Reading("funding", index, "融资")
        if "count" in kinds:
            thing = counted.what_is_counted(payload, before, after)
            if thing is not None:
                return Reading(thing, index)
        if kind in ("money", "percent"):
            match = self._table.behind.match(behind_list)
            if match is not None and match[1] not in self._table.narrow:
                measure = self._table.by_word[match[1]]
                fits = kind in measure.kinds and measure.what not in ("growth", "share_of")
                if fits and (measure.what != "share_price" or PRICE_BEHIND.search(match[1])):
                    return Reading(measure.what, index, match[1])
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
        return Reading(growth_of(what), low + found.start(), found[0])

    def _named_before(self, before: str, kinds: set[str], figure: Quantity) -> re.Match[str] | None:
        found = None
        hedge = figure.text[: figure.core_start - figure.start]
        for match in self._table.words.finditer(before):
            measure = self._table.by_word[match[0]]
            if "count" in measure.kinds and before[match.start() - 1 : match.start()] in KIND:
                continue  # 9个城市60个网点: it is counted by the figure before
            fits = kinds & measure.kinds and counted.fits(measure.what, before, figure.unit, kinds)
            if fits and words.near(words.CHANGE.sub("", before[match.end() :]), match[0], hedge):
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
                growth_of(of),
                low + at,
                found[0],
                part="" if any(c in ORG_LETTERS for c in before[:at]) else words.qualifier(before[:at]),
            )
        if what == "share_of":
            part = shares.part(inner)
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
        if not self._alike(sentence, i, index, last.what):
            if last.what == "market_cap_change" and kind == "money" and self._table.goes_on.match(before):
                return Reading("market_cap", low, last.word, last.subject, inherited=last.said)
            return None
        pointed = THAT_ONE.match(before)
        if pointed is not None:  # 次年该数字增加到…
            before = before[pointed.end() :]
        if self._table.goes_on.match(before) and not (kind == "money" and before.endswith("同比")):
            if IN_ALL.search(before):  # 新增320家，总数达4100家
                stem = last.what.removeprefix("new_").removeprefix("closed_")
            return Reading(stem, low, last.word, last.subject, last.part, inherited=last.said)
        if last.what in WORTH and POINT.search(before) and not any(c in REF_LETTERS for c in before):
            return Reading(last.what, low, last.word, last.subject)
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

    @staticmethod
    def _alike(sentence: Sentence, first: int, second: int, what: str) -> bool:
        """Whether two figures can be of one measure: of one kind, or counts of which one has no unit (35万增至3万单)."""
        a, b = KIND[sentence.code[first]], KIND[sentence.code[second]]
        units = [
            sentence.spans[index].payload.unit for index, kind in ((first, a), (second, b)) if kind == "money"
        ]
        return a == b or (
            {a, b} == {"money", "count"} and units == [None] and "count" in counted.kinds_of(what)
        )

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

    def several(self, before: str, kinds: set[str]) -> tuple[str, ...]:
        """The measures of a list (营收和净利润分别为); none where one alone is named."""
        found = [m for m in self._table.words.finditer(before) if kinds & self._table.by_word[m[0]].kinds]
        joined = all(JOINED.search(before[a.end() : b.start()]) for a, b in pairwise(found))
        return tuple(self._table.by_word[m[0]].what for m in found) if len(found) > 1 and joined else ()
