"""Columns that tell the target alone, nearly without an error: judged on rows that did not choose how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table.leaks.coded import Coded, names_of
from ninelives.artifacts.table.leaks.leak import ALONE, Leak

if TYPE_CHECKING:
    import polars as pl

MOST = 20_000  # rows that are looked at
LEAST = 50  # rows below which nothing is near certain
BINS = 256  # of a number: around values of the first half, evenly among them
WRONG, LIFT = 0.01, 0.05  # rows at most that it gets wrong; and of those that guessing gets wrong
RARE = 10  # rows at least that are not of the commonest class
EXPLAINED = 0.99  # of the variance of a number, at least
LOOK = "look whether it is known beforehand"


def alone(values: pl.Series, target: pl.Series) -> Leak | None:
    """The column as one that tells the target alone, or None.

    Args:
        values: as it is learned from; of many rows ``some`` are enough.
        target: Enum or Float64, nothing missing.
    """
    if len(values) < LEAST:
        return None
    order = np.random.default_rng(1).permutation(len(values))
    learned, judged = order[0::2], order[1::2]
    groups = _groups(values, learned)
    if target.dtype.is_float():
        return _number(values, groups, target, learned, judged)
    return _classes(values.name, groups, target, learned, judged)


def some(rows: int) -> np.ndarray:
    """Rows that many are judged by, sorted, the same each time."""
    drawn: np.ndarray = np.sort(np.random.default_rng(0).permutation(rows)[:MOST])
    return drawn


def _groups(values: pl.Series, learned: np.ndarray) -> np.ndarray:
    """A small whole number for each row: its value, or the nearest of some numbers; 0 where it is missing."""
    if not values.dtype.is_float():
        return Coded.of(values).code + 1
    x = values.fill_null(float("nan")).to_numpy()
    known = np.sort(x[learned][np.isfinite(x[learned])])
    if not known.size:
        return np.zeros(len(x), np.int64)
    points = np.unique(known[np.linspace(0, len(known) - 1, min(BINS, len(known))).round().astype(int)])
    nearest = np.searchsorted(points[:-1] / 2 + points[1:] / 2, x, side="right") + 1
    groups: np.ndarray = np.where(np.isnan(x), 0, nearest)
    return groups


def _classes(name: str, groups: np.ndarray, target: pl.Series, learned: np.ndarray, judged: np.ndarray) -> Leak | None:
    code = target.to_physical().to_numpy().astype(np.int64)
    many = len(names_of(target))
    if int(groups.max()) * many > 20_000_000:
        return None
    counts = np.bincount(groups[learned] * many + code[learned], minlength=(int(groups.max()) + 1) * many).reshape(
        -1, many
    )
    common = np.bincount(code[learned], minlength=many).argmax()
    guess = np.where(counts.sum(axis=1) > 0, counts.argmax(axis=1), common)
    wrong = float((guess[groups[judged]] != code[judged]).mean())
    blind = float((code[judged] != common).mean())
    if blind * len(judged) < RARE or wrong > min(WRONG, LIFT * blind):
        return None
    what = f"'{name}' alone tells '{target.name}' in {100 * (1 - wrong):.1f} % of rows: {LOOK}"
    return Leak(name, ALONE, what, {"right": 1 - wrong, "guessing": 1 - blind, "rows": len(judged)})


def _number(
    values: pl.Series, groups: np.ndarray, target: pl.Series, learned: np.ndarray, judged: np.ndarray
) -> Leak | None:
    y = target.to_numpy()
    spread = float(np.ptp(y))
    if not spread:
        return None
    y = (y - y.min()) / spread
    many = int(groups.max()) + 1
    sizes = np.bincount(groups[learned], minlength=many)
    means = np.where(
        sizes > 0, np.bincount(groups[learned], y[learned], many) / np.maximum(sizes, 1), y[learned].mean()
    )
    told = means[groups]
    if values.dtype.is_float():
        told = _between(values, y, learned, told)
    variance = float(((y[judged] - y[judged].mean()) ** 2).sum())
    explained = 1 - float(((y[judged] - told[judged]) ** 2).sum()) / variance if variance else 0.0
    if explained < EXPLAINED:
        return None
    what = f"'{values.name}' alone explains {100 * explained:.1f} % of '{target.name}': {LOOK}"
    return Leak(values.name, ALONE, what, {"explained": explained, "rows": len(judged)})


def _between(values: pl.Series, y: np.ndarray, learned: np.ndarray, told: np.ndarray) -> np.ndarray:
    """What the neighbours on both sides say of a number, where it has a value."""
    x = values.fill_null(float("nan")).to_numpy()
    rows = learned[np.isfinite(x[learned])]
    if len(rows) < LEAST // 2:
        return told
    places, at = np.unique(x[rows], return_inverse=True)
    means = np.bincount(at, y[rows]) / np.bincount(at)
    return np.where(np.isfinite(x), np.interp(np.nan_to_num(x), places, means), told)
