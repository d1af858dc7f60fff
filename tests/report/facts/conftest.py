"""A small archive, and a small model made of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.tables import TableModel
from ninelives.stages.train.fit import train
from tests.folders import noise
from tests.rows import rows


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bright and dark noise, 30 photos each, one of them twice, and a text."""
    root = noise(tmp_path_factory.mktemp("facts") / "photos", bright=(140, 180, 30), dim=(90, 130, 30))
    (root / "dim" / "again.png").write_bytes((root / "dim" / "000.png").read_bytes())
    (root / "dim" / "notes.png").write_text("no picture")
    return root


@pytest.fixture(scope="session")
def model(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    out = tmp_path_factory.mktemp("facts-model") / "photos.model"
    return train(photos, out=out, deployment="light=0-0.1", rungs=("majority", "rules"))


def dated(target: str, rungs: str) -> TableModel:
    """A model of rows with a date."""
    day = dt.datetime(2020, 1, 1)
    at = pl.Series("at", [day + dt.timedelta(days=3 * number) for number in range(240)])
    model = nl.train(rows().with_columns(at), target=target, ignore={"fit", "price"} - {target}, rungs=rungs)
    assert isinstance(model, TableModel)
    return model


@pytest.fixture(scope="session")
def fit() -> TableModel:
    return dated("fit", "majority,perceptron")


@pytest.fixture(scope="session")
def price() -> TableModel:
    return dated("price", "mean,linear")
