"""What a reader remembers from one sentence to the next: topics, what was introduced, and whom 该公司 means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from loaders.discourse.alphabet import (
    COMPANY,
    FORMER,
    ITS,
    LATTER,
    ORG_LETTERS,
    PERSON,
    PERSON_LETTERS,
    PRODUCT,
    SAME_COMPANY,
    SAME_PRODUCT,
    UNKNOWN,
)
from loaders.discourse.anaphora import COMPANY_LIKE, Anaphora
from loaders.discourse.arguments import OPENERS, OTHERS_OF, Ref, groups, leading, left
from loaders.discourse.beside import by_the_way
from loaders.discourse.pronouns import kinds_said
from loaders.discourse.sentence import Sentence, Span

PRODUCT_LIKE = frozenset({PRODUCT, SAME_PRODUCT, ITS})


TOPICS = NAMED = frozenset({COMPANY, PRODUCT, UNKNOWN})
DATED = re.compile("[\ue010]|(?:此后|随后|之后|后来|同年|次年|翌年|当年|同月|次月)")
ONLY_WHEN = re.compile(
    "(?:[\ue010]|至|到|的|前后|晚间|上午|下午|此后|随后|同年|次年|翌年|当年|同月|年底|年初)*"
)
# 以2亿元合并甲, 又完成B轮: a statement that leaves out whose it is
ZERO = re.compile(
    "(?:[\ue010]|又|再|还|也|则|先后|相继|陆续|正式|宣布|完成|斥资|出资|收购|合并|投资|入股|推出|上线|发布|成立|设立|获得?|拿到|登陆|更名|改名|以[^，]{0,6}\ue011|用[^，]{0,6}\ue011|在[^，]{1,8}上市|被|与|从|借壳|启用|开设|进入|退出|卖掉|出售|剥离|关闭|停止)"
)
BECAME = re.compile(
    "(?:并|则|才|后来?|最终|随后|又|从而|从此|就此|[\ue010])*(?:成为|组成|组建|变成|变身|合并为|合并成|改组为|升级为|定名为?)了?(?:新的|新公司)?([\ue000\ue001\ue003\ue004])$"
)
# X发布研报, X记者获悉: who tells, not of whom
TELLS = re.compile(
    "[^，。；]{0,12}(?:研报|研究报告|报告|首予|评级|目标价|认为|指出|表示|预计|讯|消息|获悉|了解到|得知|记者|报道|财经)"
)
AGREES = re.compile(
    "[^，。；]{0,8}(?:签署|签订|签定|签下|订立|达成)(?:了)?[^，。；]{0,16}(?:协议|合同|备忘录)"
)
ABOUT_A_PERSON = re.compile(
    "(?:本人|自己|则|也|曾|此前|原)*(?:是|为|曾是|系|出身|毕业|离开|离职|创办|创立|辞去|退休|回国)"
)
LEAVES = re.compile(
    "(?:他|她)?(?:卸任|离职|离任|辞职|退休|退役|离开|毕业|辞去|下海|回国|套现离场)[^，]{0,8}$"
)
GROUP_NAME = re.compile("集团(?:股份|控股)?(?:有限公司)?$")
# 登陆纳斯达克之后，X…: X did
BEFORE_ITS_SUBJECT = re.compile(
    "(?:之?后|以后|以?来|之?时|之?前|以前|之际|期间|的同时|(?:不足|不到|刚满|仅仅?|才)[^，]{1,6})$"
)
# 甲，1969年生于…，毕业于…: a life begins, which the sentences behind it tell without the name
LIFE = re.compile(
    "出生|生于|毕业|就读|学历|学士|硕士|博士|国籍|历任|[0-9一二三四五六七八九十]岁|^.(?:先生|女士)?，[男女]，"
)
GOES_ON = re.compile(
    "(?:[\ue010，]|其后|此后|随后|后来|之后|[0-9]{4}年|[初底末中起至今年])*(?:开始|并|又|再|还|也|曾|先后|正式|起|就|一直|同时)*(?:毕业|就读|获|取得|加入|加盟|入职|进入|任|历任|曾任|现任|担任|出任|升任|兼任|就任|接任|转任|调任|创办|创立|创建|联合创|共同创|成立|离开|离职|辞去|卸任|回国|投身|转投|从事|供职|就职|在)"
)
CALLED_COMPANY = re.compile(f"(?:简称|下称|下称为|称为)[^，。；]{{0,10}}?{SAME_COMPANY}")
LISTED = re.compile("：[^，。；：\ue000-\ue00c]{0,8}[\ue000-\ue004][、和与]")
JOINT = re.compile("联合|携手|联手|会同|伙同")
ALL_OF = re.compile("都|均|皆|双双|相继|先后|纷纷|各自|分别")
SUBORDINATE = re.compile("除了|除|继|在|自|通过|随着|经过|为了|作为|凭借|由于|特别是|尤其是|从")


UNNAMED = re.compile(OTHERS_OF)


def _printed(span: Span) -> str:
    return str(getattr(span.payload, "text", span.start))


@dataclass(slots=True)
class Found:
    """Who a verb's subject is, and how far away it was printed."""

    refs: tuple[Ref, ...]
    where: str  # clause, sentence, before, host; "" where nobody was found

    def together(self, sentence: Sentence, at: int) -> bool:
        """Whether several act together at code index `at`: 甲联合乙将…, 甲与乙均在…上市."""
        if len(self.refs) < 2 or self.where not in ("clause", "sentence", "before"):
            return False
        first, last = self.refs[0], self.refs[-1]
        if self.where == "clause" and JOINT.search(first.sentence.code, first.index, last.index) is not None:
            return True
        low = max(sentence.bounds(at)[0], last.index + 1 if last.sentence is sentence else 0)
        return ALL_OF.search(sentence.code, low, at) is not None


@dataclass(slots=True)
class Context:
    """The state of reading one document, sentence by sentence."""

    current: Sentence | None = None
    previous: list[Sentence] = field(default_factory=list)
    subjects: dict[tuple[int, int], tuple[Ref, ...]] = field(
        default_factory=dict
    )  # (sentence, clause) -> subject
    introduced: dict[int, tuple[Ref, ...]] = field(default_factory=dict)  # sentence -> products it launched
    headline: Ref | None = None  # whom the article is about, as printed last
    about: Callable[[Span], bool] = lambda span: False
    first: Ref | None = None  # the company that the text began with
    began: Ref | None = None  # the one that the paragraph began with
    defined: Ref | None = None  # the one of which it says 以下简称“公司”
    key: Callable[[Span], str] = _printed  # equal for two spans of one entity
    kinds: dict[str, set[str]] = field(
        default_factory=dict
    )  # 连锁, 船厂 … -> the keys of who is said to be one
    life: Ref | None = None  # whose career is being told
    group: tuple[Sentence, Span] | None = None  # the group (X集团) that was printed last
    anaphora: Anaphora = field(init=False)

    def __post_init__(self) -> None:
        self.anaphora = Anaphora(self)

    def enter(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        if self.first is None:
            opening = (ref for clause in sentence.clauses for ref in leading(sentence, *clause)[:1])
            told = (ref for ref in opening if not self._tells(ref))
            self.first = next((ref for ref in told if ref.letter == COMPANY), None)
        if self.current is None or self.current.zone is not sentence.zone:
            refs = leading(sentence, *sentence.clauses[0]) if sentence.clauses else ()
            told = (r for r in refs if r.letter in (COMPANY, PRODUCT) and not self.beside(sentence, r.index))
            self.began = next(told, None)
        for index, span in sorted(sentence.spans.items()):
            if span.letter in TOPICS and self.about(span):
                self.headline = Ref(sentence, index, span)
            if span.letter in TOPICS:
                for kind in kinds_said(sentence.code, index):
                    self.kinds.setdefault(kind, set()).add(self.key(span))
            if span.letter == COMPANY and GROUP_NAME.search(span.printed):
                self.group = (sentence, span)
        for aside in sentence.asides:
            called = CALLED_COMPANY.search(aside.code)
            if called is not None and aside.host is not None:
                host, index = aside.host
                named = host.spans.get(index - 1)
                if named is not None and named.letter in ORG_LETTERS:
                    self.defined = Ref(host, index - 1, named)
        self._note_life(sentence)
        if self.current is not None:
            self.previous.append(self.current)
            del self.previous[:-6]
        self.current = sentence

    def _note_life(self, sentence: Sentence) -> None:
        """Whose career `sentence` tells: that of the person it opens with, else of the one before where it goes on."""
        opening = leading(sentence, *sentence.clauses[0]) if sentence.clauses else ()
        if opening and opening[0].letter == PERSON and LIFE.search(sentence.code, opening[0].index):
            self.life = opening[0]
        elif opening or GOES_ON.match(sentence.code) is None:
            self.life = None

    def _tells(self, ref: Ref) -> bool:
        """Whether `ref` is who tells what follows, or where it is read."""
        return TELLS.match(ref.sentence.code, ref.index + 1) is not None or self.beside(
            ref.sentence, ref.index
        )

    def opening(self, sentence: Sentence) -> tuple[Ref, ...]:
        """Whom the paragraph of `sentence` began with, where the article's own company is not in it: a story apart."""
        began = self.began
        if began is None or began.sentence.zone is not sentence.zone or began.sentence is sentence:
            return ()
        told = self.headline
        return () if told is not None and told.sentence.zone is sentence.zone else (began,)

    def note_subject(self, sentence: Sentence, index: int, refs: tuple[Ref, ...]) -> None:
        """Remember the subject of the clause that holds code index `index`."""
        if refs and sentence.host is None:
            self.subjects[(sentence.number, sentence.clause_of(index))] = refs

    def note_introduced(self, sentence: Sentence, refs: tuple[Ref, ...]) -> None:
        """Remember that `sentence` brings up `refs` as new products."""
        if sentence.host is None:
            self.introduced[sentence.number] = refs

    # -- subjects ---------------------------------------------------------------------------------------------

    def subject(
        self,
        sentence: Sentence,
        at: int,
        allow: frozenset[str],
        prefer: str | None,
        *,
        printed: bool = False,
        ahead: bool = True,
    ) -> Found:
        """The subject of the verb at code index `at`.

        With `printed` only one in the same clause; without `ahead` none of a later clause.
        """
        low, _ = sentence.bounds(at)
        refs = tuple(r for r in left(sentence, low, at) if r.letter in allow or r.letter in PERSON_LETTERS)
        if refs and not self._of_others(sentence, low, at):
            return Found(refs, "clause")
        if printed or UNNAMED.search(sentence.code, low, at):
            return Found((), "")
        if sentence.host is not None:
            host, index = sentence.host
            for i in range(index - 1, max(-1, index - 4), -1):
                if host.code[i] in allow:
                    return Found((Ref(host, i, host.spans[i]),), "host")
            return Found((), "")
        wanted = PRODUCT_LIKE if prefer == "product" else COMPANY_LIKE if prefer == "company" else allow
        second: tuple[Ref, ...] = ()
        clause = sentence.clause_of(at)
        if prefer == "product":
            new = [r for r in self.introduced.get(sentence.number, ()) if r.index < low]
            if new:
                return Found((new[-1],), "sentence")
        for number in range(clause - 1, -1, -1):
            if self._of_others(sentence, *sentence.clauses[number], more=2):
                return Found((), "")
            refs = self.clause_subject(sentence, number, allow)
            if refs and any(r.letter in wanted for r in refs):
                return Found(refs, "sentence")
            second = second or refs
            acting = () if refs else self._acting(sentence, number)
            if acting and not second:  # 他是X的创始人，2009年卖掉Y: it is still he who acts
                return Found(acting, "sentence")
        if prefer == "product" and not second:
            for back in reversed(self.previous[-2:]):
                if back.zone is sentence.zone and self.introduced.get(back.number):
                    return Found(self.introduced[back.number][-1:], "before")
        if second:
            return Found(second, "sentence")
        high = sentence.clauses[clause][1]
        if ahead and (
            SUBORDINATE.match(sentence.code, low) or BEFORE_ITS_SUBJECT.search(sentence.code, at, high)
        ):
            after = self._following(sentence, clause, allow, wanted) or self._following(
                sentence, clause, allow, NAMED
            )
            if after:
                return Found(after, "sentence")
        if self.life is not None and PERSON in allow:
            return Found((self.life,), "before")
        held = self._held(sentence, clause, allow, wanted)
        if held:
            return Found(held, "before")
        for back in reversed(self.previous[-2:]):
            if back.zone is not sentence.zone or back.is_heading:
                break
            asked = back.code.rfind("：") if back.question else -1  # 问道：甲怎么办？ is not of 甲
            for number in range(len(back.clauses) - 1, -1, -1):
                if 0 <= asked < back.clauses[number][0]:
                    continue
                refs = self.clause_subject(back, number, allow)
                if refs and any(r.letter in wanted for r in refs):
                    return Found(refs, "before")
                second = second or refs
            if second:
                return Found(second, "before")
        after = self._following(sentence, clause, allow, wanted) if ahead else ()
        if after:
            return Found(after, "sentence")
        if self.headline is not None and self.headline.letter in wanted and not sentence.is_heading:
            return Found((self.headline,), "before")
        return Found((), "")

    @staticmethod
    def _of_others(sentence: Sentence, low: int, high: int, more: int = 0) -> bool:
        """Whether code[low:high] speaks of somebody unnamed (X的弟弟) and, behind that, says at least `more`."""
        found = UNNAMED.search(sentence.code, low, high)
        if found is None or high - found.end() < more:
            return False
        return not any(char in ORG_LETTERS for char in sentence.code[found.end() : high])

    def _held(
        self, sentence: Sentence, clause: int, allow: frozenset[str], wanted: frozenset[str]
    ) -> tuple[Ref, ...]:
        """Whose years are told, in a list of dated statements that do not repeat it: 2015年收购甲；次年推出乙.

        It is the subject of the first clause of the nearest statement before that prints one; what the rest of such
        a statement speaks of is passed over.
        """
        if DATED.match(sentence.code) is None or clause != self._first_clause(sentence):
            return ()
        for back in reversed(self.previous):
            if back.zone is not sentence.zone or back.is_heading:
                return ()
            number = self._first_clause(back)
            refs = self.clause_subject(back, number, allow)
            if refs:
                about = [
                    r for r in refs if self.headline and self.key(r.span) == self.key(self.headline.span)
                ]
                return tuple(about) or (refs if any(r.letter in wanted for r in refs) else ())
            low, high = back.clauses[number]
            if DATED.match(back.code) is None or not ZERO.match(back.code, low, high):
                return ()
        return ()

    @staticmethod
    def _first_clause(sentence: Sentence) -> int:
        """The first clause that says more than when."""
        for number, (low, high) in enumerate(sentence.clauses):
            if ONLY_WHEN.fullmatch(sentence.code, low, high) is None:
                return number
        return 0

    def _acting(self, sentence: Sentence, number: int) -> tuple[Ref, ...]:
        """The person that a clause is about, unless the clause only says that this person speaks."""
        low, high = sentence.clauses[number]
        if LEAVES.match(OPENERS.sub("", sentence.code[low:high])):  # 2019年卸任后，又投资了X: whoever left
            low = sentence.at[low] if low < len(sentence.at) else sentence.end
            for back in (sentence, *reversed(self.previous[-2:])):
                people = [
                    i for i, s in sorted(back.spans.items()) if s.letter in PERSON_LETTERS and s.start < low
                ]
                if people:
                    return (Ref(back, people[-1], back.spans[people[-1]]),)
            return ()
        for ref in leading(sentence, low, high)[:1]:
            rest = sentence.code[ref.index + 1 : high]
            if ref.letter in PERSON_LETTERS and ref.index - low <= 8 and ABOUT_A_PERSON.match(rest):
                return (ref,)
        return ()

    def spoken_of(self, sentence: Sentence, at: int) -> Iterator[tuple[Ref, ...]]:
        """The subjects of the clauses of `sentence` before the one that holds `at`, nearest first."""
        for number in range(sentence.clause_of(at) - 1, -1, -1):
            refs = self.clause_subject(sentence, number, ORG_LETTERS)
            if refs:
                yield refs

    def _following(
        self, sentence: Sentence, clause: int, allow: frozenset[str], wanted: frozenset[str]
    ) -> tuple[Ref, ...]:
        """The subject of a later clause, for a verb that precedes it: 关掉X、卖掉Y，可见Z…"""
        for number in range(clause + 1, min(clause + 4, len(sentence.clauses))):
            low, high = sentence.clauses[number]
            if LISTED.match(sentence.code, low - 1):  # what a colon lists does not act
                break
            if by_the_way(sentence, number):
                continue
            refs = tuple(r for r in leading(sentence, low, high) if r.letter in allow)
            if refs and any(r.letter in wanted for r in refs):
                return refs[:1]
        return ()

    def clause_subject(self, sentence: Sentence, number: int, allow: frozenset[str]) -> tuple[Ref, ...]:
        """Of whom a clause speaks, for those behind it; nobody for one that is said by the way."""
        if ORG_LETTERS & allow and by_the_way(sentence, number):
            return ()
        stored = self.subjects.get((sentence.number, number))
        if stored:
            return tuple(r for r in stored if r.letter in allow)
        low, high = sentence.clauses[number]
        if allow <= PERSON_LETTERS | {UNKNOWN, FORMER, LATTER}:
            people = [
                r for group in groups(sentence, low, high) for r in group.refs if r.letter in PERSON_LETTERS
            ]
            return tuple(people[:1])
        became = BECAME.match(sentence.code, low, high)
        if (
            became is not None and sentence.code[became.start(1)] in allow
        ):  # 又与甲合到一起，成为乙，在纽约上市
            return (Ref(sentence, became.start(1), sentence.spans[became.start(1)]),)
        refs = tuple(r for r in leading(sentence, low, high) if r.letter in allow)
        # X与Y签署协议，…: what follows is told of X
        return refs[:1] if len(refs) > 1 and AGREES.match(sentence.code, refs[-1].index + 1) else refs

    def beside(self, sentence: Sentence, index: int) -> bool:
        """Whether the clause that holds code index `index` says something beside the story."""
        return by_the_way(sentence, sentence.clause_of(index))

    def antecedents(self, ref: Ref) -> tuple[Ref, ...]:
        """The printed names that `ref` stands for: itself for a name, two for 双方, none where it is not clear."""
        return self.anaphora.antecedents(ref)

    def names_before(self, ref: Ref) -> list[Ref]:
        """Names printed before `ref`, nearest first, in this sentence and the two before."""
        return self.anaphora.pairs.names_before(ref)
