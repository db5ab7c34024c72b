"""`text`, `claims`, `read` as they are called."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.claims import Claim
from graph.cli import main
from graph.cli.batch import JOURNAL

NEWS = (
    "晴禾科技十年\n2021-05-06 10:00 来源：某某网\n\n2016年8月19日，云栖资本入股晴禾科技，持股比例为15%。\n\n"
    "海棠物流于2019年5月收购了晴禾科技。\n\n图片来源：云栖资本收购了某某图库\n\n责任编辑：王小明\n"
)


@dataclass
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*args: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["tencent-kg", *map(str, args)])
        with pytest.raises(SystemExit) as end:
            main()
        seen = capsys.readouterr()
        return Result(int(str(end.value.code or 0)), seen.out, seen.err)

    return call


@pytest.fixture
def news(tmp_path: Path) -> Path:
    file = tmp_path / "news.txt"
    file.write_bytes(NEWS.encode())
    return file


def test_text_is_the_file_to_the_character(run: Run, tmp_path: Path) -> None:
    text = "\u3000云栖资本\r\n入股晴禾科技。\n\n\t结尾"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = subprocess.run(
        [sys.executable, "-m", "graph.cli", "text", tmp_path / "a.txt"], capture_output=True, check=True
    )
    assert done.stdout == text.encode()
    assert done.stderr == b""
    (tmp_path / "b.txt").write_bytes(NEWS.encode("gb18030"))
    assert run("text", tmp_path / "b.txt") == Result(0, NEWS, "")


def test_claims_rest_on_the_words_of_the_text(run: Run, news: Path) -> None:
    result = run("claims", news, "--format", "jsonl")
    assert (result.code, result.err) == (0, "")
    claims = [Claim.from_record(json.loads(line)) for line in result.out.splitlines()]
    assert {
        (c.predicate, c.subject.name, c.object.name, c.date) for c in claims if c.subject and c.object
    } >= {
        ("INVESTED_IN", "云栖资本", "晴禾科技", "2016-08-19"),
        ("ACQUIRED", "海棠物流", "晴禾科技", "2019-05"),
    }
    assert not any("图库" in c.evidence.quote for c in claims)
    for claim in claims:
        assert NEWS[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        for side in (claim.subject, claim.object, claim.counterparty):
            assert side is None or NEWS[side.start : side.end] == side.mention


def test_other_formats(run: Run, news: Path) -> None:
    table = run("claims", news)
    assert "INVESTED_IN" in table.out and "云栖资本" in table.out and "2016-08-19" in table.out
    rows = list(csv.DictReader(io.StringIO(run("claims", news, "--format", "csv").out)))
    assert ("INVESTED_IN", "云栖资本", "晴禾科技") in {
        (r["predicate"], r["subject"], r["object"]) for r in rows
    }


def test_skipped_says_why(run: Run, news: Path) -> None:
    lines = [
        json.loads(line) for line in run("claims", news, "--skipped", "--format", "jsonl").out.splitlines()
    ]
    aside = {line["quote"]: line["rule"] for line in lines}
    assert aside["图片来源：云栖资本收购了某某图库"] == "zone:caption"
    assert aside["责任编辑：王小明"] == "zone:byline"
    assert all(line["reason"] and NEWS[line["start"] : line["end"]] == line["quote"] for line in lines)
    assert "by-line" in run("claims", news, "--skipped").out


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.txt", b"", "is empty"),
        ("binary.txt", bytes(range(256)) * 9, "binary"),
        ("english.txt", b"The company bought a stake in another company on Monday.", "only Chinese"),
        ("cut.html", b"<html><head><title>x", "holds no text"),
        (
            "broken.txt",
            "晴禾科技被云栖资本收购，金额没有披露。".encode("gbk").decode("utf-8", "replace").encode(),
            "garbled",
        ),
    ],
)
def test_what_cannot_be_read(run: Run, tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    result = run("claims", tmp_path / name)
    assert (result.code, result.out) == (1, "")
    assert why in result.err
    assert result.err.count("\n") == 1 and "Traceback" not in result.err


def test_wrong_usage(run: Run, news: Path, tmp_path: Path) -> None:
    for args in (
        ["claims"],
        ["claims", news, news],
        ["claims", tmp_path],
        ["claims", news, "--format", "xml"],
        ["claims", news, "--out", tmp_path / "o", "--skipped"],
        ["read", news],
    ):
        result = run(*args)
        assert result.code == 2, args
        assert result.out == ""
    assert run("claims", tmp_path / "nothing.txt").code == 1
    assert run("claims", news, "--out", news).code == 1
    assert run("claims", tmp_path, "--out", tmp_path / "o", "--jobs", 0).code == 2


def test_many(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "in"
    for name, data in {
        "a/one.txt": NEWS.encode(),
        "b/one.txt": NEWS.encode("gb18030"),
        "b/two.md": f"---\nid: 甲\n---\n{NEWS}".encode(),
        "b/bad.txt": b"",
        "b/data.json": b"{}",
    }.items():
        (texts / name).parent.mkdir(parents=True, exist_ok=True)
        (texts / name).write_bytes(data)
    out = tmp_path / "out"
    first = run("claims", texts, "--out", out)
    assert (first.code, first.out) == (1, "")
    assert "bad.txt is empty" in first.err and "1 of 4 documents could not be read" in first.err
    assert "one~2.jsonl" in first.err
    written = {file.name: file.read_bytes() for file in out.iterdir()}
    assert set(written) == {"one.jsonl", "one~2.jsonl", "two.jsonl", JOURNAL}
    sources = {
        name: json.loads(written[name].splitlines()[0])["evidence"]["source"]
        for name in written
        if name != JOURNAL
    }
    assert sources == {"one.jsonl": "name:one", "one~2.jsonl": "name:one~2", "two.jsonl": "甲"}

    stamps = {file.name: file.stat().st_mtime_ns for file in out.iterdir() if file.name != JOURNAL}
    again = run("claims", texts, "--out", out)
    assert "3 were finished before" in again.err
    assert {name: (out / name).stat().st_mtime_ns for name in stamps} == stamps

    (out / "two.jsonl").unlink()
    (texts / "a" / "one.txt").write_text(NEWS.replace("15%", "16%"), encoding="utf-8")
    third = run("claims", texts, "--out", out)
    assert "2 documents read, 1 were finished before" in third.err
    assert "16%" in (out / "one.jsonl").read_text(encoding="utf-8")
    assert (out / "two.jsonl").read_bytes() == written["two.jsonl"]
    assert "3 documents read;" in run("claims", texts, "--out", out, "--force").err


def test_many_on_several_processes_give_what_one_gives(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "in"
    texts.mkdir()
    for n in range(20):
        (texts / f"{n:02}.txt").write_text(NEWS.replace("15%", f"{n}%"), encoding="utf-8")
    (texts / "bad.txt").write_bytes(b"\x00\x01" * 99)
    assert run("claims", texts, "--out", tmp_path / "one", "--jobs", 1).code == 1
    several = run("claims", texts, "--out", tmp_path / "two", "--jobs", 2)
    assert several.code == 1 and "bad.txt is binary" in several.err
    outs = [
        {f.name: f.read_bytes() for f in (tmp_path / name).glob("[0-9]*.jsonl")} for name in ("one", "two")
    ]
    assert len(outs[0]) == 20
    assert outs[0] == outs[1]


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_an_interrupted_run_goes_on(run: Run, tmp_path: Path) -> None:
    texts, out = tmp_path / "in", tmp_path / "out"
    texts.mkdir()
    for n in range(40):
        (texts / f"{n:02}.txt").write_text(NEWS * 12, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "graph.cli", "claims", texts, "--out", out, "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(out.glob("*.jsonl")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert stdout == b"" and b"Traceback" not in stderr and b"interrupted" in stderr
    assert not list(out.glob(".*.new"))
    before = {file.name: file.stat().st_mtime_ns for file in out.glob("*.jsonl")}
    assert 0 < len(before) < 40
    result = run("claims", texts, "--out", out, "--jobs", 1)
    assert result.code == 0 and f"{len(before)} were finished before" in result.err
    assert len(list(out.glob("*.jsonl"))) == 40
    assert {name: (out / name).stat().st_mtime_ns for name in before} == before


def test_review_from_the_command_line(run: Run, news: Path, tmp_path: Path) -> None:
    table = tmp_path / "review.csv"
    first = run("claims", news, "--review", table, "--format", "jsonl")
    assert "without a decision" in first.err
    raw = table.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in first.out.splitlines()]
    rows[0]["decision"], rows[0]["note"] = "reject", "说错了"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    table.write_text(out.getvalue(), encoding="gbk")
    second = run("claims", news, "--review", table, "--format", "jsonl")
    assert [json.loads(line)["id"] for line in second.out.splitlines()] == [row["id"] for row in rows[1:]]
    skipped = run("claims", news, "--review", table, "--skipped", "--format", "jsonl").out
    assert "rejected in review: 说错了" in skipped
    table.write_text("nonsense\n1\n", encoding="utf-8")
    assert run("claims", news, "--review", table).code == 1


def test_read_writes_a_page(run: Run, news: Path, tmp_path: Path) -> None:
    result = run("read", news, "--html", tmp_path / "page.html")
    assert (result.code, result.out) == (0, f"{tmp_path / 'page.html'}\n")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "云栖资本" in html and "INVESTED_IN" in html
    assert run("read", news, "--html", tmp_path / "no" / "page.html").code == 1
