"""What a figure counts: the noun behind it, its unit, or the verb before it."""

from __future__ import annotations

import re

from loaders.discourse.alphabet import ORG_LETTERS, STOP
from loaders.measures import words

SPENT = re.compile("补贴|让利|奖励|投入|资金|金额|元|斥资|砸|融资|减免")
SOLD = re.compile(
    "处理|销售|售出|卖出|卖了|卖掉|出货|交付|发货|派送|揽收|生产|配送|日均|单日|年产|收寄|送出|发出|出口|投放|日产|月销|年销|热销|完成"
)
NO_GOODS = frozenset((
    "people", "households", "times", "visits", "shares", "companies", "brands", "countries", "cities", "stores", "users", "deals", "employees", "customers", "students", "teachers", "merchants", "sites", "drivers", "riders", "followers", "家", "个", "项", "款", "种", "位", "所", "座", "场", "轮",
))  # fmt: skip
GOODS = tuple("杯碗串份瓶")
TEAM_BEHIND = re.compile("(?:规模)?的?(?:研发|销售|技术|运营|地推|客服|服务)*(?:团队|队伍|的规模)")
# 开到70家: a chain's shops
OPENED = re.compile(
    "(?:开到|开出|开了|开设了?|开至|扩张[到至]|扩[到至]|铺到)(?:了|约|近|超过?|逾|将近|大约)*$"
)
SHOP = re.compile(
    f"^[^{STOP}、\ue000-\ue01f的了]{{0,5}}(?:店|卖场|奥莱|奥特莱斯)(?=$|[{STOP}、和与及以在同一都均也已将先陆相一])"
)
SHOP_UNITS = frozenset({"stores", "家", "个", "间", "座"})
STAFF = re.compile(
    "(?:公司|集团|团队|总部|全员|上下|全公司|只剩下?|仅剩|队伍)(?:目前|现在|如今|现|已经?|只|仅|共|总共|一共|还|剩下?|有|约|超过?|近|不到|不足|达到?|从|一度|的|人数|规模|最多时|高峰时)*$"
)
COUNTED_BEFORE = re.compile(
    "(?<=[\ue013])(?:城市|省份|省市|国家|国家和地区|区县|县城|市)(?:的|共|设有|建有|开出|开设|布局|拥有|落地)*$"
)
STAGED = re.compile("亮相|首发|发售|试点|试运行|开售|促销")
LISTED_COUNT = re.compile(
    f"\ue013[^{STOP}、\ue000-\ue01f]{{0,8}}(?:、|和|及|与|以及)[^{STOP}\ue000-\ue01f]{{0,4}}$"
)
COMPANIES = re.compile("(?:企业|公司|机构|单位|商超|主体)$")
SERVED = re.compile("服务|签约|合作|接入|覆盖|触达")
EXTENT_NOUN = re.compile(f"^([一-龥A-Za-z]{{2,7}})(?=$|[{STOP}、和与及以])")
EXTENT_UNITS = frozenset(
    {
        *"家个名位所座间处款种条台套辆架艘门户",
        "people",
        "companies",
        "stores",
        "units",
        "vehicles",
        "households",
    }
)
NO_EXTENT = re.compile(
    "年|天|小时|分钟|经验|股|元|的|亿|历史|时间|时代|资金|现金|方面|左右|以上|交易|市场|地区|多|家|个|子公司|股东|成员|董事|案例|基金|项目"
)
# no counts of people
PEOPLE_NOT = frozenset((
    "store_count", "city_count", "site_count", "provinces", "counties", "countries", "warehouses", "factories", "devices", "vehicles", "brands", "sku_count", "volume", "routes", "schools", "hospitals", "patents",
))  # fmt: skip


def changed(what: str, before: str) -> str | None:
    """新开20家门店, 关闭3家: how many were added or closed, not how many there are."""
    if words.ADDED.search(before):
        return f"new_{what}" if what in words.table().flows else None
    if words.CLOSED.search(before):
        return f"closed_{what}" if what in words.table().flows else None
    return what


def fits(what: str, before: str, unit: str | None, kinds: set[str]) -> bool:
    """Whether a figure with this unit can be a value of `what`."""
    if "count" not in kinds_of(what):
        return "money" not in kinds or unit is None or len(unit) == 3
    if unit in words.SIZES:
        return what in words.SIZED
    if what == "area" or (unit == "people" and what in PEOPLE_NOT):
        return False
    return not (unit is None and SPENT.search(before))


def kinds_of(what: str) -> frozenset[str]:
    """The kinds of figure that `what` is told in."""
    return words.table().kinds.get(what, frozenset())


def what_is_counted(payload: object, before: str, after: str) -> str | None:
    """The measure of a count between `before` and `after` in its clause; None where nothing says what is counted."""
    known = words.table()
    unit = str(getattr(payload, "unit", "") or "")
    if STAGED.search(after) and "在" in before:
        return None  # 在9个城市的60家门店亮相: where something is shown, not how many there are
    if words.CHANGED_BY.search(before) or words.AIMED_AT.search(before) or unit in words.SIZES:
        return None
    if unit == "people" and (TEAM_BEHIND.match(after) or STAFF.search(before)):
        return "employees"
    if unit == "visits" and known.extent.search(before):
        return "visits"
    bare = not after or after[0] in STOP
    if unit in SHOP_UNITS and after[:1] in ORG_LETTERS and after and SHOP.match(after[1:]):
        return changed("store_count", before)
    if unit in SHOP_UNITS and (
        (bare and unit in ("stores", "家") and OPENED.search(before)) or SHOP.match(after)
    ):
        return changed("store_count", before)
    match = known.subject_of.match(after) or known.counted.match(after)
    if match is not None:
        what = known.by_word[match[1] or match[2]].what
        if not (unit == "people" and what in PEOPLE_NOT) and fits(what, before, unit or None, {"count"}):
            return changed(what, before)
    if unit not in NO_GOODS and (unit or after.startswith(GOODS)) and SOLD.search(before[-12:]):
        return "volume"
    noun = EXTENT_NOUN.match(after)
    first = LISTED_COUNT.sub("", before)  # 覆盖90个县和37个港口
    verb = known.extent.search(first) or COUNTED_BEFORE.search(before)
    if noun is not None and verb is not None and unit in EXTENT_UNITS and not NO_EXTENT.search(noun[1]):
        if COMPANIES.search(noun[1]):
            return "customers" if SERVED.search(verb[0]) else None
        return noun[1]
    if unit in words.UNIT_WHAT:
        return changed(words.UNIT_WHAT[unit], before)
    return None
