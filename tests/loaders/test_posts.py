"""Lists of posts of one person, and a career told without the name."""

from loaders.document import Document, KnownName, Zone, ZoneKind
from loaders.extraction import extract

NAMES = [KnownName(name, "Company", (name,)) for name in ("灯塔书局", "蜂鸟邮政", "石桥船厂")]
NAMES += [KnownName(name, "Person", (name,)) for name in ("邱野", "韦舟", "陶小满")]


def stated(*paragraphs: str) -> set[tuple[str, str, str, str | None]]:
    """Predicate, sides and date of the claims about people in a text of these paragraphs."""
    text, zones, start = "\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        zones.append(Zone(start, start + len(paragraph), ZoneKind.BODY))
        start += len(paragraph) + 1
    return {
        (c.predicate, c.subject.name, c.object.name, c.date)
        for c in extract(Document("t", text, "t", zones=zones), NAMES).claims
        if c.subject is not None and c.object is not None
    }


def test_each_post_of_a_list_is_stated() -> None:
    assert stated("邱野历任灯塔书局总监、蜂鸟邮政副总裁，以及石桥船厂董事长等职。") == {
        ("ROLE", "邱野", "灯塔书局", None),
        ("ROLE", "邱野", "蜂鸟邮政", None),
        ("ROLE", "邱野", "石桥船厂", None),
    }


def test_the_founder_in_a_list_founded_it() -> None:
    found = stated("邱野，灯塔书局总裁，前蜂鸟邮政创始人、主编。")
    assert ("FOUNDED", "蜂鸟邮政", "邱野", None) in found
    assert ("ROLE", "邱野", "蜂鸟邮政", None) in found


def test_a_post_before_another_person_is_that_ones() -> None:
    found = stated("邱野任灯塔书局总监，蜂鸟邮政总裁韦舟没有到场。")
    assert ("ROLE", "邱野", "蜂鸟邮政", None) not in found
    assert ("ROLE", "韦舟", "蜂鸟邮政", None) in found


def test_a_date_before_posts_held_in_turn_is_that_of_the_first() -> None:
    found = stated("邱野1997年起历任灯塔书局总监、蜂鸟邮政副总裁。")
    assert ("ROLE", "邱野", "灯塔书局", "1997") in found
    assert ("ROLE", "邱野", "蜂鸟邮政", None) in found


def test_several_are_appointed_at_once() -> None:
    found = stated("灯塔书局任命邱野、韦舟先生和陶小满为副总裁。")
    assert {person for _, person, _, _ in found} == {"邱野", "韦舟", "陶小满"}


def test_who_is_a_candidate_holds_no_post() -> None:
    assert stated("灯塔书局提名邱野为公司独立董事候选人。") == set()


def test_a_life_goes_on_over_paragraphs() -> None:
    found = stated("邱野，1969年生于海边。", "1992年初加入灯塔书局，任总监。", "1998年开始担任蜂鸟邮政主编。")
    assert ("ROLE", "邱野", "蜂鸟邮政", "1998") in found


def test_a_life_ends_where_another_is_spoken_of() -> None:
    found = stated("邱野，1969年生于海边。", "韦舟不会游泳。", "1998年开始担任蜂鸟邮政主编。")
    assert ("ROLE", "邱野", "蜂鸟邮政", "1998") not in found


def test_a_group_before_a_title_is_the_one_printed_last() -> None:
    names = [KnownName("海灯集团", "Company", ("海灯集团",)), *NAMES]
    text = "灯塔书局与蜂鸟邮政合并，共同成立海灯集团。邱野担任集团公司的董事长。"
    claims = extract(Document("t", text, "t", zones=[Zone(0, len(text), ZoneKind.BODY)]), names).claims
    held = {c.object.name for c in claims if c.predicate == "ROLE" and c.object is not None}
    assert held == {"海灯集团"}
