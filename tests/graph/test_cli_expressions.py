"""Compiled expressions kept between runs: the same claims with them, without them, and when the file is damaged."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "今天，云栖科技宣布完成对蓝鲸支付的收购，交易价格为3亿美元。2018年5月，云栖科技推出了“小栈”App。"


def claims(article: Path, cache: Path | str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graph.cli", "claims", str(article), "--format", "jsonl"]
    return subprocess.run(
        command,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_second_run_reads_the_same_from_what_the_first_compiled(article: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = claims(article, cache)
    assert first.returncode == 0 and '"ACQUIRED"' in first.stdout
    (kept,) = (cache / "tencent-kg").glob("expressions-*")
    assert len(marshal.loads(kept.read_bytes())) > 300
    before = kept.read_bytes()
    second = claims(article, cache)
    assert second.stdout == first.stdout and second.returncode == 0
    assert kept.read_bytes() == before  # nothing was compiled, so nothing is written


@pytest.mark.parametrize("damage", ["cut", "other", "empty", "codes"])
def test_a_damaged_file_costs_time_and_nothing_else(article: Path, tmp_path: Path, damage: str) -> None:
    cache = tmp_path / "cache"
    first = claims(article, cache)
    (kept,) = (cache / "tencent-kg").glob("expressions-*")
    whole = kept.read_bytes()
    if damage == "cut":
        kept.write_bytes(whole[: len(whole) // 2])
    elif damage == "other":
        kept.write_bytes(marshal.dumps(["no dictionary"]))
    elif damage == "empty":
        kept.write_bytes(b"")
    else:
        spoilt = {
            key: (flags, b"\xff" * 40, *rest) for key, (flags, _, *rest) in marshal.loads(whole).items()
        }
        kept.write_bytes(marshal.dumps(spoilt))
    again = claims(article, cache)
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")
    mended, was = marshal.loads(kept.read_bytes()), marshal.loads(whole)
    assert len(was) > 300 and sum(mended.get(key) == value for key, value in was.items()) >= len(was) - 1
    assert claims(article, cache).stdout == first.stdout


def test_a_folder_that_cannot_be_written_is_no_error(article: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, where a folder would have to be")
    result = claims(article, tmp_path / "taken")
    assert result.returncode == 0 and not result.stderr


def test_kept_expressions_find_what_new_ones_find(tmp_path: Path) -> None:
    script = """
import re, sys
from pathlib import Path
from graph.cli import expressions
expressions.WORTH_WRITING = 1
kept = expressions.KeptExpressions(Path(sys.argv[1]))
kept.use()
found = re.compile("云栖(?P<rest>科技)(?=宣布)", re.IGNORECASE).search("当日云栖科技宣布")
print(found.span("rest"), found.groupdict(), found.re.flags, len(kept.known), len(kept.new))
assert re.compile(b"[a-c]+").match(b"abc")
kept.save()
"""
    run = [sys.executable, "-c", script, str(tmp_path / "kept.bin")]
    first, second = (subprocess.run(run, capture_output=True, text=True, check=True).stdout for _ in range(2))
    assert first == "(4, 6) {'rest': '科技'} 34 0 1\n"
    assert second == "(4, 6) {'rest': '科技'} 34 1 0\n"


def test_each_thread_keeps_its_own(tmp_path: Path) -> None:
    begin = """
import re, sys, threading
from pathlib import Path
from graph.cli import expressions
kept = expressions.KeptExpressions(Path(sys.argv[1]))
kept.use()
"""
    write = """
def work(name):
    for number in range(150):
        re.compile(f"{name}{number}(?P<{name}>[一-十])*")
sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=work, args=(name,)) for name in ("ab", "cd", "ef")]
[thread.start() for thread in threads], [thread.join() for thread in threads]
kept.save()
"""
    read = """
ours = [expression for expression, _ in kept.known if expression[:2] in ("ab", "cd", "ef")]
print(len(ours))
for expression in ours:
    assert re.compile(expression).fullmatch(expression.partition("(")[0] + "七")[expression[:2]] == "七"
assert not kept.new
"""
    for script, said in ((write, ""), (read, "450\n")):
        run = [sys.executable, "-c", begin + script, str(tmp_path / "kept.bin")]
        assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == said
