"""Rays, and boxes of pixels."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.camera.rays import box, spread, within
from ninelives.kernels.world.camera.reference import View
from ninelives.kernels.world.camera.reference.hits import rod
from ninelives.kernels.world.camera.scene import COLUMNS
from ninelives.kernels.world.camera.trace import FAR

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
    view = View(np, *[None] * 3, np.zeros(3), *[0] * 7)  # type: ignore[arg-type]
    hit = np.zeros((width, width), bool)
    if np.linalg.norm(part[3:6]) > 1e-3:
        hit = rod(view, rays, part.astype(float)) < float(FAR)
    first, last, top, bottom = edges.tolist()
    outside = hit.copy()
    if seen:
        outside[int(top) : int(bottom), int(first) : int(last)] = False
    assert not outside.any()


@given(st.floats(0.05, 2.5), st.integers(1, 40), st.integers(1, 40))
def test_rays_are_unit_vectors_from_edge_to_edge(field: float, height: int, width: int) -> None:
    rays = np.empty((3, height, width), np.float32)
    spread(np.eye(3), field, rays, np.array([0, rays.shape[2], 0, rays.shape[1]], np.uint64))
    assert np.allclose((rays**2).sum(0), 1, atol=1e-5)
    left = rays[1] / rays[0]
    assert np.allclose(left, -left[:, ::-1], atol=1e-4)
    assert np.isclose(left[0, 0], math.tan(field / 2) * (1 - 1 / width), atol=1e-4)


@given(st.lists(st.integers(0, 20), min_size=8, max_size=8))
def test_what_is_left_of_a_box_lies_in_both(ends: list[int]) -> None:
    one, other = np.array(ends[:4], np.uint64), np.array(ends[4:], np.uint64)
    pixels = np.zeros((2, 20, 20), bool)
    for mask, (first, last, top, bottom) in zip(pixels, (one, other), strict=True):
        mask[top:bottom, first:last] = True
    left = pixels.all(axis=0)
    assert within(one, other) == left.any()
    if left.any():
        first, last, top, bottom = one
        assert left[top:bottom, first:last].all()
        assert left.sum() == (bottom - top) * (last - first)
