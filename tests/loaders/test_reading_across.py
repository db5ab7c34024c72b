"""Arguments and figures that stand outside their clause."""

from __future__ import annotations

import pytest

import loaders
from loaders.document import Document
from loaders.extraction import extract


def claims(tmp_path: object, text: str) -> set[str]:
    path = tmp_path / "a.txt"  # type: ignore[operator]
    path.write_text(text, encoding="utf-8")
    document: Document = loaders.read(str(path))
    out = set()
    for claim in extract(document).claims:
        amounts = ",".join(f"{v.amount:g}" for v in claim.values if v.amount is not None)
        side = claim.object.name if claim.object else amounts
        out.add(f"{claim.predicate} {claim.subject.name} {side}")
    return out


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "2017年9月，小鹿科技有限公司、星电科技有限公司的市场份额分别为38%、25%。",
            {"METRIC 小鹿科技有限公司 38", "METRIC 星电科技有限公司 25"},
        ),
        (
            "2016年，麦田乳业有限公司会员同比下降12.5%至360万。",
            {"METRIC 麦田乳业有限公司 3.6e+06"},
        ),
        ("2016年，麦田乳业有限公司营收同比下降25%。", {"METRIC 麦田乳业有限公司 -25"}),
        (
            "星海集团有限公司创建于1988年。2009年，小鹿百货有限公司上市。2010年，集团收购了云帆超市有限公司。",
            {"ACQUIRED 星海集团有限公司 云帆超市有限公司"},
        ),
        (
            "2014年2月，星海集团有限公司买下云帆印刷有限公司，并于同年11月将其改名为“星海印务”。",
            {"RENAMED_TO 云帆印刷有限公司 星海印务"},
        ),
    ],
)
def test_read(tmp_path: object, text: str, want: set[str]) -> None:
    assert want <= claims(tmp_path, text)
