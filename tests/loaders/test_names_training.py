"""What the tagger is trained from: sentences and prose whose slots are filled the same way in every run."""

from __future__ import annotations

from itertools import islice

from loaders.names.training.invent import TEMPLATES, Inventor, invented
from loaders.names.training.train import mean


def test_the_same_seed_fills_the_same_names() -> None:
    assert list(islice(invented(1, seed=3), 400)) == list(islice(invented(1, seed=3), 400))
    assert list(islice(invented(1, seed=3), 400)) != list(islice(invented(1, seed=4), 400))


def test_spans_are_those_of_the_names() -> None:
    for given in (0.0, 1.0):
        text, spans = Inventor(5, given).sentence("{N}把{P}卖给了{C}，{F}没有跟。")
        assert [kind for _, _, kind in spans] == ["N", "P", "C", "F"]
        outside = "".join(
            text[low:high]
            for low, high in zip(
                [0, *(e for _, e, _ in spans)], [*(s for s, _, _ in spans), len(text)], strict=True
            )
        )
        assert outside == "把卖给了，没有跟。"


def test_prose_comes_a_third_as_often_and_only_where_it_is_asked_for() -> None:
    counts = [
        sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
        for path in TEMPLATES
    ]
    assert sum(1 for _ in invented(4)) == 4 * counts[0] + 2 * counts[1]
    assert sum(1 for _ in invented(4, prose=False)) == 4 * counts[0]


def test_the_mean_of_two_models() -> None:
    one = {"weights": {"a": [2, 4], "b": [1, -1]}, "transitions": {"OO": 3}, "people": {"x": 2}}
    two = {"weights": {"a": [4, 0], "c": [8, 0]}, "transitions": {"OO": -3}, "people": {"x": -2, "y": 4}}
    assert mean(one, two) == {
        "weights": {"a": [3, 2], "c": [4, 0]},
        "transitions": {"OO": 0},
        "people": {"y": 2},
    }
