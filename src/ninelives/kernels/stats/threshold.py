"""From which size on something is noticed, found by trials that are placed where they tell most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Floats = NDArray[np.float64]
PLACES = (0.5, 0.2, 0.8)  # chances of being noticed at which trials are placed, in turn
FINE, WIDTHS = 121, np.geomspace(0.15, 1.0, 9)  # thresholds that are weighed, and how fast the chance rises beyond
SMALLEST, LARGEST = 1 / 2000, 4.0  # thresholds, beside the largest size that can be tried


class Threshold:
    """What trials tell of the chance of being noticed, which rises with the size of what there is to notice.

    The chance at size ``s`` is ``chance + (1 - chance) Phi(log(s / t) / w)``; threshold ``t`` and width ``w`` are
    weighed together on a grid, and each trial lies where, as a rule, half, a fifth or four fifths would be noticed by
    what is known so far (Watson and Pelli 1983; Kontsevich and Tyler 1999). Some thirty trials say as much as
    hundreds on a lattice.
    """

    def __init__(self, most: float, chance: float, places: tuple[float, ...] = PLACES) -> None:
        """Nothing is known yet.

        Args:
            most: the largest size that can be tried, > 0.
            chance: of being noticed where there is nothing, in [0, .5).
            places: chances of being noticed at which trials are placed, in turn, each in (chance, 1).

        Raises:
            ValueError: one of them is out of range.
        """
        if not most > 0 or not 0 <= chance < 0.5:
            raise ValueError(f"most must be > 0 and chance in [0, .5), got {most} and {chance}")
        self.most, self.chance, self.places, self.trials = most, chance, places, 0
        self._threshold = np.log(most) + np.linspace(np.log(SMALLEST), np.log(LARGEST), FINE)[:, None]
        self._weight: Floats = np.full((FINE, len(WIDTHS)), 1 / (FINE * len(WIDTHS)))

    def place(self) -> float:
        """The size that the next trial should have, in (0, most]."""
        at = self._sizes(self.places[self.trials % len(self.places)])
        return float(min(self.most, np.exp((at * self._weight).sum())))

    def tell(self, size: float, *, seen: bool) -> None:
        """What a trial of ``size`` > 0 said."""
        likely = self.chance + (1 - self.chance) * ndtr((np.log(size) - self._threshold) / WIDTHS)
        self._weight = self._weight * np.maximum(likely if seen else 1 - likely, 1e-9)
        self._weight /= self._weight.sum()
        self.trials += 1

    def at(self, seen: float, level: float = 0.95) -> tuple[float, float, float]:
        """The size that is noticed with a chance of ``seen``, at most ``most``: the middle, and its credible interval.

        Args:
            seen: in (chance, 1).
            level: of the interval.

        Raises:
            ValueError: ``seen`` is out of range.
        """
        if not self.chance < seen < 1:
            raise ValueError(f"seen must lie in ({self.chance:g}, 1), got {seen}")
        sizes, weight = self._sizes(seen).ravel(), self._weight.ravel()
        order = np.argsort(sizes)
        below = np.cumsum(weight[order]) - weight[order] / 2
        ends = np.interp((0.5, (1 - level) / 2, (1 + level) / 2), below, sizes[order])
        middle, low, high = np.minimum(np.exp(ends), self.most).tolist()
        return middle, low, high

    def _sizes(self, seen: float) -> Floats:
        """The logarithm of that size, for every threshold and width."""
        return np.asarray(self._threshold + WIDTHS * ndtri((seen - self.chance) / (1 - self.chance)))
