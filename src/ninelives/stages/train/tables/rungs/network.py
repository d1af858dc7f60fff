"""Rung 5: a small network on the spread-out columns, trained from scratch.

How it learns is ``kernels/nets/network/lesson.py``, the loop that teaches photos. The amount of work is fixed
beforehand, in rows shown.
"""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.nets.rungs import Network as Photos
from ninelives.kernels.nets.rungs import softmax
from ninelives.kernels.nets.rungs.tables import Columns, Dense, Network, NetworkOfNumbers, Spread
from ninelives.kernels.stats import group_folds
from ninelives.stages.train.rungs.taught import one_thread, taught
from ninelives.stages.train.tables.rungs.lesson import TableLesson
from ninelives.stages.train.tables.rungs.linear import scale

if TYPE_CHECKING:
    from ninelives.kernels.nets.network.lesson import Course

LEAST, EACH, MOST = 30_000, 40, 500_000  # rows shown: at least, times each is shown, at most
DECAYS = (0.3, 4.0)  # of the weights: a table without noise wants little of it, one that is mostly noise much
PARTS = 5  # of the scenes, one of which is kept aside to choose
REMEMBER = 200  # steps between two states that are remembered
NEVER = -30.0  # the logit of a class that no row has
UNITS = 1  # of a network that has nothing to learn


def fit(lesson: TableLesson) -> Network | NetworkOfNumbers:
    """Train it; what is written beside outlives a kill."""
    columns = Columns.learn(lesson.x, lesson.categories)
    if not lesson.classes:
        middle, unit = scale(lesson.y)
        y = ((lesson.y - middle) / unit).astype(np.float32)
        dense = _learned(lesson, columns, y, 1) if columns.features else _untrained(columns, np.zeros(1))
        return NetworkOfNumbers(Spread(columns, dense), middle, unit)
    present, place = lesson.present()
    if len(present) == 1 or not columns.features:
        count = np.bincount(lesson.y, minlength=lesson.classes)
        prior = np.where(count > 0, np.log(np.maximum(count, 1) / len(lesson.y)), NEVER)
        return Network(Spread(columns, _untrained(columns, prior)), np.asarray(1.0))
    dense = _learned(lesson, columns, place, len(present))
    return Network(Spread(columns, _wide(dense, present, lesson.classes)), np.asarray(1.0))


def _course(lesson: TableLesson, decay: float) -> Course:
    """How much is learned: each row as often as any, within bounds."""
    from ninelives.kernels.nets.network.lesson import Course

    rows = len(lesson.y)
    shown, batch = min(max(EACH * rows, LEAST), MOST), 64 if rows < 5_000 else 256
    return Course(shown=shown, seed=lesson.seed, batch=batch, smoothing=0.0, decay=decay, remember=REMEMBER)


def _learned(lesson: TableLesson, columns: Columns, y: np.ndarray, outputs: int) -> Dense:
    """Trained under the decay that was best for scenes kept aside; under the largest where there are too few."""
    x, decay = columns.expand(lesson.x).astype(np.float32), DECAYS[-1]
    if len(np.unique(lesson.scenes)) >= PARTS:
        label = y if lesson.classes else np.zeros(len(y), np.int64)
        aside = group_folds(lesson.scenes, label, PARTS, lesson.seed) == 0
        tried = [_trained(lesson, x[~aside], y[~aside], outputs, decay, f" decay {decay}") for decay in DECAYS]
        decay = DECAYS[int(np.argmin([_loss(dense.sums(x[aside]), y[aside]) for dense in tried]))]
    dense = _trained(lesson, x, y, outputs, decay)
    if broke := Photos.broke(dense.steps):
        warnings.warn(f"network: {broke}", RuntimeWarning, stacklevel=2)
    return dense


def _trained(lesson: TableLesson, x: np.ndarray, y: np.ndarray, outputs: int, decay: float, called: str = "") -> Dense:
    """One training; ``called`` continues the name of what is kept of it."""
    from ninelives.kernels.nets.network.rows import build, folded

    course = _course(lesson, decay)
    work = lesson.work.with_name(lesson.work.name + called) if lesson.work else None
    with one_thread():
        net = build(x.shape[1], outputs, lesson.seed)
        report = taught(net, x, y, course, work, lambda _: lesson.tick())
        layers = folded(net)
    return _dense(layers, np.array([report.good.step, report.step, course.steps, report.epoch]))


def _loss(sums: np.ndarray, y: np.ndarray) -> float:
    """Squared error of numbers, cross-entropy of classes."""
    if y.dtype == np.float32:
        return float(((sums[:, 0] - y) ** 2).mean())
    return float(-np.log(np.maximum(softmax(sums)[np.arange(len(y)), y], 1e-15)).mean())


def _dense(layers: list[tuple[np.ndarray, np.ndarray]], steps: np.ndarray) -> Dense:
    (weights0, bias0), (weights1, bias1), (weights, bias) = layers
    return Dense(weights0, bias0, weights1, bias1, weights, bias, steps)


def _untrained(columns: Columns, bias: np.ndarray) -> Dense:
    """One that says the same of every row."""
    widths = (columns.features, UNITS, UNITS, len(bias))
    layers = [(np.zeros((before, width)), np.zeros(width)) for before, width in pairwise(widths)]
    layers[-1] = (layers[-1][0], bias)
    return _dense(layers, np.zeros(4, np.int64))


def _wide(dense: Dense, present: np.ndarray, classes: int) -> Dense:
    """The head with a column for each class, those without a row too."""
    weights, bias = np.zeros((len(dense.weights), classes)), np.full(classes, NEVER)
    weights[:, present], bias[present] = dense.weights, dense.bias
    return Dense(**{**dense.arrays(), "weights": weights, "bias": bias})
