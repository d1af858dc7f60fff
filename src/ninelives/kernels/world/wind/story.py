"""Gusts of first order: what the wind does in the garden as the story has it.

``Conditions.gusts`` is their standard deviation over the mean wind at 6 m, at all heights: near the ground the variance
does not depend on height. About .19: MIL-F-8785C gives .193 at 20 ft. Upwards half of it: 1.25 over 2.4 friction
velocities (Panofsky and Dutton, Atmospheric Turbulence, 1984).
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.garden import Doubles
from ninelives.kernels.world.wind.kicks import kicks, start

TICK = 0.02  # s
LASTS = 2.0  # s, correlation time; chosen: what an eddy as large as the crown, 8 m, takes to pass at 4 m/s
UPWARD = 0.52
KEPT = math.exp(-TICK / LASTS)
ADDED = math.sqrt(1 - KEPT**2)


@compiled
def story(gust: Doubles, i: int, sd: float, seed: np.uint64, time: int) -> None:
    """The gust of the next tick, exactly as the process has it at these times.

    Args:
        gust: (worlds, 3) m/s, written.
        i: the world.
        sd: standard deviation along and across the wind, m/s.
        seed: of the world.
        time: the tick, from 0.
    """
    x, y, z = kicks(seed, 2 * time)
    gust[i, 0] = KEPT * gust[i, 0] + sd * ADDED * x
    gust[i, 1] = KEPT * gust[i, 1] + sd * ADDED * y
    gust[i, 2] = KEPT * gust[i, 2] + sd * ADDED * UPWARD * z


@compiled
def first(gust: Doubles, i: int, sd: float, seed: np.uint64) -> None:
    """A gust that an episode may begin with."""
    gust[i, 0], gust[i, 1], gust[i, 2] = sd * start(seed, 0), sd * start(seed, 1), sd * UPWARD * start(seed, 2)
