"""The oak through the year."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.garden import Garden, empty
from ninelives.kernels.world.oak.grow import grow
from ninelives.kernels.world.oak.season import density, dress, tint


def day(month: int, of: int, year: int = 2025) -> int:
    return (date(year, month, of) - date(1970, 1, 1)).days


@pytest.mark.parametrize(("when", "dense"), [((1, 15), 0), ((3, 31), 0), ((6, 21), 1), ((10, 1), 1), ((12, 5), 0)])
@pytest.mark.parametrize("year", [1961, 1999, 2025])
def test_bare_in_winter_and_full_in_summer(when: tuple[int, int], dense: float, year: int) -> None:
    assert density(day(*when, year)) == dense


@given(st.integers(-4000, 30000))
def test_leaves_come_and_fall_slowly(at: int) -> None:
    assert 0 <= density(at) <= 1
    assert abs(density(at + 1) - density(at)) < 0.04
    assert max(abs(a - b) for a, b in zip(tint(at), tint(at + 1), strict=True)) < 0.02 or density(at) == 0


def test_green_in_spring_brown_in_autumn() -> None:
    spring, summer, autumn = (tint(day(*when)) for when in ((5, 5), (7, 15), (11, 12)))
    assert spring[1] > spring[0]
    assert summer[1] > 1.5 * summer[0]
    assert spring[1] > summer[1]
    assert autumn[0] > 1.5 * autumn[1] > 2 * autumn[2]


def test_a_dressed_tree_has_smaller_leaves_and_none_in_winter() -> None:
    full, thin, bare = (empty(Garden, 1) for _ in range(3))
    for garden, when in ((full, (7, 1)), (thin, (11, 15)), (bare, (1, 15))):
        grow(np.uint64(3), garden, 0)
        dress(day(*when), garden, 0)
    assert (full.leaves[0, 3] > thin.leaves[0, 3]).all()
    assert (thin.leaves[0, 3] > 0.5 * full.leaves[0, 3]).all()
    assert (bare.leaves[0, 3] == 0).all()
    assert (bare.leaves[0, :3] == full.leaves[0, :3]).all()
