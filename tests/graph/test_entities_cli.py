"""`tencent-kg entities`: decisions reach the graph, and leave it without a trace."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.cli import cli
from graph.errors import UserError
from graph.graph import Graph

ARTICLES = {
    "甲报.md": "---\ntitle: 甲\npublisher: 甲报\npublished: 2020-05-01\n---\n\n2019年3月，腾讯投资了云杉乐购。\n",
    "乙报.md": "---\ntitle: 乙\npublisher: 乙报\npublished: 2021-05-01\n---\n\n2019年3月，腾讯投资了云杉乐购科技。\n",
}


class Desk:
    """An analyst's folder: a graph, a file of decisions, a command line."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.db, self.decisions = folder, folder / "db", folder / "decisions.jsonl"

    def build(self) -> None:
        for name, text in ARTICLES.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        with Graph.open(self.db) as graph:
            graph.build(*(self.folder / name for name in ARTICLES))

    def run(self, *words: str) -> Any:
        result = CliRunner().invoke(cli, ["entities", *words, "--db", str(self.db)])
        if isinstance(result.exception, UserError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    def rows(self, *words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.run(*words, "--format", "json"))
        return found

    def graph(self) -> Any:
        with Graph.open(self.db, read_only=True) as graph:
            held = graph.snapshot()
            return {kind: [row for row in rows if not _of_the_log(row)] for kind, rows in held.items()}

    def names(self) -> set[str]:
        with Graph.open(self.db, read_only=True) as graph:
            return {row["name"] for row in graph.run("MATCH (e:Company) RETURN e.name AS name")}


def _of_the_log(row: dict[str, Any]) -> bool:
    return bool({"Build", "State"} & set(row.get("labels", ())))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk's folder with its graph built, to be copied."""
    folder = tmp_path_factory.mktemp("desk")
    Desk(folder).build()
    return folder


@pytest.fixture
def desk(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("TENCENT_KG_DECISIONS", raising=False)
    monkeypatch.setenv("TENCENT_KG_AUTHOR", "某分析师")
    return Desk(Path(shutil.copytree(built, tmp_path / "desk")))


BOTH = {"腾讯", "云杉乐购", "云杉乐购科技"}


def test_suggest_merge_undo(desk: Desk) -> None:
    assert desk.names() == BOTH
    before = desk.graph()
    (pair,) = desk.rows("suggest")
    assert {pair["a"], pair["b"]} == BOTH - {"腾讯"} and "云杉乐购 with another tail" in pair["reasons"]
    made = desk.run("merge", "云杉乐购", "云杉乐购科技", "--because", "同一家").split()[0]
    assert desk.names() == {"腾讯", "云杉乐购"}
    with Graph.open(desk.db, read_only=True) as graph:
        (row,) = graph.run(
            "MATCH (:Company)-[r:INVESTED_IN]->(c) RETURN c.aliases AS aliases, r.corroboration AS n"
        )
    assert row == {"aliases": ["云杉乐购科技"], "n": 2}
    assert desk.rows("suggest") == []
    (told,) = desk.rows("list", "--decided")
    assert (told["id"], told["author"], told["because"], told["in_force"]) == (
        made,
        "某分析师",
        "同一家",
        True,
    )
    desk.run("undo", made, "--because", "两家")
    assert desk.graph() == before
    assert [told["in_force"] for told in desk.rows("list", "--decided")] == [False, True]
    assert len(desk.decisions.read_text(encoding="utf-8").splitlines()) == 2


def test_split_one_source_and_undo(desk: Desk) -> None:
    before = desk.graph()
    made = desk.run(
        "split", "云杉乐购", "--source", "甲", "--as", "云杉乐购（乙省）", "--because", "同名"
    ).split()[0]
    assert desk.names() == {"腾讯", "云杉乐购（乙省）", "云杉乐购科技"}
    desk.run("undo", made, "--because", "看错了")
    assert desk.graph() == before


def test_choose(desk: Desk) -> None:
    with Graph.open(desk.db, read_only=True) as graph:
        claim = graph.run("MATCH (c:Claim) RETURN c.id AS id ORDER BY id LIMIT 1")[0]["id"]
    made = desk.run("choose", claim, "--because", "原文").split()[0]
    with Graph.open(desk.db, read_only=True) as graph:
        rows = graph.run(
            "MATCH ()-[r:INVESTED_IN]->() WHERE r.decision IS NOT NULL RETURN r.decision AS d, r.claims AS c"
        )
    assert rows == [{"d": made, "c": [claim]}]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("merge", "京东", "京东到家", "--because", "x"), "must never merge"),
        (("merge", "云杉乐购", "没有这家", "--because", "x"), "neither the register nor the graph"),
        (
            ("split", "云杉乐购", "--source", "没有", "--as", "别家", "--because", "x"),
            "no source is called 没有",
        ),
        (("choose", "0000", "--because", "x"), "no claim 0000"),
        (("undo", "0000", "--because", "x"), "no decision 0000"),
    ],
)
def test_refused_decisions_leave_no_line(desk: Desk, words: tuple[str, ...], why: str) -> None:
    with pytest.raises(UserError, match=why):
        desk.run(*words)
    assert not desk.decisions.exists()


def test_a_decision_may_come_before_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENCENT_KG_DECISIONS", str(tmp_path / "own.jsonl"))
    result = CliRunner().invoke(
        cli,
        [
            "entities",
            "merge",
            "甲木",
            "Product:乙水",
            "--because",
            "x",
            "--author",
            "y",
            "--db",
            str(tmp_path / "no"),
        ],
    )
    assert result.exit_code == 0 and "乙水 is 甲木" in result.stdout
    assert not (tmp_path / "no").exists()
    assert json.loads((tmp_path / "own.jsonl").read_text(encoding="utf-8"))["b"]["type"] == "Product"


def test_list_and_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TENCENT_KG_DECISIONS", raising=False)
    run = CliRunner().invoke
    listed = json.loads(
        run(cli, ["entities", "list", "騰訊", "--type", "Company", "--format", "json"]).stdout
    )
    assert "腾讯" in {row["name"] for row in listed} and all(row["source"] for row in listed)
    assert "no line at fault" in run(cli, ["entities", "check"]).stdout
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.tsv").write_text("name\n", encoding="utf-8")
    result = run(cli, ["entities", "check", "bad"])
    assert (
        result.exit_code == 1
        and result.stdout == ""
        and "x.tsv, line 1: the columns must be" in result.stderr
    )
    assert run(cli, ["entities", "list", "--type", "Firm"]).exit_code == 2


def test_a_register_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = [
        "name",
        "type",
        "aliases",
        "english",
        "legal",
        "former",
        "tickers",
        "sector",
        "context",
        "source",
    ]
    lines = [
        "\t".join(columns),
        "\t".join(["甲木", "Company", "木木", *[""] * 6, "x"]),
        "\t".join(["乙水", "Company", *[""] * 7, "x"]),
    ]
    (tmp_path / "some.tsv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "never_merge.tsv").write_text("a\tb\treason\n甲木\t乙水\tx\n", encoding="utf-8")
    merge = {
        "id": "d0", "action": "merge", "a": {"name": "木木", "type": "Company"},
        "b": {"name": "乙水", "type": "Company"}, "because": "x", "author": "y", "day": "2024-05-01",
    }  # fmt: skip
    (tmp_path / "decisions.jsonl").write_text(json.dumps(merge, ensure_ascii=False), encoding="utf-8")
    run, db = CliRunner().invoke, ["--db", str(tmp_path / "db")]
    monkeypatch.setenv("TENCENT_KG_ENTITIES", str(tmp_path))
    result = run(cli, ["entities", "check", *db])
    assert (
        result.exit_code == 1
        and "decisions.jsonl, line 1: " in result.stderr
        and "never merge" in result.stderr
    )
    built = run(cli, ["build", str(tmp_path / "some.tsv"), *db])
    assert isinstance(built.exception, UserError) and "decisions.jsonl, line 1" in str(built.exception)
    monkeypatch.delenv("TENCENT_KG_ENTITIES")
    assert run(cli, ["entities", "check", str(tmp_path), *db]).stderr == result.stderr
    (tmp_path / "decisions.jsonl").unlink()
    monkeypatch.setenv("TENCENT_KG_ENTITIES", str(tmp_path))
    listed = json.loads(run(cli, ["entities", "list", "--format", "json", *db]).stdout)
    assert [row["name"] for row in listed] == ["甲木", "乙水"]
