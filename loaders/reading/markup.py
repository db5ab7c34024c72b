"""What a page says of itself in its markup: JSON-LD, meta elements, canonical address, title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from loaders.reading.about import OUTLET, About, clean_name, localised, moment

_ARTICLE = re.compile(
    r"Article|NewsArticle|BlogPosting|Report|Posting|WebPage|AnalysisNewsArticle|TechArticle"
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "publishdate",
    "pubdate", "publish_date", "publish-date", "publish_time", "publishtime", "datepublished", "og:release_date",
    "weibo: article:create_at", "weibo:article:create_at", "apub:time", "_pubtime", "bytedance:published_time",
    "article.published", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "sailthru.date",
    "parsely-pub-date", "article:create_at", "firstcreatetime", "date", "releasedate", "pdate",
)  # fmt: skip
_AUTHOR = ("author", "article:author", "og:article:author", "dc.creator", "parsely-author", "byl", "editor")
_PUBLISHER = (
    "mediaid", "article:publisher", "og:site_name", "source", "contentsource", "publisher", "dc.publisher",
    "application-name", "copyright",
)  # fmt: skip
_TITLE = ("og:title", "articletitle", "twitter:title", "dc.title", "headline")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T| )\d{2}:\d{2}")


def from_markup(root: Any, url: str | None) -> About:
    """What JSON-LD and meta elements say; `url` is where the page was fetched, to resolve a relative canonical one."""
    about = About()
    for node in _json_ld(root):
        about.fill_from(_from_node(node))
    metas = _metas(root)
    about.fill_from(
        About(
            title=_first(metas, _TITLE),
            publisher=_name(_first(metas, _PUBLISHER)),
            author=_name(_first(metas, _AUTHOR)),
            published=next((when for key in _PUBLISHED if (when := _when(metas.get(key))) is not None), None),
        )
    )
    for time in root.iter("time"):
        if about.published is None and (
            time.get("pubdate") is not None or "publish" in (time.get("itemprop") or "").lower()
        ):
            about.published = _when(time.get("datetime") or "".join(time.itertext()))
    for element in root.iterfind(".//*[@itemprop]"):
        if about.published is None and element.get("itemprop").lower() == "datepublished":
            about.published = _when(
                element.get("content") or element.get("datetime") or "".join(element.itertext())
            )
    about.url = _canonical(root, metas, url) or about.url
    return about


def page_title(root: Any) -> str | None:
    """The <title> as it stands."""
    title = next(root.iter("title"), None)
    return re.sub(r"\s+", " ", "".join(title.itertext())).strip() or None if title is not None else None


def without_site(title: str) -> str:
    """A page's <title> without the site's and the section's name behind _, - or |."""
    parts = re.split(r"\s*[_|｜]+\s*|\s+[-–—]+\s+|-(?=[^-]{2,12}$)|—+(?=[^—]{2,12}$)", title)
    best = parts[0].strip()
    return best if len(best) >= 4 else title.strip()


def site(title: str) -> str | None:
    """The site's name at the end of a page's <title>, where it looks like one."""
    last = re.split(r"\s*[_|｜]+\s*|\s*[-–—]+\s*", title)[-1].strip()
    return last if last != title.strip() and 2 <= len(last) <= 12 and OUTLET.search(last) else None


def _json_ld(root: Any) -> Iterator[dict[str, Any]]:
    """The objects that speak of an article, those named Article first."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            loaded = json.loads(re.sub(r"[\x00-\x1f]+", " ", script.text.strip().rstrip(";")))
        except ValueError:
            continue  # many are written by hand, and wrong
        stack = [loaded]
        while stack:
            node = stack.pop()
            if isinstance(node, list):
                stack.extend(reversed(node))
            elif isinstance(node, dict):
                if isinstance(node.get("@graph"), list):
                    stack.extend(reversed(node["@graph"]))
                if (
                    _ARTICLE.search(_text(node.get("@type")) or "")
                    or "datePublished" in node
                    or "pubDate" in node
                ):
                    found.append(node)
    yield from sorted(found, key=lambda node: "Page" in (_text(node.get("@type")) or ""))


def _from_node(node: dict[str, Any]) -> About:
    published = node.get("datePublished") or node.get("pubDate") or node.get("dateCreated")
    url = node.get("mainEntityOfPage") or node.get("url") or node.get("@id")
    if isinstance(url, dict):
        url = url.get("@id") or url.get("url")
    url = _text(url)
    return About(
        title=_text(node.get("headline") or node.get("title") or node.get("name")),
        publisher=_name(_named(node.get("publisher")) or _named(node.get("sourceOrganization"))),
        author=_name(_named(node.get("author")) or _named(node.get("creator"))),
        url=url if url and url.startswith("http") else None,
        published=_when(published),
    )


def _named(value: Any) -> str | None:
    if isinstance(value, list):
        return "、".join(name for item in value if (name := _named(item))) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = " ".join(str(v) for v in value)
    if not isinstance(value, (str, int)):
        return None
    return str(value).encode("utf-8", "replace").decode().strip() or None  # JSON may hold half a character


def _metas(root: Any) -> dict[str, str]:
    """Content of the meta elements by lower-case name, property or itemprop; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _name(value: str | None) -> str | None:
    """A name, unless it is an address, a number, or a note on copyright."""
    if value is None or value.startswith("http") or len(value) > 40 or re.search(r"©|[Cc]opyright|@", value):
        return None
    name = clean_name(value)
    return (
        name
        if name and not name.isdigit() and name.lower() not in {"admin", "none", "null", "undefined"}
        else None
    )


def _when(value: Any) -> datetime | None:
    """A moment in ISO or as people write it, or in seconds or milliseconds since 1970."""
    if value is None:
        return None
    text = str(value).strip()
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return localised(datetime.fromtimestamp(int(text[:10]), tz=UTC))
    if _ISO.match(text):
        try:
            return localised(
                datetime.fromisoformat(re.sub(r"(?<=[+-]\d\d)(?=\d\d$)", ":", text.replace("Z", "+00:00")))
            )
        except ValueError:
            return moment(text)
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return moment(text)


def _canonical(root: Any, metas: dict[str, str], url: str | None) -> str | None:
    said = next(
        (
            link.get("href")
            for link in root.iter("link")
            if "canonical" in (link.get("rel") or "").lower().split()
        ),
        None,
    ) or metas.get("og:url")
    if not said:
        return None
    whole: str = urljoin(url or "", said.strip())
    if whole.startswith("//"):
        whole = "https:" + whole
    parts = urlsplit(whole)
    # a home page given as every page's canonical address identifies nothing
    if parts.scheme not in {"http", "https"} or (parts.path in {"", "/"} and not parts.query):
        return None
    return whole
