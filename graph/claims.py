"""The claim: one statement made by one source, as `tencent-kg claims --format jsonl` prints it, one a line.

Offsets count Unicode code points in the source's text as `tencent-kg text FILE` prints it.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graph.schema import EntityType, Modality


class Mention(BaseModel):
    """One side of a claim: `mention` as printed at text[start:end], `name` the entity it stands for.

    A pronoun or 该公司 keeps its own span and takes its antecedent's `name`; a subject that is not printed in the
    clause at all carries its antecedent's span.
    """

    model_config = ConfigDict(extra="forbid")
    name: str
    type: EntityType
    mention: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    aliases: list[str] = Field(default_factory=list)


class Value(BaseModel):
    """A figure. `amount` is the printed figure; `min`/`max` are bounds where it is not exact (null: open)."""

    model_config = ConfigDict(extra="forbid")
    amount: float | int | None
    unit: str | None = None
    what: str | None = None
    mention: str
    start: int | None = None
    end: int | None = None
    min: float | int | None = None
    max: float | int | None = None


class Evidence(BaseModel):
    """Where the source says it: `quote` is text[start:end]."""

    model_config = ConfigDict(extra="forbid")
    source: str
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Claim(BaseModel):
    """One statement by one source. Never edited, only retracted."""

    model_config = ConfigDict(extra="forbid")
    id: str = ""
    predicate: str
    subject: Mention | None
    object: Mention | None = None
    date: str | None = Field(None, description="EDTF; when it happened or began")
    end: str | None = Field(None, description="EDTF; when it ended, where the source says so")
    modality: Modality = Modality.ASSERTED
    title: str | None = None
    round: str | None = None
    lead: bool = False
    counterparty: Mention | None = None
    values: list[Value] = Field(default_factory=list)
    evidence: Evidence
    rule: str
    confidence: float = 1.0
    event: str | None = None

    def record(self) -> dict[str, Any]:
        """The claim as the contract prints it: `value` is the first of `values`, or null."""
        out = self.model_dump(mode="json")
        out["value"] = out["values"][0] if out["values"] else None
        return out

    def to_json(self) -> str:
        return json.dumps(self.record(), ensure_ascii=False, separators=(", ", ": "))

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Claim:
        """Read a claim back from `record()`; unknown keys raise `pydantic.ValidationError`."""
        return cls.model_validate({k: v for k, v in record.items() if k != "value"})


def claim_id(claim: Claim) -> str:
    """16 hex digits over what the source prints; independent of how names resolve, so a merge keeps ids."""

    def spot(m: Mention | None) -> list[Any] | None:
        return None if m is None else [m.mention, m.start, m.end]

    key = [
        claim.evidence.source, claim.predicate, spot(claim.subject), spot(claim.object), claim.date, claim.title,
        claim.evidence.start, claim.evidence.end, claim.round,
        [[v.what, v.mention, v.start] for v in claim.values],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(key, ensure_ascii=False).encode()).hexdigest()[:16]
