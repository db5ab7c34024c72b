"""The word lists of this folder, read once: which class each word has, and one automaton over all of them.

A list is a text file: `#` starts a comment, `[section]` opens a section, entries are separated by white space.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import ahocorasick_rs

# (file, section, class); a later line wins over an earlier one for the same word. The classes:
# N noun, V verb, A describing word, M counting word, T time, R place, H class noun, S what ends an organisation's
# name, K both of these, P title, B verb that borders names, F grammar, O 的, C what joins names, X exchange.
CLASSES: Final[tuple[tuple[str, str, str], ...]] = (
    ("words", "noun", "N"),
    ("words", "quantity", "M"),
    ("words", "time", "T"),
    ("words", "verb", "V"),
    ("words", "attribute", "A"),
    ("words", "grammar", "F"),
    ("business", "noun", "N"),
    ("business", "verb", "V"),
    ("regions", "region", "R"),
    ("suffixes", "strong", "S"),
    ("suffixes", "weak", "S"),
    ("suffixes", "legal", "S"),
    ("suffixes", "product", "S"),
    ("suffixes", "unit", "S"),
    ("heads", "Company", "H"),
    ("heads", "Product", "H"),
    ("heads", "BusinessUnit", "H"),
    ("function", "attribute", "A"),
    ("function", "function", "F"),
    ("titles", "office", "P"),
    ("titles", "speech", "B"),
    ("verbs", "object", "B"),
    ("verbs", "subject", "B"),
    ("exchanges", "Exchange", "X"),
    ("exchanges", "board", "X"),
    ("function", "de", "O"),
    ("function", "and", "C"),
)

FOLDER: Final = Path(__file__).parent


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Entries of `<name>.txt` by section, in the order of the file."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    out: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            current = out.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            current.extend(line.split())
    return {section: tuple(entries) for section, entries in out.items()}


@cache
def entries(name: str, *wanted: str) -> frozenset[str]:
    """Entries of the named sections of `<name>.txt`; of all where none is named."""
    found = sections(name)
    return frozenset(entry for section in wanted or tuple(found) for entry in found[section])


@cache
def classes() -> dict[str, str]:
    """Class of each Chinese word that any list holds."""
    out: dict[str, str] = {}
    for name, section, letter in CLASSES:
        for entry in sections(name)[section]:
            if letter == "S" and len(entry) == 1:
                continue
            out[entry] = "K" if letter == "H" and out.get(entry) in ("S", "K") else letter
    return out


@cache
def automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    """Leftmost-longest matcher over all words, and for each pattern its class as it is written in a shadow."""
    words = classes()
    machine = ahocorasick_rs.AhoCorasick(
        list(words),
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    )
    shades = tuple(letter + letter.lower() * (len(word) - 1) for word, letter in words.items())
    return machine, shades
