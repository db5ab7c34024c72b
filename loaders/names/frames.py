"""Names by the place they take in a clause: object of a deal, subject of a verb, beside a title, with 领投 and 跟投."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Final

from loaders.names.evidence import Spot
from loaders.names.forms import BEFORE_UNIT, DEPARTMENT, TICKER, generic, ordinary
from loaders.names.lexicon import classes, entries

OBJECT: Final = re.compile(
    r"(?:入股|收购|并购|领投|推出|控股|参股|增资|私有化|剥离|关停|关闭|对标|牵手|携手|旗下|旗下的|并入|更名为|改名为|投资|投资了|投了|上线|叫停|成立|创立|创办|创建|引入|合并|卖给|出售给|击败|持有|出售|减持|转让|认购)了?"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?=[，。；、！？,;\n（(]|以及|[和与及等以]|之后|后[，,]|前[，,]|的?\d|约\d|的(?:股|多数|少数|控))"
)
SUBJECT: Final = re.compile(
    r"(?<![\u4e00-\u9fffA-Za-z0-9”」』])(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?=宣布|推出|收购|入股|完成|获得|发布公告|公告|上线|被.{2,6}收购|领投|停止运营|创始人|CEO|董事长|旗下|母公司|子公司)"
)
INVESTOR: Final = re.compile(
    r"(?:领投[、，,]|跟投[、，,；]|(?<=[领跟]投)，|由|、)(?P<name>[\u4e00-\u9fffA-Za-z0-9 ]{2,12}?)(?=(?:联合|独家|共同|继续)?(?:领投|跟投|参投))"
)
FUNDS: Final = re.compile(  # 甲资本和乙基金联合领投, at the beginning of a clause or a list's item
    r"(?<=[，。；、和与及由])(?!由)(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,6}(?:资本|创投|基金|投资|股权|资产|控股|集团))(?:(?:、|和|与|及)(?:[\u4e00-\u9fffA-Za-z0-9]{2,10}))?(?:联合|独家|共同|继续|分别|均|也)*(?:领投|跟投|参投)"
)
FUND: Final = re.compile("(?:资本|创投|基金|投资|控股|集团|科技)$")
POST: Final = re.compile(
    "旗下|母公司|子公司|创始人|董事长|总裁|总经理|C[EFTO]O"
)  # said behind a company's name
BEFORE_POST_WORD: Final = re.compile("(?:的|联合|共同|副)$")
BEFORE_OWNER: Final = re.compile("[^\u4e00-\u9fffA-Za-z0-9]|[原前由和与]")
JOIN_FIRST: Final = re.compile(
    "[^\u4e00-\u9fffA-Za-z0-9”」』》][和与及]"
)  # 和硕董事长: what 和 joins is more than one character
STRANGE: Final = re.compile(r"(?:0{1,3}|[NSK][nsk]+)?[UL]{2,8}0{0,3}(?:[NASK][nask]+)?|[UL][SK][sk]+")
WORDS: Final = re.compile("(?:[NAVSK][navsk]){2}")
CLAUSE: Final = re.compile(  # a strange word that begins a clause, and what shows that it ends there
    r"(?P<name>U(?:(?<=[,.\n?!q(]U)|(?<=\AU))U{1,3}(?:[SK][sk]*)?)(?=[VBFT][a-z]|[VBFTO](?![a-z])|U?0)"
)
BEFORE_POST: Final = re.compile("0{0,3}[UL]{2,8}(?:[SK][sk]+)?")
NUMBERED: Final = re.compile("0{2,4}(?:[NSKVUA][a-zU])")
GROUPED: Final = re.compile(
    "(?:公司|企业|集团|平台|机构|团队|品牌|时任|现任|前任|历任|新任|首任|原任|离任)$|^(?:各|多|该|本|某)"
)
LETTERS: Final = re.compile(
    r"[A-Z](?<=[\u4e00-\u9fff，。；、：“（][A-Z])[A-Za-z]{3,15}(?=[\u4e00-\u9fff，。；、：”）])"
    r"|[a-z](?<=[\u4e00-\u9fff，。；、：“（][a-z])[a-z]{2,11}(?=[\u4e00-\u9fff，。；、：”）])"
)
WORDS_OF_LETTERS: Final = re.compile(  # LINE Pay, THE MONSTERS between Chinese characters
    r"(?<![A-Za-z0-9 .&'’\-])(?:[a-z]?[A-Z][A-Za-z0-9&'’\-]*)(?: [A-Z][A-Za-z0-9&'’\-]*){1,3}(?![A-Za-z0-9 .&'’\-])"
)
SHARE_OF: Final = re.compile(  # what shares are of: 拿下某某51%的股权, 已将某某20%股份卖掉
    r"(?:收购|并购|购买|购入|买入|买下|买进|认购|受让|拿下|取得|获得|持有|入股|出售|售出|转让|卖掉|卖出|减持|增持|质押|将|把)了?(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?=约?(?:\d[\d.]*[%％]|[一二三四五六七八九两]成)的?(?:股权|股份|权益|股本))"
)
NOT_SHARED: Final = re.compile(
    "公司|自己|所持|手中|手里|其余|剩余|全部|部分|旗下|标的|合计|约|近|超|共|余下|另外|剩下|各自|后者|前者|对方|双方|的"
)
LAUNCHED_AS: Final = re.compile(  # 推出问答产品某某，
    "(?:推出|上线|发布|开发|做出|做了|打造)[^，。；、\n]{0,12}?(?:产品|应用|软件|App|APP|平台|社区|游戏|手游|品牌|小程序|网站|工具|系统|服务)(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,5})(?=[，。；])"
)
IS_WHO: Final = re.compile(  # 卖方是某某资本，
    "(?:[买卖]方|收购方|对手|接盘[方者]|接手[方者]?的?|投资[方人]|领投方|跟投方|[大二]股东|母公司|前身|合作[方伙]伴?|出资方|运营方|开发商|发行商|东家)(?:就|正|便|还|则|也)?(?:是|为)(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,8})(?=[，。；、])"
)
HOLDER_IS: Final = re.compile(  # 大股东为某某: even words of use name what stands so
    "(?:大股东|控股股东|母公司|控股方|接盘方|收购方)(?:目前|就|正|便)?(?:是|为)(?P<name>[\u4e00-\u9fff]{2,6})(?=[，。；、])"
)
STRANGE_PART: Final = re.compile("[^FBOCMPTA]*[UL][^FBOCMPTA]*")
APPOSED: Final = re.compile(
    "(?:平台|品牌|网站|应用|软件|小程序|App|APP|公众号|公司|企业|工具|手游|浏览器|社区|论坛|商城|厂商|服务商|运营商|独角兽|产品|游戏|频道|客户端|玩家|同行|对手|新秀|黑马|团队|工作室)(?=[\u4e00-\u9fff]{2})"
)
MADE: Final = re.compile(  # a relative clause of which only a product is the head; whose it is
    "(?:(?:推出|上线|发布|上架|孵化|内测|公测|打造|自研|研发|开发|试水|停运)了?过?的|旗下的?)(?=[\u4e00-\u9fff]{2})"
    "|产品(?=[\u4e00-\u9fff]{2,4}[，。；、])"
)
HEADED: Final = (
    -5.3
)  # measured: of what the model finds as unlikely as that in such a place, nine in ten are names
OWNED: Final = re.compile(  # 旗下的某某推出…: even words of use name what stands so
    "旗下的?(?!现有|已有|还有|拥有|包括|目前)(?P<name>[\u4e00-\u9fff]{2,4}?)(?=推出|上线|宣布|完成|获得|发布|更名|停止|关停|并入)"
)
DESCRIBES: Final = re.compile("[\u4e00-\u9fff]{0,6}[“「《A-Za-z]")  # the name comes later: 旗下冷饮“某某”
STRANGE_RUN: Final = re.compile("U{2,4}")
NAMED_RUN: Final = re.compile("(?:U{1,2}S[s]+|UUK[k]+)(?![a-z])")  # with what ends a name: 甲乙智能
NEAR: Final = -1.5
LOCAL_RUN: Final = re.compile("R[r]+[CU]U{1,2}(?=[BFT,.])")  # 关联公司北京甲乙收购
FAR: Final = -3.5  # the same for what ends as names do
UNIT: Final = re.compile(
    "[群部线会院](?=(?P<post>的?(?:助理|高级|常务|执行)?(?:总经理|副总经理|总裁|副总裁|负责人|主任|副主任|总监))|[，。；、与和及由]|并入|合并|$)"
)
UNIT_ENDS: Final = ("事业群", "事业部", "事业线", "委员会", "研究院")
IN_UNIT: Final = frozenset({"运营", "投资", "开发", "经营", "研发", "代理"})  # verbs that units are named by
NO_UNIT: Final = frozenset("总干全内外南北东西中局一大乐")  # before 部
FOUNDING: Final = re.compile(
    r"(?:成立|新设|新增|组建|组成|合组|并成|设立|撤销|撤消|合并|整合|拆分|升级为|更名为|并入|划入|划归|归入|纳入|调整为|整合为|整合成|合并为|合并成|归并成|归并为|拆分为|拆成|分拆为|重组为|改组为)了?$|(?:成立|新设|新增|组建|设立|撤销|撤消)了?[^，。；]{2,14}[、与和及]$|(?:将|把)(?:原|原来的|原有的)?$"
)
UNIT_VERBS: Final = frozenset(
    {"担任", "兼任", "出任", "成立", "撤销", "撤消", "组建", "设立", "负责", "汇报", "任命", "调任", "加入", "新设", "新增", "合并", "整合", "拆分", "升级", "更名", "并入", "划入", "划归", "组成", "合组", "归入", "纳入"}
)  # fmt: skip
Margin = Callable[[int, int], float]  # how much likelier the model finds text[a:b] a name than none
CLAUSE_WHY: Final = "begins a clause"
SPENDING: Final = frozenset("花砸掏")
NO_START: Final = frozenset("到当按谁比次两单第占靠凭")
COMPLEMENT: Final = re.compile("[出成掉完到下起回]了?[一两几\\d]")  # 攒出一笔钱: a verb
# 合并组成某某服务公司: what several parts are made into
MADE_OF: Final = re.compile("组成|合组|并成|(?:合并|整合|重组|改组|拆分|升级)[成为]")
PARTS_OF: Final = re.compile(
    f"(?:{MADE_OF.pattern})了?(?P<name>(?!一家|一个|新的?|合资|全资|控股|上市|项目|大型|这家|该|独立)[\u4e00-\u9fffA-Za-z]{{3,10}}公司)(?=[，。；、（(]|$)"
)
MEASURED: Final = frozenset("量率额")  # 试驾量超过3万次: a measure
SURE: Final = 3.0
LEAST: Final = -4.0
CLAUSES: Final = 3.0
PERSONS: Final = 2.6  # weight of a surname and given name behind a title


def framed(text: str, shade: str, start: int, end: int, margin: Margin) -> Iterable[Spot]:
    """Strange words that stand alone as the object of a deal or launch, or as the subject of a clause's first verb."""
    for pattern in (OBJECT, SUBJECT):
        for match in pattern.finditer(text, start, end):
            low, high = match.span("name")
            if generic(text, shade, low, high):
                continue
            if STRANGE.fullmatch(shade, low, high):
                yield Spot(low, high, 1.8, "verb frame")
            elif high - low == 4 and WORDS.fullmatch(shade, low, high):
                yield Spot(low, high, 0.9, "verb frame")
    for match in LAUNCHED_AS.finditer(text, start, end):
        low, high = match.span("name")
        if (
            STRANGE.fullmatch(shade, low, high)
            and not generic(text, shade, low, high)
            and not ordinary(match["name"])
        ):
            yield Spot(low, high, 3.0, "launched as", "Product")
    for match in IS_WHO.finditer(text, start, end):
        low, high = match.span("name")
        if (
            STRANGE.fullmatch(shade, low, high)
            and not generic(text, shade, low, high)
            and margin(low, high) > NEAR
        ):
            yield Spot(low, high, 3.0, "said to be one")
    for match in HOLDER_IS.finditer(text, start, end):
        low, high = match.span("name")
        if STRANGE_PART.fullmatch(shade, low, high) and not generic(text, shade, low, high):
            yield Spot(low, high, 3.0, "said to be one", "Company")
    for match in SHARE_OF.finditer(text, start, end):
        low, high = match.span("name")
        if (
            NOT_SHARED.search(text, low, high) is None
            and shade[low] != "R"
            and not any(c in "FBOCM" for c in shade[low:high])
        ):
            yield Spot(low, high, 4.0, "what shares are of", "Company")
    for match in FUNDS.finditer(text, start, end):
        low, high = match.span("name")
        inner = shade[low : high - 2]
        if (
            not any(c in "FOCMHP" for c in inner)
            and not ordinary(match["name"])
            and margin(low, high) > LEAST
        ):
            yield Spot(low, high, 3.5, "beside 领投 or 跟投", "Company", fixed=True)
    for match in INVESTOR.finditer(text, start, end):
        low, high = match.span("name")
        if not shade[low].isupper() or shade[high].islower():
            continue
        if FUND.search(text, low, high) and margin(low, high) > SURE:
            yield Spot(low, high, 4.2, "beside 领投 or 跟投", "Company")
        elif not any(c in "FBOCM" for c in shade[low:high]) and not generic(text, shade, low, high):
            yield Spot(low, high, 2.2, "beside 领投 or 跟投", "Company")


def apposed(
    text: str, shade: str, start: int, end: int, margin: Margin, found: Collection[int] = ()
) -> Iterable[Spot]:
    """Words of no list right behind a class noun (网站某某), where the model comes near to taking them for a name."""
    for match in APPOSED.finditer(text, start, end):
        low = match.end()
        whole = NAMED_RUN.match(shade, low, end) or LOCAL_RUN.match(shade, low, end)
        if whole and low not in found and margin(low, whole.end()) > FAR:
            yield Spot(low, whole.end(), CLAUSES, "behind a class noun")
            continue
        run = STRANGE_RUN.match(shade, low, end)
        if run is None or low in found:
            continue
        odds, high = max((margin(low, at), at) for at in range(low + 2, run.end() + 1))
        word = ordinary(text[low:high]) or generic(text, shade, low, high)
        if odds > NEAR and not word and not _begins_word(text, low, high):
            yield Spot(low, high, CLAUSES + min(odds, 0.5), "behind a class noun")


def made(
    text: str, shade: str, start: int, end: int, margin: Margin, found: Collection[int]
) -> Iterable[Spot]:
    """Words of no list that are the head of a relative clause about a product (去年上架的某某), or stand behind 旗下."""
    for match in MADE.finditer(text, start, end):
        low = match.end()
        local = LOCAL_RUN.match(shade, low, end)
        if local and low not in found and margin(low, local.end()) > NEAR:
            yield Spot(low, local.end(), 2.2, "what somebody brought out")
            continue
        run = STRANGE_RUN.match(shade, low, end)
        if run is None or low in found:
            continue
        odds, high = max((margin(low, at), at) for at in range(low + 2, run.end() + 1))
        if DESCRIBES.match(text, high):
            continue
        least = (
            NEAR if shade[high : high + 1] in tuple("NASKHR") else HEADED
        )  # 旗下的软装牌子: what it is for
        if odds > least and not ordinary(text[low:high]) and not generic(text, shade, low, high):
            yield Spot(low, high, 2.2, "what somebody brought out")


def owned(text: str, shade: str, start: int, end: int, found: Collection[int]) -> Iterable[Spot]:
    """What stands between 旗下 and the verb of a deed: a name, whatever its words are else used for."""
    for match in OWNED.finditer(text, start, end):
        low, high = match.span("name")
        if low not in found and not generic(text, shade, low, high) and shade[high - 1] != "B":
            yield Spot(low, high, 6.2, "whose it is, before what it does")


def owners(
    text: str, shade: str, start: int, end: int, margin: Margin, people: Collection[int] = ()
) -> Iterable[Spot]:
    """What stands before 旗下, 母公司 or a post: strange words, or words side by side that the model does not rule out.

    `people` are where names of persons begin; behind a post they make it surer.
    """
    for match in POST.finditer(text, start, end):
        high = match.start()
        joint = BEFORE_POST_WORD.search(text, max(start, high - 2), high)
        high = joint.start() if joint else high
        office = DEPARTMENT.search(text, max(start, high - 4), high)
        high = office.start() if office else high
        low = high - 2
        while low > start and high - low <= 8 and not BEFORE_OWNER.match(text, low - 1):
            low -= 1
        if low >= start and JOIN_FIRST.match(text, max(start, low - 1), high) and shade[high - 1] == "U":
            yield Spot(high - 2, high, 3.0, "owner")
            continue
        if not start <= low or not 2 <= high - low <= 8 or BEFORE_OWNER.search(text, low, high):
            continue
        if not shade[low].isupper() or shade[high].islower() or generic(text, shade, low, high):
            continue
        odds = min(margin(low, high), 0.0) + (2.0 if match.end() in people else 0.0)
        if NUMBERED.fullmatch(shade, low, high) or BEFORE_POST.fullmatch(shade, low, high):
            weight = 2.4 + 0.7 * odds
        elif WORDS.fullmatch(shade, low, high) and high - low == 4:
            weight = 3.4 + 0.7 * odds
        else:
            continue
        if weight > 0 and not GROUPED.search(text, low, high):
            yield Spot(low, high, weight, "owner")


def latin(text: str, shade: str, start: int, end: int, margin: Margin) -> Iterable[Spot]:
    """Words of letters in a Chinese sentence that are no abbreviation of a thing."""
    never = entries("never", "latin") | entries("titles", "office")
    for match in WORDS_OF_LETTERS.finditer(text, start, end):
        if never.isdisjoint(match[0].split(" ")) and margin(*match.span()) > LEAST:
            yield Spot(*match.span(), 2.1, "letters")
    for match in LETTERS.finditer(text, start, end):
        low, high = match.span()
        if TICKER.search(text, max(start, low - 6), low):
            continue
        if match[0] not in never and margin(low, high) > LEAST:
            yield Spot(low, high, 2.1, "letters")


def clauses(
    text: str, shade: str, start: int, end: int, margin: Margin, found: Collection[int] = ()
) -> Iterable[Spot]:
    """Words of no list that begin a clause before its verb, where the model comes near to taking them for a name."""
    for match in CLAUSE.finditer(shade, start, end):
        low, high = match.span("name")
        if low in found or text[low] in NO_START or _begins_word(text, low, high):
            continue
        odds, high = max((margin(low, at), at) for at in _ends(shade, high, min(end, high + 4)))
        if text[high - 1] in SPENDING and shade[high : high + 1] == "0":
            high -= 1  # 某某花6亿元
        if COMPLEMENT.match(text, high - 1) or text[high - 1] in MEASURED:
            continue
        if odds > LEAST and not ordinary(text[low:high]) and not generic(text, shade, low, high):
            yield Spot(low, high, CLAUSES + min(odds, 0.5), CLAUSE_WHY)


def _ends(shade: str, high: int, limit: int) -> list[int]:
    """Where a name that the words end at `high` may end: there, or behind the next one or two characters or words."""
    out = [high]
    for at in range(high + 1, limit + 1):
        if not shade[at : at + 1].islower() and shade[at - 1] not in ",.|q()\n?! ":
            out.append(at)
        else:
            break
    return out


def _begins_word(text: str, low: int, high: int) -> bool:
    """Whether an ordinary word begins at `low`, or ends behind `high`."""
    common, words = entries("uncommon"), classes()
    return any(text[low : low + n] in common or text[low : low + n] in words for n in (2, 3, 4)) or any(
        text[at : at + n] in common for at in range(low + 1, high) for n in (2, 3, 4) if at + n > high
    )


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    return entries("surnames", "single"), entries("surnames", "double")


def persons(
    text: str, shade: str, start: int, end: int, margin: Margin, found: Collection[int] = ()
) -> Iterable[Spot]:
    """People right behind a title: a surname, and a given name that ends where the next word begins.

    Where no word that is known begins behind either length, the model chooses, but for what it has `found` itself.
    """
    single, double = _surnames()
    for match in re.finditer("P[p]*", shade[start:end]):
        low = start + match.end()
        if low >= end - 2 or low - start < 2 or shade[low] not in "UNMA":
            continue
        size = 2 if text[low : low + 2] in double else 1 if text[low] in single else 0
        if not size or _begins_word(text, low, low + 1):
            continue
        best = 0
        odds: list[tuple[float, int]] = []
        for given in (1, 2):
            high = low + size + given
            if high > end or not "\u4e00" <= text[high - 1] <= "\u9fff":
                break
            if shade[high - 1] in "FBOCP" and not (given == 1 and shade[high : high + 1] in ("U",)):
                break
            behind = shade[high : high + 1]
            if (behind.islower() and behind != "q") or (given == 2 and text[high : high + 1] == "了"):
                continue
            if behind != "U" and behind != "L":
                best = high
            odds.append((margin(low, high), high))
        if not best and odds and low not in found and max(odds)[0] > 0:
            best = max(odds)[1]
        if best and best - low >= 2 and not generic(text, shade, low, best):
            yield Spot(low, best, PERSONS, "behind a title", "Person")


def units(text: str, shade: str, start: int, end: int) -> Iterable[Spot]:
    """Parts of a company by their endings, beside a title or a verb that founds, merges or closes them."""
    for match in UNIT.finditer(text, start, end):
        high = match.end()
        if text.endswith(UNIT_ENDS, start, high):
            first = high - 3
        elif match[0] == "部" and high - 2 >= start and (match["post"] or text[high - 2] not in NO_UNIT):
            first = high - 2
        else:
            continue
        low = first
        while low > start and high - low < 14 and text[low - 2 : low] not in UNIT_VERBS:
            word = low - 1
            while word > start and shade[word].islower() and shade[word] != "q":
                word -= 1
            inner = shade[word] in "NAVKSULH" or text[word:low] in IN_UNIT
            if not inner or text[word:low] in UNIT_VERBS:
                break
            low = word
        made = MADE_OF.search(text, max(start, low - 1), first)
        low = made.end() if made else low
        weight = 5.2 if made else 4.2
        while low < first - 2 and text[low] in BEFORE_UNIT:
            low += 1
        if match["post"] is None and not FOUNDING.search(text, max(start, low - 20), low):
            continue
        if high - low >= 3 and low < first:
            yield Spot(
                low,
                high,
                weight,
                "unit beside a title or its founding",
                "BusinessUnit",
                fixed=text.endswith("研究院", start, high),
            )
    for match in PARTS_OF.finditer(text, start, end):
        yield Spot(*match.span("name"), 4.2, "made of several", "Company", fixed=True)
