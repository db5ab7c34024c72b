"""Whose deed it is, where the clause does not print it; and when."""

from __future__ import annotations

import pytest

import loaders
from loaders.extraction import extract


def stated(tmp_path: object, text: str) -> set[str]:
    """The claims of `text`: predicate, subject, object or amount, date."""
    path = tmp_path / "a.txt"  # type: ignore[operator]
    path.write_text(f"---\npublished: 2022-06-09\n---\n{text}", encoding="utf-8")
    out = set()
    for claim in extract(loaders.read(str(path))).claims:
        amount = claim.values[0].amount if claim.values else None
        side = claim.object.name if claim.object else "" if amount is None else f"{amount:g}"
        subject = claim.subject.name if claim.subject else None
        out.add(f"{claim.predicate} {subject} {side} {claim.date}")
    return out


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # where it is read is not of whom
        (
            "企查查显示，鹿鸣科技有限公司成立不到三年。2019年9月，该机器人公司收购了云帆电子有限公司。",
            "ACQUIRED 鹿鸣科技有限公司 云帆电子有限公司 2019-09",
        ),
        (
            "鹿鸣咖啡有限公司是一家连锁店。天眼查搜索显示，其门店数为300家。",
            "METRIC 鹿鸣咖啡有限公司 300 None",
        ),
        # the object of a verb does what the next verb says
        ("2007年10月，周大川成功推动鹿鸣软件在香港上市。", "LISTED 鹿鸣软件 香港 2007-10"),
        (
            "青石资本有限公司投资了鹿鸣软件有限公司，帮助其在纳斯达克上市。",
            "LISTED 鹿鸣软件有限公司 纳斯达克 None",
        ),
        (
            "2009年，周小川从伦敦毕业后，父亲周大川支持其创立了鹿鸣资本有限公司。",
            "FOUNDED 鹿鸣资本有限公司 周小川 2009",
        ),
        (
            "鹿鸣集团有限公司买下了云帆电子有限公司，这也是鹿鸣集团有限公司纽交所上市后头一次收购。",
            "LISTED 鹿鸣集团有限公司 纽交所 None",
        ),
        # a party of the deal that is called by its part in it
        (
            "收购方是青石集团有限公司；被收购方鹿鸣集团有限公司于2007年12月成立，2008年在香港上市。",
            "LISTED 鹿鸣集团有限公司 香港 2008",
        ),
        # a life, a line a year
        (
            "周大川，1969年出生，毕业于南京大学。\n1992年加盟鹿鸣公司，历任总工程师。\n1998年开始担任鹿鸣软件有限公司CEO。",
            "ROLE 周大川 鹿鸣软件有限公司 1998",
        ),
        # when
        ("鹿鸣科技有限公司成立于2001，做的是声学器件。", "FOUNDED 鹿鸣科技有限公司  2001"),
        (
            "2004年，鹿鸣科技有限公司实现在伦敦上市，拿到20亿英镑融资。",
            "METRIC 鹿鸣科技有限公司 2e+09 2004",
        ),
    ],
)
def test_what_is_left_out(tmp_path: object, text: str, want: str) -> None:
    assert want in stated(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "企查查显示，鹿鸣科技有限公司成立不到三年。2019年9月，该机器人公司收购了云帆电子有限公司。",
            "ACQUIRED 企查查",
        ),
        ("2009年，周小川毕业后，父亲周大川支持其创立了鹿鸣资本有限公司。", "FOUNDED 鹿鸣资本有限公司 周大川"),
    ],
)
def test_whose_it_is_not(tmp_path: object, text: str, wrong: str) -> None:
    assert not any(claim.startswith(wrong) for claim in stated(tmp_path, text))
