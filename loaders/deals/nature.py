"""What a deal amounts to, once the document is read: a stake below control, control, or neither.

INVESTED_IN is a stake below control that somebody outside takes. Where the words around it say that control comes with
it (the rest of the shares, 成交后持有X全部股权, X成为子公司), it is ACQUIRED; where the buyer has control already
(控股股东增持, 向全资子公司增资), nobody invests in anybody. What a company takes in when it goes public belongs to its
listing, and is no round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.claims import Claim, claim_id
from loaders.annotate import Annotated

REACH: Final = 160  # code points behind a deal within which its outcome is told
MORE_SHARES: Final = re.compile("增持|加仓|增资|注资|追加投资|加码|投资|出资|认购")
BUYS: Final = re.compile("收购|购买|受让|买入|购入|买下|竞得|取得|并购|认购|增资|入股|投资")
INSIDER: Final = re.compile(
    "(?:控股股东|实际控制人|实控人|一致行动人|董事长?|监事|高管|高级管理人员|总经理|总裁|员工持股计划)"
    "(?:之一|及其一致行动人|暨|兼|、|及|和|的|之)*(?:控股股东|实际控制人|一致行动人|董事长?|总经理|总裁)?$"
    "|(?:控股股东|实际控制人|实控人)[^，。；]{0,14}(?:子公司|一致行动人|附属公司)$"
)
INSIDER_AFTER: Final = re.compile(
    "[^，。；]{0,3}(?:作为|系|为|是)(?:公司|本公司|上市公司|其)?的?(?:控股股东|实际控制人|一致行动人)"
)
OWN_UNIT: Final = re.compile(
    "(?P<owner>本?公司|集团|)(?:(?<=公司)|(?<=集团)|(?<=[其向对为给在及和购让得，：]))(?:自己|旗下|下属|所属|持股\\d[\\d.]*[%％]|的|之)*"
    '(?:全资|控股|直属|附属)(?:的)?(?:[子孙]公司|附属公司|企业)(?:之一|—+|：|“|")*$'
)
ITSELF: Final = re.compile("(?:本|上市|该)?公司|集团|其")
SAYS: Final = re.compile("公告|公布|披露|宣布|称|审议|董事会|股东大会")
REST_BEFORE: Final = re.compile("(?:剩余|其余|余下)(?:的|股东持有的?|少数股东)*$")
REST_AFTER: Final = re.compile(
    "[^，。；]{0,6}?(?:剩余|其余|余下|少数股东(?:持有|所持)的?)(?:的|全部)*\\d[\\d.]*[%％]|[^，。；]{0,3}的?(?:控股权|控制权|实控权)"
)
RESTRUCTURES: Final = re.compile("重大资产重组|发行股份(?:及支付现金)?(?:的方式)?购买")
MASTER: Final = re.compile(
    "[^，。；]{0,10}?(?:成为|变更为|变为|跃升为|晋升为)(?P<whose>[^。；，]{0,16}?)(?:控股股东|实际控制人|实控人)"
)
DONE: Final = re.compile(
    "(?:交易|收购|转让|增资|交割|受让|购买|投资|认购|本次|此次|手续|事项|实施)?(?:完成|完毕|实施|办理完毕|交割)(?:之后|以后|后)"
)
MAJORITY: Final = re.compile(
    "[^。；]{0,30}?(?:持有|持股|控制|拥有)[^。；，]{0,24}?(?:至|达|为|到)?(?:约|合计)?(?P<share>\\d{2,3}(?:\\.\\d+)?)[%％]"
)
UNIT_NOW: Final = re.compile(
    "[^。；]{0,24}?(?:成为|变为|变更为)[^。；，]{0,16}(?:全资|控股)(?:[子孙]公司|附属公司)"
)
PUBLIC: Final = re.compile(
    "IPO|A[+＋]H|[赴回]港上市|赴美上市|首次公开发行|首发|招股|新股发行|发行价|上市募|公开发售"
)
PRICED: Final = re.compile("(?:IPO|首次公开发行|招股)[^。；]{0,12}?(?:定价|发行价|发售价)")
COLLECTS: Final = re.compile("募资|募集|集资|筹资")


def settled(annotated: Annotated, claims: Sequence[Claim], holding: frozenset[str]) -> list[Claim]:
    """`claims` with each deal called what it is, and without those that are none.

    `holding` are the rules that read a stake which somebody has, rather than one that is bought.
    """
    return list(_settled(annotated, claims, holding))


def _settled(annotated: Annotated, claims: Sequence[Claim], holding: frozenset[str]) -> Iterator[Claim]:
    plain = annotated.plain
    units = {
        (claim.subject.name, claim.object.name)
        for claim in claims
        if claim.predicate == "OPERATES" and claim.subject is not None and claim.object is not None
        and OWN_UNIT.search(plain, claim.evidence.start, claim.object.start)
    }  # fmt: skip
    for claim in claims:
        if claim.predicate == "RAISED" and _went_public(claim):
            continue
        if claim.predicate == "INVESTED_IN" and claim.object is not None and claim.rule not in holding:
            if _from_within(plain, claim, units):
                continue
            if _control_comes(plain, claim):
                claim.predicate = "ACQUIRED"
                claim.id = claim_id(claim)
        yield claim


def _went_public(claim: Claim) -> bool:
    quote = claim.evidence.quote
    if claim.round is not None:
        return False
    return bool((COLLECTS.search(quote) and PUBLIC.search(quote)) or PRICED.search(quote))


def _from_within(plain: str, claim: Claim, units: set[tuple[str, str]]) -> bool:
    """Whether the buyer controls the company already."""
    quote, object_, subject = claim.evidence.quote, claim.object, claim.subject
    if object_ is None or subject is None or not MORE_SHARES.search(quote):
        return False
    if "增持" in quote and (
        INSIDER.search(plain, max(claim.evidence.start, subject.start - 24), subject.start)
        or INSIDER_AFTER.match(plain, subject.end)
    ):
        return True
    return (subject.name, object_.name) in units or _own(plain, claim)


def _own(plain: str, claim: Claim) -> bool:
    """Whether the sentence calls the object a subsidiary of the subject's."""
    subject, object_ = claim.subject, claim.object
    if subject is None or object_ is None:
        return False
    low = subject.end if claim.evidence.start <= subject.start < object_.start else claim.evidence.start
    for form in {object_.name, object_.mention, *object_.aliases}:
        at = plain.find(form, low, object_.end)
        unit = OWN_UNIT.search(plain, max(low, at - 24), at) if at >= 0 else None
        if unit is not None and (
            not unit["owner"] or ITSELF.fullmatch(subject.mention) or SAYS.search(plain, low, at)
        ):
            return True
    return False


def _control_comes(plain: str, claim: Claim) -> bool:
    """Whether the words around a minority that is bought say that it makes the buyer the master."""
    object_, subject, evidence = claim.object, claim.subject, claim.evidence
    if object_ is None or subject is None:
        return False
    names = {object_.name, object_.mention, *object_.aliases}
    if _becomes_master(plain, claim, names):
        return True
    if not BUYS.search(evidence.quote):
        return False
    if (
        REST_BEFORE.search(plain, evidence.start, object_.start)
        or REST_AFTER.match(plain, object_.end)
        or _own(plain, claim)
    ):
        return True
    if not claim.values and RESTRUCTURES.search(evidence.quote):
        return True
    end = max(evidence.end, object_.end)
    done = DONE.search(plain, object_.end, end + REACH)
    if done is None:
        return False
    unit = UNIT_NOW.match(plain, done.end(), done.end() + 80)
    share = MAJORITY.match(plain, done.end(), done.end() + 80)
    if unit is None and (share is None or not 50 <= float(share["share"]) <= 100):
        return False
    told = (unit or share)[0]  # type: ignore[index]
    return any(name in told for name in (*names, "其", "标的"))


def _becomes_master(plain: str, claim: Claim, names: set[str]) -> bool:
    """X将成为公司控股股东: whether the text says so of the buyer, in the sentence or right behind it."""
    subject, evidence = claim.subject, claim.evidence
    if subject is None:
        return False
    for form in {subject.name, subject.mention, *subject.aliases}:
        at = plain.find(form, evidence.start, evidence.end + REACH)
        while at >= 0:
            told = MASTER.match(plain, at + len(form))
            if told is not None and any(name in told["whose"] for name in (*names, "公司", "其")):
                return True
            at = plain.find(form, at + len(form), evidence.end + REACH)
    return False
