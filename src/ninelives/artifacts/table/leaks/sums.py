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
LEAST = 30  # rows without a gap
EXACT = 1e-6  # of the target's spread


def sum_of(numbers: Sequence[pl.Series], target: pl.Series) -> Leak | None:
    """The columns whose weighted sum is the target in every row, or None.

    Args:
        numbers: Float64.
        target: Float64, nothing missing.
    """
    if not 2 <= len(numbers) <= WIDEST:
        return None
    rows = np.random.default_rng(0).permutation(len(target))[: 2 * MOST]
    x = np.column_stack([each.gather(rows).fill_null(float("nan")).to_numpy() for each in numbers])
    whole = np.flatnonzero(np.isfinite(x).all(axis=1))[:MOST]
    x, y = x[whole], target.gather(rows).to_numpy()[whole]
    if len(y) < LEAST or len(y) < 3 * len(numbers) or not np.ptp(y):
        return None
    weights, offset = _weights(x, y)
    reach = np.abs(weights) * np.ptp(x, axis=0) / float(np.ptp(y))
    parts = [(each, weight) for each, weight, far in zip(numbers, weights, reach, strict=True) if far > 10 * EXACT]
    off = _off(parts, offset + float((weights * x.min(axis=0))[reach <= 10 * EXACT].sum()), target)
    if off > EXACT or len(parts) < 2:
        return None
    names = [each.name for each, _ in parts]
    told = " and ".join(f"'{name}'" for name in names[:4]) + (" and others" if len(names) > 4 else "")
    what = f"'{target.name}' is a sum of {told}, exactly: leave out what is known only afterwards, --ignore"
    what += f" {','.join(names[:4])}"
    return Leak(names[0], SUM, what, {"columns": len(names), "rows": len(target), "off": off})


def _weights(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Least squares, with every column and the target brought to [0, 1] first."""
    low, span = x.min(axis=0), np.ptp(x, axis=0)
    span = np.where(span > 0, span, 1)
    design = np.column_stack([(x - low) / span, np.ones(len(x))])
    solved, *_ = np.linalg.lstsq(design, (y - y.min()) / np.ptp(y), rcond=None)
    weights: np.ndarray = solved[:-1] * np.ptp(y) / span
    return weights, float(solved[-1] * np.ptp(y) + y.min() - weights @ low)


def _off(parts: Sequence[tuple[pl.Series, float]], offset: float, target: pl.Series) -> float:
    """How far the sum is from the target at worst, of its spread; over all rows without a gap."""
    import polars as pl

    total = pl.Series([offset])
    for each, weight in parts:
        total = total + each * weight
    spread = float(target.max()) - float(target.min())  # type: ignore[arg-type]
    return float((total - target).abs().max() or 0.0) / spread  # type: ignore[arg-type]
