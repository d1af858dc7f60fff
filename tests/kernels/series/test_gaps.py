"""Gaps are filled from what is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.series import fill, gaps

holed = st.lists(st.one_of(st.floats(-100, 100), st.just(float("nan"))), min_size=1, max_size=60).filter(
    lambda x: not np.isnan(x).all()
)


@given(holed, st.sampled_from([0, 4, 7, 24]))
def test_what_is_known_stays_and_nothing_is_left_open(values: list[float], season: int) -> None:
    x = np.array(values)
    filled = fill(x, season)
    assert np.isfinite(filled).all()
    assert np.array_equal(filled[~np.isnan(x)], x[~np.isnan(x)])
    assert filled.min() >= np.nanmin(x)
    assert filled.max() <= np.nanmax(x)


@given(holed, st.sampled_from([0, 4, 24]))
def test_the_gaps_are_those_of_a_loop(values: list[float], season: int) -> None:
    found = [step for start, stop in gaps(np.array(values)).tolist() for step in range(start, stop)]
    assert found == [step for step, value in enumerate(values) if np.isnan(value)]


def test_a_short_gap_is_a_line_and_a_long_one_the_season_before() -> None:
    season = np.array([0.0, 10, 20, 10, 0, 10, 20, 10])
    short, long = np.tile(season, 3), np.tile(season, 3)
    short[12], long[10:14] = np.nan, np.nan
    assert fill(short, 8)[12] == 10
    assert fill(long, 8).tolist() == np.tile(season, 3).tolist()


def test_a_gap_longer_than_a_season_comes_round_more_than_once() -> None:
    x = np.concatenate([[1.0, 2, 3, 4], np.full(8, np.nan), [9.0]])
    assert fill(x, 4)[4:12].tolist() == [1, 2, 3, 4, 1, 2, 3, 4]


def test_after_the_last_value_the_last_value_stays() -> None:
    assert fill(np.array([1.0, 5, np.nan])).tolist() == [1, 5, 5]


def test_nothing_cannot_be_filled() -> None:
    with pytest.raises(ValueError, match="single value"):
        fill(np.array([np.nan]))
