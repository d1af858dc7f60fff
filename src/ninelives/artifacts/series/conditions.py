"""The conditions that the steps of series were recorded under: the parts of their times, and which series it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.deployment.words import Part
from ninelives.artifacts.envelope import MONTHS, WEEKDAYS, Envelope
from ninelives.artifacts.envelope.axes import axis_for
from ninelives.artifacts.table.axes import DATED, FEW
from ninelives.kernels.series import Line

DAY, HOURS = 86_400, 2  # s; hours in a bin of the axis ``hour``
SERIES = "series"  # the axis of a column that is called like a part of a date


def named(by: str | None) -> str:
    """What the axis of the series is called."""
    return SERIES if by is None or by in DATED else by


def envelope(lines: Sequence[Line], by: str | None) -> Envelope:
    """Of all steps that have a value; each day of a series is a scene, or each step where steps are longer.

    Args:
        lines: the series.
        by: the column that tells them apart; an axis where there are at most 20.
    """
    columns: dict[str, list[Any]] = {}
    scenes, before = list[np.ndarray](), 0
    several = 1 < len(lines) <= FEW
    for line in lines:
        told = np.flatnonzero(~np.isnan(line.values))
        times = line.grid.times(0, len(line.values))[told]
        for name, values in parts(times, line.grid.step, line.grid.unit).items():
            columns.setdefault(name, []).append(values)
        if several:
            columns.setdefault(named(by), []).append(np.full(told.size, line.name, object))
        scene = _days(times) if line.grid.unit == "s" and line.grid.step < DAY else told
        scenes.append(before + np.unique(scene, return_inverse=True)[1])
        before = int(scenes[-1].max(initial=before - 1)) + 1
    recorded = {name: np.concatenate(each) for name, each in columns.items()}
    axes = [axis_for(name, values) for name, values in recorded.items()]
    return Envelope.of(recorded, np.concatenate(scenes), axes=axes)


def use(times: Sequence[np.ndarray], names: Sequence[str], step: float, unit: str, by: str | None) -> Deployment:
    """Steps to be foreseen as a declared use: their times are known, and no sample.

    Args:
        times: of the steps of each series.
        names: of these series.
        step: from one to the next.
        unit: of the step.
        by: the column that tells series apart; None for one.
    """
    found = parts(np.concatenate(times), step, unit)
    many = sum(len(each) for each in times)
    declared: dict[str, tuple[Part, ...]] = {}
    for name, values in found.items():
        at = (np.floor(values / HOURS) * HOURS).tolist() if name == "hour" else values.tolist()
        told = sorted(Counter(at).items())
        declared[name] = tuple(
            Part(count / many, span=(label, label + HOURS)) if name == "hour" else Part(count / many, name=label)
            for label, count in told
        )
    if by is not None:
        declared[named(by)] = tuple(Part(len(each) / many, name=name) for each, name in zip(times, names, strict=True))
    return Deployment(declared)


def parts(times: np.ndarray, step: float, unit: str) -> dict[str, np.ndarray]:
    """Parts of times that differ from step to step: hour, weekday, month.

    Args:
        times: datetime64, or numbers, which have none; shape (n,).
        step: from one to the next.
        unit: of the step: "s", "M" (months), or "".
    """
    if unit == "":
        return {}
    month = times.astype("datetime64[M]").astype(np.int64) % 12
    months = {"month": np.array(MONTHS, object)[month]}
    if unit == "M":
        return months
    second = times.astype("datetime64[s]").astype(np.int64)
    weekday = np.array(WEEKDAYS, object)[(_days(times) + 3) % 7]  # 1 January 1970 was a Thursday
    hour = {"hour": second % DAY / 3600} if step < DAY else {}
    return {**hour, **({"weekday": weekday} if step <= DAY else {}), **months}


def closed(lines: Sequence[Line]) -> list[str]:
    """Weekdays on which series of days never have a value, as of a market that is closed."""
    grid = lines[0].grid
    if grid.unit != "s" or grid.step != DAY or max(len(line.values) for line in lines) < 4 * len(WEEKDAYS):
        return []
    told = (line.grid.times(0, len(line.values))[~np.isnan(line.values)] for line in lines)
    open_ = {name for times in told for name in parts(times, DAY, "s")["weekday"].tolist()}
    return [name for name in WEEKDAYS if name not in open_]


def _days(times: np.ndarray) -> np.ndarray:
    return np.asarray(times.astype("datetime64[D]").astype(np.int64))
