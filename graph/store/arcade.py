"""The embedded engine: ArcadeDB run inside this process, reached over Bolt on a loopback port.

All that is ArcadeDB's own is in this module; the rest of the project sees a port, a name and a password. What the
engine says goes to a log file of its own, never to stdout or stderr; its settings and log live in a private folder
that is removed when the process ends. The database itself is the folder `graph` inside the folder the user names.

Traps this module knows: the engine keeps the first password it sees in its settings, so those are new at every start;
a `timeout` on a query is ignored there, so it is given to the engine; a Bolt session in READ mode can write, so
readers come as a user who may not, or find the files opened read-only; files that a killed process left must be
opened for writing once before they can be opened for reading.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.errors import UserError
from graph.store.bolt import without_numpy

DATABASE = "graph"
WRITER, READER = "root", "reader"
_PLUGIN = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
_ALL = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
_ADMIN = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]
_PREFIX = "tencent-kg-engine-"


def exists(folder: Path) -> bool:
    """Whether `folder` holds a database."""
    return (folder / DATABASE / "schema.json").is_file()


def unclean(folder: Path) -> bool:
    """Whether a process has the files open for writing, or was killed while it had."""
    return (folder / DATABASE / "database.lck").exists()


class Engine:
    """A running engine over `folder`; it writes only when not `read_only`. Times out statements after `timeout` s.

    Raises `UserError` when the files cannot be opened. `close` flushes and stops; a process that ends without it
    loses nothing that was committed.
    """

    def __init__(self, folder: Path, *, read_only: bool, timeout: float | None = None) -> None:
        arcadedb = _module()
        self.folder, self.read_only = folder.resolve(), read_only
        self.password, self.reader_password = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self._server: Any = None
        for attempt in range(5):
            self.port = _free_port()
            try:
                self._server = self._start(arcadedb, timeout)
                break
            except arcadedb.ArcadeDBError as error:
                said = str(error)
                if attempt == 4 or not re.search("bind|address already in use", said, re.IGNORECASE):
                    raise _cannot_open(folder, said) from error
        if self._server is None:
            raise UserError(f"the database in {folder} could not be opened")
        try:
            open_ = self._server.get_database if read_only else self._server.create_database
            self._database: Any = open_(DATABASE)
        except arcadedb.ArcadeDBError as error:
            self.close()
            raise _cannot_open(folder, str(error)) from error
        atexit.register(self.close)

    def _start(self, arcadedb: Any, timeout: float | None) -> Any:
        room = Path(tempfile.mkdtemp(prefix="start-", dir=_scratch()))
        (room / "config").mkdir()
        where = _mirrored(self.folder, room) if self.read_only and os.name == "posix" else self.folder
        groups = {
            "admin": _group(_ADMIN, _ALL),
            READER: _group([], ["readRecord"]),
            "*": _group([], []),
        }
        text = json.dumps({"databases": {"*": {"groups": groups}}, "version": 2})
        (room / "config" / "server-groups.json").write_text(text, "utf-8")
        settings: dict[str, Any] = {
            "host": "127.0.0.1",
            "http_port": 0,
            # "production" hides the reason of an error from the client
            "mode": "development",
            "server_plugins": _PLUGIN,
            "server_databaseDirectory": str(where),
            "server_logsDirectory": str(room / "log"),
            "server_defaultDatabases": f"{DATABASE}[{READER}:{self.reader_password}:{READER}]",
            "server_defaultDatabaseMode": "READ_ONLY" if self.read_only else "READ_WRITE",
            "bolt_port": self.port,
            "bolt_defaultDatabase": DATABASE,
            # the passwords are random and live as long as the process: one round of salting will do
            "server_saltIterations": 1,
            "command_timeout": round((timeout or 0) * 1000),
            "txWalFlush": 1,
            "opencypher_loadCsv_allowFileUrls": False,
            "opencypher_loadCsv_allowRemoteUrls": False,
        }
        server = arcadedb.create_server(str(room), root_password=self.password, config=settings)
        server.start()
        return server

    def refusal(self, query: str) -> str | None:
        """Why the engine will not read `query`: its parser's word, or None when the statement is sound but writes.

        Files opened read-only are refused to every statement that is not a sound read, with one and the same word.
        """
        try:
            self._database.query("opencypher", query).to_list()
        except _module().ArcadeDBError as error:
            said = str(error).removeprefix("Query failed: ")
            if "NotIdempotent" in said or "read only database" in said:
                return None
            return re.sub(r"^[\w.]+Exception: ", "", said).split(" (caused by")[0].splitlines()[0]
        return None

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            atexit.unregister(self.close)
            server.stop()


def _mirrored(folder: Path, room: Path) -> Path:
    """A folder of links to the database's files: even one opened read-only has its statistics written when it closes."""
    mirror = room / "databases"
    (mirror / DATABASE).mkdir(parents=True)
    for file in (folder / DATABASE).iterdir():
        if file.suffix == ".json":
            shutil.copyfile(file, mirror / DATABASE / file.name)
        else:
            (mirror / DATABASE / file.name).symlink_to(file)
    return mirror


def _group(access: list[str], records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}


def _cannot_open(folder: Path, said: str) -> UserError:
    if "lock" in said.lower():
        return UserError(f"the database in {folder} is held by another process; close it there, or wait")
    if "needs recovery" in said:
        return UserError(
            f"the database in {folder} was left by a killed process; open it once where it can be written"
        )
    reason = said.removeprefix("Failed to start server: ").splitlines()[0]
    return UserError(
        f"the database in {folder} cannot be opened ({reason}); it can be made again by tencent-kg build into a new folder"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@lru_cache(maxsize=1)
def _module() -> Any:
    """The `arcadedb` package, its log sent to a file before the engine first speaks."""
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    os.environ.setdefault("ARCADEDB_LOG_DIR", str(_scratch() / "log"))
    try:
        with without_numpy():
            import arcadedb
            import arcadedb._native.server  # which it imports only when a server starts

        return arcadedb
    except ImportError as error:
        raise UserError(
            f"the embedded database has no build for this machine ({sys.platform}); use a Neo4j instead: "
            "pip install 'tencent-kg[server]', tencent-kg neo4j start, and --db neo4j://localhost:7687"
        ) from error


@lru_cache(maxsize=1)
def _scratch() -> Path:
    """A private folder of this process for the engine's settings and log; those of killed processes are cleared away."""
    top = Path(tempfile.gettempdir())
    for left in top.glob(f"{_PREFIX}*"):
        pid = left.name.removeprefix(_PREFIX).partition("-")[0]
        with contextlib.suppress(OSError):  # another process may be clearing it away too
            if (
                os.name == "posix"
                and pid.isdigit()
                and left.stat().st_uid == os.getuid()
                and not _runs(int(pid))
            ):
                shutil.rmtree(left, ignore_errors=True)
    path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    owner = os.getpid()
    atexit.register(lambda: shutil.rmtree(path, ignore_errors=True) if os.getpid() == owner else None)
    return path


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
