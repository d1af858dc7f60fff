"""Folders of generated photos, for tests that need many and do not care what they show."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np


def noise(root: Path, *, seed: int = 0, **classes: tuple[int, int, int]) -> Path:
    """Pictures of noise, 48 x 32 px, no two alike: ``noise(root, bright=(150, 220, 30), dim=(120, 190, 30))``.

    Args:
        root: gets a folder for each class, with ``000.png``, ``001.png``, ….
        seed: of the noise.
        classes: the least value of a pixel, the first that none has, and how many pictures.
    """
    draw = np.random.default_rng(seed)
    for name, (low, high, count) in classes.items():
        (root / name).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            picture = draw.integers(low, high, (32, 48, 3), dtype=np.uint8)
            assert cv2.imwrite(str(root / name / f"{number:03d}.png"), picture)
    return root
