"""What one column does to what is said, the others as they are: partial dependence (Friedman 2001)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

BLOCK = 8192  # rows that are judged at a time

Judge = Callable[[np.ndarray], np.ndarray]


def dependence(judge: Judge, x: np.ndarray, column: int, values: np.ndarray) -> np.ndarray:
    """What is said on average where every row had the same value in one column.

    Rows that no world holds are judged on the way, where the column goes together with others: what comes out
    describes the judge, and not the world.

    Args:
        judge: what says something of rows, (rows, columns) → (rows, outputs).
        x: the rows, shape (rows, columns), at least one.
        column: which.
        values: that it is given, one after the other.

    Returns:
        float64 of shape (values, outputs).
    """
    whole = np.tile(x, (len(values), 1))
    whole[:, column] = np.repeat(values, len(x))
    said = np.concatenate([judge(whole[at : at + BLOCK]) for at in range(0, len(whole), BLOCK)])
    return np.asarray(said.reshape(len(values), len(x), -1).mean(axis=1))


def sway(judge: Judge, x: np.ndarray, columns: np.ndarray, seed: int) -> np.ndarray:
    """How far what is said moves where the values of one column are dealt out anew among the rows (Breiman 2001).

    Args:
        judge: as of :func:`dependence`.
        x: the rows, shape (rows, columns).
        columns: which, one after the other.
        seed: of the dealing; each column is dealt in the same order.

    Returns:
        Mean absolute change over rows and outputs, float64 of shape (columns,).
    """
    before, order = judge(x), np.random.default_rng(seed).permutation(len(x))
    moved = []
    for column in columns:
        dealt = x.copy()
        dealt[:, column] = x[order, column]
        moved.append(np.abs(judge(dealt) - before).mean())
    return np.array(moved)
