"""Claims of one sentence that say the same become one."""

from __future__ import annotations

from graph.claims import Claim, claim_id


def tidied(claims: list[Claim]) -> list[Claim]:
    """`claims` of one sentence: a founding's day and its founder in one, a listing and its place, nothing twice."""
    out: list[Claim] = []
    for claim in _listed(_founded(claims)):
        twin = next((other for other in out if _same(claim, other)), None)
        if twin is None:
            out.append(claim)
            continue
        known = {value.what for value in twin.values}
        more = [value for value in claim.values if value.what not in known]
        twin.round = twin.round or claim.round
        twin.lead = twin.lead or claim.lead  # 由X（领投）投资
        if more or (claim.date and not twin.date):
            twin.values, twin.date = [*twin.values, *more], twin.date or claim.date
            twin.id = claim_id(twin)
    return out


def _founded(claims: list[Claim]) -> list[Claim]:
    """成立于2015年，创始人为X: one founding, with its day and its founder."""
    days = [c for c in claims if c.predicate == "FOUNDED" and c.object is None]
    for day in days:
        founders = [
            c for c in claims
            if c.predicate == "FOUNDED" and c.object is not None and _name(c) == _name(day)
            and (c.date is None or day.date is None or c.date == day.date)
        ]  # fmt: skip
        for founder in founders:
            founder.date = founder.date or day.date
            founder.id = claim_id(founder)
        if founders:
            claims = [c for c in claims if c is not day]
    return claims


def _listed(claims: list[Claim]) -> list[Claim]:
    """登陆甲交易所，上市首日…: one listing, at the place where the sentence says it is."""
    placed = {
        (_name(c), c.modality, date)
        for c in claims
        if c.predicate == "LISTED" and c.object
        for date in (c.date, None)
    }
    return [
        c for c in claims
        if c.predicate != "LISTED" or c.object is not None or (_name(c), c.modality, c.date) not in placed
    ]  # fmt: skip


def _name(claim: Claim) -> str:
    return claim.subject.name if claim.subject else ""


def _same(a: Claim, b: Claim) -> bool:
    if a.predicate != b.predicate or a.predicate in ("METRIC", "RAISED") or a.modality != b.modality:
        return False
    if _name(a) != _name(b) or (a.object is None) != (b.object is None) or a.title != b.title:
        return False
    if a.object is not None and b.object is not None and a.object.name != b.object.name:
        return False
    return (
        a.date == b.date or a.date is None or b.date is None or a.predicate in ("OPERATES", "COMPETES_WITH")
    )
