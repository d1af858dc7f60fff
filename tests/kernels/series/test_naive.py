"""It stays, goes on, or comes round."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.series import Drift, Past, Persistence, Seasonal

values = st.lists(st.floats(-100, 100), min_size=12, max_size=40)


@given(values, st.integers(1, 30))
def test_the_last_value_stays(x: list[float], horizon: int) -> None:
    assert Persistence().forecast(Past.plain(np.array(x)), horizon).tolist() == [x[-1]] * horizon


@given(values, st.integers(1, 30), st.integers(1, 12))
def test_a_season_comes_round(x: list[float], horizon: int, season: int) -> None:
    whole = list(x)
    for _ in range(horizon):
        whole.append(whole[-season])
    found = Seasonal(np.asarray(season)).forecast(Past.plain(np.array(x)), horizon)
    assert found.tolist() == whole[len(x) :]


@given(st.floats(-5, 5), st.floats(-5, 5), st.integers(2, 30))
def test_a_line_goes_on(level: float, slope: float, n: int) -> None:
    line = level + slope * np.arange(n + 5)
    assert Drift().forecast(Past.plain(line[:n]), 5) == pytest.approx(line[n:], abs=1e-9)


def test_one_value_has_no_slope() -> None:
    assert Drift().forecast(Past.plain(np.array([3.0])), 2).tolist() == [3, 3]


@pytest.mark.parametrize("season", [np.asarray(0), np.asarray(2.0), np.array([2])])
def test_a_season_that_is_none_is_refused(season: np.ndarray) -> None:
    with pytest.raises(ValueError, match="season"):
        Seasonal.from_arrays({"season": season})
