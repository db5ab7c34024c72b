"""The pattern language: what a pattern file may say, and the library of patterns.

README.md beside this file is the analyst's description. A template is compiled once to a plain regular expression over
encoded sentences (see `loaders.discourse.alphabet`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from graph.errors import UserError
from graph.keeping import kept
from graph.schema import PREDICATES, Modality
from loaders.patterns.template import LOADER, Template, compile_template, repeats_within, word_lists

SHIPPED = "shipped"
Mark = Literal[
    "aside", "at_hand", "career", "filled", "holding", "in_passing", "leaving", "mutual", "of_the_new", "of_the_old",
    "own_parent",
    "of_several",
]  # fmt: skip


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
    by: Literal["counterparty", "object"] | None = Field(
        None, description="Who is its subject; `object`: a claim about the object alone"
    )

    @field_validator("predicate")
    @classmethod
    def _known(cls, value: str) -> str:
        return _predicate(value)


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
    beside_deal: bool = Field(
        False, description="A side that is not printed is that of a deal in this sentence or the one before"
    )
    continues: bool = Field(False, description="Takes the predicate of the deal read just before")
    marks: frozenset[Mark] = Field(frozenset(), description="What later sentences must know of the statement")
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
    def _compiles(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.context != SHIPPED:
            try:
                re.compile(value)
            except re.error as error:
                raise ValueError(f"not a regular expression: {error}") from None
        return value

    @field_validator("match")
    @classmethod
    def _template(cls, value: str | list[str], info: ValidationInfo) -> str | list[str]:
        if info.context == SHIPPED:  # ours are compiled by the tests; here it would cost every start
            return value
        for template in [value] if isinstance(value, str) else value:
            compiled = compile_template(template, info.data.get("triggers", ["x"]))
            try:
                re.compile(compiled.source)
            except re.error as error:
                raise ValueError(f"{template!r} is not a valid pattern: {error}") from None
            if repeats_within(compiled.source):
                raise ValueError(
                    f"{template!r} repeats a group that holds a repeated part; that can be very slow"
                )
        return value


class PatternFile(Strict):
    """A file of patterns; `about` says what the family holds."""

    about: str
    patterns: list[PatternSpec] = Field(min_length=1)


@dataclass(frozen=True)
class Pattern:
    """A pattern; its expressions are compiled when they are first needed."""

    spec: PatternSpec
    templates: tuple[Template, ...]
    order: int

    @cached_property
    def unless_before(self) -> re.Pattern[str] | None:
        return re.compile(f"(?:{self.spec.unless_before})$") if self.spec.unless_before else None

    @cached_property
    def unless_after(self) -> re.Pattern[str] | None:
        return re.compile(self.spec.unless_after) if self.spec.unless_after else None


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
    return _specs(_raw(text, origin), text, origin, context)


def _raw(text: str, origin: str) -> dict[str, Any]:
    try:
        raw = yaml.load(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "not YAML"
        raise UserError(f"{origin}{where}: {problem}.") from None
    if not isinstance(raw, dict):
        raise UserError(f"{origin}, line 1: a pattern file has the keys about and patterns.")
    return raw


def _specs(raw: dict[str, Any], text: str, origin: str, context: str | None) -> list[PatternSpec]:
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
                    order,
                )
            )
        self.by_trigger: dict[str, list[Pattern]] = {}
        for pattern in self.patterns:
            for word in pattern.spec.triggers:
                self.by_trigger.setdefault(word, []).append(pattern)

    def marked(self, mark: Mark) -> frozenset[str]:
        """The ids of the patterns that bear `mark`."""
        return frozenset(pattern.spec.id for pattern in self.patterns if mark in pattern.spec.marks)

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
    folder = files("loaders") / "patterns"
    texts = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda item: item.name)
        if entry.name.endswith(".yaml") and not entry.name.startswith("_")
    }
    raw = kept(
        "patterns",
        (text.encode() for text in texts.values()),
        lambda: {name: _raw(text, f"patterns/{name}") for name, text in texts.items()},
    )
    return [
        spec for name, text in texts.items() for spec in _specs(raw[name], text, f"patterns/{name}", SHIPPED)
    ]


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
