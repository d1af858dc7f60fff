"""The rungs that need no fitting: it stays as it is, goes on as it went, or comes round again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shape
from ninelives.kernels.series.past import Floats, Past


@dataclass(frozen=True, slots=True, eq=False)
class Persistence(Arrays):
    """The last value stays."""

    name: ClassVar[str] = "persistence"

    def forecast(self, past: Past, horizon: int) -> Floats:
        """The next ``horizon`` steps, float64 of shape (horizon,)."""
        return np.full(horizon, past.values[-1])

    @property
    def parameters(self) -> int:
        """None."""
        return 0


@dataclass(frozen=True, slots=True, eq=False)
class Drift(Arrays):
    """The last value goes on at the mean slope of the past: the line through its two ends."""

    name: ClassVar[str] = "drift"

    def forecast(self, past: Past, horizon: int) -> Floats:
        """The next ``horizon`` steps, float64 of shape (horizon,)."""
        first, last = past.values[0], past.values[-1]
        slope = (last - first) / max(len(past.values) - 1, 1)
        return np.asarray(last + slope * np.arange(1, horizon + 1))

    @property
    def parameters(self) -> int:
        """The slope."""
        return 1


@dataclass(frozen=True, slots=True, eq=False)
class Seasonal(Arrays):
    """What was there a season before."""

    name: ClassVar[str] = "seasonal"
    season: np.ndarray  # () int64, steps

    def forecast(self, past: Past, horizon: int) -> Floats:
        """The next ``horizon`` steps, float64 of shape (horizon,); ``past`` holds a season at least."""
        last = past.values[-int(self.season) :]
        return np.asarray(last[np.arange(horizon) % len(last)])

    def check(self) -> None:
        """Raises ValueError where the season is none."""
        check_shape(season=(self.season, ()))
        if self.season.dtype != np.int64 or self.season < 1:
            raise ValueError("season is no whole number of steps above zero")

    @property
    def parameters(self) -> int:
        """The season's length."""
        return 1
