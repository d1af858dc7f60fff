"""What a drone knows of itself, and what only a teacher knows."""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled, whole
from ninelives.kernels.world.drone.body import STRONGEST
from ninelives.kernels.world.drone.clearance import kept
from ninelives.kernels.world.drone.control import MOST_INTEGRAL
from ninelives.kernels.world.garden import Conditions, Flight, Floats, Garden
from ninelives.kernels.world.task.episode import Episode
from ninelives.kernels.world.task.rules import BOARDING, LIMIT
from ninelives.kernels.world.wind.profile import along, share

FAST = 200.0  # m/s: four rotors and the drag allow 50
FAR = 20_000.0  # m: a minute at that speed, and more
SPINS = 200.0  # rad/s
_SPEED, _PLACE, _SPIN, _UNIT, _SHARE = (-FAST, FAST), (-FAR, FAR), (-SPINS, SPINS), (-1.0, 1.0), (0.0, 1.0)
_TILT, _LENGTH, _THRUST, _PUSH = (
    (-math.pi / 2, math.pi / 2),
    (0.0, FAR),
    (0.0, STRONGEST),
    (-1.5 * MOST_INTEGRAL, 1.5 * MOST_INTEGRAL),  # two axes of the world may add up
)

OWN = {  # what it is, and between which bounds it always lies
    "velocity ahead, m/s": _SPEED,
    "velocity to the left, m/s": _SPEED,
    "velocity up, m/s": _SPEED,
    "height, m": _PLACE,
    "pitch: the nose's rise, rad": _TILT,
    "roll: the left side's rise, rad": _TILT,
    "roll rate, rad/s": _SPIN,
    "pitch rate, rad/s": _SPIN,
    "yaw rate, rad/s": _SPIN,
    "sine of the yaw": _UNIT,
    "cosine of the yaw": _UNIT,
    "aboard, 0 or 1": _SHARE,
}
TEACHER = {
    "cat ahead, m": _PLACE,
    "cat to the left, m": _PLACE,
    "cat above, m": _PLACE,
    "distance to the cat, m": _LENGTH,
    "sine of the cat's outside from the yaw": _UNIT,
    "cosine of the cat's outside from the yaw": _UNIT,
    "trunk ahead, m": _PLACE,
    "trunk to the left, m": _PLACE,
    "radius of the crown, m": _LENGTH,
    "clearance, m": _PLACE,
    "clearance grows ahead": _UNIT,
    "clearance grows to the left": _UNIT,
    "clearance grows up": _UNIT,
    "wind ahead, m/s": _SPEED,
    "wind to the left, m/s": _SPEED,
    "wind up, m/s": _SPEED,
    "thrust of motor 1, N": _THRUST,
    "thrust of motor 2, N": _THRUST,
    "thrust of motor 3, N": _THRUST,
    "thrust of motor 4, N": _THRUST,
    "controller's integral ahead, m/s^2": _PUSH,
    "controller's integral to the left, m/s^2": _PUSH,
    "controller's integral up, m/s^2": _PUSH,
    "share of the second within reach": _SHARE,
    "share of the time that is left": _SHARE,
}


_FIRST = whole(len(OWN))


@compiled
def nose(flight: Flight, i: int) -> tuple[float, float]:
    """Cosine and sine of ``yaw``; of 0 where the nose points straight up or down."""
    w, x, y, z = flight.attitude[i, 0], flight.attitude[i, 1], flight.attitude[i, 2], flight.attitude[i, 3]
    east, north = 1 - 2 * (y * y + z * z), 2 * (w * z + x * y)
    flat = math.sqrt(east * east + north * north)
    if flat < 1e-12:
        return 1.0, 0.0
    return east / flat, north / flat


@compiled
def yaw(flight: Flight, i: int) -> float:
    """Azimuth of the nose, rad."""
    w, x, y, z = flight.attitude[i, 0], flight.attitude[i, 1], flight.attitude[i, 2], flight.attitude[i, 3]
    return math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))


@compiled
def own(seen: Floats, flight: Flight, i: int) -> None:
    """Write the sensors of drone ``i`` into ``seen[i]``, in the order of ``OWN``: neither cat, tree nor last action."""
    w, x, y, z = flight.attitude[i, 0], flight.attitude[i, 1], flight.attitude[i, 2], flight.attitude[i, 3]
    cos, sin = nose(flight, i)
    seen[i, 0] = flight.velocity[i, 0] * cos + flight.velocity[i, 1] * sin
    seen[i, 1] = flight.velocity[i, 1] * cos - flight.velocity[i, 0] * sin
    seen[i, 2] = flight.velocity[i, 2]
    seen[i, 3] = flight.position[i, 2]
    seen[i, 4] = math.asin(min(max(2 * (x * z - w * y), -1.0), 1.0))
    seen[i, 5] = math.asin(min(max(2 * (y * z + w * x), -1.0), 1.0))
    for axis in range(3):
        seen[i, 6 + axis] = flight.rates[i, axis]
    seen[i, 9] = sin
    seen[i, 10] = cos
    seen[i, 11] = 1.0 if flight.aboard[i] else 0.0


@compiled
def teacher(seen: Floats, flight: Flight, garden: Garden, conditions: Conditions, episode: Episode, i: int) -> None:
    """Write everything about world ``i`` into ``seen[i]``: ``OWN``, then ``TEACHER``."""
    own(seen, flight, i)
    at, cos, sin = _FIRST, seen[i, 10], seen[i, 9]
    px, py, pz = flight.position[i, 0], flight.position[i, 1], flight.position[i, 2]
    cx, cy, cz = garden.cat[i, 0] - px, garden.cat[i, 1] - py, garden.cat[i, 2] - pz
    _turned(seen, i, at, cx, cy, cos, sin)
    seen[i, at + 2] = cz
    seen[i, at + 3] = math.sqrt(cx * cx + cy * cy + cz * cz)
    out, aside = math.cos(garden.outside[i]), math.sin(garden.outside[i])
    seen[i, at + 4] = aside * cos - out * sin
    seen[i, at + 5] = out * cos + aside * sin
    _turned(seen, i, at + 6, -px, -py, cos, sin)
    seen[i, at + 8] = garden.crown[i]
    room, nx, ny, nz = kept(flight.near, garden.branches, garden.leaves, i, px, py, pz)
    seen[i, at + 9] = room
    _turned(seen, i, at + 10, nx, ny, cos, sin)
    seen[i, at + 12] = nz
    mean = conditions.wind[i] * share(pz)
    east, north = along(conditions.wind_from[i])
    wx, wy = mean * east + flight.gust[i, 0], mean * north + flight.gust[i, 1]
    _turned(seen, i, at + 13, wx, wy, cos, sin)
    seen[i, at + 15] = flight.gust[i, 2]
    for motor in range(4):
        seen[i, at + 16 + motor] = flight.motors[i, motor]
    _turned(seen, i, at + 20, flight.integral[i, 0], flight.integral[i, 1], cos, sin)
    seen[i, at + 22] = flight.integral[i, 2]
    seen[i, at + 23] = min(episode.near[i] / BOARDING, 1.0)
    seen[i, at + 24] = 1 - episode.ticks[i] / LIMIT


@compiled
def _turned(seen: Floats, i: int, at: int, x: float, y: float, cos: float, sin: float) -> None:
    """A level vector of the world in the yaw frame: ahead, and to the left."""
    seen[i, at] = x * cos + y * sin
    seen[i, at + 1] = y * cos - x * sin
