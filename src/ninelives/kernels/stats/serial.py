"""The mean of numbers that lean on their neighbours: what forecasts lost at one origin after another.

The variance of such a mean is the spectrum at frequency zero. The sum of squares of the lowest cosine transforms
estimates it, and the ratio is Student's t with as many degrees of freedom as there are transforms (fixed-b asymptotics:
Lazarus, Lewis, Stock and Watson 2018). Of independent normal numbers that is exact however few they are, which the
truncated sums of Diebold and Mariano (1995), corrected by Harvey, Leybourne and Newbold (1997), are not: at eight
origins these may even give a variance below zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ninelives.kernels.stats.exact import SMALLEST

MOST = 12  # transforms: more gain little power, and reach where the spectrum of slow errors has fallen off


@dataclass(frozen=True, slots=True)
class Serial:
    """A mean, and how sure it is.

    Attributes:
        mean: of the numbers.
        error: its standard error.
        degrees: of freedom of Student's t; 0 where one number tells nothing.
    """

    mean: float
    error: float
    degrees: int

    @property
    def p_less(self) -> float:
        """One-sided p-value of the hypothesis that the true mean is not below zero."""
        from scipy.special import stdtr

        if not self.degrees or self.mean == 0:
            return 1.0
        if self.error == 0:
            return SMALLEST if self.mean < 0 else 1.0
        return float(max(stdtr(self.degrees, self.mean / self.error), SMALLEST))

    def half(self, level: float = 0.95) -> float:
        """Half of the two-sided interval; infinite where nothing is known."""
        from scipy.special import stdtrit

        return float(stdtrit(self.degrees, (1 + level) / 2) * self.error) if self.degrees else float("inf")

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Two-sided, of the true mean."""
        return self.mean - self.half(level), self.mean + self.half(level)


def serial_mean(values: ArrayLike, overlap: float = 1.0) -> Serial:
    """Mean of a stationary sequence with its standard error, robust to autocorrelation.

    Args:
        values: in their order, shape ``(n,)``, at least one.
        overlap: how many neighbours share what they were made from: steps of a forecast over steps between origins.
            The more, the lower the frequencies that count: ``n / (2 + 2 * overlap)`` of them, at most 12.

    Raises:
        ValueError: no value, one that is not finite, or an overlap that is negative.
    """
    x = np.asarray(values, float)
    if x.ndim != 1 or not x.size or not np.isfinite(x).all():
        raise ValueError(f"values must be one row of finite numbers, got shape {x.shape}")
    if not overlap >= 0:
        raise ValueError(f"overlap must be >= 0, got {overlap}")
    mean = float(x.mean())
    if x.size == 1:
        return Serial(mean, float("inf"), 0)
    degrees = transforms(x.size, overlap)
    angles = np.pi * np.outer(np.arange(1, degrees + 1), np.arange(x.size) + 0.5) / x.size
    lowest = np.sqrt(2 / x.size) * (np.cos(angles) @ (x - mean))
    spectrum = float(np.square(lowest).mean())
    rounding = np.square(8 * np.finfo(float).eps * np.abs(x).max()) * x.size
    return Serial(mean, float(np.sqrt(spectrum / x.size)) if spectrum > rounding else 0.0, degrees)


def transforms(n: int, overlap: float) -> int:
    """How many of the lowest cosine transforms of ``n`` numbers tell their spectrum at zero."""
    return max(1, min(MOST, n - 1, int(n / (2 + 2 * max(overlap, 1.0)))))
