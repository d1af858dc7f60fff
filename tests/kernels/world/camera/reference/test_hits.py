"""What each ray meets first."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.world.camera.reference import view
from ninelives.kernels.world.camera.reference.hits import first, rod
from ninelives.kernels.world.camera.scene import COLUMNS, FENCED, GROUND, SKY
from tests.kernels.world.camera.gardens import gardens


def test_ground_fence_and_sky_where_nothing_else_stands() -> None:
    cameras, garden, conditions = gardens(1, seed=3)
    cameras.position[0] = (0.0, 0.0, 1.0)
    seen = view(0, cameras, garden, conditions, 7, 0, np.zeros(1))
    seen.parts[:, 7] = 0
    rays = np.array([[[0.6, 0.0, -0.8], [0.1, 0.0, 0.995], [1.0, 0.01, 0.0]]])
    depth, found = first(seen, rays / np.linalg.norm(rays, axis=-1, keepdims=True))
    assert found[0].tolist() == [GROUND, SKY, FENCED]
    assert depth[0, 0] == pytest.approx(1.25)
    assert depth[0, 2] == pytest.approx(14, rel=1e-3)


def test_a_capsule_is_met_at_its_side_and_at_its_ends() -> None:
    seen = view(0, *gardens(1, seed=3), 7, 0, np.zeros(1))
    part = np.zeros(COLUMNS)
    part[:3], part[3:6], part[7] = (5, -1, 0), (0, 2, 0), 0.5
    rays = np.array([[1.0, 0, 0], [5, 1.2, 0], [5, 1.6, 0]])
    met = rod(seen, rays / np.linalg.norm(rays, axis=-1, keepdims=True), part)
    assert met[0] == pytest.approx(4.5)
    assert 4.5 < met[1] < 5.2
    assert met[2] > 1e6
