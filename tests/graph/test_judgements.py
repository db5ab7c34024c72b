"""Decisions: lines of a file, checked as strictly as the register, never erased."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from graph.errors import UserError
from graph.judgements import Judgements, Ref, decide, decision_files, judge, load_judgements, record
from graph.register import Entry, Register, RegisterError

REGISTER = Register(
    (Entry("甲木", "Company", ("木木",), source="x"), Entry("乙水", "Company", source="x")),
    never=(("甲木", "乙水"), ("甲木", "丙火")),
)
DAY = date(2024, 5, 1)


def company(name: str) -> dict[str, str]:
    return {"name": name, "type": "Company"}


def line(number: int, action: str, **fields: object) -> str:
    told = {
        "id": f"d{number}",
        "action": action,
        "because": "见公告",
        "author": "某人",
        "day": "2024-05-01",
        **fields,
    }
    return json.dumps(told, ensure_ascii=False)


def merge(number: int, a: str, b: str) -> str:
    return line(number, "merge", a=company(a), b=company(b))


def load(folder: Path, *lines: str) -> Judgements:
    path = folder / "decisions.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_judgements([path], REGISTER)


@pytest.mark.parametrize(
    ("lines", "where", "why"),
    [
        ([merge(0, "甲木", "乙水")], 1, "甲木 and 乙水 must never merge"),
        ([merge(0, "木木", "乙水有限公司")], 1, "must never merge"),
        ([merge(0, "丁土", "丙火"), merge(1, "甲木", "丁土")], 2, "甲木 and 丙火 must never merge"),
        ([merge(0, "丁土", "戊金"), merge(1, "戊金", "丁土")], 2, "are one already, so the merge is a loop"),
        ([merge(0, "丁土", "戊金"), merge(1, "戊金", "己日"), merge(2, "己日", "丁土")], 3, "loop"),
        ([merge(0, "甲木", "木木")], 1, "are one already"),
        ([line(0, "merge", a=company("丁土"))], 1, "a merge needs b"),
        ([line(0, "merge", a=company("丁土"), b={"name": "赵一", "type": "Person"})], 1, "not of one kind"),
        ([line(0, "merge", a={"name": "丁土", "type": "Firm"}, b=company("戊"))], 1, "unknown type 'Firm'"),
        ([line(0, "split", mention="甲木", to=company("木木"))], 1, "already, so nothing is set apart"),
        ([line(0, "split", mention="丁土", to=company("丁土有限公司"))], 1, "nothing is set apart"),
        ([line(0, "split", mention="丁土")], 1, "a split needs to"),
        ([line(0, "choose")], 1, "a choose needs claim"),
        ([line(0, "undo", undoes="d9")], 1, "there is no decision d9 above to undo"),
        ([line(0, "forget")], 1, "unknown action 'forget'"),
        ([line(0, "choose", claim="c"), line(0, "choose", claim="e")], 2, "the id d0 stands twice"),
        ([line(0, "choose", claim="c", because="")], 1, "because"),
        ([line(0, "choose", claim="c", more=1)], 1, "more"),
        ([line(0, "choose", claim="c", day="May")], 1, "day"),
        (["", "nonsense"], 2, "no JSON object"),
        (["[1]"], 1, "no JSON object"),
    ],
)
def test_a_bad_decision_is_named(tmp_path: Path, lines: list[str], where: int, why: str) -> None:
    with pytest.raises(RegisterError) as caught:
        load(tmp_path, *lines)
    assert [p.line for p in caught.value.problems] == [where]
    assert why in caught.value.problems[0].reason
    assert caught.value.problems[0].file == "decisions.jsonl"


def test_an_undone_merge_is_no_merge(tmp_path: Path) -> None:
    held = load(tmp_path, merge(0, "丁土", "丙火"), line(1, "undo", undoes="d0"), merge(2, "甲木", "丁土"))
    assert [j.id for j in held.active] == ["d2"]
    assert held.target("company:丙火") is None


def test_a_missing_file_holds_no_decision(tmp_path: Path) -> None:
    assert load_judgements([tmp_path / "none.jsonl"], REGISTER).lines == ()


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="UTF-8"):
        load_judgements([tmp_path / "x"], REGISTER)


def test_merges_of_merges_have_one_end(tmp_path: Path) -> None:
    held = load(tmp_path, merge(0, "丁土", "戊金"), merge(1, "木木", "丁土"), merge(2, "戊金", "己日"))
    for name in ("丁土", "戊金", "己日"):
        assert held.target(f"company:{name}") == Ref(name="甲木", type="Company")
    assert {ref.name for ref in held.merged("company:甲木")} >= {"丁土", "戊金", "己日"}


def test_decide_and_record(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "decisions.jsonl"
    held = load_judgements([path], REGISTER)
    told = {"because": "见公告", "author": "某人", "day": DAY}
    first = decide(
        held, REGISTER, "merge", a=Ref(name="丁土", type="Company"), b=Ref(name="木木", type="Company"), **told
    )  # fmt: skip
    assert first.a is not None and first.a.name == "木木", "the registered name stays"
    record(path, first)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))  # as an editor may leave it
    held = load_judgements([path], REGISTER)
    record(path, decide(held, REGISTER, "undo", undoes=first.id, **told))
    held = load_judgements([path], REGISTER)
    assert [j.action for j in held.lines] == ["merge", "undo"] and held.active == ()
    again = decide(
        held, REGISTER, "merge", a=Ref(name="丁土", type="Company"), b=Ref(name="木木", type="Company"), **told
    )  # fmt: skip
    assert again.id not in {j.id for j in held.lines}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"action": "merge", "a": Ref(name="甲木", type="Company"), "b": Ref(name="丙火", type="Company")}, "never merge"),
        ({"action": "undo", "undoes": "nothing"}, "no decision nothing"),
        ({"action": "choose", "claim": "c", "because": " "}, "because"),
    ],
)  # fmt: skip
def test_decide_refuses(fields: dict[str, object], why: str) -> None:
    told = {"because": "见公告", "author": "某人", "day": DAY, **fields}
    with pytest.raises(UserError, match=why):
        decide(judge([], REGISTER), REGISTER, **told)  # type: ignore[arg-type]


def test_where_decisions_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TENCENT_KG_DECISIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    assert decision_files("some/db")[-1] == tmp_path / "some" / "decisions.jsonl"
    assert decision_files("neo4j://host")[-1] == Path("decisions.jsonl")
    monkeypatch.setenv("TENCENT_KG_DECISIONS", "own.jsonl")
    assert decision_files("some/db")[-1] == Path("own.jsonl")
    assert decision_files("some/db", "given.jsonl")[-1] == Path("given.jsonl")
    packaged = decision_files("some/db")[0]
    assert packaged.parent.name == "entities" and decision_files(None, packaged) == [packaged]


def test_the_fingerprint_follows_the_lines(tmp_path: Path) -> None:
    one = load(tmp_path, merge(0, "丁土", "戊金")).fingerprint
    assert load(tmp_path, merge(0, "丁土", "戊金")).fingerprint == one
    assert load(tmp_path, merge(0, "丁土", "己日")).fingerprint != one
