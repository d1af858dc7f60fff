"""Origins go forward, and none looks ahead."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ninelives.kernels.series import needed, plan
from ninelives.kernels.series.backtest import MOST, REFITS, WANTED

asked = st.tuples(
    st.integers(20, 3000), st.integers(1, 60), st.sampled_from([(), (7,), (24, 168), (12,)]), st.integers(0, 5)
)


@given(asked)
def test_every_origin_has_enough_behind_it_and_a_horizon_before_it(case: tuple[int, int, tuple[int, ...], int]) -> None:
    points, horizon, seasons, delay = case
    assume(points >= needed(horizon, seasons, delay) + horizon)
    found = plan(points, horizon, seasons=seasons, delay=delay)
    assert 1 <= found.at.size <= MOST
    assert found.at[-1] == points - horizon
    assert found.at[0] >= needed(horizon, seasons, delay)
    assert (np.diff(found.at) == found.spacing).all()
    assert found.overlap == (horizon + delay) / found.spacing


@given(asked)
def test_a_fit_is_never_of_later_than_the_origin_it_serves(case: tuple[int, int, tuple[int, ...], int]) -> None:
    points, horizon, seasons, delay = case
    assume(points >= needed(horizon, seasons, delay) + horizon)
    refit = plan(points, horizon, seasons=seasons, delay=delay).refit
    assert (refit <= np.arange(refit.size)).all()
    assert refit[0] == 0
    assert len(set(refit.tolist())) <= REFITS


def test_horizons_lie_apart_where_there_is_room_and_overlap_where_there_is_not() -> None:
    assert plan(1000, 10).overlap <= 1
    short = plan(64, 12, seasons=(12,))
    assert short.overlap > 1
    assert short.at.size >= WANTED


def test_half_of_a_series_lies_before_every_origin() -> None:
    assert plan(300, 6).at[0] >= 150
    assert plan(40, 6).at[0] >= 20


def test_origins_do_not_all_fall_on_one_day_of_the_week() -> None:
    found = plan(3 * 168 * 60, 24, seasons=(24, 168))
    assert len({int(at) % 168 for at in found.at}) > 1
    assert len({int(at) % 24 for at in found.at}) == 1


def test_too_short_a_series_is_told_how_many_steps_it_lacks() -> None:
    least = needed(6, (12,)) + 6
    plan(least, 6, seasons=(12,))
    with pytest.raises(ValueError, match=f"needs {least} steps, got {least - 1}"):
        plan(least - 1, 6, seasons=(12,))
