"""Who fills the slots of a match: names to its left, inside it, to its right, or of the deal read before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.annotate import Annotated
from loaders.discourse import arguments, phrases
from loaders.discourse.alphabet import (
    BOTH,
    COMPANY,
    EXCHANGE,
    FORMER,
    LATTER,
    PERSON,
    PERSON_LETTERS,
    PRODUCT,
    REF_LETTERS,
    SAME_PERSON,
    UNKNOWN,
)
from loaders.discourse.arguments import Ref
from loaders.discourse.context import Context, Found
from loaders.discourse.sentence import Sentence, Span
from loaders.discourse.spoken import OWN_PART, PART, THIS_ROUND, Deal, Spoken
from loaders.matching import Hit
from loaders.memory import DEALS, Memory, Sides
from loaders.mentions import guessed_letter, preferred
from loaders.offices import Offices, people_before
from loaders.patterns.template import Slot, adverbs
from loaders.things import LIVES, Things

SPEAKS = re.compile(
    "^(?:在[^，。；]{0,12})?(?:对[^，。；]{0,10})?(?:表示|称|说|指出|认为|透露|介绍|坦言|告诉|接受|回应|强调|解释|看来|曾表示|宣布|宣称|曾)"
)
MODIFYING = re.compile(
    "^(?:时?隔|交易完成|经|被|无意|亦无意|以|在|于|通过|为|因|对|与|和|向|从|斥资|出资|耗资|花|用|试图|决定|选择|开始|继续|不断|成功|宣布|计划|拟|希望|想|要|再|大举|一|累计|共|仅|只|曾|首次|率先|联合|共同|正式|独家|合计|同意|签署|涉足|进军|布局)|(?:以|用|花|斥资|作价)[^，]*$|[了着过]"
)
INHERITED = "="  # the title of a pattern: that of the position read before it
# 有人投了X: somebody, not who was spoken of
OTHERS = {
    "有人",
    "我们",
    "他们",
    "她们",
    "你们",
    "大家",
    "别人",
    "对方",
    "外界",
    "资本",
    "旁人",
    "对手",
    "机构",
    "市场",
    *("父亲", "母亲", "丈夫", "妻子", "儿子", "女儿", "哥哥", "弟弟", "姐姐", "妹妹", "岳父", "叔叔", "家人"),
}
PLACED = re.compile("(?:在|于)[一-龥]{2,8}$")  # 2015年在岛上创办Y: no subject
BROUGHT_OUT = re.compile("(?:推出|上线|发布|研发|开发|打造|孵化)的[^，。；\ue000-\ue00c]{0,8}$")
# 架构创新、投资X、建仓库: a list of deeds, of which each has an object of its own
DEED_BEFORE = re.compile("(?<!收购)(?<![投融募]资)(?<!并购)(?<!入股)(?<![控参持]股)(?<!合并)(?<![孵开]化)、$")
# 投资大数据技术, 通过投资补足短板: nothing that has shares
NO_FIRM = re.compile(
    "(?:处理器|芯片|设备|技术|生产线|产线|赛道|领域|行业|产业|市场|生态|短板|能力|产能|人才|流量)$"
)
# 甲旗下的乙、丙旗下的丁: 丁 is not of 甲
ANOTHERS = re.compile("[\ue000-\ue00c](?:旗下的?|的)$")
OWNS = re.compile("旗下|的[\ue000-\ue005]")
LISTED = re.compile("[\ue000-\ue00c、/]|等|及|和|的")


@dataclass(slots=True)
class Filled:
    """What fills a slot; `reason` where nothing does, `phrase` the code indices it was looked for in."""

    refs: list[Ref] = field(default_factory=list)
    reason: str | None = "no name in the phrase"
    phrase: tuple[int, int] | None = None
    several: bool = False
    refused: bool = False


class SlotReader:
    """Fills slots; `deal` is the deal read last, `cuts` are the verbs of the sentence at hand."""

    def __init__(self, annotated: Annotated, context: Context) -> None:
        self.annotated = annotated
        self.context = context
        firms = {n.text: Span(n.start, n.end, COMPANY, n) for n in annotated.names if n.type == "Company"}
        self.spoken = Spoken(context, firms)
        self.cuts: list[tuple[int, int]] = []
        self.offices = Offices(context)
        self._things = Things(annotated, context)
        self.memory = Memory(context, self.spoken)

    @property
    def deal(self) -> Deal | None:
        """The deal read last."""
        return self.spoken.deal

    def sides(self, sentence: Sentence, hit: Hit) -> tuple[Sides | None, str | None]:
        """The filled slots of `hit`, or None and why one stays empty."""
        sides = Sides({}, hit.match.end())
        for slot in sorted(hit.template.slots, key=lambda slot: slot.place == "past"):
            filled = self._fill(sentence, hit, slot, sides)
            refs = filled.refs
            if filled.refused:
                return None, filled.reason
            if not refs and slot.role == "object" and filled.phrase is not None:
                refs = self._unprinted(sentence, hit, filled.phrase, sides)
            if slot.type == "PERSON":
                refs = [ref for ref in refs if arguments.person_like(ref.span) and self._a_person(ref)]
            if not refs and not slot.optional:
                if slot.place == "left" and slot.role == "object" and hit.pattern.spec.predicate in DEALS:
                    self.spoken.unread = sentence
                if slot.place == "right" and filled.phrase is not None:
                    self.memory.note_unnamed(sentence, hit, sides, sentence.code[slice(*filled.phrase)])
                return None, filled.reason
            sides.refs[slot.role] = refs if slot.many or filled.several else refs[-1:]
        return sides, None

    def _fill(self, sentence: Sentence, hit: Hit, slot: Slot, sides: Sides) -> Filled:
        """What fills `slot` where its place in the template says."""
        if slot.place == "left":
            return self._left(sentence, hit, slot, sides)
        if slot.place == "past":
            spec = hit.pattern.spec
            told = not spec.beside_deal or self.spoken.funding(sentence)
            return Filled(self._past(sentence, slot, hit, sides) if told else [], "no deal before it")
        if slot.place == "here":
            return Filled(self._here(sentence, hit, slot, sides))
        if slot.place == "mid":
            return self._mid(sentence, hit, slot)
        return self._right(sentence, hit, slot, sides)

    def _left(self, sentence: Sentence, hit: Hit, slot: Slot, sides: Sides) -> Filled:
        """The subject of the clause that the match stands in, or of what is said before it."""
        spec, at = hit.pattern.spec, hit.match.start()
        allow = arguments.allowed(slot.type)
        wanted = spec.prefer or preferred(slot, spec.predicate)
        found = self.context.subject(sentence, at, allow, wanted, printed=slot.printed)
        guess = self._guess(slot, spec.predicate)
        if slot.tight:
            found = self._tight(sentence, at, found, guess)
        elif found.where != "clause":
            found = self._own_subject(sentence, at, found, guess)
        if spec.predicate in LIVES and slot.role == "subject" and found.where != "clause":
            found = self._things.subject(sentence, at, hit.trigger[0], found)
        refs = self._persons(sentence, found.refs, slot)
        if found.where != "clause":
            refs = self._carried(sentence, hit, found, refs)
        if spec.predicate == "OPERATES":
            refs = [ref for ref in refs if ref.letter not in PERSON_LETTERS]
        if found.where == "sentence" and (spec.predicate, slot.role) == ("ROLE", "object"):
            # 甲收购乙，CEO换成丙: of 乙
            refs = self.offices.taken(sentence, at) or self.spoken.dealt(sentence, at, "ROLE") or refs
        sides.distance = found.where or sides.distance
        return Filled(refs, f"no {slot.role} before the verb", several=found.together(sentence, at))

    def _of_another(self, ref: Ref, owners: list[Ref]) -> bool:
        """Whether the name of a thing begins with a firm that is none of `owners`: 甲的百度百科."""
        firm = self.annotated.firm_in(ref.span.printed)
        return firm is not None and any(
            owner.letter == COMPANY and getattr(owner.span.payload, "canonical", None) not in (firm, None)
            for owner in owners
        )

    def _here(self, sentence: Sentence, hit: Hit, slot: Slot, sides: Sides) -> list[Ref]:
        """The name or pronoun just at the slot."""
        low, high = hit.match.span(slot.role)
        if slot.type == "PLACE" and high > low:
            return [self._place(sentence, low, high)]
        allow = arguments.allowed(slot.type)
        refs = [
            Ref(sentence, i, sentence.spans[i])
            for i in range(low, high)
            if i in sentence.spans and OWNS.match(sentence.code, i + 1, high) is None
        ]
        if hit.pattern.spec.predicate == "OPERATES" and slot.role == "object":
            refs = [ref for ref in refs if ANOTHERS.search(sentence.code, low, ref.index) is None]
            if hit.match["trigger"] == "的":
                refs = [ref for ref in refs if not self._of_another(ref, sides.refs.get("subject", []))]
        return [ref for ref in refs if ref.letter in allow]

    def _mid(self, sentence: Sentence, hit: Hit, slot: Slot) -> Filled:
        """The head or the items of the phrase between the words of the match."""
        low, high = hit.match.span(slot.role)
        if low < 0:
            return Filled()
        guess = self._guess(slot, hit.pattern.spec.predicate)
        refs, reason = phrases.right(sentence, low, high, guess, arguments.allowed(slot.type), slot.many)
        return Filled(refs, reason, phrase=(low, high))

    def _right(self, sentence: Sentence, hit: Hit, slot: Slot, sides: Sides) -> Filled:
        """The head or the items of the phrase behind the match."""
        low = hit.match.end()
        if phrases.FOR_SO_LONG.match(sentence.code, low):
            return Filled(reason="how long ago, and of whom", refused=True)
        high = phrases.phrase_end(sentence, low, self.cuts)
        guess = self._guess(slot, hit.pattern.spec.predicate)
        many = slot.many and DEED_BEFORE.search(sentence.code, 0, hit.trigger[0]) is None
        refs, reason = phrases.right(sentence, low, high, guess, arguments.allowed(slot.type), many)
        if hit.pattern.spec.predicate in DEALS:
            refs = [r for r in refs if r.letter != UNKNOWN or not NO_FIRM.search(r.span.printed)]
        sides.reach = max(sides.reach, high)
        if hit.pattern.spec.predicate == "SHUT_DOWN":
            refs = self._things.wholes(refs)
        if hit.pattern.spec.predicate == "MERGED_INTO":
            refs = [self._things.part(ref, high) for ref in refs]
        if hit.pattern.spec.predicate == "FOUNDED":  # 成立了两家合资公司: which nobody names
            refs = [ref for ref in refs if ref.letter != BOTH]
        return Filled(refs, reason, phrase=(low, high))

    def _a_person(self, ref: Ref) -> bool:
        """Whether 前者 or 后者 is one of two people."""
        if ref.letter not in (FORMER, LATTER):
            return True
        meant = self.context.antecedents(ref)
        return bool(meant) and all(one.letter == PERSON for one in meant)

    def _tight(self, sentence: Sentence, at: int, found: Found, guess: phrases.Guess) -> Found:
        """`found` where nothing stands between it and the verb; else the name that the phrase there suggests."""
        low, _ = sentence.bounds(at)
        if found.where == "clause" and found.refs[-1].index == at - 1:
            return found
        before = arguments.own_words(sentence, low, at)
        if not before:
            return found
        start, end = sentence.place(at - len(before), at)
        spans = [] if len(before) > 14 or LISTED.search(before) else guess(start, end)
        refs = tuple(Ref(sentence, at - 1, span, guessed=True) for span in spans)
        return Found(refs, "clause" if refs else "")

    def _own_subject(self, sentence: Sentence, at: int, found: Found, guess: phrases.Guess) -> Found:
        """`found` unless the clause has a subject of its own that no name was found for; then what it suggests."""
        low, _ = sentence.bounds(at)
        if any(char in REF_LETTERS for char in sentence.code[low:at]):
            return found
        short = self._things.short_form(sentence, low, at)
        if short is not None:
            return Found((short,), "clause")
        before = arguments.OPENERS.sub("", PLACED.sub("", sentence.code[low:at]))
        before = adverbs().sub("", before)
        if len(before) < 2 or MODIFYING.search(before):
            return found
        start, end = sentence.place(at - len(before), at)
        if sentence.code[at - len(before) : at] == before and len(before) <= 14 and not LISTED.search(before):
            refs = tuple(Ref(sentence, at - 1, span, guessed=True) for span in guess(start, end))
            if refs:
                return Found(refs, "clause")
        return Found((), "") if len(before) >= 3 or before in OTHERS else found

    def _persons(self, sentence: Sentence, refs: Iterable[Ref], slot: Slot) -> list[Ref]:
        """For a slot of organisations a titled person gives the organisation, a speaker nothing."""
        out = []
        for ref in refs:
            if ref.letter in PERSON_LETTERS and slot.type not in ("PERSON", "ANY"):
                owner = arguments.owner_of(ref)
                if owner is not None:
                    out.append(owner)
                elif not SPEAKS.match(ref.sentence.code[ref.index + 1 :]) and ref.sentence is sentence:
                    out.append(ref)
            else:
                out.append(ref)
        return out

    def _carried(self, sentence: Sentence, hit: Hit, found: Found, refs: list[Ref]) -> list[Ref]:
        """The subject of a verb that leaves it out, where it is not of whom the clause before speaks."""
        predicate, headline = hit.pattern.spec.predicate, self.context.headline
        gets = any(slot.place == "left" and slot.role == "object" for slot in hit.template.slots)
        if gets or predicate in ("RAISED", "LISTED"):
            refs = self.spoken.invested_in(sentence, refs)
        if predicate == "LAUNCHED":
            return [self._maker(ref) for ref in refs]
        if predicate == "FOUNDED" and len(refs) > 1:
            if refs[0].letter == SAME_PERSON:
                return refs[:1]  # 他与某某做起甲，后来创立乙: he did
            return [ref for ref in refs if not gets or ref.letter not in (PRODUCT, UNKNOWN)]
        if predicate == "COMPETES_WITH" and found.where == "before" and headline is not None:
            new = {r.start for r in self.context.introduced.get(sentence.number - 1, ())}
            return [headline if ref.start in new and ref.letter == PRODUCT else ref for ref in refs]
        if predicate == "RENAMED_TO" and found.where == "sentence":
            dealt = self.spoken.dealt(sentence, hit.match.start(), predicate)
            return self._things.renamed(sentence, hit.match.start(), refs, dealt)
        return refs

    def _maker(self, ref: Ref) -> Ref:
        """前年推出的甲…，去年又推出乙: not 甲 brings out 乙, but who brought out 甲."""
        low, _ = ref.sentence.bounds(ref.index)
        if ref.letter not in (PRODUCT, UNKNOWN) or not BROUGHT_OUT.search(ref.sentence.code, low, ref.index):
            return ref
        made_by = self.spoken.owner(ref.sentence, ref)
        return made_by[0] if made_by else ref

    def _guess(self, slot: Slot, predicate: str) -> phrases.Guess:
        letter = guessed_letter(slot, predicate)

        def guess(start: int, end: int) -> list[Span]:
            return self.annotated.guess(start, end, letter)

        return guess

    def deal_in(self, sentence: Sentence, low: int) -> Ref | None:
        """The company that the deal of the clause at code index `low` is about, if one was read there."""
        deal = self.deal
        if deal is None or deal.sentence is not sentence or not deal.objects:
            return None
        return deal.objects[-1] if sentence.clause_of(deal.at) == sentence.clause_of(low) else None

    def _past(self, sentence: Sentence, slot: Slot, hit: Hit, sides: Sides) -> list[Ref]:
        """The buyer or the company of the deal read in this sentence or the two before it.

        What belongs to the subject of a deal is not its news; 包括旗下的X belongs to what was bought.
        """
        deal, predicate, at = self.deal, hit.pattern.spec.predicate, hit.match.start()
        if "of_several" in hit.pattern.spec.marks and not self.spoken.named_nobody(sentence):
            return []
        acting, objects = sides.refs.get("subject", []), sides.refs.get("object", [])
        if predicate == "LAUNCHED":
            passing = "in_passing" in hit.pattern.spec.marks
            owner = self.spoken.maker if passing else self.spoken.owner
            return owner(sentence, objects[-1]) if objects else []
        if slot.role == "counterparty" or (predicate == "DIVESTED" and slot.role == "subject"):
            return self.spoken.seller(sentence, objects[-1]) if objects else []
        bought = predicate in ("INVESTED_IN", "ACQUIRED") and slot.role == "subject"
        if hit.pattern.spec.presupposed and bought:  # 前年投资的Y
            return self.spoken.speaker(sentence, at)
        if hit.pattern.spec.title == INHERITED:
            return self.offices.taken_over(sentence, hit.match.start("subject"))
        if slot.type == "PERSON":
            return people_before(self.context, sentence, at)
        if "career" in hit.pattern.spec.marks and acting:
            career = self.offices.career(sentence, acting[-1])
            if career:
                return career
        if predicate == "ROLE" and (group := self.offices.group_meant(sentence, hit.match)) is not None:
            return [group]
        if predicate in ("ROLE", "FOUNDED"):
            present = "at_hand" in hit.pattern.spec.marks and "创" not in hit.match["title"]
            return self.offices.organisation(
                sentence,
                at,
                self.spoken.dealt(sentence, at, "FOUNDED" if present else predicate),
                either=present,
                by=present and sentence.code[at - 1 : at] == "由",
            )
        beside = predicate == "DIVESTED" or (predicate == "ACQUIRED" and slot.role != "object")
        if beside and (deal is None or deal.sentence is not sentence):
            return []  # a buyer or seller is told beside its deal
        if slot.role == "object":
            return self.spoken.company(sentence, at, acting)
        if (
            deal is None
            or not 0 <= sentence.number - deal.sentence.number <= 2
            or (deal.sentence.zone is not sentence.zone and not THIS_ROUND.match(sentence.code))
        ):
            return []
        if predicate != "OPERATES":
            return [] if deal.predicate == "DIVESTED" else deal.subjects
        return deal.objects[-1:]

    def _unprinted(self, sentence: Sentence, hit: Hit, place: tuple[int, int], sides: Sides) -> list[Ref]:
        """The company of a deal whose object is only a part or a round: 领投了B轮, 买下剩余股份."""
        acting, phrase = sides.refs.get("subject", []), sentence.code[slice(*place)]
        if hit.pattern.spec.predicate == "MERGED_INTO":
            return self._things.merged(sentence, *place)
        sold = hit.pattern.spec.predicate == "DIVESTED"
        if hit.pattern.spec.predicate not in ("INVESTED_IN", "ACQUIRED", "DIVESTED"):
            return []
        told = (phrase, sentence.code[place[0] : max(place[1], hit.match.end())])  # 受让{17.7%}股权
        if not any((OWN_PART if sold else PART).fullmatch(text) for text in told):
            return []
        return self.spoken.company(sentence, hit.match.start(), acting) if acting else []

    def _place(self, sentence: Sentence, low: int, high: int) -> Ref:
        start, end = sentence.place(low, high)
        return Ref(sentence, low, Span(start, end, EXCHANGE, None), guessed=True)
