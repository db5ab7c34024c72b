"""How much: the figures that belong to a deal, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.claims import Value
from loaders.discourse.alphabet import MONEY, PERCENT, SHARES, STOP
from loaders.discourse.sentence import Sentence, Span

# (figure's payload, its span, what it measures) -> the value of a claim
AsValue = Callable[[Span, str], Value]

NOT_PRICE = re.compile(
    "(?:估值|市值|每股|单价|股价|营收|收入|利润|亏损|销售额|交易额|成交额|GMV|流水|资产|负债|净值|罚款|补贴|市场规模|贷款|借款|"
    "注册资本|预计)(?:[^，。；]{0,6})$"
)
VALUATION_AFTER = re.compile("^(?:的)?(?:[^，。；\ue011]{0,3})?估值")
PER_SHARE_AFTER = re.compile("^(?:/|每|一)股")
APART = re.compile(f"分别|依次|各自|各[^{STOP}]{{0,6}}$")
# A clause of its own with the sum of a deal, behind it (总价达6亿元) or before it (拟花2亿元，取得X).
PRICE_CLAUSE = re.compile(
    f"[^{STOP}]{{0,12}}，(?:折合|合计|其中|发行|本次|此次|此|该|交易|收购|转让|股权|整体|拟)*(?:总?代价|对价|总价款?|总对价|作价|价格|价款|金额|总额|总金额|规模|募集资金|注册额度)"
    f"(?:总额|合计|约|共计?|为|达到?|高达|不超过|不低于|超过|近|总计|的|人民币)*{MONEY}(?![^{STOP}]{{0,6}}估值)"
)
PAID_CLAUSE = re.compile(
    f"(?:出资|斥资|耗资|豪掷|支付)(?:约|合计|共计?|近|超|总计|人民币)*(?P<money>{MONEY})(?:现金|人民币|左右)*，$"
)
STAKE_NEAR = re.compile("股|持有|持|份额|权益|稀释|增至|升至|降至|比例")
RATE_BEFORE = re.compile(
    "(?:同比|环比|增长|增幅|涨幅|跌幅|溢价|折价|上涨|下跌|溢价率|利率|市场份额|市占率|占有率)[^，。；]{0,4}$"
)
SHARE_AFTER = re.compile("^(?:的)?(?:市场份额|市场占有率|利率|增长|折扣)")

# 将股份卖予丙: some of them, not all there are
BARE_SHARES = re.compile("(?:将|把)(?:其|\ue00c|所持有?|持有|手[中里上]|的)*(?:股份|股权|股票)")


def what_is(sentence: Sentence, index: int, money: str) -> str | None:
    """What the figure at code index `index` is in a deal (`money` names a sum: price or funding); None: not the deal's."""
    code = sentence.code
    low, high = sentence.bounds(index)
    before, after = code[max(low, index - 14) : index], code[index + 1 : min(high, index + 8)]
    letter = code[index]
    if letter == MONEY:
        if getattr(sentence.spans[index].payload, "kind", None) == "per_share":
            return None
        if VALUATION_AFTER.match(after) or NOT_PRICE.search(before) or PER_SHARE_AFTER.match(after):
            return None
        return money
    if letter == PERCENT:
        if RATE_BEFORE.search(before) or SHARE_AFTER.match(after):
            return None
        return "stake" if STAKE_NEAR.search(before + "|" + after) else None
    if letter == SHARES:
        return "shares"
    return None


def deal_figures(sentence: Sentence, low: int, high: int, money: str) -> list[tuple[int, str]]:
    """(code index, what) of the figures of a deal in code[low:high]."""
    out = []
    for index in range(low, high):
        if sentence.code[index] in (MONEY, PERCENT, SHARES) and index not in sentence.taken:
            what = what_is(sentence, index, money)
            if what:
                out.append((index, what))
    return out


def stated_beside(sentence: Sentence, low: int, high: int, money: str) -> list[tuple[int, str]]:
    """The sum of the deal in code[low:high], where a clause of its own beside it says it: 收购X，对价14.9亿元."""
    after = PRICE_CLAUSE.match(sentence.code, high)
    before = PAID_CLAUSE.search(sentence.code, 0, low)
    index = after.end() - 1 if after else before.start("money") if before else None
    if index is None or index in sentence.taken:
        return []
    what = what_is(sentence, index, money)
    return [(index, what)] if what else []


def distributed(
    sentence: Sentence, figures: list[tuple[int, str]], count: int
) -> list[list[tuple[int, str]]]:
    """The figures of each of `count` parties: one each behind 分别, all of them otherwise."""
    if count < 2:
        return [figures] * count
    shares: list[list[tuple[int, str]]] = [[] for _ in range(count)]
    by_what: dict[str, list[tuple[int, str]]] = {}
    for figure in figures:
        by_what.setdefault(figure[1], []).append(figure)
    for group in by_what.values():
        apart = APART.search(sentence.code[max(0, group[0][0] - 20) : group[0][0]])
        if apart and len(group) == count:
            for party, figure in zip(shares, group, strict=True):
                party.append(figure)
        else:
            for party in shares:
                party += group
    return shares


def of_each(figures: list[tuple[int, str]], number: int, count: int) -> list[tuple[int, str]]:
    """`figures` for item `number` of a list of `count`: its own stake where each has one (A的100%和B的45%股权)."""
    stakes = [figure for figure in figures if figure[1] == "stake"]
    if count < 2 or len(stakes) != count:
        return figures
    return [figure for figure in figures if figure[1] != "stake" or figure is stakes[number]]


def stake(values: list[Value]) -> float | None:
    """The stake in percent among `values`, or None."""
    for value in values:
        if value.what == "stake" and value.amount is not None:
            # 近五成: less than half
            below = value.max is not None and value.min is None and value.amount == value.max
            return float(value.amount) - (0.01 if below else 0.0)
    return None


def bare_shares(sentence: Sentence, low: int, high: int) -> bool:
    """Whether code[low:high] says that shares changed hands, and nothing of how many: 将股份卖予丙."""
    return BARE_SHARES.search(sentence.code, low, high) is not None
