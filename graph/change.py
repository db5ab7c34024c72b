"""One change of the graph: sources put and dropped, in one transaction, at the cost of what they touch.

A source is replaced whole: what it no longer says is retracted with the day, facts that lose their last claim leave,
entities that no claim names leave; the claims of other sources are read where they share a slot (see graph.facts) and
never written but for the id of the fact they support. Every lookup goes through an index, so a change costs what the
article costs, however large the graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph.claims import Claim
from graph.facts import FactKey, assemble, fact_key
from graph.journal import Tally, next_build, write_log
from graph.judgements import Judgements
from graph.records import (
    days,
    entity_node,
    id_of,
    in_words,
    owned_label,
    plain,
    read_record,
    read_uses,
    sides,
    uses_of,
)
from graph.register import Register
from graph.resolution import resolve
from graph.schema import Source
from graph.store import ddl
from graph.store.store import Transaction

_OWNED = ("Milestone", "Measure", "Round")
# an entity with fewer edges than this is the end to look a fact up from
_FEW = 200


@dataclass(frozen=True)
class Rules:
    """How claims become facts; `fingerprint` changes when the outcome may."""

    register: Register
    judgements: Judgements
    fingerprint: str


@dataclass
class Change:
    """Sources with their claims as the reader made them, and ids of sources that go."""

    put: list[tuple[Source, list[Claim]]] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Held:
    """A claim in the store. `ghost`: its facts were taken out, since the rules have changed."""

    claim: Claim
    printed: str
    slot: str | None
    fact: str | None
    ghost: bool = False


def apply(
    tx: Transaction,
    change: Change,
    rules: Rules,
    now: datetime,
    number: int | None = None,
    part: int = 0,
    *,
    log: bool = True,
) -> tuple[int | None, Tally]:
    """Carry out a change, and write its line of the log as part `part` of build `number` (None: the next one).

    Returns the build's number and what was done; where that is nothing, nothing is logged, and the number is None.
    """
    following = next_build(tx)
    this = number or following
    tally = _Work(tx, change, rules).run(now, this)
    if not log or tally.idle:
        return number, tally
    write_log(tx, tally, now, this, part)
    return this, tally


class _Work:
    def __init__(self, tx: Transaction, change: Change, rules: Rules) -> None:
        self.tx, self.change, self.rules = tx, change, rules
        self.tally = Tally()

    def run(self, now: datetime, number: int) -> Tally:
        self._read_held()
        self._resolve_new()
        self._compare()
        self._reassemble()
        self._write_facts_gone()
        self._write_entities()
        self._write_facts()
        self._write_claims(now, number)
        return self.tally

    # ---- what is there, and what comes

    def _read_held(self) -> None:
        touched = sorted({*self.change.drop, *(source.id for source, _ in self.change.put)})
        self.held_sources: dict[str, dict[str, Any]] = {
            row["id"]: row["props"]
            for row in self.tx.each(
                f"{ddl.find_nodes('Source')} RETURN n.id AS id, properties(n) AS props",
                touched,
            )
        }
        self.held: dict[str, _Held] = {}
        for row in self.tx.each(
            f"{ddl.find_nodes('Claim', 'source', 'c')} "
            "RETURN c.record AS record, c.printed AS printed, c.slot AS slot, c.fact AS fact",
            sorted(self.held_sources),
            size=50,
        ):
            claim = read_record(row["record"])
            ghost = bool(self.held_sources[claim.evidence.source].get("stale"))
            self.held[claim.id] = _Held(claim, row["printed"], row["slot"], row["fact"], ghost)

    def _resolve_new(self) -> None:
        """New claims resolved, a source at a time: what it means never depends on the sources loaded with it."""
        self.new: dict[str, Claim] = {}
        self.printed: dict[str, str] = {}
        self.new_sources: dict[str, Source] = {}
        for source, claims in self.change.put:
            self.new_sources[source.id] = source
            raw = list({claim.id: claim for claim in claims}.values())
            for before, after in zip(
                raw, resolve(raw, self.rules.register, self.rules.judgements), strict=True
            ):
                self.new[after.id] = after
                self.printed[after.id] = sides(before, after)

    def _compare(self) -> None:
        self.added = [id_ for id_ in self.new if id_ not in self.held]
        self.removed = [id_ for id_ in self.held if id_ not in self.new]
        source_changed = {
            id_
            for id_, source in self.new_sources.items()
            if _said(plain(source.model_dump())) != _said(self.held_sources.get(id_, {}))
        }
        # what a claim means hangs on its source's day and publisher too
        self.rewritten = []
        really = []
        for id_, claim in self.new.items():
            held = self.held.get(id_)
            if held is None:
                continue
            differs = held.claim != claim or held.printed != self.printed[id_]
            if differs or held.ghost or claim.evidence.source in source_changed:
                self.rewritten.append(id_)
            if differs:
                really.append(id_)
        self.touched = {*self.added, *self.removed, *self.rewritten}
        for id_ in sorted({*self.held_sources, *self.new_sources}):
            self.tally.sources[id_] = {"added": 0, "changed": 0, "retracted": 0}
        for name, ids in (("added", self.added), ("changed", really), ("retracted", self.removed)):
            for id_ in ids:
                claim = self.new.get(id_) or self.held[id_].claim
                self.tally.sources[claim.evidence.source][name] += 1
        for id_, told in self.tally.sources.items():
            known: Source | dict[str, Any] = self.new_sources.get(id_) or self.held_sources[id_]
            told["title"] = known.title if isinstance(known, Source) else known.get("title")
            if id_ not in self.held_sources:
                told["status"] = "added"
            elif id_ not in self.new_sources:
                told["status"] = "removed"
            elif id_ in source_changed or told["added"] or told["changed"] or told["retracted"]:
                told["status"] = "changed"
            else:
                told["status"] = "unchanged"

    # ---- facts

    def _reassemble(self) -> None:
        """The facts of every slot the change touches, before and after."""
        slots: set[str] = set()
        for id_ in self.touched:
            held = self.held.get(id_)
            if held is not None and held.slot is not None and not held.ghost:
                slots.add(held.slot)
            if id_ in self.new and (key := fact_key(self.new[id_])) is not None:
                slots.add(key.slot)
        self.slots = slots
        mine = {*self.held_sources, *self.new_sources}
        self.others: dict[str, _Held] = {}
        for row in self.tx.each(
            f"{ddl.find_nodes('Claim', 'slot', 'c')} "
            "RETURN c.source AS source, c.record AS record, c.printed AS printed, c.fact AS fact, c.slot AS slot",
            sorted(slots),
        ):
            if row["source"] not in mine:
                claim = read_record(row["record"])
                self.others[claim.id] = _Held(claim, row["printed"], row["slot"], row["fact"])
        sources = dict(self.new_sources)
        for row in self.tx.each(
            f"{ddl.find_nodes('Source')} RETURN properties(n) AS props",
            sorted({held.claim.evidence.source for held in self.others.values()}),
        ):
            # a source whose facts were taken out, since the rules have changed, has its turn still to come
            if not row["props"].get("stale"):
                source = Source.model_validate(row["props"])
                sources[source.id] = source
        self.others = {i: h for i, h in self.others.items() if h.claim.evidence.source in sources}
        live = [held.claim for held in self.others.values()]
        live += [c for c in self.new.values() if (key := fact_key(c)) is not None and key.slot in slots]
        self.facts = {fact.id: fact for fact in assemble(live, sources, self.rules.judgements)}
        self.fact_of = {s.claim.id: fact.id for fact in self.facts.values() for s in fact.statements}

        self.before: dict[str, tuple[FactKey, Claim]] = {}
        for held in (*self.held.values(), *self.others.values()):
            if held.ghost or held.fact is None or held.fact in self.before:
                continue
            if held.slot in slots:
                known = fact_key(held.claim)
                assert known is not None, f"claim {held.claim.id} supports a fact and makes none"
                self.before[held.fact] = (known, held.claim)
        self._read_edges()

    def _read_edges(self) -> None:
        """The edges of the facts before, and from which end each is to be looked up."""
        ends = {
            end
            for key, _ in self.before.values()
            if key.object is not None
            for end in (key.subject, key.object)
        }
        degree = {row["id"]: row["degree"] for row in self.tx.each(ddl.degrees(), sorted(ends))}
        self.place: dict[str, tuple[str, str, bool, str]] = {}
        for id_, (key, _) in self.before.items():
            if key.object is None:
                label = owned_label(key.predicate)
                self.place[id_] = (key.predicate, label, False, f"{label.lower()}:{id_}")
            else:
                outgoing = degree.get(key.object, 0) >= _FEW > degree.get(key.subject, 0)
                end = key.subject if outgoing else key.object
                self.place[id_] = (key.predicate, ddl.ENTITY, outgoing, end)
        self.edges: dict[str, dict[str, Any]] = {}
        for (type_, label, outgoing), rows in self._by_place(self.before).items():
            match = ddl.match_edges(type_, label, outgoing=outgoing)
            for row in self.tx.each(f"{match} RETURN r.id AS id, properties(r) AS props", rows):
                self.edges[row["id"]] = row["props"]

    def _by_place(self, ids: Iterable[str]) -> dict[tuple[str, str, bool], list[dict[str, Any]]]:
        out: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
        for id_ in sorted(ids):
            type_, label, outgoing, end = self.place[id_]
            out.setdefault((type_, label, outgoing), []).append({"id": id_, "end": end})
        return out

    def _write_facts_gone(self) -> None:
        gone = sorted(id_ for id_ in self.edges if id_ not in self.facts)
        for (type_, label, outgoing), rows in self._by_place(gone).items():
            if label in _OWNED:
                self.tx.each(ddl.delete_nodes(label), [row["end"] for row in rows])
            else:
                self.tx.each(f"{ddl.match_edges(type_, label, outgoing=outgoing)} DELETE r", rows)
        self.tally.facts_removed = [[id_, in_words(*self.before[id_])] for id_ in gone]

    def _write_facts(self) -> None:
        created: dict[tuple[str, str], list[dict[str, Any]]] = {}
        nodes: dict[str, list[dict[str, Any]]] = {}
        updates: dict[str, dict[str, Any]] = {}
        for id_, fact in sorted(self.facts.items()):
            props = plain(fact.edge.model_dump())
            words = [id_, in_words(fact.key, fact.statements[0].claim, fact.edge.date)]
            if fact.node is not None:
                nodes.setdefault(fact.node.label, []).append(plain(fact.node.model_dump()))
            if id_ not in self.edges:
                label = ddl.ENTITY if fact.node is None else fact.node.label
                row = {"from": fact.subject, "to": fact.object, "props": props}
                created.setdefault((fact.type, label), []).append(row)
                self.tally.facts_added.append(words)
            elif self.edges[id_] != props:
                updates[id_] = props
                self.tally.facts_changed.append(words)
        for label, rows in nodes.items():
            self.tx.each(ddl.upsert_nodes(label), rows)
        for (type_, label), rows in created.items():
            self.tx.each(ddl.create_edges(type_, ddl.ENTITY, label), rows)
        for (type_, label, outgoing), rows in self._by_place(updates).items():
            match = ddl.match_edges(type_, label, outgoing=outgoing)
            self.tx.each(f"{match} SET r = row.props", [{**row, "props": updates[row["id"]]} for row in rows])

    # ---- entities

    def _write_entities(self) -> None:
        """Entities as the claims now name them; those that no claim names any more leave."""
        delta: Counter[tuple[str, str, str]] = Counter()
        for id_ in {*self.added, *self.removed, *self.rewritten}:
            held = self.held.get(id_)
            if held is not None and not held.ghost:
                delta.subtract(uses_of(held.claim))
            if id_ in self.new:
                delta.update(uses_of(self.new[id_]))
        by_entity: dict[str, Counter[tuple[str, str]]] = {}
        for (entity, kind, form), count in delta.items():
            if count:
                by_entity.setdefault(entity, Counter())[kind, form] += count
        held_nodes = {
            row["id"]: row["props"]
            for row in self.tx.each(
                f"{ddl.find_nodes(ddl.ENTITY)} RETURN n.id AS id, properties(n) AS props",
                sorted(by_entity),
            )
        }
        create: dict[str, list[dict[str, Any]]] = {}
        update: list[dict[str, Any]] = []
        self.entities_gone: list[str] = []
        for id_ in sorted(by_entity):
            held_node = held_nodes.get(id_)
            uses = read_uses(held_node["uses"] if held_node else [])
            uses.update(by_entity[id_])
            uses = +uses
            if not uses:
                if held_node is not None:
                    self.entities_gone.append(id_)
                continue
            node = entity_node(id_, uses, self.rules.register, self.rules.judgements)
            props = plain(node.model_dump())
            if held_node is None:
                create.setdefault(node.label, []).append(props)
                self.tally.entities_added.append(id_)
            elif props != held_node:
                update.append(props)
                if {**props, "uses": 0} != {**held_node, "uses": 0}:
                    self.tally.entities_changed.append(id_)
        for label, rows in create.items():
            self.tx.each(ddl.create_nodes(label), rows)
        self.tx.each(ddl.update_nodes(ddl.ENTITY), update)
        self.tally.entities_removed = self.entities_gone

    # ---- claims and sources

    def _write_claims(self, now: datetime, number: int) -> None:
        tx = self.tx
        gone = [*self.removed, *self.rewritten]
        tx.each(ddl.delete_nodes("Claim"), sorted(gone))
        tx.each(ddl.delete_nodes(ddl.ENTITY), self.entities_gone)
        dropped = sorted(id_ for id_ in self.held_sources if id_ not in self.new_sources)
        tx.each(ddl.delete_nodes("Source"), dropped)
        tx.each(ddl.upsert_nodes("Source"), [plain(s.model_dump()) for s in self.new_sources.values()])

        fresh = sorted({*self.added, *self.rewritten})
        rows = [self._claim_row(self.new[id_]) for id_ in fresh]
        tx.each(ddl.create_nodes("Claim"), rows)
        for type_, label, key in (
            ("STATED_IN", "Source", "source"),
            ("SUBJECT", ddl.ENTITY, "subject"),
            ("OBJECT", ddl.ENTITY, "object"),
        ):
            ends = [{"from": row["id"], "to": row[key], "props": {}} for row in rows if row.get(key)]
            tx.each(ddl.create_edges(type_, "Claim", label), ends)
        kept = [*self.others.values(), *(h for id_, h in self.held.items() if id_ not in self.touched)]
        moved = [
            {"id": held.claim.id, "fact": self.fact_of.get(held.claim.id)}
            for held in kept
            if held.slot in self.slots and self.fact_of.get(held.claim.id) != held.fact
        ]
        tx.each(
            f"UNWIND $rows AS row MATCH (c:Claim {{id: row.id}}) {ddl.seek('c', 'Claim')} SET c.fact = row.fact",
            moved,
        )

        day = now.date()
        tx.each(
            ddl.upsert_nodes("RetractedClaim"),
            [
                {
                    "id": id_,
                    "source": self.held[id_].claim.evidence.source,
                    "retracted_on": day,
                    "build": number,
                    "record": self.held[id_].claim.to_json(),
                }
                for id_ in sorted(self.removed)
            ],
        )
        tx.each(ddl.delete_nodes("RetractedClaim"), sorted(self.added))

    def _claim_row(self, claim: Claim) -> dict[str, Any]:
        key = fact_key(claim)
        first, last = days(claim, self.new_sources[claim.evidence.source])
        return plain(
            {
                "id": claim.id,
                "predicate": claim.predicate,
                "modality": claim.modality.value,
                "date": claim.date,
                "date_min": first,
                "date_max": last,
                "quote": claim.evidence.quote,
                "start": claim.evidence.start,
                "end": claim.evidence.end,
                "figure": claim.values[0].mention if claim.values else None,
                "rule": claim.rule,
                "confidence": claim.confidence,
                "source": claim.evidence.source,
                "fact": self.fact_of.get(claim.id),
                "slot": None if key is None else key.slot,
                "subject": id_of(claim.subject),
                "object": id_of(claim.object),
                "record": claim.to_json(),
                "printed": self.printed[claim.id],
            }
        )


def _said(props: dict[str, Any]) -> dict[str, Any]:
    """What a source says of itself, without what the store notes about it."""
    return {key: value for key, value in props.items() if key not in {"seal", "stale"}}
