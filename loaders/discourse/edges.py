"""Where a name ends and the verb beside it begins: 收购X, X宣布, Y也在列."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from loaders.alternatives import longest_first
from loaders.names import Name
from loaders.names.lexicon import classes, entries
from loaders.names.model import PERSON
from loaders.names.people import candidate

VERB_FIRST = re.compile(
    "(?:收购|并购|投资|入股|控股|私有化|推出|上线|发布|增持|减持|出售|剥离|注资|领投|参投|跟投|引入|携手|联手|牵手|卖身|私有化|隶属于?|属于?|专注于?|买下|拿下)了?(?=[一-龥A-Za-z0-9]{2})"
)
FORMER_FIRST = re.compile("(?:原|前)(?=[一-龥A-Za-z]{3,12}(?:部|公司|集团|事业群|中心|委员会)$)")
VERB_LAST = re.compile(
    "(?<=[一-龥A-Za-z0-9]{2})(?:改版|上线|宣布|完成|获得|结成同盟|结盟|退居|卸任|离任|接棒|掌舵|回应|否认|辟谣|坦言|正式|发布|推出|卖身|合并|开盘|停牌|复牌|涨停|跌停|GMV|MAU|DAU|月活|日活|营收|净利|市值|估值|美股|港股|A股|借道|今天|昨天|今日|昨日|[两三四五六七八九]家|进入|加入|跟进|加码|入局|入场|领投|跟投|参投|赴港|赴美|科创板|创业板|港股|拟|将|IPO|首发|过会|上会|闯关|冲刺|递表|招股|上市|今日|首日|赴|[两三四五六七八九十]大|合资|合办|联名|手[上中里]|名下|麾下|[一二三四五再]度|分列[一-龥]{0,3}|位[列居][一-龥]{0,3})+$"
)

# 沙洲木业也在列: a list's last name with the predicate of the list
ADVERB_LAST = re.compile(
    "(?<=[一-龥A-Za-z0-9]{2})(?:(?:也|亦|均|皆)[一-龥]{0,5}|(?:已|曾|将|又|都|还|则)(?:在|为|是|成|入|出|完|上|获|被|与|有|投|参|跟|领|买|没)[一-龥]{0,4}|[于在自将把被])$"
)


# 向阿里巴巴投资2000万美元, 由网龙控股: a registered name and the verb behind it, not one name
GLUED_VERB = re.compile("(?<=..)(?:股权投资|战略投资|战略入股|投资|控股|入股|收购|注资|领投|参投|参股|增资)$")
RECEIVES = re.compile("(?:获得?|拿到|接受|得到|引入|收到)了?$")  # 获得甲股权投资
CLOSES = frozenset("，。；、！？")
PAYS = re.compile("(?<=..)(?:花费|花|斥资|耗资|出资|豪掷|掷|用|以|斥|砸)$")
COUNTRY = re.compile(
    "(?:美国|日本|德国|法国|英国|韩国|瑞典|荷兰|瑞士|意大利|新加坡|以色列|印度|泰国)(?=[一-龥A-Z]{2})"
)
# 获得甲创投和乙投资的A轮融资: a list of investors, so 投资 belongs to the name
INVESTS_IN_ROUND = re.compile(
    r"投资的?(?:(?:Pre-)?[A-H]\d?\+?轮|天使轮|种子轮|新一轮|首轮|数[千百]?[万亿]|(?<=的)(?:战略融资|战略投资|融资))"
)
JOINED_BEFORE = re.compile("(?:资本|创投|基金|投资|风投)(?:、|和|与|及)$|[、和与及]$")
# 昨(1)日, as papers of Taiwan date what they tell
DAY_LAST = re.compile("(?<=..)[昨今前明]$")
DAY_AFTER = re.compile("[(（][0-9０-９]{1,2}[)）]")
# 甲乙七成股份, 甲乙抢在丙之前, 甲乙合二为一: where a name ends and a share, a verb or a set phrase begins
PART_OF_SHARES = re.compile("(?<=..)约?[一二两三四五六七八九]成(?:股份|股权)?$")
ACTS = re.compile(
    "抢(?=[在先下走])|自(?=创立|成立|上线|诞生|开业|推出|创办|建立|[0-9])|找(?=到|上|来)|率(?=先)|连(?=续|投|获)"
)
FIRST_OR_THEN = re.compile("(?<=..)(?:先|再|才|便|就|却|曾|已|将)$")  # 甲乙先收了某某
# 甲乙丙抢了…, 李某某留了…: no name is followed by 了, so the character before it is a verb
DONE = re.compile("了(?![解结却然望断得])")
# Tidal Inc.注册地: what stands behind a Latin legal form
BEHIND_LATIN = re.compile("(?<=Inc[.．]|LLC[.．]|Ltd[.．])[一-龥]{1,4}$")
# 某地人X, 某地商人X
COUNTRYMAN = re.compile(
    f"(?:{longest_first(entries('regions'))})(?:籍|商人|人|青年|姑娘|小伙|老板)(?=[一-龥]{{2,4}}$)"
)
# 东南亚Sea集团
PLACE_BEFORE_LATIN = re.compile(
    f"(?:{longest_first(entries('regions') - {'中国', '全球', '国际', '中华'})})(?=[A-Z][A-Za-z]{{2}})"
)
# 部分甲乙股份, 手里的甲乙股份: shares of 甲乙, where the register knows 甲乙 and no 甲乙股份
OF_SHARES = re.compile(
    "(?:部分|全部|所有|所持有?|持有|手[里中上]|出售|售出|卖出|买入|买进|认购|增持|减持|清仓|出清|受让|转让|抛售|收购|换|的|[%％成用拿以])了?$"
)
PAID_AFTER = re.compile("[0-9０-９约近超逾]|了|数[千百十]?[万亿]")


def trimmed(plain: str, name: Name, canonical: Callable[[str], str | None]) -> Name:
    """`name` less the verbs and adverbs that stand against it; `canonical` knows the register's forms."""
    verb = GLUED_VERB.search(name.text) if name.canonical is None else None
    if verb is not None:
        stem = name.text[: verb.start()]
        known = canonical(stem)
        paid = PAID_AFTER.match(plain, name.end) is not None
        by = plain[max(0, name.start - 1) : name.start] in ("由", "被")
        got = RECEIVES.search(plain, max(0, name.start - 3), name.start) is not None
        if got and len(verb[0]) == 4 and plain[name.end : name.end + 1] in CLOSES:
            return replace(name, end=name.start + len(stem), text=stem, canonical=known)
        if (known is not None and (paid or by)) or (by and plain[name.end : name.end + 1] in CLOSES):
            return replace(name, end=name.start + len(stem), text=stem, canonical=known)
    if name.canonical is None:
        if name.text[0] in "过了" and len(name.text) > 2:  # 创办过X
            rest = name.text[1:]
            return replace(name, start=name.start + 1, text=rest, canonical=canonical(rest))
        shares = name.text.endswith("股份") and OF_SHARES.search(plain, max(0, name.start - 4), name.start)
        if shares and canonical(name.text[:-2]) is not None:
            rest = name.text[:-2]
            return replace(name, end=name.end - 2, text=rest, canonical=canonical(rest))
        if DAY_LAST.search(name.text) and DAY_AFTER.match(plain, name.end):
            rest = name.text[:-1]
            return replace(name, end=name.end - 1, text=rest, canonical=canonical(rest))
        end = _end(plain, name)
        if end < name.end:
            rest = plain[name.start : end]
            return replace(name, end=end, text=rest, canonical=canonical(rest))
        adverb = FIRST_OR_THEN.search(name.text)
        if adverb is not None and canonical(name.text[: adverb.start()]) is not None:
            rest = name.text[: adverb.start()]
            return replace(name, end=name.start + len(rest), text=rest, canonical=canonical(rest))
        if len(name.text) > 2 and DONE.match(plain, name.end) is not None:
            rest = name.text[:-1]
            return replace(name, end=name.end - 1, text=rest, canonical=canonical(rest))
        behind = BEHIND_LATIN.search(name.text)
        if behind is not None:
            rest = name.text[: behind.start()]
            return replace(name, end=name.start + len(rest), text=rest, canonical=canonical(rest))
        man = COUNTRYMAN.match(name.text)
        if man is not None and candidate(name.text[man.end() :]):
            return replace(name, start=name.start + man.end(), text=name.text[man.end() :], type=PERSON)
        place = PLACE_BEFORE_LATIN.match(plain, name.start, name.end)
        if place is not None:
            rest = name.text[place.end() - name.start :]
            return replace(name, start=place.end(), text=rest, canonical=canonical(rest))
        country = COUNTRY.match(name.text)
        if country is not None and canonical(name.text[country.end() :]) is not None:
            rest = name.text[country.end() :]
            return replace(name, start=name.start + country.end(), text=rest, canonical=canonical(rest))
        invests = INVESTS_IN_ROUND.match(plain, name.end)
        if invests is not None and JOINED_BEFORE.search(plain, max(0, name.start - 3), name.start):
            return replace(name, end=name.end + 2, text=plain[name.start : name.end + 2])
        if PAYS.search(name.text) and PAID_AFTER.match(plain, name.end) is not None:
            length = len(name.text) - len(PAYS.search(name.text)[0])  # type: ignore[index]
            return replace(
                name,
                end=name.start + length,
                text=name.text[:length],
                canonical=canonical(name.text[:length]),
            )
    return _without_verb(name)


def _end(plain: str, name: Name) -> int:
    """Where a guessed name ends whose last characters belong to what follows."""
    share = PART_OF_SHARES.search(name.text)
    if share is not None:
        return name.start + share.start()
    if len(name.text) > 2 and ACTS.match(plain, name.end - 1):
        return name.end - 1
    phrases = entries("uncommon")
    for back in (2, 1):
        low = name.end - back
        word = plain[name.start : low] in classes() or plain[name.start : low] in phrases
        if (
            low - name.start > 1
            and not word
            and any(plain[low : low + size] in phrases for size in (3, 4) if size > back)
        ):
            return low
    return name.end


def _without_verb(name: Name) -> Name:
    """A guessed name less the verb that stands against it: 收购X, X宣布."""
    if name.canonical is not None or name.why == "register":
        return name
    start, text = name.start, name.text
    first = VERB_FIRST.match(text) or FORMER_FIRST.match(text)
    if (
        first is not None
        and len(text) - first.end() >= 2
        and not re.match("者|人|界|网$|银行|公司|集团|基金|有限", text[first.end() :])
    ):
        start, text = start + first.end(), text[first.end() :]
    text = VERB_LAST.sub("", ADVERB_LAST.sub("", text))
    return name if text == name.text else replace(name, start=start, end=start + len(text), text=text)
