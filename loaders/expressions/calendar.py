"""Days that have a name: festivals and shopping days, by the solar or the lunar calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from loaders.alternatives import longest_first

# year, then month and day of 春节, 清明, 端午, 七夕, 中秋 (computed with the package lunardate 0.2.2; 清明 by the solar
# term's formula); years outside yield no day
_LUNAR_TABLE = """
    1990 0127 0405 0528 0826 1003  1991 0215 0405 0616 0816 0922  1992 0204 0404 0605 0805 0911
    1993 0123 0405 0624 0824 0930  1994 0210 0405 0613 0813 0920  1995 0131 0405 0602 0802 0909
    1996 0219 0404 0620 0820 0927  1997 0207 0405 0609 0809 0916  1998 0128 0405 0530 0828 1005
    1999 0216 0405 0618 0817 0924  2000 0205 0404 0606 0806 0912  2001 0124 0405 0625 0825 1001
    2002 0212 0405 0615 0815 0921  2003 0201 0405 0604 0804 0911  2004 0122 0404 0622 0822 0928
    2005 0209 0405 0611 0811 0918  2006 0129 0405 0531 0731 1006  2007 0218 0405 0619 0819 0925
    2008 0207 0404 0608 0807 0914  2009 0126 0404 0528 0826 1003  2010 0214 0405 0616 0816 0922
    2011 0203 0405 0606 0806 0912  2012 0123 0404 0623 0823 0930  2013 0210 0404 0612 0813 0919
    2014 0131 0405 0602 0802 0908  2015 0219 0405 0620 0820 0927  2016 0208 0404 0609 0809 0915
    2017 0128 0404 0530 0828 1004  2018 0216 0405 0618 0817 0924  2019 0205 0405 0607 0807 0913
    2020 0125 0404 0625 0825 1001  2021 0212 0404 0614 0814 0921  2022 0201 0405 0603 0804 0910
    2023 0122 0405 0622 0822 0929  2024 0210 0404 0610 0810 0917  2025 0129 0404 0531 0829 1006
    2026 0217 0405 0619 0819 0925  2027 0206 0405 0609 0808 0915  2028 0126 0404 0528 0826 1003
    2029 0213 0404 0616 0816 0922  2030 0203 0405 0605 0805 0912  2031 0123 0405 0624 0824 1001
    2032 0211 0404 0612 0812 0919  2033 0131 0404 0601 0801 0908  2034 0219 0405 0620 0820 0927
    2035 0208 0405 0610 0810 0916  2036 0128 0404 0530 0828 1004  2037 0215 0404 0618 0817 0924
    2038 0204 0405 0607 0807 0913  2039 0124 0405 0527 0826 1002  2040 0212 0404 0614 0814 0920
"""
_LUNAR_KEYS = ("春节", "清明", "端午", "七夕", "中秋")


@cache
def _lunar() -> dict[tuple[str, int], date]:
    fields = _LUNAR_TABLE.split()
    days = {}
    for row in range(0, len(fields), 1 + len(_LUNAR_KEYS)):
        year = int(fields[row])
        for key, field in zip(_LUNAR_KEYS, fields[row + 1 : row + 1 + len(_LUNAR_KEYS)], strict=True):
            days[key, year] = date(year, int(field[:2]), int(field[2:]))
    return days


# the day in the solar calendar
_FIXED: dict[str, tuple[int, int]] = {
    "元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "劳动节": (5, 1), "青年节": (5, 4), "儿童节": (6, 1),
    "618": (6, 18), "教师节": (9, 10), "国庆": (10, 1), "光棍节": (11, 11), "双11": (11, 11), "双12": (12, 12),
    "平安夜": (12, 24), "圣诞": (12, 25),
}  # fmt: skip
# as printed (plain text, longest first in the pattern) to the key above
_SPELLINGS: dict[str, str] = {
    "元旦": "元旦", "除夕": "除夕", "春节": "春节", "农历新年": "春节", "元宵节": "元宵", "元宵": "元宵", "情人节": "情人节",
    "三八妇女节": "妇女节", "妇女节": "妇女节", "三八节": "妇女节", "清明节": "清明", "清明": "清明", "五一劳动节": "劳动节",
    "劳动节": "劳动节", "五一": "劳动节", "青年节": "青年节", "六一儿童节": "儿童节", "儿童节": "儿童节",
    "端午节": "端午", "端午": "端午", "618": "618", "6.18": "618", "6·18": "618", "七夕节": "七夕", "七夕": "七夕",
    "教师节": "教师节", "中秋节": "中秋", "中秋": "中秋", "国庆节": "国庆", "国庆": "国庆", "十一黄金周": "国庆",
    "十一长假": "国庆", "十一期间": "国庆", "十一假期": "国庆", "双11": "双11", "双 11": "双11", "双十一": "双11", "光棍节": "双11",
    "黑色星期五": "黑五", "黑五": "黑五", "感恩节": "感恩节", "双12": "双12", "双 12": "双12", "双十二": "双12",
    "平安夜": "平安夜", "圣诞节": "圣诞", "圣诞": "圣诞",
}  # fmt: skip
# 618 is a figure too, 五一 and 清明 are parts of other words: these need a word beside them that makes them days
_NEEDS_COMPANY = frozenset({"618", "6.18", "6·18", "五一", "清明", "圣诞", "元宵", "黑五"})
_COMPANY_AFTER = re.compile(
    r"[”\"’」』]?(?:期间|大促|购物|活动|当天|当日|当晚|前|后|预售|年中|狂欢|战报|促销|电商|假期|小长假|长假|黄金周|节|之后|之前|成交|销售|全网|理想生活|全球)"
)
# 李国庆 is a person
_SURNAMES = frozenset(
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金"
    "陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文俞"
)
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"'}
_SPAN = re.compile(r"(?:期间|黄金周|长假|假期|小长假)")
FESTIVAL = re.compile("(?P<festival>" + longest_first(_SPELLINGS) + r")(?![0-9.%])")
FESTIVAL_STARTS = "".join(sorted({spelling[0] for spelling in _SPELLINGS}))


def festival_at(text: str, at: int, *, dated: bool) -> tuple[str, int, bool] | None:
    """(key, end, whether the days around it are meant) of the festival printed at `at`.

    `dated`: a year stands before it, which is company enough for the spellings that are other things too.
    """
    quoted = dated and text[at : at + 1] in _QUOTES  # 去年“618”
    found = FESTIVAL.match(text, at + quoted)
    if found is None or (quoted and text[found.end() : found.end() + 1] != _QUOTES[text[at]]):
        return None
    spelling, end = found["festival"], found.end() + quoted
    if spelling in _NEEDS_COMPANY and not dated and not _COMPANY_AFTER.match(text, found.end()):
        return None
    if (
        spelling[0] in "6"
        and at
        and ((text[at - 1].isalnum() and text[at - 1].isascii()) or text[at - 1] in ".,-")
    ):
        return None
    if (
        spelling == "国庆"
        and not dated
        and at
        and text[at - 1] in _SURNAMES
        and not _SPAN.match(text, found.end())
    ):
        return None
    if spelling.startswith("国庆") and not dated and at and text[at - 1] in "中祖" and spelling != "国庆节":
        return None  # 新中国庆典
    key = _SPELLINGS[spelling]
    span = _SPAN.match(text, end)
    days = bool(span) or spelling.startswith("十一")
    return key, span.end() if span else end, days


def festival_days(key: str, year: int, *, span: bool) -> tuple[date, date] | None:
    """First and last day of a festival in a year; one day twice unless `span` asks for the days off (国庆, 春节)."""
    day: date | None
    if key in _FIXED:
        month, number = _FIXED[key]
        day = date(year, month, number)
    elif key in {"感恩节", "黑五"}:  # the fourth Thursday of November, and the day after
        first = date(year, 11, 1)
        day = first + timedelta((3 - first.weekday()) % 7 + 21 + (key == "黑五"))
    elif key in {"除夕", "元宵"}:
        new_year = _lunar().get(("春节", year))
        day = new_year and new_year + timedelta(-1 if key == "除夕" else 14)
    else:
        day = _lunar().get((key, year))
    if day is None:
        return None
    return day, day + timedelta(6) if span and key in {"国庆", "春节"} else day
