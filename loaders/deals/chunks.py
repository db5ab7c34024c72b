"""Where the parties of deals begin and end, character by character: a second opinion beside the name finder's.

A linear-chain model over characters, with the labels B, I, E and O, trained on FewFC's parties and the names that an
analyser saw beside them. It knows nothing of the finder, so the two find different names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from loaders.deals.features import TRIGGER
from loaders.discourse import alphabet
from loaders.discourse.sentence import Span
from loaders.names.lexicon import automaton, classes, entries

SUFFIX: Final = re.compile(
    "股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|有限合伙|合伙企业|中心|基金|银行|证券|股份|科技|控股|资本|投资|实业|电子|医药"
)
FIGURES: Final[dict[str, str]] = {
    alphabet.MONEY: "M", alphabet.PERCENT: "P", alphabet.SHARES: "S", alphabet.DATE: "D", alphabet.COUNT: "C",
}  # fmt: skip
STOPS: Final = frozenset(",，。；;：:、“”")
NAME_LENGTH: Final = 16  # characters before a suffix that may belong to the name it ends
ASIDE: Final = 8  # characters behind an opening bracket that are told so
Word = tuple[int, int, str]


def _class(char: str) -> str:
    if char.isdigit():
        return "0"
    if char.isascii() and char.isalpha():
        return "a"
    return "h" if "一" <= char <= "鿿" else char


def _words(text: str, kinds: Sequence[str]) -> list[Word]:
    """Words of the lists with their class, runs of digits and letters, and single characters (`U` where Chinese)."""
    known = classes()
    out: list[Word] = []

    def single(low: int, high: int) -> None:
        while low < high:
            end = low + 1
            if kinds[low] in "0a":
                while end < high and kinds[end] == kinds[low]:
                    end += 1
            out.append((low, end, "U" if kinds[low] == "h" else kinds[low]))
            low = end

    position = 0
    for _, start, end in automaton()[0].find_matches_as_indexes(text):
        single(position, start)
        out.append((start, end, known[text[start:end]]))
        position = end
    single(position, len(text))
    return out


def _runs(words: Sequence[Word], size: int) -> list[str]:
    """B, I, E or S (alone) for characters in runs of characters that no list knows."""
    out = [""] * size
    i = 0
    while i < len(words):
        end = i
        while end < len(words) and words[end][2] == "U":
            end += 1
        if end > i:
            low, high = words[i][0], words[end - 1][1]
            out[low:high] = ["I"] * (high - low)
            out[low] = "B"
            out[high - 1] = "E" if high - low > 1 else "S"
            i = end
        else:
            i += 1
    return out


def _suffixes(text: str) -> list[str]:
    """The suffix that comes next, and how near; `@` inside one."""
    out = ["-"] * len(text)
    for match in SUFFIX.finditer(text):
        at, suffix = match.start(), match[0][:4]
        i = at - 1
        while i >= 0 and at - i <= NAME_LENGTH and text[i] not in STOPS and out[i] == "-":
            out[i] = suffix + ("n" if at - i <= 4 else "m" if at - i <= 9 else "f")
            i -= 1
        out[at : match.end()] = ["@" + suffix] * (match.end() - at)
    return out


def _inside(size: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    out = [""] * size
    for low, high, mark in spans:
        out[low:high] = [mark] * (high - low)
    return out


def features(text: str, spans: Iterable[Span]) -> list[list[str]]:
    """Features of each character of `text`, whose figures and dates are among `spans`."""
    size = len(text)
    kinds = [_class(char) for char in text]
    figures = _inside(size, ((s.start, s.end, FIGURES[s.letter]) for s in spans if s.letter in FIGURES))
    verbs = _inside(size, ((*m.span(), m[0]) for m in TRIGGER.finditer(text)))
    words = _words(text, kinds)
    runs, suffixes = _runs(words, size), _suffixes(text)
    surnames = entries("surnames", "single")
    pairs = Counter(text[i : i + 2] for i in range(size - 1))
    again = [
        int(i + 1 < size and pairs[text[i : i + 2]] > 1 and kinds[i] in "ha" and kinds[i + 1] in "ha")
        for i in range(size)
    ]
    of_words = _word_features(text, words)
    padded = "###" + text + "###"
    padded_kinds = ["#", "#", *kinds, "#", "#"]
    out: list[list[str]] = []
    depth = 0
    for i in range(size):
        a, b, c, d, e, f, g = list(padded[i : i + 7])
        row = [
            "b", "u-3" + a, "u-2" + b, "u-1" + c, "u0" + d, "u1" + e, "u2" + f, "u3" + g, "2-2" + b + c, "2-1" + c + d,
            "20" + d + e, "21" + e + f, "3-" + b + c + d, "30" + c + d + e, "3+" + d + e + f,
            "C" + "".join(padded_kinds[i : i + 5]), *of_words[i],
        ]  # fmt: skip
        if figures[i]:
            row.append("x" + figures[i])
        if i and figures[i - 1]:
            row.append("x-" + figures[i - 1])
        if i + 1 < size and figures[i + 1]:
            row.append("x+" + figures[i + 1])
        if verbs[i]:
            row.append("t0")
        if i and verbs[i - 1]:
            row.append("t-" + verbs[i - 1])
        if i + 1 < size and verbs[i + 1]:
            row.append("t+" + verbs[i + 1])
        if d in surnames:
            row.append("sur")
        if c in surnames:
            row.append("sur-")
        if runs[i]:
            row.append("r" + runs[i])
        row.append("nx" + suffixes[i])
        if i and suffixes[i - 1][0] == "@":
            row.append("nx-" + suffixes[i - 1])
        row.append(f"rp{again[i - 1] if i else 0}{again[i]}{again[i + 1] if i + 1 < size else 0}")
        if d in "(（":
            depth = ASIDE
        elif d in ")）":
            depth = 0
        elif depth:
            depth -= 1
            row.append("aside")
        out.append(row)
    return out


def _word_features(text: str, words: Sequence[Word]) -> list[list[str]]:
    """For each character, what is told of the word it stands in and of the words beside."""
    forms = ["#", "#", *(text[low:high] for low, high, _ in words), "#", "#"]
    kinds = ["#", "#", *(kind for _, _, kind in words), "#", "#"]
    out: list[list[str]] = []
    for number, (low, high, kind) in enumerate(words):
        k = number + 2
        before, behind = kinds[k - 1], kinds[k + 1]
        shared = ["w-" + forms[k - 1], "w+" + forms[k + 1]]
        for i in range(low, high):
            place = "S" if high - low == 1 else "B" if i == low else "E" if i == high - 1 else "I"
            out.append(
                [
                    *shared, f"w{place}{kind}", f"wl{place}{min(high - low, 5)}", f"ww{place}{forms[k]}",
                    f"wt-{place}{before}", f"wt+{place}{behind}", f"wc{place}{before}|{kind}|{behind}",
                    f"wt2{place}{kinds[k - 2]}|{before}", f"wt3{place}{behind}|{kinds[k + 2]}",
                    f"ws-{place}{forms[k - 2]}", f"ws+{place}{forms[k + 2]}",
                ]
            )  # fmt: skip
    return out


def spans(labels: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches from each B to the end of its I and E."""
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(labels):
        end = i + 1
        if labels[i] == "B":
            while end < len(labels) and labels[end] in "IE" and labels[end - 1] in "BI":
                end += 1
            if end - i > 1:
                out.append((i, end))
        i = end
    return out


def together(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """`first`, and of `second` what shares no character with one of them; in order."""
    kept = [p for p in second if not any(a < p[1] and p[0] < b for a, b in first)]
    return sorted([*first, *kept])
