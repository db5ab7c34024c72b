"""What a start works out and keeps: used while its sources are the same, made anew when they or the file are not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import keeping
from graph.register import COLUMNS, RegisterError, load_register


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    keeping.use(tmp_path / "cache")
    yield tmp_path / "cache"
    keeping.use(None)


def kept(*made_from: bytes) -> tuple[object, int]:
    """What is kept under the kind `numbers`, and how often it had to be made."""
    made = []

    def make() -> dict[str, tuple[int, ...]]:
        made.append(1)
        return {"序号": (1, 2, 3)}

    return keeping.kept("numbers", made_from, make), len(made)


def test_made_once_for_the_same_sources(folder: Path) -> None:
    wanted = {"序号": (1, 2, 3)}
    assert kept(b"a", b"bc") == (wanted, 1)
    assert kept(b"a", b"bc") == (wanted, 0)
    assert kept(b"ab", b"c") == (wanted, 1)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("damage", ["cut", "byte", "empty"])
def test_a_damaged_file_is_made_anew(folder: Path, damage: str) -> None:
    kept(b"a")
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    spoilt = {"cut": whole[:-3], "byte": whole[:-3] + b"x" + whole[-2:], "empty": b""}
    path.write_bytes(spoilt[damage])
    assert kept(b"a")[1] == 1
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    keeping.use(tmp_path / "taken" / "cache")
    assert [kept(b"a")[1], kept(b"a")[1]] == [1, 1]
    keeping.use(None)


def test_the_register_from_what_is_kept_is_the_register(folder: Path, tmp_path: Path) -> None:
    tables = tmp_path / "entities"
    tables.mkdir()
    firms = tables / "companies.tsv"
    head = "\t".join(COLUMNS) + "\n"
    line = "岚桥\tCompany\t岚桥集团\tLanqiao\t\t老桥\t00123.HK\t零售\t老桥\t自拟\n"
    firms.write_text(head + line, encoding="utf-8")
    first, second = load_register(tables), load_register(tables)
    assert first == second and first.fingerprint == second.fingerprint
    for name in ("岚桥", "岚桥集团", "LANQIAO", "老桥", "岚桥有限公司"):
        found = second.lookup(name, "Company")
        assert found is not None and found == first.lookup(name, "Company") and found.name == "岚桥"
    firms.write_text(head + line + "霁川\tProduct\t\t\t\t\t\t\t\t自拟\n", encoding="utf-8")
    assert load_register(tables).lookup("霁川", "Product") is not None
    firms.write_text(head + line + line, encoding="utf-8")
    for _ in range(2):  # what is wrong is never kept
        with pytest.raises(RegisterError, match="already"):
            load_register(tables)


def test_a_program_that_imports_the_library_leaves_no_files(tmp_path: Path) -> None:
    script = "from graph.reading import packaged; from loaders.patterns.language import library; packaged(); library()"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
    assert list(tmp_path.iterdir()) == []
