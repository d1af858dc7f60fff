"""A classifier that tries to tell the two samples apart, fitted anew for every relabelling (Lopez-Paz and Oquab 2017).

A ridge discriminant in directions that know no label: its weights are linear in the labels, so a thousand fits are two
products of matrices. It is cross-fitted over folds of units that know no label either, so each row is judged by a fit
that did not see its unit, and the area under the curve is exact under relabelling; no half of the data is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.stats.shift.units import Bools, Units

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
FOLDS = 5
SQUARED = 8  # directions whose squares are looked at too: a spread that changes moves no mean
RIDGE = 0.1
AT_ONCE = 1 << 23  # scores that are held at once


def area(rows: Singles, units: Units, labels: Bools, seed: int) -> Floats:
    """The area under the curve of a cross-fitted discriminant, of every relabelling: .5 by chance, 1 where it can tell.

    Args:
        rows: float32 of shape (rows, directions), see ``directions``.
        units: of the rows.
        labels: bool of shape (draws, units), see ``Units.relabelled``.
        seed: of the folds.

    Returns:
        float64 of shape (draws,), each in [0, 1].
    """
    found = np.empty(len(labels))
    wide = whitened(rows)
    step = max(1, AT_ONCE // len(rows))
    for at in range(0, len(labels), step):
        part = labels[at : at + step]
        score = np.empty((len(part), len(rows)), np.float32)
        for held, judged in judgements(wide, units, part, seed):
            score[:, held] = judged
        found[at : at + step] = _area(score, part[:, units.of])
    return found


def judgements(rows: Singles, units: Units, labels: Bools, seed: int) -> Iterator[tuple[NDArray[np.int64], Singles]]:
    """Rows of each fold, and how much they look new to fits without them, of shape (draws, rows of the fold)."""
    size = np.bincount(units.of)
    sums = np.zeros((len(size), rows.shape[1]))
    np.add.at(sums, units.of, rows)
    whole, count = sums.sum(axis=0), size.sum()
    fold = np.random.default_rng(seed).permutation(len(size)) % min(FOLDS, len(size))
    for each in range(min(FOLDS, len(size))):
        other = fold != each
        ours, of = labels[:, other].astype(float) @ sums[other], labels[:, other].astype(float) @ size[other]
        rest, still = whole - sums[~other].sum(axis=0) - ours, count - size[~other].sum() - of
        one, two = ours / np.maximum(of, 1)[:, None], rest / np.maximum(still, 1)[:, None]
        weight = np.where(((of > 0) & (still > 0))[:, None], two - one, 0)
        middle = np.einsum("ij,ij->i", weight, one + two) / 2
        held = np.flatnonzero(~other[units.of])
        yield held, (weight.astype(np.float32) @ rows[held].T) - middle.astype(np.float32)[:, None]


def whitened(rows: Singles) -> Singles:
    """Directions and the squares of the first few, turned so that they do not lean on each other, small ones damped."""
    if not rows.size:
        return np.zeros((len(rows), 1), np.float32)
    centred = (rows - rows.mean(axis=0)) / np.maximum(rows.std(axis=0), 1e-12)
    wide = np.concatenate([centred, np.square(centred[:, :SQUARED])], axis=1).astype(float)
    wide -= wide.mean(axis=0)
    wide /= np.maximum(wide.std(axis=0), 1e-6)
    size, turn = np.linalg.eigh(wide.T @ wide / len(wide))
    return np.asarray(wide @ (turn / np.sqrt(np.maximum(size, 0) + RIDGE + wide.shape[1] / len(wide))), np.float32)


def _area(score: Singles, reference: Bools) -> Floats:
    """Of scores of shape (draws, rows): a new row's chance to score more than one of the reference, ties by half.

    The last bit of a score carries the label through the sorting; sorted both ways round, ties are shared out evenly.
    """
    bits, rank = score.view(np.int32), np.arange(1, score.shape[1] + 1, dtype=float)
    many = reference.shape[1] - reference.sum(axis=1)
    found = np.zeros(len(score))
    for new in (True, False):
        carried = (bits & ~1) | (reference != new)
        carried.view(np.float32).sort(axis=1)
        marks = ((carried & 1) == new).astype(float)
        found += (marks @ rank - many * (many + 1) / 2) / (many * (score.shape[1] - many)) / 2
    return found
