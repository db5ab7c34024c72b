"""Stores for the tests: each test that asks for `store` (or `db`) runs on the embedded one and on a real Neo4j.

The Neo4j is started once, by the project's own `tencent-kg neo4j start` code, in a folder of its own. A Neo4j that
cannot be had fails the tests that need it; none is ever skipped.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import managed
from graph.store.store import Store


def quiet_port() -> int:
    """A free port out of the range from which the system hands out ports, so that it is still free in a minute."""
    for port in range(20_000 + os.getpid() % 8_000, 32_000):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URI, with name and password, of a Neo4j that runs as long as the tests do."""
    patch = pytest.MonkeyPatch()
    patch.setenv("TENCENT_KG_NEO4J_HOME", str(tmp_path_factory.mktemp("neo4j")))
    port = quiet_port()
    # a run that is told to end ends its server too
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        server = managed.start(port=port)
        word = managed.password_for(port)
        yield f"neo4j://neo4j:{word}@localhost:{server.port}"
    finally:
        managed.stop()
        patch.undo()
        signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="session")
def _empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded store with its constraints and indexes made, to be copied."""
    folder = tmp_path_factory.mktemp("template") / "db"
    Store.open(folder).close()
    return folder


def _clear(uri: str) -> None:
    with Store.open(uri) as store:
        store.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:State DETACH DELETE n"))
        store.write(lambda tx: tx.run("MATCH (s:State) SET s = {id: s.id, ddl: s.ddl}"))


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def db(request: pytest.FixtureRequest, tmp_path: Path, _empty_folder: Path) -> str:
    """What `--db` takes, for a store with nothing in it: a folder, or the URI of the Neo4j."""
    if request.param == "embedded":
        shutil.copytree(_empty_folder, tmp_path / "db")
        return str(tmp_path / "db")
    uri: str = request.getfixturevalue("neo4j_server")
    _clear(uri)
    return uri


@pytest.fixture
def store(db: str) -> Iterator[Store]:
    """An open, empty store that may be written to."""
    with Store.open(db) as opened:
        yield opened
