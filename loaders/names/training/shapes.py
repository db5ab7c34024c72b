"""Invented names, put together after the patterns of shapes.txt."""

from __future__ import annotations

import random
import re
from typing import Final

from loaders.names.lexicon import sections

PART: Final = re.compile(r"\{([A-Za-z0-9]+)\}")
WEIGHTED: Final = re.compile(r"(.+)\*(\d+)")
RUNS: Final = {"bb": 2, "bbb": 3, "bbbb": 4}  # so many characters of the sort brands are made of
SOUNDS: Final = {"ss": 2, "sss": 3, "ssss": 4}  # and of the sort foreign words are written with


class Shapes:
    """Names by the sections of shapes.txt. Parts that it has no section for: `noun`, `verb` and `word`, ordinary words
    of two characters; `aa`, a character twice; `bbx`, two or three characters; `9`, `99`, `999`, figures; `Latin`,
    `LATIN` and `latin`, words of letters."""

    def __init__(self, random_: random.Random) -> None:
        self._random = random_
        self._options: dict[str, list[str]] = {}
        for name, entries in sections("training/shapes").items():
            self._options[name.rstrip(".")] = (
                list("".join(entries)) if name.endswith(".") else _weighted(entries)
            )
        words = sections("words")
        self.nouns = [w for w in words["noun"] if len(w) == 2]
        self.others = [w for w in (*words["verb"], *words["attribute"]) if len(w) == 2]
        self.verbs = [*(w for w in words["verb"] if len(w) == 2), *sections("business")["verb"]]
        self._options |= {"noun": self.nouns, "verb": self.verbs, "word": self.nouns + self.others}

    def options(self, section: str) -> list[str]:
        """The entries of a section, as often as they weigh."""
        return self._options[section]

    def make(self, section: str) -> str:
        """A name after one of the section's patterns."""
        pattern = self._random.choice(self._options[section])
        return PART.sub(lambda m: self._part(m[1]), pattern).replace("_", " ")

    def name(self, section: str) -> str:
        """As `make`, of two characters at least."""
        made = self.make(section)
        return made if len(made) > 1 else self.name(section)

    def _part(self, name: str) -> str:
        r = self._random
        if name in RUNS or name in SOUNDS:
            letters = self._options["b" if name in RUNS else "s"]
            return "".join(r.choice(letters) for _ in range(RUNS.get(name) or SOUNDS[name]))
        if name == "bbx":
            return self._part(r.choice(("bb", "bb", "bbb")))
        if name == "aa":
            return r.choice(self._options["b"]) * 2
        if name.isdigit():
            return str(r.randint(10 ** (len(name) - 1), 10 ** len(name) - 1))
        if name.lower() == "latin":
            return self._latin(name)
        return self.make(name)

    def _latin(self, how: str) -> str:
        word = "".join(self.make("syllable") for _ in range(self._random.randint(2, 3)))
        if how.isupper():
            return word[: self._random.randint(2, 5)].upper()
        return word.capitalize() if how[0].isupper() else word


def _weighted(entries: tuple[str, ...]) -> list[str]:
    out: list[str] = []
    for entry in entries:
        found = WEIGHTED.fullmatch(entry)
        out += [found[1]] * int(found[2]) if found else [entry]
    return out
