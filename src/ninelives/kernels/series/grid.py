"""Times as people write them down, and the even grid that forecasts are made on."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.kernels.series.clock import to_local, to_utc, twice
from ninelives.kernels.series.past import Floats, Ints
from ninelives.kernels.series.spoken import coarser, length, said

OFF = 0.25  # of a step that a time may lie beside the grid
MONTH_LEAST = 27 * 86_400  # s
SORT = "sort the table by its times, the first one first"
STEP = "give the step, as in --step {}: values within one are averaged"


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Where the rows of one series lie on an even grid.

    Attributes:
        start: time of step 0: seconds since 1970 (UTC where a zone is told), months since 1970, or the time itself.
        step: units from one step to the next.
        unit: "s", "M" (months), or "" for times that are plain numbers.
        place: step of each row, int64 of shape (rows,), never falling.
        zone: of the clocks that the times were read from; empty where none was told.
        notes: what was put right, in words.
    """

    start: float
    step: float
    unit: str
    place: Ints
    zone: str = ""
    notes: tuple[str, ...] = field(default=())

    def laid(self, values: np.ndarray) -> Floats:
        """Values of the rows on the grid, NaN where a step has none, the mean where it has several; (steps, ...)."""
        steps = int(self.place[-1]) + 1
        flat = np.asarray(values, float).reshape(len(self.place), -1)
        known = ~np.isnan(flat)
        total, count = np.zeros((steps, flat.shape[1])), np.zeros((steps, flat.shape[1]))
        np.add.at(total, self.place, np.where(known, flat, 0))
        np.add.at(count, self.place, known)
        mean = np.where(count > 0, total / np.maximum(count, 1), np.nan)
        return np.asarray(mean.reshape(steps, *np.shape(values)[1:]))

    def times(self, first: int, count: int) -> np.ndarray:
        """Times of steps, as they would be written: local datetime64, or numbers; shape (count,)."""
        at = self.start + self.step * np.arange(first, first + count)
        if self.unit == "":
            return np.asarray(at)
        if self.unit == "M":
            return np.round(at).astype(np.int64).astype("datetime64[M]")
        utc = np.round(at).astype(np.int64).astype("datetime64[s]")
        return to_local(utc, ZoneInfo(self.zone)) if self.zone else utc


def regular(
    times: np.ndarray, *, step: float | None = None, zone: str = "", name: str = "", row: Ints | None = None
) -> Grid:
    """The grid that times lie on.

    Args:
        times: datetime64 or numbers, in their order, shape (rows,), two at least.
        step: s (or units of the numbers) to average over; None: what most times are apart.
        zone: whose clocks the times were read from, as "Europe/Vienna"; empty: they are taken as they stand.
        name: of the series, for errors.
        row: what each row is called there, shape (rows,); by default they are counted from 1.

    Raises:
        NinelivesError: times are missing, go back, occur twice, or lie on no even grid.
    """
    of = f" of {name}" if name else ""
    moment, notes = np.asarray(times), list[str]()
    row = np.arange(1, len(moment) + 1) if row is None else row
    _check(moment, row, of)
    clock = moment.dtype.kind == "M"
    seconds = moment.astype("datetime64[s]") if clock else moment.astype(float)
    if clock and zone and np.median(np.diff(seconds.astype(np.int64))) < 86_400 - 2 * 3600:  # days stay local days
        seconds = _utc(moment, row, zone, of)
    doubled = twice(seconds) if clock and not zone and step is None else np.zeros(0, np.int64)
    if doubled.size:
        notes.append(f"an hour occurs twice{of}, at {said(moment[doubled[0]])}, as when clocks are put back: averaged")
    once = np.delete(np.arange(len(moment)), doubled)
    at = seconds.astype(np.int64).astype(float) if clock else seconds
    _check_order(at[once], moment[once], row[once], of, several=step is not None)
    if clock and not zone and step is None and (months := _months(seconds[once])) is not None:
        return _even(months, None, "M", notes, of)
    grid = _even(at[once], step, "s" if clock else "", notes, of)
    place = np.empty(len(moment), np.int64)
    place[once] = grid.place
    place[doubled] = np.round((at[doubled] - grid.start) / grid.step)
    told = zone if clock and zone and grid.step < 86_400 - 2 * 3600 else ""
    return Grid(grid.start, grid.step, grid.unit, np.maximum.accumulate(place), told, grid.notes)


def onto(grid: Grid, times: np.ndarray, *, averaged: bool = False, name: str = "", row: Ints | None = None) -> Ints:
    """Steps of a known grid that further times lie on, int64 of shape (rows,); below 0 before its start.

    Args:
        grid: that an earlier part of the series lies on.
        times: in their order, shape (rows,).
        averaged: whether several values within one step are averaged.
        name: of the series, for errors.
        row: what each row is called there, shape (rows,); by default they are counted from 1.

    Raises:
        NinelivesError: times are missing, go back, occur twice, or lie beside the grid.
    """
    of = f" of {name}" if name else ""
    moment = np.asarray(times)
    row = np.arange(1, len(moment) + 1) if row is None else row
    if (moment.dtype.kind == "M") != (grid.unit != ""):
        here, there = ("dates", "numbers") if grid.unit == "" else ("numbers", "dates")
        raise NinelivesError(f"times{of} are {here}, and were {there} before", fix=f"write them as {there}")
    _check(moment, row, of, least=1)
    if grid.unit == "M":
        at = moment.astype("datetime64[M]").astype(np.int64).astype(float)
    elif grid.unit == "":
        at = moment.astype(float)
    else:
        utc = _utc(moment, row, grid.zone, of) if grid.zone else moment.astype("datetime64[s]")
        at = utc.astype(np.int64).astype(float)
    doubled = twice(moment) if grid.unit == "s" and not grid.zone and not averaged else np.zeros(0, np.int64)
    once = np.delete(np.arange(len(moment)), doubled)
    _check_order(at[once], moment[once], row[once], of, several=averaged)
    exact = (at - grid.start) / grid.step
    place = np.floor(exact + 1e-9) if averaged else np.round(exact)
    if not averaged and (beside := np.flatnonzero(np.abs(exact - place) > OFF)).size:
        first = int(beside[0])
        raise NinelivesError(
            f"{said(moment[first])}{of} in row {row[first]} lies beside the steps that were learned from, "
            f"{length(grid.step, grid.unit)} apart",
            fix="give values of the same steps, or train anew",
        )
    return np.maximum.accumulate(place).astype(np.int64)


def _utc(moment: np.ndarray, row: Ints, zone: str, of: str) -> np.ndarray:
    utc, never = to_utc(moment.astype("datetime64[s]"), ZoneInfo(zone))
    if never.size:
        raise NinelivesError(
            f"{said(moment[never[0]])}{of} (row {row[never[0]]}) was never shown by clocks in {zone}",
            fix="name the zone that the times were read in, or none",
        )
    return utc


def _check(moment: np.ndarray, row: Ints, of: str, least: int = 2) -> None:
    bad = np.isnat(moment) if moment.dtype.kind == "M" else ~np.isfinite(moment.astype(float))
    if bad.any():
        first = int(row[np.flatnonzero(bad)[0]])
        raise NinelivesError(
            f"{int(bad.sum())} times{of} are missing, the first in row {first}", fix="leave these rows out"
        )
    if len(moment) < least:
        raise NinelivesError(
            f"a series needs two points to have a step, got {len(moment)}{of}", fix="add earlier points"
        )


def _check_order(at: Floats, moment: np.ndarray, row: Ints, of: str, *, several: bool) -> None:
    apart = np.diff(at)
    if (back := np.flatnonzero(apart < 0)).size:
        where = int(back[0]) + 1
        raise NinelivesError(
            f"time goes back{of} in row {row[where]}: {said(moment[where])} comes after {said(moment[where - 1])}",
            fix=SORT,
        )
    if not several and (same := np.flatnonzero(apart == 0)).size:
        where = int(same[0]) + 1
        raise NinelivesError(
            f"{said(moment[where])}{of} occurs twice, the second time in row {row[where]}; {same.size} such rows",
            fix="leave one of each out, name the column that tells series apart with --by, or " + STEP.format("1h"),
        )


def _months(seconds: np.ndarray) -> Floats | None:
    """Months since 1970 of times that are the same day of their months, or the last; None where they are not."""
    apart = np.diff(seconds.astype(np.int64))
    if apart.min() < MONTH_LEAST:
        return None
    month = seconds.astype("datetime64[M]")
    within = seconds - month.astype("datetime64[s]")
    left = (month + 1).astype("datetime64[s]") - seconds
    same = bool((within == within[0]).all()) or bool((left == left[0]).all() and left[0] <= np.timedelta64(86_400, "s"))
    return month.astype(np.int64).astype(float) if same else None


def _rounded(apart: Floats) -> Floats:
    """Distances to nine digits of the usual one: .3 less .2 and .2 less .1 are the same."""
    usual = float(np.median(np.abs(apart)))
    return np.asarray(np.round(apart, 8 - int(np.floor(np.log10(usual))))) if usual > 0 else apart


def _even(at: Floats, step: float | None, unit: str, notes: list[str], of: str) -> Grid:
    if step is not None:
        start = float(np.floor(at[0] / step) * step)
        place = np.floor((at - start) / step + 1e-9).astype(np.int64)
        return Grid(start, step, unit, place, notes=tuple(notes))
    apart, count = np.unique(_rounded(np.diff(at)), return_counts=True)
    usual = float(apart[count.argmax()])
    place = np.round((at - at[0]) / usual)
    beside = np.abs(at - at[0] - place * usual)
    if (beside > OFF * usual).any() or (np.diff(place) < 1).any() or place[-1] + 1 > 2 * len(at) + 10:
        row = int(np.flatnonzero(beside > OFF * usual)[0]) if (beside > OFF * usual).any() else 0
        told = f"{int((beside > OFF * usual).sum())} of {len(at)} lie beside it" if row else "most steps have no value"
        raise NinelivesError(
            f"times{of} are on no even grid: most are {length(usual, unit)} apart, but {told}",
            fix=STEP.format(coarser(usual) if unit == "s" else f"{2 * usual:g}"),
        )
    if moved := int((beside > 1e-9 * usual).sum()):
        notes.append(f"{moved} times{of} lie a little beside the grid and were moved onto it")
    return Grid(float(at[0]), usual, unit, place.astype(np.int64), notes=tuple(notes))
