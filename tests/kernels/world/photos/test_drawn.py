"""Tests of what photos are of."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.chance import Stream, seeds
from ninelives.kernels.world.garden import Conditions, Garden, empty
from ninelives.kernels.world.light.lighting import dark
from ninelives.kernels.world.oak.grow import grow
from ninelives.kernels.world.oak.season import dress
from ninelives.kernels.world.oak.sets import SETS, tree
from ninelives.kernels.world.photos.drawn import CALM, FOG, FOGGY, TREES, WINDY, draw

MANY = 2000


def drawn(*, which: int = 0, lamps: bool = True) -> tuple[np.ndarray, np.ndarray, Garden, Conditions]:
    own, garden, conditions = seeds(0, MANY, stream=Stream.PHOTO), empty(Garden, MANY), empty(Conditions, MANY)
    numbers, cat = np.zeros(MANY, np.int64), np.zeros(MANY, np.bool_)
    draw(0, MANY, own, 20000, 20365, 16.0, 8.0, 0.3, which, lamps, numbers, cat, garden, conditions)
    return numbers, cat, garden, conditions


def test_quantities_lie_in_their_ranges_and_fill_them() -> None:
    numbers, cat, _, conditions = drawn()
    assert 0.26 < cat.mean() < 0.34
    assert 0 <= numbers.min() < 0.01 * TREES
    assert 0.99 * TREES < numbers.max() < TREES
    assert (conditions.day.min(), conditions.day.max()) == (20000, 20364)
    assert 16 <= conditions.hour.min() < 16.1
    assert 23.9 < conditions.hour.max() < 24
    wind, fog = conditions.wind, conditions.fog
    calm = wind <= CALM[1]
    assert 0.45 < calm.mean() < 0.55
    assert (wind[~calm] >= WINDY[0]).all()
    assert wind.max() <= WINDY[1]
    assert (fog > 0).mean() < 2 * FOGGY
    assert (fog[fog > 0] >= FOG[0]).all()
    assert fog.max() <= FOG[1]


def test_the_lamp_is_on_from_dusk_on_where_one_is_carried() -> None:
    _, _, _, conditions = drawn()
    assert np.array_equal(conditions.lamp, dark(conditions))
    assert 0 < conditions.lamp.mean() < 1
    assert not drawn(lamps=False)[3].lamp.any()


def test_the_tree_is_that_of_its_number_in_its_set() -> None:
    for which, name in enumerate(SETS):
        numbers, _, garden, conditions = drawn(which=which)
        alone = empty(Garden, 1)
        grow(np.uint64(tree(name, int(numbers[7]))), alone, 0)
        dress(conditions.day[7], alone, 0)
        assert np.array_equal(alone.branches[0], garden.branches[7])
        assert np.array_equal(alone.leaves[0], garden.leaves[7])
        assert garden.present.all()
