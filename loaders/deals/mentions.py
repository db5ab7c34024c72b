"""The mentions of a sentence that may take part in a deal, and what the model sees of each.

A sentence is looked at with its names in given places; so the same sentence can be looked at twice, with the names as
the finder sees them and as the deal model's own chunks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loaders.deals.frames import Vote, votes
from loaders.deals.words import BUYS, SELLS, Token, announcer, lists, tokens
from loaders.discourse import alphabet
from loaders.discourse.sentence import LETTERS, Sentence, Span

N: Final = "\ue000"
NAMES: Final = f"{N}(?:[、和与及，]{N})*(?:等)?"
GET: Final = "(?:" + "|".join(BUYS) + ")"
PART: Final = "(?:" + "|".join(SELLS) + ")"
IN: Final = "[^，。；：]"
ADVERBS: Final = (
    "(?:拟|将|已|曾|欲|计划|准备|宣布|宣告|表示|决定|打算|正在|正|要|完成|首次|再次|再度|累计|合计|共计|共|大幅|全资|被动|主动|先后|成功|战略|协议|"
    "现金|溢价|高价|进一步|继续|分别|出手|签约|同意|筹划|推进|终止|放弃|实施|发起|启动|开始|不断|连续|持续|大举|清仓式|股份|股票|的|了|"
    # neither goes on over the next of its kind, and so many words are enough: a long list must not cost time
    f"以(?!及)(?:(?!以|通过){IN}){{0,16}}?|通过(?:(?!以|通过){IN}){{0,20}}?|斥资|出资|耗资|作价|豪掷|M|D|S|P){{0,12}}"
)
HOLDING: Final = (
    "(?:(?:合计|共同|分别|直接|间接|各自)?所?持有?的?|手中的?|旗下的?|名下的?|所拥有的?|拥有的?|的)"
)
STOCK: Final = "(?:的)?(?:合计|共计|全部|部分|剩余|约|不超过|其余)*(?:P|S|M)?(?:的)?(?:股权|股份|股票|股本|资产|业务|控制权|控股权|已发行股份|A股|股)"
OFFICE: Final = (
    "(?:实际控制人|实控人|董事长|董事|监事|高管|总经理|副总经理|总裁|创始人|一致行动人|副总裁|财务总监|秘书)"
)
DEAL: Final = "(?:收购|并购|增持|减持|投资|要约收购|出售|转让|增资|控股)"
# Ways to be printed; the group is the name (or the list) that is printed so.
PRINTED: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("gets", f"({NAMES}){ADVERBS}{GET}"),
        ("parts", f"({NAMES}){ADVERBS}{PART}"),
        ("repays", f"({NAMES}){ADVERBS}回购"),
        ("adds", f"({NAMES}){ADVERBS}(?:增持|加仓|新进)"),
        ("got", f"{GET}(?:了|过)?({NAMES})"),
        ("sold", f"{PART}(?:了|过|其|所|公司)*(?:持有的?)?({NAMES})"),
        ("got-holder", f"{GET}(?:了|过)?({NAMES}){HOLDING}{N}"),
        ("got-held", f"{GET}(?:了|过)?{NAMES}{HOLDING}({NAMES})"),
        ("sold-holder", f"{PART}(?:了|过)?({NAMES}){HOLDING}{N}"),
        ("sold-held", f"{PART}(?:了|过)?(?:{NAMES})?{HOLDING}({NAMES})"),
        ("to-get", f"向{IN}{{0,10}}?({NAMES}){IN}{{0,20}}?{GET}"),
        ("to-part", f"向{IN}{{0,10}}?({NAMES}){IN}{{0,20}}?{PART}"),
        ("given", f"(?:转让|出售|卖|转|出让|交割|划转|过户|质押|让渡)(?:给|予|至|到)了?{IN}{{0,6}}?({NAMES})"),
        ("by-get", f"(?:被|遭|获|遭到|受到|获得)({NAMES}){IN}{{0,8}}?{GET}"),
        ("by-part", f"(?:被|遭|获|遭到|受到)({NAMES}){IN}{{0,8}}?{PART}"),
        ("through", f"由({NAMES}){IN}{{0,12}}?{GET}"),
        ("from", f"(?:从|自)({NAMES}){IN}{{0,10}}?{GET}"),
        ("hands", f"(?:从|自)({NAMES})(?:手中|手里|处)"),
        ("stock", f"({NAMES}){STOCK}"),
        ("held-stock", f"持有?(?:的)?({NAMES}){STOCK}"),
        ("holds", f"({NAMES})(?:合计|共同|分别|直接|间接|各自|目前|现|仍|尚)*所?持有?(?:的)?"),
        ("owned", f"({NAMES})(?:的)?(?:第[一二三四五六七八九十]+大|控股|大|原|主要|重要|前|P|持股|以上|的|二|三)*(?:股东|{OFFICE})"),
        ("owner", f"(?:股东|{OFFICE})(?:之一)?[：、]?({NAMES})"),
        ("tells", f"({NAMES})D?(?:{IN}{{0,6}})?(?:公告|公布|披露|发布|宣布|称)"),
        ("headed", f"(?:^|[，。；0-9、])\\s*({NAMES})："),
        ("part-of", f"(?:子公司|孙公司|关联方|附属公司|控股股东|交易对方|旗下(?:的)?|受让方|转让方|标的公司|投资方)(?:为)?({NAMES})"),
        ("group", f"({NAMES})(?:的)?(?:全资|控股)?(?:子公司|孙公司|旗下)"),
        ("deal-of", f"({NAMES})的{DEAL}"),
        ("deal-on", f"对({NAMES}){IN}{{0,10}}?(?:的)?{DEAL}"),
        ("becomes", f"(?:成为|成)({NAMES})"),
        ("become", f"({NAMES})(?:成为|成)"),
        ("list", f"({NAMES})等"),
        ("suffers", f"({NAMES})(?:被|遭|获)"),
        ("agrees", f"与({NAMES}){IN}{{0,10}}?(?:签署|签订|达成)"),
    )
)  # fmt: skip
# What the sentence says of 公司 and of nobody by name.
UNNAMED: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("gets", f"公司{ADVERBS}{GET}"),
        ("parts", f"公司{ADVERBS}{PART}"),
        ("repays", f"(?:公司)?{ADVERBS}回购(?:了|公司)?(?:股份|股票|A股)?"),
        ("sold", "(?:减持|转让|出售|卖出)(?:其|所|持有的?|的|本|了|该|上市)*公司"),
        ("got", "(?:增持|受让|购买|买入|收购)(?:其|所|持有的?|的|本|了|该|上市)*公司"),
        (
            "owned",
            "公司(?:的)?(?:第[一二三四五]大|控股|P|持股|以上|的)*(?:股东|实际控制人|实控人|董事|监事|高管)",
        ),
        ("owners", "(?:股东|高管|董事|监事)"),
    )
)
GRAMMAR: Final = frozenset("，。；：、的与和向将从被由持有以给对至")
SHORT: Final = re.compile("简称|下称|原名|曾用名|即|称")
UNPRINTED: Final = frozenset("“”‘’\"'《》「」『』〈〉 \t\n\u3000")
WINDOW: Final = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention at text[start:end]: `kind` N name, M money, P percent; `host` is the mention it is short for."""

    start: int
    end: int
    kind: str
    features: list[str]
    host: tuple[int, int] | None = None


@dataclass(slots=True)
class _Coded:
    code: str
    at: list[int]
    to: list[int]


def _recoded(sentence: Sentence, plain: str, names: Sequence[tuple[int, int]]) -> _Coded:
    """The code of `sentence` with `names` in place of the names it was encoded with."""
    characters: list[tuple[str, int, int]] = []
    for index, char in enumerate(sentence.code):
        low, high = sentence.at[index], sentence.to[index]
        if index in sentence.spans and char in alphabet.NAME_LETTERS:
            characters += [(plain[i], i, i + 1) for i in range(low, high) if plain[i] not in UNPRINTED]
        else:
            characters.append((char, low, high))
    out = _Coded("", [], [])
    code: list[str] = []
    inside = [name for name in names if sentence.start <= name[0] and name[1] <= sentence.end]
    number = i = 0
    while i < len(characters):
        char, low, high = characters[i]
        while number < len(inside) and inside[number][1] <= low:
            number += 1
        if number < len(inside) and inside[number][0] <= low and high <= inside[number][1]:
            low, high = inside[number]
            char = alphabet.UNKNOWN
            while i < len(characters) and characters[i][1] < high:
                i += 1
        else:
            i += 1
        code.append(char)
        out.at.append(low)
        out.to.append(high)
    out.code = "".join(code).translate(LETTERS)
    return out


def mentions(sentence: Sentence, plain: str, names: Sequence[tuple[int, int]]) -> list[Seen]:
    """The mentions of `sentence` in order, its names being those at `names` (sorted, not overlapping)."""
    coded = _recoded(sentence, plain, names)
    words = tokens(coded.code)
    forms = {i: plain[coded.at[w.low] : coded.to[w.high - 1]] for i, w in enumerate(words) if w.kind == "N"}
    rows = Features(words, forms).rows()
    out = [
        Seen(coded.at[words[i].low], coded.to[words[i].high - 1], words[i].kind, row)
        for i, row in rows.items()
    ]
    ends = {seen.end: seen for seen in out if seen.kind == "N"}
    for aside in sentence.asides:
        host = ends.get(aside.start - 1) or ends.get(aside.start - 2)
        out += _aside(aside, plain, names, host)
    return sorted(out, key=lambda seen: (seen.start, seen.end))


def _aside(aside: Sentence, plain: str, names: Sequence[tuple[int, int]], host: Seen | None) -> list[Seen]:
    """Mentions in brackets; a name that is short for the `host` before them is seen as its host is."""
    coded = _recoded(aside, plain, names)
    words = tokens(coded.code)
    printed = ["N" if word.kind == "N" else word.text for word in words]
    short = host is not None and (SHORT.search(coded.code) is not None or len(words) <= 3)
    out = []
    for i, word in enumerate(words):
        if word.kind not in "NMP":
            continue
        row = ["aside" + word.kind]
        row += [f"a{k}{printed[i + k] if 0 <= i + k < len(words) else '#'}" for k in (-3, -2, -1, 1, 2, 3)]
        alias = host if short and word.kind == "N" else None
        if alias is not None:
            row += ["alias", *alias.features]
        place = (coded.at[word.low], coded.to[word.high - 1])
        out.append(Seen(*place, word.kind, row, None if alias is None else (alias.start, alias.end)))
    return out


class Features:
    """The features of the mentions of one sentence; `forms` are its names as printed, by word index."""

    def __init__(self, words: Sequence[Token], forms: dict[int, str]) -> None:
        self._words = words
        self._forms = forms
        self._printed = ["N" if word.kind == "N" else word.text for word in words]
        self._lists = lists(list(words))
        self._verbs = [i for i, word in enumerate(words) if word.kind == "T"]
        self._verb_words = sorted({self._printed[i] for i in self._verbs})
        self._verb_kinds = sorted({words[i].verb for i in self._verbs})
        self._announcer = announcer(list(words))
        self._votes = votes(words, self._announcer)
        self._ways, self._unnamed = self._read_ways()

    def _read_ways(self) -> tuple[dict[int, set[str]], list[str]]:
        text: list[str] = []
        owners: list[int] = []
        for i, word in enumerate(self._words):
            piece = N if word.kind == "N" else word.text
            text.append(piece)
            owners += [i] * len(piece)
        whole = "".join(text)
        ways: dict[int, set[str]] = {}
        for name, pattern in PRINTED:
            for match in pattern.finditer(whole):
                for i in range(*match.span(1)):
                    if whole[i] == N:
                        ways.setdefault(owners[i], set()).add(name)
        return ways, [name for name, pattern in UNNAMED if pattern.search(whole)]

    def rows(self) -> dict[int, list[str]]:
        """Features of each name, sum and percentage, by word index."""
        out: dict[int, list[str]] = {}
        names = [i for i, word in enumerate(self._words) if word.kind == "N"]
        by_form: dict[str, set[Vote]] = {}
        for i in names:
            by_form.setdefault(self._forms[i], set()).update(self._votes.get(i, ()))
        seen: dict[str, list[str]] = {}
        for i, word in enumerate(self._words):
            if word.kind not in "NMP":
                continue
            first, last = self._lists[i][:2] if word.kind == "N" else (i, i)
            row = self._around(i, first, last)
            ways = sorted(self._ways.get(i, ()))
            before, behind = self._verb_before(first), self._verb_behind(last)
            kinds = (self._words[before].verb if before >= 0 else "-") + (
                self._words[behind].verb if behind >= 0 else "-"
            )
            row += [f"{word.kind}F{way}" for way in ways]
            row += [f"{word.kind}FF{'+'.join(ways)}", f"{word.kind}FC{kinds}{'+'.join(ways)}"]
            if word.kind == "N":
                row += self._name(i, names.index(i), len(names), kinds[1], seen.get(self._forms[i]))
                seen.setdefault(self._forms[i], ways)
                row += _votes_seen("V", self._votes.get(i, set()), detailed=True)
                row += _votes_seen("W", by_form[self._forms[i]], detailed=False)
            out[i] = row
        return out

    def _verb_before(self, index: int) -> int:
        return max((i for i in self._verbs if i < index), default=-1)

    def _verb_behind(self, index: int) -> int:
        return min((i for i in self._verbs if i > index), default=-1)

    def _at(self, index: int) -> str:
        return self._printed[index] if 0 <= index < len(self._printed) else "#"

    def _around(self, index: int, first: int, last: int) -> list[str]:
        words, at, kind = self._words, self._at, self._words[index].kind
        row = ["b" + kind]
        if last > first:
            row += [f"list{min(last - first, 6)}", f"{kind}i-{at(index - 1)}", f"{kind}i+{at(index + 1)}"]
        for k in range(1, WINDOW + 1):
            row += [f"{kind}-{k}{at(first - k)}", f"{kind}+{k}{at(last + k)}"]
        a, b, c = at(first - 3), at(first - 2), at(first - 1)
        x, y, z = at(last + 1), at(last + 2), at(last + 3)
        row += [
            f"{kind}l2{b}|{c}",
            f"{kind}r2{x}|{y}",
            f"{kind}lr{c}|{x}",
            f"{kind}l3{a}|{b}|{c}",
            f"{kind}r3{x}|{y}|{z}",
        ]
        low, high = first - 1, last + 1
        while low >= 0 and words[low].kind != "p":
            row.append(f"{kind}bl{self._printed[low]}")
            if words[low].verb:
                row.append(f"{kind}bL{words[low].verb}")
            low -= 1
        while high < len(words) and words[high].kind != "p":
            row.append(f"{kind}br{self._printed[high]}")
            if words[high].verb:
                row.append(f"{kind}bR{words[high].verb}")
            high += 1
        row += [f"{kind}cl{min(first - 1 - low, 6)}", f"{kind}cr{min(high - last - 1, 6)}"]
        before, behind = self._verb_before(first), self._verb_behind(last)
        row.append(f"{kind}T{at(before) if before >= 0 else '-'}|{at(behind) if behind >= 0 else '-'}")
        row.append(
            f"{kind}TC{words[before].verb if before >= 0 else '-'}|{words[behind].verb if behind >= 0 else '-'}"
        )
        if before >= 0:
            row += self._path(kind, "l", before, before + 1, first, at(first - 1))
        if behind >= 0:
            row += self._path(kind, "r", behind, last + 1, behind, at(last + 1))
        row += [f"{kind}A{word}" for word in self._verb_words]
        row += [f"{kind}AC{verb}" for verb in self._verb_kinds]
        return row

    def _path(self, kind: str, side: str, verb: int, low: int, high: int, beside: str) -> list[str]:
        """What stands between a mention and the verb nearest on one side."""
        words = self._words
        between = range(low, high)
        bones = "".join(
            "T" if words[i].kind == "T" else self._printed[i]
            for i in between
            if words[i].kind != "w" or self._printed[i] in GRAMMAR
        )
        bones = bones[-8:] if side == "l" else bones[:8]
        stops = min(4, sum(words[i].kind == "p" for i in between))
        names = min(3, sum(words[i].kind == "N" for i in between))
        word, verb_kind = self._printed[verb], words[verb].verb
        return [
            f"{kind}s{side}{word}{bones}", f"{kind}S{side}{verb_kind}{bones}", f"{kind}{side}L{word}|{stops}",
            f"{kind}{side}c{verb_kind}|{stops}", f"{kind}{side}L{word}n{names}", f"{kind}{side}c{verb_kind}n{names}",
            f"{kind}{side}c{verb_kind}n{names}{stops}{beside}",
        ]  # fmt: skip

    def _name(self, index: int, number: int, count: int, behind: str, seen: list[str] | None) -> list[str]:
        form = self._forms[index]
        row = [
            f"ni{min(number, 4)}", f"nlast{number == count - 1}", f"nn{min(count, 5)}", f"ni{min(number, 4)}{behind}",
            f"ni{min(number, 3)}AC{''.join(self._verb_kinds)}", f"s1{form[-1]}", f"s2{form[-2:]}", f"p1{form[0]}",
            f"len{min(len(form), 8)}",
        ]  # fmt: skip
        announces = self._announcer is not None and form == self._forms[self._announcer]
        for name in self._unnamed:
            row += [f"G{name}{announces}", f"G{name}{min(number, 2)}"]
        row += [f"G{'+'.join(self._unnamed)}{announces}", f"ann{announces}", f"seen{seen is not None}"]
        row += [f"sF{way}" for way in seen or ()]
        return row


def _votes_seen(prefix: str, found: set[Vote], *, detailed: bool) -> list[str]:
    ordered = sorted(found)
    roles = sorted({role for role, _ in ordered})
    row = [prefix + role for role in roles]
    if detailed:
        row += [prefix + role + how for role, how in ordered]
        row.append(prefix + "L" + "+".join(role + how for role, how in ordered))
    row.append(prefix * 2 + "+".join(roles))
    return row


def finder_names(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The places of the names among `spans`."""
    return [(span.start, span.end) for span in spans if span.letter in alphabet.NAME_LETTERS]
