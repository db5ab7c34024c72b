"""Names that the text itself shows: where a found name ends, and where else it is printed.

The finder looks at each place by itself. Here the document is looked at as a whole: a name never reaches over a stop,
a site's name goes on to its 网, a person stands behind a title, what is quoted behind a class noun is a name, and a
name shown once by quotation marks is one wherever a clause begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.discourse.printed import printed
from loaders.discourse.registered import whole
from loaders.names.forms import generic
from loaders.names.lexicon import entries
from loaders.names.model import Name
from loaders.names.shadow import shadow

STOP = re.compile("[。，；！？\n]")
# What a name that the finder cut short goes on with: 蓝途|旅行网（, 奥飞|娱乐、
REST = re.compile(
    "(?:旅行网|旅游网|购物网|团购网|商城|娱乐|传媒|影业|科技|网络|超市|百货|打车|外卖|买菜|优选|单车|出行|教育|金服|度假|票务|物流|资本|创投|"
    "控股(?![的、])|集团|基金|医药|药业|生物|电子|能源)"
    "(?=[（(、，。和与及的”」]|注册用户|成立|创立|宣布|完成|获得|在(?![线])|于|是|将|由|等|"
    "减持|增持|拟|计划|累计|合计|已|所持|持有|领投|跟投|参投|质押|承诺|均|分别|独家|追加)"
)

UNIT = re.compile(
    "(?:(?![的和与及旗下]|事业)[一-龥]|[A-Z]){0,6}事业[群部](?=总裁|总经理|负责人|CEO|副总|[，。、的])"
)
FOREIGN = re.compile("[日美港台德法韩英]商(?=..)")
# X指, 以上…; 另指X将…: a verb of telling is no part of the name beside it
TELLS_AFTER = re.compile("指(?=，|：|出)")
LED = re.compile("(?:源于|出自|受惠于|指(?!南|尖|纹|数|间|标|点)|(?<=[，权益份产])予)(?=..)")
HELD = re.compile("(?:持有的?|所持的?|手[中里上]的?|部分|全部|剩余|其余|余下|[%％]的?)$")
# 音乐创企SoundLeaf: what kind of thing the name is of
KIND_THEN_LATIN = re.compile(
    "[一-龥]{0,8}(?:创企|[车药房网]企|公司|企业|平台|[一-龥]{2}商|机构|品牌|巨头|应用|软件|网站|社区|工具|浏览器|工作室|独角兽)(?=[A-Za-z]{2})"
)
SUBSIDIARY = re.compile("(?<=..)(?:(?:全资|控股|旗下)?[子孙]公司|关联(?:公司|企业|方))$")
SHORTENED = re.compile(
    "(?<=..)(?:旅行网|旅游网|打车|外卖|单车|出行|买菜|速运|速递|快递|科技|传媒|集团|教育|生鲜|优鲜)$"
)
PLAIN_WORD = re.compile("中国|全国|国内|本地|互联网|电子|金融|信息|智能|在线|美国|日本|人工|共享|新能源")
TITLE = "CEO|CFO|COO|CTO|CMO|首席[一-龥]{2,3}官|董事长|董事局主席|总裁|总经理|创始人|创办人|总监|合伙人|负责人|行政总裁|执行长|主席"
AFTER_PERSON = (
    "则|在|对|表示|说|称|透露|认为|兼任|转任|曾|此前|，|、|。|；|和|与|也|组成|又|接手|接任|出任|任|将|回应|坦言|指出|宣布|担任|接受|"
    "还|向|于|（|\\(|告诉|介绍|直言|强调|承认|加盟|加入|离职|卸任|因"
)
SURNAME_ONE = "".join(sorted(entries("surnames", "single")))
TITLED = re.compile(
    f"(?:(?:{TITLE})(?:为|是)?|(?<=[^一-龥])由)([{SURNAME_ONE}][一-龥]{{1,2}}?)(?={AFTER_PERSON})"
)
NOT_A_PERSON = re.compile(
    "^(?:位置|位子|职位|职务|岗位|和|于(?:[今昨近本上下年月日去前当该此]|\\d)|向(?:[外内其公我记媒本])|对|任|曾[在任对为是于经]|常[常务]|高[管级层]|公司|方[面才]|成|应|时|单|全|都|从|要|能|莫|强|别|万|计)"
)
PERSON_SHAPE = re.compile(f"[{SURNAME_ONE}][一-龥]{{1,2}}")
BESIDE = re.compile("(?:[（(][^）)]{0,20}[）)])?(?:、|和|与)")
CLASSED = re.compile(
    "(?:网站|平台|品牌|公司|电商|频道|小程序|App|APP|应用|客户端|产品|企业|集团|商城|游戏|项目|社区|论坛|超市|便利店|工具|软件|手游|网游|端游|页游|浏览器|机器人|模型|芯片|手机|耳机|手表|音箱|电视|饮料|咖啡|奶茶|茶饮|啤酒|白酒|饰品|玩具|潮玩|盲盒|酸奶|冰淇淋|餐厅|餐馆|面馆|酒馆|民宿|酒店|书店|播客|专栏|厂牌|子公司|竞品|短剧|公众号|新作|续作|副牌)[“「]([^”」，。；、]{2,10})[”」]"
)
# “甲”是某某去年推出的一款应用: what the quoted words are is said behind them
QUOTED_AS = re.compile(
    "[“「《]([^”」》，。；、]{2,8})[”」》](?:是|为)[^，。；]{0,16}?(?:推出|上线|发布|开发|创办|旗下|出品|运营|打造|孵化)[^，。；]{0,8}?(?:应用|软件|品牌|平台|网站|游戏|手游|产品|社区|小程序|App|APP|工具|公众号)"
)
# 原名“甲”, “甲”App: one character in quotation marks may be a name too, and is none without them
QUOTED_ONE = re.compile(
    "(?:原名|[更改]名为?|推出|上线|收购|入股|并购|改叫)了?[“「]([一-龥])[”」]|[“「]([一-龥])[”」](?:App|APP|应用|软件|小程序|[更改]名)"
)
# 甲、乙和丙三个品牌: as many as are counted
ITEM = "[^，。；：、和与及的了是\\n]{2,6}"
COUNTED = re.compile(
    f"(?:(?<=[，。；：\\n了有])|(?<=推出|发布|上线|旗下|包括|孵化|打造)|(?P<more>、))(?P<items>(?:{ITEM}、)*{ITEM}(?:和|与|及|以及|、){ITEM}?)(?P<count>[两二三四五六七八九])(?:个|家|款|大)[一-龥]{{0,4}}?(?:品牌|公司|企业|网站|App|APP|软件|应用|厂商|报纸|杂志|车型|系列(?:产品|手机|芯片|处理器|车型|机型)|芯片|处理器|机型|手机|大模型|操作系统)"
)
NUMERALS = "零一二三四五六七八九"
AT_START = r"(?:(?<=[，。；：、！？\n\s“「（(…])|(?<=[，。；：\s]而)|(?<=[，。；：]据)|^)"
GOES_ON = (
    "(?=成立|创立|创办|创建|宣布|完成|获得|获|拿到|的|在|是|由|将|已|也|则|又|还|与|和|为|于|被|、|，|目前|曾|旗下|正式|方面|公司|CEO|创始人|"
    "总裁|推出|上线|发布|收购|入股|投资|共|拥有|年|今年|现|仍|就|没有|不|从|这|对|用户|月活|门店|（|\\()"
)
STARTS, ON = re.compile(AT_START), re.compile(GOES_ON)
# X10月20日晚间公告: who announces on a day
ANNOUNCES = re.compile(
    AT_START
    + r"(?:\*?ST)?[一-龥A-Z]{2,6}?(?=\d{1,2}月\d{1,2}日(?:早间|午间|晚间?|盘[前后])?(?:公告|发布公告|披露|公布|在互动平台))"
)
# 某某科技科创板IPO过会: whose shares are to be listed
LISTING = re.compile(
    AT_START
    + r"(?!拟|新股|又一|首家|多家)(?:(?![的了是在有将被与和第年月日家这该其])[一-龥A-Z]){3,6}?(?=(?:再传|被传|秘密|正式|[拟将欲或传])?(?:(?:科创板|创业板|主板|港股|A股|[美港]股)?(?:IPO|首发|过会|上市首日|上市申请获)|[闯冲][关刺](?:科创板|创业板|港股|A股|美股|IPO|主板)|通过(?:港交所|上市)?聆讯|(?:再次|正式|二次)?(?:递表|递交招股|更新招股)|(?:今起|启动)招股|赴[港美](?:IPO|上市)))"
)
# 某某科技：股东拟减持…: whose news a headline is
HEADLINE = re.compile(
    r"(?:(?<=\n)|(?<![^\n])|(?<=原标题：))(?![^：]{0,8}(?:公告|快讯|消息|独家|财报|解读|观察|深度|重磅|突发|简称|代码|标题|来源|记者|作者|编辑|责编|时间|名称|问|答|过会|收盘|提示|标签|承诺|方式|支付|揭秘|小心|讯：))"
    r"(?:\*?ST)?[一-龥A-Z]{2,6}(?=[：:][^\n：:]{0,16}(?:股东|减持|增持|收购|拟|子公司|中标|净利|停牌|复牌|签署|质押|回购|董事|高管|IPO|上市|募资|实控人|控制人|设立|投资))"
)
CHANGED = re.compile("[转曾则兼将也又还仍]$")


def mended(plain: str, names: Sequence[Name]) -> list[Name]:
    """`names` of the text `plain`, ends set right and those the document shows elsewhere added; sorted, no overlap."""
    out = whole(plain, [_ended(plain, name) for name in names])
    used = bytearray(len(plain) + 1)
    for name in out:
        used[name.start : name.end] = b"\x01" * (name.end - name.start)
    for new in _shown(plain, [*out]):
        if not any(used[new.start : new.end]):
            used[new.start : new.end] = b"\x01" * (new.end - new.start)
            out.append(new)
    return sorted(_typed(plain, sorted(out, key=lambda name: name.start)), key=lambda name: name.start)


def _ended(plain: str, name: Name) -> Name:
    stop = STOP.search(name.text)
    if stop is not None and stop.start() >= 2:
        return _cut(name, stop.start())
    unit = UNIT.match(plain, name.end)
    if unit is not None and name.type in ("Company", "Product", "Unknown"):
        return replace(
            name, end=unit.end(), text=plain[name.start : unit.end()], type="BusinessUnit", canonical=None
        )
    if name.canonical is not None:
        return name
    rest = REST.match(plain, name.end)
    if name.type == "Person" and rest is not None:
        return replace(name, end=rest.end(), text=plain[name.start : rest.end()], type="Company")
    if name.type == "Person":
        if len(name.text) == 3 and CHANGED.search(name.text) and plain.startswith("任", name.end):
            return _cut(name, 2)
        return name
    led = LED.match(plain, name.start)
    if led is not None and led.end() + 2 <= name.end:
        return replace(name, start=led.end(), text=plain[led.end() : name.end])
    if len(name.text) > 2 and TELLS_AFTER.match(plain, name.end - 1):
        return _cut(name, len(name.text) - 1)
    foreign = FOREIGN.match(name.text)
    if foreign is not None and len(name.text) - foreign.end() >= 2:
        return replace(name, start=name.start + foreign.end(), text=name.text[foreign.end() :])
    kind = KIND_THEN_LATIN.match(name.text)
    if kind is not None:
        return replace(name, start=name.start + kind.end(), text=name.text[kind.end() :])
    branch = SUBSIDIARY.search(name.text)
    if branch is not None:
        return _cut(name, branch.start())
    if name.text.endswith(("股份", "股权")) and HELD.search(plain, max(0, name.start - 4), name.start):
        return _cut(name, len(name.text) - 2)
    if rest is not None and len(name.text) <= 4:
        return replace(name, end=rest.end(), text=plain[name.start : rest.end()])
    return name


def _cut(name: Name, length: int) -> Name:
    return replace(name, end=name.start + length, text=name.text[:length])


def _shown(plain: str, names: Sequence[Name]) -> Iterator[Name]:
    for match in TITLED.finditer(plain):
        if not NOT_A_PERSON.match(match[1]):
            yield _name(match.start(1), match[1], "Person")
    for match in (*ANNOUNCES.finditer(plain), *HEADLINE.finditer(plain), *LISTING.finditer(plain)):
        if "U" in shadow(match[0]) or len(match[0]) == 4:
            yield _name(match.start(), match[0], "Company")
    coded = sorted({name.text for name in names if name.why == "coded" and len(name.text) > 2})
    for text, start, _ in printed(plain, tuple(coded), longest=True):
        yield _name(start, text, "Company")
    quoted: dict[str, str] = {}
    for match in QUOTED_AS.finditer(plain):
        quoted.setdefault(match[1], "Product")
        yield _name(match.start(1), match[1], "Product")
    for match in COUNTED.finditer(plain):
        items = list(re.finditer("[^、和与及以“”「」]+", match["items"]))
        if match["more"] is None and len(items) == (
            2 if match["count"] == "两" else NUMERALS.index(match["count"])
        ):
            for item in items:
                if not generic(item[0], shadow(item[0]), 0, len(item[0])):
                    quoted.setdefault(item[0], "Unknown")
                    yield _name(match.start("items") + item.start(), item[0], "Unknown")
    for one in sorted({match[1] or match[2] for match in QUOTED_ONE.finditer(plain)}):
        for match in re.finditer(f"[“「]({one})[”」]", plain):
            yield _name(match.start(1), one, "Unknown")
    for match in CLASSED.finditer(plain):
        if not re.search("[的了是和与]", match[1]):
            quoted.setdefault(match[1], "Unknown")
            yield _name(match.start(1), match[1], "Unknown")
    for name in names:
        if name.canonical is None and name.type in ("Company", "Product", "Unknown"):
            marked = plain[name.start - 1 : name.start] in ("“", "「") and plain[name.end : name.end + 1] in (
                "”",
                "」",
            )
            if marked and 2 <= len(name.text) <= 8:
                quoted.setdefault(name.text, name.type)
        cut = SHORTENED.search(name.text)
        if (
            cut is not None
            and name.type in ("Company", "Product", "Unknown")
            and not PLAIN_WORD.match(name.text)
        ):
            stem = name.text[: cut.start()]
            if "U" in shadow(stem) or name.canonical is not None:
                quoted.setdefault(stem, name.type)
    places = sorted(printed(plain, tuple(sorted(quoted))), key=lambda p: (-len(p[0]), p[0], p[1]))
    for text, start, end in places:
        if STARTS.match(plain, start) is not None and ON.match(plain, end) is not None:
            yield _name(start, text, quoted[text])


def _name(start: int, text: str, kind: str) -> Name:
    return Name(start=start, end=start + len(text), text=text, type=kind, score=0.6, why="shown")  # type: ignore[arg-type]


def _typed(plain: str, names: Sequence[Name]) -> Iterator[Name]:
    """A form that is a person's in one place is so in all that no register knows."""
    people = {name.text for name in names if name.type == "Person"}
    people |= {match[1] for match in TITLED.finditer(plain) if not NOT_A_PERSON.match(match[1])}
    for one, other in pairwise(names):  # 董事长：王大平（1993年—2008年）、赵立大
        if (
            one.text in people
            and PERSON_SHAPE.fullmatch(other.text)
            and BESIDE.fullmatch(plain, one.end, other.start)
        ):
            people.add(other.text)
        if (
            other.text in people
            and PERSON_SHAPE.fullmatch(one.text)
            and BESIDE.fullmatch(plain, one.end, other.start)
        ):
            people.add(one.text)
    for name in names:
        if name.text in people and name.canonical is None and name.type != "Person":
            yield replace(name, type="Person")
        else:
            yield name
