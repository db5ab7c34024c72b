"""What the command line works out at every start and keeps between runs, in the user's cache folder.

Kept are things that follow from files alone (the tables of the register, the pattern files): each under the digest of
what it was made from, so that a changed file is read anew, and with a digest of its own, so that a damaged one is.
Nothing is kept before `use` is called, which only the command line does; a program that imports the library leaves no
files behind. Whatever goes wrong (no home, a full disk, a file in the way) costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

DIGEST = 32
_folder: Path | None = None


def cache_folder() -> Path | None:
    """`tencent-kg` in the user's cache folder; None for a user without a home.

    ``XDG_CACHE_HOME`` (``LOCALAPPDATA`` on Windows) is respected.
    """
    variable, usual = (
        ("LOCALAPPDATA", "AppData/Local") if sys.platform == "win32" else ("XDG_CACHE_HOME", ".cache")
    )
    try:
        return Path(os.environ.get(variable) or Path.home() / usual) / "tencent-kg"
    except RuntimeError:
        return None


def release() -> str:
    """The release of Python, whose marshalled form is read by no other."""
    return f"{sys.implementation.cache_tag}-{sys.hexversion:x}"


def use(folder: Path | None) -> None:
    """Keep in `folder` from now on; None keeps nothing."""
    global _folder
    _folder = folder


def kept(kind: str, made_from: Iterable[bytes], make: Callable[[], Any]) -> Any:
    """What `make` returns, or what it returned in an earlier run for the same `made_from`.

    Only what `marshal` takes can be kept: numbers, strings, bytes, None, and tuples, lists, dictionaries, sets of them.
    """
    if _folder is None:
        return make()
    seal = hashlib.sha256()
    for piece in made_from:
        seal.update(len(piece).to_bytes(8, "big") + piece)
    path = _folder / f"{kind}-{release()}.bin"
    head = seal.digest()
    with suppress(OSError, EOFError, ValueError, TypeError):
        found = path.read_bytes()
        body = memoryview(found)[2 * DIGEST :]
        if found.startswith(head) and hashlib.sha256(body).digest() == found[DIGEST : 2 * DIGEST]:
            return marshal.loads(body)
    made = make()
    written = marshal.dumps(made)
    with suppress(OSError):
        write(path, head + hashlib.sha256(written).digest() + written)
    return made


def write(path: Path, content: bytes) -> None:
    """Write a file in one piece, so that runs side by side cannot damage it. `OSError` where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(written).replace(path)
    except OSError:
        Path(written).unlink()
        raise
