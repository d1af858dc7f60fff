"""The mean loss on new rows without labels, with its error: chance, the little that was learned from, and the shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from ninelives.kernels.stats.harm.expected import Expected, Floats, Ints
from ninelives.kernels.stats.harm.pseudo import STRONGEST, off_by


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean loss that nobody saw.

    Attributes:
        value: of the new rows.
        error: standard error of it, the chance of the new rows' own losses included.
        more: by how much it is above the mean loss of the old rows.
        more_error: standard error of that as a change to be expected; what both share has no part in it.
        shifted: the part of the error that pseudo-shifts tell of, a standard error too; NaN where none could be made.
    """

    value: float
    error: float
    more: float
    more_error: float
    shifted: float


def estimate(
    old: Floats,
    lost: Floats,
    new: Floats,
    scenes: tuple[Ints, Ints],
    along: Sequence[tuple[Floats, float]] = (),
    *,
    share: bool,
    seed: int = 0,
) -> Estimate:
    """The mean loss on new rows, if what is said promises as much there as among the old.

    Args:
        old: what was said of rows whose loss is known and that were not learned from, shape (rows, columns).
        lost: their losses, shape (rows,): 0 or 1, or any number from 0 up.
        new: what was said of the new rows, shape (new rows, columns).
        scenes: of the old and of the new rows.
        along: what pseudo-shifts go along beside what was said: columns of the old rows, shape (rows, columns), such
            as truths and features, and how many deviations.
        share: whether losses are 0 or 1.
        seed: of the pseudo-shifts.

    Raises:
        ValueError: shapes that do not fit, or a sample without rows.
    """
    if not len(new) or new.shape[1:] != old.shape[1:] or scenes[1].shape != new.shape[:1]:
        raise ValueError(f"new rows of shapes {new.shape} and {scenes[1].shape} do not fit {old.shape}")
    promise = Expected.fit(old, lost, scenes[0], share=share)
    there, here = promise.of(old), promise.of(new)
    families = tuple(each for each in ((old, strength(old, new)), *along) if each[0].shape[1])
    square = off_by(old, lost, scenes[0], families, share=share, seed=seed)
    beyond = 0.0 if np.isnan(square) else square
    slope, other = promise.gradient(new), promise.gradient(old)
    chance = _chance(here, scenes[1], float(np.square(lost - there).mean()), share=share)
    spread = _spread(here, scenes[1])
    return Estimate(
        value=float(here.mean()),
        error=sqrt(promise.error(slope) + chance + beyond),
        more=float(here.mean() - there.mean()),
        more_error=sqrt(max(promise.error(slope - other), 0.0) + spread + _spread(there, scenes[0]) + beyond),
        shifted=nan if np.isnan(square) else sqrt(beyond),
    )


def strength(old: Floats, new: Floats) -> float:
    """How far the new rows are from the old along the column that moved most, in deviations, at most ``STRONGEST``."""
    with np.errstate(invalid="ignore"):
        apart = np.abs(np.nanmean(new, axis=0) - np.nanmean(old, axis=0))
        wide = np.nanstd(np.r_[old, new], axis=0)
    told = np.divide(apart, wide, out=np.zeros_like(apart), where=wide > 1e-12)
    return float(min(np.nan_to_num(told).max(initial=0.0), STRONGEST))


def _chance(expected: Floats, scenes: Ints, square: float, *, share: bool) -> float:
    """Variance of the new rows' own mean loss about what is expected; rows of a scene lose together."""
    each = expected * (1 - expected) if share else square * np.square(expected / max(float(expected.mean()), 1e-12))
    _, scene = np.unique(scenes, return_inverse=True)
    return float(np.square(np.bincount(scene, np.sqrt(each))).sum() / len(expected) ** 2)


def _spread(expected: Floats, scenes: Ints) -> float:
    """Variance of the mean expectation, since other rows might have come."""
    _, scene = np.unique(scenes, return_inverse=True)
    together = np.bincount(scene, expected - expected.mean())
    return float(np.square(together).sum() / len(expected) ** 2)
