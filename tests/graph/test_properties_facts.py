"""Facts depend on the set of live claims alone: not on order, not on history; decisions can be taken back."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import COMPANIES, PRODUCTS, Story, stories

from graph.claims import Claim
from graph.facts import Fact, assemble, fact_key, find_conflicts, refusal
from graph.ids import entity_id
from graph.judgements import Judgement, Judgements, Ref, judge
from graph.register import Entry, Register, RegisterError
from graph.resolution import describe, resolve
from graph.schema import EDGE_BY_TYPE, Source, endpoints_allowed
from graph.standing import ranked
from graph.statements import Span, finest

REGISTER = Register(
    (
        Entry("甲木", "Company", ("甲木集团",), legal=("甲木有限公司",), source="x"),
        Entry("癸辰地图", "Product", source="x"),
        Entry("DING", "Company", source="x"),
    ),
    never=(("DING", "丙火"),),
)
NEVER = [("company:ding", "DING"), ("company:丙火", "丙火")]
DAY = date(2024, 5, 1)


def props(facts: list[Fact]) -> list[tuple[str, str, str, dict[str, object], object]]:
    return [(f.type, f.subject, f.object, f.edge.model_dump(), f.node) for f in facts]


def graph(claims: list[Claim], sources: dict[str, Source], judgements: Judgements | None = None) -> object:
    """Everything a store would hold: the facts and the entities of all live claims."""
    resolved = resolve(claims, REGISTER, judgements)
    ids: dict[str, list[object]] = {}
    for claim in resolved:
        for side in (claim.subject, claim.object, claim.counterparty):
            if side is not None:
                ids.setdefault(entity_id(side.name, side.type), []).append(side)
    nodes = [describe(id_, ids[id_], REGISTER, judgements).model_dump() for id_ in sorted(ids)]  # type: ignore[arg-type]
    return props(assemble(resolved, sources, judgements)), nodes


@given(stories(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_claims_does_not_matter(story: Story, rng: random.Random) -> None:
    mixed = list(story.claims)
    rng.shuffle(mixed)
    assert graph(list(story.claims), story.sources) == graph(mixed, story.sources)
    resolved = resolve(list(story.claims), REGISTER)
    again = {claim.id: claim for claim in resolve(mixed, REGISTER)}
    assert [again[claim.id] for claim in resolved] == resolved
    assert find_conflicts(resolved, story.sources) == find_conflicts(list(again.values()), story.sources)


@given(stories())
@settings(max_examples=60, deadline=None)
def test_resolving_twice_changes_nothing(story: Story) -> None:
    once = resolve(list(story.claims), REGISTER)
    assert resolve(once, REGISTER) == once
    for before, after in zip(story.claims, once, strict=True):
        assert (before.id, before.evidence, before.values) == (after.id, after.evidence, after.values)
        for side in ("subject", "object", "counterparty"):
            old, new = getattr(before, side), getattr(after, side)
            if old is not None:
                assert (old.mention, old.start, old.end) == (new.mention, new.start, new.end)
                assert new.name not in new.aliases and new.aliases == sorted(set(new.aliases))


@given(stories())
@settings(max_examples=60, deadline=None)
def test_slots_can_be_assembled_one_by_one(story: Story) -> None:
    resolved = resolve(list(story.claims), REGISTER)
    slots: dict[str, list[Claim]] = {}
    for claim in resolved:
        key = fact_key(claim)
        assert (key is None) == (refusal(claim) is not None)
        if key is not None:
            slots.setdefault(key.slot, []).append(claim)
    apart = [fact for slot in slots.values() for fact in assemble(slot, story.sources)]
    assert props(sorted(apart, key=lambda f: f.id)) == props(assemble(resolved, story.sources))


class Memory:
    """A store of the plainest kind: facts by slot, remade for the slots that a change touches."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self.sources, self.claims = sources, dict[str, Claim]()
        self.facts = dict[str, list[Fact]]()

    def load(self, source: str, claims: list[Claim]) -> None:
        gone = {id_: c for id_, c in self.claims.items() if c.evidence.source == source}
        new = {claim.id: claim for claim in resolve(claims, REGISTER)}
        self.claims = {id_: c for id_, c in self.claims.items() if id_ not in gone} | new
        touched = {k.slot for c in (*gone.values(), *new.values()) if (k := fact_key(c)) is not None}
        for slot in touched:
            live = [c for c in self.claims.values() if (k := fact_key(c)) is not None and k.slot == slot]
            self.facts[slot] = assemble(live, self.sources)

    def props(self) -> object:
        return props(sorted((f for held in self.facts.values() for f in held), key=lambda f: f.id))


@given(stories(min_sources=2), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_load_retract_load_is_load(story: Story, rng: random.Random) -> None:
    order = list(story.sources)
    first = Memory(story.sources)
    for source in order:
        first.load(source, story.of(source))
    expected = first.props()
    assert expected == props(assemble(resolve(list(story.claims), REGISTER), story.sources))
    rng.shuffle(order)
    second = Memory(story.sources)
    for source in order:
        second.load(source, story.of(source))
        second.load(source, story.of(source))
    second.load(order[0], [])
    left = [claim for claim in story.claims if claim.evidence.source != order[0]]
    assert second.props() == props(assemble(resolve(left, REGISTER), story.sources))
    second.load(order[0], story.of(order[0]))
    assert second.props() == expected


refs = st.one_of(
    st.builds(Ref, name=st.sampled_from(COMPANIES), type=st.just("Company")),
    st.builds(Ref, name=st.sampled_from(PRODUCTS), type=st.just("Product")),
)


def _line(number: int, **fields: object) -> Judgement:
    return Judgement.model_validate(
        {"id": f"d{number}", "because": "同一家", "author": "某人", "day": DAY, **fields}
    )


@given(stories(), st.lists(st.tuples(refs, refs), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_merge_and_undo_is_nothing(story: Story, pairs: list[tuple[Ref, Ref]]) -> None:
    plain = graph(list(story.claims), story.sources)
    lines: list[Judgement] = []
    for a, b in pairs:
        line = _line(len(lines), action="merge", a=a, b=b)
        try:
            made = judge([*lines, line], REGISTER)
        except RegisterError:
            continue
        lines.append(line)
        merged = resolve(list(story.claims), REGISTER, made)
        assert resolve(merged, REGISTER, made) == merged
        ends = [made.target(id_) or Ref(name=name, type="Company") for id_, name in NEVER]
        assert ends[0] != ends[1], "a pair that must never merge was merged over a third name"
    undone = judge(
        [*lines, *(_line(100 + n, action="undo", undoes=j.id) for n, j in enumerate(lines))], REGISTER
    )
    assert graph(list(story.claims), story.sources, undone) == plain


@given(stories(), st.sampled_from(COMPANIES), st.booleans())
@settings(max_examples=60, deadline=None)
def test_split_and_undo_is_nothing(story: Story, mention: str, everywhere: bool) -> None:
    source = next(iter(story.sources))
    line = _line(
        0, action="split", mention=mention, source=None if everywhere else source,
        to={"name": "另一个同名者", "type": "Company"},
    )  # fmt: skip
    made = judge([line], REGISTER)
    apart = resolve(list(story.claims), REGISTER, made)
    if not everywhere:
        others = [c for c in apart if c.evidence.source != source]
        assert others == [c for c in resolve(list(story.claims), REGISTER) if c.evidence.source != source]
    undone = judge([line, _line(1, action="undo", undoes="d0")], REGISTER)
    assert graph(list(story.claims), story.sources, undone) == graph(list(story.claims), story.sources)


@given(stories())
@settings(max_examples=60, deadline=None)
def test_facts_keep_what_the_schema_promises(story: Story) -> None:
    resolved = resolve(list(story.claims), REGISTER)
    facts = assemble(resolved, story.sources)
    assert len({fact.id for fact in facts}) == len(facts)
    held = [id_ for fact in facts for id_ in fact.edge.claims]
    assert sorted(held) == sorted({c.id for c in resolved if fact_key(c) is not None}), (
        "one fact for each claim"
    )
    by_id = {claim.id: claim for claim in resolved}
    for fact in facts:
        edge = fact.edge
        lists = (
            edge.claims, edge.claim_dates, edge.claim_min, edge.claim_max, edge.claim_known, edge.claim_values,
        )  # fmt: skip
        assert len({len(column) for column in lists}) == 1
        assert edge.claims[1:] == sorted(edge.claims[1:])
        assert edge.date == by_id[edge.claims[0]].date
        assert edge.quote == by_id[edge.claims[0]].evidence.quote
        if edge.date_min is not None and edge.date_max is not None:
            assert edge.date_min <= edge.date_max
        assert 1 <= edge.corroboration <= len(edge.sources)
        assert edge.step_days == sorted(set(edge.step_days))
        if all(edge.claim_known):
            assert edge.step_claims[-1] == edge.claims[0]
            assert edge.step_max[-1] == (edge.date_max.isoformat() if edge.date_max else "")
        if fact.node is None:
            assert (fact.subject.partition(":")[0], fact.object.partition(":")[0]) in {
                (a.lower(), b.lower()) for a, b in EDGE_BY_TYPE[fact.type].endpoints
            }
        else:
            assert fact.node.id == fact.object and fact.id in fact.object
        assert ranked(fact.statements, EDGE_BY_TYPE[fact.type])[0].claim.id == edge.claims[0]
        claim = by_id[edge.claims[0]]
        assert claim.subject is not None
        assert endpoints_allowed(fact.type, claim.subject.type, claim.object.type if claim.object else None)


days = st.none() | st.dates(date(2014, 1, 1), date(2014, 2, 1))


@given(st.lists(st.tuples(days, days).filter(lambda d: None in d or d[0] <= d[1]), min_size=1))  # type: ignore[operator]
def test_the_finest_spans_hold_no_other(pairs: list[tuple[date | None, date | None]]) -> None:
    spans = {Span(*pair) for pair in pairs}

    def holds(a: Span, b: Span) -> bool:
        return a != b and a.order[0] <= b.order[0] and b.order[1] <= a.order[1]

    assert set(finest(spans)) == {a for a in spans if not any(holds(a, b) for b in spans)}
