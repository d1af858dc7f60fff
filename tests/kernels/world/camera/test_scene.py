"""All that is drawn as one table."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.scene import BRANCH, CAT, COLOUR, COLUMNS, GLOW, LEAF, PARTS, build
from ninelives.kernels.world.cat.body import PIECES
from ninelives.kernels.world.cat.coat import FUR
from tests.kernels.world.camera.gardens import gardens


def table(*, present: bool) -> tuple[np.ndarray, np.ndarray]:
    cameras, garden, conditions = gardens(3)
    garden.present[:] = present
    parts = np.empty((PARTS, COLUMNS), np.float32)
    build(garden, 1, int(conditions.day[1]), 0.2, cameras.position[1], np.empty((PIECES, 7)), parts)
    start = parts[:, :3] + cameras.position[1]
    assert np.allclose(start[BRANCH:CAT], garden.branches[1, :3].T, atol=1e-5)
    assert np.allclose((start + parts[:, 3:6])[BRANCH:CAT], garden.branches[1, 3:6].T, atol=1e-5)
    assert np.allclose(start[LEAF:BRANCH], garden.leaves[1, :3].T, atol=1e-5)
    assert np.array_equal(parts[LEAF:BRANCH, 7], garden.leaves[1, 3])
    return parts, FUR[garden.coat[1]]


def test_every_branch_leaf_and_piece_is_in_it() -> None:
    parts, fur = table(present=True)
    assert np.isfinite(parts).all()
    assert (parts[CAT:, 7] > 0).all()
    assert np.array_equal(parts[CAT, COLOUR : COLOUR + 3], fur)
    assert (parts[:CAT, GLOW] == 0).all()
    assert parts[CAT:, GLOW].max() > 10


def test_a_cat_that_is_not_there_has_no_size() -> None:
    assert (table(present=False)[0][CAT:, 7] == 0).all()
