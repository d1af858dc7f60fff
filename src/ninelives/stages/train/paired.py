"""How much more often one rung is right than another, on the same photos."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.stats import mean_of_scenes

ONE_ERROR = 0.6827  # level of an interval of one standard error to either side


def gain(
    one: np.ndarray, other: np.ndarray, y: np.ndarray, scene: np.ndarray, *, level: float = 0.95
) -> tuple[float, float, float]:
    """Share right of ``one`` less that of ``other``, with its interval over scenes.

    Args:
        one, other: probabilities, of shape (photos, classes).
        y: class of each photo.
        scene: of each photo; of a single one nobody knows more than that the gain lies in [-1, 1].
        level: two-sided confidence.

    Returns:
        ``(gain, low, high)``.
    """
    right, against = ((p.argmax(axis=1) == y).astype(float) for p in (one, other))
    if len(np.unique(scene)) < 2:
        return float((right - against).mean()), -1.0, 1.0
    return mean_of_scenes(right - against, scene, level)
