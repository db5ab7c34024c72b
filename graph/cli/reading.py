"""`text`, `claims`, `read`: what a document says, what it states, and where."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import UsageError, UserError

if TYPE_CHECKING:
    from graph.claims import Claim, Mention
    from graph.cli.batch import Done, Tally
    from graph.reading import Reading
    from loaders.document import Skipped

_CSV = (
    "id", "predicate", "subject", "subject_type", "object", "object_type", "date", "end", "modality", "title", "round",
    "lead", "counterparty", "value", "quote", "start", "stop", "rule", "confidence", "source", "event",
)  # fmt: skip


@click.command()
@click.argument("source", metavar="FILE")
def text(source: str) -> None:
    """Print the text of FILE (or URL): what every offset in a claim counts in, exactly.

    For a plain-text file this is the file, decoded.

    \b
    tencent-kg text article.html
    """
    from loaders import read
    from loaders.document import ReadError

    try:
        document = read(source)
    except ReadError as error:
        raise UserError(str(error).rstrip(".")) from error
    _notes(document.origin, document.notes)
    _write(document.text)


@click.command()
@click.argument("sources", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--format", "format_", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True,
    help="How to print them; jsonl is one claim a line.",
)  # fmt: skip
@click.option("--skipped", is_flag=True, help="Print what was left aside, and why, instead of the claims.")
@click.option(
    "--review", metavar="FILE.csv", help="Respect the decisions in this table, and write every claim into it."
)
@click.option("--out", metavar="DIR", help="Read many files and folders: write DIR/<stem>.jsonl for each.")
@click.option("--jobs", type=click.IntRange(1), help="Processes for --out.  [default: one a core]")
@click.option("--force", is_flag=True, help="With --out: read again what was read before.")
def claims(
    sources: tuple[str, ...],
    format_: str,
    skipped: bool,
    review: str | None,
    out: str | None,
    jobs: int | None,
    force: bool,
) -> None:
    """Print the claims that a document makes: who did what to whom, when, and the words that say so.

    With --out, many documents: files, URLs and whole folders; what is finished is not read again, so an interrupted
    run goes on where it was. A document that cannot be read is named on stderr and the rest goes on (exit code 1).

    \b
    tencent-kg claims article.txt
    tencent-kg claims article.html --format jsonl
    tencent-kg claims article.txt --review review.csv
    tencent-kg claims news/ more.md --out claims/
    """
    if out is not None:
        if skipped or review is not None:
            raise UsageError("--skipped and --review are for one document, without --out")
        _many(sources, Path(out), jobs, force)
        return
    if len(sources) > 1 or Path(sources[0]).is_dir():
        raise UsageError("to read several documents, name a folder for their claims with --out DIR")
    from graph.reading import left_aside, read_claims

    reading = read_claims(sources[0])
    _notes(reading.document.origin, reading.document.notes)
    if review is not None:
        reading = _reviewed(reading, review)
    if skipped:
        both = [*reading.extraction.skipped, *left_aside(reading.document)]
        _print_skipped(sorted(both, key=lambda s: (s.start, s.end)), format_)
    else:
        _print_claims(reading, format_)


@click.command()
@click.argument("source", metavar="FILE")
@click.option(
    "--html", "html", metavar="OUT", required=True, help="The page to write: one file, works offline."
)
@click.option(
    "--review", metavar="FILE.csv", help="Show the claims with the decisions in this table on them."
)
def read(source: str, html: str, review: str | None) -> None:
    """Write the text of FILE as a page with each claim's words marked: rule, date and confidence on hover or focus.

    What was left aside is marked too, with why.

    \b
    tencent-kg read article.txt --html article-read.html
    """
    from graph.reading import left_aside, read_claims
    from loaders.showing import page

    reading = read_claims(source)
    _notes(reading.document.origin, reading.document.notes)
    if review is not None:
        reading = _reviewed(reading, review)
    _put(Path(html), page(reading.document, reading.extraction, left_aside(reading.document)))
    _write(f"{html}\n")


# --- one document


def _reviewed(reading: Reading, path: str) -> Reading:
    from graph.reading import Reading as Reading_
    from loaders import review

    before = review.load(path)
    extraction, after = review.apply(reading.document, reading.extraction, before)
    review.save(path, after)
    open_ = review.pending(after, [reading.document.id])
    click.echo(f"{path}: {len(after.rows)} rows, {open_} of this document without a decision", err=True)
    return Reading_(reading.document, extraction)


def _print_claims(reading: Reading, format_: str) -> None:
    found = reading.extraction.claims
    if format_ == "jsonl":
        _write("".join(claim.to_json() + "\n" for claim in found))
    elif format_ == "csv":
        _write(_csv(_CSV, (_cells(claim) for claim in found)))
    elif found:
        rows = [
            (
                c.predicate,
                _name(c.subject),
                _name(c.object) or _figures(c),
                c.date or "",
                c.modality.value,
                c.evidence.quote,
            )
            for c in found
        ]
        _table(("predicate", "subject", "object", "date", "modality", "quote"), rows)
    else:
        click.echo("no claims found", err=True)


def _print_skipped(found: list[Skipped], format_: str) -> None:
    names = ("start", "end", "quote", "reason", "rule")
    rows = [(str(s.start), str(s.end), s.quote, s.reason, s.rule) for s in found]
    if format_ == "jsonl":
        for s in found:
            record = {"start": s.start, "end": s.end, "quote": s.quote, "reason": s.reason, "rule": s.rule}
            _write(json.dumps(record, ensure_ascii=False) + "\n")
    elif format_ == "csv":
        _write(_csv(names, rows))
    elif rows:
        _table(("where", "reason", "quote"), [(f"{a}–{b}", reason, quote) for a, b, quote, reason, _ in rows])
    else:
        click.echo("nothing was left aside", err=True)


def _cells(claim: Claim) -> tuple[str, ...]:
    return (
        claim.id, claim.predicate, _name(claim.subject), claim.subject.type if claim.subject else "",
        _name(claim.object), claim.object.type if claim.object else "", claim.date or "", claim.end or "",
        claim.modality.value, claim.title or "", claim.round or "", "true" if claim.lead else "false",
        _name(claim.counterparty), _figures(claim), claim.evidence.quote, str(claim.evidence.start),
        str(claim.evidence.end), claim.rule, f"{claim.confidence:g}", claim.evidence.source, claim.event or "",
    )  # fmt: skip


def _name(mention: Mention | None) -> str:
    return mention.name if mention is not None else ""


def _figures(claim: Claim) -> str:
    return "; ".join(f"{value.what or ''} {value.mention}".strip() for value in claim.values)


def _csv(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue()


def _table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """As wide as the terminal; in a file or pipe, as wide as it takes a reader to see the sentences."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = io.StringIO()
    width = None if sys.stdout.isatty() else 160
    console = Console(file=out if width else sys.stdout, width=width, highlight=False)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(
            name, overflow="fold", ratio=3 if name == "quote" else None, no_wrap=name in {"date", "where"}
        )
    for row in rows:
        table.add_row(*(Text(" ".join(cell.split())) for cell in row))
    console.print(table)
    if width:
        _write("\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n")


# --- many


def _many(sources: tuple[str, ...], folder: Path, jobs: int | None, force: bool) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from graph.cli.batch import plan, run

    planned, remarks = plan(list(sources), folder)
    for remark in remarks:
        click.echo(f"tencent-kg: {remark}", err=True)
    console = Console(stderr=True, highlight=False)
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    tally: Tally | None = None
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(planned))

        def told(done: Done | None, sum_: Tally) -> None:
            nonlocal tally
            tally = sum_
            progress.update(task, advance=1, description=f"{sum_.claims} claims")
            if done is not None and done.failure is not None:
                progress.console.print(f"tencent-kg: {done.failure}", markup=False, soft_wrap=True)
            for note in done.notes if done is not None else ():
                progress.console.print(f"tencent-kg: {done.job.source}: {note}", markup=False, soft_wrap=True)  # type: ignore[union-attr]

        try:
            tally = run(planned, workers=jobs or os.cpu_count() or 1, force=force, told=told)
        except KeyboardInterrupt:
            read_ = (tally.read + tally.left) if tally is not None else 0
            click.echo(
                f"tencent-kg: interrupted; {read_} of {len(planned)} are finished, the same command goes on from there",
                err=True,
            )
            raise click.exceptions.Exit(130) from None
    left = f", {tally.left} were finished before" if tally.left else ""
    click.echo(f"{tally.read} documents read{left}; {tally.claims} claims; in {folder}", err=True)
    if tally.failures:
        raise UserError(f"{len(tally.failures)} of {tally.total} documents could not be read")


# --- output


def _notes(origin: str, notes: list[str]) -> None:
    for note in notes:
        click.echo(f"tencent-kg: {origin}: {note}", err=True)


def _write(out: str) -> None:
    """To standard output as UTF-8, line ends as they are, whatever the terminal's locale says."""
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(out)
    else:
        stream.write(out.encode("utf-8"))
        stream.flush()


def _put(path: Path, out: str) -> None:
    try:
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(out, encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror or error}") from error
