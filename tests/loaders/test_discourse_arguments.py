"""Who the sides of a statement are where its clause does not print them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from loaders.document import Document, KnownName
from loaders.extraction import extract

COMPANIES = (
    "鲸港物流", "北湾基金", "白帆冷链", "橡湾家居", "柏屿灯具", "松果书店", "石桥船厂", "青禾茶业", "苍山乌龙", "杜鹃茶场", "沙洲木业", "青瓦窑",
)  # fmt: skip
PRODUCTS = ("听潮", "顺风帆", "松果书童", "白帆冷链通", "山溪", "早采")
NAMES = [
    *(KnownName(name, "Company", (name,)) for name in COMPANIES),
    *(KnownName(name, "Product", (name,)) for name in PRODUCTS),
]


def told(text: str) -> set[str]:
    """The claims of `text`, as `predicate subject object`."""
    published = datetime(2020, 6, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    document = Document(id="t", text=text, origin="t.txt", published=published)
    return {
        f"{c.predicate} {c.subject.name}{' ' + c.object.name if c.object else ''}"
        for c in extract(document, NAMES).claims
        if c.predicate != "METRIC" and c.subject
    }


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "白帆冷链披露了首轮4亿元融资。北湾基金领头，鲸港物流跟上。",
            ["北湾基金 白帆冷链", "鲸港物流 白帆冷链"],
        ),
        ("2015年，白帆冷链拿到北湾基金的投资。一年后，鲸港物流又领投了2亿元的B轮。", ["鲸港物流 白帆冷链"]),
        (
            "说完冷库再说资金，白帆冷链的B轮由北湾基金和鲸港物流联合投资。",
            ["北湾基金 白帆冷链", "鲸港物流 白帆冷链"],
        ),
        ("石桥船厂接受了鲸港物流的投资，后者以3000万元拿走20%的股权。", ["鲸港物流 石桥船厂"]),
        (
            "石桥船厂有三座船台。石桥船厂的工人多半住在岸边，石桥船厂也不愿搬。2017年，鲸港物流再从北湾基金手中购买8%股份。",
            ["鲸港物流 石桥船厂"],
        ),
    ],
)
def test_whom_a_deal_is_about(text: str, want: list[str]) -> None:
    assert {f"INVESTED_IN {pair}" for pair in want} <= told(text)


def test_a_deal_with_nobody_to_be_about_is_left() -> None:
    assert told("北湾基金去年又领投了2亿元的B轮。") <= {"INVESTED_IN 北湾基金"}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("鲸港物流向杜鹃茶场买下这家公司的邻居白帆冷链。", "ACQUIRED 鲸港物流 白帆冷链"),
        (
            "说起苍山乌龙，茶农都记得。2006年，青禾茶业从杜鹃茶场手里买下这家公司。",
            "ACQUIRED 青禾茶业 苍山乌龙",
        ),
        (
            "石桥船厂去年没有接到订单。鲸港物流以1.2亿元的总价，分步将其90%的股权收入囊中。",
            "ACQUIRED 鲸港物流 石桥船厂",
        ),
        (
            "白帆冷链走的是另一条路。2019年，鲸港物流带头参与了它7亿元的B2轮。",
            "INVESTED_IN 鲸港物流 白帆冷链",
        ),
        ("同行里有白帆冷链和三河口冷库，前者2018年8月登陆创业板。", "LISTED 白帆冷链 创业板"),
        ("林子航和赵海宁一起管着松果书店。前者写书，后者更早之前创办了青瓦窑。", "FOUNDED 青瓦窑 赵海宁"),
        (
            "第二家是白帆冷链，背后站着北湾基金。鲸港物流前年投资了白帆冷链7000万元，据此持有其4%的股权。",
            "INVESTED_IN 鲸港物流 白帆冷链",
        ),
    ],
)
def test_whom_a_pronoun_means(text: str, want: str) -> None:
    assert want in told(text)


def test_who_acts_is_not_acted_upon() -> None:
    got = told("复盘这一年，白帆冷链、苍山乌龙、杜鹃茶场都成了松果书店的股东，鲸港物流则买下它9%的股份。")
    assert "INVESTED_IN 鲸港物流 松果书店" in got
    assert not {"INVESTED_IN 鲸港物流 白帆冷链", "INVESTED_IN 鲸港物流 苍山乌龙"} & got


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "橡湾家居又开了三家店。为夜班配送而设的白帆冷链，2014年被鲸港物流收购。",
            "ACQUIRED 鲸港物流 白帆冷链",
        ),
        ("橡湾家居又开了三家店。登陆创业板以后，鲸港物流很少扩张。", "LISTED 鲸港物流 创业板"),
        ("鲸港物流花2亿元从北湾基金手中买下石桥船厂。", "DIVESTED 北湾基金 石桥船厂"),
        (
            "苍山乌龙是一家做茶的公司。青禾茶业卖茶，青禾茶业也卖茶具，青禾茶业的门店比苍山乌龙多，苍山乌龙的茶更好。公司成立于2002年2月。",
            "FOUNDED 苍山乌龙",
        ),
    ],
)
def test_of_whom_a_clause_is(text: str, want: str) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "鲸港物流旗下的白帆冷链在郊外有三座仓库，2017年拿到北湾基金2亿元投资。",
            "INVESTED_IN 北湾基金 白帆冷链",
        ),
        (
            "橡湾家居不久前关了两家店，旗下的青瓦窑也刚刚停业——这家由陆远山在2008年创办的作坊，早年很有名。",
            "FOUNDED 青瓦窑 陆远山",
        ),
        (
            "鲸港物流是做冷链起家的。2016年，鲸港物流内部孵化的找船工具“顺风帆”正式上线。",
            "LAUNCHED 鲸港物流 顺风帆",
        ),
        ("2014年3月，林子航创办松果书店，三个月后“听潮”上线。", "LAUNCHED 松果书店 听潮"),
        ("2019年5月，白帆冷链通在网上推出。白帆冷链的司机都装了。", "LAUNCHED 白帆冷链 白帆冷链通"),
    ],
)
def test_whose_it_is(text: str, want: str) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "鲸港物流的年会上，白帆冷链拿了奖。2019年5月，“听潮”榜单在杭州发布。",
        "北湾基金看好茶叶。2019年5月，“山溪”上线。",
    ],
)
def test_owners_that_are_not_shown(text: str) -> None:
    assert not any(claim.startswith("LAUNCHED") for claim in told(text))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "鲸港物流公告称，北湾基金将收购白帆冷链，鲸港物流将出售所持57%的股权。",
            "DIVESTED 鲸港物流 白帆冷链",
        ),
        (
            "回顾：2019年，青禾茶业门店总数达到900家。店长多了一倍。仓库也多了。公司于8月13日在纽交所上市。",
            "LISTED 青禾茶业 纽交所",
        ),
        (
            "一家叫杜鹃茶场，4月起做茶饼；另一家叫苍山乌龙，由北湾基金出资。次年9月，前者被并入后者。",
            "MERGED_INTO 杜鹃茶场 苍山乌龙",
        ),
        ("修船的另一头是鲸港物流旗下的石桥船厂，它一直是青瓦窑最大的对手。", "COMPETES_WITH 石桥船厂 青瓦窑"),
        (
            "鲸港物流宣布终止旗下白帆冷链的夜班，并与石桥船厂达成业务合作。",
            "PARTNERED_WITH 鲸港物流 石桥船厂",
        ),
    ],
)
def test_sides_from_further_off(text: str, want: str) -> None:
    assert want in told(text)


def test_whoever_tells_is_not_the_company() -> None:
    assert not any(
        "沙洲木业" in claim
        for claim in told("沙洲木业发布研报。这一年很难。天气也冷。公司于8月13日在纽交所上市。")
    )


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "石桥船厂的年报很厚。2012年11月，鲸港物流收购北湾基金所持股份，石桥船厂成为鲸港物流的控股企业。",
            "ACQUIRED 鲸港物流 石桥船厂",
        ),
        (
            "鲸港物流2017年拿下石桥船厂67%的股权。上周，鲸港物流把这部分股权以9亿元卖给了北湾基金。",
            "DIVESTED 鲸港物流 石桥船厂",
        ),
        ("鲸港物流旗下有白帆冷链。2019年，白帆冷链卖给了橡湾家居。", "DIVESTED 鲸港物流 白帆冷链"),
        ("鲸港物流旗下有白帆冷链。至于白帆冷链，早在2012年就已经剥离出去。", "DIVESTED 鲸港物流 白帆冷链"),
        ("青禾茶业只做茶。早年投资的杜鹃茶场，两年前关了门。", "INVESTED_IN 青禾茶业 杜鹃茶场"),
        (
            "苍山乌龙名气大，苍山乌龙的茶更好，苍山乌龙也贵。2008年，北湾基金以8000万元买下苍山乌龙的控股权，公司随即在纽交所上市。",
            "LISTED 苍山乌龙 纽交所",
        ),
    ],
)
def test_sides_of_a_sale(text: str, want: str) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("机器里的算力可以换一种叫“听潮”的积分，它原来的名字是山溪。", "RENAMED_TO 山溪 听潮"),
        (
            "青禾茶业把松果书店的总部留在岛上，希望它守住旧书，和柏屿灯具打一打对台。沙洲木业的对手是它。",
            "COMPETES_WITH 松果书店 柏屿灯具",
        ),
        (
            "林子航2013年3月创办青瓦窑。第一炉就卖空了。北湾基金很快投资了这家公司。",
            "INVESTED_IN 北湾基金 青瓦窑",
        ),
        ("同行里常被拿来比较的苍山乌龙名气不同，由青禾茶业与沙洲木业合资设立。", "FOUNDED 苍山乌龙 青禾茶业"),
        ("鲸港物流做冷链。彼时公司收购了白帆冷链。", "ACQUIRED 鲸港物流 白帆冷链"),
        ("鲸港物流投资的石桥船厂修过拖轮，2019年在纽交所上市。", "LISTED 石桥船厂 纽交所"),
        ("橡湾家居与青瓦窑合到一处，成为沙洲木业，两年以后在纽交所上市。", "LISTED 沙洲木业 纽交所"),
    ],
)
def test_of_whom_the_talk_goes_on(text: str, want: str) -> None:
    assert want in told(text)


def test_a_renamed_product_goes_by_its_new_name() -> None:
    got = told("2015年1月，听潮上线。2018年6月，听潮更名为山溪。2019年9月，鲸港物流以2亿元收购该平台。")
    assert "ACQUIRED 鲸港物流 山溪" in got


def test_whoever_is_held_in_is_no_subject() -> None:
    got = told("鲸港物流先后投资石桥船厂和沙洲木业，其中在沙洲木业持股60%，成为其控股股东。")
    assert not any(claim.startswith("INVESTED_IN 沙洲木业") for claim in got)


def test_a_subject_holds_through_dated_statements() -> None:
    got = told(
        "此后鲸港物流展开密集并购：2005年10月以1.8亿美元收购石桥船厂；2006年1月以3亿美元入股沙洲木业，"
        "沙洲木业创始人林子航出任副总；2007年3月以2亿美元收购青瓦窑。"
    )
    assert "ACQUIRED 鲸港物流 青瓦窑" in got
    assert "ACQUIRED 沙洲木业 青瓦窑" not in got


@pytest.mark.parametrize(
    "text",
    [
        "白帆冷链早已不再是鲸港物流的子公司。",
        "听潮并不属于石桥船厂。",
        "“我们和青禾茶业不在一条街上，真正的对手是杜鹃茶场。”林子航说。",
    ],
)
def test_what_somebody_is_not(text: str) -> None:
    assert not {claim for claim in told(text) if claim.startswith(("OPERATES", "COMPETES_WITH 青禾茶业"))}


def test_a_list_that_opens_with_who_is_in_it_acts() -> None:
    got = told("包括青禾茶业、松果书店在内的多家商户入驻了鲸港物流。")
    assert {"PARTNERED_WITH 青禾茶业 鲸港物流", "PARTNERED_WITH 松果书店 鲸港物流"} <= got


def test_two_who_acted_before_do_together_what_takes_two() -> None:
    want = "MERGED_INTO 白帆冷链 石桥船厂"
    assert want in told("白帆冷链和石桥船厂争了三年码头，去年坐到一起，最终宣布合并。")
    assert not {c for c in told("白帆冷链争了三年码头，最终宣布合并。") if c.startswith("MERGED_INTO")}
