"""What is kept of a statement for the sentences behind it: of whom the talk is now, whose a thing is, which deal was read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.discourse import arguments
from loaders.discourse.alphabet import ITS
from loaders.discourse.arguments import Ref
from loaders.discourse.context import Context
from loaders.discourse.sentence import Sentence
from loaders.discourse.spoken import Deal, Spoken
from loaders.matching import Hit

DEALS = {"RAISED", "INVESTED_IN", "ACQUIRED", "DIVESTED"}
UNDER = ("旗下", "麾下", "下属", "所属")
HAS = re.compile("(?:目前|现|共|还|仍|只|已|曾|主要|原|一共|至少)*(?:有|拥有|包括|包含|握有|剩)")
CLASS = re.compile("(?:集团|公司|控股|的)*")
SEVERAL = re.compile(
    "(?:过|了)?(?:近|超过|逾|上)?(?:不少|许多|很多|多家|多个|众多|一系列|一批|大量|诸多|若干|好几[家个]|[数几]十?[家个]|[两三四五六七八九十百]+[多余]?[家个]|\ue013)"
)
RELATIVE = re.compile("(?:了|过)?的")
BESIDE = re.compile("[与和跟同]$")  # 甲与丙创办的乙合并: the talk is of 甲


@dataclass(slots=True)
class Sides:
    """The resolved slots of a hit: role -> references; `reach` is the code index up to which it was read."""

    refs: dict[str, list[Ref]]
    reach: int
    distance: str = "clause"


class Memory:
    """Tells `context` and `spoken` what a statement leaves behind."""

    def __init__(self, context: Context, spoken: Spoken) -> None:
        self.context = context
        self.spoken = spoken

    def note(self, sentence: Sentence, hit: Hit, sides: Sides, date: str | None) -> None:
        """Note what later sentences may refer to."""
        self._note_talk(sentence, hit, sides)
        if sentence.host is not None:  # in brackets, by the way
            return
        for slot in hit.template.slots:
            if slot.place == "right":
                for ref in sides.refs[slot.role]:
                    after = ref.sentence is sentence and hit.match.end() <= ref.index < sides.reach
                    if after and not ref.guessed:
                        sentence.taken.add(ref.index)
        spec, subjects, objects = (
            hit.pattern.spec,
            sides.refs.get("subject", []),
            sides.refs.get("object", []),
        )
        if spec.predicate in DEALS and not spec.continues:
            about = self._not_itself(sides)
            self.spoken.deal = Deal(sentence, spec.predicate, subjects, about, date, hit.trigger[0])
        if spec.predicate in ("OPERATES", "LAUNCHED", "ACQUIRED") and subjects:
            self.spoken.note_owner(subjects, objects, bought=spec.predicate == "ACQUIRED")
        aside = spec.presupposed and BESIDE.search(sentence.code, 0, hit.match.start()) is not None
        if spec.predicate == "FOUNDED" and subjects and not aside:
            self.spoken.founded = subjects[-1]
        if (
            spec.predicate in ("LAUNCHED", "FOUNDED", "RENAMED_TO", "MERGED_INTO")
            and "mutual" not in spec.marks
            and not aside
        ):
            new = subjects if spec.predicate == "FOUNDED" else objects
            if new:
                self.context.note_introduced(sentence, tuple(new))

    def note_unnamed(self, sentence: Sentence, hit: Hit, sides: Sides, phrase: str) -> None:
        """X收购过不少公司: a deal with several that are named later, if at all."""
        subjects, predicate = sides.refs.get("subject"), hit.pattern.spec.predicate
        if subjects and predicate in ("INVESTED_IN", "ACQUIRED") and SEVERAL.match(phrase):
            self.spoken.deal = Deal(sentence, predicate, subjects, [], None, hit.trigger[0])

    def _note_talk(self, sentence: Sentence, hit: Hit, sides: Sides) -> None:
        """Of whom the talk is behind the match."""
        spec, at, slots = hit.pattern.spec, hit.match.start(), hit.template.slots
        subjects, objects = sides.refs.get("subject", []), sides.refs.get("object", [])
        left = next((slot for slot in slots if slot.place == "left"), None)
        if hit.match["trigger"] in UNDER:
            self._note_under(sentence, hit, sides)
        elif left is not None and RELATIVE.match(sentence.code, hit.trigger[1]):
            self._note_head(sentence, hit, objects)
        elif left is not None:
            named = sides.refs[left.role]
            if "of_the_old" in spec.marks and named[-1].sentence is not sentence:
                named = subjects  # 前身甲成立很早，由…: of 甲
            elif "of_the_new" in spec.marks:
                named = objects or named  # 甲更名乙，后来上市: as 乙
            self.context.note_subject(sentence, at, tuple(named))
        elif all(slot.place == "past" for slot in slots):  # 持股约16%: of the buyer before it
            self.context.note_subject(sentence, hit.trigger[0], tuple(subjects))
        elif any(slot.place == "past" and slot.role == "object" for slot in slots):
            # 由X领投，Y跟投: the talk is still of the company they invest in; of the person too who has a position
            person = subjects if spec.predicate == "ROLE" else []
            self.context.note_subject(sentence, hit.trigger[0], (*person, *objects))
        elif spec.predicate == "ROLE":
            self.context.note_subject(sentence, hit.trigger[0], tuple(subjects))

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
