"""What analysts decided: two names are one (merge), a use of a name is another entity (split), a claim is to be shown
(choose), and a decision taken back (undo). One JSON object a line, in a file under version control; nothing is erased.

    {"id": "…", "action": "merge", "a": {"name": "甲", "type": "Company"}, "b": {…}, "because": "…", "author": "…", "day": "2024-05-01"}
    {"id": "…", "action": "split", "mention": "甲", "source": "…", "to": {"name": "甲（乙省）", "type": "Company"}, …}
    {"id": "…", "action": "choose", "claim": "…", …}
    {"id": "…", "action": "undo", "undoes": "…", …}

In a merge, `a` is the name that stays. A split without `source` holds in every source. Decisions act in the order of
the lines; a graph built after an undo is the graph built without the line that was undone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import UserError
from graph.ids import digest, entity_id, name_key
from graph.register import Problem, Register, RegisterError, register_folder
from graph.schema import EntityType

Action = Literal["merge", "split", "choose", "undo"]
FILE = "decisions.jsonl"


class Ref(BaseModel):
    """An entity by a name of it and its type."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(min_length=1)
    type: EntityType


class Judgement(BaseModel):
    """One decision, one line."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(min_length=1)
    action: Action
    a: Ref | None = None
    b: Ref | None = None
    mention: str | None = None
    source: str | None = None
    to: Ref | None = None
    claim: str | None = None
    undoes: str | None = None
    because: str = Field(min_length=1)
    author: str = Field(min_length=1)
    day: date

    def to_line(self) -> str:
        return json.dumps(self.model_dump(mode="json", exclude_none=True), ensure_ascii=False)


_NEEDS: dict[str, tuple[str, ...]] = {
    "merge": ("a", "b"),
    "split": ("mention", "to"),
    "choose": ("claim",),
    "undo": ("undoes",),
}


@dataclass(frozen=True)
class Judgements:
    """The decisions in force, ready to be asked. Made by `load_judgements` or `judge`; both refuse what cannot stand."""

    lines: tuple[Judgement, ...] = ()
    undone: frozenset[str] = frozenset()
    fingerprint: str = ""
    _target: dict[str, Ref] = attribute(default_factory=dict, repr=False)
    _groups: dict[str, tuple[Ref, ...]] = attribute(default_factory=dict, repr=False)
    _names: dict[str, Ref] = attribute(default_factory=dict, repr=False)
    _splits: dict[tuple[str, str | None], Ref] = attribute(default_factory=dict, repr=False)
    _choices: dict[str, tuple[int, str]] = attribute(default_factory=dict, repr=False)

    @property
    def active(self) -> tuple[Judgement, ...]:
        """The lines in force: neither an undo nor undone."""
        return tuple(j for j in self.lines if j.action != "undo" and j.id not in self.undone)

    def split(self, mention: str, name: str, source: str) -> Ref | None:
        """The entity that this source's use of a name was set apart as, or None."""
        if not self._splits:
            return None
        for form in (mention, name):
            key = name_key(form)
            found = self._splits.get((key, source)) or self._splits.get((key, None))
            if found is not None:
                return found
        return None

    def target(self, id_: str) -> Ref | None:
        """The entity into which the one of this id was merged, or None where it stands for itself."""
        return self._target.get(id_)

    def merged(self, id_: str) -> tuple[Ref, ...]:
        """The names that were merged into the entity of this id."""
        return self._groups.get(id_, ())

    def named(self, id_: str) -> Ref | None:
        """The entity of this id as a decision in force names it: one that stays in a merge, or was set apart."""
        return self._names.get(id_)

    def choice(self, claims: Iterable[str]) -> tuple[str, str] | None:
        """Of these claims the one that was chosen last, with the decision's id; None where none was."""
        chosen = [(*self._choices[claim], claim) for claim in claims if claim in self._choices]
        if not chosen:
            return None
        _, decision, claim = max(chosen)
        return claim, decision


NO_JUDGEMENTS = Judgements()


def decision_files(db: str | None = None, decisions: str | Path | None = None) -> list[Path]:
    """Where decisions are read from: the file beside the register, then the user's own.

    The user's is `decisions`, else `TENCENT_KG_DECISIONS`, else `decisions.jsonl` beside an embedded database folder
    (the last of the list is the one that new decisions are written to).
    """
    packaged = register_folder() / FILE
    own = decisions or os.environ.get("TENCENT_KG_DECISIONS")
    if not own and db is not None and "://" not in db:
        own = Path(db).absolute().parent / FILE
    if not own:
        own = Path(FILE)
    path = Path(own)
    return [packaged] if path.absolute() == packaged else [packaged, path]


def load_judgements(files: Iterable[str | Path], register: Register) -> Judgements:
    """Read decision files in order; one that is not there holds no decision.

    Raises `RegisterError` with every bad line (no JSON, unknown action, a never-merge pair, a merge of what is one
    already, an undo of nothing), and then nothing of it is in force.
    """
    problems: list[Problem] = []
    lines: list[tuple[str, int, Judgement]] = []
    for file in files:
        path = Path(file)
        if not path.exists():
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (UnicodeDecodeError, OSError):
            raise UserError(f"the decisions in {path} cannot be read as UTF-8 text") from None
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    lines.append((path.name, number, _parse(line)))
                except ValueError as error:
                    problems.append(Problem(path.name, number, str(error)))
    made = _judge(lines, register, problems)
    if problems:
        raise RegisterError(sorted(problems, key=lambda p: (p.file, p.line)))
    return made


def judge(lines: Sequence[Judgement], register: Register) -> Judgements:
    """The same, of decisions in memory; raises `RegisterError`, its line numbers counting the decisions from 1."""
    problems: list[Problem] = []
    made = _judge([("decisions", n, line) for n, line in enumerate(lines, 1)], register, problems)
    if problems:
        raise RegisterError(problems)
    return made


def decide(
    held: Judgements,
    register: Register,
    action: Action,
    *,
    because: str,
    author: str,
    day: date,
    a: Ref | None = None,
    b: Ref | None = None,
    mention: str | None = None,
    source: str | None = None,
    to: Ref | None = None,
    claim: str | None = None,
    undoes: str | None = None,
) -> Judgement:
    """A new decision after those held, with its id; raises `UserError` where it cannot stand. Writes nothing.

    Of a merge's two names, one that the register knows stays; else `a` does.
    """
    if a and b and _known(register, b) and not _known(register, a):
        a, b = b, a
    content = {
        "action": action, "a": a, "b": b, "mention": mention, "source": source, "to": to, "claim": claim,
        "undoes": undoes, "because": because.strip(), "author": author.strip(), "day": day,
    }  # fmt: skip
    key = [v.model_dump() if isinstance(v, Ref) else str(v) for v in content.values()]
    try:
        new = Judgement.model_validate({"id": digest(key, len(held.lines)), **content})
    except ValidationError as error:
        raise UserError(f"the decision lacks something: {_first(error)}") from None
    problems: list[Problem] = []
    _judge([("decisions", n, line) for n, line in enumerate([*held.lines, new], 1)], register, problems)
    if problems:
        raise UserError(problems[0].reason)
    return new


def record(path: Path, judgement: Judgement) -> None:
    """Append a decision to its file, which is made where it is missing; what stood there stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes()[-1:] if path.exists() else b""
    with path.open("ab") as out:
        out.write((b"\n" if before not in {b"", b"\n"} else b"") + judgement.to_line().encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())


def _parse(line: str) -> Judgement:
    try:
        found = json.loads(line)
    except json.JSONDecodeError:
        raise ValueError("no JSON object") from None
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    if found.get("action") not in _NEEDS:
        raise ValueError(f"unknown action {found.get('action')!r}; one of {', '.join(_NEEDS)}")
    try:
        return Judgement.model_validate(found)
    except ValidationError as error:
        raise ValueError(_first(error)) from None


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if where.endswith("type"):
        return f"unknown type {first['input']!r}"
    return f"{where}: {first['msg'].lower()}"


def _judge(
    lines: Sequence[tuple[str, int, Judgement]], register: Register, problems: list[Problem]
) -> Judgements:
    undone = _undone(lines, problems)
    refs: dict[str, list[Ref]] = {}
    root: dict[str, str] = {}
    kept: dict[str, Ref] = {}
    splits: dict[tuple[str, str | None], Ref] = {}
    choices: dict[str, tuple[int, str]] = {}

    def find(ref: Ref) -> str:
        entry = register.lookup(ref.name, ref.type)
        canonical = Ref(name=entry.name, type=entry.type) if entry else ref
        id_ = entity_id(canonical.name, canonical.type)
        kept.setdefault(id_, canonical)
        held = refs.setdefault(id_, [])
        if ref not in held:
            held.append(ref)
        while root.get(id_, id_) != id_:
            id_ = root[id_]
        return id_

    def group(id_: str) -> list[Ref]:
        return [r for i in sorted(refs) if _root(root, i) == id_ for r in [kept[i], *refs[i]]]

    for order, (file, number, line) in enumerate(lines):
        if line.id in undone or line.action == "undo":
            continue
        reason = None
        missing = [name for name in _NEEDS[line.action] if getattr(line, name) is None]
        if missing:
            reason = f"a {line.action} needs {' and '.join(missing)}"
        elif line.a and line.b and line.action == "merge":
            first, second = line.a, line.b
            if _known(register, second) and not _known(register, first):
                first, second = second, first
            a, b = find(first), find(second)
            pair = next(
                ((x, y) for x in group(a) for y in group(b) if register.never_merge(x.name, y.name)), None
            )
            if a == b:
                reason = f"{line.a.name} and {line.b.name} are one already, so the merge is a loop"
            elif pair is not None:
                reason = f"{pair[0].name} and {pair[1].name} must never merge (never_merge.tsv)"
            elif a.partition(":")[0] != b.partition(":")[0] and {"person", "exchange"} & {
                a.partition(":")[0],
                b.partition(":")[0],
            }:
                reason = f"{line.a.name} and {line.b.name} are not of one kind"
            else:
                root[b] = a
        elif line.action == "split" and line.mention and line.to and _same(register, line.mention, line.to):
            reason = f"{line.mention} is {line.to.name} already, so nothing is set apart"
        elif line.action == "split" and line.mention and line.to:
            splits[(name_key(line.mention), line.source)] = line.to
        elif line.action == "choose" and line.claim:
            choices[line.claim] = (order, line.id)
        if reason:
            problems.append(Problem(file, number, reason))

    target = {id_: kept[top] for id_ in sorted(refs) if (top := _root(root, id_)) != id_}
    groups: dict[str, tuple[Ref, ...]] = {}
    for id_ in sorted(set(root.values())):
        if _root(root, id_) == id_:
            groups[id_] = tuple(dict.fromkeys(r for r in group(id_) if r != kept[id_]))
    names = {entity_id(ref.name, ref.type): ref for ref in splits.values() if not _known(register, ref)}
    names |= {id_: kept[id_] for id_ in groups}
    seal = hashlib.sha256("\n".join(j.to_line() for _, _, j in lines).encode()).hexdigest()
    return Judgements(
        tuple(j for _, _, j in lines), frozenset(undone), seal, target, groups, names, splits, choices
    )


def _known(register: Register, ref: Ref) -> bool:
    return register.lookup(ref.name, ref.type) is not None


def _same(register: Register, mention: str, to: Ref) -> bool:
    """Whether a name stands for that entity without any decision."""
    mine, other = register.lookup(mention, to.type), register.lookup(to.name, to.type)
    if mine is not None or other is not None:
        return mine is other
    return entity_id(mention, to.type) == entity_id(to.name, to.type)


def _root(root: dict[str, str], id_: str) -> str:
    while root.get(id_, id_) != id_:
        id_ = root[id_]
    return id_


def _undone(lines: Sequence[tuple[str, int, Judgement]], problems: list[Problem]) -> set[str]:
    """Ids of the lines that are out of force; an undo that is itself undone counts for nothing."""
    seen: dict[str, Judgement] = {}
    for file, number, line in lines:
        if line.id in seen:
            problems.append(Problem(file, number, f"the id {line.id} stands twice"))
        elif line.action == "undo" and line.undoes not in seen:
            problems.append(Problem(file, number, f"there is no decision {line.undoes} above to undo"))
        seen[line.id] = line
    out: set[str] = set()
    for line in reversed([line for _, _, line in lines]):
        if line.action == "undo" and line.id not in out and line.undoes is not None:
            out.add(line.undoes)
    return out
