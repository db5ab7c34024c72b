"""What a measure is called in Chinese, for display: the keys stay in `what`."""

from __future__ import annotations

from typing import Final

NAMES: Final = {
    "market_cap": "市值", "valuation": "估值", "share_price": "股价", "share_price_change": "股价涨跌", "GMV": "GMV",
    "sales": "销售额", "revenue": "营收", "net_profit": "净利润", "profit": "利润", "net_loss": "净亏损", "margin": "利润率",
    "users": "用户数", "merchants": "商家数", "store_count": "门店数", "volume": "业务量", "employees": "员工数",
    "market_share": "市场份额", "investment": "投入", "registered_capital": "注册资本", "city_count": "城市数",
    "site_count": "网点数", "growth": "增长", "share_of": "占比", "funding": "融资额", "rank": "排名",
}  # fmt: skip


def measure_name(what: str) -> str:
    """`what` in Chinese: revenue → 营收, revenue_growth → 营收增长; as it is where no name is known."""
    if what in NAMES:
        return NAMES[what]
    for tail in ("growth", "share_of"):
        stem = what.removesuffix(f"_{tail}")
        if stem != what and stem in NAMES:
            return NAMES[stem] + NAMES[tail]
    return what
