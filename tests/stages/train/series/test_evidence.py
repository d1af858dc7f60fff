"""The backtest that a model keeps: every step with what came, and the band that could be had then."""

from __future__ import annotations

import numpy as np
import polars as pl

from ninelives.stages.train.series.evidence import backtest
from ninelives.stages.train.series.foresee import forecast
from ninelives.stages.train.series.spec import SeriesSpec
from tests.stages.train.series.planted import MONTHS, season

SPEC = SeriesSpec(horizon=6, rungs=("persistence", "seasonal"), seasons=(12,))
FOUND = forecast(MONTHS[:120], season(0, 120), spec=SPEC)
TABLE = backtest(FOUND)


def test_each_step_is_what_was_foreseen_and_what_came() -> None:
    values, at = season(0, 120), FOUND.origins.at
    assert TABLE.height == at.size * 6
    for row in (TABLE.row(7, named=True), TABLE.row(-1, named=True)):
        place = at[row["origin"]] + row["step"] - 1
        assert row["truth"] == values[place]
        assert row["time"] == MONTHS[place].astype("datetime64[us]").item()
        assert row["item"] == str(MONTHS[place])
        assert row["prediction"] == values[at[row["origin"]] - 12 + (row["step"] - 1) % 12]


def test_its_bands_hold_as_often_as_the_coverage_says() -> None:
    known = TABLE.drop_nulls("lower")
    held = known.select(pl.col("truth").is_between("lower", "upper")).to_series().mean()
    (band,) = [each for each in FOUND.coverage if each.level == 0.8]
    assert known.height == band.steps
    assert held == band.share
    assert TABLE.filter(pl.col("origin") == 0)["lower"].null_count() == 6  # before it, no error is known


def test_several_series_keep_their_names_and_units() -> None:
    values = np.concatenate([season(0, 120), 1e12 * season(1, 120)])
    found = forecast(np.tile(MONTHS[:120], 2), values, by=np.repeat(["a", "b"], 120), spec=SPEC)
    table = backtest(found)
    assert table["series"].unique(maintain_order=True).to_list() == ["a", "b"]
    assert table["item"][0].startswith("a 20")
    large = table.filter(pl.col("series") == "b").tail(6)["truth"].to_numpy()
    np.testing.assert_allclose(large, values[-6:], rtol=1e-12)  # through a unit of its own and back
    assert (table["lower"].drop_nulls() >= 0).all()
