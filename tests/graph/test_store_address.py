"""What `--db` may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.store.address import parse


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TENCENT_KG_DB", "NEO4J_USER", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TENCENT_KG_NEO4J_HOME", str(tmp_path))


def test_a_folder() -> None:
    address = parse("some/where")
    assert address.embedded and address.folder == Path("some/where")


def test_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parse().folder == Path(".tencent-kg")
    monkeypatch.setenv("TENCENT_KG_DB", "bolt://db.example:7000")
    assert parse().uri == "bolt://db.example:7000"


def test_a_uri_keeps_its_password_to_itself() -> None:
    address = parse("neo4j+s://ann:p%40ss@db.example/kg")
    assert (address.uri, address.user, address.password) == ("neo4j+s://db.example:7687", "ann", "p@ss")
    assert address.database == "kg"
    assert "p@ss" not in f"{address} {address!r}"


def test_name_and_password_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parse("neo4j://localhost").password is None
    monkeypatch.setenv("NEO4J_USER", "ann")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    address = parse("neo4j://localhost")
    assert (address.user, address.password) == ("ann", "secret")


def test_the_password_of_the_server_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("secret\n", "utf-8")
    (tmp_path / "server.json").write_text('{"pid": 1, "started": "x", "version": "5", "port": 7688}', "utf-8")
    assert parse("bolt://127.0.0.1:7688").password == "secret"
    assert parse("bolt://127.0.0.1:7687").password is None
    assert parse("bolt://db.example:7688").password is None


@pytest.mark.parametrize(
    "db", ["http://localhost:7474", "neo4j://", "neo4j://:7687", "bolt://host:port", " ", "neo4j://[::1"]
)
def test_what_is_no_address(db: str) -> None:
    with pytest.raises(UsageError):
        parse(db)
