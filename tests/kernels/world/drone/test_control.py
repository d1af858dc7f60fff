"""The pilot: against the reference, and what it reaches."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.drone.control import ACROSS, CLIMB, MOST_INTEGRAL, TURN, level, pilot
from ninelives.kernels.world.drone.reference import motion
from ninelives.kernels.world.garden import Conditions, Flight, Garden, empty
from ninelives.kernels.world.wind.blow import begin
from tests.flights import copied, flight, flown, state

seeds = st.integers(0, 2**32 - 1)


@compiled
def asked(flight: Flight, wanted: np.ndarray, out: np.ndarray) -> None:
    for i in range(len(wanted)):
        vx, vy, vz, turn = wanted[i, 0], wanted[i, 1], wanted[i, 2], wanted[i, 3]
        out[i, 0], out[i, 1], out[i, 2], out[i, 3] = pilot(flight, i, vx, vy, vz, turn)


@compiled
def begun(flight: Flight, conditions: Conditions, hard: bool) -> None:
    for i in range(len(flight.position)):
        begin(flight, conditions, i, np.uint64(i), hard)


def piloted(
    drones: Flight, bare: Garden, about: Conditions, wanted: np.ndarray, ticks: int, hard: bool = False
) -> tuple[float, float]:
    """Fly so many ticks; the least cosine of a tilt on the way, and the highest speed."""
    begun(drones, about, hard)
    least, most = 1.0, 0.0
    for time in range(ticks):
        flown(drones, bare, about, wanted, 1, times=np.full(len(wanted), time), velocities=True, hard=hard)
        least = min(least, motion.matrix(drones.attitude)[:, 2, 2].min())
        most = max(most, np.linalg.norm(drones.velocity, axis=1).max())
    return least, most


@settings(deadline=None, max_examples=50)
@given(seeds)
def test_kernel_numpy_and_torch_agree(seed: int) -> None:
    drones = flight(seed, 20)
    wanted = np.random.default_rng(seed).normal(0, 1.5, (20, 4))
    slow, out = copied(drones), np.empty((20, 4))
    asked(drones, wanted, out)
    thrust, rates, held = motion.pilot(state(slow), slow.integral, wanted, slow.aboard)
    np.testing.assert_allclose(out, np.column_stack([thrust, rates]), atol=1e-9)
    np.testing.assert_allclose(drones.integral, held, atol=1e-12)
    tensors = motion.State(*map(torch.from_numpy, state(slow)))
    heard = motion.pilot(tensors, *map(torch.from_numpy, (slow.integral, wanted, slow.aboard)))
    np.testing.assert_allclose(torch.column_stack(heard[:2]).numpy(), out, atol=1e-9)
    assert (np.abs(held) <= MOST_INTEGRAL).all()


def velocity(drones: Flight) -> np.ndarray:
    """In the yaw frame, m/s."""
    axes = motion.matrix(drones.attitude)
    yaw = np.arctan2(axes[:, 1, 0], axes[:, 0, 0])
    c, s = np.cos(yaw), np.sin(yaw)
    x, y = drones.velocity[:, 0], drones.velocity[:, 1]
    return np.stack([c * x + s * y, c * y - s * x, drones.velocity[:, 2]], axis=1)


@pytest.mark.parametrize("aboard", [False, True])
def test_in_four_seconds_it_flies_as_it_is_told(aboard: bool) -> None:
    wanted = np.array([[ACROSS, 0, 0, 0], [0, -ACROSS, 0, 0], [0, 0, CLIMB, 0], [0.5, 0, -0.5, 0], [0, 0, 0, TURN]])
    drones, bare, calm = empty(Flight, 5), empty(Garden, 5), empty(Conditions, 5)
    drones.position[:, 2], drones.motors[:], drones.aboard[:] = 10, 14.7, aboard
    piloted(drones, bare, calm, wanted, 200)
    np.testing.assert_allclose(velocity(drones), wanted[:, :3], atol=0.06)
    np.testing.assert_allclose(drones.rates[4], [0, 0, TURN], atol=0.01)


def test_the_integral_takes_a_steady_wind_off() -> None:
    drones, bare, windy = empty(Flight, 4), empty(Garden, 4), empty(Conditions, 4)
    drones.position[:, 2], drones.motors[:] = 6.1, 14.7
    windy.wind[:], windy.wind_from[:] = 7, np.arange(4) * math.pi / 2
    wanted = np.zeros((4, 4))
    wanted[:, 3] = 0.5  # while it turns
    piloted(drones, bare, windy, wanted, 400)
    np.testing.assert_allclose(drones.velocity, 0, atol=0.02)
    lost = np.linalg.norm(drones.position - [0, 0, 6.1], axis=1)
    assert (lost < 1.0).all()
    pushed = drones.integral[:, 0] * np.cos(windy.wind_from) + drones.integral[:, 1] * np.sin(windy.wind_from)
    assert (pushed > 0.3).all()  # against the wind


@pytest.mark.parametrize("hard", [False, True])
def test_gusts_do_not_throw_it(hard: bool) -> None:
    drones, bare, windy = empty(Flight, 20), empty(Garden, 20), empty(Conditions, 20)
    drones.position[:, 2], drones.motors[:] = 6, 14.7
    windy.wind[:], windy.gusts[:], windy.wind_from[:] = 7, 0.19, np.arange(20)
    least, most = piloted(drones, bare, windy, np.zeros((20, 4)), 500, hard)
    assert least > math.cos(math.radians(30))
    assert most < 1


def test_thrown_upside_down_it_rights_itself() -> None:
    drones, bare, calm = empty(Flight, 1), empty(Garden, 1), empty(Conditions, 1)
    drones.position[0, 2], drones.attitude[0] = 60, [math.cos(1.5), math.sin(1.5), 0, 0]
    assert piloted(drones, bare, calm, np.zeros((1, 4)), 250)[0] < -0.9
    assert level.py_func(drones, 0) > 0.99
