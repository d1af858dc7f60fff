"""A lamp that is not at the camera."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.lantern import lantern
from ninelives.kernels.world.camera.props import LAMP
from ninelives.kernels.world.camera.room import LENGTH, ROWS, RZ, R, T
from ninelives.kernels.world.camera.scene import COLOUR, COLUMNS


def lit(lamp: list[float], *, away: float = 4.0) -> float:
    """Radiance that a lamp gives level white ground under a camera."""
    rows, part = np.zeros(ROWS * LENGTH, np.float32), np.zeros(COLUMNS, np.float32)
    part[COLOUR : COLOUR + 3] = 1
    rows[RZ : RZ + np.uint64(8)], rows[T : T + np.uint64(8)] = -1, away
    lantern(part, np.array(lamp, np.float32), np.array([0.0, 0.0, away]), 0.0, 1.0, 0.0, rows, 8)
    assert len(lamp) == LAMP
    return float(rows[R])


def test_inverse_square_within_the_cone() -> None:
    near, far = (lit([0, 0, high, 0, 0, -1, 800]) for high in (2.0, 4.0))
    assert np.isclose(near, 200, rtol=0.01)
    assert np.isclose(near / far, 4, rtol=0.01)


def test_nothing_behind_it_or_beside_its_cone() -> None:
    assert lit([0, 0, 2, 0, 0, 1, 800]) == 0
    assert lit([3, 0, 2, 0, 0, -1, 800]) == 0
