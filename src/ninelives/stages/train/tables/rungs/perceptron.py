"""Rung 2 of classes: a perceptron on the spread-out columns; how it learns is told where that of photos is fitted."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs.tables import Columns, Layer, Perceptron, Spread
from ninelives.stages.train.rungs.perceptron import spoken
from ninelives.stages.train.tables.rungs.lesson import TableLesson


def fit(lesson: TableLesson) -> Perceptron:
    """Spread the columns out, and go through the rows."""
    columns = Columns.learn(lesson.x, lesson.categories)
    weights, bias = spoken(columns.expand(lesson.x), lesson.y, lesson.classes, lesson.seed)
    return Perceptron(Spread(columns, Layer(weights, bias)), np.asarray(1.0))
