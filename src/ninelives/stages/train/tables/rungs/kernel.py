"""Rung 3: a kernel machine on the spread-out columns; ``stages/train/rungs/kernel.py`` says how it works."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs.tables import Columns, Kernel, KernelOfNumbers, Landmarks, Spread
from ninelives.kernels.stats import group_folds
from ninelives.stages.train.rungs.kernel import C, spanned
from ninelives.stages.train.rungs.logistic import solve
from ninelives.stages.train.tables.rungs.lesson import TableLesson
from ninelives.stages.train.tables.rungs.linear import Moments, scale

LANDMARKS = 512  # twice those of photos: bicycles hired by the hour are explained to .65 by so many, .60 by 256
PENALTIES = (0.1, 1.0, 10.0, 100.0, 1e3, 1e4)  # of numbers; scenes kept aside choose
PARTS = 5  # one of which is kept aside for that


def fit(lesson: TableLesson) -> Kernel | KernelOfNumbers:
    """Draw landmarks, set the width by the median distance, separate or solve."""
    columns = Columns.learn(lesson.x, lesson.categories)
    rows = np.random.default_rng(lesson.seed).permutation(len(lesson.y))[:LANDMARKS]
    marks = columns.expand(lesson.x[rows])
    gamma, whiten = spanned(marks)
    spread = np.sqrt(len(marks))  # brings the coordinates, of length 1 together, to the order of 1 each
    raw = Landmarks(marks, gamma, whiten, np.zeros((len(marks), 1)), np.zeros(1))

    def seen(x: np.ndarray) -> np.ndarray:
        return np.asarray(raw.embed(columns.expand(x)) * spread)

    lesson.tick()
    if lesson.classes:
        weights, bias = solve(seen(lesson.x), lesson.y, lesson.classes, c=C)
        inner = Landmarks(marks, gamma, whiten, weights * spread, bias)
        return Kernel(Spread(columns, inner), np.asarray(1.0))
    middle, unit = scale(lesson.y)
    number, constant = _least_squares(seen(lesson.x), (lesson.y - middle) / unit, lesson.scenes, lesson.seed)
    inner = Landmarks(marks, gamma, whiten, number[:, None] * spread, np.array([constant]))
    return KernelOfNumbers(Spread(columns, inner), middle, unit)


def _least_squares(z: np.ndarray, y: np.ndarray, scene: np.ndarray, seed: int) -> tuple[np.ndarray, float]:
    """Weights and constant, under the penalty that was best for scenes kept aside."""

    def moments(some: np.ndarray) -> Moments:
        return Moments.of(np.asarray, z[some], y[some], z.shape[1])

    every = np.ones(len(y), bool)
    if (scenes := len(np.unique(scene))) < PARTS:
        return moments(every).solved(1.0)
    aside = group_folds(scene, np.zeros(len(y), np.int64), min(PARTS, scenes), seed) == 0
    whole, kept = moments(every), moments(aside)
    told = [(whole - kept).solved(penalty) for penalty in PENALTIES]
    errors = [float(((z[aside] @ weights + constant - y[aside]) ** 2).sum()) for weights, constant in told]
    return whole.solved(PENALTIES[int(np.argmin(errors))])
