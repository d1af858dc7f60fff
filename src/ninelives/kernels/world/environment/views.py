"""Where each drone's camera looks."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.cameras import Cameras, Sensor
from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.garden import Flight
from ninelives.kernels.world.task.episode import Episode
from ninelives.kernels.world.task.rules import TICK
from ninelives.kernels.world.task.sensors import yaw

PITCH = math.radians(-10)  # of the gimbal, and of a camera that is fixed to the frame
FIELD = math.radians(90)  # from the left edge to the right one


def cameras(worlds: int) -> Cameras:
    """A camera for each drone; where it looks is told by ``aim``."""
    zeros = [np.zeros(worlds) for _ in range(4)]
    return Cameras(
        position=np.zeros((worlds, 3)),
        yaw=zeros[0],
        pitch=zeros[1],
        roll=zeros[2],
        field=np.full(worlds, FIELD),
        time=zeros[3],
        world=np.arange(worlds),
        sensor=np.full(worlds, Sensor.DRONE, np.int64),
    )


@compiled
def aim(start: int, stop: int, cameras: Cameras, flight: Flight, episode: Episode, gimbal: bool) -> None:
    """Point the cameras of the worlds in [start, stop): level on a gimbal, or as the frame is tilted."""
    for i in range(start, stop):
        for axis in range(3):
            cameras.position[i, axis] = flight.position[i, axis]
        cameras.time[i] = episode.ticks[i] * TICK
        if gimbal:
            cameras.yaw[i], cameras.pitch[i], cameras.roll[i] = yaw(flight, i), PITCH, 0.0
        else:
            _fixed(cameras, flight, i)


@compiled
def _fixed(cameras: Cameras, flight: Flight, i: int) -> None:
    """A camera that looks ``PITCH`` below the nose: yaw, pitch and roll of its own axes."""
    w, x, y, z = flight.attitude[i, 0], flight.attitude[i, 1], flight.attitude[i, 2], flight.attitude[i, 3]
    cos, sin = math.cos(PITCH), math.sin(PITCH)
    fx = cos * (1 - 2 * (y * y + z * z)) + sin * 2 * (x * z + w * y)
    fy = cos * 2 * (x * y + w * z) + sin * 2 * (y * z - w * x)
    fz = cos * 2 * (x * z - w * y) + sin * (1 - 2 * (x * x + y * y))
    lz = 2 * (y * z + w * x)  # how far the left side points up
    uz = cos * (1 - 2 * (x * x + y * y)) - sin * 2 * (x * z - w * y)  # and the top
    cameras.yaw[i] = math.atan2(fy, fx)
    cameras.pitch[i] = math.asin(min(max(fz, -1.0), 1.0))
    cameras.roll[i] = math.atan2(lz, uz)
