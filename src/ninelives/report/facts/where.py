"""Where a series' model is off: by the step ahead, and by the parts of a date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from ninelives.artifacts.envelope import MONTHS, WEEKDAYS
from ninelives.artifacts.series import conditions as parts_of
from ninelives.kernels.series import naive_scale
from ninelives.kernels.stats import mean_of_scenes
from ninelives.report.charts import Column
from ninelives.report.facts.standing import size

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.model.series import SeriesModel

MOST: Final = 48  # columns of one chart


def by_condition(model: SeriesModel) -> tuple[tuple[str, tuple[Column, ...]], ...]:
    """How far off the backtest was by the step ahead, and by each part of a date that varies."""
    table, grid = model.tables["backtest"], model.lines[0].grid
    error = np.abs(table.get_column("prediction").to_numpy() - table.get_column("truth").to_numpy()) / _units(model)
    scene = _scenes(table)
    found = []
    step = table.get_column("step").to_numpy()
    if step.max(initial=0) > 1:
        wide = -(-int(step.max()) // MOST)
        places = (step - 1) // wide
        names = [f"{at * wide + 1}" if wide == 1 else f"{at * wide + 1}–{at * wide + wide}" for at in range(MOST + 1)]
        found.append(("By the step ahead", _columns(places, names, error, scene)))
    parts = parts_of.parts(table.get_column("time").to_numpy(), grid.step, grid.unit)
    orders: dict[str, Sequence[str]] = {"hour": [f"{hour} h" for hour in range(24)], "weekday": WEEKDAYS}
    orders["month"] = MONTHS
    titles = {"hour": "By the hour of the day", "weekday": "By the day of the week", "month": "By the month"}
    for name, values in parts.items():
        order = list(orders[name])
        place = np.floor(values).astype(int) if name == "hour" else np.array([order.index(each) for each in values])
        short = order if name == "hour" else [each[:3] for each in order]
        if len(np.unique(place)) > 1 and not (name == "hour" and _follows(place, step)):
            found.append((titles[name], _columns(place, short, error, scene)))
    return tuple(found)


def _units(model: SeriesModel) -> np.ndarray:
    """What each row of the backtest is told in: of several series, each in its own naive error; shape (rows,) or ()."""
    if not size(model)[2]:
        return np.ones(())
    season = model.seasons[0] if model.seasons else 1
    scale = {line.name: (naive_scale(line.values, season) or 1.0) * line.unit for line in model.lines}
    return np.array([scale[name] for name in model.tables["backtest"].get_column("series")])


def _follows(place: np.ndarray, step: np.ndarray) -> bool:
    """Whether the step ahead tells the hour: then a second chart says nothing new."""
    return len(np.unique(np.column_stack([place, step]), axis=0)) == len(np.unique(step))


def _scenes(table: pl.DataFrame) -> np.ndarray:
    """Each forecast of each series is one piece of evidence."""
    series = np.unique(table.get_column("series").to_numpy().astype(str), return_inverse=True)[1]
    origin = table.get_column("origin").to_numpy()
    scene: np.ndarray = series * (int(origin.max(initial=0)) + 1) + origin
    return scene


def _columns(place: np.ndarray, names: Sequence[str], error: np.ndarray, scene: np.ndarray) -> tuple[Column, ...]:
    found = []
    for at in np.unique(place).tolist():
        some = place == at
        ends = None
        if len(np.unique(scene[some])) > 1:
            _, low, high = mean_of_scenes(error[some], scene[some])
            ends = (max(low, 0.0), high)
        found.append(Column(names[at], float(error[some].mean()), ends, int(some.sum())))
    return tuple(found)
