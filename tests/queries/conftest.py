"""The invented world in both stores, put there once for all tests that only read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_world import put

from graph.store.store import Store


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, _empty_folder: Path
) -> Iterator[Store]:
    """A store that holds the invented world."""
    if request.param == "embedded":
        db = str(shutil.copytree(_empty_folder, tmp_path_factory.mktemp("world") / "db"))
    else:
        db = request.getfixturevalue("neo4j_server")
    with Store.open(db) as store:
        store.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:State DETACH DELETE n"))
        put(store)
        yield store
