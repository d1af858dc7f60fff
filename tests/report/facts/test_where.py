"""Where a series' model is off."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ninelives.report.facts.where import by_condition
from tests.series import hours, made, of_months, of_shops


def test_errors_by_condition_are_those_of_the_backtest() -> None:
    table = of_months().tables["backtest"].with_columns(off=(pl.col("prediction") - pl.col("truth")).abs())
    (_, steps), (_, months) = by_condition(of_months())
    want = table.group_by("step").agg(pl.col("off").mean()).sort("step")["off"].to_list()
    assert [column.error for column in steps] == pytest.approx(want)
    assert sum(column.steps for column in months) == table.height
    assert [column.words for column in months][:2] == ["Jan", "Feb"]
    assert all(column.interval and column.interval[0] <= column.error <= column.interval[1] for column in steps)


def test_where_each_step_is_an_hour_of_its_own_the_hours_are_not_drawn_twice() -> None:
    model = made(hours(40), "hired", "time", horizon=24, rungs=("seasonal",))
    titles = [title for title, _ in by_condition(model)]
    origins = np.unique(model.tables["backtest"].filter(pl.col("step") == 1)["time"].dt.hour().to_numpy())
    assert ("By the hour of the day" in titles) == (len(origins) > 1)


def test_of_several_series_no_single_one_tells_it_alone() -> None:
    errors = [column.error for _, columns in by_condition(of_shops()) for column in columns]
    assert max(errors) < 5  # and not thousands, as those of the largest
