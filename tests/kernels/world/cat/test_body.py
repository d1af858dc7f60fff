"""A sitting cat."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.cat.body import HEAD, PIECES, TAIL, body, turn
from ninelives.kernels.world.cat.place import place
from ninelives.kernels.world.garden import Garden, empty
from ninelives.kernels.world.oak.grow import PERCH, grow


@pytest.fixture(scope="module")
def garden() -> Garden:
    made = empty(Garden, 1)
    grow(np.uint64(3), made, 0)
    place(np.uint64(3), made, 0)
    return made


def cat(garden: Garden, turned: float) -> np.ndarray:
    pieces = np.empty((PIECES, 7))
    body(garden, 0, turned, pieces)
    return pieces


def test_it_is_as_large_as_a_cat_and_sits_on_its_branch(garden: Garden) -> None:
    pieces = cat(garden, 0.0)
    ends = pieces[:, :6].reshape(PIECES, 2, 3)
    top = (ends[:TAIL, :, 2] + pieces[:TAIL, None, 6]).max()
    paws = (ends[:TAIL, :, 2] - pieces[:TAIL, None, 6]).min()
    assert 0.4 < top - paws < 0.5
    outer = garden.branches[0, :, PERCH + 1]
    assert paws == pytest.approx(garden.cat[0, 2] - 0.16, abs=0.02)
    assert paws < garden.cat[0, 2] - 0.14 < outer[[2, 5]].max() + outer[6] + 0.02
    assert np.linalg.norm(ends - garden.cat[0], axis=-1).max() < 0.55  # reach is .9 m, from the middle


@given(st.floats(-1.1, 1.1))
def test_only_the_head_turns(turned: float) -> None:
    made = empty(Garden, 1)
    made.cat[0] = 0, 0, 3
    still, turning = cat(made, 0.0), cat(made, turned)
    of_head = np.zeros(PIECES, bool)
    of_head[HEAD:TAIL] = True
    assert (still[~of_head] == turning[~of_head]).all()
    assert turning[of_head, 2] == pytest.approx(still[of_head, 2])
    muzzle = turning[HEAD + 1, :2] - turning[HEAD, :2]
    assert np.arctan2(muzzle[1], muzzle[0]) == pytest.approx(turned, abs=1e-9)


@given(st.integers(0, 2**63), st.floats(0, 60))
def test_it_looks_about_without_a_jump(seed: int, time: float) -> None:
    now, soon = turn(np.uint64(seed), time), turn(np.uint64(seed), time + 0.02)
    assert -1.1 <= now <= 1.1
    assert abs(soon - now) < 0.02 * 1.5 * 2.2 / 0.75 + 1e-9
    assert turn(np.uint64(seed), time) == now
