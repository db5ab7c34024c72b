"""What the store is told of the schema: constraints, indexes, and the statements that write nodes and edges.

All generated from graph/schema.py; the same statements run on both engines. Relationships have no index: the embedded
engine makes no use of one, and with one, Neo4j at times plans to read all of it. A fact is looked up from one of its ends.
"""

from __future__ import annotations

import hashlib
import re

from graph.schema import BOOKKEEPING, ENTITIES, NODES, Entity, Node

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


def seek(variable: str, label: str, prop: str = "id") -> str:
    """Hint that a MATCH begins at an index, whatever the statistics of a young database say."""
    return f"USING INDEX SEEK {variable}:{key_label(label)}({prop})"


def find_nodes(label: str, prop: str = "id", variable: str = "n") -> str:
    """MATCH for the nodes whose `prop` is one of `$rows`."""
    return f"UNWIND $rows AS value MATCH ({variable}:{key_label(label)} {{{prop}: value}}) {seek(variable, label, prop)}"


def update_nodes(label: str) -> str:
    """`$rows` are property maps of nodes that are in the store."""
    return f"UNWIND $rows AS row MATCH (n:{key_label(label)} {{id: row.id}}) {seek('n', label)} SET n = row"


def delete_nodes(label: str) -> str:
    """`$rows` are ids of nodes that go, with all that is tied to them."""
    return f"{find_nodes(label)} DETACH DELETE n"


def create_edges(type_: str, from_label: str, to_label: str) -> str:
    """`$rows` are {from, to, props}; both ends are in the store, the edge is not."""
    return (
        f"UNWIND $rows AS row MATCH (a:{key_label(from_label)} {{id: row.from}}) {seek('a', from_label)} "
        f"MATCH (b:{key_label(to_label)} {{id: row.to}}) {seek('b', to_label)} "
        f"CREATE (a)-[r:{type_}]->(b) SET r = row.props"
    )


def match_edges(type_: str, label: str, *, outgoing: bool) -> str:
    """MATCH for edges `$rows` {end, id, …}, looked up from the end that has few: `outgoing` from where they start."""
    left, right = ("-", "->") if outgoing else ("<-", "-")
    return (
        f"UNWIND $rows AS row MATCH (n:{key_label(label)} {{id: row.end}}){left}[r:{type_} {{id: row.id}}]{right}() "
        f"{seek('n', label)}"
    )


def degrees() -> str:
    """`id` and `degree` of the entities `$rows`, counted no further than 200: enough to choose the end to look from."""
    return f"{find_nodes(ENTITY)} RETURN n.id AS id, COUNT {{ MATCH (n)--() RETURN 1 AS one LIMIT 200 }} AS degree"
