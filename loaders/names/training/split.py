"""Which FewFC sentences are learnt from and which are only tested on."""

from __future__ import annotations

import hashlib
from typing import Final

HELD: Final = 4


def held_out(identifier: str) -> bool:
    """Whether the FewFC sentence is one of the fifth that is only tested on: SHA-1 of its id is 4 modulo 5."""
    return int(hashlib.sha1(identifier.encode()).hexdigest(), 16) % 5 == HELD
