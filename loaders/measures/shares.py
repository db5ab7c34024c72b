"""Parts of a whole: the share of a market, and what part of a firm's revenue, orders or users something makes up."""

from __future__ import annotations

import re

from loaders.discourse.alphabet import DATE, ORG_LETTERS, REF, REF_LETTERS, STOP
from loaders.discourse.sentence import Sentence
from loaders.measures.reading import Reading
from loaders.measures.words import KIND

# what a firm has parts of
WHOLE = re.compile(
    "收入|营收|销售|GMV|业务|用户|客户|订单|利润|毛利|交易|成交|商品|件量|货量|销量|出货|产量|门店|流量|成本|费用|支出|开支|产品|品牌|人群|女性|男性|复购|会员|员工|人员|团队|学员|资产|贷款|保费|营业额|流水|下载|播放|产能|数量|总量|总额"
)
# A以7%居第四: a share like the one before it
RANKED = re.compile(
    "^(?:的[^，。；]{0,6})?(?:紧随其后|紧随|位居|位列|居首|居第|居于|排名?第|次之|领先|垫底|排在)"
)
OF_MARKET = re.compile(
    f"占(?:据|有|到|了|领)*[^{STOP}\ue000-\ue01f]{{0,14}}市场(?:份额)?的?(?:约|近|超过?|将近|大约|高达|了)*$"
)
MARKET_BEHIND = re.compile(
    f"^(?:以上|左右)?的?(?:[^{STOP}\ue000-\ue01f的]{{0,8}}市场|(?:市场|[^{STOP}\ue000-\ue01f的]{{0,6}})?份额|市占率)(?:份额)?(?=$|[{STOP}])"
)
MORE_FIGURES = re.compile("^(?:(?:、|和|及|与|以及)[\ue011\ue012])+")
"""The figures of a list behind its first, whose measure stands behind all: A和B分别占30%和20%的市场份额."""
SHARE = re.compile(
    "占(?:据|了|到|其|公司|集团|总|整体|全部|平台|当年|全年|年度|同期|该|的)*([一-龥A-Za-z]{2,9}?)(?:总额|总数|总量|规模|总)?(?:的|比例|比重|比率|比|份额|约|近|超过?|逾|达到?|为|是|高达|已|至|大约)*$"
)
# 九成的订单来自老客, 六成营收由门店贡献
SOURCE = re.compile(
    "^(?:以上|左右)?的?(?:总|全部)?([一-龥A-Za-z]{2,7}?)(?:都|均|是|主要|则|皆|就)*"
    f"(?:来自于?|来源于|源自|源于|出自|发生在|集中在|集中于|通过|由|靠|依靠|依赖)(?:于)?({REF}|[^{STOP}、和与及等而\ue000-\ue01f]{{2,10}})"
)
PART_HEAD = re.compile(f"^(?:{DATE}|年|的|其中|和|及|而|且|，|公司|集团|目前|来自|也|则|中)+")
PART = re.compile("[一-龥A-Za-z]{2,10}")
NO_PART = re.compile(
    "仓|参与|股|持有|控制|合计|一致行动|表决|投票|质押|冻结|认缴|出资|代表|人数|这一|该|此|上述|累计|本次|其$|发行|预计|目前"
)
LONGEST_PART = 12


def of_whole(sentence: Sentence, index: int, last: Reading | None) -> Reading | None:
    """What the percentage at `index` is a part of; None where it is none. `last` was read before it in the sentence."""
    code = sentence.code
    low, high = sentence.bounds(index)
    before, after = code[low:index], code[index + 1 : high]
    share = OF_MARKET.search(before)
    if share is not None or MARKET_BEHIND.match(MORE_FIGURES.sub("", after)):
        return Reading("market_share", low + share.start() if share else index)
    if last is not None and last.what == "market_share" and RANKED.match(after):
        return Reading("market_share", index)
    source = SOURCE.match(after)
    if source is not None and WHOLE.search(source[1]):
        return Reading("share_of", index, "来自", part=f"{source[2]}占{source[1]}")
    found = SHARE.search(before)
    if found is None or not WHOLE.search(found[1]):
        return None
    head = max(
        (i for i, c in enumerate(before[: found.start()]) if c in KIND or c in REF_LETTERS),
        default=-1,
    )
    item = PART_HEAD.sub("", before[head + 1 : found.start()])
    if len(item) > LONGEST_PART or DATE in item:
        item = ""
    if not item and last is not None and head < 0:
        return Reading("share_of", low, "占", last.subject, f"{last.word}占{found[1]}", inherited=last.said)
    return Reading("share_of", low + found.start() - len(item), "占", part=f"{item}占{found[1]}")


def part(before: str) -> str:
    """The part that 占比 behind it is one of; empty where nothing before it names one."""
    figure = max((i for i, c in enumerate(before) if c in KIND or c in ORG_LETTERS), default=-1)
    noun = PART_HEAD.sub("", before[figure + 1 :]).rstrip("的也已则又还，约就")
    return noun if PART.fullmatch(noun) and not NO_PART.search(noun) else ""
