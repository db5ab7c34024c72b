"""What the deal model sees of a sentence: a list of features a character.

The model is a linear-chain conditional random field over characters (Lafferty et al. 2001, as CRFsuite implements it),
trained on FewFC (see data/LICENCES.md). It sees characters around, names and figures as the reader has already marked
them, and the nearest deal verbs; no word list of the training text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders.discourse.sentence import Span

# Deal verbs by what the party before them does; the word decides the predicate of a tagged deal too.
BUYS = "收购|并购|受让|购买|购入|购得|买入|买下|拿下|增持|入股|认购|私有化|控股|参股|投资|增资|举牌|接手|接盘|吸收合并|要约|竞得|受购|领投|跟投|注资|战投|加仓|建仓|回购"
SELLS = "减持|出售|转让|抛售|卖出|售出|剥离|清仓|套现|卖给|出让|脱手|变卖|减仓|抛出|售予|退出|处置|挂牌"
TRIGGER = re.compile(f"(?P<buys>{BUYS})|(?P<sells>{SELLS})")
CHAR_CLASS = (
    (re.compile("[0-9０-９]"), "9"),
    (re.compile("[A-Za-z]"), "a"),
    (re.compile("[，,、；;：:]"), ","),
    (re.compile("[。！？!?]"), "."),
    (re.compile("[“”\"'‘’《》「」]"), "q"),
    (re.compile("[（(）)]"), "("),
    (re.compile(r"\s"), " "),
)
NEAR = (2, 5, 10, 20, 40)


def _kind(char: str) -> str:
    for pattern, letter in CHAR_CLASS:
        if pattern.match(char):
            return letter
    return "h"


def _bucket(distance: int) -> str:
    return next((str(limit) for limit in NEAR if distance <= limit), "far")


def features(text: str, spans: Iterable[Span], offset: int = 0) -> list[list[str]]:
    """Features of each character of `text`; `spans` are marked names, dates and figures, with `offset` subtracted."""
    n = len(text)
    out: list[list[str]] = []
    kinds = [_kind(char) for char in text]
    marks = ["-"] * n
    ends = ["-"] * (n + 1)
    starts = ["-"] * (n + 1)
    for span in spans:
        low, high = span.start - offset, span.end - offset
        if not 0 <= low < high <= n:
            continue
        letter = format(ord(span.letter) & 0xFF, "x")
        for i in range(low, high):
            marks[i] = ("B" if i == low else "I") + letter
        starts[low] = letter
        ends[high] = letter
    hits = [(m.start(), m.end(), m[0], m.lastgroup or "") for m in TRIGGER.finditer(text)]
    left, right = _nearest(hits, n)
    opened = 0
    for i in range(n):
        before, after = left[i], right[i]
        c0 = text[i]
        c1 = text[i - 1] if i else "^"
        c2 = text[i - 2] if i > 1 else "^"
        d1 = text[i + 1] if i + 1 < n else "$"
        d2 = text[i + 2] if i + 2 < n else "$"
        if c0 in "（(":
            opened = 1
        row = [
            "c" + c0, "p" + c1, "n" + d1, "b" + c1 + c0, "f" + c0 + d1, "pp" + c2 + c1, "nn" + d1 + d2,
            "t" + c1 + c0 + d1, "3" + c2 + c1 + c0, "4" + c0 + d1 + d2,
            "k" + kinds[i], "m" + marks[i], "me" + ends[i], "ms" + starts[i + 1] if i + 1 <= n else "ms",
            "mp" + (marks[i - 1] if i else "^"), "mn" + (marks[i + 1] if i + 1 < n else "$"),
            f"o{opened}",
        ]  # fmt: skip
        if before is not None:
            near = _bucket(i - before[1] + 1)
            row += [f"L{before[3]}{near}", f"l{before[2]}{near}", f"lm{before[3]}{marks[i][:1]}{near}"]
        if after is not None:
            near = _bucket(after[0] - i)
            row += [f"R{after[3]}{near}", f"r{after[2]}{near}", f"rm{after[3]}{marks[i][:1]}{near}"]
        row.append(f"LR{before[3] if before else '-'}{after[3] if after else '-'}{marks[i]}")
        passive = "被" in text[max(0, i - 12) : i] or "由" in text[max(0, i - 6) : i]
        row.append(f"v{int(passive)}{after[3] if after else '-'}")
        out.append(row)
        if c0 in "）)":
            opened = 0
    return out


def _nearest(
    hits: Sequence[tuple[int, int, str, str]], n: int
) -> tuple[list[tuple[int, int, str, str] | None], list[tuple[int, int, str, str] | None]]:
    left: list[tuple[int, int, str, str] | None] = [None] * n
    right: list[tuple[int, int, str, str] | None] = [None] * n
    last = None
    j = 0
    for i in range(n):
        while j < len(hits) and hits[j][1] <= i:
            last = hits[j]
            j += 1
        left[i] = last
    nxt = None
    j = len(hits) - 1
    for i in range(n - 1, -1, -1):
        while j >= 0 and hits[j][0] > i:
            nxt = hits[j]
            j -= 1
        right[i] = nxt
    return left, right
