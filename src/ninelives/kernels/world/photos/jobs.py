"""What photos call, to be compiled ahead."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ninelives.kernels.world.ahead import Call, Job, ready
from ninelives.kernels.world.camera import jobs as camera
from ninelives.kernels.world.camera import room
from ninelives.kernels.world.garden import Conditions, Garden, empty
from ninelives.kernels.world.photos.drawn import draw as draws
from ninelives.kernels.world.photos.glimpse import count as counts
from ninelives.kernels.world.photos.poses import pose as poses

_SEEDS = np.zeros(1, np.uint64)


def draw() -> Call:
    """Trees, cats and conditions."""
    given, none = (0, 1, 0.0, 24.0, 0.5, 0), np.zeros(1, np.int64)
    return draws, (0, 1, _SEEDS, *given, True, none, np.zeros(1, bool), empty(Garden, 1), empty(Conditions, 1))


def pose() -> Call:
    """Where a drone takes them."""
    return poses, (0, 1, _SEEDS, 0, camera.world()[0], empty(Garden, 1))


def count() -> Call:
    """How many pixels show a cat."""
    return counts, (0, 1, np.zeros(1, np.int64), *camera.world(), _SEEDS, room.scene(1, camera.SIDE, camera.SIDE))


JOBS: list[Job] = [camera.shade, count, camera.see, draw, camera.record, pose]


def prepare(say: Callable[[int, int], None]) -> None:
    """Compile what photos will call; ``say`` as for ``ahead.ready``."""
    ready(JOBS, say=say)
