"""What is seen of a step ahead: never a later value, whatever unit and level the series has."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.series import Past
from ninelives.kernels.series.lags import DECAYS, Recipe, look, pairs, raw, spelled

recipes = st.sampled_from([(), (4,), (4, 12), (7,)])


def past(n: int, seed: int = 0, ahead: int = 20) -> Past:
    draw = np.random.default_rng(seed)
    steps = np.arange(n + ahead)
    return Past(
        np.cumsum(draw.normal(size=n)) + 50, 0, (steps % 4)[:, None], np.array([4]), (steps % 7 > 4)[:, None] * 1.0
    )


@given(recipes, st.integers(60, 120), st.integers(1, 15), st.integers(0, 99))
def test_each_row_is_what_a_loop_over_its_lags_gives(seasons: tuple[int, ...], n: int, ahead: int, seed: int) -> None:
    one, recipe = past(n, seed), Recipe.of(seasons, n)
    moment, x, m = n - 1, past(n, seed).values, Recipe.of(seasons, n).round
    seen = look(one, recipe, np.array([moment]), np.array([ahead]))
    base = np.mean([x[moment - back] for back in range(m)])
    lags = [x[moment - back] for back in range(recipe.recent)]
    lags.append(np.mean([x[moment - m - back] for back in range(m)]))
    for season, depth in zip(recipe.seasons.tolist(), recipe.depth.tolist(), strict=True):
        at = moment + ahead
        while at > moment:
            at -= season
        lags.append(x[at])
        if depth > 1:
            lags.append(np.mean([x[at - season * back] for back in range(depth)]))
    assert seen.base[0] == pytest.approx(base)
    assert seen.lags[0] == pytest.approx((np.array(lags) - base) / seen.scale)
    assert seen.phases[0, 0] == (moment + ahead) % 4


@given(recipes, st.integers(60, 100), st.integers(1, 15))
def test_no_row_sees_a_value_after_its_moment(seasons: tuple[int, ...], n: int, ahead: int) -> None:
    one, recipe = past(n), Recipe.of(seasons, n)
    moment = np.arange(recipe.reach - 1, n - 1)
    cut = moment[len(moment) // 2]
    later = one.values.copy()
    later[cut + 1 :] += 1000
    changed = Past(later, 0, one.phases, one.sizes, one.known)
    some = moment[moment <= cut]
    before, after = (look(each, recipe, some, np.full(some.size, ahead)) for each in (one, changed))
    assert after.base == pytest.approx(before.base, abs=1e-9)
    assert after.lags * after.scale == pytest.approx(before.lags * before.scale, abs=1e-8)


@given(recipes, st.floats(0.01, 1000), st.floats(-500, 500))
def test_unit_and_level_play_no_part(seasons: tuple[int, ...], unit: float, level: float) -> None:
    one, recipe = past(80), Recipe.of(seasons, 80)
    other = Past(unit * one.values + level, 0, one.phases, one.sizes, one.known)
    at, ahead = np.array([60, 79]), np.array([3, 9])
    assert look(other, recipe, at, ahead).lags == pytest.approx(look(one, recipe, at, ahead).lags, abs=1e-6)


@given(recipes, st.integers(40, 400), st.integers(1, 20), st.integers(50, 5000))
def test_what_is_learned_from_lies_within_the_past(seasons: tuple[int, ...], n: int, horizon: int, most: int) -> None:
    recipe = Recipe.of(seasons, n)
    moment, ahead = pairs(past(n), recipe, horizon, most)
    assert (moment >= recipe.reach - 1).all()
    assert (moment + ahead < n).all()
    assert moment.size <= most + horizon
    if moment.size:
        assert moment.max() == n - 2
        assert set(ahead.tolist()) <= set(range(1, horizon + 1))


def test_thinned_out_every_place_in_the_season_is_still_learned_from() -> None:
    moment, _ = pairs(past(4000), Recipe.of((24, 168), 4000), 24, 9000)
    assert len(set((moment % 24).tolist())) == 24


def test_columns_for_sums_have_one_for_each_phase_and_lags_that_fade() -> None:
    one, recipe = past(80), Recipe.of((4,), 80)
    seen = look(one, recipe, np.array([79, 79]), np.array([1, 9]))
    wide = spelled(seen, one.sizes, recipe.recent)
    count = 1 + 4 + 4 + 1 + seen.lags.shape[1] + len(DECAYS) * recipe.recent
    assert wide.shape == (2, count)
    assert wide[:, 1:5].sum(axis=1).tolist() == [1, 1]
    assert wide[0, -1] == seen.lags[0, recipe.recent - 1]
    assert wide[1, -1] == pytest.approx(seen.lags[1, recipe.recent - 1] * np.exp(-8 / DECAYS[-1]))
    assert raw(seen).shape == (2, 1 + 1 + 1 + seen.lags.shape[1])


def test_a_quarter_of_the_past_is_looked_back_over_at_most() -> None:
    assert Recipe.of((24, 168), 1000).depth.tolist() == [7, 1]
    assert Recipe.of((12,), 60).depth.tolist() == [1]
    assert Recipe.of((), 60).reach == 9
