"""What a document prints that patterns can name: names, dates, figures, rounds and pronouns, one span each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from graph.claims import Mention, Value
from graph.schema import Modality
from loaders.discourse import alphabet
from loaders.discourse.edges import trimmed
from loaders.discourse.entities import SHORT_FOR, Entities
from loaders.discourse.formed import with_units, with_units_of
from loaders.discourse.naming import mended
from loaders.discourse.people import with_people
from loaders.discourse.pronouns import anaphors
from loaders.discourse.registered import LEGAL
from loaders.discourse.sentence import Sentence, Span
from loaders.discourse.shortened import with_short_forms
from loaders.discourse.simplify import simplify
from loaders.discourse.topic import topic_of
from loaders.document import Document, KnownName, Part, ZoneKind
from loaders.expressions.dates import find_dates
from loaders.expressions.modality import modality_at
from loaders.expressions.quantities import as_claim_value, find_quantities
from loaders.names import Name, NameFinder, names_in_phrase
from loaders.names.forms import ordinary

ROUND = re.compile(
    r"(?:前?种子|前?天使\+?|Pre-?[A-H]\+?|[A-H](?:\d|\+{1,3}|-\d)?|新三板|战略)轮|(?:首|新一|上一|前[一二两三]|第[一二三四五六])轮"
)
FIGURE_LETTER = {
    "money": alphabet.MONEY,
    "per_share": alphabet.MONEY,
    "percent": alphabet.PERCENT,
    "pp": alphabet.PERCENT,
    "ratio": alphabet.PERCENT,
    "multiple": alphabet.MULTIPLE,
}
QUOTES = frozenset('“”‘’"「」『』《》')
# A service that is named by what it does: 夜间代收功能, 次日达服务.
SERVICE = re.compile(r"[了“「]?([一-龥A-Za-z0-9]{2,7})[”」]?(?:功能|服务)")
GENERIC = re.compile(
    "新|多|各|相关|一系列|优质|更|这|该|其|等|个性|核心|基础|特色|增值|创新|综合|一站式|专业|便捷|全|类|型|化|的|性|高|好|们|免费|部分|主要|有关"
)
LARGE = 1_000_000
BARE = "bare in a slot"  # `why` of a name that only its place in a phrase suggests
# 连锁药妆店X: what kind of thing the name is of.
KIND_BEFORE = re.compile(
    "(?:连锁)?[一-龥]{1,5}(?:店|平台|网站|品牌|厂商|服务商|运营商|社区|企业|[子孙]公司)(?=[一-龥A-Za-z]{2,6}$)|(?:关联|附属)公司(?=[一-龥A-Za-z]{2,6}$)"
)
INDEFINITE = re.compile("[一某][家名位]")  # 沙洲一家公司: somebody, no name
WORD = re.compile(r"[A-Z][A-Za-z.&'-]{2,}(?: [A-Z][A-Za-z.&'-]+)*")
DIGIT = re.compile("[0-9０-９%％]")
OWNED = re.compile(
    "(?:的)?(?:[0-9.]+[%％]的?|全部|多数|部分|控股|少数)?(?:股权|股份|控股权|多数权益)|[（(](?:以下)?简称|[（(][0-9]{5,6}"
)
NOT_CALLED = re.compile("[的了是在与和及等将被从对向类型们0-9]|公司|企业|机构|用户|平台|业务|销售|收入")
JOINS = frozenset("、和与及")
# X（“Y”）, X（“Y”或“公司”）: the bracket says no more than how X is called from here on
CALLED = re.compile(
    '\\s?[（(]\\s?[“"「]([^“”"「」（）()]{2,12})[”"」]\\s?(?:(?:或|、|及)\\s?[“"「][^“”"「」]{2,12}[”"」]\\s?)*[)）]'
)
# 移动端, App月活: what a firm has, no name; X、Y两位甲大学校友: who they are; 代码ATHM
NO_NAME = re.compile(
    "[0-9一二三四五六七八九十两]+(?:个?小时|分钟|天|个月|年|周|日)|(?:移动|手机|PC|网页|客户|电脑|小程序)端|(?:App|APP|app)?(?:月活|日活|下载量)|线上平台|线下门店|端内|公测|内测|首测|首发|[一两二三四五六七八九十几数多]+轮|[近约超逾上]?[一两二三四五六七八九十百千几数]+[多余]?[家个](?:公司|企业|项目|品牌|机构)|第[一二三四五六七八九十0-9]+(?:档|梯队|名|家|大|位|批|类|阵营|张)"
    "|[Tt]o ?[BCGbc]|[一-龥]{1,3}(?:(?<![能力])量|率)|(?:中国|美国|国内|全球|欧洲|亚洲)(?:[A-Z]{2}|基金)|(?:美元|人民币|早期|成长|母)基金|\\*?ST|.{2,8}(?:校友|同乡|旧部|老员工|前员工)"
)
# 手作灯具品牌X: what X is of, no name of its own
LINE_BEFORE = re.compile(
    "(?:连锁)?(?:品牌|网站|平台|厂商|社区|门户|软件|应用|App|APP|游戏|工具|浏览器|服务商|运营商|零售商|制造商|机构|企业)[“「《]?"
)
CODE_BEFORE = re.compile('(?:股票|证券|交易|股份)?代[码号](?:为|：|:)?[“"]?$')
ANY_DAY = date(2016, 6, 15)  # a publication day for texts that have none, to tell dates from durations
DAYS = frozenset({"day", "month"})
NAME_TYPE = {**alphabet.BY_ENTITY_TYPE, "Unknown": alphabet.UNKNOWN}


class Annotated:
    """The annotations of one document: `plain` is its text in simplified characters, `spans` do not overlap."""

    def __init__(self, document: Document, finder: NameFinder, known: Sequence[KnownName]) -> None:
        self.text = document.text
        self.published = document.published
        self.plain = simplify(document.text)
        names, used = finder.read(document, self.plain)
        used = {form: kind for form, kind in used.items() if not ROUND.search(form)}
        found = [
            name
            for name in names
            if not (
                NO_NAME.fullmatch(name.text)
                or ROUND.search(name.text)
                or CODE_BEFORE.search(self.plain, max(0, name.start - 8), name.start)
            )
        ]
        found = [trimmed(self.plain, name, finder.canonical) for name in found]
        found = _without_lines(self.plain, found)
        found, shorts = with_short_forms(self.plain, mended(self.plain, found), finder.words, used)
        found = with_units_of(self.plain, with_people(self.plain, found))
        self.names = with_units(self.plain, found)
        self.firm_in = finder.firm_in
        self._name_starts = [name.start for name in self.names]
        self.by_head: dict[str, list[Name]] = {}  # the names of each two characters that one can begin with
        for name in self.names:
            self.by_head.setdefault(name.text[:2], []).append(name)
        self.spans = _without_overlap(
            [
                *(Span(n.start, n.end, NAME_TYPE[n.type], n) for n in self.names),
                *_dates(self.plain, document),
                *_figures(self.plain),
                *(Span(*m.span(), alphabet.ROUND, m[0]) for m in ROUND.finditer(self.plain)),
                *anaphors(self.plain),
            ]
        )
        self.entities = Entities(
            self.plain, self.spans, known, [*_definitions(self.plain, self.names), *shorts]
        )

        self.topics = _topics(document, self.plain, self.spans, self.entities)
        self._starts = frozenset(name.start for name in self.names)
        self._ends = frozenset(name.end for name in self.names)
        self._figures = sorted(
            (s.start, s.end)
            for s in self.spans
            if s.letter in alphabet.FIGURE_LETTERS or s.letter == alphabet.DATE
        )
        headings = [z for z in document.zones if z.kind in (ZoneKind.HEADING, ZoneKind.TITLE)]
        self._body: frozenset[str] | None = None
        self._shorts: frozenset[str] | None = None
        if headings:
            self._body = frozenset(
                self.entities.key(span)
                for span in self.spans
                if span.letter in alphabet.NAME_LETTERS
                and not any(z.start <= span.start < z.end for z in headings)
            )

    def in_body(self, mention: Mention) -> bool:
        """Whether the running text prints the entity too; true where the document has no running text."""
        return not self._body or self.entities.key(Span(mention.start, mention.end, "")) in self._body

    def is_topic(self, span: Span) -> bool:
        """Whether the article that holds `span` is about the entity it names."""
        about = next((keys for low, high, keys in self.topics if low <= span.start < high), frozenset())
        return bool(about) and self.entities.key(span) in about

    def guess(self, start: int, end: int, letter: str) -> list[Span]:
        """Names that the phrase text[start:end] suggests though nothing else marks them."""
        kind_of = KIND_BEFORE.match(self.plain, start, end)
        if kind_of is not None:
            start = kind_of.end()
        while start > 0 and self.plain[start - 1] in QUOTES:
            start -= 1
        while end < len(self.plain) and self.plain[end] in QUOTES:
            end += 1
        if letter == alphabet.PRODUCT:
            service = SERVICE.fullmatch(self.plain, start, end)
            if service is not None and not GENERIC.search(service[1]):
                return [Span(*service.span(1), letter)]
        found = [
            Span(name.start, name.end, letter if name.type == "Unknown" else NAME_TYPE[name.type], name)
            for name in names_in_phrase(self.plain, start, end, self._names_between(start, end))
            if not self._in_figure(name.start, name.end)
            and not INDEFINITE.search(name.text)
            and (self._plausible(name) or kind_of is not None)
        ]
        if not found and kind_of is not None and self._called(start, end):
            found.append(Span(start, end, letter))
        if not found and self.plain[start:end] in self._short_forms():
            found.append(Span(start, end, letter))
        return found

    def _called(self, start: int, end: int) -> bool:
        """Whether what stands right behind a class noun is a name: 直播平台X."""
        text = self.plain[start:end]
        return 2 <= len(text) <= 6 and not ordinary(text) and NOT_CALLED.search(text) is None

    def _short_forms(self) -> frozenset[str]:
        """严选, where the text also prints 网易 and 网易严选."""
        if self._shorts is None:
            texts = {name.text for name in self.names}
            self._shorts = frozenset(
                text[cut:] for text in texts for cut in range(2, len(text) - 1) if text[:cut] in texts
            )
        return self._shorts

    def _plausible(self, name: Name) -> bool:
        """Whether something beside its place marks a name that only the phrase suggests.

        A bare phrase behind a verb is a name in one case of twenty (measured on news that nobody tuned to); so it
        must be a Latin word, stand in a list with a name, or be what shares are of.
        """
        if name.why != BARE:
            return True
        if WORD.fullmatch(name.text):
            return True
        if len(name.text) > 8 or DIGIT.search(name.text):
            return False
        before, after = self.plain[max(0, name.start - 1) : name.start], self.plain[name.end : name.end + 14]
        if OWNED.match(after):
            return True
        return (before in JOINS and (name.start - 1) in self._ends) or (
            after[:1] in JOINS and (name.end + 1) in self._starts
        )

    def _in_figure(self, start: int, end: int) -> bool:
        """Whether text[start:end] shares a character with a date or a figure: 136万股 holds no name."""
        index = bisect_left(self._figures, (start, start))
        return any(low < end and start < high for low, high in self._figures[max(0, index - 1) : index + 1])

    def _names_between(self, start: int, end: int) -> list[Name]:
        return self.names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    def value(self, span: Span, what: str | None) -> Value:
        """The figure of `span` as a value of a claim."""
        value = as_claim_value(span.payload, what)
        if value.start is not None and value.end is not None:
            value.mention = self.text[value.start : value.end]
        return value

    def modality(
        self, sentence: Sentence, trigger: tuple[int, int], date: str | None, *, measure: bool = False
    ) -> Modality:
        """How sure the text is of what the verb at code span `trigger` says; `date` is when it is said to happen."""
        start, end = sentence.place(*trigger)
        whole = sentence if sentence.host is None else sentence.host[0]
        published = self.published.date() if self.published else None
        return modality_at(
            self.plain[whole.start : whole.end],
            start - whole.start,
            end - whole.start,
            published,
            date,
            measure=measure,
        )[0]


def _without_lines(plain: str, names: Sequence[Name]) -> list[Name]:
    """`names` less the lines of business among them: a guess that only stands before a class noun and another name."""
    starts = {name.start for name in names}

    def describes(name: Name) -> bool:
        noun = (
            LINE_BEFORE.match(plain, name.end) if name.why == "context" and name.canonical is None else None
        )
        return noun is not None and noun.end() in starts

    kept = [name for name in names if not describes(name)]
    sure = {name.text for name in kept}
    return kept if len(kept) == len(names) else [n for n in names if not describes(n) or n.text in sure]


def _dates(plain: str, document: Document) -> Iterable[Span]:
    parts: list[Part | None] = [*document.parts] or [None]
    for part in parts:
        low, high = (0, len(plain)) if part is None else (part.start, part.end)
        published = document.published if part is None or part.published is None else part.published
        told = find_dates(plain, published.date() if published else None, start=low, end=high)
        dated = {(found.start, found.end) for found in told if found.when is not None}
        if published is None:  # 去年10月 is when something was, though nobody can say which October
            some = find_dates(plain, ANY_DAY, start=low, end=high)
            dated |= {
                (found.start, found.end) for found in some if found.when is not None and found.kind in DAYS
            }
        for found in told:
            if (found.start, found.end) in dated:
                yield Span(found.start, found.end, alphabet.DATE, found)


def _figures(plain: str) -> Iterable[Span]:
    for found in find_quantities(plain):
        letter = FIGURE_LETTER.get(found.kind)
        if found.kind == "count":
            if found.unit == "股" or found.unit == "shares":
                letter = alphabet.SHARES
            elif found.unit is None and found.amount is not None and found.amount >= LARGE:
                letter = alphabet.MONEY
            elif re.search("[0-9]", found.text) or (found.amount or 0) >= 1000:
                letter = alphabet.COUNT
        if letter is not None:
            yield Span(found.start, found.end, letter, found)


def _topics(
    document: Document, plain: str, spans: Sequence[Span], entities: Entities
) -> list[tuple[int, int, frozenset[str]]]:
    """(start, end, what it is about) of each article of the document."""
    out = []
    parts: list[Part | None] = [*document.parts] or [None]
    for part in parts:
        low, high = (0, len(plain)) if part is None else (part.start, part.end)
        title = simplify((document.title if part is None else part.title) or "")
        body = next(
            (z.start for z in document.zones if z.kind is ZoneKind.BODY and low <= z.start < high), low
        )
        out.append((low, high, topic_of(spans, entities, plain, title, low, high, body)))
    return out


def _without_overlap(spans: list[Span]) -> list[Span]:
    """Spans in order. A registered name wins over all, a date or figure over a name that is only guessed."""

    def rank(span: Span) -> int:
        if span.letter in alphabet.NAME_LETTERS:
            return 0 if span.payload.canonical else 2
        return 1 if len(span.payload.text if hasattr(span.payload, "text") else "") >= 4 else 3

    out: list[Span] = []
    used = bytearray(max((s.end for s in spans), default=0) + 1)
    for span in sorted(spans, key=lambda s: (rank(s), -(s.end - s.start), s.start)):
        if not any(used[span.start : span.end]):
            used[span.start : span.end] = b"\x01" * (span.end - span.start)
            out.append(span)
    return sorted(out, key=lambda s: s.start)


def _definitions(plain: str, names: Sequence[Name]) -> Iterable[tuple[str, str]]:
    """(short, long) pairs that the text itself defines: X（以下简称“Y”）, X（简称：Y或Z）."""
    by_end = {name.end: name for name in names}
    starts = [name.start for name in names]
    for name in names:
        called = CALLED.match(plain, name.end) if name.type != "Person" else None
        if called is not None and LEGAL.search(name.text):
            yield called[1], plain[name.start : name.end]
    for match in SHORT_FOR.finditer(plain):
        opening = plain.rfind("（", max(0, match.start() - 12), match.start())
        if opening < 0:
            opening = plain.rfind("(", max(0, match.start() - 12), match.start())
        if opening < 0 or opening not in by_end:
            continue
        closing = min(
            (i for i in (plain.find("）", opening), plain.find(")", opening)) if i > 0), default=opening
        )
        for name in names[bisect_left(starts, match.end()) : bisect_left(starts, closing)]:
            if name.end <= closing:
                yield plain[name.start : name.end], plain[by_end[opening].start : opening]
