"""Columns that have a type already, as the four kinds that a table learns from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table.column import BOOLEAN, CATEGORY, DATE, NUMBER, PARTS, Column
from ninelives.artifacts.table.numbers import LARGEST

if TYPE_CHECKING:
    import polars as pl


def number(values: pl.Series, name: str, reading: str = "") -> tuple[pl.Series, Column, list[str]]:
    """Float64, with what is no finite number missing, and what is to be said of that."""
    import polars as pl

    told, notes = values.cast(pl.Float64), list[str]()
    x = told.to_numpy()
    endless = np.abs(x) > LARGEST
    if many := int(endless.sum()):
        row = int(endless.argmax()) + 1
        what = "an infinite or too large value" if many == 1 else f"{many:,} infinite or too large values"
        notes.append(f"{what} taken as missing (the first in row {row:,})")
        told = told.set(pl.Series(endless), None)
    if int(np.isnan(x).sum()) > told.null_count() - many:
        told = told.fill_nan(None)
    return told.alias(name), Column(name, NUMBER, reading=reading, missing=told.null_count()), notes


def boolean(values: pl.Series, name: str, reading: str = "") -> tuple[pl.Series, Column]:
    """Yes and no."""
    return values.alias(name), Column(name, BOOLEAN, reading=reading, missing=values.null_count())


def category(values: pl.Series, name: str, reading: str = "") -> tuple[pl.Series, Column]:
    """Names as an Enum of the sorted ones, so that a name's code is its place there."""
    names = tuple(sorted(values.drop_nulls().unique().to_list()))
    coded = enumerated(values, names)
    return coded.alias(name), Column(name, CATEGORY, categories=names, reading=reading, missing=coded.null_count())


def enumerated(values: pl.Series, names: Sequence[str]) -> pl.Series:
    """Names as an Enum; others are missing."""
    import polars as pl

    return values.cast(pl.Enum(list(names)), strict=False)


def date(values: pl.Series, name: str, *, clock: bool, order: str = "", reading: str = "") -> tuple[pl.Series, Column]:
    """Moments on the local clock; ``hour`` is a part of them only where a clock time was told."""
    import polars as pl

    local = values.cast(pl.Datetime("us"))
    parts = tuple(part for part in PARTS if clock or part != "hour")
    return local.alias(name), Column(name, DATE, parts=parts, order=order, reading=reading, missing=local.null_count())


def text_of(values: pl.Series) -> pl.Series:
    """Names of whatever they were: a whole number has no point, yes and no are words."""
    import polars as pl

    if values.dtype == pl.Boolean:
        return values.replace_strict({True: "true", False: "false"}, default=None, return_dtype=pl.String)
    if values.dtype.is_float():
        whole = values.cast(pl.Int64, strict=False)
        return pl.select(
            pl.when(whole.cast(pl.Float64) == values.cast(pl.Float64))
            .then(whole.cast(pl.String))
            .otherwise(values.cast(pl.String))
        ).to_series()
    return values.cast(pl.String)
