"""Which two 双方, 前者 and 后者 mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.discourse.alphabet import (
    BOTH,
    FORMER,
    LATTER,
    NAME_LETTERS,
    ORG_NAMES,
    PERSON,
    PRODUCT,
    UNKNOWN,
)
from loaders.discourse.arguments import Ref, leading
from loaders.discourse.sentence import Sentence

if TYPE_CHECKING:
    from loaders.discourse.context import Context

ANOTHER = re.compile("另一?[家个款支边头只]|其二|第二[家个款]|而另一")
# 前者任采购总监: one of two people
PERSONAL = re.compile(
    "(?:此前|早年|曾|曾经|后来|更早之前|更早|之前|也|则|现|刚|原|，)*(?:任|担任|出任|供职|就职|毕业|创办|创立|辞|离|负责|做过|主导|出身|从[^，]{1,16}离开|是[^，]{0,16}(?:总监|总裁|经理|创始人|董事|CEO))"
)
PEOPLE = frozenset({PERSON})
UNNAMED = re.compile("(?:和|与|以及|及)[一-龥A-Za-z]{2,8}[，；：。]")
THINGS = re.compile("[款个]|产品|平台|品牌|应用|软件|游戏|网站")
# 双方: two names joined just before, as parties of one verb, not as a list
PAIR = re.compile(
    "(?<![、与和][\ue000-\ue004])([\ue000\ue001\ue003\ue004])(?:公司|集团|方面)?(?:与|和|同|跟|携手|联合|牵手)(?:[^，。；：、\ue000-\ue00c]{0,8})"
    "([\ue000\ue001\ue003\ue004])(?![、和与及])"
)


class Pairs:
    """Finds two names that are spoken of together, with what `context` remembers."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def of_two(self, ref: Ref) -> tuple[Ref, ...]:
        """前者 or 后者 of the last two people or organisations named before; 后者 looks back beyond its 前者."""
        sentence, at = ref.sentence, ref.index
        before = self.names_before(ref)
        if ref.letter == LATTER:
            for back in (sentence, *reversed(self.context.previous[-1:])):
                former = back.code.rfind(FORMER, 0, at if back is sentence else len(back.code))
                if former >= 0:
                    before = [r for r in before if r.sentence is not sentence or r.index < former]
                    if back is not sentence:
                        before = [r for r in before if r.sentence is not back or r.index < former]
                        before = [r for r in before if r.sentence is not sentence]
                    sentence, at = back, former
                    break
        low = sentence.bounds(at)[0]
        before = [r for r in before if r.sentence is not sentence or r.index < low]
        if PERSONAL.match(ref.sentence.code, ref.index + 1):
            people = [r for r in before if r.letter in PEOPLE]
            two = people[:2]
            if len(two) == 2 and two[0].sentence is two[1].sentence:
                return (two[1],) if ref.letter == FORMER else (two[0],)
        listed = self._enumerated(ref.sentence)
        if listed:
            return listed[:1] if ref.letter == FORMER else listed[1:]
        last = next((r for r in before if r.letter in ORG_NAMES), None)
        if (
            last is not None
            and last.sentence is sentence
            and UNNAMED.fullmatch(sentence.code, last.index + 1, low)
        ):
            return (last,) if ref.letter == FORMER else ()  # 甲和乙，前者…, where nobody knows 乙 for a name
        both = self._said_together(ref, low)
        if both:
            return both[:1] if ref.letter == FORMER else both[1:]
        told = list(PAIR.finditer(sentence.code, 0, low)) if sentence is ref.sentence else []
        if told:
            i, j = told[-1].start(1), told[-1].start(2)
            two_named = (Ref(sentence, i, sentence.spans[i]), Ref(sentence, j, sentence.spans[j]))
            return two_named[:1] if ref.letter == FORMER else two_named[1:]
        pair = self._last_two(before, low, sentence)
        return (pair[:1] if ref.letter == FORMER else pair[-1:]) if pair else ()

    def both(self, ref: Ref) -> tuple[Ref, ...]:
        """双方, 两款产品: the two coordinated last, else the two named last; things where things are meant."""
        before = self.names_before(ref)
        if THINGS.search(str(ref.span.payload)) is not None:
            before = [r for r in before if r.letter in (PRODUCT, UNKNOWN)]
            return self._last_two(before, ref.index, ref.sentence)
        return self.coordinated(ref) or self._last_two(before, ref.index, ref.sentence)

    def _said_together(self, ref: Ref, low: int) -> tuple[Ref, ...]:
        """甲和乙…，两家公司…。前者…: the two, where no name was printed since 两家公司."""
        for back in (ref.sentence, *self.context.previous[-1:]):
            high = low if back is ref.sentence else len(back.code)
            spans = sorted(
                (i, s) for i, s in back.spans.items() if i < high and s.letter in ORG_NAMES | {BOTH}
            )
            if spans:
                index, span = spans[-1]
                pair = self.context.antecedents(Ref(back, index, span)) if span.letter == BOTH else ()
                return pair if len(pair) == 2 else ()
        return ()

    def _enumerated(self, sentence: Sentence) -> tuple[Ref, ...]:
        """一家叫甲…；另一家叫乙…: the two, where `sentence` follows."""
        if len(self.context.previous) < 2:
            return ()
        pair = self.context.previous[-2:]
        if ANOTHER.match(pair[1].code) is None or any(back.zone is not sentence.zone for back in pair):
            return ()
        out = [
            next(
                (r for clause in back.clauses for r in leading(back, *clause)[:1] if r.letter in ORG_NAMES),
                None,
            )
            for back in pair
        ]
        return tuple(r for r in out if r is not None) if all(out) else ()

    def coordinated(self, ref: Ref) -> tuple[Ref, ...]:
        """The two of the coordination X与Y that was printed last before `ref`, in its sentence or the one before."""
        for sentence in (ref.sentence, *self.context.previous[-1:]):
            limit = ref.index if sentence is ref.sentence else len(sentence.code)
            found = next(reversed(list(PAIR.finditer(sentence.code, 0, limit))), None)
            if found is not None:
                return tuple(Ref(sentence, found.start(n), sentence.spans[found.start(n)]) for n in (1, 2))
        return ()

    def names_before(self, ref: Ref) -> list[Ref]:
        """Names printed before `ref`, nearest first, in this sentence and the two before."""
        out = [
            Ref(ref.sentence, i, span)
            for i, span in sorted(ref.sentence.spans.items(), reverse=True)
            if i < ref.index and span.letter in NAME_LETTERS
        ]
        for back in reversed(self.context.previous[-2:]):
            out += [
                Ref(back, i, span)
                for i, span in sorted(back.spans.items(), reverse=True)
                if span.letter in NAME_LETTERS
            ]
        return out

    def _last_two(self, before: list[Ref], limit: int, sentence: Sentence) -> tuple[Ref, ...]:
        """The two different organisations printed last before, in reading order."""
        out: list[Ref] = []
        for ref in before:
            if ref.letter not in ORG_NAMES or (ref.sentence is sentence and ref.index >= limit):
                continue
            if all(self.context.key(ref.span) != self.context.key(other.span) for other in out):
                out.append(ref)
            if len(out) == 2:
                return tuple(reversed(out))
        return ()
