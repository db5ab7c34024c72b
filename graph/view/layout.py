"""Where each node stands, reckoned beforehand: the same graph gives the same picture, and a browser has nothing to solve.

A part that one node holds together (without it, it falls into pieces of at most half) is drawn about that node: its
leaves on ellipses, label beside label, then its pieces, each drawn in the same way. A part that no node holds together
is laid out by stress (`graph.view.stress`). Components are packed side by side. Plain Python, so that a drawing needs
no numerical library: 1,000 nodes in about two seconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.view.boxes import Box, Point, bounds, separate, shelve, tighten
from graph.view.stress import WIDE, Links, stress

_GAP = 10.0  # between two labels
_MOST_DRAWN_IN = 80

Plot = dict[str, Point]


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
    net = _Net(neighbours, boxes, groups or {})
    plots = [_plot(members, net) for members in _components(neighbours)]
    plots = [separate(plot, boxes, _GAP) for plot in plots]
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


@dataclass(frozen=True)
class _Net:
    """What all steps look things up in."""

    near: Links
    boxes: Mapping[str, Box]
    groups: Mapping[str, str]


def _plot(
    members: Sequence[str], net: _Net, anchors: Sequence[str] = (), toward: float | None = None
) -> Plot:
    """Places for a connected part, its middle at the origin.

    `anchors`: its nodes that are linked to what lies outside, in the direction `toward`.
    """
    inside = set(members)
    near = {node: [other for other in net.near[node] if other in inside] for node in members}
    hub, pieces = _heart(members, near)
    out = _woven(members, near, net) if hub is None else _around(hub, pieces, net, [])
    if toward is not None:
        ways = _turns(out, net)
        if hub is not None and hub in anchors:
            ways.insert(0, _around(hub, pieces, net, [toward]))
        out = min(ways, key=lambda plot: _strain(plot, net, anchors, toward))
    left, top, right, bottom = bounds(out, net.boxes)
    dx, dy = (left + right) / 2, (top + bottom) / 2
    return {node: (x - dx, y - dy) for node, (x, y) in out.items()}


def _turns(plot: Plot, net: _Net) -> list[Plot]:
    """The plot, its mirror images, and the same turned by a quarter."""
    turned = separate({node: (y * WIDE, x / WIDE) for node, (x, y) in plot.items()}, net.boxes, _GAP)
    return [
        {node: (a * x, b * y) for node, (x, y) in base.items()}
        for base in (plot, turned)
        for a in (1.0, -1.0)
        for b in (1.0, -1.0)
    ]


def _strain(plot: Plot, net: _Net, anchors: Sequence[str], toward: float) -> float:
    """How long the edges to what lies in the direction `toward` will be."""
    left, top, right, bottom = bounds(plot, net.boxes)
    dx, dy = math.cos(toward), math.sin(toward)
    reach = min(
        (right - left) / 2 / abs(dx) if abs(dx) > 1e-9 else math.inf,
        (bottom - top) / 2 / abs(dy) if abs(dy) > 1e-9 else math.inf,
    )
    # the other end stands as far outside the plot as a ring of leaves is wide
    x, y = (left + right) / 2 + dx * (reach + 150), (top + bottom) / 2 + dy * (reach + 150)
    return round(sum(math.hypot(plot[n][0] - x, plot[n][1] - y) for n in anchors), 3)


def _heart(members: Sequence[str], near: Links) -> tuple[str | None, list[list[str]]]:
    """The node about which a part is drawn, and what falls apart without it; None where no node holds it together.

    The node of most neighbours, where no piece without it is more than half of the whole; else, in a tree, the node
    where that is so.
    """
    hub = min(members, key=lambda node: (-len(near[node]), node))
    half = len(members) / 2
    pieces = _pieces(hub, near)
    if all(len(piece) <= half for piece in pieces):
        return hub, pieces
    if sum(len(near[node]) for node in members) // 2 >= len(members):
        return None, []
    while True:
        large = next((piece for piece in pieces if len(piece) > half), None)
        if large is None:
            return hub, pieces
        hub = next(node for node in near[hub] if node in set(large))
        pieces = _pieces(hub, near)


def _pieces(hub: str, near: Links) -> list[list[str]]:
    seen = {hub}
    out: list[list[str]] = []
    for start in near[hub]:
        if start in seen:
            continue
        seen.add(start)
        piece, stack = [], [start]
        while stack:
            node = stack.pop()
            piece.append(node)
            for other in near[node]:
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        out.append(sorted(piece))
    return out


def _around(hub: str, pieces: Sequence[Sequence[str]], net: _Net, taken: Sequence[float]) -> Plot:
    """`hub` at the origin, and around it on ellipses its leaves, then the pieces that are more than one node."""
    out: Plot = {hub: (0.0, 0.0)}
    rooms = {hub: net.boxes[hub]}
    rx, ry = net.boxes[hub].width / 2, net.boxes[hub].height / 2
    leaves = sorted(
        (piece[0] for piece in pieces if len(piece) == 1),
        key=lambda n: (net.groups.get(n, ""), net.boxes[n].width, n),
    )
    if leaves:
        wide = sorted(net.boxes[n].width for n in leaves)[(len(leaves) * 4) // 5]
        slot = Box(wide + _GAP, max(net.boxes[n].height for n in leaves) + _GAP)
        slots, rx, ry = _slots(len(leaves), slot, rx, ry, taken)
        # neighbours of one kind side by side: places by angle, leaves by group
        out |= dict(zip(leaves, slots, strict=True))
        rooms |= {n: net.boxes[n] for n in leaves}
    inner: dict[str, Plot] = {}
    rest = sorted(
        (list(piece) for piece in pieces if len(piece) > 1), key=lambda piece: (_area(piece, net), piece)
    )
    while rest:
        # pieces of like size share an ellipse
        some = [piece for piece in rest if _area(piece, net) <= 2.2 * _area(rest[0], net)]
        rest = rest[len(some) :]
        side = math.sqrt(_area(some[-1], net))
        slots, rx, ry = _slots(len(some), Box(side * math.sqrt(WIDE), side / math.sqrt(WIDE)), rx, ry, taken)
        for piece, (x, y) in zip(some, slots, strict=True):
            anchors = [node for node in piece if node in set(net.near[hub])]
            plot = _plot(piece, net, anchors, math.atan2(-y, -x / WIDE))
            left, top, right, bottom = bounds(plot, net.boxes)
            inner[piece[0]] = plot
            out[piece[0]], rooms[piece[0]] = (x, y), Box(right - left, bottom - top)
    # the rooms of pieces were guessed; now they are known
    out = _drawn_in(hub, list(inner), separate(out, rooms, _GAP), rooms)
    x, y = out[hub]
    for name, plot in inner.items():
        dx, dy = out.pop(name)
        out |= {node: (dx + a, dy + b) for node, (a, b) in plot.items()}
    return {node: (a - x, b - y) for node, (a, b) in out.items()}


def _drawn_in(hub: str, names: Sequence[str], places: Plot, rooms: Mapping[str, Box]) -> Plot:
    """The pieces moved towards the hub as far as nothing is in their way, the nearest first."""
    out = dict(places)
    x0, y0 = out[hub]
    for name in sorted(names, key=lambda n: (math.hypot(out[n][0] - x0, out[n][1] - y0), n))[:_MOST_DRAWN_IN]:
        x, y = out[name]
        room = rooms[name]
        others = [(out[n], rooms[n]) for n in out if n != name]
        for step in range(1, 40):
            nx, ny = x0 + (x - x0) * (1 - step / 40), y0 + (y - y0) * (1 - step / 40)
            if any(
                abs(nx - a) < (room.width + box.width) / 2 + _GAP
                and abs(ny - b) < (room.height + box.height) / 2 + _GAP
                for (a, b), box in others
            ):
                break
            out[name] = (nx, ny)
    return out


def _area(piece: Sequence[str], net: _Net) -> float:
    """About how much paper a piece will take."""
    return 1.5 * sum((net.boxes[n].width + _GAP) * (net.boxes[n].height + _GAP) for n in piece)


def _woven(members: Sequence[str], near: Links, net: _Net) -> Plot:
    """A part that no single node holds together: its cycles by stress, with what hangs on each node around it."""
    hung, core = _prune(members, near)
    inside = set(core)
    links = {node: [other for other in near[node] if other in inside] for node in core}
    areas = {node: _area([node, *(n for piece in hung[node] for n in piece)], net) for node in core}
    places = stress(core, links, {node: 0.4 * math.sqrt(area) for node, area in areas.items()})
    rooms = {
        node: Box(0.8 * math.sqrt(area * WIDE), 0.8 * math.sqrt(area / WIDE)) for node, area in areas.items()
    }
    places = separate(places, rooms, _GAP)
    out: Plot = {}
    for node in core:
        x, y = places[node]
        taken = [math.atan2(places[o][1] - y, (places[o][0] - x) / WIDE) for o in links[node]]
        out |= {n: (x + dx, y + dy) for n, (dx, dy) in _around(node, hung[node], net, taken).items()}
    return tighten(out, net.boxes, _GAP)


def _prune(members: Sequence[str], near: Links) -> tuple[dict[str, list[list[str]]], list[str]]:
    """(the pieces that hang on each node of the core, the core): nodes on one thread are taken off until none is left."""
    degree = {node: len(near[node]) for node in members}
    gone: set[str] = set()
    leaves = [node for node in members if degree[node] == 1]
    while leaves:
        node = leaves.pop()
        gone.add(node)
        for other in near[node]:
            if other not in gone:
                degree[other] -= 1
                if degree[other] == 1:
                    leaves.append(other)
    core = [node for node in members if node not in gone]
    trees = {node: [other for other in near[node] if other in gone] for node in gone}
    hung = {
        node: _pieces(node, {node: [other for other in near[node] if other in gone], **trees})
        for node in core
    }
    return hung, core


def _slots(
    count: int, slot: Box, rx: float, ry: float, taken: Sequence[float], sideways: bool = False
) -> tuple[list[Point], float, float]:
    """`count` places of the size of `slot` on ellipses outside the one of `rx`, `ry`, by angle; and the room then used.

    On an ellipse the step is what keeps two boxes apart: their width where they stand side by side (above and below),
    their height where they stand one over the other (left and right). Places keep off the angles in `taken`.
    """
    away = _away(taken) if taken else 0.0 if sideways else -math.pi / 2
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
                free.sort(key=lambda a: round((a - away) % (2 * math.pi), 6))
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
    """The middle of the widest angle that no edge leaves at."""
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
    dx, dy = WIDE * math.cos(taken), math.sin(taken)
    if x * dx + y * dy <= 0:
        return False
    off = abs(x * dy - y * dx) / math.hypot(dx, dy)
    size = (slot.width * abs(dy) + slot.height * abs(dx)) / math.hypot(dx, dy)
    return off < size * 0.42
