"""Gardens and cameras to look at, a camera for each garden."""

from __future__ import annotations

import math
from datetime import date

import numpy as np

from ninelives.kernels.world.camera.cameras import Cameras
from ninelives.kernels.world.cat.place import place
from ninelives.kernels.world.garden import Conditions, Garden, empty
from ninelives.kernels.world.oak.grow import grow
from ninelives.kernels.world.oak.season import dress

World = tuple[Cameras, Garden, Conditions]


def day(month: int, of: int) -> int:
    return (date(2025, month, of) - date(1970, 1, 1)).days


def gardens(count: int, *, seed: int = 0, near: float = 3.0) -> World:
    """So many gardens at all times of the day and the year, each seen from some place that faces its tree."""
    draw = np.random.default_rng(seed)
    garden, conditions = empty(Garden, count), empty(Conditions, count)
    conditions.day[:] = day(1, 1) + draw.integers(0, 365, count)
    conditions.hour[:] = draw.uniform(0, 24, count)
    conditions.fog[:] = np.where(draw.random(count) < 0.3, draw.uniform(0, 0.08, count), 0)
    conditions.lamp[:] = draw.random(count) < 0.5
    for i in range(count):
        grow(np.uint64(100 * seed + i), garden, i)
        place(np.uint64(100 * seed + i), garden, i)
        dress(int(conditions.day[i]), garden, i)
    azimuth, out = draw.uniform(-math.pi, math.pi, count), draw.uniform(near, 9, count)
    position = np.stack([out * np.cos(azimuth), out * np.sin(azimuth), draw.uniform(1.2, 4.5, count)], 1)
    yaw, pitch = azimuth + math.pi + draw.uniform(-0.6, 0.6, count), np.full(count, math.radians(-10))
    roll, field, time = draw.normal(0, 0.1, count), np.full(count, math.pi / 2), draw.uniform(0, 60, count)
    return (
        Cameras(position, yaw, pitch, roll, field, time, np.arange(count), np.zeros(count, np.int64)),
        garden,
        conditions,
    )


def facing(world: World, apart: float) -> World:
    """The same gardens by a June noon, each seen from the cat's outside, so far from it, the cat in the middle."""
    cameras, garden, conditions = world
    outside = garden.outside.astype(float)
    conditions.day[:], conditions.hour[:], conditions.fog[:] = day(6, 21), 12.0, 0.0
    cameras.position[:] = garden.cat
    cameras.position[:, 0] += apart * np.cos(outside)
    cameras.position[:, 1] += apart * np.sin(outside)
    cameras.yaw[:], cameras.pitch[:], cameras.roll[:] = outside + math.pi, 0, 0
    return world
