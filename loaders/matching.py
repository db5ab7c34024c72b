"""Which patterns match a sentence, and which of them is read at each trigger."""

from __future__ import annotations

import re
from dataclasses import dataclass

import ahocorasick_rs

from loaders.discourse.sentence import Sentence
from loaders.patterns.language import Library, Pattern
from loaders.patterns.template import Template


@dataclass(frozen=True, slots=True)
class Hit:
    """One template that matched one sentence."""

    pattern: Pattern
    template: Template
    match: re.Match[str]

    @property
    def trigger(self) -> tuple[int, int]:
        return self.match.span("trigger")


class Matcher:
    """Matches the patterns of a library; a sentence without any trigger costs one scan."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._words = sorted(library.by_trigger)
        self._machine = ahocorasick_rs.AhoCorasick(
            self._words, implementation=ahocorasick_rs.Implementation.DFA
        )

    def choices(self, sentence: Sentence) -> list[list[Hit]]:
        """For each trigger of a group, in text order: the match of highest priority, then the fallbacks there."""
        code = sentence.code
        found = {self._words[m[0]] for m in self._machine.find_matches_as_indexes(code, overlapping=True)}
        if not found:
            return []
        hits = [hit for pattern in self._library.candidates(found) for hit in _matches(pattern, sentence)]
        hits.sort(key=lambda h: (-h.pattern.spec.priority, h.trigger[0] - h.trigger[1], h.pattern.order))
        taken: dict[str, list[list[Hit]]] = {}
        for hit in hits:
            low, high = hit.trigger
            choices = taken.setdefault(hit.pattern.spec.group, [])
            rival = next(
                (
                    c
                    for c in choices
                    if low < c[0].trigger[1] and c[0].trigger[0] < high and not _apart(c[0], hit)
                ),
                None,
            )
            if rival is None:
                choices.append([hit])
            elif hit.pattern.spec.fallback:
                rival.append(hit)
        kept = [choice for choices in taken.values() for choice in choices]
        kept.sort(key=lambda c: (c[0].trigger[0], c[0].pattern.order))
        return kept


def _apart(one: Hit, other: Hit) -> bool:
    """Whether two matches of one pattern share only a verb that both look ahead to: A和B、C和D合并."""
    return one.pattern is other.pattern and (
        one.match.end() <= other.match.start() or other.match.end() <= one.match.start()
    )


def _matches(pattern: Pattern, sentence: Sentence) -> list[Hit]:
    out = []
    for template in pattern.templates:
        for match in template.regex.finditer(sentence.code):
            if pattern.unless_before is not None:
                low = sentence.bounds(match.start())[0]
                if pattern.unless_before.search(sentence.code[low : match.start()]):
                    continue
            if pattern.unless_after is not None and pattern.unless_after.match(sentence.code, match.end()):
                continue
            out.append(Hit(pattern, template, match))
    return out
