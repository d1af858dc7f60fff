"""How sure a judge should claim to be: one temperature for all it says (Guo and others 2017)."""

from __future__ import annotations

import numpy as np


def temperature(probabilities: np.ndarray, y: np.ndarray) -> float:
    """The temperature under which the truth is likeliest, within 1/20 and 20.

    Args:
        probabilities: shape (n, classes).
        y: class of each row, shape (n,).
    """
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(y))

    def loss(log_heat: float) -> float:
        return float(-np.log(np.maximum(tempered(probabilities, np.exp(log_heat))[rows, y], 1e-12)).mean())

    found = minimize_scalar(loss, bounds=(np.log(1 / 20), np.log(20)), method="bounded", options={"xatol": 1e-4})
    return float(np.exp(found.x))


def tempered(probabilities: np.ndarray, heat: float) -> np.ndarray:
    """Probabilities whose logits are divided by ``heat``."""
    logits = np.log(np.maximum(probabilities, 1e-300)) / heat
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))
