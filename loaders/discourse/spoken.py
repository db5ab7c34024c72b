"""Of whom a deal is that does not say so: 北湾基金又领投了B轮, 鲸港物流随后买下剩余股份."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.discourse.alphabet import (
    COMPANY,
    FIGURE,
    ITS,
    MONEY,
    ORG_LETTERS,
    ORG_REF,
    PERSON,
    PRODUCT,
    ROUND,
    SAME_COMPANY,
    STOP,
    UNKNOWN,
)
from loaders.discourse.arguments import Ref
from loaders.discourse.context import Context
from loaders.discourse.sentence import Sentence, Span

NAMES = "\ue000-\ue00c"
# A round told of goes on across a paragraph.
THIS_ROUND = re.compile("(?:据[^，。；]{1,10}，)?(?:本|此|该|这)(?:轮|次|笔)融资")
# What a sentence is about that a deal beside it may belong to.
FUNDS = re.compile(f"{ROUND}|融资|领投|跟投|参投|募资|增资|注资|入股|估值")
# 白帆冷链的B轮由北湾基金…: whose round a clause opens with
WHOSE = re.compile(
    f"({ORG_REF})(?:公司|集团)?的?(?:这一|该|最新|新|首|前|两|约|近|{FIGURE}|的)*(?:{ROUND}|[轮次笔]融资|融资)"
)
INVESTOR = re.compile("(?:资本|创投|基金|风投|投资|Capital|Partners|Ventures|Fund)$")
# X跟投, X等老股东又掏了钱: who puts money in is not whose the money is
GIVES = re.compile(
    f"(?:等[^{STOP}{NAMES}]{{0,8}})?(?:也|又|都|均|还|先|再|则|随后|相继|先后|继续|\ue010)*"
    "(?:跟投|领投|参投|独投|追投|出资|注资|认购|跟上|跟进|加码|加注|掏钱|掏了|投了|押注|下注|进场|入局|入场|进来)"
)
# 鲸港物流内部孵化的找船工具顺风帆: whose product, named before it
OWNER_BEFORE = re.compile(f"({ORG_REF})(?:公司|集团)?[^{STOP}、&与和及对向为将被给{NAMES}]{{0,12}}$")
# 剩余股份, 16%的股份, 4亿元的B轮: a part or a round of somebody that is not printed
PART = re.compile(
    f"(?:{ORG_REF}(?:公司|集团|等[^，。；、]{{0,6}})?(?:所持有?|持有|手中)的?)?"
    f"(?:了|约|近|超过?|剩余|剩下|余下|其余|另外|全部|部分|少数|多数|新增|新发行?|增发|相应|早期|首|第[一二三]|又一|一|的|{FIGURE}|{ROUND})*"
    f"(?:(?<={ROUND})|(?<={MONEY})|(?:普通|优先)?股[份权票]|新股|部分|份额|权益|[轮笔]?(?:投资|融资)|轮)(?:融资|投资)?"
)
# 所持57%的股权, 所余股份: what is sold of somebody that is not printed
OWN_PART = re.compile(
    f"(?:这|该|上述|此)(?:部分|笔|些|批)?|(?:其|\ue00c)?(?:所持有?|所余|剩余|余下|剩下)(?:的)?|"
    f"(?:这|该|上述|此)?(?:其|\ue00c)?(?:部分|笔|些|批|所持有?|手中|手上|所余|剩余|余下|剩下|持有|全部|悉数|的|约|近|{FIGURE})*(?:股[份权票]|份额|权益|部分)(?:悉数|全部)?"
)

MEANS = re.compile("等(?:方式|手段|动作|举措|一系列|多种)")


@dataclass(slots=True)
class Deal:
    """The deal read last: what 还包括 or 由X领投 goes on with."""

    sentence: Sentence
    predicate: str
    subjects: list[Ref]
    objects: list[Ref]
    date: str | None
    at: int


def _text(ref: Ref) -> str:
    return ref.span.printed


class Spoken:
    """What was read last, for the deals that go on with it."""

    def __init__(self, context: Context, firms: Mapping[str, Span]) -> None:
        self.context = context
        self._firms = firms  # the companies that the document prints, by form
        self.deal: Deal | None = None
        self.founded: Ref | None = None  # the company that was set up last
        self.unread: Sentence | None = None  # where a deal was told of a company for which no name was found
        self._owners: dict[str, Ref] = {}  # product -> whose it was read to be
        self._bought: dict[str, Ref] = {}  # company -> who bought it

    def dealt(self, sentence: Sentence, at: int, predicate: str) -> list[Ref]:
        """The organisation that the deal read in `sentence` before `at` is about."""
        deal = self.deal
        if deal is None or deal.sentence is not sentence or deal.at >= at:
            return []
        own = all(ref.letter == PERSON for ref in deal.subjects)  # 某某投资了甲并出任董事长
        if deal.predicate == "INVESTED_IN" and predicate == "ROLE" and not own:
            return []  # who buys a part of X may still be the one whose officers are told of
        if sentence.clause_of(at) - sentence.clause_of(deal.at) > 1 or MEANS.search(
            sentence.code, deal.at, at
        ):
            return []
        return [ref for ref in deal.objects[-1:] if ref.letter in ORG_LETTERS]

    def funding(self, sentence: Sentence) -> bool:
        """Whether a deal was read in `sentence` or the one before it, or one of them speaks of a round."""
        if self.deal is not None and sentence.number - self.deal.sentence.number <= 1:
            return True
        before = self.context.previous[-1] if self.context.previous else None
        near = before is not None and before.zone is sentence.zone and FUNDS.search(before.code) is not None
        return near or FUNDS.search(sentence.code) is not None

    def named_nobody(self, sentence: Sentence) -> bool:
        """Whether the deal read just before `sentence` was with several that it did not name."""
        deal = self.deal
        return deal is not None and not deal.objects and sentence.number - deal.sentence.number <= 1

    def invested_in(self, sentence: Sentence, refs: list[Ref]) -> list[Ref]:
        """甲资本领投其B轮，次年又获乙投资: the company, where `refs` are but the investors of the deal before."""
        deal = self.deal
        if deal is None or not deal.objects or deal.predicate not in ("INVESTED_IN", "ACQUIRED"):
            return refs
        acting = {ref.start for ref in deal.subjects}
        topical = deal.objects[-1].letter in (ITS, SAME_COMPANY)
        only = all(ref.start in acting and (topical or INVESTOR.search(_text(ref))) for ref in refs)
        return deal.objects[-1:] if refs and only and sentence.number - deal.sentence.number <= 1 else refs

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
            own = [ref for ref in self._other(refs, keys) if not INVESTOR.search(_text(ref))]
            if own and sentence.code[sentence.bounds(own[-1].index)[0]] in "是系":
                return []  # 那家厂是X与Y合资的，Z持股六成: of neither
            if own and (
                own[-1].sentence is not sentence or not GIVES.match(sentence.code, own[-1].index + 1)
            ):
                return own[-1:]
        if self.unread is sentence:
            return []
        distance = 9 if deal is None else sentence.number - deal.sentence.number
        near = deal is not None and (deal.sentence.zone is sentence.zone or THIS_ROUND.match(sentence.code))
        if deal is not None and near and distance <= 1 and self._other(deal.objects[-1:], keys):
            return deal.objects[-1:]
        brought = self._other(self.context.introduced.get(sentence.number - 1, ()), keys)
        if brought and distance > 1:
            return brought[-1:]
        topic = self._topic(sentence, keys)
        if topic:
            return topic
        return self._other(deal.objects[-1:], keys) if deal is not None and near and distance <= 2 else []

    def _topic(self, sentence: Sentence, keys: set[str]) -> list[Ref]:
        """What the article is about, rather than who was named in the sentence before; else that one."""
        local = self._other(self.context.opening(sentence), keys)
        if local and not INVESTOR.search(_text(local[0])):
            return local
        headline = self.context.headline
        if headline is not None:
            return self._other([headline], keys)
        found = self.context.subject(sentence, 0, ORG_LETTERS, "company", ahead=False)
        return [ref for ref in self._other(found.refs[-1:], keys) if not INVESTOR.search(_text(ref))]

    def _other(self, refs: Sequence[Ref], keys: set[str]) -> list[Ref]:
        """Those of `refs` that are organisations and none of `keys`."""
        return [
            ref
            for ref in refs
            if ref.letter in ORG_LETTERS
            and not any(self.context.key(a.span) in keys for a in self.context.antecedents(ref))
        ]

    # -- owners -----------------------------------------------------------------------------------------------

    def note_owner(self, owners: Sequence[Ref], products: Sequence[Ref], *, bought: bool) -> None:
        """Remember that the text says whose `products` are; of several owners, whom the article is about."""
        headline = self.context.headline
        about = [] if headline is None else [headline]
        own = [o for o in owners if any(self.context.key(o.span) == self.context.key(h.span) for h in about)]
        for owner in own or (owners if len(owners) == 1 else []):
            for product in products:
                known = self._bought if bought else self._owners
                known.setdefault(self.context.key(product.span), owner)

    def owner(self, sentence: Sentence, product: Ref) -> list[Ref]:
        """Whose `product` is, that comes out by itself: told before it, by its own name, or who is spoken of."""
        told = self.maker(sentence, product)
        key = self.context.key(product.span)
        if told or product.letter not in (PRODUCT, UNKNOWN):
            return told
        for ref in self._speakers(sentence, product.index):
            if ref.letter in (PRODUCT, UNKNOWN):
                ref = self._owners.get(self.context.key(ref.span), ref)
            if self.context.key(ref.span) != key:
                return [] if ref.letter != COMPANY or INVESTOR.search(_text(ref)) else [ref]
        return []

    def maker(self, sentence: Sentence, product: Ref) -> list[Ref]:
        """Whose `product` is, where the text has said so or its name does."""
        return self._told(sentence, product, [self._owners])

    def speaker(self, sentence: Sentence, at: int) -> list[Ref]:
        """The company that is spoken of at `at`."""
        return [ref for ref in self._speakers(sentence, at) if ref.letter == COMPANY][:1]

    def seller(self, sentence: Sentence, product: Ref) -> list[Ref]:
        """Whose `product` was, that is sold, where the text says so or its name does."""
        return self._told(sentence, product, [self._owners, self._bought])

    def _told(self, sentence: Sentence, product: Ref, known: Sequence[Mapping[str, Ref]]) -> list[Ref]:
        key = self.context.key(product.span)
        if product.sentence is sentence:
            low, _ = sentence.bounds(product.index)
            before = OWNER_BEFORE.search(sentence.code, low, product.index)
            if before is not None and sentence.spans[before.start(1)].letter == COMPANY:
                return [Ref(sentence, before.start(1), sentence.spans[before.start(1)])]
        for owners in known:
            if key in owners:
                return [owners[key]]
        text = _text(product)
        within = [name for name in self._firms if name != text and len(name) > 1 and text.startswith(name)]
        if within:
            return [Ref(sentence, product.index, self._firms[max(within, key=len)])]
        return []

    def _speakers(self, sentence: Sentence, at: int) -> Iterator[Ref]:
        """Who is spoken of at `at`, nearest first: who was set up, the sentence's subjects, the article's topic."""
        if self.founded is not None and self.founded.sentence is sentence and self.founded.index < at:
            yield self.founded
        for refs in self.context.spoken_of(sentence, at):
            yield from self.context.antecedents(refs[-1])
        if self.context.headline is not None:
            yield self.context.headline
        low, _ = sentence.bounds(at)
        found = self.context.subject(sentence, low, ORG_LETTERS, "company", ahead=False)
        for ref in found.refs[-1:]:
            yield from self.context.antecedents(ref)
