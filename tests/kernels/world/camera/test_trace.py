"""What each ray meets first."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.camera import reference, room
from ninelives.kernels.world.camera.scene import COLUMNS, FENCED, GROUND, SKY
from ninelives.kernels.world.camera.trace import FAR, box, see
from tests.kernels.world.camera.gardens import gardens

PLACE = st.floats(-6, 6)


@settings(max_examples=200)
@given(st.lists(PLACE, min_size=6, max_size=6), st.floats(0.02, 2), st.floats(0.1, 2.5), st.integers(3, 70))
def test_a_box_holds_every_pixel_that_shows_its_part(
    ends: list[float], radius: float, field: float, width: int
) -> None:
    part, edges = np.zeros(COLUMNS, np.float32), np.zeros(4, np.uint64)
    part[:3], part[3:6], part[7] = ends[:3], np.subtract(ends[3:], ends[:3]), radius
    seen = box(part, np.eye(3), field, width, width, edges)
    wide = math.tan(field / 2) * (1 - 2 * (np.arange(width) + 0.5) / width)
    rays = np.stack([np.ones((width, width)), *np.meshgrid(wide, wide)], -1)
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    view = reference.View(np, *[None] * 3, np.zeros(3), *[0] * 7)  # type: ignore[arg-type]
    hit = np.zeros((width, width), bool)
    if np.linalg.norm(part[3:6]) > 1e-3:
        hit = reference._rod(view, rays, part.astype(float)) < float(FAR)
    first, last, top, bottom = edges.tolist()
    outside = hit.copy()
    if seen:
        outside[int(top) : int(bottom), int(first) : int(last)] = False
    assert not outside.any()


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
