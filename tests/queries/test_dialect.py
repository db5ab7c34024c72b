"""What both engines understand, held over the text of every packaged query (queries/README.md)."""

from __future__ import annotations

import re

import pytest

from queries import Query, load_all

ALL = load_all()
IDS = [query.name for query in ALL]
BEGIN, END = "// --- r on $as_of, as known on $known_on", "// ---\n"
# queries that do not look at facts one by one, or (learned) between two days of knowledge
NOT_OF_FACTS = {"evidence", "find", "learned", "sources", "unconfirmed"}


def _code(text: str) -> str:
    """The query without comments, strings emptied."""
    lines = [line.partition("//")[0] for line in text.splitlines()]
    return re.sub(r"'[^']*'", "''", "\n".join(lines))


def _closing(code: str, start: int) -> int:
    """Index after the bracket that closes the one at `start`."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    depth = 0
    for i in range(start, len(code)):
        depth += code[i] in pairs
        depth -= code[i] in pairs.values()
        if depth == 0:
            return i + 1
    raise AssertionError("a bracket is not closed")


AGGREGATE = re.compile(
    r"\b(?:count|collect|sum|avg|min|max|stdev|percentileCont|percentileDisc)\s*(?=\()|\b(?:COUNT|EXISTS|COLLECT)\s*(?=\{)"
)


def bound(code: str) -> list[str]:
    """Aggregates and subqueries that do not stand alone as a named column."""
    out = []
    for found in AGGREGATE.finditer(code):
        before = code[: found.start()].rstrip()
        after = code[_closing(code, found.end()) :].lstrip()
        alone = before.endswith((",", "WITH", "RETURN", "DISTINCT")) and re.match(
            r"AS\s+\w+\s*(?:,|\n|\}|$)", after
        )
        if not alone:
            out.append(found.group() + code[found.end() : found.end() + 40])
    return out


@pytest.mark.parametrize("query", ALL, ids=IDS)
def test_aggregates_and_subqueries_are_bound_first(query: Query) -> None:
    assert bound(_code(query.text)) == []


def test_the_rule_finds_what_it_is_for() -> None:
    assert bound("RETURN count(x) > 1 AS many")
    assert bound("WITH a OR COUNT { MATCH (n) } > 1 AS b\nRETURN b")
    assert bound("MATCH (n) WHERE EXISTS { MATCH (n)--() } RETURN n")
    assert not bound("WITH n, count(DISTINCT x) AS many\nRETURN n, many > 1 AS more")


@pytest.mark.parametrize("query", ALL, ids=IDS)
def test_nothing_that_one_engine_alone_knows(query: Query) -> None:
    code = _code(query.text)
    for word in (r"apoc\.", r"\bSHORTEST\b", r"\bshortestPath\b", r"\ballShortestPaths\b", r"^CYPHER\b", r"\bLET\b", r"\bFILTER\b", r"\belementId\b", r"\bid\s*\("):  # fmt: skip
        assert not re.search(word, code, re.MULTILINE), word
    for word in ("CREATE", "MERGE ", "SET ", "DELETE", "REMOVE", "LOAD CSV"):
        assert word not in code, f"{query.name} writes"


@pytest.mark.parametrize("query", ALL, ids=IDS)
def test_keywords_are_upper_case_and_values_come_as_parameters(query: Query) -> None:
    code = _code(query.text)
    found = re.findall(r"\b(?:match|optional|where|return|order by|unwind|limit|as|and|or|not|in)\b", code)
    assert found == []
    assert not re.search(r"\bname\s*=\s*''", code)


def _block(text: str) -> str:
    start = text.index(BEGIN)
    return text[start : text.index(END, start)]


def test_time_is_written_alike_in_every_query_about_facts() -> None:
    blocks = {query.name: _block(query.text) for query in ALL if BEGIN in query.text}
    assert set(blocks) == set(IDS) - NOT_OF_FACTS
    assert len(set(blocks.values())) == 1
    told = {
        query.text[
            (start := query.text.index("OPTIONAL MATCH (c:Claim {id: claim})")) : query.text.index(
                "AS against", start
            )
        ]
        for query in ALL
        if "AS against" in query.text
    }
    assert len(told) == 1


@pytest.mark.parametrize("query", ALL, ids=IDS)
def test_rows_come_in_one_order(query: Query) -> None:
    last = query.text.rstrip().splitlines()[-1]
    assert last.startswith("ORDER BY ")
    assert last.rpartition(",")[2].strip() in {"fact", "claim", "source", "id", "p.id", "i"}
