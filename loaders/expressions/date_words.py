"""Dates that are words (昨日, 上周五, 近三年, 两年后), spans of time, and what only looks like a date.

The tables are the rules: a word, what it counts from, and how far. What may not stand beside a word is written
next to it, with the longer word that it would otherwise cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.alternatives import longest_first
from loaders.expressions.date_grammar import DAY_NUMBER, MONTH_NUMBER, SP, parse_after_month, with_clock
from loaders.expressions.date_parts import Parts
from loaders.expressions.numerals import number

WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "末": 7}

# word: days from publication
DAY_SHIFTS = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "昨晨": -1, "昨早": -1,
    "今天": 0, "今日": 0, "今晚": 0, "今早": 0, "今晨": 0, "今夜": 0, "本日": 0, "即日": 0, "明天": 1, "明日": 1, "明晚": 1,
    "明早": 1, "明晨": 1, "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip
# word: days from the date before it
DAY_LASTS = {
    "当日": 0, "当天": 0, "当晚": 0, "当夜": 0, "同日": 0, "同一天": 0, "同天": 0, "该日": 0, "这一天": 0,
    "次日": 1, "翌日": 1, "隔日": 1, "隔天": 1, "第二天": 1,
}  # fmt: skip
MONTH_SHIFTS = {
    "上上个月": -2, "上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1, "下下个月": 2,
}  # fmt: skip
MONTH_LASTS = {"当月": 0, "同月": 0, "同一个月": 0, "该月": 0, "次月": 1, "翌月": 1}
# word: EDTF pattern; {day} and {month} are those of publication
VAGUE = {
    "前不久": "{day}~", "不久前": "{day}~", "此前不久": "{day}~", "近日": "{day}~", "日前": "{day}~", "近期": "{month}~",
    "近来": "{month}~", "最近": "{day}~", "新近": "{month}~", "近段时间": "{month}~", "近一段时间": "{month}~", "最近一段时间": "{month}~",
    "近几日": "{day}~", "近几天": "{day}~", "这几天": "{day}~", "这两天": "{day}~", "前几天": "{day}~", "几天前": "{day}~",
    "数日前": "{day}~", "近几年": "../{day}", "近年来": "../{day}", "近年": "../{day}", "近些年": "../{day}",
    "最近几年": "../{day}", "这几年": "../{day}", "过去几年": "../{day}", "过去数年": "../{day}", "近几个月": "../{day}",
    "最近几个月": "../{day}", "过去几个月": "../{day}", "近几周": "../{day}", "多年来": "../{day}", "数年来": "../{day}", "几年来": "../{day}",
    "未来几年": "{day}/..", "未来数年": "{day}/..", "今后几年": "{day}/..", "未来几个月": "{day}/..", "未来数月": "{day}/..",
}  # fmt: skip
NOW = (
    "截至目前", "截止目前", "到目前为止", "迄今为止", "目前", "现阶段", "眼下", "现在", "如今", "当前", "截至发稿", "截至记者发稿", "截至本文发稿",
    "截止发稿", "截至当前", "截至发稿时", "发稿时", "发稿前",
)  # fmt: skip

# what may not stand before or after a word: the longer word would be another one (项目前景, 目前天猫, 资本周期)
_BEFORE = {
    "现在": "体出表实兑发呈浮涌重再显展", "如今": "不例", "当前": "相担应",
    "目前": "项节栏账题科数类条名盲品书醒", "前天": "目此之以先生当空", "前日": "目此之以先生当空", "明天": "证说表声", "明日": "证说表声",
    "后天": "此之最以其先然", "后日": "此之最以其先", "本月": "成资日基版样", "本日": "成资日基版样原", "上月": "以史网线", "下月": "以线",
    "日前": "今昨明当同次翌隔一二三四五六七八九十0123456789本生节", "近日": "临靠接附", "近期": "临靠附", "近年": "临将", "最近": "",
    "近来": "", "当日": "相", "当天": "相", "第二天": "续", "当月": "相", "当晚": "相", "同日": "合不", "隔日": "间", "同天": "",
    "今日": "如", "今天": "如", "今晚": "如", "即日": "", "次日": "一二两三四五六七八九十每多几数首0123456789", "日内": "当同次今昨十一二三四五六七八九0123456789个",
    "近几年": "将接", "该日": "应", "该月": "应", "同月": "", "次月": "一二两三四五六七八九十每多几数首0123456789",
    "昨天": "", "大前天": "", "几天前": "好十", "数日前": "", "数年来": "", "多年来": "0123456789一二三四五六七八九十",
    "几年来": "十", "本周": "成资日基版样原", "上周": "以线网史晚", "下周": "以线", "近几天": "将接", "近几日": "将接", "近几个月": "将接",
}  # fmt: skip
_AFTER = {
    "目前": "往提后来列者夕言述进锋", "前天": "猫津", "今天": "猫津", "后天": "猫津河使空", "明天": "猫津", "当天": "猫", "今日": "头本版", "近日": "本",
    "本日": "元", "本月": "饼球", "近期": "货", "日前": "往提后来列者夕进往", "日内": "瓦交", "当日": "送达立本结", "次日": "达送留递",
    "隔日": "达送递", "同日": "本", "当月": "饼", "最近": "邻的距一二两三四五六七八九十半几0123456789 ", "近来": "", "本周": "期边转年岁刊报围全密", "上周": "期边转年岁刊报围全密",
    "下周": "期边转年岁刊报围全密", "即日": "本", "近年": "轻会末底初", "这两天": "猫", "如今": "年天日", "眼下": "", "今晚": "报", "明日": "香", "昨日": "香",
}  # fmt: skip
# names that begin like a date; more of them stand between quotation marks, which the grammar looks at as well
NAMES = re.compile(
    r"今日(?:头条|资本|投资|标王|抄底|财富|网红|阳光|国际|特价|快报|排行|酸奶|优|卖场|热卖|天下|早报|新闻|视点|美术馆|说法|传媒|十大)"
    r"|(?:今天|明天|后天)(?:国际|控股|科技|集团|系|微电影|影业)|明日(?:之后|方舟|之星|控股|世界|之子|大亨|城)|昨日(?:重现|世界|之歌)"
    r"|周(?:六福|一围|一品|末酒店|末画报|天财经|日画报)|双十(?:协定|公司)|五月(?:天|花)|七月(?:流火|在线)|十月(?:妈咪|革命|传媒)|[一二三四五六七八九十]月怀胎|九月(?:生活)"
    r"|年中大促|年轮|一季[^度报]|四季(?:沐歌|酒店|优选|青)|前海|国庆(?:云|油画)|元旦(?:科技)|七夕(?:青鸟)|(?:21|二十一)世纪(?:经济|报|不动产|资本|传媒|商业|财经|新闻|药店|集团)|清明上河|中秋(?:科技)"
    r"|[0-9]+日(?:均线|线|游|谈|鲜)|[0-9]+号(?:店|楼|线|院|厅|门|公告|文|令|机|球员|位|种子|码头|仓|机组|库|馆|公路|车间|厂|工程|项目|文件|舱|站|柜|桌|人物|员工|档案|基地)"
    r"|一号(?:店|文件|工程|人物|位|员工|专车|土猪|令|楼|线)|[二三四五六七八九]号(?:楼|线|人物|员工|院)"
)

_UNIT = r"年|个月|周|个?星期|个?礼拜|天|日|个?小时|分钟|个?季度|个?交易日|个?工作日|周岁"
SPAN = re.compile(
    rf"(?P<n>半|[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?|[一二两三四五六七八九十百千零〇]{{1,5}}|数十?|几十?|十几|多|若干)"
    rf"{SP}(?P<more>多|余|几|来(?=[年天个]))?{SP}(?P<unit>{_UNIT})(?P<half>半(?!年))?(?P<more2>多|余|有余)?"
)
_SPAN_AFTER = re.compile(
    r"(?P<past>之前|以前|前(?![后往者身述任期台夕瞻提景列三十五百0-9]))|(?P<future>之后|以后|过后|后(?![来续者台期市排勤备盾面]))|(?P<since>以来|来(?![自的到说看]))|(?P<within>之内|以内|内|间)"
)
_SPAN_BEFORE = re.compile(
    r"(?:(?P<near>近|最近|过去|此前|前|刚刚?过去)|(?P<next>未来|今后|接下来|下一?))(?:的)?[ ]?(?:这)?$"
)
_CLAUSE_START = re.compile(r"(?:^|[\s，,。；;：:、“”\"（(《！!？?]|在|于|从|自|而|是|的|为|与|较)$")


@dataclass(frozen=True, slots=True)
class Span:
    """A printed span of time. direction: past (三年前), future (两年后), since (近三年, 三年来), ahead (未来三年), or '' for none."""

    start: int
    end: int
    amount: int | None  # None: not a whole number (几年, 1.5年)
    unit: str  # year, month, week, day, hour, minute, quarter
    more: bool
    direction: str

    @property
    def iso(self) -> str | None:
        """ISO 8601 duration, `+` where the text says more than that (一年多: P1Y+)."""
        letters = {"year": "Y", "month": "M", "week": "W", "day": "D"}
        if self.amount is None or self.unit not in letters:
            return None
        return f"P{self.amount}{letters[self.unit]}{'+' if self.more else ''}"


_UNIT_NAMES = {
    "年": "year", "月": "month", "周": "week", "期": "week", "拜": "week", "天": "day", "日": "day", "时": "hour", "钟": "minute",
    "度": "quarter", "岁": "age",
}  # fmt: skip


def span_at(text: str, at: int) -> Span | None:
    """The span of time printed at `at` (plain text): 三年前, 近三年, 一年多, 半年."""
    found = SPAN.match(text, at)
    if found is None or (at and text[at - 1] in "第." and found["n"] != "半"):
        return None
    unit_text = found["unit"]
    unit = "trading day" if unit_text.endswith(("交易日", "工作日")) else _UNIT_NAMES[unit_text[-1]]
    value, amount = found["n"], None
    if value == "半":
        if unit == "year":
            amount, unit = 6, "month"
        elif unit == "month":
            amount, unit = 15, "half month"
        else:
            return None
    elif value[0] not in "数几多若" and value != "十几":
        exact = number(value)
        if exact is None:
            return None
        if exact == int(exact):
            amount = int(exact)
    if found["half"]:
        if unit == "year" and amount is not None:
            amount, unit = amount * 12 + 6, "month"
        else:
            amount = None
    more = bool(found["more"] or found["more2"])
    begin, end, direction = at, found.end(), ""
    after = _SPAN_AFTER.match(text, end)
    if after and after["past"]:
        direction, end = "past", after.end()
    elif after and after["future"]:
        direction, end = "future", after.end()
    head = text[max(0, at - 6) : at]
    before = _SPAN_BEFORE.search(head)
    if not direction and before:
        word = before["near"] or before["next"]
        lead = head[: before.start()]
        initial = _CLAUSE_START.search(lead) is not None
        long_after = after is not None and (after["since"] or after["within"])
        if word == "近" and lead.endswith(("将", "接", "附", "最")):
            initial = False
        if before["next"]:
            direction = "ahead" if word != "下" and word != "下一" else ""
        elif (word != "近" and word != "前") or (initial and word == "近") or (word == "近" and long_after):
            direction = "since"
        if direction:
            begin = at - (len(head) - before.start())
            if after and (after["since"] or after["within"]):
                end = after.end()
    elif not direction and after and after["since"]:
        direction, end = "since", after.end()
    return Span(begin, end, amount, unit, more, direction)


_WEEK = re.compile(
    r"(?P<shift>上上个?|上个?|本|这个?|下下个?|下个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末](?![年次季成级路]))?"
)
_YEARS_OFF = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}
_SAME_DAY = re.compile("(?P<y>前年|去年|明年)的?(?:今日|今天)")
_QUARTERS_OFF = {"上": -1, "本": 0, "这": 0, "下": 1}
_QUARTER_WORD = re.compile("(?P<q>[上本这下])(?:一个?|个)?季度")
_SEASON_WORD = re.compile(r"(?P<y>[去今明])(?P<s>[春夏秋冬])(?![节晚装款令至眠天季分])")
_WEEK_SHIFTS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
_MONTH_WORD = re.compile(longest_first({*MONTH_SHIFTS, *MONTH_LASTS}))
_DAY_WORD = re.compile(longest_first({*DAY_SHIFTS, *DAY_LASTS}))
_VAGUE_WORD = re.compile(longest_first(VAGUE))
_NOW_WORD = re.compile(longest_first(NOW))
_MONTH_END = re.compile(r"月[初中底末](?![级步次期])")
_RECURRING = re.compile(
    rf"(?:每|历)年{SP}的?{SP}(?:{MONTH_NUMBER}{SP}月(?:份)?(?:{DAY_NUMBER}{SP}[日号])?|第?[一二三四1-4]季度|[上下]半年|年?[初底末]|双11|双十一|618|春节|国庆)"
    rf"|每个?月{SP}的?(?:{DAY_NUMBER}{SP}[日号]|[初底末])|每(?:周|个?星期|个?礼拜)[一二三四五六日天末](?!起|次)(?:[至到~-](?:周|星期)[一二三四五六日天])?"
)


def boundary_ok(text: str, start: int, end: int, word: str) -> bool:
    """Whether the characters around a word leave it that word (not 项目前景, 当日达)."""
    if start and text[start - 1] in _BEFORE.get(word, ""):
        return False
    return not (end < len(text) and text[end] in _AFTER.get(word, ""))


# 昨(1)日, 本（8）月20日: the number of the day or month stands inside the word, as papers of Taiwan print it
_NOTED = re.compile(
    r"[前昨今本上][（(](?:(?P<day>[12][0-9]|3[01]|0?[1-9])[）)][日天晚]|(?P<month>1[0-2]|0?[1-9])[）)]月)"
)


def _noted_at(text: str, at: int) -> Parts | None:
    """A day or month whose number a bracket inside its word gives."""
    found = _NOTED.match(text, at)
    if found is None:
        return None
    if found["day"]:
        return with_clock(text, Parts(at, found.end(), day=int(found["day"])))
    parts = Parts(at, found.end(), month=int(found["month"]))
    parse_after_month(text, parts)
    return parts


def word_at(text: str, at: int) -> Parts | None:
    """A day, month or week named by a relative word at `at`: 昨日, 上周五, 上月25日, 当日, 月底, 上季度, 今夏."""
    noted = _noted_at(text, at)
    if noted is not None:
        return noted
    found = _SAME_DAY.match(text, at)
    if found:
        return Parts(at, found.end(), year_shift=_YEARS_OFF[found["y"]], same_day=True)
    found = _QUARTER_WORD.match(text, at)
    if found and not (at and text[at - 1] in set("以线网")):
        return Parts(at, found.end(), quarter_shift=_QUARTERS_OFF[found["q"]])
    found = _SEASON_WORD.match(text, at)
    if found:
        return Parts(
            at,
            found.end(),
            year_shift=_YEARS_OFF[f"{found['y']}年"],
            division=21 + "春夏秋冬".index(found["s"]),
        )
    found = _DAY_WORD.match(text, at)
    if found and boundary_ok(text, at, found.end(), found.group()):
        word = found.group()
        parts = Parts(at, found.end(), day_shift=DAY_SHIFTS.get(word), day_last=DAY_LASTS.get(word))
        return with_clock(text, parts)
    found = _MONTH_WORD.match(text, at)
    if found and boundary_ok(text, at, found.end(), found.group()):
        word = found.group()
        parts = Parts(at, found.end(), month_shift=MONTH_SHIFTS.get(word), month_last=MONTH_LASTS.get(word))
        parse_after_month(text, parts)
        return parts
    if text.startswith("月", at) and not (
        at and text[at - 1] in "0123456789一二三四五六七八九十个每上下本当同次这几数岁满元两"
    ):
        found = _MONTH_END.match(text, at)
        if found:
            return Parts(
                at, found.end(), month_shift=0, edge={"初": "begin", "中": "mid"}.get(text[at + 1], "end")
            )
    return _week_at(text, at)


def _week_at(text: str, at: int) -> Parts | None:
    found = _WEEK.match(text, at)
    if found is None or (found["shift"] is None and found["day"] is None):
        return None
    if (
        found["shift"] is None
        and at
        and text[at - 1] in "0123456789一二两三四五六七八九十每个半数几单双首上下本"
    ):
        return None
    word = found.group()[:2]
    if found["day"] is None and not boundary_ok(text, at, found.end(), word):
        return None
    if found["shift"] and at and text[at - 1] in _BEFORE.get(word, ""):
        return None
    shift = found["shift"].removesuffix("个") if found["shift"] else None
    weekday = WEEKDAYS[found["day"]] if found["day"] else None
    parts = Parts(at, found.end(), week_shift=_WEEK_SHIFTS[shift] if shift else None, weekday=weekday)
    return with_clock(text, parts) if weekday is not None else parts


def vague_at(text: str, at: int) -> tuple[str, int, str] | None:
    """(kind, end, EDTF pattern) of 近日, 近几年, 目前 …; kind is `vague` or `now`."""
    found = _VAGUE_WORD.match(text, at)
    if found and boundary_ok(text, at, found.end(), found.group()):
        return "vague", found.end(), VAGUE[found.group()]
    found = _NOW_WORD.match(text, at)
    if found and boundary_ok(text, at, found.end(), "目前" if "目前" in found.group() else found.group()):
        return "now", found.end(), "{day}"
    return None


def recurring_at(text: str, at: int) -> int | None:
    """End of 每年11月, 每月15日, 每周五: days that are no one day."""
    found = _RECURRING.match(text, at)
    return found.end() if found else None
