"""What the rungs are fitted on in tests."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets import imagenet
from ninelives.stages.train.rungs import Lesson, zero_shot
from tests.stages.train.rungs.conftest import CENTRES

NAMES = ("cat", "dog", "bird", "fish")  # ImageNet names them, so that every rung can be asked


def lesson(x: np.ndarray, y: np.ndarray, classes: int, seed: int = 0) -> Lesson:
    names = (*NAMES, *(f"class {at}" for at in range(len(NAMES), classes)))
    return Lesson(x, np.asarray(y), names[:classes], seed)


def seen(rung: str, x: np.ndarray) -> np.ndarray:
    """The blobs ``x`` as a rung sees them: for zero-shot as features of a cat, a dog or a bird."""
    if rung != "zero-shot":
        return x
    weights, _ = zero_shot._head()
    towards = np.stack([weights[:, list(group)].mean(axis=1) for group in imagenet.members(NAMES[:3])])
    near = np.exp(-30 * ((x[:, None, :3] - CENTRES) ** 2).sum(axis=2))
    return np.asarray(near / near.sum(axis=1, keepdims=True) @ towards * 40, np.float32)
