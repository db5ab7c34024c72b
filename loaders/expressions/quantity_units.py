"""From a number to a figure: the percent sign, currency, 倍, 成 or classifier printed with it. Works on plain text."""

from __future__ import annotations

import re
from decimal import Decimal

from loaders.alternatives import longest_first
from loaders.expressions.figures import SP, Figure
from loaders.expressions.numerals import number
from loaders.expressions.quantity_reading import HEDGE_BEFORE, Reading, hedge_before
from loaders.expressions.units import (
    BEFORE_NUMBER,
    CLASSIFIER_UNITS,
    CLASSIFIERS,
    COUNTED,
    CURRENCIES,
    ENGLISH_SCALES,
)  # fmt: skip

_CURRENCY_AFTER = re.compile(rf"{SP}(?P<c>{longest_first(CURRENCIES)})(?![旦宵宇素件老年])")
CURRENCY_BEFORE = re.compile(rf"(?P<c>{longest_first(BEFORE_NUMBER)})元?{SP}$")
_CURRENCY_ASIDE = re.compile(
    r"[（(](?P<c>人民币|美元|美金|港元|港币|欧元|日元|新台币|台币|澳元|加元|新加坡元|英镑|韩元)"
)
_SYMBOLS = ("$", "¥", "€", "£", "₩", "₹", "₽")
_ENGLISH = re.compile(rf"{SP}(?P<s>{longest_first(ENGLISH_SCALES)})(?![A-Za-z])")
_CLASSIFIER = re.compile(rf"{SP}(?P<c>{longest_first(CLASSIFIERS)})")
_COUNTED = re.compile(rf"(?P<n>{longest_first(COUNTED)})")
_NOUN_CLASSIFIERS = frozenset("家个名位间款人座户张件份笔")
_MORE = re.compile(r"[余多]")
_MORE_OR_PLUS = re.compile(r"[余多+]")
_PER_SHARE_AFTER = re.compile(rf"{SP}\\?(?:/|每){SP}(?:普通股|股|ADS|ADR|份)")
_PER_SHARE_BEFORE = re.compile(
    r"每(?:股|份)(?:普通股|ADS|美国存托股|美国存托股票|股份)?[^0-9，,。；;每]{0,8}$"
)
# a number before one of these is a time, an age, a model …, no quantity
_NO_QUANTITY = re.compile(
    r"[ \t]{0,2}(?:年|月|日|号|时(?!代)|点(?![0-9零一二三四五六七八九])|分(?!之)|秒|季|天|周|小时|岁|后|世纪|线|级|期|届|代|环"
    r"|个(?:半)?(?:月|星期|小时|季度|工作日|交易日|世纪|礼拜|年头|财年)|度(?!假)|折|维|强|寸|英寸|码|:[0-9]|x[0-9])"
)
_PERCENT = re.compile(
    rf"{SP}(?P<p>%|‰|个?百分点|个?(?:pct|PCT|pp|PP)(?![A-Za-z])|个?(?:基点|BP|bp)(?![A-Za-z]))"
)
_TIMES = re.compile(rf"(?P<m>[余多])?{SP}倍(?![特率数速增])(?P<half>半)?(?P<more>多)?")
_TENTHS = re.compile(
    r"成(?P<more>多)?(?P<f>半|[一二三四五六七八九](?![立员本长名]))?"
    r"(?!立|为|功|本|长|员(?!工)|交|都|人(?!民)|品|果|熟|分|绩|就|型|效|因|语|年|套|名|色|千|不变|[0-9])"
)
_SHARES = re.compile(r"股(?![东权票价市民比指息本])")
_RANK_AT = re.compile(r"(?:位列|排名|名列|位居|列|排在?|居)前?$")
_GENERIC = frozenset({"companies", "brands", "countries"})
_NAMED_WHOLES = (
    Decimal(10**4),
    Decimal(10**8),
)  # 万 and 亿 alone are names and units of tables, unless hedged


def with_unit(text: str, figure: Figure) -> Reading | None:
    """The figure with the unit printed after or before it; None if it has none and is no quantity by itself."""
    return (
        _percent(text, figure)
        or _times(text, figure)
        or _tenths(text, figure)
        or _money(text, figure)
        or _count(text, figure)
    )


def is_time(text: str, end: int) -> bool:
    """Whether what follows the number makes it a time, an age, a model."""
    return _NO_QUANTITY.match(text, end) is not None


def _reading(figure: Figure, end: int, unit: str | None, kind: str, factor: Decimal | int = 1) -> Reading:
    return Reading(
        figure.start, end, figure.start, end, figure.value * factor, figure.low * factor, figure.high * factor,
        unit, kind, shape="vague" if figure.vague else "exact", bound="lower" if figure.more else None,
    )  # fmt: skip


def _percent(text: str, figure: Figure) -> Reading | None:
    found = _PERCENT.match(text, figure.end)
    if found is None:
        return None
    sign = found["p"].lstrip("个")
    if sign == "%":
        reading = _reading(figure, found.end(), "percent", "percent")
    elif sign == "‰":
        reading = _reading(figure, found.end(), "percent", "percent", Decimal("0.1"))
    else:
        factor = Decimal("0.01") if sign in {"基点", "BP", "bp"} else Decimal(1)
        reading = _reading(figure, figure.end, "pp", "pp", factor)
        reading.end = found.end()
    return _signed(text, reading)


def _signed(text: str, reading: Reading) -> Reading:
    """Take in a minus: 增速为-12.3%, 净利润-1,013.5元, 负12%; not the hyphen of a range or a code."""
    at = reading.start
    before = text[at - 2] if at > 1 else ""
    if not at or text[at - 1] not in "-负":
        return reading
    joins = before in set("-%元万亿股倍成千百)）") or (before.isascii() and before.isalnum())
    if text[at - 1] == "-" and before and joins:
        return reading
    reading.start = reading.core_start = at - 1
    reading.value, reading.low, reading.high = -reading.value, -reading.high, -reading.low
    return reading


def _times(text: str, figure: Figure) -> Reading | None:
    found = _TIMES.match(text, figure.end)
    if found is None or (figure.scaled and figure.bare):
        return None
    reading = _reading(figure, found.end(), "x", "multiple")
    if found["m"] or found["more"]:
        reading.bound = "lower"
    if found["half"]:
        half = Decimal("0.5")
        reading.value, reading.low, reading.high = (
            reading.value + half,
            reading.low + half,
            reading.high + half,
        )
    return reading


def _tenths(text: str, figure: Figure) -> Reading | None:
    """三成, 七成五, 七八成: tenths, as percent."""
    found = _TENTHS.match(text, figure.end)
    if found is None or figure.scaled or (figure.bare and figure.value != 10):
        return None
    if figure.high > 10 or figure.value < 1:
        return None
    reading = _reading(figure, found.end(), "percent", "ratio", 10)
    if found["more"]:
        reading.bound = "lower"
    if found["f"]:
        extra = Decimal(5) if found["f"] == "半" else number(found["f"]) or Decimal(0)
        reading.value, reading.low, reading.high = (
            reading.value + extra,
            reading.low + extra,
            reading.high + extra,
        )
    return reading


def _money(text: str, figure: Figure) -> Reading | None:
    here, factor = figure.end, 1
    more = _MORE.match(text, here)
    prefix = _currency_before(text, figure.start)
    if prefix is not None:
        english = _ENGLISH.match(text, here)
        if english:
            factor, here = ENGLISH_SCALES[english["s"]], english.end()
    found = _CURRENCY_AFTER.match(text, more.end() if more else here)
    if found is None and (prefix is None or is_time(text, here)):
        return None
    alone = figure.bare and figure.value in _NAMED_WHOLES and not figure.more
    levelled = found is not None and text.startswith("级", found.end())
    if alone and not levelled and hedge_before(text, figure.start, bare=True) is None:
        return None  # 单位：万元
    core_end = found.end() if found else here
    reading = _reading(figure, core_end, _currency(text, prefix, found), "money", factor)
    if more and found is not None:
        reading.bound = "lower"
    if prefix is not None:
        reading.start = prefix[1]
        if found is None:
            reading.prefix_start = prefix[1]
        if not prefix[0].endswith(_SYMBOLS) and text[prefix[1] : figure.start].strip() == prefix[0]:
            reading.core_start = prefix[1]
    per_share = _PER_SHARE_AFTER.match(text, core_end)
    if per_share:
        reading.kind, reading.end = "per_share", per_share.end()
    elif _PER_SHARE_BEFORE.search(text[max(0, reading.start - 16) : reading.start]):
        reading.kind = "per_share"
    if text.startswith("级", core_end):
        _order_of_magnitude(reading, core_end + 1)
    return _signed(text, reading) if prefix is None else reading


def _currency(text: str, prefix: tuple[str, int] | None, found: re.Match[str] | None) -> str | None:
    """ISO code: of the currency before the number, else of that after it; 元（港元）is what the brackets say."""
    if prefix is not None:
        return CURRENCIES[prefix[0]]
    if found is None:
        return None
    aside = _CURRENCY_ASIDE.match(text, found.end()) if found["c"] == "元" else None
    return CURRENCIES[aside["c"] if aside else found["c"]]


def _order_of_magnitude(reading: Reading, end: int) -> None:
    """千万级: from the power printed to just below the next."""
    reading.end = end
    if reading.shape == "exact":
        reading.shape = "vague"
        reading.low, reading.high = reading.value, reading.value * 10 - reading.value / 10000


def _currency_before(text: str, at: int) -> tuple[str, int] | None:
    """(currency, where it begins) printed before the number, 约 and the like between them aside."""
    head = text[max(0, at - 10) : at]
    found = CURRENCY_BEFORE.search(head)
    if found is None:
        hedge = HEDGE_BEFORE.search(head)
        found = CURRENCY_BEFORE.search(head[: hedge.start()]) if hedge else None
        if found is None or (found["c"][-1] in "元镑" and not found["c"].startswith("新")):
            return None
    word, begin = found["c"], at - len(head) + found.start()
    before = text[begin - 1] if begin else ""
    if word.isascii() and word.isalpha() and before.isascii() and before.isalpha():
        return None  # the end of a longer word
    if word[-1] in "元镑" and before in set("0123456789.万亿十百千 "):
        return None  # 3亿美元1亿股: it belongs to the number before
    return word, begin


def _count(text: str, figure: Figure) -> Reading | None:
    here = figure.end
    more = _MORE_OR_PLUS.match(text, here)
    after = more.end() if more else here
    if text.startswith("级", here) and figure.scaled:
        return _level(text, figure)
    if not figure.scaled and is_time(text, after):
        return None
    classifier = _classifier(text, after)
    vaguely_more = figure.more or more is not None
    if not _is_quantity(text, figure, classifier, vaguely_more):
        return None
    if classifier is None and not figure.scaled and not (more and more.group() == "+"):
        noun = _COUNTED.match(text, after)
        if noun is None or COUNTED[noun["n"]] in _GENERIC or figure.value < 2:
            return None
        if figure.hanzi and (figure.value < 10 or not vaguely_more):
            return None
    ranked = (
        classifier is not None
        and classifier["c"] in {"位", "名"}
        and _RANK_AT.search(text[max(0, figure.start - 4) : figure.start]) is not None
    )
    unit = "rank" if ranked else _counted(text, classifier, after)
    reading = _reading(figure, here, unit, "ordinal" if ranked else "count")
    if more:
        reading.bound, reading.end = "lower", more.end()
    if classifier:
        reading.end = classifier.end()
    return reading


def _is_quantity(text: str, figure: Figure, classifier: re.Match[str] | None, more: bool) -> bool:
    """Whether a number with this classifier counts something: not 一家公司 (an article), 几家, 银亿集团, 三分."""
    if figure.hanzi and figure.value == 0:
        return False
    if figure.vague and figure.scale == 1 and figure.value == 2:
        return False
    following = text[figure.end : figure.end + 1]
    if following == "几" or (figure.hanzi and following in set("分刻")):
        return False
    if classifier is not None and figure.hanzi and figure.value == 1 and not more:
        return False
    if figure.bare and not more and hedge_before(text, figure.start, bare=True) is None:
        if figure.value in _NAMED_WHOLES:
            return False
        return figure.scaled or (classifier is not None and figure.value >= 10)
    return True


def _level(text: str, figure: Figure) -> Reading:
    """数千万级人民币, 百万级, 亿级."""
    currency = _CURRENCY_AFTER.match(text, figure.end + 1)
    reading = _reading(figure, figure.end, None, "count")
    if currency:
        reading.unit, reading.kind = CURRENCIES[currency["c"]], "money"
        reading.core_end = currency.end()
    _order_of_magnitude(reading, currency.end() if currency else figure.end + 1)
    return reading


def _classifier(text: str, at: int) -> re.Match[str] | None:
    found = _CLASSIFIER.match(text, at)
    if found is None:
        return None
    if found["c"] == "股" and not _SHARES.match(text, found.start("c")):
        return None
    following = text[found.end() : found.end() + 1]
    # 两人工, but 20家工厂; 九位数 counts digits
    odd = (
        following in set("性体类口")
        or (following == "工" and found["c"] != "家")
        or (following == "数" and found["c"] == "位")
    )
    return None if found["c"] in set("家个位人款") and odd else found


def _counted(text: str, classifier: re.Match[str] | None, after: int) -> str | None:
    """The counted thing: the noun after the classifier, for 家 also before it, else what the classifier counts."""
    if classifier is None:
        noun = _COUNTED.match(text, after)
        return COUNTED[noun["n"]] if noun else None
    printed = classifier["c"]
    if printed in _NOUN_CLASSIFIERS:
        tail = re.split(r"[，,。；;、：:（(]", text[classifier.end() : classifier.end() + 8])[0]
        noun = _COUNTED.search(tail)
        if noun:
            return COUNTED[noun["n"]]
    if printed in {"家", "间"}:
        head = re.split(r"[，,。；;]", text[max(0, classifier.start() - 14) : classifier.start()])[-1]
        nouns = _COUNTED.findall(head)
        if nouns:
            return COUNTED[nouns[-1]]
    return CLASSIFIER_UNITS.get(printed, printed)
