"""What the page of a series' model shows."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import polars as pl
import pytest

from ninelives.report.facts.series import (
    PHRASES,
    covers,
    fanned,
    ladder,
    moments,
    off,
    page,
    saves,
    size,
    still,
    unjudged,
)
from ninelives.stages.train.series.anew import fan
from ninelives.stages.train.series.spec import LADDER
from tests.series import hours, made, of_months, of_shops, of_walk


def test_every_rung_has_a_phrase() -> None:
    assert tuple(PHRASES) == LADDER


def test_the_page_says_what_the_model_says() -> None:
    model, told = of_months(), page(of_months())
    assert (told.target, told.series, told.ahead, told.step) == ("sold", 1, "6 months", "a month")
    assert (told.off, told.interval) == (model.best.mean_absolute_error, model.best.error_interval)
    assert [rung.error for rung in told.rungs] == [score.scaled for score in model.scores]
    assert told.rungs[0].sure == ""
    assert next(rung for rung in told.rungs if rung.name == model.chosen).sure.startswith("p ")
    ((name, drawn),) = told.fans
    assert name == ""
    assert drawn.median == tuple(model.predict()["prediction"])
    assert drawn.behind[-1] == model.lines[0].values[-1]
    assert [title for title, _ in told.conditions] == ["By the step ahead", "By the month"]


def test_errors_by_condition_are_those_of_the_backtest() -> None:
    table = of_months().tables["backtest"].with_columns(off=(pl.col("prediction") - pl.col("truth")).abs())
    (_, steps), (_, months) = page(of_months()).conditions
    want = table.group_by("step").agg(pl.col("off").mean()).sort("step")["off"].to_list()
    assert [column.error for column in steps] == pytest.approx(want)
    assert sum(column.steps for column in months) == table.height
    assert [column.words for column in months][:2] == ["Jan", "Feb"]
    assert all(column.interval and column.interval[0] <= column.error <= column.interval[1] for column in steps)


def test_several_series_are_told_of_in_their_own_naive_errors() -> None:
    told = page(of_shops())
    assert told.scale == " MASE"
    assert told.off == of_shops().best.scaled == size(of_shops())[0]
    errors = [column.error for _, columns in told.conditions for column in columns]
    assert max(errors) < 5  # and not thousands, as those of the largest
    assert [name for name, *_ in told.each] == ["north", "south", "west"]
    assert off(of_shops()).endswith("MASE on average in sold, 6 months ahead".partition(" MASE")[2])


def test_where_each_step_is_an_hour_of_its_own_the_hours_are_not_drawn_twice() -> None:
    model = made(hours(40), "hired", "time", horizon=24, rungs=("seasonal",))
    titles = [title for title, _ in page(model).conditions]
    origins = np.unique(model.tables["backtest"].filter(pl.col("step") == 1)["time"].dt.hour().to_numpy())
    assert ("By the hour of the day" in titles) == (len(origins) > 1)


def test_it_says_whether_anything_beats_standing_still() -> None:
    assert still(of_walk())
    assert not still(of_months())
    assert "Nothing beats persistence" in ladder(of_walk())
    assert "Standing still is off by" in saves(of_months())[0]
    assert "of that." in saves(of_months())[0]
    assert not any("it saves" in line for line in saves(of_walk()))
    assert "Its 80 % bands held the truth of" in covers(of_months())
    assert any("seasonal, because no season was found" in line for line in unjudged(of_walk()))


def test_a_fan_of_a_file_is_the_one_that_was_written() -> None:
    from ninelives.artifacts.model.series.onward import foresee, known

    model = of_months()
    (found,), _ = foresee(model, known(model, None))
    again = fanned(fan(found, model.levels, model.horizon), "sold")
    assert again == page(model).fans[0][1]
    assert moments(["2026-01-02T03:00:00", 4.0]) == [datetime(2026, 1, 2, 3), 4.0]
