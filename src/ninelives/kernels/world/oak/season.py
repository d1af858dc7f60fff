"""What the date does to an oak: how dense its leaves are, and of which colour.

Dates of the pedunculate oak in England, rounded: buds break in the middle of April, in full leaf by the middle of May,
first autumn tints late in September, bare by the end of November (Woodland Trust, Nature's Calendar, means of recent
years). Colours are linear reflectances, chosen: by eye, from photos of oaks.
"""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.garden import LEAVES, Garden

YEAR = 365.2425  # days, Gregorian
_BUDS, _FULL, _FALL, _BARE = 103.0, 137.0, 288.0, 333.0  # days of the year
_YOUNG, _MATURE = 137.0, 166.0  # colour of the new leaf, and of the old one
_TINTED, _GOLD, _BROWN = 263.0, 293.0, 315.0


@compiled
def density(day: int) -> float:
    """How much of its full foliage an oak bears, in [0, 1].

    Args:
        day: since 1970-01-01.
    """
    at = day % YEAR
    return min(max(min((at - _BUDS) / (_FULL - _BUDS), (_BARE - at) / (_BARE - _FALL)), 0.0), 1.0)


@compiled
def tint(day: int) -> tuple[float, float, float]:
    """Linear red, green and blue of the leaves.

    Args:
        day: since 1970-01-01.
    """
    at = day % YEAR
    old = _ramp(at, _YOUNG, _MATURE)
    gold, brown = _ramp(at, _TINTED, _GOLD), _ramp(at, _GOLD, _BROWN)
    red = _between(_between(_between(0.19, 0.085, old), 0.33, gold), 0.22, brown)
    green = _between(_between(_between(0.30, 0.17, old), 0.21, gold), 0.105, brown)
    blue = _between(_between(_between(0.045, 0.035, old), 0.035, gold), 0.035, brown)
    return red, green, blue


@compiled
def _ramp(at: float, start: float, stop: float) -> float:
    return min(max((at - start) / (stop - start), 0.0), 1.0)


@compiled
def _between(one: float, other: float, share: float) -> float:
    return one + (other - one) * share


@compiled
def dress(day: int, garden: Garden, i: int) -> None:
    """Give the tree in world ``i``, just grown, the leaves of a day: for the picture and for contact alike.

    A sphere keeps its place; its radius shrinks to half as leaves come out or fall, and is 0 in winter.

    Args:
        day: since 1970-01-01.
        garden: ``leaves`` are written to; they must be in full leaf, as ``grow`` left them.
        i: which world.
    """
    dense = density(day)
    size = np.float32(0.5 + 0.5 * dense if dense > 0.0 else 0.0)
    for leaf in range(LEAVES):
        garden.leaves[i, 3, leaf] *= size
