"""Disclosures: news about what a listed company's shareholders sell, in the form exchanges prescribe.

Such texts (X(300000.SZ)公布，股东Y通过集中竞价减持公司股份…) name the company once, at the head, and call it 公司 or
nothing at all afterwards; the shareholder stands before the verb, often with a title, a bracket or a plan between. So
they are read with the whole document in view: the listed company first, then each sentence's sellers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from graph.claims import Claim, Mention, claim_id
from graph.schema import Modality
from loaders.annotate import Annotated
from loaders.assemble import Assembler
from loaders.discourse import howmuch, when
from loaders.discourse.alphabet import COMPANY, EXCHANGE, FIGURE, NAME_LETTERS, PERSON, SAME_COMPANY
from loaders.discourse.arguments import Ref
from loaders.discourse.registered import PRICE, without_place, without_price
from loaders.discourse.sentence import Sentence, Span

RULE = "disclosure.sold"
HEAD = 500  # code points within which a disclosure names its company
SALE = re.compile("(?P<shares>(?<!增)减持|减仓|套现)|清仓|抛售|卖出")
TELLS = re.compile(
    "^[^，。；]{0,24}?(?:公告|公布|披露|发布|晚间|早间|午间|收到|宣布|称|：|股东|实控人|实际控制人|董事|监事|高管)"
)
NOTICE = re.compile("[^，。；]{0,24}?(?:公告|公布|披露)")
# Further on only who clearly announces is a listed company that the text turns to.
RETELLS = re.compile(
    "^(?:也|则|今日|晚间|昨晚|今晚|早间|午间|近日|日前|\ue010)*(?:发布公告|公告称|公告|公布)"
)
NO_COMPANY = re.compile(
    "^(?:A股|港股|美股|B股|H股|Wind|万得|Choice)$|巨潮|资讯|(?:财经|快讯|日报|证券报|交易所|证监会|登记结算)"
)
# Between the sale and what is sold: nothing that names another object.
OWN = re.compile(
    f"^(?:了|过|其|所|持有的?|手中|部分|上述|该|本|此|次|其所持有的?|的|合计|累计|约|不超过|股票|数量|{SAME_COMPANY})*"
    "(?:本公司|公司|上市公司|该公司|股份|股票|股权|计划|达|比例|完成|完毕|时间|期|数量|价格|均价|期间|方式|期限|事项|[\ue010-\ue01f]|$|涉资|套现|[，。；：、）)])"
)
NAMED = re.compile(
    f"^(?:了|过|其|所|持有的?|手中|部分|合计|累计|约|的)*(?P<name>[{COMPANY}\ue001\ue003\ue004])(?!的?股东)"
)
SELLER_CUE = re.compile(
    "(?:股东|实控人|实际控制人|控股股东|董事长?|监事|高管|总经理|副总裁|总裁|秘书|董秘|一致行动人|创始人|持股5%以上|减持方|先生|女士)"
)
NOT_SELLER = re.compile(
    "^(?:讯|网|记者|股份有限公司股份|公告|发布|公布|披露|收到|晚间|早间|午间|宣布|上次|近一年|近30日|遭|被|的?主营|：|:|证券|报|快讯|APP|财经|发行|（行情|于\ue010(?:对外|在)?[^，。；]{0,10}(?:披露|收到|发布|公告))"
)
HOLDER = re.compile("(?:股东|一致行动人)(?:之一)?$")  # who sells announces it: 股东X宣布减持
# 股东减持, 高管套现: somebody whom the text does not name
NAMELESS = re.compile(
    "^(?![^，。；]{0,3}(?:等|及|、|作为|系|是)).*(?:股东|高管|董监高|董事|监事|实控人|实际控制人)[^，。；-]{0,6}$"
)
# 减持价格待定: of the plan, not a sale
OF_PLAN = re.compile("(?:价格|均价|方式|数量|期间|区间|原因|股东|资金|主体|比例|所得)")
NEXT_TO = re.compile(
    "^(?:先生|女士)?(?:、|和|与|及|以及|及其)"
    "(?:一致行动人|公司|股东|(?:副|独立|执行|职工代表?)?董事长?|监事(?:会主席)?|副?总经理|副?总裁|财务总监|财务负责人|"
    "高级管理人员|高管|核心技术人员|董秘|董事会秘书|、|兼|及)*$"
)
PLAN = re.compile("计划|拟|预计|将|预披露|尚未|未减持|未实施|减持(?:股份)?(?:时间|期)")
NEVER = re.compile("不(?:会|再|得|予|进行)?$")  # 承诺不减持: no plan to sell
UNDER_WAY = re.compile("(?:计划)?(?:股份)?(?:实施)?的?(?:时间|期限|期)已?(?:过半|\ue012)")
OF_TIME = re.compile("(?:时间|期限|期)已?$")
HELD_BEFORE = re.compile("(?:持股|持有|占)[^，。；]{0,6}$")
# 证券代码：… 证券简称：X, at the head of a company's own announcement
SHORT_NAME = re.compile(
    r"(?:证券|股票)简称[：:]\s*(?P<name>\*?[一-龥A-Za-z]{2,8}?)(?=[\s(（，。]|公告|编号|$)"
)
SHARES = re.compile("(.{4,})股份有限公司")
# Money of many abroad, which news speaks of as of one who sells.
CHANNEL = re.compile("北[向上]资金|南[向下]资金")
CODE = re.compile(r"[(（](?:行情)?\d{6}\b")  # X(600000), of a list of stocks
CHANNEL_SALE = re.compile("减持|减仓|抛售|卖出|净卖出")
STOCK = f"[{COMPANY}\ue001\ue003\ue004]"
CHANNEL_STOCK = re.compile(
    "(?:减持|减仓|抛售|卖出)(?:了|最多的是|前[三五十]的?(?:为|是)|居前的(?:有|是)|：)*"
    f"(?P<list>{STOCK}{FIGURE}?(?:(?:、|和|与|及|以及){STOCK}{FIGURE}?)*)"
)
# X、Y遭北向资金减持
CHANNEL_HIT = re.compile(
    f"(?P<list>{STOCK}(?:(?:、|和|与|及|以及){STOCK})*)(?:等[^，。；]{{0,4}})?(?:均|则|也|继续)*[遭被获][^，。；]{{0,8}}$"
)
REFUSED = re.compile(
    "[^，。；]{0,3}(?:类公告|公告是|潮|榜|规定|新规|规则|制度|办法|情形|所得|行为|评级|建议|机构|人)"
)


@dataclass(slots=True)
class _Company:
    """The listed company of a disclosure: its key among the document's entities, and where it is first printed.

    `announces`: the text reports a notice of its own.
    """

    key: str
    ref: Ref
    announces: bool


class DisclosureReader:
    """Reads the sales of one disclosure; adds claims to the assembler's, and nothing where there is no such company."""

    def __init__(self, assembler: Assembler) -> None:
        self._assembler = assembler
        self._holding = assembler.library.marked("holding")
        self._annotated: Annotated = assembler.annotated
        self._company: _Company | None = None
        self._notices: list[tuple[int, int, _Company]] = []  # the sentences of a notice, and whose it is
        self._seen: set[tuple[str, str, str | None]] = set()

    def read(self, sentence: Sentence) -> None:
        """Read one sentence, in document order."""
        if self._company is None and sentence.start < HEAD:
            self._company = self._announcer(sentence)
        elif self._company is not None or sentence.start >= HEAD:
            self._company = self._turned_to(sentence) or self._company
        if self._company is not None and self._company.announces and self._goes_on(sentence):
            self._notices.append((sentence.start, sentence.end, self._company))
        if self._channel(sentence):
            return
        if not SALE.search(sentence.code) or sentence.question:
            return
        for match in SALE.finditer(sentence.code):
            self._sale(sentence, match)

    def news(self, claims: list[Claim]) -> list[Claim]:
        """`claims` less who holds how much of the company that announces: part of any notice, and no investment."""
        return [claim for claim in claims if claim.rule not in self._holding or not self._standing(claim)]

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether `sentence` is still of the paragraph that the notice was told in."""
        return self._company is not None and self._company.ref.sentence.zone is sentence.zone

    def _standing(self, claim: Claim) -> bool:
        at = bisect_right(self._notices, claim.evidence.start, key=lambda notice: notice[0]) - 1
        company = self._notices[at][2] if at >= 0 and claim.evidence.start < self._notices[at][1] else None
        if company is None or claim.object is None:
            return False
        one = self._assembler.entities.mention(self._assembler.document.text, company.ref, company.ref)
        return bool({claim.object.name, *claim.object.aliases} & {one.name, *one.aliases})

    def _announcer(self, sentence: Sentence) -> _Company | None:
        """The company whose code is printed, or that announces, in `sentence`."""
        for index, span in sorted(sentence.spans.items()):
            if not self._may_be_listed(span):
                continue
            after = sentence.code[index + 1 :]
            tells = index <= 8 and sentence.code[max(0, index - 1) : index] not in ("在", "于", "据", "从")
            if getattr(span.payload, "ticker", None) or (tells and TELLS.match(after)):
                return self._listed(sentence, index, span)
            if self._quoted(span) and not after.startswith("、"):
                return self._listed(sentence, index, span)
        return None

    def _quoted(self, span: Span) -> bool:
        """Whether the code or the price of its share is printed behind a name."""
        plain = self._annotated.plain
        return bool(
            getattr(span.payload, "ticker", None)
            or PRICE.match(plain, span.end)
            or CODE.match(plain, span.end)
        )

    def _turned_to(self, sentence: Sentence) -> _Company | None:
        """The company whose announcement `sentence` begins to tell, in a text of several."""
        for index, span in sorted(sentence.spans.items()):
            if index > 16:
                break
            if self._may_be_listed(span) and RETELLS.match(sentence.code[index + 1 :]):
                return self._listed(sentence, index, span)
        return None

    def _listed(self, sentence: Sentence, index: int, span: Span) -> _Company:
        """The company at `index`."""
        announces = NOTICE.match(sentence.code, index + 1) is not None
        return _Company(self._annotated.entities.key(span), Ref(sentence, index, span), announces)

    def _may_be_listed(self, span: Span) -> bool:
        if span.letter not in NAME_LETTERS or span.letter in (PERSON, EXCHANGE):
            return False
        return NO_COMPANY.search(self._annotated.plain[span.start : span.end]) is None

    def _channel(self, sentence: Sentence) -> bool:
        """Read what 北向资金 sells; whether it is the seller of this sentence."""
        plain = self._annotated.plain
        channel = CHANNEL.search(plain, sentence.start, sentence.end)
        code = sentence.code
        sale = CHANNEL_SALE.search(code)
        if channel is None or sale is None or sentence.question:
            return False
        seller = Ref(sentence, 0, Span(*channel.span(), COMPANY))
        low, _ = sentence.bounds(sale.start())
        hit = CHANNEL_HIT.search(code, low, sale.start())
        named = [*CHANNEL_STOCK.finditer(code), *([hit] if hit else [])]
        stocks = {i for m in named for i in range(*m.span("list")) if code[i] in NAME_LETTERS}
        stocks |= {i for i, span in sentence.spans.items() if getattr(span.payload, "ticker", None)}
        for index in sorted(stocks):
            self._emit(sentence, sale, seller, Ref(sentence, index, sentence.spans[index]), [])
        return True

    def _sale(self, sentence: Sentence, match: re.Match[str]) -> None:
        after = sentence.code[match.end() :]
        low, high = sentence.bounds(match.start())
        if REFUSED.match(after) or (match.start() - low < 3 and OF_PLAN.match(after)):
            return
        stock = self._stock(sentence, match)
        if stock is None:
            return
        own = self._company is not None and stock is self._company.ref
        key = self._company.key if own and self._company else self._annotated.entities.key(stock.span)
        sellers = self._sellers(sentence, match.start(), key)
        figures = [
            (index, what)
            for index, what in howmuch.deal_figures(sentence, low, high, "price")
            if not HELD_BEFORE.search(sentence.code[low:index])
            and not OF_TIME.search(sentence.code[low:index])
        ]
        shares = howmuch.distributed(sentence, figures, len(sellers))
        for number, seller in enumerate(sellers):
            self._emit(sentence, match, seller, stock, shares[number])

    def _stock(self, sentence: Sentence, match: re.Match[str]) -> Ref | None:
        at = match.end()
        named = NAMED.match(sentence.code[at:])
        if named:
            index = at + named.start("name")
            return Ref(sentence, index, sentence.spans[index])
        if match["shares"] or OWN.match(sentence.code[at:]):
            if self._company is not None:
                return self._company.ref
            return self._assembler.context.headline  # 公司, of which the whole article speaks
        return None

    def _sellers(self, sentence: Sentence, at: int, stock: str) -> list[Ref]:
        """The nearest names before `at` that are not the stock: those that a cue marks as shareholders first."""
        found: list[int] = []
        buyers: set[str] = set()
        for index in range(at - 1, -1, -1):
            span = sentence.spans.get(index)
            if span is None or span.letter not in NAME_LETTERS:
                continue
            after = sentence.code[index + 1 :]
            barred = NOT_SELLER.match(after) is not None and not HOLDER.search(sentence.code, 0, index)
            printed = self._annotated.plain[span.start : span.end]
            key = self._annotated.entities.key(span)
            if sentence.code[max(0, index - 1) : index] in ("向", "给", "予", "《"):
                buyers.add(key)  # 向X转让: neither here nor further left
            if self._quoted(span):
                barred = True  # of the stocks of a list none sells another
            if key == stock or key in buyers or barred or NO_COMPANY.search(printed):
                if found:
                    break
                continue
            if found and not self._joined(sentence.code[index + 1 : found[-1]]):
                break
            found.append(index)
        if not found:
            return []
        first = found[-1]
        if NAMELESS.match(sentence.code[found[0] + 1 : at]):
            return []
        cued = SELLER_CUE.search(sentence.code[max(0, first - 16) : at])
        clause_gap = len(re.findall("[，；]", sentence.code[found[0] : at]))
        if clause_gap > (2 if cued else 0):
            return []
        return [Ref(sentence, index, sentence.spans[index]) for index in reversed(found)]

    @staticmethod
    def _joined(between: str) -> bool:
        return bool(NEXT_TO.match(between))

    def _emit(
        self,
        sentence: Sentence,
        match: re.Match[str],
        seller: Ref,
        stock: Ref,
        figures: list[tuple[int, str]],
    ) -> None:
        assembler = self._assembler
        text = assembler.document.text
        subject = assembler.entities.mention(text, seller, seller)
        target = assembler.entities.mention(text, stock, stock)
        if subject.type not in ("Company", "Person", "BusinessUnit"):
            subject = subject.model_copy(update={"type": "Company"})
        target = target.model_copy(update={"type": "Company", "aliases": self._aliases(target, stock)})
        if subject.name == target.name:
            return
        date = when.event_date(sentence, match.start(), match.end(), None)
        modality = self._modality(sentence, match, date)
        twin = self._twin(subject, target)
        if twin is not None and twin.object is not None:
            twin.object.aliases = sorted({*twin.object.aliases, *target.aliases} - {twin.object.name})
        if twin is not None and twin.modality is Modality.DENIED and modality is Modality.PLANNED:
            twin.modality = modality
            twin.id = claim_id(twin)
        if twin is not None or (subject.name, target.name, date) in self._seen:
            return
        self._seen.add((subject.name, target.name, date))
        claim = Claim(
            predicate="DIVESTED",
            subject=subject,
            object=target,
            date=date,
            modality=modality,
            values=[self._annotated.value(sentence.spans[index], what) for index, what in figures],
            evidence=assembler.evidence(sentence, [subject], match.span()),
            rule=RULE,
            confidence=0.8,
            event=claim_event(assembler.document.id, sentence.place(*match.span())[0]),
        )
        claim.id = claim_id(claim)
        assembler.claims.append(claim)

    def _aliases(self, target: Mention, stock: Ref) -> list[str]:
        """The aliases of `target`, with the short name that the head of the announcement gives its company."""
        if self._company is None or stock is not self._company.ref:
            return target.aliases
        forms = {target.name, target.mention, *target.aliases}
        short = SHORT_NAME.search(self._annotated.plain, 0, HEAD)
        shares = {without_place(m[1]) for form in forms if (m := SHARES.fullmatch(without_price(form)))}
        more = {short["name"]} if short else {form for core in shares for form in (core, core + "股份")}
        return sorted({*target.aliases, *more} - {target.name})

    def _twin(self, subject: Mention, target: Mention) -> Claim | None:
        """The claim of this sale that has been read already."""
        return next(
            (
                c for c in reversed(self._assembler.claims)
                if c.predicate == "DIVESTED" and c.subject is not None and c.object is not None
                and (c.subject.name, c.object.name) == (subject.name, target.name)
            ),
            None,
        )  # fmt: skip

    def _modality(self, sentence: Sentence, match: re.Match[str], date: str | None) -> Modality:
        modality = self._annotated.modality(sentence, match.span(), date)
        if modality is Modality.ASSERTED and UNDER_WAY.match(sentence.code, match.end()):
            return Modality.PLANNED
        if NEVER.search(sentence.code, 0, match.start()):
            return Modality.DENIED
        if modality is Modality.DENIED and PLAN.search(sentence.code):
            return Modality.PLANNED  # 尚未减持: the plan stands
        return modality


def claim_event(source: str, start: int) -> str:
    """Identifier of the deal told at `start` of `source`; the claims of one deal share it."""
    import hashlib

    return hashlib.sha256(f"{source}:{start}".encode()).hexdigest()[:12]
