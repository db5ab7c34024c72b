"""What the models found in a sentence of a flash, told as claims beside those of the patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graph.claims import Claim, Mention, claim_id
from loaders.deals.reader import DEALS, RULE, DealReader, gap, nearest, of_role, overlap
from loaders.deals.tagger import Argument
from loaders.disclosure import claim_event
from loaders.discourse import howmuch, when
from loaders.discourse.scope import refusal
from loaders.discourse.sentence import Sentence

STAKES: Final = re.compile("增持|入股|投资|认购|参股|增资|领投|跟投|注资|战投|加仓|建仓|举牌|回购")
# 收购药店类企业: what somebody does, no deal
KIND_OF_THING: Final = re.compile("[^，。；,;]{0,12}类(?:企业|公司|资产|项目|业务|品牌|产品)")
ALONE: Final = 0.55  # a party of whose deal nothing else is named must be surer
REPAYS: Final = "回购"  # of one's own shares, unless another is named
JOINED: Final = re.compile("、|和|与|及|以及")
# 通过全资子公司X收购: X buys too, for whom the pattern has read
VEHICLE: Final = re.compile("(?:通过|由|以)[^，。；,;]{0,8}$|(?:子公司|孙公司|附属公司|全资控股公司)$")
LISTED: Final = re.compile("[^，。；：]{0,12}(?:、|和|及|以及)")
# X(21.5,-1.5%)、Y: items of one list, which play one part
ASIDE: Final = "(?:[（(][^（）()]{0,40}[)）])?"
IN_ONE_LIST: Final = re.compile(
    f"{ASIDE}(?:(?:、|和|与|及|以及)[^，。；、（(]{{1,12}}{ASIDE}){{0,8}}(?:、|和|与|及|以及)"
)


class Telling:
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
        """Mend and complete the claims of the patterns, then add what none of them has."""
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
        """The nearest of `among` that is not `to` in another role; no seller of what is beside it in one list."""
        name = self._mentions[to].name
        return nearest(to, [a for a in among if self._mentions[a].name != name and not self._listed(a, to)])

    def _listed(self, one: Argument, other: Argument) -> bool:
        if "seller" not in (one.role, other.role):
            return False
        first, last = sorted((one, other), key=lambda a: a.start)
        return IN_ONE_LIST.fullmatch(self._annotated.plain, first.end, last.start) is not None

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
        if side is not None and VEHICLE.search(text, max(0, side.start - 16), side.start):
            return False
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
