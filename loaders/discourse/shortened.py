"""Short forms of names and names that are words too, where what stands beside them shows a name.

瓜子 beside 瓜子二手车, 贝壳上市, 收购物美: a form of the register that is an ordinary word is a name only between words
that take one; what a name of the text is shortened to (less 二手车, 资本, 外卖 …) needs less.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from loaders.discourse.printed import printed
from loaders.names import Name
from loaders.names.lexicon import classes, entries
from loaders.names.model import NameType

# What a name of the trade is shortened by, in news.
CLASS_WORD = re.compile(
    "(?<=..)(?:二手车|新车|旅行网|旅游网|旅行|打车|出行|外卖|单车|买菜|到家|速运|速递|快递|快运|物流|搬家|冷链|科技|传媒|生物|制药|药业|半导体|电讯|投控|金控|新能源|影业|通信|集团|教育|生鲜|优鲜|优选|严选|"
    "充电|资本|创投|基金|投资|电商|商城|直播|短视频|视频|音乐|影业|影视|游戏|互娱|文化|文学|阅读|汽车|电器|家居|服饰|乳业|食品|咖啡|茶饮|奶茶|超市|百货|"
    "便利店|便利|购物|商业|零售|金融|金服|支付|保险|证券|银行|网络|软件|智能|电子|机器人|租车|租房|找房|房产|宝宝|母婴|美妆|医疗|健康|医药|大药房|数科|云|网)$"
)
ONE = "年|月|日|底|初|末|时|后|曾|由|被|与|和|同|向|对|给|把|将|跟|及|而|但|是|让|据|从|比|叫|、|，|。|；|：|！|？|“|「|（|[(]|\n|\\s|…|—|《|【"
START = "[，。；：、！？\\n\\s“「（(…—【]"
# Verbs and nouns that take the name of a company or product right behind them.
TAKES = (
    "收下|收拢|揽下|接管|盘下|换走|收编|吞下|吃下|收购|并购|入股|投资|控股|参股|领投|参投|跟投|注资|买下|拿下|旗下|转投|加盟|加入|创办|创立|推出|上线|运营|出售|剥离|卖掉|并入|对标|携手|联手|牵手|"
    "买进|买走|吃进|收进|卖给|售予|出售给|转让给|让给|转给|嫁给|投了|投过|投给|投中|押中|并到|归到|原名|前身|改称|改为|易名|背靠|叫板|狙击|击败|不敌|输给|跳槽到|供职于|任职于|就职于|"
    "品牌|平台|公司|巨头|电商|网站|应用|厂商|竞争对手|媒体|项目|子公司|工作室|服务商|广告商|运营商|零售商|浏览器|获得|拿到|退出|减持|增持|起诉|挑战|来自|属于|接入|登陆|入驻|离开|之后|其中|包括|"
    "接手|划归|归入|押注|名为|名叫|取名|改名|改叫|更名为|创办过|App|APP|小程序"
)
COMPANY_VERB = (
    "宣布|完成|获得|获投|官宣|成立|创立|创办|创建|创始人|联合创始人|CEO|总裁|董事长|副总裁|高管|旗下|背后|背靠|身后|App|APP|平台|上市|推出|上线|收购|入股|融资|"
    "估值|市值|营收|股价|财报|方面|官方|用户|商家|门店|合并|并购|登陆|递交|更名|并入|回应|否认|表示|拥有|目前|正式|母公司|股东|的(?:股|投资|创|CEO|用户|营收|"
    "估值|母公司|商家|GMV|业务|门店|市场|战略|核心|竞争|合作|订单|交易|日活|月活|活跃|注册|下载量|付费|客服|商户|卖家|骑手|司机|仓|加盟|控股|大股东|账户|账上|掌门|高管|前身|收入|份额|年报|季报|退出|离场)|背后(?:站着|是|的)|手[里中]的?|账上|被并购|被收购|卖身|出局|离场|倒下|谢幕|停运|停服|下架|退场|易主|融了|改用|换上|[已早]?归入|归了|同期|跑得|（[0-9A-Z]|[(][0-9A-Z]|[0-9.]+%的?股|(?:19|20)[0-9]{2}年|亏损|盈利|裁员|停止|关停|关闭|倒闭|破产|"
    "披露|交付|敲钟|挂牌|递表|降价|扩张|裁撤|总经理|首席|负责人|日前|的(?:财报|招股书|困境|对手|投资方|员工|总部|团队|会员)|(?:[以用花]|斥资|出资)[约近超逾]?[0-9]"
)
ADVERB = "以|用|花|已|也|则|又|还|将|在|于|由|被|为|曾|今年|去年|当时|一度|后来|随后|此前|首次|率先|从|就|能|会|不|没有|是|有|把|与|和|共|全资|至今|自|再|[0-9]"
WORD_CLASSES = frozenset("VMFTABCOR")  # of `loaders.names.lexicon`: all but nouns
CLOSED = "[，。；、！？”」）)\\n]|$|的|等|以及|及|约|近"

# What shares are of, in news of deals: 甲股份, 甲18%的股权
SHARES = re.compile(
    "(?:(?:新发行的?|增发的?|所持|全部|部分)|的?约?[0-9.]+[%％]的?|约?[一二三四五六七八九两]成的?|的)?(?:股份|股权(?!投资|基金)|持股|控股权|大股东|新股)"
)
BESIDE_BEFORE = re.compile("[”」]?(?:、|和|与|跟|同|及|以及|或)[“「]?$")
BESIDE_AFTER = re.compile("[”」]?(?:、|和|与|跟|同|及|以及)[“「]?")
MOVED = re.compile(
    "(?:[^，。；\\n]{0,8}?)(?:收购|并购|买下|买走|买进|收进|收入|收归|收了|卖给|卖掉|卖了|出售|转让|剥离|分拆|拆分|拆出|并入|并到|合并|关停|关掉|关闭|改名|更名|改称|改叫|推上|送上|交给|划归|划给|做大|做成)"
)
POST = re.compile("(?:联合|共同)?(?:创始人|创办人|董事长|CEO|总裁|总编辑)(?:兼(?:董事长|CEO|总裁))?")
TAKEN = re.compile("[把将]$")


Words = Mapping[
    str, tuple[NameType, str | None]
]  # form -> (type, the register's name for the entity if it has one)
NO_WORDS: Words = {}
_TAKES = re.compile(f"(?:(?:旗下|孵化|推出|上线|创办|创立|收购|运营|投资|打造)的|(?:{TAKES})[了过]?)$")
_ONE = re.compile(f"(?:{ONE})$")
_WITH = re.compile("(?:[由被与和跟]|[个张家一]是|(?:名字|名称|前身|对手|全名|后来)(?:就|则)?是)$")
_LOOSE = re.compile(f"(?:{START}|[由被与和对向给把将及而但的过了有是])$")
_VERB = re.compile(COMPANY_VERB)
_FIRST = re.compile(f"{START}$")
_SAID = re.compile(
    "[已也则又还将曾]|于[0-9]|今年|去年|当时|一度|后来|随后|此前|首次|率先|从此|自己|的(?!话|时候)"
)
_CLOSED = re.compile(CLOSED)
_ADVERB = re.compile(f"[约近合达]|{ADVERB}")
_OWNED = re.compile(f"{CLOSED}|一样|[和与也则都]")  # behind 甲公司的某某
_OPEN, _CLOSE = ("“", "「"), ("”", "」")
# what words in quotation marks behind a verb are the name of where they name no thing that is sold
_NO_THING = re.compile(
    "政策|活动|计划|战略|模式|概念|口号|行动|工程|制度|机制|原则|策略|大战|红包|榜|指数|报告"
)
_REACH = 5  # the longest word that is looked for before a form


def _marked(plain: str, low: int, high: int, strict: bool) -> bool:
    """Whether plain[low:high], a word too, stands as a name; strict: only behind a verb that takes one."""
    quoted = plain[low - 1 : low] in _OPEN and plain[high : high + 1] in _CLOSE
    if quoted and _TAKES.search(plain, max(0, low - 1 - _REACH), low - 1):
        return _NO_THING.match(plain, high + 1) is None
    takes = _TAKES.search(plain, max(0, low - _REACH), low) is not None
    free = not strict and (low == 0 or _ONE.search(plain, low - 1, low) is not None)
    if (takes or free) and _VERB.match(plain, high) is not None:
        return True
    if strict:
        return takes and _CLOSED.match(plain, high) is not None
    if not takes and _WITH.search(plain, max(0, low - _REACH), low) is None:
        return False
    return _CLOSED.match(plain, high) is not None or _ADVERB.match(plain, high) is not None


def _ease(form: str) -> int:
    """How freely a form of the register may be taken for a name: 0 a word of grammar or a verb, 1 a word, 2 no word."""
    letter = classes().get(form)
    if letter in WORD_CLASSES:
        return 0
    return 1 if letter or form in entries("uncommon") or form in entries("everyday") else 2


def _beside(plain: str, low: int, high: int, starts: Collection[int], ends: Collection[int]) -> bool:
    """Whether plain[low:high] is joined to a name: 甲和_, _、甲."""
    before, after = BESIDE_BEFORE.search(plain, max(0, low - 4), low), BESIDE_AFTER.match(plain, high)
    if before is not None and before.start() in ends:
        return bool(
            after or _VERB.match(plain, high) or _CLOSED.match(plain, high) or _ADVERB.match(plain, high)
        )
    return after is not None and after.end() in starts and (before is not None or _begins(plain, low))


def _begins(plain: str, low: int) -> bool:
    """Whether a name may begin at `low`: at the beginning of a clause, behind 的, 由, or a verb that takes one."""
    return (
        low == 0
        or _LOOSE.search(plain, low - 1, low) is not None
        or _TAKES.search(plain, max(0, low - _REACH), low) is not None
    )


def _headed(plain: str, low: int, high: int, people: Mapping[int, int]) -> bool:
    """Whether a sentence begins with plain[low:high], a post and a person: 甲创始人某某."""
    post = POST.match(plain, high) if low == 0 or plain[low - 1] in "。！？\n" else None
    return post is not None and post.end() in people and not plain.startswith("的", people[post.end()])


def _subject(plain: str, low: int, high: int) -> bool:
    """Whether a clause begins with plain[low:high], which is no word, and goes on as one does behind its subject."""
    first = low == 0 or _FIRST.search(plain, low - 1, low) is not None
    return first and (_VERB.match(plain, high) or _SAID.match(plain, high)) is not None


def _dealt(plain: str, low: int, high: int) -> bool:
    """Whether shares of plain[low:high] are spoken of, or somebody does with it what is done with firms."""
    if SHARES.match(plain, high) is not None and _begins(plain, low):
        return True
    return TAKEN.search(plain, max(0, low - 1), low) is not None and MOVED.match(plain, high) is not None


def _stands(plain: str, low: int, high: int) -> bool:
    """Whether plain[low:high], short for a name of the text, stands as one."""
    return _begins(plain, low) and any(
        after.match(plain, high) for after in (_VERB, _ADVERB, _CLOSED, SHARES)
    )


def with_short_forms(
    plain: str, names: Sequence[Name], words: Words, used: Words = NO_WORDS
) -> tuple[list[Name], list[tuple[str, str]]]:
    """`names` of `plain` and those that are shortened or words too, sorted; and (short, long) for what was shortened.

    `words` are forms of the register that are words too, `used` words that the document seems to use as names.
    """
    out, pairs = list(names), set()
    taken = bytearray(len(plain) + 1)
    for name in names:
        taken[name.start : name.end] = b"\x01" * (name.end - name.start)
    for name, long in _found(plain, names, words, used):
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\x01" * (name.end - name.start)
            out.append(name)
            if long is not None:
                pairs.add((name.text, long))
    return sorted(out, key=lambda name: name.start), sorted(pairs)


def _found(plain: str, names: Sequence[Name], words: Words, used: Words) -> Iterator[tuple[Name, str | None]]:
    whole = {name.text for name in names}
    found = chain(printed(plain, tuple(words)), printed(plain, tuple(used)))
    places = [place for place in found if place[0] not in whole]
    starts, ends = (
        {name.start for name in names if name.type != "Person"},
        {name.end for name in names if name.type != "Person"},
    )
    people = {name.start: name.end for name in names if name.type == "Person"}
    items = {low for form, low, _ in places if form in words and _ease(form)}
    marked: set[tuple[str, int]] = set()
    for form, low, high in chain(places, reversed(places)):
        ease = _ease(form) if form in words else 0
        if (
            _marked(plain, low, high, classes().get(form, "N") in WORD_CLASSES)
            or (form in words and _headed(plain, low, high, people))
            or (
                ease
                and (
                    _dealt(plain, low, high)
                    or (plain[low - 1] == "的" and low - 1 in ends and _OWNED.match(plain, high) is not None)
                    or _beside(plain, low, high, starts, ends)
                    or (plain[high : high + 1] == "、" and high + 1 in items and _begins(plain, low))
                    or (ease > 1 and _subject(plain, low, high))
                )
            )
        ):
            marked.add((form, low))
            starts.add(low)
            ends.add(high)
    shown = {form for form, _ in marked}
    for form, low, high in places:
        kind, canonical = words.get(form) or used[form]
        if kind != "Exchange" and ((form, low) in marked or (form in shown and _stands(plain, low, high))):
            yield _name(low, high, form, kind, canonical), None
    stems = _stems(names, whole)
    for stem, low, high in printed(plain, tuple(stems)):
        if _stands(plain, low, high):
            name = stems[stem]
            yield _name(low, high, stem, name.type, name.canonical), name.text


def _stems(names: Sequence[Name], whole: set[str]) -> dict[str, Name]:
    """What names are shortened to: less a class word (瓜子 for 瓜子二手车), less their owner (微购物 for 腾讯微购物)."""
    stems: dict[str, Name] = {}
    for name in names:
        cut = CLASS_WORD.search(name.text)
        if cut is not None and name.type in ("Company", "Product", "Unknown"):
            stems.setdefault(name.text[: cut.start()], name)
        for length in range(2, len(name.text) - 1):
            rest = name.text[length:]
            owned = name.text[:length] in whole and CLASS_WORD.fullmatch("一一" + rest) is None
            if owned and rest not in classes():
                stems.setdefault(rest, name)
                break
    return {
        stem: name
        for stem, name in stems.items()
        if stem not in whole and not stem.isascii() and classes().get(stem, "N") not in WORD_CLASSES
    }


def _name(low: int, high: int, form: str, kind: NameType, canonical: str | None) -> Name:
    return Name(start=low, end=high, text=form, type=kind, score=0.6, why="shown", canonical=canonical)
