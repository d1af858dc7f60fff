"""The smallest shift that a test would have told in four cases of five, read off its own relabellings.

A relabelling shows what the statistic is without a shift; above its critical value, at which the test is told after all
correction, the shift must lie by what the statistic varies. Where units of several rows change places a shift itself
makes rows of a unit alike, and so the relabellings vary more than without one: the critical value is lifted by it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
POWER = 0.8416  # deviations above the critical value: four cases of five
BRIDGE = np.pi**2 / 12  # the mean of the squared supremum of a Brownian bridge
FEW = 20  # values below which a column is told in shares of rows and not in deviations
LEAST = 0.01  # deviations; a smaller shift says nothing: it parts values that are as good as tied
LEVELS = 101  # quantiles that stand for a column
STEPS = 24  # of halving
SMALL = 1e-3  # of the rows: no step more
MOVED = 5 * np.linspace(0, 1, 48) ** 2  # deviations that are tried
ROWS = 2000  # rows that stand for a column
SAMPLED = 250  # rows that stand for a distribution
BELL = "deviations"
Found = tuple[float | None, str]


def critical_value(mean: float, spread: float, score: float) -> float:
    """The statistic whose normal score is ``score``; see ``together.scores``."""
    if not np.isfinite(score) or spread <= 0:
        return np.inf
    shape = (mean / spread) ** 2
    return float(mean * max(0.0, 1 - 1 / (9 * shape) + score / (3 * sqrt(shape))) ** 3)


def of_numbers(values: Floats, edge: float, mean: float, whole: float = 0.0) -> Found:
    """A shift of the mean in deviations, or of a share of the rows where there are few values, or most are crowded.

    Args:
        values: the column, shape (rows,), NaN is missing.
        edge: critical value of the squared distance.
        mean: of the squared distance without a shift.
        whole: 1 / units of the reference + 1 / units of the new sample.
    """
    distance = _told_distance(edge, mean, whole)
    if distance is None:
        return None, ""
    few = values[np.linspace(0, len(values) - 1, min(len(values), ROWS)).astype(int)]
    known = np.sort(few[np.isfinite(few)])
    if known.size < FEW:
        return distance, "of the rows elsewhere"
    quantiles = known[np.linspace(0, known.size - 1, LEVELS).astype(int)]
    with np.errstate(over="ignore"):
        spread = float(known.std())
    if len(np.unique(quantiles)) < FEW or not np.isfinite(spread) or spread <= 0:
        return distance, "of the rows elsewhere"
    apart = _apart(quantiles, MOVED * spread)
    if apart[-1] < distance:
        return None, BELL
    moved = float(np.interp(distance, apart, MOVED))
    return (moved, BELL) if moved >= LEAST else (distance, "of the rows elsewhere")


def of_bell(edge: float, mean: float, whole: float = 0.0) -> Found:
    """The same of a column that is taken to be bell-shaped, which costs nothing."""
    distance = _told_distance(edge, mean, whole)
    return (None, "") if distance is None or distance >= 1 else (2 * NormalDist().inv_cdf((1 + distance) / 2), BELL)


def _told_distance(edge: float, mean: float, whole: float) -> float | None:
    """The distance between two distributions that is told in four cases of five."""
    if not np.isfinite(edge):
        return None
    scale, more, distance, seen = sqrt(mean / BRIDGE), _more(BRIDGE * whole, mean), 0.0, 0.0
    for _ in range(STEPS):
        lift = more * distance**2 * (1 + distance) / 2  # a small shift is not the same at every value
        seen = sqrt(edge * (1 + lift))
        distance = min(1.0, seen + POWER * scale * sqrt(max(0.0, 1 - distance**2)) / 2)
    return distance if seen < 1 else None


def _more(whole: float, mean: float) -> float:
    """How much of the mean a shift that parts the samples wholly adds to it.

    Args:
        whole: the mean, without a shift, of values that are the same in all rows of a unit.
        mean: that of the values as they are.
    """
    return max(whole / mean - 1, 0.0) if mean > 0 else 0.0


def _apart(quantiles: Floats, moved: Floats) -> Floats:
    """The distance between a distribution and itself moved, to whichever side is closer; never falling."""
    level = np.linspace(0, 1, len(quantiles))
    ends = (quantiles - moved[:, None], quantiles + moved[:, None])
    up, down = (np.abs(np.interp(each, quantiles, level) - level).max(axis=1) for each in ends)
    return np.maximum.accumulate(np.minimum(up, down))


def of_names(codes: NDArray[np.int64], edge: float, mean: float, reference: float, whole: float = 0.0) -> Found:
    """How far the commonest category's share must move.

    Args:
        codes: shape (rows,).
        edge: critical value of chi-square.
        mean: of chi-square without a shift.
        reference: share of the rows that are the reference's.
        whole: 1 / units of the reference + 1 / units of the new sample.
    """
    count = np.unique(codes, return_counts=True)[1]
    free = len(count) - 1
    if not np.isfinite(edge) or free < 1:
        return None, ""
    scale, share = mean / free, count.max() / len(codes)
    between = len(codes) * reference * (1 - reference)
    more, lift, moved = _more(between * whole, scale), 1.0, 0.0
    for _ in range(STEPS if more else 1):
        beyond = _noncentral(edge * lift / scale, free)
        if beyond is None:
            return None, ""
        moved, before = sqrt(beyond * scale * share * (1 - share) / between), moved
        if moved - before < SMALL:
            break
        lift = 1 + more * min(1.0, moved**2 * reference * (1 - reference) / (share * (1 - share)))
    return (moved, "of the rows") if moved < max(share, 1 - share) else (None, "")


def _noncentral(edge: float, free: int) -> float | None:
    """The noncentrality at which chi-square lies above ``edge`` in four cases of five."""
    from scipy.stats import ncx2

    return _by_halves(lambda far: float(ncx2.sf(edge, free, max(far, 1e-9))) - 0.8, 1e4)


def of_classifier(edge: float, spread: float) -> Found:
    """The area under the curve that is told in four cases of five."""
    area = edge + POWER * spread
    return (float(area), "area under the curve") if area <= 1 else (None, "")


def of_kernel(rows: NDArray[np.float32], width: float, edge: float, mean: float, spread: float) -> Found:
    """A shift of the mean along the widest direction, in deviations of that direction.

    Args:
        rows: float32 of shape (rows, directions).
        width: of the kernel.
        edge: critical value of the squared distance.
        mean: of the squared distance without a shift.
        spread: its deviation.
    """
    if not np.isfinite(edge):
        return None, ""
    lean = spread / sqrt(2)  # at most the variance of what chance adds along any one direction
    far = _by_halves(lambda far: far**2 + mean - POWER * sqrt(4 * far**2 * lean + spread**2) - edge, 2.0)
    if far is None:
        return None, ""
    few = rows[np.linspace(0, len(rows) - 1, min(len(rows), SAMPLED)).astype(int)].astype(float)
    few = few - few.mean(axis=0)
    widest = np.linalg.eigh(few.T @ few)[1][:, -1]
    along, length = few @ widest, np.square(few).sum(axis=1)
    pairs = ~np.eye(len(few), dtype=bool)  # of a row with itself nothing is told
    square = np.maximum(length[:, None] + length - 2 * few @ few.T, 0)[pairs]
    ahead, step = (along[:, None] - along)[pairs], float(along.std())
    usual = np.exp(-square / (2 * width**2)).mean()

    def beyond(by: float) -> float:
        across = np.exp(-(square - 2 * by * step * ahead + (by * step) ** 2) / (2 * width**2)).mean()
        return float(2 * (usual - across)) - far**2

    moved = _by_halves(beyond, 8.0, 12)
    return (moved, "deviations along the widest direction") if moved is not None else (None, "")


def _by_halves(over: Callable[[float], float], most: float, steps: int = STEPS) -> float | None:
    """Where a rising function passes 0 between 0 and ``most``; None where it does not."""
    low, high = 0.0, most
    if over(high) < 0:
        return None
    for _ in range(steps):
        middle = (low + high) / 2
        low, high = (middle, high) if over(middle) < 0 else (low, middle)
    return high
