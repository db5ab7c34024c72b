"""Figures that are not what the word beside them says: prices of deals, a day's trading, plans of a project."""

from __future__ import annotations

import re

from loaders.discourse.sentence import Sentence
from loaders.discourse.spoken import Deal
from loaders.measures.reading import Reading

SHARES_OF = re.compile("发行(?:总|的)|配售|申购|股本|股份|股权|持股|流通股|减持|增持|表决权|投票权|出资")
# 成交额 beside these is the day's trading in a share; a rise beside these is one of its price.
TRADED = re.compile(
    "换手率|振幅|收盘|报收|涨停|跌停|盘中|盘前|盘后|股价|开盘|早盘|午后|港股|个股|成交量|股票代码|交易日|现报|美股|尾盘|最新价|高开|低开|复牌|停牌"
)
QUOTED = re.compile("[涨跌](?:了|超|近|逾)?[\ue012]")
BOUGHT = re.compile(
    "回购|购回|增持|减持|授予|认购|转让|受让|行权|收购|要约|私有化|现金选择权|配售|定增|转股|换股|购买|配股|质押|售股|售予|售给|卖予|出让"
)
MERGED = re.compile("合并(?!报表|口径|财务|后|营收|净利|收入)|并购|现金对价|置换")
IN_TRADE = re.compile("发行价|招股价|开盘|收盘|股价|挂牌|上市")
DEALT = re.compile("投资|入股|买下|拿下|买入|并购|股权|股份|参股|控股|回购|收归|卖给|出售")
PROJECT = re.compile("中标|工程|标段|项目|综合体|基地|园区|产业园")
PAID_IN = re.compile("收购|购买|支付|对价|申请|贷款|受让|认购|增资|出资|投资|入股|买下|换股")
VOTED = re.compile("同意|反对|弃权|表决|赞成|股票")
AUCTION = re.compile("拍卖|起拍|竞拍|竞买|流拍")
BORROWED = re.compile("申请|质押|担保|专项融资|授信|融资租赁|保理")
INTEREST = re.compile(
    "(?:税前|投资|理财|租金|处置|利息|公平值|公允价值|汇兑|转让|股权|出售|获得|赎回)(?:的|所得|实际)*$"
)
DEAREST = 1_000_000
HOLDING = re.compile("(?:减持|增持|持有|持股|持仓|套现|质押|解禁|参考|对应)(?:的|股票|股份)?(?:总)?市值")
NO_SCALE = re.compile(
    "(?:增持|减持|质押|担保|持仓|发行|募集|融资|基金|募资|注册|债券?|贷款|认购|回购|投资|授信|交易|首期|总|市场|行业|产业)$"
)
PAPER_LOSS = re.compile("每股收益|(?:公平值|公允价值|汇兑|减值|投资|信用|资产)(?:变动)?(?:净)?亏损")
CLOSED_DOWN = re.compile("(?:关闭|关停|关掉|撤掉|裁撤|闭店|关店)(?![^，。；]{0,4}后)")  # how many are gone
PLEDGED = re.compile("出质|质押|担保|冻结")  # what somebody has pledged is no measure of his
LENT = re.compile("的?(?:融资盘|融资余额|融资买入|租金|利息|理财)")
TENDER = re.compile("中标|成交人|招标|采购")
BARE_MONEY = 1_000
PRICE_OF = re.compile("(?:总交易|交易总?|成交总?)(?:金额|额|价)?")
WORTH = frozenset({"market_cap", "valuation", "share_price"})


def deceptive(sentence: Sentence, index: int, reading: Reading, deal: Deal | None) -> bool:
    """Whether the figure is not what the word beside it says."""
    code = sentence.code
    low, high = sentence.bounds(index)
    clause = code[low:high]
    figure = sentence.spans[index].payload
    if reading.what in WORTH and figure.unit is None and abs(figure.amount or 0) < BARE_MONEY:
        return True  # 相当于4个X: a small bare number is no sum of money
    near = code[low : min(high + 16, len(code))]
    if reading.what == "share_price" and (BOUGHT.search(near) or MERGED.search(near)):
        return True  # the price of a deal in shares
    if (
        reading.what == "share_price"
        and reading.word in ("", "每股", "报")
        and (BOUGHT.search(code) or MERGED.search(code, 0, index))
    ):
        return not IN_TRADE.search(clause)
    if deal is not None and PRICE_OF.fullmatch(reading.word):
        gone = sentence.number - deal.sentence.number
        if gone == 0 or (gone == 1 and deal.sentence.zone is sentence.zone):
            return True  # 甲买下乙。交易金额为2亿元
    if reading.what == "store_count" and CLOSED_DOWN.search(code, low, index):
        return True
    if PLEDGED.search(reading.what) or LENT.match(code, index + 1):
        return True
    if reading.what == "GMV" and (
        TENDER.search(code)
        or TRADED.search(code)
        or QUOTED.search(code)
        or BOUGHT.search(code if reading.word.startswith(("成交", "交易", "总交易")) else clause)
        or DEALT.search(clause)
        or (reading.word.startswith(("交易", "总交易")) and MERGED.search(code[:index]))
    ):
        return True
    if reading.what == "payment_volume" and (BOUGHT.search(code) or DEALT.search(code)):
        return True
    if reading.what in ("spending", "sales", "deposits") and (BOUGHT.search(clause) or DEALT.search(clause)):
        return True
    if reading.what == "investment" and PROJECT.search(code):
        return True
    if reading.what == "sales" and code[low : reading.at].endswith("净"):
        return True  # 净卖出: of shares
    if reading.what == "net_loss" and PAPER_LOSS.search(clause):
        return True
    if reading.what == "share_price" and abs(figure.amount or 0) > DEAREST:
        return True
    if reading.what == "cash" and PAID_IN.search(
        code, 0 if clause.startswith("其中") else low, min(high + 16, len(code))
    ):
        return True
    if reading.what == "volume" and VOTED.search(clause):
        return True
    if reading.what == "deposits" and AUCTION.search(code):
        return True
    if reading.what == "funding" and BORROWED.search(clause):
        return True
    if reading.what == "revenue" and reading.word == "收益" and INTEREST.search(code[low : reading.at]):
        return True
    if reading.what == "market_share" and "中标" in code:
        return True
    if reading.what == "market_cap" and HOLDING.search(code[low : index + 1]):
        return True
    if reading.what == "scale" and NO_SCALE.search(code[low : reading.at]):
        return True
    return reading.what in ("share_of", "growth") and SHARES_OF.search(clause) is not None
