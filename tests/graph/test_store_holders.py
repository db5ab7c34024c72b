"""One process writes to a folder; others read through it, or are told who it is. Nothing but a result is printed."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import UserError
from graph.store.store import Store

HOLD = """
import sys
from graph.store.store import Store
with Store.open(sys.argv[1], read_only=sys.argv[2] == "read") as store:
    if sys.argv[2] == "write":
        store.write(lambda tx: tx.run("MERGE (n:Try {id: 1})"))
    print("open", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held(folder: Path, how: str = "write") -> Iterator[subprocess.Popen[str]]:
    """Another process that has the folder open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdin is not None
    try:
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        if process.poll() is None:
            process.stdin.close()
        process.wait(20)
        process.stdout.close()


def cli(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graph.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_a_second_writer_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    with held(tmp_path / "db") as process:
        with pytest.raises(UserError, match=rf"held by process {process.pid} since \d{{4}}-\d\d-\d\d"):
            Store.open(tmp_path / "db")
        done = cli("build", "--db", str(tmp_path / "db"))
        assert (done.returncode, done.stdout) == (1, "")
        assert re.fullmatch(rf"tencent-kg: .* held by process {process.pid} since .*\n", done.stderr)
    with Store.open(tmp_path / "db") as store:
        assert store.run("MATCH (n:Try) RETURN n.id AS id") == [{"id": 1}]


def test_a_reader_joins_the_writer_and_cannot_write(tmp_path: Path) -> None:
    with held(tmp_path / "db"), Store.open(tmp_path / "db", read_only=True) as store:
        assert store.joined
        assert store.run("MATCH (n:Try) RETURN n.id AS id") == [{"id": 1}]
        with pytest.raises(UserError, match="reading only"):
            store.run("MATCH (n:Try) SET n.id = 2")
        with pytest.raises(UserError, match="reading only"):
            store.run("MERGE (n:Other {id: 1})")
        assert store.run("MATCH (n) WHERE n.id IN [1, 2] RETURN n.id AS id") == [{"id": 1}]


def test_a_reader_goes_on_when_the_writer_ends(tmp_path: Path) -> None:
    with held(tmp_path / "db") as process:
        store = Store.open(tmp_path / "db", read_only=True)
        assert store.run("MATCH (n:Try) RETURN n.id AS id") == [{"id": 1}]
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert store.run("MATCH (n:Try) RETURN n.id AS id") == [{"id": 1}]
        assert not store.joined
        store.close()


def test_readers_share_and_a_writer_waits_its_turn(tmp_path: Path) -> None:
    Store.open(tmp_path / "db").close()
    with held(tmp_path / "db", "read") as process, Store.open(tmp_path / "db", read_only=True) as store:
        assert not store.joined
        with pytest.raises(UserError, match=f"held by process {process.pid}|held by this process"):
            Store.open(tmp_path / "db")
    Store.open(tmp_path / "db").close()


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    with held(tmp_path / "db") as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert list((tmp_path / "db").glob("open-*.json"))
    with Store.open(tmp_path / "db", read_only=True) as store:  # which recovers the files first
        assert store.run("MATCH (n:Try) RETURN n.id AS id") == [{"id": 1}]
    with Store.open(tmp_path / "db"):
        assert len(list((tmp_path / "db").glob("open-*.json"))) == 1
    assert not list((tmp_path / "db").glob("open-*.json"))


def test_the_way_in_is_the_owners_only(tmp_path: Path) -> None:
    with held(tmp_path / "db") as process:
        (note,) = (tmp_path / "db").glob("open-*.json")
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "db").stat().st_mode) == 0o700
        told = json.loads(note.read_text("utf-8"))
        assert told["pid"] == process.pid and told["user"] == "reader"
        listening = Path(f"/proc/{process.pid}/net/tcp6").read_text("utf-8").splitlines()[1:]
        local = [line.split()[1] for line in listening if line.split()[3] == "0A"]
        port = f":{told['port']:04X}"
        # 127.0.0.1 as an IPv6 address, each half in the machine's order
        assert [a for a in local if a.endswith(port)] == [f"0000000000000000FFFF00000100007F{port}"]


def test_two_stores_at_once_in_one_process(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as a, Store.open(tmp_path / "b") as b:
        a.write(lambda tx: tx.run("CREATE (n:Try {id: 'a'})"))
        b.write(lambda tx: tx.run("CREATE (n:Try {id: 'b'})"))
        assert a.run("MATCH (n:Try) RETURN n.id AS id") == [{"id": "a"}]
        assert b.run("MATCH (n:Try) RETURN n.id AS id") == [{"id": "b"}]
        with Store.open(tmp_path / "a", read_only=True) as again:
            assert again.run("MATCH (n:Try) RETURN n.id AS id") == [{"id": "a"}]


def test_reading_changes_no_file(tmp_path: Path) -> None:
    with Store.open(tmp_path / "db") as store:
        store.write(lambda tx: tx.run("CREATE (n:Try {id: 1})"))

    def files() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in sorted((tmp_path / "db").rglob("*")) if p.is_file()}

    before = files()
    with Store.open(tmp_path / "db", read_only=True) as store:
        assert store.run("MATCH (n:Try) RETURN n.id AS id") == [{"id": 1}]
    assert files() == before


def test_nothing_but_the_result_is_printed(tmp_path: Path) -> None:
    words = ["--db", str(tmp_path / "数据 库")]
    made = cli(
        "cypher", "CREATE (n:Try {name: '甲'}) RETURN n.name AS name", "--write", "--format", "json", *words
    )
    assert (made.returncode, made.stdout, made.stderr) == (0, '[{"name": "甲"}]\n', "")
    read = cli("cypher", "MATCH (n:Try) RETURN n.name AS name", "--format", "csv", *words)
    assert (read.returncode, read.stdout, read.stderr) == (0, "name\n甲\n", "")


def test_wrong_use_is_one_sentence(tmp_path: Path) -> None:
    words = ["--db", str(tmp_path / "db")]
    cli("cypher", "CREATE (n:Try {name: '甲'})", "--write", *words)
    for statement, code, said in (
        ("MATCH (n:Try) SET n.name = '乙'", 1, "reading only; nothing was changed; --write lets it"),
        ("MATCH (n RETURN n", 1, "Syntax error"),
        ("", 2, "empty"),
    ):
        done = cli("cypher", statement, *words)
        assert (done.returncode, done.stdout) == (code, "")
        assert said in done.stderr and done.stderr.count("\n") == 1
    assert (
        cli("cypher", "MATCH (n:Try) RETURN n.name AS name", "--format", "csv", *words).stdout == "name\n甲\n"
    )


def test_a_folder_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(UserError, match="holds other things"):
        Store.open(tmp_path)
    with pytest.raises(UserError, match="is a file"):
        Store.open(tmp_path / "notes.txt")
    with pytest.raises(UserError, match="there is no database"):
        Store.open(tmp_path / "missing", read_only=True)
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(UserError, match=r"no database answers at bolt://127.0.0.1:1"):
        Store.open("bolt://ann:secret@127.0.0.1:1")


@pytest.mark.neo4j
def test_a_wrong_password_is_not_printed(neo4j_server: str) -> None:
    port = neo4j_server.rpartition(":")[2]
    with pytest.raises(UserError, match="refuses the name and password") as raised:
        Store.open(f"bolt://neo4j:wrong-one@localhost:{port}")
    assert "wrong-one" not in str(raised.value)
