"""A model of photos and one of a table, made once."""

from __future__ import annotations

import pytest

import ninelives as nl
from tests.folders import noise
from tests.rows import rows


@pytest.fixture(scope="session")
def photo_model(tmp_path_factory: pytest.TempPathFactory) -> nl.Model:
    root = tmp_path_factory.mktemp("watch")
    photos = noise(root / "photos", bright=(150, 220, 40), dim=(120, 190, 40))
    return nl.train(photos, out=root / "photos.model", rungs=("majority", "rules", "perceptron"))


@pytest.fixture(scope="session")
def table_model(tmp_path_factory: pytest.TempPathFactory) -> nl.TableModel:
    out = tmp_path_factory.mktemp("watch") / "rows.model"
    return nl.train(rows(900).drop("price"), target="fit", out=out, rungs=("majority", "rules", "perceptron"))
