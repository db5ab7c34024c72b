"""Boxes on a page: pushed apart until none covers another, drawn together where there is room, packed side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]

_TURNS = 30  # what is left to push after as many is within the gap
_ASPECT = 1.3  # of the page that components are packed on
_MARGIN = 60.0
_TOUCH = 1.0  # boxes may cover each other by as much
_AFTER = ((1, 0), (-1, 1), (0, 1), (1, 1))
_ROOMY = 2.3  # paper for each bit of box: less crowds edges out, more makes labels small


@dataclass(frozen=True, slots=True)
class Box:
    """Width and height in CSS pixels, around a centre."""

    width: float
    height: float


def bounds(places: Mapping[str, Point], boxes: Mapping[str, Box]) -> Bounds:
    """Left, top, right and bottom of all boxes together."""
    return (
        min(x - boxes[n].width / 2 for n, (x, _) in places.items()),
        min(y - boxes[n].height / 2 for n, (_, y) in places.items()),
        max(x + boxes[n].width / 2 for n, (x, _) in places.items()),
        max(y + boxes[n].height / 2 for n, (_, y) in places.items()),
    )


def separate(
    places: Mapping[str, Point], boxes: Mapping[str, Box], gap: float, turns: int = _TURNS
) -> dict[str, Point]:
    """The places, moved as little as needed for boxes with `gap` around them not to cover each other."""
    nodes = sorted(places)
    xs = [places[node][0] for node in nodes]
    ys = [places[node][1] for node in nodes]
    wide = [(boxes[node].width + gap) / 2 for node in nodes]
    high = [(boxes[node].height + gap) / 2 for node in nodes]
    mass = [w * h for w, h in zip(wide, high, strict=True)]
    # boxes that can cover each other lie in neighbouring cells; the few large ones are held against all
    rank = (len(nodes) * 9) // 10
    cell_x, cell_y = 2 * sorted(wide)[rank], 2 * sorted(high)[rank]
    large = [i for i in range(len(nodes)) if 2 * wide[i] > cell_x or 2 * high[i] > cell_y]
    held = set(large)
    small = [i for i in range(len(nodes)) if i not in held]

    def push(i: int, others: Sequence[int]) -> int:
        moved = 0
        x, y, w, h = xs[i], ys[i], wide[i] - _TOUCH, high[i] - _TOUCH
        for j in others:
            dx, dy = x - xs[j], y - ys[j]
            over_x = w + wide[j] - (dx if dx >= 0 else -dx)
            if over_x <= 0:
                continue
            over_y = h + high[j] - (dy if dy >= 0 else -dy)
            if over_y <= 0 or i == j:
                continue
            moved += 1
            share = mass[j] / (mass[i] + mass[j])
            # the way out that is shorter for the size of the boxes: a picture as wide as it was stays so
            if over_x * (h + high[j]) < over_y * (w + wide[j]):
                over_x += _TOUCH
                by = over_x if dx > 0 or (dx == 0 and i > j) else -over_x
                x += by * share
                xs[j] -= by * (1 - share)
            else:
                over_y += _TOUCH
                by = over_y if dy > 0 or (dy == 0 and i > j) else -over_y
                y += by * share
                ys[j] -= by * (1 - share)
        xs[i], ys[i] = x, y
        return moved

    for _ in range(turns):
        moved = 0
        for i in large:
            moved += push(i, small)
            moved += push(i, [j for j in large if j > i])
        cells: dict[tuple[int, int], list[int]] = {}
        for i in small:
            cells.setdefault((int(xs[i] // cell_x), int(ys[i] // cell_y)), []).append(i)
        for (column, row), here in sorted(cells.items()):
            after = [j for dc, dr in _AFTER for j in cells.get((column + dc, row + dr), ())]
            for k, i in enumerate(here):
                moved += push(i, here[k + 1 :] + after)
        if moved <= len(nodes) // 150:
            break
    return {node: (xs[i], ys[i]) for i, node in enumerate(nodes)}


def tighten(places: Mapping[str, Point], boxes: Mapping[str, Box], gap: float) -> dict[str, Point]:
    """The places drawn together where there is more paper than the boxes need; what then covers is only loosened."""
    now = dict(places)
    needed = sum((box.width + gap) * (box.height + gap) for box in (boxes[node] for node in places))
    for _ in range(3):
        left, top, right, bottom = bounds(now, boxes)
        factor = (_ROOMY * needed / ((right - left) * (bottom - top))) ** 0.5
        if factor > 0.97:
            break
        now = {node: (x * factor, y * factor) for node, (x, y) in now.items()}
        now = separate(now, boxes, gap, 8)
    return now


def shelve(sizes: Sequence[Bounds]) -> list[Point]:
    """How far to move each of the boxes (left, top, right, bottom) to pack them, the first at the top left.

    Each goes to the lowest place that is free along the skyline of those before it, on the page, of several widths,
    that shows them largest.
    """
    wanted = [(right - left + _MARGIN, bottom - top + _MARGIN) for left, top, right, bottom in sizes]
    if not wanted:
        return []
    widest = max(width for width, _ in wanted)
    area = sum(width * height for width, height in wanted)
    pages = {widest, max(widest, (area * _ASPECT) ** 0.5)}
    pages |= {widest + width for width, _ in wanted[:12]} | {widest * (1 + step / 10) for step in range(1, 8)}
    tried = [_pack(wanted, page) for page in sorted(pages)]
    corners = min(tried, key=lambda corners: _extent(corners, wanted))
    return [(x - left, y - top) for (x, y), (left, top, _, _) in zip(corners, sizes, strict=True)]


def _extent(corners: Sequence[Point], wanted: Sequence[tuple[float, float]]) -> float:
    """How far the page must be shrunk to be seen whole."""
    right = max(x + width for (x, _), (width, _) in zip(corners, wanted, strict=True))
    bottom = max(y + height for (_, y), (_, height) in zip(corners, wanted, strict=True))
    return round(max(right / _ASPECT, bottom), 3)


def _pack(wanted: Sequence[tuple[float, float]], page: float) -> list[Point]:
    skyline: list[tuple[float, float]] = [(0.0, 0.0)]  # (from this x on, free below this y)
    out: list[Point] = []
    for width, height in wanted:
        best: tuple[float, float] | None = None
        spans = _spans(skyline, page)
        for x, _ in skyline:
            if x + width > page + 1e-6:
                continue
            y = max(depth for start, depth, end in spans if start < x + width and end > x)
            if best is None or (y, x) < best:
                best = (y, x)
        assert best is not None
        y, x = best
        out.append((x, y))
        skyline = _raise(skyline, x, x + width, y + height, page)
    return out


def _spans(skyline: Sequence[tuple[float, float]], page: float) -> list[tuple[float, float, float]]:
    ends = [start for start, _ in skyline[1:]] + [page]
    return [(start, depth, end) for (start, depth), end in zip(skyline, ends, strict=True)]


def _raise(
    skyline: Sequence[tuple[float, float]], left: float, right: float, depth: float, page: float
) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for start, held, end in _spans(skyline, page):
        if start < left:
            out.append((start, held))
        if end > left and not any(x == left for x, _ in out):
            out.append((left, depth))
        if end > right:
            out.append((max(start, right), held))
    return sorted(dict(out).items())
