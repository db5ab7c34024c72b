"""Sources into the graph: read, resolved, assembled, stored; each source whole or not at all.

A build that is interrupted, even killed, leaves complete sources; the next one goes on where it was. Sources that the
store has just so already are left alone, so that building twice changes nothing. Where the register, the decisions or
the rules have changed since, all facts are made anew from the stored claims.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.change import Change, Rules, Tally, apply
from graph.errors import UserError
from graph.fingerprints import reader_fingerprint, rules_fingerprint
from graph.harvest import Failure, Harvest, harvest
from graph.judgements import Judgements, decision_files, load_judgements
from graph.records import read_record, unresolved
from graph.register import Register, load_register
from graph.schema import Source
from graph.store.bolt import ReadOnlyError
from graph.store.store import Store

Progress = Callable[[str, int], None]
# a transaction takes whole sources, until it has this many claims or sources
_CLAIMS, _SOURCES = 400, 40
_STATUSES = ("added", "changed", "removed")
_DERIVED = ("Milestone", "Measure", "Round", "Entity")


@dataclass
class Report:
    """What a build, or a retraction, did. `number` is None where nothing was done, so nothing was logged.

    `facts`: id → (added, changed or removed; the fact in words); `entities`: id → the same.
    """

    number: int | None = None
    at: datetime | None = None
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    unchanged: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    facts: dict[str, tuple[str, str]] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def nothing_changed(self) -> bool:
        return self.number is None

    def counts(self) -> dict[str, dict[str, int]]:
        """{sources, claims, facts, entities} → {added, changed, removed}, and for sources unchanged and failed."""
        sources = {
            status: sum(told["status"] == status for told in self.sources.values()) for status in _STATUSES
        }
        facts = Counter(status for status, _ in self.facts.values())
        entities = Counter(self.entities.values())
        claims = {
            name: sum(told[key] for told in self.sources.values())
            for name, key in (("added", "added"), ("changed", "changed"), ("removed", "retracted"))
        }
        return {
            "sources": {**sources, "unchanged": self.unchanged, "failed": len(self.failed)},
            "claims": claims,
            "facts": {name: facts[name] for name in _STATUSES},
            "entities": {name: entities[name] for name in _STATUSES},
        }

    def record(self) -> dict[str, Any]:
        """The whole report as plain values, for JSON."""
        facts, entities = sorted(self.facts.items()), sorted(self.entities.items())
        return {
            "build": self.number,
            "at": None if self.at is None else self.at.isoformat(timespec="seconds"),
            **self.counts(),
            "detail": {
                "sources": [{"id": id_, **told} for id_, told in sorted(self.sources.items())],
                "facts": {
                    name: [{"id": i, "fact": words} for i, (status, words) in facts if status == name]
                    for name in _STATUSES
                },
                "entities": {name: [i for i, status in entities if status == name] for name in _STATUSES},
                "failed": [{"source": path, "reason": reason} for path, reason in self.failed],
                "notes": self.notes,
            },
        }


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


def renew(store: Store, *, judgements: Judgements | None = None) -> Report:
    """Make the facts anew where the decisions (or register, or rules) have changed; reads no source again."""
    run = Run(store, load_rules(store, None, judgements), None)
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


def log(store: Store) -> list[Report]:
    """What each build did, the first one first."""
    reports: dict[int, Report] = {}
    for row in store.run(
        "MATCH (b:Build) RETURN b.number AS number, b.part AS part, b.at AS at, b.report AS report ORDER BY number, part"
    ):
        report = reports.setdefault(row["number"], Report(number=row["number"], at=row["at"]))
        _add(report, Tally(**json.loads(row["report"])))
    return list(reports.values())


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
        self.report.notes += [f"{got.source.origin}: {note}" for note in got.notes]
        if got.claims is None:
            self.report.unchanged += 1
            return
        self._change.put.append((got.source, got.claims))
        self._flush_when_full()

    def drop(self, id_: str) -> None:
        self._change.drop.append(id_)
        self._flush_when_full()

    def _flush_when_full(self) -> None:
        claims = sum(len(claims) for _, claims in self._change.put)
        if claims >= _CLAIMS or len(self._change.put) + len(self._change.drop) >= _SOURCES:
            self.flush()

    def flush(self) -> None:
        change, self._change = self._change, Change()
        if not change.put and not change.drop:
            return
        number, part = self.report.number, self._part
        logged, tally = self.store.write(lambda tx: apply(tx, change, self.rules, self._now, number, part))
        self.report.number, self.report.at = logged, self._now
        self._part += 1
        _add(self.report, tally)

    def renew(self) -> None:
        """Make all facts anew where they follow other rules than the present ones, or a renewal was cut short."""
        state = self.store.run("MATCH (s:State {id: 'state'}) RETURN s.resolved AS resolved")
        resolved = state[0]["resolved"] if state else None
        if resolved == self.rules.fingerprint:
            return
        stored = [row["id"] for row in self.store.run("MATCH (s:Source) RETURN s.id AS id ORDER BY id")]
        if stored:
            self.report.notes.append(
                "the register, the decisions or the rules have changed: all facts were made anew from the stored claims"
            )
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
            self.flush()
        self.store.write(
            lambda tx: tx.run(
                "MERGE (s:State {id: 'state'}) SET s.resolved = $seal", seal=self.rules.fingerprint
            )
        )

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
        self._flush_when_full()
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


def _add(report: Report, tally: Tally) -> None:
    """Add what one transaction did; a fact that came and changed within one build has come."""
    report.sources.update(tally.sources)
    for status in _STATUSES:
        for id_, words in getattr(tally, f"facts_{status}"):
            now = _net(report.facts.pop(id_, ("", ""))[0], status)
            if now:
                report.facts[id_] = (now, words)
        for id_ in getattr(tally, f"entities_{status}"):
            now = _net(report.entities.pop(id_, ""), status)
            if now:
                report.entities[id_] = now


def _net(before: str, now: str) -> str:
    """Of two things that happened one after the other, what they come to; '' for nothing."""
    after = {
        "added+changed": "added",
        "added+removed": "",
        "removed+added": "changed",
        "changed+removed": "removed",
    }
    return after.get(f"{before}+{now}", before or now)
