"""What surfaces look like."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.reference import view
from ninelives.kernels.world.camera.reference.surface import shaded, shadow_square, textures
from tests.kernels.world.camera.gardens import facing, gardens


def test_the_trees_shadow_lies_on_the_side_that_the_light_is_not() -> None:
    seen = view(0, *facing(gardens(1, seed=3), 3.0), 7, 0, np.zeros(1))
    square, _ = shadow_square(seen)
    assert 0.1 < (square > -1e8).mean() < 0.9
    foot = np.array([[0.0, 0.0, 1.2 * seen.crown]]) - 1.2 * seen.crown / seen.lights[2] * seen.lights[:3]
    towards = np.array([[0.0, 0.0, 3 * seen.crown]])
    none = np.zeros(1)
    assert shaded(seen, foot, none, none).all()
    assert not shaded(seen, towards, none, none).any()


def test_textures_depend_on_the_seed_and_not_on_the_tree() -> None:
    cameras, garden, conditions = gardens(2, seed=3)
    place, depth = np.random.default_rng(0).uniform(-9, 9, (50, 3)), np.full(50, 3.0)
    seen = [view(0, cameras, garden, conditions, seed, 0, np.zeros(1)) for seed in (7, 8)]
    garden.crown[:] *= 1.1
    seen.append(view(0, cameras, garden, conditions, 7, 0, np.zeros(1)))
    one, other, again = (textures(each, np.full((50, 25), 3.0), place, depth, 0.01)[0] for each in seen)
    assert (one == again).all()
    assert (one != other).any(axis=-1).mean() > 0.9
