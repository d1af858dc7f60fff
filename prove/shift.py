"""Do the tests of shift cry wolf? Rows that lean on each other, tied scores, many columns; and what they find.

    python prove/shift.py            # 1,000 pairs of samples of each kind; writes prove/shift.json
    python prove/shift.py --small    # 40 of each; writes nothing

Exits with 1 when a bound is broken. Independent rows may be refused in 5 % (one-sided exact binomial at 1 %), rows that
lean on each other, whose blocks only nearly change places, in 8 %. A shift of one deviation among 2,000 rows that lean
by .5 must be found in 80 %.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.signal import lfilter
from scipy.stats import binom

import ninelives
from bounds import row, run
from ninelives.kernels.stats.shift import Units, block_length, corrected, kolmogorov, mmd, p_values, reach
from ninelives.store.digest import of_json

SEED = 20261128
ALPHA, LEANING, POWER = 0.05, 0.08, 0.8
DRAWS = 99  # relabellings of a test
RHO = (0.0, 0.5, 0.9, 0.98)
SIZES = (200, 500, 2000)
COLUMNS = 6

Test = Callable[[np.ndarray, np.ndarray, int], float]


def leaning(rng: np.random.Generator, n: int, rho: float, columns: int) -> np.ndarray:
    """First-order processes of variance 1, shape (n, columns)."""
    noise = rng.normal(size=(n + 300, columns)) * np.sqrt(1 - rho**2)
    return np.asarray(lfilter([1.0], [1.0, -rho], noise, axis=0)[300:])


def blocked(reference: np.ndarray, new: np.ndarray) -> Units:
    return Units.blocks(len(reference), len(new), block_length(list(reference.T), list(new.T)))


def one_column(reference: np.ndarray, new: np.ndarray, seed: int) -> float:
    units = blocked(reference[:, :1], new[:, :1])
    labels = units.relabelled(DRAWS, seed)
    return float(p_values(kolmogorov(np.r_[reference[:, 0], new[:, 0]], units, labels)[None])[0])


def all_columns(reference: np.ndarray, new: np.ndarray, seed: int) -> float:
    units = blocked(reference, new)
    labels = units.relabelled(DRAWS, seed)
    return float(corrected(np.stack([kolmogorov(each, units, labels) for each in np.r_[reference, new].T])).min())


def kernel(reference: np.ndarray, new: np.ndarray, seed: int) -> float:
    units, rows = blocked(reference, new), np.r_[reference, new].astype(np.float32)
    return float(corrected(mmd(rows, units, units.relabelled(DRAWS, seed), width=reach(rows))).min())


TESTS: dict[str, Test] = {"one column": one_column, "six columns": all_columns, "kernel": kernel}


def refused(test: Test, seed: list[int], draws: int, n: int, rho: float, moved: float = 0.0) -> int:
    """In how many pairs of samples a test sees a shift."""
    count = 0
    for draw in range(draws):
        rng = np.random.default_rng([*seed, draw])
        reference, new = leaning(rng, n, rho, COLUMNS), leaning(rng, n, rho, COLUMNS)
        count += test(reference, new + moved * (np.arange(COLUMNS) == 0), draw) <= ALPHA
    return count


def saturated(seed: list[int], draws: int) -> int:
    """The same of scores of which nine in ten are 1."""
    count = 0
    for draw in range(draws):
        rng = np.random.default_rng([*seed, draw])
        scores = np.where(rng.random(1000) < 0.9, 1.0, rng.random(1000).round(2))
        units = Units.scenes(np.arange(500), np.arange(500))
        count += p_values(kolmogorov(scores, units, units.relabelled(DRAWS, draw))[None])[0] <= ALPHA
    return count


def measure(draws: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    rows = [row("false alarms, tied scores", saturated([SEED, 9], draws), draws, at_most=most(draws, ALPHA))]
    for kind, (name, test) in enumerate(TESTS.items()):
        for n in SIZES:
            for rho in RHO:
                if name == "kernel" and n > 500:
                    continue  # the same blocks, at a hundred times the cost
                count = refused(test, [SEED, kind, n, int(100 * rho)], draws, n, rho)
                what = f"false alarms, {name}, {n:,} rows that lean by {rho:g}"
                rows.append(row(what, count, draws, at_most=most(draws, LEANING if rho else ALPHA)))
    for kind, (name, test) in enumerate(TESTS.items()):
        few = draws if name != "kernel" else max(draws // 10, 20)
        count = refused(test, [SEED, 7, kind], few, 2000, 0.5, moved=1.0)
        what = f"found, {name}, one deviation in one column, 2,000 rows that lean by .5"
        rows.append(row(what, count, few, at_least=least(few)))
    facts = {"seed": SEED, "version": ninelives.__version__, "alpha": ALPHA, "relabellings": DRAWS, "rows": rows}
    return facts | {"digest": of_json(facts)}


def most(draws: int, share: float) -> int:
    return int(binom.ppf(0.99, draws, share))


def least(draws: int) -> int:
    return round(POWER * draws) if draws >= 100 else int(binom.ppf(0.01, draws, POWER))


def main() -> int:
    return run(__file__, __doc__, "40 pairs of each kind, writes nothing", lambda few: measure(40 if few else 1000))


if __name__ == "__main__":
    sys.exit(main())
