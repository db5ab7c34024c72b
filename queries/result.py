"""Rows that came back: a sequence of dictionaries that knows its columns and becomes a DataFrame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


class Result(Sequence[Row]):
    """What a query returned, in order; `columns` holds even when there is no row."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Row], table: Sequence[str] = ()) -> None:
        self.columns = tuple(columns)
        self.rows = [{column: row.get(column) for column in self.columns} for row in rows]
        self.table = tuple(table) or self.columns

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Result):
            return self.columns == other.columns and self.rows == other.rows
        return self.rows == other if isinstance(other, list) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def column(self, name: str) -> list[Any]:
        """The values of one column, in order. Raises KeyError on a column that is not there."""
        if name not in self.columns:
            raise KeyError(name)
        return [row[name] for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """A DataFrame with all columns (pandas comes with the `notebook` extra)."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=list(self.columns))

    def __repr__(self) -> str:
        count = len(self.rows)
        return f"<Result: {count} row{'' if count == 1 else 's'} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column)}</th>" for column in self.table)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_shown(row[column]))}</td>" for column in self.table) + "</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_shown(part) for part in value)
    return str(value)
