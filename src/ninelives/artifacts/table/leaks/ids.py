"""Columns that name a row and do not describe it: running numbers, keys, words that hardly repeat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ninelives.artifacts.table.column import CATEGORY, NUMBER, Column
from ninelives.artifacts.table.leaks.leak import ID, Leak

if TYPE_CHECKING:
    import polars as pl

LEAST = 20  # rows below which it is no wonder that values are all different
SHORT = 10  # rows below which it is no wonder that numbers run on
NEARLY, MOSTLY = 0.95, 0.5  # different values per row
WORDS = 50  # different words, at least, of a column that mostly has a new one
SAMPLE = 20_000  # rows that rule out most columns before all are counted
_KEY = re.compile(r"(^|[_\W])(id|ids|uuid|guid|key|index|idx|rownames?|unnamed.*|column 1)$")
_CAMEL = re.compile(r"[a-z0-9]I[Dd]$")
_YEAR = re.compile(r"year|jahr|^yr$", re.IGNORECASE)


def id_of(values: pl.Series, column: Column) -> Leak | None:
    """The column as an id, or None.

    Args:
        values: as it is learned from.
        column: what it is.
    """
    if column.kind == CATEGORY:
        return _words(column, len(values) - values.null_count())
    if column.kind == NUMBER:
        return _numbers(values.drop_nulls(), column)
    return None


def _words(column: Column, rows: int) -> Leak | None:
    many = len(column.categories)
    if rows < LEAST or many <= MOSTLY * rows or (many < NEARLY * rows and many <= WORDS):
        return None
    if many == rows:
        what = f"is another word in each of {rows:,} rows"
    elif many >= NEARLY * rows:
        what = f"is another word in nearly every row ({many:,} in {rows:,})"
    else:
        what = f"has {many:,} different words in {rows:,} rows, hardly any of them twice"
    return _leak(column, f"{what}: an id or free text", many, rows)


def _numbers(known: pl.Series, column: Column) -> Leak | None:
    rows = len(known)
    if rows < SHORT or not bool((known == known.round()).all()) or _repeats(known.head(SAMPLE)):
        return None
    many = known.n_unique()
    if many < NEARLY * rows or _YEAR.search(column.name):
        return None
    low, high = float(known.min()), float(known.max())  # type: ignore[arg-type]
    steps = known.diff().drop_nulls()
    even = bool((steps == steps[0]).all()) and steps[0] != 0
    rising = bool((steps > 0).all()) and high - low <= 2 * rows
    if many == rows and (high - low + 1 == rows or even or rising):
        return _leak(column, f"counts the rows ({low:.0f} to {high:.0f})", many, rows)
    if _key(column.name):
        where = "each" if many == rows else "nearly every one"
        return _leak(column, f"is another number in {where} of {rows:,} rows, and named like a key", many, rows)
    return None


def _repeats(some: pl.Series) -> bool:
    return some.n_unique() < NEARLY * len(some)


def _key(name: str) -> bool:
    return bool(_KEY.search(name.lower()) or _CAMEL.search(name))


def _leak(column: Column, what: str, many: int, rows: int) -> Leak:
    return Leak(column.name, ID, f"'{column.name}' {what}", {"values": many, "rows": rows})
