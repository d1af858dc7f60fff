"""Columns that are the target itself: under other names, or in another unit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table.leaks.coded import Coded, chance_of, table
from ninelives.artifacts.table.leaks.leak import CHANCE, COPY, Leak

if TYPE_CHECKING:
    import polars as pl

LEAST = 12  # different numbers, at least: so many are in one order by chance once in 10^8
HALF = 0.5  # of the rows must have a value
EXACT = 1e-6  # of the target's spread that an affine copy may be off
SHOWN = 3  # pairs of names that are told


def copy_of(values: pl.Series, target: pl.Series, *, columns: int) -> Leak | None:
    """The column as a copy of the target, or None.

    Args:
        values: as it is learned from; a date as a number.
        target: Enum or Float64, nothing missing.
        columns: among how many it was looked for.
    """
    rows = len(values) - values.null_count()
    if rows < HALF * len(values) or rows < 2:
        return None
    known = values.is_not_null() if rows < len(values) else None
    mine, its = (values, target) if known is None else (values.filter(known), target.filter(known))
    if mine.dtype.is_float() and its.dtype.is_float():
        return _number(mine.to_numpy(), its.to_numpy(), values.name, target.name)
    return _renamed(mine, its, columns)


def _renamed(mine: pl.Series, its: pl.Series, columns: int) -> Leak | None:
    """Each of its values is one of the target's, and the other way round."""
    head = 2000
    if mine.head(head).n_unique() != its.head(head).n_unique() or mine.n_unique() != its.n_unique():
        return None
    one, two = Coded.of(mine).code, Coded.of(its).code
    if not np.array_equal(one, two):
        return None
    counts = table(one, two) if one.max() < 1000 else None
    if counts is None or len(counts) < 2 or chance_of(counts) > math.log(CHANCE / max(columns, 1)):
        return None
    firsts = np.unique(one, return_index=True)[1][:SHOWN].tolist()
    pairs = ", ".join(f"{_said(mine[row])} is {_said(its[row])}" for row in firsts) + (
        ", …" if len(counts) > SHOWN else ""
    )
    same = all(_said(mine[row]) == _said(its[row]) for row in firsts)
    what = (
        f"'{mine.name}' is '{its.name}' once more"
        if same
        else f"'{mine.name}' is '{its.name}' under other names ({pairs})"
    )
    return Leak(mine.name, COPY, what, {"values": len(counts), "rows": len(one)})


def _number(x: np.ndarray, y: np.ndarray, name: str, target: str) -> Leak | None:
    """The target in another unit, or bent without losing its order."""
    spread = float(np.ptp(y))
    if not spread or not np.ptp(x) or len(np.unique(x[:1000])) < min(3, len(np.unique(y[:1000]))):
        return None
    with np.errstate(all="ignore"):  # numbers may be as far apart as floats can be
        slope, offset = _line(x, y)
        off = float(np.abs(slope * x + offset - y).max())
    if off <= EXACT * spread and len(np.unique(y)) >= 3:
        told = (
            "once more"
            if (abs(slope - 1) < EXACT and abs(offset) < EXACT * spread)
            else f"in another unit ({slope:.6g} times it, plus {offset:.6g})"
        )
        return Leak(name, COPY, f"'{name}' is '{target}' {told}", {"slope": slope, "offset": offset, "rows": len(x)})
    if not _ordered(x[:200], y[:200]) or not _ordered(x, y) or len(np.unique(y)) < LEAST:
        return None
    return Leak(
        name,
        COPY,
        f"'{name}' puts the rows in the same order as '{target}', all of them",
        {"rows": len(x), "values": len(np.unique(y))},
    )


def _line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Through the two rows farthest apart."""
    low, high = int(np.argmin(x)), int(np.argmax(x))
    slope = float((y[high] - y[low]) / (x[high] - x[low]))
    return slope, float(y[low] - slope * x[low])


def _ordered(x: np.ndarray, y: np.ndarray) -> bool:
    """Whether one number's order is the other's, or its reverse, ties and all."""
    one, two = (np.unique(each, return_inverse=True)[1] for each in (x, y))
    many = int(one.max()) + 1
    return many == int(two.max()) + 1 and (np.array_equal(one, two) or np.array_equal(many - 1 - one, two))


def _said(value: object) -> str:
    return (
        f"{value:g}"
        if isinstance(value, float)
        else ("yes" if value else "no")
        if isinstance(value, bool)
        else str(value)
    )
