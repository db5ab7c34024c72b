"""The references, generated from their one source: `python -m graph.reference FOLDER`.

`schema.md` comes from graph/schema.py, `queries.md` from the headers of queries/*.cypher, `commands.md` from the
command line itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.schema import EDGES, NODES, Edge, properties


def _clean(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def schema_reference() -> str:
    """Markdown: labels, relationships with their endpoints, and the properties every fact carries."""
    out = ["# Schema", "", "## Labels", "", "| label | 中文 | what | properties |", "|---|---|---|---|"]
    for node in NODES:
        names = ", ".join(f"`{name}`" for name, _, _ in properties(node))
        out.append(f"| `{node.label}` | {node.label_zh} | {_clean(node.__doc__ or '')} | {names} |")
    out += ["", "## Relationships", "", "| type | 中文 | what | from → to |", "|---|---|---|---|"]
    for edge in EDGES:
        starts = sorted({a for a, _ in edge.endpoints})
        ends = sorted({b for _, b in edge.endpoints})
        arrow = " — " if edge.symmetric else " → "
        out.append(
            f"| `{edge.type}` | {edge.type_zh} | {_clean(edge.__doc__ or '')} | {', '.join(starts)}{arrow}{', '.join(ends)} |"
        )
    out += ["", "## Properties of a fact", "", "| property | what |", "|---|---|"]
    out += [f"| `{name}` | {_clean(doc)} |" for name, _, doc in properties(Edge)]
    return "\n".join(out) + "\n"


def command_reference() -> str:
    """Markdown: each command's own `--help`."""
    from graph.cli import COMMANDS, cli

    out = ["# Commands", ""]
    with click.Context(cli, info_name="tencent-kg") as parent:
        for name in COMMANDS:
            command = cli.get_command(parent, name)
            assert command is not None
            with click.Context(command, info_name=name, parent=parent) as context:
                out += [f"## {name}", "", "```", command.get_help(context), "```", ""]
    return "\n".join(out)


def query_reference() -> str:
    """Markdown: question, parameters and columns of each packaged query."""
    from queries import load_all

    out = ["# Queries", ""]
    for query in load_all():
        out += [f"## {query.name}", "", query.question, ""]
        out += [f"- `{p.name}` ({p.type}): {p.doc}" for p in query.params]
        out += ["", f"Returns: {', '.join(f'`{column}`' for column in query.returns)}", ""]
    return "\n".join(out)


def main(folder: str) -> None:
    """Write the three references into `folder`, which is made when it is not there."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    pages = {"schema.md": schema_reference, "queries.md": query_reference, "commands.md": command_reference}
    for name, page in pages.items():
        (target / name).write_text(page(), encoding="utf-8")
        click.echo(target / name)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "build/docs")
