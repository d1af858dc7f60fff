"""The columns of the user's own table: which are conditions, and as what."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from ninelives.artifacts.archive.files import shown
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

WORDS = ("place", "device", "weather", "season")  # conditions in words
GIVEN = ("captured_at", "zone", "hour", *WORDS)  # a table's column wins over EXIF
MEASURED = ("digest", "width", "height", "orientation", "light", "sharpness")  # a table's column loses to the photo
_DATE, _CLOCK, _ZONE = r"\d{4}[-:/.]\d\d[-:/.]\d\d", r"\d\d:\d\d(?::\d\d)?", r"Z|[+-]\d\d:?\d\d"
_MOMENT = rf"^({_DATE})(?:[T ]({_CLOCK})(?:\.\d+)?\s*({_ZONE})?)?$"


def left_out(frame: pl.DataFrame, path: Path, used: Collection[str | None]) -> list[str]:
    """What of a table an archive does not keep, in words; a column without any value is not missed.

    Args:
        frame: the table as it was read.
        path: where it lies.
        used: columns that were taken for paths, items or labels.
    """
    import polars as pl

    told = {name: _why(name, kind) for name, kind in frame.schema.items() if name not in used and kind != pl.Null}
    where = shown(path.name)
    return [f"the column '{name}' of '{where}' was left out: {why}" for name, why in told.items() if why]


def _why(name: str, kind: pl.DataType) -> str:
    """Why a column cannot be kept, and what to do; empty where it is."""
    import polars as pl

    if name in MEASURED:
        return "it is measured from the photos themselves; rename it to keep yours"
    if name == "zone":
        return "write the zone behind the times, 2026-07-01 14:30:00+02:00"
    if name == "label":
        return "another column holds the labels; rename it to keep it"
    return "it holds lists or bytes; write one word or number a row" if kind.is_nested() or kind == pl.Binary else ""


def typed(frame: pl.DataFrame, path: Path) -> pl.DataFrame:
    """The same columns, conditions as an archive keeps them; what no condition can be (lists, bytes) left out.

    A column ``captured_at`` also gives ``zone`` (minutes east of UTC) where it tells it, and ``hour`` where it tells a
    clock time and no column ``hour`` does.

    Raises:
        NinelivesError: a ``captured_at`` is no time, an ``hour`` none of the day, or a condition a list.
    """
    import polars as pl

    plain = [name for name, kind in frame.schema.items() if not kind.is_nested() and kind not in (pl.Binary, pl.Null)]
    if lists := [name for name in GIVEN if name not in plain and frame.schema.get(name, pl.Null) != pl.Null]:
        raise NinelivesError(f"the table '{path}' holds lists or bytes as '{lists[0]}'", fix="write one word or number")
    frame = frame.select(name for name in plain if name != "zone")
    frame = frame.with_columns(
        pl.col(name).cast(pl.String).str.strip_chars().replace("", None) for name in WORDS if name in plain
    )
    if "hour" in plain:
        frame = frame.with_columns(hour=_hours(frame.get_column("hour"), path))
    if "captured_at" in plain:
        moments = _moments(frame.get_column("captured_at"), path)
        if "hour" in plain:
            moments = moments.with_columns(hour=pl.coalesce(frame.get_column("hour"), "hour"))
        frame = frame.with_columns(moments)
    return frame


def _hours(column: pl.Series, path: Path) -> pl.Series:
    import polars as pl

    hours = column.cast(pl.Float32, strict=False)
    known = column.is_not_null() & ~hours.is_nan().fill_null(value=False)
    _refuse(column, known & ~hours.is_between(0, 24, closed="left").fill_null(value=False), path)
    return hours.fill_nan(None)


def _moments(column: pl.Series, path: Path) -> pl.DataFrame:
    """``captured_at``, local clock; ``zone``, minutes east of UTC; ``hour``, where more than the day is told."""
    import polars as pl

    if column.dtype == pl.String:
        return _parsed(column, path)
    if not column.dtype.is_temporal() or column.dtype in (pl.Time, pl.Duration):
        _refuse(column, column.is_not_null(), path)
    local = column.cast(pl.Datetime("us")) if column.dtype == pl.Date else column.dt.replace_time_zone(None)
    zone = pl.lit(None)
    if isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone:
        zone = pl.lit((local - column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)).dt.total_minutes())
    hour = pl.lit(None) if column.dtype == pl.Date else _hour("captured_at")
    return _moment_columns(pl.DataFrame({"captured_at": local}), zone, hour)


def _parsed(column: pl.Series, path: Path) -> pl.DataFrame:
    """Times in words: ``2026-07-01``, ``2026:07:01 14:30:00``, ``2026-07-01T14:30:00+02:00``."""
    import polars as pl

    text = column.str.strip_chars().replace("", None)
    day = text.str.extract(_MOMENT, 1).str.replace_all("[:/.]", "-")
    clock = text.str.extract(_MOMENT, 2)
    local = (day + " " + (clock + ":00").str.head(8).fill_null("00:00:00")).str.to_datetime(
        "%Y-%m-%d %H:%M:%S", strict=False, time_unit="us"
    )
    _refuse(column, text.is_not_null() & local.is_null(), path)
    parts = text.str.extract(_MOMENT, 3).str.replace("Z", "+00:00").str.replace(":", "").cast(pl.Int32)
    frame = pl.DataFrame({"captured_at": local, "clock": clock, "parts": parts})
    size = pl.col("parts").abs()
    zone = pl.col("parts").sign() * (size // 100 * 60 + size % 100)
    return _moment_columns(frame, zone, pl.when(pl.col("clock").is_not_null()).then(_hour("captured_at")))


def _moment_columns(frame: pl.DataFrame, zone: pl.Expr, hour: pl.Expr) -> pl.DataFrame:
    import polars as pl

    at = pl.col("captured_at").cast(pl.Datetime("us"))
    return frame.select(at, zone=zone.cast(pl.Int16), hour=hour.cast(pl.Float32))


def _hour(name: str) -> pl.Expr:
    """The local clock time as hours, 0 to 24."""
    import polars as pl

    at = pl.col(name).dt
    return at.hour() + at.minute() / 60 + at.second() / 3600


def _refuse(column: pl.Series, bad: pl.Series, path: Path) -> None:
    if bad.fill_null(value=False).any():
        row = int(bad.fill_null(value=False).arg_max() or 0)
        fix = {"hour": "hours are numbers from 0 to 24", "captured_at": "write times as 2026-07-01 14:30:00"}
        raise NinelivesError(
            f"the table '{path}' holds {column[row]!r} as '{column.name}' in row {row + 1}", fix=fix[column.name]
        )
