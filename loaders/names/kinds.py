"""What a name names: a company, a product, a person, a business unit, or one of the first two."""

from __future__ import annotations

import re
from typing import Final

from loaders.names.evidence import Spot
from loaders.names.lexicon import entries
from loaders.names.model import COMPANY, PERSON, PRODUCT, UNIT, UNKNOWN, NameType

ORG_END: Final = re.compile(
    r"(?:公司|集团|股份|控股|资本|创投|证券|银行|保险|信托|传媒|影业|科技|药业|实业|置业|地产|企业\)?|合伙\)|基金|航空|速递|快递|速运|物流|超市|百货|"
    r"工厂|大学|学院|医院|研究院|研究中心|事务所|电视台|报社|协会|联盟|投资|金服)$"
)
UNIT_END: Final = re.compile(
    r"(?:事业群|事业部|事业线|业务线|业务群|研发部|委员会|管理部|物流部|市场部|技术部|产品部|投资部|并购部|运营部|研发中心|电商部|总部)$"
)
PRODUCT_HEAD: Final = re.compile(
    r"(?:小程序|App|APP|app|平台|公众号|网站|应用|软件|游戏|品牌|产品|系统|浏览器|客户端|手机|商城|频道|功能|工具|服务)"
)
PRODUCT_BEFORE: Final = re.compile(
    r"(?:推出|上线|发布|打造|开发|下线|关停|并入|小程序|App|APP|平台|公众号|网站|应用|软件|游戏|品牌|产品|系统|工具|手机)(?:了|的|出|新款|自有)*[“「『\"《]?$"
)
TITLE_BEFORE: Final = re.compile(
    r"(?:CEO|CFO|CTO|COO|CMO|总裁|总经理|董事长|董事|监事|创始人|合伙人|总监|主席|负责人|主任|经理|行长|会长|院长|教授|分析师|研究员|专家|记者|作者|编辑|律师|"
    r"股东|实际控制人|实控人|控制人|法定代表人|高管|自然人|先生|女士|官|师|长|员|人|秘书|顾问|老板|制作人|导演|审稿|摄影|兼|首富|父亲|妻子|儿子|女儿|丈夫)[：:|｜/ 、]?$"
)
TITLE_AFTER: Final = re.compile(
    r"(?:先生|女士|博士|教授|表示|称|说|认为|指出|透露|坦言|强调|回应|介绍|告诉|担任|任|兼任|辞去|辞职|离职|卸任|出任|接任|创立|创办|一手|在接受|曾|、|个人|及其|等人|的妻|夫妇|直接持|将|持有|持股|还剩|减持|通过|之)"
)
PLACE: Final = re.compile(r"[\u4e00-\u9fff]{1,4}·[\u4e00-\u9fff]{1,8}$")


def kind_of(text: str, shade: str, spot: Spot) -> tuple[NameType, tuple[int, int] | None]:
    """Type of the name at `spot`, and the span of the class noun behind it that says so."""
    start, end = spot.start, spot.end
    if spot.type is not None and spot.why != "context":
        return spot.type, None
    form = text[start:end]
    behind = end + 1 if end < len(text) and text[end] in '”」』"》' else end
    head = PRODUCT_HEAD.match(text, behind)
    if UNIT_END.search(form):
        return UNIT, None
    if ORG_END.search(form):
        return COMPANY, None
    if head:
        return PRODUCT, head.span()
    if _person(text, start, end):
        return PERSON, None
    if PRODUCT_BEFORE.search(text, max(0, start - 10), start):
        return PRODUCT, None
    return UNKNOWN, None


def _person(text: str, start: int, end: int) -> bool:
    form = text[start:end]
    if PLACE.fullmatch(form):
        return True
    if not 2 <= len(form) <= 4 or not all("\u4e00" <= c <= "\u9fff" for c in form):
        return False
    double = form[:2] in entries("surnames", "double")
    if not double and (form[0] not in entries("surnames", "single") or len(form) > 3):
        return False
    return bool(TITLE_BEFORE.search(text, max(0, start - 6), start)) or bool(TITLE_AFTER.match(text, end))
