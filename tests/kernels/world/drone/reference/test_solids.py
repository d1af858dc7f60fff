"""The reference's distances in gardens that a person can draw. Brute force and kernels are in ``test_clearance.py``."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.drone.reference import solids
from ninelives.kernels.world.garden import Garden, empty


def test_ground_branch_and_leaf() -> None:
    trees = empty(Garden, 3)
    trees.branches[:, :, 2], trees.leaves[:, :, 0] = [0, 0, 1, 0, 0, 3, 0.5], [5, 0, 4, 1]
    at = np.array([[3.0, 0, 0.5], [2, 0, 2], [5, 0, 5]])
    away, normal = solids.solid(trees.branches.astype(float), trees.leaves.astype(float), at)
    np.testing.assert_allclose(away, [0.5, 1.5, 0.4])
    np.testing.assert_allclose(normal, [[0, 0, 1], [1, 0, 0], [0, 0, 1]])


def test_what_touches_nothing_is_left_as_it_is() -> None:
    position, velocity, rates = np.ones((3, 2, 3))
    far = np.array([1.0, 2.0]), np.array([[0.0, 0, 1]] * 2)
    for before, after in zip((position, velocity, rates), solids.touch(position, velocity, rates, far), strict=False):
        np.testing.assert_array_equal(after, before)
