"""How far off a forecast is likely to be, from how far off it was: conformal bands, step by step ahead."""

from __future__ import annotations

from math import ceil

import numpy as np

from ninelives.kernels.series.past import Floats, Ints

LEVELS = (0.5, 0.8, 0.95)


def halves(errors: np.ndarray, levels: tuple[float, ...] = LEVELS) -> Floats:
    """Half widths of bands around a forecast, for each level and step ahead.

    Of ``k`` past errors of as many steps ahead, the ``ceil((k + 1) * level)``-th smallest in size: a further one that
    is exchangeable with them is within it at least as often as promised (Vovk and others 2005). Where that would be
    past the largest, so few errors cannot promise it, and the half is NaN.

    Args:
        errors: shape (origins, horizon), NaN where there was no value.
        levels: each in (0, 1).

    Returns:
        float64 of shape (levels, horizon).
    """
    size = np.sort(np.abs(np.asarray(errors, float)), axis=0)  # NaN goes last
    count = (~np.isnan(size)).sum(axis=0)
    found = np.full((len(levels), size.shape[1]), np.nan)
    for at, level in enumerate(levels):
        for step, known in enumerate(count.tolist()):
            rank = ceil((known + 1) * level - 1e-9)
            if rank <= known:
                found[at, step] = size[rank - 1, step]
    return found


def errors_needed(level: float) -> int:
    """Past errors from which a band of this level can be had."""
    return ceil(level / (1 - level) - 1e-9)


def halves_known(errors: np.ndarray, at: Ints, levels: tuple[float, ...] = LEVELS, delay: int = 0) -> Floats:
    """Half widths of the bands that could be had when each forecast was made.

    Args:
        errors: shape (origins, horizon), NaN where there was no value.
        at: steps before each origin, ascending: an error is known to a later origin once its step lies before it.
        levels: of the bands.
        delay: steps that values are published late.

    Returns:
        float64 of shape (levels, origins, horizon), NaN where there was no band.
    """
    seen = np.asarray(errors, float)
    reached = at[:, None] + np.arange(seen.shape[1])  # the step that an error is of
    found = np.full((len(levels), *seen.shape), np.nan)
    for number, origin in enumerate(at.tolist()):
        found[:, number] = halves(np.where(reached[:number] < origin - delay, seen[:number], np.nan), levels)
    return found


def held(errors: np.ndarray, at: Ints, levels: tuple[float, ...] = LEVELS, delay: int = 0) -> list[Floats]:
    """Whether each error lay within the bands that ``halves_known`` tells of it; for arguments see there.

    Returns:
        For each level, shape (origins, horizon): 1 within, 0 outside, NaN where there was no band or no value.
    """
    off = np.abs(np.asarray(errors, float))
    return [
        np.where(np.isnan(half) | np.isnan(off), np.nan, off <= half)
        for half in halves_known(errors, at, levels, delay)
    ]
