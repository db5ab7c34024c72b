"""Where names begin and end, by a linear-chain model over units.

The model is a conditional random field with the labels B (a name begins), I (it goes on) and O, trained by
`loaders.names.training` and kept as weights in data/models/names.json; python-crfsuite is needed for training alone.
Each label's weights are kept against O's, so an O costs nothing to look up. What a unit's neighbours add is summed
once for each pair of characters and each five classes met, which makes decoding a few additions a character.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import add
from pathlib import Path
from typing import Final

from loaders.names.units import CAPS, MIXED, STOP, WORD, Units

MODEL: Final = Path(__file__).parents[2] / "data" / "models" / "names.json"
EDGE: Final = STOP * 3
SHADE_EDGE: Final = "???"


def features(code: str, shade: str, index: int) -> list[str]:
    """Features of the unit `index`; `code` and `shade` begin and end with three edge characters, not counted."""
    i = index + 3
    a, b, c, d, e = code[i - 2], code[i - 1], code[i], code[i + 1], code[i + 2]
    p, q, r, s, t = shade[i - 2], shade[i - 1], shade[i], shade[i + 1], shade[i + 2]
    return [
        "0" + c, "1" + b, "2" + d, "3" + a, "4" + e, "5" + b + c, "6" + c + d, "7" + a + b, "8" + d + e,
        "a" + r, "b" + q + r, "c" + r + s, "d" + q + r + s, "e" + p + q + r, "f" + r + s + t, "g" + p + q + r + s + t,
    ]  # fmt: skip


FOLDED: Final = frozenset({CAPS, WORD, MIXED})
LONGEST: Final = 40  # units in which a conjunction is looked for
AND: Final = frozenset("和与及或")
NEARLY: Final = 4.0
LOW: Final = -(10**9)
REACH: Final = 9_000  # what the rest of a name may at most make up for at its beginning
SETTLED: Final = 6_000  # lead of O after which no path through B or I is followed
Weights = dict[str, Sequence[int]]  # of B and of I, in thousandths
Octet = tuple[int, int, int, int, int, int, int, int]
NONE: Final = (0, 0)


class _Pairs(dict[str, Octet]):
    """What a pair of characters adds to B and I: as the two units before, the last and this, this and next, the next two."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def __missing__(self, pair: str) -> Octet:
        get = self._weights.get
        x, y = pair[0], pair[1]
        a, b = get("3" + x, NONE)
        c, d = get("1" + y, NONE)
        e, f = get("7" + pair, NONE)
        g, h = get("5" + pair, NONE)
        i, j = get("0" + x, NONE)
        k, m = get("6" + pair, NONE)
        n, o = get("2" + x, NONE)
        p, q = get("4" + y, NONE)
        r, s = get("8" + pair, NONE)
        out = self[pair] = (a + c + e, b + d + f, g, h, i + k, j + m, n + p + r, o + q + s)
        return out


class _Shades(dict[str, tuple[int, int]]):
    """What five classes add to B and I of the unit in their middle."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def __missing__(self, five: str) -> tuple[float, float]:
        get = self._weights.get
        b = i = 0
        for kind, low, high in (
            ("a", 2, 3),
            ("b", 1, 3),
            ("c", 2, 4),
            ("d", 1, 4),
            ("e", 0, 3),
            ("f", 2, 5),
            ("g", 0, 5),
        ):
            found = get(kind + five[low:high])
            if found is not None:
                b += found[0]
                i += found[1]
        out = self[five] = (b, i)
        return out


@dataclass(frozen=True, slots=True)
class Tagged:
    """Units [start, end) are a name; `margin` is how much likelier (log) the model finds that than no name here."""

    start: int
    end: int
    margin: float


class Tagger:
    """Decodes units into names. `people` are the weights of the model that tells people apart (see `people`)."""

    def __init__(self, path: Path = MODEL) -> None:
        raw = json.loads(path.read_text(encoding="utf-8"))
        weights: Weights = raw["weights"]
        self._moves: dict[str, int] = raw["transitions"]
        self.people: dict[str, int] = raw.get("people", {})
        self._pairs = _Pairs(weights)
        self._shades = _Shades(weights)

    def tag(self, units: Units, bias: float = 0.0) -> list[Tagged]:
        """The names among `units`, in order; `bias` is added to the score of each beginning of a name."""
        return self.read(units).names(bias) if units.code else []

    def read(self, units: Units) -> Reading:
        """What the model sees in `units`."""
        size = len(units.code)
        code, shade = EDGE + units.code + EDGE, SHADE_EDGE + units.shade + SHADE_EDGE
        pairs = list(map(self._pairs.__getitem__, map(add, code[1:-2], code[2:-1])))
        shades = self._shades
        fives = [shades[shade[k : k + 5]] for k in range(1, size + 1)]
        begin = [
            w[0] + x[2] + y[4] + z[6] + s[0]
            for w, x, y, z, s in zip(
                pairs,
                islice(pairs, 1, None),
                islice(pairs, 2, None),
                islice(pairs, 3, None),
                fives,
                strict=False,
            )
        ]
        return Reading(units.code, self._moves, begin, pairs, fives)


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of text with what each of its units adds to B and I."""

    code: str
    moves: dict[str, int]
    begin: list[int]
    pairs: list[Octet]
    fives: list[tuple[int, int]]

    def names(self, bias: float = 0.0) -> list[Tagged]:
        """Viterbi over B, I and O, run only where a name may begin; everywhere else O follows O."""
        begin, pairs, fives, move = self.begin, self.pairs, self.fives, self.moves
        extra = round(bias * 1000)
        ob, oo, bb, bi, bo = move["OB"] + extra, move["OO"], move["BB"] + extra, move["BI"], move["BO"]
        ib, ii, io = move["IB"] + extra, move["II"], move["IO"]
        hopeless = oo - ob - REACH
        out: list[Tagged] = []
        size = len(begin)
        position = 0
        starts = [i for i, eb in enumerate(begin) if eb > hopeless]
        for start in starts:
            if start < position:
                continue
            score_b, score_i, score_o = ob + begin[start], LOW, oo
            back: list[int] = []
            i = start
            while i + 1 < size:
                i += 1
                eb = begin[i]
                ei = pairs[i][1] + pairs[i + 1][3] + pairs[i + 2][5] + pairs[i + 3][7] + fives[i][1]
                from_b, step = score_o + ob, 2
                if score_i + ib > from_b:
                    from_b, step = score_i + ib, 1
                if score_b + bb > from_b:
                    from_b, step = score_b + bb, 0
                from_i = score_b + bi
                if score_i + ii > from_i:
                    from_i, step = score_i + ii, step + 4
                from_o, last = score_o + oo, 2
                if score_i + io > from_o:
                    from_o, last = score_i + io, 1
                if score_b + bo > from_o:
                    from_o, last = score_b + bo, 0
                score_b, score_i, score_o = from_b + eb, from_i + ei, from_o
                back.append(step | last << 3)
                if last == 2 and score_o - score_b > SETTLED and score_o - score_i > SETTLED:
                    break
            found = self._trace(start, back, score_b, score_i, score_o)
            out += (
                name for name in found if name.margin + bias > 0
            )  # the text may end in a name without cost
            position = i + 1
        return out

    def _trace(self, start: int, back: list[int], score_b: int, score_i: int, score_o: int) -> list[Tagged]:
        """The names on the best path through the stretch that begins at unit `start`."""
        label = max((score_o, 2), (score_i, 1), (score_b, 0))[1]
        found: list[Tagged] = []
        end = -1
        for k in range(len(back), -1, -1):
            if label == 1 and end < 0:
                end = start + k + 1
            if label == 0:
                low, high = start + k, end if end > 0 else start + k + 1
                found += reversed(self._apart(low, high))
                end = -1
            if k:
                step = back[k - 1]
                label = step >> 3 if label == 2 else (1 if step & 4 else 0) if label == 1 else step & 3
        found.reverse()
        return found

    def _apart(self, low: int, high: int) -> list[Tagged]:
        """The name, or the two names on both sides of a conjunction in it where that is nearly as likely."""
        code = self.code
        margin = self.margin(low, high)
        for i in range(low + 1, min(high - 1, low + LONGEST)):
            if (
                code[i] in AND
                and (i - low > 1 or code[low] in FOLDED)
                and (high - i > 2 or code[high - 1] in FOLDED)
            ):
                left = self.margin(low, i)
                right = self.margin(i + 1, high)
                if left > 0 and right > 0 and left + right > margin - NEARLY:
                    return [Tagged(low, i, left), Tagged(i + 1, high, right)]
        return [Tagged(low, high, margin)]

    def margin(self, start: int, end: int) -> float:
        """Log of odds of the name against no name, as `Tagged.margin`."""
        begin, pairs, fives, move = self.begin, self.pairs, self.fives, self.moves
        size = end - start
        name = begin[start] + move["OB"]
        for i in range(start + 1, end):
            name += pairs[i][1] + pairs[i + 1][3] + pairs[i + 2][5] + pairs[i + 3][7] + fives[i][1]
        name += move["BI"] + move["II"] * (size - 2) + move["IO"] if size > 1 else move["BO"]
        return (name - move["OO"] * (size + 1)) / 1000


@cache
def tagger() -> Tagger:
    """The shipped model, read once."""
    return Tagger()
