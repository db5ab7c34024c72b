"""A document with its claims as one HTML file: each claim's words marked, and what was left aside, with why.

The page needs no network and asks for none: its policy allows only the style and the script inside it, by hash.
Everything from the document goes through the template's escaping.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from graph.claims import Claim, Mention
from graph.schema import EDGE_BY_TYPE, Modality
from loaders.document import Document, Extraction, Skipped, ZoneKind

_KINDS_ZH = {
    ZoneKind.METADATA: "发布信息", ZoneKind.BYLINE: "署名", ZoneKind.CAPTION: "图注", ZoneKind.ADVERTISEMENT: "广告",
    ZoneKind.CONTACT: "联系方式", ZoneKind.COPYRIGHT: "版权", ZoneKind.NAVIGATION: "页面部件",
}  # fmt: skip
_MODALITIES_ZH = {
    Modality.ASSERTED: "断言", Modality.ANNOUNCED: "宣布", Modality.FORECAST: "预测", Modality.REPORTED: "据报道",
    Modality.PLANNED: "计划", Modality.RUMOURED: "传闻", Modality.DENIED: "否认", Modality.HYPOTHETICAL: "假设",
    Modality.OPINION: "观点",
}  # fmt: skip
_LINE = re.compile(r"[^\n\r]+")


@dataclass(slots=True)
class Piece:
    """A stretch of a line on which the same marks lie. Numbers are those of claims and of skipped stretches."""

    text: str
    zone: ZoneKind | None
    evidence: list[int] = field(default_factory=list)
    mentions: list[tuple[int, str]] = field(
        default_factory=list
    )  # (claim, subject | object | counterparty | value)
    skipped: list[int] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)  # claims whose evidence begins here
    begins_skipped: list[int] = field(default_factory=list)

    @property
    def classes(self) -> str:
        """What the style sheet goes by."""
        names = [f"z-{self.zone.value}"] if self.zone is not None else []
        if self.evidence:
            names.append("ev")
        names += sorted({role for _, role in self.mentions})
        if self.skipped:
            names.append("sk")
        return " ".join(names)

    @property
    def shown(self) -> str:
        """Claims that hovering here speaks of: those that name this very stretch, else those that rest on it."""
        named = list(dict.fromkeys(number for number, _ in self.mentions))
        return " ".join(map(str, named or self.evidence))


@dataclass(slots=True)
class Paragraph:
    pieces: list[Piece]
    kind: ZoneKind | None

    @property
    def label(self) -> str:
        return _KINDS_ZH.get(self.kind, "") if self.kind is not None else ""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    number: int
    role: str  # evidence, skipped, or which side of a claim


def page(document: Document, extraction: Extraction, aside: Sequence[Skipped] = ()) -> str:
    """The page. `aside` are stretches that were not read at all; they are greyed rather than marked."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FunctionLoader(_part),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    style = _part("reading.css") + _colours()
    script = _part("reading.js")
    return environment.get_template("reading.html.j2").render(
        document=document,
        link=document.url if (document.url or "").startswith(("http://", "https://")) else None,
        paragraphs=list(paragraphs(document, extraction)),
        cards=[_card(claim) for claim in extraction.claims],
        skipped=extraction.skipped,
        aside=len(aside),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        published=document.published.isoformat(sep=" ", timespec="minutes") if document.published else None,
    )


def paragraphs(document: Document, extraction: Extraction) -> Iterator[Paragraph]:
    """The text line by line, cut wherever a mark or a zone begins or ends; together the pieces are the text."""
    marks = sorted(
        _marks(document, extraction), key=lambda mark: (mark.start, -mark.end, mark.number, mark.role)
    )
    edges = {mark.start for mark in marks} | {mark.end for mark in marks}
    for zone in document.zones:
        edges |= {zone.start, zone.end}
    ordered = sorted(edges)
    zones, zone_at = document.zones, 0
    kind: ZoneKind | None
    at, next_mark, edge = 0, 0, 0
    live: list[_Mark] = []
    for line in _LINE.finditer(document.text):
        pieces: list[Piece] = []
        at = line.start()
        while edge < len(ordered) and ordered[edge] <= at:
            edge += 1
        while at < line.end():
            stop = min(line.end(), ordered[edge] if edge < len(ordered) else line.end())
            while next_mark < len(marks) and marks[next_mark].start <= at:
                live.append(marks[next_mark])
                next_mark += 1
            live = [mark for mark in live if mark.end > at]
            while zone_at < len(zones) and zones[zone_at].end <= at:
                zone_at += 1
            kind = zones[zone_at].kind if zone_at < len(zones) and zones[zone_at].start <= at else None
            pieces.append(_piece(document.text[at:stop], kind, live, at))
            at = stop
            if edge < len(ordered) and ordered[edge] <= at:
                edge += 1
        kinds = [piece.zone for piece in pieces if piece.zone is not None]
        first = next((k for k in kinds if k.readable), kinds[0] if kinds else None)
        yield Paragraph(pieces, first)


def _marks(document: Document, extraction: Extraction) -> Iterator[_Mark]:
    size = len(document.text)
    for number, claim in enumerate(extraction.claims):
        yield _Mark(claim.evidence.start, min(claim.evidence.end, size), number, "evidence")
        for role, mention in (
            ("subject", claim.subject),
            ("object", claim.object),
            ("counterparty", claim.counterparty),
        ):
            if mention is not None and mention.end > mention.start:
                yield _Mark(mention.start, mention.end, number, role)
        for value in claim.values:
            if value.start is not None and value.end is not None:
                yield _Mark(value.start, value.end, number, "value")
    for number, skipped in enumerate(extraction.skipped):
        yield _Mark(skipped.start, skipped.end, number, "skipped")


def _piece(text: str, zone: ZoneKind | None, live: Sequence[_Mark], at: int) -> Piece:
    by_role: dict[str, list[int]] = defaultdict(list)
    for mark in live:
        by_role[mark.role].append(mark.number)
    return Piece(
        text,
        zone,
        evidence=sorted(by_role["evidence"]),
        mentions=[
            (number, role)
            for role in ("subject", "object", "counterparty", "value")
            for number in sorted(by_role[role])
        ],
        skipped=sorted(by_role["skipped"]),
        begins=sorted(mark.number for mark in live if mark.role == "evidence" and mark.start == at),
        begins_skipped=sorted(mark.number for mark in live if mark.role == "skipped" and mark.start == at),
    )


def _card(claim: Claim) -> dict[str, Any]:
    edge = EDGE_BY_TYPE.get(claim.predicate)
    details = [claim.title, claim.round, "领投" if claim.lead else None]
    details += [f"{value.what}: {value.mention}" if value.what else value.mention for value in claim.values]
    return {
        "predicate": claim.predicate,
        "zh": edge.type_zh if edge is not None else "",
        "subject": _named(claim.subject),
        "object": _named(claim.object),
        "counterparty": _named(claim.counterparty),
        "date": claim.date,
        "end": claim.end,
        "modality": claim.modality.value,
        "modality_zh": _MODALITIES_ZH[claim.modality],
        "makes_fact": claim.modality.makes_fact,
        "details": [detail for detail in details if detail],
        "rule": claim.rule,
        "confidence": f"{claim.confidence:.2f}",
        "quote": claim.evidence.quote,
        "id": claim.id,
    }


def _named(mention: Mention | None) -> str | None:
    """The entity, and the words that stand for it where they differ."""
    if mention is None:
        return None
    return mention.name if mention.mention == mention.name else f"{mention.name}（{mention.mention}）"


def _colours() -> str:
    return "".join(f".p-{name}{{--edge:{edge.colour}}}" for name, edge in EDGE_BY_TYPE.items())


@lru_cache(maxsize=8)
def _part(name: str) -> str:
    return files("loaders").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
