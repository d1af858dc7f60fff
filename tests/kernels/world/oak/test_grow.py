"""The shape of an oak: the story's geometry, in every tree."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.world.cat.place import place
from ninelives.kernels.world.garden import Garden, empty
from ninelives.kernels.world.oak.grow import PERCH, grow

TREES = 300


@pytest.fixture(scope="module")
def garden() -> Garden:
    made = empty(Garden, TREES)
    for i in range(TREES):
        grow(np.uint64(7 * i), made, i)
        place(np.uint64(i), made, i)
    return made


def outward(garden: Garden) -> np.ndarray:
    return np.stack([np.cos(garden.outside), np.sin(garden.outside), np.zeros(TREES)], 1)


def test_the_crown_is_as_wide_as_told_and_the_cats_branch_as_long(garden: Garden) -> None:
    assert garden.crown.min() >= 2.6
    assert garden.crown.max() <= 4.0
    assert np.ptp(garden.crown) > 1.2
    tip = garden.branches[:, 3:5, PERCH + 1]
    assert np.hypot(*tip.T) == pytest.approx(garden.crown, rel=1e-6)
    middle = np.hypot(garden.leaves[:, 0], garden.leaves[:, 1])
    assert (middle + 0.6 * garden.leaves[:, 3] <= garden.crown[:, None] + 0.15).all()


def test_foliage_stays_out_of_the_corridor(garden: Garden) -> None:
    out = outward(garden)
    for step in np.linspace(0, 3, 61):  # points of the corridor's axis
        point = garden.cat + step * out
        apart = np.linalg.norm(garden.leaves[:, :3] - point[:, :, None], axis=1) - garden.leaves[:, 3]
        assert apart.min() >= 0.449


def test_branches_stay_out_of_the_corridor(garden: Garden) -> None:
    point = garden.cat + 0.68 * outward(garden) + [0, 0, 0.15]  # where the drone waits
    start, end = garden.branches[:, :3], garden.branches[:, 3:6]
    along = end - start
    share = ((point[:, :, None] - start) * along).sum(1) / np.maximum((along**2).sum(1), 1e-9)
    nearest = start + np.clip(share, 0, 1)[:, None] * along
    apart = np.linalg.norm(point[:, :, None] - nearest, axis=1) - garden.branches[:, 6]
    assert apart.min() > 0.42 + 0.02  # the drone's sphere


def test_every_branch_grows_from_another_and_every_leaf_near_one(garden: Garden) -> None:
    start, end, radius = garden.branches[:, :3], garden.branches[:, 3:6], garden.branches[:, 6]
    assert (radius > 0.02).all()
    assert (end[:, 2] > 0.2).all()
    for at in range(1, start.shape[2]):
        along = end - start
        gap = start[:, :, at : at + 1] - start
        share = np.clip((gap * along).sum(1) / (along**2).sum(1), 0, 1)
        apart = np.linalg.norm(gap - share[:, None] * along, axis=1)
        apart[:, at] = np.inf
        assert apart.min(axis=1).max() < 0.05
    assert (garden.leaves[:, 2] - garden.leaves[:, 3] > 1.0).all()  # a person walks under it


def test_a_tree_depends_on_its_seed_alone() -> None:
    one, other = empty(Garden, 1), empty(Garden, 9)
    grow(np.uint64(5), one, 0)
    grow(np.uint64(4), other, 8)
    grow(np.uint64(5), other, 8)
    assert np.array_equal(one.branches[0], other.branches[8])
    assert np.array_equal(one.leaves[0], other.leaves[8])
    grow(np.uint64(6), one, 0)
    assert not np.array_equal(one.branches[0], other.branches[8])
    assert not other.leaves[:8].any()
