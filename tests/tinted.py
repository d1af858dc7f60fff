"""Photos that have a tint each, and a network that tells tints apart, for tests of models made elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np

from tests.kernels.nets.foreign.builds import colours

TINTS = ("red", "green", "blue")


def tinted(root: Path, *, seed: int = 0, strength: float = 12, **classes: int) -> Path:
    """So many photos of each tint, 48 x 32 px, a folder a tint; of some it is too weak to be seen.

    Args:
        root: gets ``red/000.png``, ….
        seed: of the noise.
        strength: of the tint, its mean over the photos; it varies by 8 about that.
        classes: names, of which those among ``TINTS`` are what the photos show, and how many of each.
    """
    draw = np.random.default_rng(seed)
    for name, count in classes.items():
        (root / name).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            picture = draw.integers(40, 200, (32, 48, 3)).astype(float)
            picture[..., TINTS.index(name)] += draw.normal(strength, 8)
            assert cv2.imwrite(str(root / name / f"{number:03d}.png"), picture[..., ::-1].clip(0, 255).astype(np.uint8))
    return root


def network(path: Path, tints: int = 2, **more: Any) -> Path:
    """Writes a network whose logits are the means of the first colours of a photo."""
    path.write_bytes(colours(np.eye(3)[:, :tints], **more).SerializeToString())
    return path
