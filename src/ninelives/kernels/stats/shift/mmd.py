"""The kernel distance between two samples (maximum mean discrepancy: Gretton and others 2012), at several widths.

No width is picked: all are reckoned on the same relabellings, and ``corrected`` weighs them together, which keeps the
level exact (Schrab and others 2023). The kernel is made tile by tile, once a pair of rows; each narrower width is a
power of the one before.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.stats.shift.units import Bools, Units

Floats = NDArray[np.float64]
WIDTHS = 3  # each half of the one before
TALL, WIDE = 512, 2048  # rows of a tile
SAMPLED = 1000  # rows whose distances tell the widest


def reach(rows: NDArray[np.float32]) -> float:
    """Twice the median distance between rows: the widest kernel; 1 where most rows are the same.

    Args:
        rows: float32 of shape (rows, features), both samples together; at most 1,000 of them are looked at, evenly.
    """
    few = rows[np.linspace(0, len(rows) - 1, min(len(rows), SAMPLED)).astype(int)].astype(float)
    square = np.square(few).sum(axis=1)
    apart = square[:, None] + square - 2 * few @ few.T
    middle = float(np.median(apart[np.triu_indices(len(few), 1)])) if len(few) > 1 else 0.0
    return 2 * float(np.sqrt(middle)) if middle > 1e-12 else 1.0


def mmd(rows: NDArray[np.float32], units: Units, labels: Bools, *, width: float, widths: int = WIDTHS) -> Floats:
    """Squared distance of the samples' means in the space of a Gaussian kernel, of every relabelling.

    ``exp(-|a - b|² / (2 width²))``, averaged over all pairs of rows, each with itself too. Memory is a tile and the
    labels, whatever the number of rows.

    Args:
        rows: float32 of shape (rows, features), the reference's first, finite.
        units: of the rows.
        labels: bool of shape (draws, units), see ``Units.relabelled``.
        width: of the widest kernel, in the unit of ``rows``; see ``reach``.
        widths: how many kernels, each half as wide as the one before.

    Returns:
        float64 of shape (widths, draws), not negative but for rounding.
    """
    weight = _weights(units, labels)
    centred = (rows - rows.mean(axis=0)) / np.float32(width)
    half = np.square(centred).sum(axis=1) / 2
    usual = _usual(centred, half, widths)
    found = np.zeros((widths, len(labels)))
    for at in range(0, len(rows), TALL):
        tall = slice(at, at + TALL)
        for start in range(at, len(rows), WIDE):
            _tile(found, centred, half, weight, usual, tall, slice(start, min(start + WIDE, len(rows))))
    return found + np.outer(1 - usual, np.square(weight, dtype=np.float64).sum(axis=0))


def _usual(rows: NDArray[np.float32], half: NDArray[np.float32], widths: int) -> NDArray[np.float32]:
    """The mean of each kernel over some pairs. It is taken off all of them: weights sum to zero, so nothing changes but
    what rounding leaves of a small difference between large sums."""
    some = np.linspace(0, len(rows) - 1, min(len(rows), TALL)).astype(int)
    kernel = _kernel(rows[some], rows[some], half[some], half[some])
    return np.asarray([(kernel ** (4**at)).mean() for at in range(widths)], np.float32)


def _weights(units: Units, labels: Bools) -> NDArray[np.float32]:
    """What each row counts in each relabelling, float32 of shape (rows, draws): 1 / n, or -1 / m."""
    size = np.bincount(units.of)
    ours = labels @ size
    signed = np.where(labels, 1 / ours[:, None], -1 / (len(units.of) - ours)[:, None])
    return np.ascontiguousarray(signed.astype(np.float32).T[units.of])


def _tile(
    found: Floats,
    rows: NDArray[np.float32],
    half: NDArray[np.float32],
    weight: NDArray[np.float32],
    usual: NDArray[np.float32],
    tall: slice,
    wide: slice,
) -> None:
    """Add what the pairs of a tile say; those below the diagonal are their mirror images, and count twice."""
    kernel = _kernel(rows[tall], rows[wide], half[tall], half[wide])
    below = np.tril_indices(kernel.shape[0]) if wide.start == tall.start else None
    for at, middle in enumerate(usual):
        if at:  # half the width is the fourth power
            np.square(kernel, out=kernel)
            np.square(kernel, out=kernel)
        apart = kernel - middle
        if below is not None:
            apart[below] = 0
        found[at] += 2 * np.einsum("ij,ij->j", apart @ weight[wide], weight[tall], dtype=np.float64)


def _kernel(
    one: NDArray[np.float32], other: NDArray[np.float32], half: NDArray[np.float32], halves: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The widest kernel between two sets of rows; ``half`` and ``halves`` are half of their squared lengths."""
    kernel = one @ other.T
    kernel -= halves
    kernel -= half[:, None]
    np.exp(np.minimum(kernel, 0, out=kernel), out=kernel)
    return kernel
