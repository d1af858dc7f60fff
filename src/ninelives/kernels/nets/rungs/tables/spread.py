"""A machine on the spread-out columns of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, Self, TypeVar

import numpy as np

from ninelives.kernels.nets.rungs.tables.columns import Columns
from ninelives.kernels.nets.rungs.tables.machines import Dense, Landmarks, Layer

BLOCK: Final = 4096  # rows at a time, so that memory does not grow with the table
COLUMNS: Final = "columns."  # before the names of the arrays that spread a table out
Inner = TypeVar("Inner", Layer, Landmarks, Dense)


@dataclass(frozen=True, slots=True, eq=False)
class Spread(Generic[Inner]):
    """A machine on the spread-out columns of a table."""

    columns: Columns
    inner: Inner

    def sums(self, x: np.ndarray) -> np.ndarray:
        """Float64 of shape (rows, outputs); ``x`` is of shape (rows, columns)."""
        out = np.empty((len(x), self.outputs))
        for at in range(0, len(x), BLOCK):
            out[at : at + BLOCK] = self.inner.sums(self.columns.expand(x[at : at + BLOCK]))
        return out

    def arrays(self) -> dict[str, np.ndarray]:
        """Those of the columns and of the machine, by name."""
        return {COLUMNS + name: array for name, array in self.columns.arrays().items()} | self.inner.arrays()

    @classmethod
    def of(cls, kind: type[Inner], arrays: Mapping[str, np.ndarray]) -> Self:
        """Rebuild one from arrays.

        Raises:
            ValueError: an array is missing, holds a number that is none, or the arrays do not fit each other.
        """
        first = {name.removeprefix(COLUMNS): array for name, array in arrays.items() if name.startswith(COLUMNS)}
        rest = {name: array for name, array in arrays.items() if not name.startswith(COLUMNS)}
        found = cls(Columns.from_arrays(first), kind.from_arrays(rest))
        if found.columns.features != found.inner.features:
            raise ValueError("its weights have no entry for each feature of its columns")
        return found

    def reads(self, columns: int) -> np.ndarray:
        """Which of so many columns it looks at, int64, sorted."""
        return self.columns.reads(columns)

    @property
    def outputs(self) -> int:
        """How many sums it gives."""
        return self.inner.outputs

    @property
    def parameters(self) -> int:
        """The fitted weights."""
        return self.inner.parameters
