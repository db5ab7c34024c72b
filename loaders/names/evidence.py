"""What marks a name beside the words around it: quotation marks, codes, brackets that define, lists, exchanges.

Each source of evidence gives spots: spans with a weight in the units of the tagger's margin (natural log of odds).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.alternatives import longest_first
from loaders.names.lexicon import entries
from loaders.names.model import COMPANY, EXCHANGE, NameType

_MARKET: Final = r"(?:NYSE|NASDAQ|Nasdaq|HKEX|SH|SZ|HK|纽交所|纳斯达克|港交所|上交所|深交所|美股|港股|A股|股票代码|证券代码|股份代号|代码)"
CODE: Final = re.compile(
    rf"[(（]\s*(?:{_MARKET}\s*[:：. ]?\s*(?P<a>[A-Z]{{1,5}}|\d{{4,6}}(?:\.[A-Z]{{2}})?)"
    r"|(?P<b>[03489]\d{5}(?:\.[A-Z]{2})?|6\d{5}(?:\.[A-Z]{2})?|0\d{4}(?:[.\-]?HK)?|\d{1,4}\.HK)"
    r"|(?P<c>[A-Z]{1,5}\.(?:US|OQ|O|N|NYSE|L|T|PA|DE)))\s*[)），,;；]"
)
QUOTE: Final = re.compile(
    r"“([^“”\n]{1,24})”|「([^「」\n]{1,24})」|『([^『』\n]{1,24})』|\"([^\"\n]{1,24})\"|‘([^‘’\n]{1,24})’|《([^《》\n]{1,32})》"
)
OPENED: Final = re.compile(r"(?<=[、，,])“([^“”\n，,。、；！？]{1,12}?)(?=[、，]|等)(?!”)")
_TO_QUOTE: Final = "(?:了|的|为|是|叫|有|多个|一个|一款|出|——)*$"
BEFORE_QUOTE: Final = re.compile(  # what a name follows at once
    r"(?:旗下|推出|上线|发布|打造|收购|入股|剥离|关停|关闭|并入|更名|改名|改称|改叫|易名|易名为|取名|定名|称作|名叫|名为|命名为|叫做|原名|换成|变成|变回|改回|合推|力推|主推|品牌|平台|小程序|公众号|应用|网站|游戏|手游|端游|页游|电影|影片|短片|动画|纪录片|剧集|代表作|新作|续作|综艺|App|APP|app|软件|商标|子公司|便利店|超市|手机"
    r"|孵化的?|孵化出|试水|内测|公测|停掉|砍掉|裁撤|运营着|运营过|经营着|旗下拥有|旗下现有|旗下包括|创立|创办|开发|自营)"
    + _TO_QUOTE
)
NEAR_QUOTE: Final = re.compile(  # what a name or other words in quotation marks may follow
    r"(?:公司|企业|基金|产品|工具|项目|系统|投资|取消|推|组织|成立|运营|新增|独立|叫)" + _TO_QUOTE
)
AFTER_QUOTE: Final = re.compile(
    r"(?:(?:早期|最早|原来|原本|最初|过去|以前|曾)(?:叫|名为|名叫)|原名|前身|是[^，。；“”]{1,10}(?:旗下|推出|上线|开发|打造|孵化)的|小程序|平台|App|APP|app|公众号|商标|品牌|网站|应用|软件|游戏|手机|便利店|超市|商城|频道|团队|宣布|创始人|改名|更名|改称|停止运营|停止服务|将停止|进行平台)"
)
BEHIND_QUOTE: Final = re.compile(r"(?:正式|获得|完成|上线|下线|停止|关停|服务|功能|系统|产品)")
LIFE: Final = re.compile(  # behind a mark, with when and how: what only a product or a shop goes through
    r"(?:App|APP|app|小程序|平台|业务|项目|品牌)?(?:[于在自从至到将已也均则便就又都年月日号前后初末中底起]|[0-9]{1,4}|去年|今年|前年|次年|同年|当年|翌年"
    r"|正式|宣布|宣告|全面|彻底|直接|悄然|悄悄|突然|最终|终于|早已|已经|随后|随即|先后|陆续|相继|双双|黯然|被迫|再度|重新|低调|率先|对外|官方|首次){0,6}"
    r"(?:停止(?:了)?(?:运营|服务|营业|更新|维护)|终止运营|结束运营|停运|停服|关停|关服|下线|下架|退市|退场|离场|谢幕|闭店|关店|裁撤|上线|上架|内测|公测|试运营|面世|问世|亮相|首发|开业|更名|改名|易名|改叫|改称|并[入进到]|合并|整合[入进到]|划[入归])"
)
OF_A_LIST: Final = re.compile(  # behind the last mark of a list: what all of them are
    r"等?(?:[一两三四五六七八九十多数几]|\d{1,2})?(?:大|个|款|家|条|块|批|只|种)?[\u4e00-\u9fff]{0,5}?(?:副牌|子品牌|品牌|平台|业务线|业务|项目|产品|应用|小程序|软件|工具|网站|频道)(?=[，。；、！]|$)"
)
LAW: Final = re.compile(
    r"(?:办法|规定|通知|公告|报告|协议|协议书|函|条例|准则|细则|意见|议案|合同|书|预案|草案|方案|规则|制度|说明|法|声明|决定|指引|规划|纲要|名单|目录|一|二|三|四|五|六|七|八|九|十)$"
)
DEFINED: Final = re.compile(
    r"(?P<open>[（(])(?:以下)?(?:统称|合称|简称|下称|称|又称|又名|原名|曾用名|英文名|英文名称|股票简称|证券简称)(?:为|[:：])?\s*[“\"「]?"
    r"(?P<short>[^“”\"「」（）()，,。；;、：:或/\n]{2,24})"
)


@dataclass(slots=True)
class Spot:
    """A span that may be a name, and how surely; `weight` adds up over what points to it."""

    start: int
    end: int
    weight: float
    why: str
    type: NameType | None = None
    ticker: str | None = None
    head: tuple[int, int] | None = None
    fixed: bool = False  # its edges are printed (quotation marks, list commas), not guessed


def quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, opening mark) of what stands between quotation marks in text[start:end], marks excluded.

    A mark that never closes counts where a list goes on behind the name: “甲”、“乙、丙.
    """
    for match in QUOTE.finditer(text, start, end):
        group = match.lastindex or 1
        yield match.start(group), match.end(group), text[match.start()]
    for match in OPENED.finditer(text, start, end):
        yield match.start(1), match.end(1), "“"


def codes(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """(offset of the bracket, code) for each stock code that stands in brackets behind something."""
    for match in CODE.finditer(text, start, end):
        yield match.start(), match["a"] or match["b"] or match["c"]


def definitions(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(offset of the bracket, start and end of the short form) of X（以下简称“Y”）."""
    for match in DEFINED.finditer(text, start, end):
        low, high = match.span("short")
        while high > low and text[high - 1].isspace():
            high -= 1
        if high - low >= 2:
            yield match.start("open"), low, high


FOREIGN: Final = re.compile(
    r"[(（]\s*(?:英文名[:：]?|英文[:：])?\s*(?P<name>[A-Z][A-Za-z0-9&.'’\-]*(?: [A-Z&][A-Za-z0-9&.'’\-]*){0,4})\s*[)）]"
)


def foreign(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(offset of the bracket, start and end of the Latin name) of X（Latin Name）."""
    for match in FOREIGN.finditer(text, start, end):
        yield match.start(), *match.span("name")


@cache
def _exchanges() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def either(section: str) -> str:
        return longest_first(entries("exchanges", section))

    return (
        re.compile(either("Exchange")),
        re.compile(
            rf"(?:登陆|登录|回归|转战|闯关|冲击|冲刺|征战|奔赴|赴|在|于|转板至?)(?:{either('Exchange')}|[^，。；、]{{0,4}})?({either('board')})"
        ),
        re.compile(
            rf"({either('board')}|{either('place')})(?=(?:成功|正式|挂牌|公开|首次|的|主板|IPO)*(?:上市|挂牌|IPO|二次上市|首发|敲钟|交易所上市|退市|私有化))"
        ),
    )


def exchanges(text: str, start: int, end: int) -> Iterator[Spot]:
    """Exchanges by their names; boards, countries and cities (A股, 港股, 美国) where something is listed there."""
    names, after, before = _exchanges()
    for match in names.finditer(text, start, end):
        yield Spot(*match.span(), 9.0, "exchange", EXCHANGE)
    for pattern in (after, before):
        for match in pattern.finditer(text, start, end):
            yield Spot(*match.span(1), 9.0, "place of listing", EXCHANGE)


@cache
def _groups() -> re.Pattern[str]:
    return re.compile(longest_first(entries("actors")))


def groups(text: str, start: int, end: int) -> Iterator[Spot]:
    """Groups of investors that are named as one (北向资金)."""
    for match in _groups().finditer(text, start, end):
        yield Spot(*match.span(), 4.0, "group of investors", COMPANY)


LIST_STOP: Final = re.compile(r"[，,。；;！？!?\n：:“”\"「」『』《》|]")
ITEM_END: Final = re.compile(r"等(?!等|候|待|级|同|于|到)|[，,。；;！？!?\n：:]")
OF_A_KIND: Final = re.compile(  # what a list of names ends with
    r"等(?:[\u4e00-\u9fff]{0,3}家)?(?:[\u4e00-\u9fff]{0,6}?)(?:品牌|平台|公司|企业|网站|App|APP|机构|基金|媒体|小程序|厂商|券商|车型|机型|芯片|手游|游戏|新药|药物)"
)
COUNTED_TAIL: Final = re.compile(  # behind the last of a list: 甲、乙两款软件
    r"(?:[两三四五六七八九十几多数]|\d+)(?:款|个|家|大|种|只|支)(?:[\u4e00-\u9fff]{0,4}?)(?:软件|品牌|平台|公司|企业|网站|应用|App|APP|机构|基金|媒体|小程序|厂商|券商|产品|游戏|车型|机型|芯片|手机|模型|新药|药物)$"
)
COUNTS: Final = re.compile(
    "(?<![前第后])[两二三四五六七八九十几数][个位名家款大人块种支只]"
)  # 甲、乙、丙三家
AND: Final = re.compile(r"以及|和|与|及")


@dataclass(slots=True)
class Listing:
    """A 、-list: where its first item ends, its items with both edges printed, and where one begins behind 和."""

    first: int
    inner: list[tuple[int, int]]
    last: int | None


def lists(text: str, start: int, end: int) -> Iterator[Listing]:
    """The 、-lists in text[start:end]."""
    position = start
    while True:
        mark = text.find("、", position, end)
        if mark < 0:
            return
        listing = Listing(mark, [], None)
        low = mark
        while low > start and mark - low < 10 and not LIST_STOP.match(text, low - 1):
            low -= 1
        if low == start or LIST_STOP.match(text, low - 1):
            listing.inner.append((low, mark))
        low = mark + 1
        while True:
            following = text.find("、", low, min(end, low + 18))
            stop = LIST_STOP.search(text, low, following if following >= 0 else min(end, low + 18))
            if following >= 0 and stop is None:
                listing.inner.append((low, following))
                low = following + 1
                continue
            high = stop.start() if stop else min(end, low + 18)
            joined = AND.search(text, low + 2, high)
            closed = ITEM_END.search(text, low + 2, min(end, high + 1))
            counted = COUNTS.search(text, low + 2, min(high, low + 8))
            if counted and (closed is None or counted.start() < closed.start()):
                closed = counted
            if joined and (closed is None or joined.start() < closed.start()):
                listing.inner.append((low, joined.start()))
                if closed and text[closed.start()] == "等" and 2 <= closed.start() - joined.end() <= 6:
                    listing.inner.append((joined.end(), closed.start()))
                else:
                    listing.last = joined.end()
            elif closed and closed.start() - low <= 10:
                listing.inner.append((low, closed.start()))
            break
        position = low
        if listing.inner and listing.inner[-1][0] > mark:
            yield listing
