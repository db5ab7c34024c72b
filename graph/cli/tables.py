"""Rows on stdout: as a table for the eye, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import click


def plain(value: Any) -> Any:
    """A value as JSON has it: dates in ISO form, everything else that JSON does not know as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def print_rows(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], format_: str) -> None:
    """JSON: a list of objects, one a row. CSV: a header, lists and maps as JSON. Table: all columns, cells wrapped."""
    if format_ == "json":
        lines = ",\n".join(json.dumps(plain(row), ensure_ascii=False) for row in rows)
        click.echo(f"[{lines}]" if len(rows) < 2 else f"[\n{lines}\n]")
    elif format_ == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[column]) for column in columns] for row in rows)
        click.echo(out.getvalue(), nl=False)
    else:
        _table(columns, rows)


def _cell(value: Any) -> str:
    """One value in one cell."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)


def _shown(value: Any) -> str:
    """One value for the eye: a node by its label and name, a list by its parts."""
    if isinstance(value, Mapping):
        props = value.get("properties")
        if isinstance(props, Mapping):
            what = props.get("name") or props.get("title") or props.get("id") or ""
            if "labels" in value:
                label = next((name for name in value["labels"] if name != "Entity"), "")
                return f"(:{label} {what})" if what else f"(:{label})"
            return f"[:{value.get('type')} {props.get('date') or ''}".rstrip() + "]"
        if set(value) == {"nodes", "edges"}:
            steps = [_shown(value["nodes"][0])] if value["nodes"] else []
            for edge, before, node in zip(value["edges"], value["nodes"], value["nodes"][1:], strict=False):
                forward = edge.get("from") == before["properties"].get("id")
                steps.append(f"-{_shown(edge)}->" if forward else f"<-{_shown(edge)}-")
                steps.append(_shown(node))
            return "".join(steps)
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    return _cell(value)


def _table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not columns:
        return
    table = Table(show_lines=False)
    for column in columns:
        numbers = [row[column] for row in rows if row[column] is not None]
        right = bool(numbers) and all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
        table.add_column(column, justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(row[column])) for column in columns))
    console = Console()
    if not console.is_terminal:  # a pipe has no width to fit into
        console = Console(width=10_000 if not rows else _width(columns, rows))
    console.print(table)


def _width(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> int:
    from rich.cells import cell_len

    widest = [max(cell_len(column), *(cell_len(_shown(row[column])) for row in rows)) for column in columns]
    return sum(widest) + 3 * len(columns) + 1
