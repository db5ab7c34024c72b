"""How far names reach, and what they are: invented texts, no register."""

from __future__ import annotations

import pytest

from loaders.annotate import Annotated
from loaders.document import Document, KnownName, Zone, ZoneKind
from loaders.names import Name, NameFinder


def find(text: str, *known: KnownName) -> list[Name]:
    document = Document(id="t", text=text, origin="t.txt", zones=[Zone(0, len(text), ZoneKind.BODY)])
    return NameFinder(known).find(document)


WHOLE = [
    ("去年底，霁月集团收购霁月支付，交易额约3亿元。", "霁月支付"),
    ("快递公司速鹿与香港Bextar宣布合并。", "Bextar"),
    ("周启明此前还创办过淘果网。", "淘果网"),
    ("林子航兼任淘果CEO，任期三年。", "淘果"),
    ("霁月发布的首款平板Bextar Note 9以1999元开卖。", "Bextar Note 9"),
    ("股东有隶属青岩新禾（上海）测绘仪器有限公司的两家基金。", "青岩新禾（上海）测绘仪器有限公司"),
    ("霁月旗下跑腿平台豆豆与速鹿合并。", "豆豆"),
    ("鹏远去年把这家工厂出售予霁川集团。", "霁川集团"),
    ("青禾去年与美国Florix成立合资公司。", "Florix"),
    ("旗下有青禾农资网、麦田网等平台。", "青禾农资网"),
    ("两年前改称“禾果儿”，用户又多了一倍。", "禾果儿"),
    ("鹏远上月入股连锁面馆Noodlo。", "Noodlo"),
    ("前身是林子航2011年开的网店“青禾宝贝”。", "青禾宝贝"),
    ("这款软件由程序员林子航写成。", "林子航"),
    ("霁月影业的代表作是《雪线》，2016年上映。", "雪线"),
    ("和润电讯卖掉了海外业务。和润电讯行政总裁古启留任。", "和润电讯"),
    ("与成集团的子公司上月换了董事长，新楼也属与成集团。", "与成集团"),
    ("办公室里坐着苗小雨、邱沐、蔺岚三个人。", "蔺岚"),
    ("去年底，创始人沈柳彼时还在南岸。", "沈柳"),
    ("这一轮的买方是南篱资本，价格没有公布。", "南篱资本"),
    ("绿篱花房、泥筐厨房、橘灯则被青禾集团看中。", "橘灯"),
    ("青禾集团购入岚枝三成股份。", "岚枝"),
    ("那年他们上线了语音记账产品嘀哩，没有做广告。", "嘀哩"),
    ("本周四，岚枝去年拿下青禾51%的股权，岚枝派沈柳出任总经理。", "青禾"),
    ("价格由Bextar Pay定，Bextar Pay上月涨了价。", "Bextar Pay"),
    ("这一轮由去年也来过的人出钱，北澜资本和青屿创投共同领投。", "北澜资本"),
    ("地图与打车两块业务合并组成远途出行事业部。", "远途出行事业部"),
    ("两家各拿出一块业务，组成同城零售服务公司，下月开张。", "同城零售服务公司"),
    ("在两位创始人林子航、邱沐言极力劝说下，沈柳留了下来。", "邱沐言"),
    ("霁月CEO袁芃确认公司去年亏了3亿元。", "袁芃"),
    ("青禾集团关联公司霁川网络科技有限公司上月更名。", "霁川网络科技有限公司"),
    ("股东霁川网络科技有限公司旗下有两个基金。", "霁川网络科技有限公司"),
    ("两年后新设了「無涯小屋股份有限公司」。", "無涯小屋股份有限公司"),
    ("鹏远集团持续增长，青禾集团股价飙涨了三成。", "青禾集团"),
    ("论坛上来了青禾集团、霁月集团、鹏远股价大涨。", "青禾集团"),
    ("股东里有霁川邱氏父女，还有两家基金。", "霁川"),
]
NONE = [
    ("这门生意最早是三家北方电器公司做起来的。", "北方电器公司"),
    ("兄弟俩设立了家族投资基金，管着十几亿元。", "家族投资基金"),
    ("这家公司做To B的生意。", "To B"),
    ("他用五、六倍的价钱买下两间铺子。", "他用五"),
    ("霁月科技发展的方向没有变。", "霁月科技发展"),
]


@pytest.mark.parametrize(("text", "form"), NONE, ids=[form for _, form in NONE])
def test_what_is_of_a_kind_is_no_name(text: str, form: str) -> None:
    assert form not in [name.text for name in find(text)]


@pytest.mark.parametrize(("text", "form"), WHOLE, ids=[form for _, form in WHOLE])
def test_name_is_cut_where_it_ends(text: str, form: str) -> None:
    assert form in [name.text for name in find(text)]


def test_what_always_stands_beside_a_name_belongs_to_it() -> None:
    text = (
        "导购网站麦田秋说被青禾收购。麦田秋说创始人林子航留任，麦田秋说的用户超过千万。\n"
        "分析师认为，麦田秋说此前拒绝过两次报价。"
    )
    assert {name.text for name in find(text) if name.text.startswith("麦田")} == {"麦田秋说"}


def test_one_in_office_is_a_person() -> None:
    types = {name.text: name.type for name in find("完成交割后，袁芃仍任霁月科技CEO，袁芃任CEO已有三年。")}
    assert types["袁芃"] == "Person"


def test_what_an_organisation_is_named_by_is_no_person() -> None:
    text = "云鹿资本成立于2015年。云鹿领投了这一轮，云鹿与鹏远集团各占一半。"
    types = {name.text: name.type for name in find(text)}
    assert types.get("云鹿", "Company") != "Person"


def test_a_word_used_as_a_name_waits_for_what_stands_beside_it() -> None:
    text = "前年冬天，陶罐还在考虑搬家。\n去年，陶罐宣布完成A轮融资，陶罐以2亿元收购鹏远集团。"
    document = Document(id="t", text=text, origin="t.txt", zones=[Zone(0, len(text), ZoneKind.BODY)])
    names, words = NameFinder().read(document)
    assert "陶罐" in words or "陶罐" in [name.text for name in names]
    annotated = Annotated(document, NameFinder(), ())
    assert [name.text for name in annotated.names].count("陶罐") >= 2


def test_what_is_joined_to_a_name_is_no_part_of_it() -> None:
    forms = [
        name.text
        for name in find("和霁月集团一样，鹏远控股也在裁员。霁月集团上月关了两家店，和鹏远控股不同。")
    ]
    assert "霁月集团" in forms and "和霁月集团" not in forms
    assert "鹏远控股" in forms and "和鹏远控股" not in forms


def test_a_noun_before_a_registered_name_is_no_part_of_it() -> None:
    shop = KnownName("鹿便利", "Company", ("鹿便利",), ())
    assert [name.text for name in find("白天和他争的是无人货架玩家鹿便利，夜里也是。", shop)] == ["鹿便利"]
