"""Runs the examples of patterns: each is the test of its pattern."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from loaders.document import SHANGHAI, Document, KnownName, Zone, ZoneKind
from loaders.extraction import extract
from loaders.patterns.language import Example, PatternSpec
from loaders.patterns.template import compile_template

PRODUCT_SIDES = {
    ("LAUNCHED", "object"), ("SHUT_DOWN", "subject"), ("RENAMED_TO", "subject"), ("RENAMED_TO", "object"),
    ("OPERATES", "object"),
}  # fmt: skip


def _document(text: str, published: str | None) -> Document:
    day = None if published is None else datetime.fromisoformat(published).replace(tzinfo=SHANGHAI)
    return Document("example", text, "example", published=day, zones=[Zone(0, len(text), ZoneKind.BODY)])


def _sides(claim: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in claim.split("|")]
    subject, object_, date, *_ = *parts, "", ""
    return subject, object_, date


def _names(spec: PatternSpec, example: Example) -> list[KnownName]:
    """The names of an example: those it lists, and the sides of its claims by the types of the slots."""
    types: dict[str, str] = {name: kind for kind, names in example.names.items() for name in names}
    first = spec.match if isinstance(spec.match, str) else spec.match[0]
    slots = {slot.role: slot.type for slot in compile_template(first, spec.triggers).slots}
    for claim in example.claims:
        subject, object_, _ = _sides(claim)
        for role, name in (("subject", subject), ("object", object_)):
            kind = {"PERSON": "Person", "PRODUCT": "Product"}.get(slots.get(role, ""))
            default = "Product" if (spec.predicate, role) in PRODUCT_SIDES else "Company"
            if name and slots.get(role) != "PLACE":
                types.setdefault(name, kind or default)
    return [KnownName(name, kind, (name,)) for name, kind in sorted(types.items())]


def failures(specs: Iterable[PatternSpec], patterns: Sequence[Path] = ()) -> list[str]:
    """One sentence for each example that does not give what it says, or `not` text that gives something."""
    out: list[str] = []
    for spec in specs:
        known: dict[str, KnownName] = {}
        for example in spec.example:
            names = _names(spec, example)
            known |= {name.name: name for name in names}
            found = extract(_document(example.text, example.published), names, patterns=patterns)
            predicates = {spec.predicate, spec.minority, spec.majority}
            got = {
                (c.subject.name if c.subject else "", c.object.name if c.object else "", c.date or "", c.rule)
                for c in found.claims
                if c.predicate in predicates
            }
            want = {_sides(claim) for claim in example.claims}
            every = {claim[:3] for claim in got}
            undated = {(s, o) for s, o, _ in every}
            for side in sorted(want):
                if side not in every and (side[2] or side[:2] not in undated):
                    reasons = "; ".join(f"{s.rule}: {s.reason}" for s in found.skipped) or "nothing matched"
                    out.append(
                        f"{spec.id}: {example.text} lacks {' | '.join(side)} ({sorted(got)}; {reasons})"
                    )
            for claim in sorted(got):
                if claim[3] == spec.id and claim[:2] not in {side[:2] for side in want}:
                    out.append(f"{spec.id}: {example.text} gives {' | '.join(claim[:3])}")
        for text in spec.not_:
            found = extract(_document(text, None), list(known.values()), patterns=patterns)
            for c in found.claims:
                if c.rule == spec.id:
                    out.append(
                        f"{spec.id}: {text} gives {c.subject and c.subject.name} | {c.object and c.object.name}"
                    )
    return out
