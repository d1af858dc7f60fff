"""Items that something was said of: what a hand-over is decided by, and what it is calibrated on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ninelives.artifacts.envelope import UNKNOWN

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Axis, Bin

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """Items in one order, with what was said of them.

    Attributes:
        items: their names.
        scenes: the scene of each, int64 of shape (items,).
        conditions: recorded conditions by name, a column of so many values each.
        outputs: probabilities, shape (items, classes); of numbers the number and, where they are known, both ends of
            its interval: shape (items, 1) or (items, 3).
        truth: places of classes, or numbers; NaN where nobody knows. None: nobody knows any.
        keys: what each holds, so that an item is told from another of its name; None where names are but numbers.
    """

    items: list[str]
    scenes: Ints
    conditions: Mapping[str, Any]
    outputs: Floats
    truth: Floats | None = None
    keys: Sequence[str] | None = None

    def __len__(self) -> int:
        """How many items."""
        return len(self.items)

    def select(self, keep: Bools | Ints) -> Judged:
        """Those items where ``keep`` holds, or of these numbers."""
        rows: Ints = np.arange(len(self))[keep]
        return replace(
            self,
            items=[self.items[row] for row in rows.tolist()],
            scenes=self.scenes[rows],
            conditions={name: _some(column, rows) for name, column in self.conditions.items()},
            outputs=self.outputs[rows],
            truth=None if self.truth is None else self.truth[rows],
            keys=None if self.keys is None else [self.keys[row] for row in rows.tolist()],
        )

    def bins(self, axis: Axis) -> tuple[Ints, tuple[Bin, ...]]:
        """The bin of each item on an axis, as ``Axis.encode`` tells it; unknown where nothing of it was recorded."""
        values = self.conditions.get(axis.name)
        return (np.zeros(len(self), np.int64), (UNKNOWN,)) if values is None else axis.encode(values)

    @property
    def known(self) -> Bools:
        """Items whose truth is known, bool of shape (items,)."""
        if self.truth is None:
            return np.zeros(len(self), bool)
        return np.asarray(~np.isnan(self.truth))

    def wrong(self, within: float | None) -> Bools:
        """Items whose answer is wrong: another class, or a number that is off by more than ``within``.

        Args:
            within: of numbers; None of classes.
        """
        assert self.truth is not None
        if within is None:
            return np.asarray(self.outputs.argmax(axis=1) != self.truth)
        return np.asarray(~(np.abs(self.outputs[:, 0] - self.truth) <= within))


def places_of(names: Iterable[Any], classes: Sequence[str]) -> Floats:
    """The place of each name among the classes, NaN for None and for what is none of them."""
    place = {name: at for at, name in enumerate(classes)}
    return np.array([np.nan if name is None else place.get(str(name), np.nan) for name in names], float)


def _some(column: Any, rows: Ints) -> Any:
    """Some values of a column of any kind."""
    if hasattr(column, "gather"):
        return column.gather(rows)
    return np.asarray(column, dtype=object if isinstance(column, list) else None)[rows]
