"""Thrust and rates become four rotors."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.drone import body, lanes
from ninelives.kernels.world.drone.motors import RATE, tell
from ninelives.kernels.world.drone.reference import motion
from ninelives.kernels.world.garden import Flight, empty
from tests.flights import arrays, flight, state

seeds = st.integers(0, 2**32 - 1)


def heard(drones: Flight, thrust: np.ndarray, rates: np.ndarray) -> np.ndarray:
    """What the rotors of up to eight drones are told."""
    s = np.zeros(lanes.SIZE)
    for lane in range(len(thrust)):
        lanes.ask(s, lane, lane, thrust[lane], tuple(rates[lane]), (0.0, 0.0, 0.0), bool(drones.aboard[lane]))
        lanes.load(s, lane, lane, *arrays(drones))
    tell(s)
    return s[lanes.TOLD : lanes.TOLD + 4 * lanes.LANES].reshape(4, -1).T[: len(thrust)]


def asked(seed: int) -> tuple[Flight, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    return flight(seed, 8), draw.uniform(-20, 200, 8), draw.normal(0, draw.choice([0.1, 5]), (8, 3))


@settings(deadline=None, max_examples=50)
@given(seeds)
def test_kernel_numpy_and_torch_agree_and_no_rotor_leaves_its_range(seed: int) -> None:
    drones, thrust, rates = asked(seed)
    ours = heard(drones, thrust, rates)
    numpy = motion.tell(state(drones), thrust, rates, drones.aboard)
    np.testing.assert_allclose(ours, numpy, atol=1e-10)
    tensors = motion.State(*map(torch.from_numpy, state(drones)))
    torched = motion.tell(tensors, *map(torch.from_numpy, (thrust, rates, drones.aboard)))
    np.testing.assert_allclose(torched.numpy(), numpy, atol=1e-10)
    assert (ours >= -1e-9).all()
    assert (ours <= body.STRONGEST + 1e-9).all()


@settings(deadline=None, max_examples=50)
@given(seeds)
def test_within_its_means_it_gives_what_is_asked(seed: int) -> None:
    drones, thrust, rates = asked(seed)
    drones.motors[:], thrust[:] = 20, 80
    rates = drones.rates + 0.005 * rates
    told = heard(drones, thrust, rates)
    np.testing.assert_allclose(told.sum(axis=1), 80)
    inertia = motion.heft(drones.aboard, rates)[1]
    np.testing.assert_allclose(motion.torque(told), RATE * inertia * (rates - drones.rates), atol=1e-9)


@settings(deadline=None, max_examples=50)
@given(seeds)
def test_what_cannot_all_be_had_is_had_in_order(seed: int) -> None:
    """Roll and pitch keep their way, and their size up to what two rotors can; thrust gives way to them, yaw to it."""
    drones, thrust, rates = asked(seed)
    drones.motors[:] = 0
    told = heard(drones, thrust, rates)
    wanted, given_ = RATE * motion.heft(drones.aboard, rates)[1] * (rates - drones.rates), motion.torque(told)
    most = 2 * body.STRONGEST * body.LEVER / np.maximum(np.abs(wanted[:, :2]).sum(axis=1, keepdims=True), 1e-12)
    np.testing.assert_allclose(given_[:, :2], wanted[:, :2] * np.minimum(most, 1), atol=1e-9)
    room = np.minimum(thrust, 4 * body.STRONGEST - thrust)
    free = (np.abs(given_[:, :2]).sum(axis=1) / body.LEVER <= room) & (thrust > 0)
    np.testing.assert_allclose(told.sum(axis=1)[free], thrust[free])
    assert (np.abs(given_[:, 2]) <= np.abs(wanted[:, 2]) + 1e-9).all()


def test_a_drone_at_rest_hovers() -> None:
    drones = empty(Flight, 1)
    np.testing.assert_allclose(heard(drones, np.array([60.0]), np.zeros((1, 3))), 15)
