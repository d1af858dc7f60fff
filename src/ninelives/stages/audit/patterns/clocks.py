"""Whether the clock of the times is that of the other columns: hours, weekdays, months and times beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from ninelives.artifacts.series.times import US
from ninelives.artifacts.table.written import MONTHS
from ninelives.kernels.series.clock import to_local

if TYPE_CHECKING:
    import polars as pl

HOURS = ("hour", "hr", "hh", "stunde", "heure", "hora", "clock")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOOKED = 300  # columns that are compared, at most
AGREES = 0.97  # of the rows, for a column to tell the same clock, or one so many hours apart
LEAST = 10  # rows that both tell
HOUR = 3_600_000_000  # microseconds
PLACES = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"),
    *("America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Athens", "Europe/Moscow", "Africa/Lagos"),
    *("Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Australia/Brisbane", "Pacific/Auckland"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """A column that runs by another clock.

    Attributes:
        column: its name.
        hours: how far it is from the times, in whole hours, of each row.
        told: the trap, in a sentence.
        zone: a place whose clocks show this where the times are UTC; empty where none is known.
    """

    column: str
    hours: np.ndarray
    told: str
    zone: str = ""


def shifted(when: np.ndarray, others: pl.DataFrame, name: str) -> Shift | None:
    """The first column of hours that is always one or two numbers of hours from the times; None where none is.

    Args:
        when: datetime64[us], shape (rows,).
        others: other columns of the same rows.
        name: of the times.
    """
    own = when.astype("int64") // HOUR
    for column in others.columns[:LOOKED]:
        hour = _hours(others[column])
        if hour is None:
            continue
        apart = np.where(np.isnan(hour), np.nan, (hour - own % 24) % 24)
        known = ~np.isnan(apart)
        if known.sum() < LEAST or len(np.unique(own[known] % 24)) < 3:
            continue
        steps, many = np.unique(apart[known], return_counts=True)
        top = steps[np.argsort(-many)[:2]]
        if len(top) == 2 and (top[0] - top[1]) % 24 not in (1, 23):
            top = top[:1]
        if np.isin(apart, top).sum() < AGREES * known.sum() or (top == 0).all():
            continue
        hours = np.where(np.isin(apart, top), apart, top[0])
        hours = np.where(hours > 14, hours - 24, hours).astype(np.int64)
        return _told(when, hours, column, name, others)
    return None


def _hours(column: pl.Series) -> np.ndarray | None:
    """A column as hours of the day, NaN where a row tells none; None where it is no such column."""
    import polars as pl

    likely = any(word in column.name.lower() for word in (*HOURS, "time"))
    if column.dtype == pl.Datetime:
        return column.dt.replace_time_zone(None).dt.hour().cast(pl.Float64).fill_null(float("nan")).to_numpy()
    if column.dtype == pl.String:
        head = column.drop_nulls().head(50)
        plain = head.str.contains(r"^\s*\d{1,2}(?:\.0+)?\s*$").mean() or 0
        clock = head.str.contains(r"(?:^|[T ])\d{1,2}:\d\d").mean() or 0
        if plain == 1:
            hour = column.str.strip_chars().cast(pl.Float64, strict=False)
        elif clock == 1:
            hour = column.str.extract(r"(?:^|[T ])(\d{1,2}):\d\d").cast(pl.Float64, strict=False)
        else:
            return None
    elif column.dtype.is_numeric():
        hour = column.cast(pl.Float64)
    else:
        return None
    told = hour.fill_null(float("nan")).to_numpy()
    known = told[~np.isnan(told)]
    whole = known.size > 0 and known.min() >= 0 and known.max() <= 24 and (known == known.round()).all()
    return np.where(told == 24, 0, told) if whole and (likely or len(np.unique(known)) > 12) else None


def _told(when: np.ndarray, hours: np.ndarray, column: str, name: str, others: pl.DataFrame) -> Shift:
    kinds = np.unique(hours)
    ahead, since = "ahead of" if kinds[0] < 0 else "behind", ""
    apart = f"always {abs(int(kinds[0]))} h"
    if len(kinds) > 1:
        apart = f"{abs(int(kinds.min()))} h and, in summer, {abs(int(kinds.max()))} h"
        at = _changes(when, hours)
        since = f" (the clocks change on {', '.join(at[:3])}{', …' if len(at) > 3 else ''})" if at else ""
    zone = _place(when, hours)
    like = f", as in {zone}" if zone else ""
    days = _day_names(when + (hours * HOUR).astype("timedelta64[us]"), others)
    also = f"; so are the weekdays of '{days}'" if days else ""
    told = (
        f"'{name}' is {apart} {ahead} '{column}'{since}{like}: it seems to be UTC, and '{column}' local{also}. "
        f"Hours and days are told by the clock of '{column}'"
    )
    return Shift(column, hours, told, zone)


def _changes(when: np.ndarray, hours: np.ndarray) -> list[str]:
    """The days on which the distance changes."""
    order = np.argsort(when, kind="stable")
    at = np.flatnonzero(np.diff(hours[order]))
    days = [str(when[order][each + 1].astype("datetime64[D]")) for each in at]
    return sorted(set(days)) if len(set(days)) <= 2 * len(np.unique(when.astype("datetime64[Y]"))) else []


def _place(when: np.ndarray, hours: np.ndarray) -> str:
    """A place whose clocks are as far from UTC."""
    some = np.unique(np.linspace(0, len(when) - 1, 400).astype(int))
    for zone in PLACES:
        local = to_local(when[some], ZoneInfo(zone)).astype(US)
        if ((local - when[some]).astype("int64") == hours[some] * HOUR).mean() >= AGREES:
            return zone
    return ""


def weekday(when: np.ndarray) -> np.ndarray:
    """Monday is 0; int64 of the shape of ``when``."""
    return np.asarray((when.astype("datetime64[D]").astype("int64") + 3) % 7)


def _day_names(when: np.ndarray, others: pl.DataFrame) -> str:
    """A column of weekdays' names that agrees with the times, or ""."""
    import polars as pl

    for column in others.columns[:LOOKED]:
        if others[column].dtype != pl.String:
            continue
        short = others[column].str.strip_chars().str.to_lowercase().str.head(3)
        if not short.drop_nulls().head(50).is_in(list(DAYS)).all() or not short.is_not_null().any():
            continue
        day = short.replace_strict({each: at for at, each in enumerate(DAYS)}, default=-1, return_dtype=pl.Int64)
        if (day.fill_null(-1).to_numpy() == weekday(when)).mean() >= AGREES:
            return column
    return ""


def beside(when: np.ndarray, others: pl.DataFrame, name: str) -> list[str]:
    """Columns of weekdays or months in words that do not say the same as the times, a sentence each."""
    import polars as pl

    found = []
    own = {DAYS: weekday(when), MONTHS: when.astype("datetime64[M]").astype("int64") % 12}
    for column in others.columns[:LOOKED]:
        if others[column].dtype != pl.String:
            continue
        short = others[column].str.strip_chars().str.to_lowercase().str.head(3)
        for names, told in own.items():
            if short.is_not_null().sum() < LEAST or not short.drop_nulls().head(50).is_in(list(names)).all():
                continue
            known = {each: at for at, each in enumerate(names)}
            part = short.replace_strict(known, default=-1, return_dtype=pl.Int64).fill_null(-1).to_numpy()
            wrong = float((part != told)[part >= 0].mean())
            if wrong > 1 - AGREES:
                found.append(f"'{column}' and '{name}' do not say the same in {100 * wrong:.1f} % of the rows")
    return found
