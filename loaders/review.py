"""An analyst's review of claims, as a table for a spreadsheet: one row a claim, decisions that a second run respects.

The columns up to `confidence` are the reader's and are written anew in each run. `decision` (empty, accept, reject,
edit), the columns `correct_…` and `note` are the analyst's and are never changed; a row whose claim is no longer
made stays, with `state` gone. A filled `correct_…` column is an edit whether or not `decision` says so. Rows find
their claim by id; where a spreadsheet has mangled the id, by what was claimed and the sentence that says it.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from graph.claims import Claim, Mention
from graph.dates import is_valid
from graph.errors import UserError
from graph.schema import EDGE_BY_TYPE, EntityType, Modality
from loaders.document import Document, Extraction, ReadError, Skipped
from loaders.reading.encoding import decode

READERS = (
    "id", "source", "state", "predicate", "subject", "object", "date", "modality", "quote", "start", "end", "rule",
    "confidence",
)  # fmt: skip
ANALYSTS = ("decision", "correct_subject", "correct_object", "correct_date", "correct_modality", "note")
COLUMNS = (*READERS, *ANALYSTS)
DECISIONS = {"": "", "accept": "accept", "ok": "accept", "reject": "reject", "edit": "edit",
             "接受": "accept", "采纳": "accept", "拒绝": "reject", "驳回": "reject", "修改": "edit"}  # fmt: skip
REVIEWED = "reviewed"  # what the rule of an accepted or corrected claim begins with
NO_DATE = "-"  # in correct_date: the source states no date
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Row:
    """One row. `line` is where it stands in the file that was read (0: new); `extra` are columns of the analyst's own."""

    values: dict[str, str]
    line: int = 0
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def decision(self) -> str:
        said = DECISIONS[self.values.get("decision", "").strip().lower()]
        corrected = any(self.values.get(c, "").strip() for c in ANALYSTS if c.startswith("correct_"))
        return "edit" if corrected and said in {"", "accept"} else said


@dataclass(slots=True)
class Review:
    """The rows of a review file, in its order, and the names of columns the analyst added."""

    rows: list[Row] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


def load(path: str | os.PathLike[str]) -> Review:
    """The review in a CSV file (commas, semicolons or tabs; UTF-8 or GBK, as spreadsheets save it); empty: no file.

    Raises `UserError` naming the line of a decision, modality or date that does not exist, or a missing column.
    """
    file = Path(path)
    if not file.exists():
        return Review()
    try:
        text, _, _ = decode(file.read_bytes(), name=str(file))
    except (ReadError, OSError) as error:
        raise UserError(f"the review {file} cannot be read: {str(error).rstrip('.')}") from error
    if not text.strip():
        return Review()
    header = text.lstrip().splitlines()[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter)
    names = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = names
    missing = [c for c in ("id", "source", "decision") if c not in names]
    if missing:
        raise UserError(
            f"the review {file} has no column {', '.join(missing)}; its first line must name the columns"
        )
    review = Review(extra=[name for name in names if name and name not in COLUMNS])
    for values in reader:
        row = Row(
            {c: (values.get(c) or "") for c in COLUMNS},
            reader.line_num,
            {name: values.get(name) or "" for name in review.extra},
        )
        _check(file, row)
        review.rows.append(row)
    return review


def _check(file: Path, row: Row) -> None:
    where = f"line {row.line} of the review {file}"
    said = row.values["decision"].strip().lower()
    if said not in DECISIONS:
        raise UserError(f"{where}: the decision {said!r} is none of accept, reject, edit")
    modality = row.values["correct_modality"].strip().lower()
    if modality and modality not in set(Modality):
        raise UserError(f"{where}: the modality {modality!r} is none of {', '.join(Modality)}")
    when = row.values["correct_date"].strip()
    if when and when != NO_DATE and not is_valid(as_edtf(when)):
        raise UserError(f"{where}: {when!r} is no date; write 2019-09-25, 2019-09, 2019 or - for none")
    if row.decision == "edit" and not any(
        row.values[c].strip() for c in ANALYSTS if c.startswith("correct_")
    ):
        raise UserError(f"{where}: decision edit, and none of the columns correct_… says what is right")


def as_edtf(text: str) -> str:
    """A date as spreadsheets and people write it (2019/9/25, 2019年9月, 2019.9) in EDTF; others as they are."""
    found = re.fullmatch(
        r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?", text.strip()
    )
    if found is None:
        return text.strip().removesuffix("年")
    year, month, day = found.groups()
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def apply(document: Document, extraction: Extraction, review: Review) -> tuple[Extraction, Review]:
    """(the extraction with the decisions on it, the review with a row for every claim, to be saved).

    Rejected claims are left out and listed as skipped. Accepted and corrected ones keep their id, and their rule
    begins with `reviewed`. Raises `UserError` for a correction that names, for an object the claim lacks, what the
    source does not print.
    """
    mine = [row for row in review.rows if row.values["source"] == document.id]
    by_id = {row.values["id"]: row for row in mine}
    by_content = {_content(row.values): row for row in mine}
    kept: list[Claim] = []
    skipped = list(extraction.skipped)
    fresh: list[Row] = []
    used: set[int] = set()
    for claim in extraction.claims:
        own = _reader_values(claim)
        row = by_id.get(claim.id)
        if row is None or id(row) in used:
            row = by_content.get(_content(own))
        if row is None or id(row) in used:
            row = Row({**dict.fromkeys(ANALYSTS, ""), **own})
            fresh.append(row)
        used.add(id(row))
        row.values.update(own)
        decided = _decide(document, claim, row)
        if isinstance(decided, Skipped):
            skipped.append(decided)
        else:
            kept.append(decided)
    for row in mine:
        if id(row) not in used:
            row.values["state"] = "gone"
    skipped.sort(key=lambda s: (s.start, s.end))
    return Extraction(kept, skipped), Review([*review.rows, *fresh], review.extra)


def _decide(document: Document, claim: Claim, row: Row) -> Claim | Skipped:
    decision = row.decision
    if decision == "":
        return claim
    if decision == "reject":
        note = row.values["note"].strip()
        evidence = claim.evidence
        reason = f"rejected in review: {note}" if note else "rejected in review"
        return Skipped(evidence.start, evidence.end, evidence.quote, reason, f"{REVIEWED}:{claim.rule}")
    changes: dict[str, object] = {"rule": f"{REVIEWED}:{claim.rule}", "confidence": 1.0}
    if decision == "edit":
        for side in ("subject", "object"):
            name = row.values[f"correct_{side}"].strip()
            if name:
                changes[side] = _corrected(document, claim, side, name, row)
        when = row.values["correct_date"].strip()
        if when:
            changes["date"] = None if when == NO_DATE else as_edtf(when)
        modality = row.values["correct_modality"].strip().lower()
        if modality:
            changes["modality"] = Modality(modality)
    return claim.model_copy(update=changes)


def _corrected(document: Document, claim: Claim, side: str, name: str, row: Row) -> Mention:
    """The mention with the right name. Where the name is printed in the evidence the mention is that stretch of it."""
    old: Mention | None = getattr(claim, side)
    evidence = claim.evidence
    at = document.text.find(name, evidence.start, evidence.end)
    if at < 0 and old is None:
        at = document.text.find(name)
    if at >= 0:
        type_ = old.type if old is not None else _likely_type(claim)
        return Mention(name=name, type=type_, mention=name, start=at, end=at + len(name))
    if old is None:
        raise UserError(
            f"line {row.line} of the review: {name!r} is nowhere in {document.origin}, so it cannot be the {side}"
        )
    return old.model_copy(update={"name": name, "aliases": []})


def _likely_type(claim: Claim) -> EntityType:
    """What the schema first allows as the object of such a claim."""
    subject = claim.subject.type if claim.subject else "Company"
    ends = [b for a, b in EDGE_BY_TYPE[claim.predicate].endpoints if a == subject]
    return next((t for t in get_args(EntityType) if t in ends), "Company")


def _reader_values(claim: Claim) -> dict[str, str]:
    return {
        "id": claim.id,
        "source": claim.evidence.source,
        "state": "live",
        "predicate": claim.predicate,
        "subject": claim.subject.name if claim.subject else "",
        "object": claim.object.name if claim.object else "",
        "date": claim.date or "",
        "modality": claim.modality.value,
        "quote": claim.evidence.quote,
        "start": str(claim.evidence.start),
        "end": str(claim.evidence.end),
        "rule": claim.rule,
        "confidence": f"{claim.confidence:g}",
    }


def _content(values: dict[str, str]) -> tuple[str, ...]:
    return tuple(_plain(values[c]) for c in ("source", "predicate", "subject", "object", "quote"))


def _plain(cell: str) -> str:
    """A cell without the quote mark that keeps spreadsheets from taking it for a formula, and without white space."""
    return re.sub(r"\s+", "", cell.removeprefix("'"))


def to_csv(review: Review) -> str:
    """The review as CSV with a byte order mark, so that spreadsheets see that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *review.extra])
    for row in review.rows:
        writer.writerow(
            [
                *(_safe(row.values[c]) for c in READERS),
                *(row.values[c] for c in ANALYSTS),
                *(row.extra.get(name, "") for name in review.extra),
            ]
        )
    return "\ufeff" + out.getvalue()


def _safe(cell: str) -> str:
    """Text of others must not start a formula in the analyst's spreadsheet."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def save(path: str | os.PathLike[str], review: Review) -> None:
    """Write the review in one go: an interrupted run leaves the file as it was."""
    file = Path(path)
    text = to_csv(review).encode("utf-8")
    try:
        if file.exists() and file.read_bytes() == text:
            return
        beside = file.with_name(f".{file.name}.new")
        beside.write_bytes(text)
        beside.replace(file)
    except OSError as error:
        raise UserError(f"the review {file} cannot be written: {error.strerror or error}") from error


def pending(review: Review, sources: Sequence[str] | Iterable[str] = ()) -> int:
    """How many live rows (of `sources`, or of all) have no decision yet."""
    wanted = set(sources)
    return sum(
        row.values["state"] == "live"
        and row.decision == ""
        and (not wanted or row.values["source"] in wanted)
        for row in review.rows
    )
