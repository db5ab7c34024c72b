"""A flash read by all models: who buys, who sells, what is bought, for how much.

In a flash nothing else names the parties. So names are found a second time (`chunks`), each mention is judged in the
frames of the sentence's verbs (`mentions`), once with each set of names, and a forest of trees weighs what these and the
character model say (`candidates`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.annotate import Annotated
from loaders.deals import chunks
from loaders.deals.candidates import FIGURES, PARTIES, Candidate, Place, Scene
from loaders.deals.features import features
from loaders.deals.mentions import Seen, finder_names, mentions
from loaders.deals.tagger import ROLES, Argument, folder, sequence_model
from loaders.deals.trees import Forests
from loaders.discourse import alphabet
from loaders.discourse.entities import norm
from loaders.discourse.sentence import Sentence, Span

CHUNKS, MENTIONS, RANK = "chunks.crfsuite", "mentions.crfsuite", "rank.json"
LEAST = 1e-6  # a chance below is none
HOPELESS = 0.03  # a role to which no model gives more is not weighed


@lru_cache(maxsize=4)
def _rank(path: Path) -> tuple[Forests, dict[str, float]]:
    return Forests(path), json.loads(path.read_text(encoding="utf-8"))["least"]


class Chunked:
    """The chunk model's names in one text, and how likely it finds others."""

    def __init__(self, plain: str, spans: Sequence[Span], model: Any) -> None:
        model.set(chunks.features(plain, spans))
        figures = [
            (span.start, span.end)
            for span in spans
            if span.letter in alphabet.FIGURE_LETTERS or span.letter == alphabet.DATE
        ]
        found = chunks.spans(model.tag())
        self.places = [p for p in found if not any(a < p[1] and p[0] < b for a, b in figures)]
        self._size = len(plain)
        known = set(model.labels())
        self._chance = {
            label: [model.marginal(label, i) if label in known else 0.0 for i in range(len(plain))]
            for label in "BIEO"
        }

    def borders(self, place: Place) -> tuple[float, ...]:
        """How likely a name begins and ends so: the product, then its parts and what is around."""
        start, end = place
        begin, inner, last, none = (self._chance[label] for label in "BIEO")
        inside = min(inner[start + 1 : end - 1], default=1.0)
        return (
            begin[start] * last[end - 1] * inside, begin[start], last[end - 1], inside, max(none[start:end]),
            none[start - 1] if start else 1.0, none[end] if end < self._size else 1.0,
        )  # fmt: skip


class Tagged:
    """What the character model gives each role at places of one sentence; of use until the model is set anew."""

    def __init__(self, text: str, spans: Iterable[Span], offset: int, model: Any) -> None:
        model.set(features(text, spans, offset))
        self._model = model
        self._offset, self._size = offset, len(text)
        self._labels = frozenset(model.labels())
        self._kept: dict[tuple[str, int], float] = {}

    def chances(self, place: Place, roles: Sequence[str]) -> tuple[float, ...]:
        """The chance that exactly this place plays each of `roles`."""
        return tuple(self._whole(place[0] - self._offset, place[1] - self._offset, role) for role in roles)

    def _at(self, label: str, index: int) -> float:
        key = (label, index)
        found = self._kept.get(key)
        if found is None:
            found = self._model.marginal(label, index) if label in self._labels else 0.0
            self._kept[key] = found
        return found

    def _whole(self, start: int, end: int, role: str) -> float:
        going_on = "I-" + role
        chance = last = self._at("B-" + role, start)
        for i in range(start + 1, end):
            if chance < LEAST:
                return 0.0
            now = self._at(going_on, i)
            chance *= min(1.0, now / max(last, LEAST))
            last = max(now, LEAST)
        if end < self._size:
            chance *= 1 - min(1.0, self._at(going_on, end) / max(last, LEAST))
        return chance


@dataclass(slots=True)
class Stack:
    """The models of a flash; `rank` and `least` are absent while they are being trained."""

    roles: Any
    chunks: Any
    mentions: Any
    rank: Forests | None = None
    least: dict[str, float] = field(default_factory=dict)

    @classmethod
    def shipped(cls) -> Stack:
        """The models of the package (or of the folder that the environment names)."""
        where = folder()
        forests, least = _rank(where / RANK)
        roles, found, judged = (sequence_model(where / name) for name in (ROLES, CHUNKS, MENTIONS))
        return cls(roles, found, judged, forests, least)


class Flash:
    """One short document, read with a stack of models."""

    def __init__(self, annotated: Annotated, stack: Stack) -> None:
        self._annotated = annotated
        self.stack = stack
        self._chunked = Chunked(annotated.plain, annotated.spans, stack.chunks)
        self._finder = finder_names(annotated.spans)
        self._keys = {
            norm(annotated.plain[a:b]): annotated.entities.key(Span(a, b, "")) for a, b in self._finder
        }

    def views(self, sentence: Sentence) -> list[list[Seen]]:
        """The mentions of `sentence`, with the chunk model's names first and with the finder's first."""
        plain = self._annotated.plain
        places, finder = self._chunked.places, self._finder
        return [
            mentions(sentence, plain, chunks.together(first, second))
            for first, second in ((places, finder), (finder, places))
        ]

    def scene(self, sentence: Sentence) -> Scene:
        """The candidates of `sentence`, with what every model says of them."""
        annotated = self._annotated
        looks = []
        for seen in self.views(sentence):
            chances = self._judged(seen)
            looks.append(list(zip(seen, chances, strict=True)))
        alias = {
            self._key((s.start, s.end)): self._key(s.host)
            for look in looks
            for s, _ in look
            if s.host is not None
        }
        candidates: dict[tuple[str, str], Candidate] = {}
        for number, look in enumerate(looks):
            for seen_one, chance in look:
                place = (seen_one.start, seen_one.end)
                key = self._key(place)
                key = alias.get(key, key)
                candidate = candidates.setdefault(
                    (seen_one.kind, key), Candidate(seen_one.kind, frozenset(), [{} for _ in looks])
                )
                candidate.views[number][place] = chance
        found = list(candidates.values())
        for candidate in found:
            candidate.settle()
            candidate.forms = frozenset(annotated.text[a:b] for a, b in candidate.places)
        spans = [s for s in annotated.spans if sentence.start <= s.start and s.end <= sentence.end]
        tagged = Tagged(
            annotated.plain[sentence.start : sentence.end], spans, sentence.start, self.stack.roles
        )
        names = {(s.start, s.end): s for s in spans if s.letter in alphabet.NAME_LETTERS}
        return Scene(
            annotated.plain,
            sentence.start,
            sentence.end,
            found,
            sure={place: span.payload.score for place, span in names.items()},
            letters={place: span.letter for place, span in names.items()},
            chunk={p: self._chunked.borders(p) for c in found if c.kind == "N" for p in c.places},
            tagged={p: tagged.chances(p, c.roles) for c in found for p in c.places},
        )

    def _key(self, place: Place) -> str:
        form = norm(self._annotated.plain[place[0] : place[1]])
        return self._keys.get(form, form)

    def _judged(self, seen: Sequence[Seen]) -> list[tuple[float, ...]]:
        model = self.stack.mentions
        if not seen:
            return []
        model.set([one.features for one in seen])
        labels = [(label, frozenset(label.split("+"))) for label in model.labels() if label != "O"]
        out = []
        for i, one in enumerate(seen):
            roles = PARTIES if one.kind == "N" else FIGURES
            marginals = [(parts, model.marginal(label, i)) for label, parts in labels]
            out.append(tuple(sum(chance for parts, chance in marginals if role in parts) for role in roles))
        return out

    def arguments(self, sentence: Sentence) -> list[Argument]:
        """The arguments of the deals in `sentence`, in order; of two that overlap in one role the likelier."""
        rank = self.stack.rank
        if rank is None:
            return []
        scene = self.scene(sentence)
        likely = []
        for candidate, row in zip(scene.candidates, scene.rows(), strict=True):
            for role in candidate.roles:
                if role == ("money" if candidate.kind == "P" else "proportion"):
                    continue
                if scene.hope(candidate, role) < HOPELESS:
                    continue
                chance = rank.chance(role, row)
                if chance >= self.stack.least[role]:
                    likely.append((chance, role, candidate))
        likely.sort(key=lambda item: (-item[0], item[1], item[2].best))
        out: list[Argument] = []
        kept: list[tuple[str, Candidate]] = []
        for chance, role, candidate in likely:
            if any(role == other and candidate.touches(one) for other, one in kept):
                continue
            kept.append((role, candidate))
            start, end = candidate.best
            aliases = tuple(sorted(candidate.forms - {self._annotated.text[start:end]}))
            out.append(Argument(role, start, end, round(chance, 3), aliases))
        return sorted(out, key=lambda a: (a.start, a.end, a.role))
