"""How common the classes have become, seen through a classifier: what label shift is corrected by.

If only the classes' shares change, and what each class looks like does not, a classifier's outputs mix as the classes
do. Black-box shift estimation inverts that mixture (Lipton, Wang and Smola 2018), here by probabilities and not by
answers, which tell more; expectation maximisation finds the likeliest shares of calibrated probabilities (Saerens,
Latinne and Decaestecker 2002). Whether it *is* label shift is tested: a sample made to the estimate must look alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DRAWS = 400  # of the bootstrap
STEPS, ENOUGH = 500, 1e-8  # of expectation maximisation
CLOUDED = 1e3  # condition above which the classes cannot be told apart by the outputs


@dataclass(frozen=True, slots=True, eq=False)
class Priors:
    """The classes' shares in a new sample.

    Attributes:
        shares: of each class, float64 of shape (classes,), sum 1.
        weights: of each class beside the reference: new share over old one; 0 where the reference had none.
        low: lower ends of the weights' intervals, shape (classes,).
        high: upper ends.
        condition: of the matrix that was inverted: how many times an error of the outputs may grow.
    """

    shares: Floats
    weights: Floats
    low: Floats
    high: Floats
    condition: float

    @property
    def clouded(self) -> bool:
        """Whether the outputs hardly tell the classes apart, so that nothing is corrected."""
        return not self.condition < CLOUDED


def black_box(
    reference: ArrayLike,
    truth: ArrayLike,
    new: ArrayLike,
    *,
    scenes: tuple[ArrayLike, ArrayLike] | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> Priors:
    """Shares by black-box shift estimation, with intervals by a bootstrap of both samples.

    Args:
        reference: probabilities of rows whose class is known and that were not learned from, shape (rows, classes).
        truth: the class of each, whole numbers in [0, classes).
        new: probabilities of the new rows, shape (new rows, classes).
        scenes: a number for the scene of each row in both samples; rows of one scene are drawn together.
        level: of the intervals, each by itself.
        seed: of the bootstrap.

    Raises:
        ValueError: shapes that do not fit, or a sample without rows.
    """
    old, fresh, classes = _checked(reference, truth, new)
    held = np.eye(old.shape[1])[classes]
    own, theirs = scenes if scenes is not None else (np.arange(len(old)), np.arange(len(fresh)))
    joint = _by_scene(np.einsum("ri,rj->rij", old, held).reshape(len(old), -1), own)
    mixed = _by_scene(fresh, theirs)
    prior = held.mean(axis=0)
    shares, condition = _inverted(joint.sum(axis=0), mixed.sum(axis=0))
    draw = np.random.default_rng(seed)
    drawn = np.empty((DRAWS, len(prior)))
    for row in drawn:
        again = draw.multinomial(len(joint), np.full(len(joint), 1 / len(joint))) @ joint
        other = draw.multinomial(len(mixed), np.full(len(mixed), 1 / len(mixed))) @ mixed
        row[:] = _ratio(_inverted(again, other)[0], again.reshape(len(prior), -1).sum(axis=0))
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return Priors(shares, _ratio(shares, prior), low, high, condition)


def likeliest(new: ArrayLike, prior: ArrayLike) -> Floats:
    """The likeliest shares of the classes among new rows, by expectation maximisation, float64 of shape (classes,).

    Args:
        new: calibrated probabilities of the new rows, shape (rows, classes).
        prior: the classes' shares that these probabilities were calibrated for, shape (classes,).

    Raises:
        ValueError: shapes that do not fit, or no row.
    """
    p, base = np.asarray(new, float), np.asarray(prior, float)
    if p.ndim != 2 or not len(p) or base.shape != p.shape[1:]:
        raise ValueError(f"probabilities of shape {p.shape} do not fit {base.shape} shares")
    odds = p / np.maximum(base, 1e-300)
    shares = base.copy()
    for _ in range(STEPS):
        posterior = odds * shares
        posterior /= np.maximum(posterior.sum(axis=1, keepdims=True), 1e-300)
        before, shares = shares, posterior.mean(axis=0)
        if np.abs(shares - before).max() < ENOUGH:
            break
    return np.asarray(shares / shares.sum())


def only_shares(reference: ArrayLike, truth: ArrayLike, new: ArrayLike, *, draws: int = 199, seed: int = 0) -> float:
    """p-value of the hypothesis that nothing but the classes' shares has changed, as far as the outputs show.

    The distance between the new outputs and the reference's, weighted to the estimated shares, beside the same of
    samples drawn from the reference's own classes at these shares (a parametric bootstrap; the reference is drawn
    anew too). The distance is the largest, over classes, of Kolmogorov and Smirnov's.

    Args:
        reference: see ``black_box``.
        truth: see ``black_box``.
        new: see ``black_box``.
        draws: how many samples.
        seed: of the draws.

    Returns:
        In [1 / (draws + 1), 1].

    Raises:
        ValueError: shapes that do not fit, or a sample without rows.
    """
    old, fresh, classes = _checked(reference, truth, new)
    rows = [np.flatnonzero(classes == each) for each in range(old.shape[1])]
    shares, seen = _apart(old, classes, fresh)
    shares = np.where([len(each) > 0 for each in rows], shares, 0)
    shares /= shares.sum()
    draw, as_much = np.random.default_rng(seed), 1
    for _ in range(draws):
        again = np.concatenate([draw.choice(each, len(each)) for each in rows if len(each)])
        counts = draw.multinomial(len(fresh), shares)
        made = np.concatenate([draw.choice(each, count) for each, count in zip(rows, counts, strict=True) if count])
        as_much += _apart(old[again], classes[again], old[made])[1] >= seen - 1e-12
    return as_much / (draws + 1)


def _checked(reference: ArrayLike, truth: ArrayLike, new: ArrayLike) -> tuple[Floats, Floats, Ints]:
    old, fresh, classes = np.asarray(reference, float), np.asarray(new, float), np.asarray(truth, np.int64)
    fits = old.ndim == fresh.ndim == 2 and old.shape[1:] == fresh.shape[1:] and classes.shape == old.shape[:1]
    if not fits or not len(old) or not len(fresh) or classes.min() < 0 or classes.max() >= old.shape[1]:
        raise ValueError(
            f"probabilities of shapes {old.shape} and {fresh.shape} and {classes.shape} classes do not fit"
        )
    return old, fresh, classes


def _by_scene(rows: Floats, scenes: ArrayLike) -> Floats:
    """Sums of the rows of each scene."""
    _, scene = np.unique(np.asarray(scenes), return_inverse=True)
    found = np.zeros((int(scene.max()) + 1, rows.shape[1]))
    np.add.at(found, scene, rows)
    return found


def _inverted(joint: Floats, mixed: Floats) -> tuple[Floats, float]:
    """Shares that make the mixture, none below 0, and how much an error may grow."""
    from scipy.optimize import nnls

    classes = mixed.size
    table = joint.reshape(classes, classes)
    given = table / np.maximum(table.sum(axis=0), 1e-300)  # the mean output where a class is the truth
    known = table.sum(axis=0) > 0
    shares = np.zeros(classes)
    shares[known], _ = nnls(given[:, known], mixed / mixed.sum())
    total = shares.sum()
    condition = float(np.linalg.cond(given[:, known])) if known.all() else float("inf")
    return (shares / total if total > 0 else table.sum(axis=0) / table.sum()), condition


def _ratio(shares: Floats, prior: Floats) -> Floats:
    held = prior / prior.sum()
    return np.asarray(np.divide(shares, held, out=np.zeros_like(shares), where=held > 0))


def _apart(old: Floats, classes: Ints, fresh: Floats) -> tuple[Floats, float]:
    """The estimated shares, and how far the outputs are from those of the reference at these shares."""
    count = old.shape[1]
    joint = np.zeros((count, count))
    np.add.at(joint.T, classes, old)
    shares, _ = _inverted(joint.ravel(), fresh.sum(axis=0))
    weight = _ratio(shares, np.bincount(classes, minlength=count).astype(float))[classes] / len(old)
    return shares, max(_distance(old[:, at], weight, fresh[:, at]) for at in range(count))


def _distance(old: Floats, weight: Floats, fresh: Floats) -> float:
    """Kolmogorov and Smirnov's distance between weighted numbers and plain ones."""
    values = np.concatenate([old, fresh])
    order = np.argsort(values, kind="stable")
    signed = np.concatenate([weight / weight.sum(), np.full(len(fresh), -1 / len(fresh))])[order]
    last = np.append(np.diff(values[order]) > 0, True)
    return float(np.abs(np.cumsum(signed)[last]).max())
