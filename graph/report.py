"""What a build did: counted, in words, and read back from the log that the store keeps."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph.journal import Tally
from graph.store.store import Store

_STATUSES = ("added", "changed", "removed")


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

    def add(self, tally: Tally) -> None:
        """Add what one transaction did; a fact that came and changed within one build has come."""
        changed = {id_: told for id_, told in tally.sources.items() if told["status"] != "unchanged"}
        self.sources.update(changed)
        self.unchanged += len(tally.sources) - len(changed)
        for status in _STATUSES:
            for id_, words in getattr(tally, f"facts_{status}"):
                now = _net(self.facts.pop(id_, ("", ""))[0], status)
                if now:
                    self.facts[id_] = (now, words)
            for id_ in getattr(tally, f"entities_{status}"):
                now = _net(self.entities.pop(id_, ""), status)
                if now:
                    self.entities[id_] = now

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


def log(store: Store) -> list[Report]:
    """What each build did, the first one first."""
    reports: dict[int, Report] = {}
    for row in store.run(
        "MATCH (b:Build) RETURN b.number AS number, b.part AS part, b.at AS at, b.report AS report ORDER BY number, part"
    ):
        report = reports.setdefault(row["number"], Report(number=row["number"], at=row["at"]))
        report.add(Tally(**json.loads(row["report"])))
    return list(reports.values())


def _net(before: str, now: str) -> str:
    """Of two things that happened one after the other, what they come to; '' for nothing."""
    after = {
        "added+changed": "added",
        "added+removed": "",
        "removed+added": "changed",
        "changed+removed": "removed",
    }
    return after.get(f"{before}+{now}", before or now)
