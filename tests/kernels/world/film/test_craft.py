"""The drone from outside."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.drone.body import RADIUS
from ninelives.kernels.world.film.craft import BULB, MEMBERS, RIDER, ROTORS, craft
from ninelives.kernels.world.garden import Flight, Garden, empty


def ends(parts: np.ndarray) -> np.ndarray:
    return np.concatenate([parts[:, :3], parts[:, :3] + parts[:, 3:6]])


def test_it_stands_where_its_sphere_touches_the_ground() -> None:
    flight, garden = empty(Flight, 1), empty(Garden, 1)
    flight.position[0] = [3, -2, RADIUS]
    parts, _ = craft(flight, garden, 0, 0, lamp=False)
    low = (ends(parts)[:, 2] - np.tile(parts[:, 7], 2))[np.tile(parts[:, 7] > 0, 2)].min()
    assert 0 <= low < 0.02


def test_blades_turn_and_the_rest_does_not() -> None:
    flight, garden = empty(Flight, 1), empty(Garden, 1)
    (one, _), (two, _) = (craft(flight, garden, 0, frame, lamp=False) for frame in (0, 1))
    moved = (one != two).any(1)
    assert moved[ROTORS:BULB].all()
    assert moved.sum() == BULB - ROTORS


def test_the_cat_is_on_top_once_it_is_aboard() -> None:
    flight, garden = empty(Flight, 1), empty(Garden, 1)
    parts, _ = craft(flight, garden, 0, 0, lamp=False)
    assert not parts[RIDER:, 7].any()
    flight.aboard[0] = True
    parts, _ = craft(flight, garden, 0, 0, lamp=False)
    assert (parts[RIDER:, 7] > 0).all()
    assert len(parts) == MEMBERS
    assert 0.2 < parts[RIDER, 2] < 0.4


def test_the_lamp_shines_ahead() -> None:
    flight, garden = empty(Flight, 1), empty(Garden, 1)
    flight.attitude[0] = [np.cos(np.pi / 4), 0, 0, np.sin(np.pi / 4)]  # its nose to the north
    _, lamp = craft(flight, garden, 0, 0, lamp=True)
    assert lamp[4] > 0.9 > abs(lamp[3])
    assert lamp[6] == 800
    assert craft(flight, garden, 0, 0, lamp=False)[1][6] == 0
