"""What is foreseen is written with all that a person should hear of it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.predictions import Predictions
from ninelives.errors import NinelivesError
from ninelives.stages.train.series.anew import ForeseenRows, foresee_into
from tests.series import made, months, of_months, of_shops, shops, walk


def foreseen(model: SeriesModel, rows: pl.DataFrame | None, folder: Path) -> ForeseenRows:
    return foresee_into(model, rows, None, folder / "a.predictions.parquet")


def test_the_file_holds_each_step_and_is_found_again(tmp_path: Path) -> None:
    made = foreseen(of_shops(), None, tmp_path)
    told = Predictions.load(made.predictions.path)
    assert told.table.equals(of_shops().predict())
    assert told.table.columns == ["item", "shop", "time", "prediction", "lower", "upper"]
    assert (told.facts["horizon"], told.facts["series"], told.facts["items"]) == (6, 3, 18)
    assert foreseen(of_shops(), None, tmp_path).done
    other = foreseen(of_shops(), shops(140), tmp_path)
    assert other.predictions.path == tmp_path / "a-2.predictions.parquet"
    assert other.predictions.summary()["mase"] < 2
    assert "no truth" in repr(told)


def test_what_it_has_never_seen_is_a_gap_and_pairs_of_months_and_weekdays_are_none(tmp_path: Path) -> None:
    model = made(walk(150), "price", "day", horizon=5, rungs=("drift",))  # until the end of May
    facts = foreseen(model, None, tmp_path).predictions.facts
    assert {gap["words"] for gap in facts["gaps"] if gap["kind"] == "unseen"} <= {"month May", "month June"}
    assert all(len(gap["conditions"]) == 1 for gap in facts["gaps"])
    assert foreseen(of_months(), None, tmp_path).predictions.facts["gaps"] != []  # eleven Januaries are thin


def test_a_series_that_was_never_seen_is_a_gap_and_has_no_bands(tmp_path: Path) -> None:
    east = shops(60).filter(pl.col("shop") == "west").with_columns(pl.lit("east").alias("shop"))
    told = foreseen(of_shops(), east, tmp_path).predictions
    assert told.table["lower"].null_count() == 6
    assert "1 series were never seen, and have no bands: 'east'" in told.facts["notes"]
    assert "shop east" in {gap["words"] for gap in told.facts["gaps"]}


def test_series_that_end_before_the_others_are_named(tmp_path: Path) -> None:
    rows = pl.concat([shops(140).filter(pl.col("shop") != "west"), shops(136).filter(pl.col("shop") == "west")])
    notes = " ".join(foreseen(of_shops(), rows, tmp_path).predictions.facts["notes"])
    assert "1 of 3 series end before the others, and are foreseen from there: 'west'" in notes


def test_what_nothing_can_be_foreseen_from_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    short = months(3).with_columns(pl.lit("east").alias("shop"))
    with pytest.raises(NinelivesError, match="nothing can be foreseen: east"):
        foreseen(of_shops(), short, tmp_path)
    assert list(tmp_path.iterdir()) == []
