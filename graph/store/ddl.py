"""What the store is told of the schema: constraints, indexes, and the statements that write nodes and edges.

All generated from graph/schema.py; the same statements run on both engines. Facts are looked up from one of their
ends, never by their id alone: the embedded engine has no use of an index on relationships.
"""

from __future__ import annotations

import hashlib
import re

from graph.schema import BOOKKEEPING, EDGES, ENTITIES, NODES, Entity, Node

ENTITY = "Entity"
ENTITY_LABELS = frozenset(entity.label for entity in ENTITIES)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def statements() -> list[str]:
    """Constraints and indexes; each may be run again."""
    out = [_unique(ENTITY), *(_index(ENTITY, name) for name in Entity.indexed)]
    for node in (*NODES, *BOOKKEEPING):
        out.append(_unique(node.label))
        out += [_index(node.label, name) for name in node.indexed]
    for edge in EDGES:
        name = f"{edge.type.lower()}_id"
        out.append(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:{edge.type}]-() REQUIRE r.id IS UNIQUE")
    return out


def _unique(label: str) -> str:
    return f"CREATE CONSTRAINT {_snake(label)}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"


def _index(label: str, name: str) -> str:
    return f"CREATE INDEX {_snake(label)}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"


def fingerprint() -> str:
    """Changes when the statements do; a store that carries it needs none of them run."""
    return hashlib.sha256("\n".join(statements()).encode()).hexdigest()[:16]


def labels(node: type[Node] | str) -> str:
    """`Company:Entity`, `Source`."""
    label = node if isinstance(node, str) else node.label
    return f"{label}:{ENTITY}" if label in ENTITY_LABELS else label


def key_label(label: str) -> str:
    """The one label under which a node is looked up: both engines use an index only for a single label."""
    return ENTITY if label in ENTITY_LABELS else label


def create_nodes(label: str) -> str:
    """`$rows` are property maps with an id that is not in the store."""
    return f"UNWIND $rows AS row CREATE (n:{labels(label)}) SET n = row"


def upsert_nodes(label: str) -> str:
    """`$rows` are property maps; each replaces all properties of its node. Not for entities, which have two labels."""
    return f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row"


def update_nodes(label: str) -> str:
    """`$rows` are property maps of nodes that are in the store."""
    return f"UNWIND $rows AS row MATCH (n:{key_label(label)} {{id: row.id}}) SET n = row"


def delete_nodes(label: str) -> str:
    """`$ids` of nodes that go, with all that is tied to them."""
    return f"UNWIND $ids AS id MATCH (n:{key_label(label)} {{id: id}}) DETACH DELETE n"


def create_edges(type_: str, from_label: str, to_label: str) -> str:
    """`$rows` are {from, to, props}; both ends are in the store, the edge is not."""
    return (
        f"UNWIND $rows AS row MATCH (a:{key_label(from_label)} {{id: row.from}}) "
        f"MATCH (b:{key_label(to_label)} {{id: row.to}}) CREATE (a)-[r:{type_}]->(b) SET r = row.props"
    )


def match_edges(type_: str, label: str, *, outgoing: bool) -> str:
    """MATCH for edges `$rows` {end, id, …}, looked up from the end that has few: `outgoing` from where they start."""
    left, right = ("-", "->") if outgoing else ("<-", "-")
    return f"UNWIND $rows AS row MATCH (n:{key_label(label)} {{id: row.end}}){left}[r:{type_} {{id: row.id}}]{right}()"


# how many edges an entity has, counted no further than $limit: enough to choose the end to look from
DEGREES = (
    f"UNWIND $ids AS id MATCH (n:{ENTITY} {{id: id}}) "
    "RETURN id, COUNT { MATCH (n)--() RETURN 1 AS one LIMIT 200 } AS degree"
)
