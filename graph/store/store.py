"""The store: reading and writing the graph over Bolt, whichever engine is behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import Any, Literal, Self, TypeVar

from graph.errors import UserError
from graph.store import ddl, lease
from graph.store.address import Address, parse
from graph.store.bolt import ReadOnlyError, connect, explain, inward, neo4j, outward, overdue

T = TypeVar("T")
Rows = list[dict[str, Any]]


class Transaction:
    """One transaction; what it writes is there whole or not at all."""

    def __init__(self, tx: Any) -> None:
        self._tx = tx

    def run(self, query: str, **params: Any) -> Rows:
        """The rows of a statement, as dicts with the keys of its RETURN."""
        return _rows(self._tx.run(query, outward(params)))[1]

    def each(self, query: str, rows: Iterable[Any], *, size: int = 500) -> Rows:
        """A statement that unwinds `$rows`, a batch at a time; the rows of all batches."""
        held, out = list(rows), []
        for start in range(0, len(held), size):
            out += self.run(query, rows=held[start : start + size])
        return out


class Store:
    """An open store. Use `Store.open`; close it, or use it as a context manager."""

    def __init__(self, address: Address, *, read_only: bool, timeout: float | None) -> None:
        self.address, self.read_only, self.timeout = address, read_only, timeout
        self.joined = False
        self._engine: Any = None
        self._lease: lease.Lease | None = None
        self._driver: Any = None  # reads and writes
        self._reader: Any = None  # may read only
        self._database: str | None = address.database

    # ---- opening and closing

    @classmethod
    def open(
        cls, db: str | Path | Address | None = None, *, read_only: bool = False, timeout: float | None = None
    ) -> Self:
        """Open the store at `db` (see `graph.store.address.parse`); statements may take `timeout` seconds each.

        A folder is made when it is missing, unless `read_only`. While another process writes to a folder, reading
        goes through that process; writing raises `UserError` with its number. Constraints and indexes are made on
        the first opening for writing. Raises `UserError` where there is no database, or none answers.
        """
        store = cls(parse(db), read_only=read_only, timeout=timeout)
        try:
            store._connect()
            if not read_only:
                store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    @property
    def kind(self) -> Literal["embedded", "neo4j"]:
        return "embedded" if self.address.embedded else "neo4j"

    def _connect(self) -> None:
        folder = self.address.folder
        if folder is None:
            assert self.address.uri is not None
            if self.address.password is None:
                raise UserError(
                    f"no password for {self.address}: set NEO4J_PASSWORD, or give it as neo4j://USER:PASSWORD@HOST:PORT"
                )
            module = neo4j()
            try:
                self._driver = connect(self.address.uri, self.address.user or "neo4j", self.address.password)
                self._driver.verify_connectivity()
            except (module.exceptions.DriverError, module.exceptions.Neo4jError, ValueError) as error:
                raise explain(error, str(self.address)) from error
            self._reader = self._driver
            return
        self._check_folder(folder)
        if self.read_only:
            self._recover(folder)
        taken = lease.take(folder, writes=not self.read_only)
        if isinstance(taken, lease.Holder):
            if not self.read_only or taken.port is None or taken.password is None:
                raise UserError(
                    f"the database in {folder} is held by {taken}; close it there, or wait until it ends"
                )
            self._join(taken.port, taken.user or "", taken.password)
            return
        self._lease = taken
        self._start_engine(folder, taken)

    def _recover(self, folder: Path) -> None:
        """Finish what a killed process began, which only a writer can; where one is at work, that is its business."""
        from graph.store import arcade

        if not arcade.unclean(folder) or not os.access(folder, os.W_OK):
            return
        taken = lease.take(folder, writes=True, patience=0)
        if isinstance(taken, lease.Lease):
            try:
                arcade.Engine(folder, read_only=False).close()
            finally:
                taken.close()

    def _start_engine(self, folder: Path, held: lease.Lease) -> None:
        from graph.store import arcade

        self._engine = arcade.Engine(folder, read_only=self.read_only, timeout=self.timeout)
        uri, self._database = f"bolt://127.0.0.1:{self._engine.port}", arcade.DATABASE
        self._reader = connect(uri, arcade.READER, self._engine.reader_password)
        if not self.read_only:
            self._driver = connect(uri, arcade.WRITER, self._engine.password)
            held.announce(self._engine.port, arcade.READER, self._engine.reader_password)

    def _join(self, port: int, user: str, password: str) -> None:
        from graph.store.arcade import DATABASE

        self.joined, self._database = True, DATABASE
        self._reader = connect(f"bolt://127.0.0.1:{port}", user, password, retry=0)

    def _check_folder(self, folder: Path) -> None:
        from graph.store.arcade import exists

        try:
            if exists(folder):
                return
            if self.read_only:
                raise UserError(
                    f"there is no database in {folder}; make one with: tencent-kg build --db {folder}"
                )
            if folder.exists() and not folder.is_dir():
                raise UserError(f"{folder} is a file; --db wants a folder, or the URI of a Neo4j")
            strange = folder.is_dir() and next((p.name for p in folder.iterdir() if not _ours(p.name)), None)
            if strange:
                raise UserError(
                    f"{folder} holds other things ({strange}) and no database; give a new or empty folder as --db"
                )
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise UserError(f"the folder {folder} cannot be used: {error.strerror}") from error

    def _prepare(self) -> None:
        """Constraints and indexes, once for each version of the schema."""
        seal = ddl.fingerprint()
        found = self.run("MATCH (s:State {id: 'state'}) RETURN s.ddl AS ddl")
        if found and found[0]["ddl"] == seal:
            return
        self.write(_furnish)
        if self.kind == "neo4j":
            self.write(lambda tx: tx.run("CALL db.awaitIndexes(300)"))
        self.write(lambda tx: tx.run("MERGE (s:State {id: 'state'}) SET s.ddl = $seal", seal=seal))

    def close(self) -> None:
        for driver in {id(d): d for d in (self._reader, self._driver) if d is not None}.values():
            driver.close()
        self._reader = self._driver = None
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        if self._lease is not None:
            self._lease.close()
            self._lease = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- reading and writing

    def run(self, query: str, params: dict[str, Any] | None = None, /) -> Rows:
        """The rows of a reading statement, as dicts with the keys of its RETURN."""
        return self.table(query, params)[1]

    def table(self, query: str, params: dict[str, Any] | None = None) -> tuple[list[str], Rows]:
        """Keys and rows of a reading statement; the engine refuses one that writes (`ReadOnlyError`)."""
        errors = neo4j().exceptions
        sent = outward(params or {})
        while True:
            try:
                return self._watched(lambda: self._read(query, sent))
            except (errors.ServiceUnavailable, errors.SessionExpired) as error:
                if not self.joined:
                    raise explain(error, str(self.address), self.timeout) from error
                # the process that was joined has ended; now the files are free, or another one has them
                self.close()
                self.joined = False
                self._connect()
            except (errors.Neo4jError, errors.DriverError) as error:
                raise self._explained(error, query) from error

    def _read(self, query: str, params: dict[str, Any]) -> tuple[list[str], Rows]:
        with self._reader.session(database=self._database, default_access_mode="READ") as session:
            if self._engine is not None and self.read_only:
                # files opened read-only know no transaction, not even to read
                return _rows(session.run(query, params))
            return session.execute_read(self._unit(lambda tx: _rows(tx.run(query, params))))  # type: ignore[no-any-return]

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one writing transaction; it is run again when the engine asks for it, so it must not keep state.

        Raises `ReadOnlyError` for a store opened read-only.
        """
        if self._driver is None or self.read_only:
            raise ReadOnlyError(f"the database {self.address} is open for reading only; nothing was changed")
        errors = neo4j().exceptions
        try:
            with self._driver.session(database=self._database) as session:
                return session.execute_write(self._unit(lambda tx: work(Transaction(tx))))  # type: ignore[no-any-return]
        except (errors.Neo4jError, errors.DriverError) as error:
            raise self._explained(error, "") from error

    def write_table(self, query: str, params: dict[str, Any] | None = None) -> tuple[list[str], Rows]:
        """Keys and rows of a statement that may write."""
        sent = outward(params or {})
        return self._watched(lambda: self.write(lambda tx: _rows(tx._tx.run(query, sent))))

    def _watched(self, work: Callable[[], T]) -> T:
        """Run a user's statement on the embedded engine, which does not look at the clock in every loop.

        One that runs on past its time is left behind, and the engine started anew without it.
        """
        if self.timeout is None or not self.address.embedded:
            return work()
        errors = neo4j().exceptions
        # what the statement, its parameters or the connection can bring up; it is raised where the result is waited for
        expected = (errors.Neo4jError, errors.DriverError, UserError, TypeError, ValueError, OSError)
        outcome: Future[T] = Future()

        def run() -> None:
            try:
                outcome.set_result(work())
            except expected as error:
                outcome.set_exception(error)

        Thread(target=run, daemon=True).start()
        try:
            return outcome.result(self.timeout + max(1.0, 0.1 * self.timeout))
        except TimeoutError:
            self._abandon()
            raise overdue(self.timeout) from None

    def _abandon(self) -> None:
        self._reader = self._driver = None  # the thread that waits on a connection of theirs keeps them
        if self._engine is None:
            self._connect()
            return
        self._engine.close()
        assert self.address.folder is not None and self._lease is not None
        self._start_engine(self.address.folder, self._lease)

    def _unit(self, work: Callable[[Any], T]) -> Callable[[Any], T]:
        if self.timeout and self.kind == "neo4j":
            return neo4j().unit_of_work(timeout=self.timeout)(work)  # type: ignore[no-any-return]
        return work

    def _explained(self, error: Exception, query: str) -> UserError:
        said = explain(error, str(self.address), self.timeout)
        if isinstance(said, ReadOnlyError) and self._engine is not None and self.read_only and query:
            wrong = self._engine.refusal(query)
            if wrong is not None:
                return explain(ValueError(wrong), str(self.address))
        return said


def _rows(result: Any) -> tuple[list[str], Rows]:
    keys = list(result.keys())
    rows = [{key: inward(value) for key, value in record.items()} for record in result]
    result.consume()
    return keys, rows


def _furnish(tx: Transaction) -> None:
    for statement in ddl.statements():
        tx.run(statement)


def _ours(name: str) -> bool:
    return name in {lease.LOCK, "graph", ".instance.id"} or name.startswith("open-")
