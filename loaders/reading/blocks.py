"""An HTML tree as blocks of text: paragraphs, headings, list items, table rows, each with what its markup tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_BLOCK_TAGS = (
    "p div section article main h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tbody thead tfoot tr td th caption "
    "blockquote pre figure figcaption header footer aside nav form address hr center body details summary "
    "fieldset legend html"
)
_SKIPPED_TAGS = (
    "script style noscript template svg math iframe object embed select option textarea button input canvas audio "
    "video head map area datalist progress meter applet frame frameset"
)
_BLOCK = frozenset(_BLOCK_TAGS.split())
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# what designers call the stretches that are no article; (region, pattern over class and id)
_REGIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?:{pattern})(?:s|$|[\s_\d-]|(?=[A-Z]))", re.I))
    for name, pattern in (
        ("crumb", "bread-?crumbs?|crumbs?|location|position|weizhi|curr?ent-?position|mbx"),
        ("comment", "comments?|disqus|reply|replies|pinglun|gentie|post-?comment|cmt|review-?list"),
        ("footer", "footer|foot|copyright|site-?info|banquan|page-?bottom|friend-?links?|links-?footer"),
        (
            "other",
            "sidebar|side|aside|related?|relevant|recommend(?:ed|ation|s)?|recommand|tuijian|xiangguan|hot|hots|hotnews|"
            "rank(?:ing)?|paihang|top-?list|prev-?next|prenext|pre-?next|pager?-?nav|pagination|paginator|more-?news|"
            "news-?list|other-?news|next-?article|read-?more|author-?(?:card|box|info|articles)|you-?like|like-?list|"
            "extend-?read|yandu|xgyd|guess",
        ),
        (
            "widget",
            "share|sharing|bdshare|social|toolbar|tool-?box|tools|qr-?code|erwei-?ma|ewm|weixin-?code|login|register|popup|pop|"
            "modal|dialog|mask|ads?|adv|advert(?:isement)?|ad-?box|gg|guanggao|banner|subscribe|app-?down(?:load)?|"
            "download-?app|feedback|report|praise|dianzan|zan|reward|dashang|vote|search(?:-?box|-?bar)?|font-?size|print",
        ),
        ("menu", "nav|navbar|navigation|menu|sub-?nav|top-?bar|header-?nav|channel|site-?nav|quick-?link|skip"),
        ("caption", "caption|img-?desc|pic-?(?:desc|text|info|note)|image-?(?:desc|note|caption)|tuzhu|picture-?desc|photo-?desc|fig-?desc"),
        ("tags", "tags?|keywords?|label-?list|article-?tags?|biaoqian"),
    )
)  # fmt: skip
_REFERENCE = re.compile(r"\[[^\]]{1,6}\]")
_TAG_REGION = {"nav": "menu", "footer": "footer", "aside": "other", "figcaption": "caption"}
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]{2}")
_SPACES = re.compile(r"[ \t\r\n\f\xa0\u2002\u2003\u200b\ufeff]+")


@dataclass(slots=True)
class Block:
    """One line of text. `path` are the elements it stands in, outermost first, as positions in document order."""

    text: str
    tag: str
    path: tuple[int, ...]
    regions: tuple[tuple[str, int], ...] = ()  # what it stands in by name, and which element that is
    linked: int = 0  # characters inside links
    image: bool = False

    @property
    def is_linked(self) -> bool:
        return self.linked * 10 > len(self.text) * 6

    @property
    def is_heading(self) -> bool:
        return len(self.tag) == 2 and self.tag[0] == "h" and self.tag[1].isdigit()


@dataclass(slots=True)
class _Open:
    """The block being filled."""

    tag: str
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    image: bool = False


class Blocks:
    """Walks a tree once, without recursion (pages are nested as deep as anyone likes)."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Any] = []  # block elements by their position
        self._path: list[int] = []
        self._regions: list[tuple[str, int]] = []
        self._open = _Open("body")
        self._tags = ["body"]
        self._links = 0
        self._cells: list[str] | None = None
        self._tables = _data_tables(root)
        self._walk(root)
        self._flush()

    def _walk(self, root: Any) -> None:
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
                self._text(element.tail)
                continue
            if not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_hidden(element):
                self._text(element.tail)
                continue
            self._enter(element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))

    def _enter(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            if self._cells is not None or any(len(t) == 2 and t[0] == "h" for t in self._tags[-2:]):
                self._open.pieces.append(" ")
            else:
                self._flush()
        elif tag == "a":
            self._links += 1
        elif tag == "img":
            self._open.image = True
        elif tag == "tr" and element in self._tables:
            self._flush()
            self._cells = []
            self._push(element, tag)
        elif self._cells is not None:
            if tag in {"td", "th"}:
                self._open = _Open("tr")
            elif tag in _BLOCK:
                self._open.pieces.append(" ")
        elif tag in _BLOCK:
            self._flush()
            self._push(element, tag)
        self._text(element.text)

    def _push(self, element: Any, tag: str) -> None:
        self.elements.append(element)
        self._path.append(len(self.elements) - 1)
        self._tags.append(tag)
        region = _region(element)
        if region is not None:
            self._regions.append((region, self._path[-1]))
        self._open = _Open(tag)

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if tag == "a":
            self._links -= 1
            self._open.pieces.append(
                "\x00"
            )  # where a link ends: a date set right behind it is a word of its own
        elif self._cells is not None and tag in {"td", "th"}:
            self._cells.append(_clean("".join(self._open.pieces)))
        elif self._cells is not None and tag == "tr" and element in self._tables:
            row = "\t".join(self._cells)
            linked = self._open.linked
            self._cells = None
            self._open = _Open("tr", [])
            if row.strip():
                self.blocks.append(Block(row, "tr", tuple(self._path), tuple(self._regions), linked))
            self._pop()
        elif self._cells is None and tag in _BLOCK:
            self._flush()
            self._pop()

    def _pop(self) -> None:
        position = self._path.pop()
        self._tags.pop()
        if self._regions and self._regions[-1][1] == position:
            self._regions.pop()
        self._open = _Open(self._tags[-1])

    def _text(self, text: str | None) -> None:
        if not text:
            return
        self._open.pieces.append(text)
        if self._links:
            self._open.linked += len(text.strip())

    def _flush(self) -> None:
        if self._cells is not None:
            return
        text = _clean("".join(self._open.pieces))
        if text:
            self.blocks.append(
                Block(
                    text, self._open.tag, tuple(self._path), tuple(self._regions), self._open.linked, self._open.image
                )
            )  # fmt: skip
            self._open = _Open(self._open.tag)
        else:  # an image alone in its paragraph: the short line after it is its caption
            self._open = _Open(self._open.tag, image=self._open.image)


def _clean(text: str) -> str:
    text = re.sub(r"\x00(?=\s*[\[(（]?\d{2,4}[-/.年月])", " ", text).replace("\x00", "")
    return _SPACES.sub(_space, text).strip()


def _space(run: re.Match[str]) -> str:
    """White space as one space; none where the source breaks a line between two Chinese characters."""
    around = run.string[run.start() - 1 : run.start()] + run.string[run.end() : run.end() + 1]
    return "" if ("\n" in run[0] or "\r" in run[0]) and _CJK.fullmatch(around) else " "


def _is_hidden(element: Any) -> bool:
    if element.tag == "sup" and _REFERENCE.fullmatch("".join(element.itertext()).strip()):
        return True
    if "editsection" in (element.get("class") or ""):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element.tag not in {"body", "html"}
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _region(element: Any) -> str | None:
    tag = element.tag
    if tag in _TAG_REGION:
        return _TAG_REGION[tag]
    if tag in {"body", "html", "article", "main"}:
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    if not names:
        return None
    for name, pattern in _REGIONS:
        if pattern.search(names):
            return name
    return None


def _data_tables(root: Any) -> set[Any]:
    """Rows of the tables that hold data; old pages set whole articles in table cells, and those are layout."""
    rows: set[Any] = set()
    for table in root.iter("table"):
        if next(table.iterdescendants("table"), None) is not None:
            continue
        mine = list(table.iter("tr"))
        cells = [[c for c in row if c.tag in {"td", "th"}] for row in mine]
        wide = sum(len(row) >= 2 for row in cells)
        longest = max((len("".join(c.itertext()).strip()) for row in cells for c in row), default=0)
        if wide >= 2 and longest <= 200:
            rows.update(mine)
    return rows
