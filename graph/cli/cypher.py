"""`cypher`: free questions."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from graph.cli.options import db as db_option
from graph.cli.options import format_
from graph.errors import UsageError, UserError


@click.command()
@click.argument("query")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; VALUE is JSON, else text."
)
@click.option("--write", is_flag=True, help="Let the statement write; without it, the engine refuses that.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds the statement may take.",
)
@format_("table", "json", "csv")
@db_option
def cypher(
    query: str, params: tuple[str, ...], write: bool, timeout: float, format_: str, db: str | None
) -> None:
    """Run one statement of Cypher; - reads it from standard input.

    \b
    tencent-kg cypher "MATCH (c:Company)-[r:INVESTED_IN]->(x) RETURN x.name, r.date ORDER BY r.date"
    tencent-kg cypher "MATCH (p:Product {name: \\$name})-[r]->(x) RETURN type(r), x.name" --param name=拍拍网
    """
    from graph.cli.tables import print_rows
    from graph.graph import Graph
    from graph.store.bolt import ReadOnlyError

    text = sys.stdin.read() if query == "-" else query
    if not text.strip():
        raise UsageError("the statement is empty")
    bound = dict(_param(param) for param in params)
    try:
        with Graph.open(db, read_only=not write, timeout=timeout) as graph:
            result = graph.cypher(text, bound, write=write)
    except ReadOnlyError as error:
        raise UserError(f"{error}; --write lets it") from error
    print_rows(result.columns, result.rows, format_)


def _param(given: str) -> tuple[str, Any]:
    name, sign, value = given.partition("=")
    if not sign or not name.strip():
        raise UsageError(f"--param wants NAME=VALUE, not {given!r}")
    try:
        return name.strip(), json.loads(value)
    except ValueError:
        return name.strip(), value
