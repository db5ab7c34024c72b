"""Which organisation a position is in, where the clause does not print it, and which position somebody takes over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.discourse.alphabet import BOTH, ORG_LETTERS, SAME_COMPANY
from loaders.discourse.arguments import Ref, leading
from loaders.discourse.context import Context
from loaders.discourse.sentence import Sentence

NAMED_NEW = re.compile(
    "(?:[\ue000\ue003\ue006]|新公司|合并后的公司|合资公司|新公司名|公司)(?:名为|命名为|定名为|取名|取名为|被命名为|名叫)[\ue000-\ue004]"
)
# Where a person comes from, not of what the sentence speaks.
ASIDE = {
    "role.before_name", "role.several_before_name", "role.former_of_several", "role.more_before_name", "role.beside_name",
    "role.serving",
}  # fmt: skip
LEAVING = {"role.leaves", "role.leaves_there", "role.resigns"}
ONES_OWN = ("其", "公司", "目前", "现任", "这家", "这个", "这间")
THING = re.compile(
    "(?:的|员工|门店|旗下|股价|用户|方面人士|职务|职位|其职)"
)  # of an organisation, and not itself
REACH = 2  # sentences


@dataclass(frozen=True, slots=True)
class Office:
    """A position that was read: whose, where, by what title."""

    sentence: Sentence
    person: Ref
    where: Ref
    title: str | None
    rule: str


class Offices:
    """The positions read so far in one document; `title` is the one that was taken over last."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.title: str | None = None
        self._held: list[Office] = []

    def note(self, sentence: Sentence, person: Ref, where: Ref, title: str | None, rule: str) -> None:
        """Remember a position for the sentences to come."""
        self._held.append(Office(sentence, person, where, title, rule))
        del self._held[:-8]

    def taken_over(self, sentence: Sentence, person: int) -> list[Ref]:
        """由X接任: where the one that X (at code index `person`) follows was; notes the title."""
        near = [
            office
            for office in self._held
            if 0 <= sentence.number - office.sentence.number <= REACH
            and not (office.person.sentence is sentence and office.person.index == person)
        ]
        left = [office for office in near if office.rule in LEAVING]
        here = [office for office in near if office.sentence is sentence]
        for office in (*reversed(left), *reversed(here)):
            self.title = office.title
            return [office.where]
        return []

    def organisation(self, sentence: Sentence, at: int, dealt: list[Ref]) -> list[Ref]:
        """Of what somebody is the head, where the clause does not say: what was set up just before, else the topic.

        `dealt` is what the deal read in the sentence before `at` was about.
        """
        office = self._held[-1] if self._held else None
        new = self.context.introduced.get(sentence.number)
        if (
            office is not None
            and office.sentence is sentence
            and office.rule not in ASIDE
            and not (new and office.person.index < new[-1].index < at)
        ):
            return [office.where]
        for named in NAMED_NEW.finditer(sentence.code, 0, at):
            return [Ref(sentence, named.end() - 1, sentence.spans[named.end() - 1])]
        if new and new[-1].index < at:
            return [new[-1]]
        if dealt:
            return dealt
        if sentence.code[at] in "这那该":  # X也归在这家由Y创立的公司名下: not X
            at = sentence.bounds(at)[0]
        spoken_of = self._spoken_of(sentence, at)
        if spoken_of is not None:
            return [spoken_of]
        if self.context.headline is not None:
            return [self.context.headline]
        low, _ = sentence.bounds(len(sentence.code) - 1)
        found = self.context.subject(sentence, low, ORG_LETTERS, "company")
        if found.where == "before" and not sentence.code.startswith(ONES_OWN):
            return []
        return [ref for ref in found.refs[-1:] if ref.letter in ORG_LETTERS]

    def _spoken_of(self, sentence: Sentence, at: int) -> Ref | None:
        """The organisation that the clauses of `sentence` before `at` speak of."""
        last = sentence.clause_of(at)
        for number in range(last, -1, -1):
            low, high = sentence.clauses[number]
            stored = self.context.subjects.get((sentence.number, number), ()) if number < last else ()
            for refs in (stored, leading(sentence, low, min(high, at))):
                own = [
                    ref
                    for ref in refs
                    if ref.letter in ORG_LETTERS - {BOTH}
                    and not (ref.sentence is sentence and THING.match(sentence.code, ref.index + 1))
                ]
                if own:  # 公司控股股东X: the company
                    return next((ref for ref in own if ref.letter == SAME_COMPANY), own[-1])
        return None
