"""A few directions that most of many columns lie along."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

ROWS = 2000  # that the directions are found in


@dataclass(frozen=True, slots=True, eq=False)
class Directions:
    """The directions of largest variance, of columns brought to one deviation.

    Attributes:
        middle, scale: of each column, float64 of shape (columns,).
        axes: of length 1, the largest first, shape (directions, columns).
    """

    middle: np.ndarray
    scale: np.ndarray
    axes: np.ndarray

    @classmethod
    def of(cls, rows: np.ndarray, most: int) -> Directions:
        """Those of some rows, at most ``most``; none of rows that are all alike."""
        told = np.asarray(rows, float)[np.linspace(0, len(rows) - 1, min(len(rows), ROWS)).astype(int)]
        known = np.where(np.isfinite(told), told, np.nan)
        there = np.isfinite(known)
        many = np.maximum(there.sum(axis=0), 1)
        middle = np.where(there, known, 0).sum(axis=0) / many
        centred = np.where(there, known - middle, 0.0)
        scale = np.sqrt(np.square(centred).sum(axis=0) / many)
        scale = np.where(scale > 0, scale, np.inf)
        _, size, axes = np.linalg.svd(centred / scale, full_matrices=False)
        kept = axes[:most][size[:most] > 1e-9 * max(1.0, float(size[0]) if len(size) else 1.0)]
        turned = kept * np.sign(kept[np.arange(len(kept)), np.abs(kept).argmax(axis=1)])[:, None]
        return cls(middle, scale, turned)

    def along(self, rows: np.ndarray) -> np.ndarray:
        """Where rows lie along each direction, float64 of shape (rows, directions); what is missing is the middle."""
        told = np.asarray(rows, float)
        spread = np.where(np.isfinite(told), (told - self.middle) / self.scale, 0.0)
        return np.asarray(np.einsum("rc,dc->rd", spread, self.axes))  # row by row the same, however many there are
