"""References become the sides of claims: pronouns get their antecedents, forms of one entity one name."""

from __future__ import annotations

from graph.claims import Mention
from graph.schema import EntityType
from loaders.annotate import Annotated
from loaders.discourse.alphabet import (
    COMPANY,
    FORMER,
    ITS,
    LATTER,
    NAME_LETTERS,
    ORG_LETTERS,
    PERSON,
    PRODUCT,
    SAME_COMPANY,
)
from loaders.discourse.anaphora import OWNERS
from loaders.discourse.arguments import Ref
from loaders.discourse.context import Context
from loaders.patterns.template import Slot

PRODUCT_DEFAULT = {
    ("LAUNCHED", "object"), ("SHUT_DOWN", "subject"), ("RENAMED_TO", "subject"), ("RENAMED_TO", "object"),
    ("OPERATES", "object"),
}  # fmt: skip


class MentionReader:
    """Makes mentions in the order of reading, with what `context` remembers."""

    def __init__(self, annotated: Annotated, context: Context) -> None:
        self.entities = annotated.entities
        self.context = context
        self._text = annotated.text

    def mentions(self, refs: list[Ref], predicate: str, side: str) -> list[Mention]:
        """The entities that `refs` stand for on one side of a claim, each once."""
        out: list[Mention] = []
        default: EntityType = "Product" if (predicate, side) in PRODUCT_DEFAULT else "Company"
        if (predicate == "ROLE" and side == "subject") or side == "founder":
            default = "Person"
        for ref in refs:
            for antecedent in self.context.antecedents(ref):
                mention = self.entities.mention(self._text, ref, antecedent, default)
                if all(m.name != mention.name for m in out):
                    out.append(mention)
        return out

    def other(self, refs: list[Ref], side: Mention, others: list[Mention]) -> Mention:
        """X将其卖给Y, Y成为其旗下品牌: 其 is not the other side but what was last spoken of beside it."""
        ref = next(
            (r for r in refs if r.start == side.start and r.letter in (ITS, SAME_COMPANY, FORMER, LATTER)),
            None,
        )
        if ref is None or all(side.name != other.name for other in others):
            return side
        if OWNERS.match(ref.sentence.code, ref.index + 1):
            return side  # 其母公司甲, where 甲 is what it was called later: not of another
        if ref.letter in (FORMER, LATTER):  # 甲与乙合作，丙并入甲；后者获得甲的股份: 乙
            for name in self.context.anaphora.pairs.coordinated(ref):
                mention = self.entities.mention(self._text, ref, name)
                if all(mention.name != other.name for other in others):
                    return mention
            return side
        low, _ = ref.sentence.bounds(ref.index)
        topic = self.context.subject(ref.sentence, low, ORG_LETTERS, None, ahead=False).refs
        about = (self.context.headline,) if self.context.headline is not None else ()
        for name in (*topic[-1:], *about, *self.context.names_before(ref)):
            if name.letter in NAME_LETTERS and name.letter in ORG_LETTERS:
                mention = self.entities.mention(self._text, ref, name)
                if all(mention.name != other.name for other in others):
                    return mention
        return side


def guessed_letter(slot: Slot, predicate: str) -> str:
    """The letter for a name that only the phrase suggests."""
    if slot.type == "PERSON":
        return PERSON
    if slot.type == "PRODUCT" or (predicate, slot.role) in PRODUCT_DEFAULT:
        return PRODUCT
    return COMPANY


def preferred(slot: Slot, predicate: str) -> str | None:
    """Which kind of subject to look for where a verb prints none."""
    if slot.type == "PRODUCT" or (predicate, slot.role) == ("SHUT_DOWN", "subject"):
        return "product"
    if slot.type == "COMPANY" or predicate in ("INVESTED_IN", "ACQUIRED", "DIVESTED", "RAISED", "LAUNCHED"):
        return "company"
    return None


def as_printed(side: Mention) -> Mention:
    """Two names of one entity, as the text prints them: what a renaming is about."""
    return side.model_copy(update={"name": side.mention, "aliases": []})


def former_name(side: Mention, new: str, before: str) -> Mention:
    """公司更名为Y: `side` by the name other than `new` that the text printed last, where there is one."""
    forms = [form for form in (*side.aliases, side.name) if form != new]
    last = max(forms, key=lambda form: (before.rfind(form), len(form)), default=side.name)
    if side.mention == new and last not in before:
        return side
    return side.model_copy(update={"name": last, "aliases": []})
