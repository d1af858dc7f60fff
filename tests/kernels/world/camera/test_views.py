"""From the drone, from the ground, from orbit."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera.cameras import Cameras, Sensor, basis
from ninelives.kernels.world.camera.cast import pictures
from ninelives.kernels.world.camera.scene import GROUND, LEAF
from ninelives.kernels.world.camera.trace import see
from ninelives.kernels.world.camera.views import drone, fixed, ground, satellite
from tests.kernels.world.camera.gardens import gardens

COUNT = 24
SEEDS, WORLD = np.arange(COUNT, dtype=np.uint64), np.arange(COUNT)


def axes(cameras: Cameras) -> np.ndarray:
    made = np.empty((3, 3))
    basis(cameras, 0, made)
    return made


@given(st.floats(-3, 3))
def test_a_gimbal_turns_and_neither_nods_nor_rolls(yaw: float) -> None:
    made = axes(drone(np.zeros((1, 3)), np.array([yaw]), np.zeros(1), np.zeros(1, np.int64)))
    level = math.cos(math.radians(10))
    assert made[0] == pytest.approx([level * math.cos(yaw), level * math.sin(yaw), -math.sin(math.radians(10))])
    assert made[1, 2] == 0


@given(st.lists(st.floats(-1, 1), min_size=4, max_size=4).filter(lambda q: np.linalg.norm(q) > 0.1))
def test_a_fixed_camera_is_the_body_turned_ten_degrees_down(quaternion: list[float]) -> None:
    w, x, y, z = np.array(quaternion) / np.linalg.norm(quaternion)
    body = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )
    made = axes(fixed(np.zeros((1, 3)), np.array([[w, x, y, z]]), np.zeros(1), np.zeros(1, np.int64)))
    down = math.radians(10)
    ahead = body @ [math.cos(down), 0, -math.sin(down)]
    if abs(ahead[2]) < 0.999:  # straight up, yaw and roll are one
        assert made[0] == pytest.approx(ahead, abs=1e-6)
        assert made[1] == pytest.approx(body @ [0, 1, 0], abs=1e-6)


def shown(cameras: Cameras) -> np.ndarray:
    _, garden, conditions = gardens(COUNT, seed=6)
    conditions.day[:] = (date(2025, 6, 21) - date(1970, 1, 1)).days
    scene = room.scene(COUNT, 64, 64)
    see(0, cameras, garden, conditions, SEEDS, scene)
    return np.asarray(scene.found)


def test_a_person_on_the_ground_sees_the_tree() -> None:
    cameras = ground(gardens(COUNT, seed=6)[1], SEEDS, WORLD)
    assert (cameras.position[:, 2] == 1.6).all()
    found = shown(cameras)
    assert ((found >= LEAF).mean(axis=(1, 2)) > 0.02).all()
    assert len({tuple(row) for row in cameras.position.round(3).tolist()}) == COUNT


@pytest.mark.parametrize(("year", "metres"), [(1961, 7.6), (1990, 10.0), (2025, 0.31)])
def test_a_satellite_sees_the_tree_from_above_at_the_metres_of_its_era(year: int, metres: float) -> None:
    _, garden, conditions = gardens(COUNT, seed=6)
    conditions.day[:] = (date(year, 6, 21) - date(1970, 1, 1)).days
    conditions.hour[:], conditions.fog[:] = 11.0, 0.0
    cameras = satellite(conditions, SEEDS, WORLD)
    found = shown(cameras)
    assert (found >= GROUND).all()  # no sky
    ahead = np.array([axes(Cameras(*(part[i : i + 1] for part in cameras)))[0] for i in range(COUNT)])
    assert ahead[:, 2].max() < -math.cos(math.radians(20.01))
    far = cameras.position[:, 2] / -ahead[:, 2]
    across = 2 * far * np.tan(cameras.field / 2) / 64
    assert across == pytest.approx(metres, rel=0.04)
    assert ((found >= LEAF).any(axis=(1, 2))).all() == (metres < 1)
    out = np.zeros((COUNT, 64, 64, 3), np.uint8)
    pictures(out, cameras, garden, conditions, SEEDS, 0)
    grey = (out[..., 0] == out[..., 2]).all()
    assert grey == (cameras.sensor[0] in (Sensor.FILM, Sensor.MONO))
    assert 60 < out.mean() < 220
