"""Series with something planted in them, or nothing."""

from __future__ import annotations

import numpy as np

MONTHS = np.arange("2005-01", "2035-01", dtype="datetime64[M]")
LIGHT = ("persistence", "drift", "seasonal", "linear", "boosting")  # rungs that take a moment
PLAIN = ("persistence", "drift", "seasonal", "linear")


def walk(seed: int, n: int = 180) -> np.ndarray:
    return np.asarray(500 + np.cumsum(np.random.default_rng([1, seed]).normal(size=n)))


def season(seed: int, n: int = 180) -> np.ndarray:
    noise = np.random.default_rng([2, seed]).normal(0, 3, n)
    return np.asarray(50 + 9 * np.sin(2 * np.pi * np.arange(n) / 12) + noise)


def trend(seed: int, n: int = 180) -> np.ndarray:
    return np.asarray(50 + 1.2 * np.arange(n) + np.random.default_rng([3, seed]).normal(0, 3, n))
