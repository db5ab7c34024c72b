"""`Graph`: the graph in Python. `with Graph.open("kg") as g: g.queries.investees(investor="…").to_pandas()`."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from graph.store.store import Store

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx

    from graph.build import Progress
    from graph.report import Report
    from queries.catalogue import Catalogue
    from queries.result import Result


class Graph:
    """A graph that is open. `Graph.open` opens one; close it, or use it in a `with`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(
        cls, db: str | Path | None = None, read_only: bool = False, *, timeout: float | None = None
    ) -> Self:
        """Open the graph in a folder or at a `neo4j://` URI (None: `TENCENT_KG_DB`, else `.tencent-kg`).

        `read_only`: nothing can be written, whatever a statement says. `timeout`: seconds a statement may take.
        Raises `graph.errors.UserError` where the database is not there, or another process writes to it.
        """
        return cls(Store.open(db, read_only=read_only, timeout=timeout))

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Graph {self.store.address}{', read-only' if self.store.read_only else ''}>"

    # ---- asking

    def cypher(
        self, query: str, params: dict[str, Any] | None = None, /, *, write: bool = False, **more: Any
    ) -> Result:
        """Run one statement of Cypher; parameters as a dict, by name, or both.

        Rows are dicts with the keys of RETURN; dates come as `datetime.date`, nodes as {labels, properties}, edges as
        {type, from, to, properties}, paths as {nodes, edges}. The engine refuses a statement that writes
        (`graph.store.bolt.ReadOnlyError`) unless `write`.
        """
        from queries.result import Result

        run = self.store.write_table if write else self.store.table
        columns, rows = run(query, {**(params or {}), **more})
        return Result(columns, rows)

    def run(self, query: str, params: dict[str, Any] | None = None, /) -> list[dict[str, Any]]:
        """The rows of a reading statement; what the packaged questions, the page and networkx ask of a graph."""
        return self.store.run(query, params)

    @cached_property
    def queries(self) -> Catalogue:
        """The packaged questions, each a function: `g.queries.merged_into(product="…")`; `help()` shows the question."""
        from queries.catalogue import Catalogue

        return Catalogue(self)

    # ---- changing

    def build(
        self, *sources: str | os.PathLike[str], progress: Progress | None = None, workers: int | None = None
    ) -> Report:
        """Put files, folders and URLs (none given: the packaged articles) into the graph; see `graph.build.build`."""
        from graph.build import build

        return build(self.store, sources, progress=progress, workers=workers)

    def retract(self, source: str) -> Report:
        """Take a source out, by its id, title, URL or file name; see `graph.build.retract`."""
        from graph.build import retract

        return retract(self.store, source)

    def log(self) -> list[Report]:
        """What each build added, changed and took away, the first one first."""
        from graph.report import log

        return log(self.store)

    # ---- taking along

    def snapshot(self) -> dict[str, list[dict[str, Any]]]:
        """All nodes and edges with their properties, sorted; equal for equal graphs (`graph.store.snapshot`)."""
        from graph.store.snapshot import snapshot

        return snapshot(self.store)

    def to_networkx(
        self, as_of: str | date | None = None, known_on: str | date | None = None
    ) -> nx.MultiDiGraph[str]:
        """Entities and facts as a `networkx.MultiDiGraph`; see `graph.networkx_form.to_networkx`."""
        from graph.networkx_form import to_networkx

        return to_networkx(self, as_of, known_on)

    def view(
        self,
        path: str | Path,
        focus: str | None = None,
        as_of: str | date | None = None,
        known_on: str | date | None = None,
        *,
        hops: int = 2,
        max_nodes: int = 1000,
    ) -> Path:
        """Write the graph, or what is within `hops` of `focus`, as one page that needs no network; returns its path.

        At most `max_nodes` are drawn, those with the most facts first; the page says how many are left out.
        """
        from graph.view.page import write_page

        written = write_page(
            self, path, focus=focus, hops=hops, as_of=as_of, known_on=known_on, max_nodes=max_nodes
        )
        return written.path

    def export(
        self,
        path: str | Path,
        format_: str | None = None,
        *,
        table: str | None = None,
        as_of: str | date | None = None,
        known_on: str | date | None = None,
    ) -> list[Path]:
        """Write the graph as JSON, JSON lines, CSV or GraphML; returns the files made (`graph.export.export`)."""
        from graph.export import export

        return export(self, path, format_, table=table, as_of=as_of, known_on=known_on)
