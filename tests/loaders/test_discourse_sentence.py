"""How sentences are cut and encoded."""

import pytest

from loaders.discourse.sentence import Span, sentences
from loaders.document import Zone, ZoneKind


@pytest.mark.parametrize(
    ("kind", "code"),
    [(ZoneKind.TITLE, "\ue000扩产，股价大涨5%，明日复牌"), (ZoneKind.BODY, "\ue000扩产股价大涨5%明日复牌")],
)
def test_a_gap_parts_the_statements_of_a_headline(kind: ZoneKind, code: str) -> None:
    text = "麦田网扩产 股价大涨5%  明日复牌"
    (sentence,) = sentences(text, [Zone(0, len(text), kind)], [Span(0, 3, "\ue000")])
    assert sentence.code == code
    assert sentence.spans == {0: Span(0, 3, "\ue000")}
    for index, char in enumerate(sentence.code[1:], start=1):
        low, high = sentence.place(index, index + 1)
        assert text[low:high] == char or (char == "，" and text[low:high].isspace())


def test_a_gap_in_a_latin_name_parts_nothing() -> None:
    text = "麦田网 Green Fields"
    (sentence,) = sentences(text, [Zone(0, len(text), ZoneKind.TITLE)], [])
    assert "，" not in sentence.code


def test_quoted_names_side_by_side_are_a_list() -> None:
    text = "“听潮”“山溪”《早采》涨价"
    spans = [Span(1, 3, "\ue001"), Span(5, 7, "\ue001"), Span(9, 11, "\ue001")]
    (sentence,) = sentences(text, [Zone(0, len(text), ZoneKind.BODY)], spans)
    assert sentence.code == "\ue001、\ue001、\ue001涨价"
    assert [sentence.place(i, i + 1) for i in sentence.spans] == [(1, 3), (5, 7), (9, 11)]
