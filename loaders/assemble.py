"""Matches of patterns become claims: slots to mentions, with date, figures, modality and evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.claims import Claim, Evidence, Mention, Value, claim_id
from graph.schema import EntityType, Modality, endpoints_allowed
from loaders.annotate import Annotated
from loaders.discourse import arguments, howmuch, when
from loaders.discourse.alphabet import (
    COMPANY,
    EXCHANGE,
    ITS,
    ORG_LETTERS,
    PERSON,
    PERSON_LETTERS,
    PRODUCT,
    REF_LETTERS,
    ROUND,
)
from loaders.discourse.arguments import Ref
from loaders.discourse.context import Context, Found
from loaders.discourse.scope import refusal
from loaders.discourse.sentence import Sentence, Span
from loaders.document import Document, Skipped
from loaders.matching import Hit, Matcher
from loaders.patterns.language import Library, Slot, adverbs
from loaders.tidy import tidied

SPEAKS = re.compile(
    "^(?:在[^，。；]{0,12})?(?:对[^，。；]{0,10})?(?:表示|称|说|指出|认为|透露|介绍|坦言|告诉|接受|回应|强调|解释|看来|曾表示|曾)"
)
PRODUCT_DEFAULT = {
    ("LAUNCHED", "object"), ("SHUT_DOWN", "subject"), ("RENAMED_TO", "subject"), ("RENAMED_TO", "object"),
    ("OPERATES", "object"),
}  # fmt: skip
FUNDING = {"RAISED", "INVESTED_IN"}
DEALS = {"RAISED", "INVESTED_IN", "ACQUIRED"}
VALUED = DEALS | {"DIVESTED", "FOUNDED", "MERGED_INTO"}
MODIFYING = re.compile(
    "^(?:以|在|于|通过|为|因|对|与|和|向|从|斥资|出资|耗资|花|用|试图|决定|选择|开始|继续|不断|成功|宣布|计划|拟|希望|想|要|再|大举|一|累计|共|仅|只|曾|首次|率先|联合|共同|正式|独家|合计|同意|签署|涉足|进军|布局)|(?:以|用|花|斥资|作价)[^，]*$|[了着过]"
)
SMALL_PART = re.compile("的?(?:少数|部分|小部分|一部分|少量)(?:股|权益)")
LISTED = re.compile("[\ue000-\ue00c、/]|等|及|和|的")
LONG_SENTENCE = 160


@dataclass(slots=True)
class Deal:
    """The deal read last: what 还包括 or 由X领投 goes on with."""

    sentence: Sentence
    predicate: str
    subjects: list[Ref]
    objects: list[Ref]
    date: str | None
    at: int


@dataclass(slots=True)
class Sides:
    """The resolved slots of a hit: role -> references; `reach` is the code index up to which it was read."""

    refs: dict[str, list[Ref]]
    reach: int
    distance: str = "clause"


class Assembler:
    """Reads the sentences of one document in order; `claims` and `skipped` grow."""

    def __init__(self, document: Document, annotated: Annotated, library: Library) -> None:
        self.document = document
        self.annotated = annotated
        self.entities = annotated.entities
        self.context = Context()
        self.claims: list[Claim] = []
        self.skipped: list[Skipped] = []
        self._deal: Deal | None = None  # the deal read last
        self._office: Ref | None = None  # where the person spoken of last has a position
        self._matcher = Matcher(library)

    def read(self, sentence: Sentence) -> None:
        """Read one sentence and its asides."""
        self.context.enter(sentence)
        first = len(self.claims)
        for part in (sentence, *sentence.asides):
            choices = self._matcher.choices(part)
            self._cuts = sorted(hits[0].trigger for hits in choices if hits[0].pattern.spec.group == "event")
            for hits in choices:
                self._take(part, hits)
        self.claims[first:] = tidied(self.claims[first:])

    # -- one hit ----------------------------------------------------------------------------------------------

    def _take(self, sentence: Sentence, hits: list[Hit]) -> None:
        """Read the first of `hits`; the next where nobody stands to its left."""
        self._reading = sentence
        for number, hit in enumerate(hits):
            why = refusal(sentence, self.annotated.plain, *hit.match.span(), hit.trigger)
            if why is None:
                sides, why = self._sides(sentence, hit)
                if sides is not None and why is None:
                    why = self._emit(sentence, hit, sides)
            if why is None:
                return None
            if number + 1 == len(hits) or not why.endswith("before the verb"):
                self._skip(sentence, hit, why)
                return

    def _skip(self, sentence: Sentence, hit: Hit, reason: str) -> None:
        low, high = sentence.bounds(hit.trigger[0])
        start, end = sentence.place(low, high)
        self.skipped.append(Skipped(start, end, self.document.text[start:end], reason, hit.pattern.spec.id))

    def _sides(self, sentence: Sentence, hit: Hit) -> tuple[Sides | None, str | None]:
        sides = Sides({}, hit.match.end())
        spec = hit.pattern.spec
        for slot in hit.template.slots:
            allow = arguments.allowed(slot.type)
            refs: list[Ref] = []
            reason = "no name in the phrase"
            if slot.place == "left":
                found = self.context.subject(
                    sentence, hit.match.start(), allow, spec.prefer or _preference(slot, spec.predicate),
                    printed=slot.printed,
                )  # fmt: skip
                if slot.tight:
                    found = self._tight(sentence, hit.match.start(), found, self._guess(slot, spec.predicate))
                elif found.where != "clause":
                    found = self._own_subject(
                        sentence, hit.match.start(), found, self._guess(slot, spec.predicate)
                    )
                refs = self._persons(sentence, found.refs, slot)
                sides.distance = found.where or sides.distance
                reason = f"no {slot.role} before the verb"
            elif slot.place == "past":
                refs = self._past(sentence, slot, spec.predicate)
                reason = "no deal before it"
            elif slot.place == "here":
                low, high = hit.match.span(slot.role)
                refs = [Ref(sentence, i, sentence.spans[i]) for i in range(low, high) if i in sentence.spans]
                refs = [ref for ref in refs if ref.letter in allow]
                if slot.type == "PLACE" and high > low:
                    refs = [self._place(sentence, low, high)]
            elif slot.place == "mid":
                low, high = hit.match.span(slot.role)
                if low >= 0:
                    refs, reason = arguments.right(
                        sentence, low, high, self._guess(slot, spec.predicate), allow, slot.many
                    )
            else:
                low = hit.match.end()
                high = arguments.phrase_end(sentence, low, self._cuts)
                refs, reason = arguments.right(
                    sentence, low, high, self._guess(slot, spec.predicate), allow, slot.many
                )
                sides.reach = max(sides.reach, high)
            if slot.type == "PERSON":
                refs = [ref for ref in refs if arguments.person_like(ref.span)]
            if not refs and not slot.optional:
                return None, reason
            sides.refs[slot.role] = refs if slot.many else refs[-1:]
        return sides, None

    def _tight(self, sentence: Sentence, at: int, found: Found, guess: arguments.Guess) -> Found:
        """`found` where nothing stands between it and the verb; else the name that the phrase there suggests."""
        low, _ = sentence.bounds(at)
        if found.where == "clause" and found.refs[-1].index == at - 1:
            return found
        before = arguments.OPENERS.sub("", sentence.code[low:at])
        if not before:
            return found
        start, end = sentence.place(at - len(before), at)
        spans = [] if len(before) > 14 or LISTED.search(before) else guess(start, end)
        refs = tuple(Ref(sentence, at - 1, span, guessed=True) for span in spans)
        return Found(refs, "clause" if refs else "")

    def _own_subject(self, sentence: Sentence, at: int, found: Found, guess: arguments.Guess) -> Found:
        """`found` unless the clause has a subject of its own that no name was found for; then what it suggests."""
        low, _ = sentence.bounds(at)
        if any(char in REF_LETTERS for char in sentence.code[low:at]):
            return found
        before = adverbs().sub("", arguments.OPENERS.sub("", sentence.code[low:at]))
        if len(before) < 2 or MODIFYING.search(before):
            return found
        start, end = sentence.place(at - len(before), at)
        if sentence.code[at - len(before) : at] == before and len(before) <= 14 and not LISTED.search(before):
            refs = tuple(Ref(sentence, at - 1, span, guessed=True) for span in guess(start, end))
            if refs:
                return Found(refs, "clause")
        return Found((), "") if len(before) >= 3 else found

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

    def _guess(self, slot: Slot, predicate: str) -> arguments.Guess:
        letter = _letter(slot, predicate)

        def guess(start: int, end: int) -> list[Span]:
            return self.annotated.guess(start, end, letter)

        return guess

    # -- claims -----------------------------------------------------------------------------------------------

    def _emit(self, sentence: Sentence, hit: Hit, sides: Sides) -> str | None:
        spec = hit.pattern.spec
        kinds = {slot.role: slot.type for slot in hit.template.slots}
        subjects = self._mentions(sides.refs.get("subject", []), spec.predicate, "subject")
        founder = "founder" if kinds.get("object") == "PERSON" else "object"
        objects = self._mentions(sides.refs.get("object", []), spec.predicate, founder)
        has_object = "object" in sides.refs
        if not subjects:
            return "nobody it could stand for"
        if sentence.is_heading and not all(self.annotated.in_body(m) for m in (*subjects, *objects)):
            return "a heading, with a name that the text does not print"
        if (
            has_object
            and not objects
            and not any(s.optional for s in hit.template.slots if s.role == "object")
        ):
            return "nobody it could stand for"
        objects = [self._other(sides, o, subjects) for o in objects]
        subjects += self._mentions(sides.refs.get("coagent", []), spec.predicate, "subject")
        counter = self._mentions(sides.refs.get("counterparty", []), spec.predicate, "counterparty")
        previous = self.context.previous[-1] if self.context.previous else None
        date = when.event_date(sentence, hit.match.start(), hit.trigger[1], previous) if spec.dated else None
        if date is None and self._deal is not None and any(s.place == "past" for s in hit.template.slots):
            date = self._deal.date
        modality = spec.modality or self.annotated.modality(sentence, hit.trigger, date)
        if spec.presupposed and modality in (Modality.OPINION, Modality.FORECAST):
            modality = Modality.ASSERTED
        low = sentence.bounds(hit.match.start())[0]
        figures = (
            []
            if spec.predicate not in VALUED
            else howmuch.deal_figures(
                sentence,
                low,
                max(sides.reach, hit.match.end()),
                "funding" if spec.predicate in FUNDING else "price",
            )
        )
        if (
            "percent" in hit.match.groupdict()
            and hit.match.start("percent") >= 0
            and spec.predicate in VALUED
        ):
            index = hit.match.start("percent")
            figures = [(i, what) for i, what in figures if i != index] + [(index, "stake")]
        if spec.requires and not set(spec.requires) <= {what for _, what in figures}:
            return "no figure of the kind it needs"
        shares = howmuch.distributed(sentence, figures, len(subjects))
        pairs = [(s, o, shares[i]) for i, s in enumerate(subjects) for o in (objects or [None])]
        event = self._event(sentence, hit)
        made = 0
        for subject, object_, mine in pairs:
            values = [self._value(sentence, index, what) for index, what in mine]
            predicate = _by_stake(spec.predicate, spec.minority, spec.majority, values)
            if spec.continues and self._deal is not None:
                predicate = self._deal.predicate
            if predicate == "ACQUIRED" and object_ is not None and self._small_part(sentence, object_):
                predicate = "INVESTED_IN"
            claim = self._claim(sentence, hit, predicate, subject, object_, date, modality, values, event)
            if claim is None:
                continue
            claim.counterparty = counter[0] if counter else None
            claim.round = self._round(sentence, hit, sides)
            claim.lead = spec.lead
            claim.title = spec.title or self._title(hit) if predicate == "ROLE" else None
            claim.confidence = round(spec.confidence * (1.0 if sides.distance == "clause" else 0.9), 3)
            self._keep(claim)
            made += 1
            for also in spec.also:
                a, b = (object_, subject) if also.swap else (subject, object_)
                if also.by == "counterparty":
                    a = counter[0] if counter else None
                if a is not None:
                    second = self._claim(
                        sentence, hit, also.predicate, a, b, date if also.by else None, modality, [], event
                    )
                    if second is not None:
                        self._keep(second)
        if not made:
            return "the two sides are one, or of kinds that do not go together"
        if spec.predicate != "RAISED":
            sentence.taken.update(index for index, _ in figures)
        self._remember(sentence, hit, sides, date)
        return None

    def _claim(
        self, sentence: Sentence, hit: Hit, predicate: str, subject: Mention, object_: Mention | None,
        date: str | None, modality: Modality, values: list[Value], event: str,
    ) -> Claim | None:  # fmt: skip
        if object_ is not None and (subject.name == object_.name or subject.start == object_.start):
            return None
        kind = None if object_ is None else object_.type
        if not endpoints_allowed(predicate, subject.type, kind):
            return None
        return Claim(
            predicate=predicate,
            subject=subject.model_copy(),
            object=None if object_ is None else object_.model_copy(),
            date=date,
            modality=modality,
            values=values,
            evidence=self.evidence(sentence, [subject, *([object_] if object_ else [])], hit.match.span()),
            rule=hit.pattern.spec.id,
            event=event,
        )

    def _keep(self, claim: Claim) -> None:
        claim.id = claim_id(claim)
        self.claims.append(claim)

    def _mentions(self, refs: list[Ref], predicate: str, side: str) -> list[Mention]:
        out: list[Mention] = []
        default: EntityType = "Product" if (predicate, side) in PRODUCT_DEFAULT else "Company"
        if (predicate == "ROLE" and side == "subject") or side == "founder":
            default = "Person"
        for ref in refs:
            for antecedent in self._antecedents(ref):
                mention = self.entities.mention(self.document.text, ref, antecedent, default)
                if all(m.name != mention.name for m in out):
                    out.append(mention)
        return out

    def _antecedents(self, ref: Ref) -> tuple[Ref, ...]:
        """Whom `ref` stands for; 将其 is what was named last, not the one who acts on it."""
        if ref.letter == ITS and ref.index and ref.sentence.code[ref.index - 1] in "将把":
            last = next((name for name in self.context.names_before(ref) if name.letter in ORG_LETTERS), None)
            if last is not None and last.sentence is ref.sentence:
                return (last,)
        return self.context.antecedents(ref)

    def _other(self, sides: Sides, object_: Mention, subjects: list[Mention]) -> Mention:
        """X将其卖给Y: 其 is not X but what was last spoken of."""
        ref = next(
            (r for r in sides.refs.get("object", []) if r.start == object_.start and r.letter == ITS), None
        )
        if ref is None or all(object_.name != s.name for s in subjects):
            return object_
        for name in self.context.names_before(ref):
            if name.letter in ORG_LETTERS:
                mention = self.entities.mention(self.document.text, ref, name)
                if all(mention.name != s.name for s in subjects):
                    return mention
        return object_

    def _remember(self, sentence: Sentence, hit: Hit, sides: Sides, date: str | None) -> None:
        if hit.pattern.spec.predicate == "ROLE":
            self._office = next(iter(sides.refs.get("object", [])), None)
        left_slot = next((s for s in hit.template.slots if s.place == "left"), None)
        if left_slot is not None:
            self.context.note_subject(sentence, hit.match.start(), tuple(sides.refs[left_slot.role]))
        elif any(slot.place == "past" and slot.role == "object" for slot in hit.template.slots):
            # 由X领投，Y跟投: the talk is still of the company they invest in
            self.context.note_subject(sentence, hit.trigger[0], tuple(sides.refs["object"]))
        elif hit.pattern.spec.predicate == "ROLE":
            self.context.note_subject(sentence, hit.trigger[0], tuple(sides.refs.get("subject", ())))
        if sentence.host is None:
            for slot in hit.template.slots:
                if slot.place != "left":
                    for ref in sides.refs[slot.role]:
                        if slot.place == "right" and not ref.guessed:
                            sentence.taken.add(ref.index)
            if hit.pattern.spec.predicate in DEALS and not hit.pattern.spec.continues:
                objects = sides.refs.get("object") or sides.refs.get("subject", [])
                self._deal = Deal(
                    sentence,
                    hit.pattern.spec.predicate,
                    sides.refs.get("subject", []),
                    objects,
                    date,
                    hit.trigger[0],
                )
            if hit.pattern.spec.predicate in ("LAUNCHED", "FOUNDED", "RENAMED_TO", "MERGED_INTO"):
                role = "object" if hit.pattern.spec.predicate != "FOUNDED" else "subject"
                refs = tuple(sides.refs.get(role, ()))
                if refs:
                    self.context.note_introduced(sentence, refs)

    def deal_in(self, sentence: Sentence, low: int) -> Ref | None:
        """The company that the deal of the clause at code index `low` is about, if one was read there."""
        deal = self._deal
        if deal is None or deal.sentence is not sentence or not deal.objects:
            return None
        return deal.objects[-1] if sentence.clause_of(deal.at) == sentence.clause_of(low) else None

    def _past(self, sentence: Sentence, slot: Slot, predicate: str) -> list[Ref]:
        """The buyer or the company of the deal read in this sentence or the two before it.

        What belongs to the subject of a deal is not its news; 包括旗下的X belongs to what was bought.
        """
        deal = self._deal
        if predicate in ("ROLE", "FOUNDED"):
            return self._organisation(sentence)
        if (
            deal is None
            or not 0 <= sentence.number - deal.sentence.number <= 2
            or deal.sentence.zone is not sentence.zone
        ):
            return []
        return deal.subjects if slot.role == "subject" and predicate != "OPERATES" else deal.objects[-1:]

    def _organisation(self, sentence: Sentence) -> list[Ref]:
        """Of what somebody is the head, where the clause does not say: what was set up just before, else the topic."""
        if self._office is not None and self._office.sentence is sentence:
            return [self._office]
        new = self.context.introduced.get(sentence.number)
        if new:
            return [new[-1]]
        if self._deal is not None and self._deal.sentence is sentence:
            return [ref for ref in self._deal.objects[-1:] if ref.letter in ORG_LETTERS]
        found = self.context.subject(
            sentence, sentence.bounds(len(sentence.code) - 1)[0], ORG_LETTERS, "company"
        )
        return [ref for ref in found.refs[-1:] if ref.letter in ORG_LETTERS]

    def _place(self, sentence: Sentence, low: int, high: int) -> Ref:
        start, end = sentence.place(low, high)
        return Ref(sentence, low, Span(start, end, EXCHANGE, None), guessed=True)

    @staticmethod
    def _small_part(sentence: Sentence, object_: Mention) -> bool:
        """X的少数股权: not control, though no figure says so."""
        index = sentence.index_at(object_.end)
        return SMALL_PART.match(sentence.code, index) is not None

    def _title(self, hit: Hit) -> str | None:
        """The title as printed: the group `title` of the pattern, else the trigger."""
        low, high = hit.match.span("title" if "title" in hit.match.groupdict() else "trigger")
        if low < 0:
            return None
        sentence = self._reading
        start, end = sentence.place(low, high)
        return re.sub("^(?:原|前|时任|现任|的)+", "", self.document.text[start:end]) or None

    def _round(self, sentence: Sentence, hit: Hit, sides: Sides) -> str | None:
        if hit.pattern.spec.predicate not in FUNDING:
            return None
        low = sentence.bounds(hit.match.start())[0]
        for index in range(low, max(sides.reach, hit.match.end())):
            if sentence.code[index] == ROUND:
                span = sentence.spans[index]
                return self.document.text[span.start : span.end]
        return None

    def _value(self, sentence: Sentence, index: int, what: str) -> Value:
        return self.annotated.value(sentence.spans[index], what)

    def _event(self, sentence: Sentence, hit: Hit) -> str:
        start = sentence.place(*hit.trigger)[0]
        return hashlib.sha256(f"{self.document.id}:{start}".encode()).hexdigest()[:12]

    def evidence(self, sentence: Sentence, mentions: list[Mention], span: tuple[int, int]) -> Evidence:
        """The sentence that states it; of a long one the clauses from the first to the last thing used."""
        if sentence.host is not None:
            return self.evidence(sentence.host[0], mentions, (sentence.host[1] - 1, sentence.host[1]))
        start, end = sentence.start, sentence.end
        if end - start > LONG_SENTENCE:
            first, last = sentence.clause_of(span[0]), sentence.clause_of(max(span[0], span[1] - 1))
            for mention in mentions:
                if sentence.start <= mention.start < sentence.end:
                    number = sentence.clause_of(sentence.index_at(mention.start))
                    first, last = min(first, number), max(last, number)
            start = sentence.at[sentence.clauses[first][0]]
            end = sentence.to[sentence.clauses[last][1] - 1]
            start, end = (
                min(start, *(m.start for m in mentions if sentence.start <= m.start < sentence.end), start),
                end,
            )
        return Evidence(source=self.document.id, quote=self.document.text[start:end], start=start, end=end)


def _letter(slot: Slot, predicate: str) -> str:
    """The letter for a name that only the phrase suggests."""
    if slot.type == "PERSON":
        return PERSON
    if slot.type == "PRODUCT" or (predicate, slot.role) in PRODUCT_DEFAULT:
        return PRODUCT
    return COMPANY


def _preference(slot: Slot, predicate: str) -> str | None:
    if slot.type == "PRODUCT" or (predicate, slot.role) == ("SHUT_DOWN", "subject"):
        return "product"
    if slot.type == "COMPANY" or predicate in ("INVESTED_IN", "ACQUIRED", "DIVESTED", "RAISED", "LAUNCHED"):
        return "company"
    return None


def _by_stake(predicate: str, minority: str | None, majority: str | None, values: list[Value]) -> str:
    share = howmuch.stake(values)
    if share is None:
        return predicate
    if share < 50 and minority:
        return minority
    if share >= 50 and majority:
        return majority
    return predicate
