"""What the graph may hold: labels, relationships, properties, endpoints, conflict rules, colours.

This module imports nothing of ours and is the one place where these are written. DDL, upsert Cypher, the schema
reference, the page's legend and the checks on claims are generated from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from datetime import date as Day
from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field


class Modality(StrEnum):
    """How sure a source is of what it states."""

    ASSERTED = "asserted"
    ANNOUNCED = "announced"
    FORECAST = "forecast"
    REPORTED = "reported"
    PLANNED = "planned"
    RUMOURED = "rumoured"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    OPINION = "opinion"

    @property
    def makes_fact(self) -> bool:
        """Only asserted, announced, forecast and reported claims become facts; the others stay claims."""
        return self in FACTUAL


FACTUAL = frozenset({Modality.ASSERTED, Modality.ANNOUNCED, Modality.FORECAST, Modality.REPORTED})

EntityType = Literal["Company", "Product", "Person", "BusinessUnit", "Exchange"]


class Node(BaseModel):
    """A node: `id` is unique within its label and the same in every run."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # start-up counts
    label: ClassVar[str]
    label_zh: ClassVar[str]
    colour: ClassVar[str]
    indexed: ClassVar[tuple[str, ...]] = ()

    id: str = Field(description="Stable identifier, unique within the label")


class Entity(Node):
    """Something that claims resolve to. In the store each entity also carries the label `Entity`."""

    indexed: ClassVar[tuple[str, ...]] = ("name",)

    name: str = Field(description="Canonical name: the register's, else the longest form the sources print")
    aliases: list[str] = Field([], description="Other names, sorted")
    tickers: list[str] = Field([], description="Stock codes with exchange suffix, sorted")
    sector: str | None = Field(None, description="Line of business, from the register")
    registered: bool = Field(False, description="True when the register knows the entity")
    uses: list[str] = Field(
        [],
        description="How often live claims use each of its names: '12 name 京东', '3 alias JD'; sorted by name",
    )


class Company(Entity):
    """A company, fund, or other organisation that can own, invest or be bought."""

    label, label_zh, colour = "Company", "公司", "#2563eb"


class Product(Entity):
    """A product, service, site, app, brand, or feature."""

    label, label_zh, colour = "Product", "产品", "#d97706"


class Person(Entity):
    """A natural person."""

    label, label_zh, colour = "Person", "人物", "#7c3aed"


class BusinessUnit(Entity):
    """A named part of a company without legal personality: business group, division, department."""

    label, label_zh, colour = "BusinessUnit", "事业群", "#0891b2"


class Exchange(Entity):
    """Where shares are listed: an exchange, a board, or the place a source names instead."""

    label, label_zh, colour = "Exchange", "交易所", "#64748b"


class Milestone(Node):
    """The far end of a dated fact about one entity alone (closed, founded, listed); never shared by two facts."""

    label, label_zh, colour = "Milestone", "里程碑", "#94a3b8"

    name: str = Field(description="What happened, in Chinese, for display")


class Measure(Node):
    """The value of one measure of one entity at one time; never shared by two facts."""

    label, label_zh, colour = "Measure", "指标", "#059669"
    indexed: ClassVar[tuple[str, ...]] = ("what",)

    name: str = Field(description="For display: measure and figure as printed")
    what: str = Field(description="Measure: GMV, revenue, users, valuation …")


class Round(Node):
    """A financing round of which the investors are not (all) named; never shared by two facts."""

    label, label_zh, colour = "Round", "融资轮", "#65a30d"

    name: str = Field(description="For display: round and amount as printed")


class Source(Node):
    """One document: an article or a table."""

    label, label_zh, colour = "Source", "来源", "#475569"
    indexed: ClassVar[tuple[str, ...]] = ("title", "published_on")

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    published: datetime | None = Field(
        None, description="With time zone; Asia/Shanghai where the source says none"
    )
    published_on: date | None = Field(None, description="The day of `published` in its own time zone")
    originals: list[str] = Field(
        [],
        description="What it reports from, by its own word (`of:`): URL, or title and publisher with ｜ between; sorted",
    )
    text_hash: str = Field(description="SHA-256 of the text as `tencent-kg text` prints it, hex")
    origin: str = Field(description="File name or URL it was read from, no folder of the machine")
    seal: str | None = Field(
        None,
        description="Fingerprint of all of this and of the reader; a build leaves a source that has it alone",
    )


class ClaimNode(Node):
    """One claim, as its source states it: (:Claim)-[:STATED_IN]->(:Source), (:Claim)-[:SUBJECT|OBJECT]->(:Entity)."""

    label, label_zh, colour = "Claim", "陈述", "#a3a3a3"
    indexed: ClassVar[tuple[str, ...]] = ("source", "fact", "slot")

    predicate: str
    modality: Modality
    date: str | None = Field(None, description="EDTF, as the source has it")
    date_min: Day | None = Field(None, description="First day on which the claim lets it have begun")
    date_max: Day | None = Field(
        None,
        description="Day by which, so the claim, it had begun: the day of publication where it gives no date",
    )
    quote: str = Field(description="The evidence sentence")
    start: int | None = Field(None, description="Where the quote begins in the source's text, in code points")
    end: int | None = Field(None, description="Where it ends: text[start:end] == quote")
    figure: str | None = Field(None, description="First figure as printed")
    rule: str = Field(description="Which rule of the reader took it")
    confidence: float = 1.0
    source: str = Field(description="Id of its source")
    fact: str | None = Field(None, description="Id of the fact it supports; none for what makes no fact")
    slot: str | None = Field(None, description="Claims that share it are assembled into facts together")
    subject: str | None = Field(None, description="Id of the entity its subject resolves to")
    object: str | None = Field(None, description="Id of the entity its object resolves to")
    record: str = Field(description="The whole claim, JSON as `tencent-kg claims --format jsonl` prints it")
    printed: str = Field(
        description="The sides as the reader gave them, before resolution; JSON, '' where the same"
    )


class RetractedClaim(Node):
    """A claim that its source no longer makes; no part of the graph, no query reads it."""

    label, label_zh, colour = "RetractedClaim", "撤回的陈述", "#d4d4d4"
    indexed: ClassVar[tuple[str, ...]] = ("source",)

    source: str
    retracted_on: Day = Field(description="Day on which it was taken back")
    build: int = Field(description="Number of the build that took it back")
    record: str


class Build(Node):
    """One line of the log: what a build added, changed and took away; no part of the graph."""

    label, label_zh, colour = "Build", "构建", "#d4d4d4"

    number: int
    part: int = Field(description="A long build writes one such node for each of its transactions")
    at: datetime
    report: str = Field(description="What it did, JSON; the parts together are what `tencent-kg log` prints")


class State(Node):
    """What the store remembers of itself; no part of the graph."""

    label, label_zh, colour = "State", "状态", "#d4d4d4"

    ddl: str | None = None
    resolved: str | None = Field(
        None,
        description="Fingerprint of register, decisions and rules that all facts follow; none while they are remade",
    )
    builds: int = Field(0, description="Number of the last build")


class Edge(BaseModel):
    """A fact: what the claims of one or more sources agree on. Its claims are kept in `claims`."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    type: ClassVar[str]
    type_zh: ClassVar[str]
    colour: ClassVar[str]
    endpoints: ClassVar[tuple[tuple[str, str], ...]]
    symmetric: ClassVar[bool] = False
    once: ClassVar[bool] = False  # happens once to its pair: two dates that exclude each other are a conflict
    once_per_subject: ClassVar[bool] = False  # and once in the life of its subject, whatever the object
    single_valued: ClassVar[tuple[str, ...]] = ()  # properties that have one value at one time
    excludes_later: ClassVar[tuple[str, ...]] = ()  # relationship types of the same entity that cannot follow
    # may happen again to its pair: a source that gives it two dates that exclude each other tells of two facts
    repeatable: ClassVar[bool] = False
    # a claim without an object is incomplete, though a Milestone may stand there
    needs_object: ClassVar[bool] = False

    id: str = Field(description="Stable identifier of the fact")
    date: str | None = Field(None, description="EDTF, at the precision of the default claim")
    date_min: Day | None = Field(None, description="Earliest day on which it can have begun; null: not known")
    date_max: Day | None = Field(None, description="Day from which it has certainly begun")
    end: str | None = Field(None, description="EDTF of the end, where claims state one")
    end_min: Day | None = None
    end_max: Day | None = None
    modality: Modality = Field(Modality.ASSERTED, description="The surest modality among the claims")
    claims: list[str] = Field(description="Claim ids, the default claim first, then sorted")
    claim_dates: list[str] = Field([], description="EDTF of each claim, '' for none; parallel to `claims`")
    claim_min: list[str] = Field(
        [], description="Earliest day of each claim, ISO, '' for not known; parallel"
    )
    claim_max: list[str] = Field([], description="Latest day of each claim, ISO, '' for not known; parallel")
    claim_known: list[str] = Field(
        [], description="Publication day of each claim's source, ISO, '' for none; parallel"
    )
    claim_values: list[str] = Field(
        [], description="Figure of each claim as printed, '' for none; parallel to `claims`"
    )
    # What the fact was, step by step, as sources came out: to ask `known_on: D`, take the last entry of
    # `step_days` that is not after D, and read the other `step_` lists at its place (none: not known on D).
    # Claims of sources without a publication day are in no step.
    step_days: list[str] = Field(
        [], description="Publication days on which the fact appeared or changed, ISO, ascending"
    )
    step_dates: list[str] = Field([], description="`date` as known from that day, '' for none")
    step_min: list[str] = Field([], description="`date_min` as known from that day, ISO or ''")
    step_max: list[str] = Field([], description="`date_max` as known from that day, ISO or ''")
    step_end_min: list[str] = Field([], description="`end_min` as known from that day")
    step_end_max: list[str] = Field([], description="`end_max` as known from that day")
    step_claims: list[str] = Field([], description="Default claim as known from that day")
    sources: list[str] = Field([], description="Source ids, sorted")
    known: Day | None = Field(None, description="First publication day among the sources")
    corroboration: int = Field(
        1, description="How many independent sources state it (publisher and text counted once)"
    )
    disputed: bool = Field(
        False, description="True when claims about it cannot all hold and no decision was taken"
    )
    conflicts: list[str] = Field(
        [], description="Rules that its claims break, decided or not: once, stake, …; sorted"
    )
    conflict_claims: list[str] = Field(
        [], description="Ids of the claims that cannot hold together, other facts' too; sorted"
    )
    decision: str | None = Field(
        None, description="Id of the analyst's decision that chose the default claim"
    )
    quote: str = Field("", description="Evidence sentence of the default claim")
    title: str | None = Field(None, description="ROLE: the title as printed")
    round: str | None = Field(None, description="Financing round as printed")
    lead: bool = Field(False, description="True when the investor led the round")
    counterparty: str | None = Field(None, description="Seller in a purchase, buyer in a sale")
    stake: float | None = Field(None, description="Stake in percent")
    amount: float | None = Field(None, description="Price, round size or measured value, in `unit`")
    amount_min: float | None = None
    amount_max: float | None = None
    unit: str | None = Field(None, description="ISO 4217 code, 'percent', or the counted thing")
    what: str | None = Field(None, description="METRIC: the measure")


ORG = ("Company", "Product", "BusinessUnit")


def _pairs(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a in left for b in right)


# (:Company)-[:INVESTED_IN]->(:Company)
class InvestedIn(Edge):
    """A stake below control: 入股 投资 领投 参投, and 收购 of a stake under 50 %."""

    type, type_zh, colour = "INVESTED_IN", "投资", "#2563eb"
    endpoints = _pairs((*ORG, "Person"), ORG)
    once, single_valued, repeatable = True, ("stake",), True


# (:Company)-[:ACQUIRED]->(:Company)
class Acquired(Edge):
    """Control: 收购 全资 控股."""

    type, type_zh, colour = "ACQUIRED", "收购", "#1d4ed8"
    endpoints = _pairs((*ORG, "Person"), ORG)
    once, single_valued = True, ("stake", "amount")


# (:Company)-[:DIVESTED]->(:Company)
class Divested(Edge):
    """Shares sold, in part or whole: 减持 出售 退出."""

    type, type_zh, colour = "DIVESTED", "减持/退出", "#9333ea"
    endpoints = _pairs((*ORG, "Person"), ORG)
    single_valued, repeatable = ("stake",), True


# (:Company)-[:RAISED]->(:Round)
class Raised(Edge):
    """A financing round; investors unnamed."""

    type, type_zh, colour = "RAISED", "融资", "#65a30d"
    endpoints = _pairs(ORG, ("Round",))
    single_valued, repeatable = ("amount",), True


# (:Company)-[:LAUNCHED]->(:Product)
class Launched(Edge):
    """推出 上线 发布."""

    type, type_zh, colour = "LAUNCHED", "推出", "#16a34a"
    endpoints = _pairs((*ORG, "Person"), ("Product", "Company", "BusinessUnit"))
    once = True


# (:Company)-[:OPERATES]->(:Product)
class Operates(Edge):
    """Belongs to, is run by: 旗下, possessive 的."""

    type, type_zh, colour = "OPERATES", "旗下", "#0d9488"
    endpoints = _pairs((*ORG, "Person"), ORG)


# (:Product)-[:SHUT_DOWN]->(:Milestone)
class ShutDown(Edge):
    """Stopped: 停止运营 关停 下线."""

    type, type_zh, colour = "SHUT_DOWN", "停止运营", "#dc2626"
    endpoints = _pairs(ORG, ("Milestone",))
    once, once_per_subject, excludes_later = True, True, ("LAUNCHED",)


# (:Product)-[:MERGED_INTO]->(:Product)
class MergedInto(Edge):
    """Went on as part of another: 并入 合并."""

    type, type_zh, colour = "MERGED_INTO", "并入", "#ea580c"
    endpoints = _pairs(ORG, ORG)
    once = True


# (:Product)-[:RENAMED_TO]->(:Product); (:Milestone) where the register holds both names for one entity
class RenamedTo(Edge):
    """更名."""

    type, type_zh, colour = "RENAMED_TO", "更名", "#ca8a04"
    endpoints = _pairs(ORG, (*ORG, "Milestone"))
    once, needs_object = True, True


# (:Company)-[:PARTNERED_WITH]->(:Company)
class PartneredWith(Edge):
    """Cooperation between named parties; has no direction, stored from the smaller id to the larger."""

    type, type_zh, colour = "PARTNERED_WITH", "合作", "#0284c7"
    endpoints = _pairs((*ORG, "Person"), (*ORG, "Person"))
    symmetric, repeatable = True, True


# (:Product)-[:COMPETES_WITH]->(:Product)
class CompetesWith(Edge):
    """对标, 竞争; has no direction, stored from the smaller id to the larger."""

    type, type_zh, colour = "COMPETES_WITH", "对标/竞争", "#be185d"
    endpoints = _pairs(ORG, ORG)
    symmetric = True


# (:Company)-[:LISTED]->(:Exchange) or (:Milestone) where no exchange is named
class Listed(Edge):
    """Shares began to trade."""

    type, type_zh, colour = "LISTED", "上市", "#4f46e5"
    endpoints = _pairs(ORG, ("Exchange", "Milestone"))
    once = True


# (:Company)-[:FOUNDED]->(:Person) or (:Company), the founder; (:Milestone) where none is named
class Founded(Edge):
    """Founded; subject: what was founded, object: the founder."""

    type, type_zh, colour = "FOUNDED", "成立", "#15803d"
    endpoints = _pairs(ORG, ("Person", *ORG, "Milestone"))
    once, once_per_subject = True, True


# (:Company)-[:METRIC]->(:Measure)
class Metric(Edge):
    """The value of a measure at a time."""

    type, type_zh, colour = "METRIC", "指标", "#059669"
    endpoints = _pairs((*ORG, "Person"), ("Measure",))
    single_valued, repeatable = ("amount",), True


# (:Person)-[:ROLE]->(:Company)
class Role(Edge):
    """A person's position."""

    type, type_zh, colour = "ROLE", "任职", "#7c3aed"
    endpoints = _pairs(("Person",), ORG)


NODES: tuple[type[Node], ...] = (
    Company,
    Product,
    Person,
    BusinessUnit,
    Exchange,
    Milestone,
    Measure,
    Round,
    Source,
)
# nodes beside the facts: the claims they rest on, and what the store keeps for itself
BOOKKEEPING: tuple[type[Node], ...] = (ClaimNode, RetractedClaim, Build, State)
ENTITIES: tuple[type[Entity], ...] = (Company, Product, Person, BusinessUnit, Exchange)
EDGES: tuple[type[Edge], ...] = (
    InvestedIn, Acquired, Divested, Raised, Launched, Operates, ShutDown, MergedInto, RenamedTo,
    PartneredWith, CompetesWith, Listed, Founded, Metric, Role,
)  # fmt: skip
EDGE_BY_TYPE: dict[str, type[Edge]] = {edge.type: edge for edge in EDGES}
NODE_BY_LABEL: dict[str, type[Node]] = {node.label: node for node in NODES}
PREDICATES: tuple[str, ...] = tuple(EDGE_BY_TYPE)
FACT_TYPES: str = "|".join(PREDICATES)

# what each rule of conflict says, by its name in `Edge.conflicts`
CONFLICT_RULES: dict[str, str] = {
    "once": "It happened once, and sources date it on days that exclude each other",
    "once_per_subject": "It happens once in a life, and claims date it on days that exclude each other",
    "stake": "Sources give stakes of one day that cannot be one figure",
    "amount": "Sources give figures of one thing that cannot be one figure",
    "excludes_later": "Closed, and begun later",
}

# Provenance, beside the facts: (:Claim)-[:STATED_IN]->(:Source), (:Claim)-[:SUBJECT|OBJECT]->(:Entity)
PROVENANCE_TYPES: tuple[str, ...] = ("STATED_IN", "SUBJECT", "OBJECT")


def endpoints_allowed(predicate: str, subject: str, object_: str | None) -> bool:
    """Whether the schema lets `predicate` run from label `subject` to label `object_` (None: no object named)."""
    edge = EDGE_BY_TYPE.get(predicate)
    if edge is None:
        return False
    if object_ is None:
        return not edge.needs_object and any(
            a == subject and b in {"Milestone", "Measure", "Round"} for a, b in edge.endpoints
        )
    return (subject, object_) in edge.endpoints


def properties(model: type[BaseModel]) -> Iterator[tuple[str, str, str]]:
    """(name, type, description) of each property of a node or edge model."""
    for name, field in model.model_fields.items():
        yield name, str(field.annotation), field.description or ""
