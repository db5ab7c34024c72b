"""By how much something grew or fell, and what it was that did."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.discourse.alphabet import ORG_LETTERS, STOP
from loaders.discourse.sentence import Sentence
from loaders.measures import words
from loaders.measures.reading import Reading, Said
from loaders.measures.words import KIND

# 成交额 beside these is the day's trading in a share; a rise beside these is one of its price.
TRADED = re.compile(
    "换手率|振幅|收盘|报收|涨停|跌停|盘中|盘前|盘后|股价|开盘|早盘|午后|港股|个股|成交量|股票代码|交易日|现报|美股|尾盘|最新价|高开|低开|复牌|停牌"
)
WORTH = frozenset({"market_cap", "valuation", "share_price"})
NOUN = re.compile(
    "([一-龥A-Za-z]{1,8}(?:量|额|率|价|价格|收入|业务|价值|规模|成本|业绩|利润|面积|需求|人次|费用|支出|投资|产值|进口|出口|销售|数|业务量))(?:实现|的|也|均|将|已|则|出现|较|整体|总体|大幅|持续|继续)*$"
)
NOUN_HEAD = re.compile(
    "^(?:公司|集团|其|该|第[一二三四]|季度?|年度?|今年|去年|上半年|下半年|全年|的|在|后|月|日均|，|也|且|而|并)+"
)
# 收入保持20%的增长, 交易额出现15%的下滑
NAMED_BEHIND = re.compile(
    "^(?:以上|左右)?的(?:同比|环比|年均|年复合|复合|年度|两位数|负|净|高速|快速|正|年|高)*(增长率?|增速|增幅|升幅|涨幅|降幅|跌幅|降速|衰退|下降|下滑|下跌|萎缩|缩水)"
)
ATTAINED = re.compile(
    "(?:保持|维持|实现|取得|录得|获得|达到?|有|以|出现|迎来|呈现|高达|创下|仍)(?:了|着|出)?(?:约|近|超过?|逾|高达|至少)*$"
)
# 接连几季增速全低于五成: of no one time
EACH_PERIOD = re.compile("(?:都|均|皆)(?:在|超过?|低于|高于|不到|不足)*$")
FALLS = re.compile("降|跌|下|衰|萎|缩|负")
TOPIC_TOO_FAR = re.compile(f"[\ue000-\ue00f]|[^{STOP}]{{11}}")


def growth_of(what: str) -> str:
    """The measure of how much `what` grew."""
    return "share_price_change" if what.startswith("share_price") else f"{what}_growth"


def named_behind(before: str, after: str) -> str | None:
    """The word for growth behind its percentage, which `before` says to have been reached."""
    found = NAMED_BEHIND.match(after)
    return found[1] if found is not None and ATTAINED.search(before) else None


def fell(sentence: Sentence, index: int) -> bool:
    """Whether the growth at `index` is a fall."""
    before = sentence.code[max(0, index - 8) : index]
    behind = NAMED_BEHIND.match(sentence.code[index + 1 : sentence.bounds(index)[1]])
    return words.FELL.search(before) is not None or (
        behind is not None and FALLS.search(behind[0]) is not None
    )


def grown(sentence: Sentence, reading: Reading, last: Reading | None, said: Said | None) -> Reading | None:
    """What grew: a measure of the clause, that of the figure before, a price, a noun; None where nothing says it.

    `last` was read before in the sentence; `said` anywhere, and counts where the sentence before closes with it.
    """
    low, _ = sentence.bounds(reading.at)
    before = sentence.code[low : reading.at]
    index = next((i for i in range(reading.at, len(sentence.code)) if sentence.code[i] in KIND), reading.at)
    if EACH_PERIOD.search(sentence.code, low, index):
        return None
    since = last.figure if last is not None and last.what not in WORTH else 0
    if TRADED.search(sentence.code, since, reading.at):
        return replace(reading, what="share_price_change")
    table = words.table()
    named = [m for m in table.words.finditer(before) if _grows(m[0])]
    if named:
        what = growth_of(table.by_word[named[-1][0]].what)
        return replace(reading, what=what, at=low + named[-1].start())
    alone = not any(char in ORG_LETTERS for char in before) and words.plain(before)
    bare = alone and words.plain(before, 0)
    if alone and (last is None or last.figure < sentence.clauses[max(sentence.clause_of(low) - 1, 0)][0]):
        topic = _topic(sentence, low)
        if topic is not None:
            return replace(reading, what=growth_of(table.by_word[topic[0]].what), at=topic.start())
    if last is None and bare:
        last = _before(sentence, low, said)
    if last is not None and last.figure >= 0 and alone:
        return replace(
            reading,
            what=growth_of(last.what.removesuffix("_growth")),
            part=last.part,
            subject=last.subject,
            inherited=last.said,
            date=last.date,
            dates=last.dates,
            parties=last.parties,
        )
    noun = NOUN.search(before)
    if noun is None:
        return None
    name = NOUN_HEAD.sub("", noun[1])
    if len(name) < 2:
        return None
    return replace(reading, what=f"{name}_growth", at=low + noun.start())


def _grows(word: str) -> bool:
    """Whether a growth behind `word` is one of its measure."""
    table = words.table()
    return word not in table.narrow and table.by_word[word].what not in ("growth", "share_of")


def _topic(sentence: Sentence, low: int) -> re.Match[str] | None:
    """The measure that the clause before speaks of without a figure: 交易额要好一些，增长了三成."""
    clause = sentence.clause_of(low)
    if clause == 0:
        return None
    start, end = sentence.clauses[clause - 1]
    found = None
    for match in words.table().words.finditer(sentence.code, start, end):
        if _grows(match[0]):
            found = match
    return None if found is None or TOPIC_TOO_FAR.search(sentence.code, found.end(), end) else found


def _before(sentence: Sentence, low: int, said: Said | None) -> Reading | None:
    """The figure that the sentence before closes with, where this one opens with a growth of it."""
    if said is None or said.sentence.zone is not sentence.zone or said.sentence.number != sentence.number - 1:
        return None
    if any(char in ORG_LETTERS for char in sentence.code[:low]) or not words.plain(sentence.code[:low]):
        return None
    return None if said.reading.what in WORTH or "share_of" in said.reading.what else said.reading
