"""The command line: a thin face on the library. Each command does what one Python call does.

Commands are imported when they are called, so that one costs no start-up time to another.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys

import click

from graph import keeping
from graph.cli import expressions
from graph.errors import UserError

COMMANDS: dict[str, str] = {
    "text": "graph.cli.reading:text",
    "claims": "graph.cli.reading:claims",
    "read": "graph.cli.reading:read",
    "build": "graph.cli.building:build",
    "retract": "graph.cli.building:retract",
    "log": "graph.cli.building:log",
    "query": "graph.cli.asking:query",
    "queries": "graph.cli.asking:queries",
    "cypher": "graph.cli.cypher:cypher",
    "diff": "graph.cli.asking:diff",
    "view": "graph.cli.looking:view",
    "export": "graph.cli.looking:export",
    "entities": "graph.cli.entities:entities",
    "neo4j": "graph.cli.server:neo4j",
}


class LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tencent-kg", prog_name="tencent-kg")
def cli() -> None:
    """Chinese business news into a typed, sourced, dated graph that answers Cypher.

    \b
    tencent-kg build data/articles
    tencent-kg query merged_into
    tencent-kg view graph.html
    """


def main() -> None:
    """Entry point: errors are one line on stderr; exit code 0 done, 1 the work failed, 2 wrong usage."""
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "__all__"
    )  # we have none; to look for them costs 0.05 s
    gc.set_threshold(
        1_000_000
    )  # a start makes many objects and hardly any garbage: looking for it costs 0.08 s
    keeping.use(keeping.cache_folder())
    kept = expressions.KeptExpressions(expressions.file())
    kept.use()
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as e:
        code = e.exit_code
    except click.ClickException as e:
        click.echo(f"tencent-kg: {e.format_message()}", err=True)
        code = e.exit_code
    except click.Abort:
        click.echo("tencent-kg: interrupted", err=True)
        code = 130
    except UserError as e:
        click.echo(f"tencent-kg: {e}", err=True)
        code = e.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    finally:
        kept.save()
    sys.exit(code if isinstance(code, int) else 0)
