"""Does a whole comparison cry wolf? Columns, names, kernel and classifier together; and what it finds.

    python prove/compare.py            # 1,000 pairs of samples of each kind; writes prove/compare.json
    python prove/compare.py --small    # 20 of each; writes nothing

Exits with 1 when a bound is broken; the bounds are those of ``shift.py``, which proves the tests one by one.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

import ninelives
from bounds import row, run
from ninelives.kernels.stats.shift import Part, compare, ordered, scened
from ninelives.store.digest import of_json
from shift import ALPHA, LEANING, RHO, leaning, least, most

SEED, RUNS, COLUMNS = 20261129, 1000, 6
SIZES = (200, 500)


def told(seed: list[int], n: int, rho: float, columns: int, moved: float = 0.0) -> bool:
    """Whether a shift is seen: numbers that lean, their first one moved, and a name made of the last."""
    rng = np.random.default_rng(seed)
    rows = np.concatenate([leaning(rng, n, rho, columns), leaning(rng, n, rho, columns)])
    rows[n:, 0] += moved
    numbers = {f"x{at}": column for at, column in enumerate(rows.T)}
    parts = [Part("inputs", numbers, {"kind": np.digitize(rows[:, -1], (-0.5, 0.5))})]
    return compare(parts, ordered(parts, n), draws=99, seed=seed[-1]).p <= ALPHA


def saturated(seed: list[int]) -> bool:
    """The same of scores of which nine in ten are 1, and of a table with gaps."""
    rng = np.random.default_rng(seed)
    scores = np.where(rng.random((500, 3)) < 0.9, 1.0, rng.random((500, 3)).round(2))
    gaps = np.where(rng.random((500, 2)) < 0.3, np.nan, rng.normal(size=(500, 2)).round(1))
    sides = {"outputs": scores, "inputs": gaps}
    parts = [Part(name, {f"{at}": column for at, column in enumerate(x.T)}) for name, x in sides.items()]
    return compare(parts, scened(np.arange(280), np.arange(220)), draws=99, seed=seed[-1]).p <= ALPHA


def measure(runs: int) -> dict[str, Any]:
    rows = [
        row(
            "false alarms, tied scores and gaps",
            sum(saturated([SEED, 9, at]) for at in range(runs)),
            runs,
            at_most=most(runs, ALPHA),
        )
    ]
    for n in SIZES:
        for rho in RHO:
            count = sum(told([SEED, n, int(100 * rho), at], n, rho, COLUMNS) for at in range(runs))
            what = f"false alarms, all tests, {n:,} rows that lean by {rho:g}"
            rows.append(row(what, count, runs, at_most=most(runs, LEANING if rho else ALPHA)))
    few = max(runs // 8, 10)
    for columns in (1, 32):
        count = sum(told([SEED, 7, columns, at], 2000, 0.5, columns, moved=1.0) for at in range(few))
        what = f"found, all tests, one deviation in one of {columns} columns, 2,000 rows that lean by .5"
        rows.append(row(what, count, few, at_least=least(few)))
    facts = {"seed": SEED, "version": ninelives.__version__, "alpha": ALPHA, "relabellings": 99, "rows": rows}
    return facts | {"digest": of_json(facts)}


def main() -> int:
    return run(__file__, __doc__, "20 pairs of each kind, writes nothing", lambda few: measure(20 if few else RUNS))


if __name__ == "__main__":
    sys.exit(main())
