"""How right a model of series was since it was made: what it would have foreseen, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.series import Line, ahead, naive_scale
from ninelives.kernels.stats import mean_of_scenes

if TYPE_CHECKING:
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.series.onward import Onward

MOST = 60  # forecasts of each series that are judged, the last ones


@dataclass(frozen=True, slots=True)
class Since:
    """New values beside what would have been foreseen of them.

    Attributes:
        steps: that were judged.
        origins: from which they were foreseen, a horizon apart.
        mean_absolute_error: in the target's own units.
        interval: of that, 95 %, over origins; None where there is one.
        mase: the same in units of each series' naive error; None where it has none.
        mase_interval: of that, 95 %, over origins; None where there is one.
        coverage: share of the steps within the band of predictions; None without bands.
    """

    steps: int
    origins: int
    mean_absolute_error: float
    interval: tuple[float, float] | None
    mase: float | None
    mase_interval: tuple[float, float] | None
    coverage: float | None


def judge(model: SeriesModel, onward: Onward) -> Since | None:
    """Judge the new values of all series that the model knows; None where there are none."""
    off, scale, held, scene = list[float](), list[float](), list[bool](), list[int]()
    for line, number in onward.lines:
        if number is None:
            continue
        season = model.seasons[0] if model.seasons else 1
        naive = naive_scale(model.lines[number].values, season) * line.unit
        for origin in _origins(model, line, len(model.lines[number].values)):
            errors, wide = _errors(model, line, number, origin)
            off += np.abs(errors).tolist()
            scale += [naive or np.nan] * len(errors)
            told = ~np.isnan(wide)
            held += (np.abs(errors)[told] <= wide[told]).tolist()
            scene += [origin] * len(errors)
    if not off:
        return None
    error, scenes = np.array(off), np.array(scene)
    scaled, able = error / np.array(scale), ~np.isnan(scale)
    mean, interval = _mean(error, scenes)
    mase, ends = _mean(scaled[able], scenes[able]) if able.any() else (None, None)
    return Since(len(off), len(set(scene)), mean, interval, mase, ends, float(np.mean(held)) if held else None)


def _mean(error: np.ndarray, scene: np.ndarray) -> tuple[float, tuple[float, float] | None]:
    """The mean, and its interval over scenes."""
    if len(np.unique(scene)) < 2:
        return float(error.mean()), None
    mean, low, high = mean_of_scenes(error, scene)
    return mean, (max(low, 0.0), high)


def _origins(model: SeriesModel, line: Line, before: int) -> list[int]:
    """First steps of forecasts, a horizon apart, of which nothing was learned."""
    found = list(range(before + model.delay, len(line.values), model.horizon))
    return found[-MOST:]


def _errors(model: SeriesModel, line: Line, number: int, origin: int) -> tuple[np.ndarray, np.ndarray]:
    """Forecast less value, in the target's units, and half the band, of the steps that have a value."""
    middle, _, _ = ahead(
        *(line, model.rungs[number], model.half[number], model.seasons),
        points=origin - model.delay,
        delay=model.delay,
        years=model.years,
    )
    truth = line.values[origin : origin + model.horizon] * line.unit
    known = ~np.isnan(truth)
    errors = middle[: len(truth)][known] - truth[known]
    half = model.half[number][model.levels.index(model.level)] * line.unit
    return errors, half[: len(truth)][known]
