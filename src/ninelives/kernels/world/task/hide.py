"""Leaves in front of the cat: half of it is hidden from where it is come for."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.chance import Stream, uniform
from ninelives.kernels.world.compiled import compiled, whole
from ninelives.kernels.world.garden import LEAVES, Garden

OUT, ASIDE = 0.25, 0.2  # m from the middle of the cat, towards its outside and across: one half of it is behind
RADIUS = 0.22  # m of the leaves; a cat is .2 m across
_SPRIG = LEAVES - 1  # the sphere that is taken for it
_HIDE = whole(Stream.CAT)
_WHETHER, _SIDE = whole(100), whole(101)  # places of draws


@compiled
def hide(seed: np.uint64, garden: Garden, share: float, i: int) -> None:
    """With a chance of ``share``, move leaves of world ``i`` in front of one half of the cat; a bare tree has none.

    Args:
        seed: of the episode.
        garden: ``leaves`` are written to; the cat sits already.
        share: in [0, 1].
        i: the world.
    """
    leaves = garden.leaves[i]
    bare = True
    for leaf in range(LEAVES):
        bare = bare and leaves[3, leaf] <= 0
    if bare or uniform(seed, _HIDE, _WHETHER) >= share:
        return
    side = ASIDE if uniform(seed, _HIDE, _SIDE) < 0.5 else -ASIDE
    cos, sin = math.cos(garden.outside[i]), math.sin(garden.outside[i])
    leaves[0, _SPRIG] = garden.cat[i, 0] + OUT * cos - side * sin
    leaves[1, _SPRIG] = garden.cat[i, 1] + OUT * sin + side * cos
    leaves[2, _SPRIG] = garden.cat[i, 2]
    leaves[3, _SPRIG] = RADIUS
