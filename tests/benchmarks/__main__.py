"""`make bench`: every benchmark in turn; each prints its own table and says what it compares in one run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

failed = []
for bench in sorted(Path(__file__).parent.glob("bench_*.py")):
    print(f"\n== {bench.stem}", flush=True)
    if subprocess.run([sys.executable, "-m", f"tests.benchmarks.{bench.stem}"], check=False).returncode:
        failed.append(bench.stem)
if failed:
    sys.exit(f"failed: {', '.join(failed)}")
