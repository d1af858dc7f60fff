"""Where a drone is when it takes a photo: searching around the tree, or approaching the cat."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.cameras import Cameras, Sensor
from ninelives.kernels.world.camera.views import FIELD, PITCH
from ninelives.kernels.world.chance import Stream, between, normal, uniform
from ninelives.kernels.world.compiled import compiled, kernel, whole
from ninelives.kernels.world.garden import Garden

RING, HEIGHT = (1.3, 4.5), (1.2, 4.5)  # m from the crown's rim, and above the ground: the story's
FACING = 0.6  # rad to either side of the trunk: the story's
CONE = (0.45, 4.5)  # m from the cat: the story's
ASIDE, SHAKE = 0.9, 0.3  # rad from the corridor's axis, and standard deviation of the yaw: the story's
_PHOTO = whole(Stream.PHOTO)
_KIND, _FIRST, _EACH = 90, 100, 10  # places of the draws of a pose
LONGEST = 60.0  # s, of an episode: where the cat looks
LOST = 40  # poses in the ring after which a cat that is seen from none of them is approached
_DRONE = int(Sensor.DRONE)


@compiled
def ring(seed: np.uint64, at: int, cameras: Cameras, frame: int, garden: Garden, i: int) -> None:
    """A drone that searches: somewhere around the crown, facing the trunk more or less."""
    azimuth = between(-math.pi, math.pi, seed, _PHOTO, at)
    out = garden.crown[i] + between(RING[0], RING[1], seed, _PHOTO, at + 1)
    cameras.position[frame, 0] = out * math.cos(azimuth)
    cameras.position[frame, 1] = out * math.sin(azimuth)
    cameras.position[frame, 2] = between(HEIGHT[0], HEIGHT[1], seed, _PHOTO, at + 2)
    cameras.yaw[frame] = azimuth + math.pi + between(-FACING, FACING, seed, _PHOTO, at + 3)


@compiled
def cone(seed: np.uint64, at: int, cameras: Cameras, frame: int, garden: Garden, i: int) -> None:
    """A drone that approaches: somewhere in the corridor outside the cat, facing it more or less."""
    far = CONE[0] * (CONE[1] / CONE[0]) ** uniform(seed, _PHOTO, at)  # as often near as far
    azimuth = garden.outside[i] + between(-ASIDE, ASIDE, seed, _PHOTO, at + 1)
    rise = between(-0.15, 0.4, seed, _PHOTO, at + 2)  # of the distance: the gimbal looks down a little
    cameras.position[frame, 0] = garden.cat[i, 0] + far * math.cos(azimuth)
    cameras.position[frame, 1] = garden.cat[i, 1] + far * math.sin(azimuth)
    cameras.position[frame, 2] = max(garden.cat[i, 2] + rise * far, 0.5)
    cameras.yaw[frame] = azimuth + math.pi + SHAKE * normal(seed, _PHOTO, at + 1000)


@kernel
def pose(start: int, stop: int, seeds: np.ndarray, attempt: int, cameras: Cameras, garden: Garden) -> None:
    """Write the cameras of some photos: half of them in the ring, and half in the cone.

    Which of the two is drawn once for a photo, so that refusing poses does not change how often each is seen.

    Args:
        start, stop: which.
        seeds: of each photo, uint64; its world is ``cameras.world``.
        attempt: how many poses of each were refused before.
        cameras: written to.
        garden: what stands there.
    """
    for frame in range(start, stop):
        seed, i, at = seeds[frame], cameras.world[frame], _FIRST + _EACH * attempt
        cameras.roll[frame], cameras.field[frame], cameras.sensor[frame] = 0.0, FIELD, _DRONE
        cameras.pitch[frame] = PITCH
        cameras.time[frame] = between(0.0, LONGEST, seed, _PHOTO, at + 9)
        if uniform(seed, _PHOTO, _KIND) < 0.5 and attempt < LOST:
            ring(seed, at, cameras, frame, garden, i)
        else:
            cone(seed, at, cameras, frame, garden, i)
