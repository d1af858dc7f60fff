"""How far each row lies from the nearest of a reference."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST = 2_000  # rows of the reference that are compared with, evenly drawn
TALL = 512  # rows at once


def nearest(reference: NDArray[np.float32], new: NDArray[np.float32]) -> tuple[Floats, Floats]:
    """Distances to the nearest other row of the reference: of its own rows, and of the new ones.

    Args:
        reference: float32 of shape (rows, features), two rows at least; at most 2,000 of them are looked at, evenly.
        new: shape (new rows, features).

    Returns:
        float64 of shapes (looked at,) and (new rows,).
    """
    some = np.nan_to_num(reference[np.linspace(0, len(reference) - 1, min(len(reference), MOST)).astype(int)])
    centre = some.mean(axis=0)
    some = some - centre
    return _least(some, some, own=True), _least(np.nan_to_num(new) - centre, some, own=False)


def _least(rows: NDArray[np.float32], others: NDArray[np.float32], *, own: bool) -> Floats:
    square, found = np.square(others).sum(axis=1), np.empty(len(rows))
    for at in range(0, len(rows), TALL):
        part = rows[at : at + TALL]
        apart = np.square(part).sum(axis=1)[:, None] + square - 2 * part @ others.T
        if own:
            apart[np.arange(len(part)), at + np.arange(len(part))] = np.inf
        found[at : at + TALL] = np.sqrt(np.maximum(apart.min(axis=1), 0))
    return found
