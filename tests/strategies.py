"""Hypothesis strategies for sources and claims as a reader might make them: spans that fit, names in many spellings,
dates of every precision, hostile strings. Small pools, so that claims meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from graph.claims import Claim, Evidence, Mention, Value, claim_id
from graph.schema import EDGE_BY_TYPE, PREDICATES, Modality, Source

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOSTILE = (
    "`) DETACH DELETE n //", "'\" OR 1=1", "\\u0041\\n", "<script>alert(1)</script>", "{}$x", "…", "😀拍", "a\tb", "ﬁ",
    "\u200b甲", "İ", "ß店", "  ", "(", "有限公司", "=cmd()", "名\n字", "﷽",
)  # fmt: skip
COMPANIES = (
    "甲木", "甲木有限公司", "甲木股份有限公司", "甲木集团", "“甲木”", "乙水科技", "乙水科技（深圳）有限公司", "丙火", "丙 火",
    "丁土Shop", "丁土SHOP", "ＤＩＮＧ", "DING", "戊金網", "戊金网", "己日", "Geng Ltd.", "Geng",
)  # fmt: skip
PRODUCTS = ("甲木", "辛月小店", "壬星T台", "癸辰地图", "癸辰 地图", "子风团购")
PERSONS = ("赵一", "钱二", "孙三")
EXCHANGES = ("某交易所", "某板")
POOLS: dict[str, tuple[str, ...]] = {
    "Company": COMPANIES,
    "Product": PRODUCTS,
    "BusinessUnit": ("甲木零售事业部", "乙水云"),
    "Person": PERSONS,
    "Exchange": EXCHANGES,
}
DATES = (
    None, "2012", "2014", "2014-03", "2014-03-10", "2014-03-11", "2014-33", "2018~", "2010/..", "../2015", "2018-05-28",
    "2019-09-12", "2019-09", "2021", "2014-03/2014-05", "201X",
)  # fmt: skip
VALUES = (
    Value(amount=15, unit="percent", what="stake", mention="15%"),
    Value(amount=20, unit="percent", what="stake", mention="20%"),
    Value(amount=3e8, unit="CNY", what="price", mention="近3亿元", max=3e8),
    Value(amount=2.9e8, unit="CNY", what="price", mention="2.9亿元"),
    Value(amount=1e10, unit="CNY", what="GMV", mention="破百亿", min=1e10),
    Value(amount=1.2e10, unit="CNY", what="GMV", mention="120亿"),
    Value(amount=5e9, unit="CNY", what="GMV", mention="50亿"),
    Value(amount=None, unit="人", what="users", mention="数千万", min=2e7, max=9.9e7),
    Value(amount=6210e4, unit="股", what=None, mention="6210万股"),
    Value(amount=None, unit=None, what=None, mention="若干"),
)


@dataclass(frozen=True)
class Story:
    """What several sources say: the text of each, the sources by id, and their claims."""

    texts: dict[str, str]
    sources: dict[str, Source]
    claims: tuple[Claim, ...]

    def of(self, *sources: str) -> list[Claim]:
        return [claim for claim in self.claims if claim.evidence.source in sources]


def _name(pick: Random, type_: str) -> str:
    """A name from the pool of a type, now and then a hostile string."""
    return pick.choice(HOSTILE if pick.randrange(8) == 0 else POOLS[type_])


def _mention(pick: Random, types: tuple[str, ...]) -> Mention:
    """A mention at offset 0; `_place` moves it."""
    type_ = pick.choice(types)
    name = _name(pick, type_)
    printed = pick.choice((name, name, name, "该公司"))
    aliases = [pick.choice(POOLS[type_])] if pick.randrange(4) == 0 else []
    return Mention(name=name, type=type_, mention=printed, start=0, end=len(printed), aliases=aliases)  # type: ignore[arg-type]


def _draft(pick: Random, predicates: tuple[str, ...]) -> dict[str, Any]:
    """Fields of a claim but for its place; now and then incomplete, or with ends the schema forbids."""
    predicate = pick.choice(predicates)
    near, far = pick.choice(EDGE_BY_TYPE[predicate].endpoints)
    strange = pick.randrange(20) == 0
    every = tuple(POOLS)
    return {
        "predicate": predicate,
        "subject": None if strange and pick.randrange(2) else _mention(pick, every if strange else (near,)),
        "object": _mention(pick, every if strange else (far,)) if far in POOLS else None,
        "counterparty": _mention(pick, ("Company",)) if pick.randrange(4) == 0 else None,
        "date": pick.choice(DATES),
        "end": pick.choice((None, None, None, "2020", "2021-06-30")),
        "modality": pick.choice((*[Modality.ASSERTED] * 12, *Modality)),
        "title": pick.choice((None, "CEO", "董事长")) if predicate == "ROLE" else None,
        "round": pick.choice((None, None, "A轮", "A 轮融资", "B轮")),
        "lead": pick.randrange(2) == 0,
        "values": pick.sample(VALUES, pick.randrange(3)),
    }


def _place(draft: dict[str, Any], at: int, source: str) -> tuple[Claim, str]:
    """The sentence of a claim that begins at offset `at`, and the claim with its spans there."""
    text = ""
    fields = dict(draft)
    for side in ("subject", "object", "counterparty"):
        mention: Mention | None = draft[side]
        if mention is not None:
            start = at + len(text)
            fields[side] = mention.model_copy(update={"start": start, "end": start + len(mention.mention)})
            text += mention.mention
        text += "，"
    text += f"{draft['date']}{[value.mention for value in draft['values']]}。"
    evidence = Evidence(source=source, quote=text, start=at, end=at + len(text))
    claim = Claim(**fields, evidence=evidence, rule="invented")
    return claim.model_copy(update={"id": claim_id(claim)}), text


DAYS = (None, date(2013, 1, 5), date(2014, 3, 11), date(2019, 12, 1), date(2023, 7, 12))


def story(seeds: Sequence[Sequence[int]], predicates: tuple[str, ...] = PREDICATES) -> Story:
    """A story made of numbers: each inner list is a source, its first number the source's, each further one a claim."""
    texts: dict[str, str] = {}
    sources: dict[str, Source] = {}
    claims: dict[str, Claim] = {}
    for number, (seed, *rest) in enumerate(seeds):
        id_, pick = f"invented:{number}", Random(seed)
        texts[id_] = ""
        for further in rest:
            claim, text = _place(_draft(Random(further), predicates), len(texts[id_]), id_)
            texts[id_] += text
            claims[claim.id] = claim
        day = pick.choice(DAYS)
        sources[id_] = Source(
            id=id_,
            title=f"第{number}篇",
            publisher=pick.choice((None, "甲报", "乙网")),
            url=f"https://example.org/{number}",
            published=None if day is None else datetime.combine(day, time(9), SHANGHAI),
            published_on=day,
            originals=pick.choice(([], [], ["https://example.org/0"], ["https://example.com/x"])),
            text_hash=pick.choice((f"hash {number}", f"hash {number}", "hash of all")),
            origin=f"{number}.md",
        )
    return Story(texts, sources, tuple(claims.values()))


def stories(
    predicates: tuple[str, ...] = PREDICATES, min_sources: int = 1, max_claims: int = 8
) -> st.SearchStrategy[Story]:
    """One to four sources with claims of their own; some undated, some of one publisher, some naming an original.

    Shrinks by leaving out sources and claims.
    """
    numbers = st.integers(0, 2**32)
    source = st.lists(numbers, min_size=2, max_size=max_claims + 1)
    return st.lists(source, min_size=min_sources, max_size=4).map(lambda seeds: story(seeds, predicates))
