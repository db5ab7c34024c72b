"""What a deal amounts to: a stake, control, or nothing."""

from __future__ import annotations

import pytest

from loaders.document import Document
from loaders.extraction import extract

FILLER = "市场上的人们每天都在谈论天气、交通和晚饭吃什么。" * 20


def _deals(text: str) -> set[tuple[str, str | None, str | None]]:
    claims = extract(Document("t", f"{text}\n{FILLER}", "t")).claims
    return {
        (c.predicate, c.subject.name if c.subject else None, c.object.name if c.object else None)
        for c in claims
        if c.predicate in ("ACQUIRED", "INVESTED_IN", "RAISED")
    }


@pytest.mark.parametrize(
    "text",
    [
        "橡湾家居拟以2亿元收购暖窗科技剩余30%股权。",
        "橡湾家居以2亿元收购控股子公司暖窗科技30%的股权。",
        "橡湾家居拟收购暖窗科技30%股权，交割完成后将合计持有暖窗科技72%的股权。",
        "橡湾家居受让暖窗科技28%股权，完成后暖窗科技将成为其控股子公司。",
        "橡湾家居受让暖窗科技28%股份，橡湾家居随之成为暖窗科技控股股东。",
        "橡湾家居昨日取得暖窗科技控制权。",
    ],
)
def test_control_that_comes_with_a_minority_is_an_acquisition(text: str) -> None:
    assert _deals(text) == {("ACQUIRED", "橡湾家居", "暖窗科技")}


@pytest.mark.parametrize(
    "text",
    [
        "橡湾家居拟收购暖窗科技30%股权。",
        "橡湾家居拟收购暖窗科技30%股权，交割完成后将合计持有暖窗科技45%的股权。",
        "橡湾家居拟收购暖窗科技30%股权，柏屿灯具仍是暖窗科技控股股东。",
        "橡湾家居受让暖窗科技30%股份，成为暖窗科技第二大股东。",
    ],
)
def test_a_minority_stays_an_investment(text: str) -> None:
    assert ("INVESTED_IN", "橡湾家居", "暖窗科技") in _deals(text)


@pytest.mark.parametrize(
    "text",
    [
        "橡湾家居公告，拟以2亿元向全资子公司暖窗科技增资。",
        "橡湾家居公告，拟对其控股子公司暖窗科技增资2亿元。",
        "沙洲木业公告，控股股东橡湾家居昨日斥资2亿元增持沙洲木业股份。",
        "沙洲木业公告，实际控制人下属子公司橡湾家居昨日斥资2亿元增持沙洲木业股份。",
    ],
)
def test_who_has_control_already_invests_in_nobody(text: str) -> None:
    assert not {deal for deal in _deals(text) if deal[0] == "INVESTED_IN"}


def test_money_from_outside_for_a_subsidiary_is_an_investment() -> None:
    text = "橡湾家居公告，北湾基金拟以2亿元受让公司控股子公司暖窗科技20%股权。"
    assert ("INVESTED_IN", "北湾基金", "暖窗科技") in _deals(text)


def test_what_a_listing_brings_is_no_round() -> None:
    assert not _deals("橡湾家居正在筹备赴港上市，预计募资20亿港元。")
    assert ("RAISED", "橡湾家居", None) in _deals("橡湾家居上月完成定增，募集资金20亿元。")


def test_the_company_is_whom_the_text_calls_so() -> None:
    text = (
        "沙洲橡湾灯饰股份有限公司（以下简称“公司”）昨日召开董事会。"
        "公司与沙洲柏屿灯具有限公司的股东签了字，公司以2亿元收购沙洲柏屿灯具有限公司90%的股权。"
    )
    assert _deals(text) == {("ACQUIRED", "沙洲橡湾灯饰股份有限公司", "沙洲柏屿灯具有限公司")}
