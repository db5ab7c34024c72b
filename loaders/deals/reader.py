"""Tagged arguments become claims where no pattern read the deal, and fill what a pattern left open.

In a long text patterns win: a deal that one of them read gets at most the seller and the figures that the model saw
beside its object. In a flash, which names its parties in a sentence or two, the models speak for themselves: a party
that no pattern read becomes part of a claim of lower confidence, with whom and what is nearest to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from graph.claims import Claim, Mention, Value, claim_id
from loaders.assemble import Assembler
from loaders.deals.features import TRIGGER
from loaders.deals.tagger import Argument, Flash, Stack, arguments
from loaders.disclosure import claim_event
from loaders.discourse import alphabet, howmuch, when
from loaders.discourse.arguments import Ref
from loaders.discourse.scope import refusal
from loaders.discourse.sentence import Sentence
from loaders.names.evidence import Spot
from loaders.names.kinds import kinds
from loaders.names.sequence import tagger

RULE: Final = "tagger.deal"
LEAST: Final = {"buyer": 0.5, "target": 0.5, "seller": 0.5, "money": 0.4, "proportion": 0.4}
DEALS: Final = ("ACQUIRED", "INVESTED_IN", "DIVESTED")
STAKES: Final = re.compile("增持|入股|投资|认购|参股|增资|领投|跟投|注资|战投|加仓|建仓|举牌|回购")
# 收购药店类企业: what somebody does, no deal
KIND_OF_THING: Final = re.compile("[^，。；,;]{0,12}类(?:企业|公司|资产|项目|业务|品牌|产品)")
ALONE: Final = 0.55  # a party of whose deal nothing else is named must be surer
REPAYS: Final = "回购"  # of one's own shares, unless another is named
# 控股股东, 增持评级, 质押回购: words for somebody or something, not for a deal
NOUN: Final = re.compile(
    "控股(?:股东|子公司|公司|权)|(?:增持|减持)(?:评级|”评级|至)|投资(?:者|人|收益|评级|关系)|回购式|挂牌(?:上市|交易|新三板|首日)"
)
RATED: Final = re.compile(
    '(?:调(?:低|高|升|降)?(?:至|为|到)|评级(?:为|至)?|给予|维持)[“"]?$'
)  # 评级下调至减持
# Nobody else names the parties in a text of so few code points; in a longer one they stand elsewhere.
FLASH: Final = 300
JOINED: Final = re.compile("、|和|与|及|以及")
LISTED: Final = re.compile("[^，。；：]{0,12}(?:、|和|及|以及)")


class DealReader:
    """Reads the deals of one document after its patterns; adds claims to the assembler's and completes them."""

    def __init__(self, assembler: Assembler) -> None:
        self._assembler = assembler
        self._spans = assembler.annotated.spans
        self._starts = {span.start: span for span in self._spans}
        self._short = len(assembler.document.text) <= FLASH
        self._order = [span.start for span in self._spans]
        self._flash: Flash | None = None

    def read(self, sentence: Sentence) -> None:
        """Read one sentence, in document order, after the patterns have read it."""
        if sentence.is_heading and sentence.question:
            return
        annotated = self._assembler.annotated
        if not self.verbs(sentence):
            return
        if self._short:
            if self._flash is None:
                self._flash = Flash(annotated, Stack.shipped())
            found = self._flash.arguments(sentence)
            if found:
                _Telling(self, sentence, found).tell()
            return
        read = self.read_before(sentence)
        if read:
            low, high = bisect_left(self._order, sentence.start), bisect_left(self._order, sentence.end)
            here = [span for span in self._spans[low:high] if span.end <= sentence.end]
            text = annotated.plain[sentence.start : sentence.end]
            found = [a for a in arguments(text, here, sentence.start) if a.score >= LEAST[a.role]]
            for claim in read if found else ():
                self.complete(claim, found)

    def verbs(self, sentence: Sentence) -> list[re.Match[str]]:
        """The deal verbs of `sentence` that are neither part of a name nor of a noun."""
        plain = self._assembler.annotated.plain
        return [
            match
            for match in TRIGGER.finditer(plain, sentence.start, sentence.end)
            if not NOUN.match(plain, match.start())
            and not RATED.search(plain, max(sentence.start, match.start() - 6), match.start())
            and not self._in_name(match.start())
        ]

    def _in_name(self, offset: int) -> bool:
        at = bisect_right(self._order, offset) - 1
        return at >= 0 and self._spans[at].end > offset and self._spans[at].letter in alphabet.NAME_LETTERS

    @property
    def assembler(self) -> Assembler:
        return self._assembler

    def read_before(self, sentence: Sentence) -> list[Claim]:
        """The deals that patterns have read in `sentence`; claims come in the order of their sentences."""
        out: list[Claim] = []
        for claim in reversed(self._assembler.claims):
            if claim.evidence.end < sentence.start:
                break
            if claim.predicate in DEALS and sentence.start <= claim.evidence.start < sentence.end:
                out.insert(0, claim)
        return out

    def complete(self, claim: Claim, found: Sequence[Argument]) -> None:
        """The seller and the figures that the pattern left open, where its object is the model's target too."""
        if claim.object is None:
            return
        targets = of_role(found, "target")
        target = next((a for a in targets if overlap(a, claim.object)), None)
        if target is None:
            return
        if claim.counterparty is None:
            party = nearest(target, of_role(found, "buyer" if claim.predicate == "DIVESTED" else "seller"))
            if party is not None:
                mention = self.mention(party)
                if mention.name not in (claim.object.name, claim.subject.name if claim.subject else None):
                    claim.counterparty = mention
        if not claim.values:
            figures = [*of_role(found, "money"), *of_role(found, "proportion")]
            claim.values = self.values([f for f in figures if nearest(f, targets) is target])

    def mention(self, argument: Argument) -> Mention:
        """The argument as a side of a claim; a name the document knows brings its other forms."""
        document, annotated = self._assembler.document, self._assembler.annotated
        span = self._starts.get(argument.start)
        printed = document.text[argument.start : argument.end]
        if span is not None and span.end == argument.end and span.letter in alphabet.NAME_LETTERS:
            ref = Ref(_NOWHERE, 0, span)
            mention = annotated.entities.mention(document.text, ref, ref)
            if mention.type == "Exchange":
                mention = mention.model_copy(update={"type": "Company"})
        else:
            plain = annotated.plain[argument.start : argument.end]
            spot = Spot(argument.start, argument.end, 1.0, "deal")
            type_ = kinds(annotated.plain, [spot], tagger().people)[plain]
            mention = Mention(
                name=printed,
                type="Company" if type_ in ("Unknown", "Exchange") else type_,
                mention=printed,
                start=argument.start,
                end=argument.end,
            )
        more = {*mention.aliases, *argument.aliases} - {mention.name}
        return mention.model_copy(update={"aliases": sorted(more)}) if argument.aliases else mention

    def values(self, figures: Iterable[Argument]) -> list[Value]:
        """The figures as values of a claim."""
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


class _Telling:
    """What the models found in one sentence of a flash, told beside what the patterns read there."""

    def __init__(self, reader: DealReader, sentence: Sentence, found: Sequence[Argument]) -> None:
        self._reader = reader
        self._sentence = sentence
        found = self._found = _settled(found)
        self._annotated = reader.assembler.annotated
        self._buyers, self._targets, self._sellers = (
            of_role(found, role) for role in ("buyer", "target", "seller")
        )
        self._figures = [a for a in found if a.role in ("money", "proportion")]
        self._claims = reader.read_before(sentence)
        self._mentions = {a: reader.mention(a) for a in found if a.role in ("buyer", "target", "seller")}

    def tell(self) -> None:
        for claim in self._claims:
            self._mend(claim)
            self._reader.complete(claim, self._found)
        for target in sorted(self._targets, key=lambda a: -a.score):
            if not self._told(target):
                self._buy(target)
        for buyer in self._buyers:
            if not self._told(buyer):
                self._claim(buyer, self._other(buyer, self._targets), None)
        for seller in self._sellers:
            if not self._told(seller):
                self._claim(seller, self._other(seller, self._targets), None)
        for figure in self._figures:
            self._count(figure)

    def _mend(self, claim: Claim) -> None:
        """Give a side that a pattern read the borders that the models found for it."""
        sells = claim.predicate == "DIVESTED"
        sides = {"subject": "seller" if sells else "buyer", "object": "target"}
        changes = {}
        for side, role in sides.items():
            mention: Mention | None = getattr(claim, side)
            if mention is None:
                continue
            argument = next((a for a in of_role(self._found, role) if overlap(a, mention)), None)
            if argument is not None and (argument.start, argument.end) != (mention.start, mention.end):
                changes[side] = self._mentions[argument]
        for side, mention in changes.items():
            setattr(claim, side, mention)
        if changes:
            claim.id = claim_id(claim)

    def _told(self, argument: Argument) -> bool:
        """Whether a claim of the sentence has the argument in its role already, or a pattern's in another."""
        mine = self._mentions[argument]
        for claim in self._claims:
            if claim.rule != RULE and any(
                side is not None and (side.name == mine.name or overlap(argument, side))
                for side in (claim.subject, claim.object, claim.counterparty)
            ):
                return True
            sells = claim.predicate == "DIVESTED"
            side = {
                "target": claim.object,
                "buyer": claim.counterparty if sells else claim.subject,
                "seller": claim.subject if sells else claim.counterparty,
            }[argument.role]
            if side is not None and (side.name == mine.name or overlap(argument, side)):
                return True
        return False

    def _other(self, to: Argument, among: Sequence[Argument]) -> Argument | None:
        """The nearest of `among` that is not `to` in another role."""
        name = self._mentions[to].name
        return nearest(to, [a for a in among if self._mentions[a].name != name])

    def _buy(self, target: Argument) -> None:
        """Claims of what is bought: by the nearest buyer and those joined to him, else sold by the seller."""
        buyer, seller = self._other(target, self._buyers), self._other(target, self._sellers)
        if buyer is None:
            self._claim(seller, target, None)
            return
        for side in _joined(self._annotated.text, buyer, self._buyers):
            self._claim(side, target, seller)

    def _claim(self, side: Argument | None, target: Argument | None, seller: Argument | None) -> None:
        sentence, annotated, assembler = self._sentence, self._annotated, self._reader.assembler
        about = target or side
        if about is None:
            return
        verb = min(
            self._reader.verbs(sentence),
            key=lambda m: (gap(m.start(), m.end(), about), m.start()),
        )
        low, high = sentence.index_at(verb.start()), sentence.index_at(verb.end())
        place = (low, max(low + 1, high))
        # what the patterns leave alone for a reason (a question, a word in quotation marks) stays left
        if low >= len(sentence.code) or refusal(sentence, annotated.plain, *place, place):
            return
        subject = self._mentions[side] if side is not None else None
        object_ = self._mentions[target] if target is not None else None
        sides = [m for m in (subject, object_) if m is not None]
        if subject is not None and object_ is not None and subject.name == object_.name:
            return
        if sentence.is_heading and not all(annotated.in_body(m) for m in sides):
            return
        if len(sides) < 2 and (verb[0] == REPAYS or about.score < ALONE):
            return
        if len(sides) < 2 and self._named_before(about):
            return
        if any(_reversed(claim, subject, object_) for claim in self._claims):
            return
        if target is None and KIND_OF_THING.match(annotated.plain, verb.end()):
            return
        event = claim_event(assembler.document.id, verb.start())
        if any(claim.event == event and self._contradicts(claim, side, target) for claim in self._claims):
            return
        other = self._mentions[seller] if seller is not None else None
        if other is not None and other.name in {m.name for m in sides}:
            other = None
        figures = [f for f in self._figures if target is not None and nearest(f, self._targets) is target]
        values = self._reader.values(figures)
        share = howmuch.stake(values)
        if side.role == "seller" if side is not None else verb.lastgroup == "sells":
            predicate = "DIVESTED"
        elif STAKES.fullmatch(verb[0]) or (share is not None and share < 50):
            predicate = "INVESTED_IN"
        else:
            predicate = "ACQUIRED"
        date = when.event_date(sentence, *place, None)
        claim = Claim(
            predicate=predicate,
            subject=subject,
            object=object_,
            date=date,
            modality=annotated.modality(sentence, place, date),
            counterparty=other,
            values=values,
            evidence=assembler.evidence(sentence, sides, place),
            rule=RULE,
            confidence=round((0.8 if len(sides) == 2 else 0.5) * min(about.score, 0.95), 3),
            event=event,
        )
        claim.id = claim_id(claim)
        assembler.claims.append(claim)
        self._claims.append(claim)

    def _named_before(self, argument: Argument) -> bool:
        """Whether a deal read before names the party on the same side."""
        name = self._mentions[argument].name
        return any(
            side is not None and side.name == name
            for claim in self._reader.assembler.claims
            if claim.predicate in DEALS and (claim.predicate == "DIVESTED") == (argument.role == "seller")
            for side in [claim.object if argument.role == "target" else claim.subject]
        )

    def _contradicts(self, claim: Claim, side: Argument | None, target: Argument | None) -> bool:
        """Whether a pattern has read the verb with other sides: what stands before its object describes that."""
        if (
            claim.rule == RULE
            or claim.predicate == "DIVESTED"
            or (side is not None and side.role == "seller")
        ):
            return False
        text = self._annotated.plain
        if target is not None and claim.object is not None and not overlap(target, claim.object):
            return target.end <= claim.object.start and not LISTED.fullmatch(
                text, target.end, claim.object.start
            )
        if side is not None and claim.subject is not None and not overlap(side, claim.subject):
            low, high = sorted([(side.start, side.end), (claim.subject.start, claim.subject.end)])
            return not LISTED.fullmatch(text, low[1], high[0])
        return False

    def _count(self, figure: Argument) -> None:
        """Add a figure that no claim has to the nearest claim that has none of its kind."""
        for value in self._reader.values([figure]):
            if any(v.start == value.start for claim in self._claims for v in claim.values):
                continue
            open_ = [c for c in self._claims if all(v.what != value.what for v in c.values)]
            claim = min(open_, key=lambda c: _distance(figure, c), default=None)
            if claim is not None:
                claim.values = [*claim.values, value]
                claim.id = claim_id(claim)


_NOWHERE = Sentence(0, 0, None, 0, "", [], [], {})  # type: ignore[arg-type]  # a Ref wants a sentence; none is read


def _settled(found: Sequence[Argument]) -> list[Argument]:
    """`found` without a seller who is likelier the target, or the buyer of all there is, or the other way round."""
    out = list(found)
    alone = len({(a.start, a.end) for a in of_role(found, "target")}) <= 1
    for role in ("target", "buyer") if alone else ("target",):
        for seller in of_role(found, "seller"):
            same = next(
                (a for a in of_role(out, role) if (a.start, a.end) == (seller.start, seller.end)), None
            )
            if same is not None and seller in out:
                out.remove(min(same, seller, key=lambda a: a.score))
    return out


def of_role(found: Iterable[Argument], role: str) -> list[Argument]:
    return [a for a in found if a.role == role]


def overlap(argument: Argument, mention: Mention) -> bool:
    return argument.start < mention.end and mention.start < argument.end


def gap(start: int, end: int, argument: Argument) -> int:
    return max(start - argument.end, argument.start - end, 0)


def nearest(to: Argument, among: Iterable[Argument]) -> Argument | None:
    return min(among, key=lambda a: (gap(a.start, a.end, to), a.start), default=None)


def _distance(figure: Argument, claim: Claim) -> int:
    sides = [m for m in (claim.subject, claim.object) if m is not None]
    return min((gap(m.start, m.end, figure) for m in sides), default=0)


def _reversed(claim: Claim, subject: Mention | None, object_: Mention | None) -> bool:
    """Whether `claim` has the two sides the other way round."""
    if claim.subject is None or claim.object is None or subject is None or object_ is None:
        return False
    return (claim.subject.name, claim.object.name) == (object_.name, subject.name)


def _joined(text: str, first: Argument, among: Sequence[Argument]) -> list[Argument]:
    """`first` and those that a conjunction joins to it."""
    at = among.index(first)
    out = [first]
    for i in range(at - 1, -1, -1):
        if not JOINED.fullmatch(text, among[i].end, out[0].start):
            break
        out.insert(0, among[i])
    for i in range(at + 1, len(among)):
        if not JOINED.fullmatch(text, out[-1].end, among[i].start):
            break
        out.append(among[i])
    return out
