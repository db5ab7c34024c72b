"""A small invented world for the packaged queries: four sources, their claims, and how they get into a store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from graph.change import Change, Rules, apply
from graph.claims import Claim, Evidence, Mention, Value, claim_id
from graph.judgements import NO_JUDGEMENTS
from graph.register import Register
from graph.schema import EntityType, Modality, Source
from graph.store.store import Store

SHANGHAI = ZoneInfo("Asia/Shanghai")
RULES = Rules(Register(), NO_JUDGEMENTS, "")
NOW = datetime(2024, 5, 1, 12, 0, tzinfo=SHANGHAI)

KINDS: dict[str, EntityType] = {
    "山海集团": "Company", "云帆科技": "Company", "小筑网": "Company", "远岚": "Company", "海豚购": "Product",
    "鲸鱼集市": "Product", "蓝鲸优选": "Product", "麻雀店": "Product", "灯塔商城": "Product", "周晓岚": "Person",
    "山海零售事业部": "BusinessUnit", "东港交易所": "Exchange",
}  # fmt: skip
ALIASES = {"山海集团": ["Shanhai", "山海"]}
PUBLISHED = {"甲报": "2016-05-01", "乙刊": "2020-03-02", "丙网": "2023-07-12", "丁志": None}


def source(name: str) -> Source:
    day = PUBLISHED[name]
    when = None if day is None else datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=SHANGHAI)
    return Source(
        id=f"name:{name}",
        title=f"{name}的报道",
        publisher=name,
        url=f"https://example.org/{len(name)}/{name}",
        published=when,
        published_on=None if when is None else when.date(),
        text_hash=hashlib.sha256(name.encode()).hexdigest(),
        origin=f"{name}.txt",
    )


def _mention(name: str, at: int) -> Mention:
    return Mention(
        name=name, type=KINDS[name], mention=name, start=at, end=at + len(name), aliases=ALIASES.get(name, [])
    )


def claim(
    of: str,
    at: int,
    predicate: str,
    subject: str,
    object_: str | None = None,
    date: str | None = None,
    **more: Any,
) -> Claim:
    quote = f"{subject}{predicate}{object_ or ''}{date or ''}，{of}如是说。"
    made = Claim(
        predicate=predicate,
        subject=_mention(subject, at),
        object=None if object_ is None else _mention(object_, at + len(subject) + len(predicate)),
        date=date,
        evidence=Evidence(source=f"name:{of}", quote=quote, start=at, end=at + len(quote)),
        rule="invented",
        **more,
    )
    return made.model_copy(update={"id": claim_id(made)})


def value(amount: float, unit: str, what: str, mention: str) -> list[Value]:
    return [Value(amount=amount, unit=unit, what=what, mention=mention)]


TOLD: list[tuple[Any, ...]] = [
    ("甲报", "INVESTED_IN", "山海集团", "小筑网", "2014", {"values": value(15, "percent", "stake", "15%")}),
    ("乙刊", "INVESTED_IN", "山海集团", "小筑网", "2016-03-10", {"values": value(20, "percent", "stake", "20%")}),
    ("丙网", "INVESTED_IN", "山海集团", "云帆科技", None, {}),
    ("丁志", "INVESTED_IN", "云帆科技", "远岚", None, {}),
    ("丙网", "ACQUIRED", "山海集团", "远岚", "2018-33", {}),
    ("乙刊", "DIVESTED", "山海集团", "小筑网", "2019-12-30", {"values": value(5, "percent", "stake", "5%")}),
    ("甲报", "LAUNCHED", "山海集团", "海豚购", "2015-06", {}),
    ("乙刊", "LAUNCHED", "山海集团", "海豚购", "2015-06-18", {}),
    ("乙刊", "SHUT_DOWN", "海豚购", None, "2019-09-12", {}),
    ("乙刊", "MERGED_INTO", "海豚购", "鲸鱼集市", "2019-09-12", {}),
    ("丙网", "RENAMED_TO", "鲸鱼集市", "蓝鲸优选", "2021-01", {}),
    ("甲报", "LAUNCHED", "山海集团", "灯塔商城", "2012", {}),
    ("乙刊", "SHUT_DOWN", "灯塔商城", None, "2017-02-01", {}),
    ("丙网", "SHUT_DOWN", "灯塔商城", None, "2018-05", {}),
    ("丙网", "LAUNCHED", "山海零售事业部", "麻雀店", None, {}),
    ("丙网", "SHUT_DOWN", "麻雀店", None, "2023-07-15", {"modality": Modality.ANNOUNCED}),
    ("丙网", "OPERATES", "山海集团", "麻雀店", None, {}),
    ("丙网", "ROLE", "周晓岚", "山海集团", None, {"title": "总裁"}),
    ("甲报", "FOUNDED", "小筑网", "周晓岚", "2009", {}),
    ("甲报", "METRIC", "山海集团", None, "2013", {"values": value(1e10, "CNY", "GMV", "100亿元")}),
    ("丙网", "METRIC", "山海集团", None, "2024", {"values": value(3e11, "CNY", "GMV", "3000亿元"), "modality": Modality.FORECAST}),
    ("乙刊", "RAISED", "云帆科技", None, "2018-04", {"round": "B轮", "values": value(3e8, "USD", "funding", "3亿美元")}),
    ("乙刊", "LISTED", "小筑网", "东港交易所", "2017-06-01", {}),
    ("甲报", "PARTNERED_WITH", "小筑网", "山海集团", "2014-03-10", {}),
    ("乙刊", "COMPETES_WITH", "海豚购", "灯塔商城", None, {}),
    ("丙网", "ACQUIRED", "云帆科技", "小筑网", "2024", {"modality": Modality.RUMOURED}),
]  # fmt: skip


def claims() -> dict[str, list[Claim]]:
    """The claims of each source, by its name."""
    out: dict[str, list[Claim]] = {name: [] for name in PUBLISHED}
    for number, (of, predicate, subject, object_, date, more) in enumerate(TOLD):
        out[of].append(claim(of, number * 100, predicate, subject, object_, date, **more))
    return out


def put(store: Store, names: Iterable[str] = tuple(PUBLISHED)) -> None:
    """Put sources with all their claims into the store, each in a change of its own."""
    told = claims()
    for name in names:
        change = Change([(source(name), told[name])], [])
        store.write(lambda tx, change=change: apply(tx, change, RULES, NOW, None, 0))  # type: ignore[misc]
