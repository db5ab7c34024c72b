"""The official Neo4j driver: imported without what it drags in, its values as Python's, its errors as sentences."""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from graph.errors import UserError


class ReadOnlyError(UserError):
    """A statement would write where only reading is allowed."""


class QueryError(UserError):
    """The database refuses a statement as wrong."""


@contextmanager
def without_numpy() -> Iterator[None]:
    """Hide numpy and pandas from modules that import them only because they are there.

    They cost a second and a half, and nothing of theirs is used here. Where the caller has imported them already
    (a notebook), they are left in place.
    """
    hidden = [heavy for heavy in ("numpy", "pandas", "pyarrow") if heavy not in sys.modules]
    modules = cast("dict[str, Any]", sys.modules)
    for heavy in hidden:
        modules[heavy] = None
    try:
        yield
    finally:
        for heavy in hidden:
            if sys.modules.get(heavy) is None:
                del sys.modules[heavy]


@lru_cache(maxsize=1)
def neo4j() -> Any:
    """The driver's module."""
    with without_numpy():
        import neo4j as module
    # the server's hints (an unknown label in an empty graph …) are not errors and have no place on stderr
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    logging.getLogger("neo4j").propagate = False
    return module


def connect(uri: str, user: str, password: str, *, retry: float = 15.0) -> Any:
    """A driver for `uri`, which tries a transaction again for `retry` seconds where the server says that may help.

    Nothing is sent before the first query; no telemetry ever.
    """
    module = neo4j()
    return module.GraphDatabase.driver(
        uri,
        auth=(user, password),
        telemetry_disabled=True,
        connection_timeout=10,
        max_transaction_retry_time=retry,
        user_agent="tencent-kg",
        warn_notification_severity=module.NotificationMinimumSeverity.OFF,
    )


_PLAIN = frozenset({type(None), str, int, float, bool, dt.date})


def outward(value: Any) -> Any:
    """A parameter as the driver takes it: dates with a fixed offset get a named zone, numpy and pandas values unwrapped.

    The embedded engine keeps the zone of a date and time only when it is a named one.
    """
    if isinstance(value, dt.datetime):
        return _named(value)
    if value is None or isinstance(
        value, str | int | float | bool | bytes | dt.date | dt.time | dt.timedelta
    ):
        return value
    if isinstance(value, dict):
        return {str(key): outward(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [outward(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    for plain in ("to_pydatetime", "tolist", "item"):
        if hasattr(value, plain):
            return outward(getattr(value, plain)())
    return value


class _Zone(dt.tzinfo):
    """A named zone at one instant.

    The driver asks a zone for its offset with a date and time of its own making, and CPython's ZoneInfo, given one,
    reads memory that is not there (a wrong hour, or the end of the process). This one never looks at what it is given.
    """

    def __init__(self, key: str, offset: dt.timedelta) -> None:
        self.key, self._offset = key, offset

    def utcoffset(self, when: dt.datetime | None) -> dt.timedelta:
        return self._offset

    def dst(self, when: dt.datetime | None) -> dt.timedelta | None:
        return None

    def tzname(self, when: dt.datetime | None) -> str:
        return self.key


def _named(value: dt.datetime) -> dt.datetime:
    offset = value.utcoffset()
    if offset is None:
        return value
    zone = value.tzinfo
    if isinstance(zone, ZoneInfo) and zone.key:
        return value.replace(tzinfo=_Zone(zone.key, offset))
    if offset == dt.timedelta(hours=8):
        return value.replace(tzinfo=_Zone("Asia/Shanghai", offset))
    hours, rest = divmod(offset, dt.timedelta(hours=1))
    if rest or not hours or not -12 <= hours <= 14:
        value, offset = value.astimezone(dt.UTC), dt.timedelta()
        return value.replace(tzinfo=_Zone("UTC", offset))
    # POSIX has it that west is positive
    return value.replace(tzinfo=_Zone(f"Etc/GMT{-hours:+d}", offset))


def inward(value: Any) -> Any:
    """A value from the driver as plain Python: dates as `datetime`'s, nodes, edges and paths as dicts.

    A node is {labels, properties}, an edge {type, from, to, properties} with the ids of its ends, a path {nodes, edges}.
    """
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple):
        return [inward(item) for item in value]
    if isinstance(value, dict):
        return {key: inward(item) for key, item in value.items()}
    graph = neo4j().graph
    if isinstance(value, graph.Node):
        return {
            "labels": sorted(value.labels),
            "properties": {k: inward(v) for k, v in sorted(value.items())},
        }
    if isinstance(value, graph.Relationship):
        ends = [None if node is None else node.get("id") for node in value.nodes]
        props = {k: inward(v) for k, v in sorted(value.items())}
        return {"type": value.type, "from": ends[0], "to": ends[1], "properties": props}
    if isinstance(value, graph.Path):
        return {"nodes": inward(list(value.nodes)), "edges": inward(list(value.relationships))}
    if hasattr(value, "to_native"):
        native = value.to_native()
        zone = getattr(native, "tzinfo", None)
        if zone is not None and getattr(zone, "zone", None):  # pytz, which the driver uses, as zoneinfo
            native = native.astimezone(ZoneInfo(zone.zone))
        return native
    return value


def first_line(error: BaseException) -> str:
    """The engine's message, its first line, without the driver's wrapping."""
    text = str(getattr(error, "message", None) or error)
    return next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)


def overdue(timeout: float | None) -> QueryError:
    """What is said of a statement that took too long."""
    limit = f"{timeout:g} s" if timeout else "the time allowed"
    return QueryError(f"the statement was stopped after {limit}; narrow it, or allow more time")


def explain(error: Exception, where: str, timeout: float | None = None) -> UserError:
    """The sentence for an error of the driver. `where` is the database as the user named it."""
    errors = neo4j().exceptions
    code = str(getattr(error, "code", "") or "")
    said = first_line(error)
    if isinstance(error, errors.AuthError) and "Forbidden" not in code:
        return UserError(
            f"the server at {where} refuses the name and password; set NEO4J_USER and NEO4J_PASSWORD, or give them as "
            "neo4j://USER:PASSWORD@HOST:PORT"
        )
    if "AccessMode" in code or "Forbidden" in code or "read only database" in said:
        return ReadOnlyError(
            "the statement writes, and the database is open for reading only; nothing was changed"
        )
    if "TransactionTimedOut" in code or ("timed out" in said.lower() and "transaction" in said.lower()):
        return overdue(timeout)
    if isinstance(error, errors.ServiceUnavailable | errors.SessionExpired):
        return UserError(f"no database answers at {where}; is it running? (tencent-kg neo4j status)")
    if isinstance(error, errors.ConfigurationError):
        return UserError(f"the database address {where} cannot be used: {said}")
    if "DatabaseNotFound" in code:
        return UserError(f"the server has no such database: {said}")
    return QueryError(f"the database refuses the statement: {said}")
