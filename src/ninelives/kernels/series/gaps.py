"""Steps without a value are filled from what is known, never from what comes later than the last value."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.series.past import Floats, Ints


def fill(values: np.ndarray, season: int = 0) -> Floats:
    """Values for the steps that have none.

    A short gap gets the straight line between its neighbours; one of a quarter of the season or longer gets what was
    there a season before, since a line would lose the day that it bridges. After the last value the last value stays.

    Args:
        values: shape (n,), NaN where there is none; at least one value.
        season: steps after which things come round; 0 for none.

    Returns:
        float64 of shape (n,), finite.

    Raises:
        ValueError: there is no value at all.
    """
    x = np.asarray(values, float)
    known = np.flatnonzero(~np.isnan(x))
    if not known.size:
        raise ValueError("a series without a single value cannot be filled")
    filled = np.interp(np.arange(x.size), known, x[known])
    if season > 1:
        for start, stop in gaps(x):
            if stop - start >= max(2, season / 4) and start >= season:
                for at in range(start, stop):  # one by one: a gap may be longer than the season
                    filled[at] = filled[at - season]
    return np.asarray(filled, float)


def gaps(values: np.ndarray) -> Ints:
    """Runs of steps without a value, int64 of shape (runs, 2): first step, and the step after the last."""
    edges = np.diff(np.isnan(values).astype(np.int8), prepend=0, append=0)
    return np.column_stack([np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)]).astype(np.int64)
