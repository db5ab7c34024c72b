"""Who fills the slots of a match: names to its left, inside it, to its right, or of the deal read before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.annotate import Annotated
from loaders.discourse import arguments, phrases
from loaders.discourse.alphabet import (
    COMPANY,
    EXCHANGE,
    FORMER,
    ITS,
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
from loaders.mentions import guessed_letter, preferred
from loaders.offices import Offices, people_before
from loaders.patterns.template import Slot, adverbs
from loaders.things import LIVES, Things

SPEAKS = re.compile(
    "^(?:在[^，。；]{0,12})?(?:对[^，。；]{0,10})?(?:表示|称|说|指出|认为|透露|介绍|坦言|告诉|接受|回应|强调|解释|看来|曾表示|宣布|宣称|曾)"
)
DEALS = {"RAISED", "INVESTED_IN", "ACQUIRED", "DIVESTED"}
MODIFYING = re.compile(
    "^(?:时?隔|交易完成|经|被|无意|亦无意|以|在|于|通过|为|因|对|与|和|向|从|斥资|出资|耗资|花|用|试图|决定|选择|开始|继续|不断|成功|宣布|计划|拟|希望|想|要|再|大举|一|累计|共|仅|只|曾|首次|率先|联合|共同|正式|独家|合计|同意|签署|涉足|进军|布局)|(?:以|用|花|斥资|作价)[^，]*$|[了着过]"
)
INHERITED = "="  # the title of a pattern: that of the position read before it
MUTUAL = {"merge.with", "merge.pair", "merge.pairs", "merge.both", "merge.bought_then"}
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
}
PLACED = re.compile("(?:在|于)[一-龥]{2,8}$")  # 2015年在岛上创办Y: no subject
RELATIVE = re.compile("(?:了|过)?的")
CLASS = re.compile("(?:集团|公司|控股|的)*")
UNDER = ("旗下", "麾下", "下属", "所属")
HAS = re.compile("(?:目前|现|共|还|仍|只|已|曾|主要|原|一共|至少)*(?:有|拥有|包括|包含|握有|剩)")
BROUGHT_OUT = re.compile("(?:推出|上线|发布|研发|开发|打造|孵化)的[^，。；\ue000-\ue00c]{0,8}$")
LISTED = re.compile("[\ue000-\ue00c、/]|等|及|和|的")


@dataclass(slots=True)
class Sides:
    """The resolved slots of a hit: role -> references; `reach` is the code index up to which it was read."""

    refs: dict[str, list[Ref]]
    reach: int
    distance: str = "clause"


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

    @property
    def deal(self) -> Deal | None:
        """The deal read last."""
        return self.spoken.deal

    def sides(self, sentence: Sentence, hit: Hit) -> tuple[Sides | None, str | None]:
        """The filled slots of `hit`, or None and why one stays empty."""
        sides = Sides({}, hit.match.end())
        spec = hit.pattern.spec
        for slot in sorted(hit.template.slots, key=lambda slot: slot.place == "past"):
            allow = arguments.allowed(slot.type)
            refs: list[Ref] = []
            reason = "no name in the phrase"
            if slot.place == "left":
                found = self.context.subject(
                    sentence, hit.match.start(), allow, spec.prefer or preferred(slot, spec.predicate),
                    printed=slot.printed,
                )  # fmt: skip
                if slot.tight:
                    found = self._tight(sentence, hit.match.start(), found, self._guess(slot, spec.predicate))
                elif found.where != "clause":
                    found = self._own_subject(
                        sentence, hit.match.start(), found, self._guess(slot, spec.predicate)
                    )
                if spec.predicate in LIVES and slot.role == "subject" and found.where != "clause":
                    found = self._things.subject(sentence, hit.match.start(), hit.trigger[0], found)
                refs = self._persons(sentence, found.refs, slot)
                if found.where != "clause":
                    refs = self._carried(sentence, hit, found, refs)
                if spec.predicate == "OPERATES":
                    refs = [ref for ref in refs if ref.letter not in PERSON_LETTERS]
                if found.where == "sentence" and (spec.predicate, slot.role) == ("ROLE", "object"):
                    at = hit.match.start()  # 甲收购乙，CEO换成丙: of 乙
                    refs = self.offices.taken(sentence, at) or self.spoken.dealt(sentence, at, "ROLE") or refs
                sides.distance = found.where or sides.distance
                reason = f"no {slot.role} before the verb"
            elif slot.place == "past":
                if not spec.beside_deal or self.spoken.funding(sentence):
                    refs = self._past(sentence, slot, hit, sides)
                reason = "no deal before it"
            elif slot.place == "here":
                low, high = hit.match.span(slot.role)
                refs = [
                    Ref(sentence, i, sentence.spans[i])
                    for i in range(low, high)
                    if i in sentence.spans and not sentence.code.startswith("旗下", i + 1, high)
                ]
                refs = [ref for ref in refs if ref.letter in allow]
                if slot.type == "PLACE" and high > low:
                    refs = [self._place(sentence, low, high)]
            elif slot.place == "mid":
                low, high = hit.match.span(slot.role)
                if low >= 0:
                    refs, reason = phrases.right(
                        sentence, low, high, self._guess(slot, spec.predicate), allow, slot.many
                    )
            else:
                low = hit.match.end()
                if phrases.FOR_SO_LONG.match(sentence.code, low):
                    return None, "how long ago, and of whom"
                high = phrases.phrase_end(sentence, low, self.cuts)
                refs, reason = phrases.right(
                    sentence, low, high, self._guess(slot, spec.predicate), allow, slot.many
                )
                sides.reach = max(sides.reach, high)
                refs = self._things.wholes(refs) if spec.predicate == "SHUT_DOWN" else refs
            if not refs and slot.role == "object" and slot.place in ("mid", "right") and low >= 0:
                refs = self._unprinted(sentence, hit, (low, high), sides)
            if slot.type == "PERSON":
                refs = [ref for ref in refs if arguments.person_like(ref.span) and self._a_person(ref)]
            if not refs and not slot.optional:
                if slot.place == "left" and slot.role == "object" and spec.predicate in DEALS:
                    self.spoken.unread = sentence
                return None, reason
            several = slot.many or (slot.place == "left" and found.together(sentence, hit.match.start()))
            sides.refs[slot.role] = refs if several else refs[-1:]
        return sides, None

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
        if predicate == "FOUNDED" and len(refs) > 1 and refs[0].letter == SAME_PERSON:
            return refs[:1]  # 他与某某做起甲，后来创立乙: he did
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

    def _not_itself(self, sides: Sides) -> list[Ref]:
        """The objects of a deal: X独投其天使轮 is about another than X, though 其 stands nearest to X."""
        subjects = sides.refs.get("subject", [])
        objects = sides.refs.get("object") or subjects
        headline = self.context.headline
        if headline is None or objects is subjects:
            return objects
        acting = {ref.start for ref in subjects}
        return [
            headline
            if ref.letter == ITS and any(a.start in acting for a in self.context.antecedents(ref))
            else ref
            for ref in objects
        ]

    def remember(self, sentence: Sentence, hit: Hit, sides: Sides, date: str | None) -> None:
        """Note what later sentences may refer to."""
        left_slot = next((s for s in hit.template.slots if s.place == "left"), None)
        if hit.match["trigger"] in UNDER:
            self._note_under(sentence, hit, sides)
        elif left_slot is not None and RELATIVE.match(sentence.code, hit.trigger[1]):
            self._note_head(sentence, hit, sides.refs.get("object", []))
        elif left_slot is not None:
            named = sides.refs[left_slot.role]
            made = sides.refs.get("subject", [])
            if hit.pattern.spec.id == "rename.predecessor" and named[-1].sentence is not sentence:
                named = made  # 前身甲成立很早，由…: of 甲
            elif hit.pattern.spec.id == "rename.to":
                named = sides.refs.get("object") or named  # 甲更名乙，后来上市: as 乙
            self.context.note_subject(sentence, hit.match.start(), tuple(named))
        elif all(slot.place == "past" for slot in hit.template.slots):  # 持股约16%: of the buyer before it
            self.context.note_subject(sentence, hit.trigger[0], tuple(sides.refs["subject"]))
        elif any(slot.place == "past" and slot.role == "object" for slot in hit.template.slots):
            # 由X领投，Y跟投: the talk is still of the company they invest in; of the person too who has a position
            person = sides.refs["subject"] if hit.pattern.spec.predicate == "ROLE" else []
            self.context.note_subject(sentence, hit.trigger[0], (*person, *sides.refs["object"]))
        elif hit.pattern.spec.predicate == "ROLE":
            self.context.note_subject(sentence, hit.trigger[0], tuple(sides.refs.get("subject", ())))
        if sentence.host is None:
            for slot in hit.template.slots:
                if slot.place != "left":
                    for ref in sides.refs[slot.role]:
                        after = ref.sentence is sentence and ref.index >= hit.match.end()
                        if slot.place == "right" and after and ref.index < sides.reach and not ref.guessed:
                            sentence.taken.add(ref.index)
            if hit.pattern.spec.predicate in DEALS and not hit.pattern.spec.continues:
                objects = self._not_itself(sides)
                self.spoken.deal = Deal(
                    sentence,
                    hit.pattern.spec.predicate,
                    sides.refs.get("subject", []),
                    objects,
                    date,
                    hit.trigger[0],
                )
            predicate, owners = hit.pattern.spec.predicate, sides.refs.get("subject", [])
            if predicate in ("OPERATES", "LAUNCHED", "ACQUIRED") and owners:
                owned = sides.refs.get("object", [])
                self.spoken.note_owner(owners, owned, bought=predicate == "ACQUIRED")
            if hit.pattern.spec.predicate == "FOUNDED" and sides.refs.get("subject"):
                self.spoken.founded = sides.refs["subject"][-1]
            if (
                hit.pattern.spec.predicate in ("LAUNCHED", "FOUNDED", "RENAMED_TO", "MERGED_INTO")
                and hit.pattern.spec.id not in MUTUAL
            ):
                role = "object" if hit.pattern.spec.predicate != "FOUNDED" else "subject"
                refs = tuple(sides.refs.get(role, ()))
                if refs:
                    self.context.note_introduced(sentence, refs)

    def _note_head(self, sentence: Sentence, hit: Hit, heads: list[Ref]) -> None:
        """X投资的Y…: where the clause begins so, the talk is of Y."""
        low, _ = sentence.bounds(hit.match.start())
        opening = arguments.leading(sentence, low, hit.match.start())
        here = [ref for ref in heads if ref.sentence is sentence and ref.index >= hit.trigger[1]]
        if opening and here:
            self.context.note_subject(sentence, hit.match.start(), tuple(here))

    def _note_under(self, sentence: Sentence, hit: Hit, sides: Sides) -> None:
        """Of whom a clause that begins with X旗下 speaks: X旗下有Y of X, X旗下的Y of Y."""
        low, _ = sentence.bounds(hit.match.start())
        owner = sides.refs["subject"][-1]
        start = owner.index if owner.sentence is sentence and low <= owner.index < hit.trigger[0] else None
        between = sentence.code[(low if start is None else start + 1) : hit.trigger[0]]
        if not CLASS.fullmatch(arguments.OPENERS.sub("", between)) or (
            start is not None and arguments.OPENERS.sub("", sentence.code[low:start])
        ):
            return
        role = "subject" if HAS.match(sentence.code, hit.trigger[1]) else "object"
        self.context.note_subject(sentence, hit.match.start(), tuple(sides.refs[role]))

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
        acting, objects = sides.refs.get("subject", []), sides.refs.get("object", [])
        if predicate == "LAUNCHED":
            passing = hit.pattern.spec.id == "launch.in_passing"
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
        if hit.pattern.spec.id == "role.goes_on" and acting:
            career = self.offices.career(sentence, acting[-1])
            if career:
                return career
        if predicate in ("ROLE", "FOUNDED"):
            present = hit.pattern.spec.id == "role.title_name" and "创" not in hit.match["title"]
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
