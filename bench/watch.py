"""A stream of 32 columns through nl.Watch: in batches and one at a time, and what it costs after a million.

    python bench/watch.py [--json] [--small]

Seconds are those of one core. Rows are arrays; the reference has 5,000 rows, by the hour. The peers are river's ADWIN
and Page-Hinkley detectors, one a column, one observation at a time, as river works (`rivals/river.txt`: a venv of its
own); where it is not there they are missing.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time

import numpy as np

import ninelives as nl
from table import Row, arguments, machine, publish

COLUMNS, REFERENCE = 32, 5000
BATCHED, ALONE, GROWN = 20_000, 3_000, 8  # observations/s; MB
MISSING = "river: missing, see rivals/river.txt"


PEERS = """
import json, random, sys, time
from river import drift
many, columns = map(int, sys.argv[1:])
rows = [[random.gauss(0, 1) for _ in range(columns)] for _ in range(many)]
found = {}
for name, make in (("ADWIN", drift.ADWIN), ("Page-Hinkley", drift.PageHinkley)):
    detectors = [make() for _ in range(columns)]
    start = time.process_time()
    for row in rows:
        for detector, value in zip(detectors, row):
            detector.update(value)
    found[name] = many / (time.process_time() - start)
print(json.dumps(found))
"""


def begun(rng: np.random.Generator) -> nl.Watch:
    return nl.Watch.of(rng.normal(size=(REFERENCE, COLUMNS)), times=np.arange(REFERENCE) * 600.0)


def batched(watch: nl.Watch, rng: np.random.Generator, many: int) -> float:
    """Observations a second of CPU, in batches of 1,000."""
    spent = 0.0
    for _ in range(many // 1000):
        rows, at = rng.normal(size=(1000, COLUMNS)), watch.n * 60.0 + np.arange(1000) * 60.0
        start = time.process_time()
        watch.see_batch(rows, times=at)
        spent += time.process_time() - start
    return many / spent


def alone(watch: nl.Watch, rng: np.random.Generator, many: int) -> float:
    rows, first = rng.normal(size=(many, COLUMNS)), watch.n * 60.0
    start = time.process_time()
    for at, row in enumerate(rows):
        watch.see(row, time=first + 60.0 * at)
    return many / (time.process_time() - start)


def rivals(many: int) -> dict[str, float]:
    """Observations a second of river's detectors, one a column, in the venv that `NINELIVES_RIVER` names."""
    python = os.environ.get("NINELIVES_RIVER")
    if not python:
        return {}
    done = subprocess.run([python, "-c", PEERS, str(many), str(COLUMNS)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def resident() -> float:
    """The most memory so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    asked, began = arguments(__doc__, rounds=1).parse_args(), machine()
    many, few = (20_000, 500) if asked.small else (1_000_000, 10_000)
    rng = np.random.default_rng(20261128)
    watch = begun(rng)
    fast = batched(watch, rng, many // 10)
    before = resident()
    batched(watch, rng, many - many // 5)
    late = batched(watch, rng, many // 10)
    grown, slow, peers = resident() - before, alone(watch, rng, few), rivals(few)
    rows = [
        Row("32 columns, in batches of 1,000", fast, "observations/s", target=BATCHED),
        Row(f"the same after {many - many // 10:,}", late, "observations/s", fast, "the first ones", BATCHED),
        *(Row("one at a time", slow, "observations/s", told, f"river's {name}", ALONE) for name, told in peers.items()),
        *([] if peers else [Row("one at a time", slow, "observations/s", None, MISSING, ALONE)]),
        Row("memory that all after the first tenth added", grown, "MB", target=GROWN, less=True),
    ]
    return publish(rows, asked, began)


if __name__ == "__main__":
    sys.exit(main())
