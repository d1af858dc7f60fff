"""What labels of some new rows tell of the harm, and whether they contradict what was said."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.stats import mean_of_scenes
from ninelives.kernels.stats.harm import Expected, contradicted, corrected, exact, one_each
from ninelives.stages.audit.harm.losses import Losses

LABELS = 10  # labelled scenes, below which nothing is said of numbers


def seen(told: Losses, level: float, seed: int, *, promised: bool) -> tuple[float, float, float] | None:
    """The mean loss of the new rows with its interval; None where too few labels are known.

    Of classes the interval is exact at any number of labels. Of numbers, whose errors have no bound, it rests on many;
    where the reference's truth is known (``promised``), what was promised makes it narrower.
    """
    scenes = told.scenes[1][told.known]
    if told.share:
        if not len(told.known):
            return None
        some = one_each(scenes, seed)
        low, high = exact(int(told.fresh[some].sum()), len(some), level)
        return float(told.fresh[some].mean()), low, high
    if len(np.unique(scenes)) < LABELS:
        return None
    if not promised:
        return mean_of_scenes(told.fresh, scenes, level)
    expected = _promise(told).of(told.new)
    return corrected(told.fresh, expected[told.known], float(expected.mean()), scenes, level)


def contradiction(told: Losses) -> float:
    """p-value of the hypothesis that the labelled rows lose as much as was promised."""
    promise, some = _promise(told), told.new[told.known]
    error = float(np.sqrt(promise.error(promise.gradient(some))))
    return contradicted(told.fresh, promise.of(some), told.scenes[1][told.known], error, share=told.share)


def assumption(told: Losses) -> str:
    """What the interval rests on."""
    tail = "one of each scene counts" if told.share else "are many enough for their mean to be told from their spread"
    return f"the labelled rows were drawn at random among the new ones, and {tail}"


def _promise(told: Losses) -> Expected:
    return Expected.fit(told.old, told.lost, told.scenes[0], share=told.share)
