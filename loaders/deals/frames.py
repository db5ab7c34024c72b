"""What the deal verbs of a sentence say of the names around them.

A verb's names are told apart by what stands beside them: the preposition before, 持有 or 股东 behind. What comes out
are votes, which the model weighs with everything else; they need not agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from loaders.deals.words import (
    BUYS,
    DESCRIBING,
    HELD,
    HOW_HELD,
    NOUN_AFTER,
    NOUN_BEFORE,
    OWNER_FIRST,
    OWNERS,
    PREPOSITIONS,
    PRONOUNS,
    REPAY,
    SELLS,
    SHAREHOLDERS,
    SHARES,
    Token,
    lists,
)

REACH: Final = 3  # words that may stand between a preposition and its name
TO: Final = frozenset("给 予 至 到 向 转给".split())  # noqa: SIM905
Vote = tuple[
    str, str
]  # role, and how it was found: d verb, n noun; c carried on, h held, o owner, 2 second, …
GETS: Final = frozenset(BUYS)
PARTS: Final = frozenset(SELLS)


@dataclass(slots=True)
class Unit:
    """A list of names, a pronoun, a verb or a word. `kind`: N names, A pronoun, B gets, S parts with, R buys back, …"""

    kind: str
    text: str
    names: list[int] = field(default_factory=list)


def _units(words: Sequence[Token]) -> list[Unit]:
    spans = lists(list(words))
    out: list[Unit] = []
    i = 0
    while i < len(words):
        word = words[i]
        if word.kind == "N":
            first, end, last = spans[i]
            out.append(Unit("N", "", list(range(first, last + 1, 2))))
            i = end + 1
            continue
        kind = "w"
        if word.text in GETS:
            kind = "B"
        elif word.text in PARTS:
            kind = "S"
        elif word.text == REPAY:
            kind = "R"
        elif word.kind == "A" or word.text in PRONOUNS:
            kind = "A"
        elif word.kind == "p":
            kind = "p"
        elif word.kind not in "wT":
            kind = "f"
        out.append(Unit(kind, word.text))
        i += 1
    return out


@dataclass(slots=True)
class _Frame:
    """Who stands where around one verb."""

    agent: list[int] | None = None
    by: list[int] | None = None
    about: list[int] | None = None
    moved: list[list[int]] = field(default_factory=list)
    beside: list[tuple[str, list[int]]] = field(default_factory=list)
    holders: list[list[int]] = field(default_factory=list)
    owned: list[list[int]] = field(default_factory=list)
    receivers: list[list[int]] = field(default_factory=list)
    after: list[tuple[list[int], bool]] = field(default_factory=list)


class _Reader:
    def __init__(self, words: Sequence[Token], announcer: int | None) -> None:
        self._units = _units(words)
        self._announcer = None if announcer is None else [announcer]
        self._carried: list[int] | None = None
        self.votes: dict[int, set[Vote]] = {}

    def read(self) -> None:
        start = 0
        ends = [i for i, unit in enumerate(self._units) if unit.kind == "p"]
        for end in [*ends, len(self._units)]:
            self._clause(start, end)
            start = end + 1

    def _clause(self, start: int, end: int) -> None:
        units = self._units
        verbs = [i for i in range(start, end) if units[i].kind in "BSR"]
        for number, verb in enumerate(verbs):
            low = verbs[number - 1] + 1 if number else start
            high = verbs[number + 1] if number + 1 < len(verbs) else end
            frame = _Frame()
            self._left(frame, low, verb)
            self._right(frame, verb, high, end)
            self._vote(frame, verb, self._is_noun(low, verb, end))
        first = next((units[i].names for i in range(start, end) if units[i].kind == "N"), None)
        if first is not None and (not verbs or self._carried is None):
            self._carried = first

    def _is_noun(self, low: int, verb: int, end: int) -> bool:
        units = self._units
        behind = units[verb + 1].text if verb + 1 < end else ""
        return (verb > low and units[verb - 1].text in NOUN_BEFORE) or (
            behind in NOUN_AFTER and not (behind in SHARES and units[verb].kind == "S")
        )

    def _who(self, index: int) -> list[int] | None:
        unit = self._units[index]
        if unit.kind == "N":
            return unit.names
        stands_for = PRONOUNS.get(unit.text)
        if stands_for == "announcer":
            return self._announcer
        if stands_for == "last":
            return next(
                (self._units[i].names for i in range(index - 1, -1, -1) if self._units[i].kind == "N"), None
            )
        return None

    def _behind(self, index: int, end: int) -> list[str]:
        return [unit.text for unit in self._units[index + 1 : min(index + 4, end)]]

    def _left(self, frame: _Frame, low: int, verb: int) -> None:
        before: str | None = None
        since = REACH + 1
        for i in range(low, verb):
            unit = self._units[i]
            if unit.text in PREPOSITIONS:
                before, since = PREPOSITIONS[unit.text], 0
            elif unit.kind in "NA":
                names = self._who(i)
                preposition = before if since <= REACH else None
                if names:
                    self._place(frame, names, preposition, before, self._behind(i, verb))
                if preposition != "moved":
                    before, since = None, REACH + 1
            if unit.kind == "w" and unit.text not in PREPOSITIONS and unit.text not in DESCRIBING:
                since += 1

    @staticmethod
    def _place(
        frame: _Frame, names: list[int], preposition: str | None, before: str | None, behind: list[str]
    ) -> None:
        holds = _holds(behind)
        if _owns(behind) or (
            behind and behind[0] in OWNER_FIRST and any(text in SHAREHOLDERS for text in behind)
        ):
            frame.owned.append(names)
        elif preposition in ("towards", "source", "receiver", "with"):
            frame.beside.append((preposition, names))
        elif preposition == "agent":
            frame.by = names
        elif preposition == "about":
            frame.about = names
        elif preposition == "moved":
            (frame.holders if holds else frame.moved).append(names)
        elif preposition == "aside":
            pass
        elif holds and frame.agent is not None:
            frame.holders.append(names)
        elif before == "moved":
            frame.moved.append(names)
        elif frame.agent is None or preposition is None:
            frame.agent = names

    def _right(self, frame: _Frame, verb: int, high: int, end: int) -> None:
        receives, since = False, 0
        for i in range(verb + 1, high):
            unit = self._units[i]
            if unit.text in TO:
                receives, since = True, 0
            elif unit.kind in "NA":
                names = self._who(i)
                behind = self._behind(i, end)
                if names:
                    if receives and since <= REACH:
                        frame.receivers.append(names)
                    elif _holds(behind):
                        frame.holders.append(names)
                    elif _owns(behind):
                        frame.owned.append(names)
                    else:
                        frame.after.append((names, unit.kind == "A"))
                receives = False
            elif unit.kind == "w":
                since += 1

    def _vote(self, frame: _Frame, verb: int, noun: bool) -> None:
        gets = self._units[verb].kind in "BR"
        how = "n" if noun else "d"
        agent, carried = frame.by or frame.agent, ""
        if agent is None and not noun and self._carried is not None:
            agent, carried = self._carried, "c"
        if agent:
            self._add(agent, "buyer" if gets else "seller", how + carried)
        if frame.by and frame.agent:
            self._add(frame.agent, "target", how)
        if frame.about:
            self._add(frame.about, "target", how)
        for preposition, names in frame.beside:
            if gets:
                role = "seller" if preposition in ("towards", "source") else "with"
            else:
                role = "buyer" if preposition in ("towards", "receiver") else "with"
            self._add(names, role, how)
        self._all(frame.holders, "seller", how + ("" if gets else "h"))
        self._all(frame.owned, "owner" if gets else "target", how + ("" if gets else "o"))
        self._all(frame.moved, "target", how)
        for number, (names, pronoun) in enumerate(frame.after):
            self._add(names, "target", how + ("2" if number else "") + ("p" if pronoun else ""))
        self._all(frame.receivers, "receiver" if gets else "buyer", how)
        if self._units[verb].kind == "R" and agent and not frame.after:
            self._add(agent, "target", how + "r")
        if agent and not noun:
            self._carried = agent

    def _all(self, groups: Iterable[list[int]], role: str, how: str) -> None:
        for names in groups:
            self._add(names, role, how)

    def _add(self, names: list[int], role: str, how: str) -> None:
        for name in names:
            self.votes.setdefault(name, set()).add((role, how))


def _holds(behind: list[str]) -> bool:
    return bool(behind) and (
        behind[0] in HELD or (behind[0] in HOW_HELD and len(behind) > 1 and behind[1] in HELD)
    )


def _owns(behind: list[str]) -> bool:
    return bool(behind) and behind[0] in OWNERS


def votes(words: Sequence[Token], announcer: int | None) -> dict[int, set[Vote]]:
    """The votes on each name, by its index in `words`; 公司 stands for the `announcer`."""
    reader = _Reader(words, announcer)
    reader.read()
    return reader.votes
