"""Names in running text: invented texts, no register unless a test gives one."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from loaders.document import Document, KnownName, Zone, ZoneKind
from loaders.names import Name, NameFinder


def document(text: str, kind: ZoneKind = ZoneKind.BODY) -> Document:
    return Document(id="t", text=text, origin="t.txt", zones=[Zone(0, len(text), kind)])


def find(text: str, known: tuple[KnownName, ...] = ()) -> list[Name]:
    return NameFinder(known).find(document(text))


def forms(text: str, known: tuple[KnownName, ...] = ()) -> list[str]:
    return [name.text for name in find(text, known)]


FOUND = [
    # verb frames
    ("2016年，青禾推出淘果网，对标速果和鲜达。", ["青禾", "淘果网", "速果", "鲜达"]),
    ("蓝鲸科技宣布收购麦田物流100%股权。", ["蓝鲸科技", "麦田物流"]),
    ("此次融资由云杉资本领投，高原创投、北辰基金跟投。", ["云杉资本", "高原创投", "北辰基金"]),
    ("途鹿出行宣布完成C轮融资。", ["途鹿出行"]),
    ("去年3月，蜂巢网被海棠集团收购。", ["蜂巢网", "海棠集团"]),
    ("禾木生鲜成立于2014年，总部位于杭州。", ["禾木生鲜"]),
    # registered names
    ("深圳市远帆智能科技有限公司拟转让其股权。", ["深圳市远帆智能科技有限公司"]),
    ("远帆科技（上海）有限公司申请注册了商标。", ["远帆科技（上海）有限公司"]),
    ("股东宁波晨曦股权投资合伙企业（有限合伙）减持股份。", ["宁波晨曦股权投资合伙企业（有限合伙）"]),
    # short names with endings
    ("霁月股份与长岭证券达成合作。", ["霁月股份", "长岭证券"]),
    ("云杉资本和鹏远控股都参与了竞购。", ["云杉资本", "鹏远控股"]),
    # quotation marks
    ("青禾旗下电商产品“果篮小店”将停止运营。", ["青禾", "果篮小店"]),
    ("青禾旗下「禾小拼」小程序停止服务。", ["青禾", "禾小拼"]),
    ("该公司推出自有电商平台『木漫优品』。", ["木漫优品"]),
    ('青禾上线团购工具"禾团团"小程序。', ["青禾", "禾团团"]),
    ("陆续推出“果篮小店”、“禾小拼”、“青禾荟、“云逛商城”等电商业务。", ["果篮小店", "禾小拼", "云逛商城"]),
    # lists
    ("投资者包括云杉资本、高原创投、北辰基金和鹏远控股等。", ["云杉资本", "高原创投", "北辰基金", "鹏远控股"]),
    ("小鹿书、禾品生鲜、科粒、酒小五、微画堂、魔盒科技等零售平台均获得过青禾的投资。",
     ["小鹿书", "禾品生鲜", "科粒", "酒小五", "微画堂", "魔盒科技", "青禾"]),
    ("业务包括：青禾网、速果、淘鲜宝、果篮国际、蚁群金服等。", ["青禾网", "淘鲜宝", "蚁群金服"]),
    # codes
    ("霁月股份(300999)公告，拟回购股份。", ["霁月股份"]),
    ("鹏远集团（06999.HK）发布业绩预告。", ["鹏远集团"]),
    ("*ST霁月（600999.SH）股价跌停。", ["*ST霁月"]),
    ("广陵能源(2.98,0.01,0.30%)发布公告。", ["广陵能源"]),
    # definitions
    ("杭州远帆网络技术有限公司（以下简称“远帆网络”）成立。", ["杭州远帆网络技术有限公司", "远帆网络"]),
    # Latin and mixed
    ("青禾收购了FLORIX科技和Bextar。", ["青禾", "FLORIX科技", "Bextar"]),
    ("近日，Bextar获得Nova Capital领投的1000万美元A轮融资。", ["Bextar", "Nova Capital"]),
    ("青禾收购鹿书360，后者由周启明创立。", ["青禾", "鹿书360", "周启明"]),
    # people
    ("青禾CEO林子航表示，公司不会放弃电商。", ["青禾", "林子航"]),
    ("霁月股份董事长欧阳文斌辞职。", ["霁月股份", "欧阳文斌"]),
    ("鹏远集团副总裁陈立透露，项目已经停了。", ["鹏远集团", "陈立"]),
    # units
    ("青禾撤销了电商研发部，成立了技术架构委员会。", ["青禾", "电商研发部", "技术架构委员会"]),
    # exchanges
    ("2014年9月19日，霁月在纽交所上市。", ["霁月", "纽交所"]),
    ("青禾集团赴美国上市。", ["青禾集团", "美国"]),
    ("青禾集团登陆科创板。", ["青禾集团", "科创板"]),
    # traditional script
    ("2007年8月，霽月集團推出廣告平台「霽月媽媽」。", ["霽月集團", "霽月媽媽"]),
    ("霽月集團收購速果網100%股份。", ["霽月集團", "速果網"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), FOUND, ids=[text[:14] for text, _ in FOUND])
def test_found_whole(text: str, names: list[str]) -> None:
    got = forms(text)
    assert [name for name in names if name not in got] == []


EXACT = [
    (
        "与松风联手收购全球最大的零售服务企业德曼公司，投资上游养殖公司“星源牧场”。",
        ["松风", "德曼公司", "星源牧场"],
    ),
    ("收购申达快递大股东德茂控股持有的德茂润丰49%股权。", ["申达快递", "德茂控股", "德茂润丰"]),
    ("三家公司分别位于北京、上海和深圳。", []),
    ("多家第三方服务商和品牌商都在等待新的政策。", []),
    ("该公司计划投资其他电商平台和相关资产。", []),
    ("消费者更关心的是商品质量和售后服务。", []),
    ("难道说，这样的公司真的没有“电商基因”？", []),
    ("可谓“屡战屡败”“屡败屡战”。", []),
    ("近年来，新零售、人工智能、大数据成为热门。", []),
    ("目前，该小程序已关闭新用户注册入口。", []),
    ("他们认为，公司去年的GMV和DAU都在下降，CEO应当负责。", []),
    ("本次交易尚需公司董事会、股东大会审议通过。", []),
]


@pytest.mark.parametrize(("text", "names"), EXACT, ids=[text[:14] for text, _ in EXACT])
def test_nothing_else(text: str, names: list[str]) -> None:
    assert forms(text) == names


TYPES = [
    ("深圳市远帆智能科技有限公司成立。", "深圳市远帆智能科技有限公司", "Company"),
    ("霁月股份发布公告，董事长林子航辞职。", "林子航", "Person"),
    ("青禾CEO林子航表示，公司不会放弃电商。", "林子航", "Person"),
    ("青禾成立创新业务事业群，由周启明负责。", "创新业务事业群", "BusinessUnit"),
    ("青禾旗下团购工具“禾团团”小程序停止服务。", "禾团团", "Product"),
    ("2014年，霁月集团在纽交所上市。", "纽交所", "Exchange"),
    ("霁月(300999)公告，拟减持。", "霁月", "Company"),
]


@pytest.mark.parametrize(("text", "form", "kind"), TYPES, ids=[form for _, form, _ in TYPES])
def test_type(text: str, form: str, kind: str) -> None:
    assert {name.type for name in find(text) if name.text == form} == {kind}


KNOWN = (
    KnownName("青禾", "Company", ("青禾", "青禾集团", "Qinghe", "禾青")),
    KnownName("速果", "Product", ("速果", "速果网")),
    KnownName("果点", "Company", ("果点",)),
    KnownName("转身", "Product", ("转身网",)),  # 转身 is a word too: not among the forms
)


def test_register_names_stand_for_their_entry() -> None:
    found = find("青禾集团与Qinghe是同一家公司。", KNOWN)
    assert [(n.text, n.canonical, n.type) for n in found] == [
        ("青禾集团", "青禾", "Company"),
        ("Qinghe", "青禾", "Company"),
    ]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("去年，果点mall获得融资，果点mall的创始人是周启明。", "果点mall"),
        ("旗下“果点到家”正式上线。", "果点到家"),
        ("果点科技（上海）有限公司成立。", "果点科技（上海）有限公司"),
    ],
)
def test_a_form_inside_a_longer_name_does_not_win(text: str, form: str) -> None:
    got = forms(text, KNOWN)
    assert form in got
    assert "果点" not in got


def test_two_known_names_without_a_separator() -> None:
    assert forms("又入股了青禾速果等第三方服务商。", KNOWN) == ["青禾", "速果"]


def test_latin_forms_need_word_edges() -> None:
    assert forms("Qinghetech并不是它。", KNOWN) != ["Qinghe"]
    assert "Qinghe" not in forms("aQinghe。", KNOWN)


def test_an_ambiguous_name_needs_another_mark() -> None:
    assert forms("他转身离开了会议室。", KNOWN) == []
    assert "转身" in forms("青禾旗下电商平台“转身”小程序上线。", KNOWN)


def test_a_board_is_a_name_only_where_shares_are_listed() -> None:
    found = find("霁月集团登陆A股。此前，A股普通股股价大跌。")
    assert [(n.text, n.start) for n in found if n.type == "Exchange"] == [("A股", 6)]


def test_a_form_does_not_cut_a_word_in_two() -> None:
    known = (KnownName("海东", "Company", ("海东",)),)
    assert "海东" not in forms("公司位于上海东部，员工有300人。", known)
    assert forms("他看好海东。", known) == ["海东"]


def test_a_name_found_once_surely_is_found_again() -> None:
    text = "青禾收购麦田物流100%股权。很多年以后，人们还会说起麦田物流。"
    assert [n.start for n in find(text) if n.text == "麦田物流"] == [4, text.rindex("麦田物流")]


def test_code_becomes_ticker() -> None:
    (name,) = [n for n in find("霁月股份(300999)公告，拟回购股份。") if n.text == "霁月股份"]
    assert name.ticker == "300999"


def test_head_is_the_class_noun_behind() -> None:
    text = "青禾旗下“果篮小店”小程序停止服务。"
    (name,) = [n for n in find(text) if n.text == "果篮小店"]
    assert name.head is not None
    assert text[slice(*name.head)] == "小程序"


def test_offsets_and_order() -> None:
    text = "蓝鲸科技宣布收购麦田物流，云杉资本领投途鹿出行。" * 3
    found = find(text)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "kind", [ZoneKind.CAPTION, ZoneKind.ADVERTISEMENT, ZoneKind.COPYRIGHT, ZoneKind.METADATA]
)
def test_nothing_in_zones_that_are_not_read(kind: ZoneKind) -> None:
    assert NameFinder().find(document("蓝鲸科技宣布收购麦田物流。", kind)) == []


def test_same_names_in_every_run() -> None:
    text = "蓝鲸科技宣布收购麦田物流，云杉资本、高原创投领投途鹿出行。"
    assert find(text) == find(text)


def test_empty_text() -> None:
    assert find("") == []


def test_cost_grows_with_the_text_and_no_faster() -> None:
    """Eight times the text, all of it different names, in about eight times the time."""
    finder = NameFinder(KNOWN)

    def cost(size: int) -> float:
        text = "\n".join(f"{i}年，禾{i}网、速{i}果、“鹿{i}书”和Bex{i}获得云杉资本投资。" for i in range(size))
        began = time.process_time()
        finder.find(document(text))
        return time.process_time() - began

    cost(50)
    small = min(cost(250) for _ in range(3))
    long = cost(2000)
    assert long < 5 or long < 24 * small


def test_a_register_of_500_names_is_ready_at_once() -> None:
    names = [KnownName(f"甲{i}乙", "Company", (f"甲{i}乙", f"甲{i}乙集团")) for i in range(500)]
    began = time.process_time()
    NameFinder(names)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "piece", ["、", "“", "(", "A ", "Abc Def ", "1.", "公司", "有限公司", "*ST", "a-", "和"]
)
def test_odd_texts_cost_no_more(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    began = time.process_time()
    assert NameFinder().find(document(text)) == []
    assert time.process_time() - began < 20
