"""What a reader remembers from one sentence to the next: topics, what was introduced, and whom 该公司 means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from loaders.discourse.alphabet import (
    BOTH,
    COMPANY,
    FORMER,
    ITS,
    LATTER,
    NAME_LETTERS,
    ORG_LETTERS,
    PERSON,
    PERSON_LETTERS,
    PRODUCT,
    SAME_COMPANY,
    SAME_PERSON,
    SAME_PRODUCT,
    UNIT,
    UNKNOWN,
)
from loaders.discourse.arguments import Ref, groups, leading, left
from loaders.discourse.sentence import Sentence, Span

COMPANY_LIKE = frozenset({COMPANY, UNKNOWN, UNIT, SAME_COMPANY, ITS})
PRODUCT_LIKE = frozenset({PRODUCT, SAME_PRODUCT, ITS})
ORG_NAMES = NAME_LETTERS - {PERSON}


TOPICS = frozenset({COMPANY, PRODUCT, UNKNOWN})
# X公告，Y受让公司5%股份: the company is not the one that acts
ACTED_UPON = re.compile(
    "(?:受让|认购|增持|减持|持有|入股|收购|购买|买入|转让|质押|买下|拿下|控股|并购|投资|领投|参投|注资|投了|购得|接手|卖掉|卖出|出售|加入|加盟|离开|与|和|同|跟|对|向|给)了?$"
)
AGREES = re.compile("[^，。；]{0,8}(?:签署|签订|签定|订立|达成)(?:了)?[^，。；]{0,16}(?:协议|合同|备忘录)")
ABOUT_A_PERSON = re.compile(
    "(?:本人|自己|则|也|曾|此前|原)*(?:是|为|曾是|系|出身|毕业|离开|离职|创办|创立|辞去|退休|回国)"
)
SITE = re.compile("网站|网店|软件|游戏|品牌|APP|App|app|应用|社区")
IT = "它"  # resolved as a company that is spoken of, not as an owner
LEARNT = re.compile("[^，]{0,12}从[^，]{1,6}(?:方面|处|公告)?(?:获悉|了解到|得知)$")
REPORT = re.compile("据[^，]{1,6}(?:报|公告|招股|披露|文件|[\ue010])")
FRONTED = re.compile(
    f"[将把]{ITS}(?:正式|整体|全部|一并|也)*(?:更名|改名|易名|改称|并入|整合|合并|出售|转让|卖给|纳入|私有化|收入|划归|关闭|关停|升级|打包|剥离|变更|收编|收购|买下|并购|卖掉|改造|关掉|收归|收进|收了|拿下|吞下|揽入|推向|卖了|改成|改作)"
)
# 双方: two names joined just before, as parties of one verb, not as a list
PAIR = re.compile(
    "(?<![、与和][\ue000-\ue004])([\ue000\ue001\ue003\ue004])(?:公司|集团|方面)?(?:与|和|同|跟|携手|联合|牵手)(?:[^，。；：、\ue000-\ue00c]{0,8})"
    "([\ue000\ue001\ue003\ue004])(?![、和与及])"
)
GROUP_NAME = re.compile("集团(?:股份|控股)?(?:有限公司)?$")
SUBORDINATE = re.compile("除了|除|继|在|自|通过|随着|经过|为了|作为|凭借|由于|特别是|尤其是|从")


def _text(ref: Ref) -> str:
    return str(getattr(ref.span.payload, "text", ref.start))


@dataclass(slots=True)
class Found:
    """Who a verb's subject is, and how far away it was printed."""

    refs: tuple[Ref, ...]
    where: str  # clause, sentence, before, host; "" where nobody was found


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
    group: tuple[Sentence, Span] | None = None  # the group (X集团) that was printed last

    def enter(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        for index, span in sorted(sentence.spans.items()):
            if span.letter in TOPICS and self.about(span):
                self.headline = Ref(sentence, index, span)
            if span.letter == COMPANY and GROUP_NAME.search(str(getattr(span.payload, "text", ""))):
                self.group = (sentence, span)
        if self.current is not None:
            self.previous.append(self.current)
            del self.previous[:-6]
        self.current = sentence

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
        if refs:
            return Found(refs, "clause")
        if printed:
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
            refs = self._clause_subject(sentence, number, allow)
            if refs and any(r.letter in wanted for r in refs):
                return Found(refs, "sentence")
            second = second or refs
            acting = () if refs else self._acting(sentence, number)
            if acting and not second:  # 他是X的创始人，2009年卖掉Y: it is still he who acts
                return Found(acting, "sentence")
        if prefer == "product":
            for back in reversed(self.previous[-2:]):
                if back.zone is sentence.zone and self.introduced.get(back.number):
                    return Found(self.introduced[back.number][-1:], "before")
        if second:
            return Found(second, "sentence")
        low_text = sentence.code[low : low + 6]
        if ahead and SUBORDINATE.match(low_text):
            after = self._following(sentence, clause, allow, wanted)
            if after:
                return Found(after, "sentence")
        for back in reversed(self.previous[-2:]):
            if back.zone is not sentence.zone or back.is_heading:
                break
            for number in range(len(back.clauses) - 1, -1, -1):
                refs = self._clause_subject(back, number, allow)
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
    def _acting(sentence: Sentence, number: int) -> tuple[Ref, ...]:
        """The person that a clause is about, unless the clause only says that this person speaks."""
        low, high = sentence.clauses[number]
        for ref in leading(sentence, low, high)[:1]:
            rest = sentence.code[ref.index + 1 : high]
            if ref.letter in PERSON_LETTERS and ref.index - low <= 8 and ABOUT_A_PERSON.match(rest):
                return (ref,)
        return ()

    def spoken_of(self, sentence: Sentence, at: int) -> Iterator[tuple[Ref, ...]]:
        """The subjects of the clauses of `sentence` before the one that holds `at`, nearest first."""
        for number in range(sentence.clause_of(at) - 1, -1, -1):
            refs = self._clause_subject(sentence, number, ORG_LETTERS)
            if refs:
                yield refs

    def _following(
        self, sentence: Sentence, clause: int, allow: frozenset[str], wanted: frozenset[str]
    ) -> tuple[Ref, ...]:
        """The subject of a later clause, for a verb that precedes it: 关掉X、卖掉Y，可见Z…"""
        for number in range(clause + 1, min(clause + 4, len(sentence.clauses))):
            low, high = sentence.clauses[number]
            refs = tuple(r for r in leading(sentence, low, high) if r.letter in allow)
            if refs and any(r.letter in wanted for r in refs):
                return refs[:1]
        return ()

    def _clause_subject(self, sentence: Sentence, number: int, allow: frozenset[str]) -> tuple[Ref, ...]:
        stored = self.subjects.get((sentence.number, number))
        if stored:
            return tuple(r for r in stored if r.letter in allow)
        low, high = sentence.clauses[number]
        if allow <= PERSON_LETTERS | {UNKNOWN}:
            people = [
                r for group in groups(sentence, low, high) for r in group.refs if r.letter in PERSON_LETTERS
            ]
            return tuple(people[:1])
        refs = tuple(r for r in leading(sentence, low, high) if r.letter in allow)
        # X与Y签署协议，…: what follows is told of X
        return refs[:1] if len(refs) > 1 and AGREES.match(sentence.code, refs[-1].index + 1) else refs

    # -- anaphora ---------------------------------------------------------------------------------------------

    def antecedents(self, ref: Ref) -> tuple[Ref, ...]:
        """The printed names that `ref` stands for: itself for a name, two for 双方, none where it is not clear."""
        if ref.letter in NAME_LETTERS:
            return (ref,)
        before = self.names_before(ref)
        if ref.letter in (FORMER, LATTER):
            people = [r for r in before[:2] if r.letter == PERSON and r.sentence is ref.sentence]
            if len(people) == 2:
                return (people[-1],) if ref.letter == FORMER else (people[0],)
            clause_low = ref.sentence.bounds(ref.index)[0]
            pair = self._last_two(before, clause_low, ref.sentence)
            if not pair:
                return ()
            return (pair[0],) if ref.letter == FORMER else (pair[-1],)
        if ref.letter == BOTH:
            return self._coordinated(ref) or self._last_two(before, ref.index, ref.sentence)
        if ref.letter == SAME_PERSON:
            return next(((r,) for r in before if r.letter == PERSON), ())
        if ref.letter == SAME_PRODUCT:
            product = self._same_product(ref) or next(((r,) for r in before if r.letter == PRODUCT), ())
            if product or "平台" in str(ref.span.payload):
                return product
            site = [
                r for r in self._topic_before(ref) if r.letter == COMPANY
            ]  # 这个网站: a site is a firm too
            return tuple(site[:1]) if SITE.search(str(ref.span.payload)) else ()
        if ref.letter == SAME_COMPANY and "集团" in str(ref.span.payload) and self.group is not None:
            host, span = self.group
            index = next((i for i, s in host.spans.items() if s is span), None)
            if index is not None and (host is not ref.sentence or index < ref.index):
                return (Ref(host, index, span),)
        topic = self._topic_before(ref)
        if ref.letter == ITS and ref.index and FRONTED.match(ref.sentence.code, ref.index - 1):
            # X收购Y，将其更名为Z: what is acted upon is not the one who acts
            acted = [
                r
                for r in before
                if r.sentence is ref.sentence
                and r.letter in ORG_NAMES
                and _text(r) not in {_text(t) for t in topic}
            ]
            if (
                not acted
                and self.headline is not None
                and _text(self.headline) not in {_text(t) for t in topic}
            ):
                return (self.headline,)
            return tuple(acted[:1])
        if ref.letter == SAME_COMPANY or ref.span.payload == IT:
            local = bool(topic) and topic[0].sentence is ref.sentence
            if self.headline is not None and (not local or self._acted_upon(ref)):
                return (self.headline,)
            if topic and topic[0].letter in COMPANY_LIKE | {PRODUCT}:
                return topic[:1]
            return next(((r,) for r in before if r.letter in (COMPANY, UNIT)), ()) or (
                (self.headline,) if self.headline else ()
            )
        return topic[:1] or next(((r,) for r in before if r.letter in ORG_NAMES), ())

    def _acted_upon(self, ref: Ref) -> bool:
        """Whether `ref` is the object of a verb whose subject, in its clause, is another than the headline."""
        sentence = ref.sentence
        low = sentence.bounds(ref.index)[0]
        if not ACTED_UPON.search(sentence.code, low, ref.index) or self.headline is None:
            return False
        actors = [r for r in leading(sentence, low, ref.index) if r.letter in ORG_NAMES]
        return bool(actors) and all(_text(actor) != _text(self.headline) for actor in actors)

    def _coordinated(self, ref: Ref) -> tuple[Ref, ...]:
        """The two of the coordination X与Y that was printed last before `ref`, in its sentence or the one before."""
        for sentence in (ref.sentence, *self.previous[-1:]):
            limit = ref.index if sentence is ref.sentence else len(sentence.code)
            found = next(reversed(list(PAIR.finditer(sentence.code, 0, limit))), None)
            if found is not None:
                return tuple(Ref(sentence, found.start(n), sentence.spans[found.start(n)]) for n in (1, 2))
        return ()

    def _same_product(self, ref: Ref) -> tuple[Ref, ...]:
        """The product that was last a subject or newly brought up, in this sentence or the four before it."""
        for sentence in (ref.sentence, *reversed(self.previous[-4:])):
            last = sentence.clause_of(ref.index) if sentence is ref.sentence else len(sentence.clauses) - 1
            for number in range(last, -1, -1):
                for other in reversed(self._clause_subject(sentence, number, ORG_LETTERS)):
                    if sentence is ref.sentence and other.index >= ref.index:
                        continue
                    if other.letter == SAME_PRODUCT:
                        return self.antecedents(other)
                    if other.letter in (PRODUCT, UNKNOWN):
                        return (other,)
            new = [r for r in self.introduced.get(sentence.number, ()) if r.letter in (PRODUCT, UNKNOWN)]
            if new and not (sentence is ref.sentence and new[-1].index >= ref.index):
                return (new[-1],)
        return ()

    def _topic_before(self, ref: Ref) -> tuple[Ref, ...]:
        sentence = ref.sentence
        if sentence.host is not None:
            return self.subject(sentence, 0, ORG_LETTERS, None).refs
        clause = sentence.clause_of(ref.index)
        low = sentence.clauses[clause][0]
        same = tuple(r for r in leading(sentence, low, ref.index) if r.letter in ORG_NAMES)
        if same and not (ref.letter == SAME_COMPANY and ACTED_UPON.search(sentence.code, low, ref.index)):
            return same
        for number in range(clause - 1, -1, -1):
            refs = tuple(
                r for r in self._clause_subject(sentence, number, ORG_LETTERS) if r.letter in ORG_NAMES
            )
            if refs:
                return refs
            owner = self._report_owner(sentence, number)
            if owner:
                return (owner,)
        for back in reversed(self.previous[-2:]):
            if back.zone is not sentence.zone and not back.is_heading:
                break
            for number in range(len(back.clauses) - 1, -1, -1):
                refs = tuple(
                    r for r in self._clause_subject(back, number, ORG_LETTERS) if r.letter in ORG_NAMES
                )
                if refs:
                    return refs
        return ()

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

    def names_before(self, ref: Ref) -> list[Ref]:
        """Names printed before `ref`, nearest first, in this sentence and the two before."""
        out = [
            Ref(ref.sentence, i, span)
            for i, span in sorted(ref.sentence.spans.items(), reverse=True)
            if i < ref.index and span.letter in NAME_LETTERS
        ]
        for back in reversed(self.previous[-2:]):
            out += [
                Ref(back, i, span)
                for i, span in sorted(back.spans.items(), reverse=True)
                if span.letter in NAME_LETTERS
            ]
        return out

    @staticmethod
    def _last_two(before: list[Ref], limit: int, sentence: Sentence) -> tuple[Ref, ...]:
        """The two different organisations printed last before, in reading order."""
        out: list[Ref] = []
        for ref in before:
            if ref.letter not in ORG_NAMES or (ref.sentence is sentence and ref.index >= limit):
                continue
            if all(_text(ref) != _text(other) for other in out):
                out.append(ref)
            if len(out) == 2:
                return tuple(reversed(out))
        return ()
