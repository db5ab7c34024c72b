"""The deal model at work: who buys, who sells, what is bought, for how much, in one sentence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.deals.features import features
from loaders.discourse.sentence import Span

MODEL = Path(__file__).parents[2] / "data" / "models" / "deals.crfsuite"
MODEL_VARIABLE = "TENCENT_KG_DEAL_MODEL"  # a model trained on other sentences, for measuring


@dataclass(frozen=True, slots=True)
class Argument:
    """text[start:end] plays `role` (buyer, target, seller, money, proportion) in a deal; `score` is 0..1."""

    role: str
    start: int
    end: int
    score: float


@lru_cache(maxsize=2)
def _model(path: str) -> Any:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    return tagger


def arguments(text: str, spans: Iterable[Span], offset: int) -> list[Argument]:
    """Arguments of deals in `text`, which begins at `offset` of the document `spans` count in; in order.

    `score` is the least marginal probability among the characters of the span.
    """
    model = _model(os.environ.get(MODEL_VARIABLE) or str(MODEL))
    model.set(features(text, spans, offset))
    labels = model.tag()
    out: list[Argument] = []
    i = 0
    while i < len(labels):
        if labels[i] == "O":
            i += 1
            continue
        role = labels[i][2:]
        j = i + 1
        while j < len(labels) and labels[j] == f"I-{role}":
            j += 1
        score = min(model.marginal(labels[k], k) for k in range(i, j))
        out.append(Argument(role, offset + i, offset + j, round(float(score), 3)))
        i = j
    return out
