"""The conditions that the rows of a table were recorded under: parts of a date, and columns of few names."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ninelives.artifacts.envelope import MONTHS, PHOTO_AXES, WEEKDAYS
from ninelives.artifacts.table.column import BOOLEAN, CATEGORY, DATE, NUMBER, Column
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

FEW = 20  # names of a column that is a condition unasked
WIDEST = 10  # conditions that are looked at unasked: they are counted in pairs
DATED = ("hour", "weekday", "month")
_NUMERIC = frozenset(axis.name for axis in PHOTO_AXES if axis.numeric)


def default_axes(frame: pl.DataFrame, columns: Sequence[Column]) -> list[str]:
    """Names of the conditions that are looked at where nobody names any."""
    named = {column.name for column in columns}
    dates = [column for column in columns if column.kind == DATE]
    first = [part for part in DATED if dates and part not in named and (part != "hour" or "hour" in dates[0].parts)]
    own = [column.name for column in columns if _is_condition(frame, column)]
    return [*first, *own][:WIDEST]


def _is_condition(frame: pl.DataFrame, column: Column) -> bool:
    if column.kind == NUMBER:
        return column.name == "hour" and bool(frame.get_column("hour").is_between(0, 24).fill_null(value=True).all())
    if column.name in _NUMERIC:
        return False
    return column.kind == BOOLEAN or (column.kind == CATEGORY and len(column.categories) <= FEW)


def conditions(
    frame: pl.DataFrame, columns: Sequence[Column], axes: Sequence[str] | None = None
) -> dict[str, pl.Series]:
    """The values of some conditions, one a row: numbers, or names.

    Args:
        frame: typed columns.
        columns: what they are.
        axes: the names wanted: of columns, ``hour``, ``weekday`` and ``month`` of the first date, and ``NAME hour``, …
            of every date; by default ``default_axes``.

    Raises:
        NinelivesError: there is no such condition.
    """
    names = default_axes(frame, columns) if axes is None else list(axes)
    known = {column.name: column for column in columns}
    dated = _dated(columns)
    out = {}
    for name in names:
        if name in known and known[name].kind != DATE:
            out[name] = _plain(frame.get_column(name))
        elif name in dated:
            out[name] = _part(frame.get_column(dated[name][0]), dated[name][1])
        else:
            raise _unknown(name, known, dated)
    return out


def _dated(columns: Sequence[Column]) -> dict[str, tuple[str, str]]:
    """What each part of a date is called as a condition, with the column and the part."""
    dates = [column for column in columns if column.kind == DATE]
    out = {
        f"{each.name} {part}": (each.name, part)
        for each in dates
        for part in DATED
        if part != "hour" or part in each.parts
    }
    first = {part: (dates[0].name, part) for part in DATED if part != "hour" or part in dates[0].parts} if dates else {}
    return out | first


def _plain(values: pl.Series) -> pl.Series:
    import polars as pl

    if values.dtype == pl.Boolean:
        return values.replace_strict({True: "yes", False: "no"}, default=None, return_dtype=pl.String)
    return values.cast(pl.String) if isinstance(values.dtype, pl.Enum) else values


def _part(moments: pl.Series, part: str) -> pl.Series:
    import polars as pl

    at = moments.dt
    if part == "hour":
        return (at.hour() + at.minute().cast(pl.Float64) / 60).alias(part)
    names, numbers = (WEEKDAYS, at.weekday()) if part == "weekday" else (MONTHS, at.month())
    told = dict(enumerate(names, 1))
    return numbers.replace_strict(told, default=None, return_dtype=pl.String)


def _unknown(name: str, known: dict[str, Column], dated: dict[str, tuple[str, str]]) -> NinelivesError:
    if name in known:
        parts = [each for each, (column, _) in dated.items() if column == name and each.startswith(f"{name} ")]
        return NinelivesError(f"'{name}' holds dates, and the future is always new", fix=f"--axes '{','.join(parts)}'")
    every = [*known, *dated]
    close = difflib.get_close_matches(name, every, n=1, cutoff=0.75)
    hint = f"did you mean {close[0]} ?" if close else f"choose among {', '.join(every[:30])}"
    return NinelivesError(f"the table has no condition '{name}'", fix=hint)
