"""Every rung at every origin: what it foresaw from what was known then, and how far off that was."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ninelives.kernels.series import (
    Line,
    Origins,
    Past,
    Rung,
    candidates,
    fill,
    find,
    mean_error,
    naive_scale,
    needed,
    years_seen,
)
from ninelives.stages.train.series.fitting import fit
from ninelives.stages.train.series.learned import Task


def seasons_of(lines: Sequence[Line], points: int | None = None) -> tuple[int, ...]:
    """Seasons that the longest series shows before so many steps of the grid that all share; None for all."""
    longest = max(lines, key=lambda line: len(line.values))
    values = longest.values[: None if points is None else max(points - longest.first, 0)]
    if len(values) < 3 or np.isnan(values).all():
        return ()
    return find(fill(values), candidates(longest.grid.step, longest.grid.unit))


def years_of(lines: Sequence[Line], points: int | None = None) -> bool:
    """Whether all series are years long before so many steps of the grid that all share; None for all."""
    return all(years_seen(line.grid, (line.end if points is None else points) - line.first) for line in lines)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One rung over all origins.

    Attributes:
        name: of the rung.
        losses: mean absolute error over the horizon, in units of each series' naive error where it has one, mean over
            the series, shape (origins,); NaN where nothing was there to be judged on.
        errors: forecast less value, shape (series, origins, horizon), in the unit of the series.
        seconds: that fitting and foreseeing took.
        parameters: numbers that its last fit told, of all series together.
    """

    name: str
    losses: np.ndarray
    errors: np.ndarray
    seconds: float
    parameters: int


@dataclass(frozen=True, slots=True, eq=False)
class Backtest:
    """What all rungs are judged on.

    Attributes:
        lines: the series.
        origins: steps on the grid that all share.
        task: what is asked; its horizon includes the delay.
        delay: steps that the last values are published late.
        seasons: at each origin those that were found before its fit, or that were given.
        years: at each origin whether its fit is shown months.
        scales: naive error of each series before each origin, shape (series, origins); NaN where it has none.
        scaled: whether any series has one; else losses are in the unit of the values.
    """

    lines: Sequence[Line]
    origins: Origins
    task: Task
    delay: int
    seasons: Sequence[tuple[int, ...]]
    years: Sequence[bool]
    scales: np.ndarray
    scaled: bool

    @classmethod
    def of(cls, lines: Sequence[Line], origins: Origins, task: Task, delay: int, *, found: bool = False) -> Backtest:
        """Seasons and scales of the training parts.

        Args:
            lines: the series.
            origins: steps on the grid that all share.
            task: what is asked.
            delay: steps that the last values are published late.
            found: the seasons were found and not given, so that each fit has to find them in what it knows.
        """
        season = task.seasons[0] if task.seasons else 1
        scales = np.full((len(lines), origins.at.size), np.nan)
        for number, line in enumerate(lines):
            for at, origin in enumerate(origins.at.tolist()):
                before = origin - delay - line.first
                if before > season:
                    scales[number, at] = naive_scale(line.values[:before], season) or np.nan
        seasons = [task.seasons] * origins.at.size
        points = [int(origins.at[fit]) - delay for fit in origins.refit]
        years = [years_of(lines, each) for each in points]
        if found:
            shown = {each: seasons_of(lines, each) for each in set(points)}
            seasons = [tuple(season for season in shown[each] if season in task.seasons) for each in points]
        return cls(lines, origins, task, delay, seasons, years, scales, bool((~np.isnan(scales)).any()))

    @property
    def horizon(self) -> int:
        """Steps that are judged."""
        return self.task.horizon - self.delay

    def past(self, line: Line, at: int) -> Past | None:
        """What was known of a series at origin number ``at``; None where that was too little, or nothing came after."""
        origin = int(self.origins.at[at])
        points = origin - self.delay - line.first
        least = needed(self.horizon, self.task.seasons, self.delay) - self.delay
        if points < least or origin >= line.end or np.isnan(line.values[:points]).all():
            return None
        return line.past(points, self.task.horizon, self.seasons[at], years=self.years[at])

    def run(self, name: str, tick: Callable[[], None] | None = None) -> Judged:
        """One rung over all origins; fitted anew at some of them, on what was known there.

        Args:
            name: of the rung.
            tick: called after each origin.
        """
        start = time.perf_counter()
        errors = np.full((len(self.lines), self.origins.at.size, self.horizon), np.nan)
        fitted: dict[int, Rung] = {}
        for at, origin in enumerate(self.origins.at.tolist()):
            pasts = {number: past for number, line in enumerate(self.lines) if (past := self.past(line, at))}
            task = replace(self.task, seasons=self.seasons[at])
            if self.origins.refit[at] == at and pasts:
                fitted = dict(zip(pasts, fit(name, list(pasts.values()), task), strict=True))
            for number, past in pasts.items():
                if number in fitted:
                    foreseen = fitted[number].forecast(past, self.task.horizon)[self.delay :]
                    errors[number, at] = foreseen - self.actual(self.lines[number], origin)
            if tick:
                tick()
        told = {id(rung): rung.parameters for rung in fitted.values()}  # one rung may foresee all series
        return Judged(name, self.losses(errors), errors, time.perf_counter() - start, sum(told.values()))

    def actual(self, line: Line, origin: int) -> np.ndarray:
        """Values of the steps from an origin on, NaN where there is none; shape (horizon,)."""
        begin = origin - line.first
        told = line.values[begin : begin + self.horizon]
        return np.concatenate([told, np.full(self.horizon - len(told), np.nan)])

    def losses(self, errors: np.ndarray) -> np.ndarray:
        """Of each origin, from errors of shape (series, origins, horizon); see ``Judged``."""
        scales = self.scales if self.scaled else np.ones_like(self.scales)
        found = np.full(scales.shape, np.nan)
        for number, at in np.argwhere(~np.isnan(scales)):
            found[number, at] = mean_error(errors[number, at], np.zeros(self.horizon), scales[number, at])
        told = ~np.isnan(found)
        count = told.sum(axis=0)
        return np.where(count > 0, np.where(told, found, 0).sum(axis=0) / np.maximum(count, 1), np.nan)
