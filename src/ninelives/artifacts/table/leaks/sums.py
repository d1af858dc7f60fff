"""A number that is the sum of its columns, each with a weight: nothing is left to learn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table.leaks.leak import SUM, Leak

if TYPE_CHECKING:
    import polars as pl

MOST = 5000  # rows
WIDEST = 200  # columns
EXACT = 1e-6  # of the target's spread


def sum_of(numbers: Sequence[pl.Series], target: pl.Series) -> Leak | None:
    """The columns whose weighted sum is the target in every row, or None.

    Args:
        numbers: Float64.
        target: Float64, nothing missing.
    """
    if not 2 <= len(numbers) <= WIDEST:
        return None
    x, y = np.column_stack([each.fill_null(float("nan")).to_numpy() for each in numbers]), target.to_numpy()
    whole = np.flatnonzero(np.isfinite(x).all(axis=1))
    rows = np.random.default_rng(0).permutation(whole)[:MOST]
    if len(rows) < 30 or len(rows) < 3 * len(numbers):
        return None
    low, span = x[rows].min(axis=0), np.ptp(x[rows], axis=0)
    scaled, spread = (x[rows] - low) / np.where(span > 0, span, 1), float(np.ptp(y[rows]))
    design = np.column_stack([scaled, np.ones(len(rows))])
    weights, *_ = np.linalg.lstsq(design, (y[rows] - y[rows].min()) / (spread or 1), rcond=None)
    off = float(np.abs(design @ weights - (y[rows] - y[rows].min()) / (spread or 1)).max())
    parts = [each.name for each, weight in zip(numbers, weights[:-1], strict=True) if abs(weight) > 10 * EXACT]
    if not spread or off > EXACT or len(parts) < 2:
        return None
    told = " and ".join(f"'{name}'" for name in parts[:4]) + (" and others" if len(parts) > 4 else "")
    what = f"'{target.name}' is a sum of {told}, exactly: leave out what is known only afterwards, --ignore"
    what += f" {','.join(parts[:4])}"
    return Leak(parts[0], SUM, what, {"columns": len(parts), "rows": len(rows), "off": off})
