"""Rows of a table as series on one even grid, and what was known of each at any moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.kernels.series.calendar import Calendar, calendar
from ninelives.kernels.series.gaps import fill, gaps
from ninelives.kernels.series.grid import Grid, regular
from ninelives.kernels.series.past import Ints, Past
from ninelives.kernels.series.spoken import length

LARGEST = 1e9  # of a value; larger ones are told in a larger unit


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One series.

    Attributes:
        name: empty where there is but one.
        grid: that its times lie on.
        first: its first step on the grid that all series share.
        values: of each step up to the last value, NaN where there is none, shape (steps,).
        known: what is known beforehand, shape (steps + future, columns).
        unit: what values were divided by.
        notes: what was put right, in words.
    """

    name: str
    grid: Grid
    first: int
    values: np.ndarray
    known: np.ndarray
    unit: float = 1.0
    notes: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The step after its last value, on the grid that all share."""
        return self.first + len(self.values)

    def past(self, points: int, ahead: int, seasons: tuple[int, ...], *, years: bool = False) -> Past:
        """What is known once the first ``points`` steps are; gaps are filled from nothing later.

        Args:
            points: steps that are known.
            ahead: steps to be foreseen.
            seasons: steps, shortest first.
            years: whether months are told apart; what a rung was fitted with, it has to be shown again.
        """
        steps = points + ahead
        told = _calendar(self.grid, max(steps, len(self.values) + ahead), seasons, years)
        columns = self.known[:steps] if self.known.shape[1] else np.zeros((steps, 0))
        known = np.column_stack([told.weekend[:steps], columns])
        filled = fill(self.values[:points], seasons[0] if seasons else 0)
        return Past(filled, self.first, told.phases[:steps], told.sizes, known)


@lru_cache(maxsize=64)
def _calendar(grid: Grid, steps: int, seasons: tuple[int, ...], years: bool) -> Calendar:
    """Of all steps at once: each rung asks at each origin, and local clocks are slow to read."""
    return calendar(grid, 0, steps, seasons, years=years)


def lines(
    times: np.ndarray,
    values: np.ndarray,
    *,
    by: np.ndarray | None = None,
    known: Mapping[str, np.ndarray] | None = None,
    step: float = 0.0,
    zone: str = "",
    row: Ints | None = None,
) -> list[Line]:
    """Each series of a table.

    Args:
        times: datetime64, text in ISO 8601, or numbers, shape (rows,); those of one series in their order.
        values: the target, shape (rows,); NaN is a gap, and after the last value what is to be foreseen.
        by: what tells series apart, shape (rows,).
        known: numbers that are known beforehand, by name; also of the steps to be foreseen.
        step: s, or units of times that are numbers, to average over; 0: the step that most times are apart.
        zone: whose clocks the times were read from.
        row: what each row is called in an error, shape (rows,); by default they are counted from 1.

    Raises:
        NinelivesError: all series that cannot be read, or series of different steps.
    """
    moment, target = _times(times), _target(values)
    columns = _known(known or {}, len(target))
    if len(moment) != len(target):
        raise NinelivesError(f"{len(moment)} times and {len(target)} values", fix="one time for each value")
    if not len(target):
        raise NinelivesError("there is no row, and a series needs two points", fix="give a table with rows")
    called = np.arange(1, len(target) + 1) if row is None else row
    names = np.array([""] * len(target)) if by is None else np.asarray(by).astype(str)
    found, faults = list[Line](), list[NinelivesError]()
    for name in sorted(set(names.tolist())):
        rows = np.flatnonzero(names == name)
        try:
            found.append(_line(name, moment[rows], target[rows], columns[rows], called[rows], step, zone))
        except NinelivesError as error:
            faults.append(error)
    if faults:
        raise NinelivesError("; ".join(each.message for each in faults[:5]), fix=faults[0].fix)
    return _together(found)


def check_known(series: list[Line], ahead: int) -> None:
    """Raises NinelivesError where what is known beforehand is not told of the steps to be foreseen."""
    for line in series:
        told = len(line.known) - len(line.values)
        if line.known.shape[1] and told < ahead:
            raise NinelivesError(
                f"what is known beforehand is told of {told} steps after the last value{_of(line.name)}, "
                f"and {ahead} are foreseen",
                fix=f"add {ahead - told} rows with the target left empty",
            )


def _of(name: str) -> str:
    return f" of '{name}'" if name else ""


def _times(times: np.ndarray) -> np.ndarray:
    told = np.asarray(times)
    if told.dtype.kind in "OUS":
        try:
            return np.asarray(told.astype("datetime64[us]"))
        except ValueError as error:
            raise NinelivesError(
                f"times cannot be read: {error}", fix="write them as 2026-11-27 or 2026-11-27T14:00"
            ) from None
    return told


def _target(values: np.ndarray) -> np.ndarray:
    try:
        told = np.asarray(values, float)
    except (TypeError, ValueError):
        raise NinelivesError(
            "the target holds words, and a series is of numbers", fix="name a column of numbers"
        ) from None
    if np.isinf(told).any():
        row = int(np.flatnonzero(np.isinf(told))[0])
        raise NinelivesError(
            f"{int(np.isinf(told).sum())} values are infinite, the first in row {row + 1}",
            fix="leave them empty: a gap is filled",
        )
    return told


def _known(known: Mapping[str, np.ndarray], rows: int) -> np.ndarray:
    columns = [np.asarray(column, float) for column in known.values()]
    for name, column in zip(known, columns, strict=True):
        if column.shape != (rows,) or np.isinf(column).any():
            raise NinelivesError(f"'{name}' is not one finite number a row", fix=f"leave '{name}' out, or fill it")
    return np.column_stack(columns) if columns else np.zeros((rows, 0))


def _line(
    name: str, moment: np.ndarray, target: np.ndarray, known: np.ndarray, row: Ints, step: float, zone: str
) -> Line:
    notes = list[str]()
    if runs_back(moment):
        moment, target, known, row = moment[::-1], target[::-1], known[::-1], row[::-1]
        notes.append("time runs backwards throughout: read from the last row to the first")
    grid = regular(moment, step=step or None, zone=zone, name=f"'{name}'" if name else "", row=row)
    laid, columns = grid.laid(target), _carried(grid.laid(known))
    told = np.flatnonzero(~np.isnan(laid))
    if told.size < 2:
        raise NinelivesError(
            f"a series needs two values at least, got {told.size}{_of(name)}",
            fix="add earlier points",
        )
    start, stop = int(told[0]), int(told[-1]) + 1
    values = laid[start:stop]
    if missing := int(np.isnan(values).sum()):
        many, have = len(gaps(values)), "has" if missing == 1 else "have"
        notes.append(
            f"{missing:,} of {len(values):,} steps {have} no value, in {many:,} gap{'s' * (many != 1)}: "
            "filled to learn from, and never judged on"
        )
    unit = (
        10.0 ** max(0, np.ceil(np.log10(np.nanmax(np.abs(values)) / LARGEST)))
        if np.nanmax(np.abs(values)) > LARGEST
        else 1.0
    )
    moved = replace(grid, start=grid.start + grid.step * start, place=grid.place - start)
    return Line(name, moved, 0, values / unit, columns[start:], unit, (*grid.notes, *notes))


def _carried(columns: np.ndarray) -> np.ndarray:
    """Columns without gaps: what was last known holds."""
    row = np.where(np.isnan(columns), -1, np.arange(len(columns))[:, None])
    last = np.maximum.accumulate(row, axis=0)
    return np.where(last < 0, 0.0, np.take_along_axis(columns, np.maximum(last, 0), axis=0))


def runs_back(moment: np.ndarray) -> bool:
    """Whether times run backwards throughout, the newest first."""
    apart = np.diff(moment)
    return len(moment) > 1 and not (apart > np.zeros(1, apart.dtype)).any() and bool(moment[0] != moment[-1])


def _together(found: list[Line]) -> list[Line]:
    """All on one grid."""
    steps = {(line.grid.step, line.grid.unit) for line in found}
    if len(steps) > 1:
        told = ", ".join(sorted(length(*step) for step in steps))
        raise NinelivesError(f"series have different steps: {told}", fix="give one step for all: --step 1h")
    begin = min(line.grid.start for line in found)
    return [replace(line, first=round((line.grid.start - begin) / line.grid.step)) for line in found]
