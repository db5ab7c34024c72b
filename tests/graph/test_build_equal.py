"""The graph depends on what its sources say now: not on the order they came in, nor on what was there before."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from inventing import SHANGHAI, claim, percent, side, source

from graph.change import Change, Rules, apply
from graph.claims import Claim
from graph.facts import assemble
from graph.judgements import NO_JUDGEMENTS
from graph.register import Entry, Register
from graph.resolution import resolve
from graph.schema import Modality, Source
from graph.store.snapshot import snapshot
from graph.store.store import Store, Transaction

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=SHANGHAI)
REGISTER = Register(
    (Entry("青山集团", "Company", ("青山", "青山控股"), tickers=("00001.HK",), sector="零售"),)
)
RULES = Rules(REGISTER, NO_JUDGEMENTS, "test")
NAMES = ["青山集团", "青山", "小筑网", "小筑网络有限公司", "飞舟科技", "海豚购"]
SOURCES = ["甲报", "乙报", "丙报"]


@st.composite
def sources(draw: st.DrawFn) -> dict[str, tuple[Source, list[Claim]]]:
    """Up to three sources with a few claims each, about few companies, so that they meet."""
    out = {}
    for id_ in draw(st.lists(st.sampled_from(SOURCES), min_size=1, unique=True)):
        claims = []
        for n in range(draw(st.integers(0, 5))):
            predicate = draw(
                st.sampled_from(
                    [
                        "INVESTED_IN",
                        "ACQUIRED",
                        "FOUNDED",
                        "SHUT_DOWN",
                        "LAUNCHED",
                        "PARTNERED_WITH",
                        "METRIC",
                        "RAISED",
                    ]
                )
            )
            names = draw(st.permutations(NAMES))
            kind = draw(st.sampled_from(["Company", "Product"]))
            alone = predicate in {"SHUT_DOWN", "METRIC", "RAISED"} or (
                predicate == "FOUNDED" and draw(st.booleans())
            )
            values = [
                percent(draw(st.sampled_from([5, 15, 20])), "users" if predicate == "METRIC" else "stake")
            ]
            claims.append(
                claim(
                    predicate,
                    side(names[0], kind, 100 * n),
                    None
                    if alone
                    else side(names[1], "Product" if predicate == "LAUNCHED" else kind, 100 * n + 30),
                    of=id_,
                    date=draw(st.sampled_from([None, "2012", "2014-03", "2014-03-10", "2015/.."])),
                    at=100 * n,
                    values=tuple(values) if draw(st.booleans()) or predicate == "METRIC" else (),
                    modality=draw(st.sampled_from([Modality.ASSERTED, Modality.REPORTED, Modality.RUMOURED])),
                )
            )
        day = draw(st.sampled_from([None, "2013-01-01T08:00", "2016-07-01T20:00"]))
        out[id_] = (source(id_, day, text=draw(st.sampled_from("xy"))), claims)
    return out


def clear(tx: Transaction) -> None:
    tx.run("MATCH (n) WHERE NOT n:State DETACH DELETE n")


def put(store: Store, *pairs: tuple[Source, list[Claim]], drop: tuple[str, ...] = ()) -> None:
    store.write(lambda tx: apply(tx, Change(list(pairs), list(drop)), RULES, NOW))


def test_only_what_is_said_now_counts(store: Store) -> None:
    # a server answers each of an example's many statements in milliseconds, the embedded engine in a tenth of that
    @settings(max_examples=12 if store.kind == "embedded" else 3, deadline=None)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        _only_what_is_said_now_counts(store, data)

    holds()


def _only_what_is_said_now_counts(store: Store, data: st.DataObject) -> None:
    store.write(clear)
    assert snapshot(store) == {"nodes": [], "edges": []}
    said = data.draw(sources())
    put(store, *said.values())
    whole = snapshot(store)

    # the edges are those that the pure functions make of the claims
    edges = {e["properties"]["id"]: e["properties"] for e in whole["edges"] if "id" in e["properties"]}
    claims = [c for _, held in said.values() for c in resolve(held, REGISTER, NO_JUDGEMENTS)]
    made = assemble(claims, {s.id: s for s, _ in said.values()}, NO_JUDGEMENTS)
    assert edges == {
        f.id: {k: v for k, v in f.edge.model_dump(mode="python").items() if v is not None} for f in made
    }

    # load again, retract, load: equal
    put(store, *said.values())
    assert snapshot(store) == whole
    for id_ in data.draw(st.permutations(sorted(said))):
        other = data.draw(sources()).get(id_)
        if other is not None:  # another version in between
            put(store, other)
        put(store, drop=(id_,))
    assert snapshot(store) == {"nodes": [], "edges": []}
    for id_ in data.draw(st.permutations(sorted(said))):
        put(store, said[id_])
    assert snapshot(store) == whole
    put(store, drop=tuple(sorted(said)))
    assert snapshot(store) == {"nodes": [], "edges": []}
