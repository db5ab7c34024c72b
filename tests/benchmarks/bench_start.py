"""How long the commands take that an analyst waits for: `claims` and `build` on one article, as whole processes.

python -m tests.benchmarks.bench_start [ARTICLE]

Each is run once with nothing kept from earlier runs and several times with what that run kept (`graph/cli/expressions.py`);
the ratio of the two is measured in one run. ARTICLE: default the longest of `data/articles`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5


def seconds(arguments: list[str], cache: Path) -> float:
    """Wall time of the whole process; CalledProcessError where it fails."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
    start = time.perf_counter()
    command = [sys.executable, "-m", "graph.cli", *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    return time.perf_counter() - start


def main(argv: list[str]) -> None:
    articles = (ROOT / "data" / "articles").glob("*.md")
    article = argv[1] if len(argv) > 1 else str(max(articles, key=lambda path: path.stat().st_size))
    subprocess.run([sys.executable, "-m", "compileall", "-q", "graph", "loaders"], check=True, cwd=ROOT)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("claims", "build"):
            cache = Path(folder) / name
            given = [name, article]
            first = seconds([*given, *(["--db", f"{folder}/first"] if name == "build" else [])], cache)
            later = sorted(
                seconds([*given, *(["--db", f"{folder}/{run}"] if name == "build" else [])], cache)
                for run in range(RUNS)
            )
            print(
                f"{name:8} first {first:.2f} s, later {later[0]:.2f} to {later[-1]:.2f} s "
                f"(median {later[RUNS // 2]:.2f} s): {first / later[RUNS // 2]:.1f} times as long"
            )


if __name__ == "__main__":
    main(sys.argv)
