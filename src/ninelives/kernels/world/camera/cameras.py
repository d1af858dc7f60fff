"""Where cameras stand, which way they look, and what they record on."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.garden import Doubles

SIZE = 64  # pixels a side of the agents' pictures


class Sensor(IntEnum):
    """What a picture is recorded on."""

    DRONE = 0  # a small camera, in colour
    FILM = 1  # monochrome, from orbit
    MONO = 2  # a line of detectors in orbit, monochrome
    COLOUR = 3  # such a line, in colour


class Cameras(NamedTuple):
    """One row a picture."""

    position: Doubles  # (frames, 3) m
    yaw: Doubles  # (frames,) azimuth of the view, counter-clockwise from east, rad
    pitch: Doubles  # (frames,) upwards, rad
    roll: Doubles  # (frames,) right side down, rad
    field: Doubles  # (frames,) angle from the left to the right edge, rad, in (0, pi)
    time: Doubles  # (frames,) since the episode began, s: where the cat looks
    world: npt.NDArray[np.int64]  # (frames,) which garden
    sensor: npt.NDArray[np.int64]  # (frames,) a ``Sensor``


@compiled
def basis(cameras: Cameras, frame: int, axes: np.ndarray) -> None:
    """Write forwards, left and up of a camera, unit vectors in the world, into the rows of ``axes``, (3, 3)."""
    yaw, pitch, roll = cameras.yaw[frame], cameras.pitch[frame], cameras.roll[frame]
    cy, sy, cp, sp = math.cos(yaw), math.sin(yaw), math.cos(pitch), math.sin(pitch)
    cr, sr = math.cos(roll), math.sin(roll)
    axes[0, 0], axes[0, 1], axes[0, 2] = cp * cy, cp * sy, sp
    axes[1, 0], axes[1, 1], axes[1, 2] = -sy * cr - sp * cy * sr, cy * cr - sp * sy * sr, cp * sr
    axes[2, 0], axes[2, 1], axes[2, 2] = -sp * cy * cr + sy * sr, -sp * sy * cr - cy * sr, cp * cr
