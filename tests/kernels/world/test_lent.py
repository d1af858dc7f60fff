"""Arrays that are used and not counted."""

from __future__ import annotations

import sys
from collections.abc import Callable

import numba as nb
import numpy as np

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.garden import Flight, empty
from ninelives.kernels.world.lent import lent


@compiled
def raised(flight: Flight, by: np.ndarray) -> None:
    flight, by = lent(flight), lent(by)
    for i in range(len(by)):
        position = flight.position
        position[i, 2] += by[i]


def test_what_is_lent_is_the_same_array_and_stays_its_owners() -> None:
    drones, by = empty(Flight, 3), np.array([1.0, 2, 3])
    before = sys.getrefcount(drones.position), sys.getrefcount(by)
    for _ in range(100):
        raised(drones, by)
    assert drones.position[:, 2].tolist() == [100, 200, 300]
    assert (sys.getrefcount(drones.position), sys.getrefcount(by)) == before


def counted(loop: Callable[..., None], *arguments: object) -> int:
    """How often the machine code of a loop counts an array up."""
    made = nb.njit(nogil=True, error_model="numpy")(loop)
    made(*arguments)
    return made.inspect_llvm(made.signatures[0]).split("\ndefine")[1].count("NRT_incref")


def test_nothing_is_counted() -> None:
    def held(flight: Flight, by: np.ndarray) -> None:
        for i in range(len(by)):
            position = flight.position
            if by[i] > 1:
                position = flight.velocity
            position[i, 2] += by[i]

    def borrowed(flight: Flight, by: np.ndarray) -> None:
        flight, by = lent(flight), lent(by)
        for i in range(len(by)):
            position = flight.position
            if by[i] > 1:
                position = flight.velocity
            position[i, 2] += by[i]

    drones, by = empty(Flight, 3), np.array([1.0, 2, 3])
    assert counted(held, drones, by) > 0
    assert counted(borrowed, drones, by) == 0
