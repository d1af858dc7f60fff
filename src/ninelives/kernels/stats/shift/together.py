"""Many statistics of the same relabellings, and what they say together."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

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


def corrected(statistics: Floats, scale: Callable[[Floats], Floats] | None = None) -> Floats:
    """The p-values again, corrected for how many there are, by the relabellings themselves.

    Westfall and Young (1993), single step: each is compared with the largest of all tests in each relabelling, so what
    the tests share is not paid for twice. The chance of any false word is at most alpha however many tests there are;
    the smallest is the p-value of them all together. Statistics of any kind are first put on one scale: each is close
    to a gamma variable, of the mean and variance that its own relabellings have, whose cube root is close to normal
    (Wilson and Hilferty 1931). How close changes only what each test weighs.

    Args:
        statistics: shape (tests, draws), not negative, the first draw as it is.
        scale: what puts statistics on one scale instead, all draws alike.

    Returns:
        float64 of shape (tests,).
    """
    score = (scale or scores)(np.asarray(statistics, float))
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


@dataclass(slots=True)
class Tally:
    """Statistics of many families, corrected together without being held together.

    Each family counts as much as any other, however many tests it has: a normal score's surprise, -log of its tail, is
    told beside the mean surprise of its family's largest. That is one scale for all relabellings, so it stays exact.
    """

    draws: int
    top: dict[Hashable, Floats] = field(default_factory=dict)
    seen: dict[Hashable, list[Floats]] = field(default_factory=dict)

    def add(self, family: Hashable, statistics: Floats) -> None:
        """Statistics of shape (tests, draws), not negative, the first draw as it is."""
        surprise = -_log_tail(scores(statistics))
        largest = surprise.max(axis=0)
        self.top[family] = np.maximum(self.top.get(family, largest), largest)
        self.seen.setdefault(family, []).append(surprise[:, 0])

    def corrected(self) -> dict[Hashable, Floats]:
        """p-values of each family's tests, in the order in which they came."""
        top = self._all() if self.top else np.zeros(self.draws)
        return {
            family: np.asarray([float(_as_much(top, one - self._usual(family)).mean()) for one in np.concatenate(seen)])
            for family, seen in self.seen.items()
        }

    def critical(self, alpha: float) -> dict[Hashable, float]:
        """The normal score above which a test of each family is told at ``alpha``; infinite where none can be."""
        from scipy.special import ndtri_exp

        worst = int(np.floor(alpha * self.draws + 1e-9))
        if not self.top or worst < 1:
            return dict.fromkeys(self.top, np.inf)
        edge = float(np.sort(self._all()[1:])[-min(worst, self.draws - 1)])
        return {family: -float(ndtri_exp(min(-edge - self._usual(family), -1e-9))) for family in self.top}

    def _usual(self, family: Hashable) -> float:
        return float(self.top[family].mean())

    def _all(self) -> Floats:
        return np.asarray(np.max([largest - self._usual(family) for family, largest in self.top.items()], axis=0))


def _log_tail(score: Floats) -> Floats:
    from scipy.special import log_ndtr

    return np.asarray(log_ndtr(-score))
