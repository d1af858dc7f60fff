"""Tests of where drones are: the story's ring and cone, half each."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.world.camera.cameras import Cameras
from ninelives.kernels.world.camera.views import FIELD, PITCH
from ninelives.kernels.world.chance import Stream, seeds
from ninelives.kernels.world.garden import Conditions, Doubles, Garden, empty
from ninelives.kernels.world.photos.drawn import draw
from ninelives.kernels.world.photos.poses import CONE, LOST, pose

MANY = 400


def drones(own: np.ndarray, garden: Garden, attempt: int = 0) -> Cameras:
    many = len(own)
    yaw, pitch, roll, field, time = np.zeros((5, many))
    cameras = Cameras(np.zeros((many, 3)), yaw, pitch, roll, field, time, np.arange(many), np.zeros(many, np.int64))
    pose(0, many, own, attempt, cameras, garden)
    return cameras


@pytest.fixture(scope="module")
def gardens() -> tuple[np.ndarray, Garden]:
    own, garden, conditions = seeds(1, MANY, stream=Stream.PHOTO), empty(Garden, MANY), empty(Conditions, MANY)
    numbers, cat = np.zeros(MANY, np.int64), np.zeros(MANY, np.bool_)
    draw(0, MANY, own, 20000, 20365, 7.0, 10.0, 1.0, 0, True, numbers, cat, garden, conditions)
    return own, garden


def turned(yaw: Doubles, towards: Doubles) -> Doubles:
    return np.abs((yaw - towards + np.pi) % (2 * np.pi) - np.pi)


def test_half_search_and_half_approach(gardens: tuple[np.ndarray, Garden]) -> None:
    own, garden = gardens
    cameras = drones(own, garden)
    x, y, z = cameras.position.T
    out = np.hypot(x, y) - garden.crown
    facing = turned(cameras.yaw, np.arctan2(-y, -x))
    ring = (out > 1.3 - 1e-4) & (out < 4.5 + 1e-4) & (z > 1.2) & (z < 4.5) & (facing < 0.6 + 1e-6)
    far = np.linalg.norm(cameras.position[:, :2] - garden.cat[:, :2], axis=1)
    aside = turned(np.arctan2(y - garden.cat[:, 1], x - garden.cat[:, 0]), garden.outside)
    cone = (far > CONE[0] - 1e-4) & (far < CONE[1] + 1e-4) & (aside < 0.9 + 1e-4)
    assert (ring | cone).all()
    assert (ring & ~cone).mean() > 0.35
    assert (cone & ~ring).mean() > 0.35
    assert (cameras.pitch == PITCH).all()
    assert (cameras.field == FIELD).all()
    assert not cameras.roll.any()


def test_a_refused_pose_is_followed_by_another_of_its_kind(gardens: tuple[np.ndarray, Garden]) -> None:
    own, garden = gardens
    tried = np.stack([drones(own, garden, attempt).position for attempt in range(12)])
    assert all(len(np.unique(places[:, :2])) == 24 for places in tried.transpose(1, 0, 2))
    searches = (np.linalg.norm(tried[..., :2] - garden.cat[:, :2], axis=2) > CONE[1] + 1e-3).any(axis=0)
    assert 0.4 < searches.mean() < 0.6
    assert (tried[:, searches, 2] > 1.2).all()
    assert (tried[:, searches, 2] < 4.5).all()
    last = drones(own, garden, LOST).position
    assert (np.linalg.norm(last[:, :2] - garden.cat[:, :2], axis=1) < CONE[1] + 1e-3).all()  # it is never lost
