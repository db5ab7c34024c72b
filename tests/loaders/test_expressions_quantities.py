"""Figures with their exact spans, cores, bounds and units; numbers that are no figures; values of claims."""

from __future__ import annotations

import pytest

from loaders.expressions.quantities import as_claim_value, find_quantities, find_shares

# text with the figure between 【】 | core | min | max | unit | kind; * is not looked at
FIGURES = """
# text with 【span】 | core | min | max | unit | kind
融资【3亿元】。|3亿元|300000000|300000000|CNY|money
融资【3 亿元】。|3 亿元|300000000|300000000|CNY|money
融资【3亿】。|3亿|300000000|300000000||count
融资【３．５亿元】。|３．５亿元|350000000|350000000|CNY|money
融資【3億元】。|3億元|300000000|300000000|CNY|money
融資【3億美元】。|3億美元|300000000|300000000|USD|money
融资【3亿零200万元】。|3亿零200万元|302000000|302000000|CNY|money
融資【3億港幣】。|3億港幣|300000000|300000000|HKD|money
融资【3亿元人民币】。|3亿元人民币|300000000|300000000|CNY|money
融资【3亿人民币】。|3亿人民币|300000000|300000000|CNY|money
融资【人民币3亿元】。|人民币3亿元|300000000|300000000|CNY|money
融资【RMB3亿】。|RMB3亿|300000000|300000000|CNY|money
融资【RMB 3亿元】。|RMB 3亿元|300000000|300000000|CNY|money
融资【3亿元RMB】。|3亿元RMB|300000000|300000000|CNY|money
融资【3亿美金】。|3亿美金|300000000|300000000|USD|money
融资【3亿美刀】。|3亿美刀|300000000|300000000|USD|money
融资【US$3亿】。|3亿|300000000|300000000|USD|money
融资【USD 300万】。|USD 300万|3000000|3000000|USD|money
融资【HK$3.5亿】。|3.5亿|350000000|350000000|HKD|money
融资【$300万】。|300万|3000000|3000000|USD|money
融资【$2.5 billion】。|2.5 billion|2500000000|2500000000|USD|money
融资【US$300 million】。|300 million|300000000|300000000|USD|money
融资【$300M】。|300M|300000000|300000000|USD|money
融资【30M美元】。|30M美元|30000000|30000000|USD|money
估值【1.5B美元】。|1.5B美元|1500000000|1500000000|USD|money
攒下【30w】用户。|30w|300000|300000|users|count
融资【€3亿】。|3亿|300000000|300000000|EUR|money
融资【£300万】。|300万|3000000|3000000|GBP|money
融资【3亿英镑】。|3亿英镑|300000000|300000000|GBP|money
融资【300亿韩元】。|300亿韩元|30000000000|30000000000|KRW|money
融资【300亿日圆】。|300亿日圆|30000000000|30000000000|JPY|money
融资【3亿新台币】。|3亿新台币|300000000|300000000|TWD|money
融资【新台币3亿元】。|新台币3亿元|300000000|300000000|TWD|money
融资【3亿新加坡元】。|3亿新加坡元|300000000|300000000|SGD|money
融资【3亿澳元】。|3亿澳元|300000000|300000000|AUD|money
融资【3亿加元】。|3亿加元|300000000|300000000|CAD|money
融资【300亿卢比】。|300亿卢比|30000000000|30000000000|INR|money
融资【300亿印尼盾】。|300亿印尼盾|30000000000|30000000000|IDR|money
融资【3亿卢布】。|3亿卢布|300000000|300000000|RUB|money
融资【3亿泰铢】。|3亿泰铢|300000000|300000000|THB|money
融资【300亿越南盾】。|300亿越南盾|30000000000|30000000000|VND|money
融资【3亿瑞士法郎】。|3亿瑞士法郎|300000000|300000000|CHF|money
融资【港币9.2元】。|港币9.2元|9.2|9.2|HKD|money
融资【12,345.67万元】。|12,345.67万元|123456700|123456700|CNY|money
净利【318,405,226.71元】。|318,405,226.71元|318405226.71|318405226.71|CNY|money
融资【三亿元】。|三亿元|300000000|300000000|CNY|money
融资【三亿五千万元】。|三亿五千万元|350000000|350000000|CNY|money
融资【3亿5000万元】。|3亿5000万元|350000000|350000000|CNY|money
融资【一百二十万元】。|一百二十万元|1200000|1200000|CNY|money
融资【叁仟万元】。|叁仟万元|30000000|30000000|CNY|money
融资【三点五亿元】。|三点五亿元|350000000|350000000|CNY|money
融资【千万元】。|千万元|10000000|10000000|CNY|money
融资【1.2万亿元】。|1.2万亿元|1200000000000|1200000000000|CNY|money
# hedges
融资【近3亿元】。|3亿元||300000000|CNY|money
融资【近千万元】。|千万元||10000000|CNY|money
融资【近亿美元】。|亿美元||100000000|USD|money
融资【接近3亿元】。|3亿元||300000000|CNY|money
融资【将近3亿元】。|3亿元||300000000|CNY|money
融资【不到3亿元】。|3亿元||300000000|CNY|money
融资【不足3亿元】。|3亿元||300000000|CNY|money
融资【不超过3亿元】。|3亿元||300000000|CNY|money
融资【不超过人民币3亿元】。|人民币3亿元||300000000|CNY|money
融资【至多3亿元】。|3亿元||300000000|CNY|money
融资【最多3亿元】。|3亿元||300000000|CNY|money
融资【最高3亿元】。|3亿元||300000000|CNY|money
融资【3亿元以下】。|3亿元||300000000|CNY|money
融资【3亿元以内】。|3亿元||300000000|CNY|money
融资【低于3亿元】。|3亿元||300000000|CNY|money
融资【超3亿元】。|3亿元|300000000||CNY|money
融资【超过3亿元】。|3亿元|300000000||CNY|money
融资【逾3亿元】。|3亿元|300000000||CNY|money
融资【突破3亿元】。|3亿元|300000000||CNY|money
融资【过亿元】。|亿元|100000000||CNY|money
融资【过亿美元】。|亿美元|100000000||USD|money
融资【破亿元】。|亿元|100000000||CNY|money
融资【上亿元】。|亿元|100000000||CNY|money
融资【上千万元】。|千万元|10000000||CNY|money
融资【至少3亿元】。|3亿元|300000000||CNY|money
融资【不低于3亿元】。|3亿元|300000000||CNY|money
融资【不少于3亿元】。|3亿元|300000000||CNY|money
融资【3亿元以上】。|3亿元|300000000||CNY|money
融资【3亿多元】。|3亿多元|300000000||CNY|money
融资【3亿余元】。|3亿余元|300000000||CNY|money
融资【30多亿元】。|30多亿元|3000000000||CNY|money
融资【3000余万元】。|3000余万元|30000000||CNY|money
融资【三十多亿元】。|三十多亿元|3000000000||CNY|money
融资【约3亿元】。|3亿元|300000000|300000000|CNY|money
融资【约人民币3亿元】。|人民币3亿元|300000000|300000000|CNY|money
融资【人民币约3亿元】。|3亿元|300000000|300000000|CNY|money
融资【大约3亿元】。|3亿元|300000000|300000000|CNY|money
融资【3亿元左右】。|3亿元|300000000|300000000|CNY|money
售价【199元起】。|199元|199||CNY|money
融资【数亿元】。|数亿元|100000000|990000000|CNY|money
融资【数千万美元】。|数千万美元|10000000|99999000|USD|money
融资【数百万元】。|数百万元|1000000|9999000|CNY|money
融资【数十亿元】。|数十亿元|1000000000|9990000000|CNY|money
融资【几千万元】。|几千万元|10000000|99999000|CNY|money
融资【几十万元】。|几十万元|100000|999000|CNY|money
融资【十几亿元】。|十几亿元|1000000000|1900000000|CNY|money
融资【十余亿元】。|十余亿元|1000000000||CNY|money
融资【两三亿元】。|两三亿元|200000000|300000000|CNY|money
融资【七八千万元】。|七八千万元|70000000|80000000|CNY|money
融资【千万级】。|千万|10000000|99999000||count
融资【亿元级】A轮|亿元|100000000|999990000|CNY|money
# ranges
融资【1-2亿元】。|1-2亿元|100000000|200000000|CNY|money
融资【1~2亿元】。|1~2亿元|100000000|200000000|CNY|money
融资【1—2亿元】。|1—2亿元|100000000|200000000|CNY|money
融资【1亿-2亿元】。|1亿-2亿元|100000000|200000000|CNY|money
融资【1亿元至2亿元】。|1亿元至2亿元|100000000|200000000|CNY|money
融资【1亿元到2亿元】。|1亿元到2亿元|100000000|200000000|CNY|money
融资【5000-10000万元】。|5000-10000万元|50000000|100000000|CNY|money
融资【5000万-1亿元】。|5000万-1亿元|50000000|100000000|CNY|money
融资【5000万元-1亿元】。|5000万元-1亿元|50000000|100000000|CNY|money
融资【10-20亿】。|10-20亿|1000000000|2000000000||count
融资【20-30亿美元】。|20-30亿美元|2000000000|3000000000|USD|money
融资【3到5亿元】。|3到5亿元|300000000|500000000|CNY|money
融资【三到五亿元】。|三到五亿元|300000000|500000000|CNY|money
融资【$1亿-2亿】。|1亿-2亿|100000000|200000000|USD|money
融资【约1亿至2亿元】。|1亿至2亿元|100000000|200000000|CNY|money
售价【199-299元】。|199-299元|199|299|CNY|money
# per share
每股【12.65澳元】。|12.65澳元|12.65|12.65|AUD|per_share
报【6.13 元 / 股】。|6.13 元|6.13|6.13|CNY|per_share
发行价【12.5元/股】。|12.5元|12.5|12.5|CNY|per_share
每股作价【5港元】。|5港元|5|5|HKD|per_share
# percent
持股【15%】。|15%|15|15|percent|percent
持股【15％】。|15％|15|15|percent|percent
持股【15 %】。|15 %|15|15|percent|percent
持股【15.5%】。|15.5%|15.5|15.5|percent|percent
持股【百分之十五】。|百分之十五|15|15|percent|percent
持股【百分之三点五】。|百分之三点五|3.5|3.5|percent|percent
持股【百分之百】。|百分之百|100|100|percent|percent
持股【超过15%】。|15%|15||percent|percent
持股【近15%】。|15%||15|percent|percent
持股【15%以上】。|15%|15||percent|percent
持股【15%左右】。|15%|15|15|percent|percent
降到【30%以下】。|30%||30|percent|percent
下降【15%-20%】。|15%-20%|15|20|percent|percent
下降【15-20%】。|15-20%|15|20|percent|percent
下降【15%至20%】。|15%至20%|15|20|percent|percent
增速为【-12.3%】。|-12.3%|-12.3|-12.3|percent|percent
费率【5‰】。|5‰|0.5|0.5|percent|percent
增长【三成】。|三成|30|30|percent|ratio
增长【近三成】。|三成||30|percent|ratio
增长【超三成】。|三成|30||percent|ratio
增长【三成以上】。|三成|30||percent|ratio
增长【三四成】。|三四成|30|40|percent|ratio
增长【三至四成】。|三至四成|30|40|percent|ratio
增长【七成五】。|七成五|75|75|percent|ratio
增长【六成多】。|六成多|60||percent|ratio
持股【一半】。|一半|50|50|percent|ratio
持股【过半】。|过半|50||percent|ratio
持股【超过一半】。|一半|50||percent|ratio
持股【半数以上】。|半数|50||percent|ratio
持股【近半】。|半||50|percent|ratio
持股【三分之一】。|三分之一|*|*|percent|ratio
持股【三分之二以上】。|三分之二|*||percent|ratio
持股【1/3】的股份|1/3|*|*|percent|ratio
提升【3.5个百分点】。|3.5|3.5|3.5|pp|pp
提升【50个基点】。|50|0.5|0.5|pp|pp
提升【两个百分点】。|两|2|2|pp|pp
# multiples
增长【8倍】。|8倍|8|8|x|multiple
增长【超8倍】。|8倍|8||x|multiple
增长【近8倍】。|8倍||8|x|multiple
增长【两倍】。|两倍|2|2|x|multiple
增长【2.5倍】。|2.5倍|2.5|2.5|x|multiple
增长【3倍多】。|3倍多|3||x|multiple
增长【10余倍】。|10余倍|10||x|multiple
增长【3到5倍】。|3到5倍|3|5|x|multiple
增长【3-5倍】。|3-5倍|3|5|x|multiple
营收【翻番】。|翻番|2|2|x|multiple
营收【翻了一番】。|翻了一番|2|2|x|multiple
营收【翻两番】。|翻两番|4|4|x|multiple
营收【翻倍】。|翻倍|2|2|x|multiple
增长【数倍】。|数倍|*|*|x|multiple
增长【一倍】。|一倍|1|1|x|multiple
# counts
门店【18家】。|18|18|18|stores|count
开设【1.2万家】门店。|1.2万|12000|12000|stores|count
用户达【3000万】。|3000万|30000000|30000000||count
用户达【三千万】。|三千万|30000000|30000000||count
有【3100多个】网点。|3100多|3100||sites|count
覆盖【17个】城市。|17|17|17|cities|count
员工【1200人】。|1200|1200|1200|people|count
员工【数千人】。|数千|1000|9999|people|count
回购【50万股】。|50万|500000|500000|shares|count
回购【50万股】股份。|50万|500000|500000|shares|count
回购【1,234,567股】。|1,234,567|1234567|1234567|shares|count
【三家】公司参投。|三|3|3|companies|count
【两家】公司参投。|两|2|2|companies|count
业务量【12亿件以上】。|12亿|1200000000||items|count
【10万+】数据|10万|100000|||count
【300+】上市公司|300|300||companies|count
【20余家】机构|20余|20||companies|count
【上百家】门店|百|100||stores|count
【近百家】门店|百||100|stores|count
排名【第31位】。|第31位|31|31|rank|ordinal
位列【第三】。|*|3|3|rank|ordinal
行业【第二】的公司|*|2|2|rank|ordinal
【第二】大股东|第二|2|2|rank|ordinal
# more
融资【人民币3-5亿元】。|人民币3-5亿元|300000000|500000000|CNY|money
融资【$3-5亿】。|3-5亿|300000000|500000000|USD|money
欠债【两个亿】。|两个亿|200000000|200000000||count
欠债【几个亿】。|几个亿|100000000|990000000||count
增长【一倍半】。|一倍半|1.5|1.5|x|multiple
费率【千分之三】。|千分之三|0.3|0.3|percent|ratio
覆盖【300多座】城市。|300多|300||cities|count
融资【1，234万元】。|1，234万元|12340000|12340000|CNY|money
净利润【-1,013.5元】。|-1,013.5元|-1013.5|-1013.5|CNY|money
营收—【12亿元】。|12亿元|1200000000|1200000000|CNY|money
收购价【5亿元】（港元）。|5亿元|500000000|500000000|HKD|money
回购【1亿股至2亿股】。|1亿股至2亿股|100000000|200000000|shares|count
融资【数千万级人民币】。|数千万级人民币|10000000|99999000|CNY|money
欠债【一百多个亿】。|一百多个亿|10000000000|||count
欠债【10个亿】。|10个亿|1000000000|1000000000||count
门店【3千家】。|3千|3000|3000|stores|count
门店【近万家】。|万||10000|stores|count
门店【二十几家】。|二十几|20|29|stores|count
月活【2亿】用户。|2亿|200000000|200000000|users|count
榜单位列【12位】。|12|12|12|rank|ordinal
公司【不会超过10家】。|10||10|companies|count
营收【翻近一番】。|翻近一番||2|x|multiple
提升【3.5pct】。|3.5|3.5|3.5|pp|pp
持股【百分之十到百分之十五】。|百分之十到百分之十五|10|15|percent|percent
涨幅【-5%至10%】。|-5%至10%|-5|10|percent|percent
售價【兩億元】。|兩億元|200000000|200000000|CNY|money
融資【3億餘元】。|3億餘元|300000000||CNY|money
融資【數千萬美元】。|數千萬美元|10000000|99999000|USD|money
融資【新台幣3億元】。|新台幣3億元|300000000|300000000|TWD|money
提升【3個百分點】。|3|3|3|pp|pp
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize(("marked", "core", "low", "high", "unit", "kind"), rows(FIGURES))
def test_figure(marked: str, core: str, low: str, high: str, unit: str, kind: str) -> None:
    start, end = marked.index("【"), marked.index("】") - 1
    text = marked.replace("【", "").replace("】", "")
    found = [q for q in find_quantities(text) if (q.start, q.end) == (start, end)]
    assert len(found) == 1, find_quantities(text)
    quantity = found[0]
    assert (quantity.unit or "", quantity.kind) == (unit, kind)
    assert core in {"*", quantity.core}
    for expected, bound in ((low, quantity.min), (high, quantity.max)):
        assert expected == "*" or bound == (float(expected) if expected else None)
    assert text[quantity.start : quantity.end] == quantity.text
    assert text[quantity.core_start : quantity.core_end] == quantity.core


# texts without any figure, apart by blanks
NOT_FIGURES = """
2014年3月10日 7月15日 3个月 两年前 股票代码002065 版本2.0.1 电话021-12345678 第三方支付 第一财经 第一时间
第三季度 三只松鼠 六个核桃 一家公司 一个人 统一采购 一起合作 万一失败 千万不要 万达集团
百度公司 三七互娱 58同城 360公司 B2B平台 4S店 5G网络 24小时 微信166 QQ420118
第一届 一线城市 两会期间 二手车 一般来说 七天连锁 百分点科技 数据显示 几乎所有 好几次
过程中 上市公司 超级物种 约定 近日 近期 破产 上线 上亿邦动力 三国演义
第三代 四季度 十月 过半年 一半天 成立 三成立 IPO A轮 18号线
http://100.com/3/4 12306 万象城 单位：万元 亿欧网 百亿补贴 千人千面 亿邦 双11 618
1688 银亿集团 零部件 点五亿 2021/3/5 1.2.3亿 前十 500强 0.1折 第一中级法院
"""


@pytest.mark.parametrize("text", NOT_FIGURES.split())
def test_no_figure(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "amount", "unit", "low", "high", "mention"),
    [
        ("增长超8倍。", 800, "percent", 800, None, "8倍"),
        ("增长2.5倍。", 250, "percent", None, None, "2.5倍"),
        ("营收翻番。", 100, "percent", None, None, "翻番"),
        ("持股15%。", 15, "percent", None, None, "15%"),
        ("持股三成。", 30, "percent", None, None, "三成"),
        ("持股近三成。", 30, "percent", None, 30, "三成"),
        ("融资近亿元。", 100_000_000, "CNY", None, 100_000_000, "亿元"),
        ("融资约3亿元。", 300_000_000, "CNY", None, None, "3亿元"),
        ("融资超3亿元。", 300_000_000, "CNY", 300_000_000, None, "3亿元"),
        ("融资不超过3亿元。", 300_000_000, "CNY", None, 300_000_000, "3亿元"),
        ("融资不超3亿元。", 300_000_000, "CNY", None, 300_000_000, "不超3亿元"),
        ("融资约合人民币3亿元。", 300_000_000, "CNY", None, None, "约合人民币3亿元"),
        ("融资逾3亿元。", 300_000_000, "CNY", 300_000_000, None, "逾3亿元"),
        ("融资不低于人民币46亿元。", 4_600_000_000, "CNY", 4_600_000_000, None, "不低于人民币46亿元"),
        ("融资10-20亿美元。", 1_000_000_000, "USD", 1_000_000_000, 2_000_000_000, "10-20亿美元"),
        ("融资数千万元。", 10_000_000, "CNY", 10_000_000, 99_999_000, "数千万元"),
        ("募资HK$10亿。", 1_000_000_000, "HKD", None, None, "HK$10亿"),
        ("募资人民币1.5亿元。", 150_000_000, "CNY", None, None, "人民币1.5亿元"),
        ("募资1.5亿元人民币。", 150_000_000, "CNY", None, None, "1.5亿元人民币"),
        ("净利318,405,226.71元。", 318_405_226.71, "CNY", None, None, "318,405,226.71元"),
    ],
)
def test_value_of_a_claim(
    text: str, amount: float, unit: str, low: float | None, high: float | None, mention: str
) -> None:
    (quantity,) = find_quantities(text)
    value = as_claim_value(quantity, "price")
    assert (value.amount, value.unit, value.min, value.max) == (amount, unit, low, high)
    assert value.mention == mention == text[value.start or 0 : value.end]
    assert isinstance(value.amount, int) == float(amount).is_integer()
    assert value.what == "price"


def test_shares_of_a_whole() -> None:
    def shares(text: str) -> list[tuple[str, float | None, float | None]]:
        return [(q.text, q.min, q.max) for q in find_shares(text)]

    assert shares("收购乙公司全部股权") == [("全部", 100, 100)]
    assert shares("收購乙公司全部股權") == [("全部", 100, 100)]
    assert shares("收购51%股权和过半数股份") == [("51%", 51, 51), ("过半数", 50, None)]
    assert shares("全部门店关闭，耗资3亿元") == []


def test_part_of_a_text() -> None:
    text = "融资3亿元，估值10亿美元。"
    start = text.index("估值")
    assert [q.text for q in find_quantities(text, start=start)] == ["10亿美元"]
    assert [q.text for q in find_quantities(text, end=start)] == ["3亿元"]
