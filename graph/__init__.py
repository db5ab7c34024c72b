"""What a fact is and where it lives: `from graph import Graph`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.graph import Graph

__all__ = ["Graph"]


def __getattr__(name: str) -> Any:
    # on first use: the store is no business of a command that only reads a text
    if name == "Graph":
        from graph.graph import Graph

        return Graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
