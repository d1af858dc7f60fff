"""What the calendar tells of any step, however far ahead: the round of the day, of the week, of the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ninelives.kernels.series.grid import Grid
from ninelives.kernels.series.past import Floats, Ints

DAY, YEARS = 86_400, 2  # s; years that must have been seen before months can be told apart
MOST = 96  # steps of a round that are told apart one by one


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Rounds and weekends of steps.

    Attributes:
        phases: shape (steps, rounds).
        sizes: shape (rounds,).
        weekend: 1 on Saturday and Sunday, shape (steps, 1); no column where steps are longer than a day.
    """

    phases: Ints
    sizes: Ints
    weekend: Floats


def calendar(grid: Grid, first: int, count: int, seasons: tuple[int, ...] = (), *, years: bool = False) -> Calendar:
    """Of ``count`` steps of a grid from ``first`` on.

    Args:
        grid: with its zone; the rounds are those of the local clocks.
        first: step of the grid.
        count: how many.
        seasons: in steps; a short one that no clock or week tells is a round of its own.
        years: whether months are a round: see ``years_seen``.
    """
    rounds: list[tuple[Ints, int]] = []
    weekend = np.zeros((count, 0))
    if grid.unit == "s":
        local = grid.times(first, count).astype("datetime64[s]").astype(np.int64)
        day = np.floor_divide(local, DAY)
        if grid.step < DAY:
            length = grid.step if grid.step >= DAY / MOST else 3600.0
            rounds.append((np.floor_divide(local - day * DAY, length).astype(np.int64), int(np.ceil(DAY / length))))
        if grid.step <= DAY:
            weekday = (day + 3) % 7  # 1 January 1970 was a Thursday; Monday is 0
            rounds.append((weekday, 7))
            weekend = (weekday >= 5).astype(float)[:, None]
        if years:
            rounds.append((local.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64) % 12, 12))
    told = {size for _, size in rounds} | ({round(7 * DAY / grid.step)} if grid.unit == "s" else set())
    own = [season for season in seasons if season <= MOST and season not in told]
    rounds += [((first + np.arange(count)) % season, season) for season in own]
    phases = np.column_stack([phase for phase, _ in rounds]) if rounds else np.zeros((count, 0), np.int64)
    return Calendar(phases.astype(np.int64), np.array([size for _, size in rounds], np.int64), weekend)


def years_seen(grid: Grid, points: int) -> bool:
    """Whether so many steps are years enough to tell months apart."""
    return grid.unit == "s" and points * grid.step >= YEARS * 365 * DAY
