"""The fast camera against the slow one, on NumPy and on torch."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from ninelives.kernels.world.camera import reference
from ninelives.kernels.world.camera.cameras import Sensor
from ninelives.kernels.world.camera.cast import pictures
from tests.kernels.world.camera.gardens import World, gardens

FRAMES = 24


@pytest.fixture(scope="module")
def world() -> World:
    cameras, garden, conditions = gardens(FRAMES, seed=9, near=0.8)  # some inside the foliage
    cameras.position[0], cameras.pitch[0], cameras.field[0], cameras.sensor[0] = (0, 0, 500), -1.5, 0.05, Sensor.FILM
    return cameras, garden, conditions


def slow(world: World, at: int, like: object) -> np.ndarray:
    return np.asarray(reference.picture(reference.view(at, *world, 7, 2, like), 64, 64))


def test_within_one_of_255_on_999_pixels_of_a_thousand(world: World) -> None:
    fast = np.zeros((FRAMES, 64, 64, 3), np.uint8)
    pictures(fast, *world, 7, 2)
    apart = np.stack([np.abs(slow(world, at, np.zeros(1)).astype(int) - fast[at]) for at in range(FRAMES)])
    assert fast.std(axis=(1, 2, 3)).min() > 1
    assert (apart <= 1).mean() >= 0.999
    assert (apart <= 1).mean(axis=(1, 2, 3)).min() >= 0.99


def test_the_same_on_torch(world: World) -> None:
    for at in (0, 5):
        numpy = slow(world, at, np.zeros(1)).astype(int)
        for device in ["cpu"] + ["cuda"] * torch.cuda.is_available():
            like = torch.zeros(1, dtype=torch.float64, device=device)
            seen = reference.picture(reference.view(at, *world, 7, 2, like), 64, 64).cpu().numpy()
            assert (np.abs(seen - numpy) <= 1).mean() >= 0.999
