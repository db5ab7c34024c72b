"""Fingerprints of what the graph follows from besides its sources: the reader, and the rules from claims to facts."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from graph.ids import digest

_ROOT = Path(__file__).parent.parent
# modules that decide what facts a set of claims makes
_RULES = (
    "change", "conflicts", "corroboration", "dates", "episodes", "facts", "figures", "ids", "judgements", "records",
    "register", "resolution", "schema", "standing", "statements",
)  # fmt: skip
_BIG = 1_000_000


def reader_fingerprint(register: str) -> str:
    """Changes when the reader's code, word lists, patterns or models do, or the register (its fingerprint)."""
    return digest("reader", _folder("loaders"), register)


def rules_fingerprint(register: str, judgements: str) -> str:
    """Changes when the code between claims and facts does, or the register or the decisions (their fingerprints)."""
    return digest("rules", _rules(), register, judgements)


@lru_cache(maxsize=1)
def _rules() -> str:
    seal = hashlib.sha256()
    for name in _RULES:
        seal.update((_ROOT / "graph" / f"{name}.py").read_bytes())
    return seal.hexdigest()


@lru_cache(maxsize=1)
def _folder(package: str) -> str:
    root = _ROOT / package
    seal = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and "__pycache__" not in path.parts:
            seal.update(path.relative_to(root).as_posix().encode() + b"\0")
            size = path.stat().st_size
            # a model is told by its size: reading it would cost more than the article
            seal.update(path.read_bytes() if size < _BIG else str(size).encode())
    return seal.hexdigest()
