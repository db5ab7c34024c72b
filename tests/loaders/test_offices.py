"""Which organisation a position is in where the clause does not print it."""

import pytest

from loaders.document import Document, KnownName, Zone, ZoneKind
from loaders.extraction import extract
from loaders.offices import of_another

NAMES = [KnownName(name, "Company", (name,)) for name in ("灯塔书局", "蜂鸟邮政", "石桥船厂")]
NAMES += [KnownName(name, "Person", (name,)) for name in ("邱野", "韦舟", "陶小满")]


def roles(text: str) -> set[tuple[str, str, str]]:
    zones = [Zone(0, len(text), ZoneKind.BODY)]
    claims = extract(Document("t", text, "t", zones=zones), NAMES).claims
    return {
        (c.subject.name, c.object.name, c.title or "")
        for c in claims
        if c.predicate == "ROLE" and c.subject is not None and c.object is not None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("灯塔书局关了两家店。总经理邱野说，冬天太长。", ("邱野", "灯塔书局", "总经理")),
        ("灯塔书局董事长邱野上月请辞，由韦舟接任。", ("韦舟", "灯塔书局", "董事长")),
        ("邱野卸任灯塔书局董事长。接替他的是船工出身的韦舟。", ("韦舟", "灯塔书局", "董事长")),
        ("灯塔书局CEO邱野转任蜂鸟邮政顾问，韦舟出任CEO。", ("韦舟", "灯塔书局", "CEO")),
        ("灯塔书局员工走了一半，蜂鸟邮政却在招人，总监韦舟说缺邮差。", ("韦舟", "蜂鸟邮政", "总监")),
        ("石桥船厂成立于1986年，邱野是首任总经理。", ("邱野", "石桥船厂", "总经理")),
        ("灯塔书局宣布免去邱野的总经理职务，由韦舟兼任。", ("韦舟", "灯塔书局", "总经理")),
        ("灯塔书局亏了两年，邱野被免去董事长一职。", ("邱野", "灯塔书局", "董事长")),
        ("邱野投资了灯塔书局并出任董事长。", ("邱野", "灯塔书局", "董事长")),
        ("灯塔书局分拆独立，邱野自己投资300万元并担任CEO。", ("邱野", "灯塔书局", "CEO")),
        ("灯塔书局搬了家，韦舟空降，出任首席产品官。", ("韦舟", "灯塔书局", "首席产品官")),
        ("灯塔书局搬了家，韦舟以公开信宣布卸任总裁。", ("韦舟", "灯塔书局", "总裁")),
        (
            "灯塔书局关店。灯塔书局卖船。灯塔书局还在。蜂鸟邮政买下大股东手里的股份，成为控股股东。董事长邱野此后不再露面。",
            ("邱野", "灯塔书局", "董事长"),
        ),
        (
            "灯塔书局关店。灯塔书局卖船。灯塔书局还在。去年，蜂鸟邮政买下灯塔书局七成股份，韦舟空降，出任总经理。",
            ("韦舟", "灯塔书局", "总经理"),
        ),
        ("灯塔书局完成B轮融资，蜂鸟邮政领投。创始人邱野说，钱够了。", ("邱野", "灯塔书局", "创始人")),
        (
            "灯塔书局今年搬家。灯塔书局的船还在。邱野自2015年起又任总经理。",
            ("邱野", "灯塔书局", "总经理"),
        ),
    ],
)
def test_the_organisation_spoken_of(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "灯塔书局入股蜂鸟邮政，CEO韦舟在码头宣读了消息。",  # of either
        "由韦舟接任。",
        "蜂鸟邮政又投了9亿元。春天，邱野辞去总裁。",  # of the one it put money into
        "灯塔书局与蜂鸟邮政合并，邱野担任合并后集团的CEO。",
        "灯塔书局增持蜂鸟邮政，其后灯塔书局系的邱野接过董事长。",
    ],
)
def test_where_there_is_no_telling(text: str) -> None:
    assert not roles(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("高级副总裁", False), ("业务发展总监", False), ("首席规划师", False), ("蒲蓼CEO", True)],
)
def test_a_title_that_names_another_organisation(title: str, expected: bool) -> None:
    assert of_another(title) is expected
