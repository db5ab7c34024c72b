"""The register: which names are one entity, which pairs never are. Plain tables in `data/entities/`, read strictly.

`*.tsv` with the columns of `COLUMNS` hold one entity a line; `never_merge.tsv` (`a`, `b`, `reason`) the pairs that no
decision may merge. Several values in a cell are separated by `|`; a line that begins with `#` is a comment.

Names in `former` are names that the entity gave up: they resolve to it like its other names. Where both names are to
stay two nodes (a product's life told by RENAMED_TO), they are two lines of the register instead.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import UserError
from graph.ids import ORGANISATIONS, company_key, entity_id, name_key, ticker_key
from graph.keeping import kept
from graph.schema import ENTITIES, EntityType

if TYPE_CHECKING:
    from loaders.document import KnownName

COLUMNS = ("name", "type", "aliases", "english", "legal", "former", "tickers", "sector", "context", "source")
NEVER_COLUMNS = ("a", "b", "reason")
NEVER_FILE = "never_merge.tsv"
TYPES: frozenset[str] = frozenset(entity.label for entity in ENTITIES)
# of two entities of one name, the kind a claim means when it says neither
_MERE = re.compile(r"(?<!有限)(?<!股份)(?<!有限责任)公司$")
Pairs = tuple[tuple[str, str], ...]
_ORDER = ("Company", "Product", "BusinessUnit", "Person", "Exchange")


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the register or of the decisions that cannot stand, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class RegisterError(UserError):
    """The register cannot be used; `problems` lists every line at fault. Nothing was loaded."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        more = f" (and {len(problems) - 1} more; see tencent-kg entities check)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")


class Entry(NamedTuple):
    """One entity of the register. `context`: forms that are common words too, so never looked for in free text."""

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    sector: str | None = None
    context: frozenset[str] = frozenset()
    source: str = ""
    file: str = ""
    line: int = 0

    @property
    def id(self) -> str:
        return entity_id(self.name, self.type)

    @property
    def names(self) -> tuple[str, ...]:
        """Every form but the tickers, the canonical name first."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.english, *self.legal, *self.former)))


@dataclass(frozen=True)
class Register:
    """Entities and the pairs that never merge. Lookups are exact over normalised keys, in the context of type."""

    entries: tuple[Entry, ...] = ()
    never: Pairs = ()
    fingerprint: str = field(default="", compare=False)

    @cached_property
    def _by_key(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for key in _keys(entry):
                held = found.setdefault(key, [])
                if entry not in held:
                    held.append(entry)
        return _in_order(found)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _never_keys(self) -> frozenset[frozenset[str]]:
        pairs: set[frozenset[str]] = set()
        for a, b in self.never:
            for x in self._spellings(a):
                pairs.update(frozenset((x, y)) for y in self._spellings(b))
        return frozenset(pair for pair in pairs if len(pair) == 2)

    def _spellings(self, name: str) -> set[str]:
        """Under which keys a name of a never-merge pair can turn up: its own, and its entity's canonical one."""
        return {company_key(name), *(company_key(e.name) for e in self._by_key.get(name_key(name), ()))}

    def lookup(self, name: str, type_: str) -> Entry | None:
        """The entity that `name` is a form of, for a mention typed `type_`; None where the register is silent.

        A person or an exchange is found among its own kind only. Companies, products and business units may stand for
        each other (a reader cannot tell 京东 the site from 京东 the company; the register can), but where the register
        holds one name for two of these kinds, the mention's own kind decides.
        """
        held = self._by_key.get(name_key(name))
        if held is None:
            # with its legal form taken off, a name can only be a company's: 天猫有限公司 is not the site 天猫
            found = self._by_key.get(company_key(name), ())
            held = tuple(entry for entry in found if entry.type == "Company")
        if not held and (ticker := ticker_key(name)):
            held = self._by_key.get(f"#{ticker}")
        if not held:
            return None
        exact = [entry for entry in held if entry.type == type_]
        if exact:
            return exact[0]
        if type_ not in ORGANISATIONS:
            return None
        return next((entry for entry in held if entry.type in ORGANISATIONS), None)

    def never_merge(self, a: str, b: str) -> bool:
        """Whether two names (or canonical names) are a pair that no decision may make one."""
        return bool(self.never) and frozenset((company_key(a), company_key(b))) in self._never_keys

    def known_names(self) -> list[KnownName]:
        """What a reader may look for in any text: forms that are safe there, and `context` forms as words (no tickers)."""
        from loaders.document import KnownName

        out = []
        for entry in self.entries:
            forms = tuple(form for form in entry.names if form not in entry.context)
            words = tuple(form for form in entry.names if form in entry.context)
            if forms or words:
                out.append(KnownName(entry.name, entry.type, forms, words))
        return out


def _in_order(owner: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    """The entities of each key, those of the kind first that a claim means when it says no kind."""
    return {
        key: tuple(held if len(held) == 1 else sorted(held, key=lambda e: _ORDER.index(e.type)))
        for key, held in owner.items()
    }


def _keys(entry: Entry) -> Iterator[str]:
    for name in entry.names:
        yield name_key(name)
        # 甲木有限公司 is known as 甲木 too; from a mere 甲木公司 that does not follow (人人公司 is not 人人)
        if entry.type == "Company" and (name == entry.name or not _MERE.search(name)):
            yield company_key(name)
    for ticker in entry.tickers:
        yield f"#{ticker_key(ticker)}"


VARIABLE = "TENCENT_KG_ENTITIES"


def register_folder() -> Path:
    """The folder that `TENCENT_KG_ENTITIES` names, else `data/entities` as installed."""
    own = os.environ.get(VARIABLE)
    if own:
        return Path(own)
    import data

    return Path(next(iter(data.__path__))) / "entities"


def load_register(folder: str | Path | None = None) -> Register:
    """Read the register in `folder` (None: that of `TENCENT_KG_ENTITIES`, else the packaged one).

    Raises `RegisterError` with every bad line where one is bad, `UserError` where there is no register.
    """
    where = register_folder() if folder is None else Path(folder)
    if not where.is_dir():
        raise UserError(f"there is no register folder {where}; give one that holds *.tsv tables of entities")
    tables = {path.name: path.read_bytes() for path in sorted(where.glob("*.tsv"))}
    seal = hashlib.sha256()
    for file, raw in tables.items():
        seal.update(file.encode() + b"\0" + raw + b"\0")
    code = [resources.files("graph").joinpath(name).read_bytes() for name in ("register.py", "ids.py")]
    rows, pairs, held = kept("register", (seal.digest(), *code), lambda: _read(tables))
    entries = tuple(map(Entry._make, rows))
    register = Register(entries, pairs, seal.hexdigest())
    # what the check found need not be looked up again
    register.__dict__["_by_key"] = {key: tuple([entries[i] for i in at]) for key, at in held.items()}
    return register


def _read(tables: Mapping[str, bytes]) -> tuple[list[tuple[Any, ...]], Pairs, dict[str, tuple[int, ...]]]:
    """The entities as plain tuples, the pairs that never merge, and for each key the numbers of its entities."""
    entries: list[Entry] = []
    never: list[tuple[str, str, str, int]] = []
    problems: list[Problem] = []
    for file, raw in tables.items():
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(file, 1, "the file is not UTF-8"))
            continue
        columns = NEVER_COLUMNS if file == NEVER_FILE else COLUMNS
        for line, row in _rows(file, text, columns, problems):
            if file == NEVER_FILE:
                never.append((row["a"], row["b"], file, line))
            elif (entry := _entry(file, line, row, problems)) is not None:
                entries.append(entry)
    owner: dict[str, list[Entry]] = {}
    problems += check(entries, never, owner)
    if problems:
        raise RegisterError(sorted(problems, key=lambda p: (p.file, p.line, p.reason)))
    pairs = tuple(sorted({(min(a, b), max(a, b)) for a, b, _, _ in never}))
    number = {id(entry): i for i, entry in enumerate(entries)}
    held = {key: tuple([number[id(entry)] for entry in found]) for key, found in _in_order(owner).items()}
    return [tuple(entry) for entry in entries], pairs, held


def _rows(
    file: str, text: str, columns: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[int, dict[str, str]]]:
    lines = text.split("\n")
    header = lines[0].rstrip("\r").split("\t") if lines else []
    if tuple(header) != columns:
        problems.append(Problem(file, 1, f"the columns must be {', '.join(columns)}"))
        return
    for number, line in enumerate(lines[1:], 2):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            problems.append(Problem(file, number, f"{len(cells)} cells where {len(columns)} are wanted"))
            continue
        if len(line) != len(line.strip()) or "\t " in line or " \t" in line:
            cells = [cell.strip() for cell in cells]
        yield number, dict(zip(columns, cells, strict=True))


def _entry(file: str, line: int, row: dict[str, str], problems: list[Problem]) -> Entry | None:
    def many(column: str) -> tuple[str, ...]:
        cell = row[column]
        return tuple(part for piece in cell.split("|") if (part := piece.strip())) if cell else ()

    name, type_, tickers = row["name"], row["type"], many("tickers")
    entry = Entry(
        name, type_, many("aliases"), many("english"), many("legal"), many("former"), tickers,  # type: ignore[arg-type]
        row["sector"] or None, frozenset(many("context")), row["source"], file, line,
    )  # fmt: skip
    bad_tickers = [ticker for ticker in tickers if ticker_key(ticker) is None]
    strange = sorted(entry.context - set(entry.names))
    reason = None
    if not name:
        reason = "the entity has no name"
    elif type_ not in TYPES:
        reason = f"unknown type {type_ or '(none)'} for {name}; one of {', '.join(sorted(TYPES))}"
    elif not row["source"]:
        reason = f"{name} names no source"
    elif bad_tickers:
        reason = f"{bad_tickers[0]} of {name} is no stock code with its exchange (00700.HK, 002095.SZ, JD.US)"
    elif strange:
        reason = f"{strange[0]} is marked as context but is no name of {name}"
    if reason is None:
        return entry
    problems.append(Problem(file, line, reason))
    return None


def check(
    entries: Iterable[Entry],
    never: Iterable[tuple[str, str, str, int]] = (),
    owner: dict[str, list[Entry]] | None = None,
) -> list[Problem]:
    """What is wrong with entries that each read well: one name for two entities, loops of former names, bad pairs.

    Two entities may share a name only when they are of different types and it is the canonical name of both. `owner`
    is filled with the entities of each key.
    """
    problems: list[Problem] = []
    owner = {} if owner is None else owner
    canonical: dict[str, Entry] = {}
    held = list(entries)
    for entry in held:
        for key in dict.fromkeys((name_key(entry.name), company_key(entry.name))):
            canonical.setdefault(key, entry)
    for entry in held:
        looped = _loop(entry, canonical) if entry.former else None
        if looped is not None:
            problems.append(Problem(entry.file, entry.line, looped))
        for key in dict.fromkeys(_keys(entry)):
            for other in owner.setdefault(key, []):
                if other.id == entry.id:
                    reason = f"{entry.name} ({entry.type}) stands in {other.file}, line {other.line} already"
                elif looped is not None or (
                    entry.type != other.type and key in _own(entry) and key in _own(other)
                ):
                    continue
                else:
                    form = next(f for f in (*entry.names, *entry.tickers) if key in _form_keys(f))
                    reason = f"{form} is a name of {entry.name} and of {other.name} ({other.file}, line {other.line})"
                if not any((p.file, p.line) == (entry.file, entry.line) for p in problems):
                    problems.append(Problem(entry.file, entry.line, reason))
            owner[key].append(entry)
    return problems + _check_pairs(owner, never)


def _own(entry: Entry) -> set[str]:
    return {name_key(entry.name), company_key(entry.name)}


def _form_keys(form: str) -> set[str]:
    ticker = ticker_key(form)
    return {name_key(form), company_key(form), *([f"#{ticker}"] if ticker else [])}


def _loop(entry: Entry, canonical: dict[str, Entry]) -> str | None:
    """The way back from an entity over former names to itself, or None."""
    path, stack = [entry.name], [(entry, [entry.name])]
    seen = {entry.id}
    while stack:
        here, path = stack.pop()
        for former in here.former:
            before = canonical.get(name_key(former)) or canonical.get(company_key(former))
            if before is None:
                continue
            if before.id == entry.id:
                return f"the former names lead in a loop: {' ← '.join([*path, former])}"
            if before.id not in seen:
                seen.add(before.id)
                stack.append((before, [*path, former]))
    return None


def _check_pairs(owner: dict[str, list[Entry]], never: Iterable[tuple[str, str, str, int]]) -> list[Problem]:
    problems: list[Problem] = []
    for a, b, file, line in never:
        if not a or not b:
            problems.append(Problem(file, line, "a pair needs two names"))
            continue
        if company_key(a) == company_key(b):
            problems.append(Problem(file, line, f"{a} and {b} are one name, so they cannot be kept apart"))
            continue
        mine = {entry.id for entry in owner.get(name_key(a), ())}
        same = [entry for entry in owner.get(name_key(b), ()) if entry.id in mine]
        if same:
            where = f"{same[0].file}, line {same[0].line}"
            problems.append(Problem(file, line, f"{a} and {b} must never merge, but {where} makes them one"))
    return problems
