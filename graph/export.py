"""The graph taken along: JSON, JSON lines, CSV tables, GraphML."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError, UserError
from graph.files import write_whole

if TYPE_CHECKING:
    import networkx as nx

    from queries.catalogue import Runner

FORMATS = ("jsonl", "csv", "graphml", "json")
TABLES = ("nodes", "facts", "claims", "sources")
_SOURCES = "MATCH (s:Source) RETURN properties(s) AS properties ORDER BY s.id"
_CLAIMS = "MATCH (c:Claim) RETURN c.record AS record, c.fact AS fact ORDER BY c.id"
# what an XML document may not hold
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Rows = list[dict[str, Any]]


def tables(
    graph: Runner, as_of: str | date | None = None, known_on: str | date | None = None
) -> dict[str, Rows]:
    """`nodes`, `facts`, `claims` and `sources` as lists of plain rows (dates in ISO form), each sorted by id.

    A fact has `from` and `to` (node ids) with their names; a claim is its record as `tencent-kg claims` prints it, with
    the id of its `fact`. `as_of` and `known_on` as in the queries; `known_on` takes claims and sources too.
    """
    from graph.networkx_form import day, to_networkx

    known = day(known_on, "known_on")
    return _tables(graph, to_networkx(graph, as_of=as_of, known_on=known_on), known)


def _tables(graph: Runner, shape: nx.MultiDiGraph[str], known: str | None) -> dict[str, Rows]:
    sources: Rows = [_plain(row["properties"]) for row in graph.run(_SOURCES, {})]
    if known is not None:
        sources = [row for row in sources if row.get("published_on") and row["published_on"] <= known]
    kept = {row["id"] for row in sources}
    claims: Rows = []
    for row in graph.run(_CLAIMS, {}):
        record = json.loads(row["record"])
        if record["evidence"]["source"] in kept:
            claims.append(record | {"fact": row["fact"]})
    names = {node: data.get("name", "") for node, data in shape.nodes(data=True)}
    facts: Rows = [
        {"id": key, "type": data["type"], "from": a, "from_name": names[a], "to": b, "to_name": names[b]}
        | _plain(data)
        for a, b, key, data in shape.edges(keys=True, data=True)
    ]
    nodes: Rows = [
        {"id": node, "label": data["label"]} | _plain(data) for node, data in shape.nodes(data=True)
    ]
    return {
        "nodes": sorted(nodes, key=lambda row: str(row["id"])),
        "facts": sorted(facts, key=lambda row: str(row["id"])),
        "claims": sorted(claims, key=lambda row: str(row["id"])),
        "sources": sorted(sources, key=lambda row: str(row["id"])),
    }


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date | datetime) else value
        for key, value in properties.items()
        if value is not None
    }


def export(
    graph: Runner,
    path: str | Path,
    format_: str | None = None,
    *,
    table: str | None = None,
    as_of: str | date | None = None,
    known_on: str | date | None = None,
) -> list[Path]:
    """Write the graph and return the files made. The format follows from the path's ending where none is given.

    `json`: one object with the four tables. `jsonl`: a row a line, each with its `kind`. `graphml`: nodes and facts.
    `csv`: into a folder, a file for each table; into a file, one table, the facts where `table` names none. Raises
    `UsageError` where the format is not clear, `UserError` where a file cannot be written.
    """
    target = Path(path)
    format_ = format_ or {".ndjson": "jsonl"}.get(
        target.suffix.lower(), target.suffix.lower().removeprefix(".")
    )
    if format_ not in FORMATS:
        raise UsageError(
            f"{target.name} does not say which format; give --format, one of {', '.join(FORMATS)}"
        )
    if table is not None and format_ == "graphml":
        raise UsageError("GraphML holds nodes and facts together; --table is for the other formats")
    from graph.networkx_form import day, to_networkx

    known = day(known_on, "known_on")
    shape = to_networkx(graph, as_of=as_of, known_on=known_on)
    if format_ == "graphml":
        write_whole(target, _graphml(shape))
        return [target]
    held = _tables(graph, shape, known)
    if table is not None:
        held = {table: held[table]}
    if format_ == "json":
        only: Any = held if table is None else held[table]
        write_whole(
            target, (json.dumps(only, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
        )
    elif format_ == "jsonl":
        lines = [
            json.dumps({"kind": name.removesuffix("s"), **row}, ensure_ascii=False) + "\n"
            for name, rows in held.items()
            for row in rows
        ]
        write_whole(target, "".join(lines).encode("utf-8", "replace"))
    elif table is None and not target.suffix:
        return _folder(target, held)
    else:
        write_whole(target, _csv(held[table or "facts"]))
    return [target]


def _folder(target: Path, held: Mapping[str, Rows]) -> list[Path]:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"the folder {target} cannot be made: {error.strerror}") from error
    files = [target / f"{name}.csv" for name in held]
    for file, rows in zip(files, held.values(), strict=True):
        write_whole(file, _csv(rows))
    return files


def _csv(rows: Rows) -> bytes:
    """A header, then a row each; lists and objects as JSON. UTF-8 with the mark that spreadsheets want."""
    columns: dict[str, None] = {}
    for row in rows:
        columns |= dict.fromkeys(row)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _graphml(shape: nx.MultiDiGraph[str]) -> bytes:
    import networkx as nx

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(shape.nodes):
        made.add_node(_xml(node), **_flat(shape.nodes[node]))
    for a, b, key, data in sorted(shape.edges(keys=True, data=True), key=lambda edge: edge[2]):
        made.add_edge(_xml(a), _xml(b), key=key, **_flat(data))
    return "\n".join(nx.generate_graphml(made)).encode("utf-8", "replace") + b"\n"


def _flat(data: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    """GraphML knows no lists: they become lines of text."""
    out: dict[str, str | int | float | bool] = {}
    for key, value in _plain(data).items():
        if isinstance(value, bool | int | float):
            out[key] = float(value) if key in {"stake", "amount", "amount_min", "amount_max"} else value
        else:
            out[key] = _xml("\n".join(map(str, value)) if _is_list(value) else str(value))
    return out


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
