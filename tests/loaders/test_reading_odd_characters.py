"""Characters that no text should hold: private use, zero width; and lists longer than anybody expects."""

from __future__ import annotations

import time

from loaders.document import Document, Zone, ZoneKind
from loaders.extraction import extract


def claims(text: str) -> list[tuple[str, str, str]]:
    document = Document("note", text, "note", zones=[Zone(0, len(text), ZoneKind.BODY)])
    return [
        (c.predicate, c.subject.mention if c.subject else "", c.object.mention if c.object else "")
        for c in extract(document).claims
    ]


def test_private_use_characters_are_no_names() -> None:
    plain = claims("石桥船厂投资了听潮科技。")
    assert plain == [("INVESTED_IN", "石桥船厂", "听潮科技")]
    assert claims("\ue000、\ue002：石桥船厂投资了听潮科技。\ue010，\ue011亿。") == plain


def test_characters_without_width_are_read_over_and_printed() -> None:
    text = "石桥\u200b船厂投资了听\ufeff潮科技。\u200d"
    document = Document("note", text, "note", zones=[Zone(0, len(text), ZoneKind.BODY)])
    (claim,) = extract(document).claims
    assert claim.subject is not None and claim.object is not None
    assert (claim.subject.name, claim.object.name) == ("石桥船厂", "听潮科技")
    assert text[claim.subject.start : claim.subject.end] == claim.subject.mention == "石桥\u200b船厂"
    assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
    assert claims("\u200b\ufeff") == []


def test_a_long_list_takes_no_longer_than_its_length() -> None:
    """Each of these took twice as long with every name, hours for sixty."""
    names = [f"{first}{second}科技" for first in "云石松海青" for second in "帆桥果芽禾潮麓泉汀岚杉橡"]
    for joint in ("、", "以及"):
        text = f"投资方包括{joint.join(names)}，都投资了听潮咖啡。"
        began = time.process_time()
        claims(text)
        assert time.process_time() - began < 20
