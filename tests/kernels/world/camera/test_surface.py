"""What surfaces look like."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.room import F1, F2, G3, HIGH, LENGTH, ROWS, RX, RY, RZ, T
from ninelives.kernels.world.camera.scene import FINE_XY
from ninelives.kernels.world.camera.surface import fields, shadows, texture


def rows(far: float) -> np.ndarray:
    """Pixels that look down, so far."""
    made = np.zeros(ROWS * LENGTH, np.float32)
    spread = np.linspace(-0.5, 0.5, LENGTH)
    for row, values in ((RX, spread), (RY, spread[::-1] ** 2), (RZ, -np.ones(LENGTH)), (T, np.full(LENGTH, far))):
        made[int(row) : int(row) + LENGTH] = values
    return made


def of(made: np.ndarray, row: np.uint64) -> np.ndarray:
    return made[int(row) : int(row) + LENGTH]


def test_textures_fade_where_a_pixel_is_larger_than_a_cell() -> None:
    part, aim, eye = np.zeros(20, np.float32), np.zeros(15, np.float32), np.array([0.0, 0.0, 5.0])
    part[FINE_XY] = 9
    near, far = rows(5.0), rows(500.0)
    for made in (near, far):
        texture(part, aim, eye, 0.01, np.uint32(1), made, LENGTH)
    assert of(near, F1).std() > 0.2
    assert of(far, F1).std() < 0.02
    assert abs(of(near, F1)).max() <= 0.5


def test_outside_the_square_nothing_is_in_shadow() -> None:
    made = rows(5.0)
    made[4 * LENGTH : 5 * LENGTH] = -1
    shadows(np.full((4, 4), 9, np.float32), made, LENGTH)
    assert (of(made, HIGH) < -1e8).all()
    made[4 * LENGTH : 5 * LENGTH] = 3
    shadows(np.arange(16, dtype=np.float32).reshape(4, 4), made, LENGTH)
    assert (of(made, HIGH) == 3).all()


def test_fields_begin_at_the_fence_and_leaves_lie_under_a_bare_tree() -> None:
    eye = np.array([0.0, 0.0, 60.0])
    inside, bare, outside = rows(4.0), rows(4.0), rows(60.0)
    fields(eye, 0.0, inside, LENGTH)
    fields(eye, 1.0, bare, LENGTH)
    fields(eye, 0.0, outside, LENGTH)
    assert (of(inside, F2) == 0).all()
    assert (of(inside, G3) == 0).all()
    assert of(bare, G3).max() > 0.5
    beyond = np.abs(60 * of(outside, RX)) > 14
    assert (of(outside, F2)[beyond] != 0).all()
