"""Who a verb is about where no name stands before it as its subject: above all the thing whose life (更名, 停运) it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.claims import Claim, claim_id
from loaders.annotate import Annotated
from loaders.discourse.alphabet import COMPANY, ORG_LETTERS, PRODUCT, STOP, UNIT, UNKNOWN
from loaders.discourse.arguments import OPENERS, Ref, own_words
from loaders.discourse.context import Context, Found
from loaders.discourse.sentence import Sentence, Span
from loaders.discourse.when import event_date
from loaders.names.shadow import shadow
from loaders.patterns.template import adverbs

LIVES = {"SHUT_DOWN", "RENAMED_TO", "MERGED_INTO"}
# 鲸港代收率先关停: a name and what stands behind it, which together name one of its services
GLUED = re.compile("([\ue000\ue001\ue003])([一-龥]{2,4})")
CONTENT = re.compile("[NAVSKUHnavskuhc]+")  # words of content, as the shadow of a text has them
A_PART = re.compile(
    "店|员工|团队|总部|官网|网站|工厂|公司|办公|账号|会员|部|服务器|业务|项目|产品|站点?|仓|线|板块|平台|品牌|用户|股|方面|高管|人士|主播|课|账户|价"
)
# 早年做的旧书社区纸船，去年停运: the clause before presents the thing
PRESENTED = re.compile(
    f"(?:^|的)(?P<named>[^{STOP}的\ue000-\ue00f]{{0,4}}?(?:平台|品牌|网站|应用|软件|社区|小程序|游戏|产品|App|APP|连锁店|便利店|书店|超市)[^{STOP}的\ue000-\ue00f]{{2,5}})$"
)
ADVERBIAL = re.compile("[\ue010于在自从已经早就都也均则便又年月日底初末中被均皆双先后相继悉数陆续全部]*")
ITS_APP = re.compile("(?:其|独立|官方|该)?(?:App|APP|app|小程序|官网|客户端|公众号)")
# 夜间代收曾是一个出口，今年被叫停: not who was spoken of before
IS_OTHER = re.compile(
    f"(?!其|这|那|此|它)[^{STOP}\ue000-\ue01f的]{{2,8}}?(?:曾经?|也|原本|本来|一度|就|便|才|则|本)*(?:是|成为|成了)(?!为了|因为|在|由)"
)
A_THING = re.compile(
    "网站|平台|App|APP|小程序|业务|项目|品牌|频道|社区|论坛|栏目|公众号|客户端|游戏|应用|软件|门店|店铺"
)
TOGETHER = re.compile("均|都|双双|皆|悉数|相继|先后|全部|全都|各自|一同|一并|一起|纷纷|陆续")
# 甲的贷款业务逐步清退，后来停掉: not 甲
OF_ITS_OWN = re.compile(
    f"(?:公司|集团|平台)?的(?!前身)[^{STOP}的\ue000-\ue00c]{{1,10}}?(?:业务|产品|项目|服务|门店|部门|团队|板块|模式|计划|广告|公众号|客服|频道|入口|站点|店|站|仓|员工)"
)
# 关停了甲的海外部门: a part of 甲
OF_IT = re.compile("(?:公司|集团)?的(?!全部|所有|运营|服务$|业务$)[一-龥A-Za-z\ue000-\ue00f]")
# 并入甲生活服务板块
DIVISION = re.compile("[一-龥]{2,8}?(?:板块|事业群|事业部|业务群|业务线|业务部|事业线|频道)(?=$|[，。；、])")
WHOLE = re.compile(
    "(?:一家|一个)?(?:全新的?|新的?)?(?P<named>(?!合资|股份|上市|新|控股|子|母|总|分|旗下|全资)(?:(?![的其子孙]).){3,9}?(?:公司|集团|事业部|事业群))"
)


# words of no list that a clause opens with, before its verb: whoever it is, the talk is of them
STRANGER = re.compile("U{2,4}(?=[VBFT][a-z]|[VBFTO](?![a-z])|0)")

MAKES = re.compile("推出|合推|上线|发布|打造|孵化|开发|创办|办起|做起")
BOUGHT = re.compile("收购|买下|并购|拿下|收编|吞下|(?:股份|股权)(?:也|都|全部|悉数)*(?:收|买)[了下]")
# what the text calls the thing today
NEW_NAME = re.compile(
    "(?:改用|改回|启用|采用|改为|改称|换成|更名为|改成|用上|换上)(?:了)?(?:现名|今名|现用名|(?:现在|如今|目前|今天)(?:的|这个)(?:名字|名称|品牌名?|招牌))"
)


def date_new_name(sentence: Sentence, previous: Sequence[Sentence], claims: Sequence[Claim]) -> None:
    """Date the renaming told in `sentence`, or in the two before it, by 当年11月才改用现名."""
    taken = NEW_NAME.search(sentence.code)
    if taken is None:
        return
    start = previous[-2].start if len(previous) > 1 else 0
    told = (c for c in reversed(claims) if c.predicate == "RENAMED_TO" and c.evidence.start >= start)
    claim = next(told, None)
    if claim is not None and claim.date is None:
        claim.date = event_date(sentence, taken.start(), taken.end(), None, lasting=True)
        claim.id = claim_id(claim)


class Things:
    """Finds things for verbs of their lives, with what `context` remembers."""

    def __init__(self, annotated: Annotated, context: Context) -> None:
        self._annotated = annotated
        self._context = context

    def subject(self, sentence: Sentence, at: int, trigger: int, found: Found) -> Found:
        """`found` for the verb at `trigger` whose match begins at `at`, or who it is rather."""
        low, _ = sentence.bounds(at)
        before = own_words(sentence, low, at)
        if before:
            glued = GLUED.fullmatch(before)
            if glued is not None:
                return self._glued(sentence, at, glued[2]) or found
            its = ITS_APP.match(sentence.code, at - len(before))
            if its is not None and its.end() >= at:
                found = self._context.subject(sentence, low, ORG_LETTERS, "product", ahead=False)
                return found if found.refs and found.refs[-1].letter in (PRODUCT, UNKNOWN) else Found((), "")
        if found.where not in ("sentence", "before") or not ADVERBIAL.fullmatch(before):
            return found
        if A_THING.search(sentence.code, low, trigger) and not any(map(self._may_close, found.refs)):
            return Found((), "")  # 甲与乙合资，网站随后关停: not 甲
        if found.where == "before" and self._new_topic(sentence, at):
            return Found((), "")
        stranger = self._stranger(sentence, at) if found.where == "before" else None
        if stranger is not None:
            return Found((stranger,), "sentence")
        shown = self._shown(sentence, low)
        if shown is not None:
            return Found((shown,), "sentence")
        if found.where == "sentence" and TOGETHER.search(sentence.code, low, trigger):
            new = [r for r in self._context.introduced.get(sentence.number, ()) if r.index < low]
            if len(new) > 1 and new[-1].start == found.refs[-1].start:
                return Found(tuple(new), "sentence")
        return Found((), "") if any(map(self._of_its_own, found.refs)) else found

    def short_form(self, sentence: Sentence, low: int, at: int) -> Ref | None:
        """The clause's own subject, where it is the beginning of a company's name printed before: 蜂鸟 of 蜂鸟邮政集团."""
        low = at - len(OPENERS.sub("", sentence.code[low:at]))
        start, end = sentence.place(low, at) if low < at else (0, 0)
        text = self._annotated.plain[start:end]
        for name in self._annotated.by_head.get(text[:2], ()):
            if name.start >= start or text != sentence.code[low:at]:
                break
            if name.type != "Company" or self._annotated.plain.startswith(name.text, start):
                continue
            for cut in range(min(len(name.text) - 1, len(text), 4), 1, -1):
                if text.startswith(name.text[:cut]) and not adverbs().sub("", text[cut:]).strip("后则也"):
                    return Ref(sentence, low, Span(start, start + cut, COMPANY), guessed=True)
        return None

    def _stranger(self, sentence: Sentence, at: int) -> Ref | None:
        """Whom `sentence` speaks of before the verb at `at`, if it opens with words that may only be a name."""
        for low, high in sentence.clauses[: sentence.clause_of(at) + 1]:
            start = high - len(OPENERS.sub("", sentence.code[low:high]))
            if start < min(high, at):
                break
        else:
            return None
        begin, end = sentence.place(start, min(high, at))
        opens = STRANGER.match(shadow(self._annotated.plain[begin : end + 2]))
        if (
            opens is None
            or sentence.code[start : start + opens.end()]
            != self._annotated.plain[begin : begin + opens.end()]
        ):
            return None
        return Ref(sentence, start, Span(begin, begin + opens.end(), UNKNOWN), guessed=True)

    def _glued(self, sentence: Sentence, at: int, noun: str) -> Found | None:
        index = at - len(noun) - 1
        if A_PART.search(noun) or CONTENT.fullmatch(shadow(noun)) is None:
            return None
        span = Span(sentence.at[index], sentence.to[at - 1], PRODUCT)
        return Found((Ref(sentence, index, span, guessed=True),), "clause")

    def _shown(self, sentence: Sentence, low: int) -> Ref | None:
        """The thing that the clause before the one at `low` names without a verb, if nothing else marks it as a name."""
        number = sentence.clause_of(low) - 1
        if number < 0:
            return None
        start, end = sentence.clauses[number]
        shown = PRESENTED.search(sentence.code, start, end)
        if shown is None:
            return None
        spans = self._annotated.guess(*sentence.place(*shown.span("named")), PRODUCT)
        return Ref(sentence, end - 1, spans[-1], guessed=True) if len(spans) == 1 else None

    @staticmethod
    def _new_topic(sentence: Sentence, at: int) -> bool:
        """Whether a clause of `sentence` before the one of `at` says what something without a name is."""
        return any(
            IS_OTHER.match(sentence.code[low:high])
            for low, high in sentence.clauses[: sentence.clause_of(at)]
        )

    def _may_close(self, ref: Ref) -> bool:
        """Whether 网站 or 平台 may mean `ref`: a product, or a firm that is called by its site."""
        start, end = ref.span.start, ref.span.end
        return ref.letter != COMPANY or self._annotated.plain[start:end].endswith(("网", "平台"))

    @staticmethod
    def _of_its_own(ref: Ref) -> bool:
        """Whether the clause of `ref` is about something of it that has no name."""
        return OF_ITS_OWN.match(ref.sentence.code, ref.index + 1) is not None

    def renamed(self, sentence: Sentence, at: int, refs: list[Ref], dealt: list[Ref]) -> list[Ref]:
        """Who gets a new name in the clause of `at`: `refs` unless the clause before buys or makes another.

        `dealt` is what was bought.
        """
        clause = sentence.clause_of(at)
        before = sentence.clauses[clause - 1] if clause else (0, 0)
        if MAKES.search(sentence.code, *before) and not self._context.introduced.get(sentence.number):
            return []  # 甲合推了一个没有读出来的乙，后改称丙: not 甲
        return dealt if BOUGHT.search(sentence.code, *before) else refs  # 甲买下乙，改名为丙: not 甲

    @staticmethod
    def wholes(refs: list[Ref]) -> list[Ref]:
        """`refs` less those of which only a part is spoken of."""
        return [ref for ref in refs if OF_IT.match(ref.sentence.code, ref.index + 1) is None]

    @staticmethod
    def part(ref: Ref, end: int) -> Ref:
        """`ref`, or the division of it that the phrase up to code[end] names: 甲生活服务板块."""
        named = DIVISION.match(ref.sentence.code, ref.index + 1, end)
        if named is None or ref.letter not in (COMPANY, UNKNOWN) or ref.guessed:
            return ref
        span = Span(ref.start, ref.sentence.to[named.end() - 1], UNIT)
        return Ref(ref.sentence, ref.index, span, guessed=True)

    @staticmethod
    def merged(sentence: Sentence, low: int, high: int) -> list[Ref]:
        """What code[low:high] calls the company or department that others become, in words of use."""
        whole = WHOLE.fullmatch(sentence.code, low, high)
        if whole is None:
            return []
        start, end = sentence.place(*whole.span("named"))
        return [Ref(sentence, whole.start("named"), Span(start, end, UNKNOWN), guessed=True)]
