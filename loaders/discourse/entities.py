"""Which printed names of one document are the same entity.

Two forms are one entity when the register says so, when the text defines one as short for the other, or when they
differ only in a class word at the end (永辉 and 永辉超市). A name and a longer name with other words in it stay two
(网易 and 网易考拉).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import cast

from graph.claims import Mention
from graph.schema import EntityType
from loaders.discourse.alphabet import (
    EXCHANGE,
    NAME_LETTERS,
    PERSON,
    PRODUCT,
    UNIT,
    UNKNOWN,
)
from loaders.discourse.arguments import Ref
from loaders.discourse.registered import PLACE_BRACKET, without_place, without_price
from loaders.discourse.sentence import Span
from loaders.document import KnownName
from loaders.kept import Kept
from loaders.names.shadow import shadow

# Class words that a name may be printed with or without.
CLASS_WORDS = (
    "股份有限公司|有限责任公司|有限公司|控股有限公司|集团控股有限公司|控股集团|集团|公司|控股|股份|科技|网络技术|网络科技|网络|信息技术|"
    "技术|超市|速递|快递|物流|速运|商城|购物|电商|小程序|平台|网站|网|App|APP|app|应用|客户端|软件|业务|服务|便利店|连锁|投资|资本|"
    "基金|汽车|银行|证券|保险|传媒|影业|娱乐|教育|游戏|超市集团|手机|视频|网购|购物网|商业|零售|百货|食品|功能|公众号|频道|官方"
)
UNPRINTED = re.compile(r"[\s“”\"'‘’《》「」·.\-]")
TAIL = re.compile(f"(?:{CLASS_WORDS})+$")
LINE = re.compile(
    "(?:速递|快递|物流|速运|商城|购物|电商|超市|便利店|投资|资本|基金|汽车|银行|证券|保险|传媒|影业|娱乐|教育|游戏|手机|视频|商业|零售|百货|食品)$"
)
KIN = re.compile("(?:股东|母公司|子公司|孙公司)$")
LEGAL = re.compile("(?:有限责任公司|股份有限公司|有限公司|股份公司)$")
CORPORATE = re.compile("(?:集团|公司|控股|股份|有限公司|官方)+$")
SHORT_FOR = re.compile(r"(?:以下简称|下称|以下称|简称|简称为|又称|别名|英文名|英文名称)[:：为是]?")


def norm(text: str) -> str:
    """Form by which names are compared: NFKC, lower case, without quotes, space and dots."""
    return UNPRINTED.sub("", unicodedata.normalize("NFKC", without_price(text)).lower())


_by_form = Kept(
    lambda known: {norm(form): name.name for name in known for form in (name.name, *name.words, *name.forms)}
)


class Entities:
    """The entities of one document, by printed form."""

    def __init__(
        self,
        plain: str,
        spans: Sequence[Span],
        known: Sequence[KnownName] = (),
        defined: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._plain = plain
        self._parent: dict[str, str] = {}
        self._forms: dict[str, Counter[str]] = {}
        self._types: dict[str, Counter[str]] = {}
        self._canonical: dict[str, str] = {}
        self._known_roots: dict[str, tuple[str, tuple[str, ...], str | None]] = {}
        self._by_root: dict[str, list[str]] | None = None
        self._kin: set[str] = set()  # names printed as of a shareholder or a subsidiary
        for span in spans:
            if span.letter in NAME_LETTERS:
                key = self._add(span)
                if KIN.search(plain, max(0, span.start - 4), span.start):
                    self._kin.add(key)
        by_form = _by_form(known)
        keys = sorted(self._parent)
        for key in keys:
            name = by_form.get(key)
            if name is not None:
                self._canonical[key] = name
                self._join(key, norm(name))
        for short, long in defined:
            if norm(short) in self._parent and norm(long) in self._parent:
                self._join(norm(short), norm(long))
        self._join_by_class_word(keys)
        self._join_by_trade_name(keys)

    def _add(self, span: Span) -> str:
        text = without_price(self._plain[span.start : span.end])
        key = norm(text)
        self._parent.setdefault(key, key)
        self._forms.setdefault(key, Counter())[text] += 1
        self._types.setdefault(key, Counter())[span.letter] += 1
        self._by_root = None
        self._known_roots.pop(self._find(key), None)
        return key

    def _find(self, key: str) -> str:
        while self._parent.setdefault(key, key) != key:
            key = self._parent[key]
        return key

    def _join(self, a: str, b: str) -> None:
        a, b = self._find(a), self._find(b)
        if a != b:
            low, high = sorted((a, b))
            self._parent[high] = low

    def _join_by_class_word(self, keys: list[str]) -> None:
        """Join names that are equal without class words and a place in front."""
        stems: dict[str, list[str]] = {}
        for key in keys:
            if self._types[key].most_common(1)[0][0] == PERSON:
                continue
            plain = LEGAL.sub("", PLACE_BRACKET.sub("", key))
            if key in self._kin:  # 某某's shareholder 某某控股 is another company
                for stem in {key, plain, without_place(plain)}:
                    stems.setdefault(stem, []).append(key)
                continue
            for stem in {key, TAIL.sub("", plain), TAIL.sub("", without_place(plain)), plain}:
                if len(stem) >= 2:
                    stems.setdefault(stem, []).append(key)
        for stem, group in stems.items():
            legal = [key for key in group if key == stem or CORPORATE.sub("", key) == stem]
            other = [key for key in group if key not in legal and TAIL.sub("", key) == stem]
            full = [key for key in group if key not in legal and key not in other]
            if stem in self._canonical:  # 万达电商 is a firm of 万达's, where the register says no more of it
                other = [key for key in other if key in self._canonical or not LINE.search(key)]
            # X网 and X商城 are two things, so a bare X stands for neither of them
            kinds = {LEGAL.sub("", CORPORATE.sub("", key)) for key in other}
            if legal and other and stem not in self._parent:
                other = []  # 甲公司 and 甲网: the firm and its site
            joined = legal + full + (other if len(kinds) == 1 and stem in self._parent else [])
            for key in joined[1:]:
                if self._compatible(joined[0], key):
                    self._join(joined[0], key)

    def _join_by_trade_name(self, keys: list[str]) -> None:
        """Join 某某 and 湖南某某技术工程有限公司, where no other registered name of the document begins with 某某."""
        cores: dict[str, str] = {}
        begins: dict[str, list[str]] = {}
        for key in keys:
            if LEGAL.search(key) and key not in self._kin:
                cores[key] = without_place(LEGAL.sub("", PLACE_BRACKET.sub("", key)))
                begins.setdefault(cores[key][:3], []).append(key)
        for key in keys:
            if key in cores or len(key) < 3 or self._types[key].most_common(1)[0][0] == PERSON:
                continue
            longer = [k for k in begins.get(key[:3], ()) if cores[k].startswith(key) and cores[k] != key]
            roots = {self._find(long) for long in longer}
            one = len(roots) == 1 and all(_business(cores[long][len(key) :]) for long in longer)
            if one and self._compatible(longer[0], key):
                self._join(longer[0], key)

    def _compatible(self, a: str, b: str) -> bool:
        """Two registered names of different entities are never joined."""
        one, two = self._canonical.get(a), self._canonical.get(b)
        return one is None or two is None or one == two

    def same(self, a: Span, b: Span) -> bool:
        """Whether two names are one entity."""
        text = self._plain
        return self._find(norm(text[a.start : a.end])) == self._find(norm(text[b.start : b.end]))

    def key(self, span: Span) -> str:
        """A key that is equal for two spans of one entity."""
        return self._find(norm(self._plain[span.start : span.end]))

    def mention(self, text: str, ref: Ref, antecedent: Ref, default: EntityType = "Company") -> Mention:
        """`ref` as a side of a claim; `antecedent` is the printed name it stands for (itself, for a name).

        `default` is its type where the text does not show whether it is a company or a product.
        """
        span = antecedent.span
        key = norm(self._plain[span.start : span.end])
        if key not in self._parent:
            self._add(span)
        name, forms, votes = self._summary(self._find(key))
        printed = text[span.start : span.end]
        aliases = [form for form in forms if form != name]
        if span.letter == EXCHANGE and printed.endswith("主板") and len(printed) > 4:
            aliases = sorted({*aliases, printed.removesuffix("主板")})
        short = without_place(printed)  # 甘洛某某, where the text speaks of 某某 elsewhere or not at all
        if len(short) > 2 and short != printed and not LEGAL.search(printed) and not _business(short):
            aliases = sorted({*aliases, short} - {name})
        if printed not in forms and printed != name:
            aliases = sorted({*aliases, printed})
        return Mention(
            name=name,
            type=_type(votes or span.letter, default),
            mention=text[ref.start : ref.end],
            start=ref.start,
            end=ref.end,
            aliases=aliases,
        )

    def _summary(self, root: str) -> tuple[str, tuple[str, ...], str | None]:
        """Name, printed forms and most frequent letter of the entity `root`."""
        found = self._known_roots.get(root)
        if found is None:
            members = sorted(self._members().get(root, [root]))
            forms = sorted({form for key in members for form in self._forms.get(key, ())})
            votes: Counter[str] = Counter()
            for key in members:
                votes.update(self._types.get(key, {}))
            del votes[UNKNOWN]
            letter = min(votes, key=lambda k: (-votes[k], k)) if votes else None
            known = next((self._canonical[key] for key in members if key in self._canonical), None)
            name = known or min(forms, key=lambda f: (bool(LEGAL.search(f)), -len(f), f), default=root)
            found = self._known_roots[root] = (name, tuple(forms), letter)
        return found

    def _members(self) -> dict[str, list[str]]:
        if self._by_root is None:
            self._by_root = {}
            for key in self._parent:
                self._by_root.setdefault(self._find(key), []).append(key)
        return self._by_root


def _business(words: str) -> bool:
    """Whether `words` only say what a company does: 技术工程."""
    classes = {letter for letter in shadow(words) if letter.isupper()}
    return bool(classes) and not classes & {"U", "L", "R"}


def _type(letter: str, default: EntityType) -> EntityType:
    if letter == UNKNOWN:
        return default
    names = {PRODUCT: "Product", PERSON: "Person", UNIT: "BusinessUnit", EXCHANGE: "Exchange"}
    return cast(EntityType, names.get(letter, "Company"))
