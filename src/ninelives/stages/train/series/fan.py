"""What is foreseen of each series, with bands from what was missed before, and how often such bands held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ninelives.kernels.series import Line, Origins, Rung, ahead, halves, held
from ninelives.kernels.stats import clustered
from ninelives.stages.train.series.fitting import fit
from ninelives.stages.train.series.judge import Judged
from ninelives.stages.train.series.learned import Task
from ninelives.stages.train.series.spec import SeriesSpec


@dataclass(frozen=True, slots=True, eq=False)
class Fan:
    """What is foreseen of one series.

    Attributes:
        name: of the series; empty where there is but one.
        times: of the steps, shape (horizon,).
        median: shape (horizon,).
        low: lower ends of the bands, shape (levels, horizon), NaN where too few errors are known for one.
        high: upper ends.
        behind: times and values of the last steps that are known, NaN at gaps.
        half: half widths of the bands, in ``unit``, shape (levels, horizon).
        rung: fitted on all that is known; foresees from plain arrays, in ``unit``.
        unit: what values are divided by before the rung sees them.
    """

    name: str
    times: np.ndarray
    median: np.ndarray
    low: np.ndarray
    high: np.ndarray
    behind: tuple[np.ndarray, np.ndarray]
    half: np.ndarray
    rung: Rung
    unit: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often bands held what came, at origins of which each could only know the errors before it.

    Attributes:
        level: that was promised.
        share: that was found; NaN where no band could be judged.
        interval: 95 %, over origins.
        steps: that were judged.
    """

    level: float
    share: float
    interval: tuple[float, float]
    steps: int


def fans(series: Sequence[Line], best: Judged, task: Task, spec: SeriesSpec, *, years: bool) -> tuple[Fan, ...]:
    """The chosen rung, fitted on all that is known, and what it foresees."""
    pasts = [line.past(len(line.values), task.horizon, task.seasons, years=years) for line in series]
    found = []
    for number, (line, rung) in enumerate(zip(series, fit(best.name, pasts, task), strict=True)):
        half = halves(best.errors[number], spec.levels)
        median, low, high = ahead(line, rung, half, task.seasons, delay=spec.delay, years=years)
        count, end = min(len(line.values), max(3 * task.horizon, 48)), len(line.values)
        behind = line.grid.times(end - count, count), line.values[end - count :] * line.unit
        times = line.grid.times(end + spec.delay, task.horizon - spec.delay)
        found.append(Fan(line.name, times, median, low, high, behind, half, rung, line.unit))
    return tuple(found)


def coverage(best: Judged, origins: Origins, spec: SeriesSpec) -> tuple[Coverage, ...]:
    """How often the bands of earlier errors held the later ones, at each level."""
    within = [held(errors, origins.at, spec.levels, spec.delay) for errors in best.errors]
    found = []
    for number, level in enumerate(spec.levels):
        told = np.stack([each[number] for each in within])  # (series, origins, horizon)
        known = ~np.isnan(told)
        scene = np.broadcast_to(np.arange(origins.at.size)[None, :, None], told.shape)
        if not known.any():
            found.append(Coverage(level, float("nan"), (0.0, 1.0), 0))
            continue
        share, _, low, high = clustered(told[known], scene[known])
        found.append(Coverage(level, share, (low, high), int(known.sum())))
    return tuple(found)
