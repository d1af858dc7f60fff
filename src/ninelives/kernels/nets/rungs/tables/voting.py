"""Rungs that tell a row's class: what a machine sums up, as probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, Self, TypeVar

import numpy as np

from ninelives.kernels.nets.rungs.base import SMALLEST, softmax
from ninelives.kernels.nets.rungs.tables.forest import Forest
from ninelives.kernels.nets.rungs.tables.machines import Dense, Landmarks, Layer, Machine
from ninelives.kernels.nets.rungs.tables.spread import Spread

Kind = TypeVar("Kind", bound=Machine)


@dataclass(frozen=True, slots=True, eq=False)
class Voting(Generic[Kind]):
    """Tempered softmax of a machine's sums."""

    name: ClassVar[str]
    READ: ClassVar[Any]  # a machine, from its arrays
    machine: Kind
    temperature: np.ndarray  # ()

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Float64 of shape (rows, classes); ``x`` is float32 of shape (rows, columns)."""
        return softmax(self.machine.sums(x) / self.temperature)

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""
        return {**self.machine.arrays(), "temperature": np.asarray(self.temperature)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """Rebuild it.

        Raises:
            ValueError: an array is missing, holds a number that is none, or the arrays do not fit each other.
        """
        (temperature,), rest = taken(arrays, "temperature")
        if not temperature >= SMALLEST:
            raise ValueError("temperature is no number above zero")
        found = cls(cls.READ(rest), temperature)
        if not found.machine.outputs:
            raise ValueError("bias or base has no entry of a class")
        return found

    def reads(self, columns: int) -> np.ndarray:
        """Which of the ``columns`` of ``x`` its answer may depend on, int64, sorted."""
        return self.machine.reads(columns)

    @property
    def parameters(self) -> int:
        """How many numbers were fitted."""
        return self.machine.parameters


class Perceptron(Voting[Spread[Layer]]):
    """Each feature speaks for or against each class (Rosenblatt 1958)."""

    name = "perceptron"
    READ = staticmethod(partial(Spread.of, Layer))

    def voices(self) -> np.ndarray:
        """Log odds that one deviation of each feature adds to each class, float64 (features, classes)."""
        weights = self.machine.inner.weights
        return np.asarray((weights - weights.mean(axis=1, keepdims=True)) / self.temperature)


class Kernel(Voting[Spread[Landmarks]]):
    """Rows like it decide, by an RBF kernel."""

    name = "kernel"
    READ = staticmethod(partial(Spread.of, Landmarks))


class Boosting(Voting[Forest]):
    """Small trees, each grown on what those before it left wrong (Friedman 2001)."""

    name = "boosting"
    READ = staticmethod(Forest.from_arrays)


class Network(Voting[Spread[Dense]]):
    """Two rectified layers that were trained from scratch."""

    name = "network"
    READ = staticmethod(partial(Spread.of, Dense))


def taken(arrays: Mapping[str, np.ndarray], *names: str) -> tuple[tuple[np.ndarray, ...], dict[str, np.ndarray]]:
    """Single numbers out of arrays, and the rest.

    Raises:
        ValueError: one is missing, or is no finite number of float64.
    """
    if any(name not in arrays for name in names):
        raise ValueError(f"expected the arrays {sorted({*arrays, *names})}, got {sorted(arrays)}")
    found = tuple(arrays[name] for name in names)
    for name, array in zip(names, found, strict=True):
        if not np.isfinite(array).all():
            raise ValueError(f"{name} holds numbers that are not finite")
        if array.shape != () or array.dtype != np.float64:
            raise ValueError(f"{name} is no number of float64: it has shape {array.shape}, and holds {array.dtype}")
    return found, {name: array for name, array in arrays.items() if name not in names}
