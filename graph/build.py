"""Sources into the graph: read, resolved, assembled, stored; each source whole or not at all.

A build that is interrupted, even killed, leaves complete sources; the next one goes on where it was. Sources that the
store has just so already are left alone, so that building twice changes nothing. Where the register, the decisions or
the rules have changed since, all facts are made anew from the stored claims.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from graph.change import Change, Rules, apply
from graph.errors import UserError
from graph.fingerprints import reader_fingerprint, rules_fingerprint
from graph.harvest import Failure, Harvest, harvest
from graph.ids import digest
from graph.journal import Tally, log_only
from graph.judgements import Judgements, decision_files, load_judgements
from graph.records import read_record, unresolved
from graph.register import Register, load_register
from graph.report import Report
from graph.schema import PREDICATES, Source
from graph.store.bolt import ReadOnlyError
from graph.store.ddl import ENTITY
from graph.store.store import Store

Progress = Callable[[str, int], None]
# a transaction takes whole sources, until it has this many claims or sources
_CLAIMS, _SOURCES = 400, 40
_DERIVED = ("Milestone", "Measure", "Round", "Entity")


def build(
    store: Store,
    sources: Iterable[str | os.PathLike[str]] = (),
    *,
    register: Register | None = None,
    judgements: Judgements | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Report:
    """Put the documents of files, folders and URLs (none given: the packaged articles) into the store.

    A document that cannot be read is in the report's `failed`; the rest goes on. `progress(what, number)` is called
    with "source" for each document and "again" for each stored source made anew. Raises `UserError` for a source that
    does not exist, a register or decisions that cannot stand, and what the store cannot do.
    """
    rules = load_rules(store, register, judgements)
    run = Run(store, rules, progress)
    given = list(sources) or [packaged_articles()]
    reader = reader_fingerprint(rules.register.fingerprint)
    run.renew()
    for got in harvest(given, rules.register.known_names(), reader, _Seals(store), workers):
        if isinstance(got, Failure):
            run.report.failed.append((got.path, got.reason))
        else:
            run.take(got)
        if progress is not None:
            progress("source", 1)
    run.flush()
    return run.report


def retract(
    store: Store, source: str, *, register: Register | None = None, judgements: Judgements | None = None
) -> Report:
    """Take a source out, by its id, title, URL or file name; its claims are kept as retracted, with the day.

    Raises `UserError` where no source or more than one answers to the name.
    """
    found = find_source(store, source)
    run = Run(store, load_rules(store, register, judgements), None)
    run.renew()
    run.drop(found)
    run.flush()
    return run.report


def renew(
    store: Store,
    *,
    register: Register | None = None,
    judgements: Judgements | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make all facts anew from the stored claims, where register, decisions or rules have changed since."""
    run = Run(store, load_rules(store, register, judgements), progress)
    run.renew()
    return run.report


def find_source(store: Store, name: str) -> str:
    """The id of the one source that `name` is the id, else the URL, title, or file name of."""
    for prop in ("id", "title"):  # both have an index
        rows = store.run(f"MATCH (s:Source {{{prop}: $name}}) RETURN s.id AS id ORDER BY id", {"name": name})
        if rows:
            break
    else:
        rows = store.run(
            "MATCH (s:Source) WHERE s.url = $name OR s.origin IN [$name, $file] OR s.id IN ['name:' + $name, $stem] "
            "RETURN s.id AS id ORDER BY id",
            {"name": name, "file": Path(name).name, "stem": f"name:{Path(name).stem}"},
        )
    if not rows:
        raise UserError(f"no source is called {name}; tencent-kg query sources lists them")
    if len(rows) > 1:
        raise UserError(
            f"{len(rows)} sources are called {name}: {', '.join(row['id'] for row in rows[:5])}; give the id"
        )
    return str(rows[0]["id"])


def load_rules(store: Store, register: Register | None = None, judgements: Judgements | None = None) -> Rules:
    """Register and decisions for this store, checked; `RegisterError` where they cannot stand."""
    held = register if register is not None else load_register()
    if judgements is None:
        judgements = load_judgements(decision_files(str(store.address)), held)
    seal = rules_fingerprint(held.fingerprint, judgements.fingerprint)
    return Rules(held, judgements, seal)


def packaged_articles() -> Path:
    """The folder of our own reports, as installed."""
    import data

    return Path(next(iter(data.__path__))) / "articles"


class Run:
    """One build: whole sources gathered into transactions."""

    def __init__(self, store: Store, rules: Rules, progress: Progress | None = None) -> None:
        self.store, self.rules, self.progress = store, rules, progress
        self.report = Report()
        self._now = datetime.now().astimezone()
        self._part = 0
        self._change = Change()
        if store.read_only:
            raise ReadOnlyError(f"the database {store.address} is open for reading only; nothing was changed")

    def take(self, got: Harvest) -> None:
        if got.claims is None:
            self.report.unchanged += 1
            return
        self.report.notes += [f"{got.source.origin}: {note}" for note in got.notes]
        self._change.put.append((got.source, got.claims))
        if self._full():
            self.flush()

    def drop(self, id_: str) -> None:
        self._change.drop.append(id_)
        if self._full():
            self.flush()

    def _full(self) -> bool:
        claims = sum(len(claims) for _, claims in self._change.put)
        return claims >= _CLAIMS or len(self._change.put) + len(self._change.drop) >= _SOURCES

    def _flush_quietly(self) -> None:
        """Without a line in the log: in a renewal, every fact comes again."""
        change, self._change = self._change, Change()
        if change.put:
            self.store.write(lambda tx: apply(tx, change, self.rules, self._now, log=False))

    def flush(self) -> None:
        change, self._change = self._change, Change()
        if not change.put and not change.drop:
            return
        number, part = self.report.number, self._part
        logged, tally = self.store.write(lambda tx: apply(tx, change, self.rules, self._now, number, part))
        self.report.add(tally)
        if logged is not None:
            self.report.number, self.report.at = logged, self._now
            self._part += 1

    def renew(self) -> None:
        """Make all facts anew where they follow other rules than the present ones, or a renewal was cut short."""
        state = self.store.run("MATCH (s:State {id: 'state'}) RETURN s.resolved AS resolved")
        resolved = state[0]["resolved"] if state else None
        if resolved == self.rules.fingerprint:
            return
        stored = [row["id"] for row in self.store.run("MATCH (s:Source) RETURN s.id AS id ORDER BY id")]
        if stored:
            before = _all_facts(self.store), _all_entities(self.store)
            self.store.write(
                lambda tx: tx.run(
                    "MATCH (s:State {id: 'state'}) REMOVE s.resolved WITH s MATCH (n:Source) SET n.stale = true"
                )
            )
            for label in _DERIVED:
                while self.store.write(lambda tx, label=label: tx.run(_delete_some(label)))[0]["gone"]:  # type: ignore[misc]
                    pass
            for id_ in stored:
                self._again(id_)
            self._flush_quietly()
            self._tell_difference(before, (_all_facts(self.store), _all_entities(self.store)))
        self.store.write(
            lambda tx: tx.run(
                "MERGE (s:State {id: 'state'}) SET s.resolved = $seal", seal=self.rules.fingerprint
            )
        )

    def _tell_difference(
        self, before: tuple[_Facts, dict[str, str]], after: tuple[_Facts, dict[str, str]]
    ) -> None:
        """Log what a renewal came to, where it came to anything."""
        words: list[list[list[str]]] = []
        for held, other, same in (
            (after[0], before[0], False), (after[0], before[0], True), (before[0], after[0], False)
        ):  # fmt: skip
            ids = [i for i in held if (i in other and held[i][0] != other[i][0] if same else i not in other)]
            words.append([[i, held[i][1]] for i in sorted(ids)])
        was, now = before[1], after[1]
        tally = Tally(
            facts_added=words[0],
            facts_changed=words[1],
            facts_removed=words[2],
            entities_added=sorted(now.keys() - was.keys()),
            entities_changed=sorted(i for i in now.keys() & was.keys() if now[i] != was[i]),
            entities_removed=sorted(was.keys() - now.keys()),
        )
        if tally != Tally():
            self.report.notes.append(
                "the register, the decisions or the rules have changed: all facts were made anew from the stored claims"
            )
            self.report.number, self.report.at = (
                self.store.write(lambda tx: log_only(tx, tally, self._now)),
                self._now,
            )
            self.report.add(tally)
            self._part += 1

    def _again(self, id_: str) -> None:
        """A stored source, its claims as the reader made them."""
        rows = self.store.run("MATCH (s:Source {id: $id}) RETURN properties(s) AS props", {"id": id_})
        props = {key: value for key, value in rows[0]["props"].items() if key != "stale"}
        claims = [
            unresolved(read_record(row["record"]), row["printed"])
            for row in self.store.run(
                "MATCH (c:Claim {source: $id}) RETURN c.record AS record, c.printed AS printed ORDER BY c.id",
                {"id": id_},
            )
        ]
        self._change.put.append((Source.model_validate(props), claims))
        if self._full():
            self._flush_quietly()
        if self.progress is not None:
            self.progress("again", 1)


class _Seals:
    """The seals of the stored sources, looked up one by one, or all together where many sources are read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, id_: str) -> str | None:
        rows = self._store.run("MATCH (s:Source {id: $id}) RETURN s.seal AS seal", {"id": id_})
        return rows[0]["seal"] if rows else None

    def all(self) -> dict[str, str]:
        rows = self._store.run("MATCH (s:Source) WHERE s.seal IS NOT NULL RETURN s.id AS id, s.seal AS seal")
        return {row["id"]: row["seal"] for row in rows}


def _delete_some(label: str) -> str:
    return f"MATCH (n:{label}) WITH n LIMIT 500 DETACH DELETE n RETURN count(*) AS gone"


_Facts = dict[str, tuple[str, str]]


def _all_facts(store: Store) -> _Facts:
    """Every fact: id → (digest of its properties, in words)."""
    out: _Facts = {}
    for type_ in PREDICATES:
        for row in store.run(
            f"MATCH (a)-[r:{type_}]->(b) RETURN r.id AS id, a.name AS a, b.name AS b, properties(r) AS props"
        ):
            words = f"{row['a']} {type_} {row['b']} {row['props'].get('date') or ''}".rstrip()
            out[row["id"]] = (digest(sorted((k, str(v)) for k, v in row["props"].items())), words)
    return out


def _all_entities(store: Store) -> dict[str, str]:
    rows = store.run(f"MATCH (n:{ENTITY}) RETURN n.id AS id, properties(n) AS props")
    return {row["id"]: digest(sorted((k, str(v)) for k, v in row["props"].items())) for row in rows}
