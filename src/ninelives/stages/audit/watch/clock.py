"""Times of observations: seconds on the local clock, and the hour of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

HOURS = 24
CONTEXTS = HOURS + 1  # the last one: nobody knows the hour


def seconds(value: Any) -> float:
    """One time as seconds since 1970 on its own local clock; NaN for none.

    Args:
        value: a datetime, ISO 8601 text, or seconds.

    Raises:
        NinelivesError: it is no time.
    """
    if value is None or value == "":
        return np.nan
    if isinstance(value, bool):
        raise _no_time(value)
    if isinstance(value, int | float):
        return float(value)
    try:
        told = datetime.fromisoformat(value) if isinstance(value, str) else value
        told = datetime.combine(told, time()) if isinstance(told, date) and not isinstance(told, datetime) else told
        return float(told.replace(tzinfo=UTC).timestamp())
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise _no_time(value) from error


def all_seconds(values: pl.Series | Sequence[Any] | np.ndarray) -> np.ndarray:
    """The same of many, float64 of shape (rows,)."""
    import polars as pl

    if isinstance(values, np.ndarray) and values.dtype.kind in "iuf":
        return values.astype(float)
    if isinstance(values, np.ndarray) and values.dtype.kind == "M":
        return np.where(np.isnat(values), np.nan, values.astype("datetime64[us]").astype(np.int64) / 1e6)
    if isinstance(values, pl.Series):
        if values.dtype.is_numeric():
            return np.asarray(values.cast(pl.Float64).to_numpy(), float)
        values = values.to_list()
    return np.array([seconds(value) for value in values], float)


def contexts(hours: np.ndarray) -> np.ndarray:
    """The context of each hour of the day in [0, 24), int64; that of an unknown one is the last."""
    known = np.isfinite(hours)
    if known.all():
        return hours.astype(np.int64) % HOURS
    return np.where(known, np.where(known, hours, 0).astype(np.int64) % HOURS, HOURS)


def of_day(at: np.ndarray) -> np.ndarray:
    """The hour of the day of some seconds; where all are whole days, nobody told a clock time: NaN."""
    known = np.isfinite(at)
    if not known.any() or not (at[known] % 86_400).any():
        return np.full(len(at), np.nan)
    return at % 86_400 / 3600


def written(at: float) -> str | None:
    """A time as people write it; None for none."""
    if not np.isfinite(at) or abs(at) > 2e11:
        return None
    try:
        return datetime.fromtimestamp(at, UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None


def _no_time(value: Any) -> NinelivesError:
    return NinelivesError(f"{value!r} is no time", fix="write times as 2026-07-01T14:30:00")
