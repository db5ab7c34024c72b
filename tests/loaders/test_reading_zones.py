"""Furniture is not read, and no sentence of an article is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import read
from loaders.document import Document, ReadError, ZoneKind
from loaders.reading import from_bytes
from loaders.reading.cues import Cue, cues
from loaders.reading.fetch import Raw
from loaders.reading.fold import fold
from loaders.reading.zones import lay_out

FIRST = "生鲜电商晴禾优选成立于2019年，总部位于北京，由李大山创办，目前在全国拥有二百多家门店，2022年收入超过三十亿元。"
LAST = "业内人士认为，随着资本退潮，生鲜电商行业正在经历新一轮洗牌，未来几年还会有更多平台退出市场。"
HEAD = "晴禾优选完成融资\n2023-05-06 10:00 来源：某某网\n\n"


def document(text: str, suffix: str = ".txt") -> Document:
    return from_bytes(Raw(text.encode(), f"invented{suffix}", suffix))


def zones(text: str) -> list[tuple[str, str]]:
    return [(z.kind.value, text[z.start : z.end]) for z in document(text).zones]


def read_part(text: str, part: str) -> str:
    """What of `part` is in readable zones of `text`."""
    a = text.index(part)
    b = a + len(part)
    return "".join(
        text[max(z.start, a) : min(z.end, b)]
        for z in lay_out(text).zones
        if z.kind.readable and z.end > a and z.start < b
    )


ROWS = [cue for rows in cues().values() for cue in rows]


@pytest.mark.parametrize(
    "cue", ROWS, ids=[f"{cue.kind.value}-{cue.scope}-{cue.example[:16]}" for cue in ROWS]
)
def test_each_cue_holds_on_its_example(cue: Cue) -> None:
    folded = fold(cue.example)
    assert not cue.limit or len(folded) <= cue.limit
    match = {"line": cue.pattern.fullmatch, "block": cue.pattern.fullmatch, "start": cue.pattern.match}.get(
        cue.scope, cue.pattern.match if cue.scope == "cut_start" else cue.pattern.search
    )
    assert match(folded)


# each speaks of copyright, contacts, pictures, by-lines … and states something all the same
NEWS = [
    "云栖资本表示，未经授权转载其文章的平台将被起诉。",
    "法院认为，某某网未经许可转载该作品，侵犯了晴禾优选的著作权。",
    "晴禾优选发布版权声明称，将向三家平台索赔。",
    "用户可添加客服微信领取优惠券，晴禾优选称这一功能已于5月上线。",
    "用户点击立即购买后，即可跳转至晴禾优选小程序。",
    "消费者扫描二维码即可在晴禾优选门店完成支付。",
    "晴禾优选的联系电话为010-12345678，公司注册地址在北京。",
    "编辑部业务已并入晴禾优选。",
    "记者从晴禾优选获悉，公司已完成B轮融资，云栖资本领投。",
    "《某某商报》记者多次致电晴禾优选，对方未予置评。",
    "来源于云栖资本的投资占其融资总额的一半。",
    "广告业务收入比上年多三成，达到12亿元。",
    "分享经济平台北辰单车完成2亿元融资。",
    "推荐算法公司北辰智能被晴禾优选收购。",
    "更多公司开始退出市场，其中包括云栖果园。",
    "2016-08-19 云栖资本入股晴禾优选，持股15%。",
    "易某网5月1日，宣布并入晴禾优选。",
    "南极某电商7月1日宣布收购晴禾优选。",
    "联系人软件“通讯簿”被晴禾优选收购。",
    "微信：月活用户达到12亿。",
    "声明：晴禾优选未收购云栖果园。",
    "本文将梳理晴禾优选的投资。2022年，它入股了云栖果园。",
    "以上公司均获得过云栖资本的投资。",
    "首页改版后，晴禾优选上线了直播功能。",
    "二维码支付公司北辰支付被云栖果园收购。",
    "*ST晴禾拟出售云栖果园60%股权。",
    "1号店被某某公司全资收购。",
    "3、2018年，北辰物流并入云栖果园。",
    "【云栖果园被收购】今日，晴禾优选宣布全资收购云栖果园。",
    "36号公司获悉，晴禾优选又卖出三成股份，买方是云栖资本。",
    "投资方 | 云栖资本、北辰资本",
    "数据来源于晴禾研究院的统计显示，云栖资本投资了43家公司。",
    "投资有风险，云栖资本仍在2019年入股了晴禾优选。",
]


@pytest.mark.parametrize("sentence", NEWS)
@pytest.mark.parametrize("place", ["middle", "head", "tail", "alone"])
def test_no_sentence_of_news_is_lost(sentence: str, place: str) -> None:
    text = {
        "middle": f"{FIRST}\n\n{sentence}\n\n{LAST}\n",
        "head": f"晴禾优选完成融资\n\n{sentence}\n\n{FIRST}\n\n{LAST}",
        "tail": f"{FIRST}\n\n{LAST}\n\n{sentence}\n",
        "alone": sentence,
    }[place]
    assert len(read_part(text, sentence)) >= 0.75 * len(sentence)


BETWEEN = [
    "图片来源：某某图库", "图片来源@某某图库", "（图/某某社）", "图源：网络", "▲晴禾优选门店", "晴禾优选门店。某某社记者 王小明 摄",
    "晴禾优选创始人 受访者供图", "微信图片_20230101.jpg", "AB3X}~(5%$.png", "（图片来自晴禾优选官网）", "图1 2019—2022年生鲜电商市场规模",
    "数据来源：某某研究院", "资料来源：公司公告，某某证券研究所", "制图：王小明", "点击查看大图", "[广告]", "延伸阅读：晴禾优选入股云栖果园",
    "更多内容请下载客户端", "字号：T | T", "文 | 王小明", "文/本报记者 王小明", "编辑 / 李小红", "来源 | 某某财经（ID:abcd）",
    "采写：某某都市报记者 王小明", "撰文丨王小明 编辑丨李小红", "原创：王小明", "阅读 12345", "关注", "赞(12)", "(编者注:照片摘自读者来信)",
]  # fmt: skip


@pytest.mark.parametrize("line", BETWEEN)
def test_furniture_between_paragraphs(line: str) -> None:
    text = f"{HEAD}{FIRST}\n\n{line}\n\n{LAST}\n"
    assert read_part(text, line) == ""


AFTER = [
    "（编辑：王小明）", "责任编辑：王小明 PQ002", "【责任编辑:王小明】", "（本文来源：某某网）",
    "本文来自微信公众号“某某观察”（ID：abcguancha），作者：王小明，某某网经授权发布。", "本文由某某网原创，转载请注明出处。",
    "*文章为作者独立观点，不代表某某网立场", "【声明】本文仅代表作者个人观点，与某某网无关。",
    "免责声明：文中数字可能有误，请读者自行判断，盈亏自负。",
    "如需转载请联系小红（微信：qinghe123），投稿请发邮件至 tougao@example.com", "欢迎关注某某网官方微信公众号：qinghe-news",
    "长按二维码关注我们", "更多精彩资讯，请下载某某新闻APP", "海报生成中...", "收藏 | 打印 | 分享", "微信扫一扫，分享到朋友圈",
    "上一篇：晴禾优选入股云栖果园", "Copyright © 1998-2020 某某网 版权所有 京ICP证000001号",
    "违法和不良信息举报电话：010-12345678 举报邮箱：jubao@example.com",
    "某某网携北辰科技为小店主备了一份周转贷，申请当天到账，可以提前还清，不收手续费。》》联系我们",
    "某某网“算盘”系统(demo.example.com,注册即可试用)收录各地农贸市场的菜价,每天早上更新。",
    "想学炒股，却不知从何开始？【马上报名，听三节公开课】",
]  # fmt: skip


@pytest.mark.parametrize("line", AFTER)
def test_furniture_after_the_article(line: str) -> None:
    text = f"{HEAD}{FIRST}\n\n{LAST}\n\n{line}\n"
    assert read_part(text, line) == ""


def test_an_article_with_all_its_furniture() -> None:
    text = (
        "当前位置:某某网>茶业>山溪茶饮关店\n山溪茶饮关店 只留网店\n某某社发布时间:2021年03月09日 08:12:40\n\n"
        "(某某社讯)导读:3月底,晴禾旗下的“山溪茶饮”关掉最后一家门店。(详见专题:《一杯茶的十年》http://example.com/zt/1/\n\n"
        "出品|某某社茶业部\n\n作者|王小明\n\n审稿|李小红\n\nX3)KM~1.jpg\n\n一、“告别”\n\n"
        f"{FIRST}(你若也在做茶饮,可加编辑微信abc1234,写明城市)\n\n"
        "【版权声明】文章可以转载,请写明出处。\n\n  商家入口\n  店铺评分\n"
    )
    got = zones(text)
    assert [x for kind, x in got if ZoneKind(kind).readable] == [
        "山溪茶饮关店 只留网店",
        "3月底,晴禾旗下的“山溪茶饮”关掉最后一家门店。",
        "“告别”",
        FIRST,
    ]
    doc = document(text)
    assert (doc.title, doc.publisher, doc.author) == ("山溪茶饮关店 只留网店", "某某社", "王小明")
    assert doc.published is not None
    assert doc.published.isoformat() == "2021-03-09T08:12:40+08:00"
    assert ("advertisement" in dict(got)) is False
    assert got[-2:] == [("navigation", "商家入口"), ("navigation", "店铺评分")]


@pytest.mark.parametrize(
    ("line", "cut", "rest"),
    [
        ("某某网讯（记者 王小明）5月6日，晴禾优选宣布停止运营。", "某某网讯（记者 王小明）", "5月6日，晴禾优选宣布停止运营。"),
        ("【某某商业讯】6月4日消息，晴禾优选新开两座冷库。", "【某某商业讯】", "6月4日消息，晴禾优选新开两座冷库。"),
        ("某某汇 6 月 4日丨晴禾优选(00510.HK)回购股份2100股。", "某某汇 6 月 4日丨", "晴禾优选(00510.HK)回购股份2100股。"),
        ("某某社北京9月3日电（记者 王小明）晴禾优选宣布停止运营。", "某某社北京9月3日电（记者 王小明）", "晴禾优选宣布停止运营。"),
        ("(某某社讯)导读:下月起,晴禾优选改收年费。", "(某某社讯)导读:", "下月起,晴禾优选改收年费。"),
        ("〔記者王小明／台北報導〕晴禾優選宣布停止營運。", "〔記者王小明／台北報導〕", "晴禾優選宣布停止營運。"),
    ],
)  # fmt: skip
def test_datelines_are_zones_of_their_own(line: str, cut: str, rest: str) -> None:
    got = zones(f"{line}\n\n{FIRST}\n")
    assert got[0][0] in {"metadata", "byline"}
    assert (got[0][1], got[1]) == (cut, ("body", rest))


def test_original_title_and_source_in_one_line() -> None:
    text = f"原标题：晴禾优选(002591.SZ)拟收购云栖果园51%股权    来源：某某汇\n{FIRST}"
    assert zones(text) == [
        ("metadata", "原标题："),
        ("title", "晴禾优选(002591.SZ)拟收购云栖果园51%股权"),
        ("metadata", "来源：某某汇"),
        ("body", FIRST),
    ]
    assert document(text).publisher == "某某汇"


def test_note_at_the_end_of_a_paragraph() -> None:
    assert zones(f"{FIRST}（记者 王小明）\n\n{LAST}")[:2] == [("body", FIRST), ("byline", "（记者 王小明）")]


def test_related_headlines_after_the_article() -> None:
    text = f"{HEAD}{FIRST}\n\n{LAST}\n\n相关阅读\n晴禾优选入股云栖果园\n北辰资本收购北辰物流\n"
    assert [x for kind, x in zones(text) if kind == "navigation"] == [
        "相关阅读",
        "晴禾优选入股云栖果园",
        "北辰资本收购北辰物流",
    ]


def test_text_resumes_after_a_related_list_inside() -> None:
    text = f"{HEAD}{FIRST}\n\n推荐阅读\n晴禾优选入股云栖果园\n\n{LAST}\n"
    assert zones(text)[-1] == ("body", LAST)


def test_table_rows() -> None:
    text = f"{FIRST}\n\n时间\t轮次\t投资方\n2020年3月\t天使轮\t北辰物流\n2021年5月\tA轮\t云栖资本\n\n{LAST}"
    assert [x for kind, x in zones(text) if kind == "table"] == [
        "时间\t轮次\t投资方",
        "2020年3月\t天使轮\t北辰物流",
        "2021年5月\tA轮\t云栖资本",
    ]


def test_a_column_of_bylines_is_no_table() -> None:
    text = f"{HEAD}作者 | 王小明\n编辑 | 李小红\n来源 | 某某财经\n\n{FIRST}"
    assert "table" not in dict(zones(text))


def test_a_wrapped_paragraph_is_one_zone() -> None:
    width = 30
    whole = FIRST + LAST
    wrapped = "\n".join(whole[i : i + width] for i in range(0, len(whole), width))
    got = zones(f"晴禾优选完成融资\n\n{wrapped}\n\n{FIRST}\n")
    assert got[1] == ("body", wrapped)
    assert got[2] == ("body", FIRST)


def test_short_lines_that_end_sentences_are_not_joined() -> None:
    lines = [
        f"第{n}家公司“晴禾{n}号”宣布获得了云栖资本的战略投资，金额为{n}亿元人民币。" for n in range(1, 6)
    ]
    assert [x for _, x in zones("\n".join(lines))] == lines


def test_list_markers_and_headings() -> None:
    text = f"{FIRST}\n\n一、历史\n\n· 2012年，云栖资本入股晴禾优选。\n\n（2）2014年，晴禾优选并入云栖果园，双方没有披露金额。\n\n{LAST}"
    assert zones(text)[1:4] == [
        ("heading", "历史"),
        ("list_item", "2012年，云栖资本入股晴禾优选。"),
        ("list_item", "2014年，晴禾优选并入云栖果园，双方没有披露金额。"),
    ]


def test_markdown() -> None:
    text = f"---\ntitle: 晴禾优选\n---\n# 晴禾优选\n\n**[云栖资本](http://example.com)** 入股*晴禾优选*。\n\n## 历史\n\n- {FIRST}\n"
    doc = document(text, ".md")
    assert "http" not in doc.text and "*" not in doc.text
    assert [(z.kind.value, doc.text[z.start : z.end]) for z in doc.zones if z.kind.readable] == [
        ("title", "晴禾优选"),
        ("body", "云栖资本 入股晴禾优选。"),
        ("heading", "历史"),
        ("list_item", FIRST),
    ]
    assert len(doc.notes) == 1


def test_markdown_without_markup_is_the_file() -> None:
    text = f"---\nid: 甲\n---\n\n*ST晴禾拟出售云栖果园60%股权，*ST北辰为买方。\n\n{FIRST}\n"
    assert document(text, ".md").text == text


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    FIRST,
                    LAST,
                    *BETWEEN,
                    *AFTER,
                    *NEWS,
                    HEAD.strip(),
                    "",
                    "  ",
                    "====",
                    "a\tb\tc",
                    "2023-05-06",
                ]
            ),
            st.text(alphabet="晴禾优选，。：|\t 　\r（）[]1a\n丨讯电日月", max_size=60),
        ),
        max_size=14,
    )
)
def test_zones_are_in_order_and_cover_every_word(parts: list[str]) -> None:
    text = "\n".join(parts)
    try:
        doc = document(text)
    except ReadError:
        assert not text.strip()
        return
    assert doc.text == text
    position = 0
    for zone in doc.zones:
        assert position <= zone.start < zone.end <= len(text)
        assert not re.search(
            r"[\u3400-\u9fff]{3}", text[position : zone.start]
        )  # only list markers lie between
        assert text[zone.start : zone.end].strip() == text[zone.start : zone.end]
        position = zone.end
    assert not re.search(r"[\u3400-\u9fff]{3}", text[position:])
    for part in doc.parts:
        assert 0 <= part.start < part.end <= len(text)


def test_reading_is_linear(tmp_path: object) -> None:
    """Ten times the text takes at most 25 times as long, measured on work done, not on a clock of a busy machine."""
    import time

    def cost(times: int) -> float:
        text = f"{HEAD}{FIRST}\n\n{LAST}\n\n图片来源：某某图库\n\n" * times
        best = 1e9
        for _ in range(3):
            begin = time.process_time()
            document(text)
            best = min(best, time.process_time() - begin)
        return best

    cost(10)
    long = cost(400)
    assert long < 5 or long < 25 * max(cost(40), 0.002)


def test_read_is_exported(tmp_path: object) -> None:
    assert callable(read)


def test_short_lines_that_a_colon_announces_are_no_headings() -> None:
    lines = ["石桥船厂主席邱野（持有31%）", "灯塔书局有限公司（持有14%）"]
    text = f"{FIRST}\n公告列出的股东如下：\n{lines[0]}\n{lines[1]}\n{LAST}\n"
    kinds = {printed: kind for kind, printed in zones(text)}
    assert [kinds[line] for line in lines] == [ZoneKind.LIST_ITEM.value] * 2
