"""Rungs at rolling origins: nothing that comes later has a say."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.series import lines, mean_error, naive_scale, plan
from ninelives.stages.train.series.judge import Backtest, seasons_of
from ninelives.stages.train.series.learned import Task
from tests.stages.train.series.planted import MONTHS, PLAIN, season, walk


def backtest(values: np.ndarray, horizon: int = 6, delay: int = 0, seasons: tuple[int, ...] = (12,)) -> Backtest:
    series = lines(MONTHS[: len(values)], values)
    origins = plan(series[0].end, horizon, seasons=seasons, delay=delay)
    return Backtest.of(series, origins, Task(horizon + delay, seasons), delay)


@pytest.mark.parametrize("delay", [0, 3])
def test_losses_of_the_naive_rungs_are_those_of_a_loop(delay: int) -> None:
    values = season(0)
    test = backtest(values, delay=delay)
    stays, comes = test.run("persistence"), test.run("seasonal")
    for at, origin in enumerate(test.origins.at.tolist()):
        known, actual = values[: origin - delay], values[origin : origin + 6]
        scale = naive_scale(known, 12)
        assert stays.losses[at] == pytest.approx(mean_error(np.full(6, known[-1]), actual, scale))
        again = [known[len(known) - 12 + (delay + step) % 12] for step in range(6)]
        assert comes.losses[at] == pytest.approx(mean_error(np.array(again), actual, scale))


@pytest.mark.parametrize("name", PLAIN)
def test_what_comes_after_an_origin_changes_nothing_that_was_foreseen_there(name: str) -> None:
    values = season(1, 120)
    test = backtest(values)
    cut = int(test.origins.at[len(test.origins.at) // 2])
    later = values.copy()
    later[cut:] = 1000 - later[cut:]
    one, other = test.run(name), backtest(later).run(name)
    early = test.origins.at + 6 <= cut
    assert early.any()
    assert np.array_equal(one.errors[0, early], other.errors[0, early])
    # at the cut itself the forecast is the same, and what it is held against is not
    at = int(np.flatnonzero(test.origins.at == cut)[0])
    foreseen = one.errors[0, at] + values[cut : cut + 6]
    assert other.errors[0, at] + later[cut : cut + 6] == pytest.approx(foreseen)


def test_with_a_delay_the_last_values_are_not_known() -> None:
    values = season(2, 100)
    test = backtest(values, horizon=4, delay=5)
    origin = int(test.origins.at[-1])
    past = test.past(test.lines[0], len(test.origins.at) - 1)
    assert past is not None
    assert past.values.tolist() == values[: origin - 5].tolist()


def test_steps_without_a_value_are_not_judged_and_origins_without_any_neither() -> None:
    values = season(3)
    test = backtest(values)
    origin = int(test.origins.at[3])
    values[origin : origin + 6] = np.nan
    values[int(test.origins.at[5])] = np.nan
    found = backtest(values).run("persistence")
    assert np.isnan(found.losses[3])
    assert np.isnan(found.errors[0, 5]).tolist() == [True, *[False] * 5]
    assert not np.isnan(found.losses[5])


def test_several_series_count_alike_whatever_their_unit() -> None:
    one, other = season(4), season(5)
    by = np.repeat(["a", "b"], 180)
    losses = []
    for unit in (1.0, 1000.0):
        series = lines(np.tile(MONTHS[:180], 2), np.concatenate([one, unit * other]), by=by)
        test = Backtest.of(series, plan(180, 6, seasons=(12,)), Task(6, (12,)), 0)
        losses.append(test.run("persistence").losses)
    assert losses[1] == pytest.approx(losses[0])
    alone = [backtest(values).run("persistence").losses for values in (one, other)]
    assert losses[0] == pytest.approx(np.mean(alone, axis=0))


def test_what_never_changes_has_no_scale_and_is_told_in_its_own_unit() -> None:
    test = backtest(np.full(120, 7.0), seasons=())
    assert not test.scaled
    assert test.run("persistence").losses.tolist() == [0] * len(test.origins.at)


def test_each_origin_is_told() -> None:
    seen: list[int] = []
    test = backtest(season(6, 100))
    test.run("persistence", tick=lambda: seen.append(1))
    assert len(seen) == len(test.origins.at)


def test_seasons_are_found_in_what_each_fit_knows_and_in_nothing_later() -> None:
    values = np.concatenate([walk(0, 100), 500 + 40 * np.sin(np.pi * np.arange(140) / 6)])
    series = lines(MONTHS[:240], values)
    assert seasons_of(series) == (12,)
    assert seasons_of(series, 100) == ()
    origins = plan(240, 6, seasons=(12,))
    test = Backtest.of(series, origins, Task(6, (12,)), 0, found=True)
    assert test.seasons[0] == ()
    assert test.seasons[-1] == (12,)
    for at, found in enumerate(test.seasons):
        assert found == seasons_of(series, int(origins.at[origins.refit[at]]))
    early = test.run("seasonal").losses[0]
    assert early == test.run("persistence").losses[0]


def test_a_rung_is_shown_months_where_its_fit_was_and_nowhere_else() -> None:
    days = np.arange("2023-01-01", "2026-01-01", dtype="datetime64[D]")
    values = 50 + 9 * np.sin(2 * np.pi * np.arange(days.size) / 10) + np.random.default_rng(0).normal(0, 1, days.size)
    series = lines(days, values)
    origins = plan(series[0].end, 10, seasons=(10,))
    test = Backtest.of(series, origins, Task(10, (10,)), 0)
    assert {test.years[fit] for fit in origins.refit} == {True, False}  # two years are over on the way
    assert all(test.years[at] == test.years[fit] for at, fit in enumerate(origins.refit))
    told = test.run("linear")
    assert np.nanmean(np.abs(told.errors)) < 2
    assert told.parameters > 0
