"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from graph.errors import UserError


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the target first, then put it in its place, so that no reader finds half a file.

    Raises `UserError` where the file cannot be written.
    """
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
            # as any new file of this user; mkstemp gives it to the owner alone
            mask = os.umask(0)
            os.umask(mask)
            Path(draft).chmod(0o666 & ~mask)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}") from error
