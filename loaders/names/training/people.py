"""Weights of the model that tells people from organisations, from labelled sentences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import Final

from loaders.names.people import candidate, person_features

PERSON_KINDS: Final = frozenset({"PER", "N"})
ROUNDS: Final = 30
STEP: Final = 0.15
DECAY: Final = 1e-4
LEAST: Final = 3


def person_weights(data: Iterable[tuple[str, list[tuple[int, int, str]]]]) -> dict[str, int]:
    """Weights in thousandths by feature, '' for the bias: logistic regression by averaged gradient descent, in order."""
    rows: list[tuple[list[str], int]] = []
    for text, spans in data:
        for start, end, kind in spans:
            if candidate(text[start:end]):
                rows.append((person_features(text, start, end), int(kind in PERSON_KINDS)))
    counts = Counter(feature for features, _ in rows for feature in features)
    rows = [(["", *(f for f in features if counts[f] >= LEAST)], y) for features, y in rows]
    weights: dict[str, float] = {}
    total: dict[str, float] = {}
    for number in range(ROUNDS):
        rate = STEP / (1 + number / 5)
        for features, y in rows:
            score = sum(weights.get(f, 0.0) for f in features)
            error = y - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
            for f in features:
                weights[f] = weights.get(f, 0.0) * (1 - DECAY) + rate * error
        for f, w in weights.items():
            total[f] = total.get(f, 0.0) + w
    return {f: round(w / ROUNDS * 1000) for f, w in sorted(total.items()) if abs(w / ROUNDS) >= 0.05}
