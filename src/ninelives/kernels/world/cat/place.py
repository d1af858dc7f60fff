"""Where the cat sits, and whether its branch bears it.

Source: green white oak breaks in bending at 57 MPa (Forest Products Laboratory, Wood Handbook, 2010, table 5-3b:
Quercus alba, 57,000 kPa); a third of that is borne for good (chosen: as much safety as a working stress keeps).
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.cat.coat import COATS
from ninelives.kernels.world.chance import Stream, between, uniform
from ninelives.kernels.world.compiled import compiled, whole
from ninelives.kernels.world.garden import Doubles, Garden
from ninelives.kernels.world.oak.grow import BODY, PERCH, SEAT

MASS = 4.0  # kg
STRENGTH = 57e6 / 3  # Pa
GRAVITY = 9.81  # m/s^2
_CAT, _HEADING, _COAT = whole(Stream.CAT), whole(0), whole(1)


@compiled
def place(seed: np.uint64, garden: Garden, i: int) -> None:
    """Put a cat on its branch in world ``i``, which has a tree: 93 % along, upright above it.

    Args:
        seed: of the cat; the tree has one of its own.
        garden: written to: ``cat``, ``heading``, ``coat``, ``present``.
        i: which world.
    """
    branches, outer = garden.branches[i], PERCH + 1
    share = (SEAT - 0.5) / 0.5  # of the outer half
    for axis in range(3):
        garden.cat[i, axis] = branches[axis, outer] + share * (branches[3 + axis, outer] - branches[axis, outer])
    garden.cat[i, 2] += branches[6, outer] + BODY
    heading = garden.outside[i] + between(-2.2, 2.2, seed, _CAT, _HEADING)
    garden.heading[i] = math.atan2(math.sin(heading), math.cos(heading))
    garden.coat[i] = int(uniform(seed, _CAT, _COAT) * COATS)
    garden.present[i] = True


def bears(garden: Garden) -> Doubles:
    """Mass at each cat's seat, kg, that bends either half of its branch to ``STRENGTH``; shape (worlds,).

    A round bar of radius r under a moment M has the stress 4 M / (pi r^3) at its surface; the lever is the level
    distance from the seat to where the half begins.
    """
    halves = garden.branches[:, :, PERCH : PERCH + 2].astype(np.float64)
    lever = np.hypot(garden.cat[:, :1] - halves[:, 0], garden.cat[:, 1:2] - halves[:, 1])
    moment = STRENGTH * math.pi * halves[:, 6] ** 3 / 4
    most: Doubles = (moment / (GRAVITY * lever)).min(axis=1)
    return most
