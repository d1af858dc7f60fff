"""Doubt finds where numbers are far off, between any two sides, and comes back as it was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import spearmanr

from ninelives.kernels.stats.guarantee import Doubt

ANY = st.floats(-1e6, 1e6)


def predicted(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Predictions that err most in the middle, and where their interval is wide; with the deviation of each."""
    draw = np.random.default_rng(seed)
    said, width = draw.uniform(0, 1, n), draw.exponential(1, n)
    off = 0.1 + np.exp(-np.square((said - 0.5) / 0.15)) + 0.5 * width
    return said, said + off * draw.normal(size=n), width, off


@pytest.mark.parametrize("within", [None, 0.5])
@pytest.mark.parametrize(("n", "least"), [(300, 0.6), (5000, 0.85)])
def test_it_orders_cases_as_their_errors_are_to_be_expected(n, least, within):
    said, true, width, _ = predicted(n)
    doubt = Doubt.learn(said, true, width, within=within)
    new, _, wide, off = predicted(2000, seed=1)
    assert spearmanr(doubt.of(new, wide), off).statistic >= least


def test_without_intervals_what_was_predicted_tells():
    said, true, _, _ = predicted(5000)
    doubt = Doubt.learn(said, true)
    assert doubt.of([0.5])[0] > 1.3 * doubt.of([0.0])[0]
    assert doubt.of([0.5])[0] > 1.3 * doubt.of([1.0])[0]


def test_a_chance_is_a_chance():
    said, true, width, _ = predicted(2000)
    told = Doubt.learn(said, true, width, within=0.5).of(said, width)
    assert ((told >= 0) & (told <= 1)).all()
    assert told.mean() == pytest.approx((np.abs(said - true) > 0.5).mean(), abs=0.03)


@settings(max_examples=40)
@given(arrays.arrays(float, st.integers(1, 60), elements=ANY), st.data())
def test_any_numbers_teach_something_finite(said, data):
    true = data.draw(arrays.arrays(float, len(said), elements=ANY))
    width = data.draw(st.one_of(st.none(), arrays.arrays(float, len(said), elements=st.floats(0, 1e6))))
    doubt = Doubt.learn(said, true, width)
    new = data.draw(arrays.arrays(float, 5, elements=ANY))
    told = doubt.of(new, None if width is None else np.abs(new))
    assert ((told >= 0) & (told <= 1.001 * np.abs(true - said).max() + 1e-9)).all()
    again = Doubt.from_arrays(doubt.arrays())
    np.testing.assert_array_equal(again.of(said, width), doubt.of(said, width))


def test_what_is_unknown_is_never_trusted():
    doubt = Doubt.learn([1, 2, np.nan], [1, 3, 5], [1, 1, 1])
    assert np.isnan(doubt.of([np.nan, 1.0], [1.0, np.nan])).all()
    with pytest.raises(ValueError, match="no case"):
        Doubt.learn([np.nan], [1.0])
    with pytest.raises(ValueError, match="one length"):
        Doubt.learn([1.0, 2.0], [1.0])


@pytest.mark.parametrize(
    "change",
    [
        {"said": np.array([2.0, 1.0])},
        {"loss": -np.ones((2, 1))},
        {"loss": np.ones((1, 2))},
        {"loss": np.full((2, 1), np.inf)},
        {"wide": np.array([0])},
        {"more": np.zeros(1)},
    ],
)
def test_arrays_that_cannot_be_are_refused(change):
    doubt = Doubt(np.array([0.0, 1.0]), np.array([0.0]), np.ones((2, 1)))
    with pytest.raises(ValueError, match=r"expected|no number|do not fit|out of order"):
        Doubt.from_arrays(doubt.arrays() | change)
