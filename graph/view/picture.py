"""Nodes and edges as they are drawn: a pyvis `Network` with places, shapes, colours and labels."""

from __future__ import annotations

import json
import math
import unicodedata
from typing import TYPE_CHECKING, Any

from graph.schema import EDGE_BY_TYPE, NODE_BY_LABEL
from graph.view.boxes import Box
from graph.view.layout import layout

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

_SHAPES = {"Milestone": "diamond", "Measure": "square", "Round": "triangle", "Exchange": "hexagon"}
_LINE = 18  # columns of a label's line; a Chinese character takes two
_LINES = 3
_FONT = 13.0
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True, "tooltipDelay": 120, "hideEdgesOnDrag": False, "multiselect": False, "selectConnectedEdges": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "scaling": {"label": {"drawThreshold": 6}}},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "font": {"size": 10, "align": "middle"},
        "scaling": {"label": {"drawThreshold": 12}},
        "hoverWidth": 0.8,
        "selectionWidth": 1.6,
        "arrowStrikethrough": False,
    },
}  # fmt: skip


def columns(text: str) -> int:
    """How many columns a text takes: two for a Chinese character, one for a Latin letter."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrap(text: str) -> str:
    """A label in lines of at most 18 columns, three at most; what is longer ends in …"""
    lines, line, width = [], "", 0
    for char in " ".join(text.split()):
        size = columns(char)
        if width + size > _LINE:
            # a Latin word is not cut in two unless it fills the line
            head, space, tail = line.rpartition(" ")
            if space and char.isascii() and char != " " and len(tail) < _LINE - 4:
                lines.append(head)
                line, width = tail, columns(tail)
            else:
                lines.append(line.rstrip())
                line, width = "", 0
        if line or char != " ":
            line, width = line + char, width + size
    lines.append(line)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _LINE // 2 - 1] + "…"]
    return "\n".join(lines)


def draw(graph: nx.MultiDiGraph[str], focus: list[str]) -> Network:
    """The graph as pyvis carries it: places reckoned, physics off; ids of edges are fact ids."""
    from pyvis.network import Network

    degree = dict(graph.degree)
    # the more there is to see, the larger the names of the few that are seen from afar
    zoom = max(1.0, math.sqrt(len(degree) / 150))
    looks = {node: _node(data, degree[node], node in focus, zoom) for node, data in graph.nodes(data=True)}
    boxes = {node: _room(look) for node, look in looks.items()}
    places = layout(boxes, ((a, b) for a, b in graph.edges()), _groups(graph))
    closed = {a for a, _, data in graph.edges(data=True) if data["type"] == "SHUT_DOWN"}
    net = Network(directed=True)
    net.set_options(json.dumps(_OPTIONS))
    for node in sorted(graph.nodes):
        look = looks[node]
        x, y = places[node]
        # the label stands under the dot, so the dot is above the middle of the box
        y -= round(_label_height(look) / 2)
        colour = NODE_BY_LABEL[graph.nodes[node]["label"]].colour
        fill = {"background": _tint(colour) if node in closed else colour, "border": colour}
        net.add_node(
            node, label=look["label"] or " ", shape=look["shape"], size=look["size"], x=x, y=y,
            color={**fill, "highlight": fill, "hover": fill},
            font={"size": look["font"]},
            **({"shapeProperties": {"borderDashes": [4, 3]}} if node in closed else {}),
        )  # fmt: skip
    _edges(net, graph)
    return net


def _node(data: dict[str, Any], degree: int, focused: bool, zoom: float) -> dict[str, Any]:
    entity = data["label"] not in {"Milestone", "Measure", "Round"}
    size = 6.0 if not entity else min(34.0, 8.0 + 3.0 * math.sqrt(degree)) + (5.0 if focused else 0.0)
    large = min(13.0, 1.6 * math.sqrt(max(0, degree - 1))) * zoom
    font = 11.0 if not entity else _FONT + large
    return {
        "label": wrap(str(data.get("name", ""))),
        "shape": _SHAPES.get(data["label"], "dot"),
        "size": round(size, 1),
        "font": round(font, 1),
    }


def _label_height(look: dict[str, Any]) -> float:
    return float(look["font"] * 1.2 * (look["label"].count("\n") + 1) + 4)


def _room(look: dict[str, Any]) -> Box:
    wide = max(columns(line) for line in look["label"].split("\n"))
    return Box(max(look["size"] * 2, wide * look["font"] * 0.53) + 4, look["size"] * 2 + _label_height(look))


def _groups(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """What the leaves around a node are sorted by: their first relationship, in the order of the schema."""
    rank = {type_: f"{i:02}" for i, type_ in enumerate(EDGE_BY_TYPE)}
    out: dict[str, str] = {}
    for a, b, data in graph.edges(data=True):
        for node in (a, b):
            out[node] = min(out.get(node, "99"), rank[data["type"]])
    return out


def _tint(colour: str) -> str:
    """The colour, thin: what is over is drawn hollow."""
    return colour + "22"


def _edges(net: Network, graph: nx.MultiDiGraph[str]) -> None:
    pairs: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for a, b, key in sorted(graph.edges(keys=True), key=lambda edge: edge[2]):
        pairs.setdefault((min(a, b), max(a, b)), []).append((a, b, key))
    for (low, _), held in sorted(pairs.items()):
        for i, (a, b, key) in enumerate(held):
            data = graph.edges[a, b, key]
            edge = EDGE_BY_TYPE[data["type"]]
            look: dict[str, Any] = {
                "id": key,
                "label": edge.type_zh,
                "color": {"color": edge.colour, "opacity": 0.6},
                "width": 2.6 if data.get("disputed") else 1.2,
                "smooth": _bend(i, len(held), a == low, a == b),
            }
            if data["status"] == "possible":
                look["dashes"] = [6, 5]
            if edge.symmetric:
                look["arrows"] = {"to": {"enabled": False}}
            net.add_edge(a, b, **look)


def _bend(index: int, count: int, forward: bool, loop: bool) -> dict[str, Any] | bool:
    """Parallel edges are fanned out, a single one is straight."""
    if count == 1 or loop:
        return False
    turn = (index - (count - 1) / 2) * min(0.22, 0.9 / count)
    if abs(turn) < 1e-9:
        return False
    clockwise = (turn > 0) == forward
    return {
        "enabled": True,
        "type": "curvedCW" if clockwise else "curvedCCW",
        "roundness": round(abs(turn), 3),
    }
