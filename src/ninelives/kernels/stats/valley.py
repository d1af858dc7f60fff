"""Whether two groups are two: between them must lie fewer than near either."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ninelives.kernels.stats.exact import binomial_less

WIDTH = 1 / 3  # of each of the three windows, in distances between the centres


@dataclass(frozen=True, slots=True)
class Valley:
    """How many lie near one centre, half-way, and near the other.

    Attributes:
        near: items within ``WIDTH / 2`` of the one centre, and of the other.
        half_way: items within ``WIDTH / 2`` of the middle.
        p: of the hypothesis that there is no valley.
    """

    near: tuple[int, int]
    half_way: int
    p: float


def valley(position: ArrayLike) -> Valley:
    """Test for a valley between two centres that were found on other items.

    Whatever its shape, a density with one peak is in the middle at least as high as at the lower of two places on
    either side of it, and so are windows of one width. So if there is one group, an item that lies half-way or near
    that lower side lies half-way with probability 1/2 at least. Both sides must refuse that: the larger of two exact
    binomial p-values, an intersection-union test (Berger 1982), which needs no correction.

    Args:
        position: of each item along the line from one centre, 0, to the other, 1, shape ``(n,)``. The centres must not
            have been found on these items.
    """
    at = np.asarray(position, float)
    low, half_way, high = (int((np.abs(at - centre) < WIDTH / 2).sum()) for centre in (0.0, 0.5, 1.0))
    p = max(float(binomial_less(half_way, half_way + side, 0.5)) for side in (low, high))
    return Valley((low, high), half_way, p)
