"""Forecasting of series: even grids, seasons, rungs that are plain arrays, rolling origins, errors and bands."""

from __future__ import annotations

from typing import ClassVar, Protocol

import numpy as np

from ninelives.kernels.series.ahead import ahead
from ninelives.kernels.series.backtest import Origins, needed, plan
from ninelives.kernels.series.bands import LEVELS, errors_needed, halves, halves_known, held
from ninelives.kernels.series.calendar import Calendar, calendar, years_seen
from ninelives.kernels.series.errors import mean_error, naive_scale
from ninelives.kernels.series.gaps import fill, gaps
from ninelives.kernels.series.grid import Grid, onto, regular
from ninelives.kernels.series.lagged import Boosting, LagNetwork, Linear
from ninelives.kernels.series.lines import Line, check_known, lines, runs_back
from ninelives.kernels.series.naive import Drift, Persistence, Seasonal
from ninelives.kernels.series.past import Floats, Past
from ninelives.kernels.series.seasons import candidates, find
from ninelives.kernels.series.smoothing import Smoothing
from ninelives.kernels.series.spoken import length


class Rung(Protocol):
    """What every fitted rung of a series can do."""

    name: ClassVar[str]

    def forecast(self, past: Past, horizon: int) -> Floats:
        """The next ``horizon`` steps, float64 of shape (horizon,)."""

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""

    @property
    def parameters(self) -> int:
        """How many numbers were fitted."""


RUNGS: dict[str, type[Persistence | Drift | Seasonal | Smoothing | Linear | Boosting | LagNetwork]] = {
    rung.name: rung for rung in (Persistence, Drift, Seasonal, Smoothing, Linear, Boosting, LagNetwork)
}

__all__ = [
    "LEVELS",
    "RUNGS",
    "Boosting",
    "Calendar",
    "Drift",
    "Grid",
    "LagNetwork",
    "Line",
    "Linear",
    "Origins",
    "Past",
    "Persistence",
    "Rung",
    "Seasonal",
    "Smoothing",
    "ahead",
    "calendar",
    "candidates",
    "check_known",
    "errors_needed",
    "fill",
    "find",
    "gaps",
    "halves",
    "halves_known",
    "held",
    "length",
    "lines",
    "mean_error",
    "naive_scale",
    "needed",
    "onto",
    "plan",
    "regular",
    "runs_back",
    "years_seen",
]
