"""Finds the figures of a plain text: numbers with units, ranges, parts of a whole, multiples, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from loaders.alternatives import longest_first
from loaders.expressions.figures import SP, Figure, figure_at
from loaders.expressions.numerals import HANZI_DIGITS, HANZI_NUMBER, number
from loaders.expressions.quantity_reading import Reading, bounded, hedge_before
from loaders.expressions.quantity_units import CURRENCY_BEFORE, is_time, with_unit
from loaders.expressions.units import BRANDS

_JOINT = re.compile(rf"{SP}(?:[-~]{{1,2}}|至|到){SP}")
_FRACTION = re.compile(
    rf"(?P<den>[{HANZI_NUMBER}]{{1,4}}|[0-9]{{1,4}})分之"
    rf"(?P<num>[{HANZI_NUMBER}]{{1,6}}(?:点[{HANZI_DIGITS}]{{1,4}})?|[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?)"
    rf"(?:(?:至|到)(?:百分之)?(?P<to>[{HANZI_NUMBER}]{{1,6}}|[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?))?"
)
_SLASH = re.compile(r"(?P<n>[1-9])/(?P<d>[2-9]|10)(?=的|以上|股|左右|强|弱|市场|份额|用户)")
_HALF = re.compile(
    r"一半(?![天年月个小径透信])|半数|过半(?:数)?(?![百年])|(?<=[近超逾])半(?=[数 ，,。的])数?"
)
_DOUBLED = re.compile(
    rf"翻了?(?P<near>将?近)?{SP}(?:(?P<x>倍)|(?P<n>[一二两三四五六七八九]|[0-9]{{1,2}})?个?番"
    r"|(?P<t>[一二两三四五六七八九十]|[0-9]{1,3}(?:\.[0-9])?)倍)"
)
_ORDINAL = re.compile(
    rf"第{SP}(?P<n>[0-9]{{1,4}}|[一二三四五六七八九十百零]{{1,4}})(?P<c>大(?!道|街|学)|名|位)?"
)
_NO_RANK = re.compile(
    rf"{SP}(?:季|年|天|日|周|月|届|次|期|页|章|条|款|轮|批|个|代|版|号|方|步|节|集|部|回|站|篇|课|财经|时间|家|张|块|辆|笔"
    r"|支|范式|阶段|级|类|种|项|件|产业|人民|中级|中院|中学|军|师|曲线|手|眼|人称|世界|股东大会|层|档|场|起|封|线|桶金|一|落"
    r"|感|梯队|阵营|股|反应|现场|夫人|者|外|流|单|份|台|位|医院|小学|大街|机床|创业|拖|汽|重|百货|物理|视频|推动)"
)
_RANK_BEFORE = re.compile(
    r"(?:排名|排行|名列|位列|位居|位|居|列|排|跃居|稳居|行业|全球|全国|中国|世界|市场|国内|国际|份额|规模|市占率|亚洲|美国"
    r"|欧洲|榜单?|销量|仅次于|省|市|区|升至|跻身|晋升|业内|业界|互联网|电商)(?:的|为|了|到)?$"
)
_ENTRY = re.compile(
    r"[0-9]|[数几好](?=[十百千万亿几倍个])|[一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾零]|半数|过半|(?<=[近超逾])半"
    r"|翻(?=[倍了一二两三四五六七八九十番将近0-9 ])|第(?=[ 一二三四五六七八九十百0-9])"
)
_HANZI_RUN = re.compile(rf"[{HANZI_NUMBER}]+")
_DIGIT_RUN = re.compile(r"[0-9]+(?:[.,:/-]?[0-9]+)*")
_BRAND = re.compile(longest_first(BRANDS))
_CODE_BEFORE = re.compile(
    r"(?:代码|编号|电话|热线|传真|邮编|QQ|微信|证书号|房间|文号|证券简称|ICP备|号码|手机)[号:：为是]?[ \t]?$"
)


class Reader:
    """Finds the figures of one plain text, left to right, none overlapping."""

    def __init__(self, text: str) -> None:
        self.text = text

    def scan(self, start: int, limit: int) -> Iterator[Reading]:
        position, floor, text = start, start, self.text
        while True:
            entry = _ENTRY.search(text, position, limit)
            if entry is None:
                return
            at = entry.start()
            reading = self.read(at, floor)
            if reading is not None and reading.end <= limit and reading.start >= floor:
                yield reading
                position = floor = max(reading.end, at + 1)
                continue
            run = _DIGIT_RUN.match(text, at) or _HANZI_RUN.match(text, at)
            position = run.end() if run else at + 1

    def read(self, at: int, floor: int) -> Reading | None:
        """The figure that starts at `at`, with hedges before it down to `floor`; None if there is none."""
        text = self.text
        brand = _BRAND.match(text, at)
        if brand and (brand.group() != "万家" or hedge_before(text, at, bare=True) is None):
            return None
        if text[at] == "第":
            return self._ordinal(at)
        if text[at] == "翻":
            return self._doubled(at, floor)
        half = _HALF.match(text, at)
        if half:
            return self._half(half, floor)
        fraction = _FRACTION.match(text, at)
        if fraction:
            return self._fraction(fraction, floor)
        slash = _SLASH.match(text, at)
        if slash and not (at and (text[at - 1].isdigit() or text[at - 1] in "/.-")):
            percent = Decimal(slash["n"]) * 100 / Decimal(slash["d"])
            return bounded(text, _part(slash.start(), slash.end(), percent), None, floor)
        return self._figure(at, floor) if self._may_start(at) else None

    def _may_start(self, at: int) -> bool:
        """Not inside a code, a version, a name or an ordinal."""
        text = self.text
        if at == 0:
            return True
        before = text[at - 1]
        if before.isascii() and before.isalpha():
            return CURRENCY_BEFORE.search(text[max(0, at - 4) : at]) is not None
        if before in "._#@/\\第" or (before == "点" and not text[at].isascii()):
            return False
        if text[at] in "十百千万亿" and before.isdigit():
            return False
        if before in ":-" and at > 1 and text[at - 2].isascii() and text[at - 2].isalnum():
            return before == ":" and not text[at - 2].isdigit()
        if text[at] == "0" and text[at + 1 : at + 2].isdigit():
            return False
        return _CODE_BEFORE.search(text[max(0, at - 8) : at]) is None

    def _figure(self, at: int, floor: int) -> Reading | None:
        text = self.text
        first = figure_at(text, at)
        if first is None:
            return None
        reading = with_unit(text, first)
        joint = _JOINT.match(text, reading.end if reading else first.end)
        if joint and not first.more and joint.end() < len(text):
            second = figure_at(text, joint.end())
            ranged = self._range(first, reading, second) if second else None
            reading = ranged or reading
        return None if reading is None else bounded(text, reading, first, floor)

    def _range(self, first: Figure, left: Reading | None, second: Figure) -> Reading | None:
        """1-2亿元, 5000万-1亿元, 15%-20%: the first number shares the scale and unit of the second if it has none."""
        right = with_unit(self.text, second)
        if right is None:
            return None
        if left is not None and left.prefix_start is not None and right.unit is None:
            right.unit, right.kind = left.unit, left.kind
        if left is not None and left.unit is not None and (left.unit, left.kind) != (right.unit, right.kind):
            return None
        if left is None and is_time(self.text, first.end):
            return None
        bare_left = left is None or left.core_end == first.end  # no unit after it; 人民币3-5亿元
        if left is not None and left.unit is not None and not bare_left:
            low = left.low
        else:
            factor = right.low / second.low if second.low else Decimal(1)
            low = first.low * factor
            if not first.scaled and second.scale > 1 and first.value < 10000 and bare_left:
                low *= second.scale
        if low >= right.high:
            return None
        return Reading(
            left.start if left else first.start, right.end, left.core_start if left else first.start,
            right.end if left and left.end > left.core_end and left.unit not in {None, "pp"} else right.core_end,
            low, low, right.high, right.unit, right.kind, shape="range",
            prefix_start=left.prefix_start if left else None,
        )  # fmt: skip

    def _half(self, found: re.Match[str], floor: int) -> Reading:
        reading = bounded(self.text, _part(found.start(), found.end(), Decimal(50)), None, floor)
        if found.group().startswith("过半"):
            reading.bound = "lower"
        return reading

    def _fraction(self, found: re.Match[str], floor: int) -> Reading | None:
        whole, part = number(found["den"]), number(found["num"])
        if not whole or part is None:
            return None
        reading = _part(found.start(), found.end(), part * 100 / whole)
        if whole == 100:
            reading.kind = "percent"
        to = number(found["to"]) if found["to"] else None
        if to is not None and to > part:
            reading.high, reading.shape = to * 100 / whole, "range"
        elif found["to"]:
            reading.end = reading.core_end = found.end("num")
        return bounded(self.text, reading, None, floor)

    def _doubled(self, at: int, floor: int) -> Reading | None:
        """翻番 and 翻倍 are twice as much, 翻两番 four times; 翻10倍 is said for ten times."""
        found = _DOUBLED.match(self.text, at)
        if found is None:
            return None
        if found["t"]:
            times = number(found["t"]) or Decimal(1)
        else:
            doublings = number(found["n"]) if found["n"] else Decimal(1)
            times = Decimal(2) ** int(doublings or 1)
        reading = Reading(at, found.end(), at, found.end(), times, times, times, "x", "multiple")
        if found["near"]:
            reading.bound = "upper"
        return bounded(self.text, reading, None, floor)

    def _ordinal(self, at: int) -> Reading | None:
        """排名第31位, 行业第二, 第二大股东; not 第二季度, 第三方."""
        found = _ORDINAL.match(self.text, at)
        if found is None:
            return None
        ranked = _RANK_BEFORE.search(self.text[max(0, at - 6) : at]) is not None
        if found["c"] is None and (_NO_RANK.match(self.text, found.end()) or not ranked):
            return None
        value = number(found["n"])
        if value is None or (found["c"] == "位" and not ranked):
            return None
        end = found.end() if found["c"] in {"名", "位"} else found.end("n")
        return Reading(at, end, at, end, value, value, value, "rank", "ordinal")


def _part(start: int, end: int, percent: Decimal) -> Reading:
    return Reading(start, end, start, end, percent, percent, percent, "percent", "ratio")
