"""What a judge's own words promise: the loss to be expected of a row, given what was said of it.

A generalised linear model with its canonical link (McCullagh and Nelder 1989), a light ridge and errors by scene: a
logistic one of right or wrong, an exponential one of how far off. Averaged over the rows that it was fitted to it
gives their own mean, so over new rows it tells by how much what is said there promises more or less.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RIDGE: Final = 2.0  # of each column, in rows; none of the constant
STEPS: Final = 25  # of Newton's method
ENOUGH: Final = 1e-8
FAR: Final = 4.0  # deviations beyond which a column tells no more
LARGEST: Final = 30.0  # of what the link takes


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """The expected loss of a row.

    Attributes:
        middle: of each column, shape (columns,).
        scale: the same.
        weights: of the constant and the columns, shape (columns + 1,).
        covariance: of the weights, over scenes, shape (columns + 1, columns + 1).
        share: whether the loss is 0 or 1, and not any number from 0 up.
    """

    middle: Floats
    scale: Floats
    weights: Floats
    covariance: Floats
    share: bool

    @classmethod
    def fit(cls, said: Floats, lost: Floats, scenes: Ints, *, share: bool) -> Expected:
        """From rows that the judge was not fitted on.

        Args:
            said: what was said of each row, shape (rows, columns); NaN stands for the middle.
            lost: the loss of each, shape (rows,), not negative.
            scenes: of each row, shape (rows,).
            share: whether the loss is 0 or 1.

        Raises:
            ValueError: shapes that do not fit, no row, or a loss that cannot be.
        """
        if said.ndim != 2 or not len(said) or not lost.shape == scenes.shape == said.shape[:1]:
            raise ValueError(f"rows of shapes {said.shape}, {lost.shape} and {scenes.shape} do not fit")
        if not np.isfinite(lost).all() or lost.min() < 0 or (share and lost.max() > 1):
            raise ValueError("a loss is a number from 0 up, and a share ends at 1")
        known = np.where(np.isnan(said), np.nanmean(np.where(np.isnan(said).all(0), 0, said), axis=0), said)
        middle, scale = known.mean(axis=0), known.std(axis=0)
        scale = np.where(scale > 1e-12 * (1 + np.abs(middle)), scale, np.inf)
        x = _design(said, middle, scale)
        unit = 1.0 if share else float(lost.mean()) or 1.0
        weights = np.zeros(x.shape[1])
        weights[0] = _linked(float(np.clip((lost / unit).mean(), 1e-3, 1 - 1e-3))) if share else 0.0
        ridge = np.full(x.shape[1], RIDGE)
        ridge[0] = 1e-6
        for _ in range(STEPS):
            mean, slope = _mean(x @ weights, share=share)
            step = np.linalg.solve(
                (x * slope[:, None]).T @ x + np.diag(ridge), x.T @ (lost / unit - mean) - ridge * weights
            )
            weights += step * min(1.0, 2 / max(float(np.abs(step).max()), 1e-12))
            if np.abs(step).max() < ENOUGH:
                break
        mean, slope = _mean(x @ weights, share=share)
        bread = np.linalg.inv((x * slope[:, None]).T @ x + np.diag(ridge))
        together = by_scene(x * (lost / unit - mean)[:, None], scenes)
        many = len(together)
        covariance = bread @ (together.T @ together * many / max(many - 1, 1)) @ bread
        weights[0] += 0.0 if share else np.log(unit)
        return cls(middle, scale, weights, covariance, share)

    def of(self, said: Floats) -> Floats:
        """The loss that is expected of each row, shape (rows,)."""
        return _mean(_design(said, self.middle, self.scale) @ self.weights, share=self.share)[0]

    def gradient(self, said: Floats, weight: Floats | None = None) -> Floats:
        """How the mean over some rows moves with the weights, shape (columns + 1,).

        Args:
            said: as for :meth:`fit`.
            weight: of each row; alike where it is None.
        """
        x = _design(said, self.middle, self.scale)
        told = np.full(len(x), 1 / len(x)) if weight is None else weight / weight.sum()
        return np.asarray((told * _mean(x @ self.weights, share=self.share)[1]) @ x)

    def error(self, gradient: Floats) -> float:
        """Variance of a mean that moves so, since the weights were learned from few scenes."""
        return float(gradient @ self.covariance @ gradient)


def of_classes(probabilities: Floats) -> Floats:
    """What probabilities say of their own worth, shape (rows, 2 + classes).

    The logit of the likeliest class, its lead over the next, and which class it is.
    """
    rows, classes = probabilities.shape
    two = np.sort(probabilities, axis=1)[:, -2:] if classes > 1 else np.c_[np.zeros(rows), probabilities]
    top = np.clip(two[:, 1], 1e-6, 1 - 1e-6)
    which = np.eye(classes)[probabilities.argmax(axis=1)]
    return np.asarray(np.c_[np.log(top / (1 - top)), two[:, 1] - two[:, 0], which])


def of_numbers(old: Floats, new: Floats) -> tuple[Floats, Floats]:
    """What predicted numbers say of how far off they may be: themselves, bent at the old ones' fifths.

    Args:
        old: numbers of shape (rows,), where the bends are.
        new: others, of shape (new rows,).

    Returns:
        Both, each of shape (…, 5).
    """
    bends = np.quantile(old, [0.2, 0.4, 0.6, 0.8])
    return _bent(old, bends), _bent(new, bends)


def _bent(numbers: Floats, bends: Floats) -> Floats:
    return np.asarray(np.c_[numbers, np.maximum(numbers[:, None] - bends, 0)])


def by_scene(rows: Floats, scenes: Ints) -> Floats:
    """Sums of the rows of each scene, shape (scenes, columns)."""
    _, scene = np.unique(scenes, return_inverse=True)
    found = np.zeros((int(scene.max()) + 1, rows.shape[1]))
    np.add.at(found, scene, rows)
    return found


def _design(said: Floats, middle: Floats, scale: Floats) -> Floats:
    told = np.clip(np.nan_to_num((said - middle) / scale), -FAR, FAR)
    return np.asarray(np.c_[np.ones(len(said)), told])


def _mean(line: Floats, *, share: bool) -> tuple[Floats, Floats]:
    """The mean, and how it moves with the line."""
    told = np.clip(line, -LARGEST, LARGEST)
    if not share:
        grown = np.exp(told)
        return grown, grown
    mean = 1 / (1 + np.exp(-told))
    return mean, np.maximum(mean * (1 - mean), 1e-9)


def _linked(share: float) -> float:
    return float(np.log(share / (1 - share)))
