"""Errors in units that can be compared."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.series import mean_error, naive_scale

holed = st.lists(st.one_of(st.floats(-100, 100), st.just(float("nan"))), min_size=3, max_size=40)


@given(holed, st.integers(1, 12))
def test_the_scale_is_that_of_a_loop(values: list[float], season: int) -> None:
    apart = [abs(values[i] - values[i - season]) for i in range(season, len(values))]
    known = [each for each in apart if not np.isnan(each)]
    want = sum(known) / len(known) if known else 0.0
    assert naive_scale(np.array(values), season) == pytest.approx(want, abs=1e-9)


@given(st.lists(st.floats(-100, 100), min_size=8, max_size=40), st.floats(0.1, 100))
def test_mase_has_no_unit(values: list[float], unit: float) -> None:
    x = np.array(values)
    if scale := naive_scale(x[:6]):
        one = mean_error(np.zeros(2), x[6:8], scale)
        assert mean_error(np.zeros(2), unit * x[6:8], naive_scale(unit * x[:6])) == pytest.approx(
            one, rel=1e-6, abs=1e-9
        )


def test_what_never_changes_has_no_scale_however_large_it_is() -> None:
    assert naive_scale(np.full(9, 0.1 + 0.2)) == 0
    assert naive_scale(np.tile([1e8, 1e8 + 3e-9], 6), 2) == 0
    assert naive_scale(np.array([1.0])) == 0


def test_steps_without_a_value_are_not_judged() -> None:
    assert mean_error(np.array([1.0, 2, 3]), np.array([2.0, np.nan, 3]), 0.5) == 1
    assert np.isnan(mean_error(np.array([1.0]), np.array([np.nan])))
