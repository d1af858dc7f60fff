"""The Parquet files of a table's model."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.model.tables import TableModel, sheets, stored_as
from ninelives.errors import NinelivesError

NAMES = st.text("pc_truexyi", min_size=1, max_size=6) | st.sampled_from(sorted(sheets.OWN))


@given(st.sets(NAMES, max_size=8))
def test_no_two_conditions_share_a_column_and_none_takes_one_of_ours(names: set[str]) -> None:
    stored = [stored_as(name) for name in names]
    assert len(set(stored)) == len(names)
    assert not set(stored) & sheets.OWN
    assert not any(name.startswith("p_") for name in stored)


def test_a_plain_name_stays_as_it_is() -> None:
    assert stored_as("kind") == "kind"


def read(folder: Path, model: TableModel) -> dict[str, pl.DataFrame]:
    features = len(model.coding.features)
    return sheets.read(folder, model.classes, model.envelope, features, reach=model.reach is not None)


def test_they_are_read_as_they_were_written(copy: Path, model: TableModel, numbers: TableModel) -> None:
    found = read(copy, model)
    assert set(found) == set(sheets.TABLES)
    assert found["calibration"].columns == ["item", "scene", "kind", "wet", "truth", "p_no", "p_yes"]
    assert numbers.path
    ends = ["truth", "prediction", "lower", "upper"]
    assert read(numbers.path, numbers)["crossfit"].columns == ["item", "scene", "kind", "wet", *ends]


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("calibration", pl.col("truth").replace("yes", "perhaps"), "a class that the model does not have"),
        ("calibration", pl.col("p_no") + 0.1, "no probabilities"),
        ("crossfit", pl.lit(float("nan")).alias("p_no"), "no probabilities"),
        ("crossfit", pl.lit(None, pl.String).alias("truth"), "what is true of them"),
        ("crossfit", pl.lit(None, pl.String).alias("item"), "does not name its rows"),
        ("reference", pl.lit(1).alias("more"), "other columns"),
        ("reference", pl.lit(1.0).alias("features"), "features"),
        ("set_aside", pl.lit(1).alias("path"), "path"),
        ("learned", pl.col("row").reverse(), "which rows it learned from"),
        ("learned", pl.col("row").first(), "which rows it learned from"),
    ],
)
def test_what_cannot_be_is_refused(copy: Path, model: TableModel, name: str, change: pl.Expr, why: str) -> None:
    file = copy / f"{name}.parquet"
    pl.read_parquet(file).with_columns(change).write_parquet(file)
    with pytest.raises((ValueError, NinelivesError), match=why):
        read(copy, model)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (pl.lit(None, pl.Float64).alias("prediction"), "no number"),
        (pl.col("upper") - 1e6, "ends before it begins"),
        (pl.lit(None, pl.Float64).alias("lower"), "no number"),
    ],
)
def test_numbers_and_their_ends_are_in_order(copied: Path, numbers: TableModel, change: pl.Expr, why: str) -> None:
    file = copied / "calibration.parquet"
    pl.read_parquet(file).with_columns(change).write_parquet(file)
    with pytest.raises(ValueError, match=why):
        read(copied, numbers)


def test_without_intervals_none_are_told(copied: Path, numbers: TableModel) -> None:
    with pytest.raises(ValueError, match="intervals that the model does not have"):
        sheets.read(copied, None, numbers.envelope, len(numbers.coding.features), reach=False)
