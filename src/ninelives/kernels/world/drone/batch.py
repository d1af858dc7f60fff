"""Many drones for many control steps: what flies without an environment, in benches, films and tests."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world.compiled import kernel
from ninelives.kernels.world.drone.control import pilot
from ninelives.kernels.world.drone.lanes import LANES
from ninelives.kernels.world.drone.step import ticks
from ninelives.kernels.world.garden import Conditions, Doubles, Flight, Garden
from ninelives.kernels.world.workers import LEAST


@kernel
def fly(
    start: int,
    stop: int,
    flight: Flight,
    garden: Garden,
    conditions: Conditions,
    asked: Doubles,
    told: Doubles,
    seeds: npt.NDArray[np.uint64],
    times: npt.NDArray[np.int64],
    count: int,
    velocities: bool,
    dryden: bool,
    touched: Doubles,
    tiles: Doubles,
) -> None:
    """Fly the worlds [start, stop) for so many control steps; for ``workers.over``.

    Args:
        start, stop: the worlds.
        flight: is written in place.
        garden: what stands there.
        conditions: the wind.
        asked: (worlds, 4) thrust in N and body rates in rad/s, or forward, left, up in m/s and yaw rate in rad/s.
        told: (worlds, 4) room for what the pilot makes of velocities.
        seeds: (worlds,) of the episodes.
        times: (worlds,) the tick of each; counted on.
        count: how many control steps.
        velocities: whether velocities are asked for; else thrust and rates.
        dryden: whether gusts are Dryden's; else the story's.
        touched: (worlds,) raised to the speed at which a drone touched something, m/s.
        tiles: room to reckon in, ``lanes.room(worlds)``.
    """
    s = tiles[start // LEAST]
    for first in range(start, stop, LANES):
        last = min(first + LANES, stop)
        for _ in range(count):
            for i in range(first, last):
                a, b, c, d = asked[i, 0], asked[i, 1], asked[i, 2], asked[i, 3]
                if velocities:
                    a, b, c, d = pilot(flight, i, a, b, c, d)
                told[i, 0], told[i, 1], told[i, 2], told[i, 3] = a, b, c, d
            ticks(s, flight, garden, conditions, first, last - first, told, seeds, times, dryden, touched)
            for i in range(first, last):
                times[i] += 1
