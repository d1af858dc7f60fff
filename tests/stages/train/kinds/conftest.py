"""Pictures of two kinds that nobody named, and what is made of them once."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from ninelives.artifacts.model import Model
from ninelives.stages.train.fit import train


def drawn(root: Path, count: int, seed: int = 0) -> Path:
    """So many boards of squares, and as many soft discs; in two folders that tell them apart."""
    draw = np.random.default_rng(seed)
    rows, columns = np.mgrid[:80, :80]
    for name in ("board", "disc"):
        (root / name).mkdir(parents=True)
        for number in range(count):
            step, (y, x) = draw.integers(4, 9), draw.integers(25, 55, 2)
            if name == "board":
                shape = ((rows + y) // step + (columns + x) // step) % 2 * 1.0
            else:
                shape = np.exp(-((rows - y) ** 2 + (columns - x) ** 2) / draw.uniform(200, 500))
            low, high = draw.uniform(10, 80, 3), draw.uniform(150, 240, 3)
            picture = low + shape[..., None] * (high - low) + draw.normal(0, 4, (80, 80, 3))
            assert cv2.imwrite(str(root / name / f"{number:03d}.png"), np.clip(picture, 0, 255).astype(np.uint8))
    return root


@pytest.fixture(scope="session")
def unnamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drawn(tmp_path_factory.mktemp("kinds") / "things", 60)


@pytest.fixture(scope="session")
def model(unnamed: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    return train(unnamed, unlabelled=2, size=64, out=tmp_path_factory.mktemp("kinds-model") / "things.model")
