"""METRIC: what a figure measures, of whom, and of which date."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # from … to …, with and without dates
        (
            "星海超市的毛利率从去年的18%一路抬升到如今的23%。",
            ["星海超市 gross_margin 18 2022", "星海超市 gross_margin 23 2023-07-12"],
        ),
        (
            "星海超市的营收由2019年的3亿元涨到2021年的9亿元，毛利率由20%降到14%。",
            [
                "星海超市 revenue 3e+08 2019",
                "星海超市 revenue 9e+08 2021",
                "星海超市 gross_margin 20 2019",
                "星海超市 gross_margin 14 2021",
            ],
        ),
        ("星海超市的员工由巅峰时的5000人裁到不足900人。", ["星海超市 employees 5000 None"]),
        # a growth is one of the measure that it goes on with; a fall is below zero
        (
            "2022年，星海超市GMV为80亿元，增逾三成，净利润则下滑12%。",
            ["星海超市 GMV 8e+09 2022", "星海超市 GMV_growth 30 2022", "星海超市 net_profit_growth -12 2022"],
        ),
        ("2022年，星海超市订单量翻了三倍。", ["星海超市 volume_growth 200 2022"]),
        # losses
        (
            "星海超市2018年巨亏4亿元，2019年又亏掉2亿元。",
            ["星海超市 net_loss 4e+08 2018", "星海超市 net_loss 2e+08 2019"],
        ),
        # 分别, with years, companies and measures
        (
            "2020年至2022年，星海超市营收分别为3亿、5亿和8亿元，毛利率分别为11%、12%、15%。",
            [
                "星海超市 revenue 3e+08 2020",
                "星海超市 revenue 5e+08 2021",
                "星海超市 revenue 8e+08 2022",
                "星海超市 gross_margin 11 2020",
                "星海超市 gross_margin 12 2021",
                "星海超市 gross_margin 15 2022",
            ],
        ),
        (
            "星海超市在2019年和2020年分别亏损3000万元、1.2亿元。",
            ["星海超市 net_loss 3e+07 2019", "星海超市 net_loss 1.2e+08 2020"],
        ),
        (
            "2021年，星海超市和麦田网的市占率分别为31%和22%。",
            ["星海超市 market_share 31 2021", "麦田网 market_share 22 2021"],
        ),
        (
            "2021年，星海超市营收、净利润双双走高，分别达到18亿元和2.2亿元。",
            ["星海超市 revenue 1.8e+09 2021", "星海超市 net_profit 2.2e+08 2021"],
        ),
        (
            "2021年3月，星海超市和麦田网均被罚60万元。",
            ["星海超市 fine 600000 2021-03", "麦田网 fine 600000 2021-03"],
        ),
        # a list of years behind a colon
        (
            "星海超市历年销售额：2010年8亿元，2011年27亿元。",
            ["星海超市 sales 8e+08 2010", "星海超市 sales 2.7e+09 2011"],
        ),
        # counted things, before and behind their figures
        (
            "截至2021年底，星海超市拥有签约骑手9万名，在40座城市开出2600家门店，服务30万家企业。",
            [
                "星海超市 riders 90000 2021-12",
                "星海超市 city_count 40 2021-12",
                "星海超市 store_count 2600 2021-12",
                "星海超市 customers 300000 2021-12",
            ],
        ),
        (
            "2021年，星海超市的SKU从3000个扩充至1.2万个。",
            ["星海超市 sku_count 3000 None", "星海超市 sku_count 12000 2021"],
        ),
        ("2021年底，星海超市接入了800家剧场。", ["星海超市 剧场 800 2021-12~"]),
        (
            "2021年，星海超市新开门店200家，总数达到4100家。",
            ["星海超市 new_store_count 200 2021", "星海超市 store_count 4100 2021"],
        ),
        ("2021年，星海超市的骑手月均收入6500元。", ["星海超市 revenue_per_unit 6500 2021"]),
        ("2021年，星海超市卖出了3000万杯咖啡。", ["星海超市 volume 3e+07 2021"]),
        ("2021年，坐拥2亿用户的星海超市推出了新服务。", ["星海超市 users 2e+08 2021"]),
        # measures that no list names
        (
            "2021年，星海超市的妥投率为98%，试驾量超过3万次。",
            ["星海超市 妥投率 98 2021", "星海超市 试驾量 30000 2021"],
        ),
        # shares, of a market and of a measure
        ("2021年，星海超市占据同城配送市场的35%。", ["星海超市 market_share 35 2021"]),
        (
            "2021年，星海超市营收12亿元，广告占总营收的三成。",
            ["星海超市 revenue 1.2e+09 2021", "星海超市 share_of(广告占营收) 30 2021"],
        ),
        # a part of the company
        (
            "2021年，星海超市营收9亿元，其中快运业务营收6亿元。",
            ["星海超市 revenue 9e+08 2021", "星海超市 revenue(快运业务) 6e+08 2021"],
        ),
        # who was just brought up; whose round was just told
        ("2021年，第一档是麦田网，GMV约200亿元。", ["麦田网 GMV 2e+10 2021"]),
        # a measure that the clause names outweighs that of the figure before; after a fall the old one goes on
        (
            "2022年，星海超市成交破百亿，客单价较前一年提升15%。",
            ["星海超市 GMV 1e+10 2022", "星海超市 order_value_growth 15 2022"],
        ),
        (
            "星海超市市值最高曾达到120亿美元，如今跌去九成，只剩11亿美元。",
            [
                "星海超市 market_cap 1.2e+10 None",
                "星海超市 market_cap_growth -90 2023-07-12",
                "星海超市 market_cap 1.1e+09 2023-07-12",
            ],
        ),
        (
            "2022年，星海超市收入38亿元，其中海外收入12亿元，占比31%。",
            [
                "星海超市 revenue 3.8e+09 2022",
                "星海超市 revenue(海外) 1.2e+09 2022",
                "星海超市 share_of(海外) 31 2022",
            ],
        ),
        ("2021年，星海超市约有46%的收入来自东南亚。", ["星海超市 share_of(东南亚占收入) 46 2021"]),
        ("2022年，星海超市在14个国家设有仓库。", ["星海超市 countries 14 2022"]),
        # dates: of now, of a peak, not of a founding
        (
            "星海超市由李明2015年在长沙创办，目前有员工3000人。",
            ["星海超市 employees 3000 2023-07-12"],
        ),
        ("星海超市早在2021年就换了总裁，高峰时员工有6000人。", ["星海超市 employees 6000 None"]),
    ],
)
def test_measures(metrics: Callable[..., list[str]], text: str, expected: list[str]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2021年，星海超市以每股9元的价格回购了300万股。",  # the price of a deal
        "2021年，星海超市以现金3亿元收购了麦田网。",  # what is paid
        "2021年，星海超市的新品在2600家便利店亮相。",  # where it is shown
        "2021年，星海超市有5万名游客流到了国外。",  # no count of countries
        "2021年，星海超市计划开出300家门店。",  # a plan
        "2021年，星海超市的持股比例下降5%。",  # a stake
        "2021年，在线零售行业的市场规模达到2万亿元。",  # of a market
        "2021年，这个行业的用户达到3亿。",
        "2021年，星海超市向300名员工授予了期权。",  # whom it is done to
        "2021年，星海超市和麦田网营收合计30亿元。",  # of both together
        "2021年，星海超市、麦田网和石桥网的营收分别为3亿元和5亿元。",  # the numbers differ
    ],
)
def test_no_measures(metrics: Callable[..., list[str]], text: str) -> None:
    assert metrics(text) == []


def test_a_report_goes_on_about_its_company(metrics: Callable[..., list[str]]) -> None:
    text = "2021年，星海超市实现营业收入3亿元。净利润2000万元；净资产为5亿元，同比增加8%。"
    assert metrics(text) == [
        "星海超市 revenue 3e+08 2021",
        "星海超市 net_profit 2e+07 2021",
        "星海超市 net_assets 5e+08 2021",
        "星海超市 net_assets_growth 8 2021",
    ]


def test_a_short_form_is_the_name_that_it_begins(metrics: Callable[..., list[str]]) -> None:
    text = "先说大象充电。大象充电由李明创立。财报显示，2021年大象营收9亿元，净利润500万元。"
    assert metrics(text, "大象充电") == ["大象充电 revenue 9e+08 2021", "大象充电 net_profit 5e+06 2021"]


def test_figures_behind_a_report_are_of_its_period(metrics: Callable[..., list[str]]) -> None:
    text = "麦田网昨日交出2023年第一季度财报。报告期内，麦田网收入5亿元。麦田网市值9亿元。"
    assert metrics(text) == ["麦田网 revenue 5e+08 2023-33", "麦田网 market_cap 9e+08 None"]
    text = "麦田网发布2022年年报。麦田网的净利润为3亿元，2021年营收7亿元。"
    assert metrics(text) == ["麦田网 net_profit 3e+08 2022", "麦田网 revenue 7e+08 2021"]
    text = "6月5日麦田网开业绩会。麦田网的净利润为3亿元。"  # a day is no period
    assert metrics(text) == ["麦田网 net_profit 3e+08 None"]


def test_halves_of_a_sentence_are_of_one_time(metrics: Callable[..., list[str]]) -> None:
    text = "2020年，麦田网GMV为5亿元，净亏损3亿元；石桥网GMV为2亿元，净亏损1亿元。"
    assert metrics(text) == [
        "麦田网 GMV 5e+08 2020",
        "麦田网 net_loss 3e+08 2020",
        "石桥网 GMV 2e+08 2020",
        "石桥网 net_loss 1e+08 2020",
    ]
