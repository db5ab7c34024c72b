"""Boosted trees: a forest of small decision trees whose leaves add up to the log-odds of a yes."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

# A tree is its inner nodes, [feature, threshold, left, right] each: left where the feature is at most the threshold.
# A child that is not negative is a node, a negative one the leaf -1 - child of the tree's leaves.
Tree = tuple[list[tuple[int, float, int, int]], list[float]]


class Forests:
    """Forests by name, as `save` writes them."""

    def __init__(self, path: Path) -> None:
        self._forests: dict[str, list[Tree]] = {
            name: [([(n[0], n[1], n[2], n[3]) for n in nodes], leaves) for nodes, leaves in trees]
            for name, trees in json.loads(path.read_text(encoding="utf-8"))["forests"].items()
        }

    def chance(self, name: str, row: Sequence[float]) -> float:
        """What the forest `name` gives the features `row`, from 0 to 1."""
        total = 0.0
        for nodes, leaves in self._forests[name]:
            at = 0
            while at >= 0:
                feature, threshold, left, right = nodes[at]
                at = left if row[feature] <= threshold else right
            total += leaves[-1 - at]
        return 1 / (1 + math.exp(-total))
