"""Places by stress: the distance on the page follows the distance in the graph.

Zheng, Pawar and Goodman, "Graph Drawing by Stochastic Gradient Descent", 2018. All pairs where that is cheap, else
pivots (Ortmann, Klimenta and Brandes, "A Sparse Stress Model", 2016) and near neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from random import Random

from graph.view.boxes import Point

_SEED = 20230715
_THREAD = 40.0  # length of an edge of the core beyond what its ends occupy
_EXACT = 320  # cores up to this size are laid out by all pairs, larger ones by pivots and neighbours
_PIVOTS = 50
_ROUNDS = 15
WIDE = 1.3  # labels are wider than high, and so are screens

Links = Mapping[str, Sequence[str]]


def stress(core: Sequence[str], links: Links, reach: Mapping[str, float]) -> dict[str, Point]:
    """Places for the core such that distances on the page are near those in the graph."""
    if len(core) == 1:
        return {core[0]: (0.0, 0.0)}
    index = {node: i for i, node in enumerate(core)}
    wanted: dict[tuple[int, int], float] = {}
    for origin in list(core) if len(core) <= _EXACT else _pivots(core, links):
        for node, distance in _distances(origin, links, reach).items():
            if node != origin:
                a, b = index[origin], index[node]
                wanted.setdefault((a, b) if a < b else (b, a), distance)
    if len(core) > _EXACT:
        for node in core:
            for distance, other in _nearby(node, links, reach):
                a, b = index[node], index[other]
                wanted.setdefault((a, b) if a < b else (b, a), distance)
    terms = [(i, j, d, 1.0 / (d * d)) for (i, j), d in sorted(wanted.items())]
    xs, ys = _descend(len(core), terms)
    return {node: (xs[i] * WIDE, ys[i]) for node, i in index.items()}


def _descend(count: int, terms: list[tuple[int, int, float, float]]) -> tuple[list[float], list[float]]:
    chance = Random(_SEED)
    size = max(term[2] for term in terms)
    turn = math.pi * (3 - math.sqrt(5))
    xs = [math.cos(turn * i) * size * math.sqrt((i + 1) / count) / 2 for i in range(count)]
    ys = [math.sin(turn * i) * size * math.sqrt((i + 1) / count) / 2 for i in range(count)]
    largest, smallest = 1.0 / min(t[3] for t in terms), 0.1 / max(t[3] for t in terms)
    decay = math.log(largest / smallest) / (_ROUNDS - 1)
    sqrt = math.sqrt
    for round_ in range(_ROUNDS):
        rate = largest * math.exp(-decay * round_)
        if round_ % 3 == 0:
            chance.shuffle(terms)
        for i, j, distance, weight in terms:
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            now = sqrt(dx * dx + dy * dy)
            if now < 1e-6:
                dx, dy, now = 1e-3 * (i - j), 1e-3, 1e-3 * abs(i - j) + 1e-3
            step = weight * rate
            move = (step if step < 1.0 else 1.0) * (now - distance) / (2 * now)
            dx, dy = dx * move, dy * move
            xs[i] -= dx
            ys[i] -= dy
            xs[j] += dx
            ys[j] += dy
    return xs, ys


def _pivots(core: Sequence[str], links: Links) -> list[str]:
    """Nodes far from each other, the first the one of most neighbours."""
    out = [min(core, key=lambda node: (-len(links[node]), node))]
    near = dict.fromkeys(core, math.inf)
    while len(out) < min(_PIVOTS, len(core)):
        for node, distance in _distances(out[-1], links, None).items():
            near[node] = min(near[node], distance)
        out.append(min(core, key=lambda node: (-near[node], node)))
    return out


def _distances(origin: str, links: Links, reach: Mapping[str, float] | None) -> dict[str, float]:
    """Distance in the graph from `origin` to every node; an edge is as long as its ends need (None: all are 1)."""
    out: dict[str, float] = {}
    heap: list[tuple[float, str]] = [(0.0, origin)]
    while heap:
        distance, node = heappop(heap)
        if node in out:
            continue
        out[node] = distance
        base = distance + (1.0 if reach is None else reach[node] + _THREAD)
        for other in links[node]:
            if other not in out:
                heappush(heap, (base if reach is None else base + reach[other], other))
    return out


def _nearby(node: str, links: Links, reach: Mapping[str, float]) -> list[tuple[float, str]]:
    """Neighbours and theirs, with distances; of a hub's many neighbours' neighbours, the first few."""
    out = [(reach[node] + reach[other] + _THREAD, other) for other in links[node]]
    for base, middle in list(out)[:12]:
        out += [
            (base + reach[middle] + reach[far] + _THREAD, far)
            for far in links[middle][:12]
            if far != node and far not in links[node]
        ]
    return out
