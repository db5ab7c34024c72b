"""`build`, `retract`, `log`: sources into the graph, out of it, and what was done."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

from graph.cli.options import db as db_option
from graph.cli.options import format_

if TYPE_CHECKING:
    from graph.report import Report


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="Reading processes.  [default: all cores where there are many sources]",
)
@format_("table", "json")
@db_option
def build(sources: tuple[str, ...], workers: int | None, format_: str, db: str | None) -> None:
    """Put files, folders and URLs into the graph; without a SOURCE, the reports that come with tencent-kg.

    A source that is there already is replaced; one that has not changed is left alone. Documents that cannot be read
    are named, and the exit code is then 1.

    \b
    tencent-kg build
    tencent-kg build news/ https://example.com/article.html --db kg
    """
    from graph.graph import Graph

    with Graph.open(db) as graph, _Bar() as bar:
        report = graph.build(*sources, progress=bar.more, workers=workers)
    _print(report, format_)
    if report.failed:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("source")
@format_("table", "json")
@db_option
def retract(source: str, format_: str, db: str | None) -> None:
    """Take a source out of the graph, by its id, title, URL or file name; facts that only it states go.

    Its claims are kept as retracted, with the day.

    \b
    tencent-kg retract tencent-kg:2014-jd
    """
    from graph.graph import Graph

    with Graph.open(db) as graph:
        report = graph.retract(source)
    _print(report, format_)


@click.command()
@format_("table", "json")
@db_option
def log(format_: str, db: str | None) -> None:
    """Show what each build added, changed and took away; as JSON, down to the single fact.

    \b
    tencent-kg log
    tencent-kg log --format json
    """
    from graph.cli.tables import print_rows
    from graph.graph import Graph

    with Graph.open(db, read_only=True) as graph:
        reports = graph.log()
    if format_ == "json":
        print_rows([], [report.record() for report in reports], "json")
        return
    rows = []
    for report in reports:
        row: dict[str, Any] = {
            "build": report.number,
            "at": f"{report.at:%Y-%m-%d %H:%M:%S}" if report.at else "",
        }
        for what, counts in report.counts().items():
            row[what] = f"+{counts['added']} ~{counts['changed']} -{counts['removed']}"
        named = [
            f"{_SIGNS[told['status']]} {told.get('title') or id_}" for id_, told in report.sources.items()
        ]
        row["which"] = "; ".join(named[:3]) + (f"; and {len(named) - 3} more" if len(named) > 3 else "")
        rows.append(row)
    print_rows(["build", "at", "sources", "claims", "facts", "entities", "which"], rows, "table")


_SIGNS = {"added": "+", "changed": "~", "removed": "-"}


def _print(report: Report, format_: str) -> None:
    from graph.cli.tables import print_rows

    for path, reason in report.failed:
        click.echo(f"tencent-kg: {reason if path in reason else f'{path}: {reason}'}", err=True)
    for note in report.notes[:_NOTES]:
        click.echo(f"note: {note}", err=True)
    if len(report.notes) > _NOTES:
        click.echo(f"note: and {len(report.notes) - _NOTES} more; --format json has them all", err=True)
    if format_ == "json":
        import json

        click.echo(json.dumps(report.record(), ensure_ascii=False))
        return
    counts = report.counts()
    if report.nothing_changed:
        left = counts["sources"]["unchanged"]
        known = f" ({left} source{'' if left == 1 else 's'} already in the graph)" if left else ""
        click.echo(f"nothing changed{known}")
        return
    rows = [{"": what, **{name: counts[what].get(name, "") for name in _COLUMNS}} for what in counts]
    print_rows(["", *_COLUMNS], rows, "table")


_NOTES = 20
_COLUMNS = ("added", "changed", "removed", "unchanged", "failed")


class _Bar:
    """How many sources are done, on stderr, where that is a terminal and the work takes long enough to be watched."""

    def __init__(self) -> None:
        self._progress: Any = None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        import sys

        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                MofNCompleteColumn,
                Progress,
                SpinnerColumn,
                TextColumn,
                TimeElapsedColumn,
            )

            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._progress.start()
        return self

    def more(self, what: str, count: int) -> None:
        if self._progress is None:
            return
        if what not in self._tasks:
            told = {"source": "sources read", "again": "stored sources made anew"}[what]
            self._tasks[what] = self._progress.add_task(told, total=None)
        self._progress.update(self._tasks[what], advance=count)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()
