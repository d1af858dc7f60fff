"""What counts as rescued, crashed and timed out; judged after each tick of 20 ms."""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled, inlined
from ninelives.kernels.world.drone.body import AIR, PROPELLER, RADIUS
from ninelives.kernels.world.drone.control import level
from ninelives.kernels.world.garden import FENCE, Flight, Garden
from ninelives.kernels.world.task.episode import CRASHED, FLYING, RESCUED, TIMED_OUT, Episode

TICK = 0.02  # s
REACH = 0.9  # m between the middles of drone and cat: arm's length for a cat
CALM = 0.5  # m/s: what a cat steps aboard from, the cat at rest
BOARDING = 50  # ticks: a second within reach, without a break
HARD = 1.0  # m/s: a faster contact is a crash
LIMIT = 3000  # ticks: a minute
GROUND = 0.02  # m above the ground that still count as standing on it

DISC = math.pi * (PROPELLER / 2) ** 2  # m^2, of one propeller
MERIT = 0.65  # figure of merit of a propeller of that size in hover (Leishman, Principles of Helicopter Aerodynamics)


@compiled
def judge(flight: Flight, garden: Garden, episode: Episode, i: int, impact: float) -> None:
    """Count one tick of world ``i``, and say whether its episode ended.

    Args:
        flight: after the tick; ``aboard`` is set where the cat steps aboard.
        garden: the cat leaves its branch then.
        episode: counted into.
        i: the world.
        impact: speed of the worst contact in the tick, m/s; 0: none.
    """
    grounded = flight.position[i, 2] <= RADIUS + GROUND
    episode.ticks[i] += 1
    episode.air[i] += 0 if grounded else 1
    episode.energy[i] += power(flight, i) * TICK
    if impact > HARD or level(flight, i) < 0:  # a flip: its top points below the horizon
        episode.outcome[i] = CRASHED
        return
    touching = impact > 0
    if touching and not episode.touching[i]:
        episode.touches[i] += 1
    episode.touching[i] = touching
    if flight.aboard[i]:
        episode.aboard[i] += 1
        if grounded and within(flight, i):
            episode.outcome[i] = RESCUED
            return
    else:
        _board(flight, garden, episode, i)
    if episode.ticks[i] >= LIMIT and episode.outcome[i] == FLYING:
        episode.outcome[i] = TIMED_OUT


@inlined
def _board(flight: Flight, garden: Garden, episode: Episode, i: int) -> None:
    """The cat steps aboard after a second within its reach."""
    calm = speed(flight, i) < CALM and garden.present[i] and distance(flight, garden, i) < REACH
    episode.near[i] = episode.near[i] + 1 if calm else 0
    if episode.near[i] >= BOARDING:
        flight.aboard[i] = True
        garden.present[i] = False


@inlined
def speed(flight: Flight, i: int) -> float:
    """Of the drone, m/s."""
    x, y, z = flight.velocity[i, 0], flight.velocity[i, 1], flight.velocity[i, 2]
    return math.sqrt(x * x + y * y + z * z)


@inlined
def distance(flight: Flight, garden: Garden, i: int) -> float:
    """Between the middles of the drone and of where the cat sits, m."""
    x = flight.position[i, 0] - garden.cat[i, 0]
    y = flight.position[i, 1] - garden.cat[i, 1]
    z = flight.position[i, 2] - garden.cat[i, 2]
    return math.sqrt(x * x + y * y + z * z)


@inlined
def within(flight: Flight, i: int) -> bool:
    """Whether it is over the garden."""
    x, y = flight.position[i, 0], flight.position[i, 1]
    return bool(abs(x) < FENCE and abs(y) < FENCE)


@inlined
def power(flight: Flight, i: int) -> float:
    """What the propellers draw, W: thrust^1.5 / sqrt(2 rho A) of each (momentum theory), over their figure of merit."""
    drawn = 0.0
    for motor in range(4):
        thrust = max(flight.motors[i, motor], 0.0)
        drawn += thrust * math.sqrt(thrust)
    return drawn / math.sqrt(2 * AIR * DISC) / MERIT
