"""The three views: from the drone, from the ground, from orbit."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world.camera.cameras import SIZE, Cameras, Sensor
from ninelives.kernels.world.camera.eras import era
from ninelives.kernels.world.chance import Stream, uniforms
from ninelives.kernels.world.garden import Conditions, Doubles, Garden

VIEWS = ("drone", "ground", "satellite")
FIELD = math.pi / 2  # of the drone's camera: the story's
PITCH = math.radians(-10)  # of its gimbal: the story's
_EYES = 1.6  # m above the ground, of a person who stands
_GROUND_FIELD = math.radians(65)  # of a telephone's main camera, about 26 mm; chosen
_AWAY = 12.0  # pictures' widths from orbit to ground: narrow enough to look straight down
_OBLIQUE = math.radians(20)  # the most that a satellite looks aside; chosen
_PHOTO = int(Stream.PHOTO)
_FROM_PHOTO = 40  # places of draws
Seeds = npt.NDArray[np.uint64]


def drone(position: Doubles, yaw: Doubles, time: Doubles, world: npt.NDArray[np.int64]) -> Cameras:
    """Cameras on gimbals: they turn with the drone, look ``PITCH`` down, and never roll.

    Args:
        position: of the drones, m, (frames, 3).
        yaw: azimuth of their noses, rad, (frames,).
        time: since the episode began, s, (frames,).
        world: which garden each is in, (frames,).
    """
    of = np.zeros(len(yaw))
    sensor = np.full(len(yaw), Sensor.DRONE, np.int64)
    return Cameras(position, yaw, of + PITCH, of, of + FIELD, time, world, sensor)


def fixed(position: Doubles, attitude: Doubles, time: Doubles, world: npt.NDArray[np.int64]) -> Cameras:
    """Cameras that are fixed to the drones' bodies, ``PITCH`` down from their noses; as ``drone`` otherwise.

    Args:
        attitude: quaternions w x y z, body to world, (frames, 4).
    """
    w, x, y, z = attitude.T
    nose = np.stack([1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)], 1)
    left = np.stack([2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)], 1)
    ahead = nose * math.cos(PITCH) + np.cross(nose, left) * math.sin(PITCH)
    up = np.cross(ahead, left)
    gimbal = drone(position, np.arctan2(ahead[:, 1], ahead[:, 0]), time, world)
    pitch, roll = np.arcsin(np.clip(ahead[:, 2], -1, 1)), np.arctan2(left[:, 2], up[:, 2])
    return gimbal._replace(pitch=pitch, roll=roll)


def ground(garden: Garden, seeds: Seeds, world: npt.NDArray[np.int64]) -> Cameras:
    """A person in the garden who photographs the tree: 6 to 12 m from it, from any side, by chance of ``seeds``."""
    azimuth, out, aside = (uniforms(seeds, _PHOTO, _FROM_PHOTO + n) for n in range(3))
    azimuth, out = 2 * math.pi * azimuth, 6 + 6 * out
    position = np.stack([out * np.cos(azimuth), out * np.sin(azimuth), np.full(len(out), _EYES)], 1)
    high = 1.1 * garden.crown[world].astype(float)  # about the middle of the crown
    made = drone(position, azimuth + math.pi + 0.3 * (aside - 0.5), np.zeros(len(out)), world)
    return made._replace(pitch=np.arctan2(high - _EYES, out), field=np.full(len(out), _GROUND_FIELD))


def satellite(conditions: Conditions, seeds: Seeds, world: npt.NDArray[np.int64], *, size: int = SIZE) -> Cameras:
    """What a satellite of the day sees: the tree near the middle, up to 20 degrees from straight down.

    Args:
        size: pixels a side of the pictures to come: the ground to a pixel is the era's.

    Raises:
        ValueError: a day lies before January 1961.
    """
    eras = [era(int(day)) for day in conditions.day[world]]
    metres = np.array([each.metres for each in eras])
    yaw, oblique, right, below = (uniforms(seeds, _PHOTO, _FROM_PHOTO + 4 + n) for n in range(4))
    yaw, oblique = 2 * math.pi * yaw, _OBLIQUE * oblique
    wide = metres * size
    middle = np.stack([(right - 0.5) * wide / 3, (below - 0.5) * wide / 3, np.full(len(wide), 3.0)], 1)
    pitch = oblique - math.pi / 2
    ahead = np.stack([np.cos(pitch) * np.cos(yaw), np.cos(pitch) * np.sin(yaw), np.sin(pitch)], 1)
    sensor = np.array([each.sensor for each in eras], np.int64)
    field = np.full(len(wide), 2 * math.atan(0.5 / _AWAY))
    made = drone(middle - _AWAY * wide[:, None] * ahead, yaw, np.zeros(len(wide)), world)
    return made._replace(pitch=pitch, field=field, sensor=sensor)
