"""Surprise: one scale for scans of unlike kinds, larger where a statistic is larger, the same whatever its unit."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ninelives.kernels.stats.moments import surprise
from ninelives.kernels.stats.shift import corrected

statistics = arrays.arrays(float, st.tuples(st.integers(1, 4), st.integers(2, 60)), elements=st.integers(0, 20))


@given(statistics)
def test_it_rises_with_the_statistic_and_equal_ones_surprise_alike(told: np.ndarray) -> None:
    for row, found in zip(told, surprise(told), strict=True):
        order = np.argsort(row, kind="stable")
        assert (found >= 0).all()
        assert (np.diff(found[order]) >= -1e-12).all()
        for value in np.unique(row):
            assert len(np.unique(found[row == value])) == 1


@given(statistics, st.integers(1, 1000))
def test_the_unit_plays_no_part(told: np.ndarray, unit: int) -> None:
    np.testing.assert_allclose(surprise(told * unit), surprise(told), rtol=1e-9, atol=1e-9)


def test_of_an_exponential_tail_it_is_the_logarithm_of_the_share_beyond_all_that_was_drawn() -> None:
    drawn = np.random.default_rng(0).exponential(size=(1, 4000))
    drawn[0, 0] = 20.0
    assert 18 < surprise(drawn)[0, 0] < 22


def test_a_long_tail_beside_a_short_one_takes_no_more_than_its_part_of_the_false_words() -> None:
    rng, words = np.random.default_rng(1), np.zeros(2)
    for _ in range(1000):
        drawn = np.stack([rng.exponential(size=200) ** 2, rng.normal(10, 1, 200)])
        words += corrected(drawn, surprise) <= 0.05
    assert words.sum() < 67  # one-sided exact binomial at 1 %
    assert words.min() > 10
