"""A model in a folder, and a copy of it to tamper with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ninelives.artifacts.model import Model
from ninelives.stages.train.fit import train
from tests.folders import noise

LOW = ("majority", "rules", "perceptron", "kernel")


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return noise(tmp_path_factory.mktemp("model") / "photos", bright=(140, 200, 20), dim=(90, 150, 20))


@pytest.fixture(scope="module")
def model(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    return train(photos, out=tmp_path_factory.mktemp("out") / "photos.model", deployment="light=0-0.1", rungs=LOW)


@pytest.fixture
def copy(model: Model, tmp_path: Path) -> Path:
    assert model.path
    return Path(shutil.copytree(model.path, tmp_path / "copy.model"))
