"""`entities`: what the register knows, what analysts decided, and what might be one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import db as db_option
from graph.cli.options import format_

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.judgements import Judgement, Judgements, Ref
    from graph.register import Register
    from graph.store.store import Store


@click.group()
def entities() -> None:
    """List, check, merge and split the companies and products of the graph.

    A decision is a line in a file that belongs under version control: `--decisions`, else $TENCENT_KG_DECISIONS, else
    decisions.jsonl beside the database folder. It can be taken back; the graph is then as if it had never been.

    \b
    tencent-kg entities suggest
    tencent-kg entities merge 甲公司 甲科技 --because "甲科技是甲公司的曾用名，见年报第3页"
    """


def _decisions(command: Any) -> Any:
    option = click.option(
        "--decisions", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
        help="File of decisions.  [default: $TENCENT_KG_DECISIONS, else decisions.jsonl beside the database]",
    )  # fmt: skip
    return option(db_option(command))


def _deciding(command: Any) -> Any:
    because = click.option(
        "--because", required=True, metavar="REASON", help="Why; it is kept with the decision."
    )
    author = click.option(
        "--author", envvar="TENCENT_KG_AUTHOR", metavar="NAME",
        help="Who decides.  [default: $TENCENT_KG_AUTHOR, else git's user.name, else the login name]",
    )  # fmt: skip
    return because(author(_decisions(command)))


@entities.command("list")
@click.argument("text", required=False)
@click.option(
    "--type", "type_", metavar="TYPE", help="Only Company, Product, BusinessUnit, Exchange or Person."
)
@click.option("--decided", is_flag=True, help="The decisions instead, those undone too.")
@format_("table", "json", "csv")
@_decisions
def list_(
    text: str | None, type_: str | None, decided: bool, format_: str, decisions: Path | None, db: str | None
) -> None:
    """List what the register knows (only entities a name of which holds TEXT), or the decisions.

    \b
    tencent-kg entities list 京东
    tencent-kg entities list --decided
    """
    from graph.cli.tables import print_rows
    from graph.ids import entity_id, name_key
    from graph.register import TYPES

    if type_ is not None and type_ not in TYPES:
        raise click.UsageError(f"there is no type {type_}; one of {', '.join(sorted(TYPES))}")
    register, held, _ = _read(db, decisions)
    if decided:
        print_rows(["id", "day", "action", "what", "because", "author", "in_force"], _told(held), format_)
        return
    rows: list[dict[str, Any]] = []
    for entry in register.entries:
        merged = held.merged(entity_id(entry.name, entry.type))
        names = [*entry.names, *(ref.name for ref in merged), *entry.tickers]
        if (type_ in {None, entry.type}) and (not text or any(name_key(text) in name_key(n) for n in names)):
            rows.append(
                {
                    "name": entry.name,
                    "type": entry.type,
                    "aliases": sorted({n for n in names if n not in entry.tickers} - {entry.name}),
                    "tickers": list(entry.tickers),
                    "sector": entry.sector,
                    "source": entry.source,
                }
            )
    print_rows(["name", "type", "aliases", "tickers", "sector", "source"], rows, format_)


@entities.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@_decisions
def check(folder: Path | None, decisions: Path | None, db: str | None) -> None:
    """Check the register (or that in FOLDER) and the decisions on it; name each bad line and why.

    A register of one's own takes the place of the packaged one when $TENCENT_KG_ENTITIES names its folder.

    \b
    tencent-kg entities check
    tencent-kg entities check my-entities/ --decisions my-decisions.jsonl
    """
    from graph.judgements import FILE, decision_files, load_judgements
    from graph.register import RegisterError, load_register
    from graph.store.address import parse

    files = decision_files(str(parse(db)), decisions)
    if folder is not None:
        files = [
            folder / FILE,
            *(file for file in files[1:] if file.absolute() != (folder / FILE).absolute()),
        ]
    try:
        register = load_register(folder)
        held = load_judgements(files, register)
    except RegisterError as error:
        for problem in error.problems:
            click.echo(f"tencent-kg: {problem}", err=True)
        raise click.exceptions.Exit(1) from None
    counts = (len(register.entries), len(register.never), len(held.active))
    click.echo(
        "{} entities, {} pairs that never merge, {} decisions in force: no line at fault".format(*counts)
    )


@entities.command()
@click.option(
    "--limit", type=click.IntRange(1), default=30, show_default=True, help="How many pairs to list."
)
@format_("table", "json", "csv")
@_decisions
def suggest(limit: int, format_: str, decisions: Path | None, db: str | None) -> None:
    """List entities of the graph that may be one, or one of the register, the likeliest first; changes nothing.

    \b
    tencent-kg entities suggest --limit 10
    """
    from graph.cli.tables import print_rows
    from graph.store.store import Store
    from graph.suggest import nodes_of, with_register
    from graph.suggest import suggest as pairs_of

    register, held, _ = _read(db, decisions)
    with Store.open(db, read_only=True) as store:
        nodes = with_register(nodes_of(store.run(_ENTITIES), store.run(_NEAR)), register)
    rows = [
        {"a": pair.a.name, "a_type": pair.a.type, "b": pair.b.name, "b_type": pair.b.type, "score": pair.score,
         "reasons": list(pair.reasons)}
        for pair in pairs_of(nodes, register, held, limit)
    ]  # fmt: skip
    print_rows(["a", "a_type", "b", "b_type", "score", "reasons"], rows, format_)


@entities.command()
@click.argument("a")
@click.argument("b")
@_deciding
def merge(a: str, b: str, because: str, author: str | None, decisions: Path | None, db: str | None) -> None:
    """Make A and B one entity. A's name stays, unless only B is in the register.

    Where a name stands for entities of several types, write the type before it: Product:甲. A pair of the register's
    never_merge.tsv is refused.

    \b
    tencent-kg entities merge 甲公司 甲科技 --because "甲科技是甲公司的曾用名，见年报第3页"
    """
    _decide(
        db, decisions, author, because, "merge",
        lambda register, held, store: {"a": _ref(a, register, held, store), "b": _ref(b, register, held, store)},
    )  # fmt: skip


@entities.command()
@click.argument("mention")
@click.option(
    "--as", "name", required=True, metavar="NAME", help="What the other entity is to be called; Type:NAME."
)
@click.option(
    "--source", metavar="SOURCE", help="Only in this source: its id, title, URL or file.  [default: all]"
)
@_deciding
def split(
    mention: str, name: str, source: str | None, because: str, author: str | None, decisions: Path | None,
    db: str | None,
) -> None:  # fmt: skip
    """Set a use of a name apart as another entity: MENTION, in one source or in all, is NAME.

    \b
    tencent-kg entities split 甲 --source https://example.com/1.html --as "甲（乙省）" --because "指乙省的同名公司"
    """

    def fields(register: Register, held: Judgements, store: Store | None) -> dict[str, Any]:
        from graph.build import find_source

        where = None if source is None else find_source(store, source) if store is not None else source
        return {"mention": mention, "source": where, "to": _typed(name, register)}

    _decide(db, decisions, author, because, "split", fields)


@entities.command()
@click.argument("claim")
@_deciding
def choose(claim: str, because: str, author: str | None, decisions: Path | None, db: str | None) -> None:
    """Choose the claim (its id, as `query conflicts` lists it) by which a disputed fact is shown.

    \b
    tencent-kg entities choose 0123456789abcdef --because "公告原文的日期"
    """

    def fields(register: Register, held: Judgements, store: Store | None) -> dict[str, Any]:
        from graph.errors import UserError

        if store is not None and not store.run("MATCH (c:Claim {id: $id}) RETURN c.id AS id", {"id": claim}):
            raise UserError(
                f"the graph has no claim {claim}; tencent-kg query conflicts lists those in dispute"
            )
        return {"claim": claim}

    _decide(db, decisions, author, because, "choose", fields)


@entities.command()
@click.argument("id_", metavar="ID")
@_deciding
def undo(id_: str, because: str, author: str | None, decisions: Path | None, db: str | None) -> None:
    """Take back the decision of this id (`entities list --decided` shows them); the graph is as if it had never been.

    \b
    tencent-kg entities undo 0123456789abcdef --because "两家公司，见工商登记"
    """
    _decide(db, decisions, author, because, "undo", lambda *_: {"undoes": id_})


_ENTITIES = (
    "MATCH (e:Entity) RETURN e.id AS id, e.name AS name, [l IN labels(e) WHERE l <> 'Entity'][0] AS type, "
    "e.aliases AS aliases, e.registered AS registered ORDER BY id"
)
_NEAR = (
    "MATCH (a:Entity)-[r]->(b:Entity) RETURN DISTINCT a.id AS from, type(r) AS type, b.id AS to "
    "ORDER BY from, type, to"
)
_NAMED = (
    "MATCH (e:Entity) WHERE e.name = $name OR $name IN e.aliases "
    "RETURN e.name AS name, [l IN labels(e) WHERE l <> 'Entity'][0] AS type ORDER BY e.name <> $name, type, name"
)


def _read(db: str | None, decisions: Path | None) -> tuple[Register, Judgements, Path]:
    """Register, decisions, and the file that new decisions go to."""
    from graph.judgements import decision_files, load_judgements
    from graph.register import load_register
    from graph.store.address import parse

    register = load_register()
    files = decision_files(str(parse(db)), decisions)
    return register, load_judgements(files, register), files[-1]


def _decide(
    db: str | None, decisions: Path | None, author: str | None, because: str, action: Any,
    fields: Callable[[Register, Judgements, Store | None], dict[str, Any]],
) -> None:  # fmt: skip
    """Check a decision, write it down, and bring the graph up to it where there is one."""
    from datetime import date

    from graph.errors import UserError
    from graph.judgements import decide, record

    register, held, path = _read(db, decisions)
    store = _open(db)
    try:
        made = decide(
            held, register, action, because=because, author=author or _author(), day=date.today(),
            **fields(register, held, store),
        )  # fmt: skip
        record(path, made)
        click.echo(f"{made.id}  {_words(made)}")
        if store is None:
            return
        from graph.build import renew

        try:
            renew(store, judgements=_read(db, decisions)[1])
        except UserError as error:
            raise UserError(
                f"the decision is in {path}, but the graph does not follow it yet: {error}"
            ) from error
    finally:
        if store is not None:
            store.close()


def _open(db: str | None) -> Store | None:
    """The graph, to be written to; None where there is none yet (a decision may come before the first build)."""
    from graph.store.address import parse
    from graph.store.arcade import exists
    from graph.store.store import Store

    address = parse(db)
    if address.folder is not None and not exists(address.folder):
        return None
    return Store.open(db)


def _typed(name: str, register: Register) -> Ref:
    """`Product:甲`, or a name whose type is the register's, else Company."""
    from graph.judgements import Ref
    from graph.register import TYPES

    type_, colon, rest = name.partition(":")
    if colon and type_ in TYPES and rest.strip():
        return Ref(name=rest.strip(), type=type_)
    entry = register.lookup(name, "Company") or register.lookup(name, "Person")
    return Ref(name=name, type=entry.type if entry else "Company")


def _ref(name: str, register: Register, held: Judgements, store: Store | None) -> Ref:
    """The entity a user means: typed, known to the register, or the one of that name in the graph."""
    from graph.errors import UsageError, UserError
    from graph.judgements import Ref

    typed = _typed(name, register)
    if typed.name != name or register.lookup(typed.name, typed.type) or store is None:
        return typed
    found = store.run(_NAMED, {"name": name})
    if not found:
        raise UserError(f"neither the register nor the graph has an entity called {name}")
    if len(found) > 1:
        kinds = ", ".join(f"{row['type']}:{row['name']}" for row in found)
        raise UsageError(f"{name} may be {kinds}; write one of these")
    return Ref(name=found[0]["name"], type=found[0]["type"])


def _author() -> str:
    import getpass
    import subprocess

    try:
        told = subprocess.run(["git", "config", "user.name"], capture_output=True, check=False, timeout=5)
        name = told.stdout.decode("utf-8", "replace").strip()
    except (OSError, subprocess.TimeoutExpired):
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError):  # a container without names
        return "unknown"


def _words(made: Judgement) -> str:
    if made.a and made.b:
        return f"{made.b.name} is {made.a.name}"
    if made.to:
        return f"{made.mention} is {made.to.name}" + (f" in {made.source}" if made.source else "")
    return f"{made.claim} is shown" if made.claim else f"{made.undoes} is taken back"


def _told(held: Judgements) -> list[dict[str, Any]]:
    active = {judgement.id for judgement in held.active}
    return [
        {
            "id": made.id,
            "day": made.day.isoformat(),
            "action": made.action,
            "what": _words(made),
            "because": made.because,
            "author": made.author,
            "in_force": made.id in active if made.action != "undo" else made.id not in held.undone,
        }
        for made in held.lines
    ]
