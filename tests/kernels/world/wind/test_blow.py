"""The air that a drone meets."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.garden import Conditions, Flight
from ninelives.kernels.world.wind.blow import begin, blow
from ninelives.kernels.world.wind.dryden import scales
from ninelives.kernels.world.wind.profile import along, share
from ninelives.kernels.world.wind.story import UPWARD
from tests.flights import conditions, copied, flight


@compiled
def blown(flight: Flight, conditions: Conditions, seeds: np.ndarray, hard: bool, out: np.ndarray) -> None:
    for i in range(len(seeds)):
        begin(flight, conditions, i, seeds[i], hard)
        for time in range(out.shape[1]):
            out[i, time, 0], out[i, time, 1], out[i, time, 2] = blow(flight, conditions, i, seeds[i], time, hard)


def air(worlds: int, ticks: int, hard: bool, **winds: float) -> tuple[Flight, Conditions, np.ndarray]:
    drones, about = flight(0, worlds), conditions(0, worlds)
    for name, value in winds.items():
        getattr(about, name)[:] = value
    out = np.empty((worlds, ticks, 3))
    blown(drones, about, np.arange(worlds, dtype=np.uint64), hard, out)
    return drones, about, out


@pytest.mark.parametrize("hard", [False, True])
def test_it_is_the_mean_at_the_drones_height_and_a_gust(hard: bool) -> None:
    drones, about, out = air(6, 3, hard)
    for i in range(6):
        mean = about.wind[i] * share(drones.position[i, 2]) * np.array([*along(about.wind_from[i]), 0])
        np.testing.assert_allclose(out[i, -1], mean + drones.gust[i], atol=1e-12)


def test_the_storys_gusts_are_a_share_of_the_wind() -> None:
    _, about, out = air(4000, 1, False, wind=5.0, wind_from=1.0, gusts=0.19)
    np.testing.assert_allclose(out[:, 0].std(axis=0)[2], 0.19 * 5 * UPWARD, rtol=0.06)
    drones, _, _ = air(4000, 1, False, wind=5.0, wind_from=1.0, gusts=0.19)
    np.testing.assert_allclose(drones.gust.std(axis=0), 0.19 * 5 * np.array([1, 1, UPWARD]), rtol=0.06)
    assert about.wind[0] == 5


def test_drydens_are_those_of_the_height() -> None:
    drones, about = flight(0, 4000), conditions(0, 4000)
    drones.position[:, 2], about.wind[:], about.wind_from[:] = 10, 6, 2
    blown(drones, about, np.arange(4000, dtype=np.uint64), True, np.empty((4000, 1, 3)))
    _, wide, _, high = scales(10.0, 6.0)
    np.testing.assert_allclose(drones.gust.std(axis=0), [wide, wide, high], rtol=0.06)


@pytest.mark.parametrize("hard", [False, True])
def test_no_wind_is_no_wind(hard: bool) -> None:
    drones, _, out = air(5, 50, hard, wind=0.0)
    assert (out == 0).all()
    assert (copied(drones).gust == 0).all()
