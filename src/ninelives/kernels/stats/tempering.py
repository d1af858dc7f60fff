"""How sure a judge should claim to be: one temperature for all it says (Guo and others 2017)."""

from __future__ import annotations

import numpy as np

BOUND = 20.0  # of a temperature, and of its inverse


def temperature(probabilities: np.ndarray, y: np.ndarray) -> float:
    """The temperature under which the truth is likeliest, within 1/20 and 20.

    Args:
        probabilities: shape (n, classes).
        y: class of each row, shape (n,).
    """
    return heat_of(_logits(probabilities), y)


def heat_of(logits: np.ndarray, y: np.ndarray, *, bound: float = BOUND, doubt: float = 0.0) -> float:
    """The same of logits.

    Args:
        logits: shape (n, classes).
        y: class of each row, shape (n,).
        bound: of the temperature, and of its inverse.
        doubt: share of each truth that is given to the other classes, so that where all are right, no temperature near
            zero is the best (Platt 1999 takes 1 / (n + 2)).
    """
    from scipy.optimize import minimize_scalar

    rows, others = np.arange(len(y)), logits.shape[1] - 1

    def loss(log_heat: float) -> float:
        told = np.log(np.maximum(softened(logits, float(np.exp(log_heat))), 1e-12))
        truth = told[rows, y]
        return float(-((1 - doubt) * truth + doubt * (told.sum(axis=1) - truth) / max(others, 1)).mean())

    found = minimize_scalar(loss, bounds=(-np.log(bound), np.log(bound)), method="bounded", options={"xatol": 1e-4})
    return float(np.exp(found.x))


def tempered(probabilities: np.ndarray, heat: float) -> np.ndarray:
    """Probabilities whose logits are divided by ``heat``."""
    return softened(_logits(probabilities), heat)


def softened(logits: np.ndarray, heat: float) -> np.ndarray:
    """Probabilities of logits that are divided by ``heat``, shape (n, classes)."""
    told = logits / heat
    shifted = np.exp(told - told.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def _logits(probabilities: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(np.maximum(probabilities, 1e-300)))
