"""Seasons are found where they are, and not where they are not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from ninelives.kernels.series import candidates, fill, find
from ninelives.kernels.series.seasons import autocorrelation, without

DAY = 86_400.0


@pytest.mark.parametrize(
    ("step", "unit", "want"),
    [
        (3600, "s", (24, 168, 8766)),
        (1800, "s", (2, 48, 336, 17532)),
        (900, "s", (4, 96, 672)),
        (DAY, "s", (7, 365)),
        (7 * DAY, "s", (52,)),
        (1, "M", (12,)),
        (3, "M", (4,)),
        (5, "M", ()),
        (1, "", ()),
        (7000, "s", ()),
    ],
)
def test_the_step_suggests_them(step: float, unit: str, want: tuple[int, ...]) -> None:
    found = candidates(step, unit)
    assert set(want) <= set(found)
    if unit == "M" or not want:
        assert [season for season in found if season < 4000] == list(want)


@given(st.lists(st.floats(-100, 100).map(lambda x: round(x, 2)), min_size=3, max_size=40))
def test_autocorrelation_is_that_of_a_loop(values: list[float]) -> None:
    x = np.array(values) - np.mean(values)
    found = autocorrelation(np.array(values), len(values) - 1)
    total = float((x * x).sum())
    if total > 1e-6:
        for lag in range(len(values)):
            assert found[lag] == pytest.approx(sum(x[i] * x[i - lag] for i in range(lag, len(x))) / total, abs=1e-6)


def test_what_does_not_vary_has_none() -> None:
    assert autocorrelation(np.full(9, 3.3), 4).tolist() == [1, 0, 0, 0, 0]
    assert find(np.full(99, 3.3), ()) == ()


def test_a_season_taken_away_leaves_nothing_of_it() -> None:
    assert without(np.tile([1.0, 2, 3], 9), 3) == pytest.approx(0)


def wave(season: int, n: int, noise: float, seed: int) -> np.ndarray:
    draw = np.random.default_rng([season, n, seed])
    shape = draw.normal(size=season)
    return np.asarray(shape[np.arange(n) % season] + draw.normal(0, noise, n))


@pytest.mark.parametrize(
    ("season", "among"), [(12, (12,)), (24, (24, 168)), (7, (7, 365)), (12, ()), (7, ()), (30, ())]
)
def test_a_planted_season_is_found(season: int, among: tuple[int, ...]) -> None:
    found = [find(wave(season, 30 * season, 0.5, seed), among) for seed in range(20)]
    assert sum(season in each for each in found) >= 19


def test_two_seasons_are_found_one_after_the_other() -> None:
    day, week = wave(24, 1680, 0.3, 0), np.repeat(np.tile([0.0, 0, 0, 0, 0, 3, 3], 10), 24)
    assert find(day + week, (24, 168)) == (24, 168)


@pytest.mark.parametrize("among", [(12,), (24, 168), ()])
@pytest.mark.parametrize("kind", ["walk", "noise", "slope"])
def test_none_is_found_where_there_is_none(among: tuple[int, ...], kind: str) -> None:
    runs, false = 150, 0
    for seed in range(runs):
        noise = np.random.default_rng(seed).normal(size=400)
        false += bool(find({"walk": np.cumsum(noise), "noise": noise, "slope": noise + np.arange(400)}[kind], among))
    assert false <= binom.ppf(0.999, runs, 0.02)


def test_a_season_that_does_not_fit_three_times_is_not_looked_for() -> None:
    assert find(wave(24, 60, 0.01, 0), (24,)) == ()


@pytest.mark.data
def test_bikes_come_round_by_day_and_week(data) -> None:  # type: ignore[no-untyped-def]
    from tests.kernels.series.bikes import hourly

    _, counts, _ = hourly(data)
    assert find(fill(counts[-3000:]), candidates(3600, "s")) == (24, 168)
