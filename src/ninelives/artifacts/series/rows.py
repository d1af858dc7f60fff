"""Rows of a file or a frame as series, not yet on a grid; what cannot be used, or is left aside, is named."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive.sources import SetAside
from ninelives.artifacts.series.asked import Asked, check, known_of, target_of
from ninelives.artifacts.series.times import Times, in_order, times_of
from ninelives.artifacts.sheets import Sheet, listed, open_sheet
from ninelives.artifacts.table import values
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

SURE = 0.9  # of the rows must tell their time, for the others to be set aside
HOURS = ("hr", "hour", "hours", "time", "clock", "hh", "stunde", "uhrzeit", "heure")  # columns beside a date


@dataclass(frozen=True, slots=True, eq=False)
class SeriesRows:
    """Rows in the order of their file.

    Attributes:
        times: datetime64[us] on a clock, or float64, shape (rows,).
        values: the target, NaN where there is none, shape (rows,).
        by: what tells series apart, shape (rows,); None for one series.
        known: what is known beforehand, by name, each of shape (rows,), NaN where it is not told.
        row: number of each row in its file, from 1, shape (rows,).
        order: of dates that were written in words.
        zone: whose clock the times are of, where that is known.
        set_aside: rows without a time, or without the name of their series.
        notes: how it was read, and what is doubtful.
        left: columns that are left aside: nobody knows them beforehand, or nobody said so.
    """

    times: np.ndarray
    values: np.ndarray
    by: np.ndarray | None
    known: Mapping[str, np.ndarray]
    row: np.ndarray
    order: str = ""
    zone: str = ""
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Any, asked: Asked, *, new: bool = False) -> SeriesRows:
        """Read a CSV, TSV, Parquet or JSON-lines file, or a frame of Polars, pandas or Arrow.

        Args:
            data: a path or a frame.
            asked: which columns hold what.
            new: rows for a model: the target may be absent where something is known beforehand, and columns that are
                left aside are not told.

        Raises:
            NinelivesError: it cannot be read, lacks a column, or one holds something else.
        """
        sheet = open_sheet(data)
        check(sheet, asked, new=new)
        rows, comma, notes = sheet.rows, sheet.comma, list(sheet.notes)
        columns = [sheet.take(name) for name in asked.time]
        by = None if asked.by is None else values.text_of(sheet.take(asked.by))
        if asked.order:
            when = times_of(columns, order=asked.order, zone=asked.zone, comma=comma)
        else:
            when = in_order(columns, None if by is None else by.fill_null("").to_numpy(), asked.zone, comma=comma)
        target = np.full(rows, np.nan)
        if asked.target in sheet.names:
            target, said = target_of(sheet.take(asked.target), sheet.where, comma=comma, new=new)
            notes += said
        known = {name: known_of(sheet.take(name), comma=comma) for name in asked.known}
        _check_hours(sheet, asked, when, by)
        left = tuple(sheet.names)
        keep, aside, told = _usable(when, by, asked, rows)
        if by is not None and not new:
            keep, scarce = _several(keep, by.to_numpy(), target)
            told += scarce
        name = None if by is None else by.to_numpy()[keep].astype(str)
        return cls(
            when.values[keep],
            target[keep],
            name,
            {one: column[keep] for one, column in known.items()},
            np.flatnonzero(keep) + 1,
            when.order,
            when.zone,
            aside,
            (*notes, *when.notes, *told),
            left,
        )

    @property
    def digest(self) -> str:
        """Of all that is learned from, and not of how it was written."""
        total = hashlib.sha256(repr((str(self.times.dtype), self.zone, list(self.known))).encode())
        columns = (self.times, self.values, *self.known.values())
        for column in columns:
            total.update(np.ascontiguousarray(column).tobytes())
        if self.by is not None:
            total.update("\0".join(self.by.tolist()).encode("utf-8", "replace"))
        return total.hexdigest()

    @property
    def late(self) -> int:
        """Rows after the last value, of the series that has most of them."""
        found, names = 0, np.zeros(len(self), "U1") if self.by is None else self.by
        for name in np.unique(names):
            some = np.flatnonzero(names == name)
            told = np.flatnonzero(~np.isnan(self.values[some[np.argsort(self.times[some], kind="stable")]]))
            found = max(found, len(some) - 1 - int(told[-1]) if told.size else 0)
        return found

    def __len__(self) -> int:
        """The number of rows that can be used."""
        return len(self.times)


def _check_hours(sheet: Sheet, asked: Asked, when: Times, by: pl.Series | None) -> None:
    """Several rows a day, and a column of hours beside the date: what was meant is plain."""
    if when.clock or when.values.dtype.kind != "M" or by is not None or len(asked.time) > 1:
        return
    beside = next((name for name in sheet.names if name.lower() in HOURS), None)
    told = when.values[~np.isnat(when.values)]
    if beside is not None and len(np.unique(told)) < len(told):
        both = f"{asked.time[0]},{beside}"
        raise NinelivesError(
            f"'{asked.time[0]}' holds dates, several rows have the same one, and '{beside}' may hold the hours",
            fix=f"did you mean --time {both} ?",
        )


def _usable(
    when: Times, by: pl.Series | None, asked: Asked, rows: int
) -> tuple[np.ndarray, tuple[SetAside, ...], list[str]]:
    """Rows that tell their time and their series; the others, with the reason; and what is said of these.

    Raises:
        NinelivesError: too many do not.
    """
    timed = ~np.isnat(when.values) if when.values.dtype.kind == "M" else np.isfinite(when.values)
    named = np.ones(rows, bool) if by is None else by.is_not_null().to_numpy()
    name = ",".join(asked.time)
    if timed.sum() < SURE * rows:
        first = int(np.flatnonzero(~timed)[0])
        held = f"'{when.odd[first]}'" if first in when.odd else "nothing"
        raise NinelivesError(
            f"'{name}' tells no time in {int((~timed).sum()):,} of {rows:,} rows: {held} in row {first + 1:,}",
            fix="write times as 2026-11-27 or 2026-11-27T14:00, or name another column with --time",
        )
    gone = np.flatnonzero(~(timed & named)).tolist()
    aside = tuple(SetAside(str(row + 1), _why(row, when, timed, name, asked.by)) for row in gone)
    what = "a time" if named.all() else "a time or the name of its series"
    told = [f"{len(aside):,} row{'s' * (len(aside) != 1)} without {what} set aside"] if aside else []
    return timed & named, aside, told


def _several(keep: np.ndarray, by: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Rows of series with two values at least, where there are such; and what is said of the others."""
    known = keep & ~np.isnan(target)
    names, many = np.unique(by[known].astype(str), return_counts=True)
    able = set(names[many > 1].tolist())
    gone = sorted({str(name) for name in by[keep]} - able)
    if not able or not gone:
        return keep, []
    told = f"a series needs two values at least: left out {'is' if len(gone) == 1 else 'are'} {listed(gone)}"
    return keep & np.isin(by.astype(str), sorted(able)), [told]


def _why(row: int, when: Times, timed: np.ndarray, name: str, by: str | None) -> str:
    if timed[row]:
        return f"its '{by}' is missing"
    return f"its '{name}' is no time: '{when.odd[row]}'" if row in when.odd else f"its '{name}' is missing"
