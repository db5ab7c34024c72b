"""The parts of a date as it is printed, before anything is resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Parts:
    """A date as printed. At most one of year, year_shift and year_last is set; all None: no year is printed.

    year_shift counts from the publication year (去年: -1), year_last from the year of the date before (次年: 1); so
    do the same names for months and days. division is EDTF's number of a season, quarter or half (21 to 41), 0 for a
    part of a fiscal year. months and days are inclusive pairs, years a pair of printed years.
    """

    start: int
    end: int
    year: int | None = None
    year_shift: int | None = None
    year_last: int | None = None
    years: tuple[int, int] | None = None
    month: int | None = None
    month_shift: int | None = None
    month_last: int | None = None
    months: tuple[int, int] | None = None
    day: int | None = None
    day_shift: int | None = None
    day_last: int | None = None
    days: tuple[int, int] | None = None
    weekday: int | None = (
        None  # 0 Monday, with week_shift; 7: the weekend; None and week_shift: the whole week
    )
    week_shift: int | None = None
    division: int | None = None
    edge: str | None = None  # begin, mid, end of the year or month: 年初, 月底
    festival: str | None = None
    festival_days: bool = False
    masked: str | None = None  # a decade or century, as EDTF: 199X; empty: of a century not said
    fiscal: bool = False
    clock: str | None = None  # hh:mm:ss as printed
    past: bool = False  # 同期: the same period of the year named
    same_day: bool = False  # 去年今日: the day of publication, in the year named
    quarter_shift: int | None = None  # 上季度: -1
    report: bool = False  # 三季报, 半年报: of a period that is over

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.year_shift is not None or self.year_last is not None
