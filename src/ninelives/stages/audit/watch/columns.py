"""The columns of a frame that are watched, and how new rows become the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.sheets import close_to, listed
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

MOST = 32  # columns that are watched
NAMES = 1000  # of a column of words; one with more says something new in every row
OWN = ("item", "path", "scene", "digest", "id")  # what names a row, and is always new


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is watched: numbers, or the places of names, the commonest first."""

    name: str
    names: tuple[str, ...] | None = None

    def number(self, value: Any) -> float:
        """One value as a number; NaN where it is missing, a name that was never seen behind all others."""
        if value is None:
            return np.nan
        if self.names is None:
            return float(value)
        return float(self.names.index(str(value))) if str(value) in self.names else float(len(self.names))

    def numbers(self, values: pl.Series) -> np.ndarray:
        """A column as numbers, float64."""
        import polars as pl

        if values.dtype == pl.String:
            values = values.str.strip_chars().replace("", None)
        if self.names is None:
            return np.asarray(values.cast(pl.Float64).to_numpy(), float)
        place = {name: float(at) for at, name in enumerate(self.names)}
        told = values.cast(pl.String).replace_strict(place, default=float(len(place)), return_dtype=pl.Float64)
        missing = values.is_null().to_numpy()
        return np.where(missing, np.nan, told.fill_null(0.0).to_numpy())


def columns_of(frame: pl.DataFrame, skip: Sequence[str] = ()) -> tuple[tuple[Column, ...], list[str]]:
    """What of a reference can be watched, and what a person should hear of the rest.

    Raises:
        NinelivesError: nothing can.
    """
    found: list[Column] = []
    left: list[str] = []
    for name in frame.columns:
        if name in skip or name in OWN:
            continue
        column = _column(frame.get_column(name))
        if column is None or len(found) == MOST:
            left.append(name)
        else:
            found.append(column)
    if not found:
        raise NinelivesError(
            f"the reference has no column that can be watched: it has {listed(frame.columns) or 'none'}",
            fix="give columns of numbers or of few names",
        )
    return tuple(found), [f"of the reference it does not watch {listed(left)}"] if left else []


def _column(values: pl.Series) -> Column | None:
    import polars as pl

    if values.dtype.is_numeric() or values.dtype == pl.Boolean:
        return Column(values.name)
    if values.dtype not in (pl.String, pl.Categorical, pl.Enum):
        return None
    counts = values.drop_nulls().cast(pl.String).value_counts(sort=True)
    names = counts.sort(["count", values.name], descending=[True, False]).get_column(values.name).to_list()
    return Column(values.name, tuple(names)) if 0 < len(names) <= min(NAMES, max(2, len(values) // 2)) else None


@dataclass(frozen=True, slots=True)
class Frames:
    """Rows with the columns of their reference."""

    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns."""
        return tuple(column.name for column in self.columns)

    def matrix(self, rows: Any) -> np.ndarray:
        """New rows as numbers, float64 of shape (rows, columns); NaN where a value is missing.

        Args:
            rows: an array of that shape, a frame, or a sequence of mappings.

        Raises:
            NinelivesError: columns are missing or hold something else.
        """
        if isinstance(rows, np.ndarray):
            return self._array(rows)
        if isinstance(rows, Sequence):
            return np.array([self.row(each) for each in rows], float).reshape(len(rows), len(self.columns))
        frame = opened(rows)
        self._refuse(frame.columns)
        try:
            return np.stack([column.numbers(frame.get_column(column.name)) for column in self.columns], axis=1)
        except Exception as error:  # Polars says in many ways that a word is no number
            raise NinelivesError(
                f"the rows hold words where the reference holds numbers: {error}", fix="give columns of the same kind"
            ) from error

    def row(self, row: Mapping[str, Any]) -> list[float]:
        """One mapping as numbers; for errors see ``matrix``."""
        try:
            return [column.number(row[column.name]) for column in self.columns]
        except KeyError:
            self._refuse(list(row))
            raise
        except (TypeError, ValueError) as error:
            wrong = {column.name: row[column.name] for column in self.columns if not _fits(column, row[column.name])}
            told = ", ".join(f"'{name}' is {value!r}" for name, value in list(wrong.items())[:3])
            raise NinelivesError(f"{told}, and the reference holds numbers", fix="give numbers") from error

    def _array(self, rows: np.ndarray) -> np.ndarray:
        if rows.ndim != 2 or rows.shape[1] != len(self.columns):
            raise NinelivesError(
                f"rows need the {len(self.columns)} columns of the reference, got shape {rows.shape}",
                fix=f"give them in this order: {listed(self.names)}",
            )
        return np.asarray(rows, float)

    def _refuse(self, there: Sequence[str]) -> None:
        if missing := [name for name in self.names if name not in there]:
            near = {name: close for name in missing if (close := close_to(name, there))}
            hints = ", ".join(f"'{close}' for '{name}'" for name, close in near.items())
            raise NinelivesError(
                f"there is no column {listed(missing)}: there is {listed(list(there)) or 'none'}",
                fix=f"did you mean {hints} ?" if hints else "give the columns of the reference",
            )


def _fits(column: Column, value: Any) -> bool:
    try:
        column.number(value)
    except (TypeError, ValueError):
        return False
    return True


def opened(rows: Any, *, typed: bool = True) -> pl.DataFrame:
    """A path or a frame of Polars, pandas or Arrow as a frame of Polars.

    Args:
        rows: which.
        typed: numbers that a CSV wrote become numbers; else all of it stays text.

    Raises:
        NinelivesError: there is none.
    """
    import polars as pl

    from ninelives.artifacts.sheets import open_sheet

    if isinstance(rows, pl.DataFrame):
        return rows
    sheet = open_sheet(rows, "the frame")
    written, frame = sheet.written, sheet.frame()
    if not written or not typed:
        return frame
    texts = frame.with_columns(pl.col(pl.String).str.strip_chars().replace("", None))
    return texts.with_columns(_typed(column) for column in texts)


def _typed(column: pl.Series) -> pl.Series:
    """A column of text as numbers, where all of it is."""
    import polars as pl

    told = column.cast(pl.Float64, strict=False)
    return told if told.null_count() == column.null_count() else column
