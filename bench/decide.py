"""What the guarantee costs in time: a hand-over from 10,000 calibration rows, and decisions in a service.

    python bench/decide.py             # three rounds, the best of each
    python bench/decide.py --small     # one, of 2,000 rows

Answers of two classes with their truth, of which an item's score tells how often it is right. `defer` is timed in a
process that has imported it, from a table on the disk to the rule; with new answers beside, whose mixture is tested,
once more. No peer does either with an envelope, reasons and spot checks.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

import ninelives as nl
from table import Row, arguments, machine, publish

CALIBRATION, BATCH = 10_000, 10_000
SECONDS, DECISIONS = 2.0, 50_000  # of defer; rows a second
SEED = 20261203


def answers(rows: int, seed: int, *, truth: bool = True) -> pl.DataFrame:
    draw = np.random.default_rng([SEED, seed])
    doubt = 0.5 * draw.random(rows) ** 3
    dog = draw.random(rows) < 0.5
    says_dog = dog ^ (draw.random(rows) < doubt)
    p = np.where(says_dog, 1 - doubt, doubt)
    told = {"item": [f"photo {number}" for number in range(rows)], "p_cat": 1 - p, "p_dog": p}
    return pl.DataFrame(told | ({"truth": np.where(dog, "dog", "cat")} if truth else {}))


def best(rounds: int, work: Callable[[], Any]) -> float:
    """Seconds of the fastest round."""
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return min(spent)


def main() -> int:
    asked, began = arguments(__doc__, rounds=3).parse_args(), machine()
    rounds = 1 if asked.small else asked.rounds
    many = 2000 if asked.small else CALIBRATION
    folder = Path(tempfile.mkdtemp(prefix="ninelives-bench-"))
    answers(many, 1).write_csv(folder / "said.csv")
    answers(many, 2, truth=False).write_csv(folder / "new.csv")
    handoff = nl.defer(folder / "said.csv", progress=False)  # imports what it needs
    alone = best(rounds, lambda: nl.defer(folder / "said.csv", progress=False))
    beside = best(rounds, lambda: nl.defer(folder / "said.csv", new=folder / "new.csv", progress=False))
    batch = answers(2000 if asked.small else BATCH, 3, truth=False)
    decided = best(rounds, lambda: handoff.decide(batch))
    rows = [
        Row(f"defer on {many:,} calibration rows", alone, "s", target=SECONDS, less=True),
        Row(f"the same beside {many:,} new rows, their mixture tested", beside, "s", less=True),
        Row(f"decide in a service, batches of {len(batch):,}", len(batch) / decided, "rows/s", target=DECISIONS),
    ]
    return publish(rows, asked, began)


if __name__ == "__main__":
    sys.exit(main())
