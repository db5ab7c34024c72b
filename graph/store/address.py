"""Where the graph lives: `--db`, a folder (embedded) or a URI (Neo4j)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from graph.errors import UsageError

DEFAULT_FOLDER = ".tencent-kg"
VARIABLE = "TENCENT_KG_DB"
SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
DEFAULT_PORT = 7687
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Address:
    """A folder, or a URI without its name and password; `str()` of it is safe to print."""

    folder: Path | None = None
    uri: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None

    @property
    def embedded(self) -> bool:
        return self.folder is not None

    def __str__(self) -> str:
        return str(self.folder) if self.folder is not None else str(self.uri)


def parse(db: str | Path | Address | None = None) -> Address:
    """The address `--db` names: a folder, a `neo4j://` or `bolt://` URI, None for `TENCENT_KG_DB`, else `.tencent-kg`.

    Name and password come from the URI, else from NEO4J_USER and NEO4J_PASSWORD, else, when the URI is that of the
    server `tencent-kg neo4j start` runs, from that server's own password file. A path in the URI names the database.
    Raises `UsageError` for any other scheme or a URI without a host.
    """
    if isinstance(db, Address):
        return db
    text = str(db) if db is not None else os.environ.get(VARIABLE) or DEFAULT_FOLDER
    scheme, found, _ = text.partition("://")
    if not found:
        if not text.strip() or "\0" in text:
            raise UsageError(
                "--db names no folder and no URI; leave it out, or give a folder or neo4j://HOST:PORT"
            )
        return Address(folder=Path(text).expanduser())
    if scheme.lower() not in SCHEMES:
        raise UsageError(f"{scheme}:// is no database address; give a folder, or a neo4j:// or bolt:// URI")
    return _remote(text)


def _remote(text: str) -> Address:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port or DEFAULT_PORT
    except ValueError:
        host, port = None, 0
        parts = urlsplit("")
    if not host:
        raise UsageError("the database URI names no host; it should read neo4j://HOST:PORT")
    user = unquote(parts.username) if parts.username else os.environ.get("NEO4J_USER") or None
    password = unquote(parts.password) if parts.password else os.environ.get("NEO4J_PASSWORD") or None
    if password is None and host in _LOOPBACK:
        from graph.store.managed import password_for

        password = password_for(port)
    shown = f"[{host}]" if ":" in host else host
    query = f"?{parts.query}" if parts.query else ""
    return Address(
        uri=f"{parts.scheme.lower()}://{shown}:{port}{query}",
        user=user or "neo4j",
        password=password,
        database=unquote(parts.path.strip("/")) or None,
    )
