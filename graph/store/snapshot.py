"""The whole graph in one form: what two stores, or one store on two days, are compared by, and what is exported.

In it is all that MATCH finds, but for what the store keeps for itself (retracted claims, the log, its state): entities,
milestones, measures, rounds, sources, claims, the facts between them, and the edges from claims to what they rest on.
"""

from __future__ import annotations

import json
from typing import Any

from graph.schema import NODES, PREDICATES, PROVENANCE_TYPES, ClaimNode, Node
from graph.store import ddl
from graph.store.store import Store

# written on a source while its facts are made anew
_TRANSIENT = frozenset({"stale"})


def snapshot(store: Store) -> dict[str, list[dict[str, Any]]]:
    """`nodes`: {label, id, properties}, sorted by label and id; `edges`: {type, from, to, properties}, sorted likewise.

    `from` and `to` are [label, id] of the ends. Property values are Python's own (dates are `datetime.date`); a
    property that is not set is not there.
    """
    nodes: list[dict[str, Any]] = []
    kinds: tuple[type[Node], ...] = (*NODES, ClaimNode)
    for node in kinds:
        for row in store.run(f"MATCH (n:{node.label}) RETURN properties(n) AS props"):
            props = {key: value for key, value in sorted(row["props"].items()) if key not in _TRANSIENT}
            nodes.append({"label": node.label, "id": props.pop("id"), "properties": props})
    edges: list[dict[str, Any]] = []
    for type_ in (*PREDICATES, *PROVENANCE_TYPES):
        for row in store.run(
            f"MATCH (a)-[r:{type_}]->(b) "
            "RETURN labels(a) AS la, a.id AS a, labels(b) AS lb, b.id AS b, properties(r) AS props"
        ):
            edges.append(
                {
                    "type": type_,
                    "from": [_label(row["la"]), row["a"]],
                    "to": [_label(row["lb"]), row["b"]],
                    "properties": dict(sorted(row["props"].items())),
                }
            )
    nodes.sort(key=lambda n: (n["label"], n["id"]))
    edges.sort(key=lambda e: (e["type"], e["properties"].get("id", ""), e["from"], e["to"]))
    return {"nodes": nodes, "edges": edges}


def _label(labels: list[str]) -> str:
    return next(label for label in sorted(labels) if label != ddl.ENTITY)


def canonical(store: Store) -> str:
    """The snapshot as JSON lines, equal for equal graphs."""
    taken = snapshot(store)
    lines = [
        json.dumps(thing, ensure_ascii=False, sort_keys=True, default=str)
        for thing in (*taken["nodes"], *taken["edges"])
    ]
    return "\n".join(lines)
