"""The graph in memory: a networkx MultiDiGraph for algorithms, for the page, for export.

What an edge was on a day, or as known on a day, is reckoned here as the packaged queries do it in Cypher
(queries/README.md, "Time") and as `graph.time` does it on facts.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.schema import ENTITIES, FACT_TYPES

if TYPE_CHECKING:
    import networkx as nx

    from queries.catalogue import Runner

_NODES = "MATCH (n:Entity) RETURN labels(n) AS labels, properties(n) AS properties"
_EDGES = f"""MATCH (a:Entity)-[r:{FACT_TYPES}]->(b)
RETURN a.id AS subject, b.id AS object, type(r) AS type, properties(r) AS properties,
       CASE WHEN b:Entity THEN [] ELSE labels(b) END AS labels,
       CASE WHEN b:Entity THEN null ELSE properties(b) END AS own"""
_FIGURES = ("round", "lead", "counterparty", "stake", "amount", "amount_min", "amount_max", "unit")
_CLAIMS = """UNWIND $ids AS id
MATCH (c:Claim {id: id})-[:STATED_IN]->(d:Source)
RETURN c.id AS id, c.quote AS quote, c.modality AS modality, d.id AS source, d.publisher AS publisher,
       d.text_hash AS text, toString(d.published_on) AS published"""
_BATCH = 2000
_SUREST = ("asserted", "announced", "reported", "forecast")
_PER_CLAIM = ("claims", "claim_dates", "claim_min", "claim_max", "claim_known", "claim_values")
_PER_STEP = ("step_days", "step_dates", "step_min", "step_max", "step_end_min", "step_end_max", "step_claims")
_ENTITY_LABELS = frozenset(entity.label for entity in ENTITIES)


def day(given: str | date | None, what: str) -> str | None:
    """An ISO day for `as_of` or `known_on`; a year or month stands for its last day. Raises `UsageError`."""
    from queries.header import as_day

    if given is None:
        return None
    try:
        return as_day(given)
    except ValueError:
        raise UsageError(
            f"{what} wants a date as YYYY-MM-DD (YYYY or YYYY-MM stands for its last day), not {given!r}"
        ) from None


def to_networkx(
    graph: Runner, as_of: str | date | None = None, known_on: str | date | None = None
) -> nx.MultiDiGraph[str]:
    """Nodes by id, with `label` and all properties; edges keyed by fact id, with `type`, `status` and all properties.

    `as_of`: only what held on that day, for certain or possibly (`status`). `known_on`: only what sources published
    by that day say, dated as they date it. With either, nodes that no remaining fact names are left out. Dates are
    `datetime.date`. Raises `UsageError` on what is no date.
    """
    import networkx as nx

    on, known = day(as_of, "as_of"), day(known_on, "known_on")
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(as_of=on, known_on=known)
    for row in sorted(graph.run(_NODES, {}), key=lambda row: str(row["properties"]["id"])):
        made.add_node(row["properties"]["id"], label=_label(row["labels"]), **_present(row["properties"]))
    facts = sorted(graph.run(_EDGES, {}), key=lambda row: str(row["properties"]["id"]))
    then = {row["properties"]["id"]: at(row["properties"], on, known) for row in facts}
    if known is not None:
        _retell(graph, [fact for fact in then.values() if fact is not None], known)
    for row in facts:
        seen = then[row["properties"]["id"]]
        if seen is None:
            continue
        if row["own"] is not None:
            made.add_node(row["object"], label=_label(row["labels"]), **_present(row["own"]))
        made.add_edge(row["subject"], row["object"], key=seen["id"], type=row["type"], **seen)
    if on is not None or known is not None:
        made.remove_nodes_from([node for node, degree in list(made.degree) if degree == 0])
    return made


def _label(labels: list[str]) -> str:
    """The one label that says what a node is."""
    return next(label for label in sorted(labels, key=lambda x: x not in _ENTITY_LABELS) if label != "Entity")


def _present(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in sorted(properties.items()) if value is not None}


def at(properties: dict[str, Any], as_of: str | None, known_on: str | None) -> dict[str, Any] | None:
    """The properties of a fact as of a day, as known on a day (both ISO), with `status`; None where it did not hold.

    As known on an earlier day, it has the claims and dates of that day; figures and what is reckoned from all claims
    are left out where one of them was not known yet.
    """
    fact = _present(properties)
    if known_on is not None:
        step = bisect_right(fact.get("step_days", []), known_on) - 1
        if step < 0:
            return None
        _cut(fact, step, known_on)
    status = "certain" if as_of is None else _status(fact, as_of)
    return None if status is None else fact | {"status": status}


def _cut(fact: dict[str, Any], step: int, known_on: str) -> None:
    shown = fact["step_claims"][step]
    if any(not told or told > known_on for told in fact["claim_known"]):
        for name in _FIGURES:
            fact.pop(name, None)
    edges = {
        "date_min": "step_min",
        "date_max": "step_max",
        "end_min": "step_end_min",
        "end_max": "step_end_max",
    }
    for name, steps in edges.items():
        text = fact[steps][step]
        fact.pop(name, None)
        if text:
            fact[name] = date.fromisoformat(text)
    fact.pop("date", None)
    if fact["step_dates"][step]:
        fact["date"] = fact["step_dates"][step]
    if "end_min" not in fact and "end_max" not in fact:
        fact.pop("end", None)
    live = [i for i, told in enumerate(fact["claim_known"]) if told and told <= known_on]
    live.sort(key=lambda i: fact["claims"][i] != shown)
    for name in _PER_CLAIM:
        if name in fact:
            fact[name] = [fact[name][i] for i in live]
    for name in _PER_STEP:
        fact[name] = fact[name][: step + 1]


def _retell(graph: Runner, facts: list[dict[str, Any]], known_on: str) -> None:
    """Give facts as known on a day the quote, modality, sources and conflicts of that day."""
    ids = sorted({id_ for fact in facts for id_ in (*fact["claims"], *fact.get("conflict_claims", ()))})
    told = {
        row["id"]: row
        for start in range(0, len(ids), _BATCH)
        for row in graph.run(_CLAIMS, {"ids": ids[start : start + _BATCH]})
        if row["published"] and row["published"] <= known_on
    }
    for fact in facts:
        live = [told[id_] for id_ in fact["claims"] if id_ in told]
        fact["quote"] = live[0]["quote"]
        fact["modality"] = min((claim["modality"] for claim in live), key=_SUREST.index)
        fact["sources"] = sorted({claim["source"] for claim in live})
        voices = {claim["publisher"] or claim["source"] for claim in live}
        fact["corroboration"] = min(len(voices), len({claim["text"] for claim in live}))
        against = [id_ for id_ in fact.get("conflict_claims", ()) if id_ in told]
        fact["conflict_claims"] = against if len(against) > 1 else []
        fact["disputed"] = fact.get("disputed", False) and len(against) > 1
        if not fact["conflict_claims"]:
            fact["conflicts"] = []


def _status(fact: dict[str, Any], as_of: str) -> str | None:
    def iso(name: str) -> str:
        return fact[name].isoformat() if name in fact else ""

    first, last, end_first, end_last = iso("date_min"), iso("date_max"), iso("end_min"), iso("end_max")
    if first > as_of or (end_last and end_last <= as_of):
        return None
    may_have_ended = bool(end_first or end_last) and end_first <= as_of
    return "possible" if not last or last > as_of or may_have_ended else "certain"
