"""`query`, `queries`, `diff`: the packaged questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import db as db_option
from graph.cli.options import format_
from graph.errors import UsageError

if TYPE_CHECKING:
    from queries.result import Result


_LONG, _AROUND = 100, 14


def _ask(db: str | None, name: str, params: dict[str, Any], format_: str) -> None:
    from graph.cli.tables import print_rows
    from graph.graph import Graph
    from queries.catalogue import find

    find(name).bind(params)  # a wrong call is said before a database is opened
    with Graph.open(db, read_only=True) as graph:
        result: Result = graph.queries.run(name, params)
    if format_ != "table":
        print_rows(result.columns, result.rows, format_)
        return
    shown = [
        row | {"quote": _excerpt(row["quote"], row.values())} if row.get("quote") else row for row in result
    ]
    print_rows(result.table, shown, format_)
    if not result:
        click.echo("no rows", err=True)


def _excerpt(quote: str, values: Iterable[Any]) -> str:
    """A sentence too long for a table (forty investees in one) as what stands around the names of its row."""
    if len(quote) <= _LONG:
        return quote
    names = {value for value in values if isinstance(value, str) and 1 < len(value) < _LONG}
    places = [quote.find(name) for name in names] + [quote.rfind(name) for name in names]
    spans: list[list[int]] = []
    for place in sorted({place for place in places if place >= 0}) or [0]:
        if spans and place - _AROUND <= spans[-1][1]:
            spans[-1][1] = place + _AROUND
        else:
            spans.append([max(0, place - _AROUND), place + _AROUND])
    text = "…".join(quote[start:end] for start, end in spans)
    return ("…" if spans[0][0] > 0 else "") + text + ("…" if spans[-1][1] < len(quote) else "")


def _params(given: tuple[str, ...]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for param in given:
        name, sign, value = param.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"--param wants NAME=VALUE, not {param!r}")
        if name.strip() in out:
            raise UsageError(f"the parameter {name.strip()} is given twice")
        out[name.strip()] = value
    return out


@click.command()
@click.argument("name")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query.")
@click.option("--as-of", metavar="DATE", help="The world on this day; short for --param as_of=DATE.")
@click.option("--known-on", metavar="DATE", help="As known on this day; short for --param known_on=DATE.")
@format_("table", "json", "csv")
@db_option
def query(
    name: str, params: tuple[str, ...], as_of: str | None, known_on: str | None, format_: str, db: str | None
) -> None:
    """Ask a packaged question; `tencent-kg queries` lists them, `tencent-kg queries NAME` explains one.

    A date is YYYY-MM-DD; YYYY or YYYY-MM stands for its last day. A table shows the main columns, JSON and CSV all.

    \b
    tencent-kg query merged_into --as-of 2019-12-31
    tencent-kg query product_history --param product=鹅漫U品
    tencent-kg query investees --param investor=腾讯 --format json
    """
    bound = _params(params)
    for key, value in (("as_of", as_of), ("known_on", known_on)):
        if value is not None:
            if key in bound:
                raise UsageError(f"the parameter {key} is given twice")
            bound[key] = value
    _ask(db, name, bound, format_)


@click.command()
@click.argument("name", required=False)
@format_("table", "json", "csv")
def queries(name: str | None, format_: str) -> None:
    """List the packaged questions, or explain one: its parameters and columns.

    \b
    tencent-kg queries
    tencent-kg queries product_history
    """
    from graph.cli.tables import print_rows
    from queries.catalogue import describe, find, load_all

    if name is not None and format_ == "table":
        click.echo(describe(find(name)))
        return
    found = load_all() if name is None else (find(name),)
    if format_ == "table":
        rows = [
            {
                "name": q.name,
                "question": q.question_en,
                "问题": q.question_zh,
                "parameters": [p.name for p in q.params],
            }
            for q in found
        ]
        print_rows(("name", "question", "问题", "parameters"), rows, format_)
        return
    told = [
        {
            "name": q.name,
            "question_en": q.question_en,
            "question_zh": q.question_zh,
            "params": [{"name": p.name, "type": p.type, "doc": p.doc} for p in q.params],
            "returns": list(q.returns),
        }
        for q in found
    ]
    print_rows(("name", "question_en", "question_zh", "params", "returns"), told, format_)


@click.command()
@click.option("--from", "from_day", metavar="DATE", required=True, help="The earlier day.")
@click.option("--to", "to_day", metavar="DATE", required=True, help="The later day.")
@click.option("--known", is_flag=True, help="What became known, from the sources published in between.")
@click.option("--entity", metavar="NAME", help="Only what concerns this entity, by name or alias.")
@format_("table", "json", "csv")
@db_option
def diff(from_day: str, to_day: str, known: bool, entity: str | None, format_: str, db: str | None) -> None:
    """What changed between two days: in the world, or, with --known, in what was known of it.

    A date is YYYY-MM-DD; YYYY or YYYY-MM stands for its last day.

    \b
    tencent-kg diff --from 2018 --to 2019
    tencent-kg diff --from 2019-12-31 --to 2023-07-12 --known --format json
    """
    from queries.header import as_day

    days = {}
    for option, given in (("--from", from_day), ("--to", to_day)):
        try:
            days[option] = as_day(given)
        except ValueError:
            raise UsageError(f"{option} wants a date as YYYY-MM-DD, YYYY-MM or YYYY, not {given!r}") from None
    if days["--from"] > days["--to"]:
        raise UsageError(f"--from {from_day} is after --to {to_day}; the earlier day comes first")
    params: dict[str, Any] = {"from_day": from_day, "to_day": to_day}
    if entity is not None:
        params["entity"] = entity
    _ask(db, "learned" if known else "changed", params, format_)
