"""All that points to a name in one stretch of text: the tagger's guesses, and what print shows beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from loaders.names import evidence, frames
from loaders.names.evidence import Spot
from loaders.names.extent import with_use
from loaders.names.forms import generic, goes_on, ordinary, tidy
from loaders.names.kinds import ORG_END
from loaders.names.lexicon import entries
from loaders.names.numbered import numbered
from loaders.names.people import candidate
from loaders.names.sequence import tagger
from loaders.names.units import units

LEGAL: Final = re.compile("(?:有限公司|有限责任公司|合伙企业|股份公司)(?:[（(]有限合伙[)）])?$")
NOWHERE: Final = Spot(-1, -1, 0.0, "")
SHORT_NAME: Final = re.compile(
    r"(?:证券|股票)简称[：:]\s*(?P<name>\*?(?:ST)?[\u4e00-\u9fffA-Z]{2,6})(?=\s|[（(，,。；;\n]|公告|$)"
)
LATIN_ORG: Final = re.compile(
    r"(?:[A-Z0-9][A-Za-z0-9&.'’\-]* ){1,4}(?:Capital|Partners|Ventures|Inc\.?|Group|Holdings?|Fund|Ltd\.?|LLC|Corp\.?|Technologies|Therapeutics|Pharmaceuticals|Investments?|Management|Labs?)"
)
IN_REGISTERED: Final = frozenset(
    {
        "企业",
        "服务",
        "软件",
        "系统",
        "游戏",
        "品牌",
        "工具",
        "项目",
        "市场",
        "应用",
        "运营",
        "经营",
        "开发",
        "销售",
        "投资",
    }
)
FIRST_WORDS: Final = re.compile("[FBVTMCOPH]")  # what may stand before the first name of a list
ADVERB: Final = re.compile("[FTB][a-z]*(?=[FTBOM])")  # 甲、乙则被丙买下
NUMERALS: Final = "一二两三四五六七八九十"
SO: Final = "又也都均已将则再还仍曾"  # 甲、乙又投了
LONGEST: Final = 80  # characters of a name
PLACE: Final = re.compile(
    "(?P<country>美国|日本|德国|法国|英国|韩国|瑞典|荷兰|瑞士|意大利|新加坡|以色列|印度|印尼|泰国|越南|加拿大|澳大利亚|俄罗斯|巴西|丹麦|芬兰)"
    "|香港|台湾|北京|上海|深圳|杭州|广州|成都|硅谷"
)
UNLISTED: Final = re.compile("U{2,4}")
JOINT: Final = re.compile("[”」]?(?:和|与|及|以及|、)[“「]?")
PUNCTUATION: Final = re.compile("[，。；：！？,;:!?、…]")
MOTION: Final = re.compile("(?:的|之)?(?:议案|公告|预案|通知|决议|函)")  # 《向子公司提供担保》议案
QUOTES: Final = frozenset('“「『"')
EAGER: Final = 1.0  # what the tagger is trusted more than its own margin
SURE_OF_WORDS: Final = 3.0  # margin from which words that border names may be one
KIN: Final = -3.0  # what the model must at least think of an item of 甲、乙等品牌
KIND_CHARS: Final = frozenset("店厂馆社台网")  # 淘宝店“某某”
KIND_BEFORE: Final = 1.5  # what a class noun before quotation marks adds
BOTH_SIDES: Final = 5.0  # what a verb of a product's life adds behind them, where a class noun stands before: 工具“某某”将并入
LATIN_WORK: Final = re.compile(
    r"[A-Z][A-Za-z0-9'’.\-]*(?::? [A-Za-z0-9'’.\-]+)+"
)  # a game or film, as 《Far Sea: Dawn》
BESIDE_QUOTED: Final = 3.0  # what such a neighbour adds
POINTED: Final = 2.0  # weight of words that a name follows at once
WHOLE: Final = 6.0  # what a legal form at the end of the quoted words adds: they are a registered name
TITLED: Final = 4.0  # what they add to a title in 《》, which may be any words
QUOTED: Final = 2.0  # weight from which a quoted name speaks for those beside it
SURE_KIND: Final = 7.0
SURE_PERSON: Final = 4.0  # weight from which the model is trusted where a person's name ends
ACTS: Final = re.compile("B[b]+")
ACTING: Final = 1.0  # what a verb behind it adds to a doubted guess that begins a clause
DOUBTED: Final = 2.0  # weight below which a guess does not keep a frame from looking at its place
KINDS: Final = ("公司", "企业", "集团", "平台", "品牌", "机构", "网站")
GRAMMAR: Final = re.compile("(?<!^)[FBP][fbp]|O|C")
BORDER: Final = frozenset("FBPOCVXTM|q(),.\n ?-/:;!%0")


def spots(text: str, shade: str, start: int, end: int) -> list[Spot]:
    """All that points to a name in one zone; spots of one span are added up in `settle`."""
    folded = units(text, shade, start, end)
    out: list[Spot] = []
    reading = tagger().read(folded)

    def margin(low: int, high: int) -> float:
        return reading.margin(folded.index(low), folded.index(high))

    for tagged in reading.names():
        low, high = folded.start(tagged.start), folded.end(tagged.end - 1)
        if high - low > LONGEST:
            continue
        for a, b in tidy(text, shade, low, high, sure=tagged.margin >= SURE_OF_WORDS):
            weight = (
                tagged.margin
                + (0.0 if text[a - 1 : a] in QUOTES else EAGER)
                + (2.0 if LATIN_ORG.fullmatch(text, a, b) or text.startswith(("ST", "*ST"), a) else 0.0)
            )
            a = _registered_from(text, shade, start, a, b)
            out.append(Spot(_past_place(text, shade, a, b, margin), b, weight, "context"))
    out += frames.framed(text, shade, start, end, margin)
    people = list(frames.persons(text, shade, start, end, margin, {spot.start for spot in out}))
    seen = {
        spot.start: spot.end
        for spot in out
        if spot.weight >= SURE_PERSON and candidate(text[spot.start : spot.end])
    }
    people = [spot for spot in people if seen.get(spot.start, spot.end) == spot.end]
    ends_of = {spot.start: spot.end for spot in people}
    out = [spot for spot in out if spot.end <= ends_of.get(spot.start, spot.end)] + people
    out += frames.units(text, shade, start, end)
    begun = {
        spot.start
        for spot in out
        if spot.weight >= DOUBTED
        or not ("S" in shade[spot.start : spot.end] or shade.startswith("B", spot.end))
    }
    out += frames.clauses(text, shade, start, end, margin, begun)
    out += frames.apposed(text, shade, start, end, margin, begun)
    out += frames.made(text, shade, start, end, margin, begun)
    out += frames.owned(text, shade, start, end, begun)
    out += [
        Spot(spot.start, spot.end, ACTING, "begins a clause")
        for spot in out
        if spot.why == "context"
        and 1.0 <= spot.weight < DOUBTED
        and ACTS.match(shade, spot.end)
        and not ordinary(text[spot.start : spot.end])
        and text[spot.end - 1] not in SO + "正拟"
        and (spot.start == start or shade[spot.start - 1] in ",.?!\n")
    ]
    out += frames.owners(text, shade, start, end, margin, ends_of)
    out += frames.latin(text, shade, start, end, margin)
    out += longer(text, shade, end, out)
    out += with_use(text, shade, out, margin)
    ends = {spot.end: spot for spot in out}
    begins = {spot.start: spot for spot in out}
    out = [spot for spot in out if not _kind_of_quoted(text, spot)]
    out += _quoted(text, shade, start, end, out, margin)
    out += _coded(text, shade, start, end, ends)
    out += _defined(text, shade, start, end, ends)
    out += _listed(text, shade, start, end, ends, begins, margin)
    out += _joined(text, out)
    out += evidence.exchanges(text, start, end)
    out += evidence.groups(text, start, end)
    out += numbered(text, start, end)
    return out


def _past_place(text: str, shade: str, start: int, end: int, margin: frames.Margin) -> int:
    """Where a name begins that the tagger found with the country or city it is from (日本某某, 香港Abc)."""
    place = PLACE.match(text, start, end)
    if place is None or end - place.end() < 2:
        return start
    at = place.end()
    if text[at].isascii() or (place["country"] and UNLISTED.fullmatch(shade, at, end)):
        return at
    inner = "U" in shade[at:end] and place["country"] and end - at < 5
    return at if inner and margin(at, end) > 0 else start


def _registered_from(text: str, shade: str, low: int, start: int, end: int) -> int:
    """Where a registered name of which only the end, (上海)某技术有限公司, was found begins."""
    whole = shade[start] in "UR" or (any(c in "UR" for c in shade[start:end]) and shade[start - 1] != "U")
    if whole or not LEGAL.search(text, start, end):
        return start
    at = start
    if at > low and text[at - 1] in ")）":
        opening = max(text.rfind("(", max(low, at - 8), at), text.rfind("（", max(low, at - 8), at))
        at = opening if opening >= 0 else at
    while at > low and end - at < 40:
        word = at - 1
        while word > low and shade[word].islower() and shade[word] != "q":
            word -= 1
        if shade[word] not in "URNAVSKL0" or (
            shade[word] == "V" and text[word:at] not in entries("suffixes")
        ):
            break
        at = word
    return at


def longer(text: str, shade: str, end: int, tagged: Sequence[Spot]) -> list[Spot]:
    """Names that go on in plain words behind a guess."""
    out = []
    for spot in tagged:
        further = goes_on(text, shade, spot.start, spot.end, end) if spot.weight >= 1 else None
        if further:
            weight = 2.5 if further[1] == "branch in a country" else max(spot.weight, 3.0)
            out.append(Spot(spot.start, further[0], weight, further[1], fixed=weight > 2.5))
    return out


def _joined(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """A guess that 和 or 、 joins to a sure name is surer for it."""
    weights: dict[tuple[int, int], float] = {}
    for spot in spots:
        weights[spot.start, spot.end] = weights.get((spot.start, spot.end), 0.0) + max(spot.weight, 0.0)
    out = []
    for one, other in pairwise(sorted(weights)):
        if other[0] > one[1] and JOINT.fullmatch(text, one[1], other[0]):
            for sure, weak in ((one, other), (other, one)):
                if weights[sure] >= 4 and 0 < weights[weak] < 4 + EAGER:
                    out.append(Spot(*weak, 1.2, "joined to a name"))
    return out


def _quoted(
    text: str, shade: str, start: int, end: int, tagged: Sequence[Spot], margin: frames.Margin
) -> Iterable[Spot]:
    """What stands between quotation marks, weighed by what stands beside them and by its own words."""
    spots = sorted(tagged, key=lambda s: s.start)
    position = 0
    found: list[Spot] = []
    names: list[bool] = []
    for low, high, mark in sorted(evidence.quotes(text, start, end)):
        while position < len(spots) and spots[position].end <= low:
            position += 1
        inside = []
        k = position
        while k < len(spots) and spots[k].start < high:
            inside.append(spots[k])
            k += 1
        if any(s.start < low or s.end > high for s in inside):
            continue
        body, classes = text[low:high], shade[low:high]
        work = mark == "《" and ((high - low <= 12 and "：" in body) or LATIN_WORK.fullmatch(body))
        if mark == "《" and MOTION.match(text, high + 1):
            continue
        if not work and (PUNCTUATION.search(body) or (mark == "《" and evidence.LAW.search(body))):
            continue
        pointing = _pointing(text, shade, start, end, low, high)
        exact = next((s.weight for s in inside if s.start == low and s.end == high), 0.0)
        plain_words = not any(c in "ULKR0" for c in classes)
        wordy = sum(c in "FOBV" for c in classes) > (1 if high - low <= 5 else 0) or "O" in classes
        if generic(text, shade, low, high) or (mark == "《" and not (pointing or exact)):
            continue
        weight = pointing + min(1.5, max(0.0, exact / 2)) + (0.5 if not plain_words else -1.0)
        if inside and not exact and high - low <= 8 and not wordy:
            weight += 1.0 + max(s.weight for s in inside) / 2
        elif not exact and not wordy and not ordinary(body):
            weight += max(0.0, min(1.5, 0.5 * (2.0 + margin(low, high))))
        if wordy and not exact:
            weight -= 2.5
        if high - low > 10 and not (work and body.isascii()):
            weight -= 2.0
        if mark == "《" and pointing >= POINTED:
            weight += TITLED
        if LEGAL.search(text, low, high) and high - low > 6:
            weight += WHOLE
        found.append(Spot(low, high, weight, "quotation marks", fixed=True))
        names.append(weight + max(0.0, exact) >= QUOTED)
    beside = [
        bool(JOINT.fullmatch(text, one.end, other.start)) or one.end + 2 == other.start
        for one, other in pairwise(found)
    ]
    for k, spot in enumerate(found):
        if (k and beside[k - 1] and names[k - 1]) or (k < len(beside) and beside[k] and names[k + 1]):
            spot.weight += BESIDE_QUOTED
            names[k] = names[k] or spot.weight >= QUOTED
        if spot.weight > 0:
            yield spot


def _kind_of_quoted(text: str, spot: Spot) -> bool:
    """Whether a guess is what a name in quotation marks behind it is of (养蜂公司“某某”)."""
    form = text[spot.start : spot.end]
    behind = text[spot.end : spot.end + 1]
    return behind in tuple("“「『") and form.endswith(KINDS) and (ordinary(form) or spot.weight < SURE_KIND)


def _pointing(text: str, shade: str, start: int, end: int, low: int, high: int) -> float:
    """How much the words on both sides of the marks around text[low:high] show that they name something."""
    front, behind = max(start, low - 9), min(end, high + 8)
    out = 2.0 * bool(evidence.BEFORE_QUOTE.search(text, front, low - 1))
    out = out or 1.0 * bool(evidence.NEAR_QUOTE.search(text, front, low - 1))
    kind = low - 2 >= start and (shade[low - 2] in "hk" or text[low - 2] in KIND_CHARS)
    if out < KIND_BEFORE and kind:
        out = KIND_BEFORE
    if evidence.LIFE.match(text, high + 1, end):
        out += BOTH_SIDES if out >= KIND_BEFORE else 2.0
    elif evidence.AFTER_QUOTE.match(text, high + 1, end):
        out += 2.0
    elif evidence.OF_A_LIST.match(text, high + 1, end):
        out += KIND_BEFORE
    return out + 1.0 * bool(evidence.BEHIND_QUOTE.match(text, high + 1, behind))


def _coded(text: str, shade: str, start: int, end: int, ends: Mapping[int, Spot]) -> Iterable[Spot]:
    for bracket, code in evidence.codes(text, start, end):
        high = bracket
        while high > start and text[high - 1] == " ":
            high -= 1
        spot = ends.get(high)
        low = spot.start if spot else _code_from(text, shade, start, high)
        if not text.startswith("ST", low) and text.endswith("ST", start, low):
            low -= 2
        if text.startswith("ST", low) and text.endswith("*", start, low):
            low -= 1
        if 2 <= high - low <= 30 and not generic(text, shade, low, high):
            yield Spot(low, high, 5.0, "stock code", "Company", ticker=code, fixed=spot is None)
    for match in SHORT_NAME.finditer(text, start, end):
        yield Spot(*match.span("name"), 5.0, "share's short name", "Company", fixed=True)


def _code_from(text: str, shade: str, start: int, high: int) -> int:
    """Where the name before a stock code begins: as the tagger sees it when told that there is one, else by words."""
    low = max(start, high - 16)
    folded = units(text, shade, low, min(len(text), high + 3))
    for tagged in tagger().tag(folded, 4.0):
        if folded.end(tagged.end - 1) == high:
            return folded.start(tagged.start)
    return _left_edge(shade, start, high)


def _left_edge(shade: str, start: int, high: int) -> int:
    low = high
    while low > start and high - low < 14:
        at = low - 1
        while at > start and shade[at].islower() and shade[at] != "q":
            at -= 1
        if shade[at] in BORDER and not (high - low < 2 and shade[at] in "FVMB"):
            break
        low = at
    return low


def _defined(text: str, shade: str, start: int, end: int, ends: Mapping[int, Spot]) -> Iterable[Spot]:
    for bracket, low, high in evidence.definitions(text, start, end):
        long = ends.get(bracket) or ends.get(bracket - 1)
        if long is None or generic(text, shade, low, high):
            continue
        yield Spot(long.start, long.end, 3.0, "defined here")
        yield Spot(low, high, 5.0, "short form defined here", fixed=True)
    for bracket, low, high in evidence.foreign(text, start, end):
        form = text[low:high]
        if (bracket in ends or bracket - 1 in ends) and form not in entries("never") | entries("titles"):
            yield Spot(low, high, 3.0, "Latin form in brackets", fixed=True)


def _before_verb(shade: str, low: int, high: int) -> int:
    """Where the last item of a list ends if a verb stands behind it before the clause ends (甲、乙资本进入，)."""
    at = high - 1
    while at > low and shade[at].islower():
        at -= 1
    return at if shade[at] in "VB" and high - at == 2 and at - low >= 3 and shade[at - 1] in "skU" else high


def _listed(
    text: str,
    shade: str,
    start: int,
    end: int,
    ends: Mapping[int, Spot],
    begins: Mapping[int, Spot],
    margin: frames.Margin,
) -> Iterable[Spot]:
    """Items of a list that holds names: each item whole."""
    for listing in evidence.lists(text, start, end):
        inner = [(a, b) for a, b in listing.inner if 2 <= b - a <= 16]
        whole = listing.inner[0][1] == listing.first  # the first item's edges are printed too
        exact = sum(1 for a, b in inner if a in begins and begins[a].end == b)
        loose = not whole or not (
            listing.inner[0][0] in begins and begins[listing.inner[0][0]].end == listing.first
        )
        named = exact + (loose and listing.first in ends) + (listing.last in begins)
        total = len(inner) + (not whole) + (listing.last is not None)
        of_a_kind = inner and (
            evidence.OF_A_KIND.match(text, inner[-1][1])
            or evidence.COUNTED_TAIL.search(text, inner[-1][0] + 2, inner[-1][1])
        )
        if (not named or named * 3 < total) and not of_a_kind:
            continue
        share = named / total
        sure = (
            share >= 0.8 or (named >= 5 and share >= 0.6) or (named >= 3 and share >= 0.75)
        )  # then every item is a name, whatever its words
        for low, high in inner:
            pieces = list(tidy(text, shade, low, high))
            if len(pieces) != 1:
                continue
            a, b = pieces[0]
            if (a, b) == inner[-1] and listing.last is None:
                counted = evidence.COUNTED_TAIL.search(text, a + 2, b)
                adverb = ADVERB.search(shade, a + 2, b)
                b = counted.start() if counted else adverb.start() if adverb else _before_verb(shade, a, b)
                b -= text[b - 1] in SO and b - a > 2
            classes = shade[a:b]
            long = b - a > 6 and any(c in "VA" for c in classes) and not ORG_END.search(text, a, b)
            if (b == listing.first and FIRST_WORDS.search(classes)) or text[a] == "等":
                continue
            if text[b - 1] in NUMERALS and text[b + 1 : b + 2] in tuple(NUMERALS):
                continue  # 五、六倍
            if GRAMMAR.search(classes) or (long and begins.get(a, NOWHERE).end != b):
                continue
            strange = any(c in "UL" for c in classes) or (text[a:b].isdigit() and b - a > 2)
            if of_a_kind and not named and (margin(a, b) < KIN or not strange):
                continue
            if sure or ((strange or share >= 0.6) and not ordinary(text[a:b])):
                yield Spot(a, b, 1.0 + 3.0 * share + strange + (named >= 5), "list of names", fixed=True)
