"""What every fitted rung can do, and how one is rebuilt from arrays alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import ClassVar, Protocol, Self

import numpy as np

LARGEST, SMALLEST = 1e10, 1e-7  # of what may be multiplied, and divided by, without leaving the range of float32
FARTHEST = float(np.finfo(np.float32).max)  # of numbers in the user's own units, that are reckoned with in float64
DIVISORS = frozenset({"scale", "gamma", "temperature"})


class Rung(Protocol):
    """What every fitted rung can do."""

    name: ClassVar[str]

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Probability of each class, float64 of shape (rows, classes), each row summing to 1."""

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""

    def reads(self, columns: int) -> np.ndarray:
        """Which of the ``columns`` of ``x`` its answer may depend on, int64, sorted."""

    @property
    def parameters(self) -> int:
        """How many numbers were fitted."""


class Arrays:
    """A rung that is its own arrays."""

    WIDE: ClassVar[frozenset[str]] = frozenset()  # arrays in the user's own units, whatever these are

    def arrays(self) -> dict[str, np.ndarray]:
        """Every field, by name."""
        return {field.name: np.asarray(getattr(self, field.name), order="C") for field in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """Rebuild it.

        Raises:
            ValueError: an array is missing, holds a number that is none, or the arrays do not fit each other.
        """
        names = {field.name for field in fields(cls)}  # type: ignore[arg-type]
        if names != set(arrays):
            raise ValueError(f"expected the arrays {sorted(names)}, got {sorted(arrays)}")
        if bad := [name for name, array in arrays.items() if not np.isfinite(array).all()]:
            raise ValueError(f"{bad[0]} holds numbers that are not finite")
        for name, array in arrays.items():
            _check_range(name, array, FARTHEST if name in cls.WIDE else LARGEST)
        rung = cls(**arrays)
        rung.check()
        return rung

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""

    def reads(self, columns: int) -> np.ndarray:
        """Which of the ``columns`` of ``x`` its answer may depend on: all, where a rung does not know better."""
        return np.arange(columns)


def _check_range(name: str, array: np.ndarray, largest: float) -> None:
    if array.dtype not in (np.float32, np.float64, np.int64):
        raise ValueError(f"{name} holds {array.dtype}")
    if np.abs(array, dtype=np.float64).max(initial=0) > largest:
        raise ValueError(f"{name} holds numbers beyond {largest:g}")
    if name in DIVISORS and (array.shape != () or array < SMALLEST):
        raise ValueError(f"{name} is no number above zero")


def check_shape(**arrays: tuple[np.ndarray, tuple[int, ...]]) -> None:
    """Raises ValueError where an array has another shape than the one named beside it."""
    for name, (array, shape) in arrays.items():
        if array.shape != shape:
            raise ValueError(f"{name} has shape {array.shape}, not {shape}")


def check_shares(name: str, array: np.ndarray) -> None:
    """Raises ValueError where rows hold no shares that sum to 1."""
    if (array < 0).any() or (np.abs(array.sum(axis=-1) - 1) > 1e-6).any():
        raise ValueError(f"{name} holds no shares that sum to 1")


def softmax(logits: np.ndarray) -> np.ndarray:
    """Along the last axis, without overflow."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))
