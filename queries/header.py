"""The head of a query file, read strictly: what it asks, what it takes, what it gives back.

    // name: merged_into
    // question: Which products were folded into which? / 哪些产品并入了哪些产品？
    // param product: string?     only this product, by name or alias
    // param hops: integer = 1    how far to look
    // returns: product, successor, date
    // table: product, date       (the columns a terminal shows; all of them where the line is left out)

A parameter with `?` may be left out and is then null in the query; one with `=` has a value of its own.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from graph.errors import UsageError, UserError

Kind = Literal["string", "date", "first_day", "integer", "number", "boolean"]
Plain = str | int | float | bool | None

KINDS: tuple[str, ...] = get_args(Kind)
EXPECTED = {
    "string": "a text",
    "date": "a date as YYYY-MM-DD (YYYY or YYYY-MM stands for its last day)",
    "first_day": "a date as YYYY-MM-DD (YYYY or YYYY-MM stands for its first day)",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_LINE = re.compile(r"//\s?(?P<key>name|question|param|returns|table)\b\s*(?P<rest>.*)")
_PARAM = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*)\s*:\s*(?P<kind>\w+)(?P<optional>\?)?(?:\s*=\s*(?P<default>\S+))?\s+(?P<doc>\S.*)"
)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_USED = re.compile(r"\$([A-Za-z_]\w*)")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class HeaderError(UserError):
    """A query file that cannot be used: the message names the file, the line and the reason."""


def as_day(given: object, last: bool = True) -> str:
    """`YYYY-MM-DD` for a date or its text; a year or month stands for its last (or first) day.

    Raises ValueError on anything else.
    """
    if isinstance(given, datetime):
        given = given.date()
    text = given.isoformat() if isinstance(given, date) else given
    found = _DAY.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(given)
    year, month, day = int(found[1]), found[2], found[3]
    if day:
        return date(year, int(month), int(day)).isoformat()
    if month:
        return date(year, int(month), monthrange(year, int(month))[1] if last else 1).isoformat()
    return date(year, 12, 31).isoformat() if last else date(year, 1, 1).isoformat()


class Param(BaseModel):
    """One parameter of a query."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    kind: Kind
    optional: bool = False
    default: Plain = None
    doc: str

    @property
    def type(self) -> str:
        """As the header prints it: `date?`, `integer = 1`."""
        return self.kind + (
            "?" if self.optional else f" = {self.default}" if self.default is not None else ""
        )

    @property
    def required(self) -> bool:
        return not self.optional and self.default is None

    def value(self, given: object) -> Plain:
        """What the database is given for `given`: days as ISO strings. Raises ValueError where it does not fit."""
        if given is None:
            if self.optional:
                return None
            raise ValueError(given)
        if self.kind in {"date", "first_day"}:
            return as_day(given, last=self.kind == "date")
        if self.kind == "string":
            if not isinstance(given, str) or not given.strip():
                raise ValueError(given)
            return given
        if self.kind == "boolean":
            if isinstance(given, bool):
                return given
            if not isinstance(given, str) or given.strip().lower() not in _TRUTH:
                raise ValueError(given)
            return _TRUTH[given.strip().lower()]
        if isinstance(given, bool) or not isinstance(given, str | int | float):
            raise ValueError(given)
        if self.kind == "number":
            number = float(given)
            if number != number or number in (float("inf"), float("-inf")):
                raise ValueError(given)
            return number
        if isinstance(given, float) and not given.is_integer():
            raise ValueError(given)
        whole = int(given)
        if not -(2**63) <= whole < 2**63:
            raise ValueError(given)
        return whole


class Query(BaseModel):
    """A packaged query: its header and its Cypher (the whole file, header included: it is all comments)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    question_en: str
    question_zh: str
    params: tuple[Param, ...] = ()
    returns: tuple[str, ...]
    table: tuple[str, ...] = ()
    text: str

    @property
    def question(self) -> str:
        return f"{self.question_en} / {self.question_zh}"

    @field_validator("name")
    @classmethod
    def _plain_name(cls, value: str) -> str:
        if not _NAME.fullmatch(value):
            raise ValueError(f"the name {value!r} is not lower-case letters, digits and underscores")
        return value

    @model_validator(mode="after")
    def _fits(self) -> Query:
        for what, names in (("parameter", [p.name for p in self.params]), ("column", self.returns)):
            twice = sorted({name for name in names if list(names).count(name) > 1})
            if twice:
                raise ValueError(f"the {what} {twice[0]} is declared twice")
        needs = [p.required for p in self.params]
        if needs != sorted(needs, reverse=True):
            raise ValueError("parameters that must be given come before those that may be left out")
        declared = {p.name for p in self.params}
        used = set(_USED.findall(_without_comments(self.text)))
        if used - declared:
            raise ValueError(f"${min(used - declared)} is used and not declared")
        if declared - used:
            raise ValueError(f"the parameter {min(declared - used)} is declared and not used")
        strangers = [column for column in self.table if column not in self.returns]
        if strangers:
            raise ValueError(f"the table shows {strangers[0]}, which the query does not return")
        return self

    def bind(self, given: dict[str, object]) -> dict[str, Plain]:
        """Values for every parameter. Raises `UsageError` on an unknown, a missing or an ill-typed one."""
        known = {p.name: p for p in self.params}
        for name in given:
            if name not in known:
                from difflib import get_close_matches

                near = get_close_matches(name, known, n=1)
                hint = f", did you mean {near[0]}?" if near else ""
                raise UsageError(
                    f"{self.name} has no parameter {name!r}{hint or ''}{'' if hint else ';'} it takes {', '.join(known) or 'none'}"
                )
        out: dict[str, Plain] = {}
        for name, param in known.items():
            if name not in given or (given[name] is None and not param.required):
                if param.required:
                    raise UsageError(f"{self.name} needs the parameter {name}: {param.doc}")
                out[name] = param.default
                continue
            try:
                out[name] = param.value(given[name])
            except (ValueError, OverflowError):
                raise UsageError(
                    f"the parameter {name} of {self.name} wants {EXPECTED[param.kind]}, not {given[name]!r}"
                ) from None
        return out


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))


def _param(rest: str) -> Param:
    found = _PARAM.fullmatch(rest)
    if found is None:
        raise ValueError("a parameter is written `param NAME: TYPE[?]  what it is`")
    name, kind, optional, default, doc = found.group("name", "kind", "optional", "default", "doc")
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no type of parameter; known are {', '.join(KINDS)}")
    if optional and default is not None:
        raise ValueError("a parameter has `?` or a value of its own, not both")
    bare = Param.model_validate({"name": name, "kind": kind, "doc": doc})
    if default is None:
        return bare.model_copy(update={"optional": bool(optional)})
    return bare.model_copy(update={"default": bare.value(default)})


def _columns(rest: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in rest.split(","))
    for name in names:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no column name")
    return names


def parse(text: str, origin: str) -> Query:
    """The query in `text`; `origin` is the file's name, which must be the query's name and `.cypher`.

    Raises `HeaderError` with file, line and reason.
    """
    fields: dict[str, object] = {"text": text}
    params: list[Param] = []
    number = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        found = _LINE.fullmatch(line.rstrip())
        try:
            if found is None:
                raise ValueError("the header knows name, question, param, returns and table")
            key, rest = found["key"], found["rest"].strip()
            if key != "param":
                if not rest.startswith(":") or not rest[1:].strip():
                    raise ValueError(f"nothing is said after `{key}:`")
                rest = rest[1:].strip()
                if key in fields or (key == "question" and "question_en" in fields):
                    raise ValueError(f"`{key}` is said twice")
            if key == "param":
                params.append(_param(rest))
            elif key == "question":
                english, slash, chinese = rest.partition(" / ")
                if not slash or not english.strip() or not chinese.strip():
                    raise ValueError("a question is asked in English and in Chinese, with ` / ` between")
                fields["question_en"], fields["question_zh"] = english.strip(), chinese.strip()
            elif key == "name":
                if f"{rest}.cypher" != origin:
                    raise ValueError(f"the name {rest!r} is not the file's")
                fields["name"] = rest
            else:
                fields[key] = _columns(rest)
        except (ValueError, OverflowError) as error:
            raise HeaderError(f"{origin}, line {number}: {error}") from None
    for key, wanted in (("name", "name"), ("question_en", "question"), ("returns", "returns")):
        if key not in fields:
            raise HeaderError(f"{origin}, line {max(number, 1)}: the header ends without `{wanted}:`")
    try:
        return Query.model_validate({**fields, "params": tuple(params)})
    except ValidationError as error:
        reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise HeaderError(f"{origin}, line {max(number, 1)}: {reason}") from None


def load(path: Path) -> Query:
    """The query in a file; raises `HeaderError`, also on a file that is not UTF-8."""
    try:
        return parse(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError:
        raise HeaderError(f"{path.name}, line 1: the file is not UTF-8") from None
