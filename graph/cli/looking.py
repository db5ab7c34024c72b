"""`view`, `export`: the graph as a page, and as files."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.options import db as db_option
from graph.export import FORMATS, TABLES


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--focus", metavar="NAME", help="Only what is around this entity, by name or alias.")
@click.option("--hops", type=click.IntRange(min=1), default=2, show_default=True, help="How far around it.")
@click.option("--as-of", metavar="DATE", help="The world on this day; what is not certain is dashed.")
@click.option("--known-on", metavar="DATE", help="Only what sources published by this day say.")
@click.option(
    "--max-nodes", type=click.IntRange(min=1), default=1000, show_default=True, help="The most to draw."
)
@db_option
def view(
    out: Path,
    focus: str | None,
    hops: int,
    as_of: str | None,
    known_on: str | None,
    max_nodes: int,
    db: str | None,
) -> None:
    """Draw the graph into OUT, one HTML page that needs no network, and print its path.

    A date is YYYY-MM-DD; YYYY or YYYY-MM stands for its last day.

    \b
    tencent-kg view graph.html
    tencent-kg view paipai.html --focus 拍拍网 --hops 1
    tencent-kg view 2019.html --as-of 2019-12-31
    """
    from graph.graph import Graph
    from graph.networkx_form import day
    from graph.view.page import write_page

    day(as_of, "--as-of"), day(known_on, "--known-on")  # a wrong call is said before a database is opened
    with Graph.open(db, read_only=True) as graph:
        done = write_page(
            graph.store, out, focus=focus, hops=hops, as_of=as_of, known_on=known_on, max_nodes=max_nodes
        )
    if done.total > done.nodes > 0:
        click.echo(f"{done.nodes} of {done.total} nodes are drawn; --max-nodes draws more", err=True)
    click.echo(done.path)


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="File format.  [default: by the ending of OUT]"
)
@click.option("--table", type=click.Choice(TABLES), help="Only this table; a CSV file has the facts.")
@click.option("--as-of", metavar="DATE", help="Only facts that held on this day.")
@click.option("--known-on", metavar="DATE", help="Only what sources published by this day say.")
@db_option
def export(
    out: Path, format_: str | None, table: str | None, as_of: str | None, known_on: str | None, db: str | None
) -> None:
    """Write nodes, facts, claims and sources into OUT, and print what was written.

    JSON and JSON lines hold all four; GraphML nodes and facts; CSV one table in a file, all in a folder.

    \b
    tencent-kg export graph.jsonl
    tencent-kg export facts.csv
    tencent-kg export tables --format csv
    tencent-kg export graph.graphml --as-of 2019-12-31
    """
    from graph.export import export as write
    from graph.graph import Graph
    from graph.networkx_form import day

    day(as_of, "--as-of"), day(known_on, "--known-on")
    with Graph.open(db, read_only=True) as graph:
        for path in write(graph.store, out, format_, table=table, as_of=as_of, known_on=known_on):
            click.echo(path)
