"""What the page tells beside the picture: entities, facts, their claims word for word, the sources."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from graph import dates
from graph.schema import EDGE_BY_TYPE, EDGES, NODE_BY_LABEL, NODES

if TYPE_CHECKING:
    import networkx as nx

    from queries.catalogue import Runner

_CLAIMS = """UNWIND $ids AS id
MATCH (c:Claim {id: id})-[:STATED_IN]->(d:Source)
RETURN c.id AS id, c.record AS record, d.id AS source, d.title AS title, d.publisher AS publisher,
       d.url AS url, toString(d.published_on) AS published"""
_BATCH = 2000
_LINK = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_SHOWN = (
    "title",
    "round",
    "lead",
    "counterparty",
    "stake",
    "amount",
    "amount_min",
    "amount_max",
    "unit",
    "what",
)

MODALITIES = {
    "asserted": "陈述", "announced": "宣布", "forecast": "预测", "reported": "据报道", "planned": "计划",
    "rumoured": "传闻", "denied": "否认", "hypothetical": "假设", "opinion": "观点",
}  # fmt: skip


def contents(runner: Runner, graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """All that the page's panel, legend and search need, as plain values.

    `entities` by node id, `facts` by fact id, `claims` by claim id, `sources` by source id; `types` and `labels` are
    the legend, in the order of the schema, with counts.
    """
    ids = sorted({claim for _, _, data in graph.edges(data=True) for claim in data["claims"]})
    rows = [
        row
        for start in range(0, len(ids), _BATCH)
        for row in runner.run(_CLAIMS, {"ids": ids[start : start + _BATCH]})
    ]
    rows.sort(key=lambda row: str(row["id"]))
    types = Counter(data["type"] for _, _, data in graph.edges(data=True))
    labels = Counter(data["label"] for _, data in graph.nodes(data=True))
    return {
        "entities": {node: _entity(graph.nodes[node]) for node in sorted(graph.nodes)},
        "facts": {
            key: _fact(a, b, data)
            for a, b, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
        },
        "claims": {row["id"]: _claim(json.loads(row["record"]), row["source"]) for row in rows},
        "sources": {row["source"]: _source(row) for row in rows},
        "types": [
            {"type": e.type, "zh": e.type_zh, "colour": e.colour, "count": types[e.type]}
            for e in EDGES
            if types[e.type]
        ],
        "labels": [
            {"label": n.label, "zh": n.label_zh, "colour": n.colour, "count": labels[n.label]}
            for n in NODES
            if labels[n.label]
        ],
        "modalities": MODALITIES,
    }


def _entity(data: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {
        "name": str(data.get("name", "")),
        "label": data["label"],
        "zh": NODE_BY_LABEL[data["label"]].label_zh,
    }
    for name in ("aliases", "tickers", "sector"):
        if data.get(name):
            out[name] = data[name]
    return out


def _fact(a: str, b: str, data: dict[str, Any]) -> dict[str, Any]:
    out = {
        "from": a,
        "to": b,
        "type": data["type"],
        "status": data["status"],
        "modality": data.get("modality"),
        "claims": data["claims"],
        **{
            short: data[name].isoformat()
            for short, name in (
                ("min", "date_min"),
                ("max", "date_max"),
                ("end_min", "end_min"),
                ("end_max", "end_max"),
            )
            if data.get(name) is not None
        },
    }
    for name in ("date", "end"):
        if data.get(name):
            out[name] = data[name]
            out[f"{name}_zh"] = dates.display_zh(data[name])
    if data.get("disputed"):
        out["disputed"] = True
    if EDGE_BY_TYPE[data["type"]].symmetric:
        out["symmetric"] = True
    if data.get("corroboration", 1) > 1:
        out["voices"] = data["corroboration"]
    out |= {name: data[name] for name in _SHOWN if data.get(name) not in (None, False, "")}
    return out


def _claim(record: dict[str, Any], source: str) -> dict[str, Any]:
    """Quote with the spans of what it names, for marking; offsets count code points of the quote."""
    evidence = record["evidence"]
    marks = set()
    for side in ("subject", "object", "counterparty"):
        mention = record.get(side)
        if mention and evidence["start"] <= mention["start"] < mention["end"] <= evidence["end"]:
            marks.add((mention["start"] - evidence["start"], mention["end"] - evidence["start"]))
    out: dict[str, Any] = {"quote": evidence["quote"], "source": source, "modality": record["modality"]}
    if marks:
        out["marks"] = [list(mark) for mark in sorted(marks)]
    if record.get("date"):
        out["date"] = dates.display_zh(record["date"]) if dates.is_valid(record["date"]) else record["date"]
    return out


def _source(row: dict[str, Any]) -> dict[str, Any]:
    """`url` only where it is a plain web address; anything else is text."""
    out = {name: row[name] for name in ("title", "publisher", "published") if row.get(name)}
    url = row.get("url")
    if url:
        out["url" if _LINK.fullmatch(url) else "text"] = url
    return out
