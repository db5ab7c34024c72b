"""Who and what may take part in a deal of one sentence, and what is known of each: the last model's view.

A candidate is what the text prints for one party (or one figure) of the sentence, with all its mentions. The models
before have each given it chances; here these stand beside those of its rivals, and beside its surroundings.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from loaders.deals.words import KIND, VERB
from loaders.discourse import alphabet

PARTIES: Final = ("buyer", "target", "seller")
FIGURES: Final = ("money", "proportion")
Place = tuple[int, int]
VERBS: Final = "bsivrho"
PAUSE: Final = re.compile("[,，。;；]")
BEFORE: Final = "^，。、：和与及（(的向将把被由从对以购持让资售在司"
BEHIND: Final = "$，。、：和与及）)（(的持所将拟向公以在旗控被"
SUFFIXES: Final = (
    "公司",
    "集团",
    "股份",
    "科技",
    "银行",
    "证券",
    "基金",
    "投资",
    "控股",
    "资本",
    "合伙)",
    "合伙）",
)
JOINED: Final = frozenset("、和与及")
PARTY_BEHIND: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\d.]+%", ".{0,3}[(（]", "(?:所|合计|分别|共同)?(?:持有|持)", r"的?(?:全部|部分|合计)?[\d.]*%?的?(?:股权|股份|股票)",
        ".{0,16}(?:公告|公布|披露|发布)",
    )
)  # fmt: skip
PARTY_BEFORE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        "(?:股东|董事|高管|实控人|实际控制人|总经理)[^,，。]{0,2}$",
        "(?:子公司|旗下|关联方|附属公司)$",
    )
)
FIGURE_BEHIND: Final = tuple(
    re.compile(pattern) for pattern in ("的?(?:股权|股份|股票)", "[/每]", "左右|以上")
)
FIGURE_BEFORE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        "占[^,，。]{0,12}$", "(?:不超过|不低于|约|近|超)[^,，。]{0,8}$",
        "(?:增长|下降|上涨|下跌|涨|跌|降|同比|环比|净利|营收|收入|市值|估值)[^,，。]{0,6}$",
    )
)  # fmt: skip
CUES: Final = (
    "以", "作价", "价格", "对价", "金额", "总额", "套现", "斥资", "出资", "耗资", "持有", "合计", "总股本", "其", "购", "让", "减持", "增持",
    "余额", "资金", "质押", "注册资本", "比例",
)  # fmt: skip
FAR: Final = 99.0


@dataclass(slots=True)
class Candidate:
    """One party or figure. `kind`: N, M (money) or P (percent); `forms` are what the text prints for it.

    `views` holds, for each way the sentence was looked at, the chances of each role at each mention.
    """

    kind: str
    forms: frozenset[str]
    views: list[dict[Place, tuple[float, ...]]]
    best: Place = (0, 0)
    places: list[Place] = field(default_factory=list)
    chances: tuple[float, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return PARTIES if self.kind == "N" else FIGURES

    def settle(self) -> None:
        """Set `places`, `best` and `chances` (the mean over the views of the best of each) by `views`."""
        self.places = sorted({place for view in self.views for place in view})
        total = {place: sum(sum(view.get(place, ())) for view in self.views) for place in self.places}
        self.best = max(self.places, key=lambda place: (total[place], -place[0]))
        tops = [_top(list(view.values()), len(self.roles)) for view in self.views]
        self.chances = tuple(sum(column) / len(tops) for column in zip(*tops, strict=True))

    def touches(self, other: Candidate) -> bool:
        return any(a < d and c < b for a, b in self.places for c, d in other.places)


def _top(rows: Sequence[tuple[float, ...]], size: int) -> tuple[float, ...]:
    return tuple(max(column) for column in zip(*rows, strict=True)) if rows else (0.0,) * size


@dataclass(slots=True)
class Scene:
    """A sentence, plain[start:end], its candidates, and what is known of places in it."""

    plain: str
    start: int
    end: int
    candidates: Sequence[Candidate]
    sure: Mapping[Place, float]  # how sure the finder is of a name
    letters: Mapping[Place, str]  # its letter
    chunk: Mapping[Place, tuple[float, ...]]  # how likely the chunk model finds these borders
    tagged: Mapping[Place, tuple[float, ...]]  # chances of the roles by the character model

    def rows(self) -> list[list[float]]:
        """The features of each candidate, in order; parties and figures have features of their own."""
        self._read_verbs()
        parties = [c for c in self.candidates if c.kind == "N"]
        figures = [c for c in self.candidates if c.kind != "N"]
        return [
            self._party(c, parties, figures) if c.kind == "N" else self._figure(c, parties, figures)
            for c in self.candidates
        ]

    def hope(self, candidate: Candidate, role: str) -> float:
        """The most that any model gives the candidate in `role`."""
        at = candidate.roles.index(role)
        views = [chances[at] for view in candidate.views for chances in view.values()]
        return max([*views, *(self.tagged[place][at] for place in candidate.places)])

    _verbs: list[tuple[int, int, str]] = field(default_factory=list)
    _counts: list[float] = field(default_factory=list)

    def _read_verbs(self) -> None:
        self._verbs = [
            (m.start(), m.end(), KIND[m[0]]) for m in VERB.finditer(self.plain, self.start, self.end)
        ]
        kinds = [kind for _, _, kind in self._verbs]
        self._counts = [float(kinds.count(kind)) for kind in VERBS]

    def _seen(self, candidate: Candidate) -> list[float]:
        row: list[float] = []
        size = len(candidate.roles)
        for view in candidate.views:
            found = list(view.values())
            row += _top(found, size)
            row += [sum(column) for column in zip(*found, strict=True)] if found else [0.0] * size
            row.append(len(found))
        row += candidate.chances
        tagged = [tuple(self.tagged.get(place, (0.0,) * size)) for place in candidate.places]
        row += _top(tagged, size)
        row += [sum(column) for column in zip(*tagged, strict=True)]
        return row

    def _near(self, place: Place) -> list[float]:
        start, end = place
        left = [verb for verb in self._verbs if verb[1] <= start]
        right = [verb for verb in self._verbs if verb[0] >= end]
        row: list[float] = [
            VERBS.index(left[-1][2]) if left else -1.0,
            VERBS.index(right[0][2]) if right else -1.0,
            start - left[-1][1] if left else FAR,
            right[0][0] - end if right else FAR,
            len(PAUSE.findall(self.plain, left[-1][1], start)) if left else 9.0,
            len(PAUSE.findall(self.plain, end, right[0][0])) if right else 9.0,
        ]
        for kind in VERBS[:5]:
            row.append(next((start - verb[1] for verb in reversed(left) if verb[2] == kind), FAR))
            row.append(next((verb[0] - end for verb in right if verb[2] == kind), FAR))
        return row

    def _size(self, place: Place) -> list[float]:
        start, end = place
        length = self.end - self.start
        return [end - start, start - self.start, self.end - end, (start - self.start) / length, length]

    def _party(
        self, mine: Candidate, parties: Sequence[Candidate], figures: Sequence[Candidate]
    ) -> list[float]:
        plain, (start, end) = self.plain, mine.best
        row = self._seen(mine)
        row += [sum(mine.chances), len(mine.places), len(mine.forms)]
        for view in mine.views:
            row += view.get(mine.places[0], (0.0, 0.0, 0.0))
        row.append(max(self.sure.get(place, 0.0) for place in mine.places))
        borders = [self.chunk[place] for place in mine.places]
        row += max(borders)
        rivals = [c for c in parties if c is not mine and c.touches(mine)]
        rival = max((sum(c.chances) for c in rivals), default=0.0)
        row += [rival, sum(mine.chances) / (rival + sum(mine.chances) + 1e-6), len(rivals)]
        row.append(max((c.best[1] - c.best[0] - (end - start) for c in rivals), default=0))
        row += _top([c.chances for c in rivals], 3)
        others = [c for c in parties if c is not mine and c not in rivals]
        for role in range(3):
            chances = sorted((c.chances[role] for c in others), reverse=True)
            row += [
                *[*chances, 0.0, 0.0][:2], sum(chance > mine.chances[role] for chance in chances), sum(chances),
            ]  # fmt: skip
        beside = [c.chances for c in others if self._joined(mine, c)]
        row += _top(beside, 3) if beside else (-1.0, -1.0, -1.0)
        likely = [c for c in others if sum(c.chances) > 0.25]
        left = max((c for c in likely if c.best[1] <= start), key=lambda c: c.best, default=None)
        right = min((c for c in likely if c.best[0] >= end), key=lambda c: c.best, default=None)
        for one in (left, right):
            row += one.chances if one is not None else (-1.0, -1.0, -1.0)
        row += _top([c.chances for c in figures], 2)
        row += self._size(mine.best)
        row += [mine.places[0][0] - self.start, len(parties), *self._counts]
        row += self._near(mine.best)
        row.append(BEFORE.find(plain[start - 1]) if start > self.start else 0.0)
        row.append(BEHIND.find(plain[end]) if end < self.end else 0.0)
        row += [float(pattern.match(plain, end, end + 24) is not None) for pattern in PARTY_BEHIND]
        row += [
            float(pattern.search(plain[max(0, start - 12) : start]) is not None) for pattern in PARTY_BEFORE
        ]
        form = plain[start:end]
        row.append(next((i for i, suffix in enumerate(SUFFIXES) if form.endswith(suffix)), -1.0))
        row += [float(form.isascii()), float(re.search("[0-9]", form) is not None)]
        row.append(float(ord(self.letters.get(mine.best, "\ue00f")) - ord(alphabet.COMPANY)))
        return [float(value) for value in row]

    def _joined(self, one: Candidate, other: Candidate) -> bool:
        plain = self.plain
        return any(
            plain[b:c] in JOINED or plain[d:a] in JOINED for a, b in one.places for c, d in other.places
        )

    def _figure(
        self, mine: Candidate, parties: Sequence[Candidate], figures: Sequence[Candidate]
    ) -> list[float]:
        plain, (start, end) = self.plain, mine.best
        role = 0 if mine.kind == "M" else 1
        row = self._seen(mine)
        row += [len(mine.places), *self._size(mine.best), *self._counts, float(mine.kind == "P")]
        row += self._near(mine.best)
        form = plain[start:end]
        digits = re.search(r"\d+(?:\.\d+)?", form)
        row.append(float(digits[0]) if digits and mine.kind == "P" else -1.0)
        row += [float("万" in form), float("亿" in form)]
        row += [float(pattern.match(plain, end, end + 8) is not None) for pattern in FIGURE_BEHIND]
        row += [
            float(pattern.search(plain[max(0, start - 14) : start]) is not None) for pattern in FIGURE_BEFORE
        ]
        before = plain[max(0, start - 8) : start]
        cue = max(((before.rfind(cue), i) for i, cue in enumerate(CUES) if cue in before), default=(-1, -1))
        row += [cue[1], len(before) - cue[0] if cue[0] >= 0 else 9.0]
        same = [c for c in figures if c is not mine and c.kind == mine.kind]
        row += [
            len(same), max((c.chances[role] for c in same), default=0.0),
            sum(c.chances[role] > mine.chances[role] for c in same),
        ]  # fmt: skip
        row += _top([c.chances for c in parties], 3)
        row += [sum(column) for column in zip(*(c.chances for c in parties), strict=True)] or [0.0] * 3
        targets = [c.best for c in parties if c.chances[1] > 0.3]
        row.append(min((max(start - b, a - end, 0) for a, b in targets), default=FAR))
        return [float(value) for value in row]


def within(places: Sequence[Place], low: int, high: int) -> Sequence[Place]:
    """Of `places`, sorted, those that begin in [low, high)."""
    return places[bisect_left(places, (low, 0)) : bisect_right(places, (high - 1, 10**9))]
