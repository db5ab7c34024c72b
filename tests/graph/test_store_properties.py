"""On both stores, with invented claims: the graph is a function of the live claims and the decisions in force."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import SHANGHAI, Story, stories

from graph.build import renew
from graph.change import Change, Rules, apply
from graph.facts import assemble
from graph.judgements import NO_JUDGEMENTS, Judgement, judge
from graph.register import Register, load_register
from graph.resolution import resolve
from graph.store.snapshot import snapshot
from graph.store.store import Store

EMPTY: dict[str, list[Any]] = {"nodes": [], "edges": []}
RULES = Rules(Register(), NO_JUDGEMENTS, "")
NOW = datetime(2024, 5, 1, 12, 0, tzinfo=SHANGHAI)


def put(store: Store, story: Story, *sources: str, drop: tuple[str, ...] = (), rules: Rules = RULES) -> None:
    change = Change([(story.sources[id_], story.of(id_)) for id_ in sources], list(drop))
    store.write(lambda tx: apply(tx, change, rules, NOW))


def empty(store: Store) -> None:
    """What an example that failed has left is no part of the next."""
    left = tuple(row["id"] for row in store.run("MATCH (s:Source) RETURN s.id AS id"))
    if left:
        put(store, Story({}, {}, ()), drop=left)


def examples(store: Store, embedded: int, neo4j: int) -> Callable[[Any], Any]:
    """Fewer on a server, where each of an example's many readings costs a round trip."""
    return settings(max_examples=embedded if store.kind == "embedded" else neo4j, deadline=None)


def test_load_again_retract_load_in_any_order(store: Store) -> None:
    given_stories = given(story=stories(min_sources=2, max_claims=6), seed=st.integers(0, 99))

    @examples(store, 15, 4)
    @given_stories
    def holds(story: Story, seed: int) -> None:
        _load_again_retract_load(store, story, seed)

    holds()


def _load_again_retract_load(store: Store, story: Story, seed: int) -> None:
    empty(store)
    order = list(story.sources)
    put(store, story, *order)
    first = snapshot(store)
    resolved = [claim for id_ in order for claim in resolve(story.of(id_), Register())]
    held = {edge["properties"]["id"]: edge for edge in first["edges"] if "id" in edge["properties"]}
    facts = {fact.id: fact for fact in assemble(resolved, story.sources)}
    assert set(held) == set(facts)
    for id_, fact in facts.items():
        assert [held[id_]["from"][1], held[id_]["to"][1]] == [fact.subject, fact.object]
        expected = {k: v for k, v in fact.edge.model_dump(mode="json").items() if v is not None}
        found = {
            k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in held[id_]["properties"].items()
        }
        assert found == expected
    put(store, story, order[0])
    assert snapshot(store) == first, "the same source again"
    random.Random(seed).shuffle(order)
    put(store, story, drop=(order[0],))
    assert not any(
        edge for edge in snapshot(store)["edges"] if order[0] in edge["properties"].get("sources", [])
    )
    put(store, story, order[0])
    assert snapshot(store) == first, "retracted and loaded again"
    put(store, story, drop=tuple(order))
    assert snapshot(store) == EMPTY, "nothing is left of what nobody says"
    for id_ in order:
        put(store, story, id_)
    assert snapshot(store) == first, "in another order, one by one"
    put(store, story, drop=tuple(order))


LINES = [
    {"action": "merge", "a": {"name": "甲木", "type": "Company"}, "b": {"name": "戊金网", "type": "Company"}},
    {
        "action": "merge",
        "a": {"name": "辛月小店", "type": "Product"},
        "b": {"name": "己日", "type": "Company"},
    },
    {"action": "split", "mention": "乙水科技", "to": {"name": "乙水科技（二）", "type": "Company"}},
    {
        "action": "split",
        "mention": "甲木",
        "source": "invented:0",
        "to": {"name": "甲木（二）", "type": "Company"},
    },
]


def test_decisions_taken_back_leave_no_trace(store: Store) -> None:
    given_stories = given(
        story=stories(min_sources=2, max_claims=6),
        picked=st.sets(st.sampled_from(range(len(LINES))), min_size=1),
    )

    @examples(store, 8, 2)
    @given_stories
    def holds(story: Story, picked: set[int]) -> None:
        _decide_and_take_back(store, story, picked)

    holds()


def _decide_and_take_back(store: Store, story: Story, picked: set[int]) -> None:
    empty(store)
    register = load_register()
    told = {"because": "见公告", "author": "某人", "day": "2024-05-01"}
    lines = [Judgement.model_validate({"id": f"d{n}", **told, **LINES[n]}) for n in sorted(picked)]
    undo = [
        Judgement.model_validate({"id": f"u{line.id}", "action": "undo", "undoes": line.id, **told})
        for line in lines
    ]
    decided, undone = judge(lines, register), judge([*lines, *undo], register)
    order = list(story.sources)
    renew(store, judgements=NO_JUDGEMENTS)
    put(store, story, *order, rules=Rules(register, NO_JUDGEMENTS, ""))
    plain = snapshot(store)
    renew(store, judgements=decided)
    changed = snapshot(store)
    renew(store, judgements=undone)
    assert snapshot(store) == plain
    put(store, story, drop=tuple(order))
    put(store, story, *order, rules=Rules(register, decided, ""))
    assert snapshot(store) == changed, "decisions on a graph that was there, and before it was"
    put(store, story, drop=tuple(order))
    assert snapshot(store) == EMPTY
