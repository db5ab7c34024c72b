"""The house itself: commands are documented, arrows run one way, nothing of one machine is in the tree."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from graph.cli import COMMANDS, cli

ROOT = Path(__file__).parent.parent


def _walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _walk(child, (*path, name))


ALL = [pair for name in COMMANDS for pair in _walk(cli.get_command(click.Context(cli), name), (name,))]


@pytest.mark.parametrize(("path", "command"), ALL, ids=[" ".join(path) for path, _ in ALL])
def test_every_command_is_documented(path: tuple[str, ...], command: click.Command) -> None:
    assert command.help, f"{path} has no help"
    if not isinstance(command, click.Group):
        assert "tencent-kg " + " ".join(path) in command.help, f"{path} shows no example"
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{path}: {option.name} says nothing of itself"


def _tracked() -> list[Path]:
    out = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in out.split("\0") if name and (ROOT / name).is_file()]


def test_no_path_of_one_machine_is_in_the_tree() -> None:
    pattern = re.compile(rb"(?<![\w.])/(?:work|farm|root|home/\w+|Users/\w+)/")
    found = [
        str(path.relative_to(ROOT))
        for path in _tracked()
        if path.suffix not in {".crfsuite", ".pdf", ".png"}
        and path != Path(__file__)
        and pattern.search(path.read_bytes())
    ]
    assert found == []


def test_pinned_requirements_name_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_python_files_stay_readable() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _tracked()
        if path.suffix == ".py" and (lines := path.read_text(encoding="utf-8").count("\n")) > 450
    }
    # the schema is one place on purpose: a list of short definitions that grows with what the graph may hold
    assert set(long) <= {"graph/schema.py"}


def test_readme_names_the_make_targets() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in ("make demo", "make test", "make lint", "make bench", "make notebooks"):
        assert target in readme, target
    assert "中文说明" in readme
