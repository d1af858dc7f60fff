"""Where each drone's camera looks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from ninelives.kernels.world.camera.cameras import basis
from ninelives.kernels.world.environment.views import PITCH, aim, cameras
from ninelives.kernels.world.garden import Flight, empty
from ninelives.kernels.world.task.episode import episodes

ANGLE = st.floats(-1.2, 1.2)


def axes(attitude: np.ndarray, *, gimbal: bool) -> np.ndarray:
    """Forwards, left and up of the camera of a drone with this attitude."""
    views, flight, made = cameras(1), empty(Flight, 1), np.zeros((3, 3))
    flight.attitude[0] = attitude
    aim(0, 1, views, flight, episodes(1), gimbal)
    basis(views, 0, made)
    return made


@settings(max_examples=60, deadline=None)
@given(st.floats(-3.1, 3.1), ANGLE, ANGLE)
def test_a_camera_that_is_fixed_tilts_with_the_frame(yaw: float, pitch: float, roll: float) -> None:
    body = Rotation.from_euler("ZYX", [yaw, pitch, roll])
    x, y, z, w = body.as_quat()
    camera = body * Rotation.from_euler("Y", -PITCH)  # about the left: down is positive
    assert axes(np.array([w, x, y, z]), gimbal=False) == pytest.approx(camera.as_matrix().T, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.floats(-3.1, 3.1), ANGLE, ANGLE)
def test_one_on_a_gimbal_turns_with_the_nose_and_stays_level(yaw: float, pitch: float, roll: float) -> None:
    body = Rotation.from_euler("ZYX", [yaw, pitch, roll])
    x, y, z, w = body.as_quat()
    nose = body.as_matrix()[:, 0]
    level = Rotation.from_euler("ZY", [np.arctan2(nose[1], nose[0]), -PITCH])
    assert axes(np.array([w, x, y, z]), gimbal=True) == pytest.approx(level.as_matrix().T, abs=1e-9)


def test_it_is_where_the_drone_is_and_knows_the_time() -> None:
    views, flight, episode = cameras(2), empty(Flight, 2), episodes(2)
    flight.position[1], episode.ticks[1] = (1, 2, 3), 150
    aim(0, 2, views, flight, episode, True)
    assert views.position[1].tolist() == [1, 2, 3]
    assert views.time[1] == 3.0
    assert views.world.tolist() == [0, 1]
