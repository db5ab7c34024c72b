"""A review table: decisions are respected, and nothing an analyst wrote is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.claims import Claim, Evidence, Mention, claim_id
from graph.errors import UserError
from graph.schema import EntityType, Modality
from loaders.document import Document, Extraction
from loaders.review import COLUMNS, Review, apply, as_edtf, load, pending, save, to_csv

TEXT = "=云栖资本入股晴禾科技，北辰物流也参与。晴禾科技由海棠集团关闭。"


def document() -> Document:
    return Document(id="name:x", text=TEXT, origin="x.txt")


def mention(word: str, type_: EntityType = "Company") -> Mention:
    start = TEXT.index(word)
    return Mention(name=word, type=type_, mention=word, start=start, end=start + len(word))


def claim(
    predicate: str, subject: str, object_: str | None, sentence: tuple[int, int], date: str | None = None
) -> Claim:
    start, end = sentence
    made = Claim(
        predicate=predicate,
        subject=mention(subject),
        object=mention(object_) if object_ else None,
        date=date,
        evidence=Evidence(source="name:x", quote=TEXT[start:end], start=start, end=end),
        rule="invest.active",
        confidence=0.8,
    )
    made.id = claim_id(made)
    return made


SPLIT = TEXT.index("。") + 1
FIRST = (0, SPLIT)
SECOND = (SPLIT, len(TEXT))


def claims() -> Extraction:
    return Extraction(
        [
            claim("INVESTED_IN", "云栖资本", "晴禾科技", FIRST, "2014"),
            claim("INVESTED_IN", "北辰物流", "晴禾科技", FIRST),
            claim("SHUT_DOWN", "晴禾科技", None, SECOND),
        ]
    )


def reviewed(tmp_path: Path, **decisions: dict[str, str]) -> tuple[Extraction, Review]:
    """First run, the analyst's entries by subject, second run."""
    file = tmp_path / "review.csv"
    _, review = apply(document(), claims(), load(file))
    for row in review.rows:
        row.values.update(decisions.get(row.values["subject"], {}))
    save(file, review)
    return apply(document(), claims(), load(file))


def test_a_first_run_lists_every_claim_and_changes_none(tmp_path: Path) -> None:
    extraction, review = apply(document(), claims(), load(tmp_path / "none.csv"))
    assert extraction.claims == claims().claims
    assert [row.values["predicate"] for row in review.rows] == ["INVESTED_IN", "INVESTED_IN", "SHUT_DOWN"]
    assert pending(review) == 3


def test_reject(tmp_path: Path) -> None:
    extraction, review = reviewed(tmp_path, 云栖资本={"decision": "reject", "note": "只是参与"})
    assert [c.subject.name for c in extraction.claims if c.subject] == ["北辰物流", "晴禾科技"]
    assert [(s.reason, s.quote) for s in extraction.skipped] == [
        ("rejected in review: 只是参与", TEXT[slice(*FIRST)])
    ]
    assert pending(review) == 2


def test_accept(tmp_path: Path) -> None:
    extraction, _ = reviewed(tmp_path, 云栖资本={"decision": "accept"})
    first = extraction.claims[0]
    assert (first.rule, first.confidence, first.id) == ("reviewed:invest.active", 1.0, claims().claims[0].id)


def test_corrections(tmp_path: Path) -> None:
    extraction, review = reviewed(
        tmp_path,
        云栖资本={"correct_date": "2016/8/19", "correct_modality": "reported"},
        北辰物流={"decision": "edit", "correct_subject": "北辰物流集团", "correct_object": "海棠集团"},
        晴禾科技={"correct_object": "海棠集团", "correct_date": "-", "note": "一条备注"},
    )
    one, two, three = extraction.claims
    assert (one.date, one.modality, one.rule) == ("2016-08-19", Modality.REPORTED, "reviewed:invest.active")
    assert two.subject is not None and two.object is not None and three.object is not None
    assert (two.subject.name, two.subject.mention) == ("北辰物流集团", "北辰物流")
    assert (two.object.name, two.object.mention) == ("海棠集团", "晴禾科技")
    assert TEXT[three.object.start : three.object.end] == "海棠集团"
    assert three.date is None
    assert [c.id for c in extraction.claims] == [c.id for c in claims().claims]
    assert pending(review) == 0
    assert claims().claims[0].date == "2014"  # the reader's claims are as they were


def test_a_row_outlives_its_claim(tmp_path: Path) -> None:
    file = tmp_path / "review.csv"
    _, review = apply(document(), claims(), Review())
    review.rows[0].values["note"] = "看过"
    save(file, review)
    fewer = Extraction(claims().claims[1:])
    _, review = apply(document(), fewer, load(file))
    assert [(row.values["state"], row.values["note"]) for row in review.rows] == [
        ("gone", "看过"),
        ("live", ""),
        ("live", ""),
    ]
    save(file, review)
    _, review = apply(document(), claims(), load(file))
    assert review.rows[0].values["state"] == "live"
    assert len(review.rows) == 3


def test_rows_of_other_documents_and_columns_of_the_analyst_stay(tmp_path: Path) -> None:
    file = tmp_path / "review.csv"
    _, review = apply(document(), claims(), Review())
    text = to_csv(review).replace("note\r\n", "note,谁看的\r\n", 1)
    lines = text.split("\r\n")
    lines[1] += ",小王"
    lines.insert(2, ",".join(["1234", "name:other", "live"] + [""] * (len(COLUMNS) - 3) + ["小李"]))
    file.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    _, review = apply(document(), claims(), load(file))
    assert [row.extra["谁看的"] for row in review.rows] == ["小王", "小李", "", ""]
    assert review.rows[1].values["source"] == "name:other" and review.rows[1].values["state"] == "live"
    assert pending(review, ["name:x"]) == 3


def test_ids_that_a_spreadsheet_mangled(tmp_path: Path) -> None:
    file = tmp_path / "review.csv"
    _, review = apply(document(), claims(), Review())
    for row in review.rows:
        row.values["id"] = "1.23E+15"
    review.rows[1].values["decision"] = "reject"
    save(file, review)
    extraction, after = apply(document(), claims(), load(file))
    assert [c.subject.name for c in extraction.claims if c.subject] == ["云栖资本", "晴禾科技"]
    assert len(after.rows) == 3 and [row.values["id"] for row in after.rows] == [
        c.id for c in claims().claims
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_as_spreadsheets_save_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    _, review = apply(document(), claims(), Review())
    review.rows[0].values["decision"] = "拒绝"
    file = tmp_path / "review.csv"
    file.write_bytes(to_csv(review).removeprefix("\ufeff").replace(",", delimiter).encode(encoding))
    extraction, _ = apply(document(), claims(), load(file))
    assert len(extraction.claims) == 2


def test_text_of_others_starts_no_formula() -> None:
    _, review = apply(document(), claims(), Review())
    csv = to_csv(review)
    assert csv.startswith("\ufeffid,")
    assert ",'=云栖资本" in csv and ",=云栖资本" not in csv


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"decision": "maybe"}, "line 2 .*none of accept, reject, edit"),
        ({"correct_modality": "sure"}, "line 2 .*modality"),
        ({"correct_date": "next year"}, "line 2 .*no date"),
        ({"decision": "edit"}, "line 2 .*what is right"),
    ],
)
def test_wrong_entries_are_named(tmp_path: Path, entry: dict[str, str], why: str) -> None:
    _, review = apply(document(), claims(), Review())
    review.rows[0].values.update(entry)
    save(tmp_path / "review.csv", review)
    with pytest.raises(UserError, match=why):
        load(tmp_path / "review.csv")


def test_an_object_that_the_source_does_not_print(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nowhere in x\.txt"):
        reviewed(tmp_path, 晴禾科技={"correct_object": "某个公司"})


def test_a_file_that_is_no_review(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UserError, match="no column"):
        load(tmp_path / "a.csv")
    (tmp_path / "b.csv").write_bytes(b"PK\x03\x04")
    with pytest.raises(UserError, match="cannot be read"):
        load(tmp_path / "b.csv")
    (tmp_path / "c.csv").write_bytes(b"")
    assert load(tmp_path / "c.csv").rows == []


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2019/9/12", "2019-09-12"),
        ("2019年9月", "2019-09"),
        ("2019年", "2019"),
        ("2019-09-12", "2019-09-12"),
        ("2018~", "2018~"),
    ],
)
def test_dates_as_typed(typed: str, edtf: str) -> None:
    assert as_edtf(typed) == edtf
