"""The on-board pilot: velocity to tilt, and tilt to body rates."""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled, inlined
from ninelives.kernels.world.drone.body import GRAVITY, heft
from ninelives.kernels.world.garden import Doubles, Flight

TICK = 0.02  # s, one control step
ACROSS, CLIMB, TURN = 1.6, 1.0, 1.2  # most that is asked for: m/s forward and left, m/s up, rad/s

PROPORTIONAL, INTEGRAL = 2.2, 1.2  # 1/s and 1/s^2 of velocity, as in the scratch that learned the rescue
MOST_INTEGRAL = 2.5  # m/s^2 an axis, against wind-up; a wind of 7 m/s takes .8
STEEPEST = math.tan(math.radians(35))  # most horizontal over vertical acceleration that is asked for; chosen
LEAST, MOST = 0.3, 1.6  # of the weight: the thrust that is asked for; chosen, the loaded craft has 1.7
TILT = 6.0  # 1/s, of the angle between the axes; chosen: a third of what the rates follow with
QUICKEST = 4.0  # rad/s, most that is asked for to tilt; chosen

Four = tuple[float, float, float, float]


@inlined
def level(flight: Flight, i: int) -> float:
    """Cosine of the angle between the body's z axis and the world's: below zero it has flipped."""
    x, y = flight.attitude[i, 1], flight.attitude[i, 2]
    return float(1 - 2 * (x * x + y * y))


@inlined
def pilot(flight: Flight, i: int, vx: float, vy: float, vz: float, yaw_rate: float) -> Four:
    """Thrust in N and body rates in rad/s that bring a velocity about; asked once each ``TICK``.

    A proportional and integral controller in the world's axes, so that a turn does not turn what was learned of the
    wind.

    Args:
        flight: the state; ``integral`` is written.
        i: the world.
        vx, vy, vz: forward, left, up in the yaw frame, m/s; held within ``ACROSS``, ``ACROSS`` and ``CLIMB``.
        yaw_rate: rad/s about the vertical, held within ``TURN``.
    """
    return _pilot(flight.attitude, flight.velocity, flight.integral, flight.aboard[i], i, vx, vy, vz, yaw_rate)


@compiled
def _pilot(
    attitude: Doubles,
    velocity: Doubles,
    integral: Doubles,
    aboard: bool,
    i: int,
    vx: float,
    vy: float,
    vz: float,
    yaw_rate: float,
) -> Four:
    w, x, y, z = attitude[i, 0], attitude[i, 1], attitude[i, 2], attitude[i, 3]
    front = (1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y))  # the body's axes in the world
    left = (2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x))
    up = (2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y))
    flat = max(math.sqrt(front[0] * front[0] + front[1] * front[1]), 1e-9)  # the nose may point straight up
    ahead, aside = front[0] / flat, front[1] / flat
    vx, vy, vz = _within(vx, ACROSS), _within(vy, ACROSS), _within(vz, CLIMB)
    ex, ey, ez = vx * ahead - vy * aside, vx * aside + vy * ahead, vz
    ex, ey, ez = ex - velocity[i, 0], ey - velocity[i, 1], ez - velocity[i, 2]
    hx = _within(integral[i, 0] + INTEGRAL * TICK * ex, MOST_INTEGRAL)
    hy = _within(integral[i, 1] + INTEGRAL * TICK * ey, MOST_INTEGRAL)
    hz = _within(integral[i, 2] + INTEGRAL * TICK * ez, MOST_INTEGRAL)
    integral[i, 0], integral[i, 1], integral[i, 2] = hx, hy, hz
    ax, ay, az = PROPORTIONAL * ex + hx, PROPORTIONAL * ey + hy, PROPORTIONAL * ez + hz + GRAVITY
    az = min(max(az, LEAST * GRAVITY), MOST * GRAVITY)
    steep = min(1.0, STEEPEST * az / max(math.sqrt(ax * ax + ay * ay), 1e-9))
    ax, ay = ax * steep, ay * steep
    size = math.sqrt(ax * ax + ay * ay + az * az)
    turn = _within(yaw_rate, TURN)
    return (
        heft(aboard)[0] * max(ax * up[0] + ay * up[1] + az * up[2], 0.0),
        _within(-TILT / size * (ax * left[0] + ay * left[1] + az * left[2]), QUICKEST) + turn * front[2],
        _within(TILT / size * (ax * front[0] + ay * front[1] + az * front[2]), QUICKEST) + turn * left[2],
        turn * up[2],
    )


@compiled
def _within(value: float, most: float) -> float:
    return min(max(value, -most), most)
