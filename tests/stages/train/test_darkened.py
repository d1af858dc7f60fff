"""A model that was told of the dark keeps what it said of darkened copies, and no other does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.model import Model
from ninelives.artifacts.model.folder import DARKENED
from ninelives.errors import NinelivesError
from ninelives.stages.train import darkened
from ninelives.stages.train.clock import OutOfTime
from ninelives.stages.train.fit import train
from ninelives.store import manifest
from tests.stages.train.test_biases import LIGHT, ramps


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ramps(tmp_path_factory.mktemp("told") / "ramps", upright=True, count=40)


@pytest.fixture(scope="module")
def model(folder: Path) -> Model:
    return train(folder, rungs=("kernel",), deployment=LIGHT, out=folder.with_name("dark.model"))


def test_copies_are_of_the_photos_kept_apart_and_dark(model: Model) -> None:
    copies, apart = model.tables[DARKENED], model.tables["calibration"]
    assert len(apart)
    assert copies.get_column("item").to_list() == apart.get_column("item").to_list() * 2
    assert copies.get_column("truth").to_list() == apart.get_column("truth").to_list() * 2
    assert copies.get_column("light").max() < 0.11  # type: ignore[operator]
    assert copies.get_column("light").n_unique() > len(apart)
    p = copies.select(f"p_{name}" for name in model.classes).to_numpy()
    np.testing.assert_allclose(p.sum(axis=1), 1)
    assert model.path is not None
    assert Model.load(model.path).tables[DARKENED].equals(copies)


def test_of_a_model_that_was_told_nothing_there_are_none(folder: Path) -> None:
    made = train(folder, rungs=("kernel",), out=folder.with_name("day.model"))
    assert DARKENED not in made.tables
    assert made.path is not None
    assert not (made.path / f"{DARKENED}.parquet").exists()
    assert DARKENED not in train(folder, rungs=("kernel",), deployment=LIGHT, calibration_share=0).tables


def test_where_time_is_over_it_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def over(*_: object) -> None:
        raise OutOfTime

    monkeypatch.setattr(darkened, "_told", over)
    made = train(folder, rungs=("kernel",), deployment=LIGHT)
    assert DARKENED not in made.tables
    assert made.facts["unfinished"] == ["biases"]


@pytest.mark.parametrize("column", ["light", "p_one", "truth"])
def test_copies_that_make_no_sense_are_refused(model: Model, tmp_path: Path, column: str) -> None:
    copy = model.save(tmp_path / "copy.model").path
    assert copy is not None
    sealed = manifest.check(copy, "model").facts
    table = pl.read_parquet(copy / f"{DARKENED}.parquet")
    wrong = pl.lit("zebra") if column == "truth" else pl.lit(float("nan"))
    table.with_columns(wrong.alias(column)).write_parquet(copy / f"{DARKENED}.parquet")
    manifest.seal(copy, "model", sealed)
    with pytest.raises(NinelivesError, match="darkened copies makes no sense"):
        Model.load(copy)
