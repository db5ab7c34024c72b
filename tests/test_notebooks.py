"""The notebooks run from top to bottom, and are kept without what they printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def _outputs(book: Any, kind: str) -> list[str]:
    return [
        output["data"][kind]
        for cell in book.cells
        for output in cell.get("outputs", ())
        if kind in output.get("data", {})
    ]


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A notebook after its run, in an empty folder; an error in a cell is an error here."""
    book = nbformat.read(request.param, as_version=4)
    room = tmp_path_factory.mktemp("notebook")
    client = NotebookClient(
        book, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(room)}}
    )
    client.execute()
    return book


def test_there_is_a_first_look() -> None:
    assert [path.name for path in NOTEBOOKS][:1] == ["01-first-look.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_kept_without_outputs(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    for cell in book.cells:
        assert not cell.get("outputs") and cell.get("execution_count") is None
    prose = "".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert any("\u4e00" <= char <= "\u9fff" for char in prose) and "Build" in prose


def test_it_answers_draws_and_shows(executed: Any) -> None:
    tables = [html for html in _outputs(executed, "text/html") if "dataframe" in html]
    assert len(tables) >= 4
    assert all("<td>" in html for html in tables[:3])
    assert _outputs(executed, "image/png")
    frames = [html for html in _outputs(executed, "text/html") if "<iframe" in html]
    assert len(frames) == 1 and "Content-Security-Policy" in frames[0]
    warnings = [
        output["text"]
        for cell in executed.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream" and output.name == "stderr"
    ]
    assert warnings == []  # among them, matplotlib's of a character that no font has
