"""Shadows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera.scene import GROUND
from ninelives.kernels.world.camera.shade import shade
from ninelives.kernels.world.camera.shadow import frame
from ninelives.kernels.world.camera.trace import see
from tests.kernels.world.camera.gardens import facing, gardens


@given(st.floats(-3, 3), st.floats(-1.5, 1.5))
def test_the_frame_lies_across_the_light(azimuth: float, height: float) -> None:
    light = np.array([np.cos(azimuth) * np.cos(height), np.sin(azimuth) * np.cos(height), np.sin(height)], np.float32)
    axes = np.empty((2, 3))
    frame(light, axes)
    assert np.abs(axes @ light).max() < 1e-6
    assert abs(axes[0] @ axes[1]) < 1e-6
    assert np.allclose(np.linalg.norm(axes, axis=1), 1, atol=1e-4)
    assert axes[0, 2] == 0


def test_the_ground_is_dark_where_the_tree_is_between_it_and_the_sun() -> None:
    cameras, garden, conditions = facing(gardens(1, seed=3), 3.0)
    conditions.hour[:] = 8.0
    cameras.position[:], cameras.pitch[:], cameras.yaw[:] = (0, 0, 40), -np.pi / 2, 0
    scene, paint = room.scene(1, 128, 128), room.paint(1, 128 * 128, 64)
    see(0, cameras, garden, conditions, np.zeros(1, np.uint64), scene)
    shade(0, cameras, garden, conditions, scene, paint)
    at = cameras.position[0] + (scene.depth[0, ..., None] * np.moveaxis(scene.rays[0], 0, -1))
    green = paint.colour[0, 1].reshape(128, 128)
    ground = scene.found[0] == GROUND
    towards = paint.lights[:3].astype(float)
    middle = garden.leaves[0, :3].T.astype(float)
    apart = middle[None, None] - at[:, :, None]
    along = (apart * towards).sum(-1)
    off = np.linalg.norm(apart - along[..., None] * towards, axis=-1)
    deep = (off < 0.5 * garden.leaves[0, 3]).any(-1) & ground
    clear = (off > 1.3 * garden.leaves[0, 3] + 0.6).all(-1) & ground & (np.abs(at[..., :2]).max(-1) < 13)
    clear &= np.hypot(at[..., 0], at[..., 1]) > 5
    assert deep.sum() > 20
    assert np.median(green[deep]) < 0.4 * np.median(green[clear])
