"""Of whom a figure is measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.discourse.alphabet import (
    BOTH,
    COMPANY,
    COUNT,
    ITS,
    ORG_LETTERS,
    PERSON,
    PERSON_LETTERS,
    PRODUCT,
    REF,
    SAME_COMPANY,
    STOP,
    UNKNOWN,
)
from loaders.discourse.arguments import Ref, groups, person_like
from loaders.discourse.context import TELLS
from loaders.discourse.sentence import Sentence, Span
from loaders.measures import words
from loaders.measures.reading import Reading, Said
from loaders.measures.words import KIND
from loaders.names.forms import ordinary
from loaders.names.lexicon import entries

if TYPE_CHECKING:
    from loaders.assemble import Assembler

EACH = re.compile("各|均|都|皆")
TOGETHER = re.compile("合计|共计|合起来|加起来|总共|一共|合共|之和|总和|合并后|联合占")
# 排名第一的公司占有40%
RIVAL = re.compile(
    "(?:第[一二三四五六]|首位|榜首|之首|前列|领先|最大)的?(?:那家|那个)?(?:公司|企业|平台|品牌|玩家|厂商|机构|商家|选手)|(?:头部|龙头)(?:的)?(?:公司|企业|品牌|玩家|厂商)|(?:竞争)?对手|同行|友商|行业老[大二三]|第[一二三四五]名"
)
# 甲旗下乙与丙总共有90家店: of 甲
OWNER = re.compile(
    "([\ue000\ue001\ue003\ue004])(?:集团|公司)?(?:旗下|名下|所属|控股|拥有)的?[^，。；\ue000-\ue00c]{0,4}$"
)
OWN_VALUATION = re.compile(f"{REF}的?(?:最新|整体|投后|投前|公司)*估值")
GIVEN = re.compile("(?:对|给|为|给予|将)([\ue000-\ue00c])(?:的)?$")
FINED = re.compile("(?:对|向|给)([\ue000-\ue00c])[^，。；]{0,10}$")
HOLDER = re.compile(
    f"^[^{STOP}\ue000-\ue01f的]{{0,8}}的[^{STOP}\ue000-\ue01f]{{0,12}}([\ue000\ue001\ue003\ue004])"
)
HELD = frozenset(
    {
        "users",
        "market_cap",
        "valuation",
        "revenue",
        "sales",
        "GMV",
        "store_count",
        "employees",
        "merchants",
        "price",
    }
)
# 第二档是X，GMV约…: the one that was brought up
PRESENTED = re.compile(
    f"(?:第[一二三四五六]|其次|最大|最早|代表|龙头|首位|榜首|领头|垫底|紧随其后|排)[^{STOP}{REF[1:-1]}]{{0,8}}(?:是|为|当属|则是|有)([\ue000\ue001\ue003\ue004])，$"
)
NAME_FORM = re.compile(
    "(?!.*(?:[的是了和与从被把将这那哪每有无不没]|^[会拟可能应需须共仅还已再曾都又就未供]|本期|本次|行业|市场|地区|用户|订单))[一-龥A-Za-z][一-龥A-Za-z0-9]{1,7}"
)
# zero subjects of these: the name whose round was just told, the name just formed
JOINT = re.compile("合资|合建|共建")
NEAREST = {
    "valuation": re.compile(f"{REF}[^{STOP}\ue000-\ue00c]{{0,12}}(?:轮|融资)(?!.{{0,4}}领投)"),
    "registered_capital": re.compile(f"{REF}"),
}


# 由甲全资控股，注册资本…: not of 甲
ACTS_ON = frozenset({"由", "被", "与", "和", "同", "归"})
# 最近的一笔是去年来自甲的2亿元融资: of the company of the deal before
LATEST_ROUND = re.compile("(?:其中)?(?:最近|最新|最大|最早|最后|上|首|前|后)的?一(?:笔|轮|次)")
# 60家X小店: whose shops they are stands behind the figure
COUNTED_OF = re.compile(
    f"([\ue000\ue001\ue003\ue004])(?:品牌)?的?[^{STOP}\ue000-\ue01f]{{0,5}}?(?:店|网点|站点|驿站|柜|仓|卖场)"
)
INVESTED = re.compile(
    "成为(?:其|\ue00c)?(?:的)?(?:股东|投资方|投资人)|参与其中|领投|跟投|参投|入股|出资|是\ue00c[^，。；]{0,8}(?:股东|投资方|投资人|投资者)"
)
# 甲完成对乙的A轮投资，估值…: of 乙
INVESTED_INTO = re.compile(
    "对([\ue000\ue001\ue003\ue004])的?[^，。；\ue000-\ue00c]{0,8}(?:投资|收购|注资|增资|入股)"
)
SPOKEN = re.compile(
    "(?:今日|今天|昨日|近日|随后|也|还|曾|则|并|\ue010)*(?:：|宣布|表示|透露|披露|称|说|介绍)"
)
# 推出甲，首日卖出30万件: what is sold in the first days is what came out
SOLD = re.compile("首[日周月年发批销]|当[天日]|开[售卖]|上架|上市|单品|小时|分钟")
# 以三成份额计，X居首; 从10家店到90家店，X用了五年: the one spoken of stands behind the figure
OPENS = re.compile("(?:[在自从到以当按靠凭仅单光随]|经过|由于|截至|继|算上|加上|除|\ue010)")
# 她的门店每天卖400杯，月流水20万元: of one who is no company
OF_SOMEBODY = re.compile(
    "[\ue002\ue008]们?的(?!公司|企业|平台|品牌|创业)[^，。；：\ue000-\ue00f]{0,6}(?:店|铺|摊|工资|收入|生意|月薪)"
)
# 完成对X的投资, X持有0.95%: whose clause tells that it put money into another
INVESTOR = re.compile(f"[^{STOP}]{{0,16}}(?:投资|领投|跟投|参投|入股|持有|持股|出资|股东|收购|各占|认购)")
ROUND_OF = re.compile("[\ue000\ue001\ue003\ue004]的?(?:[此本该]轮|新一轮|\ue016)?$")
RAISED = frozenset({"funding", "valuation"})


class Holders:
    """Finds whom the figures of a document are measured of."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler
        self.from_before = False  # the subject found last is that of the sentence before
        self.full: dict[int, Ref] = {}  # offset of a short form -> the full name
        self._table = words.table()

    def subject(
        self, sentence: Sentence, index: int, reading: Reading, last: Reading | None, said: Said | None
    ) -> tuple[Ref, ...]:
        """Who the figure at `index` is measured of; several for 均 and 各, none where nobody is named."""
        self.from_before = False
        code, at = sentence.code, reading.at
        low, high = sentence.bounds(min(at, index))
        counted = COUNTED_OF.match(code, index + 1, high) if code[index] == COUNT else None
        if counted is not None:
            return self._named(Ref(sentence, index + 1, sentence.spans[index + 1]))
        round_of = ROUND_OF.search(code, low, index) if reading.what in RAISED and at == index else None
        if round_of is not None:  # 参加X此轮3亿元的融资
            i = round_of.start()
            return self._named(Ref(sentence, i, sentence.spans[i]))
        if reading.what == "valuation" and not OWN_VALUATION.search(code[low : at + 4]):
            deal = self._valued(sentence, low, at)
            if deal is not None:
                return self._named(deal)
        given = (FINED if reading.what == "fine" else GIVEN).search(code[low:at])
        if given is not None:
            i = low + given.start(1)
            return self._named(Ref(sentence, i, sentence.spans[i]))
        found = groups(sentence, low, at)
        while found and found[-1].refs[-1].letter in PERSON_LETTERS:
            if found[-1].refs[-1].letter != PERSON or not SPOKEN.match(code, found[-1].refs[-1].index + 1):
                return ()
            found = found[:-1]
        if found:
            group = found[-1]
            rest = code[group.refs[-1].index + 1 : at]
            if self._alien(rest, reading.what, printed=True):
                return ()
            if group.refs[-1].letter == BOTH and not EACH.search(rest + code[at:index]):
                return ()
            if RIVAL.search(rest):
                return ()
            if len(group.refs) > 1 and TOGETHER.search(rest + code[at:index]):
                holds = OWNER.search(code, low, group.refs[0].index)
                return () if holds is None else self._named(self._ref(sentence, holds.start(1)))
            owner = self._owner_of_part(sentence, low, group.refs[-1], last)
            if owner:
                return owner
            each = len(group.refs) > 1 and EACH.search(code[group.refs[-1].index + 1 : index])
            return tuple(r for ref in (group.refs if each else group.refs[-1:]) for r in self._named(ref))
        if reading.what in RAISED:  # 甲完成2亿元的B轮，由乙领投: 甲, which the deal took
            dealt = [i for i in range(low, at) if i in sentence.taken and code[i] in ORG_LETTERS]
            if len(dealt) == 1:
                return self._named(self._ref(sentence, dealt[0]))
        figure = max((i for i in range(low, at) if code[i] in KIND), default=low - 1)
        before = code[figure + 1 : at]
        if "该行" in before or RIVAL.search(before):
            return ()
        if reading.what == "funding" and LATEST_ROUND.match(before):
            deal_before = self.assembler.slots.deal
            if deal_before is None or sentence.number - deal_before.sentence.number > 1:
                return ()
            return self._named(deal_before.objects[-1]) if deal_before.objects else ()
        if reading.what in NEAREST:
            pattern, near, context = NEAREST[reading.what], range(low - 1, -1, -1), self.assembler.context
            if reading.what == "registered_capital" and JOINT.search(
                code, sentence.bounds(max(low - 2, 0))[0], low
            ):
                return ()  # 与甲合资建厂，注册资本…: of the new one
            for i in near:
                if code[i - 1 : i] in ACTS_ON:
                    continue
                if code[i] in ORG_LETTERS and pattern.match(code, i) and not context.beside(sentence, i):
                    return self._named(Ref(sentence, i, sentence.spans[i]))
        holder = HOLDER.match(code[index + 1 : sentence.bounds(index)[1]])
        if holder is not None and reading.what in HELD and words.plain(before):
            i = index + 1 + holder.start(1)
            return self._named(Ref(sentence, i, sentence.spans[i]))
        if self._alien(before, reading.what, printed=False):
            return ()
        shares = reading.what in ("market_share", "share_of") and len(before) <= 24
        if words.conceded(before, code[at:index]):
            return ()
        if not shares and not words.plain(before.replace(reading.part, "") if reading.part else before):
            return self._short(sentence, figure + 1, at)
        if last is not None and last.subject and last.subject[0].sentence is sentence:
            between = code[last.subject[-1].index + 1 : low]
            if not any(letter in ORG_LETTERS for letter in between):
                return last.subject
        presented = PRESENTED.search(code[:low])
        if presented is not None:
            i = presented.start(1)
            return self._named(Ref(sentence, i, sentence.spans[i]))
        if reading.what == "price":
            return self._goods(sentence, low)
        start, end = sentence.place(low, index)
        goods = reading.what in ("volume", "sales") and SOLD.search(
            self.assembler.annotated.plain, start, end
        )
        if goods or reading.what == "store_count":
            new = [r for r in self.assembler.context.introduced.get(sentence.number, ()) if r.index < low]
            if new and new[-1].letter in (PRODUCT, UNKNOWN):
                return self._named(new[-1])
        ahead = OPENS.match(code, low) is not None
        where = self.assembler.context.subject(sentence, low, ORG_LETTERS, None, ahead=ahead)
        if not where.refs:  # 利润下降，主要由于公司…
            after = self.assembler.context.subject(sentence, low, ORG_LETTERS, None)
            where = after if any(ref.letter == SAME_COMPANY for ref in after.refs) else where
        if reading.what in RAISED and any(self._person(ref) for ref in where.refs[-1:]):
            new = [r for r in self.assembler.context.introduced.get(sentence.number, ()) if r.index < index]
            if new or where.refs[-1].letter == PERSON:
                return self._named(new[-1]) if new else ()
        if reading.what in RAISED and where.where == "sentence":
            into = self._invested_in(sentence, where.refs[-1].index, low)
            if into:
                return into
        told = self.assembler.slots.deal
        if reading.what in RAISED and where.where == "before" and told is not None and told.objects:
            acting = {ref.start for ref in told.subjects}
            if told.sentence.number == sentence.number - 1 and any(r.start in acting for r in where.refs):
                return self._named(told.objects[-1])  # 甲投了乙。彼时估值10亿元: 乙's
        self.from_before = where.where == "before"
        if OF_SOMEBODY.search(code, 0, low):
            return ()
        if reading.what == "valuation" and where.refs and self._invests(where.refs[-1]):
            return ()
        if where.where == "before":
            opening = self._opening(sentence)
            if opening:
                return opening
        if where.refs and where.refs[-1].letter == BOTH and not EACH.search(code, low, index):
            return ()
        if where.refs and where.where != "":
            return self._named(where.refs[-1])
        return self._goes_on(sentence, at, said)

    def _owner_of_part(self, sentence: Sentence, low: int, ref: Ref, last: Reading | None) -> tuple[Ref, ...]:
        """Of whom a part is that nobody knows for a name: 其中灯带收入…, X的听书月活…"""
        if ref.letter != UNKNOWN:
            return ()
        code = sentence.code
        before = code[low : ref.index]
        if before.strip("，") == "其中" and last is not None:
            return last.subject
        if before.endswith("的") and before[-2:-1] in ORG_LETTERS - {UNKNOWN, PRODUCT}:
            return self._named(Ref(sentence, ref.index - 2, sentence.spans[ref.index - 2]))
        return ()

    def _goods(self, sentence: Sentence, low: int) -> tuple[Ref, ...]:
        """What is sold at a price that the clause names nothing for: the product named last in the sentence."""
        for i in range(low - 1, -1, -1):
            if sentence.code[i] in (PRODUCT, UNKNOWN):
                return self._named(Ref(sentence, i, sentence.spans[i]))
        new = self.assembler.context.introduced.get(sentence.number, ())
        return self._named(new[-1]) if new else ()

    def _opening(self, sentence: Sentence) -> tuple[Ref, ...]:
        """Of whom the sentence before `sentence` speaks first: figures without a subject go on with that one."""
        context = self.assembler.context
        before = context.previous[-1] if context.previous else None
        if before is None or before.zone is not sentence.zone or before.is_heading:
            return ()
        for number in range(len(before.clauses)):
            refs = context.clause_subject(before, number, ORG_LETTERS)
            if refs:
                told = TELLS.match(before.code, refs[-1].index + 1) is not None
                return () if told else self._named(refs[-1])
        return ()

    @staticmethod
    def _invests(ref: Ref) -> bool:
        """Whether the clause that names `ref` tells of its money in another: no figure of its own worth follows."""
        return INVESTOR.match(ref.sentence.code, ref.index + 1) is not None

    def _invested_in(self, sentence: Sentence, actor: int, low: int) -> tuple[Ref, ...]:
        """Whose round it is where the clauses before tell who came in: A和B入股，共融资…"""
        code = sentence.code
        start = sentence.bounds(actor)[0]
        into = INVESTED_INTO.search(code, start, low)
        if into is not None:
            return self._named(Ref(sentence, into.start(1), sentence.spans[into.start(1)]))
        if INVESTED.search(code, start, low) is None:
            return ()
        for i in range(start, low):
            if code[i] in (ITS, SAME_COMPANY):
                return self._named(Ref(sentence, i, sentence.spans[i]))
        return ()

    def ranked(self, sentence: Sentence, low: int, count: int) -> tuple[Ref, ...]:
        """A、B、C居前三位，份额依次为…: the list of `count` companies that the clause before is about."""
        clause = sentence.clause_of(low)
        if not clause or groups(sentence, *sentence.clauses[clause]):
            return ()
        lists = [group.refs for group in groups(sentence, *sentence.clauses[clause - 1])]
        return next((refs for refs in lists if len(refs) == count), ())

    def _goes_on(self, sentence: Sentence, at: int, said: Said | None) -> tuple[Ref, ...]:
        """The subject of the figure in the sentence before, where this one names nobody: a report's list of figures."""
        if said is None or any(c in ORG_LETTERS for c in sentence.code[:at]):
            return ()
        before = said.sentence
        if before.zone is not sentence.zone or before.number != sentence.number - 1:
            return ()
        self.from_before = True
        return said.reading.subject

    def _valued(self, sentence: Sentence, low: int, at: int) -> Ref | None:
        """The company of the deal whose valuation is told beside it."""
        deal = self.assembler.slots.deal_in(sentence, low)
        if deal is not None:
            return deal
        read = self.assembler.slots.deal
        if read is None or read.sentence is not sentence or not read.objects or read.at >= at:
            return None
        named = any(c in (COMPANY, PRODUCT) for c in sentence.code[low:at])
        return None if named else read.objects[-1]

    def _short(self, sentence: Sentence, low: int, at: int) -> tuple[Ref, ...]:
        """A clause that opens with the beginning of a name that the text has printed in full: 星河营收 of 星河充电."""
        lead = self._table.plain.match(sentence.code, low, at)
        start, end = sentence.place(lead.end() if lead else low, at)
        text = self.assembler.annotated.plain[start:end]
        for name in self.assembler.annotated.by_head.get(text[:2], ()):
            if name.start >= start:
                break
            if name.type not in ("Company", "Product", "Unknown"):
                continue
            for cut in range(len(name.text) - 1, 1, -1):
                if name.text[:cut] in entries("regions"):
                    break  # 哈尔滨 is no short form of 哈尔滨…公司
                if text.startswith(name.text[:cut]) and words.plain(text[cut:]):
                    letter = PRODUCT if name.type == "Product" else COMPANY
                    ref = Ref(sentence, low, Span(start, start + cut, letter))
                    self.full[start] = Ref(sentence, low, Span(name.start, name.end, letter, name))
                    return (ref,)
        return self._unknown(sentence, low, at)

    def _unknown(self, sentence: Sentence, low: int, at: int) -> tuple[Ref, ...]:
        """A name that nothing else marks, at the head of a clause that states its measure: no ordinary words, and
        printed elsewhere in the text too."""
        form = words.core(sentence.code[low:at])
        begin = sentence.code.find(form, low, at)
        if not NAME_FORM.fullmatch(form) or ordinary(form) or begin < 0:
            return ()
        plain = self.assembler.annotated.plain
        start, end = sentence.place(begin, begin + len(form))
        if (
            plain[start:end] != form
            or plain.count(form) < 2
            or not words.plain(sentence.code[begin + len(form) : at])
        ):
            return ()
        return (Ref(sentence, begin, Span(start, end, COMPANY)),)

    def _alien(self, text: str, what: str, *, printed: bool) -> bool:
        """Whether `text` makes the measure one of a market or a country, not of the company."""
        if what in ("market_share", "fine"):
            return False
        if printed:
            text = words.IN_PLACE.sub("", text).replace("贡献", "")
        return (
            words.ALIEN.search(words.COUNTED_PLACE.sub("", text) if what in self._table.counts else text)
            is not None
        )

    @staticmethod
    def _person(ref: Ref) -> bool:
        return ref.letter == PERSON or (ref.letter == UNKNOWN and person_like(ref.span))

    @staticmethod
    def _ref(sentence: Sentence, index: int) -> Ref:
        return Ref(sentence, index, sentence.spans[index])

    def _named(self, ref: Ref) -> tuple[Ref, ...]:
        return (ref,) if self.assembler.context.antecedents(ref) else ()

    def parties(self, sentence: Sentence, low: int, at: int) -> tuple[Ref, ...]:
        for group in reversed(groups(sentence, low, at)):
            if len(group.refs) > 1:
                return group.refs
            if group.refs[0].letter == BOTH:
                return self.assembler.context.antecedents(group.refs[0])
        return ()
