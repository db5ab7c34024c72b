"""What a measure is called in Chinese, for display: the keys stay in `what`."""

from __future__ import annotations

import re
from typing import Final

NAMES: Final = {
    "market_cap": "市值", "market_cap_change": "市值变动", "valuation": "估值", "share_price": "股价",
    "share_price_change": "股价涨跌", "earnings_per_share": "每股收益", "assets_per_share": "每股净资产", "GMV": "GMV",
    "payment_volume": "支付额", "sales": "销售额", "revenue": "营收", "net_profit": "净利润", "profit": "利润",
    "net_loss": "净亏损", "operating_loss": "经营亏损", "gross_margin": "毛利率", "net_margin": "净利率", "margin": "利润率",
    "total_assets": "总资产", "net_assets": "净资产", "liabilities": "负债", "cash": "现金", "cash_flow": "现金流",
    "inventory": "存货", "impairment": "减值", "cost": "成本费用", "investment": "投入", "research_spending": "研发投入",
    "spending": "花费", "subsidies": "补贴", "dividend": "分红", "loans": "贷款规模", "deposits": "押金",
    "assets_managed": "管理资产", "premiums": "保费", "contract_value": "合同金额", "registered_capital": "注册资本",
    "fine": "罚款", "donations": "捐赠", "taxes": "纳税", "layoffs": "裁员", "scale": "规模", "market_size": "市场规模",
    "order_value": "客单价", "revenue_per_user": "单用户收入", "revenue_per_order": "单票收入", "cost_per_order": "单票成本",
    "funding": "融资额", "market_share": "市场份额", "penetration": "渗透率", "repurchase_rate": "复购率",
    "retention": "留存率", "return_rate": "退货率", "conversion_rate": "转化率", "take_rate": "佣金率",
    "debt_ratio": "资产负债率", "bad_debt_rate": "不良率", "return_on_equity": "净资产收益率", "occupancy": "出租率",
    "expense_ratio": "费用率", "growth": "增长", "share_of": "占比", "rank": "排名",
    "users": "用户数", "downloads": "下载量", "visits": "访问量", "engagement": "互动量", "jobs": "就业岗位",
    "customers": "客户数", "merchants": "商家数", "suppliers": "供应商数", "agents": "代理商数", "shopkeepers": "店主数",
    "partners": "合作伙伴数", "store_count": "门店数", "city_count": "城市数", "provinces": "省份数", "counties": "县域数",
    "countries": "国家数", "site_count": "网点数", "warehouses": "仓库数", "factories": "工厂数", "devices": "设备数",
    "vehicles": "车辆数", "routes": "线路数", "drivers": "司机数", "riders": "骑手数", "streamers": "主播数",
    "creators": "创作者数", "brands": "品牌数", "sku_count": "商品数", "listings": "房源数", "content": "内容数",
    "students": "学员数", "teachers": "教师数", "schools": "学校数", "doctors": "医生数", "hospitals": "医院数",
    "patents": "专利数", "price": "售价", "membership_fee": "会员费", "employees": "员工数", "volume": "业务量", "area": "面积",
}  # fmt: skip
TAILS: Final = {"growth": "增长", "share_of": "占比", "per_unit": "（每单位）"}
HEADS: Final = {"new": "新增", "closed": "关闭"}
PART: Final = re.compile(r"^(?P<stem>\w+)\((?P<part>[^()]+)\)(?P<tail>\w*)$")


def measure_name(what: str) -> str:
    """`what` in Chinese: revenue → 营收, revenue_growth → 营收增长; as it is where no name is known.

    In brackets stands the part of the subject that is measured: revenue(快运业务) → 快运业务营收.
    """
    if what in NAMES:
        return NAMES[what]
    part = PART.match(what)
    if part is not None:
        name = measure_name(part["stem"] + part["tail"])
        return part["part"] + name if name != part["stem"] + part["tail"] else what
    for tail, name in TAILS.items():
        stem = what.removesuffix(f"_{tail}")
        if stem != what:
            return (measure_name(stem) if stem.isascii() else stem) + name if _known(stem) else what
    for head, name in HEADS.items():
        stem = what.removeprefix(f"{head}_")
        if stem != what and stem in NAMES:
            return name + NAMES[stem]
    return what


def _known(stem: str) -> bool:
    """Whether a measure has a name, or is one (妥投率)."""
    return not stem.isascii() or measure_name(stem) != stem or stem == "GMV"
