"""A forecast from rows to fan: what is chosen, what is foreseen, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from ninelives.errors import NinelivesError
from ninelives.kernels.series import RUNGS
from ninelives.stages.train.series import Forecast, SeriesSpec, forecast
from ninelives.stages.train.series.spec import LADDER
from prove.series import PLANTED, WALKS, least, refused, stays
from tests.stages.train.series.planted import LIGHT, MONTHS, PLAIN, season, trend, walk

MONTHLY = SeriesSpec(horizon=6, rungs=PLAIN)


def made(values: np.ndarray, spec: SeriesSpec = MONTHLY) -> Forecast:
    return forecast(MONTHS[: len(values)], values, spec=spec)


# --- it does not pretend


@pytest.mark.slow
def test_on_random_walks_persistence_stays() -> None:
    runs = 40
    stays = [made(walk(seed)).chosen for seed in range(runs)]
    assert sum(each.name == "persistence" for each in stays) >= binom.ppf(0.01, runs, 0.95)
    assert all("Nothing beats persistence" in each.why for each in stays if each.name == "persistence")


@pytest.mark.parametrize("planted", [season, trend])
@pytest.mark.slow
def test_a_season_or_a_trend_that_is_planted_is_seen(planted) -> None:  # type: ignore[no-untyped-def]
    runs = 15
    left = sum(made(planted(seed)).chosen.name != "persistence" for seed in range(runs))
    assert left >= binom.ppf(0.01, runs, 0.95)


def test_with_trees_too_a_walk_is_a_walk_and_a_season_a_season() -> None:
    spec = SeriesSpec(horizon=6, rungs=LIGHT)
    assert made(walk(100), spec).chosen.name == "persistence"
    found = made(season(100), spec)
    assert found.chosen.name != "persistence"
    assert found.seasons == (12,)
    assert {score.name for score in found.chosen.scores} == set(LIGHT)


def test_the_whole_ladder_is_climbed() -> None:
    pytest.importorskip("statsforecast", reason="the series extra is not installed")
    found = made(season(0, 120), SeriesSpec(horizon=6, seasons=(12,)))
    assert tuple(score.name for score in found.chosen.scores) == LADDER
    assert found.untried == ()
    assert {"smoothing", "network"} <= {score.name for score in found.chosen.scores if score.beats}


@pytest.mark.slow
def test_the_proof_at_a_small_size() -> None:
    """The full size is prove/series.py; the bounds here are exact for these numbers."""
    runs = 2
    for kind, draw in enumerate((*WALKS.values(), *PLANTED.values())):
        stay = stays(draw, [5, kind], runs)
        assert (stay if kind < len(WALKS) else runs - stay) >= least(runs)
    draws = 600
    for origins, overlap in ((12, 1), (20, 2)):
        assert refused(np.random.default_rng(origins), draws, origins, overlap, 0.0) <= binom.ppf(0.999, draws, 0.06)


# --- what is foreseen


def test_what_was_foreseen_is_what_came_of_the_planted_season() -> None:
    values = season(3, 186)
    (fan,) = made(values[:180]).fans
    assert np.abs(fan.median - values[180:]).mean() < 0.6 * np.abs(values[179] - values[180:]).mean()


def test_the_rung_foresees_the_same_from_its_saved_arrays() -> None:
    found = made(season(1))
    (fan,) = found.fans
    from ninelives.kernels.series import lines

    (line,) = lines(MONTHS[:180], season(1))
    again = RUNGS[fan.rung.name].from_arrays(fan.rung.arrays())
    past = line.past(180, 6, found.seasons)
    assert (fan.unit * again.forecast(past, 6)).tobytes() == fan.median.tobytes()


def test_the_same_question_has_the_same_answer() -> None:
    spec = SeriesSpec(horizon=4, rungs=(*LIGHT, "network"))
    one, other = made(season(2, 110), spec), made(season(2, 110), spec)
    assert [each.error for each in one.chosen.scores] == [each.error for each in other.chosen.scores]
    assert one.fans[0].median.tobytes() == other.fans[0].median.tobytes()


def test_with_a_delay_as_many_steps_are_foreseen_and_none_of_them_is_known() -> None:
    found = made(trend(0), SeriesSpec(horizon=6, delay=2, rungs=PLAIN))
    (fan,) = found.fans
    assert fan.times.tolist() == MONTHS[182:188].tolist()
    stays = {score.name: score.error for score in found.chosen.scores}
    prompt = {score.name: score.error for score in made(trend(0)).chosen.scores}
    assert stays["persistence"] > prompt["persistence"]


def test_several_series_have_one_rung_and_a_fan_each() -> None:
    by = np.repeat(["a", "b", "c"], 120)
    values = np.concatenate([season(seed, 120) * 10.0**seed for seed in range(3)])
    found = forecast(np.tile(MONTHS[:120], 3), values, by=by, spec=MONTHLY)
    assert [fan.name for fan in found.fans] == ["a", "b", "c"]
    assert found.chosen.name in ("seasonal", "linear")
    assert {fan.rung.name for fan in found.fans} == {found.chosen.name}


def test_a_series_that_is_too_short_or_ends_early_is_named() -> None:
    by = np.concatenate([np.repeat("long", 120), np.repeat("new", 20), np.repeat("old", 100)])
    times = np.concatenate([MONTHS[:120], MONTHS[100:120], MONTHS[:100]])
    values = np.concatenate([trend(0, 120), trend(1, 20), trend(2, 100)])
    found = forecast(times, values, by=by, spec=SeriesSpec(horizon=6, rungs=PLAIN, seasons=(12,)))
    told = " ".join(found.notes)
    assert "'new' is set aside: one origin needs 31 points, got 20" in told
    assert "old ends 20 steps before the others" in told
    assert [fan.name for fan in found.fans] == ["long", "old"]


def test_what_is_known_beforehand_is_used() -> None:
    draw = np.random.default_rng(0)
    days = np.arange("2025-01-01", "2026-01-01", dtype="datetime64[D]")
    sale = (draw.random(365) < 0.3).astype(float)
    values = 20 + 10 * sale + draw.normal(0, 1, 365)
    values[-5:] = np.nan
    spec = SeriesSpec(horizon=5, rungs=PLAIN)
    told = forecast(days, values, known={"sale": sale}, spec=spec)
    assert told.chosen.name == "linear"
    assert told.fans[0].median == pytest.approx(20 + 10 * sale[-5:], abs=2)


# --- what is found and given


def test_seasons_can_be_given_and_left_out() -> None:
    assert made(season(0)).seasons == (12,)
    assert made(season(0), SeriesSpec(rungs=PLAIN, seasons=())).seasons == ()
    found = made(season(0), SeriesSpec(rungs=PLAIN, seasons=(4, 12)))
    assert (found.seasons, found.horizon) == ((4, 12), 4)


def test_a_rung_that_cannot_be_tried_is_named() -> None:
    found = made(walk(0))
    assert [one.name for one in found.untried] == ["seasonal"]


# --- what is refused, or said


def told_off(values: np.ndarray, spec: SeriesSpec = MONTHLY) -> NinelivesError:
    with pytest.raises(NinelivesError) as error:
        made(values, spec)
    assert error.value.fix
    return error.value


def test_too_short_a_series_is_told_how_many_points_it_needs() -> None:
    error = told_off(walk(0, 15))
    assert "one origin with a horizon of 6 needs 18 points, got 15" in error.message
    assert "3 more points" in str(error.fix)
    assert made(walk(0, 18)).origins.at.size == 1


def test_one_origin_cannot_tell_and_says_so() -> None:
    found = made(walk(0, 18))
    assert found.chosen.name == "persistence"
    assert "One origin cannot tell" in found.chosen.why
    assert any("no 80 % band: it needs 4 origins, got 1" in note for note in found.notes)


def test_a_season_longer_than_the_data_is_told() -> None:
    error = told_off(walk(0, 60), SeriesSpec(seasons=(40,), rungs=PLAIN))
    assert "a season of 40 steps needs 81 points, got 60" in error.message


def test_a_series_that_never_changes_has_no_mase_and_says_so() -> None:
    found = made(np.full(100, 5.0))
    assert not found.scaled
    assert found.chosen.name == "persistence"
    assert any("never changed: MASE is undefined" in note for note in found.notes)
    assert found.fans[0].median.tolist() == [5] * 6


def test_a_season_without_noise_has_no_mase_either_and_is_foreseen() -> None:
    found = made(np.tile(np.arange(12.0), 10))
    assert found.chosen.name == "seasonal"
    assert any("never off" in note for note in found.notes)


def test_gaps_are_filled_and_named() -> None:
    values = season(0)
    values[[20, 21, 22, 60, 100]] = np.nan
    found = made(values)
    assert found.chosen.name != "persistence"
    assert any("5 of 180 steps have no value, in 3 gaps" in note for note in found.notes)


def test_infinite_values_are_refused() -> None:
    values = season(0)
    values[3] = np.inf
    assert "infinite" in told_off(values).message


def test_hours_through_a_change_of_clocks_are_foreseen_in_local_time() -> None:
    from zoneinfo import ZoneInfo

    from ninelives.kernels.series.clock import to_local

    utc = np.datetime64("2026-10-05", "s") + (np.arange(24 * 24) * 3600).astype("timedelta64[s]")
    local = to_local(utc, ZoneInfo("Europe/Vienna"))
    hour = local.astype("datetime64[h]").astype(int) % 24
    values = 10 * (hour >= 8) + np.random.default_rng(0).normal(0, 0.5, hour.size)
    spec = SeriesSpec(horizon=24, rungs=PLAIN, zone="Europe/Vienna")
    (fan,) = forecast(local, values, spec=spec).fans
    shown = fan.times.astype("datetime64[h]").astype(int) % 24
    assert np.abs(fan.median - 10 * (shown >= 8)).max() < 2
    untold = forecast(local, values, spec=SeriesSpec(horizon=24, rungs=PLAIN))
    assert any("an hour occurs twice" in note for note in untold.notes)


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_given_it_is_foreseen_or_refused_in_words(data: st.DataObject) -> None:
    n = data.draw(st.integers(0, 70))
    draw = np.random.default_rng(data.draw(st.integers(0, 999)))
    values = draw.choice([0.0, 1.0, 7.0, np.nan], n) if data.draw(st.booleans()) else np.cumsum(draw.normal(size=n))
    values[draw.random(n) < data.draw(st.sampled_from([0, 0.1, 0.9]))] = np.nan
    steps = np.sort(draw.choice(np.arange(max(n, 1) + data.draw(st.integers(0, 5))), n, replace=False))
    times = MONTHS[steps] if data.draw(st.booleans()) else steps.astype(float)
    by = draw.choice(["a", "b"], n) if data.draw(st.booleans()) else None
    spec = SeriesSpec(
        horizon=data.draw(st.sampled_from([None, 1, 5, 30])),
        delay=data.draw(st.sampled_from([0, 0, 3])),
        seasons=data.draw(st.sampled_from([None, (), (4,), (2, 12), (50,)])),
        rungs=PLAIN,
    )
    try:
        found = forecast(times, values, by=by, spec=spec)
    except NinelivesError:
        return  # each has a line that mends it: tests/test_house.py
    assert {score.name for score in found.chosen.scores} | {one.name for one in found.untried} == set(PLAIN)
    for fan in found.fans:
        assert fan.median.shape == fan.times.shape == (found.horizon,)
        assert np.isfinite(fan.median).all()
