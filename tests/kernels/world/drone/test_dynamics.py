"""How a body moves: against MuJoCo, against the reference, and against the laws of motion."""

from __future__ import annotations

import importlib.util
import json
import math
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.drone import body, dynamics
from ninelives.kernels.world.drone.reference import motion
from ninelives.kernels.world.garden import Flight, empty
from tests.flights import copied, flight, state, stepped

RIVALS = Path(__file__).parents[4] / "bench" / "rivals"
FROZEN = json.loads((RIVALS / "mujoco.json").read_text("utf-8"))["sequences"]
seeds = st.integers(0, 2**32 - 1)


def told(seed: int, worlds: int) -> np.ndarray:
    return np.random.default_rng(seed + 1).uniform(0, body.STRONGEST, (worlds, 4))


def air(seed: int, worlds: int) -> np.ndarray:
    return np.random.default_rng(seed + 2).normal(0, 3, (worlds, 3))


# --- MuJoCo


@pytest.fixture(scope="module")
def rival() -> ModuleType:
    made = importlib.util.spec_from_file_location("rival_mujoco", RIVALS / "mujoco.py")
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


def apart(ours: Flight, at: int) -> tuple[np.ndarray, np.ndarray]:
    """How far from MuJoCo's, mm and degrees."""
    theirs = [sequence["at"][at] for sequence in FROZEN]
    away = np.linalg.norm(ours.position - [each["position"] for each in theirs], axis=1)
    cosine = np.abs((ours.attitude * [each["attitude"] for each in theirs]).sum(axis=1))
    return 1000 * away, np.degrees(2 * np.arccos(np.minimum(cosine, 1)))


def test_mujoco_has_every_drone_where_ours_is(rival: ModuleType) -> None:
    given, ours = [rival.sequence(each["seed"]) for each in FROZEN], empty(Flight, len(FROZEN))
    for name in ("velocity", "attitude", "rates", "motors", "aboard"):
        getattr(ours, name)[:] = [each[name] for each in given]
    ours.attitude[:] /= np.linalg.norm(ours.attitude, axis=1, keepdims=True)
    wind, commands = np.array([each["wind"] for each in given]), np.array([each["told"] for each in given])
    for step in range(rival.STEPS):
        stepped(ours, commands[:, step], wind, steps=round(rival.STEP / dynamics.STEP))
        if step + 1 == rival.STEPS // 2:
            assert (np.array(apart(ours, 0)).max(axis=1) < [1, 0.1]).all()
    assert (np.array(apart(ours, 1)).max(axis=1) < [1, 0.1]).all(), np.array(apart(ours, 1)).max(axis=1)


def test_mujoco_was_given_the_same_craft(rival: ModuleType) -> None:
    for aboard in (False, True):
        np.testing.assert_allclose(
            body.heft(aboard), (rival.MASS[aboard], rival.LATERAL[aboard], rival.AXIAL[aboard]), rtol=1e-6
        )
    ours = (body.LEVER, body.TWIST, body.LAG, body.STRONGEST, body.GRAVITY, body.AIR, body.FACE, body.ROTOR_DRAG)
    theirs = (rival.ARM, rival.TWIST, rival.LAG, rival.STRONGEST, rival.GRAVITY, rival.AIR, rival.FACE, rival.ROTORS)
    assert ours == pytest.approx(theirs, rel=1e-12)


# --- the reference


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 20))
def test_kernel_numpy_and_torch_agree(seed: int, worlds: int) -> None:
    ours = flight(seed, worlds)
    commands, wind, slow = told(seed, worlds), air(seed, worlds), copied(ours)
    tensors = motion.State(*(torch.from_numpy(part.copy()) for part in state(ours)))
    stepped(ours, commands, wind)
    numpy = motion.advance(state(slow), commands, wind, slow.aboard)
    heard = motion.advance(tensors, *map(torch.from_numpy, (commands, wind, slow.aboard)))
    for a, b, c in zip(state(ours), numpy, heard, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-12)
        np.testing.assert_allclose(c.numpy(), b, atol=1e-12)


# --- laws


@settings(deadline=None, max_examples=20)
@given(seeds)
def test_a_body_falls_freely_without_air(seed: int) -> None:
    ours = flight(seed, 8)
    ours.motors[:], ours.velocity[:] = 0, 0
    before, calm = copied(ours), np.zeros((8, 3))
    stepped(ours, np.zeros((8, 4)), calm, steps=10)
    fallen = before.position - [0, 0, body.GRAVITY * 0.04**2 / 2]
    np.testing.assert_allclose(ours.position[:, :2], fallen[:, :2], atol=1e-5)  # drag: slow as it falls
    np.testing.assert_allclose(ours.position[:, 2], fallen[:, 2], atol=2e-5)


@settings(deadline=None, max_examples=20)
@given(seeds)
def test_angular_momentum_and_spin_energy_of_a_free_body_stay(seed: int) -> None:
    ours = flight(seed, 8, spin=5.0)
    ours.motors[:] = 0
    before = copied(ours)
    stepped(ours, np.zeros((8, 4)), np.zeros((8, 3)), steps=250)
    inertia = motion.heft(ours.aboard, ours.rates)[1]
    momentum = [np.einsum("nij,nj->ni", motion.matrix(of.attitude), inertia * of.rates) for of in (before, ours)]
    np.testing.assert_allclose(*momentum, atol=5e-3)  # N m s, of some 1
    energy = [(inertia * of.rates**2).sum(axis=1) for of in (before, ours)]
    np.testing.assert_allclose(*energy, rtol=2e-3)


@settings(deadline=None, max_examples=20)
@given(seeds)
def test_momentum_changes_by_the_forces_alone(seed: int) -> None:
    """Level, without spin, in air that moves with it: thrust less weight, in time."""
    ours = flight(seed, 8)
    ours.attitude[:], ours.rates[:], ours.velocity[:, :2] = [1, 0, 0, 0], 0, 0
    ours.velocity[:, 2] = 0
    lift = told(seed, 8)[:, :1] * np.ones(4)
    ours.motors[:] = lift
    stepped(ours, lift, np.zeros((8, 3)))
    mass = motion.heft(ours.aboard, ours.rates)[0][:, 0]
    np.testing.assert_allclose(ours.velocity[:, 2], dynamics.STEP * (lift.sum(axis=1) / mass - body.GRAVITY), atol=1e-5)
    assert (ours.velocity[:, :2] == 0).all()
    assert (ours.rates == 0).all()


@settings(deadline=None, max_examples=20)
@given(seeds)
def test_drag_takes_energy_and_leads_to_the_wind(seed: int) -> None:
    ours = flight(seed, 8)
    wind, velocity = air(seed, 8), ours.velocity.copy()
    axis = motion.matrix(ours.attitude)[:, :, 2]
    force = motion.drag(velocity - wind, axis)
    assert ((force * (velocity - wind)).sum(axis=1) < 0).all()
    np.testing.assert_array_equal(motion.drag(np.zeros((8, 3)), axis), 0)


@settings(deadline=None, max_examples=30)
@given(seeds, st.floats(0, 60))
def test_a_quaternion_stays_one(seed: int, spin: float) -> None:
    ours = flight(seed, 8, spin=spin)
    stepped(ours, told(seed, 8), air(seed, 8), steps=50)
    np.testing.assert_allclose(np.linalg.norm(ours.attitude, axis=1), 1, atol=1e-14)
    assert np.isfinite(ours.position).all()


@settings(deadline=None, max_examples=20)
@given(seeds, st.floats(-math.pi, math.pi))
def test_a_world_that_is_turned_turns_the_flight(seed: int, angle: float) -> None:
    c, s = math.cos(angle), math.sin(angle)
    ours = flight(seed, 8)
    other, wind, yaw = copied(ours), air(seed, 8), np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    half = np.tile([math.cos(angle / 2), 0, 0, math.sin(angle / 2)], (8, 1))
    w, z = half[:, :1], half[:, 3:]
    a, b, d, e = (ours.attitude[:, part : part + 1] for part in range(4))
    other.attitude[:] = np.hstack([w * a - z * e, w * b - z * d, w * d + z * b, w * e + z * a])
    other.position[:], other.velocity[:] = ours.position @ yaw.T, ours.velocity @ yaw.T
    commands = told(seed, 8)
    stepped(ours, commands, wind, steps=25)
    stepped(other, commands, wind @ yaw.T, steps=25)
    np.testing.assert_allclose(other.position, ours.position @ yaw.T, atol=1e-9)
    np.testing.assert_allclose(other.velocity, ours.velocity @ yaw.T, atol=1e-9)
    np.testing.assert_allclose(other.rates, ours.rates, atol=1e-9)


@settings(deadline=None, max_examples=5)
@given(seeds)
def test_an_eighth_of_the_step_is_nearly_the_same(seed: int) -> None:
    """The reference, whose step can be set, at an eighth: what a step leaves out is of high order."""
    ours, worlds = flight(seed, 8), 8
    commands, wind = told(seed, worlds), air(seed, worlds)
    fine = state(copied(ours))
    step = dynamics.STEP
    try:
        dynamics.STEP = step / 8
        for _ in range(8 * 25):
            fine = motion.advance(fine, commands, wind, ours.aboard)
    finally:
        dynamics.STEP = step
    stepped(ours, commands, wind, steps=25)
    np.testing.assert_allclose(ours.position, fine.position, atol=2e-4)
    np.testing.assert_allclose(ours.attitude, fine.attitude, atol=1e-4)
