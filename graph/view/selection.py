"""Which part of the graph a page shows: around a name, and no more nodes than a reader and a browser can take."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError, UserError

if TYPE_CHECKING:
    import networkx as nx


def named(graph: nx.MultiDiGraph[str], name: str) -> list[str]:
    """Ids of the entities of that name or alias, in any case. Raises `UserError`, with what is near, where none is."""
    wanted = name.strip().casefold()
    forms: dict[str, list[str]] = {}
    for node, data in graph.nodes(data=True):
        for form in (data.get("name", ""), *data.get("aliases", ())):
            forms.setdefault(str(form).casefold(), []).append(node)
    exact = [node for node in forms.get(wanted, []) if graph.nodes[node].get("name", "").casefold() == wanted]
    found = sorted(set(exact or forms.get(wanted, [])))
    if not wanted or not found:
        from difflib import get_close_matches

        near = [form for form in sorted(forms) if wanted and form and (wanted in form or form in wanted)]
        near = near or get_close_matches(wanted, sorted(forms), n=1)
        hint = f"; did you mean {graph.nodes[forms[near[0]][0]]['name']}?" if near else ""
        raise UserError(f"nothing in the graph is called {name!r}{hint}")
    return found


def select(
    graph: nx.MultiDiGraph[str], focus: str | None, hops: int, max_nodes: int
) -> tuple[nx.MultiDiGraph[str], list[str], int]:
    """(what is drawn, the ids in focus, how many nodes there were before the cut to `max_nodes`).

    Without a focus, entities that no fact names are left out. Where too many remain, the nearest to the focus stay,
    among equally near ones those of most facts. Raises `UsageError` on a number that makes no sense.
    """
    if hops < 1:
        raise UsageError(f"--hops wants a number from 1 up, not {hops}")
    if max_nodes < 1:
        raise UsageError(f"--max-nodes wants a number from 1 up, not {max_nodes}")
    plain = graph.to_undirected(as_view=True)
    degree = dict(graph.degree)
    if focus is None:
        centres: list[str] = []
        kept = [node for node, count in degree.items() if count]
        far = dict.fromkeys(kept, 0)
    else:
        centres = named(graph, focus)
        far = _distances(plain, centres, hops)
        kept = list(far)
    total = len(kept)
    if total > max_nodes:
        kept = _nearest(plain, kept, far, degree, max_nodes)
    return graph.subgraph(kept), centres, total


def _distances(plain: Any, centres: Iterable[str], hops: int) -> dict[str, int]:
    far = dict.fromkeys(centres, 0)
    border = list(far)
    for hop in range(1, hops + 1):
        border = sorted({other for node in border for other in plain[node] if other not in far})
        far |= dict.fromkeys(border, hop)
    return far


def _nearest(
    plain: Any, nodes: list[str], far: dict[str, int], degree: dict[str, int], max_nodes: int
) -> list[str]:
    """The first `max_nodes` by distance, then by facts, each (where it can) beside one that is in already."""
    order = sorted(nodes, key=lambda node: (far[node], -degree[node], node))
    seeds = iter(order)
    kept: dict[str, None] = {}
    border: list[tuple[int, int, str]] = []
    while len(kept) < max_nodes:
        node = heappop(border)[2] if border else next(seeds)
        if node in kept:
            continue
        kept[node] = None
        for other in plain[node]:
            if other in far and other not in kept:
                heappush(border, (far[other], -degree[other], other))
    return sorted(kept)
