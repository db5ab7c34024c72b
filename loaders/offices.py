"""Which organisation a position is in, where the clause does not print it, and which position somebody takes over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.alternatives import longest_first
from loaders.discourse.alphabet import (
    BOTH,
    FORMER,
    ITS,
    LATTER,
    NAME_LETTERS,
    ORG_LETTERS,
    PERSON,
    SAME_COMPANY,
)
from loaders.discourse.arguments import Ref, leading
from loaders.discourse.context import Context
from loaders.discourse.sentence import Sentence
from loaders.names.forms import ordinary
from loaders.patterns.template import word_lists

NAMED_NEW = re.compile(
    "(?:[\ue000\ue003\ue006]|新公司|合并后的公司|合资公司|新公司名|公司)(?:名为|命名为|定名为|取名|取名为|被命名为|名叫)[\ue000-\ue004]"
)
# X转任Y公司顾问，Z出任CEO: not at Y
AWAY = (
    "转任",
    "调任",
    "转投",
    "跳槽",
    "投奔",
    "加盟",
    "加入",
    "入职",
    "调往",
    "转至",
    "回归",
    "重返",
    "改任",
    "空降",
)
ONES_OWN = ("其", "公司", "目前", "现任", "这家", "这个", "这间")
THING = re.compile(
    "(?:员工|门店|领投|跟投|参投|旗下|股价|用户|方面人士|职务|职位|其职)"
)  # of an organisation, and not itself
WITH_PERSON = re.compile("[^，。；：\ue000-\ue00f]{1,12}\ue002")  # X公司CEO某某: the talk is of the person
SIDE_BY_SIDE = re.compile(f"{PERSON}(?:(?:、|和|与|及|以及)[^，。；]{{0,12}}?{PERSON})+")
ONCE = re.compile("原$|前(?:任)?$")  # 原X公司负责人某某改任…: not of X, where nobody has been since
OF_GROUP = re.compile("(?<![\ue000-\ue00c])集团(?:公司)?的?$")
REACH = 2  # sentences
TAKEN = re.compile(
    f"[将把对](?P<it>[{ITS}{SAME_COMPANY}])[^，。；]{{0,8}}(?:收购|买下|并购|私有化|控股|接管|拿下|吞下|收归|合并|整合)"
)
HEARD = re.compile(
    "(?:方面|记者)?(?:从[^，。；]{1,8})?(?:独家)?(?:获悉|讯|了解到|记者|报道|消息)"
)  # X获悉: who tells
FROM = re.compile(f"[{''.join(sorted(ORG_LETTERS))}]系的?$")
FUNDED = re.compile("融资|增资")  # 甲完成B轮融资，由乙领投。创始人…: of 甲
# 甲买下乙七成股份, 甲成为控股股东, 甲再投5亿元: what is told of 甲 here is what it holds
HOLDS = re.compile(
    "股份|股权|股东|持股|持有|投票权|表决权|入股|领投|参投|[投注增]资|[再又]投|认购|买下|收购|受让"
)
# A company that does not exist yet: 合并后的公司, 新公司
TO_COME = re.compile("合并后的?(?:新)?(?:公司|集团|实体)|新公司|新集团|合资公司")


@lru_cache(maxsize=1)
def _offices() -> re.Pattern[str]:
    return re.compile(longest_first({*word_lists()["titles"], *word_lists()["rank"]}))


def of_another(title: str) -> bool:
    """Whether the words of a title hold what may be an organisation's name: 去哪儿CEO, not 业务发展总监."""
    rest = _offices().split(title)
    parts = [part.strip("、兼及和与暨/").removesuffix("股东") for part in rest]
    return any(len(part) > 1 and part[:2] != "首席" and not ordinary(part) for part in parts)


def people_before(context: Context, sentence: Sentence, at: int) -> list[Ref]:
    """Whom 两人 or 他们 at code index `at` means: the people named side by side last, in this sentence or four before."""
    for back in (sentence, *reversed(context.previous[-2:])):
        if back.zone is not sentence.zone:
            break
        found = list(SIDE_BY_SIDE.finditer(back.code, 0, at if back is sentence else len(back.code)))
        if found:
            low, high = found[-1].span()
            return [Ref(back, i, back.spans[i]) for i in range(low, high) if back.code[i] == PERSON]
    return []


@dataclass(frozen=True, slots=True)
class Office:
    """A position that was read: whose, where, by what title."""

    sentence: Sentence
    person: Ref
    where: Ref
    title: str | None
    marks: frozenset[str]  # of the pattern that read it


class Offices:
    """The positions read so far in one document; `title` is the one that was taken over last."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.title: str | None = None
        self._held: list[Office] = []

    def note(
        self, sentence: Sentence, person: Ref, where: Ref, title: str | None, marks: frozenset[str], verb: str
    ) -> None:
        """Remember a position, stated by `verb` with a pattern's `marks`, for the sentences to come."""
        if verb.startswith(AWAY):
            marks |= {"aside"}
        self._held.append(Office(sentence, person, where, title, marks))
        del self._held[:-8]

    def taken_over(self, sentence: Sentence, person: int) -> list[Ref]:
        """由X接任: where the one that X (at code index `person`) follows was; notes the title."""
        if any(
            o.sentence is sentence and o.person.index == person and "filled" in o.marks for o in self._held
        ):
            return []  # 新总裁由X接任: where is said
        near = [
            office
            for office in self._held
            if 0 <= sentence.number - office.sentence.number <= REACH
            and not (office.person.sentence is sentence and office.person.index == person)
        ]
        left = [office for office in near if "leaving" in office.marks]
        here = [office for office in near if office.sentence is sentence]
        for office in (*reversed(left), *reversed(here)):
            self.title = office.title
            return [office.where]
        return []

    def group_meant(self, sentence: Sentence, match: re.Match[str]) -> Ref | None:
        """The group printed last, where 集团 stands before the title of `match`: 甲、乙并成丙集团。某某任集团总裁."""
        low = match.start("title") if "title" in match.groupdict() else -1
        group = self.context.group
        if group is None or low < 0 or OF_GROUP.search(sentence.code, match.start(), low) is None:
            return None
        of, span = group
        index = next((i for i, one in of.spans.items() if one is span), -1)
        near = of.zone is sentence.zone and sentence.number - of.number <= REACH + 1
        return Ref(of, index, span) if near and index >= 0 else None

    def career(self, sentence: Sentence, person: Ref) -> list[Ref]:
        """2018年加入甲…，两年后出任总裁: where `person`, who goes on to another position, was said to be before."""
        for office in reversed(self._held):
            near = 0 <= sentence.number - office.sentence.number <= 1
            if near and self.context.key(office.person.span) == self.context.key(person.span):
                return [office.where]
        return []

    def organisation(
        self, sentence: Sentence, at: int, dealt: list[Ref], *, either: bool = False, by: bool = False
    ) -> list[Ref]:
        """Of what somebody is the head, where the clause does not say: what was set up just before, else the topic.

        `dealt` is what the deal read in the sentence before `at` was about; with `either` it may as well be the one
        who made it, and where these are two there is no telling. `by`: of somebody who is given the charge of what was
        set up (由副总裁X负责), and has the position elsewhere.
        """
        origin = FROM.search(sentence.code, sentence.bounds(at)[0], at)
        if origin is not None:  # 甲系的某某接过总裁: not of 甲
            key = self.context.key(sentence.spans[origin.start()])
            rest = self.organisation(sentence, origin.start(), dealt, either=either, by=by)
            return [ref for ref in rest if self.context.key(ref.span) != key]
        office = next((o for o in reversed(self._held) if "aside" not in o.marks), None)
        new = None if by else self.context.introduced.get(sentence.number)
        if (
            office is not None
            and office.sentence is sentence
            and not (new and office.person.index < new[-1].index < at)
        ):
            return [office.where]
        other = self._held[-1] if self._held else None
        low, high = sentence.bounds(at)
        if other is not None and other.sentence is sentence and "则" in sentence.code[low:high]:
            return [other.where]  # 甲改任乙CEO，丙则转任董事长
        if TO_COME.search(sentence.code, sentence.bounds(at)[0], high) and not new:
            return [
                Ref(sentence, i, sentence.spans[i])
                for named in NAMED_NEW.finditer(sentence.code)
                for i in (named.end() - 1,)
            ][:1]
        for named in NAMED_NEW.finditer(sentence.code, 0, at):
            return [Ref(sentence, named.end() - 1, sentence.spans[named.end() - 1])]
        if new and new[-1].index < at:
            return [new[-1]]
        if dealt:
            actor = self._spoken_of(sentence, at) if either else None
            apart = actor is not None and actor.span.payload != dealt[-1].span.payload
            return [] if apart else dealt
        this_one = sentence.code[at] in "这那该"
        own = [i for i in range(at) if sentence.code[i] in ORG_LETTERS & NAME_LETTERS] if this_one else []
        if own and len({self.context.key(sentence.spans[i]) for i in own}) == 1:
            return [Ref(sentence, own[-1], sentence.spans[own[-1]])]  # X名气不大，但这家由Y创立的公司…
        if this_one:  # X也归在这家由Y创立的公司名下: not X; but X停了——这家由Y创立的公司
            low = sentence.bounds(at)[0]
            dash = sentence.code.rfind("—", low, at)
            told = [i for i in range(low, dash) if sentence.code[i] in ORG_LETTERS & NAME_LETTERS]
            if told:
                return [Ref(sentence, told[-1], sentence.spans[told[-1]])]
            at = low
        spoken_of = self._spoken_of(sentence, at)
        if spoken_of is not None:
            about = self.context.headline
            held = about is not None and self._only_holds(spoken_of) and self._named(about, spoken_of, at)
            return [about if about is not None and held else spoken_of]
        before = self._alone_before(sentence)
        if before is not None and not self._only_holds(before):
            return [before]
        of_paragraph = self._paragraph_topic(sentence)
        if of_paragraph is not None:
            return [of_paragraph]
        headline = self.context.headline
        if headline is not None and not self._elsewhere(sentence, headline):
            return [headline]
        low, _ = sentence.bounds(len(sentence.code) - 1)
        found = self.context.subject(sentence, low, ORG_LETTERS, "company")
        if found.where == "before" and not this_one and not sentence.code.startswith(ONES_OWN):
            return []
        return [ref for ref in found.refs[-1:] if ref.letter in ORG_LETTERS - {BOTH}]

    @staticmethod
    def taken(sentence: Sentence, at: int) -> list[Ref]:
        """甲将其收购，CEO换成了丙: 其, of which the clause at code index `at` tells."""
        clause = sentence.clause_of(at)
        found = TAKEN.search(sentence.code, *sentence.clauses[clause - 1]) if clause else None
        index = found.start("it") if found is not None else -1
        return [Ref(sentence, index, sentence.spans[index])] if found is not None else []

    @staticmethod
    def _only_holds(one: Ref) -> bool:
        """Whether the clause that names `one` tells of shares that it buys or holds: in another company."""
        return HOLDS.search(one.sentence.code, one.index, one.sentence.bounds(one.index)[1]) is not None

    def _named(self, one: Ref, after: Ref, high: int) -> bool:
        """Whether `one` is named behind `after`, in its sentence and before code index `high`."""
        key = self.context.key(one.span)
        names = after.sentence.spans.items()
        return any(after.index < i < high and self.context.key(span) == key for i, span in names)

    def _spoken_of(self, sentence: Sentence, at: int) -> Ref | None:
        """The organisation that the clauses of `sentence` before `at` speak of."""
        last = sentence.clause_of(at)
        for number in range(last, -1, -1):
            low, high = sentence.clauses[number]
            stored = self.context.subjects.get((sentence.number, number), ()) if number < last else ()
            for refs in (stored, leading(sentence, low, min(high, at))):
                own = [ref for ref in refs if ref.letter in ORG_LETTERS - {BOTH}]
                final = own[-1] if own else None
                if final and final.sentence is sentence and THING.match(sentence.code, final.index + 1):
                    continue
                if final and final.sentence is sentence and ONCE.search(sentence.code, low, final.index):
                    continue
                if own:  # 公司控股股东X: the company
                    return next((ref for ref in own if ref.letter == SAME_COMPANY), own[-1])
        return None

    def _elsewhere(self, sentence: Sentence, headline: Ref) -> bool:
        """Whether the paragraph opens with another organisation than `headline` and does not name that one."""
        before = [b for b in self.context.previous if b.zone is sentence.zone and not b.is_heading]
        topic = self.context.key(headline.span)
        named = {
            self.context.key(span)
            for back in before
            for span in back.spans.values()
            if span.letter in ORG_LETTERS & NAME_LETTERS
        }
        opened = leading(before[0], *before[0].clauses[0]) if before else ()
        return topic not in named and any(ref.letter in ORG_LETTERS & NAME_LETTERS for ref in opened)

    def _paragraph_topic(self, sentence: Sentence) -> Ref | None:
        """What the sentences before in the paragraph are about, where they all open with one organisation."""
        topics = []
        for back in self.context.previous:
            if back.zone is sentence.zone and not back.is_heading:
                opened = next((refs for clause in back.clauses if (refs := leading(back, *clause))), ())
                topics += [
                    ref
                    for ref in opened[:1]
                    if ref.letter in ORG_LETTERS & NAME_LETTERS and not HEARD.match(back.code, ref.index + 1)
                ]
        keys = {self.context.key(ref.span) for ref in topics}
        funded = len(topics) == 1 and FUNDED.search(topics[0].sentence.code) is not None
        return topics[-1] if len(keys) == 1 and (len(topics) > 1 or funded) else None

    def _alone_before(self, sentence: Sentence) -> Ref | None:
        """What the sentence before in the paragraph is about, where it names no other organisation."""
        before = self.context.previous[-1] if self.context.previous else None
        if before is None or before.zone is not sentence.zone or before.is_heading:
            return None
        if any(letter in before.code for letter in (FORMER, LATTER, BOTH)):
            return None
        named = [i for i, span in sorted(before.spans.items()) if span.letter in ORG_LETTERS & NAME_LETTERS]
        if len({str(getattr(before.spans[i].payload, "text", i)) for i in named}) != 1:
            return None
        topic = next((refs for clause in before.clauses if (refs := leading(before, *clause))), ())
        told = (r for r in topic if r.index in named and not HEARD.match(before.code, r.index + 1))
        return next((r for r in told if not WITH_PERSON.match(before.code, r.index + 1)), None)
