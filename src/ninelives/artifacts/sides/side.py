"""A sample that is held against another, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.archive import Archive

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """Photos or rows of a table, in one order.

    Attributes:
        items: their names.
        scenes: the scene of each, shape (rows,).
        conditions: the recorded conditions by name, one value a row.
        inputs: named columns as the user knows them: Float64 for numbers, String for names; null is missing.
        features: what the chosen rung reads, float32 of shape (rows, features); None where nothing looks.
        outputs: probabilities of shape (rows, classes), or numbers of shape (rows, 1); None without a model.
        truth: the class of each as a name, or its number; None or NaN where nobody knows. None: nobody knows any.
        moments: when each was, s since 1970 on its own clock; None where it was not recorded of all.
        archive: the photos themselves, where they are there to be shown.
    """

    items: list[str]
    scenes: Ints
    conditions: Mapping[str, pl.Series]
    inputs: pl.DataFrame
    features: NDArray[np.float32] | None = None
    outputs: Floats | None = None
    truth: NDArray[Any] | None = None
    moments: Floats | None = None
    archive: Archive | None = field(default=None, repr=False)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.items)

    def select(self, keep: NDArray[np.bool_]) -> Side:
        """The rows where ``keep`` (bool, one a row) holds."""
        rows = np.flatnonzero(keep)
        if len(rows) == len(self):
            return self

        def some(values: NDArray[Any] | None) -> Any:
            return None if values is None else values[rows]

        return replace(
            self,
            items=[self.items[row] for row in rows],
            scenes=self.scenes[rows],
            conditions={name: column.gather(rows) for name, column in self.conditions.items()},
            inputs=self.inputs[rows] if self.inputs.width else self.inputs,  # no column has no rows
            features=some(self.features),
            outputs=some(self.outputs),
            truth=some(self.truth),
            moments=some(self.moments),
            archive=None if self.archive is None else self.archive.select(keep),
        )
