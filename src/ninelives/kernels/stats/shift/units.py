"""What may change places if nothing has shifted: rows, scenes, or blocks of time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
MOST = 1 << 62  # ways that are counted


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The rows of two samples in units that may change places: the reference's rows first, then the new ones.

    Attributes:
        of: the unit of each row, int64 of shape (rows,); the reference's are 0 … ``reference`` - 1.
        reference: how many units the reference has.
        new: how many the new sample has.
    """

    of: Ints
    reference: int
    new: int

    @classmethod
    def scenes(cls, reference: ArrayLike, new: ArrayLike) -> Units:
        """Rows of one scene stay together; scenes of the two samples are never the same.

        Args:
            reference: a number for the scene of each row, shape (rows,).
            new: the same of the new sample.

        Raises:
            ValueError: a sample has no row.
        """
        (_, one), (_, other) = (np.unique(np.asarray(side), return_inverse=True) for side in (reference, new))
        if not one.size or not other.size:
            raise ValueError(f"both samples need rows, got {one.size} and {other.size}")
        first = int(one.max()) + 1
        return cls(np.concatenate([one, first + other]).astype(np.int64), first, int(other.max()) + 1)

    @classmethod
    def blocks(cls, reference: int, new: int, length: int) -> Units:
        """Rows in the order of time, cut into blocks: of ``length`` rows, and what is left over joins the last one.

        Args:
            reference: how many rows the reference has.
            new: how many the new sample has.
            length: of a block, rows; see ``block_length``.

        Raises:
            ValueError: a sample has no row, or a block none.
        """
        if length < 1:
            raise ValueError(f"a block has at least one row, got {length}")
        cut = [np.minimum(np.arange(rows) // length, max(rows // length, 1) - 1) for rows in (reference, new)]
        return cls.scenes(*cut)

    @property
    def ways(self) -> int:
        """How many ways there are to share the units out; ``MOST`` at most."""
        few = min(self.reference, self.new)
        return min(comb(self.reference + self.new, few), MOST) if few < 64 else MOST

    @property
    def least(self) -> float:
        """The smallest p-value that any data could give: where it is above alpha, nothing can be told."""
        return 1 / self.ways

    def relabelled(self, draws: int, seed: int) -> Bools:
        """Which units count as the reference's: as it is, then as it might have been.

        Args:
            draws: how often they change places; where there are no more ways than that, each way is there once.
            seed: of the draws.

        Returns:
            bool of shape (draws + 1, units), the first row as it is.

        Raises:
            ValueError: no draw.
        """
        if draws < 1:
            raise ValueError(f"draws must be >= 1, got {draws}")
        units = self.reference + self.new
        if self.ways <= draws + 1:
            labels = np.zeros((self.ways, units), bool)
            for row, those in zip(labels, islice(combinations(range(units), self.reference), self.ways), strict=True):
                row[list(those)] = True
            return labels  # combinations come in order, so the first is 0 … reference - 1
        labels = np.zeros((draws + 1, units), bool)
        labels[:, : self.reference] = True
        np.random.default_rng(seed).permuted(labels[1:], axis=1, out=labels[1:])
        return labels
