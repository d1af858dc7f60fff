"""Rolling origins: forecasts as they would have been made, each from what was known then, and never back in time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ninelives.kernels.series.past import Ints

MOST, WANTED = 60, 20  # origins; fewer than the second, and their horizons overlap
PART = 2  # the first of so many parts of a series is before every origin
REFITS = 4  # moments at which rungs are fitted anew on the way


@dataclass(frozen=True, slots=True, eq=False)
class Origins:
    """When forecasts were made.

    Attributes:
        at: steps before each origin, ascending, int64 of shape (origins,): the first step foreseen is ``at`` itself.
        spacing: steps from one to the next.
        overlap: forecasts that reach over the same step.
        refit: of each origin, the number of the origin whose fit foresees there, int64 of shape (origins,).
    """

    at: Ints
    spacing: int
    overlap: float
    refit: Ints


def needed(horizon: int, seasons: tuple[int, ...] = (), delay: int = 0) -> int:
    """Values that one origin needs before it: two rounds of the longest season, twice the horizon, ten at least."""
    return max(2 * max(seasons, default=1) + 1, 2 * (horizon + delay), 10) + delay


def plan(points: int, horizon: int, *, seasons: tuple[int, ...] = (), delay: int = 0) -> Origins:
    """Origins over the second half of a series, the last one a horizon before its end.

    They lie a horizon apart or some whole horizons, so that no two forecasts share a step; where fewer than 20 fit so,
    they lie closer, and how far they overlap is told, since losses then lean on each other.

    Args:
        points: steps of the series.
        horizon: steps that each forecast reaches.
        seasons: in steps; the spacing is no multiple of one that is longer than the horizon, or every origin would be
            on the same day of the week.
        delay: steps that the last values are published late.

    Raises:
        ValueError: not even one origin fits.
    """
    least = needed(horizon, seasons, delay)
    last = points - horizon
    if last < least:
        raise ValueError(f"one origin needs {least + horizon} steps, got {points}")
    first = min(max(least, points // PART), last)
    room = last - first
    spacing = horizon * max(1, room // (horizon * (MOST - 1)))
    if room // horizon + 1 < WANTED:
        spacing = max(1, room // (WANTED - 1))
    elif any(season > horizon and spacing % season == 0 for season in seasons):
        spacing += horizon
    at = np.arange(last, first - 1, -spacing)[:MOST][::-1]
    number = np.arange(at.size)
    every = -(-at.size // REFITS)
    return Origins(at.astype(np.int64), spacing, (horizon + delay) / spacing, number // every * every)
