"""What a change costs: one article taken out of, and put back into, a store and a store ten times larger.

    python -m tests.benchmarks.bench_store [--small CLAIMS] [--times N]
    python -m tests.benchmarks.bench_store --times 0 --db neo4j://…

Invented articles of ten claims; a quarter of all claims are about one company, as in a real collection. The goals: an
article leaves a store of 20,000 claims in under 2 s, and in one ten times larger takes at most 1.5 times as long. Both
stores are made in the one run; times are medians over several articles.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from graph.build import Run
from graph.change import Rules
from graph.claims import Claim, Evidence, Mention, Value, claim_id
from graph.harvest import Harvest
from graph.judgements import NO_JUDGEMENTS
from graph.register import Register
from graph.schema import EntityType, Source
from graph.store.store import Store

HUB = "青山集团"
RULES = Rules(Register(), NO_JUDGEMENTS, "benchmark")
_PLACES = "东南西北中前后左右"


def _name(number: int, kind: str) -> str:
    digits = "".join(_PLACES[int(d)] for d in f"{number:o}".zfill(6))
    return f"{digits}{kind}"


def _claim(
    of: str, at: int, predicate: str, sides: list[tuple[str, EntityType] | None], **more: object
) -> Claim:
    mentions = [
        None
        if s is None
        else Mention(name=s[0], type=s[1], mention=s[0], start=at + 10 * n, end=at + 10 * n + len(s[0]))
        for n, s in enumerate(sides)
    ]
    quote = f"{predicate} {[s and s[0] for s in sides]} {more.get('date') or ''}"
    made = Claim(
        predicate=predicate,
        subject=mentions[0],
        object=mentions[1],
        evidence=Evidence(source=of, quote=quote, start=at, end=at + len(quote)),
        rule="invented",
        **more,  # type: ignore[arg-type]
    )
    return made.model_copy(update={"id": claim_id(made)})


def article(number: int, articles: int) -> tuple[Source, list[Claim]]:
    """One of `articles` invented articles; which companies it tells of depends on how many there are in all."""
    random = Random(number)
    id_ = f"name:{number:06d}"
    day = date(2005, 1, 1) + timedelta(days=number % 7000)
    published = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    source = Source(
        id=id_, title=f"第{number}篇", publisher=f"{_PLACES[number % 9]}方报", published=published, published_on=day,
        text_hash=f"{number:064x}", origin=f"{number:06d}.txt", seal=f"{number}",
    )  # fmt: skip

    def company() -> tuple[str, EntityType]:
        return _name(random.randrange(articles * 2), "公司"), "Company"

    def product() -> tuple[str, EntityType]:
        return _name(random.randrange(articles), "购"), "Product"

    def year() -> str:
        return str(random.randrange(2001, 2024))

    hub: tuple[str, EntityType] = (HUB, "Company")
    users = Value(amount=number % 97, unit="人", what="users", mention=f"{number % 97}人")
    stake = Value(amount=5 + number % 40, unit="percent", what="stake", mention=f"{5 + number % 40}%")
    told: list[tuple[str, list[tuple[str, EntityType] | None], dict[str, object]]] = [
        ("INVESTED_IN", [hub, company()], {"date": year(), "values": [stake]}),
        ("INVESTED_IN", [hub, company()], {}),
        ("LAUNCHED", [hub, product()], {"date": year()}),
        ("INVESTED_IN", [company(), company()], {"date": year()}),
        ("ACQUIRED", [company(), company()], {"date": year()}),
        ("PARTNERED_WITH", [company(), company()], {}),
        ("OPERATES", [company(), product()], {}),
        ("FOUNDED", [company(), None], {"date": year()}),
        ("SHUT_DOWN", [product(), None], {"date": f"{2015 + number % 9}-0{1 + number % 9}"}),
        ("METRIC", [company(), None], {"date": year(), "values": [users]}),
    ]
    claims = [_claim(id_, 100 * n, p, sides, **more) for n, (p, sides, more) in enumerate(told)]
    return source, claims


def fill(store: Store, articles: int) -> float:
    """Load the articles; seconds taken."""
    run = Run(store, RULES)
    run.renew()
    start = time.perf_counter()
    for number in range(articles):
        source, claims = article(number, articles)
        run.take(Harvest(source.origin, source, claims))
    run.flush()
    return time.perf_counter() - start


def change_times(store: Store, articles: int, number: int) -> tuple[float, float]:
    """Seconds to take an article out, and to put it back."""
    source, claims = article(number, articles)
    times = []
    for there in (False, True):
        start = time.perf_counter()
        run = Run(store, RULES)
        run.renew()
        if there:
            run.take(Harvest(source.origin, source, claims))
        else:
            run.drop(source.id)
        run.flush()
        times.append(time.perf_counter() - start)
        assert run.report.counts()["claims"]["added" if there else "removed"] == len(claims)
        assert set(run.report.sources) == {source.id}
    return times[0], times[1]


def probe(stores: list[tuple[Store, int]], rounds: int = 15) -> list[tuple[float, float]]:
    """Medians for each store, measured in turns so that what else the machine does falls on all alike."""
    times: list[list[tuple[float, float]]] = [[] for _ in stores]
    for turn in range(rounds + 3):
        for (store, articles), held in zip(stores, times, strict=True):
            got = change_times(store, articles, articles * (2 * turn + 1) // (2 * (rounds + 3)))
            if turn >= 3:  # the first ones warm the caches
                held.append(got)
    return [(statistics.median(t[0] for t in held), statistics.median(t[1] for t in held)) for held in times]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", type=int, default=20_000, help="claims in the smaller store")
    parser.add_argument(
        "--times", type=int, default=10, help="how much larger the other one is; 0: only the smaller"
    )
    parser.add_argument("--db", help="a Neo4j to fill instead, with --times 0; what is in it is lost")
    args = parser.parse_args()
    if args.db and args.times:
        parser.error("--db wants --times 0")
    sizes = [args.small] + ([args.times * args.small] if args.times else [])
    with tempfile.TemporaryDirectory() as top, ExitStack() as stack:
        stores: list[tuple[Store, int]] = []
        loads = []
        for size in sizes:
            store = stack.enter_context(Store.open(args.db or Path(top) / str(size)))
            if args.db:
                while store.write(lambda tx: tx.run(_EMPTY))[0]["gone"]:
                    pass
            stores.append((store, size // 10))
            loads.append(fill(store, size // 10))
        times = probe(stores)
        print(
            f"{'claims':>8} {'load s':>8} {'claims/s':>9} {'retract s':>10} {'reload s':>9} {'MB on disk':>11}"
        )
        for size, loaded, (out, back) in zip(sizes, loads, times, strict=True):
            disk = sum(f.stat().st_size for f in (Path(top) / str(size)).rglob("*") if f.is_file()) / 1e6
            print(f"{size:>8} {loaded:>8.1f} {size / loaded:>9.0f} {out:>10.3f} {back:>9.3f} {disk:>11.0f}")
    if not args.times:
        return 0
    ratio = times[1][0] / times[0][0]
    good = times[0][0] < 2 and ratio <= 1.5
    print(
        f"retracting from the larger store takes {ratio:.2f} times as long (goal 1.5): {'good' if good else 'MISSED'}"
    )
    return 0 if good else 1


_EMPTY = "MATCH (n) WHERE NOT n:State WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS gone"

if __name__ == "__main__":
    sys.exit(main())
