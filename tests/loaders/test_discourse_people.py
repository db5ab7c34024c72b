"""People that a title or a verb shows, and where their names end."""

import pytest

from loaders.discourse.people import with_people
from loaders.names.model import Name


def people(text: str, *found: str) -> list[str]:
    """The people of `text`, of which the finder saw `found`."""
    names = [Name(text.index(f), text.index(f) + len(f), f, "Person", 0.9, "context") for f in found]
    return [name.text for name in with_people(text, names) if name.type == "Person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("灯塔书局CEO邱野继续兼任总编辑。", ["邱野"]),
        ("货栈的事，暂由副总裁沈桥暂代。", ["沈桥"]),
        ("原蜂鸟邮政COO万山与陆冬分任正副馆长。", ["万山", "陆冬"]),
        ("董事长陶小满亦于上周请辞。", ["陶小满"]),
        ("合伙人韦舟称，船已经卖掉。", ["韦舟"]),
        ("去年夏天，闻人静升任店长。", ["闻人静"]),
        ("灯塔书局总编辑的位置换成了邱野。", ["邱野"]),
        ("书局的掌舵人还是石小川。", ["石小川"]),
        ("书局由邱步野2015年在岛上创办。", ["邱步野"]),
        ("他与两位同学袁野、于川在岛上开了书局。", ["袁野", "于川"]),
        ("法定代表人由韦舟变更为石桥船厂的林帆。", ["韦舟", "林帆"]),
    ],
)
def test_where_a_name_behind_a_title_ends(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "相关负责人向外界道歉。",
        "公司总经理高度重视安全。",
        "董事会任命总裁于今年上任。",
        "他仍是集团总裁顾问。",
        "实控人易主后，店面照常营业。",
        "已支付总金额为七百万元。",
        "董事长的职位空了半年。",
        "书局由于刚刚成立，还没有招牌。",
        "老板石料买贵了。",
    ],
)
def test_what_only_begins_like_a_surname(text: str) -> None:
    assert people(text) == []


def test_the_next_word_is_not_part_of_a_name() -> None:
    assert people("邱野分任两家店的店长。", "邱野分") == ["邱野"]
    assert people("卖过邮票的陶小满创立了灯塔书局。", "陶小") == ["陶小满"]


def test_whoever_stands_beside_a_person_in_a_list() -> None:
    assert people("书局由陶小满、韦舟三人合开。", "陶小满") == ["陶小满", "韦舟"]


def test_a_person_shown_once_is_one_everywhere() -> None:
    assert people("店长韦舟说，雨停就开门。那天韦舟在码头。") == ["韦舟", "韦舟"]


def test_names_the_register_knows_stay() -> None:
    text = "负责人万山红表示，花期将至。"
    known = Name(3, 6, "万山红", "Company", 1.0, "register", canonical="万山红")
    assert [name.type for name in with_people(text, [known])] == ["Company"]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("蜂鸟生活CEO邱野请了假。", "蜂鸟", "蜂鸟生活"),
        ("原蜂鸟邮政财务副总裁邱野请了假。", "蜂鸟邮政财务", "蜂鸟邮政"),
        ("蜂鸟生活在下雪。", "蜂鸟", "蜂鸟"),
    ],
)
def test_an_organisation_before_a_title_is_whole(text: str, found: str, expected: str) -> None:
    name = Name(text.index(found), text.index(found) + len(found), found, "Unknown", 0.9, "context")
    assert [n.text for n in with_people(text, [name]) if n.type == "Unknown"] == [expected]


def test_a_person_and_a_verb_and_an_organisation_are_not_one_name() -> None:
    whole = Name(0, 9, "邱野转投蜂鸟邮政局"[:9], "Unknown", 0.9, "context")
    assert [(n.text, n.type) for n in with_people("邱野转投蜂鸟邮政局。", [whole])] == [
        ("邱野", "Person"),
        ("蜂鸟邮政局", "Unknown"),
    ]


def test_a_title_is_no_part_of_an_organisation() -> None:
    text = "韦舟辞去了灯塔书局CEO的职务，升任蜂鸟邮政副总裁兼石桥船厂总经理。"
    found = [Name(5, 12, "灯塔书局CEO", "Company", 0.8, "context")]
    found.append(Name(18, 30, "蜂鸟邮政副总裁兼石桥船厂", "Company", 0.8, "context"))
    assert [n.text for n in with_people(text, found)] == ["韦舟", "灯塔书局", "蜂鸟邮政", "石桥船厂"]


def test_a_quarter_of_a_city_is_nobody() -> None:
    assert people("两人从上海张江搬走，灯塔书局关门。", "张江") == []


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("副总裁韦小变更为顾问。", "韦小变", ["韦小"]),
        ("主席邱野已辞职。", "邱野已", ["邱野"]),
        ("书局由邱步野联同两位同学开在岛上。", "邱步野联", ["邱步野"]),
    ],
)
def test_the_next_word_is_no_part_of_a_name(text: str, found: str, expected: list[str]) -> None:
    assert people(text, found) == expected
