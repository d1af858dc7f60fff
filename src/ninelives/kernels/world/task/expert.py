"""One who can do it, and sees everything: the scripted pilot that others learn from."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.compiled import compiled, kernel
from ninelives.kernels.world.drone.body import RADIUS
from ninelives.kernels.world.drone.clearance import clearance
from ninelives.kernels.world.garden import Doubles, Flight, Garden
from ninelives.kernels.world.task.sensors import yaw
from ninelives.kernels.world.workers import over

SEARCHING, APPROACHING, LEAVING, SINKING = 0, 1, 2, 3

RING = 1.8  # m beyond the crown: where it circles, always counter-clockwise, so that left and right never average out
HEIGHT = 4.3  # m, of the search
SEEN = 0.75  # rad about the cat's outside from where the corridor shows it
HOLD = (0.68, 0.15)  # m outside the cat, and above it: inside its reach, outside its branch
SLOW, FAST = 0.45, 1.6  # m/s
GAIN = 0.6  # 1/s, of the way that is left: slower than the controller (2.2 1/s), or it overshoots into the branch
FREE = 0.7  # m beyond the crown from where it may sink


@compiled
def mode(flight: Flight, garden: Garden, i: int) -> int:
    """What the expert of world ``i`` is at."""
    x, y = flight.position[i, 0], flight.position[i, 1]
    radius = math.sqrt(x * x + y * y)
    if flight.aboard[i]:
        return SINKING if radius > garden.crown[i] + FREE else LEAVING
    away = math.atan2(y, x) - garden.outside[i]
    seen = math.cos(away) > math.cos(SEEN)
    return APPROACHING if seen else SEARCHING


@compiled
def act(flight: Flight, garden: Garden, i: int) -> tuple[float, float, float, float]:
    """The expert's command in world ``i``: velocity in the yaw frame, m/s, and yaw rate, rad/s.

    Source: the second expert of the scratch that learned the rescue. What it does is a function of what can be seen.
    """
    x, y, z = flight.position[i, 0], flight.position[i, 1], flight.position[i, 2]
    what = mode(flight, garden, i)
    if what == SEARCHING:
        vx, vy, vz = _search(x, y, z, garden.crown[i])
        face = math.atan2(-y, -x)
    elif what == APPROACHING:
        vx, vy, vz = _approach(garden, i, x, y, z)
        face = math.atan2(garden.cat[i, 1] - y, garden.cat[i, 0] - x)
    else:
        vx, vy, vz = _home(garden, i, x, y, z, what)
        face = math.atan2(-y, -x)
    vx, vy, vz = _careful(garden, i, x, y, z, vx, vy, vz)
    turned = yaw(flight, i)
    cos, sin = math.cos(turned), math.sin(turned)
    off = face - turned
    turn = 2.0 * math.atan2(math.sin(off), math.cos(off))
    return vx * cos + vy * sin, vy * cos - vx * sin, vz, min(max(turn, -1.2), 1.2)


@compiled
def _search(x: float, y: float, z: float, crown: float) -> tuple[float, float, float]:
    """Round the crown, counter-clockwise, at one height."""
    radius = max(math.sqrt(x * x + y * y), 1e-6)
    inward = min(max(crown + RING - radius, -1.0), 1.0)
    ox, oy = x / radius, y / radius
    along = FAST * math.sqrt(max(1 - inward * inward, 0.0))
    return FAST * inward * ox - along * oy, FAST * inward * oy + along * ox, min(max(HEIGHT - z, -1.0), 1.0)


@compiled
def _approach(garden: Garden, i: int, x: float, y: float, z: float) -> tuple[float, float, float]:
    """To the corridor's axis while outside, then straight in."""
    ox, oy = math.cos(garden.outside[i]), math.sin(garden.outside[i])
    dx, dy = x - garden.cat[i, 0], y - garden.cat[i, 1]
    aside = abs(dx * oy - dy * ox) + abs(z - garden.cat[i, 2] - HOLD[1])
    out = HOLD[0] + min(1.5 * max(aside - 0.15, 0.0), 2.2)
    tx, ty, tz = garden.cat[i, 0] + out * ox - x, garden.cat[i, 1] + out * oy - y, garden.cat[i, 2] + HOLD[1] - z
    return GAIN * tx, GAIN * ty, min(max(GAIN * tz, -1.0), 1.0)


@compiled
def _home(garden: Garden, i: int, x: float, y: float, z: float, what: int) -> tuple[float, float, float]:
    """Back out with the cat, then down."""
    ox, oy = math.cos(garden.outside[i]), math.sin(garden.outside[i])
    if what == LEAVING:
        return 1.2 * ox, 1.2 * oy, 0.0
    radius = math.sqrt(x * x + y * y)
    out = min(max(garden.crown[i] + RING - radius, -0.8), 0.8)
    return out * x / radius, out * y / radius, -0.8 if z > 1.6 else -SLOW


@compiled
def _careful(
    garden: Garden, i: int, x: float, y: float, z: float, vx: float, vy: float, vz: float
) -> tuple[float, float, float]:
    """The same way, no faster than the room allows."""
    room, _, _, _ = clearance(garden, i, x, y, z)
    most = min(max(SLOW + 0.8 * (room - RADIUS - 0.1), SLOW), FAST)
    speed = math.sqrt(vx * vx + vy * vy + vz * vz)
    share = min(most / max(speed, 1e-9), 1.0)
    return vx * share, vy * share, vz * share


@kernel
def _acts(start: int, stop: int, commands: Doubles, flight: Flight, garden: Garden) -> None:
    for i in range(start, stop):
        commands[i, 0], commands[i, 1], commands[i, 2], commands[i, 3] = act(flight, garden, i)


def commands(flight: Flight, garden: Garden, *, threads: int | None = None) -> Doubles:
    """What the expert would do in each world: shape ``(worlds, 4)``, m/s in the yaw frame and rad/s."""
    made = np.zeros((len(flight.position), 4))
    over(_acts, len(made), made, flight, garden, threads=threads)
    return made
