"""The names a noun phrase is about: the object of 收购, the subject before 宣布, the items of a list.

`names_in_phrase` takes the span of the phrase and the names the finder found; it strips describing words, shares and
brackets, splits lists, keeps an owner or holder apart, and refuses class nouns (第三方服务商, 三家公司).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from loaders.names.forms import generic, ordinary, tidy
from loaders.names.kinds import ORG_END, UNIT_END
from loaders.names.lexicon import entries
from loaders.names.model import COMPANY, PRODUCT, UNIT, UNKNOWN, Name, NameType
from loaders.names.sequence import tagger
from loaders.names.shadow import shadow
from loaders.names.units import units

FIGURE: Final = r"(?:\d[\d,.]*(?:%|％|‰)|[一二三四五六七八九十百]{1,3}成|百分之[一二三四五六七八九十百零点]+|\d[\d,.]*(?:万|亿)?(?:多|余)?股|[多少半]数|全部|部分|剩余|其余|所有|余下|绝大部分|大部分|少量|约三成|过半)"
# what follows the name of a company of which shares or parts are bought
SHARE: Final = re.compile(
    rf"(?:已发行|在外流通|流通|若干|的|约|近|逾|超过?|不超过|至多|至少|不低于|合计|共计|总计|间接|直接|持有|中|总股本|{FIGURE}|控股|控制|少数|多数|相关|实际|核心|主要|海外|境外|国内|中国区|在华)*"
    r"(?:股权|股份|股票|股本|股|权益|资产|业务|控股权|控制权|经营权|出资额|普通股|优先股|可转债|债权|份额|持股|权利|多数股|少数股|所有权|资产包)"
    r"(?:及(?:相关)?(?:债权|资产|业务))?(?:的?(?:交割|过户|转让|变更|登记|收购)*(?:手续|事项|事宜|交易|工作|议案))?$"
)
PLAIN_SHARE: Final = re.compile(rf"(?:的|约|近|逾|合计|共计)*(?:{FIGURE})+的?$")
HELD: Final = re.compile(r"(?:所|合计|共计|共同|间接|直接|分别|各自|已|目前|仍|原)*(?:持有|持|拥有)的?")
UNDER: Final = re.compile(r"(?:旗下|麾下|名下|下属|所属|孵化|控股|参股|投资)的?")
ETC: Final = re.compile(r"等(?:等)?(?=$|[^候待级同式])")
BRACKET: Final = re.compile(r"[(（][^()（）]*[)）]")
LEGAL_BRACKET: Final = re.compile(
    r"[(（][\u4e00-\u9fff]{2,6}[)）](?=[\u4e00-\u9fff]{0,12}(?:公司|企业|事务所|中心|基金|集团))|[(（](?:有限合伙|普通合伙|特殊普通合伙)[)）]"
)
CODE: Final = re.compile(
    r"^[(（]\s*(?:[A-Za-z\u4e00-\u9fff]{2,6}[:： ]\s*)?(\d{4,6}(?:\.[A-Za-z]{1,2})?|[A-Z]{1,5}\.[A-Z]{1,2}|[A-Z]{2,5})\s*[)），,]"
)
ADVERB: Final = re.compile(
    r"(?:(?:[于在自从]|截至)?(?:\d{2,4}年)?(?:\d{1,2}月)(?:\d{1,2}[日号])?(?:起|以来|晚间|晚|早间|上午|下午)?|(?:[于在自从]|截至)?\d{4}年(?:起|以来|初|底|末)?"
    r"|近日|日前|今日|昨日|此前|随后|目前|今年|去年|也|又|还|再次|再度|正式|已经?|将|拟|均|都|曾|首次|陆续|先后|共同|联合|联手|分别|一直|正在|继续|重新|最终|刚刚|当时|一度)$"
)
OPENERS: Final = '“「『"《'
QUOTED: Final = re.compile(r"[“「『\"《]([^“”「」『』\"《》]{1,24})[”」』\"》]")
CALLED: Final = re.compile(r"(?:名为|名叫|叫做|叫|称为|称作|命名为|取名)$")
ENDED: Final = re.compile(f"{ORG_END.pattern}|{UNIT_END.pattern}")
SAID: Final = re.compile("[FB]")  # “已经完成”: what somebody said, no name
LIKELY: Final = 2.5  # how much likelier a name is in a slot than anywhere (log of odds)
BORDERS: Final = re.compile(r"[FOBPMT][a-z]*|H[h]+(?=.)|A[a]+")
BARE: Final = re.compile(r"(?:[UL0]|[NS][ns]+){0,2}[UL]{1,4}(?:[UL0]|[NAVSK][navsk]+){0,2}")
LEAD: Final = re.compile(r"^(?:[\s，,。、；;：:！？!?”」』》）)…—\-–]|了|过|着|的|以)+")
TRAIL: Final = re.compile(r"[\s，,。、；;：:！？!?“「『《（(…—\-–]+$")


def names_in_phrase(text: str, start: int, end: int, found: Sequence[Name]) -> list[Name]:
    """Names that the noun phrase text[start:end] is about, in order; [] where it names nothing.

    `found` are the document's names (`NameFinder.find`). A name the finder had not found is returned where the phrase
    leaves it bare: unknown characters, quotation marks, Latin, or a name's ending.
    """
    inside = [name for name in found if name.start >= start and name.end <= end]
    out: list[Name] = []
    for low, high in _items(text, start, end, inside):
        out.extend(_item(text, low, high, inside))
    return out


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    lead = LEAD.match(text[start:end])
    if lead:
        start += lead.end()
    trail = TRAIL.search(text[start:end])
    if trail:
        end = start + trail.start()
    return start, end


def _items(text: str, start: int, end: int, inside: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Spans of the items of a list, each without 等 and what follows it; the whole phrase where it is no list."""
    start, end = _trim(text, start, end)
    if start >= end:
        return
    covered = [False] * (end - start)
    for name in inside:
        for i in range(max(name.start, start), min(name.end, end)):
            covered[i - start] = True
    for match in re.finditer(r"[“「『《(（\[【][^”」』》)）\]】]*[”」』》)）\]】]", text[start:end]):
        for i in range(*match.span()):
            covered[i] = True
    phrase = text[start:end]
    shade = shadow(phrase)
    cut = end
    for match in ETC.finditer(phrase):
        if match.start() and not covered[match.start()]:
            cut = start + match.start()
            break
    low = start
    i = 0
    while i < cut - start:
        if not covered[i] and (shade[i] == "|" or shade[i] == "C" or phrase[i] in ",，/"):
            width = 1
            while i + width < cut - start and shade[i + width] == "c":
                width += 1
            if start + i > low:
                yield low, start + i
            low = start + i + width
            i += width
        else:
            i += 1
    if cut > low:
        yield low, cut


def _item(text: str, start: int, end: int, inside: Sequence[Name]) -> list[Name]:
    start, end = _trim(text, start, end)
    if start >= end:
        return []
    while True:  # when, and how: what stands between a subject and its verb
        adverb = ADVERB.search(text[max(start, end - 30) : end])
        if adverb is None or not adverb[0] or _inside(inside, end - len(adverb[0]), end):
            break
        end -= len(adverb[0])
    start, end = _trim(text, start, end)
    if start >= end:
        return []
    ticker = None
    # brackets behind the name, and a share of it
    hit: tuple[int, int] | None
    changed = True
    while changed and start < end:
        changed = False
        phrase = text[start:end]
        for match in BRACKET.finditer(phrase):
            if LEGAL_BRACKET.match(phrase, match.start()):
                continue
            code = CODE.match(match.group())
            if code and match.start():
                ticker = code.group(1)
            if match.end() == len(phrase) and match.start():
                end = start + match.start()
                changed = True
        for pattern in (SHARE, PLAIN_SHARE):
            low = max(start, end - 60)
            share = pattern.search(text[low:end])
            if share and not _inside(inside, low + share.start(), end):
                end = low + share.start()
                changed = True
        if end > start and text[end - 1] in "的 、，":
            end -= 1
            changed = True
    if start >= end:
        return []
    holder = owner = None
    hit = _last(HELD, text, start, end, inside)
    if hit is not None and hit[1] < end and hit[0] > start:
        holder = _span(_bare(text, start, hit[0], inside, None))
        start = hit[1]
    hit = _last(UNDER, text, start, end, inside)
    owning = ("旗下", "麾下", "名下", "下属", "所属")
    if hit is not None and start < hit[0] and hit[1] < end and text.startswith(owning, hit[0]):
        owner = _span(_bare(text, start, hit[0], inside, None))
        start = hit[1]
    start, end = _trim(text, start, end)
    found = _bare(text, start, end, inside, ticker)
    if owner is None and len(found) == 1:
        owner = _possessor(text, start, found[0].start, inside)
    return [replace(name, owner=name.owner or owner, holder=name.holder or holder) for name in found]


def _span(names: Sequence[Name]) -> tuple[int, int] | None:
    return (names[-1].start, names[-1].end) if names else None


def _inside(inside: Sequence[Name], start: int, end: int) -> bool:
    return any(name.start < start < name.end or (name.start == start and name.end >= end) for name in inside)


def _last(
    pattern: re.Pattern[str], text: str, start: int, end: int, inside: Sequence[Name]
) -> tuple[int, int] | None:
    out = None
    for match in pattern.finditer(text, start, end):
        if not any(name.start < match.end() and match.start() < name.end for name in inside):
            out = match.span()
    return out


def _possessor(text: str, start: int, at: int, inside: Sequence[Name]) -> tuple[int, int] | None:
    for name in reversed(inside):
        if start <= name.start and name.end < at and re.match(r"(?:自己)?(?:旗下)?的", text[name.end : at]):
            return name.start, name.end
    return None


def _bare(text: str, start: int, end: int, inside: Sequence[Name], ticker: str | None) -> list[Name]:
    """The name or names (printed without a separator) that text[start:end] ends in."""
    start, end = _trim(text, start, end)
    if start >= end:
        return []
    here = [name for name in inside if start <= name.start and name.end <= end]
    marked = list(QUOTED.finditer(text, start, end))
    tail = max(here[-1].end if here else -1, marked[-1].end() if marked else -1)
    head: tuple[int, int] | None = None
    if start < tail < end:
        rest = text[tail:end].lstrip('”」』》"’ ')
        if marked and rest.startswith("的") and CALLED.search(text, start, marked[-1].start()):
            rest = rest[1:]
        if rest and not _class_noun(rest):
            return _new(text, tail, end, ticker) if _class_noun(text[tail : end - 2]) else []
        head, end = ((end - len(rest), end) if rest else None), tail
    if marked and marked[-1].end() >= end - 1:
        return _quoted(text, marked, here, head, ticker)
    if here and here[-1].end == end:
        out = [here[-1]]
        while len(here) > len(out) and here[-len(out) - 1].end == out[0].start:
            out.insert(0, here[-len(out) - 1])
        if len(out) > 1 and not all(_stands_alone(name) for name in out):
            out = out[-1:]  # the one in front belongs to the other: 腾讯PCG事业群
        return [replace(name, head=name.head or head, ticker=name.ticker or ticker) for name in out]
    return [] if here else _new(text, start, end, ticker)


def _stands_alone(name: Name) -> bool:
    return name.type in (COMPANY, PRODUCT, UNKNOWN)


def _quoted(
    text: str,
    marked: Sequence[re.Match[str]],
    here: Sequence[Name],
    head: tuple[int, int] | None,
    ticker: str | None,
) -> list[Name]:
    """The name in the last quotation marks, or the names in several printed side by side."""
    chosen = [marked[-1]]
    for match in reversed(marked[:-1]):
        if match.end() != chosen[0].start():
            break
        chosen.insert(0, match)
    out = []
    for match in chosen:
        low, high = match.span(1)
        form = text[low:high]
        known = next((n for n in here if (n.start, n.end) == (low, high)), None)
        if known is not None:
            out.append(replace(known, head=known.head or head, ticker=known.ticker or ticker))
        elif not (
            form in entries("never", "word")
            or generic(text, " " * low + shadow(form), low, high)
            or (len(form) > 3 and ordinary(form) and SAID.search(shadow(form)))
        ):
            kind: NameType = PRODUCT if head else UNKNOWN
            out.append(Name(low, high, form, kind, 0.6, "quoted in a slot", None, ticker, head))
    return out


def _class_noun(phrase: str) -> bool:
    """Whether `phrase` consists of class nouns and describing words alone."""
    if phrase in entries("heads"):
        return True
    return not re.search(r"[UL0BFOC|q,]", shadow(phrase))


def _new(text: str, start: int, end: int, ticker: str | None) -> list[Name]:
    """A name the finder had not found, bare at the end of text[start:end].

    The tagger is asked once more, told that a name is likely here; where it sees none, words of no list that stand
    right behind a class noun, 的 or the beginning are taken.
    """
    low, high = max(0, start - 4), min(len(text), end + 4)
    window = text[low:high]
    shade = shadow(window)
    folded = units(window, shade, 0, len(window))
    for tagged in reversed(tagger().tag(folded, LIKELY)):
        for a, b in tidy(window, shade, folded.start(tagged.start), folded.end(tagged.end - 1)):
            a, b = max(a + low, start), b + low
            if b > end or b - a < 2 or (ordinary(text[a:b]) and not ENDED.search(text[a:b])):
                continue
            if a > start and _compounded(text, shade, a, low) and not ENDED.search(text[a:b]):
                continue
            rest = text[b:end].strip('”」』》"’ ')
            if b == end or not rest or _class_noun(rest):
                head = (end - len(rest), end) if rest else None
                return [
                    Name(a, b, text[a:b], _shape(text[a:b]), 0.55, "likely in a slot", None, ticker, head)
                ]
    cut = max((m.end() for m in BORDERS.finditer(shade, start - low, end - low)), default=start - low)
    if (
        BARE.fullmatch(shade, cut, end - low)
        and not ordinary(window[cut : end - low])
        and not generic(window, shade, cut, end - low)
    ):
        form = window[cut : end - low]
        return [Name(low + cut, end, form, _shape(form), 0.5, "bare in a slot", None, ticker)]
    return []


def _compounded(text: str, shade: str, at: int, low: int) -> bool:
    """Whether a plain word runs on into what begins at `at` (无人驾驶|环卫车); `shade` begins at text[low]."""
    word = at - 1 - low
    while word > 0 and shade[word].islower() and shade[word] != "q":
        word -= 1
    return word >= 0 and shade[word] in "NAV" and not text[at].isascii()


def _shape(form: str) -> NameType:
    if UNIT_END.search(form):
        return UNIT
    return COMPANY if ORG_END.search(form) else UNKNOWN
