"""When a figure holds: the date that its measure is of, which is not always the nearest one."""

from __future__ import annotations

import re

from loaders.discourse import when
from loaders.discourse.alphabet import DATE, STOP
from loaders.discourse.sentence import Sentence

FIGURES = "\ue011-\ue015"
NOW = re.compile("目前|(?<![实出发体表呈展兑])现在|如今|迄今|至今|眼下|当前|截至发稿|截至今日|现有|现已")
STATE = re.compile("已经?(?:达|有|超|突破|拥有|覆盖|累计|近|开出|入驻|接入|服务)|累计|现有|已$")
THEN = re.compile("当时|彼时|那时|那一年|当年")
THAT_YEAR = re.compile("^(?:那一年|这一年|当年|那年)")
THAT_TIME = re.compile(
    "^(?:而|但|，)*(?:那时|彼时|当时|那会儿|此时|报告期内|报告期末|期内|当季|当期|财季内|季内)"
)
LAST_YEAR = re.compile(f"(?:去年|上年|前一?年|上一年)(?:同期)?[^{STOP}{FIGURES}{DATE}]{{0,10}}$")
SAID_THEN = re.compile("(?:当时|彼时|那时)(?:还|曾|就)?(?:表示|透露|称|说|宣布|披露|介绍)")
SAME_PERIOD = re.compile("同期|同一时期")
PEAK = re.compile("一度|最高|高峰|巅峰|鼎盛|最高时|最多时|峰值|最高点|低谷")
# 较2019年的10亿元, 由2019年的10亿元增至…: dates of another figure
OTHERS = re.compile(
    f"(?:较|比|相比于?|对比|相较于?|由|从|自){DATE}[^{STOP}{DATE}{FIGURES}]{{0,8}}[{FIGURES}]?"
)
# 2015年成立的X; X由Y于2015年在Z创办: the date of a founding
FOUNDING = re.compile(
    f"{DATE}[^{STOP}{DATE}{FIGURES}]{{0,14}}(?:成立|创立|创办|创建|创设|设立|诞生|出生|起家|问世|组建)"
    f"|(?:成立|创立|创办|创建|设立|诞生|始建|组建|问世)于{DATE}"
)
RELATIVE = re.compile(
    f"{DATE}[^{STOP}{DATE}{FIGURES}]{{0,10}}(?:上线|发布|推出|收购|投资|上市|加入|入驻|买下|拿下|并购|开业|合并)的(?=[^{STOP}]{{0,10}}[\ue000-\ue005])"
)
DIRECT = re.compile(f"{DATE}(?:末|底|初|年?度|全年)?的?(?:约|近|超过?|逾)?$")
YEAR = re.compile("[0-9]{4}")
# 公布2020年第一季度财报: what the figures behind it are of
REPORT = re.compile(
    f"{DATE}(?:报(?![道导名警])|[^{STOP}{DATE}{FIGURES}]{{0,10}}?"
    "(?:财报|业绩|年报|季报|中报|财务报[告表]|报告|[经运营]营数据|财务数据|成绩单|盈利))"
)
PERIOD = re.compile("[0-9]{4}(?:-(?:3[3-6]|4[01]|[0-9]{2}))?|[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}")  # no day
IN_PERIOD = re.compile("报告期|期内|季内|单季|当季|该季|本季|当期")
EARNED = frozenset((
    "GMV", "sales", "revenue", "net_profit", "profit", "net_loss", "operating_loss", "gross_margin", "net_margin",
    "margin", "cash_flow", "cost", "research_spending", "payment_volume", "take_rate", "order_value", "volume",
))  # fmt: skip
"""What a report of a period states: measures of the period, not of the day."""
YEARS = re.compile("^([0-9]{4})/([0-9]{4})$")
START = re.compile(
    f"(?:由|从|自)(?:{DATE}|的|约|近|最初|最早|起初|高峰期?|此前|原来|原先|上年|去年|同期|不足|不到|时|年初|最高)*$"
)
LISTED = re.compile(f"{DATE}(?:末|底|前?[一二三四]季度)?(?:(?:、|和|与|及|以及){DATE}(?:末|底)?)+")


def _value(sentence: Sentence, index: int) -> str | None:
    found = sentence.spans[index].payload
    if getattr(found, "kind", "") == "vague":
        return None
    value = getattr(found, "when", None)
    return str(value) if value else None


def starts_change(sentence: Sentence, low: int, index: int) -> bool:
    """Whether the figure at `index` is the first of 由X升到Y."""
    return START.search(sentence.code, low, index) is not None


def attached(sentence: Sentence, index: int) -> str | None:
    """EDTF of the date printed right at the figure: 2020年的29亿元; of the bracket behind it: 29亿元（2020年）."""
    for aside in sentence.asides:
        if aside.host is not None and index < aside.host[1] <= index + 4:
            for i, letter in enumerate(aside.code):
                if letter == DATE and len(aside.code) <= i + 4:
                    return _value(aside, i)
    found = DIRECT.search(sentence.code, 0, index)
    return _value(sentence, found.start()) if found else None


def date_of(sentence: Sentence, index: int, today: str | None) -> str | None:
    """EDTF date of the figure at code index `index`, within its sentence; `today` is what 目前 stands for."""
    direct = attached(sentence, index)
    if direct:
        return direct
    code = sentence.code
    barred = {
        i
        for pattern in (OTHERS, FOUNDING, RELATIVE)
        for match in pattern.finditer(code, 0, index)
        for i in range(*match.span())
    }
    low, _ = sentence.bounds(index)
    peak = PEAK.search(code, low, index) is not None
    floor = 0
    now = next(reversed(list(NOW.finditer(code, 0, index))), None) if today else None
    if now is not None:
        floor = now.start()
    for i in range(index - 1, floor - 1, -1):
        if code[i] != DATE or i in barred or code.startswith(("同期", "相比"), i + 1):
            continue
        if peak and i < low and i > 1:
            continue
        value = _value(sentence, i)
        if value or when.unknown(sentence, i):
            return value
    return today if now is not None and not peak else None


def last_date(sentence: Sentence) -> str | None:
    """EDTF of the last date that `sentence` prints of anything but a founding."""
    barred = {
        i
        for pattern in (OTHERS, FOUNDING, RELATIVE)
        for m in pattern.finditer(sentence.code)
        for i in range(*m.span())
    }
    for i in range(len(sentence.code) - 1, -1, -1):
        if sentence.code[i] == DATE and i not in barred and (value := _value(sentence, i)):
            return value
    return None


def year_named(sentence: Sentence) -> str | None:
    """The last year that `sentence` prints as such: what 那一年 behind it means."""
    values = [_value(sentence, i) or "" for i, letter in enumerate(sentence.code) if letter == DATE]
    return next((value for value in reversed(values) if YEAR.fullmatch(value)), None)


def reporting_period(sentence: Sentence) -> str | None:
    """EDTF of the period whose report `sentence` speaks of: 2020-33 for 公布2020年第一季度财报."""
    for index, letter in enumerate(sentence.code):
        if letter != DATE:
            continue
        itself = sentence.spans[index].printed.endswith("报")  # 一季报
        value = _value(sentence, index) if itself or REPORT.match(sentence.code, index) else None
        if value and PERIOD.fullmatch(value):
            return value
    return None


def listed(sentence: Sentence, index: int, count: int) -> list[str]:
    """The dates of a list before the figure at `index`, one for each of `count` figures; else none.

    A range of years (2020年至2022年) is a list of its years.
    """
    for match in reversed(list(LISTED.finditer(sentence.code, 0, index))):
        at = [i for i in range(*match.span()) if sentence.code[i] == DATE]
        values = [_value(sentence, i) for i in at]
        if len(values) == count and all(values):
            return [str(value) for value in values]
    for i in range(index - 1, -1, -1):
        years = YEARS.match(_value(sentence, i) or "") if sentence.code[i] == DATE else None
        if years is not None and int(years[2]) - int(years[1]) + 1 == count:
            return [str(year) for year in range(int(years[1]), int(years[2]) + 1)]
    return []
