"""Measures carry Chinese names on the page and in tables, and keep their keys."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graph.graph import Graph
from graph.measure_names import measure_name

MEASURES = Path(__file__).parents[2] / "loaders" / "patterns" / "_measures.yaml"


def test_every_measure_that_is_read_has_a_name() -> None:
    raw = yaml.safe_load(MEASURES.read_text(encoding="utf-8"))
    read = {entry["what"] for entry in raw["measures"]} | set(raw["counted"])
    assert [what for what in sorted(read) if what != "GMV" and measure_name(what) == what] == []


@pytest.mark.parametrize(
    ("what", "name"), [("revenue", "营收"), ("revenue_growth", "营收增长"), ("tea_drinkers", "tea_drinkers")]
)
def test_names(what: str, name: str) -> None:
    assert measure_name(what) == name


def test_a_graph_writes_itself_and_what_is_near(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text(
        "---\ntitle: 星海集团\npublished: 2021-03-04\n---\n\n"
        "2020年，星海集团收购了麦田网。2020年，麦田网投资了小鹿超市。2020年，星海集团的营收为35亿元。\n",
        encoding="utf-8",
    )
    with Graph.open(tmp_path / "db") as graph:
        graph.build(article)
        rows = graph.cypher(
            "MATCH (:Company {name:'星海集团'})-[:METRIC]->(m) RETURN m.name AS name, m.what AS what"
        )
        assert list(rows) == [{"name": "营收 35亿元", "what": "revenue"}]
        (csv,) = graph.export(tmp_path / "facts.csv")
        assert "麦田网" in csv.read_text(encoding="utf-8-sig")
        near = graph.view(tmp_path / "near.html", focus="星海集团", hops=1).read_text(encoding="utf-8")
        far = graph.view(tmp_path / "far.html", focus="星海集团", hops=2).read_text(encoding="utf-8")
    assert "小鹿超市" not in near
    assert "小鹿超市" in far
