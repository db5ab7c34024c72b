"""The graph as one offline page: `write` draws it (`graph.view.page` says more)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queries.catalogue import Runner


def write(
    graph: Runner,
    path: str | Path,
    focus: str | None = None,
    as_of: str | date | None = None,
    known_on: str | date | None = None,
    hops: int = 2,
    max_nodes: int = 1000,
) -> Path:
    """Write the page and return its path; see `graph.view.page.write_page`."""
    from graph.view.page import write_page

    return write_page(
        graph, path, focus=focus, hops=hops, as_of=as_of, known_on=known_on, max_nodes=max_nodes
    ).path
