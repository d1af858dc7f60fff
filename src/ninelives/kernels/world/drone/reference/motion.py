"""How the quadcopter moves and is controlled, for all worlds at once; any array library, in double precision."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from array_api_compat import array_namespace

from ninelives.kernels.world.drone import body, control, dynamics, motors

Array = Any  # of the library that came in


class State(NamedTuple):
    """As in ``Flight``, (worlds, 3) or (worlds, 4)."""

    position: Array
    velocity: Array
    attitude: Array
    rates: Array
    motors: Array


def heft(aboard: Array, like: Array) -> tuple[Array, Array]:
    """Mass, (worlds, 1), and inertia about the body's axes, (worlds, 3)."""
    xp = array_namespace(like)
    here = {"dtype": like.dtype, "device": like.device}
    empty = xp.asarray([body.MASS, body.LATERAL, body.LATERAL, body.AXIAL], **here)
    loaded = xp.asarray([body.MASS + body.CAT, body.LOADED_LATERAL, body.LOADED_LATERAL, body.LOADED_AXIAL], **here)
    all_ = xp.where(aboard[:, None], loaded, empty)
    return all_[:, :1], all_[:, 1:]


def cross(a: Array, b: Array) -> Array:
    """Of the vectors along the last axis."""
    xp = array_namespace(a)
    x, y, z = (a[..., axis] for axis in range(3))
    u, v, w = (b[..., axis] for axis in range(3))
    return xp.stack([y * w - z * v, z * u - x * w, x * v - y * u], axis=-1)


def turned(q: Array, rotation: Array) -> Array:
    """A quaternion after a rotation vector of the body, rad."""
    xp = array_namespace(q)
    angle = xp.linalg.vector_norm(rotation, axis=-1, keepdims=True)
    share = xp.where(angle > 0, xp.sin(angle / 2) / xp.where(angle > 0, angle, 1.0 + angle), 0.5 + 0 * angle)
    w, v, cosine, sine = q[:, :1], q[:, 1:], xp.cos(angle / 2), share * rotation
    dot = xp.sum(v * sine, axis=-1, keepdims=True)
    made = xp.concat([w * cosine - dot, w * sine + cosine * v + cross(v, sine)], axis=-1)
    return made / xp.linalg.vector_norm(made, axis=-1, keepdims=True)


def matrix(q: Array) -> Array:
    """(worlds, 3, 3), the body's axes in the world as columns."""
    xp = array_namespace(q)
    w, x, y, z = (q[:, part] for part in range(4))
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return xp.stack([xp.stack(row, axis=-1) for row in rows], axis=-2)


def torque(thrusts: Array) -> Array:
    """(worlds, 3) N m about the body's axes, from the thrusts of the rotors, N."""
    xp = array_namespace(thrusts)
    a, b, c, d = (thrusts[:, rotor] for rotor in range(4))
    roll, pitch, yaw = a + b - c - d, b + c - a - d, a - b + c - d
    return xp.stack([body.LEVER * roll, body.LEVER * pitch, body.TWIST * yaw], axis=-1)


def tell(state: State, thrust: Array, rates: Array, aboard: Array) -> Array:
    """What each rotor is told, (worlds, 4): as ``motors.tell``."""
    xp = array_namespace(thrust)
    wanted = motors.RATE * heft(aboard, state.rates)[1] * (rates - state.rates) - torque(state.motors)
    roll, pitch, yaw = (wanted[:, axis] / (4 * arm) for axis, arm in enumerate((body.LEVER, body.LEVER, body.TWIST)))
    half = body.STRONGEST / 2
    share = half / xp.clip(xp.abs(roll) + xp.abs(pitch), half, None)
    roll, pitch = share * roll, share * pitch
    tilt = xp.stack([roll - pitch, roll + pitch, pitch - roll, -roll - pitch], axis=-1)
    spread = xp.max(xp.abs(tilt), axis=-1)
    level = xp.minimum(xp.maximum(thrust / 4, spread), body.STRONGEST - spread)
    base = level[:, None] + tilt
    up, down = body.STRONGEST - base, base  # how much each rotor may still gain, and lose
    most = xp.minimum(xp.minimum(up[:, 0], up[:, 2]), xp.minimum(down[:, 1], down[:, 3]))
    least = -xp.minimum(xp.minimum(up[:, 1], up[:, 3]), xp.minimum(down[:, 0], down[:, 2]))
    yaw = xp.maximum(xp.minimum(yaw, most), least)
    return base + xp.stack([yaw, -yaw, yaw, -yaw], axis=-1)


def advance(state: State, told: Array, wind: Array, aboard: Array) -> State:
    """One physics step: as ``dynamics.advance``."""
    xp = array_namespace(told)
    h, (mass, inertia) = dynamics.STEP, heft(aboard, told)
    given, mean = ([share(h * part) for part in (0.0, 0.5, 1.0)] for share in (_left, _mean))
    thrusts = [told + (state.motors - told) * left for left in given]
    pushed = [torque(told + (state.motors - told) * left) / inertia for left in mean]  # mean until each time

    def gyro(rates: Array) -> Array:
        return -cross(rates, inertia * rates) / inertia

    first = gyro(state.rates)
    half = state.rates + h / 2 * (pushed[1] + first)
    middle = gyro(half)
    last = gyro(state.rates + h * (pushed[2] + middle))
    rates = state.rates + h * pushed[2] + h / 6 * (first + 4 * middle + last)
    rotation = h / 6 * (state.rates + 4 * half + rates) - h**2 / 12 * cross(state.rates, rates)
    attitude = turned(state.attitude, rotation)
    (up, rise), (end, sink) = _axis(state.attitude, state.rates), _axis(attitude, rates)
    axes = up, (up + end) / 2 + h / 8 * (rise - sink), end
    pulls = [xp.sum(each, axis=-1, keepdims=True) / mass * axis for each, axis in zip(thrusts, axes, strict=True)]
    down = xp.asarray([0.0, 0.0, -body.GRAVITY], dtype=told.dtype, device=told.device)
    through = state.velocity + h / 2 * (pulls[0] + down) - wind
    other = slowed(through, axes[1], mass) + down
    velocity = state.velocity + h / 6 * (pulls[0] + 4 * pulls[1] + pulls[2]) + h * other
    position = state.position + h * state.velocity + h**2 / 6 * (pulls[0] + 2 * pulls[1] + 3 * other)
    return State(position, velocity, attitude, rates, thrusts[2])


def drag(through: Array, axis: Array) -> Array:
    """Force in N on a craft that moves so through the air, its z axis as told."""
    xp = array_namespace(through)
    speed = xp.linalg.vector_norm(through, axis=-1, keepdims=True)
    across = through - xp.sum(through * axis, axis=-1, keepdims=True) * axis
    return -body.AIR * body.FACE / 2 * speed * through - body.ROTOR_DRAG * across


def slowed(through: Array, axis: Array, mass: Array) -> Array:
    """The acceleration by ``drag`` half a step later, m/s^2, to first order in what drag itself takes until then."""
    xp, h = array_namespace(through), dynamics.STEP
    quadratic = body.AIR * body.FACE / 2 * xp.linalg.vector_norm(through, axis=-1, keepdims=True) / mass
    linear, along = body.ROTOR_DRAG / mass, xp.sum(through * axis, axis=-1, keepdims=True)
    less = 1 - h / 2 * (2 * quadratic + linear)
    return along * linear * (less - h / 2 * quadratic) * axis - less * (quadratic + linear) * through


def pilot(state: State, integral: Array, wanted: Array, aboard: Array) -> tuple[Array, Array, Array]:
    """Thrust (worlds,), rates (worlds, 3) and the integral (worlds, 3) after it: as ``control.pilot``.

    Args:
        state: how it flies.
        integral: (worlds, 3) m/s^2.
        wanted: (worlds, 4) forward, left, up in m/s, yaw rate in rad/s.
        aboard: (worlds,) whether the cat is.
    """
    xp = array_namespace(wanted)
    most = xp.asarray(
        [control.ACROSS, control.ACROSS, control.CLIMB, control.TURN], dtype=wanted.dtype, device=wanted.device
    )
    wanted = xp.maximum(xp.minimum(wanted, most), -most)
    axes = matrix(state.attitude)
    flat = xp.clip(xp.hypot(axes[:, 0, 0], axes[:, 1, 0]), 1e-9, None)
    c, s = axes[:, 0, 0] / flat, axes[:, 1, 0] / flat
    aim = xp.stack([c * wanted[:, 0] - s * wanted[:, 1], s * wanted[:, 0] + c * wanted[:, 1], wanted[:, 2]], axis=-1)
    error = aim - state.velocity
    held = integral + control.INTEGRAL * control.TICK * error
    held = xp.clip(held, -control.MOST_INTEGRAL, control.MOST_INTEGRAL)
    push = control.PROPORTIONAL * error + held
    up = xp.clip(push[:, 2] + body.GRAVITY, control.LEAST * body.GRAVITY, control.MOST * body.GRAVITY)
    across = xp.clip(xp.hypot(push[:, 0], push[:, 1]), 1e-9, None)
    steep = xp.clip(control.STEEPEST * up / across, None, 1.0)
    pull = xp.stack([push[:, 0] * steep, push[:, 1] * steep, up], axis=-1)
    seen = xp.sum(axes * pull[:, :, None], axis=1)  # along the body's axes
    size = xp.linalg.vector_norm(pull, axis=-1)
    tilt = xp.stack([-seen[:, 1] / size, seen[:, 0] / size], axis=-1) * control.TILT
    tilt = xp.concat([xp.clip(tilt, -control.QUICKEST, control.QUICKEST), xp.zeros_like(tilt[:, :1])], axis=-1)
    thrust = heft(aboard, wanted)[0][:, 0] * xp.clip(seen[:, 2], 0.0, None)
    return thrust, tilt + wanted[:, 3:] * axes[:, 2, :], held


def _left(time: float) -> float:
    return math.exp(-time / body.LAG)


def _mean(time: float) -> float:
    return body.LAG / time * (1 - _left(time)) if time else 1.0


def _axis(attitude: Array, rates: Array) -> tuple[Array, Array]:
    """The body's z axis, and how it moves."""
    axes = matrix(attitude)
    return axes[:, :, 2], rates[:, 1:2] * axes[:, :, 0] - rates[:, 0:1] * axes[:, :, 1]
