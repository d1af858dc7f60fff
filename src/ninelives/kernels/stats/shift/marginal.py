"""One column at a time: Kolmogorov and Smirnov's distance for numbers, Pearson's chi-square for names."""

from __future__ import annotations

from math import gcd

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninelives.kernels.stats.shift.units import Bools, Units

Floats = NDArray[np.float64]
Whole = NDArray[np.signedinteger]
AT_ONCE = 1 << 20  # counts that are held at once, of each thread
RUN = 64  # rows that are added up one after the other; runs lie side by side


def kolmogorov(values: ArrayLike, units: Units, labels: Bools) -> Floats:
    """The largest distance between the two distributions, squared, of every relabelling.

    Counted in whole numbers and looked at only between values that differ, so ties, of which saturated scores have
    many, break nothing.

    Args:
        values: numbers of shape (rows,) or (rows, columns), the reference's first; NaN counts as one value above all
            others.
        units: of the rows.
        labels: bool of shape (draws, units), see ``Units.relabelled``.

    Returns:
        float64 of shape (draws,) or (columns, draws), each in [0, 1].
    """
    told = np.asarray(values, float)
    found = distances(np.ascontiguousarray(told.T if told.ndim == 2 else told[None]), *weights(units, labels))
    return np.asarray(found if told.ndim == 2 else found[0])


def distances(columns: Floats, weight: Whole, unit: Floats) -> Floats:
    """``kolmogorov`` of columns of shape (columns, rows), by what ``weights`` gives."""
    step = max(1, AT_ONCE // max(weight.size, 1))
    found = np.concatenate([_furthest(columns[at : at + step], weight) for at in range(0, len(columns), step)])
    return np.square(found * unit)


def weights(units: Units, labels: Bools) -> tuple[Whole, Floats]:
    """What each row counts in each relabelling, in whole numbers that sum to 0, and what one of them is of the whole.

    Returns:
        The smallest kind of integers that holds all sums, of shape (rows + 1, draws), the last row 0; and float64 of
        shape (draws,).
    """
    size, rows = np.bincount(units.of), units.of.size
    of = labels @ size  # the reference's rows
    common = gcd(rows, int(of[0])) if (of == of[0]).all() else 1
    most = int((of * (rows - of)).max()) // common
    kind = np.int16 if most < 1 << 15 else np.int32 if most < 1 << 31 else np.int64
    share, whole = of // common, rows // common
    weight = np.zeros((rows + 1, len(labels)), kind)
    for start in range(0, rows, 1024):  # no large array of another kind on the way
        part = slice(start, min(start + 1024, rows))
        weight[part] = np.where(labels.T[units.of[part]], whole - share, -share)
    return weight, common / (of * (rows - of))


def _furthest(columns: Floats, weight: Whole) -> NDArray[np.int64]:
    """The largest absolute sum over the rows up to any value, of shape (columns, draws).

    Rows are added up in runs that lie side by side, and the runs' own sums after that: an addition is then a long one.
    """
    many, rows = columns.shape
    order = np.argsort(columns, axis=1)
    ranked = np.take_along_axis(columns, order, axis=1)
    inner = (ranked[:, 1:] == ranked[:, :-1]) | np.isnan(ranked[:, :-1])
    run = min(RUN, rows)
    runs = -(-rows // run)
    place = np.full((many, runs * run), rows)  # what is left over counts nothing
    place[:, :rows] = order
    place = place.reshape(many, runs, run).transpose(2, 0, 1)
    held = weight[place]  # (run, columns, runs, draws)
    for at in range(1, run):
        held[at] += held[at - 1]
    before = np.zeros_like(held[-1])
    np.cumsum(held[-1][:, :-1], axis=1, out=before[:, 1:])
    if inner.any():
        tied = np.zeros((many, runs * run), bool)
        tied[:, : rows - 1] = inner
        np.copyto(held, -before, where=tied.reshape(many, runs, run).transpose(2, 0, 1)[..., None])
    top, bottom = (held.max(axis=0) + before).max(axis=1), (held.min(axis=0) + before).min(axis=1)
    return np.asarray(np.maximum(top, -bottom), np.int64)


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
