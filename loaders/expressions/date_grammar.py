"""What a date looks like: from plain text to its parts. No context and no calendar arithmetic here.

A date is a year (printed, relative to publication, or relative to the date before it), then a part of it: months,
days, quarters, halves, 年底, a festival. Each piece may be missing. `parse` reads one; ranges and words such as 前, 起,
至今 around it are put together in `loaders.expressions.dates`.
"""

from __future__ import annotations

import re

from loaders.alternatives import longest_first
from loaders.expressions.calendar import festival_at
from loaders.expressions.date_parts import Parts
from loaders.expressions.numerals import digits, small
from loaders.expressions.numeric_dates import numeric_at

SP = r"[ \t]{0,2}"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)"
DAY_NUMBER = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
SEPARATOR = rf"{SP}(?:至|到|[-~]{{1,2}}){SP}"


_YEAR_SHIFTS = {
    "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "这年": None, "明年": 1,
    "来年": 1, "下一年": 1, "后年": 2, "大后年": 3,
}  # fmt: skip
_YEAR_LASTS = {
    "同年": 0, "当年": 0, "该年": 0, "那年": 0, "这一年": 0, "那一年": 0, "同一年": 0, "次年": 1, "翌年": 1,
    "第二年": 1, "转年": 1, "转过年来": 1, "转过年": 1, "隔年": 1, "前一年": -1,
}  # fmt: skip
# 目前年收入 is no 前年, 成本年化 no 本年, 证明年 no 明年, 如今年轻人 no 今年: what may not stand before each, and after all
_YEAR_BEFORE = {
    "前年": "目此之以先生从提当日空", "去年": "过失", "今年": "如当现", "明年": "证说表声阐标", "后年": "此之最今以往其先随落0123456789",
    "本年": "成资日基版样", "上年": "以史网线晚早", "来年": "近以后未将往原年", "同年": "不合共相如", "当年": "相想应担适每",
    "次年": "一二三四五六七八九十两多几每首0123456789", "转年": "好扭逆反", "该年": "应", "第二年": "续的", "前一年": "此之以目",
    "上一年": "以", "下一年": "以", "隔年": "间",
}  # fmt: skip
_NOT_YEAR = r"(?!轻|龄|薪|纪|货|糕|夜饭|味|会费|卡|均|化|租金|费|检|夜|兽)"
_WORD_YEAR = longest_first({*_YEAR_SHIFTS, *_YEAR_LASTS} - {"这年"})
_HANZI_YEAR = r"[一二][〇零一二三四五六七八九oO]{3}"
# a two-digit year needs company: 14年3月, 18年底, 08年; 14年 alone is a duration
_AFTER_SHORT_YEAR = (
    rf"(?={SP}(?:{MONTH_NUMBER}{SP}(?:月|{SEPARATOR}{MONTH_NUMBER}{SP}月)|[初底末]|年[初底末中]"
    r"|[上下]半年|第?[一二三四1-4]季度|Q[1-4]|H[12]|[春夏秋冬][季天]|双1|双十|春节|全年))"
)
_YEAR = re.compile(
    rf"(?P<y4>(?:1[89]|20|21)[0-9][0-9]){SP}年{_NOT_YEAR}(?!前?的?(?:历史|时间|光阴))"
    rf"|(?P<yh>{_HANZI_YEAR}){SP}年{_NOT_YEAR}"
    rf"|民国{SP}(?P<roc>[0-9]{{1,3}}|元|[一二三四五六七八九十百〇零]{{1,4}}){SP}年"
    rf"|(?P<y2>[0-9][0-9]){SP}年{_AFTER_SHORT_YEAR}"
    rf"|(?P<y1>1[1-9]|2[1-9]){SP}年(?=[，,]|[^0-9的内间多来前后以之历里时半]|$)"
    rf"|(?P<y0>0[0-9]|9[0-9]){SP}年(?![代的内间多来前后]|以|之|历)"
    rf"|(?P<h2>[〇零九八七一][〇零一二三四五六七八九]){SP}年{_AFTER_SHORT_YEAR}"
    rf"|(?P<h0>[〇零][〇零一二三四五六七八九]|九[一二三四五六七八九])年(?![代的内间多来前后]|以|之|历)"
    rf"|[今去前本][（(](?P<noted>(?:19|20)[0-9][0-9])[）)]年{_NOT_YEAR}"
    rf"|(?P<word>{_WORD_YEAR}){_NOT_YEAR}"
)
_FISCAL = re.compile(
    rf"(?:(?:19|20)[0-9][0-9][/-](?:20)?[0-9][0-9]|(?P<y4>(?:19|20)[0-9][0-9])|(?P<y2>[0-9][0-9])|(?P<word>今年?|去年?|上年?|本|上一个?|上个|上|下一个?|下)){SP}(?:财政?年度?|会计年度)"
    rf"(?P<part>{SP}(?:第?[一二三四1-4]财?季[度报]?|Q[1-4]|[上下]半年|[上下]半财年|H[12]|前[二两三]季度?))?"
)
_YEAR_LIST = re.compile(
    rf"(?P<y>(?:19|20)[0-9][0-9])(?=(?:{SP}[、和及与/或]{SP}(?:19|20)[0-9][0-9]){{1,8}}{SP}年)"
)
_YEAR_RANGE = re.compile(
    rf"(?P<a>(?:19|20)[0-9][0-9]){SP}年?{SEPARATOR}(?P<b>(?:19|20)[0-9][0-9]|[0-9][0-9]){SP}年(?!{SP}(?:{MONTH_NUMBER}{SP}月|[初底末]|[上下]半年|第?[一二三四]季))"
)
_DECADE = re.compile(
    rf"(?:(?:(?P<century>20|19|二十|十九|21|二十一)世纪|(?P<last>上个?世纪)|(?P<this>本世纪))(?:的)?{SP})?"
    rf"(?P<decade>[1-9]0|(?:19|20)[0-9]0|[一二三四五六七八九]十|〇〇|零零|00){SP}年代(?P<edge>初期?|中期|中叶|末期?|后期|前期|早期|中后期)?"
    r"|(?P<only>(?:20|19|21|二十一?|十九)世纪|上个?世纪|本世纪)(?P<only_edge>初期?|中叶|末期?|中期)?"
)
_MONTH = re.compile(
    rf"(?P<m>{MONTH_NUMBER}){SP}月(?:份(?!额))?(?![球饼经薪票嫂租供]|亮(?!相|出|剑|灯))"
    rf"(?:{SEPARATOR}(?P<n>{MONTH_NUMBER}){SP}月(?:份(?!额))?(?!{SP}{DAY_NUMBER}{SP}[日号]))?"
)
_MONTH_LIST = re.compile(rf"(?P<m>{MONTH_NUMBER})(?P<n>)(?=(?:[、和及与]{MONTH_NUMBER}){{1,6}}{SP}月)")
_MONTH_SHORT_RANGE = re.compile(
    rf"(?P<m>{MONTH_NUMBER}){SEPARATOR}(?P<n>{MONTH_NUMBER}){SP}月(?:份(?!额))?(?!{SP}{DAY_NUMBER}{SP}[日号])"
)
_DAY = re.compile(
    rf"(?P<d>{DAY_NUMBER}){SP}(?P<unit>日|号)"
    rf"(?:{SEPARATOR}(?P<e>{DAY_NUMBER}){SP}[日号])?"
    rf"|(?P<f>{DAY_NUMBER}){SEPARATOR}(?P<g>{DAY_NUMBER}){SP}(?:日|号)"
    rf"|(?P<h>{DAY_NUMBER})(?=(?:[、和及与]{DAY_NUMBER}){{1,6}}{SP}[日号])"
)
_MONTH_EDGE = re.compile(r"(?P<edge>初|中旬|上旬|下旬|底|末|中(?=[，,、。；;）)\s]|$))(?![级步始次中价部层])")
_YEAR_PART = re.compile(
    rf"(?P<edge>年初|年底|年末|年尾|年终(?![奖总盘])|年中(?!国)|岁末(?!年初)|岁初|初(?![次始期创步衷中代夏春秋冬一二三级心见赛审])|底(?![部层线气价盘座])|末(?![期端日])"
    r"|中(?=[，,、。；;）)\s]|$))"
    r"|(?P<whole>全年度?|整年|年内|内(?![部地容存外涵幕需蒙])|年报(?!道)|年度报告)"
    rf"|第?{SP}(?P<q>[一二三四1-4首]){SP}季(?:度|报|(?![节风军播开综后赛]))(?:{SEPARATOR}第?(?P<r>[一二三四1-4]){SP}季度)?"
    rf"|(?P<q1>[一二三1-3]){SEPARATOR}第?(?P<r1>[二三四2-4]){SP}季度"
    rf"|第?(?P<q2>[一二三1-3])(?=(?:[、和及与]第?[一二三四1-4]){{1,3}}{SP}季度)"
    r"|(?P<qq>[Qq](?P<qn>[1-4])|(?P<qm>[1-4])Q(?![A-Za-z]))(?:[-~至到](?:Q(?P<rr>[1-4])))?(?![A-Za-z0-9])"
    r"|(?P<half>上半年度?|下半年度?|半年报|中报(?!告)|中期业绩|半年度(?:报告)?)|(?P<hh>[Hh][12])(?![A-Za-z0-9])"
    rf"|[前头]{SP}(?:(?P<fq>[二两三四2-4])个?季度?(?!节)|(?P<fm>1[0-2]|[1-9]|十[一二]?|[二两三四五六七八九])(?:个月|月(?![0-9]|{SP}{DAY_NUMBER}日)))"
    r"|(?P<season>[春夏秋冬])(?:季(?!节)|天|(?=[，,、。]))"
)
_BARE_YEAR_PART = re.compile(
    r"(?P<edge>(?<![今明去前后本同当上来每大末0-9])年(?:初|底|末|中|尾|终(?![奖总盘点]))(?![国级期次位间端])|岁末(?!年初))"
    r"|(?P<whole>(?<![今明去前后本同当上来每半多几0-9])年内(?!部))"
    rf"|第?{SP}(?P<q>[一二三四1-4首]){SP}季(?:度|报|(?<=首季))(?:{SEPARATOR}第?(?P<r>[一二三四1-4]){SP}季度)?(?!军|后赛)"
    rf"|(?P<q1>[一二三1-3]){SEPARATOR}第?(?P<r1>[二三四2-4]){SP}季度"
    rf"|第(?P<q2>[一二三1-3])(?=(?:[、和及与]第?[一二三四1-4]){{1,3}}{SP}季度)"
    r"|第(?P<q3>[一二三四])季(?=的?(?:营收|营业|营运|净利|净亏|净损|净收|毛利|财报|业绩|收入|合并|总营收|每股|获利|亏损|GMV|用户))"
    r"|(?P<qq>Q(?P<qn>[1-4]))(?:[-~至到](?:Q(?P<rr>[1-4])))?(?![A-Za-z0-9])"
    r"|(?P<half>上半年|下半年|半年报|中报(?!告))"
    rf"|[前头]{SP}(?:(?P<fq>[二两三四2-4])个?季度|(?P<fm>1[0-2]|[1-9]|十[一二]?|[二两三四五六七八九])(?:个月|月(?![0-9]|{SP}{DAY_NUMBER}日)))"
)
_CLOCK = re.compile(
    r"[ \t]{0,3}(?:(?:北京时间|当地时间)[ \t]?)?"
    r"(?P<word>凌晨|清晨|早间|早上|早晨|上午|中午|午间|下午|午后|傍晚|晚间|晚上|深夜|夜间|盘前|盘后|晚(?![会于餐宴期些点到高年])|早(?![已在就前些盘日期年]))?"
    r"(?:[ \t]{0,3}T?(?P<h>[01]?[0-9]|2[0-4])(?:[:：](?P<m>[0-5][0-9])(?:[:：](?P<s>[0-5][0-9])(?![0-9]))?"
    r"|(?:时|点)(?!多?[亿万%元倍家个股])(?:(?P<cm>[0-5]?[0-9])分|整|半|许)?))?"
)
_ISO_DATETIME = re.compile(
    r"(?P<date>[0-9]{4}-[0-9][0-9]-[0-9][0-9])[T ](?P<clock>[0-2][0-9]:[0-5][0-9]:[0-5][0-9])(?:\.[0-9]{1,6})?(?P<zone>Z|[+-][0-9][0-9]:?[0-9][0-9])?(?![0-9])"
)
# the five-year plans, the eighth beginning in 1991
_PLANS = (
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "八五",
    "九五",
    "十五",
    "十一五",
    "十二五",
    "十三五",
    "十四五",
    "十五五",
)
_PLAN = re.compile(
    r"(?P<p>十[一二三四五]五|[八九十]五(?=期间|计划|时期))(?=[”\"’]?(?:规划|期间|时期|计划|以来|末|初|，|,|收官|开局))"
)
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_EDGES = {
    "初": "begin",
    "底": "end",
    "末": "end",
    "尾": "end",
    "终": "close",
    "中": "mid",
    "上旬": "early",
    "中旬": "middle",
    "下旬": "late",
}


def year_from_two(value: int) -> int:
    """14 is 2014, 98 is 1998: two-digit years of this subject lie between 1950 and 2049."""
    return 2000 + value if value < 50 else 1900 + value


def parse(text: str, at: int, *, joined: bool = False) -> Parts | None:
    """The date printed at `at` in plain text, or None. Ranges inside one unit (3-5月, 6日至18日) are read too.

    `joined`: it is the second half of a range, so that a hyphen may stand before it.
    """
    numeric = numeric_at(text, at, joined=joined)
    if numeric is not None:
        return _after_figures(text, numeric)
    plan = _PLAN.match(text, at)
    if plan:
        first = 1956 + 5 * _PLANS.index(plan["p"])
        return Parts(at, plan.end(), years=(first, first + 4))
    return _fiscal(text, at) or _decade(text, at) or _years(text, at) or _dated(text, at) or _bare(text, at)


def _after_figures(text: str, parts: Parts) -> Parts:
    """The time of day after 2023-07-12, the quarter after 2022."""
    if parts.day is not None:
        return with_clock(text, parts)
    bare_year = parts.year is not None and parts.month is None and parts.division is None
    if bare_year and not parts.fiscal:
        _part(text, parts.end, parts)
    return parts


def _fiscal(text: str, at: int) -> Parts | None:
    found = _FISCAL.match(text, at)
    if found is None:
        return None
    parts = Parts(at, found.end(), fiscal=True)
    if found["y4"]:
        parts.year = int(found["y4"])
    elif found["y2"]:
        parts.year = year_from_two(int(found["y2"]))
    if found["part"]:
        parts.division = 0  # which months these are depends on the company
    return parts


def _decade(text: str, at: int) -> Parts | None:
    found = _DECADE.match(text, at)
    if found is None:
        return None
    centuries = {"20": 19, "二十": 19, "19": 18, "十九": 18, "21": 20, "二十一": 20}
    if found["only"]:
        word = found["only"]
        century = 19 if word.startswith("上") else 20 if word.startswith("本") else centuries[word[:-2]]
        edge = (found["only_edge"] or " ")[0]
        first_years = f"{century}{ {'初': '0X', '末': '9X'}.get(edge, 'XX') }".replace(" ", "")
        return Parts(at, found.end(), masked=first_years)
    word = found["decade"]
    if len(word) == 4 and word.isascii():
        return Parts(at, found.end(), masked=word[:3] + "X")
    value = (digits(word) if word[0] in "0123456789〇零" else small(word)) or 0
    if found["century"]:
        century = centuries[found["century"]]
    elif found["last"]:
        century = 19
    elif found["this"]:
        century = 20
    else:  # 90年代 is the 1990s; 10年代 and 20年代 alone may be of either century
        century = 19 if value >= 30 else 20 if value == 0 else -1
    return Parts(at, found.end(), masked=f"{century}{value // 10}X" if century > 0 else "")


def _years(text: str, at: int) -> Parts | None:
    if not ("1" <= text[at] <= "2"):
        return None
    found = _YEAR_LIST.match(text, at)
    if found:
        return Parts(at, found.end(), year=int(found["y"]))
    found = _YEAR_RANGE.match(text, at)
    if found is None:
        return None
    first, last = int(found["a"]), int(found["b"])
    if last < 100:
        last += first // 100 * 100
    return Parts(at, found.end(), years=(first, last)) if first < last else None


def _year_at(text: str, at: int) -> Parts | None:
    found = _YEAR.match(text, at)
    if found is None:
        return None
    parts = Parts(at, found.end())
    word = found["word"]
    if word:
        if at and text[at - 1] in _YEAR_BEFORE.get(word, ""):
            return None
        parts.year_shift, parts.year_last = _YEAR_SHIFTS.get(word), _YEAR_LASTS.get(word)
    elif found["y4"] or found["noted"]:
        parts.year = int(found["y4"] or found["noted"])
    elif found["yh"]:
        parts.year = digits(found["yh"])
    elif found["roc"]:
        parts.year = 1911 + (1 if found["roc"] == "元" else small(found["roc"]) or 0)
    else:
        if found["y1"] and not _short_year_alone(text, at, found.end()):
            return None
        value = digits(found["y2"] or found["y1"] or found["y0"] or found["h2"] or found["h0"])
        parts.year = year_from_two(value or 0)
        if at and text[at - 1] in "'‘’":
            parts.start -= 1
    return parts


def _short_year_alone(text: str, at: int, end: int) -> bool:
    """14年 is 2014 after an apostrophe, after 在 and its like, and where it is a clause by itself; else a span."""
    before = text[at - 1] if at else ""
    if before in set("'‘’"):
        return True
    if before in set("在于从自到"):
        return text[end : end + 1] not in set("，,。")
    return (not before or before in "，,。；;！？\n（( ：:") and text[end : end + 1] in set("，,")


def _dated(text: str, at: int) -> Parts | None:
    parts = _year_at(text, at)
    if parts is None:
        return None
    here = parts.end
    if text.startswith("度", here) and not text.startswith("度假", here):
        here = parts.end = here + 1
    for joint in ("", " ", "  ", "的", "（", "("):
        if joint and not text.startswith(joint, here):
            continue
        there = here + len(joint)
        if there < len(text) and (_part(text, there, parts) or _month_part(text, there, parts)):
            return parts
    if text.startswith("同期", here):
        parts.end, parts.past = here + 2, True
    return parts


def _part(text: str, at: int, parts: Parts) -> bool:
    """Read 年底, a quarter, 上半年, 前三季度, a festival or a season after a year; False if there is none."""
    festival = festival_at(text, at, dated=True)
    if festival:
        parts.festival, parts.end, parts.festival_days = festival
        return True
    found = _YEAR_PART.match(text, at)
    if found is None:
        return False
    if found["season"]:
        parts.division = _SEASONS[found["season"]]
        parts.end = found.end()
        return True
    return _read_part(found, parts)


def _read_part(found: re.Match[str], parts: Parts) -> bool:
    parts.end = found.end()
    parts.report = found.group().endswith("报") or found.group() == "中期业绩"
    if found["edge"]:
        parts.edge = _EDGES[found["edge"][-1]]
    elif "q3" in found.re.groupindex and found["q3"]:
        _quarters(parts, small(found["q3"]) or 0, None)
    elif found["q"] or found["q1"] or found["q2"]:
        first, last = found["q"] or found["q1"] or found["q2"], found["r"] or found["r1"]
        number = 1 if first == "首" else small(first) or 0
        _quarters(parts, number, (small(last) or 0) if last else None)
    elif found["qq"]:
        _quarters(parts, int(re.sub(r"\D", "", found["qq"])), int(found["rr"]) if found["rr"] else None)
    elif found["half"]:
        parts.division = 41 if found["half"].startswith("下") else 40
    elif found["fq"]:
        count = small(found["fq"]) or 0
        parts.months = (1, count * 3)
    elif found["fm"]:
        parts.months = (1, small(found["fm"]) or 0)
    elif "hh" in found.re.groupindex and found["hh"]:
        parts.division = 39 + int(found["hh"][1])
    return True


def _quarters(parts: Parts, first: int, last: int | None) -> None:
    if last is not None and last > first:
        parts.months = (first * 3 - 2, last * 3)
    else:
        parts.division = 32 + first


def _month_part(text: str, at: int, parts: Parts) -> bool:
    """Read months and days after a year (or in its place); False if there is no month."""
    found = _MONTH_SHORT_RANGE.match(text, at) or _MONTH_LIST.match(text, at) or _MONTH.match(text, at)
    if found is None:
        return False
    month = _month_value(found["m"])
    parts.end = found.end()
    if found["n"]:
        parts.months = (month, _month_value(found["n"]))
        return True
    parts.month = month
    parse_after_month(text, parts)
    return True


def _month_value(text: str) -> int:
    return 1 if text == "元" else small(text) or 0


def parse_after_month(text: str, parts: Parts) -> None:
    """Read the day, 初 中 底 or 上旬 after a month, and the time of day after that."""
    here = parts.end
    while here < len(text) and text[here] in " \t" and here < parts.end + 2:
        here += 1
    if text.startswith("的", here):
        here += 1
    found = _DAY.match(text, here)
    if found:
        _read_days(found, parts)
        if parts.day is not None:
            with_clock(text, parts)
        return
    edge = _MONTH_EDGE.match(text, parts.end)
    if edge:
        parts.edge, parts.end = _EDGES[edge["edge"]], edge.end()


def _read_days(found: re.Match[str], parts: Parts) -> None:
    parts.end = found.end()
    first, last = found["d"] or found["f"] or found["h"], found["e"] or found["g"]
    if last:
        parts.days = (small(first) or 0, small(last) or 0)
    else:
        parts.day = small(first)


def with_clock(text: str, parts: Parts) -> Parts:
    """Take in 晚间, 15:37, 15时 after a day; only hours, minutes and seconds together become part of the value."""
    iso = _ISO_DATETIME.match(text, parts.start)
    if iso:
        parts.end, parts.clock = iso.end(), iso["clock"]
        return parts
    found = _CLOCK.match(text, parts.end)
    if found and (found["word"] or found["h"]):
        parts.end = found.end()
        if found["s"] and int(found["h"]) < 24:
            parts.clock = f"{int(found['h']):02d}:{found['m']}:{found['s']}"
    return parts


def _bare(text: str, at: int) -> Parts | None:
    """A date without a year: 3月, 7月15日, 12日, 三季度, 上半年, 年底, 双11."""
    parts = Parts(at, at)
    if _month_part(text, at, parts):
        return parts
    found = _BARE_YEAR_PART.match(text, at)
    if found:
        _read_part(found, parts)
        if found["whole"]:
            parts.year_shift = 0
        return parts
    festival = festival_at(text, at, dated=False)
    if festival:
        parts.festival, parts.end, parts.festival_days = festival
        return parts
    found = _DAY.match(text, at)
    if found:
        _read_days(found, parts)
        return with_clock(text, parts) if parts.day is not None else parts
    return None
