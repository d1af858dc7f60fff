"""The times of a table's rows: read once, on one clock; what cannot be used is set aside and named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive.sources import SetAside
from ninelives.artifacts.series.times import US, Times, times_of
from ninelives.artifacts.sheets import Sheet, close_to, listed, open_sheet
from ninelives.artifacts.table import values
from ninelives.errors import NinelivesError
from ninelives.stages.audit.patterns.spec import PatternsSpec

if TYPE_CHECKING:
    import polars as pl

SURE = 0.9  # of the rows must tell their time, for the others to be set aside
NAMED = 50  # rows that are named of those set aside
UNITS = {"seconds": (1e8, 5e9, 1e6), "milliseconds": (1e11, 5e12, 1e3), "microseconds": (1e14, 5e15, 1.0)}
NEVER = tuple(np.datetime64(each) for each in ("1970-01-01", "1900-01-01", "1899-12-30", "1601-01-01", "0001-01-01"))


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Rows with their times, in the order of their file.

    Attributes:
        when: datetime64[us] on one clock, shape (rows,).
        row: of each in its file, from 1.
        by: the group of each row, by column, text; empty where it says none.
        others: all other columns, cut to the same rows.
        read: rows of the file.
        zone: whose clock it is, where that is known.
        set_aside: rows that tell no time.
        notes: how it was read.
        traps: what a reader of these times would fall for.
    """

    when: np.ndarray
    row: np.ndarray
    by: dict[str, np.ndarray]
    others: pl.DataFrame
    read: int
    zone: str = ""
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    traps: tuple[str, ...] = field(default=())

    def keep(self, those: np.ndarray) -> Moments:
        """Some of the rows: a mask, or their places in an order of its own."""
        import polars as pl

        at = np.flatnonzero(those) if those.dtype == bool else those
        by = {name: column[at] for name, column in self.by.items()}
        others = self.others[pl.Series(at)] if self.others.width else self.others
        return replace(self, when=self.when[at], row=self.row[at], by=by, others=others)

    def trap(self, *told: str) -> Moments:
        """The same with more traps."""
        return replace(self, traps=(*self.traps, *told))

    def __len__(self) -> int:
        """The number of events."""
        return len(self.when)


def read(data: Any, spec: PatternsSpec) -> Moments:
    """Read a table.

    Args:
        data: a CSV, TSV, Parquet or JSON-lines file, or a frame.
        spec: which columns hold what.

    Raises:
        NinelivesError: it cannot be read, lacks a column, or that tells no times.
    """
    sheet = open_sheet(data)
    _check(sheet, spec)
    rows, notes = sheet.rows, tuple(sheet.notes)
    columns = [sheet.take(name) for name in spec.time]
    if all(column.null_count() == rows for column in columns):
        raise _untimed(",".join(spec.time), sheet.where)
    when = _dated(times_of(columns, zone=spec.zone, comma=sheet.comma), columns[0])
    by = {name: values.text_of(sheet.take(name)).fill_null("").to_numpy().astype(str) for name in spec.by}
    there = ~np.isnat(when.values)
    _enough(there, when, ",".join(spec.time), sheet.where)
    aside = tuple(SetAside(str(row + 1), _why(row, when, spec.time[0])) for row in np.flatnonzero(~there)[:NAMED])
    mixed = tuple(note for note in when.notes if "zones are mixed" in note)
    plain = tuple(note for note in when.notes if note not in mixed)
    found = Moments(when.values, np.arange(1, rows + 1), by, sheet.frame(), rows, when.zone, aside, (*notes, *plain))
    return _sentinels(found.keep(there).trap(*mixed))


def _check(sheet: Sheet, spec: PatternsSpec) -> None:
    named = [("--time", name) for name in spec.time] + [("--by", name) for name in spec.by]
    every = [name for _, name in named]
    if lost := [(option, name) for option, name in named if name not in sheet.names]:
        near = [f"{option} {close}" for option, name in lost if (close := close_to(name, sheet.names))]
        raise NinelivesError(
            f"{sheet.where} has no column {listed([name for _, name in lost])}: it has {listed(sheet.names)}",
            fix=f"did you mean {', '.join(near)} ?" if near else f"--time {sheet.names[0]}",
        )
    if twice := sorted({name for name in every if every.count(name) > 1}):
        raise NinelivesError(f"{listed(twice)} cannot be two things at once", fix="name each column once")


def _dated(told: Times, column: pl.Series) -> Times:
    """Numbers as moments, where they are counted since 1970 or written as one number a day.

    Raises:
        NinelivesError: they are neither.
    """
    if told.values.dtype.kind == "M":
        return told
    known = told.values[np.isfinite(told.values)]
    if not known.size:
        return replace(told, values=np.full(len(told.values), np.datetime64("NaT"), US))
    for unit, (low, high, size) in UNITS.items():
        if known.min() >= low and known.max() <= high:
            moment = np.where(np.isfinite(told.values), told.values, 0) * size
            values = np.where(np.isfinite(told.values), moment.astype("int64").astype(US), np.datetime64("NaT"))
            note = f"'{column.name}': {unit} since 1970, told in UTC"
            return replace(told, values=values.astype(US), clock=True, zone="UTC", notes=(*told.notes, note))
    if known.min() >= 19000101 and known.max() <= 21001231 and (known == known.round()).all():
        import polars as pl

        return times_of([column.cast(pl.Int64).cast(pl.String)])
    raise NinelivesError(
        f"'{column.name}' should tell when each event was, and holds plain numbers, from {known.min():g} to "
        f"{known.max():g}",
        fix="name a column of dates with --time, or a date and its hours: --time date,hour",
    )


def _untimed(name: str, where: str) -> NinelivesError:
    return NinelivesError(f"'{name}' of {where} tells no time in any row", fix="name another column with --time")


def _enough(there: np.ndarray, when: Times, name: str, where: str) -> None:
    if not there.any():
        raise _untimed(name, where)
    if there.mean() < SURE:
        first = int(np.flatnonzero(~there)[0])
        held = f"'{when.odd[first]}'" if first in when.odd else "nothing"
        raise NinelivesError(
            f"'{name}' tells no time in {int((~there).sum()):,} of {len(there):,} rows: {held} in row {first + 1:,}",
            fix="write times as 2026-11-27 or 2026-11-27T14:00, or name another column with --time",
        )


def _why(row: int, when: Times, name: str) -> str:
    return f"its '{name}' is no time: '{when.odd[row]}'" if row in when.odd else f"its '{name}' is missing"


def _sentinels(found: Moments) -> Moments:
    """Days that stand for an unknown one, where all other events are years away."""
    days = found.when.astype("datetime64[D]")
    odd = np.isin(days, np.array(NEVER)) | (days >= np.datetime64("9999-01-01"))
    if not odd.any() or odd.all():
        return found
    year = np.timedelta64(365, "D")
    near = [np.abs(days[~odd] - day).min() < year for day in np.unique(days[odd])]
    if any(near):
        return found
    told = f"{int(odd.sum()):,} events are dated {days[odd][0]}, which stands for an unknown day: left out"
    return found.keep(~odd).trap(told)
