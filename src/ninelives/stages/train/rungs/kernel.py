"""Rung 3: a kernel machine on a small picture.

Photos are compared by an RBF kernel, an inner product in a Hilbert space; Nyström's method (Williams and Seeger 2000)
spans the part of it that ``LANDMARKS`` pictures span, and a logistic regression separates the classes there.
"""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import Kernel
from ninelives.stages.train.rungs.lesson import Lesson
from ninelives.stages.train.rungs.logistic import solve

LANDMARKS = 256
C = 1.0
WIDTH = 1.0  # of the median squared distance between two pictures


def fit(lesson: Lesson) -> Kernel:
    """Draw landmarks, set the width by the median distance, separate."""
    x, y = lesson.x, lesson.y
    draw = np.random.default_rng(lesson.seed)
    mean = x.mean(axis=0)
    scale = np.asarray(max(float((x - mean).std()), 1e-6))
    marks = ((x[draw.permutation(len(x))[:LANDMARKS]] - mean) / scale).astype(np.float64)
    gamma, whiten = spanned(marks)
    raw = Kernel(
        mean=mean,
        scale=scale,
        landmarks=marks,
        gamma=gamma,
        whiten=whiten,
        weights=np.zeros((len(marks), lesson.classes)),
        bias=np.zeros(lesson.classes),
        temperature=np.asarray(1.0),
    )
    spread = np.sqrt(len(marks))  # brings the coordinates, of length 1 together, to the order of 1 each
    weights, bias = solve(raw.embed(x) * spread, y, lesson.classes, c=C)
    arrays = {**raw.arrays(), "weights": weights * spread, "bias": bias}
    return Kernel.from_arrays(arrays)


def spanned(marks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The kernel's width and what whitens the landmarks.

    Args:
        marks: the landmarks, float64 of shape (landmarks, features), standardised.

    Returns:
        ``(gamma, whiten)`` of shapes () and (landmarks, landmarks).
    """
    squared = np.maximum((marks**2).sum(1)[:, None] + (marks**2).sum(1)[None, :] - 2 * marks @ marks.T, 0)
    apart = squared[np.triu_indices(len(marks), 1)]
    if len(apart) and not np.median(apart):  # rows of a table may mostly be alike
        apart = apart[apart > 0]
    gamma = np.asarray(1 / max(WIDTH * float(np.median(apart)) if len(apart) else 1.0, 1e-9))
    return gamma, _inverse_root(np.exp(-gamma * squared))


def _inverse_root(gram: np.ndarray) -> np.ndarray:
    """Symmetric inverse square root; directions below the noise of float64 are left out."""
    values, vectors = np.linalg.eigh(gram)
    kept = values > 1e-8
    return np.asarray((vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T)
