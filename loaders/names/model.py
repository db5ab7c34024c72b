"""What the name finder returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

NameType = Literal["Company", "Product", "Person", "BusinessUnit", "Exchange", "Unknown"]
COMPANY: Final = "Company"
PRODUCT: Final = "Product"
PERSON: Final = "Person"
UNIT: Final = "BusinessUnit"
EXCHANGE: Final = "Exchange"
UNKNOWN: Final = "Unknown"  # a company or a product; the text does not say which


@dataclass(frozen=True, slots=True)
class Name:
    """text[start:end] names something. `score` is 0..1; `why` is the rule that was surest of it.

    `canonical` is the register's name where it knows this form; `ticker` the code printed behind the name, with its
    exchange where that is printed too; `head` the span of the class noun that says what the name is of (平台 in
    二手车平台X, 小程序 in “X”小程序). `owner` is the span of the name in X旗下的…, X的…, `holder` of the one in X持有的….
    """

    start: int
    end: int
    text: str
    type: NameType
    score: float
    why: str
    canonical: str | None = None
    ticker: str | None = None
    head: tuple[int, int] | None = None
    owner: tuple[int, int] | None = None
    holder: tuple[int, int] | None = None
