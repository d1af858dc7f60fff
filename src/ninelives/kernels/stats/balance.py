"""Weights that move a sample's means to where they shall be, and change as little else as can be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RIDGE = 1e-3  # keeps the weights finite where no weights reach the means
STEPS, REACH = 25, 2.0  # of Newton's method, and how far one may go


def balanced(rows: Floats, target: Floats, base: Floats | None = None) -> Floats:
    """Weights of largest entropy whose weighted means are ``target`` (entropy balancing: Hainmueller 2012).

    Args:
        rows: float64 of shape (rows, columns), of about unit spread.
        target: the means wanted, shape (columns,); where no weights reach them, they come near.
        base: weights to begin with, shape (rows,), > 0; None for equal ones.

    Returns:
        float64 of shape (rows,), > 0, sums to 1.
    """
    away, start = rows - target, np.zeros(len(rows)) if base is None else np.log(base)
    lean = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        weight = _weights(start, away, lean)
        mean = weight @ away
        slope = RIDGE * lean - mean
        curve = (away * weight[:, None]).T @ away - np.outer(mean, mean) + RIDGE * np.eye(len(lean))
        step = np.linalg.solve(curve, slope)
        lean -= step * min(1.0, REACH / max(float(np.linalg.norm(step)), 1e-12))
        if np.abs(slope).max(initial=0.0) < 1e-6:
            break
    return _weights(start, away, lean)


def _weights(start: Floats, away: Floats, lean: Floats) -> Floats:
    score = start - away @ lean
    weight = np.exp(np.maximum(score - score.max(), -700))
    return np.asarray(weight / weight.sum())
