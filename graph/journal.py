"""The log that the store keeps: what each transaction of a build did, written in that same transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph.store import ddl
from graph.store.store import Transaction


@dataclass
class Tally:
    """What a change did. Claims by source: (added, changed, retracted); facts as `[id, in words]`; entity ids."""

    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts_added: list[list[str]] = field(default_factory=list)
    facts_changed: list[list[str]] = field(default_factory=list)
    facts_removed: list[list[str]] = field(default_factory=list)
    entities_added: list[str] = field(default_factory=list)
    entities_changed: list[str] = field(default_factory=list)
    entities_removed: list[str] = field(default_factory=list)

    @property
    def idle(self) -> bool:
        """Whether nothing was done that anybody could notice."""
        lists = (value for name, value in vars(self).items() if name != "sources")
        return not any(lists) and all(told["status"] == "unchanged" for told in self.sources.values())


def log_only(tx: Transaction, tally: Tally, now: datetime) -> int:
    """Write a line of the log about what was done otherwise, as the first part of the next build; its number."""
    number = next_build(tx)
    write_log(tx, tally, now, number, 0)
    return number


def next_build(tx: Transaction) -> int:
    """The number a build that begins now would have; others on a shared server wait until this transaction is done."""
    rows = tx.run(
        "MERGE (s:State {id: 'state'}) SET s.builds = coalesce(s.builds, 0) RETURN s.builds AS builds"
    )
    return int(rows[0]["builds"]) + 1


def write_log(tx: Transaction, tally: Tally, now: datetime, number: int, part: int) -> None:
    """Write what one transaction of a build did."""
    report = json.dumps(tally.__dict__, ensure_ascii=False, separators=(",", ":"))
    row = {"id": f"build:{number}:{part}", "number": number, "part": part, "at": now, "report": report}
    tx.run(ddl.create_nodes("Build"), rows=[row])
    tx.run("MATCH (s:State {id: 'state'}) SET s.builds = $number", number=number)
