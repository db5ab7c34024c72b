"""The head of a query file: read strictly; what is asked with it is checked before a database is troubled."""

from __future__ import annotations

import inspect
import pydoc
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UsageError
from queries import Catalogue, Result, find, load_all
from queries.catalogue import UnknownQueryError
from queries.header import HeaderError, load, parse

GOOD = """// name: q
// question: What? / 什么？
// param who: string      a name
// param on: date?        a day
// param hops: integer = 2  how far
// returns: a, b
// table: a
MATCH (n) WHERE n.name = $who AND $on IS NULL AND $hops > 0 RETURN n.a AS a, n.b AS b
"""


def test_a_good_header() -> None:
    query = parse(GOOD, "q.cypher")
    assert (query.name, query.question_en, query.question_zh) == ("q", "What?", "什么？")
    assert [(p.name, p.type, p.doc) for p in query.params] == [
        ("who", "string", "a name"),
        ("on", "date?", "a day"),
        ("hops", "integer = 2", "how far"),
    ]
    assert (query.returns, query.table) == (("a", "b"), ("a",))


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("// name: q", "// name: other", 1, "is not the file's"),
        ("// name: q\n", "", 7, "ends without `name:`"),
        ("What? / 什么？", "What?", 2, "in English and in Chinese"),
        ("// question: What? / 什么？", "// question:", 2, "nothing is said"),
        ("string      a name", "text  a name", 3, "'text' is no type"),
        ("string      a name", "string", 3, "a parameter is written"),
        ("date?        a day", "date? = 2019  a day", 4, "not both"),
        ("integer = 2", "integer = two", 5, "invalid literal"),
        ("// returns: a, b", "// returns: a, b c", 6, "is no column name"),
        ("// returns: a, b", "// returns: a, a", 8, "declared twice"),
        ("// table: a", "// table: c", 8, "which the query does not return"),
        ("// table: a", "// colour: red", 7, "the header knows"),
        ("// table: a", "// name: q", 7, "said twice"),
        ("$hops > 0", "$far > 0", 8, "$far is used and not declared"),
        (" AND $hops > 0", "", 8, "hops is declared and not used"),
        ("// param who: string ", "// param who: string? ", 0, ""),
        ("// param on: date? ", "// param on: date ", 0, ""),
        ("// param hops: integer = 2  how far\n", "// param hops: integer = 2  how far\n// param z: string  z\n", 9, "come before"),
    ],
)  # fmt: skip
def test_a_bad_header_is_refused_with_file_line_and_reason(
    old: str, new: str, line: int, reason: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new)
    if "param z" in new:
        text = text.replace("$hops > 0", "$hops > 0 AND $z = ''")
    if not reason:
        parse(text, "q.cypher")
        return
    with pytest.raises(HeaderError) as error:
        parse(text, "q.cypher")
    assert str(error.value).startswith(f"q.cypher, line {line}: "), str(error.value)
    assert reason in str(error.value)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "q.cypher").write_bytes(b"// name: \xff")
    with pytest.raises(HeaderError, match="not UTF-8"):
        load(tmp_path / "q.cypher")


@pytest.mark.parametrize(
    ("given", "bound"),
    [
        ("2019", "2019-12-31"), ("2020-02", "2020-02-29"), ("2019-02", "2019-02-28"), ("2019-09-12", "2019-09-12"),
        (date(2019, 9, 12), "2019-09-12"), (datetime(2019, 9, 12, 8), "2019-09-12"), ("9999", "9999-12-31"), (None, None),
    ],
)  # fmt: skip
def test_a_year_or_month_stands_for_its_last_day(given: Any, bound: str | None) -> None:
    assert parse(GOOD, "q.cypher").bind({"who": "x", "on": given})["on"] == bound


def test_or_for_its_first_where_the_header_says_so() -> None:
    query = parse(GOOD.replace("date?", "first_day?"), "q.cypher")
    assert query.bind({"who": "x", "on": "2019"})["on"] == "2019-01-01"
    assert query.bind({"who": "x", "on": "2019-04"})["on"] == "2019-04-01"


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({}, "q needs the parameter who: a name"),
        ({"who": None}, "wants a text"),
        ({"who": ""}, "wants a text"),
        ({"who": 3}, "wants a text"),
        ({"who": "x", "hop": 1}, "no parameter 'hop', did you mean hops?"),
        ({"who": "x", "zzz": 1}, "it takes who, on, hops"),
        ({"who": "x", "on": "2019-13"}, "wants a date"),
        ({"who": "x", "on": "2019-02-30"}, "wants a date"),
        ({"who": "x", "on": "last year"}, "wants a date"),
        ({"who": "x", "on": 2019}, "wants a date"),
        ({"who": "x", "hops": "two"}, "wants a whole number"),
        ({"who": "x", "hops": 1.5}, "wants a whole number"),
        ({"who": "x", "hops": True}, "wants a whole number"),
        ({"who": "x", "hops": 2**70}, "wants a whole number"),
    ],
)
def test_a_wrong_call_is_one_sentence(params: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as error:
        parse(GOOD, "q.cypher").bind(params)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert error.value.exit_code == 2


def test_text_from_a_command_line_becomes_what_the_header_says() -> None:
    query = parse(GOOD.replace("integer = 2", "boolean = false"), "q.cypher")
    assert query.bind({"who": "x", "hops": "Yes"}) == {"who": "x", "on": None, "hops": True}
    number = parse(GOOD.replace("integer = 2", "number = 2.5"), "q.cypher")
    assert number.bind({"who": "x"})["hops"] == 2.5
    assert number.bind({"who": "x", "hops": "1e3"})["hops"] == 1000.0
    with pytest.raises(UsageError):
        number.bind({"who": "x", "hops": "nan"})


class Echo:
    """Answers every query with what it was asked."""

    def run(self, query: str, params: dict[str, Any], /) -> list[dict[str, Any]]:
        return [{"product": params.get("product"), "date": params.get("as_of"), "extra": 1}]


def test_the_catalogue_as_functions() -> None:
    catalogue = Catalogue(Echo())
    by_name = catalogue.merged_into(product="海豚购", as_of="2019")
    assert by_name == catalogue.merged_into("海豚购", date(2019, 12, 31))
    assert by_name[0]["product"] == "海豚购" and by_name[0]["date"] == "2019-12-31"
    assert "extra" not in by_name[0]
    frame = by_name.to_pandas()
    assert list(frame.columns) == list(by_name.columns)
    assert frame.loc[0, "product"] == "海豚购"
    assert "merged_into" in dir(catalogue)
    assert {query.name for query in catalogue} == {query.name for query in load_all()}
    with pytest.raises(UsageError, match="twice"):
        catalogue.merged_into("海豚购", product="海豚购")
    with pytest.raises(UsageError, match="takes 3 parameters, 4 were given"):
        catalogue.merged_into("a", "2019", "2019", "b")


def test_help_shows_question_and_parameters() -> None:
    asked = Catalogue(Echo()).product_history
    told = pydoc.plain(pydoc.render_doc(asked))
    query = find("product_history")
    assert query.question_en in told and query.question_zh in told
    for param in query.params:
        assert param.doc in told
    assert list(inspect.signature(asked).parameters) == ["product", "as_of", "known_on"]
    assert inspect.signature(asked).parameters["product"].default is inspect.Parameter.empty


def test_an_unknown_query() -> None:
    catalogue = Catalogue(Echo())
    with pytest.raises(UnknownQueryError, match="did you mean merged_into"):
        catalogue.merge_into()
    with pytest.raises(UnknownQueryError, match="`tencent-kg queries` lists them"):
        catalogue.run("../../etc/passwd")
    assert not hasattr(catalogue, "nothing_like_it")


def test_a_result_without_rows_keeps_its_columns() -> None:
    empty = Result(("a", "b"), [])
    assert list(empty.to_pandas().columns) == ["a", "b"]
    assert (len(empty), list(empty), empty.column("a")) == (0, [], [])
    assert "0 rows of a, b" in repr(empty)


def test_a_result_in_a_notebook_is_escaped() -> None:
    html = Result(("a",), [{"a": "<script>x</script>"}, {"a": ["b", None]}])._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html and "<td>b, </td>" in html


def test_every_packaged_query_has_both_days_and_a_question_in_two_languages() -> None:
    names = [query.name for query in load_all()]
    assert len(names) >= 20
    assert {
        "merged_into", "investees", "product_history", "closed_products", "alive_on", "evidence", "ego", "path_between",
        "measures", "sources", "conflicts", "corroboration",
    } <= set(names)  # fmt: skip
    for query in load_all():
        kinds = {p.name: p.type for p in query.params}
        assert kinds["as_of"] == kinds["known_on"] == "date?", query.name
        assert any("\u4e00" <= char <= "\u9fff" for char in query.question_zh), query.name
