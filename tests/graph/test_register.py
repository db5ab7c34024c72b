"""The register is read strictly: a bad line is named with its reason, and then nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UserError
from graph.ids import company_key, entity_id, label_of, name_key, simplify, ticker_key
from graph.register import COLUMNS, NEVER_COLUMNS, Register, RegisterError, load_register

SOURCE = "https://example.org/"


def line(name: str, type_: str = "Company", **cells: str) -> str:
    return "\t".join(
        {"source": SOURCE, **cells, "name": name, "type": type_}.get(column, "") for column in COLUMNS
    )


def write(folder: Path, *lines: str, never: tuple[str, ...] = ()) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "some.tsv").write_text("\n".join(("\t".join(COLUMNS), *lines)) + "\n", encoding="utf-8")
    if never:
        (folder / "never_merge.tsv").write_text(
            "\n".join(("\t".join(NEVER_COLUMNS), *never)) + "\n", encoding="utf-8"
        )
    return folder


def load(folder: Path, *lines: str, never: tuple[str, ...] = ()) -> Register:
    return load_register(write(folder, *lines, never=never))


def test_lookup_in_every_spelling(tmp_path: Path) -> None:
    register = load(
        tmp_path,
        line("甲木", aliases="木木|甲木集团", english="Jiamu", legal="甲木控股有限公司", former="老木", tickers="00123.HK"),
        line("乙水网", "Product"),
        line("赵一", "Person"),
    )  # fmt: skip
    for form in (
        "甲木", "“甲木”", "甲 木", "木木", "JIAMU", "ｊｉａｍｕ", "Jiamu Ltd.", "老木", "甲木有限公司", "甲木股份有限公司",
        "甲木控股", "甲木集团有限公司", "甲木公司", "00123.HK", "0123.HK", "123.HK", "甲木（00123.HK）", "甲木集團",
    ):  # fmt: skip
        found = register.lookup(form, "Company")
        assert found is not None and found.name == "甲木", form
    for form in ("甲木科技", "甲木控股集团", "甲", "大甲木", "木", "乙水网有限公司", "123", "赵一"):
        assert register.lookup(form, "Company") is None, form
    assert register.lookup("甲木", "Person") is None
    assert register.lookup("乙水網", "Company") is not None, (
        "a site may be typed as a company; the register knows better"
    )
    assert register.lookup("赵一", "Person") is not None


def test_what_is_only_called_a_company_is_not_known_without_it(tmp_path: Path) -> None:
    register = load(tmp_path, line("甲木网", aliases="甲木公司"))
    assert register.lookup("甲木公司", "Company") and register.lookup("甲木网公司", "Company")
    assert register.lookup("甲木", "Company") is None


def test_one_name_of_two_kinds(tmp_path: Path) -> None:
    register = load(tmp_path, line("甲木"), line("甲木", "Product"), line("甲木", "Person"))
    for type_ in ("Company", "Product", "Person"):
        found = register.lookup("甲木", type_)
        assert found is not None and found.type == type_
    assert register.lookup("甲木", "Exchange") is None
    unit = register.lookup("甲木", "BusinessUnit")
    assert unit is not None and unit.type == "Company"


def test_forms_that_are_words_too_are_told_apart(tmp_path: Path) -> None:
    register = load(
        tmp_path, line("多多", aliases="多多网|甲多", context="多多|甲多"), line("好好", context="好好")
    )
    assert [(k.name, k.type, k.forms, k.words) for k in register.known_names()] == [
        ("多多", "Company", ("多多网",), ("多多", "甲多")),
        ("好好", "Company", (), ("好好",)),
    ]
    assert register.lookup("多多", "Company") is not None


@pytest.mark.parametrize(
    ("lines", "where", "why"),
    [
        ([line("甲木"), line("乙水", "Firm")], 3, "unknown type Firm"),
        (
            [line("甲木", aliases="木木"), line("乙水", aliases="木 木")],
            3,
            "木 木 is a name of 乙水 and of 甲木",
        ),
        (
            [line("甲木"), line("乙水", aliases="甲木有限公司")],
            3,
            "甲木有限公司 is a name of 乙水 and of 甲木",
        ),
        ([line("甲木", aliases="木木"), line("乙水", "Product", aliases="木木")], 3, "木木 is a name of"),
        ([line("甲木", tickers="00123.HK"), line("乙水", tickers="0123.HK")], 3, "0123.HK is a name of"),
        ([line("甲木"), line("甲木有限公司")], 3, "stands in some.tsv, line 2 already"),
        (
            [line("甲木", former="乙水"), line("乙水", former="丙火"), line("丙火", former="甲木")],
            2,
            "lead in a loop",
        ),
        ([line("甲木", former="甲木")], 2, "lead in a loop"),
        ([line("甲木", former="乙水"), line("乙水")], 3, "乙水 is a name of 乙水 and of 甲木"),
        ([line("")], 2, "no name"),
        ([line("甲木", source="")], 2, "names no source"),
        ([line("甲木", tickers="123")], 2, "no stock code"),
        ([line("甲木", context="木木")], 2, "木木 is marked as context"),
        (["甲木\tCompany"], 2, "2 cells where 10 are wanted"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, lines: list[str], where: int, why: str) -> None:
    with pytest.raises(RegisterError) as caught:
        load(tmp_path, *lines)
    told = {problem.line: problem.reason for problem in caught.value.problems}
    assert why in told.get(where, ""), told
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("pair", "why"),
    [
        ("甲木\t木木\tx", "must never merge, but some.tsv, line 2 makes them one"),
        ("甲木\t甲木有限公司\tx", "are one name"),
        ("甲木\t\tx", "needs two names"),
    ],
)
def test_a_bad_pair_is_named(tmp_path: Path, pair: str, why: str) -> None:
    with pytest.raises(RegisterError, match=why) as caught:
        load(tmp_path, line("甲木", aliases="木木"), never=(pair,))
    assert [(p.file, p.line) for p in caught.value.problems] == [("never_merge.tsv", 2)]


def test_all_bad_lines_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        load(tmp_path, line("甲木", "Firm"), line("乙水", source=""), "x")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]
    assert "(and 2 more" in str(caught.value)


def test_wrong_columns_encoding_and_folder(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("name\ttype\n", encoding="utf-8")
    (tmp_path / "b.tsv").write_bytes("甲木".encode("gbk"))
    with pytest.raises(RegisterError) as caught:
        load_register(tmp_path)
    assert [str(p) for p in caught.value.problems][1] == "b.tsv, line 1: the file is not UTF-8"
    with pytest.raises(UserError, match="no register folder"):
        load_register(tmp_path / "none")


def test_never_merge_covers_every_name_of_both(tmp_path: Path) -> None:
    register = load(
        tmp_path, line("甲木", aliases="木木"), line("乙水"), never=("木木\t乙水\tx", "丙火\t丁土\tx")
    )  # fmt: skip
    assert register.never_merge("甲木", "乙水") and register.never_merge("乙水有限公司", "木木")
    assert register.never_merge("丁土", "丙火 Ltd.") is False or company_key("丙火 Ltd.") == "丙火"
    assert not register.never_merge("甲木", "丙火") and not register.never_merge("甲木", "木木")


def test_fingerprint_follows_the_content(tmp_path: Path) -> None:
    one = load(tmp_path, line("甲木")).fingerprint
    assert load(tmp_path, line("甲木")).fingerprint == one
    assert load(tmp_path, line("甲木", aliases="木木")).fingerprint != one


def test_comments_blank_lines_and_windows_line_ends(tmp_path: Path) -> None:
    write(tmp_path, "# one", "", line("甲木"))
    path = tmp_path / "some.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [entry.name for entry in load_register(tmp_path).entries] == ["甲木"]


# ---- the register that comes with the project


def test_the_packaged_register_stands() -> None:
    register = load_register()
    assert len(register.entries) >= 250 and len(register.never) >= 50
    for entry in register.entries:
        assert register.by_id[entry.id] is entry
        for form in (*entry.names, *entry.tickers):
            found = register.lookup(form, entry.type)
            assert found is entry, f"{form} of {entry.name} finds {found and found.name}"


def test_packaged_pairs_are_two_entities() -> None:
    register = load_register()
    for a, b in register.never:
        assert register.never_merge(a, b)
        ids = [
            {e.id for t in ("Company", "Product") if (e := register.lookup(name, t)) is not None}
            for name in (a, b)
        ]
        assert not ids[0] & ids[1], (a, b)


def test_known_names_are_unambiguous() -> None:
    seen: dict[str, str] = {}
    for known in load_register().known_names():
        for form in known.forms:
            assert len(form) > 1
            assert seen.setdefault(form, known.name + known.type) == known.name + known.type, form


# ---- keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("甲木（集团）股份有限公司", "甲木集团"),
        ("甲木（上海）科技有限公司", "甲木(上海)科技"),
        ("Jiamu Co., Ltd.", "jiamu"),
        ("Jiamu Holdings Limited", "jiamuholdings"),
        ("Jiamu, Inc.", "jiamu"),
        ("甲木分公司", "甲木分公司"),
        ("有限公司", "有限公司"),
        ("甲公司", "甲公司"),
        ("甲木(JM.US)", "甲木"),
        ("甲木（beta）", "甲木(beta)"),
        ("甲木（中国）", "甲木(中国)"),
        ("甲木（NYSE：JM）", "甲木"),
        ("“甲’木》", "甲木"),
        ("\u200b\u3000甲\ufeff木", "甲木"),
        ("ﬁ", "fi"),
        ("7－11", "7-11"),
    ],
)  # fmt: skip
def test_company_keys(name: str, key: str) -> None:
    assert company_key(name) == key


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("00700.HK", "700.hk"), ("0700.HK", "700.hk"), ("HK:0700", "700.hk"), ("港股00700", "700.hk"),
        ("002095.SZ", "002095.sz"), ("SZ002095", "002095.sz"), ("601933.SS", "601933.sh"), ("NASDAQ:JD", "jd.us"),
        ("JD.O", "jd.us"), ("JD", None), ("00700", None), ("1.5亿", None),
    ],
)  # fmt: skip
def test_ticker_keys(code: str, key: str | None) -> None:
    assert ticker_key(code) == key


def test_ids_are_never_empty_and_never_long() -> None:
    for name in ("", " ", "“”", "\u200b", "\ud800", "()", "．"):
        assert entity_id(name or " ", "Company").partition(":")[2]
    long = entity_id("甲" * 5000, "Product")
    assert len(long) < 90 and long != entity_id("甲" * 5001, "Product")
    assert label_of(long) == "Product" and label_of(entity_id("x", "BusinessUnit")) == "BusinessUnit"


def test_simplified_text_is_left_alone() -> None:
    from opencc import OpenCC

    from graph.ids import _ALSO_SIMPLIFIED

    convert = OpenCC("t2s").convert
    assert {char for char in _ALSO_SIMPLIFIED if convert(char) != char} == set()
    from_gb2312 = {"後": "后", "於": "于", "夥": "伙", "菸": "烟", "麽": "么"}
    assert {char: convert(char) for char in from_gb2312} == from_gb2312
    assert {char: simplify(char) for char in from_gb2312} == from_gb2312
    assert simplify("乾坤著") == "乾坤著" and simplify("騰訊後裏") == "腾讯后里"
    assert name_key("騰訊") == name_key("腾讯")
