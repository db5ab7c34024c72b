"""`query`, `queries`, `diff`, `view` and `export` as commands: what they print, and how they fail."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_world import put

from graph.cli import main
from graph.cli.asking import _excerpt
from graph.store.store import Store
from queries import load_all

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory, _empty_folder: Path) -> Path:
    """An embedded store that holds the invented world."""
    folder = Path(shutil.copytree(_empty_folder, tmp_path_factory.mktemp("kg") / "db"))
    with Store.open(folder) as store:
        put(store)
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """(exit code, stdout, stderr) of a command line."""

    def call(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["tencent-kg", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
        out = capsys.readouterr()
        return int(end.value.code or 0), out.out, out.err

    return call


def test_a_query_as_a_table_json_and_csv(run: Run, kg: Path) -> None:
    code, out, err = run("query", "merged_into", "--db", kg)
    row = next(line for line in out.splitlines() if "海豚购" in line)
    assert (code, err) == (0, "")
    assert "鲸鱼集市" in row and "2019-09-12" in row and "如是说" in row
    code, out, _ = run("query", "merged_into", "--db", kg, "--format", "json", "--param", "product=海豚购")
    rows = json.loads(out)
    assert code == 0 and len(rows) == 1 and rows[0]["successor"] == "鲸鱼集市"
    assert set(rows[0]) == set(next(q for q in load_all() if q.name == "merged_into").returns)
    code, out, _ = run("query", "closed_products", "--db", kg, "--format", "csv", "--as-of", "2019")
    assert [row["product"] for row in csv.DictReader(io.StringIO(out))] == ["灯塔商城", "海豚购"]


def test_days_have_options_of_their_own(run: Run, kg: Path) -> None:
    by_option = run(
        "query", "investees", "--db", kg, "--as-of", "2015", "--known-on", "2019", "--format", "json"
    )
    by_param = run(
        "query",
        "investees",
        "--db",
        kg,
        "--param",
        "as_of=2015",
        "--param",
        "known_on=2019",
        "--format",
        "json",
    )
    assert by_option == by_param and json.loads(by_option[1])
    code, _, err = run("query", "investees", "--db", kg, "--as-of", "2015", "--param", "as_of=2016")
    assert code == 2 and "given twice" in err


def test_no_rows_is_an_answer(run: Run, kg: Path) -> None:
    code, out, err = run("query", "merged_into", "--param", "product=没有", "--db", kg, "--format", "json")
    assert (code, json.loads(out), err) == (0, [], "")
    code, out, err = run("query", "merged_into", "--param", "product=没有", "--db", kg)
    assert code == 0 and "no rows" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "merge_into"), "did you mean merged_into?"),
        (("query", "merged_into", "--param", "product"), "--param wants NAME=VALUE"),
        (("query", "merged_into", "--param", "prodct=x"), "did you mean product?"),
        (("query", "merged_into", "--param", "product=a", "--param", "product=b"), "given twice"),
        (("query", "merged_into", "--as-of", "2019-13-01"), "wants a date"),
        (("query", "alive_on"), "needs the parameter date"),
        (("query", "ego", "--param", "entity=x", "--param", "hops=many"), "wants a whole number"),
        (("queries", "no_such"), "there is no query 'no_such'"),
        (("diff", "--from", "2019", "--to", "2018"), "the earlier day comes first"),
        (("diff", "--from", "soon", "--to", "2018"), "--from wants a date"),
        (("diff", "--from", "2018"), "Missing option '--to'"),
        (("view", "x.html", "--as-of", "then"), "--as-of wants a date"),
        (("view", "x.html", "--hops", "0"), "--hops"),
        (("export", "x.json", "--known-on", "2019-02-30"), "--known-on wants a date"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_code_2(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err and err.startswith("tencent-kg: ") and err.count("\n") == 1


@pytest.mark.parametrize("command", [("query", "sources"), ("diff", "--from", "1", "--to", "2"), ("view", "x.html"), ("export", "x.json")])  # fmt: skip
def test_without_a_database(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    words = tuple({"1": "2018", "2": "2019"}.get(word, word) for word in command)
    code, out, err = run(*words, "--db", tmp_path / "none")
    assert (code, out) == (1, "")
    assert "there is no database" in err and err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_queries_lists_and_explains(run: Run) -> None:
    code, out, _ = run("queries")
    assert code == 0
    for query in load_all():
        assert query.name in out and query.question_zh in out
    code, out, _ = run("queries", "ego")
    assert code == 0 and "hops: integer = 1" in out and "Returns rows of: hop" in out
    told = json.loads(run("queries", "--format", "json")[1])
    assert [query["name"] for query in told] == [query.name for query in load_all()]
    assert told[0]["params"][-1] == {
        "name": "known_on",
        "type": "date?",
        "doc": "only what sources published by this day say",
    }


def test_diff_of_the_world_and_of_what_was_known(run: Run, kg: Path) -> None:
    world = json.loads(run("diff", "--from", "2018", "--to", "2019", "--db", kg, "--format", "json")[1])
    assert {(row["event"], row["subject"]) for row in world} == {
        ("SHUT_DOWN", "海豚购"),
        ("MERGED_INTO", "海豚购"),
        ("DIVESTED", "山海集团"),
    }
    known = json.loads(
        run(
            "diff",
            "--from",
            "2021",
            "--to",
            "2023-12",
            "--known",
            "--entity",
            "麻雀店",
            "--db",
            kg,
            "--format",
            "json",
        )[1]
    )
    assert {row["event"] for row in known} == {"LAUNCHED", "SHUT_DOWN", "OPERATES"}
    assert {row["change"] for row in known} == {"new"}
    code, out, _ = run("diff", "--from", "2018", "--to", "2019", "--db", kg)
    assert code == 0 and "not yet" in out


def test_view_prints_the_path_and_export_the_files(run: Run, kg: Path, tmp_path: Path) -> None:
    page = tmp_path / "页.html"
    code, out, err = run("view", page, "--db", kg, "--max-nodes", "6")
    assert (code, out.strip()) == (0, str(page))
    assert "6 of" in err and "--max-nodes" in err
    assert "山海集团" in page.read_text(encoding="utf-8")
    code, out, err = run("view", page, "--db", kg, "--focus", "海豚")
    assert code == 1 and out == "" and "did you mean 海豚购?" in err
    code, out, _ = run("export", tmp_path / "tables", "--format", "csv", "--db", kg)
    assert code == 0 and len(out.splitlines()) == 4
    assert all(Path(line).is_file() for line in out.splitlines())
    code, _, err = run("export", tmp_path / "graph", "--db", kg)
    assert code == 2 and "give --format" in err


def test_a_long_sentence_is_cut_to_the_names_of_its_row() -> None:
    others = [f"某某公司{number:02}" for number in range(40)]
    sentence = f"{'、'.join(others)}等均获得过山海集团的投资，此外别无他事可说。"
    row = {"investor": "山海集团", "investee": "某某公司20", "status": "certain", "fact": None}
    cut = _excerpt(sentence, row.values())
    assert "某某公司20" in cut and "山海集团" in cut
    assert cut.startswith("…") and cut.endswith("…") and len(cut) < 100
    assert all(part in sentence for part in cut.strip("…").split("…"))
    assert _excerpt("短句。", row.values()) == "短句。"
    assert _excerpt("长" * 300, row.values()) == "长" * 14 + "…"
