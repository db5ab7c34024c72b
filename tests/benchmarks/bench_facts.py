"""Facts of one pair that ever more articles tell of: the time grows with the articles, not with their square.

Every article is of another day, and every one gives one of a few dates and stakes, some of them in contradiction.
"""

from __future__ import annotations

import sys
import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from graph.claims import Claim, Evidence, Mention, Value
from graph.facts import assemble
from graph.schema import Source

DATES = (None, "2012", "2014", "2014-03", "2014-03-10", "2014-03-11")
STAKES = (15, 15.4, 20)
SIZES = (1000, 2000, 4000, 8000)


def article(number: int) -> tuple[Source, Claim]:
    """One source, and the one claim it makes."""
    day = date(2012, 1, 1) + timedelta(number)
    source = Source(
        id=f"s{number}",
        published=datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Shanghai")),
        published_on=day,
        publisher=f"报{number % 97}",
        text_hash=str(number),
        origin=f"{number}.txt",
    )
    stake = STAKES[number % len(STAKES)]
    sides = [Mention(name=name, type="Company", mention=name, start=0, end=2) for name in ("甲木", "乙水")]
    claim = Claim(
        id=f"{number:016x}",
        predicate="INVESTED_IN",
        subject=sides[0],
        object=sides[1],
        date=DATES[number % len(DATES)],
        values=[Value(amount=stake, unit="percent", what="stake", mention=f"{stake}%")],
        evidence=Evidence(source=source.id, quote=f"第{number}句。", start=0, end=4),
        rule="benchmark",
    )
    return source, claim


def main() -> int:
    made = [article(number) for number in range(max(SIZES))]
    spent = []
    print(f"{'articles':>8} {'facts':>5} {'ms':>7} {'µs an article':>13}")
    for size in SIZES:
        sources = {source.id: source for source, _ in made[:size]}
        claims = [claim for _, claim in made[:size]]
        assemble(claims[:100], sources)
        began = time.process_time()
        facts = assemble(claims, sources)
        took = time.process_time() - began
        spent.append(took / size)
        print(f"{size:8} {len(facts):5} {took * 1000:7.0f} {took / size * 1e6:13.0f}")
    print(f"an article among {SIZES[-1]} costs {spent[-1] / spent[0]:.2f} times one among {SIZES[0]}")
    return 0 if spent[-1] < 3 * spent[0] else 1


if __name__ == "__main__":
    sys.exit(main())
