"""Rungs that tell a number of a row: what a machine sums up, in the user's own units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar

import numpy as np

from ninelives.kernels.nets.rungs.base import FARTHEST, Arrays, check_shape
from ninelives.kernels.nets.rungs.tables.forest import Forest
from ninelives.kernels.nets.rungs.tables.machines import Dense, Landmarks, Layer, Machine
from ninelives.kernels.nets.rungs.tables.spread import Spread
from ninelives.kernels.nets.rungs.tables.voting import taken

Kind = TypeVar("Kind", bound=Machine)


class Regressor(Protocol):
    """What every fitted rung of numbers can do; beside ``Rung``, which tells classes."""

    name: ClassVar[str]

    def predict(self, x: np.ndarray) -> np.ndarray:
        """The number expected of each row, float64 of shape (rows,); ``x`` is float32 of shape (rows, columns)."""

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""

    def reads(self, columns: int) -> np.ndarray:
        """Which of the ``columns`` of ``x`` its answer may depend on, int64, sorted."""

    @property
    def parameters(self) -> int:
        """How many numbers were fitted."""


@dataclass(frozen=True, slots=True, eq=False)
class Mean(Arrays):
    """Always the mean: what every other rung has to beat."""

    name: ClassVar[str] = "mean"
    WIDE = frozenset({"value"})
    value: np.ndarray  # ()

    def predict(self, x: np.ndarray) -> np.ndarray:
        """The mean, for every row of ``x``, shape (rows, anything)."""
        return np.full(len(x), float(self.value))

    def reads(self, columns: int) -> np.ndarray:  # noqa: ARG002 - of however many
        """None of the columns."""
        return np.zeros(0, np.int64)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        check_shape(value=(self.value, ()))

    @property
    def parameters(self) -> int:
        """The mean."""
        return 1


@dataclass(frozen=True, slots=True, eq=False)
class Reckoning(Generic[Kind]):
    """A machine's only sum, in units of the target's deviation from its mean."""

    name: ClassVar[str]
    READ: ClassVar[Any]  # a machine, from its arrays
    machine: Kind
    middle: np.ndarray  # ()
    unit: np.ndarray  # ()

    def predict(self, x: np.ndarray) -> np.ndarray:
        """Float64 of shape (rows,); ``x`` is float32 of shape (rows, columns)."""
        return np.asarray(self.machine.sums(x)[:, 0] * self.unit + self.middle)

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""
        return {**self.machine.arrays(), "middle": np.asarray(self.middle), "unit": np.asarray(self.unit)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """Rebuild it.

        Raises:
            ValueError: an array is missing, holds a number that is none, or the arrays do not fit each other.
        """
        (middle, unit), rest = taken(arrays, "middle", "unit")
        if not 0 <= unit <= FARTHEST or abs(middle) > FARTHEST:
            raise ValueError(f"middle or unit holds numbers beyond {FARTHEST:g}, or below zero")
        found = cls(cls.READ(rest), middle, unit)
        if found.machine.outputs != 1:
            raise ValueError(f"it gives {found.machine.outputs:,} numbers, and its shape is that of one")
        return found

    def reads(self, columns: int) -> np.ndarray:
        """Which of the ``columns`` of ``x`` its answer may depend on, int64, sorted."""
        return self.machine.reads(columns)

    @property
    def parameters(self) -> int:
        """How many numbers were fitted."""
        return self.machine.parameters


class Linear(Reckoning[Spread[Layer]]):
    """Each feature adds to the number or takes from it.

    The perceptron's neighbour: the same layer without a threshold behind it, as in the Adaline of Widrow and Hoff
    (1960). Their rule goes row by row towards the least squares that are solved for here at once.
    """

    name = "linear"
    READ = staticmethod(partial(Spread.of, Layer))


class KernelOfNumbers(Reckoning[Spread[Landmarks]]):
    """Rows like it decide, by an RBF kernel."""

    name = "kernel"
    READ = staticmethod(partial(Spread.of, Landmarks))


class BoostingOfNumbers(Reckoning[Forest]):
    """Small trees, each grown on what those before it left over (Friedman 2001)."""

    name = "boosting"
    READ = staticmethod(Forest.from_arrays)


class NetworkOfNumbers(Reckoning[Spread[Dense]]):
    """Two rectified layers that were trained from scratch."""

    name = "network"
    READ = staticmethod(partial(Spread.of, Dense))
