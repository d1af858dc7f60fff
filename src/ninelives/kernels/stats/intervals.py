"""Intervals for proportions, of independent items and of items that come in scenes."""

from __future__ import annotations

from statistics import NormalDist
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@overload
def wilson(hits: float, n: float, level: float = ...) -> tuple[float, float]: ...
@overload
def wilson(hits: Floats, n: ArrayLike, level: float = ...) -> tuple[Floats, Floats]: ...
def wilson(hits: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[float, float] | tuple[Floats, Floats]:
    """Wilson's score interval of a proportion; numbers or arrays that broadcast.

    Args:
        hits: successes, in [0, n]; need not be whole, so that an effective sample size may enter.
        n: trials; where it is 0 nothing is known and the interval is (0, 1).
        level: two-sided confidence, in (0, 1).

    Returns:
        ``(low, high)``, both within [0, 1].

    Raises:
        ValueError: ``hits`` or ``n`` out of range, or ``level`` outside (0, 1).
    """
    k, total = np.broadcast_arrays(np.asarray(hits, float), np.asarray(n, float))
    if not 0 < level < 1:
        raise ValueError(f"level must lie in (0, 1), got {level}")
    if np.any(k < 0) or np.any(k > total):
        raise ValueError("hits must lie in [0, n]")
    z2 = NormalDist().inv_cdf((1 + level) / 2) ** 2
    middle = (k + z2 / 2) / (total + z2)
    share = k * (total - k) / np.maximum(total, 1e-300)
    half = np.sqrt(z2 * (share + z2 / 4)) / (total + z2)
    # the ends are exact there, and rounding would leave 1e-17
    low = np.where(k == 0, 0.0, np.clip(middle - half, 0, 1))
    high = np.where(k == total, 1.0, np.clip(middle + half, 0, 1))
    return (float(low), float(high)) if low.ndim == 0 else (low, high)


def clustered(correct: ArrayLike, scene: ArrayLike, level: float = 0.95) -> tuple[float, float, float, float]:
    """Share that is right, when the items of one scene may be right or wrong together.

    The standard error is the sandwich over scenes, never below the binomial one; the interval is Wilson's at the
    effective sample size ``n / deff``. Where all or none are right no variance can be seen, and the scenes
    count as if their items always agreed (Kish's ``n**2 / sum(size**2)``).

    Args:
        correct: truth values, shape ``(n,)``.
        scene: scene of each item, shape ``(n,)``.
        level: two-sided confidence of the interval.

    Returns:
        ``(mean, standard error, low, high)``.

    Raises:
        ValueError: the shapes differ, or there is no item.
    """
    right = np.asarray(correct, float)
    group = np.asarray(scene)
    if right.ndim != 1 or right.shape != group.shape or not right.size:
        raise ValueError(f"correct and scene must be two columns of one length >= 1, got {right.shape}, {group.shape}")
    mean = float(right.mean())
    number = np.unique(group, return_inverse=True)[1]
    n_eff = _effective_size(right - mean, number, mean * (1 - mean))
    low, high = wilson(mean * n_eff, n_eff, level)
    return mean, float(np.sqrt(mean * (1 - mean) / n_eff)), min(low, mean), max(high, mean)


def mean_of_scenes(values: ArrayLike, scene: ArrayLike, level: float = 0.95) -> tuple[float, float, float]:
    """Mean of any numbers, such as paired differences, when the items of one scene vary together.

    The standard error is the sandwich over scenes, with Student's quantile at one degree of freedom fewer than scenes.

    Args:
        values: shape ``(n,)``.
        scene: scene of each item, shape ``(n,)``, two different ones at least.
        level: two-sided confidence of the interval.

    Returns:
        ``(mean, low, high)``.

    Raises:
        ValueError: the shapes differ, or there is but one scene.
    """
    mean, error, scenes = error_of_scenes(values, scene)
    half = student(level, scenes) * error
    return mean, mean - half, mean + half


def student(level: float, scenes: int) -> float:
    """Standard errors between a mean over so many scenes and the ends of its interval."""
    from scipy.special import stdtrit

    return float(stdtrit(scenes - 1, (1 + level) / 2))


def error_of_scenes(values: ArrayLike, scene: ArrayLike) -> tuple[float, float, int]:
    """Mean of any numbers and its standard error, when the items of one scene vary together.

    Args:
        values: shape ``(n,)``.
        scene: scene of each item, shape ``(n,)``, two different ones at least.

    Returns:
        ``(mean, standard error, scenes)``; the error is the sandwich over scenes.

    Raises:
        ValueError: the shapes differ, or there is but one scene.
    """
    x, group = np.asarray(values, float), np.asarray(scene)
    if x.ndim != 1 or x.shape != group.shape:
        raise ValueError(f"values and scene must be two columns of one length, got {x.shape}, {group.shape}")
    number = np.unique(group, return_inverse=True)[1]
    scenes = int(number.max(initial=-1)) + 1
    if scenes < 2:
        raise ValueError(f"an interval over scenes needs two of them, got {scenes}")
    mean = float(x.mean())
    together = np.bincount(number, weights=x - mean)
    return mean, float(np.sqrt(scenes / (scenes - 1) * np.square(together).sum()) / x.size), scenes


def _effective_size(residual: Floats, number: NDArray[np.intp], variance: float) -> float:
    """Independent items that would tell as much; ``variance`` is that of one item."""
    n, size = residual.size, np.bincount(number).astype(float)
    scenes = size.size
    if variance == 0 or scenes == 1:
        return float(n**2 / np.square(size).sum())
    together = np.bincount(number, weights=residual)
    sandwich = scenes / (scenes - 1) * np.square(together).sum() / n**2
    return float(min(n, variance / max(sandwich, 1e-300)))
