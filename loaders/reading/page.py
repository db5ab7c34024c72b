"""An HTML page as text: the article (or the list of headlines) out of everything around it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from loaders.document import ReadError, ZoneKind
from loaders.reading.about import MOMENT, About, publication_line
from loaders.reading.blocks import Block, Blocks
from loaders.reading.fold import fold
from loaders.reading.markup import from_markup, page_title, site, without_site

_Z = ZoneKind
_FURNITURE = re.compile(
    r"版权|ICP|公网安备|转载|客服|举报|邮箱|许可证|免责|All Rights|Copyright|©|登录|注册|扫码|二维码|客户端|浏览器"
)
_PUNCTUATED = re.compile("[，。！？；：、,!?;]")
_REGION_KIND = {
    "crumb": _Z.METADATA, "other": _Z.NAVIGATION, "widget": _Z.NAVIGATION, "menu": _Z.NAVIGATION,
    "footer": _Z.NAVIGATION, "comment": _Z.NAVIGATION, "caption": _Z.CAPTION, "tags": _Z.METADATA,
}  # fmt: skip
_OUTSIDE = frozenset({"comment", "footer", "other", "widget", "menu", "crumb", "tags"})
_ENDS = re.compile(r"</(?:html|body)\s*>", re.I)
_BEGINS = re.compile(r"<(?:html|body)[\s>]", re.I)


@dataclass(slots=True)
class Page:
    """The text of a page, what its markup says of it, and by the offset where a line begins what that line is."""

    text: str
    about: About
    hints: dict[int, ZoneKind] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    site: str | None = None  # the publisher, where neither markup nor text names one


def looks_like_html(text: str) -> bool:
    """Whether a text without a telling suffix is a page."""
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<?xml")) and "<html" in head + text[:6000].lower()


def read_page(html: str, *, name: str, url: str | None = None) -> Page:
    """The article of a page, a line for each paragraph; a row of a table is its cells between tabs.

    Raises `ReadError` when the page holds no text.
    """
    import lxml.etree
    import lxml.html

    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html.replace("\x00", ""))
    notes = []
    if _BEGINS.search(html) and not _ENDS.search(html):
        notes.append("The page is cut off: it has no end; what is there was read.")
    try:
        root = lxml.html.document_fromstring(
            html, parser=lxml.html.HTMLParser(huge_tree=True, remove_comments=True)
        )
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        raise ReadError(f"{name} holds no text: it is an empty page.") from None
    about = from_markup(root, url)
    found = Blocks(root)
    blocks = found.blocks
    if not blocks:
        why = "it is cut off before its text begins" if notes else "its text may be filled in by a script"
        raise ReadError(f"{name} holds no text: {why}.")
    head_title = page_title(root)
    chosen = _choose(found, about, head_title)
    page = _page(chosen, about, notes)
    page.site = site(head_title) if head_title else None
    return page


# --- which blocks are the article --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Chosen:
    title: str | None
    blocks: list[Block]
    is_list: bool


def _choose(found: Blocks, about: About, head_title: str | None) -> _Chosen:
    blocks = found.blocks
    outside = _outside(blocks)
    good: dict[int, int] = defaultdict(int)
    bad: dict[int, int] = defaultdict(int)
    for i, block in enumerate(blocks):
        g, b = _worth(block, i in outside)
        for element in block.path:
            good[element] += g
            bad[element] += b
    best = max(good, key=lambda e: (good[e] - 1.5 * bad[e], e), default=None)
    if best is None or good[best] < 60:
        return _choose_list(blocks, about, head_title)
    best = _semantic(found, good, best)
    inside = [i for i, block in enumerate(blocks) if best in block.path]
    first, last = inside[0], inside[-1]
    title_at, title = _title(blocks, first, last, about, head_title)
    taken = [i for i in inside if not (i in outside and _drops(blocks[i]))]
    if title_at is not None and title_at < first:
        between = [
            i
            for i in range(title_at + 1, first)
            if i not in outside and not blocks[i].is_linked and len(blocks[i].text) >= 2
        ]
        taken = between[:12] + taken
    after = [
        i for i in range(last + 1, min(last + 6, len(blocks))) if i not in outside and _signs(blocks[i].text)
    ]
    taken += after
    if title_at is not None:
        taken = [i for i in taken if i != title_at]
    return _Chosen(title, [blocks[i] for i in taken], False)


def _outside(blocks: list[Block]) -> set[int]:
    """Blocks in stretches that their names call something else than the article.

    A stretch that holds a third of the page's prose is the article, whatever it is called: its name is forgotten.
    """
    prose: dict[int, int] = defaultdict(int)
    total = 0
    for block in blocks:
        worth = _worth(block, False)[0]
        total += worth
        for region, element in block.regions:
            if region in _OUTSIDE:
                prose[element] += worth
    for block in blocks:
        block.regions = tuple(
            (region, element)
            for region, element in block.regions
            if region == "caption"
            or prose[element] * 3 < total
            or (region == "comment" and prose[element] * 2 < total)
        )
    return {i for i, block in enumerate(blocks) if any(region in _OUTSIDE for region, _ in block.regions)}


def _worth(block: Block, outside: bool) -> tuple[int, int]:
    """(characters of prose, characters of what prose is not)."""
    size = len(block.text)
    if outside:
        return 0, min(size, 60)
    if block.tag == "tr":
        return min(size, 40), 0
    if block.is_linked:
        return 0, size + 3
    if size >= 20 and _PUNCTUATED.search(block.text) and not _FURNITURE.search(block.text):
        return size - block.linked, 0
    return 0, 0 if block.is_heading else 3


def _semantic(found: Blocks, good: dict[int, int], best: int) -> int:
    """An <article> or articleBody that holds nearly all of the prose found is the better frame."""
    for element, worth in sorted(good.items()):
        node = found.elements[element]
        is_body = "articlebody" in (node.get("itemprop") or "").lower()
        if (is_body or node.tag == "article") and worth * 10 >= good[best] * 8 and element > best:
            return element
    return best


def _title(
    blocks: list[Block], first: int, last: int, about: About, head_title: str | None
) -> tuple[int | None, str | None]:
    """Where the title stands among the blocks (None: only in the page's head), and what it is."""
    said = [t for t in (about.title, head_title) if t]
    heads = [i for i, b in enumerate(blocks[: last + 1]) if b.tag in {"h1", "h2"} and len(b.text) >= 4]
    for i in heads:
        if any(_same(blocks[i].text, t) for t in said):
            return i, blocks[i].text
    ones = [i for i in heads if blocks[i].tag == "h1" and i <= first + 3]
    if ones and not blocks[ones[-1]].is_linked:
        return ones[-1], blocks[ones[-1]].text
    for i in range(max(0, first - 15), min(first + 4, len(blocks))):
        if (
            6 <= len(blocks[i].text) <= 90
            and any(_same(blocks[i].text, t) for t in said)
            and not _has_region(blocks[i], "crumb")
        ):
            return i, blocks[i].text
    near = [
        i
        for i in range(max(0, first - 4), first + 1)
        if blocks[i].is_heading and 6 <= len(blocks[i].text) <= 90
    ]
    if near and not blocks[near[-1]].is_linked and not blocks[near[-1]].regions:
        return near[-1], blocks[near[-1]].text
    if about.title:
        return None, about.title
    return (None, without_site(head_title)) if head_title else (None, None)


def _has_region(block: Block, name: str) -> bool:
    return any(region == name for region, _ in block.regions)


def _same(text: str, said: str) -> bool:
    """Whether a heading is the title that the page's head gives, with or without the site's name behind it."""
    a, b = (re.sub(r"\W+", "", fold(t)) for t in (text, said))
    return len(a) >= 4 and (b.startswith(a) or (len(b) >= 8 and a.startswith(b)))


def _drops(block: Block) -> bool:
    """Inside the article's frame, but comments, menus and lists of other articles: left out of the text."""
    return any(region in {"comment", "menu", "other", "footer"} for region, _ in block.regions)


def _signs(text: str) -> bool:
    return len(text) <= 80 and publication_line(text, in_head=False) is not None


def _choose_list(blocks: list[Block], about: About, head_title: str | None) -> _Chosen:
    """A page without prose: its headlines, from where most of them stand (with their days, where it has some)."""
    count: dict[int, int] = defaultdict(int)
    for i, block in enumerate(blocks):
        if len(block.text) < 8 or not re.search("[\u3400-\u9fff]{4}", block.text):
            continue
        near = " ".join(b.text for b in blocks[i : i + 3])
        for element in block.path:
            count[element] += 4 if MOMENT.search(fold(near)) else 1
    best = max(count, key=lambda e: (count[e], e), default=None)
    title_at, title = _title(blocks, 0, len(blocks) - 1, about, head_title)
    taken = [b for i, b in enumerate(blocks) if (best is None or best in b.path) and i != title_at]
    return _Chosen(title, taken, True)


# --- its text ----------------------------------------------------------------------------------------------------


def _page(chosen: _Chosen, about: About, notes: list[str]) -> Page:
    lines: list[str] = []
    hints: dict[int, ZoneKind] = {}
    position = 0
    if chosen.title:
        about.title = chosen.title
        hints[0] = _Z.TITLE
        lines.append(chosen.title)
        position = len(chosen.title) + 1
    previous: Block | None = None
    for block in chosen.blocks:
        kind = _hint(block, previous, chosen.is_list)
        if kind is not None:
            hints[position] = kind
        lines.append(block.text)
        position += len(block.text) + 1
        previous = block
    return Page("\n".join(lines) + "\n", about, hints, notes)


def _hint(block: Block, previous: Block | None, is_list: bool) -> ZoneKind | None:
    for region, _ in block.regions:
        kind = _REGION_KIND.get(region)
        if kind is not None and not (is_list and kind is _Z.NAVIGATION) and not _is_prose(block):
            return kind
    if block.tag == "tr":
        return _Z.TABLE
    if block.is_heading:
        return _Z.HEADING
    if block.is_linked and not is_list and not _is_prose(block):
        return _Z.NAVIGATION
    if block.image and len(block.text) <= 50 and not block.text.endswith(("。", "：", ":", "，")):
        return _Z.CAPTION
    if block.tag == "li" and not block.is_linked:
        return _Z.LIST_ITEM
    return None


def _is_prose(block: Block) -> bool:
    return (
        len(block.text) >= 40
        and re.search("[。！？；]", block.text) is not None
        and not (block.is_linked and len(block.text) < 60)
    )
