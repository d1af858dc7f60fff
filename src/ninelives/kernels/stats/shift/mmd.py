"""The kernel distance between two samples (maximum mean discrepancy: Gretton and others 2012), at several widths.

No width is picked: all are reckoned on the same relabellings, and ``corrected`` weighs them together, which keeps the
level exact (Schrab and others 2023). The kernel is made tile by tile, once a pair of rows; each narrower width is a
power of the one before.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.stats.shift.units import Bools, Units

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Pair = tuple[Singles, Singles]
WIDTHS = 3  # each half of the one before
TALL, WIDE = 256, 1024  # rows of a tile
MOST = 8  # threads
SAMPLED = 500  # rows whose distances tell the widest


def reach(rows: Singles) -> float:
    """Twice the median distance between rows: the widest kernel; 1 where most rows are the same.

    Args:
        rows: float32 of shape (rows, features), both samples together; at most 500 of them are looked at, evenly.
    """
    few = rows[np.linspace(0, len(rows) - 1, min(len(rows), SAMPLED)).astype(int)].astype(float)
    square = np.square(few).sum(axis=1)
    apart = square[:, None] + square - 2 * few @ few.T
    middle = float(np.median(apart[np.triu_indices(len(few), 1)])) if len(few) > 1 else 0.0
    return 2 * float(np.sqrt(middle)) if middle > 1e-12 else 1.0


def mmd(rows: Singles, units: Units, labels: Bools, *, width: float, widths: int = WIDTHS) -> Floats:
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
    from threadpoolctl import threadpool_limits

    weight = _weights(units, labels)
    pair = _pairs((rows - rows.mean(axis=0)) / np.float32(width))
    usual = _usual(pair, widths)
    strips = range(0, len(rows), TALL)
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(min(os.cpu_count() or 1, MOST)) as pool:
        found = sum(pool.map(lambda at: _strip(pair, weight, usual, at), strips), np.zeros((widths, len(labels))))
    return np.asarray(found + np.outer(1 - usual, np.square(weight, dtype=np.float64).sum(axis=0)))


def _pairs(rows: Singles) -> Pair:
    """The rows with two columns more, so that one product of two of them is the exponent of the widest kernel."""
    half, one = -np.square(rows).sum(axis=1, keepdims=True) / 2, np.ones((len(rows), 1), np.float32)
    return np.hstack([rows, half, one]), np.ascontiguousarray(np.hstack([rows, one, half]).T)


def _usual(pair: Pair, widths: int) -> Singles:
    """The mean of each kernel over some pairs. It is taken off all of them: weights sum to zero, so nothing changes but
    what rounding leaves of a small difference between large sums."""
    some = np.linspace(0, len(pair[0]) - 1, min(len(pair[0]), TALL)).astype(int)
    kernel = np.exp(pair[0][some] @ pair[1][:, some])
    return np.asarray([(kernel ** (4**at)).mean() for at in range(widths)], np.float32)


def _weights(units: Units, labels: Bools) -> Singles:
    """What each row counts in each relabelling, float32 of shape (rows, draws): 1 / n, or -1 / m."""
    size = np.bincount(units.of)
    ours = labels @ size
    signed = np.where(labels, 1 / ours[:, None], -1 / (len(units.of) - ours)[:, None])
    return np.ascontiguousarray(signed.astype(np.float32).T[units.of])


def _strip(pair: Pair, weight: Singles, usual: Singles, at: int) -> Floats:
    """What the pairs of a strip of rows say, each pair once: those of a row with an earlier one are its mirror images,
    so it counts twice."""
    found = np.zeros((len(usual), weight.shape[1]))
    tall = slice(at, at + TALL)
    for start in range(at, len(weight), WIDE):
        wide = slice(start, min(start + WIDE, len(weight)))
        kernel = pair[0][tall] @ pair[1][:, wide]
        np.exp(kernel, out=kernel)
        for each, middle in enumerate(usual):
            if each:  # half the width is the fourth power
                np.square(kernel, out=kernel)
                np.square(kernel, out=kernel)
            apart = np.subtract(kernel, middle, out=kernel if each == len(usual) - 1 else None)
            if start == at:
                apart[np.tril_indices(len(apart), 0, apart.shape[1])] = 0
            found[each] += 2 * np.einsum("ij,ij->j", apart @ weight[wide], weight[tall], dtype=np.float64)
    return found
