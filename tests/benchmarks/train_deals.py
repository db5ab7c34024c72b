"""Train the deal model: `python -m tests.benchmarks.train_deals TRAIN.jsonl [MORE.jsonl …] --out data/models/deals.crfsuite`.

Input: FewFC sentences, {"id", "text", "arguments": [[role, text], …]} a line (CC BY-SA 4.0). Deterministic: L-BFGS on
a fixed order.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import pycrfsuite

from graph.register import load_register
from loaders.annotate import Annotated
from loaders.deals.features import features
from loaders.document import Document
from loaders.names import NameFinder

ROLES = ("buyer", "target", "seller", "money", "proportion")


def labels(text: str, arguments: list[list[str]]) -> list[str]:
    """BIO labels: the longest arguments first, each at all its places."""
    out = ["O"] * len(text)
    for role, form in sorted(arguments, key=lambda a: (-len(a[1]), a[0])):
        for match in re.finditer(re.escape(form), text):
            low, high = match.span()
            if all(label == "O" for label in out[low:high]):
                out[low] = f"B-{role}"
                out[low + 1 : high] = [f"I-{role}"] * (high - low - 1)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--iterations", type=int, default=90)
    options = parser.parse_args()
    known = load_register().known_names()
    finder = NameFinder(known)
    trainer = pycrfsuite.Trainer(verbose=False, algorithm="lbfgs")
    trainer.set_params({"c1": 0.15, "c2": 0.02, "max_iterations": options.iterations, "feature.minfreq": 2})
    for file in options.files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            annotated = Annotated(Document("t", row["text"], "t"), finder, known)
            trainer.append(features(annotated.plain, annotated.spans), labels(row["text"], row["arguments"]))
    trainer.train(str(options.out))
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
