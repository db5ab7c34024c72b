"""Names that no list knows, by the place they take in a clause: invented texts, no register."""

from __future__ import annotations

import pytest

from loaders.discourse.simplify import simplify
from loaders.document import Document, Zone, ZoneKind
from loaders.names import NameFinder
from loaders.names.frames import clauses, owners, persons, units
from loaders.names.sequence import tagger
from loaders.names.shadow import shadow
from loaders.names.units import units as folded


def find(text: str) -> list[str]:
    zones = [Zone(0, len(text), ZoneKind.BODY)]
    return [name.text for name in NameFinder().find(Document(id="t", text=text, origin="t.txt", zones=zones))]


FOUND = [
    # people behind a title
    ("副总裁柳闻溪因故没有到场。", ["柳闻溪"]),
    ("接手的是财务总监邹帆。", ["邹帆"]),
    ("总经理邵一苇转任顾问，董事长邵青暂代。", ["邵一苇", "邵青"]),
    # who leads and who follows in a round
    ("这一轮由泊岸资本领投、昨日创投跟投。", ["泊岸资本", "昨日创投"]),
    # a verb ends the last name of a list
    ("泊岸资本、砾石创投、月台食品进入。", ["泊岸资本", "砾石创投", "月台食品"]),
    # quoted names behind a class noun, and beside each other
    ("去年开的甜品项目“糯团记”只剩一家店。", ["糯团记"]),
    ("它并掉了“栗子跑腿”“栗子闪修”两个小程序。", ["栗子跑腿", "栗子闪修"]),
    # units that are founded, merged or closed
    ("邮件里说，新设海外仓配事业部，由柳闻溪负责。", ["海外仓配事业部"]),
    ("年初撤销了门店拓展部。", ["门店拓展部"]),
    ("公司把原门店运营事业群与果品采购部合并。", ["门店运营事业群", "果品采购部"]),
    # behind a class noun, and in a list that says what its items are
    ("它换上了订餐软件饱米粒。", ["饱米粒"]),
    # letters in a Chinese sentence
    ("跟Lumika没法比。", ["Lumika"]),
    # a foreign work with a subtitle
    ("手游《Far Sea: Dawn》明天公测。", ["Far Sea: Dawn"]),
    # what stands behind a name: when, how many, an office
    ("青禾网今夏换了招牌。", ["青禾网"]),
    ("速果、青禾、淘果网三家各罚5万元。", ["速果", "青禾", "淘果网"]),
    ("接手的是原青禾网财务副总裁柳闻溪。", ["青禾网", "柳闻溪"]),
    # owners
    ("栗鼠优品旗下有三个仓库。", ["栗鼠优品"]),
    # who holds a firm, by a word of use too
    ("登记资料里，这家茶厂的大股东为山村粼，没有变过。", ["山村粼"]),
    # what is under a group, by its region and words of no list
    ("那年它买下栗鼠集团旗下的华南粼淼三家店。", ["华南粼淼"]),
    # shares under special treatment, at the very beginning
    ("*ST柏屿（600987.SH）复牌。", ["*ST柏屿"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), FOUND, ids=[text[:12] for text, _ in FOUND])
def test_found_whole(text: str, names: list[str]) -> None:
    found = find(text)
    assert [name for name in names if name not in found] == []


NONE = [
    "同一家公司，两种说法。",
    "另一家平台也涨了价。",
    "做灯具的公司“不降价”三个字写在墙上。",
    "总经理高度评价了这次合作。",
    "董事长和总经理都没有来。",
    "总裁时间表排到了明年。",
    "一家上市公司董事长，两家民营企业创始人。",
    "买下几家药店类企业。",
    "店里摆着30支钢笔和80名学徒的合影。",
    "墙上挂着四座茶厂的照片。",
    "股票代码QQZX不用记。",
    "账期从两个月缩到一个月。",
    "她找遍亲戚，攒出一笔学费。",
]


@pytest.mark.parametrize("text", NONE, ids=[text[:12] for text in NONE])
def test_no_name(text: str) -> None:
    assert find(text) == []


def test_control_of_a_company_is_no_part_of_its_name() -> None:
    assert find("泊岸资本拿到栗禾物流控制权。") == ["泊岸资本", "栗禾物流"]


def test_frames_stay_in_their_stretch_of_text() -> None:
    text = simplify("副总裁柳闻溪走了。栗鼠优品旗下新设果品采购部，由她负责。")
    shade = shadow(text)
    units_ = folded(text, shade, 0, len(text))
    reading = tagger().read(units_)

    def margin(low: int, high: int) -> float:
        return reading.margin(units_.index(low), units_.index(high))

    for start, end in ((0, 6), (3, 8), (9, 14), (16, 22)):
        spots = [
            *persons(text, shade, start, end, margin), *units(text, shade, start, end),
            *clauses(text, shade, start, end, margin), *owners(text, shade, start, end, margin),
        ]  # fmt: skip
        assert all(start <= spot.start < spot.end <= end for spot in spots)


def test_the_model_weighs_any_span() -> None:
    text = "泊岸资本领投了这一轮。"
    units_ = folded(text, shadow(text), 0, len(text))
    reading = tagger().read(units_)
    assert reading.margin(0, 4) > 2 > reading.margin(4, 6)
    assert [(name.start, name.end) for name in reading.names()] == [(0, 4)]
