"""The life of things: names that only a product's life marks, and whose closing, renaming or merger a clause tells."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from graph.schema import Modality
from loaders.document import KnownName
from loaders.extraction import extract

KNOWN = {
    "鲸港物流": "Company",
    "橡湾家居": "Company",
    "松果书店": "Company",
    "听潮网": "Company",
    "书童": "Product",
}


def lives(tmp_path: Path, text: str) -> set[str]:
    """predicate subject object date of what is asserted of things in a text of 2023-07-12."""
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2023-07-12\n---\n\n{text}\n", encoding="utf-8")
    known = [KnownName(name, kind, (name,)) for name, kind in KNOWN.items()]
    return {
        " ".join(
            [
                c.predicate,
                c.subject.name if c.subject else "-",
                c.object.name if c.object else "-",
                c.date or "-",
            ]
        )
        for c in extract(loaders.read(str(path)), known).claims
        if c.predicate in ("LAUNCHED", "SHUT_DOWN", "RENAMED_TO", "MERGED_INTO", "OPERATES")
        and c.modality in (Modality.ASSERTED, Modality.ANNOUNCED)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # marks of a name: the verbs of a product's life, a class noun behind a list
        ("红火一时的“飞帆”于2020年底黯然离场。", {"SHUT_DOWN 飞帆 - 2020-12~"}),
        (
            "鲸港物流旗下拥有“拾贝”、“听涛”等多个快餐副牌。",
            {"OPERATES 鲸港物流 拾贝 -", "OPERATES 鲸港物流 听涛 -"},
        ),
        # a name and the words behind it are one name
        ("今年1月31日，松果书店代收率先关停。", {"SHUT_DOWN 松果书店代收 - 2023-01-31"}),
        # the clause before presents the thing
        ("鲸港物流去年搬了家。早年做的旧书社区葩屿，已在去年年底停止维护。", {"SHUT_DOWN 葩屿 - 2022-12~"}),
        # its own app; 网站 is no company
        ("2014年，“纸船”改版失败，独立App次年1月下架。", {"SHUT_DOWN 纸船 - 2015-01"}),
        ("2010年10月，松果书店与橡湾家居合资，网站随后关停。", set()),
        # what another thing is
        ("松果书店只卖旧书。代收曾是一个出口，今年被叫停了。", set()),
        # durations open a clause
        ("“纸船”在苏州开了八家店，不到三年便全部关店。", {"SHUT_DOWN 纸船 - -"}),
        # several at once
        (
            "2012年，松果书店上线“纸船”和“灯塔”两个网站，两年后均已下线。",
            {
                "LAUNCHED 松果书店 纸船 2012",
                "LAUNCHED 松果书店 灯塔 2012",
                "SHUT_DOWN 纸船 - 2014",
                "SHUT_DOWN 灯塔 - 2014",
            },
        ),
        # 将其: what was brought out, or 后者 whose owner acts
        (
            "2012年，松果书店上线书摊“纸船”，两年后将其关停。",
            {"LAUNCHED 松果书店 纸船 2012", "SHUT_DOWN 纸船 - 2014"},
        ),
        # who was bought is renamed; the date of the name of today
        (
            "2014年，橡湾家居全资收购听潮网，3月改称“橡湾听潮”。",
            {"RENAMED_TO 听潮网 橡湾听潮 2014-03"},
        ),
        ("灯塔的前身叫“纸船”，2018年11月改用现在的名字。", {"RENAMED_TO 纸船 灯塔 2018-11"}),
        # a part is not the whole
        ("松果书店裁撤了“书童”的海外团队。", set()),
        # where something comes out is not who brings it out
        ("2019年9月，橡湾家居在鲸港物流上线了找船小程序“顺风帆”。", {"LAUNCHED 橡湾家居 顺风帆 2019-09"}),
    ],
)
def test_lives(tmp_path: Path, text: str, expected: set[str]) -> None:
    assert lives(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "不少人以为“纸船”已经倒闭，其实它还在更新。",
        "“纸船”在河口停止服务一天后恢复。",
        "松果书店关闭了“书童”的评论入口。",
        "年初，“补贴”这种打法被监管叫停了一部分。",
    ],
)
def test_nothing_ends(tmp_path: Path, text: str) -> None:
    assert not any(life.startswith("SHUT_DOWN") for life in lives(tmp_path, text))


def test_month_before_a_verb_of_appearing(tmp_path: Path) -> None:
    """1月亮相 is a month and a verb, not the moon."""
    assert lives(tmp_path, "松果书店旗下App“听涛”2020年1月亮相。") >= {"LAUNCHED 松果书店 听涛 2020-01"}
