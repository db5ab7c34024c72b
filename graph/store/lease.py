"""Who holds a database folder: one writing process, or any number of reading ones, and never both.

The operating system's lock on `lock` decides; it falls with the process, however that ends. Beside it each holder
keeps a small file `open-PID.json`, readable by its owner only, that says since when, and, for a writer, on which
loopback port and with which password a reader may join. A holder's file whose lock is free is stale and is removed.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

LOCK = "lock"
_PATTERN = "open-*.json"


@dataclass(frozen=True)
class Holder:
    """A process that has the folder open; `port` and `password` are those of its door for readers, if it has one."""

    pid: int
    since: str
    writes: bool
    port: int | None = None
    user: str | None = None
    password: str | None = None

    def __str__(self) -> str:
        who = "this process itself" if self.pid == os.getpid() else f"process {self.pid}"
        return f"{who} since {self.since}"


class Lease:
    """The right to open a folder; `close` gives it back."""

    def __init__(self, folder: Path, lock: IO[bytes] | None, holder: Holder) -> None:
        self.folder, self.holder = folder, holder
        self._lock = lock
        self._note = folder / f"open-{holder.pid}-{id(self):x}.json"

    def announce(self, port: int, user: str, password: str) -> None:
        """Say where readers may join."""
        self.holder = replace(self.holder, port=port, user=user, password=password)
        self._write()

    def _write(self) -> None:
        draft = self._note.with_suffix(".new")
        draft.unlink(missing_ok=True)
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError:
            if self.holder.writes:
                raise
            return  # a folder that cannot be written can still be read
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(asdict(self.holder), out)
        draft.replace(self._note)

    def close(self) -> None:
        if self._lock is None:
            return
        with contextlib.suppress(
            OSError
        ):  # in a folder become read-only it stays until the next holder comes
            self._note.unlink(missing_ok=True)
        self._lock.close()
        self._lock = None


def take(folder: Path, *, writes: bool, patience: float = 3.0) -> Lease | Holder:
    """The lease of `folder`, or, where another process keeps it for more than `patience` seconds, who that is."""
    deadline = time.monotonic() + patience
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    while True:
        lock = _open_lock(folder, writes)
        if lock is None or _try(lock, exclusive=writes):
            lease = Lease(folder, lock, Holder(os.getpid(), since, writes))
            if lock is not None:
                if writes:
                    for stale in folder.glob("open-*"):
                        stale.unlink(missing_ok=True)
                lease._write()
            return lease
        lock.close()
        holders = _holders(folder)
        door = next((h for h in holders if h.writes and h.port is not None), None)
        if door is not None and not writes:
            return door
        if time.monotonic() > deadline:
            writer = next((h for h in holders if h.writes), None)
            return writer or (holders[0] if holders else Holder(0, since, True))
        time.sleep(0.05)


def _holders(folder: Path) -> list[Holder]:
    """The processes that say they hold the folder, those that have ended left out."""
    out = []
    for path in sorted(folder.glob(_PATTERN)):
        try:
            holder = Holder(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            continue  # being written or removed at this moment
        if _alive(holder.pid):
            out.append(holder)
    return out


def _open_lock(folder: Path, writes: bool) -> IO[bytes] | None:
    """The lock file, made where it is missing; None for a reader of a folder that cannot be written and has none."""
    path = folder / LOCK
    try:
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    except OSError:
        if writes:
            raise
    try:
        return path.open("rb")
    except OSError:
        return None


if sys.platform == "win32":
    import msvcrt

    def _try(lock: IO[bytes], *, exclusive: bool) -> bool:
        # Windows locks a range for one process only, so there even readers come one at a time
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _alive(pid: int) -> bool:
        return True  # os.kill would end the process here; the lock has said already that somebody is there

else:
    import fcntl

    def _try(lock: IO[bytes], *, exclusive: bool) -> bool:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _alive(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
