"""A sentence as words, and the votes of its deal verbs."""

from __future__ import annotations

import pytest

from loaders.deals.frames import votes
from loaders.deals.words import announcer, lists, tokens

N = "\ue000"  # a name, as a sentence's code prints it
M, P = "\ue011", "\ue012"


def _roles(code: str) -> dict[int, set[str]]:
    """Roles voted for each name, by its number in the sentence."""
    words = tokens(code)
    names = [i for i, word in enumerate(words) if word.kind == "N"]
    found = votes(words, announcer(words))
    return {n: {role for role, _ in found[i]} for n, i in enumerate(names) if i in found}


def test_tokens_cover_the_code() -> None:
    code = f"{N}拟以{M}向{N}购买其持有的{N}{P}股权，agt2023款。"
    words = tokens(code)
    assert [code[word.low : word.high] for word in words]
    assert "".join(code[word.low : word.high] for word in words) == code


def test_verbs_are_told_from_words() -> None:
    kinds = {word.text: (word.kind, word.verb) for word in tokens(f"{N}增持{N}，另有股东减持")}
    assert kinds["增持"] == ("T", "i")
    assert kinds["减持"] == ("T", "s")
    assert kinds["股东"][0] == "w"


def test_a_list_is_one_party() -> None:
    words = tokens(f"{N}、{N}和{N}等减持{N}")
    found = lists(words)
    assert [found[i][2] for i in sorted(found)] == [4, 4, 4, 7]


def test_an_agreement_is_no_list() -> None:
    words = tokens(f"{N}与{N}签署协议")
    assert [first for first, _, _ in lists(words).values()] == [0, 2]


def test_who_announces() -> None:
    words = tokens(f"有消息称{N}缺钱，{N}公告")
    assert announcer(words) == [i for i, word in enumerate(words) if word.kind == "N"][1]
    assert announcer(tokens("没有名字")) is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (f"{N}收购{N}", {0: {"buyer"}, 1: {"target"}}),
        (f"{N}被{N}收购", {0: {"target"}, 1: {"buyer"}}),
        (f"{N}由{N}受让", {0: {"target"}, 1: {"buyer"}}),
        (f"{N}将{N}转让给{N}", {0: {"seller"}, 1: {"target"}, 2: {"buyer"}}),
        (f"{N}收购{N}持有的{N}", {0: {"buyer"}, 1: {"seller"}, 2: {"target"}}),
        (f"{N}向{N}购买{N}", {0: {"buyer"}, 1: {"seller"}, 2: {"target"}}),
        (f"{N}向{N}出售{N}", {0: {"seller"}, 1: {"buyer"}, 2: {"target"}}),
        (f"{N}股东{N}减持", {0: {"target"}, 1: {"seller"}}),
        (f"{N}收购{N}，并出售{N}", {0: {"buyer", "seller"}, 1: {"target"}, 2: {"target"}}),
        (f"{N}完成对{N}的收购", {0: {"buyer"}, 1: {"target"}}),
        (f"{N}：公司拟收购{N}", {0: {"buyer"}, 1: {"target"}}),
        ("今日无交易", {}),
    ],
)
def test_votes(code: str, expected: dict[int, set[str]]) -> None:
    assert _roles(code) == expected
