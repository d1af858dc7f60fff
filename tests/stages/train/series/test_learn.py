"""From a job to a model: scores that point up, figures that are those of the backtest, and a clock that is kept."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.stages.train.series.foresee import forecast
from ninelives.stages.train.series.job import SeriesJob, asked_of, read
from ninelives.stages.train.series.learn import absolute, learn
from ninelives.stages.train.series.spec import SeriesSpec
from ninelives.store.cache import Cache
from tests.series import months, of_months, of_shops, of_walk, shops
from tests.stages.train.series.planted import MONTHS, season

ASKED = asked_of("sold", "month", None, (), None)


def job(rows: pl.DataFrame, **options: Any) -> SeriesJob:
    return read(rows, ASKED, None, SeriesSpec(**options), time.perf_counter(), None)


def test_scores_point_up_and_are_shares_of_standing_still() -> None:
    model = of_months()
    stays, best = model.scores[0], model.best
    assert (stays.name, stays.score, stays.interval) == ("persistence", 0, (0, 0))
    assert best.score == pytest.approx(1 - best.scaled / stays.scaled)
    assert best.interval[0] < best.score < best.interval[1]
    assert all((score.score > 0) == (score.scaled < stays.scaled) for score in model.scores[1:])


def test_how_far_off_it_is_is_the_mean_over_the_backtest() -> None:
    table = of_shops().tables["backtest"]
    want = (table["prediction"] - table["truth"]).abs().mean()
    assert of_shops().best.mean_absolute_error == pytest.approx(want)
    found = forecast(MONTHS[:120], season(0, 120), spec=SeriesSpec(horizon=6, rungs=("persistence",)))
    mean, (low, high) = absolute(found, found.judged["persistence"])
    assert low <= mean <= high
    assert mean == pytest.approx(np.abs(found.judged["persistence"].errors).mean())


def test_one_origin_tells_nothing_of_its_ends_and_is_written_all_the_same() -> None:
    few = read(
        months(37), asked_of("sold", "month", None, (), None), None, SeriesSpec(horizon=12, rungs=("drift",)), 0, None
    )
    model = learn(few, Cache.user(), None)
    assert model.facts["origins"] >= 1
    assert np.isfinite([*model.best.interval, *model.best.error_interval]).all()


def test_facts_tell_why_and_what_could_have_been_found() -> None:
    assert "Nothing beats persistence" in of_walk().facts["why"]
    assert 0 < of_walk().facts["detectable"] < 1
    assert [band["level"] for band in of_walk().facts["coverage"]] == [0.5, 0.8, 0.95]


def test_the_envelope_is_of_series_that_were_long_enough() -> None:
    rows = pl.concat([shops(), shops(6).filter(pl.col("shop") == "west").with_columns(pl.lit("east").alias("shop"))])
    asked = asked_of("sold", "month", "shop", (), None)
    made = learn(
        read(rows, asked, None, SeriesSpec(horizon=6, rungs=("drift",)), time.perf_counter(), None), Cache.user(), None
    )
    assert [axis.name for axis in made.envelope.axes] == ["month", "shop"]
    assert made.envelope.scenes == 396
    assert "'east' is set aside: one origin needs" in " ".join(made.facts["notes"])


def test_what_time_does_not_allow_is_named() -> None:
    late = replace(job(months(), horizon=6, budget=1e-3, rungs=("drift", "linear")), start=time.perf_counter() - 5)
    model = learn(late, Cache.user(), None)
    assert [score.name for score in model.scores] == ["persistence"]
    assert model.facts["unfinished"] == ["drift", "linear"]


def test_progress_is_counted_to_its_end() -> None:
    seen: list[tuple[str, int, int | None]] = []
    job = read(
        months(), asked_of("sold", "month", None, (), None), None, SeriesSpec(horizon=6, rungs=("drift",)), 0, None
    )
    learn(job, Cache.user(), lambda *step: seen.append(step))
    assert {stage for stage, *_ in seen} == {"backtest"}
    assert seen[-1][1] == seen[-1][2] == 2 * of_months().facts["origins"]


def test_values_of_any_size_keep_their_size() -> None:
    rows = months().with_columns(pl.col("sold") * 1e15)
    model = learn(job(rows, horizon=6, rungs=("seasonal",)), Cache.user(), None)
    assert model.predict()["prediction"].min() > 1e16
    assert model.best.mean_absolute_error > 1e14
