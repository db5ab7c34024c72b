"""A figure that was read: what it measures, of whom, of which date."""

from __future__ import annotations

from dataclasses import dataclass

from graph.claims import Value
from loaders.discourse.arguments import Ref
from loaders.discourse.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure measures: `at` is the code index where the subject's phrase ends."""

    what: str
    at: int
    word: str = ""
    subject: tuple[Ref, ...] = ()
    part: str = ""  # the part of the subject that is measured: 快运业务
    figure: int = -1  # code index of the figure itself
    date: str | None = None  # where a list of dates gives it
    dates: tuple[str, ...] = ()  # all dates of that list, for the lists behind it
    parties: tuple[Ref, ...] = ()  # all companies of a list (A和B的X分别为), likewise
    inherited: str | None = None  # the date of the figure whose measure it goes on with
    said: str | None = None  # the date it was given
    unit: str | None = None  # 10亿、12亿和15亿元: the unit of the last is that of all

    @property
    def measure(self) -> str:
        """The measure with the part that it is of."""
        return f"{self.what}({self.part})" if self.part else self.what


@dataclass(frozen=True, slots=True)
class Said:
    """The figure read last, and its sentence."""

    sentence: Sentence
    reading: Reading


def negative(value: Value) -> Value:
    """A fall by X as growth by minus X; bounds change places."""
    low, high = value.min, value.max
    return value.model_copy(
        update={
            "amount": None if value.amount is None else -abs(value.amount),
            "min": None if high is None else -abs(high),
            "max": None if low is None else -abs(low),
        }
    )
