"""How far off a predicted number may be, by what was predicted and how wide its interval is: a score to keep it by.

Cases are parted by both, evenly by rank, and each part's loss is drawn towards those beside it and the mean of all;
between parts it runs in straight lines. No loss needs to rise with anything. It orders cases and promises nothing:
what is kept by it is certified on others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import ArrayLike

from ninelives.kernels.stats.guarantee.cases import Floats

PARTS: Final = 12  # along each of the two, at most
EACH: Final = 8  # cases of a part, on average at least
PULL: Final = 2.0  # cases that stand for the mean of all
BLUR: Final = 1.0  # deviation of what neighbours lend, in parts
LARGEST: Final = 1e300  # of what is kept


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """The loss to expect of a predicted number.

    Attributes:
        said: predictions at the parts' middles, ascending, shape (parts,).
        wide: widths of intervals at theirs, ascending, shape (widths,); one where there are no intervals.
        loss: of each part, shape (parts, widths).
    """

    said: Floats
    wide: Floats
    loss: Floats

    @classmethod
    def learn(
        cls, predicted: ArrayLike, truth: ArrayLike, width: ArrayLike | None = None, *, within: float | None = None
    ) -> Self:
        """From numbers that their predictions were not learned from, such as cross-fitted ones.

        Args:
            predicted: shape (n,).
            truth: shape (n,).
            width: of each one's interval, shape (n,).
            within: how far off is still right; the loss is the chance of being further off, or, where left out, how
                far off a prediction is.

        Raises:
            ValueError: the shapes differ, or there is no case whose numbers are all known.
        """
        said, true = np.asarray(predicted, float), np.asarray(truth, float)
        wide = np.zeros(said.shape) if width is None else np.asarray(width, float)
        if said.ndim != 1 or not said.shape == true.shape == wide.shape:
            raise ValueError(
                f"predicted, truth and width must be columns of one length, got {said.shape}, {true.shape}"
            )
        known = np.isfinite(said) & np.isfinite(true) & np.isfinite(wide)
        if not known.any():
            raise ValueError("there is no case to learn doubt from")
        off = np.abs(true - said)[known]
        lost = off if within is None else (off > within).astype(float)
        flat = np.ptp(wide[known]) == 0
        parts = int(np.clip(known.sum() / EACH if flat else np.sqrt(known.sum() / EACH), 1, PARTS))
        rows, middles = _parted(said[known], parts)
        columns, widths = _parted(wide[known], 1 if flat else parts)
        shape = (len(middles), len(widths))
        many, total = (_summed(rows * shape[1] + columns, each, shape) for each in (np.ones(len(lost)), lost))
        mean = float(lost.mean())
        loss = (_blurred(total) + PULL * mean) / (_blurred(many) + PULL)
        return cls(middles, widths, loss)

    def of(self, predicted: ArrayLike, width: ArrayLike | None = None) -> Floats:
        """The loss to expect of each, shape (n,); NaN where a number is unknown. Its negative is a score."""
        said = np.asarray(predicted, float)
        wide = np.zeros(said.shape) if width is None else np.asarray(width, float)
        (row, up), (column, right) = _between(self.said, said), _between(self.wide, wide)
        below, beside = np.minimum(row + 1, len(self.said) - 1), np.minimum(column + 1, len(self.wide) - 1)
        low = self.loss[row, column] * (1 - right) + self.loss[row, beside] * right
        high = self.loss[below, column] * (1 - right) + self.loss[below, beside] * right
        return np.asarray(low * (1 - up) + high * up + 0 * (said + wide))

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""
        return {"said": self.said, "wide": self.wide, "loss": self.loss}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """Rebuild it.

        Raises:
            ValueError: an array is missing, holds a number that is none, or the arrays do not fit each other.
        """
        if set(arrays) != {"said", "wide", "loss"}:
            raise ValueError(f"expected the arrays ['loss', 'said', 'wide'], got {sorted(arrays)}")
        for name, array in arrays.items():
            if array.dtype != np.float64 or not (np.abs(array) <= LARGEST).all():
                raise ValueError(f"{name} holds what is no number")
        said, wide, loss = arrays["said"], arrays["wide"], arrays["loss"]
        if said.ndim != 1 or wide.ndim != 1 or loss.shape != (len(said), len(wide)) or not loss.size:
            raise ValueError(f"shapes {said.shape}, {wide.shape} and {loss.shape} do not fit")
        if (np.diff(said) <= 0).any() or (np.diff(wide) <= 0).any() or (loss < 0).any():
            raise ValueError("said or wide is out of order, or a loss below 0")
        return cls(said, wide, loss)


def _parted(values: Floats, parts: int) -> tuple[np.ndarray, Floats]:
    """The part of each value, and each part's mean; parts are even as far as values differ."""
    edges = np.unique(np.quantile(values, np.arange(1, parts) / parts))
    part = np.unique(np.searchsorted(edges, values, side="right"), return_inverse=True)[1]
    middles = np.bincount(part, values / len(values)) / np.bincount(part, np.full(len(values), 1 / len(values)))
    apart = np.r_[True, np.diff(middles) > 0]  # rounding may join what hardly differs
    return np.cumsum(apart)[part] - 1, middles[apart]


def _summed(cell: np.ndarray, values: Floats, shape: tuple[int, int]) -> Floats:
    return np.asarray(np.bincount(cell, values, shape[0] * shape[1]).reshape(shape))


def _blurred(table: Floats) -> Floats:
    """Each part with what its neighbours lend, along both axes."""
    for axis, many in enumerate(table.shape):
        near = np.exp(-np.square(np.subtract.outer(np.arange(many), np.arange(many)) / BLUR) / 2)
        table = np.moveaxis(np.tensordot(near, table, axes=(1, axis)), 0, axis)
    return table


def _between(knots: Floats, values: Floats) -> tuple[np.ndarray, Floats]:
    """The knot below each value, and how far it lies towards the next, in [0, 1]."""
    place = np.clip(np.searchsorted(knots, values, side="right") - 1, 0, max(len(knots) - 2, 0))
    if len(knots) == 1:
        return place, np.zeros(len(values))
    way = (values - knots[place]) / (knots[place + 1] - knots[place])
    return place, np.clip(np.nan_to_num(way), 0, 1)
