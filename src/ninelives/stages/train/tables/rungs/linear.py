"""Rung 2 of numbers: a linear layer on the spread-out columns, where classes have the perceptron.

Widrow and Hoff's rule (1960) goes row by row towards the least squares; they are solved for here, which is the same
layer without a rate to choose. The penalty (Hoerl and Kennard 1970) is one row's worth, so that columns which say the
same share what they say.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ninelives.kernels.nets.rungs.tables import Columns, Layer, Linear, Spread
from ninelives.stages.train.tables.rungs.lesson import TableLesson

PENALTY = 1.0
BLOCK = 16_384  # rows at a time, so that memory does not grow with the table


def fit(lesson: TableLesson) -> Linear:
    """Spread the columns out, and solve."""
    columns = Columns.learn(lesson.x, lesson.categories)
    middle, unit = scale(lesson.y)
    moments = Moments.of(columns.expand, lesson.x, (lesson.y - middle) / unit, columns.features)
    weights, bias = moments.solved(PENALTY)
    return Linear(Spread(columns, Layer(weights[:, None], np.array([bias]))), middle, unit)


def scale(y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of the target, 1 where it does not vary; float64 of shape ()."""
    return np.asarray(y.mean()), np.asarray(y.std() or 1.0)


class Moments:
    """Sums of squares and products of features, a column of ones, and the target: all that least squares ask for."""

    def __init__(self, square: np.ndarray, product: np.ndarray) -> None:
        """Keep them: of shapes (features + 1, features + 1) and (features + 1,)."""
        self.square, self.product = square, product

    @classmethod
    def of(cls, features: Callable[[np.ndarray], np.ndarray], x: np.ndarray, y: np.ndarray, width: int) -> Moments:
        """Sum up the rows, block by block; ``features`` gives ``width`` of them for each row of ``x``."""
        square, product = np.zeros((width + 1, width + 1)), np.zeros(width + 1)
        for at in range(0, len(x), BLOCK):
            z = features(x[at : at + BLOCK])
            z = np.column_stack([z, np.ones(len(z))])
            square += z.T @ z
            product += z.T @ y[at : at + BLOCK]
        return cls(square, product)

    def solved(self, penalty: float) -> tuple[np.ndarray, float]:
        """Weights of the features and the constant, of which the weights alone are penalised."""
        penalties = np.full(len(self.product), penalty)
        penalties[-1] = 1e-9  # of a table without rows
        found = np.linalg.solve(self.square + np.diag(penalties), self.product)
        return found[:-1], float(found[-1])

    def __sub__(self, other: Moments) -> Moments:
        return Moments(self.square - other.square, self.product - other.product)
