"""Small folders of generated photos, and what is trained on them once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.model import Model
from ninelives.stages.train.fit import train
from tests.folders import noise

LOW = ("majority", "rules", "perceptron", "kernel")


def drawn(root: Path, **classes: int) -> Path:
    """So many pictures of each class, all of them of the same noise."""
    return noise(root, **{name: (0, 255, count) for name, count in classes.items()})


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 bright and 30 dim photos that overlap a little, one of them twice, and a text that is none."""
    root = noise(tmp_path_factory.mktemp("train") / "photos", bright=(150, 220, 30), dim=(120, 190, 30))
    (root / "dim" / "again.png").write_bytes((root / "dim" / "000.png").read_bytes())
    (root / "dim" / "notes.png").write_text("no picture")
    return root


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many photos of the same kinds, none of which is among those."""
    return noise(tmp_path_factory.mktemp("train") / "others", bright=(150, 220, 30), dim=(120, 190, 31), seed=1)


@pytest.fixture(scope="session")
def model(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    return train(photos, out=tmp_path_factory.mktemp("train-model") / "photos.model", rungs=LOW)
