"""Many statistics of the same relabellings, and what they say together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SAME = 1e-9  # relative: statistics that differ by less are the same, summed in another order


def p_values(statistics: Floats) -> Floats:
    """Each statistic's own p-value: the share of relabellings, itself among them, that give as much.

    Exact where the units may change places, whatever the statistic and its ties; never below 1 / draws.

    Args:
        statistics: shape (tests, draws), the first draw as it is; the larger, the more they differ.

    Returns:
        float64 of shape (tests,).
    """
    return _ranks(np.asarray(statistics, float))


def corrected(statistics: Floats) -> Floats:
    """The p-values again, corrected for how many there are, by the relabellings themselves.

    Westfall and Young (1993), single step: each is compared with the largest of all tests in each relabelling, so what
    the tests share is not paid for twice. The chance of any false word is at most alpha however many tests there are;
    the smallest is the p-value of them all together. Statistics of any kind are first put on one scale: each is close
    to a gamma variable, of the mean and variance that its own relabellings have, whose cube root is close to normal
    (Wilson and Hilferty 1931). How close changes only what each test weighs.

    Args:
        statistics: shape (tests, draws), not negative, the first draw as it is.

    Returns:
        float64 of shape (tests,).
    """
    score = scores(np.asarray(statistics, float))
    top = score.max(axis=0)
    return np.asarray([float(_as_much(top, one).mean()) for one in score[:, 0]])


def scores(statistics: Floats) -> Floats:
    """Normal scores of statistics, shape (tests, draws); minus infinity where no relabelling changes anything."""
    mean = statistics.mean(axis=1, keepdims=True)
    spread = statistics.std(axis=1, keepdims=True)
    still = spread <= SAME * np.abs(mean)
    shape = np.square(mean / np.where(still, 1, spread))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (np.cbrt(statistics / mean) - 1 + 1 / (9 * shape)) * 3 * np.sqrt(shape)
    return np.asarray(np.where(still, -np.inf, found))


def _ranks(statistics: Floats) -> Floats:
    return np.asarray([float(_as_much(row, row[0]).mean()) for row in statistics])


def _as_much(drawn: Floats, seen: float) -> NDArray[np.bool_]:
    return np.asarray(drawn >= seen - SAME * abs(seen) if np.isfinite(seen) else drawn >= seen)
