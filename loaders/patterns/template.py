"""Templates: the part of a pattern that says how the words stand, and its regular expression."""

from __future__ import annotations

import re
import re._parser as sre_parser  # type: ignore[import-not-found]
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast

import yaml

from loaders.alternatives import longest_first
from loaders.discourse import alphabet

SlotType = Literal["ORG", "COMPANY", "PRODUCT", "ITEM", "PERSON", "ANY", "PLACE"]
SLOT_TYPES = ("ORG", "COMPANY", "PRODUCT", "ITEM", "PERSON", "ANY", "PLACE")
Place = Literal["left", "mid", "right", "here", "past"]
NOT_NAME = "[^，。；：！？\ue000-\ue01f]"
ROLES = ("subject", "object", "counterparty", "coagent")
SLOT = re.compile(r"\{(?P<role>[a-z_]+)(?::(?P<type>[A-Z]+))?(?P<flags>[-+!?=^]*)\}")
PLACES = (
    f"{alphabet.EXCHANGE}|香港联合交易所|香港联交所|香港交易所|香港证券交易所|联交所|港交所|港股|香港|纽约证券交易所|纽约证交所|纽交所|纽约|纳斯达克|"
    "美股|美国|上海证券交易所|上交所|上证所|上海|深圳证券交易所|深交所|深圳|北京证券交易所|北交所|科创板|创业板|中小企业板|中小板|主板|新三板|"
    "全国中小企业股份转让系统|A股|H股|B股|伦敦证券交易所|伦敦|伦交所|新加坡|新交所|东京证券交易所|东京|法兰克福|台湾|曼谷|首尔|韩国|日本|印尼|雅加达|孟买|印度|巴黎|多伦多|悉尼|澳交所|泰交所|韩交所|台交所|证交所|台湾证券交易所|苏黎世|瑞士"
)
PLACE = f"(?:{PLACES})(?:(?:{PLACES}|市场|证券|资本){{1,2}})?"
INLINE = {
    "ORG": alphabet.ORG_REF,
    "COMPANY": "[\ue000\ue003\ue006\ue00c]",
    "PRODUCT": "[\ue001\ue003\ue004\ue007\ue00c]",
    "ITEM": alphabet.PRODUCT,
    "PERSON": "[\ue002\ue004\ue008\ue00a\ue00b]",
    "ANY": alphabet.REF,
}
FIGURES = {
    "money": alphabet.MONEY,
    "percent": alphabet.PERCENT,
    "count": alphabet.COUNT,
    "multiple": alphabet.MULTIPLE,
    "shares": alphabet.SHARES,
    "date": alphabet.DATE,
    "round": alphabet.ROUND,
    "name": alphabet.NAME,
    "ref": alphabet.REF,
    "org": alphabet.ORG_REF,
    "person": alphabet.PERSON_REF,
    "figure": alphabet.FIGURE,
}
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MACROS = (
    "adv",
    "kind",
    "rank",
)  # lists of `_lists.yaml`: adverbs, class nouns, what stands before a title; any number
ELSEWHERE = "公司|集团|银行|大学|学院|协会|基金|证券|事务所|研究|政府|[的是为由和与任该本]"  # another organisation, or no title
ITS_OWN = "(?:所|曾|新)?(?:投资|入股|领投|参股|控股|收购|孵化|创办|持有|支持)的"
OFFICE = "总裁|CEO|C[A-Z]O|董事|经理|总监|首席|主席|合伙人|顾问|投资人|主编|监事|负责人|主任"
CLAUSE_START = "(?:(?<=[，；：。])|(?<![^，；：。]))"
GAPS = {"…": f"{alphabet.IN_CLAUSE}{{0,24}}?", "~": "[^，。；：！？、]{0,8}?"}
REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


@lru_cache(maxsize=1)
def word_lists() -> dict[str, list[str]]:
    """The lists of `_lists.yaml`, by name."""
    raw = yaml.load(
        (files("loaders") / "patterns" / "_lists.yaml").read_text(encoding="utf-8"), Loader=LOADER
    )
    return {str(name): [str(word) for word in words] for name, words in raw.items()}


@lru_cache(maxsize=1)
def adverbs() -> re.Pattern[str]:
    """Any of the words of {adv}."""
    return re.compile("|".join(sorted(word_lists()["adv"], key=lambda w: (-len(w), w))))


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument of a pattern.

    `place` says where it is read: left of the match, as a phrase inside it, right of it, as a name just here, or from
    the deal that was read last.
    """

    role: str
    type: SlotType
    many: bool
    printed: bool  # must stand in the clause
    optional: bool
    tight: bool  # nothing between it and the match; unprinted only where the clause has no other subject
    place: Place


class Template:
    """A template: its slots and its expression, which is compiled when it is first needed."""

    __slots__ = ("_needs", "_regex", "slots", "source")

    def __init__(self, source: str, slots: tuple[Slot, ...]) -> None:
        self.source = source
        self.slots = slots
        self._needs: str | None = None
        self._regex: re.Pattern[str] | None = None

    def can_match(self, code: str) -> bool:
        """Whether `code` holds, in order, every character that the expression cannot do without.

        Most expressions are asked about sentences that lack one, and need not be compiled for them.
        """
        if self._needs is None:
            self._needs = needed(self.source)
        position = 0
        for char in self._needs:
            position = code.find(char, position) + 1
            if not position:
                return False
        return True

    @property
    def regex(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile(self.source)
        return self._regex


def compile_template(template: str, triggers: list[str]) -> Template:
    """`template` as a regular expression and its slots. ValueError, in one sentence, where it is not well formed."""
    text = re.sub(r"\s+", "", template)
    alternation = longest_first(triggers)
    pieces: list[str] = []
    slots: list[Slot] = []
    seen: set[str] = set()
    position = 0
    found = list(SLOT.finditer(text))
    for match in found:
        pieces.append(_gaps(text[position : match.start()]))
        position = match.end()
        role, flags = match["role"], match["flags"]
        kind = cast(SlotType, match["type"] or "ORG")
        if role == "trigger":
            pieces.append(f"(?P<trigger>{alternation})")
        elif role == "title":
            words = titles()
            pieces.append(
                f"(?P<title>[^，。；：、\ue000-\ue010的]{{0,10}}?(?:{words}))(?!(?![换易])[一-龥]{{0,1}}(?:人|会|室))"
            )
        elif role == "post":  # a title with no organisation in it: 财务总监, not 某某公司总监
            words = titles()
            rank = longest_first(word_lists()["rank"])
            pieces.append(
                f"(?P<title>(?:{rank})*(?:(?!{ELSEWHERE})[一-龥]){{0,6}}?(?:{words}))(?!(?![换易])[一-龥]{{0,1}}(?:人|会|室))"
            )
        elif role in MACROS:
            pieces.append(f"(?:{'|'.join(sorted(word_lists()[role], key=lambda w: (-len(w), w)))})*")
        elif role in FIGURES:
            name = role if role not in seen else f"{role}_{len(seen)}"
            pieces.append(f"(?P<{name}>{FIGURES[role]})" + ("?" if "?" in flags else ""))
        elif role in ROLES:
            if kind not in SLOT_TYPES:
                raise ValueError(f"{{{role}:{kind}}}: {kind} is not a slot type")
            place = _place(match, text, kind, flags)
            slots.append(Slot(role, kind, "+" in flags, "!" in flags, "?" in flags, "-" in flags, place))
            if place == "here":
                pieces.append(
                    f"(?P<{role}>{_inline(kind, flags.count('+'), role)})" + ("?" if "?" in flags else "")
                )
            if place == "mid":
                least = "0" if "?" in flags else "1"
                pieces.append(f"(?P<{role}>{alphabet.IN_CLAUSE}{{{least},60}}?)")
        else:
            raise ValueError(
                f"{{{role}}} is not a slot; use {', '.join((*ROLES, 'trigger', *FIGURES, *MACROS, 'title', 'post'))}"
            )
        if role in seen and role in ROLES:
            raise ValueError(f"{{{role}}} stands twice in {template!r}")
        seen.add(role)
    pieces.append(_gaps(text[position:]))
    if slots and slots[0].place == "left":
        pieces = _without_leading_gap(pieces)
    if "trigger" not in seen:
        raise ValueError(f"{template!r} has no {{trigger}}")
    if not any(slot.role == "subject" for slot in slots):
        raise ValueError(f"{template!r} has no {{subject}}")
    return Template("".join(pieces), tuple(slots))


# A piece of an expression: escaped character, class, group, repetition, any other character.
PIECE = re.compile(r"\\u[0-9a-f]{4}|\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|[()|]|[*+?]|\{[0-9,]*\}|[^\\]")
PLAIN_GROUP = re.compile(r"\((?:\?(?:P<\w+>|:)|(?!\?))")
CHOICE = re.compile(r"\((?:\?(?:P<\w+>|[:=!]|<[=!]))?[^()\[\]\\]*\|[^()\[\]\\]*\)")
FREE = re.compile(r"[*?]|\{0?,|\{0\}")


def needed(source: str) -> str:
    """Characters that every match of an expression holds, in its order; groups with alternatives are left aside."""
    out: list[list[str]] = [[]]
    apart: list[bool] = [False]  # whether the group has alternatives, or looks ahead or behind
    last: list[str] | None = None
    source = CHOICE.sub("(?=)", source)  # most of an expression, and nothing of it is needed
    position = 0
    while position < len(source):
        if source[position] == "(":
            group = PLAIN_GROUP.match(source, position)
            position = group.end() if group is not None else position + 1
            out.append([])
            apart.append(group is None)
            last = None
            continue
        piece = PIECE.match(source, position)
        if piece is None:
            return ""
        token, position = piece[0], piece.end()
        if token == "|":
            apart[-1], last = True, None
        elif token == ")":
            inner, either = out.pop(), apart.pop()
            last = [] if either else inner
            out[-1].extend(last)
        elif FREE.match(token):
            if last:
                del out[-1][-len(last) :]
            last = None
        elif len(token) == 1 and token not in ".^$+":
            last = [token]
            out[-1].append(token)
        else:
            last = None
    return "" if apart[0] else "".join(out[0])


def repeats_within(source: str) -> bool:
    """Whether an expression holds a group whose time could grow exponentially with the length of a sentence."""
    return _repeats_within(sre_parser.parse(source))


def _repeats_within(tree: Any, repeated: bool = False) -> bool:
    """Whether a group repeated without bound has an alternative that is itself only a repetition.

    Such a group can be divided in exponentially many ways, and the time to find that none of them fits grows so.
    """
    items = [(str(op), value) for op, value in tree]
    if (
        repeated
        and items
        and all(name in REPEATS and value[1] > 1 and value[0] != value[1] for name, value in items)
    ):
        return True
    for name, value in items:
        if name in REPEATS and _repeats_within(value[2], value[1] > 30):
            return True
        if name == "SUBPATTERN" and _repeats_within(value[3], repeated and len(items) == 1):
            return True
        if name == "BRANCH" and any(_repeats_within(part, repeated and len(items) == 1) for part in value[1]):
            return True
    return False


def _without_leading_gap(pieces: list[str]) -> list[str]:
    """A gap between a left slot and the verb is the left slot's business; here it would swallow the name."""
    gap = GAPS["…"]
    for i, piece in enumerate(pieces):
        if piece:
            return [*pieces[:i], piece.removeprefix(gap), *pieces[i + 1 :]]
    return pieces


def _place(match: re.Match[str], text: str, kind: str, flags: str) -> Place:
    if "^" in flags:
        return "past"
    if "=" in flags or kind == "PLACE":
        return "here"
    if match.start() == 0:
        return "left"
    return "right" if match.end() == len(text) else "mid"


def titles() -> str:
    """What ends a title, as an expression: the list, and any other 首席…官."""
    return "首席[一-龥]{2,6}(?:官|师|家)|" + longest_first(word_lists()["titles"])


def _inline(kind: str, many: int, role: str) -> str:
    if kind == "PLACE":
        return PLACE
    one = INLINE[kind]
    if many == 2:  # A与B公司总经理C: what C is stands between the two
        return f"{one}(?:(?:、|和|与|及|以及){NOT_NAME}{{0,4}}[\ue000\ue001\ue003\ue004]?{NOT_NAME}{{0,12}}?{one})*"
    if not many:
        return one
    between, called = f"{NOT_NAME}{{0,8}}?", ""
    if kind == "PERSON":  # 创始人A、联合创始人B, and not 创始人A、总裁B
        between = f"(?:[联共]?[合席同]?创[始办]人{NOT_NAME}{{0,8}}?|(?:(?!{OFFICE}){NOT_NAME}){{0,8}}?)"
        called = "(?:先生|女士)?"
    other = f"|{ITS_OWN}" if role == "object" else ""  # 甲投资的乙与丙投资的丁: 丙 goes with what follows it
    owner = f"(?:{alphabet.REF}(?:旗下的?|的))?"  # 甲旗下的乙与丙的丁
    return f"{one}(?:(?:{called}(?:、|和|及|以及|与){between})?{owner}{one}(?!旗下|系|的[\ue000-\ue00c]{other}))*"


def _gaps(literal: str) -> str:
    literal = re.sub(r"(?<![\[\\(|?])\^", CLAUSE_START, literal) if literal.startswith("^") else literal
    for sign, regex in GAPS.items():
        literal = literal.replace(sign, regex)
    return literal
