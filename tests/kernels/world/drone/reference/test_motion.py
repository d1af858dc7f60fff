"""What the reference stands on: quaternions, and drag later in a step. Kernels' tests hold the rest."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from ninelives.kernels.world.drone import dynamics
from ninelives.kernels.world.drone.reference import motion
from tests.flights import flight

seeds = st.integers(0, 2**32 - 1)


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_attitudes_turn_as_scipys_do(seed: int) -> None:
    q = flight(seed, 10).attitude
    rotation = np.random.default_rng(seed).normal(0, 1, (10, 3))
    rotation[0] = 0
    theirs = Rotation.from_quat(q, scalar_first=True)
    np.testing.assert_allclose(motion.matrix(q), theirs.as_matrix(), atol=1e-12)
    turned = (theirs * Rotation.from_rotvec(rotation)).as_matrix()
    np.testing.assert_allclose(motion.matrix(motion.turned(q, rotation)), turned, atol=1e-12)


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_drag_is_reckoned_half_a_step_later(seed: int) -> None:
    drones = flight(seed, 10)
    through, axis = 5 * drones.velocity, motion.matrix(drones.attitude)[:, :, 2]
    mass = motion.heft(drones.aboard, through)[0]
    now = motion.drag(through, axis) / mass
    later = motion.drag(through + dynamics.STEP / 2 * now, axis) / mass
    slowed = motion.slowed(through, axis, mass)
    assert np.abs(slowed - later).max() < 0.2 * np.abs(later - now).max()
