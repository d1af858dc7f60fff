"""One column of new rows, read as the kind that a model learned from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table import values
from ninelives.artifacts.table.column import BOOLEAN, CATEGORY, NUMBER, Column
from ninelives.artifacts.table.dates import dates
from ninelives.artifacts.table.numbers import clocks, numbers
from ninelives.artifacts.table.typed import local, plain_number
from ninelives.artifacts.table.words import Words, said

if TYPE_CHECKING:
    import polars as pl

HALF = 0.5  # of the rows with a value, at most, may hold something else, and are missing then


class OtherKindError(Exception):
    """A column holds something else than was learned from; its text is what."""


def read_as(column: pl.Series, wanted: Column, *, comma: bool = False) -> tuple[pl.Series, list[str]]:
    """A column as one of a known kind, and what is odd about it.

    Raises:
        OtherKindError: most of it is something else.
    """
    import polars as pl

    if column.null_count() == len(column):
        column = pl.Series(column.name, [None] * len(column), dtype=pl.String)
    if wanted.kind == NUMBER:
        return _number(column, comma=comma)
    if wanted.kind == BOOLEAN:
        return _boolean(column)
    return _category(column, wanted.categories) if wanted.kind == CATEGORY else _date(column, wanted.order)


def _number(column: pl.Series, *, comma: bool) -> tuple[pl.Series, list[str]]:
    import polars as pl

    told, odd = plain_number(column), list[str]()
    if told is None:
        if column.dtype == pl.Boolean:
            plain = column.cast(pl.Float64)
        else:
            words = _words(column)
            found = max(
                (numbers(words.text, comma=comma).values, clocks(words.text).values),
                key=lambda each: words.share(_has(each)),
            )
            odd = _odd(words, found)
            plain = words.spread(found)
    else:
        plain = told[0]
    taken, _, notes = values.number(plain, column.name)
    return taken, [*odd, *notes]


def _boolean(column: pl.Series) -> tuple[pl.Series, list[str]]:
    import polars as pl

    if column.dtype == pl.Boolean:
        return column, []
    words = _words(values.text_of(column))
    told = said(words.text)
    return words.spread(told).alias(column.name), _odd(words, told)


def _category(column: pl.Series, names: Sequence[str]) -> tuple[pl.Series, list[str]]:
    words = _words(values.text_of(column))
    coded = values.enumerated(words.text, names)
    new = words.known & ~_has(coded)
    notes = []
    if new.any():
        word, row = words.first(new)
        many = int(new.sum())
        what = f"'{word}' (row {row:,}) is" if many == 1 else f"{many:,} words such as '{word}' (row {row:,}) are"
        notes.append(f"{what} new, and taken as missing")
    return words.spread(coded).alias(column.name), notes


def _date(column: pl.Series, order: str) -> tuple[pl.Series, list[str]]:
    import polars as pl

    if column.dtype in (pl.Date, pl.Datetime):
        return local(column).cast(pl.Datetime("us")), []
    words = _words(column)
    found = dates(words, order if order != "ymd" else "")
    none = pl.Series(column.name, [None] * len(words.text), dtype=pl.Datetime("us"))
    told = none if found is None else found.values
    doubts = [found.doubt] if found is not None and found.doubt else []
    return words.spread(told).alias(column.name), [*doubts, *_odd(words, told)]


def _words(column: pl.Series) -> Words:
    import polars as pl

    if column.dtype.is_nested() or column.dtype == pl.Binary:
        raise OtherKindError("holds lists or bytes")
    return Words.of(column)


def _odd(words: Words, told: pl.Series) -> list[str]:
    """The words that are none of the column's kind, where they are few."""
    odd = words.known & ~_has(told)
    if not odd.any():
        return []
    word, row = words.first(odd)
    rows = int(words.count[odd].sum())
    if words.share(odd) > HALF:
        raise OtherKindError(f"holds '{word}' in row {row:,}" + (f" and the like in {rows:,} rows" if rows > 1 else ""))
    return [
        f"'{word}' in row {row:,} and {rows - 1:,} more taken as missing"
        if rows > 1
        else f"'{word}' in row {row:,} taken as missing"
    ]


def _has(found: pl.Series) -> np.ndarray:
    has: np.ndarray = found.is_not_null().to_numpy()
    return has
