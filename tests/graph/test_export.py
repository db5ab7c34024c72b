"""The graph taken along: every format says the same, and can be read back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pytest
from drawn_world import QUOTES, Drawn, harbour, hostile

from graph.errors import UsageError, UserError
from graph.export import export, tables


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables() -> None:
    made = harbour(3)
    held = tables(made)
    assert {name: len(rows) for name, rows in held.items()} == {
        "nodes": 9,
        "facts": 8,
        "claims": 8,
        "sources": 1,
    }
    closing = next(row for row in held["facts"] if row["type"] == "SHUT_DOWN")
    assert (closing["from_name"], closing["date"], closing["date_min"]) == (
        "海豚购",
        "2019-09-12",
        "2019-09-12",
    )
    assert held["claims"][0]["fact"] == "f00000"
    assert [row["id"] for row in held["facts"]] == sorted(row["id"] for row in held["facts"])


def test_a_day_is_kept_to() -> None:
    made = harbour(3)
    before = tables(made, as_of="2015-06-18")
    assert "SHUT_DOWN" not in {row["type"] for row in before["facts"]}
    assert all(row["status"] in {"certain", "possible"} for row in before["facts"])
    unknown = tables(made, known_on="2019")
    assert {name: len(rows) for name, rows in unknown.items()} == {
        "nodes": 0,
        "facts": 0,
        "claims": 0,
        "sources": 0,
    }


@pytest.mark.parametrize("made", [harbour(3), hostile()], ids=["harbour", "hostile"])
def test_every_format_holds_the_same_facts(made: Drawn, tmp_path: Path) -> None:
    held = tables(made)
    ids = {row["id"] for row in held["facts"]}
    assert export(made, tmp_path / "g.json") == [tmp_path / "g.json"]
    assert json.loads((tmp_path / "g.json").read_text(encoding="utf-8")) == json.loads(json.dumps(held))

    export(made, tmp_path / "g.jsonl")
    lines = [
        json.loads(line) for line in (tmp_path / "g.jsonl").read_text(encoding="utf-8").split("\n") if line
    ]
    assert {line["kind"] for line in lines} == {"node", "fact", "claim", "source"}
    assert {line["id"] for line in lines if line["kind"] == "fact"} == ids

    export(made, tmp_path / "facts.csv")
    facts = rows_of(tmp_path / "facts.csv")
    assert {row["id"] for row in facts} == ids
    assert json.loads(facts[0]["claims"]) == held["facts"][0]["claims"]

    files = export(made, tmp_path / "folder", "csv")
    assert [file.name for file in files] == ["nodes.csv", "facts.csv", "claims.csv", "sources.csv"]
    assert {row["id"] for row in rows_of(tmp_path / "folder" / "nodes.csv")} == {
        row["id"] for row in held["nodes"]
    }

    export(made, tmp_path / "g.graphml")
    read: nx.MultiDiGraph[str] = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert {key for _, _, key in read.edges(keys=True)} == ids
    assert {data["name"] for _, data in read.nodes(data=True)} == {row["name"] for row in held["nodes"]}


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    made = Drawn()
    made.fact("OPERATES", made.entity("甲\x0b\x00乙"), made.entity(QUOTES, "Product"), quote="x\x1by")
    export(made, tmp_path / "g.graphml")
    assert (
        nx.read_graphml(tmp_path / "g.graphml").nodes["company:甲\ufffd\ufffd乙"]["name"]
        == "甲\ufffd\ufffd乙"
    )


def test_one_table(tmp_path: Path) -> None:
    export(harbour(2), tmp_path / "claims.csv", table="claims")
    assert len(rows_of(tmp_path / "claims.csv")) == 7
    export(harbour(2), tmp_path / "nodes.json", table="nodes")
    assert isinstance(json.loads((tmp_path / "nodes.json").read_text(encoding="utf-8")), list)


def test_a_wrong_call_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not say which format"):
        export(harbour(1), tmp_path / "graph.xyz")
    with pytest.raises(UsageError, match="nodes and facts together"):
        export(harbour(1), tmp_path / "g.graphml", table="facts")
    with pytest.raises(UserError, match="cannot be written"):
        export(harbour(1), tmp_path / "none" / "g.json")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be made"):
        export(harbour(1), tmp_path / "file", "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]
