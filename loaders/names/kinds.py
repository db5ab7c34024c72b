"""What a name names: a company, a product, a person, a business unit, or one of the first two.

Decided once for each form of a document: its ending, whether its characters and neighbours are a person's, and what
the words beside its occurrences say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from loaders.names.evidence import Spot
from loaders.names.model import COMPANY, PERSON, PRODUCT, UNIT, UNKNOWN, NameType
from loaders.names.people import candidate, person_score

ORG_END: Final = re.compile(
    r"(?:公司|集团|股份|控股|资本|创投|证券|银行|保险|信托|传媒|影业|科技|药业|制药|实业|置业|地产|企业[)）]?|合伙[)）]|基金|航空|速递|快递|速运|物流|百货|重工|"
    r"工厂|大学|学院|医院|研究院|研究中心|事务所|电视台|报社|出版社|书局|书店|协会|联盟|投资|金服|商报|日报|晚报|早报|Capital|Partners|Ventures|Inc\.?|Group|Holdings?|Fund|Ltd\.?|LLC|"
    r"Corp\.?|Technologies|Therapeutics|Pharmaceuticals|Investments?|Management|系)$"
)
UNIT_END: Final = re.compile(
    r"(?:事业群|事业部|事业线|业务线|业务群|研发部|委员会|管理部|物流部|市场部|技术部|产品部|投资部|并购部|运营部|研发中心|电商部|总部|业务部)$"
)
PRODUCT_AFTER: Final = re.compile(
    r"[”」』\"》]?(?:小程序|App|APP|app|平台|公众号|网站|应用|软件|游戏|品牌|产品|系统|浏览器|客户端|手机|频道|功能|工具|服务|用户|上线|下线|停止运营|停止服务|将停运|关停|的关停)"
)
HEAD: Final = re.compile(
    r"(?:小程序|App|APP|app|电商平台|平台|公众号|网站|应用|软件|游戏|品牌|产品|系统|浏览器|客户端|手机|商城|频道|功能|工具|服务|公司|集团|便利店|超市|网)"
)
PRODUCT_BEFORE: Final = re.compile(
    r"(?:推出|上线|发布|打造|开发|下线|关停|小程序|App|APP|app|平台|公众号|网站|应用|软件|游戏|品牌|产品|系统|工具|手机|旗下|关闭|并入|更名为?|升级为|功能|服务)"
    r"(?:了|的|出|新款|自有|一款|《)*[“「『\"《]?$"
)
COMPANY_AFTER: Final = re.compile(
    r"(?:[（(][^（()）]{4,20}[)）])?(?:公告|发布公告|宣布|董事长|董事会|创始人|CEO|总裁|副总裁|股东|控股股东|实控人|旗下|的?股权|的?股份|市值|股价|财报|收购|入股|投资|领投|"
    r"跟投|参投|战略投资|持有|持股|增持|减持|方面|集团|公司|大股东|[\d.]+%|创立|成立于|员工|高层|高管|负责人|研发|推出|表示|回应)"
)
COMPANY_BEFORE: Final = re.compile(
    r"(?:收购|并购|入股|投资|控股|增持|减持|公司|企业|股东|投资方|领投方|由|被|厂商|开发商|运营商|供应商|零售商|巨头|子公司|集团|机构)(?:了|的|为)*[“「『\"]?$"
)
PERSON_BEFORE: Final = re.compile(
    r"(?:CEO|CFO|CTO|COO|总裁|经理|董事长|董事|监事|创始人|合伙人|总监|主席|负责人|主任|行长|会长|院长|教授|分析师|研究员|专家|记者|作者|编辑|律师|官|秘书)[：: ]?$"
)
IN_OFFICE: Final = re.compile(  # 某某任CEO, 某某跟团队, 某某生于1985年
    "(?:仍|先|曾|将|也|则|改|续|兼)?(?:[任是]|担任|出任|兼任|接任|升任|转任|卸任)(?:了|其|该?公司)?(?:联席|首席|执行|副|高级|代理)*(?:C[EFTOM]O|董事|总裁|总经理|总监|主席|首席|创始人|合伙人)"
    "|(?:[跟和与同]|带着|带领|率领)(?:创始|创业|核心|自己的)?团队|(?:再次|再度|又一次|第[二三四]次)创业|(?:再次|再度|主动|正式)?(?:辞职|毕业于|出生|退休)|生于"
)
PERSON_AFTER: Final = re.compile(r"(?:先生|女士|表示|称|说|认为|指出|透露|在接受)")
LATIN_PERSON: Final = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][A-Za-z'’\-]+){1,2}")


def kinds(text: str, spots: Sequence[Spot], weights: Mapping[str, int]) -> dict[str, NameType]:
    """Type of each form among `spots`; `weights` are the person model's."""
    places: dict[str, list[Spot]] = {}
    for spot in spots:
        places.setdefault(text[spot.start : spot.end], []).append(spot)
    heads = {form[:size] for form in places if ORG_END.search(form) for size in (2, 3) if len(form) > size}
    return {form: _kind(text, form, found, weights, heads) for form, found in places.items()}


def _kind(
    text: str, form: str, spots: Sequence[Spot], weights: Mapping[str, int], heads: Collection[str]
) -> NameType:
    """`heads`: what the organisations of the document begin with, 鲸云 of 鲸云资本."""
    given = next((s.type for s in spots if s.type is not None), None)
    if given is not None:
        return given
    if UNIT_END.search(form):
        return UNIT
    if ORG_END.search(form):
        return COMPANY
    some = spots[:12]
    if candidate(form) and form not in heads:
        if (
            any(IN_OFFICE.match(text, s.end) for s in some)
            or sum(person_score(weights, text, s.start, s.end) for s in some) > 0
        ):
            return PERSON
    elif (
        not candidate(form)
        and LATIN_PERSON.fullmatch(form)
        and any(
            PERSON_BEFORE.search(text, max(0, s.start - 8), s.start) or PERSON_AFTER.match(text, s.end)
            for s in some
        )
    ):
        return PERSON
    balance = 0
    for spot in some:
        low = max(0, spot.start - 8)
        balance += 2 * bool(PRODUCT_AFTER.match(text, spot.end)) + bool(
            PRODUCT_BEFORE.search(text, low, spot.start)
        )
        balance -= 2 * bool(COMPANY_AFTER.match(text, spot.end)) + bool(
            COMPANY_BEFORE.search(text, low, spot.start)
        )
    return PRODUCT if balance > 0 else COMPANY if balance < 0 else UNKNOWN


def head_of(text: str, end: int) -> tuple[int, int] | None:
    """Span of the class noun right behind a name that ends at `end` (小程序 in “X”小程序)."""
    behind = end + 1 if text[end : end + 1] in tuple('”」』"》') else end
    match = HEAD.match(text, behind)
    return match.span() if match else None
