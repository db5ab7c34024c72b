"""What a figure looks like: number, unit, and the words around it that make it a bound. Works on plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.expressions.figures import SP, Figure, figure_at
from loaders.expressions.numerals import HANZI_DIGITS, HANZI_NUMBER, number
from loaders.expressions.units import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    BEFORE_NUMBER,
    BRANDS,
    CLASSIFIER_UNITS,
    CLASSIFIERS,
    COUNTED,
    CURRENCIES,
    ENGLISH_SCALES,
    LOWER_AFTER,
    LOWER_BEFORE,
    UPPER_AFTER,
    UPPER_BEFORE,
)  # fmt: skip

KEPT_HEDGES = frozenset({"逾", "不低于", "不少于", "至多", "最多", "上限为", "至少", "不高于", "过", "超逾"})


@dataclass(slots=True)
class Reading:
    """A figure with its unit and bounds, before it becomes a Quantity. shape: exact, range, vague; bound: upper, lower, about."""

    start: int
    end: int
    core_start: int
    core_end: int
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str | None
    kind: str
    shape: str = "exact"
    bound: str | None = None
    prefix_start: int | None = None  # of a currency sign before the number, where no unit follows it
    hedge_start: int | None = None
    hedge_word: str = ""


def _longest_first(words: tuple[str, ...] | dict[str, str | None] | dict[str, str] | dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CURRENCY_AFTER = re.compile(rf"{SP}(?P<c>{_longest_first(CURRENCIES)})(?![旦宵宇素件老年])")
_CURRENCY_BEFORE = re.compile(rf"(?P<c>{_longest_first(BEFORE_NUMBER)})元?{SP}$")
_CURRENCY_ASIDE = re.compile(
    r"[（(](?P<c>人民币|美元|美金|港元|港币|欧元|日元|新台币|台币|澳元|加元|新加坡元|英镑|韩元)"
)
_ENGLISH = re.compile(rf"{SP}(?P<s>{_longest_first(ENGLISH_SCALES)})(?![A-Za-z])")
_CLASSIFIER = re.compile(rf"{SP}(?P<c>{_longest_first(CLASSIFIERS)})")
_COUNTED = re.compile(rf"(?P<n>{_longest_first(COUNTED)})")
_JOINT = re.compile(rf"{SP}(?:-{{1,2}}|~|至|到){SP}")
_PER_SHARE_AFTER = re.compile(rf"{SP}(?:/|每){SP}(?:普通股|股|ADS|ADR|份)")
_PER_SHARE_BEFORE = re.compile(
    r"每(?:股|份)(?:普通股|ADS|美国存托股|美国存托股票|股份)?[^0-9，,。；;每]{0,8}$"
)
_BEFORE = re.compile(rf"(?P<w>{_longest_first((*UPPER_BEFORE, *LOWER_BEFORE, *ABOUT_BEFORE))}){SP}$")
_AFTER = re.compile(rf"{SP}(?P<w>{_longest_first((*LOWER_AFTER, *UPPER_AFTER, *ABOUT_AFTER))})")
_TIME_AFTER = re.compile(
    r"[ \t]{0,2}(?:年|月|日|号|时(?!代)|点(?![0-9零一二三四五六七八九])|分(?!之)|秒|季|天|周|小时|岁|个(?:半)?(?:月|星期|小时|季度|工作日|交易日|世纪|礼拜|半月|年头|财年)"
    r"|后|世纪|线|级|期|届|代|环|度(?!假)|折|维|强|寸|英寸|码|:[0-9]|x[0-9]|后)"
)
_PERCENT = re.compile(
    rf"{SP}(?P<p>%|‰|个?百分点|个?(?:pct|PCT|pp|PP)(?![A-Za-z])|个?(?:基点|BP|bp)(?![A-Za-z]))"
)
_TIMES = re.compile(rf"(?P<m>[余多])?{SP}倍(?![特率数速增])(?P<more>多)?")
_TENTHS = re.compile(
    r"成(?P<f>半|[一二三四五六七八九](?![立员本长名]))?(?!立|为|功|本|长|员(?!工)|交|都|人(?!民)|品|果|熟|分|绩|就|型|效|因|语|年|套|名|色|千|不变|[0-9])"
)
_FRACTION = re.compile(
    rf"(?P<den>[{HANZI_NUMBER}]{{1,4}}|[0-9]{{1,4}})分之(?P<num>[{HANZI_NUMBER}]{{1,6}}(?:点[{HANZI_DIGITS}]{{1,4}})?|[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?)"
    rf"(?:(?:至|到)(?:百分之)?(?P<to>[{HANZI_NUMBER}]{{1,6}}|[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?))?"
)
_SLASH = re.compile(r"(?P<n>[1-9])/(?P<d>[2-9]|10)(?=的|以上|股|左右|强|弱|市场|份额|用户|左右)")
_HALF = re.compile(
    r"一半(?![天年月个小径透信])|半数|过半(?:数)?(?![百年])|(?<=[近超逾])半(?=[数 ，,。的])数?|(?<=超)过半数?"
)
_DOUBLED = re.compile(
    rf"翻(?:了)?{SP}(?:(?P<n>[一二两三四五六七八九]|[0-9]{{1,2}})?(?:个)?番|(?P<t>[一二两三四五六七八九十]|[0-9]{{1,3}}(?:\.[0-9])?)倍)"
)
_ORDINAL = re.compile(
    rf"第{SP}(?P<n>[0-9]{{1,4}}|[一二三四五六七八九十百零]{{1,4}})(?P<c>大(?!道|街|学)|名|位)?"
)
_NO_RANK = re.compile(
    rf"{SP}(?:季|年|天|日|周|月|届|次|期|页|章|条|款|轮|批|个|代|版|号|方|步|节|集|部|回|站|篇|课|财经|时间|家|张|块|辆|笔|支|范式|阶段|级|类|种|项|件|产业|人民|中学|军|师"
    r"|曲线|手|眼|人称|世界|股东大会|层|档|场|起|封|线|桶金|一|落|感|反应|现场|夫人|者|外|流|单|份|台|位|医院|小学|大街|机床|创业|拖|汽|重|百货|物理|视频|推动)"
)
_RANK_BEFORE = re.compile(
    r"(?:排名|排行|名列|位列|位居|位|居|列|排|跃居|稳居|行业|全球|全国|中国|世界|市场|国内|国际|份额|规模|市占率|亚洲|美国|欧洲|榜单?|销量|仅次于|省|市|区|世界|升至|跻身|晋升|前三|业内|业界|互联网|电商)(?:的|为|了|到)?(?:第)?$"
)
_SHARES = re.compile(r"股(?![东权票价市民比指息本])")
_ENTRY = re.compile(
    r"[0-9]|[数几好](?=[十百千万亿几])|[一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾零]|半数|过半|(?<=[近超逾])半|翻(?=[了一二两三四五六七八九十番0-9 ])|第(?=[ 一二三四五六七八九十百0-9])"
)
_HANZI_RUN = re.compile(rf"[{HANZI_NUMBER}]+")
_DIGIT_RUN = re.compile(r"[0-9]+(?:[.,:/-]?[0-9]+)*")
_BRAND = re.compile(_longest_first(BRANDS))
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
            if reading is not None and reading.end <= limit:
                yield reading
                position = floor = max(reading.end, at + 1)
                continue
            run = _DIGIT_RUN.match(text, at) or _HANZI_RUN.match(text, at)
            position = run.end() if run else at + 1

    def read(self, at: int, floor: int) -> Reading | None:
        """The figure that starts at `at`, with hedges before it down to `floor`; None if there is none."""
        text = self.text
        brand = _BRAND.match(text, at)
        if brand:
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
            return self._part(
                slash.start(), slash.end(), Decimal(slash["n"]) * 100 / Decimal(slash["d"]), floor
            )
        if not self._may_start(at):
            return None
        return self._figure(at, floor)

    def _may_start(self, at: int) -> bool:
        """Not inside a code, a version, a name or an ordinal."""
        text = self.text
        if at == 0:
            return True
        before = text[at - 1]
        if before.isascii() and before.isalpha():
            return _CURRENCY_BEFORE.search(text[max(0, at - 4) : at]) is not None
        if before in "._#@/\\" or (before == "第"):
            return False
        if before == ":" and at > 1 and text[at - 2].isdigit():
            return False
        if before == "-" and at > 1 and (text[at - 2].isascii() and text[at - 2].isalnum()):
            return False
        if text[at] == "0" and text[at + 1 : at + 2].isdigit():
            return False
        return _CODE_BEFORE.search(text[max(0, at - 8) : at]) is None

    # figures

    def _figure(self, at: int, floor: int) -> Reading | None:
        text = self.text
        first = figure_at(text, at)
        if first is None or first.end > len(text):
            return None
        reading = self._unit(first)
        joint = _JOINT.match(text, reading.core_end if reading else first.end)
        if joint and not first.more:
            second = figure_at(text, joint.end()) if joint.end() < len(text) else None
            ranged = self._ranged(first, reading, second) if second else None
            if ranged is not None:
                reading = ranged
        if reading is None:
            return None
        return self._bounded(reading, first, floor)

    def _ranged(self, first: Figure, left: Reading | None, second: Figure) -> Reading | None:
        right = self._unit(second)
        if right is None or (left is not None and left.unit is not None and left.unit != right.unit):
            return None
        if left is not None and left.unit is not None and left.kind != right.kind:
            return None
        if left is None and _TIME_AFTER.match(self.text, first.end):
            return None
        low = first.low
        if not first.scaled and second.scale > 1 and first.value < 10000 and left is None:
            low = first.low * second.scale
        factor = right.low / second.low if second.low else Decimal(1)
        low, high = low * factor, right.high
        if left is not None and left.unit is not None:
            low = left.low
        if low >= high:
            return None
        sign = -1 if left is not None and left.value < 0 else 1
        return Reading(
            left.start if left else first.start, right.end, left.core_start if left else first.start, right.core_end,
            low * sign if sign < 0 and low > 0 else low, low, high, right.unit, right.kind, shape="range",
        )  # fmt: skip

    def _unit(self, figure: Figure) -> Reading | None:
        """The figure with the unit printed after or before it; None if it has none and is not a figure by itself."""
        return (
            self._percent(figure)
            or self._times(figure)
            or self._tenths(figure)
            or self._money(figure)
            or self._count(figure)
        )

    def _reading(
        self, figure: Figure, core_end: int, unit: str | None, kind: str, factor: Decimal | int = 1
    ) -> Reading:
        return Reading(
            figure.start, core_end, figure.start, core_end, figure.value * factor, figure.low * factor, figure.high * factor,
            unit, kind, shape="vague" if figure.vague else "exact", bound="lower" if figure.more else None,
        )  # fmt: skip

    def _percent(self, figure: Figure) -> Reading | None:
        found = _PERCENT.match(self.text, figure.end)
        if found is None:
            return None
        sign = found["p"].lstrip("个")
        if sign == "%":
            reading = self._reading(figure, found.end(), "percent", "percent")
        elif sign == "‰":
            reading = self._reading(figure, found.end(), "percent", "percent", Decimal("0.1"))
        else:
            factor = Decimal("0.01") if sign in {"基点", "BP", "bp"} else Decimal(1)
            reading = self._reading(figure, figure.end, "pp", "pp", factor)
            reading.end = found.end()
        return self._signed(reading)

    def _signed(self, reading: Reading) -> Reading:
        at, text = reading.start, self.text
        if (
            at
            and text[at - 1] in "-负"
            and not (at > 1 and text[at - 1] == "-" and (text[at - 2].isalnum() or text[at - 2] in "%元)）"))
        ):
            reading.start = at - 1
            reading.core_start = at - 1
            reading.value, reading.low, reading.high = -reading.value, -reading.high, -reading.low
        elif (
            at
            and text[at - 1] == "-"
            and "\u4e00" <= text[at - 2 : at - 1] <= "\u9fff"
            and text[at - 2] in "为是至到达约降速率"
        ):
            reading.start = reading.core_start = at - 1
            reading.value, reading.low, reading.high = -reading.value, -reading.high, -reading.low
        return reading

    def _times(self, figure: Figure) -> Reading | None:
        found = _TIMES.match(self.text, figure.end)
        if found is None or (figure.scaled and figure.bare):
            return None
        reading = self._reading(figure, found.end("more") if found["more"] else found.end(), "x", "multiple")
        if found["m"] or found["more"]:
            reading.bound = "lower"
        return reading

    def _tenths(self, figure: Figure) -> Reading | None:
        found = _TENTHS.match(self.text, figure.end)
        if (
            found is None
            or figure.scaled
            or (figure.bare and figure.value != 10)
            or figure.high > 10
            or figure.value < 1
        ):
            return None
        extra = Decimal(0)
        if found["f"]:
            extra = Decimal(5) if found["f"] == "半" else number(found["f"]) or Decimal(0)
        reading = self._reading(figure, found.end(), "percent", "ratio", 10)
        reading.value, reading.low, reading.high = (
            reading.value + extra,
            reading.low + extra,
            reading.high + extra,
        )
        return reading

    def _money(self, figure: Figure) -> Reading | None:
        text = self.text
        here, factor = figure.end, 1
        more = re.compile(r"[余多]").match(text, here)
        prefix = self._currency_before(figure.start)
        if prefix is not None:
            english = _ENGLISH.match(text, here)
            if english:
                factor, here = ENGLISH_SCALES[english["s"]], english.end()
        found = _CURRENCY_AFTER.match(text, more.end() if more else here)
        if found is None and prefix is None:
            return None
        if found is None and _TIME_AFTER.match(text, here):
            return None
        if figure.bare and figure.value in {10**4, 10**8} and not self._hedged(figure.start):
            return None
        unit = CURRENCIES[prefix[0]] if prefix else None
        core_end = here
        if found is not None:
            core_end = found.end()
            aside = _CURRENCY_ASIDE.match(text, core_end)
            printed = found["c"]
            if unit is None:
                unit = CURRENCIES[aside["c"]] if aside and printed == "元" else CURRENCIES[printed]
        reading = self._reading(figure, core_end, unit, "money", factor)
        if more and found is not None:
            reading.bound = "lower"
        if prefix is not None:
            reading.start = prefix[1]
            if found is None:
                reading.prefix_start = prefix[1]
            if not prefix[0].endswith(("$", "¥", "€", "£", "₩", "₹", "₽")):
                reading.core_start = prefix[1]
        per = _PER_SHARE_AFTER.match(text, core_end)
        if per:
            reading.kind, reading.end = "per_share", per.end()
        elif _PER_SHARE_BEFORE.search(text[max(0, reading.start - 16) : reading.start]):
            reading.kind = "per_share"
        if text.startswith("级", core_end):
            self._order_of_magnitude(reading)
            reading.end = core_end + 1
        return self._signed(reading) if prefix is None else reading

    def _order_of_magnitude(self, reading: Reading) -> None:
        """千万级: from the power printed to just below the next."""
        if reading.shape == "exact":
            reading.shape = "vague"
            reading.low, reading.high = reading.value, reading.value * 10 - reading.value / 10000

    def _currency_before(self, at: int) -> tuple[str, int] | None:
        """(currency, where it begins) of a currency printed before the number, 约 and the like between them aside."""
        head = self.text[max(0, at - 10) : at]
        found = _CURRENCY_BEFORE.search(head)
        if found is None:
            hedge = _BEFORE.search(head)
            found = _CURRENCY_BEFORE.search(head[: hedge.start()]) if hedge else None
            if found is None or found["c"] in {
                "美元",
                "港元",
                "欧元",
                "日元",
                "澳元",
                "加元",
                "英镑",
                "韩元",
            }:
                return None
        begin = at - len(head) + found.start()
        word = found["c"]
        if (
            word.isascii()
            and word.isalpha()
            and begin
            and self.text[begin - 1].isascii()
            and self.text[begin - 1].isalpha()
        ):
            return None
        if word[-1] == "元" and begin and self.text[begin - 1] in "0123456789.万亿十百千":
            return None  # 3亿美元1亿股: it belongs to the number before
        return word, begin

    def _hedged(self, at: int) -> bool:
        return self._hedge_before(at, bare=True) is not None

    def _count(self, figure: Figure) -> Reading | None:
        text = self.text
        here = figure.end
        more = re.compile(r"[余多]|\+").match(text, here)
        after = more.end() if more else here
        if not figure.scaled and _TIME_AFTER.match(text, after):
            return None
        if text.startswith("几", here) or (figure.hanzi and text[here : here + 1] in "分刻"):
            return None
        if figure.bare and not self._hedged(figure.start) and not more:
            found = _CLASSIFIER.match(text, here)
            if found is None or (figure.value < 100 and figure.value != 10):
                return None
        classifier = _CLASSIFIER.match(text, after)
        if classifier and classifier["c"] == "股" and not _SHARES.match(text, classifier.start("c")):
            classifier = None
        if (
            classifier
            and classifier["c"] in {"家", "个", "名", "位", "人", "款"}
            and text[classifier.end() : classifier.end() + 1] in {"性", "体", "类", "工", "口"}
        ):
            classifier = None if classifier["c"] != "名" else classifier
        if classifier and figure.hanzi and figure.value == 1 and not more and not figure.vague:
            return None  # 一家公司: an article
        if classifier is None and not figure.scaled and not (more and more.group() == "+"):
            noun = _COUNTED.match(text, after)
            if noun is None or (figure.hanzi and figure.value < 10) or figure.value < 2:
                return None
        elif classifier is None and figure.hanzi and not figure.scaled and not more:
            return None
        unit = self._counted(classifier, after)
        reading = self._reading(figure, here, unit, "count")
        if more:
            reading.bound, reading.end = "lower", more.end()
        if classifier:
            reading.end = classifier.end()
        if text.startswith("级", here) and figure.scaled:
            self._order_of_magnitude(reading)
            reading.end = here + 1
        return reading

    def _counted(self, classifier: re.Match[str] | None, after: int) -> str | None:
        """The counted thing: the noun after the classifier, else what the classifier itself counts."""
        text = self.text
        if classifier is None:
            noun = _COUNTED.match(text, after)
            return COUNTED[noun["n"]] if noun else None
        printed = classifier["c"]
        tail = text[classifier.end() : classifier.end() + 8]
        noun = _COUNTED.search(re.split(r"[，,。；;、：:（(]", tail)[0])
        if noun and printed in {
            "家",
            "个",
            "名",
            "位",
            "间",
            "款",
            "人",
            "余家",
            "座",
            "户",
            "张",
            "件",
            "份",
            "笔",
        }:
            return COUNTED[noun["n"]]
        if printed in {"家", "间", "余家"}:
            head = re.split(r"[，,。；;]", text[max(0, classifier.start() - 14) : classifier.start()])[-1]
            nouns = _COUNTED.findall(head)
            if nouns:
                return COUNTED[nouns[-1]]
        return CLASSIFIER_UNITS.get(printed, printed)

    # parts of a whole, multiples, ranks

    def _part(self, start: int, end: int, percent: Decimal, floor: int) -> Reading:
        reading = Reading(start, end, start, end, percent, percent, percent, "percent", "ratio")
        return self._bounded(reading, None, floor)

    def _half(self, found: re.Match[str], floor: int) -> Reading:
        reading = self._part(found.start(), found.end(), Decimal(50), floor)
        if found.group().startswith("过半"):
            reading.bound = "lower"
        return reading

    def _fraction(self, found: re.Match[str], floor: int) -> Reading | None:
        whole, part = number(found["den"]), number(found["num"])
        if not whole or part is None:
            return None
        kind = "percent" if whole == 100 else "ratio"
        percent = part * 100 / whole
        end = found.end()
        reading = Reading(found.start(), end, found.start(), end, percent, percent, percent, "percent", kind)
        to = number(found["to"]) if found["to"] else None
        if to is not None and to > part:
            reading.high, reading.shape = to * 100 / whole, "range"
        elif found["to"]:
            reading.end = reading.core_end = found.end("num")
        return self._bounded(reading, None, floor)

    def _doubled(self, at: int, floor: int) -> Reading | None:
        found = _DOUBLED.match(self.text, at)
        if found is None:
            return None
        if found["t"]:
            times = (number(found["t"]) or Decimal(1)) + 0
        else:
            times = Decimal(2) ** int(number(found["n"] or "一") or 1)
        reading = Reading(at, found.end(), at, found.end(), times, times, times, "x", "multiple")
        return self._bounded(reading, None, floor)

    def _ordinal(self, at: int) -> Reading | None:
        found = _ORDINAL.match(self.text, at)
        if found is None:
            return None
        head = self.text[max(0, at - 6) : at]
        ranked = _RANK_BEFORE.search(head) is not None
        if found["c"] is None and (_NO_RANK.match(self.text, found.end()) or not ranked):
            return None
        if found["c"] == "位" and not ranked:
            return None
        value = number(found["n"])
        if value is None:
            return None
        end = found.end() if found["c"] in {"名", "位"} else found.end("n")
        return Reading(at, end, at, end, value, value, value, "rank", "ordinal")

    # hedges

    def _hedge_before(self, at: int, *, bare: bool) -> tuple[str, int] | None:
        head = self.text[max(0, at - 8) : at]
        found = _BEFORE.search(head)
        if found is None:
            return None
        word, begin = found["w"], at - len(head) + found.start()
        lead = self.text[begin - 1 : begin] if begin else ""
        if word == "上" and (not bare or lead in "以线网之加乘历月周年早晚"):
            return None
        if word == "过" and (lead in set("通经超不越渡度路透难错见历") or not lead):
            return None
        if word == "近" and lead in set("最附临靠走拉亲"):
            return None
        if (word == "破" and lead in set("打突冲")) or (word == "约" and lead in set("合签违节预大纽条制")):
            return (word, begin) if lead in set("打突冲大") else None
        return word, begin

    def _bounded(self, reading: Reading, figure: Figure | None, floor: int) -> Reading:
        """The reading with the hedges around it taken in."""
        bare = figure is not None and figure.bare
        before = self._hedge_before(reading.start, bare=bare)
        inner = None
        if figure is not None and reading.start < figure.start:  # 人民币约1.5亿元
            inner = self._hedge_before(figure.start, bare=bare)
            if inner and inner[1] <= reading.start:
                inner = None
        chosen = before if before and before[1] >= floor else inner
        bound = reading.bound
        if chosen:
            word, begin = chosen
            kind = "upper" if word in UPPER_BEFORE else "lower" if word in LOWER_BEFORE else "about"
            bound = "about" if bound and kind == "upper" else bound or kind
            if begin < reading.start:
                reading.start = begin
                reading.hedge_start, reading.hedge_word = begin, word
        after = _AFTER.match(self.text, reading.end)
        if after and self._hedges_after(after, reading):
            word = after["w"]
            kind = "upper" if word in UPPER_AFTER else "lower" if word in LOWER_AFTER else "about"
            bound = kind if bound in {None, "about"} else bound
            reading.end = after.end()
        elif reading.kind in {"money", "per_share"} and re.compile(r"起(?![诉步源家草点投来])").match(
            self.text, reading.end
        ):
            bound, reading.end = bound or "lower", reading.end + 1
        reading.bound = bound
        return reading

    def _hedges_after(self, found: re.Match[str], reading: Reading) -> bool:
        word = found["w"]
        if word in {"多", "余", "许"}:
            return False
        if word == "以下" and self.text[found.end() : found.end() + 1] in set("简称是为称"):
            return False
        return not (word == "+" and self.text[found.end() : found.end() + 1].isdigit())
