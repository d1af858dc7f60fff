"""The drone as a bystander sees it: capsules for its body, arms, rotors and legs, its lamp, and the cat on top.

Sizes are those of ``drone/body.py``; how it looks is chosen.
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.props import LAMP
from ninelives.kernels.world.camera.scene import CAT, COLOUR, COLUMNS, FINE_XY, FINE_Z, GLOW, PARTS, build
from ninelives.kernels.world.camera.views import PITCH
from ninelives.kernels.world.cat.body import PIECES
from ninelives.kernels.world.drone.body import HUB_RADIUS, LEVER, PROPELLER, RADIUS
from ninelives.kernels.world.garden import Doubles, Flight, Floats, Garden
from ninelives.kernels.world.light.lighting import LAMP as CANDELA

SEAT = 0.27  # m from the middle of the drone up to the middle of the sitting cat
TURN = 0.9  # rad that a blade is turned from one picture to the next: it spins too fast for any film
_SHELL, _CARBON, _BLADE = (0.62, 0.63, 0.65), (0.05, 0.05, 0.055), (0.03, 0.03, 0.033)
_NOSE, _GLASS, _SIGNAL = 0.13, (0.8, 0.8, 0.75), (0.62, 0.11, 0.05)
_DECK = 0.03  # m: the arms' height
_FOOT = RADIUS - 0.015  # m below: it stands where its sphere touches the ground
_SHINING = 40.0  # times what any other surface as near to the lamp gives back
_Rod = tuple[tuple[float, float, float], tuple[float, float, float], float, tuple[float, float, float]]


def _frame() -> list[_Rod]:
    """From and to (forwards, left, up) and radius in m, and colour, of all that does not turn."""
    arm = LEVER
    rods: list[_Rod] = [
        ((-0.09, 0.05, 0.0), (0.09, 0.05, 0.0), 0.5 * HUB_RADIUS, _SHELL),
        ((-0.09, -0.05, 0.0), (0.09, -0.05, 0.0), 0.5 * HUB_RADIUS, _SHELL),
        ((-0.12, 0.0, 0.065), (0.05, 0.0, 0.065), 0.04, _SIGNAL),
        ((-arm, -arm, _DECK), (arm, arm, _DECK), 0.017, _CARBON),
        ((-arm, arm, _DECK), (arm, -arm, _DECK), 0.017, _CARBON),
    ]
    for x in (-arm, arm):
        rods += [((x, y, _DECK), (x, y, _DECK + 0.045), 0.028, _CARBON) for y in (-arm, arm)]
    for side in (-1, 1):
        rods += [((x, 0.09 * side, -0.03), (1.2 * x, 0.26 * side, -_FOOT), 0.011, _CARBON) for x in (-0.1, 0.1)]
        rods.append(((-0.2, 0.26 * side, -_FOOT), (0.2, 0.26 * side, -_FOOT), 0.014, _CARBON))
    return rods


_FRAME = _frame()
_HUBS = [(x, y) for x in (-LEVER, LEVER) for y in (-LEVER, LEVER)]
ROTORS = len(_FRAME)
BULB = ROTORS + len(_HUBS)
RIDER = BULB + 1
MEMBERS = RIDER + PIECES


def craft(flight: Flight, garden: Garden, i: int, frame: int, *, lamp: bool) -> tuple[Floats, Floats]:
    """The drone of world ``i`` as props.

    Args:
        flight: how it flies.
        garden: whose cat sits on it, once that is aboard.
        i: the world.
        frame: of the film: how far its blades have turned.
        lamp: whether it is on.

    Returns:
        Its parts, (MEMBERS, COLUMNS), and its lamp, (LAMP,).
    """
    axes, middle = _axes(flight.attitude[i]), flight.position[i]
    parts = np.zeros((MEMBERS, COLUMNS), np.float32)
    for at, (start, stop, radius, colour) in enumerate(_FRAME):
        _rod(parts[at], middle + start @ axes, middle + stop @ axes, radius, colour)
    for at, (x, y) in enumerate(_HUBS):
        turned = TURN * frame * (1 if x * y > 0 else -1) + at
        blade = 0.5 * PROPELLER * np.array([math.cos(turned), math.sin(turned), 0.0])
        hub = np.array([x, y, _DECK + 0.06])
        _rod(parts[ROTORS + at], middle + (hub - blade) @ axes, middle + (hub + blade) @ axes, 0.012, _BLADE)
    nose = middle + np.array([_NOSE, 0.0, -0.05]) @ axes
    _rod(parts[BULB], nose, nose + 0.002 * axes[0], 0.045, _GLASS)
    parts[BULB, GLOW] = _SHINING
    if flight.aboard[i]:
        parts[RIDER:] = _rider(garden, i, middle + SEAT * axes[2], math.atan2(axes[0, 1], axes[0, 0]))
    return parts, _lamp(nose, axes[0], lamp)


def _axes(attitude: Doubles) -> Doubles:
    """Forwards, left and up of the body in the world, as rows."""
    w, x, y, z = attitude
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)],
            [2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)],
            [2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def _rod(part: Floats, start: Doubles, stop: Doubles, radius: float, colour: tuple[float, float, float]) -> None:
    along = stop - start
    long = float(along @ along)
    part[:3], part[3:6], part[6] = start, along, 1 / long if long else 0
    part[7], part[8] = radius, 1 / radius
    part[COLOUR : COLOUR + 3] = colour
    part[FINE_XY] = part[FINE_Z] = 10.0


def _rider(garden: Garden, i: int, middle: Doubles, azimuth: float) -> Floats:
    """The cat, sitting on top, its eyes ahead."""
    row = Garden(*(part[i : i + 1].copy() for part in garden))  # type: ignore[arg-type]
    row.cat[0], row.heading[0], row.present[0] = middle, azimuth, True
    parts = np.empty((PARTS, COLUMNS), np.float32)
    build(row, 0, 0, 0.0, np.zeros(3), np.empty((PIECES, 7)), parts)
    return parts[CAT:]


def _lamp(nose: Doubles, ahead: Doubles, on: bool) -> Floats:
    """It hangs from the camera's gimbal, and looks where that looks."""
    level = ahead[:2] / max(math.hypot(ahead[0], ahead[1]), 1e-9)
    aim = np.array([*(math.cos(PITCH) * level), math.sin(PITCH)])
    made = np.zeros(LAMP, np.float32)
    made[:3], made[3:6], made[6] = nose - 0.1 * aim, aim, CANDELA if on else 0
    return made
