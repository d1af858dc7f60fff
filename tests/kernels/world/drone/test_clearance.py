"""Distances to what is solid, against a brute force of dense points and against the reference."""

from __future__ import annotations

import math

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.drone.clearance import CORE, clearance, fence, solid
from ninelives.kernels.world.drone.reference import solids
from ninelives.kernels.world.garden import BRANCHES, FENCE, FENCE_HEIGHT, LEAVES, Garden, empty
from tests.flights import garden

seeds = st.integers(0, 2**32 - 1)


@compiled
def asked(garden: Garden, points: np.ndarray, out: np.ndarray) -> None:
    for i in range(len(points)):
        out[i, 0], out[i, 1], out[i, 2], out[i, 3] = clearance(garden, i, points[i, 0], points[i, 1], points[i, 2])


def points(seed: int, worlds: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform([-9, -9, 0], [9, 9, 9], (worlds, 3))


def surface(of: Garden, i: int) -> np.ndarray:
    """Points on every solid of a world, some 4 cm apart."""
    ball = np.random.default_rng(0).normal(size=(400, 3))
    ball /= np.linalg.norm(ball, axis=1, keepdims=True)
    found = [np.stack(np.meshgrid(np.arange(-9, 9, 0.1), np.arange(-9, 9, 0.1), [0.0]), axis=-1).reshape(-1, 3)]
    for j in range(BRANCHES):
        begin, end, radius = of.branches[i, :3, j], of.branches[i, 3:6, j], of.branches[i, 6, j]
        if radius > 0:
            along = begin + np.linspace(0, 1, 60)[:, None] * (end - begin)
            found.append((along[:, None] + radius * ball[::3]).reshape(-1, 3))
    there = [j for j in range(LEAVES) if of.leaves[i, 3, j] > 0]
    found += [of.leaves[i, :3, j] + CORE * of.leaves[i, 3, j] * ball for j in there]
    return np.concatenate(found)


@settings(deadline=None, max_examples=8)
@given(seeds)
def test_outside_it_is_the_distance_to_the_nearest_point_of_a_surface(seed: int) -> None:
    trees, at, out = garden(seed, 4), points(seed, 4), np.empty((4, 4))
    asked(trees, at, out)
    for i in range(4):
        away = np.linalg.norm(surface(trees, i) - at[i], axis=1).min()
        if out[i, 0] > 0:
            assert out[i, 0] <= away + 1e-5
            assert away <= out[i, 0] + 0.15  # some point lies this near to the nearest of the surface
        np.testing.assert_allclose(np.linalg.norm(out[i, 1:]), 1)
        beyond = at[i] - out[i, 0] * out[i, 1:]  # the way out leads back to the surface
        assert abs(solid(trees.branches, trees.leaves, i, *beyond)[0]) < 1e-4 or out[i, 0] < 0


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_kernel_numpy_and_torch_agree(seed: int) -> None:
    trees, at, out = garden(seed, 50), points(seed, 50), np.empty((50, 4))
    asked(trees, at, out)
    numpy = solids.solid(trees.branches.astype(float), trees.leaves.astype(float), at)
    tensors = (torch.from_numpy(part.astype(float)) for part in (trees.branches, trees.leaves, at))
    torched = solids.solid(*tensors)
    np.testing.assert_allclose(out[:, 0], numpy[0], atol=6e-5)
    np.testing.assert_allclose(torched[0], numpy[0], atol=1e-12)
    np.testing.assert_allclose(torched[1], numpy[1], atol=1e-12)
    same = np.abs(out[:, 0] - numpy[0]) < 1e-9
    assert same.mean() > 0.95  # else another part is as near, within what single precision tells
    close = np.abs(out[same, 1:] - numpy[1][same]).max(axis=1) < 1e-6
    assert close.mean() > 0.95


def test_inside_it_is_below_zero_and_points_out() -> None:
    trees = empty(Garden, 1)
    trees.branches[0, :, 0], trees.leaves[0, :, 5] = [0, 0, 1, 0, 0, 3, 0.5], [3, 0, 4, 1]
    away, x, y, z = solid(trees.branches, trees.leaves, 0, 0.2, 0.0, 2.0)
    assert (round(away, 6), x, y, z) == (-0.3, 1, 0, 0)
    assert math.isclose(solid(trees.branches, trees.leaves, 0, 3.0, 0.0, 4.1)[0], 0.1 - CORE, rel_tol=1e-6)
    assert solid(trees.branches, trees.leaves, 0, 0.0, 0.0, 2.0) == (-0.5, 0, 0, 1)  # on the axis: up
    assert solid(trees.branches, trees.leaves, 0, 500.0, 0.0, -1.0) == (-1, 0, 0, 1)


def test_an_empty_garden_is_ground() -> None:
    assert solid(*empty(Garden, 1)[:2], 0, 3.0, 4.0, 2.0) == (2, 0, 0, 1)
    assert solid(*empty(Garden, 1)[:2], 0, 3e6, 4e6, 2e6) == (2e6, 0, 0, 1)


def walls() -> np.ndarray:
    """The fence as points, 10 cm apart."""
    along, up = np.meshgrid(np.arange(-FENCE, FENCE + 0.01, 0.1), np.arange(0, FENCE_HEIGHT + 0.01, 0.1))
    flat = np.stack([along.ravel(), np.zeros(along.size), up.ravel()], axis=1)
    sides = [flat + np.array([0, side, 0]) for side in (-FENCE, FENCE)]
    return np.concatenate([*sides, *(side[:, [1, 0, 2]] for side in sides)])


@settings(deadline=None, max_examples=100)
@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(0, 30))
def test_the_fence_is_walls_with_air_on_both_sides_and_above(x: float, y: float, z: float) -> None:
    away, *normal = fence(x, y, z)
    want = np.linalg.norm(walls() - [x, y, z], axis=1).min()
    assert want - 0.08 <= away <= want + 1e-9
    numpy = solids.fence(np.array([[x, y, z]]))
    torched = solids.fence(torch.tensor([[x, y, z]], dtype=torch.float64))
    np.testing.assert_allclose(numpy[0], away, atol=1e-12)
    np.testing.assert_allclose(torched[0].numpy(), away, atol=1e-12)
    if away > 1e-6:
        ends = np.array([x, y, z]) - away * np.array(normal)
        assert fence(*ends)[0] < 1e-9
        if abs(abs(x) - abs(y)) > 1e-6:
            np.testing.assert_allclose(numpy[1][0], normal, atol=1e-9)
            np.testing.assert_allclose(torched[1].numpy(), numpy[1], atol=1e-9)


def test_above_the_fence_is_open() -> None:
    assert fence(FENCE, 0.0, 5.0)[0] == 3
    assert fence(20.0, 0.0, 1.0)[0] == 6
