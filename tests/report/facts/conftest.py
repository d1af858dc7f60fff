"""A small archive, and a small model made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.model import Model
from ninelives.stages.train.fit import train
from tests.folders import noise


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
