"""Which entities may be one: for an analyst to look at, never acted on.

Each suggestion says why: a shared name, one name being the other with a tail (集团, 科技, App) or cut short, letters alike
(rapidfuzz), common neighbours. Pairs that must never merge, and pairs that deal with each other (one does not invest in
itself), are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from graph.ids import company_key, entity_id, name_key
from graph.judgements import NO_JUDGEMENTS, Judgements
from graph.register import Register

_TAIL = re.compile(
    r"(?:\([^()]*\)|集团|控股|科技|网络|技术|信息|电子商务|电商|商城|商贸|平台|小程序|公众号|客户端|官方|应用|app|网站?|在线|中国|公司)+$"
)
# relationships that an entity does not have with itself
_BETWEEN_TWO = frozenset({"INVESTED_IN", "ACQUIRED", "DIVESTED", "PARTNERED_WITH", "COMPETES_WITH", "ROLE"})
_COMMON = 60  # a piece of a name that more entities share tells nothing
_ALIKE = 80  # of 100, by rapidfuzz's ratio over keys of four characters and more; one letter of five


@dataclass(frozen=True)
class Node:
    """An entity as the graph has it. `neighbours`: (relationship, id of the entity at its other end)."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    registered: bool = False
    neighbours: frozenset[tuple[str, str]] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Suggestion:
    """`a` and `b` (ids, the registered one first) may be one entity; `score` from 0 to 1 only orders the list."""

    a: Node
    b: Node
    score: float
    reasons: tuple[str, ...]


def suggest(
    nodes: Iterable[Node], register: Register, judgements: Judgements | None = None, limit: int | None = None
) -> list[Suggestion]:
    """Likely duplicates among the nodes, the likeliest first."""
    decided = judgements or NO_JUDGEMENTS
    held = {node.id: node for node in sorted(nodes, key=lambda node: node.id)}
    keys = {id_: _keys(node) for id_, node in held.items()}
    out = []
    for a, b in sorted(_candidates(keys)):
        one, two = held[a], held[b]
        if two.registered and not one.registered:
            one, two = two, one
        if _apart(one, two, register, decided):
            continue
        found = _judge(one, two, keys[one.id], keys[two.id])
        if found is not None:
            out.append(found)
    out.sort(key=lambda s: (-s.score, s.a.id, s.b.id))
    return out if limit is None else out[:limit]


def _keys(node: Node) -> dict[str, str]:
    """Key → the name it is of, the node's own name first."""
    out: dict[str, str] = {}
    for name in (node.name, *node.aliases):
        out.setdefault(company_key(name), name)
        out.setdefault(name_key(name), name)
    return out


def _candidates(keys: Mapping[str, Mapping[str, str]]) -> set[tuple[str, str]]:
    """Pairs that share a rare piece of a name: a whole key, a stem, or two characters in a row."""
    holders: dict[str, set[str]] = defaultdict(set)
    for id_, forms in keys.items():
        for key in forms:
            stem = _stem(key)
            for piece in {key, stem, *(stem[n : n + 2] for n in range(len(stem) - 1))}:
                holders[piece].add(id_)
    pairs: set[tuple[str, str]] = set()
    for ids in holders.values():
        if 1 < len(ids) <= _COMMON:
            pairs.update(combinations(sorted(ids), 2))
    return pairs


def _stem(key: str) -> str:
    stem = _TAIL.sub("", key)
    return stem if len(stem) >= 2 else key


def _apart(a: Node, b: Node, register: Register, judgements: Judgements) -> bool:
    """Whether the two are known to be different, or cannot be one."""
    if a.registered and b.registered:
        return True
    kinds = {a.type, b.type}
    if len(kinds) > 1 and kinds & {"Person", "Exchange"}:
        return True
    if any(register.never_merge(x, y) for x in (a.name, *a.aliases) for y in (b.name, *b.aliases)):
        return True
    split = {entity_id(j.to.name, j.to.type) for j in judgements.active if j.to is not None}
    if a.id in split or b.id in split:
        return True
    dealings = ((a.neighbours, b.id), (b.neighbours, a.id))
    return any(type_ in _BETWEEN_TWO and id_ == other for near, other in dealings for type_, id_ in near)


def _judge(a: Node, b: Node, mine: Mapping[str, str], other: Mapping[str, str]) -> Suggestion | None:
    from rapidfuzz import fuzz

    score, reasons = 0.0, []
    shared = [key for key in mine if key in other]
    if shared:
        same = name_key(a.name) == name_key(b.name) or company_key(a.name) == company_key(b.name)
        if same and a.type != b.type:
            score, reason = 0.8, f"one name, as {a.type} and as {b.type}"
        elif same:
            score, reason = 0.95, "one name but for its legal form"
        else:
            score, reason = 0.9, f"a source uses {mine[shared[0]]} for both"
        reasons.append(reason)
    else:
        stems = sorted(
            {_stem(key) for key in mine} & {_stem(key) for key in other}, key=lambda s: (-len(s), s)
        )
        longer, shorter = sorted((name_key(a.name), name_key(b.name)), key=len, reverse=True)
        ratio = fuzz.ratio(longer, shorter)
        if stems:
            score = 0.7
            reasons.append(f"{stems[0]} with another tail")
        elif len(shorter) >= 3 and longer.startswith(shorter):
            score = 0.45
            reasons.append(f"{shorter} begins {longer}")
        elif len(shorter) >= 4 and ratio >= _ALIKE:
            score = 0.5 * ratio / 100
            reasons.append(f"letters alike ({ratio:.0f} of 100)")
    if not reasons:
        return None
    common = _common(a, b)
    if common:
        score = min(0.99, score + 0.05 * min(3, len(common)))
        reasons.append(f"{len(common)} common neighbour{'s' if len(common) > 1 else ''}")
    if ("RENAMED_TO", b.id) in a.neighbours:
        reasons.append("a source says that one was renamed to the other")
    return Suggestion(a, b, round(score, 3), tuple(reasons))


def _common(a: Node, b: Node) -> set[tuple[str, str]]:
    return set(a.neighbours) & set(b.neighbours)


def nodes_of(rows: Sequence[Mapping[str, object]], edges: Iterable[Mapping[str, str]]) -> list[Node]:
    """Nodes from rows {id, name, type, aliases, registered} and edges {from, type, to}."""
    near: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in edges:
        near[edge["from"]].add((edge["type"], edge["to"]))
        near[edge["to"]].add((edge["type"], edge["from"]))
    out = []
    for row in rows:
        aliases = row["aliases"]
        assert isinstance(aliases, list | tuple)
        out.append(
            Node(
                str(row["id"]), str(row["name"]), str(row["type"]), tuple(aliases), bool(row["registered"]),
                frozenset(near.get(str(row["id"]), ())),
            )
        )  # fmt: skip
    return out


def with_register(nodes: Sequence[Node], register: Register) -> list[Node]:
    """The nodes, and the register's entities that are not among them: an unknown name may be one of those."""
    there = {node.id for node in nodes}
    known = [
        Node(entry.id, entry.name, entry.type, entry.names[1:], True)
        for entry in register.entries
        if entry.id not in there
    ]
    return [*nodes, *known]
