"""Which way cameras look."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.camera.cameras import Cameras, basis

ANGLES = st.floats(-3.2, 3.2)


def axes(yaw: float, pitch: float, roll: float) -> np.ndarray:
    one = [np.array([angle]) for angle in (yaw, pitch, roll, 1.0, 0.0)]
    made = np.empty((3, 3))
    basis(Cameras(np.zeros((1, 3)), *one, np.zeros(1, np.int64), np.zeros(1, np.int64)), 0, made)
    return made


@given(ANGLES, ANGLES, ANGLES)
def test_forwards_left_and_up_are_a_right_handed_frame(yaw: float, pitch: float, roll: float) -> None:
    made = axes(yaw, pitch, roll)
    assert np.allclose(made @ made.T, np.eye(3))
    assert math.isclose(np.linalg.det(made), 1.0)


def test_pitch_looks_up_and_roll_drops_the_right_side() -> None:
    assert np.allclose(axes(0, 0, 0), np.eye(3))
    assert np.allclose(axes(math.pi / 2, 0, 0)[0], [0, 1, 0])  # north
    assert axes(0, 0.3, 0)[0, 2] > 0.2
    assert axes(0, 0, 0.3)[1, 2] > 0.2  # the left side rises
