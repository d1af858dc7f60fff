"""When each row was: one column of dates, of moments or of numbers, or a date and a clock time beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from ninelives.artifacts.series.months import months_of
from ninelives.artifacts.series.zones import moved
from ninelives.artifacts.table.dates import century
from ninelives.artifacts.table.numbers import clocks, numbers
from ninelives.artifacts.table.order import OPEN, SPOKEN, order_of
from ninelives.artifacts.table.words import Words
from ninelives.artifacts.table.written import moments, parts_of
from ninelives.errors import NinelivesError
from ninelives.kernels.series.clock import to_local

if TYPE_CHECKING:
    import polars as pl

US = "datetime64[us]"


@dataclass(frozen=True, slots=True)
class Times:
    """When each row was.

    Attributes:
        values: datetime64[us] on a clock, NaT where a row does not say it; or float64, NaN.
        clock: whether a time of the day was told.
        order: of dates in words, ``dmy``, ``mdy`` or ``ymd``.
        zone: whose clock it is, where that is known.
        open: whether nothing but custom told day from month.
        notes: how they were read, and what is doubtful.
        odd: what stands in rows that tell no time, by row from 0.
    """

    values: np.ndarray
    clock: bool = False
    order: str = ""
    zone: str = ""
    open: bool = False
    notes: tuple[str, ...] = ()
    odd: dict[int, str] = field(default_factory=dict)


def times_of(columns: Sequence[pl.Series], *, order: str = "", zone: str = "", comma: bool = False) -> Times:
    """Read the times of all rows.

    Args:
        columns: one; or a date, and the clock time or hour of the day beside it.
        order: ``dmy`` or ``mdy`` where somebody said it.
        zone: whose clocks they are to be told in, where moments are told.
        comma: whether a decimal comma is likely.

    Raises:
        NinelivesError: they are neither dates nor numbers, or only some of them have a zone.
    """
    first = _one(columns[0], order, zone, comma=comma)
    return first if len(columns) == 1 else _beside(first, columns[1], columns[0].name)


def in_order(columns: Sequence[pl.Series], by: np.ndarray | None, zone: str = "", *, comma: bool = False) -> Times:
    """The same, where nobody said how dates are meant; what else leaves it open, time tells that never goes back.

    Args:
        columns: as for ``times_of``.
        by: what tells series apart, shape (rows,); None for one.
        zone: as for ``times_of``.
        comma: as for ``times_of``.
    """
    found = times_of(columns, zone=zone, comma=comma)
    if not found.open or _rises(found.values, by):
        return found
    other = times_of(columns, order="dmy" if found.order == "mdy" else "mdy", zone=zone, comma=comma)
    if other.odd or not _rises(other.values, by):
        return found
    why = f"'{columns[0].name}': dates read as {SPOKEN[other.order]}, since read the other way time would go back"
    return replace(other, notes=(why, *other.notes[1:]))


def _rises(times: np.ndarray, by: np.ndarray | None) -> bool:
    """Whether time goes one way in every series, the newest last, or first."""
    group = np.zeros(len(times), np.int64) if by is None else np.unique(by, return_inverse=True)[1]
    order = np.argsort(group, kind="stable")
    told = times[order].astype(np.int64)
    apart = np.diff(told)[np.diff(group[order]) == 0]
    return bool((apart >= 0).all() or (apart <= 0).all())


def _one(column: pl.Series, order: str, zone: str, *, comma: bool) -> Times:
    import polars as pl

    kind = column.dtype
    if kind == pl.Date:
        return Times(column.cast(pl.Datetime("us")).to_numpy().astype(US))
    if kind == pl.Datetime:
        return _typed(column, zone)
    if kind.is_numeric():
        return Times(column.cast(pl.Float64).fill_null(float("nan")).to_numpy())
    if kind != pl.String and not isinstance(kind, pl.Categorical | pl.Enum):
        raise _none(column.name, "lists, bytes, or yes and no")
    return _written(column, order, zone, comma=comma)


def _typed(column: pl.Series, zone: str) -> Times:
    """Moments with a type of their own; those of a zone are told in it, or in the one that was asked for."""
    own = getattr(column.dtype, "time_zone", None)
    if not own:
        return Times(column.to_numpy().astype(US), clock=True)
    clock = zone or ("" if own == "UTC" else own)
    utc = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None).to_numpy().astype(US)
    notes = () if clock else ("times are told in UTC; --zone tells them in the clocks of a place",)
    return Times(_shown(utc, clock), clock=True, zone=clock, notes=notes)


def _shown(utc: np.ndarray, zone: str) -> np.ndarray:
    """What the clocks of a zone showed; UTC without one."""
    if not zone:
        return utc
    told, there = utc.copy(), ~np.isnat(utc)
    told[there] = to_local(utc[there], ZoneInfo(zone)).astype(US)
    return told


def _written(column: pl.Series, order: str, zone: str, *, comma: bool) -> Times:
    words = Words.of(column)
    parts = parts_of(words.text)
    if parts["year"].is_not_null().any():
        told = order_of(words, parts, order)
        dates = moments(parts, told.name)
        utc, clock, notes = moved(words, parts, dates.to_numpy().astype(US), column.name, zone)
        spread = _rows(words, utc)
        spread = _shown(spread, clock) if clock else spread
        read = [f"'{column.name}': {line}" for line in (told.reading, told.doubt, century(parts, dates)) if line]
        timed = bool(parts["clock"].is_not_null().any())
        doubtful = told.reading != "" and told.doubt.startswith(OPEN)
        return Times(spread, timed, told.name, clock, doubtful, (*read, *notes), _odd(words, utc))
    if (months := months_of(words.text)) is not None:
        return Times(_rows(words, months), odd=_odd(words, months))
    plain = numbers(words.text, comma=comma).values.fill_null(float("nan")).to_numpy()
    if np.isnan(plain).all():
        word = next((each for each in words.text if each), "")
        raise _none(column.name, f"'{word}'" if word else "nothing")
    return Times(_rows(words, plain), odd=_odd(words, plain))


def _rows(words: Words, told: np.ndarray) -> np.ndarray:
    """A value for each word as one for each row."""
    nothing = np.datetime64("NaT") if told.dtype.kind == "M" else np.nan
    padded: np.ndarray = np.concatenate([told, np.array([nothing], told.dtype)])
    spread: np.ndarray = padded[words.code]
    return spread


def _odd(words: Words, told: np.ndarray) -> dict[int, str]:
    """Rows whose word is no time, and the word."""
    bad = words.known & (np.isnat(told) if told.dtype.kind == "M" else np.isnan(told))
    rows = np.flatnonzero((words.code >= 0) & np.append(bad, False)[words.code])
    return {int(row): str(words.raw[int(words.code[row])]) for row in rows}


def _beside(date: Times, column: pl.Series, name: str) -> Times:
    """A date, and the hour or clock time of another column."""
    import polars as pl

    if date.values.dtype.kind != "M":
        raise NinelivesError(
            f"'{name}' holds no dates that '{column.name}' could be the hours of", fix=f"--time {name}"
        )
    hours = column.cast(pl.Float64, strict=False)
    if column.dtype == pl.Time:
        hours = column.cast(pl.Int64) / 3.6e12
    elif column.dtype == pl.String and hours.null_count() > len(hours) // 2:
        words = Words.of(column)
        hours = words.spread(clocks(words.text).values)
    hour = hours.fill_null(float("nan")).to_numpy()
    wrong = np.flatnonzero(~((hour >= 0) & (hour < 24)) & ~np.isnan(hour))
    if wrong.size or np.isnan(hour).all():
        row = int(wrong[0]) if wrong.size else 0
        raise NinelivesError(
            f"'{column.name}' should tell the hour, from 0 to 23, or a clock time, and holds '{column[row]}' in row "
            f"{row + 1:,}",
            fix=f"--time {name}",
        )
    known = np.where(np.isnan(hour), 0, hour)
    moment = date.values + np.round(known * 3_600_000_000).astype("timedelta64[us]")
    return replace(date, values=np.where(np.isnan(hour), np.datetime64("NaT"), moment).astype(US), clock=True)


def _none(name: str, held: str) -> NinelivesError:
    return NinelivesError(
        f"'{name}' should tell when each row was, and holds {held}",
        fix="name a column of dates with --time, written as 2026-11-27 or 2026-11-27T14:00, or of numbers that rise",
    )
