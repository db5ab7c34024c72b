"""Tagged arguments become claims where no pattern read the deal, and fill what a pattern left open.

Patterns win: a deal that one of them read gets at most the seller and the figures that the model saw beside its
object. A deal that no pattern read becomes claims of lower confidence, each target with the buyer nearest to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from graph.claims import Claim, Mention, Value, claim_id
from graph.schema import EntityType
from loaders.assemble import Assembler
from loaders.deals.features import TRIGGER
from loaders.deals.tagger import Argument, arguments
from loaders.disclosure import claim_event
from loaders.discourse import alphabet, howmuch, when
from loaders.discourse.scope import refusal
from loaders.discourse.sentence import Sentence, Span

RULE = "tagger.deal"
LEAST = {"buyer": 0.5, "target": 0.5, "seller": 0.5, "money": 0.4, "proportion": 0.4}
DEALS = ("ACQUIRED", "INVESTED_IN", "DIVESTED")
STAKES = re.compile("增持|入股|投资|认购|参股|增资|领投|跟投|注资|战投|加仓|建仓|举牌")
# 控股股东, 增持评级, 质押回购: words for somebody or something, not for a deal
NOUN = re.compile(
    "控股(?:股东|子公司|公司|权)|(?:增持|减持)(?:评级|”评级|至)|投资(?:者|人|收益|评级|关系)|回购式|挂牌(?:上市|交易|新三板|首日)"
)
REPAYS = re.compile("回购")
FLASH = (
    300  # code points; nobody else names the buyer in a text as short, in a longer one he stands elsewhere
)
FAR, NEAR = (
    40,
    8,
)  # code points between a verb and its target; near where a pattern has read another deal here
TYPES: dict[str, EntityType] = {
    alphabet.PRODUCT: "Product",
    alphabet.PERSON: "Person",
    alphabet.UNIT: "BusinessUnit",
}


class DealReader:
    """Reads the deals of one document after its patterns; adds claims to the assembler's and completes them."""

    def __init__(self, assembler: Assembler) -> None:
        self._assembler = assembler
        self._spans = assembler.annotated.spans
        self._starts = {span.start: span for span in self._spans}
        self._flash = len(assembler.document.text) <= FLASH
        self._order = [span.start for span in self._spans]

    def read(self, sentence: Sentence) -> None:
        """Read one sentence, in document order, after the patterns have read it."""
        if sentence.is_heading and sentence.question:
            return
        text = self._assembler.annotated.plain[sentence.start : sentence.end]
        if not self._verbs(sentence.start, sentence.end) or (not self._flash and not self._read(sentence)):
            return
        low, high = bisect_left(self._order, sentence.start), bisect_left(self._order, sentence.end)
        here = [span for span in self._spans[low:high] if span.end <= sentence.end]
        found = [a for a in arguments(text, here, sentence.start) if a.score >= LEAST[a.role]]
        if found:
            self._merge(sentence, found)

    def _verbs(self, start: int, end: int) -> list[re.Match[str]]:
        """The deal verbs of text[start:end] that are neither part of a name nor of a noun."""
        plain = self._assembler.annotated.plain
        return [
            match
            for match in TRIGGER.finditer(plain, start, end)
            if not NOUN.match(plain, match.start()) and not self._in_name(match.start())
        ]

    def _in_name(self, offset: int) -> bool:
        at = bisect_right(self._order, offset) - 1
        return at >= 0 and self._spans[at].end > offset and self._spans[at].letter in alphabet.NAME_LETTERS

    def _merge(self, sentence: Sentence, found: list[Argument]) -> None:
        read = self._read(sentence)
        of = {role: [a for a in found if a.role == role] for role in LEAST}
        figures = of["money"] + of["proportion"]
        covered = {self._key(m) for claim in read for m in (claim.object, claim.subject) if m is not None}
        for claim in read:
            self._complete(claim, of, figures)
        for target in of["target"] if self._flash else ():
            if self._key(self._mention(target)) in covered:
                continue
            mine = [f for f in figures if _nearest(f, of["target"]) is target]
            self._deal(sentence, target, of["buyer"], of["seller"], mine, bool(read))

    def _read(self, sentence: Sentence) -> list[Claim]:
        """The deals that patterns have read in `sentence`; claims come in the order of their sentences."""
        out: list[Claim] = []
        for claim in reversed(self._assembler.claims):
            if claim.evidence.end < sentence.start:
                break
            if claim.predicate in DEALS and sentence.start <= claim.evidence.start < sentence.end:
                out.insert(0, claim)
        return out

    def _key(self, mention: Mention) -> str:
        return self._assembler.entities.key(Span(mention.start, mention.end, ""))

    def _complete(self, claim: Claim, of: dict[str, list[Argument]], figures: list[Argument]) -> None:
        """The seller and the figures that the pattern left open, where its object is the model's target too."""
        if claim.object is None:
            return
        target = next(
            (a for a in of["target"] if a.start < claim.object.end and claim.object.start < a.end), None
        )
        if target is None:
            return
        if claim.counterparty is None:
            others = of["buyer"] if claim.predicate == "DIVESTED" else of["seller"]
            party = _nearest(target, others)
            if party is not None:
                mention = self._mention(party)
                if mention.name not in (claim.object.name, claim.subject.name if claim.subject else None):
                    claim.counterparty = mention
        if not claim.values:
            claim.values = self._values([f for f in figures if _nearest(f, of["target"]) is target])

    def _deal(
        self, sentence: Sentence, target: Argument, buyers: list[Argument], sellers: list[Argument],
        figures: list[Argument], read: bool,
    ) -> None:  # fmt: skip
        text = self._assembler.document.text
        trigger = min(
            self._verbs(sentence.start, sentence.end),
            key=lambda m: (_gap(m.start(), m.end(), target), m.start()),
        )
        if REPAYS.fullmatch(trigger[0]) or _gap(trigger.start(), trigger.end(), target) > (
            NEAR if read else FAR
        ):
            return
        object_ = self._mention(target)
        sides: list[Mention] = [self._mention(a) for a in _joined(text, _nearest(target, buyers), buyers)]
        seller = _nearest(target, sellers)
        other = self._mention(seller) if seller is not None else None
        values = self._values(figures)
        share = howmuch.stake(values)
        if not sides and other is not None:
            sides, other, predicate = [other], None, "DIVESTED"
        elif STAKES.fullmatch(trigger[0]) or (share is not None and share < 50):
            predicate = "INVESTED_IN"
        else:
            predicate = "ACQUIRED"
        low, high = sentence.index_at(trigger.start()), sentence.index_at(trigger.end())
        if low >= len(sentence.code):
            return
        # what the patterns leave alone for a reason (a question, a word in quotation marks) stays left
        verb = (low, max(low + 1, high))
        if refusal(sentence, self._assembler.annotated.plain, *verb, verb):
            return
        if sentence.is_heading and not all(self._assembler.annotated.in_body(m) for m in (object_, *sides)):
            return
        date = when.event_date(sentence, low, max(low + 1, high), None)
        modality = self._assembler.annotated.modality(sentence, (low, max(low + 1, high)), date)
        parties: list[Mention | None] = [*sides]
        if not parties:
            parties = [None]
        for side in parties:
            if side is not None and (side.name == object_.name or side.start == object_.start):
                continue
            claim = Claim(
                predicate=predicate,
                subject=side,
                object=object_,
                date=date,
                modality=modality,
                counterparty=None
                if other is None or other.name in (side and side.name, object_.name)
                else other,
                values=values,
                evidence=self._assembler.evidence(
                    sentence, [m for m in (side, object_) if m is not None], (low, max(low + 1, high))
                ),
                rule=RULE,
                confidence=round((0.8 if side else 0.5) * min(target.score, 0.95), 3),
                event=claim_event(self._assembler.document.id, trigger.start()),
            )
            claim.id = claim_id(claim)
            self._assembler.claims.append(claim)

    def _mention(self, argument: Argument) -> Mention:
        """The argument as a side of a claim; a name the document knows brings its other forms."""
        document = self._assembler.document
        span = self._starts.get(argument.start)
        printed = document.text[argument.start : argument.end]
        if span is not None and span.end == argument.end and span.letter in alphabet.NAME_LETTERS:
            from loaders.discourse.arguments import Ref

            ref = Ref(_NOWHERE, 0, span)
            mention = self._assembler.entities.mention(document.text, ref, ref)
            return mention if mention.type != "Exchange" else mention.model_copy(update={"type": "Company"})
        kind = TYPES.get(span.letter, "Company") if span is not None else "Company"
        return Mention(name=printed, type=kind, mention=printed, start=argument.start, end=argument.end)

    def _values(self, figures: list[Argument]) -> list[Value]:
        out = []
        for figure in figures:
            near = self._spans[max(0, bisect_left(self._order, figure.start) - 1) :][:3]
            span = next(
                (s for s in near if s.start < figure.end and figure.start < s.end
                 and s.letter in alphabet.FIGURE_LETTERS),
                None,
            )  # fmt: skip
            if span is not None and span.letter != alphabet.SHARES and hasattr(span.payload, "amount"):
                out.append(
                    self._assembler.annotated.value(span, "stake" if figure.role == "proportion" else "price")
                )
        return out


_NOWHERE = Sentence(0, 0, None, 0, "", [], [], {})  # type: ignore[arg-type]  # a Ref wants a sentence; none is read


def _gap(start: int, end: int, argument: Argument) -> int:
    return max(start - argument.end, argument.start - end, 0)


def _nearest(to: Argument, among: list[Argument]) -> Argument | None:
    return min(among, key=lambda a: (_gap(a.start, a.end, to), a.start), default=None)


def _joined(text: str, first: Argument | None, among: list[Argument]) -> list[Argument]:
    """`first` and those that a conjunction joins to it."""
    if first is None:
        return []
    at = among.index(first)
    out = [first]
    for i in range(at - 1, -1, -1):
        if not re.fullmatch("、|和|与|及|以及", text[among[i].end : out[0].start]):
            break
        out.insert(0, among[i])
    for i in range(at + 1, len(among)):
        if not re.fullmatch("、|和|与|及|以及", text[out[-1].end : among[i].start]):
            break
        out.append(among[i])
    return out
