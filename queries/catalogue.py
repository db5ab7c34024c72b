"""The packaged queries by name, run on whatever runs Cypher.

catalogue = Catalogue(runner)
catalogue.merged_into(product="…", as_of="2019-12-31").to_pandas()
help(catalogue.merged_into)
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from graph.errors import UsageError
from queries.header import Param, Query, load
from queries.result import Result

FOLDER = Path(__file__).parent
_PYTHON = {
    "string": "str", "date": "str | datetime.date", "first_day": "str | datetime.date",
    "integer": "int", "number": "float", "boolean": "bool",
}  # fmt: skip


class Runner(Protocol):
    """Runs one statement of Cypher and gives its rows, keys as in RETURN."""

    def run(self, query: str, params: dict[str, Any], /) -> list[dict[str, Any]]: ...


class UnknownQueryError(UsageError, AttributeError):
    """There is no packaged query of that name."""


@cache
def load_all(folder: Path = FOLDER) -> tuple[Query, ...]:
    """Every packaged query, by name. Raises `queries.header.HeaderError` on a file whose header is wrong."""
    return tuple(load(path) for path in sorted(folder.glob("*.cypher")))


def find(name: str, folder: Path = FOLDER) -> Query:
    """The query called `name`; reads one file. Raises `UnknownQueryError`."""
    path = folder / f"{name}.cypher"
    if name.isidentifier() and path.is_file():
        return load(path)
    known = [file.stem for file in sorted(folder.glob("*.cypher"))]
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "`tencent-kg queries` lists them"
    raise UnknownQueryError(f"there is no query {name!r}; {hint}")


class Catalogue:
    """Each packaged query as a function of its parameters, in the order of its header or by name."""

    def __init__(self, runner: Runner, folder: Path = FOLDER) -> None:
        self._runner = runner
        self._folder = folder

    def run(self, name: str, params: Mapping[str, Any] | None = None) -> Result:
        """Run one query. Raises `UsageError` on an unknown query, an unknown, missing or ill-typed parameter."""
        query = find(name, self._folder)
        bound = query.bind(dict(params or {}))
        return Result(query.returns, self._runner.run(query.text, dict(bound)), query.table)

    def __getattr__(self, name: str) -> Callable[..., Result]:
        if name.startswith("_"):
            raise AttributeError(name)
        return _function(find(name, self._folder), self)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(query.name for query in load_all(self._folder))]

    def __iter__(self) -> Iterator[Query]:
        return iter(load_all(self._folder))

    def __repr__(self) -> str:
        return f"<Catalogue of {len(load_all(self._folder))} queries: {', '.join(q.name for q in self)}>"


def describe(query: Query) -> str:
    """The question, the parameters and the columns, as `help()` and `tencent-kg query NAME --help` show them."""
    out = [query.question_en, query.question_zh, ""]
    if query.params:
        width = max(len(p.name) + len(p.type) for p in query.params) + 2
        out.append("Parameters:")
        out += [f"    {f'{p.name}: {p.type}':<{width}}  {p.doc}" for p in query.params]
        out.append("")
    out.append(f"Returns rows of: {', '.join(query.returns)}")
    return "\n".join(out)


def _annotation(param: Param) -> str:
    return _PYTHON[param.kind] + (" | None" if param.optional else "")


def _function(query: Query, catalogue: Catalogue) -> Callable[..., Result]:
    def ask(*given: Any, **named: Any) -> Result:
        names = [p.name for p in query.params]
        if len(given) > len(names):
            raise UsageError(f"{query.name} takes {len(names)} parameters, {len(given)} were given")
        params = dict(zip(names, given, strict=False))
        for name in named:
            if name in params:
                raise UsageError(f"{query.name} was given the parameter {name} twice")
        return catalogue.run(query.name, params | named)

    ask.__name__ = ask.__qualname__ = query.name
    ask.__module__ = "queries"
    ask.__doc__ = describe(query)
    parameters = [
        inspect.Parameter(
            p.name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=inspect.Parameter.empty if p.required else p.default,
            annotation=_annotation(p),
        )
        for p in query.params
    ]
    ask.__signature__ = inspect.Signature(parameters, return_annotation="Result")  # type: ignore[attr-defined]
    return ask
