"""Which lens looks at what, when rows were, and what is watched of what a model says."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch.lens import claimed, looked, outputs


def test_of_two_classes_one_probability_of_more_how_sure_and_a_few() -> None:
    p = np.random.default_rng(0).dirichlet(np.ones(6), 9)
    assert outputs(p[:, :2], ["no", "yes"])[0] == ["probability of yes"]
    names, told = outputs(p, list("abcdef"))
    assert names == ["how sure it is", *(f"probability of {name}" for name in "abcd")]
    assert (told[:, 0] == p.max(axis=1)).all()


def test_the_claim_is_the_upper_end_of_an_interval() -> None:
    right, scene = np.array([True] * 95 + [False] * 5), np.arange(100)
    assert 0.05 < claimed(right, scene) < 0.15
    assert claimed(np.ones(300, bool), np.arange(300)) >= 1e-3


def test_rows_of_a_reference_stand_in_the_order_of_their_times() -> None:
    frame = pl.DataFrame({"time": ["2026-01-02T05:00:00", "2026-01-01T07:00:00"], "x": [2.0, 1.0]})
    view = looked(frame)
    assert view.rows[:, 0].tolist() == [1.0, 2.0]
    assert view.hours.tolist() == [7.0, 5.0]


def test_a_column_of_hours_tells_the_time_of_day() -> None:
    draw = np.random.default_rng(0)
    hour = draw.integers(8, 18, 300)
    watch = nl.Watch.of(pl.DataFrame({"hour": hour, "x": draw.normal(size=300)}))
    assert watch.columns == ("x",)
    assert watch.see({"hour": 9, "x": 0.1}).outside == 0
    assert watch.see({"hour": 23, "x": 0.2}).outside == 1


def test_a_time_that_is_not_there_is_named() -> None:
    with pytest.raises(NinelivesError, match="the reference has no column 'when'"):
        nl.Watch.of(pl.DataFrame({"x": [1.0] * 20}), time="when")
    watch = nl.Watch.of(pl.DataFrame({"when": np.arange(20.0), "x": np.arange(20.0)}), time="when")
    with pytest.raises(NinelivesError, match="no column 'when' that tells the time"):
        watch.see_batch(pl.DataFrame({"x": [1.0]}))


def test_a_model_of_series_gets_a_clear_answer(tmp_path: object) -> None:
    path = tmp_path / "m"  # type: ignore[operator]
    months = pl.DataFrame({"day": pl.date_range(pl.date(2020, 1, 1), pl.date(2024, 1, 1), "1mo", eager=True)})
    frame = months.with_columns(sold=pl.Series(np.random.default_rng(0).normal(size=len(months)).cumsum()))
    nl.train(frame, target="sold", time="day", out=path, rungs=("persistence",))
    with pytest.raises(NinelivesError, match="a model of series is not watched"):
        nl.Watch.of(path)
