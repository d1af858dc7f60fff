"""One column at a time: Kolmogorov and Smirnov's distance for numbers, Pearson's chi-square for names."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninelives.kernels.stats.shift.units import Bools, Units

Floats = NDArray[np.float64]
AT_ONCE = 1 << 22  # counts that are held at once: 16 MiB


def kolmogorov(values: ArrayLike, units: Units, labels: Bools) -> Floats:
    """The largest distance between the two distributions, squared, of every relabelling.

    Counted in whole numbers and looked at only between values that differ, so ties, of which saturated scores have
    many, break nothing.

    Args:
        values: numbers of shape (rows,), the reference's first; NaN counts as one value above all others.
        units: of the rows.
        labels: bool of shape (draws, units), see ``Units.relabelled``.

    Returns:
        float64 of shape (draws,), each in [0, 1].
    """
    told = np.asarray(values, float)
    order = np.argsort(told, kind="stable")
    ranked, unit = told[order], units.of[order]
    last = np.flatnonzero(np.append((ranked[1:] != ranked[:-1]) & ~np.isnan(ranked[:-1]), True))
    size = np.bincount(units.of)
    found = np.empty(len(labels))
    step = max(1, AT_ONCE // unit.size)
    for start in range(0, len(labels), step):
        part = labels[start : start + step]
        ours = np.cumsum(part[:, unit], axis=1, dtype=np.int32)[:, last].astype(np.int64)
        of = (part @ size)[:, None]
        apart = np.abs(ours * unit.size - of * (last + 1)).max(axis=1)
        found[start : start + step] = np.square(apart / (of * (unit.size - of))[:, 0])
    return found


def chi_square(codes: ArrayLike, units: Units, labels: Bools) -> Floats:
    """Pearson's chi-square of the two samples' counts, of every relabelling.

    Args:
        codes: the category of each row, whole numbers >= 0 of shape (rows,); what is missing is a category.
        units: of the rows.
        labels: bool of shape (draws, units), see ``Units.relabelled``.

    Returns:
        float64 of shape (draws,).
    """
    _, code = np.unique(np.asarray(codes, np.int64), return_inverse=True)
    held = np.zeros((units.reference + units.new, int(code.max()) + 1))
    np.add.at(held, (units.of, code), 1)
    total, rows = held.sum(axis=0), code.size
    ours = labels @ held  # whole numbers, so exact
    of = ours.sum(axis=1, keepdims=True)
    return np.asarray((np.square(ours * rows - of * total) / total).sum(axis=1) / (of * (rows - of))[:, 0])
