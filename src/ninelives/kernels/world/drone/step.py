"""Control steps of 20 ms."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world.compiled import inlined
from ninelives.kernels.world.drone.clearance import fence, keep, solid
from ninelives.kernels.world.drone.contact import touch
from ninelives.kernels.world.drone.dynamics import advance
from ninelives.kernels.world.drone.lanes import HIT, LANES, PX, PY, PZ, SIZE, VX, VY, VZ, WHO, ask, load, store
from ninelives.kernels.world.drone.motors import tell
from ninelives.kernels.world.garden import Conditions, Doubles, Flight, Garden
from ninelives.kernels.world.wind.blow import blow

STEPS = 5  # of ``dynamics.STEP``
FAST = 10.0  # m/s: from here on contacts are looked for at each physics step, so that nothing is flown through


@inlined
def ticks(
    s: Doubles,
    flight: Flight,
    garden: Garden,
    conditions: Conditions,
    first: int,
    count: int,
    commands: Doubles,
    seeds: npt.NDArray[np.uint64],
    times: npt.NDArray[np.int64],
    dryden: bool,
    touched: Doubles,
) -> None:
    """One control step of up to ``LANES`` neighbouring worlds, each as ``tick`` does it, to the bit.

    Args:
        s: a tile, ``lanes.SIZE`` long.
        flight: is written in place.
        garden: what stands there.
        conditions: the wind.
        first, count: the worlds [first, first + count), at most ``LANES``.
        commands: (worlds, 4) thrust in N, body rates in rad/s.
        seeds: (worlds,) of the episodes.
        times: (worlds,) the tick of each, from 0; read.
        dryden: whether gusts are Dryden's; else the story's.
        touched: (worlds,) raised to the speed at which a drone touched something, m/s.
    """
    for lane in range(count):
        i = first + lane
        wind = blow(flight, conditions, i, seeds[i], times[i], dryden)
        ask(s, lane, i, commands[i, 0], (commands[i, 1], commands[i, 2], commands[i, 3]), wind, flight.aboard[i])
    fly_asked(s, flight, garden, count)
    for lane in range(count):
        touched[first + lane] = max(touched[first + lane], s[HIT + lane])


@inlined
def tick(
    s: Doubles,
    flight: Flight,
    garden: Garden,
    conditions: Conditions,
    i: int,
    thrust: float,
    wx: float,
    wy: float,
    wz: float,
    seed: np.uint64,
    time: int,
    dryden: bool,
) -> float:
    """One control step of world ``i``; the speed at which the drone touched something, m/s, 0: nothing.

    The wind holds for the step; rates are controlled at each physics step. ``ticks`` steps eight worlds in little more
    time than this one.

    Args:
        s: a tile, ``lanes.SIZE`` long.
        flight: is written in place.
        garden: what stands there.
        conditions: the wind.
        i: the world.
        thrust: of all rotors, N.
        wx, wy, wz: body rates, rad/s.
        seed: of the episode.
        time: the tick, from 0.
        dryden: whether gusts are Dryden's; else the story's.
    """
    wind = blow(flight, conditions, i, seed, time, dryden)
    ask(s, 0, i, thrust, (wx, wy, wz), wind, flight.aboard[i])
    fly_asked(s, flight, garden, 1)
    return float(s[HIT])


@inlined
def fly_asked(s: Doubles, flight: Flight, garden: Garden, count: int) -> None:
    """The physics of a step: what the first ``count`` lanes were asked for is done, and what was hit is in ``HIT``."""
    position, velocity, attitude = flight.position, flight.velocity, flight.attitude
    rates, motors, branches, leaves = flight.rates, flight.motors, garden.branches, garden.leaves
    for lane in range(count):
        load(s, lane, int(s[WHO + lane]), position, velocity, attitude, rates, motors)
    for row in range(0, SIZE, LANES):
        for lane in range(count, LANES):  # idle, but never slow: what lay there may be denormal
            s[row + lane] = s[row]
    for step in range(STEPS):
        tell(s)
        advance(s)
        for lane in range(count):
            x, y, z = s[VX + lane], s[VY + lane], s[VZ + lane]
            if step == STEPS - 1 or x * x + y * y + z * z > FAST * FAST:
                x, y, z = s[PX + lane], s[PY + lane], s[PZ + lane]
                i = int(s[WHO + lane])
                near = solid(branches, leaves, i, x, y, z)
                keep(flight.near, i, x, y, z, near)
                touch(s, lane, near)
                touch(s, lane, fence(x, y, z))
    for lane in range(count):
        store(s, lane, int(s[WHO + lane]), position, velocity, attitude, rates, motors)
