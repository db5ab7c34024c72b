"""Which entity a mention stands for."""

from __future__ import annotations

from inventing import claim, side

from graph.claims import Claim, Mention
from graph.ids import entity_id
from graph.judgements import Judgement, judge
from graph.register import Entry, Register
from graph.resolution import describe, resolve

REGISTER = Register(
    (
        Entry("甲木", "Company", ("木木",), english=("Jiamu",), former=("老木",), tickers=("00123.HK",), sector="零售", source="x"),
        Entry("辛月", "Product", ("辛月App",), source="x"),
        Entry("赵一", "Person", source="x"),
        Entry("某交易所", "Exchange", ("某所",), source="x"),
    ),
    never=(("甲木", "甲金"), ("甲木", "丙火")),
)  # fmt: skip


def one(mention: Mention, predicate: str = "INVESTED_IN", other: str = "乙水") -> Mention:
    (made,) = resolve([claim(predicate, mention, other)], REGISTER)
    assert made.subject is not None
    return made.subject


def names(claims: list[Claim]) -> set[tuple[str, str]]:
    found = set()
    for made in claims:
        for mention in (made.subject, made.object, made.counterparty):
            if mention is not None:
                found.add((mention.name, mention.type))
    return found


def line(number: int = 0, **fields: object) -> Judgement:
    told = {"id": f"d{number}", "because": "见公告", "author": "某人", "day": "2024-05-01", **fields}
    return Judgement.model_validate(told)


# ---- the register


def test_the_register_names_it_and_the_mention_stays() -> None:
    found = one(side("JIAMU"))
    assert (found.name, found.type, found.mention, found.aliases) == (
        "甲木",
        "Company",
        "JIAMU",
        ["JIAMU", "Jiamu", "木木", "老木"],
    )


def test_the_register_knows_the_type() -> None:
    assert one(side("辛月")).type == "Product"
    assert one(side("木木", "Product")).type == "Company"
    assert one(side("木木", "BusinessUnit")).name == "甲木"


def test_a_person_of_a_companys_name_is_a_person() -> None:
    assert names(resolve([claim("ROLE", side("甲木", "Person"), "乙水")], REGISTER)) == {
        ("甲木", "Person"), ("乙水", "Company"),
    }  # fmt: skip
    assert one(side("赵一", "Company")).type == "Company"


def test_an_exchange_is_found_among_exchanges() -> None:
    (listed,) = resolve([claim("LISTED", "甲木", side("某所", "Exchange"))], REGISTER)
    assert listed.object is not None and listed.object.name == "某交易所"
    (bought,) = resolve([claim("INVESTED_IN", "乙水", side("某所"))], REGISTER)
    assert bought.object is not None and (bought.object.name, bought.object.type) == ("某所", "Company")


def test_a_pronoun_takes_its_antecedents_entity() -> None:
    found = one(Mention(name="老木", type="Company", mention="该公司", start=0, end=3))
    assert (found.name, found.mention) == ("甲木", "该公司")
    assert "该公司" not in found.aliases


def test_the_printed_name_goes_before_the_readers() -> None:
    found = one(Mention(name="甲木", type="Company", mention="辛月", start=0, end=2))
    assert found.name == "辛月"


def test_an_alias_the_source_gives_leads_to_the_register() -> None:
    assert one(side("甲木零售（上海）有限公司", aliases=("木木",))).name == "甲木"
    assert one(side("甲金", aliases=("木木",))).name == "甲金", "a pair that never merges"
    assert one(side("某某", aliases=("木木", "辛月"))).name == "某某", "two entities: no telling which"


def test_likeness_never_counts() -> None:
    for name in ("甲木集团", "甲木科技", "甲木云", "新甲木", "甲木（中国）"):
        assert one(side(name)).name == name


# ---- names the register does not know


def test_unknown_names_are_one_by_key_and_type() -> None:
    found = resolve(
        [claim("INVESTED_IN", "乙水", "丁土网络"), claim("INVESTED_IN", "乙 水", "丁土网络有限公司", at=50)],
        REGISTER,
    )
    assert names(found) == {("乙水", "Company"), ("丁土网络有限公司", "Company")}
    assert found[0].object is not None and found[0].object.aliases == ["丁土网络"]


def test_another_source_gives_the_same_entity_its_own_name() -> None:
    found = resolve(
        [claim("INVESTED_IN", "乙水", "丁土"), claim("INVESTED_IN", "乙水", "丁土有限公司", of="乙报")],
        REGISTER,
    )
    ids = {entity_id(m.object.name, m.object.type) for m in found if m.object is not None}
    assert ids == {"company:丁土"}


def test_one_source_has_one_type_for_a_name() -> None:
    found = resolve(
        [
            claim("LAUNCHED", "乙水", side("丁土", "Product")),
            claim("OPERATES", "乙水", side("丁土", "Product"), at=40),
            claim("INVESTED_IN", "甲木", side("丁土", "Company"), at=80),
        ],
        REGISTER,
    )
    assert ("丁土", "Product") in names(found) and ("丁土", "Company") not in names(found)


def test_two_sources_may_differ() -> None:
    found = resolve(
        [
            claim("LAUNCHED", "乙水", side("丁土", "Product")),
            claim("INVESTED_IN", "甲木", side("丁土", "Company"), of="乙报"),
        ],
        REGISTER,
    )
    assert {("丁土", "Product"), ("丁土", "Company")} <= names(found)


def test_a_legal_form_makes_a_company() -> None:
    found = resolve(
        [
            claim("LAUNCHED", "乙水", side("丁土", "Product")),
            claim("LAUNCHED", "丙火", side("丁土", "Product"), at=40),
            claim("INVESTED_IN", "乙水", side("丁土有限公司"), at=80),
        ],
        REGISTER,
    )
    assert ("丁土有限公司", "Company") in names(found) and ("丁土", "Product") not in names(found)


def test_a_person_and_a_company_of_one_name_stay_apart_in_a_source() -> None:
    found = resolve([claim("FOUNDED", "钱二", side("钱二", "Person"))], REGISTER)
    assert names(found) == {("钱二", "Company"), ("钱二", "Person")}


# ---- decisions


MERGE = {
    "action": "merge",
    "a": {"name": "乙水", "type": "Company"},
    "b": {"name": "水水", "type": "Company"},
}


def test_a_merge_and_its_undo() -> None:
    claims = [claim("INVESTED_IN", "甲木", "乙水"), claim("INVESTED_IN", "甲木", "水水有限公司", of="乙报")]
    merged = resolve(claims, REGISTER, judge([line(**MERGE)], REGISTER))
    assert names(merged) == {("甲木", "Company"), ("乙水", "Company")}
    assert [made.id for made in merged] == [made.id for made in claims]
    undone = judge([line(**MERGE), line(1, action="undo", undoes="d0")], REGISTER)
    assert resolve(claims, REGISTER, undone) == resolve(claims, REGISTER)
    again = judge(
        [line(**MERGE), line(1, action="undo", undoes="d0"), line(2, action="undo", undoes="d1")], REGISTER
    )
    assert resolve(claims, REGISTER, again) == merged


def test_a_merge_over_types() -> None:
    fields = {
        "action": "merge",
        "a": {"name": "丁土", "type": "Product"},
        "b": {"name": "丁土", "type": "Company"},
    }
    made = judge([line(**fields)], REGISTER)
    found = resolve([claim("INVESTED_IN", "甲木", "丁土")], REGISTER, made)
    assert names(found) == {("甲木", "Company"), ("丁土", "Product")}


def test_the_registers_name_stays_in_a_merge() -> None:
    fields = {
        "action": "merge",
        "a": {"name": "水水", "type": "Company"},
        "b": {"name": "木木", "type": "Company"},
    }
    made = judge([line(**fields)], REGISTER)
    assert one(side("水水")).name == "水水"
    (found,) = resolve([claim("INVESTED_IN", "水水", "乙水")], REGISTER, made)
    assert found.subject is not None and found.subject.name == "甲木"


def test_a_split_in_one_source() -> None:
    fields = {
        "action": "split",
        "mention": "木木",
        "source": "乙报",
        "to": {"name": "木木（乙省）", "type": "Company"},
    }
    made = judge([line(**fields)], REGISTER)
    found = resolve(
        [claim("INVESTED_IN", "木木", "乙水"), claim("INVESTED_IN", "木木", "乙水", of="乙报")],
        REGISTER,
        made,
    )
    assert [made.subject.name for made in found if made.subject] == ["甲木", "木木（乙省）"]
    assert [made.subject.mention for made in found if made.subject] == ["木木", "木木"]


def test_a_split_everywhere() -> None:
    fields = {"action": "split", "mention": "木木", "to": {"name": "辛月", "type": "Product"}}
    (found,) = resolve([claim("INVESTED_IN", "乙水", "木木")], REGISTER, judge([line(**fields)], REGISTER))
    assert found.object is not None and (found.object.name, found.object.type) == ("辛月", "Product")


# ---- nodes


def test_a_registered_node_follows_the_register_alone() -> None:
    node = describe("company:甲木", [side("甲木", aliases=("随便",))], REGISTER)
    assert (node.name, node.registered, node.sector, node.tickers) == ("甲木", True, "零售", ["00123.HK"])
    assert node.aliases == ["Jiamu", "木木", "老木"]


def test_an_unknown_node_has_the_longest_name_printed() -> None:
    forms = [side("丁土"), side("丁土有限公司", aliases=("土土",)), side("丁土")]
    for order in (forms, forms[::-1]):
        node = describe("company:丁土", order, REGISTER)
        assert (node.name, node.aliases, node.registered) == ("丁土有限公司", ["丁土", "土土"], False)
    assert describe("company:甲網", [side("甲網"), side("甲网")], REGISTER).name == "甲网"


def test_a_merged_node_has_both_names() -> None:
    fields = {
        "action": "merge",
        "a": {"name": "甲木", "type": "Company"},
        "b": {"name": "水水", "type": "Company"},
    }
    node = describe("company:甲木", [], REGISTER, judge([line(**fields)], REGISTER))
    assert "水水" in node.aliases and node.tickers == ["00123.HK"]
