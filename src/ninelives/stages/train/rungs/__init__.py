"""One file per rung: how it is fitted. How it judges is in ``kernels/nets/rungs.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ninelives.stages.train.rungs import kernel, majority, pretrained, rules

if TYPE_CHECKING:
    import numpy as np

    from ninelives.kernels.nets.rungs import Rung

Fit = Callable[..., "Rung"]

FITS: dict[str, Fit] = {
    "majority": majority.fit,
    "rules": rules.fit,
    "kernel": kernel.fit,
    "pretrained": pretrained.fit,
}


def fit(name: str, x: np.ndarray, y: np.ndarray, classes: int, *, seed: int) -> Rung:
    """Fit one rung.

    Args:
        name: of the rung.
        x: float32 of shape (photos, features).
        y: class of each photo, int64 of shape (photos,); a class may be absent.
        classes: how many there are.
        seed: of whatever the rung draws.
    """
    return FITS[name](x, y, classes, seed=seed)
