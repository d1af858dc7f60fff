"""Coding: how the columns of a table become numbers, kept by a model so that new rows become the same ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.table.column import BOOLEAN, CATEGORY, DATE, KINDS, NUMBER, ORDERS, PARTS, Column

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.table.table import Table

WIDEST = 100_000  # columns
LONGEST = 10_000  # letters of a name
MOST = 10_000  # categories of one column
DAY_US = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of the matrix.

    Attributes:
        name: the column's, and behind it the part of a date: ``bought month``.
        column: of the table.
        kind: ``number``, ``boolean`` (1 is yes) or ``category`` (the place of its name); parts of dates are numbers.
        categories: of a category, sorted: what its codes mean. The largest code is one less than their number.
    """

    name: str
    column: str
    kind: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """The inputs of a model, in the order that it learned them.

    Attributes:
        columns: without what was only true of the table that was learned from (readings, missing rows).
    """

    columns: tuple[Column, ...]

    @classmethod
    def of(cls, table: Table) -> Coding:
        """How a table's own columns become numbers."""
        return cls(
            tuple(Column(each.name, each.kind, each.categories, each.parts, each.order) for each in table.columns)
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Of the table's columns."""
        return tuple(column.name for column in self.columns)

    @property
    def features(self) -> tuple[Feature, ...]:
        """The columns of the matrix."""
        out: list[Feature] = []
        for column in self.columns:
            if column.kind == DATE:
                out += [Feature(f"{column.name} {part}", column.name, NUMBER) for part in column.parts]
            else:
                out.append(Feature(column.name, column.name, column.kind, column.categories))
        return tuple(out)

    @property
    def categories(self) -> np.ndarray:
        """How many categories each column of the matrix has, int64; 0 for numbers, yes and no."""
        return np.array([len(feature.categories) for feature in self.features], np.int64)

    def matrix(self, frame: pl.DataFrame) -> np.ndarray:
        """Typed columns as numbers, float32 of shape (rows, features); NaN where a value is missing or new.

        Args:
            frame: of a table that was read as this coding says, or that it was made of.

        Raises:
            ValueError: a column is not there, or of another kind.
        """
        out = np.empty((frame.height, len(self.features)), np.float32)
        at, there = 0, set(frame.columns)
        for column in self.columns:
            if column.name not in there:
                raise ValueError(f"there is no column '{column.name}'")
            for part in _coded(frame.get_column(column.name), column):
                out[:, at] = part
                at += 1
        return out

    def of_frame(self, data: Any, *, where: str = "the frame") -> tuple[np.ndarray, tuple[str, ...]]:
        """New rows as the same numbers, and what a person should hear of them.

        Args:
            data: a path, or a frame of Polars, pandas or Arrow; further columns may be there.
            where: what a frame is called in an error.

        Raises:
            NinelivesError: columns are missing or hold something else; all of them are told.
        """
        from ninelives.artifacts.sheets import open_sheet
        from ninelives.artifacts.table.guided import guided

        sheet = open_sheet(data, where)
        frame, notes = guided(sheet, self)
        return self.matrix(frame), tuple(notes)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"columns": [_told(column) for column in self.columns]}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Coding:
        """The coding that ``to_json`` told.

        Raises:
            ValueError, KeyError, TypeError: it told none.
        """
        entries = told["columns"]
        if type(entries) is not list or len(entries) > WIDEST:
            raise ValueError("a coding has no columns, or too many")
        columns = tuple(_column(entry) for entry in entries)
        if len({column.name for column in columns}) < len(columns):
            raise ValueError("two columns of a coding have one name")
        return cls(columns)


def _coded(values: pl.Series, column: Column) -> list[np.ndarray]:
    """The numbers of one column, an array for each feature."""
    import polars as pl

    if column.kind == CATEGORY:
        told = values.dtype.categories.to_list() if isinstance(values.dtype, pl.Enum) else None
        if told is None:
            raise ValueError(f"the column '{column.name}' is no {column.kind}")
        place = {name: at for at, name in enumerate(column.categories)}
        lookup = np.array([place.get(name, np.nan) for name in told] + [np.nan], np.float32)
        return [lookup[values.to_physical().cast(pl.Int64).fill_null(len(told)).to_numpy()]]
    wanted = {NUMBER: pl.Float64(), BOOLEAN: pl.Boolean(), DATE: pl.Datetime("us")}[column.kind]
    if values.dtype != wanted:
        raise ValueError(f"the column '{column.name}' is no {column.kind}")
    if column.kind == DATE:
        return [_floats(_part(values, part)) for part in column.parts]
    return [_floats(values)]


def _floats(values: pl.Series) -> np.ndarray:
    """Numbers, NaN for what is missing; of yes and no 1 and 0."""
    import polars as pl

    told: np.ndarray = (values if values.dtype.is_numeric() else values.cast(pl.Float32)).to_numpy()
    return told


def _part(moments: pl.Series, part: str) -> pl.Series:
    """Year, month 1 to 12, day of week 1 (Monday) to 7, hour with its minutes, days since 1970."""
    import polars as pl

    at = moments.dt
    if part == "hour":
        return at.hour() + at.minute().cast(pl.Float64) / 60 + at.second().cast(pl.Float64) / 3600
    if part == "days":
        return moments.cast(pl.Int64) / DAY_US
    told: pl.Series = {"year": at.year, "month": at.month, "day of week": at.weekday}[part]()
    return told


def _told(column: Column) -> dict[str, Any]:
    filled: dict[str, Any] = {"name": column.name, "kind": column.kind}
    if column.kind == CATEGORY:
        filled["categories"] = list(column.categories)
    if column.kind == DATE:
        filled |= {"parts": list(column.parts), "order": column.order}
    return filled


def _column(told: Mapping[str, Any]) -> Column:
    """One column, checked."""
    name, kind = told["name"], told["kind"]
    if not isinstance(name, str) or not name or len(name) > LONGEST or kind not in KINDS:
        raise ValueError("a column of a coding lacks its name or kind")
    fields = {"name", "kind"} | {CATEGORY: {"categories"}, DATE: {"parts", "order"}}.get(kind, set())
    if set(told) != fields:
        raise ValueError(f"the column '{name}' of a coding has other fields than a {kind} has")
    if kind == CATEGORY:
        names = _texts(told["categories"])
        if not names or len(names) > MOST or list(names) != sorted(set(names)):
            raise ValueError(f"the categories of '{name}' are not sorted, or too many")
        return Column(name, kind, categories=names)
    if kind == DATE:
        parts = _texts(told["parts"])
        if not parts or parts != tuple(part for part in PARTS if part in parts) or told["order"] not in ORDERS:
            raise ValueError(f"the date '{name}' of a coding has no parts or order")
        return Column(name, kind, parts=parts, order=told["order"])
    return Column(name, kind)


def _texts(told: Sequence[Any]) -> tuple[str, ...]:
    if type(told) is not list or any(not isinstance(text, str) or len(text) > LONGEST for text in told):
        raise ValueError("a coding lists what is no text")
    return tuple(told)
