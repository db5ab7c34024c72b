"""Registered names as they are printed whole: 浙江某某科技股份有限公司, with the share price that news sites put inside.

The finder may see only the short form that such a name holds, or end it at the bracket of a price. What a legal form
closes is one name from its place, or from the word that borders it, on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from loaders.alternatives import longest_first
from loaders.names.lexicon import entries
from loaders.names.model import Name

LEGAL = re.compile(
    "股份有限公司|有限责任公司|集团有限公司|有限公司|(?<=企业|中心)[（(](?:有限合伙|普通合伙)[）)]"
)
# X(12.340,0.05,0.41%)（维权）: what stands in the middle of a name, or behind it
PRICE = re.compile(
    r"\s?[（(]\s?-?\d+\.\d+\s?[,，]\s?[-+]?\d+\.\d+\s?[,，]\s?[-+]?\d+\.\d+%\s?[）)](?:[（(]维权[）)])?"
)
TAIL = re.compile(
    r"(?:[（(][一-龥]{2,6}[）)])?[一-龥]{0,14}?(?:股份有限公司|有限责任公司|有限公司|股份(?=[、，。）)]|等))"
)
PLACE_BRACKET = re.compile("[（(][一-龥]{2,6}[）)]")
CODE = re.compile(
    r"\s?[（(]\s?(?:(?:SH|SZ|HK|BJ)[ :：.]?\d{4,6}|\d{6}(?:\.(?:SH|SZ|BJ))?|0\d{4}(?:[.-]?HK)?|\d{1,4}\.HK)\s?[）)，,]"
)
# what stands alone before the code or the price of a share
SHARE = re.compile(
    r"(?:^|(?<=[，。；：、！？“”‘’《》【】（）()\s|丨：:/])|(?<=上市公司)|(?<=^原标题：))(?P<name>(?:\*?S?ST)?[一-龥A-Z]{2,8})$"
)
PLAIN = re.compile(
    "[的了在是被等]|(?<!^)[将与和及]|公告|预计|机构|该行|股票|股价|代码|证券简称|消息|^公司|^本公司|^集团$"
)
# What a registered name that was cut on its left begins with.
REMAINDER = re.compile(
    "(?:管理|投资|股权|科技|技术|评估|证券|集团|控股|产业|企业|发展|实业|资产|贸易|服务|创业)"
)
HAN = re.compile("[一-龥]")
REACH = 30  # code points of a registered name before its legal form
STOP = re.compile('[，。；：、！？“”‘’《》【】"\\s0-9%％]')
# What borders a name on its left.
BORDER = re.compile(
    "的|了|对|被|成立|增资|出资|入股|参股|控股|现任|就职|旗下|股东|子公司|孙公司|购买|收购|持有|质押|转让|参加|给|向|由|与|即|称|为|通过|同意|委托|聘请|设立|控制人|担任|保荐|位于|公司(?!$)|合伙人|及其|以及|[和及在]"
)


@cache
def _region() -> re.Pattern[str]:
    return re.compile(f"(?:{longest_first(entries('regions'))})(?:省|市|县|区|自治区)?")


def without_price(text: str) -> str:
    """`text` without the share price that a site has put into it."""
    return PRICE.sub("", text) if "%" in text else text


def without_place(name: str) -> str:
    """`name` without the places it begins with: 江苏省无锡市某某 → 某某."""
    while True:
        place = _region().match(name)
        if place is None or len(name) - place.end() < 2:
            return name
        name = name[place.end() :]


def whole(plain: str, names: Sequence[Name]) -> list[Name]:
    """`names`, sorted, with each registered name of the text `plain` as one; none overlap."""
    found = [*_priced(plain, names), *_closed(plain, names), *_coded(plain, names), *_doubled(names)]
    if not found:
        return list(names)
    found.sort(key=lambda name: (name.start, -name.end))
    taken: list[Name] = []
    for name in found:
        if not taken or name.start >= taken[-1].end:
            taken.append(name)
    starts = [name.start for name in taken]

    def covered(name: Name) -> bool:
        at = bisect_left(starts, name.end) - 1
        return at >= 0 and taken[at].end > name.start

    return sorted([*taken, *(n for n in names if not covered(n))], key=lambda name: name.start)


def _coded(plain: str, names: Sequence[Name]) -> Iterator[Name]:
    """Names before the code or the price of a share of which nothing, or only a part, was found."""
    by_start = {name.start: name for name in names}
    by_end = {name.end: name for name in names}
    for match in (*CODE.finditer(plain), *PRICE.finditer(plain)):
        end = match.start()
        while plain[end - 1 : end].isspace():
            end -= 1
        edge = SHARE.search(plain, max(0, end - 14), end)
        if edge is None:
            continue
        start = edge.start("name")
        if (start in by_start and by_start[start].end == end) or PLAIN.search(edge["name"]):
            continue
        first, last = by_start.get(start), by_end.get(end)
        if last is not None and first is None and last.end - last.start > 3:
            continue  # words before a name
        if first is not None and first.canonical is not None and last is not None:
            continue
        yield Name(start, end, plain[start:end], "Company", 0.8, "coded")


def _priced(plain: str, names: Sequence[Name]) -> Iterator[Name]:
    """Names that a share price cuts in two."""
    for name in names:
        price = PRICE.match(plain, name.end)
        tail = TAIL.match(plain, price.end()) if price is not None else None
        if tail is not None and name.type != "Person":
            text = plain[name.start : tail.end()]
            yield replace(name, end=tail.end(), text=text, type="Company", canonical=None, why="registered")


def _closed(plain: str, names: Sequence[Name]) -> Iterator[Name]:
    """Names that a legal form closes and of which nothing, or only a part, was found."""
    by_end = {name.end: name for name in names}
    by_start = {name.start: name for name in names}
    for match in LEGAL.finditer(plain):
        name = by_end.get(match.end())
        if name is not None:
            low = _place_before(plain, name.start)
            if REMAINDER.match(name.text) and HAN.match(plain, name.start - 1):
                low = _begin(plain, _stop_before(plain, match.start()), match.start(), by_start) or low
            if low < name.start:
                yield replace(name, start=low, text=plain[low : name.end], canonical=None, why="registered")
            continue
        start = _begin(plain, _stop_before(plain, match.start()), match.start(), by_start)
        if start is not None and match.start() - start >= 3:
            yield Name(
                start=start,
                end=match.end(),
                text=plain[start : match.end()],
                type="Company",
                score=0.7,
                why="registered",
            )


def _doubled(names: Sequence[Name]) -> Iterator[Name]:
    """Names printed in two scripts side by side: Great Plains大平原资本."""
    for one, other in pairwise(names):
        if one.end != other.start or "Person" in (one.type, other.type):
            continue
        latin = one if one.text.isascii() else other
        if latin.text.isascii() and " " in latin.text and not (one.text.isascii() and other.text.isascii()):
            yield replace(one, end=other.end, text=one.text + other.text, canonical=None, why="registered")


def _stop_before(plain: str, high: int) -> int:
    """Where the stretch without punctuation that ends at `high` begins, at most REACH before it."""
    low = max(0, high - REACH)
    stops = [stop.end() for stop in STOP.finditer(plain, low, high)]
    return stops[-1] if stops else low


def _place_before(plain: str, start: int) -> int:
    """Where a place that stands right before a name at `start` begins; `start` where there is none."""
    for low in range(max(0, start - 4), start - 1):
        place = _region().match(plain, low, start)
        if place is not None and place.end() == start:
            return low
    return start


def _begin(plain: str, low: int, high: int, by_start: dict[int, Name]) -> int | None:
    """Where the registered name that ends in the legal form at `high` begins; None where nothing shows it."""
    regions = [m.start() for m in _region().finditer(plain, low, high)]
    borders = [
        m.end() for m in BORDER.finditer(plain, low, high) if m[0] not in "和及在" or m.end() in regions
    ]
    border = max(borders, default=low)
    behind = [start for start in regions if start >= border]
    if behind and PLACE_BRACKET.match(plain, behind[0] - 1):  # X（西藏）贸易有限公司
        return next((start for start in range(low, behind[0]) if start in by_start), None)
    if behind:
        return behind[0]
    inside = [start for start in range(border, high) if start in by_start]
    if inside and by_start[inside[0]].type != "Person":
        return inside[0]
    return border if high - border <= REACH - 10 else None
