"""The same seed and place give the same numbers, in whatever parts they are asked for."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from ninelives.kernels.stats.betting import Chance


@given(st.integers(0, 2**32), st.integers(1, 40), st.integers(0, 10_000), st.integers(1, 50))
def test_a_place_has_its_own_numbers(seed: int, columns: int, start: int, count: int) -> None:
    want = Chance(seed, columns).rows(start, count)
    ahead = Chance(seed, columns)
    ahead.rows(0, 3)
    again = np.concatenate([ahead.rows(start + at, 1) for at in range(count)])
    assert (again == want).all()
    assert want.shape == (count, columns)
    assert (Chance(seed + 1, columns).rows(start, count) != want).any()


def test_they_are_uniform() -> None:
    drawn = Chance(7, 5).rows(100, 2000)
    assert kstest(drawn.ravel(), "uniform").pvalue > 1e-3
    assert len(np.unique(drawn)) == drawn.size
