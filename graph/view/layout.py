"""Where each node stands, reckoned beforehand: the same graph gives the same picture, and a browser has nothing to solve.

What hangs on a node by one thread (an investee that nothing else names, the day a product closed) is set around that
node on ellipses, label beside label; what is left, the part that has cycles, is laid out by stress (the distance on the
page follows the distance in the graph: Zheng, Pawar and Goodman, "Graph Drawing by Stochastic Gradient Descent", 2018).
Components are packed side by side. Plain Python, so that a drawing needs no numerical library: 1,000 nodes in one to two
seconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from random import Random

from graph.view.boxes import Box, Point, bounds, separate, shelve, tighten

_SEED = 20230715
_GAP = 10.0  # between two labels
_THREAD = 40.0  # length of an edge of the core beyond what its ends occupy
_WIDE = 1.3  # labels are wider than high, and so are screens
_EXACT = 320  # cores up to this size are laid out by all pairs, larger ones by pivots and neighbours
_PIVOTS = 50
_ROUNDS = 15

Links = Mapping[str, Sequence[str]]


def layout(
    boxes: Mapping[str, Box], edges: Iterable[tuple[str, str]], groups: Mapping[str, str] | None = None
) -> dict[str, tuple[int, int]]:
    """A place for every node of `boxes` (the room its dot and label take), in CSS pixels, the first component at the top.

    `edges`: pairs of nodes, in any direction, parallels welcome. `groups`: what a leaf is sorted by around its node.
    """
    near: dict[str, dict[str, None]] = {node: {} for node in sorted(boxes)}
    for a, b in sorted(set(edges)):
        if a != b:
            near[a][b] = None
            near[b][a] = None
    neighbours = {node: sorted(linked) for node, linked in near.items()}
    plots = [_component(members, neighbours, boxes, groups or {}) for members in _components(neighbours)]
    out: dict[str, tuple[int, int]] = {}
    for plot, (dx, dy) in zip(plots, shelve([bounds(plot, boxes) for plot in plots]), strict=True):
        out |= {node: (round(x + dx), round(y + dy)) for node, (x, y) in plot.items()}
    return out


def _components(neighbours: Links) -> list[list[str]]:
    """Members of each component, sorted; the largest component first."""
    seen: set[str] = set()
    out: list[list[str]] = []
    for start in neighbours:
        if start in seen:
            continue
        members, stack = [], [start]
        seen.add(start)
        while stack:
            node = stack.pop()
            members.append(node)
            for other in neighbours[node]:
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        out.append(sorted(members))
    return sorted(out, key=lambda members: (-len(members), members))


def _component(
    members: Sequence[str], neighbours: Links, boxes: Mapping[str, Box], groups: Mapping[str, str]
) -> dict[str, Point]:
    hung, core = _prune(members, neighbours)
    inside = set(core)
    links = {node: [other for other in neighbours[node] if other in inside] for node in core}
    blocks = {node: _Block(node, hung, boxes, groups) for node in core}
    places = _stress(core, links, {node: blocks[node].reach for node in core})
    places = separate(places, {node: blocks[node].room for node in core}, _GAP)
    out: dict[str, Point] = {}
    for node in core:
        x, y = places[node]
        taken = [math.atan2(places[o][1] - y, (places[o][0] - x) / _WIDE) for o in links[node]]
        out |= {n: (x + dx, y + dy) for n, (dx, dy) in blocks[node].turned(taken).items()}
    return tighten(out, boxes, _GAP)


def _prune(members: Sequence[str], neighbours: Links) -> tuple[dict[str, list[str]], list[str]]:
    """(what hangs on each node, the core): nodes on one thread are taken off until none is left.

    A component without a cycle keeps its node of most neighbours as its core.
    """
    degree = {node: len(neighbours[node]) for node in members}
    hub = min(members, key=lambda node: (-degree[node], node))
    held = hub if sum(degree.values()) // 2 == len(members) - 1 else None
    hung: dict[str, list[str]] = {}
    gone: set[str] = set()
    leaves = [node for node in members if degree[node] == 1 and node != held]
    while leaves:
        node = leaves.pop()
        gone.add(node)
        for other in neighbours[node]:
            if other not in gone:
                hung.setdefault(other, []).append(node)
                degree[other] -= 1
                if degree[other] == 1 and other != held:
                    leaves.append(other)
    return hung, [node for node in members if node not in gone]


class _Block:
    """A node with all that hangs on it: leaves on the inner ellipses, branches, each a block of its own, outside."""

    def __init__(
        self,
        node: str,
        hung: Mapping[str, Sequence[str]],
        boxes: Mapping[str, Box],
        groups: Mapping[str, str],
    ) -> None:
        self.node, self.own = node, boxes[node]
        self.leaves = sorted(
            (c for c in hung.get(node, ()) if not hung.get(c)),
            key=lambda c: (groups.get(c, ""), boxes[c].width, c),
        )
        branches = sorted(c for c in hung.get(node, ()) if hung.get(c))
        self.branches = sorted(
            (_Block(c, hung, boxes, groups) for c in branches),
            key=lambda b: (b.room.width * b.room.height, groups.get(b.node, ""), b.node),
        )
        self.boxes = boxes
        left, top, right, bottom = bounds(self.turned(()), boxes)
        self.room = Box(right - left, bottom - top)

    @property
    def reach(self) -> float:
        """About how far it extends from its middle."""
        return math.sqrt(self.room.width / _WIDE * self.room.height) / 2

    def turned(self, taken: Sequence[float]) -> dict[str, Point]:
        """Offsets of its nodes from the node it is about; what hangs on it keeps off the angles in `taken`."""
        out: dict[str, Point] = {self.node: (0.0, 0.0)}
        rx, ry = self.own.width / 2, self.own.height / 2
        if self.leaves:
            wide = sorted(self.boxes[c].width for c in self.leaves)[(len(self.leaves) * 4) // 5]
            slot = Box(wide + _GAP, max(self.boxes[c].height for c in self.leaves) + _GAP)
            slots, rx, ry = _slots(len(self.leaves), slot, rx, ry, taken)
            # neighbours of one kind side by side: places by angle, leaves by group
            out |= dict(zip(self.leaves, slots, strict=True))
        rest = list(self.branches)
        while rest:
            # branches of like size share an ellipse
            some = [b for b in rest if b.reach <= 1.5 * rest[0].reach]
            rest = rest[len(some) :]
            slot = Box(max(b.room.width for b in some) + _GAP, max(b.room.height for b in some) + _GAP)
            slots, rx, ry = _slots(len(some), slot, rx, ry, taken)
            for block, (x, y) in zip(some, slots, strict=True):
                inner = block.turned([math.atan2(-y, -x / _WIDE)])
                left, top, right, bottom = bounds(inner, self.boxes)
                dx, dy = x - (left + right) / 2, y - (top + bottom) / 2
                out |= {n: (dx + a, dy + b) for n, (a, b) in inner.items()}
        return out


def _slots(
    count: int, slot: Box, rx: float, ry: float, taken: Sequence[float]
) -> tuple[list[Point], float, float]:
    """`count` places of the size of `slot` on ellipses outside the one of `rx`, `ry`, by angle; and the room then used.

    On an ellipse the step is what keeps two boxes apart: their width where they stand side by side (above and below),
    their height where they stand one over the other (left and right). Places keep off the angles in `taken`.
    """
    away = _away(taken)
    places: list[tuple[float, Point]] = []
    ring = 0
    while len(places) < count:
        ring += 1
        rx, ry = (
            rx + slot.width * (0.55 if ring == 1 else 0.8),
            ry + slot.height * (0.55 if ring == 1 else 0.95),
        )
        angles = _walk(rx, ry, slot, away)
        free = [a for a in angles if not any(_stands_on(a, b, slot, rx, ry) for b in taken)] or angles
        wanted = count - len(places)
        if len(free) > wanted:
            free.sort(key=lambda a: (round(_apart(a, away), 6), a))
            if ring == 1 and taken:
                free = free[:wanted]
            else:
                # the last ellipse is not filled: what is left is spread evenly
                free = sorted(free)
                free = [free[(i * len(free)) // wanted] for i in range(wanted)]
        places += [(_apart_signed(a, away), (rx * math.cos(a), ry * math.sin(a))) for a in free]
    places.sort(key=lambda place: (round(place[0], 6), place[1]))
    return [point for _, point in places], rx + slot.width / 2, ry + slot.height / 2


def _walk(rx: float, ry: float, slot: Box, start: float) -> list[float]:
    """Angles of boxes that touch, once around from `start` in both directions."""
    out = [start]
    for turn in (1.0, -1.0):
        angle = start
        while True:
            step = _step(angle, rx, ry, slot)
            # the step is judged where it ends too, since the ellipse bends
            step = max(step, _step(angle + turn * step, rx, ry, slot))
            angle += turn * step
            left = math.pi - abs(angle - start)
            if left < (step / 2 if turn > 0 else step * 0.45):
                break
            out.append(angle)
    return out


def _step(angle: float, rx: float, ry: float, slot: Box) -> float:
    dx, dy = abs(rx * math.sin(angle)), abs(ry * math.cos(angle))
    return min(slot.width / max(dx, 1e-9), slot.height / max(dy, 1e-9), math.pi)


def _away(taken: Sequence[float]) -> float:
    """The middle of the widest angle that no edge leaves at; upwards where nothing is taken."""
    if not taken:
        return -math.pi / 2
    sorted_ = sorted(a % (2 * math.pi) for a in taken)
    gaps = [
        ((sorted_[(i + 1) % len(sorted_)] - a) % (2 * math.pi) or 2 * math.pi, a)
        for i, a in enumerate(sorted_)
    ]
    wide, first = max(gaps, key=lambda gap: (round(gap[0], 6), -gap[1]))
    return first + wide / 2


def _apart_signed(a: float, b: float) -> float:
    return (a - b + math.pi) % (2 * math.pi) - math.pi


def _apart(a: float, b: float) -> float:
    return abs(_apart_signed(a, b))


def _stands_on(angle: float, taken: float, slot: Box, rx: float, ry: float) -> bool:
    """Whether a box at `angle` would stand on the line that leaves at `taken`."""
    x, y = rx * math.cos(angle), ry * math.sin(angle)
    dx, dy = _WIDE * math.cos(taken), math.sin(taken)
    if x * dx + y * dy <= 0:
        return False
    off = abs(x * dy - y * dx) / math.hypot(dx, dy)
    size = (slot.width * abs(dy) + slot.height * abs(dx)) / math.hypot(dx, dy)
    return off < size * 0.42


def _stress(core: Sequence[str], links: Links, reach: Mapping[str, float]) -> dict[str, Point]:
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
            for distance, other in _around(node, links, reach):
                a, b = index[node], index[other]
                wanted.setdefault((a, b) if a < b else (b, a), distance)
    terms = [(i, j, d, 1.0 / (d * d)) for (i, j), d in sorted(wanted.items())]
    xs, ys = _descend(len(core), terms)
    return {node: (xs[i] * _WIDE, ys[i]) for node, i in index.items()}


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


def _around(node: str, links: Links, reach: Mapping[str, float]) -> list[tuple[float, str]]:
    """Neighbours and theirs, with distances; of a hub's many neighbours' neighbours, the first few."""
    out = [(reach[node] + reach[other] + _THREAD, other) for other in links[node]]
    for base, middle in list(out)[:12]:
        out += [
            (base + reach[middle] + reach[far] + _THREAD, far)
            for far in links[middle][:12]
            if far != node and far not in links[node]
        ]
    return out
