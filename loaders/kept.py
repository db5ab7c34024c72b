"""What is made of a register's names once and serves every document that is read with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from loaders.document import KnownName

T = TypeVar("T")


class Kept(Generic[T]):
    """`make(names)`, made anew only for other names than the last.

    Names are compared, not hashed: of the same objects that takes microseconds, hashing them a millisecond.
    """

    def __init__(self, make: Callable[[tuple[KnownName, ...]], T]) -> None:
        self._make = make
        self._last: tuple[tuple[KnownName, ...], T] | None = None

    def __call__(self, names: Sequence[KnownName]) -> T:
        key = tuple(names)
        last = self._last
        if last is None or last[0] != key:
            last = self._last = (key, self._make(key))
        return last[1]
