"""What many worlds are made of: one array for each quantity, one row for each world.

The arrays are the state; kernels write into them, and ``torch.from_numpy`` shares them.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

BRANCHES = 24  # capsules of an oak, the trunk's among them
LEAVES = 24  # spheres of foliage
FENCE = 14.0  # m from the trunk, in x and in y: the garden is a square of 28 m
FENCE_HEIGHT = 2.0  # m

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Parts = TypeVar("Parts", "Garden", "Conditions", "Flight")


class Garden(NamedTuple):
    """What stands in each garden."""

    branches: Floats  # (worlds, 7, BRANCHES): from x y z, to x y z, radius; m. Radius 0: there is none
    leaves: Floats  # (worlds, 4, LEAVES): middle x y z, radius; m. Radius 0: there is none
    crown: Floats  # (worlds,) radius of the crown, m
    cat: Floats  # (worlds, 3) middle of the cat's body, m
    outside: Floats  # (worlds,) azimuth of the free corridor to the cat, rad
    heading: Floats  # (worlds,) where the cat's body points, azimuth, rad
    coat: npt.NDArray[np.int64]  # (worlds,) one of the five coats
    present: npt.NDArray[np.bool_]  # (worlds,) whether the cat is there


class Conditions(NamedTuple):
    """The envelope of each episode or picture."""

    day: npt.NDArray[np.int64]  # (worlds,) days since 1970-01-01, local
    hour: Doubles  # (worlds,) local solar time, h in [0, 24)
    wind: Doubles  # (worlds,) mean speed 6 m above the ground, m/s
    wind_from: Doubles  # (worlds,) azimuth that it blows from, rad
    gusts: Doubles  # (worlds,) standard deviation of a gust over the mean speed
    fog: Doubles  # (worlds,) extinction, 1/m
    lamp: npt.NDArray[np.bool_]  # (worlds,) whether the drone's lamp is on


class Flight(NamedTuple):
    """How each drone flies."""

    position: Doubles  # (worlds, 3) m
    velocity: Doubles  # (worlds, 3) m/s, world
    attitude: Doubles  # (worlds, 4) quaternion w x y z, body to world
    rates: Doubles  # (worlds, 3) rad/s, body
    motors: Doubles  # (worlds, 4) thrust of each, N
    integral: Doubles  # (worlds, 3) of the velocity controller, m/s^2
    gust: Doubles  # (worlds, 3) m/s, world
    gust_memory: Doubles  # (worlds, 3) what shapes the gusts, m/s
    near: Doubles  # (worlds, 7) a place x y z, m, and what ``clearance`` found there: kept, for it is dear
    aboard: npt.NDArray[np.bool_]  # (worlds,) whether the cat is aboard


_ARRAYS: dict[str, list[tuple[str, tuple[int, ...], Any]]] = {
    "Garden": [
        ("branches", (7, BRANCHES), np.float32),
        ("leaves", (4, LEAVES), np.float32),
        ("crown", (), np.float32),
        ("cat", (3,), np.float32),
        ("outside", (), np.float32),
        ("heading", (), np.float32),
        ("coat", (), np.int64),
        ("present", (), np.bool_),
    ],
    "Conditions": [
        ("day", (), np.int64),
        ("hour", (), np.float64),
        ("wind", (), np.float64),
        ("wind_from", (), np.float64),
        ("gusts", (), np.float64),
        ("fog", (), np.float64),
        ("lamp", (), np.bool_),
    ],
    "Flight": [
        ("position", (3,), np.float64),
        ("velocity", (3,), np.float64),
        ("attitude", (4,), np.float64),
        ("rates", (3,), np.float64),
        ("motors", (4,), np.float64),
        ("integral", (3,), np.float64),
        ("gust", (3,), np.float64),
        ("gust_memory", (3,), np.float64),
        ("near", (7,), np.float64),
        ("aboard", (), np.bool_),
    ],
}


def empty(kind: type[Parts], worlds: int) -> Parts:
    """All arrays of a kind, for so many worlds, of zeros; attitudes are level, and no place was looked at.

    Raises:
        ValueError: ``worlds`` is not positive.
    """
    if worlds < 1:
        raise ValueError(f"worlds must be >= 1, got {worlds}")
    made = _zeros(kind.__name__, worlds)
    if kind is Flight:
        made["attitude"][:, 0], made["near"][:, 0] = 1, np.inf
    return kind(**made)


def _zeros(kind: str, worlds: int) -> dict[str, Any]:
    return {name: np.zeros((worlds, *shape), of) for name, shape, of in _ARRAYS[kind]}
