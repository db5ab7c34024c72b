"""The arguments of deals, and the model that labels the characters of a sentence with them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.deals.features import features
from loaders.discourse.sentence import Span

MODELS = Path(__file__).parents[2] / "data" / "models" / "deals"
MODELS_VARIABLE = "TENCENT_KG_DEAL_MODELS"  # a folder of models trained on other sentences, for measuring
ROLES = "roles.crfsuite"


@dataclass(frozen=True, slots=True)
class Argument:
    """text[start:end] plays `role` (buyer, target, seller, money, proportion) in a deal; `score` is 0..1.

    `aliases` are further forms that the sentence prints for the same party.
    """

    role: str
    start: int
    end: int
    score: float
    aliases: tuple[str, ...] = ()


def folder() -> Path:
    """Where the models are."""
    return Path(os.environ.get(MODELS_VARIABLE) or MODELS)


@lru_cache(maxsize=16)
def sequence_model(path: Path) -> Any:
    """A CRFsuite model, opened."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def arguments(text: str, spans: Iterable[Span], offset: int) -> list[Argument]:
    """Arguments of deals in `text`, which begins at `offset` of the document `spans` count in; in order.

    `score` is the least marginal probability among the characters of the span.
    """
    model = sequence_model(folder() / ROLES)
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
