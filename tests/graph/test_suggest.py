"""Suggestions of duplicates: what they find, what they leave out, and that they say why."""

from __future__ import annotations

from datetime import date

from graph.judgements import Judgement, judge
from graph.register import Entry, Register
from graph.suggest import Node, nodes_of, suggest, with_register

REGISTER = Register((Entry("甲木", "Company", source="x"),), never=(("丙火", "丙火科技"),))


def node(
    name: str, type_: str = "Company", registered: bool = False, near: tuple[str, ...] = (), **more: object
) -> Node:
    neighbours = frozenset(("INVESTED_IN", id_) for id_ in near)
    return Node(f"{type_.lower()}:{name}", name, type_, registered=registered, neighbours=neighbours, **more)  # type: ignore[arg-type]


def pairs(*nodes: Node) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(s.a.name, s.b.name): s.reasons for s in suggest(nodes, REGISTER)}


def test_a_tail_another_type_an_alias_and_likeness() -> None:
    assert pairs(node("乙水"), node("乙水集团")) == {("乙水", "乙水集团"): ("乙水 with another tail",)}
    assert pairs(node("乙水"), node("乙水", "Product")) == {
        ("乙水", "乙水"): ("one name, as Company and as Product",)
    }
    assert pairs(node("乙水"), node("水业股份", aliases=("乙水",))) == {
        ("乙水", "水业股份"): ("a source uses 乙水 for both",)
    }
    (reasons,) = pairs(node("北方丁土传媒"), node("北方丁士传媒")).values()
    assert reasons[0].startswith("letters alike")


def test_common_neighbours_count_and_are_told() -> None:
    alone = suggest([node("乙水"), node("乙水集团")], REGISTER)[0]
    together = suggest(
        [node("乙水", near=("company:子",)), node("乙水集团", near=("company:子",))], REGISTER
    )[0]
    assert together.score > alone.score and "1 common neighbour" in together.reasons


def test_the_registered_one_comes_first() -> None:
    (found,) = suggest([node("甲木集团"), node("甲木", registered=True)], REGISTER)
    assert (found.a.name, found.b.name) == ("甲木", "甲木集团")


def test_left_out() -> None:
    assert pairs(node("丙火"), node("丙火科技")) == {}, "never to merge"
    assert pairs(node("乙水", registered=True), node("乙水集团", registered=True)) == {}, (
        "the register knows both"
    )
    assert pairs(node("乙水"), node("乙水集团", near=("company:乙水",)), node("子")) == {}, (
        "one invests in the other"
    )
    assert pairs(node("乙水"), node("乙水", "Person")) == {}
    assert pairs(node("乙水"), node("丁土")) == {}


def test_what_was_split_is_not_suggested_again() -> None:
    line = Judgement(
        id="d0", action="split", mention="乙水", to={"name": "乙水（二）", "type": "Company"}, because="另一家",  # type: ignore[arg-type]
        author="某人", day=date(2024, 1, 1),
    )  # fmt: skip
    nodes = [node("乙水"), node("乙水（二）")]
    assert suggest(nodes, REGISTER) and not suggest(
        [node("乙水"), Node("company:乙水(二)", "乙水（二）", "Company")], REGISTER, judge([line], REGISTER)
    )


def test_order_and_limit_are_fixed() -> None:
    nodes = [node(f"乙水{tail}") for tail in ("", "集团", "科技", "网络", "平台")]
    found = suggest(nodes, REGISTER)
    assert found == suggest(nodes[::-1], REGISTER) and suggest(nodes, REGISTER, limit=2) == found[:2]


def test_a_piece_that_many_share_is_no_reason_to_compare() -> None:
    assert (
        suggest([node(f"{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n)}科技") for n in range(200)], REGISTER)
        == []
    )


def test_nodes_of_rows() -> None:
    rows = [{"id": "company:甲", "name": "甲", "type": "Company", "aliases": ["甲甲"], "registered": False}]
    (made,) = nodes_of(rows, [{"from": "company:甲", "type": "ACQUIRED", "to": "company:乙"}])
    assert made.neighbours == {("ACQUIRED", "company:乙")} and made.aliases == ("甲甲",)


def test_the_register_may_know_it_under_another_name() -> None:
    (found,) = suggest(with_register([node("甲木集团")], REGISTER), REGISTER)
    assert (found.a.name, found.b.name) == ("甲木", "甲木集团")
    assert len(with_register([node("甲木", registered=True)], REGISTER)) == 1
