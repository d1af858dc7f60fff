"""What a camera calls, to be compiled ahead."""

from __future__ import annotations

from typing import Any

import numpy as np

from ninelives.kernels.world.ahead import Call
from ninelives.kernels.world.camera import room, views
from ninelives.kernels.world.camera.cast import plain
from ninelives.kernels.world.camera.record import record as records
from ninelives.kernels.world.camera.shade import shade as shades
from ninelives.kernels.world.camera.trace import see as sees
from ninelives.kernels.world.garden import Conditions, Garden, empty

SIDE = 8  # px
_SEEDS, _FRAMES = np.zeros(1, np.uint64), np.zeros(1, np.int64)


def see() -> Call:
    """What a pixel shows."""
    return sees, (0, *world(), _SEEDS, room.scene(1, SIDE, SIDE))


def shade() -> Call:
    """Its light."""
    return shades, (0, *world(), room.scene(1, SIDE, SIDE), room.paint(1, SIDE**2, 1))


def record() -> Call:
    """What a sensor makes of it."""
    cameras, paint, out = world()[0], room.paint(1, SIDE**2, 1), np.zeros((1, SIDE, SIDE, 3), np.uint8)
    colour, totals = np.zeros((3, SIDE**2), np.float32), np.zeros(SIDE, np.float32)
    return records, (0, cameras, _SEEDS, _FRAMES, 1, paint, colour, totals, out)


def world() -> tuple[Any, Garden, Conditions]:
    """A camera in an empty garden."""
    cameras = views.drone(np.zeros((1, 3)), np.zeros(1), np.zeros(1), np.zeros(1, np.int64))
    return plain(cameras), empty(Garden, 1), empty(Conditions, 1)
