"""Tests of the quick count: that of the whole picture, to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.world.camera.cast import cat_pixels
from ninelives.kernels.world.camera.views import ground, satellite
from ninelives.kernels.world.chance import Stream, seeds
from ninelives.kernels.world.garden import Conditions, Garden, empty
from ninelives.kernels.world.photos.drawn import draw
from ninelives.kernels.world.photos.glimpse import glimpses
from tests.kernels.world.photos.test_poses import drones

MANY = 150


@pytest.mark.parametrize("size", [24, 64])
@pytest.mark.parametrize("view", ["drone", "ground", "satellite"])
def test_it_is_the_count_of_the_whole_picture(view: str, size: int) -> None:
    own, world = seeds(5, MANY, stream=Stream.PHOTO), np.arange(MANY)
    garden, conditions = empty(Garden, MANY), empty(Conditions, MANY)
    numbers, cat = np.zeros(MANY, np.int64), np.zeros(MANY, np.bool_)
    draw(0, MANY, own, 16000, 20000, 7.0, 10.0, 1.0, 0, True, numbers, cat, garden, conditions)
    if view == "drone":
        cameras = drones(own, garden)
    else:
        cameras = ground(garden, own, world) if view == "ground" else satellite(conditions, own, world, size=size)
    found = glimpses(cameras, garden, conditions, own, size)
    assert found.sum() > 10
    assert np.array_equal(found, cat_pixels(cameras, garden, conditions, own, height=size, width=size))
