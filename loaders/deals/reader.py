"""Tagged arguments become claims where no pattern read the deal, and fill what a pattern left open.

In a long text patterns win: a deal that one of them read gets at most the seller and the figures that the model saw
beside its object. In a flash, which names its parties in a sentence or two, the models speak for themselves: a party
that no pattern read becomes part of a claim of lower confidence, with whom and what is nearest to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from graph.claims import Claim, Mention, Value
from loaders.assemble import Assembler
from loaders.deals.features import TRIGGER
from loaders.deals.tagger import Argument, arguments
from loaders.discourse import alphabet
from loaders.discourse.arguments import Ref
from loaders.discourse.sentence import Sentence
from loaders.names.evidence import Spot
from loaders.names.kinds import kinds
from loaders.names.sequence import tagger

if TYPE_CHECKING:
    from loaders.deals.flash import Flash

RULE: Final = "tagger.deal"
LEAST: Final = {"buyer": 0.5, "target": 0.5, "seller": 0.5, "money": 0.4, "proportion": 0.4}
DEALS: Final = ("ACQUIRED", "INVESTED_IN", "DIVESTED")
# 控股股东, 增持评级, 质押回购: words for somebody or something, not for a deal
NOUN: Final = re.compile(
    "控股(?:股东|子公司|公司|权)|(?:增持|减持)(?:评级|”评级|至)|投资(?:者|人|收益|评级|关系)|认购(?:手续|费|期|倍数|款|额|热情|踊跃)|回购式|挂牌(?:上市|交易|新三板|首日)"
)
RATED: Final = re.compile(
    '(?:调(?:低|高|升|降)?(?:至|为|到)|评级(?:为|至)?|给予|维持)[“"]?$'
)  # 评级下调至减持
SENTENCE_END: Final = re.compile("[。！？]")
PER_SHARE: Final = re.compile("[/每]股|的?均价")
# Nobody else names the parties in a text of so few code points and sentences; in a longer one they stand elsewhere.
FLASH: Final = 300
SENTENCES: Final = 2


class DealReader:
    """Reads the deals of one document after its patterns; adds claims to the assembler's and completes them."""

    def __init__(self, assembler: Assembler) -> None:
        self._assembler = assembler
        self._spans = assembler.annotated.spans
        self._starts = {span.start: span for span in self._spans}
        text = assembler.document.text
        self._short = len(text) <= FLASH and len(SENTENCE_END.findall(text)) <= SENTENCES
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
            self._read_flash(sentence)
            return
        read = self.read_before(sentence)
        if read:
            low, high = bisect_left(self._order, sentence.start), bisect_left(self._order, sentence.end)
            here = [span for span in self._spans[low:high] if span.end <= sentence.end]
            text = annotated.plain[sentence.start : sentence.end]
            found = [a for a in arguments(text, here, sentence.start) if a.score >= LEAST[a.role]]
            for claim in read if found else ():
                self.complete(claim, found)

    def _read_flash(self, sentence: Sentence) -> None:
        from loaders.deals.flash import Flash, Stack  # long documents do without, and begin the sooner
        from loaders.deals.telling import Telling

        if self._flash is None:
            self._flash = Flash(self._assembler.annotated, Stack.shipped())
        found = self._flash.arguments(sentence)
        if found:
            Telling(self, sentence, found).tell()

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
            if PER_SHARE.match(self._assembler.annotated.plain, figure.end):
                continue
            if span is not None and span.letter != alphabet.SHARES and hasattr(span.payload, "amount"):
                out.append(
                    self._assembler.annotated.value(span, "stake" if figure.role == "proportion" else "price")
                )
        return out


_NOWHERE = Sentence(0, 0, None, 0, "", [], [], {})  # type: ignore[arg-type]  # a Ref wants a sentence; none is read


def of_role(found: Iterable[Argument], role: str) -> list[Argument]:
    return [a for a in found if a.role == role]


def overlap(argument: Argument, mention: Mention) -> bool:
    return argument.start < mention.end and mention.start < argument.end


def gap(start: int, end: int, argument: Argument) -> int:
    return max(start - argument.end, argument.start - end, 0)


def nearest(to: Argument, among: Iterable[Argument]) -> Argument | None:
    return min(among, key=lambda a: (gap(a.start, a.end, to), a.start), default=None)
