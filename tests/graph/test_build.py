"""`build`, `retract` and `log`, from files to the graph, on both stores."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.build import build, renew, retract
from graph.cli import cli
from graph.errors import UserError
from graph.judgements import NO_JUDGEMENTS
from graph.register import Entry, Register
from graph.report import log
from graph.store.snapshot import canonical
from graph.store.store import Store

QINGHE = """---
title: {title}
publisher: {publisher}
published: 2019-05-06
---

2019年5月5日，青禾集团宣布投资云杉网，持股15%。

青禾集团旗下的“小荷买手”于2018年3月上线，2019年4月30日停止运营。
"""
YUNSHAN = """---
id: yunshan-2020
title: 云杉网收购石榴优选
publisher: 乙报
published: 2020-02-03
url: https://example.org/yunshan
---

2020年2月1日，云杉网宣布收购石榴优选。云杉网的投资方包括青禾集团。
"""
EMPTY = Register()


def facts(store: Store) -> set[tuple[str, str, str, str | None]]:
    rows = store.run(
        "MATCH (a)-[r]->(b) WHERE r.claims IS NOT NULL RETURN a.name AS a, type(r) AS t, b.name AS b, r.date AS d"
    )
    return {(row["a"], row["t"], row["b"], row["d"]) for row in rows}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "old").mkdir(parents=True)
    (folder / "qinghe.md").write_text(QINGHE.format(title="青禾集团入股云杉网", publisher="甲报"), "utf-8")
    (folder / "old" / "yunshan.md").write_text(YUNSHAN, "utf-8")
    return folder


def put(store: Store, *sources: Path, **more: Any) -> Any:
    return build(store, sources, register=more.pop("register", EMPTY), judgements=NO_JUDGEMENTS, **more)


def test_from_files_to_facts_and_nothing_the_second_time(store: Store, articles: Path) -> None:
    report = put(store, articles)
    assert ("青禾集团", "INVESTED_IN", "云杉网", "2019-05-05") in facts(store)
    assert ("云杉网", "ACQUIRED", "石榴优选", "2020-02-01") in facts(store)
    assert report.counts()["sources"] == {"added": 2, "changed": 0, "removed": 0, "unchanged": 0, "failed": 0}
    whole = canonical(store)
    again = put(store, articles)
    assert again.nothing_changed and again.unchanged == 2
    assert canonical(store) == whole
    assert len(log(store)) == 1


def test_a_changed_file_replaces_its_claims_only(store: Store, articles: Path) -> None:
    put(store, articles)
    path = articles / "qinghe.md"
    path.write_text(path.read_text("utf-8").replace("2018年3月上线", "2018年4月上线"), "utf-8")
    report = put(store, articles)
    assert report.counts()["sources"] == {"added": 0, "changed": 1, "removed": 0, "unchanged": 1, "failed": 0}
    assert ("青禾集团", "LAUNCHED", "小荷买手", "2018-04") in facts(store)
    assert ("青禾集团", "LAUNCHED", "小荷买手", "2018-03") not in facts(store)
    retracted = store.run("MATCH (r:RetractedClaim) RETURN r.record AS record, r.retracted_on AS day")
    assert [json.loads(row["record"])["date"] for row in retracted] == ["2018-03"]
    assert all(row["day"] == report.at.date() for row in retracted)


def test_metadata_alone_makes_a_new_version(store: Store, articles: Path) -> None:
    put(store, articles)
    path = articles / "qinghe.md"
    path.write_text(
        path.read_text("utf-8").replace("published: 2019-05-06", "published: 2019-05-07"), "utf-8"
    )
    put(store, articles)
    rows = store.run(
        "MATCH (:Company {name: '青禾集团'})-[r:INVESTED_IN]->() RETURN r.claim_known AS known ORDER BY r.id"
    )
    assert "2019-05-07" in {day for row in rows for day in row["known"]}
    assert "2019-05-06" not in {day for row in rows for day in row["known"]}


@pytest.mark.parametrize(
    "name",
    [
        "yunshan-2020",
        "云杉网收购石榴优选",
        "https://example.org/yunshan",
        "yunshan.md",
        "some/where/yunshan.md",
    ],
)
def test_retract_by_any_of_its_names(store: Store, articles: Path, name: str) -> None:
    put(store, articles / "qinghe.md")
    before = canonical(store)
    put(store, articles)
    report = retract(store, name, register=EMPTY, judgements=NO_JUDGEMENTS)
    assert report.counts()["sources"]["removed"] == 1
    assert canonical(store) == before


def test_retract_what_is_not_there_or_not_clear(store: Store, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        text = QINGHE.format(title="同名报道", publisher=f"{folder}报")
        (tmp_path / folder / f"{folder}.md").write_text(text, "utf-8")
    put(store, tmp_path / "a", tmp_path / "b")
    before = canonical(store)
    with pytest.raises(UserError, match="no source is called 别的"):
        retract(store, "别的", register=EMPTY, judgements=NO_JUDGEMENTS)
    with pytest.raises(UserError, match="2 sources are called 同名报道: name:a, name:b"):
        retract(store, "同名报道", register=EMPTY, judgements=NO_JUDGEMENTS)
    assert canonical(store) == before


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(store: Store, articles: Path) -> None:
    (articles / "empty.txt").write_text("", "utf-8")
    (articles / "picture.txt").write_bytes(bytes(range(256)) * 8)
    report = put(store, articles)
    assert report.counts()["sources"]["added"] == 2
    assert [Path(path).name for path, _ in report.failed] == ["empty.txt", "picture.txt"]
    with pytest.raises(UserError, match="does not exist"):
        put(store, articles / "missing")


def test_files_of_one_name_in_two_folders(store: Store, tmp_path: Path) -> None:
    for folder, publisher in (("2019", "甲报"), ("2020", "乙报"), ("copy", "甲报")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.md").write_text(QINGHE.format(title="一", publisher=publisher), "utf-8")
    report = put(store, tmp_path / "2020", tmp_path / "copy", tmp_path / "2019")
    rows = store.run("MATCH (s:Source) RETURN s.id AS id, s.publisher AS publisher ORDER BY id")
    assert rows == [
        {"id": "name:2019/news", "publisher": "甲报"},
        {"id": "name:2020/news", "publisher": "乙报"},
    ]
    assert any("name:2019/news" in note for note in report.notes)


def test_two_files_that_claim_one_id(store: Store, articles: Path) -> None:
    (articles / "other.md").write_text(YUNSHAN.replace("石榴优选", "柚子严选"), "utf-8")
    report = put(store, articles)
    assert ("云杉网", "ACQUIRED", "石榴优选", "2020-02-01") in facts(store)
    assert [Path(path).name for path, _ in report.failed] == ["other.md"]
    assert "calls itself yunshan-2020" in report.failed[0][1]


def test_many_processes_make_the_same_graph(store: Store, articles: Path) -> None:
    for number in range(6):
        text = QINGHE.format(title=f"第{number}篇", publisher="丙报").replace("云杉网", f"云杉{number}网")
        (articles / f"{number}.md").write_text(text, "utf-8")
    (articles / "empty.txt").write_text("", "utf-8")
    report = put(store, articles, workers=3)
    assert report.counts()["sources"] == {"added": 8, "changed": 0, "removed": 0, "unchanged": 0, "failed": 1}
    whole = canonical(store)
    assert put(store, articles, workers=3).unchanged == 8
    for id_ in [row["id"] for row in store.run("MATCH (s:Source) RETURN s.id AS id ORDER BY id DESC")]:
        retract(store, id_, register=EMPTY, judgements=NO_JUDGEMENTS)
    put(store, *sorted(articles.rglob("*.md"), reverse=True), workers=1)
    assert canonical(store) == whole


def test_a_changed_register_makes_all_facts_anew(store: Store, articles: Path) -> None:
    put(store, articles)
    plain = canonical(store)
    known = Register(
        (Entry("青禾控股", "Company", ("青禾集团",), sector="零售", source="自拟"),), fingerprint="another"
    )
    report = renew(store, register=known, judgements=NO_JUDGEMENTS)
    assert ("青禾控股", "INVESTED_IN", "云杉网", "2019-05-05") in facts(store)
    assert not any("青禾集团" in fact for fact in facts(store))
    assert report.entities["company:青禾集团"] == "removed" and report.entities["company:青禾控股"] == "added"
    assert "company:云杉网" not in report.entities
    assert any("made anew" in note for note in report.notes)
    assert renew(store, register=known, judgements=NO_JUDGEMENTS).nothing_changed
    renew(store, register=EMPTY, judgements=NO_JUDGEMENTS)
    assert canonical(store) == plain


def test_the_log_tells_each_build(store: Store, articles: Path) -> None:
    put(store, articles / "qinghe.md")
    put(store, articles)
    retract(store, "yunshan-2020", register=EMPTY, judgements=NO_JUDGEMENTS)
    told = [report.record() for report in log(store)]
    assert [report["build"] for report in told] == [1, 2, 3]
    assert [report["sources"]["added"] for report in told] == [1, 1, 0]
    assert told[2]["sources"]["removed"] == 1 and told[2]["claims"]["removed"] == told[1]["claims"]["added"]
    words = {entry["fact"] for entry in told[1]["detail"]["facts"]["added"]}
    assert "云杉网 ACQUIRED 石榴优选 2020-02-01" in words
    assert words == {entry["fact"] for entry in told[2]["detail"]["facts"]["removed"]} | (
        words & {entry["fact"] for entry in told[1]["detail"]["facts"]["changed"]}
    )
    json.dumps(told)


def invoke(*words: str) -> Any:
    return CliRunner().invoke(cli, words, standalone_mode=True)


def test_the_commands(db: str, articles: Path) -> None:
    to = ["--db", db]
    made = invoke("build", str(articles), "--format", "json", *to)
    assert made.exit_code == 0
    assert json.loads(made.stdout)["sources"]["added"] == 2
    again = invoke("build", str(articles), *to)
    assert (again.exit_code, again.stdout) == (0, "nothing changed (2 sources already in the graph)\n")
    (articles / "empty.txt").write_text("", "utf-8")
    failed = invoke("build", str(articles), *to)
    assert failed.exit_code == 1 and "empty.txt" in failed.stderr and "nothing changed" in failed.stdout
    gone = invoke("retract", "yunshan-2020", "--format", "json", *to)
    assert json.loads(gone.stdout)["sources"]["removed"] == 1
    told = json.loads(invoke("log", "--format", "json", *to).stdout)
    assert [line["build"] for line in told] == [1, 2]
    assert "云杉网收购石榴优选" in invoke("log", *to).stdout
    rows = invoke(
        "cypher",
        "MATCH (c:Company)-[r:INVESTED_IN]->(x) WHERE c.name = $name RETURN x.name AS name, r.date_min AS day ORDER BY day",
        "--param",
        "name=青禾集团",
        "--format",
        "json",
        *to,
    )
    assert {"name": "云杉网", "day": "2019-05-05"} in json.loads(rows.stdout)


SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"


def test_the_article_of_the_mission(store: Store) -> None:
    if not SEED.exists():
        if os.environ.get("CI"):
            pytest.fail("the mission's article is missing")
        pytest.skip("the mission's article is not beside this checkout")
    build(store, [SEED])
    query = "MATCH (:Company {name: '腾讯'})-[:INVESTED_IN]->(c) RETURN count(DISTINCT c) AS n"
    assert store.run(query) == [{"n": 43}]
    whole = canonical(store)
    assert build(store, [SEED]).nothing_changed
    assert canonical(store) == whole
