"""Which patterns match a sentence, and which of them is read at each trigger."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from loaders.discourse.sentence import Sentence
from loaders.patterns.language import Library, Pattern
from loaders.patterns.template import Template


@lru_cache(maxsize=4)
def _machine(library: Library) -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
    words = sorted(library.by_trigger)
    return words, ahocorasick_rs.AhoCorasick(
        words, implementation=ahocorasick_rs.Implementation.ContiguousNFA
    )


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
    """Matches the patterns of a library on one text, which is scanned once for all triggers."""

    def __init__(self, library: Library, plain: str) -> None:
        self._library = library
        words, machine = _machine(library)
        found = machine.find_matches_as_indexes(plain, overlapping=True)
        found.sort(key=lambda match: match[1])
        self._starts = [match[1] for match in found]
        self._found = [words[match[0]] for match in found]

    def choices(self, sentence: Sentence) -> list[list[Hit]]:
        """For each trigger of a group, in text order: the match of highest priority, then the fallbacks there."""
        low, high = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        found = set(self._found[low:high])
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
        if not template.can_match(sentence.code):
            continue
        for match in template.regex.finditer(sentence.code):
            if pattern.unless_before is not None:
                low = sentence.bounds(match.start())[0]
                if pattern.unless_before.search(sentence.code[low : match.start()]):
                    continue
            if pattern.unless_after is not None and pattern.unless_after.match(sentence.code, match.end()):
                continue
            out.append(Hit(pattern, template, match))
    return out
