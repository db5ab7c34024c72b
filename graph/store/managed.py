"""A real Neo4j Community of the user's own: on loopback, without Docker, Maven, Java or administrator rights.

Everything lies in one folder that only its owner may read: `$TENCENT_KG_NEO4J_HOME`, else `tencent-kg/neo4j` in the
user's data folder. In it: `password` (made at the first start), `server.json` (the running process), and a home for
each version with its data and logs.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import UserError
from graph.store import fetching
from graph.store.address import DEFAULT_PORT

_MAIN, _MAIN_UNTIL_5 = "org.neo4j.server.Neo4jCommunity", "org.neo4j.server.CommunityEntryPoint"
_UP_WITHIN, _DOWN_WITHIN, _TOLD_WITHIN = 180.0, 60.0, 2.0


@dataclass(frozen=True)
class Server:
    """A server that was started: its process, as the operating system tells it from others, and its address."""

    pid: int
    started: str
    version: str
    port: int

    @property
    def uri(self) -> str:
        return f"neo4j://localhost:{self.port}"


def home() -> Path:
    """Where the server's data, logs and password are."""
    given = os.environ.get("TENCENT_KG_NEO4J_HOME")
    if given:
        return Path(given).expanduser().absolute()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "tencent-kg" / "neo4j"


def password_file() -> Path:
    return home() / "password"


def password_for(port: int) -> str | None:
    """The password of the server that was started on `port`, or None where that is not ours."""
    server = _recorded()
    if server is None or server.port != port:
        return None
    try:
        return password_file().read_text("utf-8").strip()
    except OSError:
        return None


def running() -> Server | None:
    """The server, if its process is alive and is the one that was started."""
    server = _recorded()
    if server is None or _identity(server.pid) != server.started:
        return None
    return server


def start(
    version: str | None = None,
    port: int | None = None,
    *,
    progress: fetching.Progress | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> Server:
    """Start the server and wait until Bolt answers; one that runs already is left alone.

    Left out, `version` and `port` are those of the server that runs, else 5.26 (LTS) on 7687.

    Raises `UserError` when the extra is missing, nothing can be fetched, the port is taken, another version runs, or
    the server does not come up.
    """
    with _alone():
        server = running()
        if server is not None:
            if version not in {None, server.version}:
                raise UserError(
                    f"Neo4j {server.version} is running; stop it first (tencent-kg neo4j stop) to start {version}"
                )
            if port not in {None, server.port}:
                raise UserError(f"Neo4j is running on port {server.port}; stop it first to move it to {port}")
            _wait(server, None)
            return server
        version, port = version or fetching.DEFAULT_VERSION, port or DEFAULT_PORT
        java = fetching.java()
        if _answers(port):
            raise UserError(f"port {port} is taken by another program; choose another with --port")
        say(f"Neo4j {version}: looking for its files")
        jars = fetching.jars(version, progress)
        say(f"Neo4j {version}: starting")
        folder = _furnish(version, port)
        classes = os.pathsep.join(str(jar) for jar in jars)
        environment = {**os.environ, "NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf")}
        _set_password(java, classes, folder, environment)
        process = _launch(java, classes, _main(version), folder, environment)
        server = Server(process.pid, _new_identity(process.pid), version, port)
        _private(home() / "server.json", json.dumps(asdict(server)))
        try:
            _wait(server, process)
        except BaseException:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            (home() / "server.json").unlink(missing_ok=True)
            raise
        return server


def stop() -> Server | None:
    """Stop the server that `start` began, and only that; None where it does not run. Raises `UserError` if it stays."""
    with _alone():
        server = running()
        if server is None:
            (home() / "server.json").unlink(missing_ok=True)
            return None
        os.kill(server.pid, signal.SIGTERM)
        deadline = time.monotonic() + _DOWN_WITHIN
        while running() is not None:
            if time.monotonic() > deadline:
                raise UserError(f"Neo4j (process {server.pid}) does not stop; see {_logs(server.version)}")
            _reap(server.pid)
            time.sleep(0.1)
        (home() / "server.json").unlink(missing_ok=True)
        return server


def answers(server: Server) -> bool:
    """Whether Bolt answers on the server's port."""
    return _answers(server.port)


# ---- the folder


def _furnish(version: str, port: int) -> Path:
    """The home of one version, its settings written anew."""
    folder = home() / version
    for part in ("conf", "data", "logs", "import", "plugins", "run", "licenses"):
        (folder / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    settings = {
        "server.directories.data": folder / "data",
        "server.directories.logs": folder / "logs",
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"localhost:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": "512m",
        "dbms.security.allow_csv_import_from_file_urls": "false",
    }
    lines = "".join(f"{name}={str(value).replace(chr(92), '/')}\n" for name, value in settings.items())
    _private(folder / "conf" / "neo4j.conf", lines)
    return folder


def _logs(version: str) -> Path:
    return home() / version / "logs"


def _private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(path)


def _password() -> str:
    path = password_file()
    if path.exists():
        return path.read_text("utf-8").strip()
    word = secrets.token_urlsafe(24)
    _private(path, word + "\n")
    return word


@contextmanager
def _alone() -> Iterator[None]:
    """One command at a time works on the server's folder."""
    from graph.store.lease import _try

    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix":
            folder.chmod(0o700)
        lock = os.fdopen(os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    except OSError as error:
        raise UserError(f"the folder {folder} cannot be used for Neo4j: {error.strerror}") from error
    with lock:
        deadline = time.monotonic() + _UP_WITHIN
        while not _try(lock, exclusive=True):
            if time.monotonic() > deadline:
                raise UserError("another tencent-kg neo4j command is still at work; wait until it ends")
            time.sleep(0.1)
        yield


def _recorded() -> Server | None:
    try:
        return Server(**json.loads((home() / "server.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


# ---- the process


def _main(version: str) -> str:
    """The entry point, which has one name up to 5.26 and another after it."""
    return _MAIN_UNTIL_5 if version.startswith(("4.", "5.")) else _MAIN


def _arguments(path: Path, words: list[str]) -> str:
    """`@file` for Java: keeps the long class path, and the password, out of the process list."""
    quoted = ('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in words)
    _private(path, "\n".join(quoted) + "\n")
    return f"@{path}"


def _set_password(java: Path, classes: str, folder: Path, environment: dict[str, str]) -> None:
    if (folder / "data" / "dbms" / "auth.ini").exists() or (
        folder / "data" / "databases" / "system"
    ).exists():
        return
    words = ["-cp", classes, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", _password()]
    arguments = folder / "run" / "first.args"
    try:
        done = subprocess.run(
            [str(java), _arguments(arguments, words)],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=120,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UserError("Neo4j did not take its first password within two minutes; try again") from error
    finally:
        arguments.unlink(missing_ok=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise UserError(f"Neo4j did not take its first password: {said[-1]}")


def _launch(
    java: Path, classes: str, main: str, folder: Path, environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    words = [
        "-Xms256m",
        "-Xmx1g",
        "-XX:+UseG1GC",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dfile.encoding=UTF-8",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        "-cp",
        classes,
        main,
        f"--home-dir={folder}",
        f"--config-dir={folder / 'conf'}",
    ]
    with (folder / "logs" / "console.log").open("ab") as log:
        return subprocess.Popen(
            [str(java), _arguments(folder / "run" / "server.args", words)],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait(server: Server, process: subprocess.Popen[bytes] | None) -> None:
    """Until Bolt takes the password; `UserError` with the log's last word when the process ends or time is up."""
    from graph.store.bolt import connect, neo4j

    errors = neo4j().exceptions
    deadline = time.monotonic() + _UP_WITHIN
    word = _password()
    refused = 0
    while True:
        if process.poll() is not None if process is not None else running() is None:
            raise UserError(f"Neo4j {server.version} ended while it started: {_last_word(server.version)}")
        if _answers(server.port):
            try:
                with connect(f"bolt://127.0.0.1:{server.port}", "neo4j", word) as driver:
                    driver.execute_query("RETURN 1")
                return
            except errors.AuthError as error:
                # while it starts, the port may still be another program's for a moment, or the password not yet read
                refused += 1
                if refused < (6 if process is not None else 2):
                    time.sleep(2)
                    continue
                raise UserError(
                    f"Neo4j runs, but refuses the password in {password_file()}; it was changed elsewhere: write the "
                    "new one there, or remove the folder to begin anew"
                ) from error
            except (errors.DriverError, errors.Neo4jError):
                pass  # up, and not yet ready
        if time.monotonic() > deadline:
            raise UserError(
                f"Neo4j {server.version} is not up after {_UP_WITHIN:.0f} s; see {_logs(server.version)}"
            )
        time.sleep(0.1)


def _last_word(version: str) -> str:
    for name in ("neo4j.log", "console.log"):
        with contextlib.suppress(OSError):
            lines = (_logs(version) / name).read_text("utf-8", "replace").strip().splitlines()
            told = [line for line in lines[-40:] if "ERROR" in line or "Caused by" in line] or lines[-1:]
            if told:
                return f"{told[-1].strip()[:300]} (see {_logs(version)})"
    return f"see {_logs(version)}"


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def _reap(pid: int) -> None:
    """Collect a child that has ended; one that another process started is not ours to collect."""
    if os.name == "posix":
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def _new_identity(pid: int) -> str:
    """The identity of a process just begun: on a busy machine the system may not tell its command at once."""
    deadline = time.monotonic() + _TOLD_WITHIN
    while True:
        identity = _identity(pid) or ""
        if not identity or " " in identity or time.monotonic() > deadline:
            return identity
        time.sleep(0.01)


def _identity(pid: int) -> str | None:
    """What tells a process from a later one of the same number: when it started, and its command. None: not alive."""
    if sys.platform == "linux":
        try:
            stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
            command = Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
        except OSError:
            return None
        fields = stat.rpartition(")")[2].split()
        if fields[0] in {"Z", "X"}:
            return None
        return f"{fields[19]} {command.replace(chr(0), ' ').strip()}".strip()
    if sys.platform == "win32":
        query = ["tasklist", "/FI", f"PID eq {pid}", "/FO", "CSV", "/NH"]
    else:
        query = ["ps", "-o", "lstart=,command=", "-p", str(pid)]
    try:
        done = subprocess.run(query, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    line = done.stdout.strip()
    if sys.platform == "win32":
        return "java.exe" if "java.exe" in line else None
    return line or None
