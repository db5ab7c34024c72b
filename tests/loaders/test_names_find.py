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
    ("青禾去年推出淘果网，要对标的是速果和鲜达。", ["青禾", "淘果网", "速果", "鲜达"]),
    ("蓝鲸科技宣布收购麦田物流100%股权。", ["蓝鲸科技", "麦田物流"]),
    ("云杉资本领投了这一轮，高原创投、北辰基金跟投。", ["云杉资本", "高原创投", "北辰基金"]),
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
    ("青禾旗下水果铺“果篮小店”月底关张。", ["青禾", "果篮小店"]),
    ("上月，青禾旗下「禾小拼」小程序换了图标。", ["青禾", "禾小拼"]),
    ("这家木作坊上线了网上铺子『木漫优品』。", ["木漫优品"]),
    ('青禾更新了"禾团团"小程序。', ["青禾", "禾团团"]),
    ("公司先后做过“果篮小店”、“禾小拼”、“青禾荟、“山货铺子”四个应用。", ["果篮小店", "禾小拼", "山货铺子"]),
    # lists
    ("投资者包括云杉资本、高原创投、北辰基金和鹏远控股等。", ["云杉资本", "高原创投", "北辰基金", "鹏远控股"]),
    ("禾品生鲜、豆粒、茶小满、印花堂、魔盒科技等小公司均拿到青禾的投资。",
     ["禾品生鲜", "豆粒", "茶小满", "印花堂", "魔盒科技", "青禾"]),
    ("品牌包括：青禾网、速果、山鲜宝、果篮国际、蜂群金服等。", ["青禾网", "山鲜宝", "蜂群金服"]),
    # codes
    ("霁月股份(300999)公告，拟回购股份。", ["霁月股份"]),
    ("鹏远集团（06999.HK）发布业绩预告。", ["鹏远集团"]),
    ("*ST霁月（600999.SH）股价跌停。", ["*ST霁月"]),
    ("广陵能源(2.98,0.01,0.30%)发布公告。", ["广陵能源"]),
    # definitions
    ("杭州远帆渔具有限公司（以下简称“远帆渔具”）成立。", ["杭州远帆渔具有限公司", "远帆渔具"]),
    # Latin and mixed
    ("青禾收购了FLORIX科技和Bextar。", ["青禾", "FLORIX科技", "Bextar"]),
    ("Bextar上月拿到Nova Capital领投的1000万美元。", ["Bextar", "Nova Capital"]),
    ("青禾收购鹿书360，后者由周启明创立。", ["青禾", "鹿书360", "周启明"]),
    # people
    ("青禾CEO林子航表示，明年不涨价。", ["青禾", "林子航"]),
    ("霁月股份董事长欧阳文斌辞职。", ["霁月股份", "欧阳文斌"]),
    ("鹏远集团副总裁陈立透露，项目已经停了。", ["鹏远集团", "陈立"]),
    # units
    ("青禾撤销了果品采购部，成立了冷链管理委员会。", ["青禾", "果品采购部", "冷链管理委员会"]),
    # exchanges
    ("2012年4月6日，霁月在纽交所上市。", ["霁月", "纽交所"]),
    ("青禾集团赴美国上市。", ["青禾集团", "美国"]),
    ("青禾集团登陆科创板。", ["青禾集团", "科创板"]),
    # traditional script
    ("今年春天，霽月集團推出訂餐應用「霽月廚房」。", ["霽月集團", "霽月廚房"]),
    ("霽月集團收購速果網100%股份。", ["霽月集團", "速果網"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), FOUND, ids=[text[:14] for text, _ in FOUND])
def test_found_whole(text: str, names: list[str]) -> None:
    got = forms(text)
    assert [name for name in names if name not in got] == []


EXACT = [
    (
        "携手松风买下欧洲有名的制表企业德曼公司，又投资了邻镇的养蜂公司“星源蜂场”。",
        ["松风", "德曼公司", "星源蜂场"],
    ),
    ("受让麦香食品第二大股东禾丰控股持有的禾丰物流30%股权。", ["麦香食品", "禾丰控股", "禾丰物流"]),
    ("三家公司分别位于北京、上海和深圳。", []),
    ("多家第三方服务商和品牌商都在等待新的政策。", []),
    ("该公司计划投资其他电商平台和相关资产。", []),
    ("消费者更关心的是商品质量和售后服务。", []),
    ("有人问，这门生意是不是要靠“匠人精神”？", []),
    ("墙上贴着“薄利多销”“以和为贵”。", []),
    ("这几年，露营、智能家居、短视频轮流走红。", []),
    ("眼下，该应用不再接受新的订单。", []),
    ("他们认为，公司去年的GMV和DAU都在下降，CEO应当负责。", []),
    ("这笔交易还要等董事会和股东大会点头。", []),
]


@pytest.mark.parametrize(("text", "names"), EXACT, ids=[text[:14] for text, _ in EXACT])
def test_nothing_else(text: str, names: list[str]) -> None:
    assert forms(text) == names


TYPES = [
    ("深圳市远帆智能科技有限公司成立。", "深圳市远帆智能科技有限公司", "Company"),
    ("霁月股份发布公告，董事长林子航辞职。", "林子航", "Person"),
    ("青禾CEO林子航表示，明年不涨价。", "林子航", "Person"),
    ("青禾成立创新业务事业群，由周启明负责。", "创新业务事业群", "BusinessUnit"),
    ("青禾旗下团购工具“禾团团”小程序改版了。", "禾团团", "Product"),
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
    assert forms("同一天参股了青禾速果等果品商。", KNOWN) == ["青禾", "速果"]


def test_latin_forms_need_word_edges() -> None:
    assert forms("Qinghetech并不是它。", KNOWN) != ["Qinghe"]
    assert "Qinghe" not in forms("aQinghe。", KNOWN)


def test_an_ambiguous_name_needs_another_mark() -> None:
    assert forms("他转身离开了会议室。", KNOWN) == []
    assert "转身" in forms("青禾旗下的二手平台“转身”小程序下月开张。", KNOWN)


def test_a_board_is_a_name_only_where_shares_are_listed() -> None:
    found = find("霁月集团登陆A股。此前，A股普通股股价大跌。")
    assert [(n.text, n.start) for n in found if n.type == "Exchange"] == [("A股", 6)]


def test_a_form_does_not_cut_a_word_in_two() -> None:
    known = (KnownName("海东", "Company", ("海东",)),)
    assert "海东" not in forms("公司位于上海东部，员工有300人。", known)
    assert forms("他看好海东。", known) == ["海东"]


def test_a_long_form_ends_where_a_word_begins() -> None:
    known = (KnownName("青瓦会", "Company", ("青瓦会",)),)  # 会同 is a word, and 同样 another
    assert "青瓦会" in forms("从前的青瓦会同样卖茶。", known)


def test_a_name_found_once_surely_is_found_again() -> None:
    text = "青禾收购麦田物流100%股权。很多年以后，人们还会说起麦田物流。"
    assert [n.start for n in find(text) if n.text == "麦田物流"] == [4, text.rindex("麦田物流")]


def test_code_becomes_ticker() -> None:
    (name,) = [n for n in find("霁月股份(300999)公告，拟回购股份。") if n.text == "霁月股份"]
    assert name.ticker == "300999"


def test_head_is_the_class_noun_behind() -> None:
    text = "青禾旗下“果篮小店”小程序换了首页。"
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


def test_software_of_a_registered_firm_is_a_name_of_its_own() -> None:
    known = (KnownName("听潮", "Company", ("听潮",)),)
    assert forms("石桥船厂把听潮输入法并入别的部门，听潮没有说话。", known)[1:] == ["听潮输入法", "听潮"]


def test_what_a_round_is_does_not_belong_to_the_fund() -> None:
    assert "红石投资" in forms("青禾完成A轮融资，由红石投资本轮领投。")
    assert "红石创投资本" in forms("2019年，青禾获得红石创投资本1亿元投资。")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("果点投资海潮小馆三年后，店开到了江对岸。", "果点", "海潮小馆"),
        ("果点投资速果2000万元，账已经付清。", "果点", "速果"),
    ],
)
def test_who_invests_in_whom_is_not_one_name(text: str, first: str, second: str) -> None:
    known = (KnownName("果点", "Company", ("果点",)), KnownName("速果", "Company", ("速果",)))
    assert forms(text, known)[:2] == [first, second]


def test_a_fund_keeps_the_name_of_the_firm_it_begins_with() -> None:
    known = (KnownName("果点", "Company", ("果点",)),)
    assert forms("果点投资二期基金持有海潮小馆两成股份。", known)[0] == "果点投资二期基金"
