"""What is known of one series when a forecast is made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Values up to now, and what is known beforehand of steps up to now and after.

    Attributes:
        values: shape (n,), finite, of one step after the other.
        first: place of ``values[0]`` on the series' grid, in steps.
        phases: places within the calendar's rounds (hour of the day, day of the week), shape (n + ahead, rounds).
        sizes: steps of each round, shape (rounds,).
        known: numbers that are known beforehand (a weekend, a holiday), shape (n + ahead, columns).
    """

    values: Floats
    first: int
    phases: Ints
    sizes: Ints
    known: Floats

    @classmethod
    def plain(cls, values: np.ndarray, ahead: int = 0, first: int = 0) -> Past:
        """Without a calendar."""
        n = len(values) + ahead
        return cls(
            np.asarray(values, float), first, np.zeros((n, 0), np.int64), np.zeros(0, np.int64), np.zeros((n, 0))
        )

    @property
    def ahead(self) -> int:
        """Steps after the last value of which the calendar is known."""
        return len(self.known) - len(self.values)

    def until(self, points: int) -> Past:
        """The same when only its first ``points`` values were known; what is known beforehand stays known."""
        return Past(self.values[:points], self.first, self.phases, self.sizes, self.known)
