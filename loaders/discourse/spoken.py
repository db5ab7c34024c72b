"""Of whom a deal is that does not say so: 北湾基金又领投了B轮, 鲸港物流随后买下剩余股份."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.discourse.alphabet import FIGURE, ORG_LETTERS, ORG_REF, ROUND
from loaders.discourse.arguments import Ref
from loaders.discourse.context import Context
from loaders.discourse.sentence import Sentence

# A round told of goes on across a paragraph.
THIS_ROUND = re.compile("(?:据[^，。；]{1,10}，)?(?:本|此|该|这)(?:轮|次|笔)融资")
# What a sentence is about that a deal beside it may belong to.
FUNDS = re.compile(f"{ROUND}|融资|领投|跟投|参投|募资|增资|注资|入股|估值")
# 白帆冷链的B轮由北湾基金…: whose round a clause opens with
WHOSE = re.compile(
    f"({ORG_REF})(?:公司|集团)?的?(?:这一|该|最新|新|首|前|两|约|近|{FIGURE}|的)*(?:{ROUND}|[轮次笔]融资|融资)"
)
# 剩余股份, 16%的股份, 4亿元的B轮: a part or a round of somebody that is not printed
PART = re.compile(
    f"(?:了|约|近|超过?|剩余|剩下|余下|其余|另外|全部|部分|少数|多数|新增|新发行?|增发|相应|早期|首|第[一二三]|又一|一|的|{FIGURE}|{ROUND})*"
    f"(?:(?<={ROUND})|(?:普通|优先)?股[份权票]|新股|部分|份额|权益|[轮笔]?(?:投资|融资)|轮)(?:融资|投资)?"
)


@dataclass(slots=True)
class Deal:
    """The deal read last: what 还包括 or 由X领投 goes on with."""

    sentence: Sentence
    predicate: str
    subjects: list[Ref]
    objects: list[Ref]
    date: str | None
    at: int


class Spoken:
    """What was read last, for the deals that go on with it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.deal: Deal | None = None
        self.founded: Ref | None = None  # the company that was set up last

    def funding(self, sentence: Sentence) -> bool:
        """Whether a deal was read in `sentence` or the one before it, or one of them speaks of a round."""
        if self.deal is not None and sentence.number - self.deal.sentence.number <= 1:
            return True
        before = self.context.previous[-1] if self.context.previous else None
        near = before is not None and before.zone is sentence.zone and FUNDS.search(before.code) is not None
        return near or FUNDS.search(sentence.code) is not None

    def company(self, sentence: Sentence, at: int, acting: Sequence[Ref]) -> list[Ref]:
        """The company that the verb at code index `at` is about, another than those who act."""
        keys = {self.context.key(a.span) for ref in acting for a in self.context.antecedents(ref)}
        deal = self.deal
        low, _ = sentence.bounds(at)
        whose = next(WHOSE.finditer(sentence.code, low, at), None)
        here = [] if whose is None else [Ref(sentence, whose.start(1), sentence.spans[whose.start(1)])]
        if self._other(here, keys):
            return here
        told = deal is not None and deal.sentence is sentence
        new = self.founded
        if new is not None and new.sentence is sentence and new.index < at and not told:
            return [new]
        if deal is not None and told and self._other(deal.objects[-1:], keys):
            return deal.objects[-1:]
        for refs in self.context.spoken_of(sentence, at):
            own = self._other(refs, keys)
            if own:
                return own[-1:]
        distance = 9 if deal is None else sentence.number - deal.sentence.number
        near = deal is not None and (deal.sentence.zone is sentence.zone or THIS_ROUND.match(sentence.code))
        if deal is not None and near and distance <= 1 and self._other(deal.objects[-1:], keys):
            return deal.objects[-1:]
        brought = self._other(self.context.introduced.get(sentence.number - 1, ()), keys)
        if brought and distance > 1:
            return brought[-1:]
        topic = self._topic(sentence, at, keys)
        if topic:
            return topic
        return self._other(deal.objects[-1:], keys) if deal is not None and near and distance <= 2 else []

    def _topic(self, sentence: Sentence, at: int, keys: set[str]) -> list[Ref]:
        """What the article is about, rather than who was named in the sentence before; else that one."""
        headline = self.context.headline
        if headline is not None:
            return self._other([headline], keys)
        low, _ = sentence.bounds(at)
        found = self.context.subject(sentence, low, ORG_LETTERS, "company", ahead=False)
        return self._other(found.refs[-1:], keys)

    def _other(self, refs: Sequence[Ref], keys: set[str]) -> list[Ref]:
        """Those of `refs` that are organisations and none of `keys`."""
        return [
            ref
            for ref in refs
            if ref.letter in ORG_LETTERS
            and not any(self.context.key(a.span) in keys for a in self.context.antecedents(ref))
        ]
