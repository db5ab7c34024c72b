"""The parts of the deal models: chunks, mentions, candidates, trees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.annotate import Annotated
from loaders.deals import chunks
from loaders.deals.flash import Flash, Stack
from loaders.deals.mentions import finder_names, mentions
from loaders.deals.trees import Forests
from loaders.discourse.sentence import Sentence, sentences
from loaders.document import Document, Zone, ZoneKind
from loaders.names import NameFinder

TEXT = "公告显示，松鹤股份拟出资6.4亿元，向青禾集团收购麦浪科技（以下简称“麦浪”）37.5%股权。"


def _read(text: str) -> tuple[Annotated, Sentence]:
    annotated = Annotated(Document("t", text, "t"), NameFinder(), ())
    (sentence,) = sentences(annotated.plain, [Zone(0, len(text), ZoneKind.BODY)], annotated.spans)
    return annotated, sentence


def test_chunk_features_are_one_list_a_character() -> None:
    annotated, _ = _read(TEXT)
    rows = chunks.features(annotated.plain, annotated.spans)
    assert len(rows) == len(TEXT)
    assert chunks.features("", []) == []


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("OBIEO", [(1, 4)]),
        ("BEBE", [(0, 2), (2, 4)]),
        ("BIIO", [(0, 3)]),
        ("OEIO", []),
        ("B", []),
        ("", []),
    ],
)
def test_spans_of_labels(labels: str, expected: list[tuple[int, int]]) -> None:
    assert chunks.spans(labels) == expected


def test_the_first_names_win() -> None:
    assert chunks.together([(2, 5)], [(0, 2), (4, 7), (9, 11)]) == [(0, 2), (2, 5), (9, 11)]


def test_mentions_stand_where_they_say() -> None:
    annotated, sentence = _read(TEXT)
    names = [(5, 9), (19, 23), (25, 29), (35, 37)]
    assert [TEXT[a:b] for a, b in names] == ["松鹤股份", "青禾集团", "麦浪科技", "麦浪"]
    seen = mentions(sentence, annotated.plain, names)
    assert [(one.start, one.end) for one in seen if one.kind == "N"] == names
    assert {one.kind: TEXT[one.start : one.end] for one in seen if one.kind != "N"} == {
        "M": "6.4亿元",
        "P": "37.5%",
    }


def test_a_short_form_in_brackets_is_seen_as_its_host() -> None:
    annotated, sentence = _read(TEXT)
    seen = mentions(sentence, annotated.plain, [(5, 9), (25, 29), (35, 37)])
    short = next(one for one in seen if one.start == 35)
    host = next(one for one in seen if one.start == 25)
    assert short.host == (25, 29)
    assert set(host.features) < set(short.features)


def test_a_sentence_can_be_seen_with_other_names() -> None:
    annotated, sentence = _read(TEXT)
    seen = mentions(sentence, annotated.plain, [(25, 27)])
    assert [(one.start, one.end) for one in seen if one.kind == "N"] == [(25, 27)]


def test_candidates_have_features_of_one_length() -> None:
    annotated, sentence = _read(TEXT)
    scene = Flash(annotated, Stack.shipped()).scene(sentence)
    rows = scene.rows()
    assert len(rows) == len(scene.candidates)
    for kinds in ("N", "MP"):
        assert len({len(r) for c, r in zip(scene.candidates, rows, strict=True) if c.kind in kinds}) == 1
    for candidate in scene.candidates:
        assert candidate.best in candidate.places
        assert candidate.forms == {TEXT[a:b] for a, b in candidate.places}
        assert all(0 <= chance <= 1.0001 for chance in candidate.chances)


def test_the_finder_names_are_names() -> None:
    annotated, _ = _read(TEXT)
    names = finder_names(annotated.spans)
    assert (0, 0) not in names
    assert all(TEXT[a:b].strip() for a, b in names)


def test_arguments_do_not_overlap_in_one_role() -> None:
    annotated, sentence = _read(TEXT)
    found = Flash(annotated, Stack.shipped()).arguments(sentence)
    assert {a.role for a in found} <= {"buyer", "target", "seller", "money", "proportion"}
    for one in found:
        assert 0 < one.score <= 1
        for other in found:
            if one is not other and one.role == other.role:
                assert one.end <= other.start or other.end <= one.start


def test_a_stack_in_training_finds_no_arguments() -> None:
    annotated, sentence = _read(TEXT)
    shipped = Stack.shipped()
    assert Flash(annotated, Stack(shipped.roles, shipped.chunks, shipped.mentions)).arguments(sentence) == []


def test_forests_add_their_leaves(tmp_path: Path) -> None:
    path = tmp_path / "rank.json"
    trees = [[[[0, 0.5, -1, 1], [1, 2.0, -2, -3]], [-1.0, 0.0, 3.0]], [[[1, 9.0, -1, -2]], [0.0, 1.0]]]
    path.write_text(json.dumps({"forests": {"buyer": trees}}), encoding="utf-8")
    forests = Forests(path)
    assert forests.chance("buyer", [0.5, 0.0]) == pytest.approx(0.2689414)
    assert forests.chance("buyer", [0.6, 2.0]) == pytest.approx(0.5)
    assert forests.chance("buyer", [0.6, 10.0]) == pytest.approx(0.9820138)
