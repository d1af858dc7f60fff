"""What a contact does: against the reference, and never a gain."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.drone import lanes
from ninelives.kernels.world.drone.body import GRAVITY, RADIUS
from ninelives.kernels.world.drone.clearance import fence, solid
from ninelives.kernels.world.drone.contact import FRICTION, SPUN, touch
from ninelives.kernels.world.drone.reference import solids
from ninelives.kernels.world.garden import Conditions, Flight, Garden, empty
from tests.flights import arrays, copied, flight, flown, garden

seeds = st.integers(0, 2**32 - 1)


def touched(drones: Flight, trees: Garden) -> np.ndarray:
    """Speeds at contact, m/s, of up to eight drones, which are pushed out."""
    s = np.zeros(lanes.SIZE)
    for lane in range(len(drones.position)):
        lanes.load(s, lane, lane, *arrays(drones))
        at = drones.position[lane].tolist()
        touch(s, lane, solid(trees.branches, trees.leaves, lane, *at))
        touch(s, lane, fence(*at))
        lanes.store(s, lane, lane, *arrays(drones))
    return s[lanes.HIT : lanes.HIT + len(drones.position)]


@settings(deadline=None, max_examples=50)
@given(seeds)
def test_kernel_and_reference_agree(seed: int) -> None:
    drones, trees = flight(seed, 8), garden(seed, 8)
    slow = copied(drones)
    near = solids.solid(trees.branches.astype(float), trees.leaves.astype(float), slow.position)
    want = solids.touch(slow.position, slow.velocity, slow.rates, near)
    got = touched(drones, trees)
    for ours, theirs in zip((drones.position, drones.velocity, drones.rates), want[:3], strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-3)  # another part may be as near
    np.testing.assert_allclose(got, want[3], atol=1e-9)


@settings(deadline=None, max_examples=50)
@given(seeds)
def test_it_ends_outside_slower_and_not_going_in(seed: int) -> None:
    drones, trees = flight(seed, 8), garden(seed, 8)
    before = copied(drones)
    hit = touched(drones, trees) > 0
    speed = [np.linalg.norm(of.velocity, axis=1) for of in (before, drones)]
    assert (speed[1] <= speed[0] + 1e-12).all()
    for old, new in zip(arrays(before), arrays(drones), strict=True):
        np.testing.assert_array_equal(new[~hit], old[~hit])
    np.testing.assert_array_equal(drones.rates[hit], SPUN * before.rates[hit])
    for i in np.flatnonzero(hit):
        away, *normal = solid(trees.branches, trees.leaves, i, *before.position[i])
        assert drones.velocity[i] @ normal >= -1e-9
        np.testing.assert_allclose(drones.position[i], before.position[i] + (RADIUS - away) * np.array(normal))


def test_friction_is_coulombs() -> None:
    drones, bare = empty(Flight, 2), empty(Garden, 2)
    drones.position[:, 2], drones.velocity[:] = 0.4, [[2, 0, -1], [0.2, 0, -1]]
    np.testing.assert_allclose(touched(drones, bare), np.sqrt([5, 1.04]))
    np.testing.assert_allclose(drones.velocity, [[2 - FRICTION, 0, 0], [0, 0, 0]], atol=1e-12)
    np.testing.assert_allclose(drones.position[:, 2], RADIUS)


def test_the_fence_stops_a_drone_below_and_lets_it_pass_above() -> None:
    drones, bare = empty(Flight, 3), empty(Garden, 3)
    drones.position[:], drones.velocity[:] = [[13.7, 0, 1], [13.7, 0, 2.5], [20, 0, 1]], [3, 0, 0]
    np.testing.assert_allclose(touched(drones, bare), [3, 0, 0])
    np.testing.assert_allclose(drones.position[:, 0], [14 - RADIUS, 13.7, 20])
    assert drones.velocity[:, 0].tolist() == [0, 3, 3]
    assert fence(*drones.position[0])[0] == pytest.approx(RADIUS)


@pytest.mark.parametrize("thrust", [0.0, 30.0, 58.0])
def test_a_drone_that_sits_on_the_ground_sits(thrust: float) -> None:
    drones, bare, calm = empty(Flight, 1), empty(Garden, 1), empty(Conditions, 1)
    drones.position[0] = [1, 2, RADIUS]
    drones.attitude[0] = [np.cos(0.1), np.sin(0.1), 0, 0]  # on a slope of its own: 11 degrees
    flown(drones, bare, calm, [thrust, 0, 0, 0], 250)
    assert flown(drones, bare, calm, [thrust, 0, 0, 0], 250)[0] < GRAVITY * 0.02 + 1e-9
    np.testing.assert_allclose(drones.position[0, 2], RADIUS, atol=1e-9)
    assert np.linalg.norm(drones.velocity[0, 2]) < 1e-9
    if thrust == 0:
        assert np.linalg.norm(drones.position[0, :2] - [1, 2]) < 0.05
    assert np.abs(drones.rates).max() < 1e-6
    assert np.isfinite(drones.position).all()


@settings(deadline=None, max_examples=20)
@given(seeds, st.booleans())
def test_a_drone_that_falls_on_something_never_gains_energy(seed: int, alone: bool) -> None:
    """On one leaf's core or branch at no time; in a tree, whose forks push both ways, never over what it began with."""
    drones, trees, calm = flight(seed, 1, spin=0.0), garden(seed, 1), empty(Conditions, 1)
    drones.motors[:], drones.velocity[:], drones.gust[:], drones.aboard[:] = 0, 0, 0, False
    if alone:
        trees.branches[:, 6, seed % 24 + 1 :], trees.leaves[:, 3, 1:] = 0, 0
        trees.branches[:, 6, : seed % 24], trees.leaves[:, 3, 0] = 0, 0.8 * (seed % 2)
        trees.leaves[:, :2, 0] = 9
    drones.position[0] = [*np.random.default_rng(seed).uniform(-3, 3, 2), 9]
    energy = [GRAVITY * drones.position[0, 2]]
    for _ in range(200):
        flown(drones, trees, calm, [0, 0, 0, 0], 1)
        energy.append(GRAVITY * drones.position[0, 2] + (drones.velocity[0] ** 2).sum() / 2)
        assert drones.position[0, 2] > RADIUS - 1e-9
    assert max(energy) <= energy[0] + 1e-6  # J/kg
    assert not alone or np.diff(energy).max() < 1e-6


def test_a_fast_drone_flies_through_nothing() -> None:
    drones, trees, calm = empty(Flight, 1), empty(Garden, 1), empty(Conditions, 1)
    trees.branches[0, :, 0] = [3, -2, 2, 3, 2, 2, 0.02]
    drones.position[0], drones.velocity[0] = [0, 0, 2], [45, 0, 0]
    assert flown(drones, trees, calm, [58.84, 0, 0, 0], 20)[0] > 40
    assert drones.position[0, 0] < 3
