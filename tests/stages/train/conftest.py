"""Small folders of generated photos, and what is trained on them once."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from ninelives.artifacts.model import Model
from ninelives.stages.train.fit import train

LOW = ("majority", "rules", "kernel")


def draw_folder(root: Path, classes: dict[str, tuple[int, int]], each: int, *, seed: int = 0) -> Path:
    """``each`` pictures of noise a class, 48 px wide, of a brightness between the class' two numbers."""
    draw = np.random.default_rng(seed)
    for name, (low, high) in classes.items():
        (root / name).mkdir(parents=True, exist_ok=True)
        for number in range(each):
            picture = draw.integers(low, high, (32, 48, 3), dtype=np.uint8)
            assert cv2.imwrite(str(root / name / f"{number:03d}.png"), picture)
    return root


def drawn(root: Path, **classes: int) -> Path:
    """So many pictures of noise of each class, 24 px wide, no two alike."""
    draw = np.random.default_rng(0)
    for name, count in classes.items():
        (root / name).mkdir(parents=True)
        for number in range(count):
            cv2.imwrite(str(root / name / f"{number}.png"), draw.integers(0, 255, (24, 24, 3), dtype=np.uint8))
    return root


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 bright and 30 dim photos that overlap a little, one of them twice, and a text that is none."""
    root = draw_folder(tmp_path_factory.mktemp("train") / "photos", {"bright": (150, 220), "dim": (120, 190)}, 30)
    (root / "dim" / "again.png").write_bytes((root / "dim" / "000.png").read_bytes())
    (root / "dim" / "notes.png").write_text("no picture")
    return root


@pytest.fixture(scope="session")
def model(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    return train(photos, out=tmp_path_factory.mktemp("train-model") / "photos.model", rungs=LOW)
