"""Exponential smoothing: level, slope and season, each a running average (Hyndman, Koehler, Ord and Snyder 2008).

A library finds the parameters; from then on these few arrays go on alone. Whether the errors add or multiply matters to
the fit and not to the recursion: either way the state moves by a share of what the last forecast was off. A damped
slope adds phi, phi squared and so on, as in the book; statsforecast adds the first power twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shape
from ninelives.kernels.series.past import Floats, Past

LEAST = 1e-8  # that a multiplying season or level is divided by


@dataclass(frozen=True, slots=True, eq=False)
class Smoothing(Arrays):
    """A state after ``end`` steps of the grid, and how each later value moves it."""

    name: ClassVar[str] = "smoothing"
    end: np.ndarray  # () int64: the step on the grid that comes after the state
    level: np.ndarray  # () float64
    slope: np.ndarray  # () float64, 0 where there is none
    season: np.ndarray  # (m,) float64, of step `end` first; a single 0 (or 1, multiplying) where there is none
    multiplies: np.ndarray  # () int64: whether the season multiplies
    shares: np.ndarray  # (4,) float64: alpha, beta, gamma, phi

    def forecast(self, past: Past, horizon: int) -> Floats:
        """The next ``horizon`` steps, float64 of shape (horizon,).

        Values before the fit's end are in the state already, and values after it move it.

        Raises:
            ValueError: the past ends before the state.
        """
        behind = int(self.end) - past.first
        if behind > len(past.values):
            raise ValueError(f"the state is of step {int(self.end)}, and the past ends before it")
        level, slope, season = self.after(
            np.concatenate([np.full(max(0, -behind), np.nan), past.values[max(0, behind) :]])
        )
        steps = np.arange(1, horizon + 1)
        phi = float(self.shares[3])
        damped = steps.astype(float) if phi == 1 else phi * (1 - phi**steps) / (1 - phi)
        trend = level + slope * damped
        turn = season[(steps - 1) % len(season)]
        return np.asarray(trend * turn if self.multiplies else trend + turn)

    def after(self, values: np.ndarray) -> tuple[float, float, Floats]:
        """Level, slope, and season from the next step on, after more values, shape (n,); NaN is what was forecast."""
        alpha, beta, gamma, phi = self.shares.tolist()
        level, slope, season = float(self.level), float(self.slope), self.season.tolist()
        m = len(season)
        for step, value in enumerate(values.tolist()):
            trend, turn = level + phi * slope, season[step % m]
            off = 0.0 if isnan(value) else value - (trend * turn if self.multiplies else trend + turn)
            by_level, by_turn = (_over(off, turn), _over(off, trend)) if self.multiplies else (off, off)
            level, slope = trend + alpha * by_level, phi * slope + beta * by_level
            season[step % m] = turn + gamma * by_turn
        return level, slope, np.roll(season, -(len(values) % m))

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one state."""
        for name in ("end", "level", "slope", "multiplies"):
            check_shape(**{name: (getattr(self, name), ())})
        check_shape(shares=(self.shares, (4,)))
        if self.end.dtype != np.int64 or self.multiplies.dtype != np.int64 or not 0 <= self.multiplies <= 1:
            raise ValueError("end and multiplies are no whole numbers, or multiplies is neither 0 nor 1")
        if self.season.ndim != 1 or not self.season.size:
            raise ValueError("season is no round of steps")
        if (self.shares < 0).any() or (self.shares > 1).any():
            raise ValueError("shares lie outside [0, 1]")

    @property
    def parameters(self) -> int:
        """The shares that are used, and the state that the fit began with."""
        return int((self.shares[:3] > 0).sum() + (self.shares[3] < 1) + self.season.size + 2)


def _over(off: float, by: float) -> float:
    return off / by if abs(by) > LEAST else 0.0
