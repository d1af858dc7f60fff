"""Control steps: the same alone, side by side and on threads, and as the reference has them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world import chance
from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.drone.lanes import SIZE
from ninelives.kernels.world.drone.reference import motion, solids
from ninelives.kernels.world.drone.step import FAST, STEPS, tick
from ninelives.kernels.world.garden import Conditions, Flight, Garden
from tests.flights import conditions, copied, flight, flown, garden, state

seeds = st.integers(0, 2**32 - 1)


@compiled
def singly(
    s: np.ndarray,
    flight: Flight,
    garden: Garden,
    conditions: Conditions,
    commands: np.ndarray,
    seeds: np.ndarray,
    times: np.ndarray,
    hard: bool,
    touched: np.ndarray,
) -> None:
    for i in range(len(seeds)):
        thrust, wx, wy, wz = commands[i, 0], commands[i, 1], commands[i, 2], commands[i, 3]
        hit = tick(s, flight, garden, conditions, i, thrust, wx, wy, wz, seeds[i], times[i], hard)
        touched[i] = max(touched[i], hit)


def worlds(seed: int, count: int) -> tuple:
    """Worlds and what their drones are to do."""
    draw = np.random.default_rng(seed)
    commands = np.column_stack([draw.uniform(0, 168, count), draw.normal(0, 1, (count, 3))])
    made = flight(seed, count), garden(seed, count), conditions(seed, count)
    return *made, commands, chance.seeds(seed, count), draw.integers(0, 3000, count)


def run(given_: tuple, hard: bool, threads: int = 1) -> tuple[np.ndarray, ...]:
    """All arrays of the flight after ten ticks, and what was touched."""
    drones, trees, air, commands, keys, times = given_
    drones = copied(drones)
    touched = flown(drones, trees, air, commands, 10, seeds=keys, times=times, hard=hard, threads=threads)
    return *drones, touched


def one_by_one(given_: tuple, hard: bool) -> tuple[np.ndarray, ...]:
    """The same by ``tick``."""
    drones, trees, air, commands, keys, times = given_
    drones, touched = copied(drones), np.zeros(len(keys))
    for tick_ in range(10):
        singly(np.zeros(SIZE), drones, trees, air, commands, keys, times + tick_, hard, touched)
    return *drones, touched


@pytest.mark.parametrize("hard", [False, True])
def test_the_same_bits_alone_among_many_and_on_two_threads(hard: bool) -> None:
    many = worlds(3, 1024)
    among = run(many, hard)
    for other in (run(many, hard, threads=2), one_by_one(many, hard)):
        for a, b in zip(among, other, strict=True):
            np.testing.assert_array_equal(a, b)
    for i in (0, 7, 500, 1023):
        one = slice(i, i + 1)
        part = tuple(type(each)(*(a[one] for a in each)) if isinstance(each, tuple) else each[one] for each in many)
        for a, b in zip(among, run(part, hard), strict=True):
            np.testing.assert_array_equal(a[i : i + 1], b)
    assert (among[-1] > 0).any()
    assert not (among[-1] > 0).all()


def test_every_tick_and_seed_has_gusts_of_its_own() -> None:
    drones, trees, air, commands, keys, times = worlds(1, 4)
    air.wind[:] = 5
    one = run((drones, trees, air, commands, keys, times), False)
    later = run((drones, trees, air, commands, keys, times + 100), False)
    other = run((drones, trees, air, commands, keys + np.uint64(1), times), False)
    assert (one[6] != later[6]).all()
    assert (one[6] != other[6]).all()


@settings(deadline=None, max_examples=20)
@given(seeds)
def test_a_step_is_the_references(seed: int) -> None:
    """Of drones that are slow and in calm air, where nothing depends on draws."""
    drones, trees, air, commands, keys, times = worlds(seed, 10)
    drones.velocity[:] *= 0.3
    drones.gust[:], air.wind[:] = 0, 0
    now = state(copied(drones))
    for _ in range(STEPS):
        told = motion.tell(now, commands[:, 0], commands[:, 1:], drones.aboard)
        now = motion.advance(now, told, np.zeros((10, 3)), drones.aboard)
    assert np.linalg.norm(now.velocity, axis=1).max() < FAST
    near = solids.solid(trees.branches.astype(float), trees.leaves.astype(float), now.position)
    want = solids.touch(now.position, now.velocity, now.rates, near)
    touched = flown(drones, trees, air, commands, 1, seeds=keys, times=times)
    np.testing.assert_allclose(drones.position, want[0], atol=1e-3)  # two parts may be as near
    np.testing.assert_allclose(drones.attitude, now.attitude, atol=1e-9)
    np.testing.assert_allclose(drones.motors, now.motors, atol=1e-9)
    np.testing.assert_allclose(touched, want[3], atol=1e-9)
