"""One layer on named properties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shape, softmax

TINY = float(
    np.finfo(np.float32).tiny
)  # of a deviation: float32 over it, in float64, stays far from the end of the range


@dataclass(frozen=True, slots=True, eq=False)
class Perceptron(Arrays):
    """Each property, in standard deviations from its mean, speaks for or against each class (Rosenblatt 1958)."""

    name: ClassVar[str] = "perceptron"
    mean: np.ndarray  # (properties,)
    deviation: np.ndarray  # (properties,)
    weights: np.ndarray  # (properties, classes)
    bias: np.ndarray  # (classes,)
    temperature: np.ndarray  # ()

    def standard(self, x: np.ndarray) -> np.ndarray:
        """Properties in standard deviations, float64 of the shape of ``x``; one that is not known is taken as usual."""
        z = (x.astype(np.float64) - self.mean) / self.deviation
        return np.where(np.isfinite(z), z, 0.0)

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Tempered softmax of the sums; ``x`` is float32 of shape (rows, properties)."""
        return softmax((self.standard(x) @ self.weights + self.bias) / self.temperature)

    def voices(self) -> np.ndarray:
        """Log odds that one standard deviation of each property adds to each class, float64 (properties, classes)."""
        return np.asarray((self.weights - self.weights.mean(axis=1, keepdims=True)) / self.temperature)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        properties, classes = self.mean.size, self.bias.size
        check_shape(
            mean=(self.mean, (properties,)),
            deviation=(self.deviation, (properties,)),
            weights=(self.weights, (properties, classes)),
            bias=(self.bias, (classes,)),
        )
        if (self.deviation < TINY).any():
            raise ValueError("deviation holds what is no number above zero")

    @property
    def parameters(self) -> int:
        """The fitted weights."""
        return int(self.weights.size + self.bias.size)
