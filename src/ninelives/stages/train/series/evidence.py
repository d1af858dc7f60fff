"""What a model of series keeps of its backtest: every step that was foreseen, and what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ninelives.artifacts.model.series.told import items, main_level
from ninelives.kernels.series import halves_known

if TYPE_CHECKING:
    from ninelives.kernels.series import Line
    from ninelives.stages.train.series.foresee import Forecast


def backtest(found: Forecast) -> pl.DataFrame:
    """``item, series, origin, time, step, truth, prediction, lower, upper`` of the chosen rung.

    ``origin`` counts from 0, ``step`` from 1. The band is the one that could be had at the origin, from errors that
    were known by then; null where these were too few.
    """
    level = main_level(found.levels)
    return pl.concat([_of(found, number, line, level) for number, line in enumerate(found.lines)])


def _of(found: Forecast, number: int, line: Line, level: float) -> pl.DataFrame:
    errors, at = found.judged[found.chosen.name].errors[number], found.origins.at
    (half,) = halves_known(errors, at, (level,), found.delay)
    origin, step = np.nonzero(~np.isnan(errors))
    place = at[origin] + step - line.first
    truth, error, wide = line.values[place], errors[origin, step], half[origin, step]
    times = line.grid.times(0, len(line.values))[place]
    foreseen = truth + error
    low, high = foreseen - wide, foreseen + wide
    if np.nanmin(line.values) >= 0:
        foreseen, low, high = (np.maximum(each, 0) for each in (foreseen, low, high))
    return pl.DataFrame(
        {
            "item": pl.Series(items([line.name] * len(place), times, line.grid), dtype=pl.String),
            "series": pl.Series([line.name] * len(place), dtype=pl.String),
            "origin": origin.astype(np.int64),
            "time": times.astype("datetime64[us]") if times.dtype.kind == "M" else times.astype(float),
            "step": step.astype(np.int64) + 1,
            "truth": truth * line.unit,
            "prediction": foreseen * line.unit,
            "lower": pl.Series(low * line.unit).fill_nan(None),
            "upper": pl.Series(high * line.unit).fill_nan(None),
        }
    )
