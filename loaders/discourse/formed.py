"""Names that the words around them show: 成立灯带事业部, 新设远洋研究院, 某某关联公司云栖收购…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.names.forms import ordinary
from loaders.names.model import Name

VERB = "(?:新设立?|成立|设立|组建|增设|新成立|筹建|新组建|创建|创立|建立)(?:了|起)?"
DESCRIBED = (
    "(?:(?:全新|新|独立|专门|全资|平行|一级|二级|全球|总部|虚拟)的|一个|一家|名为|名叫|新的?|专门|独立|全新)*"
)
END = (
    "(?:事业群|事业部|事业线|业务群|业务部|子集团|研究院|研究所|研究中心|研发中心|创新中心|实验室|委员会|技术部|管理部|运营部|战略部|"
    "业务线|产品线|投资部|产品部|市场部|服务部|物流部|电商部|国际部|发展部|工作室|项目组|平台部)"
)
FORMED = re.compile(
    f"{VERB}{DESCRIBED}[“「]?(?P<name>(?!{DESCRIBED}{END})[一-龥A-Za-z0-9]{{2,12}}?{END})(?=[”」]?(?:[，。；、！？（()）\\n]|$|[以由和与并来及])|[”」]|负责|统筹|专门|下设)"
)
ALONE = re.compile(f"[一-龥]{END}")
# What is no name: joined, counted, described, or a kind that every company has.
NO_NAME = re.compile(
    "[的了和与及在于将被把向其这那该各每]|^(?:[一二两三四五六七八九十数几多0-9]+[个大家]?|新|相关|专业|专门|独立|若干|薪酬|审计|提名|战略委|监事|独立董事|自己|国家|中国)"
)

# behind a company's name: the unit of it that does something
ACTS = "收购|并购|买下|入股|投资|领投|成立|设立|注册|新增|增资|受让|持有|完成|申请|发生|签署|签订|以|与|拟|将|已|对|向|于|近日|日前|昨日"
UNIT_OF = re.compile(
    f"(?:的|旗下|下属|全资|控股|间接|境内|境外|海外)*(?:关联|附属|[子孙])公司(?P<name>[一-龥]{{2,6}}?)(?={ACTS})"
)


def with_units_of(plain: str, names: Sequence[Name]) -> list[Name]:
    """`names` with the units that stand unmarked between the name of their company and a verb; sorted, no overlap."""
    out: list[Name] = []
    for name, following in zip(names, (*names[1:], None), strict=False):
        out.append(name)
        unit = UNIT_OF.match(plain, name.end)
        if unit is None or ordinary(unit["name"]) or NO_NAME.search(unit["name"]):
            continue
        if following is None or unit.end() <= following.start:
            out.append(
                Name(*unit.span("name"), unit["name"], "Company", 0.6, "a unit of the company before it")
            )
    return out


def with_units(plain: str, names: Sequence[Name]) -> list[Name]:
    """`names` of the text `plain` with the departments that are said to be set up; sorted, no overlap."""
    covering = {i: name for name in names for i in range(name.start, name.end)}
    for match in FORMED.finditer(plain):
        start, end = match.span("name")
        if NO_NAME.search(match["name"]):
            continue
        if ALONE.fullmatch(match["name"]) and plain[start - 1] == "新":
            start -= 1  # 成立新石实验室: no new 石实验室
        old = {covering[i] for i in range(start, end) if i in covering}
        if any(
            n.canonical is not None or n.start < start or n.end > end or (n.end == end and len(n.text) > 3)
            for n in old
        ):
            continue
        for name in old:
            for i in range(name.start, name.end):
                del covering[i]
        unit = Name(start, end, plain[start:end], "BusinessUnit", 0.6, "set up here")
        covering.update(dict.fromkeys(range(start, end), unit))
    return sorted(set(covering.values()), key=lambda name: name.start)
