"""What labels of some new rows tell, drawn at random: a bound that holds, and whether outputs still keep their word."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from ninelives.kernels.stats.harm.expected import Floats, Ints
from ninelives.kernels.stats.intervals import mean_of_scenes


def one_each(scenes: Ints, seed: int) -> Ints:
    """A random row of each scene, sorted: rows that stand for independent draws."""
    order = np.random.default_rng(seed).permutation(len(scenes))
    _, first = np.unique(scenes[order], return_index=True)
    return np.asarray(np.sort(order[first]))


def exact(hits: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """The interval of a share that covers at least as often as promised, at any n (Clopper and Pearson 1934).

    Raises:
        ValueError: no trial, or more hits than trials.
    """
    from scipy.special import betaincinv

    if not 0 <= hits <= n or n < 1:
        raise ValueError(f"hits must lie in [0, n] and n be at least 1, got {hits} of {n}")
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else float(betaincinv(hits, n - hits + 1, tail))
    high = 1.0 if hits == n else float(betaincinv(hits + 1, n - hits, 1 - tail))
    return low, high


def corrected(lost: Floats, promised: Floats, of_all: float, scenes: Ints, level: float) -> tuple[float, float, float]:
    """Mean loss of all new rows: what is promised, and by how much the labelled ones are off it.

    The difference estimator (Angelopoulos and others 2023, "Prediction-powered inference"), with Student's interval
    over scenes: where what was promised tells anything, it is narrower than that of the labelled rows alone. It rests
    on many labels, not on the promise.

    Args:
        lost: of the labelled rows, shape (labelled,), of two scenes at least.
        promised: what was expected of each.
        of_all: the mean of what was expected of all new rows.
        scenes: of the labelled rows.
        level: of the interval.

    Returns:
        ``(mean, low, high)``.
    """
    mean, low, high = mean_of_scenes(lost - promised, scenes, level)
    return of_all + mean, of_all + low, of_all + high


def contradicted(lost: Floats, promised: Floats, scenes: Ints, error: float, *, share: bool) -> float:
    """p-value of the hypothesis that labelled rows lose as much as was promised.

    Of shares the variance is that of what was promised (and rows of a scene may agree); of other losses it is their
    own. Two-sided, by a normal; the error of the promise itself is added.

    Args:
        lost, promised, scenes: as for :func:`corrected`.
        error: standard error of the mean promise.
        share: whether losses are 0 or 1.

    Returns:
        In (0, 1].
    """
    _, scene = np.unique(scenes, return_inverse=True)
    own = np.bincount(scene, lost - promised)
    told = np.bincount(scene, np.sqrt(promised * (1 - promised))) if share else own
    variance = np.square(told).sum() / len(lost) ** 2 + error**2
    if variance <= 0:
        return 1.0
    z = abs(float((lost - promised).mean())) / float(np.sqrt(variance))
    return max(2 * (1 - NormalDist().cdf(z)), 1e-16)
