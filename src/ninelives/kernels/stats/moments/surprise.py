"""How surprising a statistic is among lists by chance: one scale for scans of unlike kinds, whose tails are long."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
USUAL = 0.75  # of the lists: beyond them the tail begins


def surprise(statistics: ArrayLike) -> Floats:
    """Minus the logarithm of the share of lists that give as much, told smoothly where hardly any do.

    The largest likelihood ratio of many places has an exponential tail (Abrams and others 2010), so beyond most
    lists the share falls by e with each mean excess over them (Pickands 1975). All lists are put on one scale together,
    the seen one among them, so how well that fits changes only what each test weighs.

    Args:
        statistics: shape (tests, draws), the larger, the less usual.

    Returns:
        Nats, float64 of shape (tests, draws), not negative.
    """
    told = np.asarray(statistics, float)
    found = np.empty_like(told)
    for out, row in zip(found, told, strict=True):
        at_least = len(row) - np.searchsorted(np.sort(row), row, side="left")
        out[:] = -np.log(at_least / len(row))
        edge = np.quantile(row, USUAL)
        far = row > edge
        if far.any():
            out[far] = (row[far] - edge) / (row[far] - edge).mean() - np.log(far.mean())
    return found
