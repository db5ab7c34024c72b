"""The shape of a name: where a guessed span is trimmed or split, and what is no name for its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from loaders.names.lexicon import classes, entries

EDGE: Final = frozenset(" \t\u3000“”\"「」『』《》‘’'<>|/\\,，.。;；:：、!！?？*-—…·~&+)）]】([（【")
SPLIT: Final = re.compile(
    r"[\s<>|/\\“”\"「」『』《》:：;；,，、!！?？*@#}{]+|(?<=..)或(?=..)|(?<=..)(?:都由|均由|却由|则由|将由|都被|则被|也被|却被|又被|已被|都在|则在|却在|均在|也在|均为|都是|则是|却是)(?=..)"
)
UNIT_THEN_MORE: Final = re.compile(r"(?:事业群|事业部|委员会)(?=[\u4e00-\u9fff]{2,})")
FOUNDED: Final = re.compile("(?<=..)(?:成立|新设|设立|组建|撤销|撤消)了?")  # before a unit
INNER_VERB: Final = re.compile("(?<=[sk])B[b]+(?=U)")  # 某某集团控股某某
WORDS_THEN_LATIN: Final = re.compile("[\u4e00-\u9fff]{4,10}(?=[A-Z][A-Za-z]{2})")  # 连锁面馆Noodlo
LAST_OFFICE: Final = re.compile("(?<=[\u4e00-\u9fff]{2})C[EFTOM]O$")
LEFT_OVER: Final = re.compile("(?<=[UL][SK][sk])U{1,2}$")  # of what stands between a name and a class noun
# class nouns that end where a registered or printed name begins
HEAD_THEN_NAME: Final = re.compile(r"[HP][a-z]+(?=(?:[RU]|T[t]+U|[NAV][nav]+[SK]))")
HEAD_THEN_TWICE: Final = re.compile(  # 外卖平台豆豆, 网站鲸鲸网
    "(?:平台|公司|网站|品牌|应用|软件|企业|社区|小程序|App|APP)(?=([\u4e00-\u9fff])\\1.{0,2}$)"
)
PRICES: Final = re.compile(r"[(（]\s*\d+(?:\.\d+)?\s*[,，]\s*[-+]?\d")
SPECIAL: Final = re.compile(r"(?<![A-Za-z])\*?ST$")  # shares under special treatment
PLACE: Final = re.compile(
    r"(?:省|(?<!超)(?<!门)(?<!城)市|县|(?<!社)(?<!专)(?<!园)区|镇|乡|地区|街道|大道|市委|省委|党委|政府|法院|检察院|公安局|证监局|管理局|监管局|财政局|税务局)$"
)
BRACKETED: Final = re.compile("[（(][^（()）]*[)）]$")
LONG_FORM: Final = re.compile("(?:全称|以下简称|简称|又称|前身|原名)为?")
KIND_THEN_NAME: Final = re.compile("公司(?=[\u4e00-\u9fff]{2,6}$)")
BEFORE_LATIN: Final = re.compile(r"(?:[A-Z][A-Za-z0-9&.]*|\d+[A-Za-z]+) $")
ORG: Final = re.compile(r"(?:公司|集团|股份|银行|大学|学院|基金|证券|有限合伙[)）])$")
REGISTERED: Final = re.compile(
    r"(?:[(（][\u4e00-\u9fff]{2,6}[)）])?[\u4e00-\u9fff]{0,12}?(?:股份有限公司|有限责任公司|有限公司)"
)
BORDERING: Final = re.compile("[FBPOC]")
# what lies between a firm and the registered name of another that belongs to it
ANOTHER: Final = re.compile(
    "关联(?:公司|企业|方)|(?:[子孙母]|全资|控股|参股|附属|下属|合资|所属|背后的?)公司|旗下|运营主体"
)
PLAIN_WORDS: Final = re.compile("(?:[NASKVH][naskvh]+){1,4}?K[k]+(?![a-z])")
COUNTRY: Final = re.compile(
    r"(?:中国|美国|日本|韩国|印度|香港|台湾|亚太|欧洲|北美|英国|德国|法国)(?=获得|宣布|收购|推出|资产|业务|公司|股权|CEO|总裁|[、，。；”])"
)
LEADING: Final = frozenset("的了及被将把向者")
TRAILING: Final = frozenset("的了在与及或被将把")
HONORIFIC: Final = re.compile(
    "(?:先生|女士|博士|教授|小姐|夫人|(?:控股|控制|经营|表决|所有|肖像|著作|冠名|转播|独播|代言|代理|使用|发行|商标|专利)权|版权)$"
)  # behind a name
BEHIND: Final = re.compile(  # when, how many, who of a family, where a share is traded: no part of the name before it
    "(?:(?:[一-龥]氏)?(?:父子|父女|母子|母女)|A\\+H|[两三四五六七八九十几][大款]|今[春夏秋冬早晚]|昨晚|秘密|悄悄|悄然|高调|低调|对外|[一二两三四五六七八九十]+[家人](?:各|都|均)?|美股|港股|A股)$"
)
ET_CETERA: Final = re.compile(  # 某某等投资公司
    "(?<=..)等(?=.{0,6}(?:公司|企业|机构|平台|品牌|基金|厂商|媒体)$)"
)
STAKE: Final = re.compile("[约超近达逾]?\\d[\\d.]*[%％]")
MEASURE: Final = re.compile(
    "涨幅|跌幅|股价|市值|营收|净利|销量|市占率|客单价|月活|日活"
)  # of a firm, never in its name
CAPITAL: Final = re.compile(
    "投资本(?![轮次期年月季周日身])"
)  # 某投资|本 is cut within 资本; 某投资|本轮 is not
DEPARTMENT: Final = re.compile(
    "(?:财务|市场|运营|技术|人力资源|人力|产品|法务|公关|销售|区域)$"
)  # before an office
FIGURE: Final = re.compile(r"\d+$")
COUNTED: Final = re.compile(r"[多余年月日亿万家个%％倍点时岁名位股元款场次.,\d]")
COUNTED_THINGS: Final = re.compile(  # 百十辆汽车, 七名高管
    "(?:[一二两三四五六七八九十百千万几数半][多余来]?)+[辆台套吨名位斤](?!山|湾|岛)"
)
COUNTED_KIND: Final = re.compile(  # 同一家公司
    "(?:同|另|这|那|哪|某|该)?[一二两三四五六七八九十几多数](?:家|款|个|只|支|名|座|间|艘|条).{0,6}(?:公司|企业|集团|平台|品牌|机构|网站|店|基金|银行|厂|场|站|楼|馆)"
)
COUNT_BEFORE: Final = re.compile("(?<!第)[\\d一二两三四五六七八九十几数多](?:家|款|个|只|支|所|座|间)$")
FUND_OF_A_KIND: Final = re.compile(
    "(?:国家级?|地方|[省市]级|政府|产业|股权|创业|风险|美国|海外|境外|外资|离岸|天使|种子|[私公]募|家族|并购|引导|战略|新兴|专项|美元|人民币|对冲|主权|财富|养老|社保|投资|证券|债券|货币|混合|灵活配置|[百千]亿级?)+(?:型)?(?:证券)?基金"
)
TO_WHOM: Final = re.compile("[Tt][Oo] ?[A-Z]")  # To B
OTHERS: Final = ("其他", "其它", "其余")
NUMBER_OF: Final = re.compile(
    r"\d[\d,.]*(?:[支名件个家款万亿条项台辆套座处份人倍层位次只张场种股吨斤瓶袋盒岁元余多]|港元|美元|欧元|英寸|纳米|毫米|厘米|平方米|公里|公斤|毫升)"
)
TICKER: Final = re.compile(r"(?:代码|代号)(?:为|是|[:：])?\s*[“\"「]?$")
BEFORE_UNIT: Final = frozenset("原与和将及前")
INSIDE: Final = frozenset("里上中内外")  # 在邮局里
PLACE_AND_TRADE: Final = re.compile("R[r]*[SKN][skn]+")  # before a class noun: 北欧灯具品牌
SORT: Final = re.compile("(.{2,4}|)[类型式级](?:公司|企业|平台|产品|品牌|机构|(?<=..))")  # 药店类企业
FILE: Final = re.compile(
    r"\.(?:jpg|jpeg|png|gif|com|cn|net|org|html?)$|^(?:www|http)|^[A-Za-z]+://", re.IGNORECASE
)
LATIN: Final = re.compile("[A-Za-zÀ-ÿ]")
NEXT_LATIN: Final = re.compile(  # in a Latin name: its next word, the number of a model
    r"[A-Za-zÀ-ÿ]|\d{1,3}(?![\d.,%]|[多余年月日亿万家个点时岁名位股元款场次])"
)
NAMING: Final = re.compile("[A-Za-z\u4e00-\u9fff]")


@cache
def _never() -> frozenset[str]:
    return entries("never") | entries("heads") | entries("titles") | entries("regions")


@cache
def _abbreviations() -> frozenset[str]:
    return entries("never", "latin") | entries("titles", "office")


@cache
def _kinds() -> frozenset[str]:
    """Class nouns that no organisation's name ends with."""
    return entries("heads") - entries("suffixes")


@cache
def _units() -> tuple[str, ...]:
    return tuple(sorted(entries("suffixes", "unit")))


# 甲3.0时代 is a time of 甲
ERA: Final = re.compile(r"[1-9]\.[0-9](?:时代|版本|战略|阶段)")


@cache
def _trades() -> frozenset[str]:
    """Verbs that tell what a 公司 does, and what else stands before it."""
    return entries("business", "trade") | entries("suffixes")


@cache
def _openers() -> frozenset[str]:
    """Verbs that a guessed name may wrongly begin with; those that companies are also called by are left out."""
    return (
        entries("verbs", "object") - entries("suffixes") - entries("heads") - {"联合", "合并", "创始", "包含"}
    )


def tidy(text: str, shade: str, start: int, end: int, *, sure: bool = False) -> Iterator[tuple[int, int]]:
    """The span or spans that are left of a guessed one when marks and describing words at its edges are cut.

    One that the model is `sure` of may consist of words that border names (天天快递).
    """
    widget = PRICES.search(text, start, end)
    if widget:  # a price quote cuts the name in two
        end = widget.start()
    elif end < len(shade) and shade[end].islower() and shade[end] != "q":
        return  # cuts a word in two
    era = ERA.search(text, start, min(end + 4, len(text)))
    if era and start < era.start() < end:
        end = era.start()
    if text[end - 1] == "部" and text[end : end + 1] in tuple("门长分署位件队落"):
        return
    low = start
    long_form = LONG_FORM.search(text, start, end)
    if long_form and long_form.start() > start:
        yield from tidy(text, shade, start, long_form.start(), sure=sure)
        yield from tidy(text, shade, long_form.end(), end, sure=sure)
        return
    pieces: list[tuple[int, int]] = []
    for match in SPLIT.finditer(text, start, end):
        inner = match[0] == " " or match[0] == ", "  # inside a Latin name
        if inner and LATIN.match(text, match.start() - 1) and NEXT_LATIN.match(text, match.end()):
            continue
        pieces.append((low, match.start()))
        low = match.end()
    pieces.append((low, end))
    for low, high in pieces:
        while low < high and (text[low] in EDGE or text[low] in LEADING):
            low += 1
        if low > 0 and shade[low - 1] == "U" and text[low - 1 : low + 1] in entries("uncommon"):
            low += 1  # cuts a word of the lesser list
        while low < high and text[high - 1] in TRAILING:
            high -= 1
        while (
            low < high
            and text[high - 1] in EDGE
            and not (text[high - 1] in ")）" and _balanced(text, low, high))
        ):
            high -= 1
        warned = (
            SPECIAL.search(text, max(0, low - 3), low)
            if low < high and not text.startswith("ST", low)
            else None
        )
        if warned:
            low = warned.start()
        elif text[low - 1 : low] == "*" and text.startswith("ST", low):
            low -= 1
        for _ in range(3):
            if low >= high or not (text[low].isascii() and text[low].isalpha()):
                break
            word = BEFORE_LATIN.search(text, max(0, low - 16), low)
            if not word or (word[0].strip() in _abbreviations() and not any(c.isdigit() for c in word[0])):
                break
            low = word.start()
        honorific = HONORIFIC.search(text, low, high)
        if honorific and honorific.start() - low >= 2:
            high = honorific.start()
        behind = BEHIND.search(text, low, high)
        if behind and behind.start() - low >= 2:
            high = behind.start()
        if text.endswith("控股", low, high) and high - low > 3 and STAKE.match(text, high):
            high -= 2  # 某某控股55%
        several = ET_CETERA.search(text, low, high)
        if several:
            high = several.start()
        measure = MEASURE.search(text, low, high)
        if measure:
            high = measure.start()
        office = DEPARTMENT.search(text, low, high) if shade[high : high + 1] == "P" else None
        if office and office.start() - low >= 2:
            high = office.start()
        if CAPITAL.match(text, high - 2):
            high += 1
        figure = FIGURE.search(text, low, high)
        if figure and figure.start() - low >= 2 and COUNTED.match(text, high):
            high = figure.start()
        for a, b in _cut(text, shade, low, high):
            if NUMBER_OF.match(text, a, b) or TICKER.search(text, max(0, a - 6), a):
                continue
            if text.endswith(OTHERS, 0, a) or (text.endswith("在", 0, a) and text[b - 1 : b] in INSIDE):
                continue
            if shade[b : b + 1] == "H" and PLACE_AND_TRADE.fullmatch(shade, a, b):
                continue
            if b - a >= 2 and not generic(text, shade, a, b, sure=sure) and not FILE.search(text[a:b]):
                yield a, b


def goes_on(text: str, shade: str, start: int, end: int, limit: int) -> tuple[int, str] | None:
    """Where a name that ends at `end` goes on to in plain words, and why; None where it does not.

    To 公司 or 集团 (某某便民服务公司), over a place in brackets to a registered name (某某（上海）测绘仪器有限公司), or
    to a country whose branch it names (某某中国).
    """
    if ORG.search(text, start, end):
        return None
    stop = min(limit, end + 24)
    registered = REGISTERED.match(text, end, stop)
    if registered and ANOTHER.search(text, end, registered.end()):
        return None
    if registered and not BORDERING.search(shade, end, registered.end()):
        return (
            None
            if LONG_FORM.search(text, end, registered.end())
            else (registered.end(), "goes on to a registered name")
        )
    words = PLAIN_WORDS.match(shade, end, min(limit, end + 16))
    if (
        words
        and text.endswith(("公司", "集团"), end, words.end())
        and ANOTHER.match(text, end, words.end()) is None
        and not (shade[end] == "V" and text[end : end + 2] not in _trades())
    ):
        return words.end(), "goes on to 公司"
    country = COUNTRY.match(text, end)
    return (country.end(), "branch in a country") if country else None


def _balanced(text: str, low: int, high: int) -> bool:
    piece = text[low:high]
    return piece.count("(") + piece.count("（") == piece.count(")") + piece.count("）")


def _cut(text: str, shade: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Cut grammar and class nouns in front (包括X, 新三板公司X), an open bracket, and a unit from what follows it."""
    while low < high and shade[low].isupper():
        end = low + 1
        while end < high and shade[end].islower() and shade[end] != "q":
            end += 1
        if end - low < 2 or high - end < 2 or text[low:end] not in _openers():
            break
        low = end
    last = None
    for match in HEAD_THEN_NAME.finditer(shade, low, high):
        described = shade[match.end()] in "NAV" and "UU" in shade[low : match.start()]  # 某某国企改革基金
        if high - match.end() >= 2 and not described:
            last = match
    if last is not None:
        low = last.end()
    latin = WORDS_THEN_LATIN.match(text, low, high)
    if latin and ordinary(latin[0]):
        low = latin.end()
    twice = HEAD_THEN_TWICE.search(text[low:high])
    if twice:
        low += twice.end()
    kind = KIND_THEN_NAME.search(text, low, high)
    if kind and ordinary(text[low : kind.end()]):
        low = kind.end()
    opened = max(text.rfind("(", low, high), text.rfind("（", low, high))
    if opened > 0 and not re.search("[)）]", text[opened:high]):
        high = opened
    office = LAST_OFFICE.search(text, low, high)
    if office:
        high = office.start()
    after_verb = low > 0 and high - low > 2 and (shade[low - 1] in "bvf" or text[low - 1] in "售授")
    if after_verb and text[low] in "过予":
        low += 1  # 创办过某某, 出售予某某
    acts = INNER_VERB.search(shade, low, high)
    if acts:
        yield low, acts.start()
        low = acts.end()
    left_over = LEFT_OVER.search(shade, low, high) if shade[high : high + 1] == "H" else None
    if left_over:
        high = left_over.start()
    unit = text.endswith(_units(), low, high) or text[high - 1] == "部"
    while unit and text[low] in BEFORE_UNIT and high - low > 4:
        low += 1
    founded = FOUNDED.search(text, low, high) if unit else None
    if founded:
        yield low, founded.start()
        low = founded.end()
    split = UNIT_THEN_MORE.search(text, low, high)
    if split:
        yield low, split.end()
        yield split.end() + (text[split.end()] in BEFORE_UNIT), high
    else:
        yield low, high


def generic(text: str, shade: str, start: int, end: int, *, sure: bool = False) -> bool:
    """Whether text[start:end] is a class noun, a figure, grammar, or another thing that never names.

    What is `sure` to be a name for what stands around it may consist of words that border names.
    """
    form = text[start:end]
    if end - start < 2 or form in _never() or BRACKETED.sub("", form) in _never():
        return True
    if not NAMING.search(form):
        return not (form.isdigit() and 3 <= len(form) <= 5)
    if FUND_OF_A_KIND.fullmatch(form) or TO_WHOM.fullmatch(form):
        return True
    sort = SORT.fullmatch(form)
    if COUNTED_THINGS.match(form) or COUNTED_KIND.fullmatch(form) or (sort and ordinary(sort[1])):
        return True
    if form[-2:] in _kinds() and ordinary(form):
        return True
    if PLACE.search(form):
        return True
    heads = [c for c in shade[start:end] if c.isupper()]
    if COUNT_BEFORE.search(text, max(0, start - 3), start) and not any(c in "ULX0" for c in heads):
        return True  # 三家欧洲航空公司
    if (
        len(heads) < 2
        or "U" in heads
        or "L" in heads
        or (sure and heads[0] in "TMFBCO" and heads[-1] not in "HP")
    ):
        return False
    if all(c in "HPMTFOCBXKS0" for c in heads) and not form.endswith(_units()):
        return True
    return heads[-1] == "H" and all(c in "NAHMRTVSKPF" for c in heads)


def ordinary(form: str) -> bool:
    """Whether a form consists of ordinary words of two to four characters, side by side."""
    if len(form) > 10:
        return False
    words, more = classes(), entries("uncommon")
    reached = {0}
    for end in range(2, len(form) + 1):
        if any(
            end - n in reached and (form[end - n : end] in words or form[end - n : end] in more)
            for n in (2, 3, 4)
        ):
            reached.add(end)
    return len(form) in reached
