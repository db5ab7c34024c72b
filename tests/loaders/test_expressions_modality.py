"""Which cue governs a verb, and what it makes of the statement."""

from __future__ import annotations

import re
from datetime import date

import opencc
import pytest

from graph.schema import Modality
from loaders.expressions import cues
from loaders.expressions.modality import find_cues, modality_at

PUBLISHED = date(2023, 7, 12)
# modality, % for a measure, @ the event's date; a sentence with its verb between 【】
SENTENCES = """
planned 甲公司拟【收购】乙公司51%股权。
planned 甲計劃以3億元【收購】乙。
planned 甲正考虑【出售】旗下丙业务。
planned 甲正与乙就【收购】事宜进行谈判。
planned 甲有意【入股】乙。
planned 甲有望【登陆】纳斯达克。
planned 甲打算明年【上市】。
planned 甲欲【收购】乙。
planned 甲拟以3亿元【收购】困了么，明年交割。
asserted 甲一年里【收购】了不少店，为海外制定新目标。
asserted 甲前年【登陆】新三板，去年摘牌，此后冲刺创业板未果。
planned 甲预计年内【完成】交割。
planned 甲筹划【收购】乙。
planned 甲【收购】乙的议案将于下周交股东大会审议。
planned 有消息说甲要【卖】掉乙。
planned 原定五月由甲【推出】的乙迟迟不见。
hypothetical 即便甲【投资】乙，也难盈利。
asserted 即便在【收购】乙之后，甲也没有盈利。
asserted 一旦天冷客人就少，因此甲【收购】了乙。
rumoured 网上流传，甲【入股】乙。
asserted 甲否认裁人，同时表示已【收购】乙。
asserted 甲否认停业传闻，并称已【收购】乙。
asserted 甲辟谣换帅，并于当天【发布】了乙。
asserted 甲并非没有【投资】乙，只是不多。
planned 甲希望通过【收购】乙扩大份额。
planned 甲与乙签署【收购】意向书。
planned 甲试图【收购】乙。
planned 甲公布了【收购】乙的计划。
planned 甲公布【减持】计划。
planned 甲正在冲刺【上市】。
planned 甲已向港交所申请【上市】。
planned 甲的【上市】申请获受理。
planned 拟【收购】甲、参股乙，并控股丙。
planned 拟收购甲、【参股】乙，并控股丙。
planned 拟收购甲、参股乙，并【控股】丙。
announced 甲将【收购】乙。
planned 甲宣布拟【收购】乙。
planned 据报道，甲计划【收购】乙。
planned 甲几次找乙洽谈【入股】。
planned 甲发出【收购】要约。
announced 甲即将【上市】。
asserted 谈了半年，甲最终将乙【收入】囊中。
opinion 他觉得甲终将【收购】乙。
planned 甲推迟【上市】。
planned 甲对【收购】乙表达了很大的兴趣。
planned 甲正在为【上市】做准备。
planned 甲欲在北京【推】出新品。
announced 甲宣布将出资6亿元全资【收购】乙。
announced 甲公告，将【停止】运营。
announced 甲與乙宣布將【聯手】種樹。
announced@2023-08-01 甲将于8月1日【停止】运营。
announced@2023-08-01/.. 自8月1日起，甲不再收件，夜间热线将【取消】。
announced@2023-08-01 甲8月1日【停运】。
announced@2023-08-01 據報道，甲8月1日【停運】。
announced@2017-03 甲将于2017年3月【上线】新站。
asserted@2023-07-12 甲7月12日起【停止】服务。
forecast% 今年预计营业额【达到】60亿。
forecast% 明年将【破】90亿。
forecast% 营业收入有望【达到】42亿元。
forecast% 分析师预计，GMV将【达到】42亿元。
forecast% 机构认为，GMV将【达】42亿元。
planned% 董事会定下毛利率【达】40%的目标。
planned% 力争营收【突破】百亿。
denied% 营收未【达到】42亿元。
reported 据路透社报道，甲已【收购】乙。
reported 甲被曝【关停】乙。
reported 知情人士透露，甲已【完成】收购。
reported 据悉，甲【推出】乙。
reported 據報導，甲【收購】了乙。
reported 有消息称，甲【收购】了乙。
rumoured 有传甲【收购】了乙。
rumoured 市场传闻甲【收购】乙。
rumoured 甲或将【收购】乙。
rumoured 甲疑似【关停】乙。
rumoured 甲可能【收购】乙。
rumoured 网传甲【倒闭】。
rumoured 甲或【收购】乙。
rumoured 甲【收购】乙的传闻不断。
rumoured 甲【收購】乙的傳聞越來越多。
rumoured 不排除甲【收购】乙的可能性。
rumoured 一则未经证实的消息称，甲已【完成】融资。
rumoured 传甲【入股】乙。
rumoured 盛傳甲【入股】乙。
denied 甲否认【收购】乙。
denied 甲否認將【收購】乙。
denied 甲并未【收购】乙。
denied 甲没有【收购】乙。
denied 甲沒有【收購】乙。
denied 甲不会【收购】乙。
denied 甲终止【收购】乙。
denied 甲终止与乙的【合作】。
denied 甲终止对乙的【收购】。
denied 甲【收购】乙告吹。
denied 甲【收购】乙一事最终告吹。
denied 甲曾拟【收购】乙，但最终告吹。
denied 甲放弃【收购】乙。
denied 甲取消【收购】乙。
denied 甲暂停【收购】乙。
denied 监管机构叫停甲【收购】乙。
denied 甲【收购】乙的交易失败。
denied 甲【收购】乙的计划搁浅。
denied 甲尚未【上市】。
denied 甲未能【收购】乙。
denied 甲与乙的【合并】被否决。
denied 甲【收购】乙的消息不实。
denied 甲从未【投资】乙。
denied 甲无意【收购】乙。
denied 甲没有计划【收购】乙。
denied 甲不可能【收购】乙。
denied 甲曾计划【收购】乙，后交易取消。
denied 甲拟【收购】乙，但因监管原因，交易终止。
denied 甲未与乙【合作】。
denied 甲尚未对乙进行【投资】。
denied 甲错失【投资】乙的机会。
denied 针对【收购】乙的传闻，甲予以否认。
hypothetical 如果甲【收购】乙，行业将变天。
hypothetical 若甲成功【收购】乙，行业将变天。
hypothetical 一旦【上市】，甲将偿还债务。
hypothetical 甲是否【收购】乙仍是未知数。
hypothetical 丙是否會【並入】乙？
hypothetical 假如甲【收购】了乙，结局会不同。
hypothetical 甲会不会【收购】乙？
hypothetical 甲【收购】了乙吗？
hypothetical 如本次交易【完成】，甲将持有乙51%股权。
hypothetical 甲【收购】乙的话，乙的用户会流失。
opinion 分析师认为甲【收购】乙不合理。
opinion 甲应该【收购】乙。
opinion 股东建议甲【收购】乙。
planned 甲计划在年底之前【减持】至多4%的股份。
announced 甲将清仓【减持】。
planned 甲拟定增【收购】乙。
rumoured 甲后续或继续【减持】。
asserted 甲主要是为了扩张才【收购】乙。
asserted 在分析师看来，获得甲【投资】的乙不缺钱。
asserted 几乎在甲【收购】乙的同一时间，丙退市。
asserted 该笔交易值得注意的是，甲【收购】了乙。
asserted 银行将采取措施，甲【收购】了乙。
asserted 未来甲【收购】了乙。
asserted 未名股份【收购】乙。
asserted 甲不仅【收购】乙，还入股丙。
asserted 甲不仅收购乙，还【入股】丙。
asserted 传统企业甲【收购】乙。
asserted 甲为宣传而【收购】乙。
asserted 甲将乙【并入】丙。
asserted 甲将其持有的股份【出售】给丙。
asserted 甲將乙三成的股權作價9千萬元【轉讓】給丙。
asserted 甲宣布完成对乙的【收购】。
asserted 甲正式【收购】乙。
asserted 甲已【收购】乙。
asserted 甲不断【收购】同行。
asserted 甲不得不【出售】乙。
asserted 不可否认，甲【收购】乙后亏损。
asserted 甲曾计划收购乙，最终【入股】丙。
asserted 甲在【收购】乙后计划上市。
asserted 拟上市公司甲【收购】乙。
asserted 未上市公司甲【收购】乙。
asserted 甲未披露【收购】金额。
asserted 新希望【收购】乙。
asserted 若羽臣【收购】乙。
asserted 甲按计划【上线】乙。
asserted 甲虚拟业务【收购】乙。
asserted 甲试图靠合资打开销路，【入股】了乙。
asserted 甲【推出】扶持计划。
asserted 甲【收购】了乙，但整合失败。
asserted 甲宣布【收购】乙，否认裁员。
asserted 甲【投资】或收购了多家公司。
asserted 甲【减持】计划执行完毕。
asserted 拟收购甲，乙公司则【推出】新品。
asserted 甲【收购】了乙，并计划关闭丙。
asserted 甲计划关闭丙。乙【收购】丁。
asserted 甲计划收购乙，并已【完成】尽调。
asserted 甲传媒【收购】乙。
asserted 甲是上市公司或企业，【收购】了乙。
asserted 如今甲【收购】了乙。
asserted 甲如期【上市】。
asserted 如果说甲【收购】乙是第一步，那么上市是第二步。
asserted 甲与乙【合作】。
"""


def rows() -> list[tuple[str, str]]:
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in SENTENCES.split("\n") if line]


def read(expected: str, marked: str) -> tuple[Modality, str]:
    asked = re.match(r"([a-z]+)(%?)(?:@(.+))?$", expected)
    assert asked is not None
    start, end = marked.index("【"), marked.index("】") - 1
    text = marked.replace("【", "").replace("】", "")
    modality, cue = modality_at(text, start, end, PUBLISHED, asked[3], measure=bool(asked[2]))
    if cue is not None:
        assert text[cue.start : cue.end] == cue.text
    return modality, asked[1]


@pytest.mark.parametrize(("expected", "marked"), rows())
def test_modality(expected: str, marked: str) -> None:
    modality, asked = read(expected, marked)
    assert modality == asked


def test_traditional_script_reads_the_same() -> None:
    converter = opencc.OpenCC("s2t")
    for expected, marked in rows():
        traditional = converter.convert(marked)
        assert read(expected, traditional) == read(expected, marked), traditional


def test_sentences_around_do_not_govern() -> None:
    text = "甲拟收购乙。甲收购丙。甲否认收购丁。"
    start = text.index("收购丙")
    assert modality_at(text, start, start + 2, PUBLISHED) == (Modality.ASSERTED, None)


def test_cues_are_found_with_their_scope() -> None:
    text = "据报道，甲拟收购乙、参股丙，并控股丁，戊则观望。"
    found = [(c.text, c.modality, text[c.scope_start : c.scope_end]) for c in find_cues(text)]
    assert found == [
        ("据报道", Modality.REPORTED, "，甲拟收购乙、参股丙，并控股丁，戊则观望"),
        ("拟", Modality.PLANNED, "收购乙、参股丙，并控股丁"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "传统零售",
        "宣传片",
        "上传视频",
        "未来科技",
        "未名湖",
        "否则",
        "不仅如此",
        "不但",
        "不过",
        "不少",
        "不断",
        "不久",
        "不同",
        "不到",
        "不得不",
        "不可否认",
        "或者",
        "虚拟主播",
        "模拟器",
        "若干",
        "若羽臣",
        "将军",
        "将近三年",
        "新希望集团",
        "按计划",
        "考虑到",
        "传媒公司",
        "传感器",
        "如果说",
        "没落",
        "没收",
        "上将",
        "尽可能",
    ],
)
def test_words_that_only_contain_a_cue(text: str) -> None:
    assert [c.text for c in find_cues(f"甲{text}乙") if c.modality is not Modality.ANNOUNCED] == []


def test_the_table_of_cues_is_read_strictly() -> None:
    table = cues.rows()
    assert {row.modality for row in table} == set(Modality) - {Modality.ASSERTED, Modality.FORECAST}
    assert all(row.words for row in table)
    with pytest.raises(ValueError, match="line 2"):
        cues.parse("# a comment\nperhaps clause\n    可能")
    with pytest.raises(ValueError, match="line 1"):
        cues.parse("    可能")


def test_a_rumour_that_is_answered_does_not_reach_the_answer() -> None:
    text = "针对外界猜测麦田网要关店的说法，麦田网强调已有90家门店。"
    assert modality_at(text, text.index("90"), text.index("90") + 2)[0] is Modality.ASSERTED
