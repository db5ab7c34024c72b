"""Whom 该公司, 其, 双方 or 后者 means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.discourse.alphabet import (
    BOTH,
    COMPANY,
    FIGURE,
    FORMER,
    ITS,
    LATTER,
    NAME_LETTERS,
    ORG_LETTERS,
    ORG_NAMES,
    PERSON,
    PRODUCT,
    REF_LETTERS,
    ROUND,
    SAME_COMPANY,
    SAME_PERSON,
    SAME_PRODUCT,
    UNIT,
    UNKNOWN,
)
from loaders.discourse.arguments import TITLES, Ref, leading, left, owner_of
from loaders.discourse.others import Others, aided
from loaders.discourse.pairs import Pairs
from loaders.discourse.pronouns import kind_in
from loaders.discourse.sentence import Sentence
from loaders.discourse.topic import AUTHORITY, set_up

if TYPE_CHECKING:
    from loaders.discourse.context import Context

COMPANY_LIKE = frozenset({COMPANY, UNKNOWN, UNIT, SAME_COMPANY, ITS})

# X公告，Y受让公司5%股份: the company is not the one that acts
ACTED_UPON = re.compile(
    "(?:受让|认购|增持|减持|持有|入股|收购|购买|买入|转让|质押|买下|拿下|控股|并购|投资|领投|参投|注资|投了|购得|接手|卖掉|卖出|出售|加入|加盟|离开|参与|认缴|控制|收编|吞下|接管|兼并|吞并|打包|关闭|关停|成为|成了|变为|变成|隶属于|属于|归入|归于|是|(?<!因)为|系|希望|让|使|令|要求|帮助|支持|推动|允许|与|和|同|跟|对|向|给|将|把|从|被)(?:了|过)?$"
)
# 该业务: as likely one that has no name as what the sentence before brings up
PART_OF_A_FIRM = re.compile("(?:业务|项目|服务|功能)$")
SITE = re.compile("网站|网店|软件|游戏|品牌|APP|App|app|应用|社区")
# 甲持有乙30%股权: who holds a part of whom, told beside the story of the company that tells it
HOLDS = re.compile(f"(?:持有|持股)[^，。；]{{0,8}}{FIGURE}")
HIS = "其"
COPULAS = ("成为", "成了", "变为", "变成", "隶属于", "属于", "归入", "归于", "是", "系")
FRONTS = ("将", "把")
TAKERS = ("对", "向", "从", "与", "和", "同", "跟", "给", "被", "为")
# 收购其30%股权, 领投其B轮: of another than the one who acts
PART_OF = re.compile(
    f"(?:约|近|超|的|全部|多数|部分|剩余|余下|{FIGURE}|{ROUND})*(?:股权|股份|股|{FIGURE}|{ROUND}|[，。；]|$)"
)
# 对其持股, 从其手中
ANOTHERS = re.compile(
    f"(?:约|近|超|的|全部|多数|部分|剩余|余下|{FIGURE})*(?:股权|股份|{FIGURE})|手中|手里|"
    "(?:进行|的|完成|战略|追加|再次|继续|正式|全资)*(?:收购|买下|并购|出售|转让|持股|投资|增资|注资|入股|控股|减持|增持)"
)
# 将其持有的…, 把其物流业务…: its own, not 将其更名
OWN = re.compile(
    "(?:全资|控股|参股)?(?:[子孙]公司|股东)|旗下|名下|手中|所持|所?持有|拥有|自有|自身|所有|[一-龥A-Za-z]{0,6}(?:业务|产品|部门|品牌|平台|团队|资产|公司)"
)
# 从甲手里买下这家公司: not 甲
BESIDE = re.compile("(?:从|向|由|自|与)[^，。；：\ue000-\ue00c]{0,6}([\ue000\ue001\ue003\ue004])")
# 甲、乙是其股东: of a company, not of its product
HELD_BY = re.compile("[^，。；\ue000-\ue00c]{0,6}(?:股东|投资方|投资人|投资者|投资机构)")
NAMED = re.compile(
    "(?:叫做?|名为|名叫|称作|叫作)([\ue000\ue001\ue003\ue004])(?:的[^，。；：\ue000-\ue00c]{1,8})?$"
)
NAMED_SO = re.compile("(?:名为|名叫|叫做?|取名为?|命名为|定名为|便是|就是|正是)([\ue000\ue001\ue003\ue004])")
WE, OTHER_SIDE = "我们", "对方"
SPEAKS = re.compile("(?:[^，。；]{0,10}?)(?:表示|说|称|告诉|指出|透露|坦言|回应|介绍|解释|强调|如是说)")
RENAMING = re.compile("更名|改名|易名|改称|改叫")
SAYS = re.compile("公告|宣布|披露|表示|称|公布|发布")
# 公司 (or 平台, by itself) in an article about one of them
OF_THE_ARTICLE = ("公司", "上市公司", "集团", "平台", "网站")
BY_DEFINITION = ("公司", "本公司", "上市公司")  # where the text says of whom
OWNED = re.compile(
    "([\ue000\ue001\ue003\ue004\ue006\ue007\ue00a\ue00b])的?(?:东家|老东家|母公司|大股东|控股股东|最大股东|第一大股东|运营方|开发商|运营商)([\ue000\ue003\ue004])"
)
WITH_TITLE = re.compile(f"(?:的|原|前|现任|时任|公司|集团|联合)*(?:{TITLES})、?(?:兼(?:{TITLES}))?{PERSON}")
# 其芯片累计出货…, 其创始人: what a firm has, and no product
OF_A_FIRM = re.compile(
    "(?:全资|控股)?[子母]公司|创始人|创办人|董事长|总裁|CEO|员工|团队|产品|芯片|客户|股东|股价|营收|净利|门店"
)
# 转而经营甲，其母公司乙上市: of 甲
OWNERS = re.compile("(?:背后的?|实际)?(?:母公司|运营方|运营商|运营主体|开发商|所属公司|所属集团|东家|缔造者)")
IT = "它"  # resolved as a company that is spoken of, not as an owner
LEARNT = re.compile("[^，]{0,12}从[^，]{1,6}(?:方面|处|公告)?(?:获悉|了解到|得知)$")
REPORT = re.compile("据[^，]{1,6}(?:报|公告|招股|披露|文件|[\ue010])")


class Anaphora:
    """Finds the printed names that a pronoun stands for, with what `context` remembers."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.pairs = Pairs(context)
        self.others = Others(context)

    def antecedents(self, ref: Ref) -> tuple[Ref, ...]:
        """The printed names that `ref` stands for: itself for a name, two for 双方, none where it is not clear."""
        if ref.letter in NAME_LETTERS:
            return (ref,)
        if ref.letter in (FORMER, LATTER):
            return self.pairs.of_two(ref)
        named = (
            NAMED_SO.match(ref.sentence.code, ref.index + 1)
            if ref.letter in (SAME_COMPANY, SAME_PRODUCT)
            else None
        )
        if named is not None:  # 该平台名为X: X itself
            return (Ref(ref.sentence, named.start(1), ref.sentence.spans[named.start(1)]),)
        if ref.span.payload == OTHER_SIDE:
            return self.others.across(ref)
        if ref.span.payload == WE:
            return self._speaking(ref)
        if ref.span.payload in BY_DEFINITION and self.context.defined is not None:
            return (self.context.defined,)
        again = self._said_before(ref)
        if again is not None:
            return self.antecedents(again)
        before = self.pairs.names_before(ref)
        if ref.letter == BOTH:
            return self.pairs.both(ref)
        if ref.letter == SAME_PERSON:
            return next(((r,) for r in before if r.letter == PERSON), ())
        if ref.span.payload == HIS and aided(ref):
            return self.others.who_is_aided(ref, before)
        if ref.span.payload == HIS and OWNERS.match(ref.sentence.code, ref.index + 1):
            owned = self._owned(ref, before)
            if owned is not None:
                return (owned,)
        acting = self._acting(ref)
        before = [r for r in before if self._key(r) not in acting]
        if ref.letter == SAME_COMPANY:
            before = [r for r in before if not AUTHORITY.search(r.span.printed)]
        if ref.letter in (SAME_COMPANY, SAME_PRODUCT):
            described = self._of_kind(ref, acting)
            if described is not None:
                return (described,)
        if ref.letter == SAME_PRODUCT:
            return self._product(ref, before, acting)
        if ref.letter == SAME_COMPANY and "集团" in str(ref.span.payload) and self.context.group is not None:
            host, span = self.context.group
            index = next((i for i, s in host.spans.items() if s is span), None)
            if index is not None and (host is not ref.sentence or index < ref.index):
                return (Ref(host, index, span),)
        new = self._just_named(ref, acting)
        if new is not None and self._key(new) not in acting:
            return (new,)
        if acting:
            return self._acted_upon(ref, before, acting)
        topic = self._topic_before(ref, acting)
        if ref.letter == SAME_COMPANY and topic and AUTHORITY.search(topic[0].span.printed):
            topic = ()
        if ref.letter == ITS and OF_A_FIRM.match(ref.sentence.code, ref.index + 1):
            firms = tuple(r for r in topic if r.letter == COMPANY)
            about = self.context.headline or self.context.first
            topic = firms or ((about,) if about is not None else topic)
        if ref.letter == SAME_COMPANY or ref.span.payload == IT:
            local = bool(topic) and topic[0].sentence is ref.sentence and not self._took_over(ref, topic[0])
            opening = self.context.opening(ref.sentence)
            apart = bool(opening) and (str(ref.span.payload)[:1] in "这该" or set_up(opening[0]))
            if apart and self._key(opening[0]) not in acting:
                return opening
            if self.context.headline is not None and not local:
                return (self.context.headline,)
            if topic and topic[0].letter in COMPANY_LIKE | {PRODUCT}:
                return topic[:1]
            near = next(
                (
                    r
                    for r in before
                    if r.letter in (COMPANY, UNIT) and not self.context.beside(r.sentence, r.index)
                ),
                self.context.headline,
            )
            if near is None and ref.letter == SAME_COMPANY:
                near = self.context.first
            return () if near is None else (near,)
        return topic[:1] or next(((r,) for r in before if r.letter in ORG_NAMES), ())

    @staticmethod
    def _said_before(ref: Ref) -> Ref | None:
        """甲持有公司5%的股份，公司董事长…: the same company as by the same word before, in one sentence."""
        if ref.span.payload not in OF_THE_ARTICLE:
            return None
        spans = sorted(ref.sentence.spans.items())
        return next(
            (
                Ref(ref.sentence, index, span)
                for index, span in spans
                if index < ref.index and (span.letter, span.payload) == (ref.letter, ref.span.payload)
            ),
            None,
        )

    @staticmethod
    def _owned(ref: Ref, before: list[Ref]) -> Ref | None:
        """Whose owner is told: what its sentence begins with, else the name before it there."""
        sentence = ref.sentence
        here = [r for r in before if r.sentence is sentence and r.letter in ORG_NAMES]
        first = leading(sentence, *sentence.clauses[0])[:1] if here and sentence.clause_of(ref.index) else ()
        return next((r for r in (*first, *here[:1]) if r.letter in ORG_NAMES), None)

    def _of_kind(self, ref: Ref, acting: set[str]) -> Ref | None:
        """这家船厂, 该短视频应用: the name of that kind (石桥船厂, 短视频应用甲) that was printed last, if any was."""
        kind = kind_in(str(ref.span.payload))
        if kind is None:
            return None
        said: set[str] | frozenset[str] = self.context.kinds.get(kind, frozenset())
        for back in (ref.sentence, *reversed(self.context.previous)):
            names = [
                Ref(back, index, span)
                for index, span in sorted(back.spans.items())
                if span.letter in ORG_NAMES and (back is not ref.sentence or index < ref.index)
            ]
            fitting = [
                name
                for name in names
                if self._key(name) not in acting
                and (self._key(name) in said or name.span.printed.endswith(kind))
            ]
            new = self.context.introduced.get(back.number, ()) if back is not ref.sentence else ()
            if fitting and new and new[-1].index > fitting[-1].index:
                return new[-1]  # 甲来之前，城里已有一家乙。该品牌: 乙
            if fitting:
                return fitting[0] if len({self._key(name) for name in fitting}) == 1 else None
        return None

    def _speaking(self, ref: Ref) -> tuple[Ref, ...]:
        """我们, in what somebody says whose firm is printed before the name: the firm."""
        for sentence in (ref.sentence, *self.context.previous[-1:]):
            if sentence.zone is not ref.sentence.zone:
                break
            for index, span in sorted(sentence.spans.items(), reverse=True):
                ahead = sentence is ref.sentence and index > ref.index
                if span.letter == PERSON and (not ahead or SPEAKS.match(sentence.code, index + 1)):
                    firm = owner_of(Ref(sentence, index, span))
                    return self.antecedents(firm) if firm is not None else ()
        return ()

    def _just_named(self, ref: Ref, acting: set[str]) -> Ref | None:
        """一种叫甲的…，它…: 甲; …成立了甲。…这家公司: 甲."""
        sentence = ref.sentence
        number = sentence.clause_of(ref.index)
        if ref.span.payload == IT and number and sentence.host is None:
            called = NAMED.search(sentence.code, *sentence.clauses[number - 1])
            if called is not None:
                return Ref(sentence, called.start(1), sentence.spans[called.start(1)])
        if ref.letter == SAME_COMPANY and str(ref.span.payload).startswith("这"):
            told = any(
                i < ref.index and s.letter in ORG_NAMES and self._key(Ref(sentence, i, s)) not in acting
                for i, s in sentence.spans.items()
            )
            for back in range(sentence.number, sentence.number - (1 if told else 4), -1):
                new = [r for r in self.context.introduced.get(back, ()) if r.letter in COMPANY_LIKE - {ITS}]
                if new and (new[-1].sentence is not sentence or new[-1].index < ref.index):
                    return new[-1]
        return None

    def _took_over(self, ref: Ref, topic: Ref) -> bool:
        """甲买下乙，公司…, where the article is about 乙: 公司 is 乙."""
        headline = self.context.headline
        if (
            headline is None
            or ref.span.payload not in OF_THE_ARTICLE
            or self._key(headline) == self._key(topic)
        ):
            return False
        code = ref.sentence.code
        named = any(
            topic.index < index < ref.index
            and self._key(Ref(ref.sentence, index, span)) == self._key(headline)
            for index, span in ref.sentence.spans.items()
            if span.letter in ORG_NAMES
        )
        return named and SAYS.search(code, topic.index, ref.index) is None

    def _key(self, ref: Ref) -> str:
        return self.context.key(ref.span)

    def _acting(self, ref: Ref) -> set[str]:
        """The keys of those who act on `ref`, where it is an object: 买下该公司, 将其更名."""
        sentence = ref.sentence
        if sentence.host is not None:
            return set()
        clause = sentence.clause_of(ref.index)
        low = sentence.clauses[clause][0]
        verb = ACTED_UPON.search(sentence.code, low, ref.index)
        if verb is None:
            return set()
        if ref.span.payload == HIS and verb[0] not in COPULAS:  # 为其子公司: the subject's own
            at = ref.index + 1
            fronted = verb[0] in FRONTS and OWN.match(sentence.code, at) is None
            apart = ANOTHERS if verb[0] in TAKERS else PART_OF
            if not fronted and apart.match(sentence.code, at) is None:
                return set()
        refs: tuple[Ref, ...] = left(sentence, low, ref.index)
        for number in range(clause - 1, -1, -1):
            refs = refs or self.context.clause_subject(sentence, number, ORG_LETTERS)
        beside = [match.start(1) for match in BESIDE.finditer(sentence.code, low, ref.index)]
        refs += tuple(Ref(sentence, i, sentence.spans[i]) for i in beside)
        named = [name for r in refs if r.start < ref.start for name in self.antecedents(r)]
        return {self._key(r) for r in named if r.letter in ORG_NAMES}

    def _acted_upon(self, ref: Ref, before: list[Ref], acting: set[str]) -> tuple[Ref, ...]:
        """Whom those of the keys `acting` act upon: who is spoken of, or was named, beside them."""
        sentence = ref.sentence
        for owned in OWNED.finditer(sentence.code, 0, ref.index):  # 甲的东家乙将其关停: 甲
            i, j = owned.start(1), owned.start(2)
            if self._key(Ref(sentence, j, sentence.spans[j])) in acting:
                return self.antecedents(Ref(sentence, i, sentence.spans[i]))
        if sentence.code[ref.index - 1] in FRONTS and OWN.match(sentence.code, ref.index + 1) is None:
            latter = sentence.code.rfind(LATTER, 0, ref.index)
            if latter >= 0:  # 后者的东家没撑多久，次年就将其关停
                return self.pairs.of_two(Ref(sentence, latter, sentence.spans[latter]))
            new = [r for r in self.context.introduced.get(sentence.number, ()) if r.guessed]
            if new and not any(char in REF_LETTERS for char in sentence.code[new[-1].index + 1 : ref.index]):
                return (new[-1],)  # 推出甲，两年后将其下架, where only the first verb shows that 甲 is a name
        topic = self._topic_before(ref, acting)
        if topic and topic[0].sentence is sentence and len({self._key(r) for r in topic}) == 1:
            return topic[:1]
        near = next((r for r in before if r.letter in ORG_NAMES and r.sentence is ref.sentence), None)
        headline = self.context.headline
        if headline is not None and self._key(headline) in acting:
            headline = None
        if near is not None and (headline is None or ref.span.payload not in OF_THE_ARTICLE):
            return (near,)
        held = HELD_BY.match(ref.sentence.code, ref.index + 1) and topic and topic[0].letter == PRODUCT
        if headline is not None and (
            ref.letter == SAME_COMPANY or ref.span.payload == IT or not topic or held
        ):
            return (headline,)
        return topic[:1] or tuple(r for r in before if r.letter in ORG_NAMES)[:1]

    def _product(self, ref: Ref, before: list[Ref], acting: set[str]) -> tuple[Ref, ...]:
        """What 该平台 or 这个网站 means: a product, or the firm whose site it is."""
        product = self._same_product(ref) or next(((r,) for r in before if r.letter == PRODUCT), ())
        if product or "平台" in str(ref.span.payload):
            return product
        site = [r for r in self._topic_before(ref, acting) if r.letter == COMPANY]
        return tuple(site[:1]) if SITE.search(str(ref.span.payload)) else ()

    def _same_product(self, ref: Ref) -> tuple[Ref, ...]:
        """The product that was last a subject or newly brought up, in this sentence or the four before it."""
        called = str(ref.span.payload)
        for sentence in (ref.sentence, *reversed(self.context.previous[-4:])):
            new = [
                r for r in self.context.introduced.get(sentence.number, ()) if r.letter in (PRODUCT, UNKNOWN)
            ]
            if sentence is not ref.sentence and new and RENAMING.search(sentence.code):
                return (new[-1],)
            last = sentence.clause_of(ref.index) if sentence is ref.sentence else len(sentence.clauses) - 1
            for number in range(last, -1, -1):
                for other in reversed(self.context.clause_subject(sentence, number, ORG_LETTERS)):
                    if sentence is ref.sentence and other.index >= ref.index:
                        continue
                    if other.letter == SAME_PRODUCT:
                        return self.antecedents(other)
                    if other.letter in (PRODUCT, UNKNOWN):
                        fresh = new and sentence is not ref.sentence and PART_OF_A_FIRM.search(called) is None
                        later = fresh and (other.sentence is not sentence or new[-1].index > other.index)
                        return (new[-1],) if later else (other,)
            if new and not (sentence is ref.sentence and new[-1].index >= ref.index):
                return (new[-1],)
        return ()

    def _topic_before(self, ref: Ref, acting: set[str]) -> tuple[Ref, ...]:
        """Of whom the text speaks where `ref` stands, none of the keys `acting`."""
        sentence = ref.sentence
        if sentence.host is not None:
            return self.context.subject(sentence, 0, ORG_LETTERS, None).refs
        clause = sentence.clause_of(ref.index)
        low = sentence.clauses[clause][0]
        same = self._others(leading(sentence, low, ref.index), acting)
        if same:
            return same
        for number in range(clause - 1, -1, -1):
            refs = self._others(self.context.clause_subject(sentence, number, ORG_LETTERS), acting)
            opening = () if refs else leading(sentence, *sentence.clauses[number])
            if opening and WITH_TITLE.match(sentence.code, opening[0].index + 1):  # X创始人某某…，公司…: X
                refs = self._others(opening, acting)
            if refs:
                return refs
            owner = self._report_owner(sentence, number)
            if owner:
                return (owner,)
        for back in reversed(self.context.previous[-2:]):
            if back.zone is not sentence.zone and not back.is_heading:
                break
            for number in range(len(back.clauses) - 1, -1, -1):
                if ref.span.payload in OF_THE_ARTICLE and HOLDS.search(back.code, *back.clauses[number]):
                    continue
                refs = self._others(self.context.clause_subject(back, number, ORG_LETTERS), acting)
                if refs:
                    return refs
        return ()

    def _others(self, refs: tuple[Ref, ...], acting: set[str]) -> tuple[Ref, ...]:
        return tuple(r for r in refs if r.letter in ORG_NAMES and self._key(r) not in acting)

    @staticmethod
    def _report_owner(sentence: Sentence, number: int) -> Ref | None:
        """根据X年报，公司…: X."""
        low, high = sentence.clauses[number]
        text = sentence.code[low:high]
        learnt = LEARNT.match(text)
        if text.startswith(("根据", "按照")) or REPORT.match(text) or learnt:
            for i in range(low + text.rindex("从") if learnt else low, high):
                if sentence.code[i] in ORG_NAMES:
                    return Ref(sentence, i, sentence.spans[i])
        return None
