"""Rows of the expression tables that the grammars read right, by class, and what they cost; run by `make bench-reading`.

python tests/benchmarks/bench_expressions.py [FOLDER with time.csv and money.csv]
"""

from __future__ import annotations

import csv
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from loaders.expressions.dates import TimeExpression, find_dates
from loaders.expressions.modality import find_cues
from loaders.expressions.quantities import Quantity, find_quantities

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "expressions"


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def date_for(row: dict[str, str]) -> tuple[TimeExpression | None, bool, str]:
    """(expression in the row's slot or None, whether its span is the slot exactly, text)."""
    context, printed = row["context"], row["expression"]
    start = context.index("{}")
    text = context.replace("{}", printed)
    found = find_dates(text, date.fromisoformat(row["base"]))
    exact = [e for e in found if (e.start, e.end) == (start, start + len(printed))]
    near = [e for e in found if e.start < start + len(printed) and e.end > start]
    chosen = next(iter(exact or near), None)
    return chosen, bool(exact), text


def date_right(row: dict[str, str], found: TimeExpression | None) -> bool:
    if found is None:
        return False
    if row["expected"].startswith("DUR:"):
        return found.duration == row["expected"][4:] and found.edtf is None
    return found.edtf in {row["expected"], *row["accept_also"].split("|")} - {""}


def date_rows(path: Path) -> list[tuple[str, bool, bool, str]]:
    """(class, right, span exact, a line that says what was wrong) for each row."""
    rows = []
    for row in read_table(path):
        found, exact, _ = date_for(row)
        got = f"{found.text} {found.edtf} {found.kind}" if found else "nothing"
        rows.append(
            (row["class"], date_right(row, found), exact, f"{row['expression']}: {row['expected']} — {got}")
        )
    return rows


def quantity_for(row: dict[str, str]) -> tuple[Quantity | None, bool]:
    """(figure in the row's slot or None, whether its core is the row's)."""
    context, printed = row["context"], row["expression"]
    start = context.index("{}")
    found = find_quantities(context.replace("{}", printed))
    near = [q for q in found if q.start < start + len(printed) and q.end > start]
    chosen = near[0] if near else None
    return chosen, chosen is not None and (not row["number_core"] or chosen.core == row["number_core"])


_UNITS = {"share": "shares", "ordinal": "rank"}


def quantity_right(row: dict[str, str], found: Quantity | None) -> bool:
    """Bounds and unit as in the table, where a part of a whole is a ratio and ours a percentage."""
    if found is None:
        return False
    scale, unit = (100, "percent") if row["unit"] == "ratio" else (1, _UNITS.get(row["unit"], row["unit"]))

    def same(printed: str, ours: float | None) -> bool:
        if not printed:
            return ours is None
        return ours is not None and abs(float(printed) * scale - ours) <= 1e-9 * max(1.0, abs(ours))

    right_unit = found.unit == unit if unit else found.kind == "count"
    return right_unit and same(row["lo"], found.min) and same(row["hi"], found.max)


def quantity_rows(path: Path) -> list[tuple[str, bool, bool, str]]:
    """(class, right, core exact, a line that says what was wrong) for each row."""
    rows = []
    for row in read_table(path):
        found, exact = quantity_for(row)
        got = (
            f"{found.text} [{found.core}] {found.amount} {found.min}..{found.max} {found.unit}"
            if found
            else "nothing"
        )
        rows.append(
            (
                row["class"],
                quantity_right(row, found),
                exact,
                f"{row['expression']}: {row['expected']} — {got}",
            )
        )
    return rows


def main(argv: list[str]) -> int:
    folder = Path(argv[1]) if len(argv) > 1 else SHARED
    print_table("time.csv", date_rows(folder / "time.csv"))
    print_table("money.csv", quantity_rows(folder / "money.csv"))
    for name, text in (("nothing", "甲方和乙方在网上商量商品的样子，" * 20_000), ("news", NEWS * 4_000)):
        print(
            f"{name:10} {len(text):,} characters: " + ", ".join(f"{k} {v:.1f} M/s" for k, v in speeds(text))
        )
    return 0


# as dense in dates and figures as news gets
NEWS = (
    "据报道，2017年8月9日，甲公司出资1.86亿美元入股乙公司12%股权，去年营收超八十亿元，预计明年将突破120亿元。"
)


def speeds(text: str) -> list[tuple[str, float]]:
    """(grammar, million characters of processor time a second)."""
    measured = []
    for name, read in (
        ("dates", lambda t: find_dates(t, date(2023, 7, 12))),
        ("figures", find_quantities),
        ("cues", find_cues),
    ):
        begun = time.process_time()
        read(text)
        measured.append((name, len(text) / 1e6 / (time.process_time() - begun)))
    return measured


def print_table(name: str, rows: list[tuple[str, bool, bool, str]]) -> None:
    classes: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for kind, right, exact, _ in rows:
        classes[kind].append((right, exact))
    for kind, results in sorted(classes.items()):
        print(
            f"{name:10} {kind:14} {sum(r for r, _ in results):3}/{len(results):3}  spans {sum(e for _, e in results):3}"
        )
    total = sum(ok for _, ok, _, _ in rows)
    print(
        f"{name:10} {'ALL':14} {total:3}/{len(rows):3} = {total / len(rows):.3f}  spans exact {sum(e for _, _, e, _ in rows)}"
    )
    for _, ok, exact, line in rows:
        if not ok or not exact:
            print(f"  {'value' if not ok else 'span'}: {line}")


if __name__ == "__main__":
    begun = time.perf_counter()
    code = main(sys.argv)
    print(f"{time.perf_counter() - begun:.2f} s")
    raise SystemExit(code)
