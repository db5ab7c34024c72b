"""A PDF as text: its pages without running heads and page numbers, lines broken inside a sentence joined."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections import Counter
from itertools import pairwise

from loaders.document import ReadError

PAGES = 2000  # more is no article
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_SPACED = re.compile(rf"(?<=[{_CJK}])[ \t]+(?=[{_CJK}])")
_PAIR = re.compile(rf"[{_CJK}](?=\s?[{_CJK}])")
_NUMBER = re.compile(
    r"[-—–·.\s]*(?:第\s*)?\d{1,4}\s*(?:页|頁)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,4}\s*(?:页|頁)?)?[-—–·.\s]*"
)
_STOP = "。！？!?；;"
_OPEN = "，、,（(《“‘"
_CLOSE = re.compile(r"[，。、！？；：）)》”’]")
_HEAD = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、]\s?(?!\d)|[●•■◆·]|第[一二三四五六七八九十\d]+[章节條条])"
)
_TITLE = re.compile(r"[\u3400-\u9fff]{2}")
_NO_TITLE = re.compile(
    r"\.(?:docx?|pdf|wps|xlsx?|pptx?|indd|qxd)\b|^Microsoft|^Untitled|^PowerPoint|^无标题|^幻灯片", re.I
)


def read_pdf(data: bytes, *, name: str) -> tuple[str, str | None, list[str]]:
    """(text, title of the PDF's own properties, notes). Raises `ReadError`: broken, locked, too long, no text."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are about files, not for our users
    broken = (
        PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError,
        NotImplementedError, ZeroDivisionError, AssertionError, OSError, zlib.error,
    )  # fmt: skip
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{name} is a PDF locked with a password; save it without one.")
        if len(reader.pages) > PAGES:
            raise ReadError(
                f"{name} has {len(reader.pages)} pages, more than the {PAGES} that one document may have."
            )
        pages = [page.extract_text() or "" for page in reader.pages]
        title = str(reader.metadata.title) if reader.metadata and reader.metadata.title else None
    except ReadError:
        raise
    except broken as error:
        detail = str(error).strip().splitlines()[0][:120] if str(error).strip() else type(error).__name__
        raise ReadError(f"{name} is a PDF that cannot be read: {detail}.") from None
    empty = sum(not page.strip() for page in pages)
    if empty == len(pages):
        raise ReadError(f"{name} is a PDF without text (scanned images?); run text recognition on it first.")
    notes = [f"{empty} of {len(pages)} pages hold no text (images?)."] if empty else []
    pages = [_whole_characters(page) for page in pages]
    text = join_lines(_without_running_heads([page.splitlines() for page in pages]))
    if title is not None and (not _TITLE.search(title) or _NO_TITLE.search(title)):
        title = None
    return text, title, notes


def _whole_characters(text: str) -> str:
    """Halves of surrogate pairs, of which broken fonts are full, put together or marked as lost."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "")


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """All lines in order, less those at the top or bottom that most pages share, and page numbers there."""
    stripped = [[line.strip() for line in page if line.strip()] for page in pages]
    edges: Counter[str] = Counter()
    for page in stripped:
        edges.update({re.sub(r"\d+", "0", line) for line in [*page[:2], *page[-2:]]})
    running = {line for line, n in edges.items() if len(pages) >= 3 and n * 2 > len(pages)}
    lines: list[str] = []
    for page in stripped:
        for i, line in enumerate(page):
            at_edge = i < 2 or i >= len(page) - 2
            if at_edge and (
                re.sub(r"\d+", "0", line) in running or (len(pages) > 1 and _NUMBER.fullmatch(line))
            ):
                continue
            lines.append(line)
    return lines


def join_lines(lines: list[str]) -> str:
    """Lines as paragraphs, one a line. A line goes on in the next when it is full or breaks off at a comma."""
    if not lines:
        return ""
    lines = _unspaced(lines)
    widths = sorted(_width(line) for line in lines)
    full = widths[min(len(widths) - 1, len(widths) * 9 // 10)] * 0.88
    out = [lines[0]]
    for before, line in pairwise(lines):
        out += [_glue(before, line) if _goes_on(before, line, full) else "\n", line]
    return "".join(out) + "\n"


def _goes_on(before: str, line: str, full: float) -> bool:
    if _CLOSE.match(line) or before[-1] in _OPEN:
        return True
    if before[-1] in _STOP or (before[-1] in "：:”’）)" and _width(before) < full):
        return False
    return _width(before) >= full and full >= 30 and not _HEAD.match(line)


def _glue(before: str, line: str) -> str:
    return (
        " "
        if before[-1].isascii() and before[-1].isalnum() and line[0].isascii() and line[0].isalnum()
        else ""
    )


def _unspaced(lines: list[str]) -> list[str]:
    """Some PDFs set each character apart, and the gaps come out as spaces."""
    text = "\n".join(lines)
    pairs = len(_PAIR.findall(text))
    if pairs and len(_SPACED.findall(text)) * 4 > pairs:
        return [_SPACED.sub("", line) for line in lines]
    return lines


def _width(text: str) -> int:
    return sum(2 if c > "\u2e7f" else 1 for c in text)
