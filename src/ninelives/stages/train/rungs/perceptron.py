"""Rung 2: a perceptron on named properties (Rosenblatt 1958), its weights averaged (Freund and Schapire 1999).

The rule never rests where no weights are right everywhere, and where it stops is chance. The average of the weights on
its way is right in 68.9 % of cats and dogs where the last weights are in 61.7 and the best met at the end of a pass
(Gallant's pocket, 1990) in 65.1; of ten digits in 91.4, 88.5 and 89.8 % (bench/layer.py). So it is the average that
judges, even where the rule came to rest.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ninelives.kernels.nets.perceptron import learn
from ninelives.kernels.nets.rungs import Perceptron
from ninelives.stages.train.rungs.lesson import Lesson

PASSES = 30  # more change the average little
VISITS = 200_000  # of photos, after which no pass begins: 30 passes over 6,000 photos, 4 over 50,000
NEVER = -30.0  # log odds of a class that no photo has


def fit(lesson: Lesson) -> Perceptron:
    """Standardise, go through the photos, and scale the sums to the order of 1, so that they can be tempered."""
    mean, deviation, varies = _usual(lesson.x.astype(np.float64))
    shape = (lesson.x.shape[1], lesson.classes)
    raw = Perceptron(mean, deviation, np.zeros(shape), np.zeros(lesson.classes), np.asarray(1.0))
    weights, bias = spoken(raw.standard(lesson.x) * varies, lesson.y, lesson.classes, lesson.seed)
    return replace(raw, weights=weights, bias=bias)


def spoken(z: np.ndarray, labels: np.ndarray, classes: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """What the rule learns of rows.

    Args:
        z: float64 of shape (rows, features), about standardised.
        labels: class of each row, int64; a class may be absent.
        classes: how many there are.
        seed: of the orders in which it goes through them.

    Returns:
        ``(weights, bias)``, float64 of shapes (features, classes) and (classes,), sums of the order of 1.
    """
    weights, bias = np.zeros((z.shape[1], classes)), np.full(classes, NEVER)
    present, y = np.unique(labels, return_inverse=True)
    z = np.column_stack([z, np.ones(len(y))])
    inner = learn(z, y, len(present), passes=PASSES, visits=VISITS, seed=seed).mean
    spread = float((z @ inner).std(axis=0).max())
    if spread < 1e-9:  # rows that do not differ teach nothing, and the order of their classes is chance
        inner, spread = np.zeros_like(inner), 1.0
    weights[:, present], bias[present] = inner[:-1] / spread, inner[-1] / spread
    return weights, bias


def _usual(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each column, over the rows that know it: mean, standard deviation (1 where it does not vary), if it varies.

    What varies by no more than float32 rounds at that magnitude does not vary, in whatever unit it is.
    """
    known = np.isfinite(x)
    many = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, x, 0).sum(axis=0) / many
    deviation = np.sqrt(np.where(known, (x - mean) ** 2, 0).sum(axis=0) / many)
    least = np.finfo(np.float32)
    varies = deviation > np.maximum(least.eps * np.abs(np.where(known, x, 0)).max(axis=0, initial=0), least.tiny)
    return mean, np.where(varies, deviation, 1.0), varies
