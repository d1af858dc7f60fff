"""What each ray meets first."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera.scene import FENCED, GROUND, SKY
from ninelives.kernels.world.camera.trace import see
from tests.kernels.world.camera.gardens import gardens


def test_ground_fence_and_sky_lie_where_they_are() -> None:
    world = gardens(4, seed=1)
    scene = room.scene(4, 64, 64)
    see(0, *world, np.zeros(4, np.uint64), scene)
    eye = world[0].position[:, None, None, :]
    at = eye + scene.depth[..., None] * np.moveaxis(scene.rays, 1, -1)
    assert np.abs(at[scene.found == GROUND][:, 2]).max() < 0.05
    fence = at[scene.found == FENCED]
    assert np.allclose(np.abs(fence[:, :2]).max(axis=1), 14, atol=1e-3)
    assert fence[:, 2].max() < 2.001
    assert (np.moveaxis(scene.rays, 1, -1)[scene.found == SKY][:, 2] > 0).all()
    assert {GROUND, FENCED, SKY} < set(scene.found.ravel().tolist())
