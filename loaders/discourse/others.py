"""Whom 对方 means, and 其 in 支持其上市: another than the one who acts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.discourse.alphabet import COMPANY, ORG_LETTERS, ORG_NAMES, PERSON, PERSON_LETTERS
from loaders.discourse.arguments import Ref, left

if TYPE_CHECKING:
    from loaders.discourse.context import Context

# 支持其创立乙, 帮助其上市: another than the one who supports
AIDS = re.compile("(?:帮助|助力|助推|协助|支持|扶持|鼓励|推动|促成|带领|说服)(?:了|过)?$")
DOES = re.compile(
    "(?:成功|正式|顺利|[在于][^，]{1,8})*(?:创立|创办|创建|成立|收购|并购|买下|拿下|入股|上市|登陆|推出|上线|开设|进入|进军|完成)"
)


def aided(ref: Ref) -> bool:
    """Whether 其 at `ref` is the one whom somebody helps to do something, rather than one's own."""
    code = ref.sentence.code
    return AIDS.search(code, 0, ref.index) is not None and DOES.match(code, ref.index + 1) is not None


class Others:
    """Finds the other one, with what `context` remembers."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def across(self, ref: Ref) -> tuple[Ref, ...]:
        """对方: the firm named last that is another than who acts."""
        sentence = ref.sentence
        low = sentence.bounds(ref.index)[0]
        acting = left(sentence, low, ref.index)
        for number in range(sentence.clause_of(ref.index) - 1, -1, -1):
            acting = acting or self.context.clause_subject(sentence, number, ORG_LETTERS)
        acting = acting or self.context.subject(sentence, low, ORG_LETTERS, "company", ahead=False).refs[:1]
        keys = {
            self.context.key(r.span)
            for one in acting
            if one.start < ref.start
            for r in self.context.antecedents(one)
        }
        firms = [r for r in self.context.names_before(ref) if r.letter == COMPANY]
        return next(((r,) for r in firms if self.context.key(r.span) not in keys), ()) if keys else ()

    def who_is_aided(self, ref: Ref, before: list[Ref]) -> tuple[Ref, ...]:
        """甲支持其上市: of the kind that 甲 is (a person, a firm), the one named last that is not 甲."""
        sentence = ref.sentence
        acting = left(sentence, sentence.bounds(ref.index)[0], ref.index)[-1:]
        keys = {self.context.key(name.span) for one in acting for name in self.context.antecedents(one)}
        people = bool(acting) and acting[0].letter in PERSON_LETTERS
        others = (
            r for r in before if (r.letter == PERSON) == people and self.context.key(r.span) not in keys
        )
        return next(((r,) for r in others if people or r.letter in ORG_NAMES), ())
