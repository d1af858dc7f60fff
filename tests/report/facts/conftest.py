"""A small archive, and a small model made of it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from ninelives.artifacts.model import Model
from ninelives.stages.train.fit import train


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bright and dark noise, 30 photos each, one of them twice, and a text."""
    root, draw = tmp_path_factory.mktemp("facts") / "photos", np.random.default_rng(0)
    for name, low in (("bright", 140), ("dim", 90)):
        (root / name).mkdir(parents=True)
        for number in range(30):
            picture = draw.integers(low, low + 40, (48, 64, 3), dtype=np.uint8)
            cv2.imwrite(str(root / name / f"{number:02d}.png"), picture)
    (root / "dim" / "again.png").write_bytes((root / "dim" / "00.png").read_bytes())
    (root / "dim" / "notes.png").write_text("no picture")
    return root


@pytest.fixture(scope="session")
def model(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    out = tmp_path_factory.mktemp("facts-model") / "photos.model"
    return train(photos, out=out, deployment="light=0-0.1", rungs=("majority", "rules"))
