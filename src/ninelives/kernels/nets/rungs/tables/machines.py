"""What adds up and compares the features of a table: each gives sums, which an ending makes an answer of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shape

WIDEST: Final = 4096  # units of a layer


class Machine(Protocol):
    """What gives sums of the rows of a table."""

    def sums(self, x: np.ndarray) -> np.ndarray:
        """Float64 of shape (rows, outputs)."""

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""

    def reads(self, columns: int) -> np.ndarray:
        """Which of the ``columns`` of ``x`` its sums may depend on, int64, sorted."""

    @property
    def outputs(self) -> int:
        """How many sums it gives."""

    @property
    def parameters(self) -> int:
        """How many numbers were fitted."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer(Arrays):
    """Each feature speaks for or against each output."""

    weights: np.ndarray  # (features, outputs)
    bias: np.ndarray  # (outputs,)

    @property
    def features(self) -> int:
        """How many it takes."""
        return len(self.weights)

    @property
    def outputs(self) -> int:
        """How many sums it gives."""
        return int(self.bias.size)

    def sums(self, z: np.ndarray) -> np.ndarray:
        """Float64 of shape (rows, outputs); ``z`` is of shape (rows, features)."""
        return np.asarray(z @ self.weights + self.bias)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one layer."""
        _check_head(self.weights, self.bias)

    @property
    def parameters(self) -> int:
        """The fitted weights."""
        return int(self.weights.size + self.bias.size)


@dataclass(frozen=True, slots=True, eq=False)
class Landmarks(Arrays):
    """A layer in the Hilbert space of an RBF kernel, in the part that some rows span (Williams and Seeger 2000)."""

    landmarks: np.ndarray  # (landmarks, features)
    gamma: np.ndarray  # ()
    whiten: np.ndarray  # (landmarks, landmarks)
    weights: np.ndarray  # (landmarks, outputs)
    bias: np.ndarray  # (outputs,)

    @property
    def features(self) -> int:
        """How many it takes."""
        return int(self.landmarks.shape[1])

    @property
    def outputs(self) -> int:
        """How many sums it gives."""
        return int(self.bias.size)

    def embed(self, z: np.ndarray) -> np.ndarray:
        """Coordinates in the span of the landmarks, float64 of shape (rows, landmarks)."""
        marks = self.landmarks
        squared = (z**2).sum(1)[:, None] + (marks**2).sum(1)[None, :] - 2 * z @ marks.T
        return np.asarray(np.exp(-self.gamma * np.maximum(squared, 0)) @ self.whiten)

    def sums(self, z: np.ndarray) -> np.ndarray:
        """Float64 of shape (rows, outputs); ``z`` is of shape (rows, features)."""
        return np.asarray(self.embed(z) @ self.weights + self.bias)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one kernel machine."""
        _check_head(self.weights, self.bias)
        marks = len(self.weights)
        if marks > WIDEST:
            raise ValueError(f"landmarks holds {marks:,} rows, which is too much")
        if self.landmarks.ndim != 2 or len(self.landmarks) != marks:
            raise ValueError(f"landmarks has shape {self.landmarks.shape}, which is no table of {marks:,} rows")
        check_shape(gamma=(self.gamma, ()), whiten=(self.whiten, (marks, marks)))

    @property
    def parameters(self) -> int:
        """The fitted weights."""
        return int(self.weights.size + self.bias.size)


@dataclass(frozen=True, slots=True, eq=False)
class Dense(Arrays):
    """Two rectified layers and a head; run by NumPy, without torch."""

    weights0: np.ndarray  # (features, first)
    bias0: np.ndarray  # (first,)
    weights1: np.ndarray  # (first, second)
    bias1: np.ndarray  # (second,)
    weights: np.ndarray  # (second, outputs)
    bias: np.ndarray  # (outputs,)
    steps: np.ndarray  # (4,) int64, of the training, as of ``rungs.Network``

    @property
    def features(self) -> int:
        """How many it takes."""
        return len(self.weights0)

    @property
    def outputs(self) -> int:
        """How many sums it gives."""
        return int(self.bias.size)

    def sums(self, z: np.ndarray) -> np.ndarray:
        """Float64 of shape (rows, outputs); ``z`` is of shape (rows, features)."""
        first = np.maximum(z @ self.weights0 + self.bias0, 0)
        second = np.maximum(first @ self.weights1 + self.bias1, 0)
        return np.asarray(second @ self.weights + self.bias)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one network."""
        for weights, bias in ((self.weights0, self.bias0), (self.weights1, self.bias1), (self.weights, self.bias)):
            _check_head(weights, bias)
        first, second = self.bias0.size, self.bias1.size
        check_shape(weights1=(self.weights1, (first, second)), weights=(self.weights, (second, self.bias.size)))
        if max(first, second) > WIDEST:
            raise ValueError(f"bias0 or bias1 holds {max(first, second):,} units, which is too much")
        check_shape(steps=(self.steps, (4,)))
        known, done, planned, epoch = self.steps.tolist()
        if self.steps.dtype != np.int64 or not (0 <= known <= done <= planned and epoch >= 0):
            raise ValueError("its steps are out of order")

    @property
    def parameters(self) -> int:
        """The fitted weights."""
        parts = (self.weights0, self.bias0, self.weights1, self.bias1, self.weights, self.bias)
        return int(sum(part.size for part in parts))


def _check_head(weights: np.ndarray, bias: np.ndarray) -> None:
    if weights.ndim != 2:
        raise ValueError(f"weights has shape {weights.shape}, which is no table")
    check_shape(weights=(weights, (len(weights), bias.size)), bias=(bias, (bias.size,)))
