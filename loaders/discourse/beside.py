"""What a clause says beside the story: who holds shares of whom, what became of somebody, where it is read."""

from __future__ import annotations

import re

from loaders.discourse.alphabet import ITS, ORG_LETTERS, PERSON, STOP
from loaders.discourse.arguments import TITLES, leading
from loaders.discourse.sentence import Sentence

# X由Y创立，Z是其股东，2020年…: what the clause says of Z it says beside the story, which goes on about X
HOLDS_OF_IT = re.compile(
    f"(?:而|其中|，)*[\ue000-\ue004](?:(?:、|以及|[和与及])[\ue000-\ue004])*(?:等|则|也|均|仍|都|皆|一直|同样|曾|正|目前|现)*"
    f"(?:(?:[是为系]|成为|成了|曾是|持有|持股|拥有|占)(?:了)?[^{STOP}\ue000-\ue005]{{0,4}}{ITS}"
    "|[是为系][^，。；\ue000-\ue00c]{0,6}(?:股东|投资方|投资人|客户|用户|供应商|合作伙伴|联席保荐人|保荐人)(?=$|[，。；]))"
    # 甲和乙跟投, 对手甲与乙分居二三
    f"|[\ue000-\ue004](?:(?:、|以及|[和与及])[^，。；\ue000-\ue00c]{{0,6}}?[\ue000-\ue004])*(?:等[^，。；]{{0,6}})?(?:也|则|又|还|随后|相继|先后|陆续|一起|共同|联合|继续|分别|独家)*(?:跟上|跟进|跟投|领投|参投|掏钱|入局|进场|在列)(?=$|[，。；])"
    f"|(?:而|其|主要|最大的?|老|直接|竞争|、)*(?:对手|对头|同行|同业|友商|竞品|竞争者)(?:是|则|、|包括|有|中的?)*[\ue000-\ue004]"
    # 公司变更登记，新增股东甲，原股东乙退出，注册资本增至…: of the company
    f"|[\ue000-\ue004](?:(?:、|以及|[和与及])[^，。；\ue000-\ue00c]{{0,6}}?[\ue000-\ue004])*(?:目前|现|则|也|仍|还|共|合计|各|分别)*(?:持有|持股|占股|占)(?:约|近|超|逾|其|该公司)*\ue012(?:的?(?:股份|股权))?(?=$|[，。；])"
    f"|(?:原|老|旧)?股东(?:名单|名册|列表|行列|阵容)?[^{STOP}\ue000-\ue005]{{0,4}}(?:新增|增加|加入|多了)"
    f"|(?:新增|原|老|旧)(?:的)?股东[^{STOP}\ue000-\ue005]{{0,8}}[\ue000-\ue004][^，。；]{{0,12}}(?:退出|离场|退股)"
    f"|(?:而|\ue010|，)*[\ue000-\ue004][^{STOP}\ue000-\ue00c]{{0,16}}成为了?(?:公司)?(?:控股|第[一二三]大|单一最大|最大|战略|重要|大)*股东(?=[{STOP}]|$)"
)
# X、Y都是客户: who else there is
INSTANCES = re.compile(
    f"(?:而|其中|包括|，)*[\ue000-\ue004](?:(?:、|和|与|及|以及)[\ue000-\ue004])+[^{STOP}\ue000-\ue00c]{{0,6}}(?:是|为|成了|成为|在列|在内)[^{STOP}\ue000-\ue00c]{{0,10}}(?:客户|用户|伙伴|供应商|对手|同行|玩家|样本|例子)?$"
)
# X合并了Y，Y创始人Z出任副总裁，2007年收购W: X did, for of Y only Z's career was told
CAREER = re.compile(
    f"的?(?:前|原|现任|时任|联席|联合|高级|首席)*(?:{TITLES})(?:兼(?:{TITLES}))*{PERSON}(?:、{PERSON})*"
    "(?:则|也|随后|于|\ue010|将|转|改|继续|分别|正式|同时|已)*(?:出任|担任|任(?!职免)|兼任|加入|加盟|离任|辞去|卸任|离开|离职|接任|接替|转投|退出)"
)
# 招股书显示，X持股12%，Y持有9%: of whose shares they are is told elsewhere
HOLDER = re.compile(
    "[\ue000-\ue004](?:等[^，。；\ue000-\ue00f]{0,4})?(?:则|也|目前|仍|共|合计|各|各自|分别|\ue010)*"
    "(?:持股|占股|持有|持|占)(?:比例|了)?(?:为|达|约|近|超过?)*\ue012(?:的?(?:股份|股权))?$"
)
# 甲显示, 甲搜索发现: where it is read, not of whom
SHOWN_BY = re.compile(
    "(?:而|且|但|另|据|根据|经|在)*[\ue000\ue001\ue003\ue004](?:APP|App|app|平台|网站|上)?(?:的?(?:公开|工商|企业|登记|最新|页面|备案))?(?:搜索|查询|检索|信息|资料|记录|页面|结果|备注)*(?:后)?(?:显示|发现|可知|可见)$"
)


def by_the_way(sentence: Sentence, number: int) -> bool:
    """Whether clause `number` says something beside the story, so that what follows it is not about its names."""
    low, high = sentence.clauses[number]
    if any(pattern.match(sentence.code, low, high) for pattern in (HOLDS_OF_IT, INSTANCES, SHOWN_BY)):
        return True
    if number and HOLDER.search(sentence.code, low, high):
        return True
    refs = leading(sentence, low, high) if number else ()
    return any(CAREER.match(sentence.code, ref.index + 1) for ref in refs if ref.letter in ORG_LETTERS)
