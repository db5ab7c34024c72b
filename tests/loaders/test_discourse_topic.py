"""Whom a text is about, who goes on being spoken of, and what became of a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from loaders.annotate import Annotated
from loaders.document import Document, KnownName
from loaders.extraction import extract
from loaders.names import NameFinder

FIRMS = (
    "云杉冷饮", "石桥船厂", "鲸港物流", "北湾基金", "白帆冷链", "松果书店", "青瓦窑", "柏屿灯具", "网岭科技",
)  # fmt: skip
KNOWN = tuple(KnownName(firm, "Company", (firm,)) for firm in FIRMS)


def stated(folder: Path, text: str, title: str = "简讯", published: str = "2022-06-30") -> list[str]:
    """predicate subject object date modality of each claim."""
    path = folder / "a.md"
    path.write_text(f"---\ntitle: {title}\npublished: {published}\n---\n\n{text}\n", encoding="utf-8")
    out = []
    for claim in extract(loaders.read(str(path)), KNOWN).claims:
        sides = [side.name if side else "-" for side in (claim.subject, claim.object)]
        out.append(" ".join([claim.predicate, *sides, claim.date or "-", str(claim.modality)]))
    return out


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (  # 公司 is whom the article is about, not who was named last
            "云杉冷饮今年开了两座工厂。石桥船厂和鲸港物流都是老邻居。\n\n公司2021年收购了白帆冷链。",
            "ACQUIRED 云杉冷饮 白帆冷链 2021 asserted",
        ),
        (  # a clause presents somebody, and what follows speaks of it
            "规模最小的是松果书店，2019年收购了青瓦窑。",
            "ACQUIRED 松果书店 青瓦窑 2019 asserted",
        ),
        (  # from whose side something is seen
            "从石桥船厂的角度，2020年收购青瓦窑省下了运费。",
            "ACQUIRED 石桥船厂 青瓦窑 2020 asserted",
        ),
        (  # the company that is acted upon is not the one that acts
            "石桥船厂发布公告，北湾基金于2020年受让公司12%的股份。",
            "INVESTED_IN 北湾基金 石桥船厂 2020 asserted",
        ),
        ("2020年，白帆冷链由网岭科技控股。", "ACQUIRED 网岭科技 白帆冷链 2020 asserted"),
        ("鲸港物流在2003年向青瓦窑投资900万元。", "INVESTED_IN 鲸港物流 青瓦窑 2003 asserted"),
    ],
)
def test_who(tmp_path: Path, text: str, want: str) -> None:
    assert want in stated(tmp_path, text, title="云杉冷饮的夏天")


def test_a_plan_that_was_carried_out_is_a_deal(tmp_path: Path) -> None:
    plan = "2021年5月，鲸港物流拟收购白帆冷链"
    assert stated(tmp_path, f"{plan}。") == ["ACQUIRED 鲸港物流 白帆冷链 2021-05 planned"]
    done = stated(tmp_path, f"{plan}，该交易已于6月底落定。")
    assert done == ["ACQUIRED 鲸港物流 白帆冷链 2021-05 asserted"]
    hoped = stated(tmp_path, f"{plan}。若该交易完成，车队会大一倍。")
    assert hoped == ["ACQUIRED 鲸港物流 白帆冷链 2021-05 planned"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (  # months after a year and a colon
            "2015年是鲸港物流最忙的一年：3月，收购白帆冷链；4月，收购青瓦窑。",
            ["ACQUIRED 鲸港物流 白帆冷链 2015-03 asserted", "ACQUIRED 鲸港物流 青瓦窑 2015-04 asserted"],
        ),
        (  # the year so far
            "今年以来，北湾基金先后投资了青瓦窑、松果书店。",
            ["INVESTED_IN 北湾基金 青瓦窑 2022 asserted", "INVESTED_IN 北湾基金 松果书店 2022 asserted"],
        ),
        (  # the day on which it was closed
            "鲸港物流花6亿元拿下白帆冷链，去年12月8日完成交割。",
            ["ACQUIRED 鲸港物流 白帆冷链 2021-12-08 asserted"],
        ),
    ],
)
def test_when(tmp_path: Path, text: str, want: list[str]) -> None:
    found = stated(tmp_path, text)
    assert [claim for claim in found if not claim.startswith("METRIC")] == want


def test_each_takes_its_own_stake(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("石桥船厂公告，鲸港物流和北湾基金分别受让公司6%和5%的股份。", encoding="utf-8")
    found = extract(loaders.read(str(path)), KNOWN).claims
    assert [(c.subject and c.subject.name, c.values[0].amount) for c in found] == [
        ("鲸港物流", 6),
        ("北湾基金", 5),
    ]


def test_who_tells_the_news_is_not_what_it_is_about() -> None:
    names = Annotated(
        Document("a", "网岭科技获悉，昨天有新店开业。网岭科技消息，雨停了。网岭科技讯。", "a"),
        NameFinder(KNOWN),
        KNOWN,
    )
    assert not any(names.is_topic(span) for span in names.spans)


def test_who_is_behind_a_class_noun_or_told_us_so(tmp_path: Path) -> None:
    text = "网岭科技获悉，卖茶的电商平台茶语有鹿完成天使轮融资。"
    assert "RAISED 茶语有鹿 - - asserted" in stated(tmp_path, text)
    text = "网岭科技记者从石桥船厂方面了解到，公司刚刚完成了A轮融资。"
    assert "RAISED 石桥船厂 - - asserted" in stated(tmp_path, text)


def test_what_is_said_by_the_way_does_not_turn_the_story(tmp_path: Path) -> None:
    text = "石桥船厂2011年创办于青岛，北湾基金为其第一大股东，2018年登陆纳斯达克。"
    assert "LISTED 石桥船厂 纳斯达克 2018 asserted" in stated(tmp_path, text)
    text = "白帆冷链由周远航创办，鲸港物流、松果书店也都是其股东，2021年收购了青瓦窑。"
    assert "ACQUIRED 白帆冷链 青瓦窑 2021 asserted" in stated(tmp_path, text)


def test_a_site_said_by_itself_is_what_the_article_is_about(tmp_path: Path) -> None:
    text = "网岭科技办了一家书讯网站。北湾基金是它的股东。\n\n平台已拥有300万用户。"
    assert "METRIC 网岭科技 - 2022-06-30 asserted" in stated(tmp_path, text, title="网岭科技三年记")


def test_a_career_told_by_the_way_does_not_turn_the_story(tmp_path: Path) -> None:
    text = "石桥船厂2006年1月收购白帆冷链，白帆冷链创始人周远航出任石桥船厂副总裁；2007年3月收购青瓦窑。"
    assert "ACQUIRED 石桥船厂 青瓦窑 2007-03 asserted" in stated(tmp_path, text)
