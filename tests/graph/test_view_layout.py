"""Where nodes stand: apart from each other, the same in every run, near what they are linked to, and soon found."""

from __future__ import annotations

import math
import time
from itertools import combinations, pairwise
from random import Random

import pytest
from drawn_world import Drawn, harbour

from graph.errors import UsageError, UserError
from graph.networkx_form import to_networkx
from graph.view.boxes import Box, separate, shelve
from graph.view.layout import layout
from graph.view.picture import columns, draw, wrap
from graph.view.selection import named, select

Graph = tuple[dict[str, Box], list[tuple[str, str]]]


def star(leaves: int) -> Graph:
    boxes = {"hub": Box(90, 60)} | {f"leaf {n:03}": Box(50 + n % 40, 36) for n in range(leaves)}
    return boxes, [("hub", node) for node in boxes if node != "hub"]


def chain(length: int) -> Graph:
    names = [f"n{n:04}" for n in range(length)]
    return dict.fromkeys(names, Box(60, 36)), list(pairwise(names))


def woven(size: int, seed: int) -> Graph:
    pick = Random(seed)
    names = [f"n{n:04}" for n in range(size)]
    edges = [(names[n], names[pick.randrange(n)]) for n in range(1, size)]
    edges += [(pick.choice(names), pick.choice(names)) for _ in range(size // 2)]
    return {name: Box(40 + pick.randrange(60), 30 + pick.randrange(20)) for name in names}, edges


def apart(count: int) -> Graph:
    boxes: dict[str, Box] = {}
    edges = []
    for n in range(count):
        boxes |= {f"a{n}": Box(60, 40), f"b{n}": Box(70, 40)}
        edges.append((f"a{n}", f"b{n}"))
    return boxes, edges


GRAPHS = {
    "nothing": ({}, []), "one": ({"a": Box(10, 10)}, []), "loop": ({"a": Box(10, 10)}, [("a", "a")]), "star of 43": star(43),
    "star of 300": star(300), "chain of 400": chain(400), "pairs": apart(25), "woven 60": woven(60, 1), "woven 300": woven(300, 2),
    "ring": (dict.fromkeys("abcdefgh", Box(60, 40)), [*pairwise("abcdefgh"), ("h", "a")]),
}  # fmt: skip


@pytest.mark.parametrize("name", GRAPHS)
def test_no_label_covers_another(name: str) -> None:
    boxes, edges = GRAPHS[name]
    places = layout(boxes, edges)
    assert set(places) == set(boxes)
    covered = 0
    for a, b in combinations(places, 2):
        over_x = (boxes[a].width + boxes[b].width) / 2 - abs(places[a][0] - places[b][0])
        over_y = (boxes[a].height + boxes[b].height) / 2 - abs(places[a][1] - places[b][1])
        covered += over_x > 3 and over_y > 3
    # of the hundreds of labels of a tangle, a few may touch
    assert covered <= len(boxes) * 0.03


@pytest.mark.parametrize("name", GRAPHS)
def test_the_order_of_nodes_and_edges_does_not_matter(name: str) -> None:
    boxes, edges = GRAPHS[name]
    other = layout(dict(reversed(boxes.items())), [(b, a) for a, b in reversed(edges)])
    assert other == layout(boxes, edges)


def test_investees_stand_around_their_investor() -> None:
    boxes, edges = star(43)
    places = layout(boxes, edges)
    x, y = places["hub"]
    leaves = [places[node] for node in boxes if node != "hub"]
    # on all sides, evenly, and not far
    sides = [
        sum(1 for a, b in leaves if (a - x) * sx >= 0 and (b - y) * sy >= 0)
        for sx in (1, -1)
        for sy in (1, -1)
    ]
    assert min(sides) >= 6
    assert max(math.hypot(a - x, b - y) for a, b in leaves) < 450


def test_leaves_of_one_kind_stand_side_by_side() -> None:
    boxes, edges = star(24)
    groups = {node: "ab"[n % 2] for n, node in enumerate(sorted(boxes))}
    places = layout(boxes, edges, groups)
    x, y = places["hub"]
    around = sorted(
        (node for node in boxes if node != "hub"),
        key=lambda n: math.atan2(places[n][1] - y, places[n][0] - x),
    )
    changes = sum(groups[a] != groups[b] for a, b in pairwise(around))
    assert changes <= 5


def test_components_do_not_cross() -> None:
    boxes, edges = apart(12)
    places = layout(boxes, edges)
    frames = []
    for n in range(12):
        pair = [places[f"a{n}"], places[f"b{n}"]]
        frames.append(
            (
                min(x for x, _ in pair),
                min(y for _, y in pair),
                max(x for x, _ in pair),
                max(y for _, y in pair),
            )
        )
    for (l1, t1, r1, b1), (l2, t2, r2, b2) in combinations(frames, 2):
        assert r1 < l2 or r2 < l1 or b1 < t2 or b2 < t1


def test_what_is_linked_is_near() -> None:
    boxes, edges = woven(200, 5)
    places = layout(boxes, edges)

    def mean(pairs: list[tuple[str, str]]) -> float:
        return sum(math.dist(places[a], places[b]) for a, b in pairs) / len(pairs)

    assert mean(edges) < 0.6 * mean(list(combinations(boxes, 2)))


def test_a_thousand_nodes_take_seconds_not_minutes() -> None:
    boxes, edges = woven(1000, 3)
    start = time.process_time()
    layout(boxes, edges)
    assert time.process_time() - start < 60


def test_boxes_are_pushed_no_further_than_needed() -> None:
    boxes = {"a": Box(40, 20), "b": Box(40, 20), "c": Box(40, 20)}
    places = separate({"a": (0.0, 0.0), "b": (0.0, 0.0), "c": (500.0, 0.0)}, boxes, 4)
    assert places["c"] == (500.0, 0.0)
    assert math.dist(places["a"], places["b"]) < 50


def test_frames_are_packed_without_covering() -> None:
    frames = [(0.0, 0.0, 300.0, 200.0)] + [(-10.0, -10.0, 10.0 + 5 * n, 30.0) for n in range(9)]
    moved = [
        (left + dx, top + dy, right + dx, bottom + dy)
        for (left, top, right, bottom), (dx, dy) in zip(frames, shelve(frames), strict=True)
    ]
    for (l1, t1, r1, b1), (l2, t2, r2, b2) in combinations(moved, 2):
        assert r1 <= l2 or r2 <= l1 or b1 <= t2 or b2 <= t1
    assert shelve([]) == []


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("海豚购", "海豚购"),
        ("某某某某某某某某某某股份", "某某某某某某某某某\n某股份"),
        ("Some Fund Partners LP", "Some Fund Partners\nLP"),
        ("甲\n乙  丙", "甲 乙 丙"),
        ("", ""),
    ],
)
def test_labels_are_wrapped(name: str, label: str) -> None:
    assert wrap(name) == label


def test_a_very_long_label_ends_in_three_points() -> None:
    label = wrap("长" * 60)
    assert label.endswith("…") and label.count("\n") == 2
    assert max(columns(line) for line in label.split("\n")) <= 18


def test_pyvis_carries_places_ids_and_parallel_edges() -> None:
    shown = to_networkx(harbour(5))
    net = draw(shown, ["company:山海集团"])
    assert {node["id"] for node in net.nodes} == set(shown.nodes)
    assert {edge["id"] for edge in net.edges} == {key for _, _, key in shown.edges(keys=True)}
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in net.nodes)
    assert net.options["physics"] == {"enabled": False}
    both = [
        edge
        for edge in net.edges
        if edge["from"] == "company:山海集团" and edge["to"] == "company:被投公司00"
    ]
    bent = {(edge["smooth"]["type"], edge["smooth"]["roundness"]) for edge in both}
    assert len(both) == 2 and len(bent) == 2
    disputed = next(edge for edge in net.edges if edge["label"] == "停止运营")
    assert disputed["width"] > 2


def test_focus_is_a_name_or_alias_in_any_case() -> None:
    graph = to_networkx(harbour(5))
    assert named(graph, " SHANHAI ") == ["company:山海集团"]
    with pytest.raises(UserError, match="did you mean 海豚购"):
        named(graph, "海豚")
    shown, centres, total = select(graph, "海豚购", 1, 1000)
    assert centres == ["product:海豚购"]
    assert total == shown.number_of_nodes() == 4
    assert select(graph, "海豚购", 2, 1000)[2] == 9
    with pytest.raises(UsageError, match="--hops"):
        select(graph, None, 0, 10)
    with pytest.raises(UsageError, match="--max-nodes"):
        select(graph, None, 1, 0)


def test_a_cut_keeps_the_busiest_and_leaves_none_alone() -> None:
    graph = to_networkx(harbour(43))
    shown, _, total = select(graph, None, 2, 10)
    assert (shown.number_of_nodes(), total) == (10, graph.number_of_nodes())
    assert "company:山海集团" in shown and "product:海豚购" in shown
    assert all(degree for _, degree in shown.degree)
    near, centres, _ = select(graph, "远岚", 4, 1)
    assert list(near) == centres == ["company:远岚"]


def test_entities_that_no_fact_names_are_not_drawn() -> None:
    made = Drawn()
    made.entity("独立的")
    made.fact("OPERATES", made.entity("甲"), made.entity("乙", "Product"))
    assert select(to_networkx(made), None, 2, 100)[2] == 2
