"""`tencent-kg neo4j`: a real Neo4j Community of one's own."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import click

from graph.store.address import DEFAULT_PORT
from graph.store.fetching import DEFAULT_VERSION


@click.group()
def neo4j() -> None:
    """Start, stop or look at a Neo4j Community of your own, on this machine only.

    Needs the extra [server]; fetches 165 MB once. No Docker, Java or administrator needed.

    \b
    tencent-kg neo4j start
    tencent-kg build data/articles --db neo4j://localhost:7687
    tencent-kg neo4j stop
    """


@neo4j.command()
@click.option("--version", help=f"Neo4j version.  [default: {DEFAULT_VERSION}, long-term support]")
@click.option("--port", type=click.IntRange(1, 65535), help=f"Bolt port.  [default: {DEFAULT_PORT}]")
def start(version: str | None, port: int | None) -> None:
    """Start the server, wait until it answers, and print its address; one that runs is left alone.

    \b
    tencent-kg neo4j start --version 2026.08.1
    """
    from graph.store import managed

    with _Bar() as bar:
        server = managed.start(version, port, progress=bar.more, say=bar.say)
    _describe(server)


@neo4j.command()
def stop() -> None:
    """Stop the server that `start` began; its data stay.

    \b
    tencent-kg neo4j stop
    """
    from graph.store import managed

    server = managed.stop()
    click.echo("not running" if server is None else f"stopped Neo4j {server.version} (process {server.pid})")


@neo4j.command()
def status() -> None:
    """Say whether the server runs, and where; exit code 1 when it does not.

    \b
    tencent-kg neo4j status
    """
    from graph.store import managed

    server = managed.running()
    if server is None:
        click.echo("not running")
        raise click.exceptions.Exit(1)
    _describe(server)


def _describe(server: Any) -> None:
    from graph.store import managed

    click.echo(server.uri)
    click.echo(f"Neo4j {server.version}, process {server.pid}")
    click.echo(f"user neo4j, password in {managed.password_file()}")
    click.echo(f"data and logs in {managed.home() / server.version}")


class _Bar:
    """What is going on, on stderr: a line for each step, and megabytes while files are fetched."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

        self._console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            console=self._console,
            transient=True,
        )
        self._task: Any = None

    def say(self, text: str) -> None:
        self._console.print(text, highlight=False)

    def more(self, name: str, count: int) -> None:
        if self._task is None and not self._console.is_terminal:
            self._task = 0
            self.say("fetching it from Maven Central, once (about 165 MB)")
        elif self._task is None:
            # the whole is known only when all is here; this is what the default version weighs
            self._progress.start()
            self._task = self._progress.add_task("fetching Neo4j", total=165_000_000)
        if self._console.is_terminal:
            self._progress.update(self._task, advance=count)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None and self._console.is_terminal:
            self._progress.stop()
