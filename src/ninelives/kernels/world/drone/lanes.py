"""Eight drones side by side, so that the processor steps them at once.

A tile holds one number of eight drones next to each other, then the next number of all eight. Every offset is a
constant, so the compiler sees that no two rows meet, and a loop over the lanes becomes vector instructions; each lane
gets the bits that it would get alone.
"""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.drone.body import heft
from ninelives.kernels.world.garden import Doubles
from ninelives.kernels.world.workers import LEAST

Three = tuple[float, float, float]

LANES = 8
POSITION, VELOCITY, ATTITUDE, RATES, MOTORS = (row * LANES for row in (0, 3, 6, 10, 13))  # the state, 17 rows
THRUST, ASKED, WIND = (row * LANES for row in (17, 18, 21))  # what is asked for: thrust and rates; the air
LATERAL, AXIAL, LIGHT = (row * LANES for row in (24, 25, 26))  # inertia about x and y, and about z; one over the mass
TOLD, HIT = 27 * LANES, 31 * LANES  # N, what each rotor is told; m/s, how fast something was touched
WHO = 32 * LANES  # the world that a lane flies in
SIZE = 33 * LANES

PX, PY, PZ = (POSITION + row * LANES for row in range(3))
VX, VY, VZ = (VELOCITY + row * LANES for row in range(3))
QW, QX, QY, QZ = (ATTITUDE + row * LANES for row in range(4))
RX, RY, RZ = (RATES + row * LANES for row in range(3))
M0, M1, M2, M3 = (MOTORS + row * LANES for row in range(4))
AX, AY, AZ = (ASKED + row * LANES for row in range(3))
WX, WY, WZ = (WIND + row * LANES for row in range(3))
T0, T1, T2, T3 = (TOLD + row * LANES for row in range(4))


def room(worlds: int) -> Doubles:
    """A tile for each block that ``workers.over`` makes of so many worlds: row ``start // LEAST`` is the block's."""
    return np.zeros((worlds // LEAST + 1, SIZE))


@compiled
def ask(s: Doubles, lane: int, i: int, thrust: float, rates: Three, wind: Three, aboard: bool) -> None:
    """What the drone of world ``i`` is to do, N and rad/s, in which air, m/s, and whether it carries the cat."""
    s[WHO + lane] = i
    mass, s[LATERAL + lane], s[AXIAL + lane] = heft(aboard)
    s[LIGHT + lane], s[THRUST + lane], s[HIT + lane] = 1 / mass, thrust, 0.0
    s[AX + lane], s[AY + lane], s[AZ + lane] = rates
    s[WX + lane], s[WY + lane], s[WZ + lane] = wind


@compiled
def load(
    s: Doubles,
    lane: int,
    i: int,
    position: Doubles,
    velocity: Doubles,
    attitude: Doubles,
    rates: Doubles,
    motors: Doubles,
) -> None:
    """The state of world ``i`` into a lane."""
    for axis in range(3):
        row = axis * LANES + lane
        s[POSITION + row], s[VELOCITY + row], s[RATES + row] = position[i, axis], velocity[i, axis], rates[i, axis]
    for part in range(4):
        row = part * LANES + lane
        s[ATTITUDE + row], s[MOTORS + row] = attitude[i, part], motors[i, part]


@compiled
def store(
    s: Doubles,
    lane: int,
    i: int,
    position: Doubles,
    velocity: Doubles,
    attitude: Doubles,
    rates: Doubles,
    motors: Doubles,
) -> None:
    """A lane's state back to world ``i``."""
    for axis in range(3):
        row = axis * LANES + lane
        position[i, axis], velocity[i, axis], rates[i, axis] = s[POSITION + row], s[VELOCITY + row], s[RATES + row]
    for part in range(4):
        row = part * LANES + lane
        attitude[i, part], motors[i, part] = s[ATTITUDE + row], s[MOTORS + row]
