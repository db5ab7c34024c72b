"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def db(command: F) -> F:
    """`--db`: where the graph lives."""
    return click.option(
        "--db",
        metavar="FOLDER|URI",
        help="A folder (embedded), or neo4j://HOST:PORT.  [default: $TENCENT_KG_DB, else .tencent-kg]",
    )(command)


def format_(*choices: str) -> Callable[[F], F]:
    """`--format`; the first choice is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="How the result is printed.",
    )
