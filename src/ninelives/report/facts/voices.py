"""One layer on the columns of a table, read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.nets.rungs.tables import Linear, Perceptron
from ninelives.kernels.nets.rungs.tables.columns import MISSING, NUMBER
from ninelives.report.facts.layer import aloud
from ninelives.report.layer import ENDS

if TYPE_CHECKING:
    from ninelives.artifacts.model.tables import TableModel
    from ninelives.artifacts.table import Feature
    from ninelives.kernels.nets.rungs.tables import Columns
    from ninelives.report.layer import Voice


class Lead:
    """The weights of a rung of numbers, in the target's units, as voices for less and for more."""

    def __init__(self, rung: Linear) -> None:
        """Keep it."""
        self.rung = rung

    def voices(self) -> np.ndarray:
        """Float64 of shape (features, 2)."""
        half = self.rung.machine.inner.weights[:, :1] * self.rung.unit / 2
        return np.concatenate([-half, half], axis=1)


def voices(model: TableModel) -> tuple[Voice, ...]:
    """What each column says; nothing where no layer was fitted."""
    layer = model.rungs.get("perceptron" if model.classes else "linear")
    if isinstance(layer, Perceptron) and model.classes:
        return aloud(layer, model.classes, list(_names(layer.machine.columns, model.coding.features)))
    if isinstance(layer, Linear):
        return aloud(Lead(layer), ENDS, list(_names(layer.machine.columns, model.coding.features)))
    return ()


def _names(columns: Columns, features: Sequence[Feature]) -> Iterator[str]:
    """What each of its features asks of a row."""
    for at, code in zip(columns.column.tolist(), columns.code.tolist(), strict=True):
        feature = features[at]
        if code == NUMBER:
            yield feature.name
        elif code == MISSING:
            yield f"{feature.name} is missing"
        else:
            yield f"{feature.name} is {feature.categories[code] if code >= 0 else 'a rarer one'}"
