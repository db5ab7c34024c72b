"""Bytes to text: every encoding that Chinese documents come in, and text that was decoded wrongly before."""

from __future__ import annotations

import pytest

from loaders.document import ReadError
from loaders.reading.encoding import decode, repair

SIMPLIFIED = (
    "晴禾优选宣布完成B轮融资，由云栖资本领投，持股比例为15%。\n"
    "2023年7月12日，该公司“上线”了新的小程序。\n"
    "据悉，晴禾优选成立于2019年，总部在北京，创始人是李大山。\n\n今年会更好。"
)
TRADITIONAL = (
    "晴禾優選宣佈完成B輪融資，由雲棲資本領投，持股比例為15%。\n"
    "2023年7月12日，該公司「上線」了新的小程式。\n"
    "據悉，晴禾優選成立於2019年，總部在北京，創辦人是李大山。\n\n今年會更好。"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_simplified(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding))[0] == SIMPLIFIED


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "big5", "big5hkscs", "cp950", "gb18030", "utf-16"]
)
def test_traditional(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding))[0] == TRADITIONAL


def test_hong_kong_characters() -> None:
    text = "佢哋喺香港嘅公司叫「晴禾」，今年會喺灣仔開舖，佢哋仲話會請多啲人。\n"
    assert decode(text.encode("big5hkscs"))[0] == text


def test_every_character_stays_and_the_byte_order_mark_goes() -> None:
    text = "\u3000晴禾优选\r\n完成融资。\n\n\ufeff末尾\t"
    assert decode(b"\xef\xbb\xbf" + text.encode())[0] == text


@pytest.mark.parametrize("text", ["晴禾优选入股云栖果园", "腾讯"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_characters_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_a_declared_encoding_is_believed_only_if_the_text_agrees() -> None:
    assert decode(SIMPLIFIED.encode("gbk"), declared="big5")[0] == SIMPLIFIED
    assert decode(TRADITIONAL.encode("big5"), declared="gb2312")[0] == TRADITIONAL
    assert decode(SIMPLIFIED.encode(), declared="no-such-charset")[0] == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_cut_off_inside_a_character(encoding: str) -> None:
    text, _, notes = decode((SIMPLIFIED[:-1]).encode(encoding)[:-1])
    assert text == SIMPLIFIED[:-2]
    assert len(notes) == 1


def test_a_stray_byte_is_counted_not_fatal() -> None:
    text, encoding, notes = decode((SIMPLIFIED * 20).encode()[:-7] + b"\xff" + "完。".encode())
    assert encoding == "utf-8"
    assert text.endswith("\ufffd完。")
    assert notes and "\ufffd" in notes[0]


@pytest.mark.parametrize(
    ("read_as", "was", "text"),
    [
        ("latin-1", "utf-8", SIMPLIFIED),
        ("latin-1", "gbk", SIMPLIFIED),
        ("latin-1", "big5", TRADITIONAL),
        ("gb18030", "big5", TRADITIONAL),
    ],
)
def test_mojibake_is_repaired_where_that_is_certain(read_as: str, was: str, text: str) -> None:
    repaired, notes = repair(text.encode(was).decode(read_as))
    assert repaired == text
    assert len(notes) == 1


def test_mojibake_of_a_browser() -> None:
    """Windows-1252 with its five holes as control characters, the way browsers decode a page."""
    broken = "".join(
        bytes([b]).decode("cp1252") if b not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(b)
        for b in SIMPLIFIED.encode()
    )
    assert repair(broken)[0] == SIMPLIFIED


def test_mojibake_twice_over() -> None:
    once = SIMPLIFIED.encode().decode("latin-1")
    assert repair(once.encode().decode("latin-1"))[0] == SIMPLIFIED


def test_mojibake_in_some_lines_only() -> None:
    lines = SIMPLIFIED.split("\n")
    lines[1] = lines[1].encode().decode("latin-1")
    lines[2] = lines[2].encode().decode("latin-1")
    assert repair("\n".join(lines))[0] == SIMPLIFIED


@pytest.mark.parametrize("errors", ["replace", "ignore"])
@pytest.mark.parametrize("read_as", ["gbk", "gb18030"])
def test_mojibake_that_lost_characters_is_refused(read_as: str, errors: str) -> None:
    with pytest.raises(ReadError, match="garbled"):
        repair(SIMPLIFIED.encode().decode(read_as, errors))


def test_replacement_characters_are_refused_or_counted() -> None:
    with pytest.raises(ReadError, match="lost"):
        repair(SIMPLIFIED.encode("gbk").decode("utf-8", "replace"))
    text, notes = repair(SIMPLIFIED * 5 + "末尾\ufffd字。")
    assert text.endswith("末尾\ufffd字。")
    assert "1 characters were lost" in notes[0]


@pytest.mark.parametrize(
    "text",
    [
        SIMPLIFIED,
        TRADITIONAL,
        "Größe, déjà vu, naïve façade – for the whole of Europe.",
        "鑫淼焱垚",
        "晴禾、云栖、鑫淼、垚森、" * 30,
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair(text) == (text, [])


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"\x00" * 60,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        bytes(range(256)) * 8,
        b"\x00\x01\x02\x03" * 200,
    ],
    ids=["zip", "png", "bytes", "nuls"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="not text"):
        decode(data)


def test_other_languages_are_decoded_so_that_they_can_be_named() -> None:
    japanese = "新しい会社に投資すると発表した。金額は公表していない。今後の展開が注目される。"
    assert decode(japanese.encode("shift_jis"))[0] == japanese
    russian = "Компания объявила о покупке доли в новой фирме за сто миллионов рублей."
    assert decode(russian.encode("koi8-r"))[0] == russian
