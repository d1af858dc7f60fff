"""Evidence by betting: on every case, of every scene, with its weight; what is kept of losses that vary little.

A bettor who stakes a share of what can be lost on each scene, on the risk being below alpha, has a fair game where it
is alpha (Waudby-Smith and Ramdas 2024). Several start with a part of the money each, and their mean capital exceeds
``1 / delta`` with a chance of delta at most, in whatever order the scenes come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.stats.exact import SMALLEST
from ninelives.kernels.stats.guarantee.cases import Cases, Floats, Ints, Weights
from ninelives.kernels.stats.harm.labelled import one_each

STAKES: Final = np.array([0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1.0])  # shares of the most that can be lost
EVEN: Final = np.full(len(STAKES), 1 / len(STAKES))  # money of each bettor where none is preferred
LADDER: Final = np.geomspace(0.002, 1, 13)[:-1]  # risks that a curve's upper bounds are told by
LEAST: Final = 1e-4  # bound that is told
HALVINGS: Final = 10  # of the interval that one bound lies in


@dataclass(frozen=True, slots=True, eq=False)
class Bets:
    """What each case adds to its scene when the threshold first keeps it.

    Attributes:
        at: place of the threshold, ascending within a scene, shape (kept,).
        scene: of each, shape (kept,).
        stratum: of each, shape (kept,).
        first: whether it is its scene's first.
        mass: of its scene, with it, as a share of the largest weight, shape (ends, kept); ``ends`` are the least and
            the largest weights.
        lost: the same of its losses.
        money: of each bettor at the start, sum 1, shape (stakes,).
        thresholds: how many.
    """

    at: Ints
    scene: Ints
    stratum: Ints
    first: NDArray[np.bool_]
    mass: Floats
    lost: Floats
    money: Floats
    thresholds: int

    @classmethod
    def place(cls, cases: Cases, thresholds: Floats, weights: Weights, money: Floats | None = None) -> Self:
        """Ready to bet on all cases; of a scene that lies in several strata of uncertain weight, on one of them."""
        if weights.boxed and _mixed(cases):
            cases = cases.rows(one_each(cases.scene, 0))
        at = cases.place(thresholds)
        order = np.lexsort((at, cases.scene))
        order = order[at[order] < len(thresholds)]
        scene, stratum = cases.scene[order], cases.stratum[order]
        ends = (weights.low, weights.high) if weights.boxed else (weights.high,)
        voice = np.stack([cases.voice[order] * end[stratum] / weights.most for end in ends])
        mass, lost = (_steps(each, scene) for each in (voice, voice * cases.loss[order]))
        start = EVEN if money is None else money
        first = np.r_[True, np.diff(scene) > 0][: len(scene)]
        return cls(at[order], scene, stratum, first, mass, lost, start, len(thresholds))

    def gains(self, alpha: float) -> Floats:
        """Logarithm of what each case multiplies each bettor's money by, shape (ends, kept, stakes)."""
        path = np.log1p(-STAKES * (self.lost - alpha * self.mass)[..., None])
        before = np.where(self.first[1:, None], 0, path[:, :-1])
        path[:, 1:] -= before
        return np.asarray(path)

    def capital(self, alpha: float) -> Floats:
        """Logarithm of each bettor's money at each threshold, by the worst weights, shape (thresholds, stakes).

        It is concave in each weight, so the worst is an end of its interval.
        """
        gains, strata = self.gains(alpha), int(self.stratum.max(initial=0)) + 1
        cell, shape = self.stratum * self.thresholds + self.at, (strata, self.thresholds, len(STAKES))
        held = np.stack([_sums(gain, cell, strata * self.thresholds).reshape(shape) for gain in gains])
        return np.asarray(held.cumsum(axis=2).min(axis=0).sum(axis=0))

    def p(self, alpha: float) -> Floats:
        """One over the capital of all bettors, at most 1, shape (thresholds,)."""
        return together(self.capital(alpha), self.money)

    def upper(self, delta: float) -> Floats:
        """The first step of a ladder of risks that is refused at ``delta``, shape (thresholds,)."""
        refused = np.stack([self.p(risk) <= delta for risk in LADDER])
        return np.asarray(np.where(refused.any(axis=0), LADDER[refused.argmax(axis=0)], 1.0))

    def bound(self, place: int, delta: float) -> float:
        """The least risk that is refused at ``delta``, at one threshold."""
        low, high = LEAST, 1.0
        for _ in range(HALVINGS):
            middle = (low * high) ** 0.5
            low, high = (low, middle) if self.p(middle)[place] <= delta else (middle, high)
        return high


def together(capital: Floats, money: Floats) -> Floats:
    """One over the mean capital, at most 1; ``capital`` holds logarithms, the last axis its bettors."""
    top = capital.max(axis=-1)
    grown = top + np.log(np.exp(capital - top[..., None]) @ money)
    return np.asarray(np.maximum(np.exp(np.minimum(-grown, 0)), SMALLEST))


def _steps(each: Floats, scene: Ints) -> Floats:
    """Sums over the cases of a scene up to each, shape (ends, kept)."""
    total = np.c_[np.zeros(len(each)), each.cumsum(axis=1)]
    return np.asarray(total[:, 1:] - total[:, np.searchsorted(scene, scene)])  # scenes ascend


def _sums(gain: Floats, cell: Ints, cells: int) -> Floats:
    return np.stack([np.bincount(cell, column, cells) for column in gain.T], axis=-1)


def _mixed(cases: Cases) -> bool:
    """Whether any scene lies in two strata."""
    low = np.full(cases.scenes, np.iinfo(np.int64).max)
    high = np.zeros(cases.scenes, np.int64)
    np.minimum.at(low, cases.scene, cases.stratum)
    np.maximum.at(high, cases.scene, cases.stratum)
    return bool((low < high).any())
