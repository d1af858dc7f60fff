"""What a model on lags sees of a step ahead: the last values, the same place in earlier seasons, and the calendar.

One row for each pair of a moment and a step ahead of it, so that one model answers for the whole horizon, and no
forecast feeds on another. Lags are told relative to the level of the last season and in units of the series' own naive
error: so series of any size can be learned from together, and trees, which never leave the range they saw, follow a
level that moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import NamedTuple

import numpy as np

from ninelives.kernels.series.errors import naive_scale
from ninelives.kernels.series.past import Floats, Ints, Past

RECENT, ALONE = 3, 8  # last values that are shown: beside a season, and where there is none
DEEPEST = 7  # seasons back that are averaged
DECAYS = (1.0, 4.0, 16.0)  # steps over which the last values lose what they tell


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which lags are shown.

    Attributes:
        seasons: steps of each, ascending, shape (k,).
        depth: how many seasons back each is averaged over, shape (k,).
    """

    seasons: Ints
    depth: Ints

    @classmethod
    def of(cls, seasons: tuple[int, ...], points: int) -> Recipe:
        """For so many values to learn from: no more than a quarter of them is looked back over."""
        steps = np.array(sorted(seasons), np.int64)
        return cls(steps, np.clip(points // (4 * np.maximum(steps, 1)), 1, DEEPEST))

    @property
    def round(self) -> int:
        """Steps over which the level is taken."""
        return int(self.seasons[0]) if self.seasons.size else 1

    @property
    def recent(self) -> int:
        """Last values that are shown."""
        return RECENT if self.seasons.size else ALONE

    @property
    def reach(self) -> int:
        """Values that a moment needs behind it."""
        return max(int((self.seasons * self.depth).max(initial=0)), 2 * self.round, self.recent + 1)


class Seen(NamedTuple):
    """Rows of what is seen.

    Attributes:
        base: level that is subtracted, shape (rows,), in the unit of the values.
        scale: unit that lags are told in.
        ahead: steps ahead, shape (rows,).
        phases: shape (rows, rounds); of the step ahead.
        known: shape (rows, columns); of the step ahead.
        lags: shape (rows, lags).
    """

    base: Floats
    scale: float
    ahead: Floats
    phases: Ints
    known: Floats
    lags: Floats


def look(past: Past, recipe: Recipe, moment: Ints, ahead: Ints) -> Seen:
    """What is seen of steps ahead of moments.

    Args:
        past: the series.
        recipe: which lags.
        moment: place among the values of the last one known, shape (rows,), ``recipe.reach - 1`` at least.
        ahead: steps after it, from 1, shape (rows,).
    """
    x, m = past.values, recipe.round
    scale = naive_scale(x, m) or 1.0
    middle = x.mean()
    total = np.concatenate([[0.0], np.cumsum(x - middle)])

    def level(at: Ints) -> Floats:
        return np.asarray((total[at + 1] - total[at + 1 - m]) / m + middle)

    base = level(moment)
    lags = [x[moment - back] for back in range(recipe.recent)] + [level(moment - m)]
    for season, depth in zip(recipe.seasons.tolist(), recipe.depth.tolist(), strict=True):
        last = moment + ahead - season * -(-ahead // season)
        each = [x[last - season * back] for back in range(depth)]
        lags += [each[0], *([np.mean(each, axis=0)] if depth > 1 else [])]
    told = np.column_stack([(lag - base) / scale for lag in lags])
    step = moment + ahead
    return Seen(base, scale, ahead.astype(float), past.phases[step], past.known[step], told)


def raw(seen: Seen) -> Floats:
    """Rows as trees take them: every number as it is, shape (rows, columns)."""
    return np.column_stack([seen.ahead, seen.phases, seen.known, seen.lags])


def spelled(seen: Seen, sizes: Ints, recent: int) -> Floats:
    """Rows as sums take them: a column for each phase, the first round apart for what is known, and lags that fade."""
    rounds = [_each(seen.phases[:, at], int(size)) for at, size in enumerate(sizes)]
    apart = [rounds[0] * seen.known[:, [at]] for at in range(seen.known.shape[1])] if rounds else []
    fading = [seen.lags[:, :recent] * np.exp((1 - seen.ahead) / decay)[:, None] for decay in DECAYS]
    return np.column_stack([seen.ahead, *rounds, *apart, seen.known, seen.lags, *fading])


def _each(phase: Ints, size: int) -> Floats:
    return np.asarray((phase[:, None] == np.arange(size)).astype(float))


def pairs(past: Past, recipe: Recipe, horizon: int, most: int) -> tuple[Ints, Ints]:
    """Moments and steps ahead of them to learn from, evenly thinned to about ``most`` rows; the last moments stay."""
    moments = np.arange(recipe.reach - 1, len(past.values) - 1)
    every = max(1, -(-len(moments) * horizon // most))
    while every > 1 and any(gcd(every, season) > 1 for season in recipe.seasons.tolist()):
        every += 1  # or some hours of the day would never be seen
    moments = moments[::-1][::every][::-1]
    moment, ahead = (grid.ravel() for grid in np.meshgrid(moments, np.arange(1, horizon + 1), indexing="ij"))
    inside = moment + ahead < len(past.values)
    return moment[inside].astype(np.int64), ahead[inside].astype(np.int64)
