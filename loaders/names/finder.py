"""Names of companies, products, people, business units and exchanges in a document, known or not."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import cast

import ahocorasick_rs

from loaders.document import Document, KnownName
from loaders.names.evidence import Spot
from loaders.names.extent import always_with, joined_first, margin_at, with_use
from loaders.names.frames import CLAUSE_WHY as CLAUSE
from loaders.names.kinds import head_of, kinds
from loaders.names.model import COMPANY, EXCHANGE, PERSON, PRODUCT, Name, NameType
from loaders.names.numbered import version
from loaders.names.rules import longer, spots
from loaders.names.sequence import tagger
from loaders.names.settle import Settled, settle
from loaders.names.shadow import cuts, shadow

Words = dict[str, tuple[NameType, str | None]]  # form -> (type, the register's name)
CLOSING = {"“": "”", "「": "」", "『": "』", '"': '"'}
VERBAL = re.compile("[FOBVCHPMTq]")  # what a name does not go on with
DOUBLED = re.compile(r"([一-龥])\1的")  # 旺旺的人气: how something is, unless the register is sure of it
SERVICES = re.compile(
    "输入法|浏览器|邮箱|网盘|云盘|手机助手|应用商店|应用市场|词典|微博|团购|打车|租车|金融(?!业务|板块|服务|集团|科技|控股|公司|机构)|消费金融|征信"
)
SURE_OF_WORD = 0.78
CLAUSE_EDGES = frozenset("，。；：！？\n\u3000 “「（(")
LIST_EDGES = frozenset("、和与及等，：“”")  # what may stand beside an item of a list


class NameFinder:
    """Finds names; `known` are the register's.

    A form in `KnownName.forms` is taken wherever it stands as a name of its own; a `name` that is not among the forms
    is ambiguous, and taken where the text marks it as a name too.
    """

    def __init__(self, known: Sequence[KnownName] = ()) -> None:
        self._known_names = known
        self._names: dict[str, KnownName] = {}
        safe: list[str] = []
        for name in known:
            for form in name.forms or (() if name.words else (name.name,)):
                if len(form) > 1 and form not in self._names:
                    self._names[form] = name
                    safe.append(form)
        for name in known:
            self._names.setdefault(name.name, name)
        self._forms = safe
        self._sure = frozenset(safe)
        self._machine = (
            ahocorasick_rs.AhoCorasick(safe, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
            if safe
            else None
        )

    @cached_property
    def words(self) -> Words:
        """Forms of the register that are words too -> (type, the entity's name)."""
        found = {form: name for form, name in self._names.items() if form not in self._sure}
        for name in self._known_names:
            for form in name.words:
                if len(form) > 1 and form not in self._sure:
                    found.setdefault(form, name)
        return {form: (cast("NameType", name.type), name.name) for form, name in found.items()}

    @cached_property
    def _ambiguous(self) -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
        """Canonical names that are ordinary words too, and what finds them."""
        words = [form for form in self._names if len(form) > 1 and form not in self._sure]
        return words, ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def canonical(self, form: str) -> str | None:
        """The entity that the register calls `form`; None for a form it does not know or that is a word too."""
        return self._names[form].name if form in self._sure else None

    def firm_in(self, form: str) -> str | None:
        """The company of the register that `form` begins with and goes on behind (百度 of 百度百科)."""
        for cut in range(len(form) - 1, 1, -1):
            if form[:cut] in self._sure and self._names[form[:cut]].type == COMPANY:
                return self._names[form[:cut]].name
        return None

    def find(self, document: Document, plain: str | None = None) -> list[Name]:
        """The names in the readable zones of `document`, not overlapping, in order.

        `plain` is the document's text in simplified characters, of the same length, where the caller has it.
        """
        return self.read(document, plain)[0]

    def read(self, document: Document, plain: str | None = None) -> tuple[list[Name], Words]:
        """The names, as `find` has them, and the words that the document seems to use as names.

        Those, form -> (type, None), are names only where what stands beside them says so, as the register's `words`.
        """
        if plain is None:
            from loaders.discourse.simplify import simplify

            plain = simplify(document.text)
        zones = _stretches(document, plain)
        shade = shadow(plain)
        marked: list[Spot] = []
        for start, end in zones:
            marked += spots(plain, shade, start, end)
        known = list(self._known(plain, shade, zones, {(spot.start, spot.end) for spot in marked}))
        marked += known
        marked += self._listed(plain, zones)
        marked += _quoted(plain, shade, known)
        marked += with_use(
            plain, shade, [spot for spot in known if spot.type == COMPANY], partial(margin_at, plain, shade)
        )
        marked += _services(plain, known)
        marked = [spot for spot in marked if spot.why != CLAUSE or not _overlaps(spot, known)]
        marked += longer(plain, shade, len(plain), known)
        marked = joined_first(plain, always_with(plain, shade, marked, self._names), self._names)
        settled, doubtful = settle(plain, shade, zones, marked, self._names)
        chosen = [
            found
            for found in settled
            if found.spot.why == "register" or not DOUBLED.match(plain, found.spot.start, found.spot.end + 1)
        ]
        types = kinds(plain, [*(found.spot for found in chosen), *doubtful], tagger().people)
        words = {plain[spot.start : spot.end] for spot in doubtful}
        names = [self._name(document.text, plain, found, types) for found in chosen]
        # 大家保险起见: a form that is a word too is no name on a guess that is not sure
        sure = [
            name
            for name in names
            if name.score >= SURE_OF_WORD or plain[name.start : name.end] not in self.words
        ]
        return sure, {
            form: (types[form], None) for form in sorted(words) if types[form] not in (PERSON, EXCHANGE)
        }

    def _known(
        self, text: str, shade: str, zones: Sequence[tuple[int, int]], marked: Collection[tuple[int, int]]
    ) -> Iterable[Spot]:
        """The register's forms; one that cuts a word in two (京东 in 北京东路) only where it is marked as a name too.

        Or where it opens a clause and stands whole elsewhere in the document.
        """
        if self._machine is None:
            return
        places: list[tuple[str, int, int, bool]] = []
        for start, end in zones:
            piece = text if (start, end) == (0, len(text)) else text[start:end]
            for pattern, low, high in self._machine.find_matches_as_indexes(piece):
                low, high = start + low, start + high
                cut = cuts(shade, low, high) and not _before_word(text, shade, low, high)
                places.append((self._forms[pattern], low, high, cut))
        whole = {form for form, _, _, cut in places if not cut}
        for form, low, high, cut in places:
            if cut and (low, high) not in marked and not (form in whole and _opens_clause(text, low)):
                continue
            name = self._names[form]
            kind: NameType = name.type  # type: ignore[assignment]
            yield Spot(low, high, 12.0, "register", kind)

    def _listed(self, text: str, zones: Sequence[tuple[int, int]]) -> Iterable[Spot]:
        """Registered names that are ordinary words too (转转), where they are a whole item of a list with 、."""
        if "、" not in text:
            return
        words, machine = self._ambiguous
        for start, end in zones:
            for pattern, low, high in machine.find_matches_as_indexes(text[start:end]):
                low, high = start + low, start + high
                before, after = text[max(start, low - 1) : low], text[high : min(end, high + 1)]
                if "、" in (before, after) and before in LIST_EDGES and after in LIST_EDGES:
                    kind: NameType = self._names[words[pattern]].type  # type: ignore[assignment]
                    yield Spot(low, high, 6.0, "register, in a list", kind)

    def _name(self, printed: str, plain: str, found: Settled, types: Mapping[str, NameType]) -> Name:
        spot = found.spot
        form = plain[spot.start : spot.end]
        known = self._names.get(form) or self._names.get(printed[spot.start : spot.end])
        kind: NameType = types[form] if known is None else known.type  # type: ignore[assignment]
        return Name(
            spot.start,
            spot.end,
            printed[spot.start : spot.end],
            kind,
            round(1 / (1 + math.exp(-found.weight / 2)), 3),
            spot.why,
            canonical=None if known is None else known.name,
            ticker=spot.ticker,
            head=head_of(plain, spot.end),
        )


def _opens_clause(text: str, at: int) -> bool:
    """Whether nothing of its clause stands before text[at]."""
    return at == 0 or text[at - 1] in CLAUSE_EDGES


def _before_word(text: str, shade: str, low: int, high: int) -> bool:
    """Whether a long form ends where a word begins, though its last character makes a word with the next: 某某会|同样."""
    if high - low < 3 or cuts(shade, low, low) or not shade[high - 1].isupper():
        return False  # 今日资本|市场 ends within a word that begins before its last character
    return cuts(shadow(text[high : high + 2]), 1, 2)


def _quoted(text: str, shade: str, known: Iterable[Spot]) -> Iterable[Spot]:
    """Names in quotation marks that begin with one of the register's (“某某优选”)."""
    for spot in known:
        closing = CLOSING.get(text[spot.start - 1 : spot.start])
        high = text.find(closing, spot.end + 2, spot.end + 5) if closing else -1
        if high >= 0 and not VERBAL.search(shade, spot.end, high):
            yield Spot(spot.start, high, 2.5, "quoted, begins with a known name", fixed=True)


def _services(text: str, known: Iterable[Spot]) -> Iterable[Spot]:
    """A firm of the register and a kind of service or a model behind it: 某某浏览器, 某某M9 are products of their own."""
    for spot in known:
        if spot.type == PERSON:
            continue
        kind = SERVICES.match(text, spot.end)
        end = kind.end() if kind is not None else version(text, spot.end, named=spot.type == PRODUCT)
        if end is not None:
            yield Spot(spot.start, end, 4.0, "service or model of a known name", PRODUCT, fixed=True)


def _overlaps(spot: Spot, others: Iterable[Spot]) -> bool:
    return any(other.start < spot.end and spot.start < other.end for other in others)


def _stretches(document: Document, text: str) -> list[tuple[int, int]]:
    """The readable zones, those that only white space keeps apart joined."""
    if not document.zones:
        return [(0, len(text))]
    out: list[tuple[int, int]] = []
    for zone in document.zones:
        if not zone.kind.readable:
            continue
        if out and not text[out[-1][1] : zone.start].strip():
            out[-1] = (out[-1][0], zone.end)
        else:
            out.append((zone.start, zone.end))
    return out
