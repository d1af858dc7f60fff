"""Rung 0: always the commoner class. What every other rung has to beat."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import Majority


def fit(x: np.ndarray, y: np.ndarray, classes: int, *, seed: int) -> Majority:  # noqa: ARG001 - a rung's signature
    """Count the classes, with Laplace's one added to each."""
    counts = np.bincount(y, minlength=classes) + 1.0
    return Majority(prior=counts / counts.sum())
