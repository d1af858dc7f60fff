"""Twigs of a bare oak."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.film.twigs import TWIGS, twigs
from ninelives.kernels.world.garden import Garden, empty
from ninelives.kernels.world.oak.grow import grow


def test_one_tree_has_its_own_twigs_near_its_crown() -> None:
    garden = empty(Garden, 2)
    for i in range(2):
        grow(np.uint64(i), garden, i)
    one, two = twigs(garden, 0), twigs(garden, 1)
    assert len(one) == TWIGS
    assert (one == twigs(garden, 0)).all()
    assert (one[:, :3] != two[:, :3]).any()
    assert np.hypot(*(one[:, :2] + one[:, 3:5]).T).max() < garden.crown[0] + 2.5
    assert (one[:, 7] < 0.02).all()
