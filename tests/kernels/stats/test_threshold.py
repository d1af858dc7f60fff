"""A threshold is found where it is, its interval covers it, and what is told moves it the right way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, norm

from ninelives.kernels.stats.threshold import Threshold

CHANCE = 0.05


def sought(true: float, width: float, seed: int, trials: int = 40) -> Threshold:
    """What so many trials find of an observer of that threshold."""
    draw, found = np.random.default_rng(seed), Threshold(1.0, CHANCE)
    for _ in range(trials):
        size = found.place()
        found.tell(size, seen=bool(draw.random() < CHANCE + (1 - CHANCE) * norm.cdf(np.log(size / true) / width)))
    return found


@pytest.mark.parametrize(("true", "width"), [(0.02, 0.4), (0.2, 0.25), (0.4, 0.8)])
def test_intervals_cover_the_size_that_half_notice(true: float, width: float) -> None:
    half = true * np.exp(width * norm.ppf((0.5 - CHANCE) / (1 - CHANCE)))
    ends = [sought(true, width, seed).at(0.5) for seed in range(40)]
    assert sum(low <= half <= high for _, low, high in ends) >= binom.ppf(0.01, 40, 0.93)
    assert abs(np.median([middle for middle, _, _ in ends]) / half - 1) < 0.1


@settings(max_examples=30)
@given(st.integers(0, 1000), st.floats(0.06, 0.98), st.floats(0.06, 0.98))
def test_what_is_noticed_more_often_is_larger(seed: int, one: float, other: float) -> None:
    found = sought(0.2, 0.4, seed, trials=9)
    few, many = sorted((one, other))
    assert found.at(few)[0] <= found.at(many)[0] * 1.01  # read between two of the sizes that were weighed
    middle, low, high = found.at(one)
    assert 0 < low <= middle <= high <= 1


@settings(max_examples=30)
@given(st.integers(0, 1000), st.floats(0.01, 1.0))
def test_what_was_seen_lowers_it_and_what_was_not_raises_it(seed: int, size: float) -> None:
    seen, unseen = sought(0.2, 0.4, seed, trials=6), sought(0.2, 0.4, seed, trials=6)
    before = seen.at(0.5)[0]
    seen.tell(size, seen=True)
    unseen.tell(size, seen=False)
    assert seen.at(0.5)[0] <= before + 1e-9 <= unseen.at(0.5)[0] + 2e-9


def test_where_nothing_is_ever_noticed_the_largest_size_is_told() -> None:
    found = Threshold(0.5, CHANCE)
    for _ in range(30):
        assert 0 < found.place() <= 0.5
        found.tell(found.place(), seen=False)
    assert found.at(0.5) == (0.5, 0.5, 0.5)


def test_sizes_and_chances_that_make_no_sense_are_refused() -> None:
    for most, chance in ((0.0, 0.05), (1.0, 0.5), (1.0, -0.1)):
        with pytest.raises(ValueError, match="most must be"):
            Threshold(most, chance)
    for seen in (0.05, 1.0):
        with pytest.raises(ValueError, match="seen must lie"):
            Threshold(1.0, 0.05).at(seen)
