"""New rows of series go on from what a model knows of them: together they are what is foreseen from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.archive.sources import SetAside
from ninelives.artifacts.series import SeriesRows
from ninelives.errors import NinelivesError
from ninelives.kernels.series import Grid, Line, Rung, ahead, lines, onto, runs_back
from ninelives.kernels.series.naive import Seasonal
from ninelives.kernels.series.smoothing import Smoothing

if TYPE_CHECKING:
    from ninelives.artifacts.model.series.model import SeriesModel

SHARED = "a series that it has not seen, and smoothing has a state of its own for each"


@dataclass(frozen=True, slots=True, eq=False)
class Foreseen:
    """What is foreseen of one series.

    Attributes:
        line: all that is known of it.
        number: of the series in the model; None of one that it has not seen.
        rung: that foresees.
        times: of the steps, shape (horizon,).
        middle: what is foreseen, in the target's own units, shape (horizon,).
        low: lower ends of the bands, shape (levels, horizon); NaN where too few errors are known for one.
        high: upper ends.
    """

    line: Line
    number: int | None
    rung: Rung
    times: np.ndarray
    middle: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Onward:
    """Series as they are known now.

    Attributes:
        lines: each with all that is known of it, and its number in the model, None of one that it has not seen.
        notes: what a person should hear of the new rows.
        aside: series that it has not seen, and that cannot be read.
    """

    lines: tuple[tuple[Line, int | None], ...]
    notes: tuple[str, ...] = ()
    aside: tuple[SetAside, ...] = ()


def known(model: SeriesModel, rows: SeriesRows | None) -> Onward:
    """What the model knows, and what new rows add to it; of the series that are among these alone.

    Raises:
        NinelivesError: times lie on no step that the model knows, or go back.
    """
    if rows is None:
        return Onward(tuple((line, number) for number, line in enumerate(model.lines)))
    names = np.full(len(rows), "") if rows.by is None else rows.by
    place = {line.name: number for number, line in enumerate(model.lines)}
    found, faults = list[tuple[Line, int | None]](), list[NinelivesError]()
    notes, aside = list[str](), list[SetAside]()
    for name in sorted(set(names.tolist())):
        some = np.flatnonzero(names == name)
        try:
            if name in place:
                line, told = _longer(model.lines[place[name]], rows, some, averaged=model.averaged > 0)
                notes += told
                found.append((line, place[name]))
            else:
                found.append((_other(model, rows, some, name), None))
        except NinelivesError as error:
            if name in place:
                faults.append(error)
            else:
                aside.append(SetAside(name, error.message))
    if faults:
        raise NinelivesError("; ".join(each.message for each in faults[:5]), fix=faults[0].fix)
    return Onward(tuple(found), tuple(notes), tuple(aside))


def foresee(model: SeriesModel, onward: Onward) -> tuple[list[Foreseen], list[SetAside]]:
    """What is foreseen of each series, and those of which nothing can be."""
    found, aside = list[Foreseen](), [*onward.aside]
    for line, number in onward.lines:
        try:
            rung = _rung(model, number)
            _check_known(model, line)
            half = model.half[number] if number is not None else np.full(model.half.shape[1:], np.nan)
            told = ahead(line, rung, half, model.seasons, delay=model.delay, years=model.years)
            times = line.grid.times(len(line.values) + model.delay, model.horizon)
            found.append(Foreseen(line, number, rung, times, *told))
        except ValueError as error:
            aside.append(SetAside(line.name or "the series", str(error)))
    return found, aside


def _rung(model: SeriesModel, number: int | None) -> Rung:
    """Of a series that was not seen, the one that all share, or the season that most have."""
    if number is not None:
        return model.rungs[number]
    if model.chosen == Smoothing.name:
        raise ValueError(SHARED)
    if model.chosen == Seasonal.name:
        seasons = [int(rung.season) for rung in model.rungs if isinstance(rung, Seasonal)]
        return Seasonal(np.asarray(max(sorted(set(seasons)), key=seasons.count)))
    return model.rungs[0]


def _check_known(model: SeriesModel, line: Line) -> None:
    told, wanted = len(line.known) - len(line.values), model.horizon + model.delay
    if model.asked.known and told < wanted:
        raise ValueError(
            f"what is known beforehand is told of {told} steps after its last value, and {wanted} are foreseen: add "
            f"{wanted - told} rows with '{model.asked.target}' left empty"
        )


def _other(model: SeriesModel, rows: SeriesRows, some: np.ndarray, name: str) -> Line:
    """A series that the model has not seen, on steps of its own."""
    grid = model.lines[0].grid
    columns = {one: column[some] for one, column in rows.known.items()}
    times, values, row = rows.times[some], rows.values[some], rows.row[some]
    (line,) = lines(times, values, known=columns, step=model.averaged, zone=grid.zone or model.asked.zone, row=row)
    if (line.grid.step, line.grid.unit) != (grid.step, grid.unit):
        raise NinelivesError(
            "it has other steps than the series that were learned from", fix="give values of the same steps"
        )
    return replace(line, name=name)


def _longer(line: Line, rows: SeriesRows, some: np.ndarray, *, averaged: bool) -> tuple[Line, list[str]]:
    """A series with its new rows; where both tell a value, the new one counts."""
    name = f"'{line.name}'" if line.name else ""
    some = some[::-1] if runs_back(rows.times[some]) else some
    place = onto(line.grid, rows.times[some], averaged=averaged, name=name, row=rows.row[some])
    inside = place >= 0
    columns = [rows.values[some] / line.unit, *(column[some] for column in rows.known.values())]
    early = f"{int((~inside).sum()):,} rows lie before what it knows, and are left out"
    notes = [] if inside.all() else [_of(line, early)]
    if not inside.any():
        return line, notes
    fresh = _laid(place[inside], np.column_stack(columns)[inside], len(line.known))
    steps, before = len(fresh), len(line.values)
    values = np.full(steps, np.nan)
    values[:before] = line.values
    told = ~np.isnan(fresh[:, 0])
    changed = int((told[:before] & (np.abs(fresh[:before, 0] - line.values) > 1e-9 * np.abs(line.values))).sum())
    values[told] = fresh[told, 0]
    last = int(np.flatnonzero(~np.isnan(values))[-1]) + 1
    known = _carried(line.known, fresh[:, 1:])
    longer = replace(line, grid=_grid(line.grid, steps), values=values[:last], known=known)
    return longer, [*notes, *_noted(line, longer, changed, int(np.isnan(values[before:last]).sum()))]


def _laid(place: np.ndarray, columns: np.ndarray, least: int) -> np.ndarray:
    """Columns on the steps, ``least`` of them at least: NaN where nothing is told, the mean of several."""
    end = max(int(place[-1]) + 1, least)
    padded = Grid(0.0, 1.0, "", np.append(place, end - 1))
    return padded.laid(np.vstack([columns, np.full((1, columns.shape[1]), np.nan)]))


def _grid(grid: Grid, steps: int) -> Grid:
    return replace(grid, place=np.array([0, steps - 1], np.int64))


def _carried(old: np.ndarray, new: np.ndarray) -> np.ndarray:
    """What is known beforehand: where new rows tell it, as they do; after the last that is told, as it was last."""
    if not new.shape[1]:
        return np.zeros((len(new), 0))
    told = new.copy()
    here = np.isnan(told[: len(old)])
    told[: len(old)][here] = old[here]
    end = max(len(old), int(np.flatnonzero(~np.isnan(told).all(axis=1))[-1]) + 1)
    row = np.where(np.isnan(told), -1, np.arange(len(told))[:, None])
    last = np.maximum.accumulate(row, axis=0)
    filled: np.ndarray = np.take_along_axis(told, np.maximum(last, 0), axis=0)[:end]
    return filled


def _noted(line: Line, longer: Line, changed: int, empty: int) -> list[str]:
    """What is odd about new values: old ones that differ, none that is new, gaps, a range that was never seen."""
    notes, new = list[str](), longer.values[len(line.values) :]
    if changed:
        notes.append(f"{changed:,} values differ from those that it learned from: the new ones are used")
    if not new.size:
        notes.append("no value is newer than what it learned from: foreseen is from the end of that")
    if empty:
        notes.append(f"{empty:,} of {new.size:,} new steps have no value, and are filled")
    low, high = np.nanmin(line.values), np.nanmax(line.values)
    if beyond := int(((new < low) | (new > high)).sum()):
        ends = f"{low * line.unit:.6g} to {high * line.unit:.6g}"
        notes.append(f"{beyond:,} of {new.size:,} new values lie outside all that it has seen, {ends}")
    return [_of(line, note) for note in notes]


def _of(line: Line, note: str) -> str:
    return f"{line.name}: {note}" if line.name else note
