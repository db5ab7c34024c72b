"""The pattern language: what a pattern file may say, and how a pattern becomes a regular expression.

README.md beside this file is the analyst's description. A pattern is compiled once to a plain regular expression over
encoded sentences (see `loaders.discourse.alphabet`).
"""

from __future__ import annotations

import re
import re._parser as sre_parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from graph.errors import UserError
from graph.schema import PREDICATES, Modality
from loaders.discourse import alphabet

SlotType = Literal["ORG", "COMPANY", "PRODUCT", "ITEM", "PERSON", "ANY", "PLACE"]
SLOT_TYPES = ("ORG", "COMPANY", "PRODUCT", "ITEM", "PERSON", "ANY", "PLACE")
Place = Literal["left", "mid", "right", "here", "past"]
NOT_NAME = "[^，。；：！？\ue000-\ue01f]"
ROLES = ("subject", "object", "counterparty", "coagent")
SLOT = re.compile(r"\{(?P<role>[a-z_]+)(?::(?P<type>[A-Z]+))?(?P<flags>[-+!?=^]*)\}")
PLACE = (
    f"(?:{alphabet.EXCHANGE}|香港联合交易所|香港联交所|香港交易所|香港证券交易所|联交所|港交所|港股|香港|纽约证券交易所|纽约证交所|纽交所|纽约|纳斯达克|"
    "美股|美国|上海证券交易所|上交所|上证所|上海|深圳证券交易所|深交所|深圳|北京证券交易所|北交所|科创板|创业板|中小企业板|中小板|主板|新三板|"
    "全国中小企业股份转让系统|A股|H股|B股|伦敦证券交易所|伦敦|伦交所|新加坡|新交所|东京|东京证券交易所|法兰克福|台湾|国内|海外|境外|全球|市场|证券|资本){1,3}"
)
INLINE = {
    "ORG": alphabet.ORG_REF,
    "COMPANY": "[\ue000\ue003\ue006\ue00c]",
    "PRODUCT": "[\ue001\ue003\ue004\ue007\ue00c]",
    "ITEM": alphabet.PRODUCT,
    "PERSON": "[\ue002\ue004\ue008]",
    "ANY": alphabet.REF,
}
FIGURES = {
    "money": alphabet.MONEY,
    "percent": alphabet.PERCENT,
    "count": alphabet.COUNT,
    "multiple": alphabet.MULTIPLE,
    "shares": alphabet.SHARES,
    "date": alphabet.DATE,
    "round": alphabet.ROUND,
    "name": alphabet.NAME,
    "ref": alphabet.REF,
    "org": alphabet.ORG_REF,
    "person": alphabet.PERSON_REF,
    "figure": alphabet.FIGURE,
}
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SHIPPED = "shipped"
MACROS = ("adv", "kind")  # lists of `_lists.yaml`: adverbs, class nouns; any number of them
CLAUSE_START = "(?:(?<=[，；：。])|(?<![^，；：。]))"
GAPS = {"…": f"{alphabet.IN_CLAUSE}{{0,24}}?", "~": "[^，。；：！？、]{0,8}?"}


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Strict):
    """A short invented text and the claims it must give, as `subject | object | date`; `published` dates the text."""

    text: str
    claims: list[str] = Field(min_length=1)
    published: str | None = None
    names: dict[str, list[str]] = Field(
        default_factory=dict, description="Type -> names, where the slots do not say"
    )


class Also(Strict):
    """A second claim that the same words state; `swap` turns subject and object round."""

    predicate: str
    swap: bool = False
    by: Literal["counterparty"] | None = Field(
        None, description="Who is its subject, where it is not the subject"
    )

    @field_validator("predicate")
    @classmethod
    def _known(cls, value: str) -> str:
        return _predicate(value)


@lru_cache(maxsize=1)
def word_lists() -> dict[str, list[str]]:
    """The lists of `_lists.yaml`, by name."""
    raw = yaml.load(
        (files("loaders") / "patterns" / "_lists.yaml").read_text(encoding="utf-8"), Loader=LOADER
    )
    return {str(name): [str(word) for word in words] for name, words in raw.items()}


@lru_cache(maxsize=1)
def adverbs() -> re.Pattern[str]:
    """Any of the words of {adv}."""
    return re.compile("|".join(sorted(word_lists()["adv"], key=lambda w: (-len(w), w))))


def _predicate(value: str) -> str:
    if value not in PREDICATES:
        raise ValueError(f"{value} is not a predicate; use one of {', '.join(PREDICATES)}")
    return value


class PatternSpec(Strict):
    """One pattern of a file."""

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$", description="family.name, unique")
    predicate: str
    triggers: list[str] = Field(min_length=1, description="Words one of which stands at {trigger}")
    match: str | list[str]
    priority: int = Field(
        0, description="Among patterns at the same trigger the highest is tried first, alone"
    )
    group: str = Field("event", description="Patterns of one group do not share a trigger")
    minority: str | None = Field(None, description="Predicate instead, where a printed stake is under 50 %")
    majority: str | None = Field(None, description="Predicate instead, where a printed stake is 50 % or more")
    also: list[Also] = Field(default_factory=list)
    unless_before: str | None = Field(
        None, description="Regular expression that may not end where the match begins"
    )
    unless_after: str | None = Field(
        None, description="Regular expression that may not begin where the match ends"
    )
    requires: list[str] = Field(default_factory=list, description="Figures that must stand in the clause")
    modality: Modality | None = Field(None, description="Instead of the modality the words around it show")
    dated: bool = Field(True, description="False: the words give it no date of its own")
    lead: bool = False
    presupposed: bool = Field(
        False, description="Taken for granted by what is said: an opinion does not touch it"
    )
    fallback: bool = Field(False, description="Tried where the pattern before it found nobody to its left")
    continues: bool = Field(False, description="Takes the predicate of the deal read just before")
    title: str | None = Field(None, description="ROLE: the title, where the trigger does not print it")
    prefer: Literal["product", "company"] | None = Field(None, description="Kind of an unprinted subject")
    confidence: float = Field(0.9, gt=0, le=1)
    example: list[Example] = Field(min_length=1)
    not_: list[str] = Field(default_factory=list, alias="not")

    @field_validator("triggers")
    @classmethod
    def _listed(cls, value: list[str]) -> list[str]:
        out: list[str] = []
        for word in value:
            if word.startswith("@"):
                if word[1:] not in word_lists():
                    raise ValueError(f"{word} is not a list; use one of {', '.join(word_lists())}")
                out += word_lists()[word[1:]]
            else:
                out.append(word)
        return out

    @field_validator("predicate", "minority", "majority")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        return value if value is None else _predicate(value)

    @field_validator("unless_before", "unless_after")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                re.compile(value)
            except re.error as error:
                raise ValueError(f"not a regular expression: {error}") from None
        return value

    @model_validator(mode="after")
    def _template(self, info: ValidationInfo) -> PatternSpec:
        for template in [self.match] if isinstance(self.match, str) else self.match:
            compiled = compile_template(template, self.triggers)
            if info.context != SHIPPED:  # ours are compiled by the tests; here it would cost every start
                try:
                    re.compile(compiled.source)
                except re.error as error:
                    raise ValueError(f"{template!r} is not a valid pattern: {error}") from None
                if _repeats_within(sre_parser.parse(compiled.source)):
                    raise ValueError(
                        f"{template!r} repeats a group that holds a repeated part; that can be very slow"
                    )
        return self


class PatternFile(Strict):
    """A file of patterns; `about` says what the family holds."""

    about: str
    patterns: list[PatternSpec] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument of a pattern.

    `place` says where it is read: left of the match, as a phrase inside it, right of it, as a name just here, or from
    the deal that was read last.
    """

    role: str
    type: SlotType
    many: bool
    printed: bool  # must stand in the clause
    optional: bool
    tight: bool  # nothing between it and the match; unprinted only where the clause has no other subject
    place: Place


class Template:
    """A template: its slots and its expression, which is compiled when it is first needed."""

    __slots__ = ("_regex", "slots", "source")

    def __init__(self, source: str, slots: tuple[Slot, ...]) -> None:
        self.source = source
        self.slots = slots
        self._regex: re.Pattern[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile(self.source)
        return self._regex


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern."""

    spec: PatternSpec
    templates: tuple[Template, ...]
    unless_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None
    order: int


def compile_template(template: str, triggers: list[str]) -> Template:
    """`template` as a regular expression and its slots. ValueError, in one sentence, where it is not well formed."""
    text = re.sub(r"\s+", "", template)
    alternation = "|".join(re.escape(word) for word in sorted(triggers, key=lambda w: (-len(w), w)))
    pieces: list[str] = []
    slots: list[Slot] = []
    seen: set[str] = set()
    position = 0
    found = list(SLOT.finditer(text))
    for match in found:
        pieces.append(_gaps(text[position : match.start()]))
        position = match.end()
        role, kind, flags = match["role"], match["type"] or "ORG", match["flags"]
        if role == "trigger":
            pieces.append(f"(?P<trigger>{alternation})")
        elif role == "title":
            words = "|".join(sorted(map(re.escape, word_lists()["titles"]), key=lambda w: (-len(w), w)))
            pieces.append(
                f"(?P<title>[^，。；：、\ue000-\ue00f的]{{0,10}}?(?:{words}))(?![一-龥]{{0,1}}(?:人|会|室))"
            )
        elif role in MACROS:
            pieces.append(f"(?:{'|'.join(sorted(word_lists()[role], key=lambda w: (-len(w), w)))})*")
        elif role in FIGURES:
            name = role if role not in seen else f"{role}_{len(seen)}"
            pieces.append(f"(?P<{name}>{FIGURES[role]})" + ("?" if "?" in flags else ""))
        elif role in ROLES:
            if kind not in SLOT_TYPES:
                raise ValueError(f"{{{role}:{kind}}}: {kind} is not a slot type")
            place = _place(match, text, kind, flags)
            slots.append(Slot(role, kind, "+" in flags, "!" in flags, "?" in flags, "-" in flags, place))
            if place == "here":
                pieces.append(f"(?P<{role}>{_inline(kind, '+' in flags)})" + ("?" if "?" in flags else ""))
            if place == "mid":
                least = "0" if "?" in flags else "1"
                pieces.append(f"(?P<{role}>{alphabet.IN_CLAUSE}{{{least},60}}?)")
        else:
            raise ValueError(
                f"{{{role}}} is not a slot; use {', '.join((*ROLES, 'trigger', *FIGURES, *MACROS, 'title'))}"
            )
        if role in seen and role in ROLES:
            raise ValueError(f"{{{role}}} stands twice in {template!r}")
        seen.add(role)
    pieces.append(_gaps(text[position:]))
    if slots and slots[0].place == "left":
        pieces = _without_leading_gap(pieces)
    if "trigger" not in seen:
        raise ValueError(f"{template!r} has no {{trigger}}")
    if not any(slot.role == "subject" for slot in slots):
        raise ValueError(f"{template!r} has no {{subject}}")
    return Template("".join(pieces), tuple(slots))


REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


def _repeats_within(tree: Any, repeated: bool = False) -> bool:
    """Whether a group repeated without bound has an alternative that is itself only a repetition.

    Such a group can be divided in exponentially many ways, and the time to find that none of them fits grows so.
    """
    items = [(str(op), value) for op, value in tree]
    if (
        repeated
        and items
        and all(name in REPEATS and value[1] > 1 and value[0] != value[1] for name, value in items)
    ):
        return True
    for name, value in items:
        if name in REPEATS and _repeats_within(value[2], value[1] > 30):
            return True
        if name == "SUBPATTERN" and _repeats_within(value[3], repeated and len(items) == 1):
            return True
        if name == "BRANCH" and any(_repeats_within(part, repeated and len(items) == 1) for part in value[1]):
            return True
    return False


def _without_leading_gap(pieces: list[str]) -> list[str]:
    """A gap between a left slot and the verb is the left slot's business; here it would swallow the name."""
    gap = GAPS["…"]
    for i, piece in enumerate(pieces):
        if piece:
            return [*pieces[:i], piece.removeprefix(gap), *pieces[i + 1 :]]
    return pieces


def _place(match: re.Match[str], text: str, kind: str, flags: str) -> Place:
    if "^" in flags:
        return "past"
    if "=" in flags or kind == "PLACE":
        return "here"
    if match.start() == 0:
        return "left"
    return "right" if match.end() == len(text) else "mid"


def _inline(kind: str, many: bool) -> str:
    if kind == "PLACE":
        return PLACE
    one = INLINE[kind]
    return (
        f"{one}(?:(?:(?:、|和|及|以及){NOT_NAME}{{0,8}}?)?{one}(?!旗下|的[\ue000-\ue00c]))*" if many else one
    )


def _gaps(literal: str) -> str:
    literal = re.sub(r"(?<![\[\\(|?])\^", CLAUSE_START, literal) if literal.startswith("^") else literal
    for sign, regex in GAPS.items():
        literal = literal.replace(sign, regex)
    return literal


def _line_of(node: Any, path: tuple[int | str, ...]) -> int:
    """Line of the YAML node at `path`, or of the nearest parent that exists."""
    line = int(node.start_mark.line) + 1
    for key in path:
        child = None
        if isinstance(node, yaml.MappingNode):
            child = next((value for name, value in node.value if name.value == str(key)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            child = node.value[key]
        if child is None:
            return line
        node = child
        line = int(node.start_mark.line) + 1
    return line


def parse_patterns(text: str, origin: str, context: str | None = None) -> list[PatternSpec]:
    """The patterns of a file's text. `UserError` names file, line and reason of the first thing wrong."""
    try:
        raw = yaml.load(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "not YAML"
        raise UserError(f"{origin}{where}: {problem}.") from None
    if not isinstance(raw, dict):
        raise UserError(f"{origin}, line 1: a pattern file has the keys about and patterns.")
    try:
        return PatternFile.model_validate(raw, context=context).patterns
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(first["loc"])
        reason = str(first["msg"]).removeprefix("Value error, ")
        name = ".".join(str(part) for part in path)
        raise UserError(f"{origin}, line {_line_of(yaml.compose(text), path)}: {name}: {reason}.") from None


class Library:
    """Compiled patterns, and one expression that finds any of their triggers."""

    def __init__(self, specs: list[PatternSpec]) -> None:
        self.patterns: list[Pattern] = []
        for order, spec in enumerate(specs):
            matches = [spec.match] if isinstance(spec.match, str) else spec.match
            self.patterns.append(
                Pattern(
                    spec,
                    tuple(compile_template(template, spec.triggers) for template in matches),
                    re.compile(f"(?:{spec.unless_before})$") if spec.unless_before else None,
                    re.compile(spec.unless_after) if spec.unless_after else None,
                    order,
                )
            )
        self.by_trigger: dict[str, list[Pattern]] = {}
        for pattern in self.patterns:
            for word in pattern.spec.triggers:
                self.by_trigger.setdefault(word, []).append(pattern)

    def candidates(self, words: set[str]) -> Iterator[Pattern]:
        """The patterns that have one of `words` as a trigger, each once, in order."""
        seen: dict[int, Pattern] = {}
        for word in words:
            for pattern in self.by_trigger.get(word, ()):
                seen[pattern.order] = pattern
        for order in sorted(seen):
            yield seen[order]


def own_specs() -> list[PatternSpec]:
    """The patterns that ship with the package, in the order of their file names."""
    specs: list[PatternSpec] = []
    folder = files("loaders") / "patterns"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml") and not entry.name.startswith("_"):
            specs += parse_patterns(entry.read_text(encoding="utf-8"), f"patterns/{entry.name}", SHIPPED)
    return specs


def file_specs(path: Path) -> list[PatternSpec]:
    """The patterns of an analyst's file; `UserError` where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read as a pattern file: {error}.") from None
    return parse_patterns(text, path.name)


@lru_cache(maxsize=4)
def library(extra: tuple[Path, ...] = ()) -> Library:
    """Shipped patterns and those of `extra` files; an id may stand once, an analyst's pattern replaces ours."""
    specs = {spec.id: spec for spec in own_specs()}
    for path in extra:
        for spec in file_specs(path):
            specs[spec.id] = spec
    return Library(list(specs.values()))
