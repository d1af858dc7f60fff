"""Lists of moments as chance would make them, to compare one list with."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
AT_ONCE = 1 << 22  # events that are drawn at once: 32 MiB


def uniform(counts: ArrayLike, draws: int, seed: int) -> Ints:
    """Events in each slot of time: as they were, then as many thrown at random between the first and the last.

    The first and the last event say where the list begins and ends, so they stay where they are: given these, all
    others are uniform if nothing but chance decides.

    Args:
        counts: events in each slot, whole numbers of shape (slots,), none but the inner ones zero; two events at least.
        draws: how many lists are made.
        seed: of the draws.

    Returns:
        int64 of shape (draws + 1, slots), the first row ``counts``.

    Raises:
        ValueError: fewer than two events, or an end without one.
    """
    seen = np.asarray(counts, np.int64)
    events = int(seen.sum())
    if seen.ndim != 1 or events < 2 or not (seen[0] and seen[-1]):
        raise ValueError(f"moments need two events and one in the first and last slot, got {events} events")
    rng, slots = np.random.default_rng(seed), len(seen)
    found = np.zeros((draws + 1, slots), np.int64)
    found[0] = seen
    step = max(1, AT_ONCE // events)
    for start in range(1, draws + 1, step):
        rows = min(step, draws + 1 - start)
        thrown = rng.integers(slots, size=(rows, events - 2)) + slots * np.arange(rows)[:, None]
        found[start : start + rows] = np.bincount(thrown.ravel(), minlength=rows * slots).reshape(rows, slots)
    found[1:, 0] += 1
    found[1:, -1] += 1
    return found
