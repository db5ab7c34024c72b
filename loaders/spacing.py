"""Blanks that a site prints between Chinese characters and Latin letters or figures: 某某 App 在 2019 年.

Many editors set them, most do not, and to a reader they say nothing. So a document is read without them, and what
was found in it is put back to where it stands in the text as printed. The same with characters that have no width (soft
hyphens, zero-width spaces, marks of direction and of emoji), which come along when a page is copied. A line whose blanks stand in few of the places
where they could is no such line: there they part headlines, or cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph.claims import Claim, Mention, Value, claim_id
from loaders.document import Document, Extraction, Part, Skipped, Zone

HAN: Final = "一-龥"
BLANK: Final = "[ \u00a0\u2009\u202f]"
BLANKS: Final = {  # between Chinese and Latin characters, between Chinese characters and figures
    kind: re.compile(
        f"(?<=[{HAN}]){BLANK}(?=[{chars}])|(?<=[{ends}]){BLANK}(?=[{HAN}])"
        f"|(?<=[{ends}]){BLANK}(?=[（「《“])|(?<=[）」》”]){BLANK}(?=[{chars}])"
    )
    for kind, chars, ends in (("Latin", "A-Za-z", "A-Za-z+"), ("figures", "0-9$", "0-9%+"))
}
JOINED: Final = {
    "Latin": re.compile(f"[{HAN}](?=[A-Za-z])|[A-Za-z](?=[{HAN}])"),
    "figures": re.compile(f"[{HAN}](?=[0-9])|[0-9%](?=[{HAN}])"),
}
ANY: Final = re.compile("|".join(pattern.pattern for pattern in BLANKS.values()))
WIDTHLESS: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
LINE: Final = re.compile("[^\n]+")


def _blanks(text: str) -> Iterator[int]:
    """Where the blanks and characters without width stand that say nothing."""
    yield from (match.start() for match in WIDTHLESS.finditer(text))
    if ANY.search(text) is None:
        return
    for line in LINE.finditer(text):
        for kind, pattern in BLANKS.items():
            found = [match.start() for match in pattern.finditer(text, *line.span())]
            if found and len(found) > sum(1 for _ in JOINED[kind].finditer(text, *line.span())):
                yield from found


def without_blanks(text: str) -> str:
    """`text` without them."""
    blanks = set(_blanks(text))
    return "".join(char for at, char in enumerate(text) if at not in blanks)


@dataclass(frozen=True, slots=True)
class Closed:
    """A document without the blanks, and the way back: `at` says where each of its characters is printed."""

    document: Document
    printed: str
    at: list[int]

    def opened(self, extraction: Extraction) -> Extraction:
        """What was found in the document without blanks, with the places and the wording of the printed text."""
        claims = [self._claim(claim) for claim in extraction.claims]
        skipped = [self._skipped(skipped) for skipped in extraction.skipped]
        return Extraction(claims=claims, skipped=skipped)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self.at[start], self.at[end - 1] + 1 if end > start else self.at[start]

    def _mention(self, mention: Mention | None) -> Mention | None:
        if mention is None:
            return None
        start, end = self._span(mention.start, mention.end)
        whole = mention.mention == self.document.text[mention.start : mention.end]
        text = self.printed[start:end] if whole else mention.mention
        return mention.model_copy(update={"start": start, "end": end, "mention": text})

    def _value(self, value: Value) -> Value:
        if value.start is None or value.end is None:
            return value
        start, end = self._span(value.start, value.end)
        return value.model_copy(update={"start": start, "end": end, "mention": self.printed[start:end]})

    def _claim(self, claim: Claim) -> Claim:
        start, end = self._span(claim.evidence.start, claim.evidence.end)
        out = claim.model_copy(
            update={
                "subject": self._mention(claim.subject),
                "object": self._mention(claim.object),
                "counterparty": self._mention(claim.counterparty),
                "values": [self._value(value) for value in claim.values],
                "evidence": claim.evidence.model_copy(
                    update={"start": start, "end": end, "quote": self.printed[start:end]}
                ),
            }
        )
        out.id = claim_id(out)
        return out

    def _skipped(self, skipped: Skipped) -> Skipped:
        start, end = self._span(skipped.start, skipped.end)
        return replace(skipped, start=start, end=end, quote=self.printed[start:end])


def closed(document: Document) -> Closed | None:
    """`document` without the blanks; None where it prints none."""
    text = document.text
    blanks = set(_blanks(text))
    if not blanks:
        return None
    at = [place for place in range(len(text)) if place not in blanks]
    new, index = [], 0  # old place -> new place
    for place in range(len(text) + 1):
        new.append(index)
        index += place not in blanks
    zones = [Zone(new[zone.start], new[zone.end], zone.kind) for zone in document.zones]
    parts: list[Part] = [
        replace(
            part, start=new[part.start], end=new[part.end], title=without_blanks(part.title or "") or None
        )
        for part in document.parts
    ]
    title = without_blanks(document.title) if document.title else document.title
    plain = replace(
        document, text="".join(text[place] for place in at), title=title, zones=zones, parts=parts
    )
    return Closed(plain, text, at)
