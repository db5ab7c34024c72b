"""`extract`: what a document states, as claims, and what looked like a statement and was left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from loaders.annotate import Annotated
from loaders.assemble import Assembler
from loaders.deals.nature import settled
from loaders.deals.reader import DealReader
from loaders.disclosure import DisclosureReader
from loaders.discourse.sentence import sentences
from loaders.document import Document, Extraction, KnownName, Zone, ZoneKind
from loaders.kept import Kept
from loaders.measures import MeasureReader
from loaders.names import NameFinder
from loaders.patterns.language import library
from loaders.spacing import closed

LINE = re.compile(r"[^\n]+")
_finder = Kept(NameFinder)


def extract(
    document: Document, names: Sequence[KnownName] = (), *, patterns: Sequence[Path] = ()
) -> Extraction:
    """The claims of `document`.

    `names` are the register's: any of their forms stands for the name. `patterns` are further pattern files (see
    patterns/README.md), whose patterns replace ours of the same id. UserError names a pattern file that is wrong.
    """
    if not document.text.strip():
        return Extraction()
    without = closed(document)
    if without is not None:
        return without.opened(_extract(without.document, names, patterns))
    return _extract(document, names, patterns)


def _extract(document: Document, names: Sequence[KnownName], patterns: Sequence[Path]) -> Extraction:
    annotated = Annotated(document, _finder(names), names)
    assembler = Assembler(document, annotated, library(tuple(patterns)))
    holding = assembler.library.marked("holding")
    measures = MeasureReader(assembler)
    disclosures = DisclosureReader(assembler)
    deals = DealReader(assembler)
    zones = document.zones or [Zone(*m.span(), ZoneKind.BODY) for m in LINE.finditer(document.text)]
    for sentence in sentences(annotated.plain, zones, annotated.spans):
        assembler.read(sentence)
        measures.read(sentence)
        disclosures.read(sentence)
        deals.read(sentence)
    claims = settled(annotated, disclosures.news(assembler.claims), holding)
    return Extraction(claims=claims, skipped=assembler.skipped)
