"""How often right: bin by bin of each axis, of what it says of itself, and which class was taken for which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.kernels.stats.intervals import clustered, mean_of_scenes

FEWEST = 10  # items of which a share right is worth a look

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.envelope import Envelope


def by_axis(
    envelope: Envelope, conditions: Mapping[str, pl.Series], correct: np.ndarray, scene: np.ndarray
) -> dict[str, list[dict[str, Any]]]:
    """Share right in every bin that holds an item, with its interval over scenes.

    Args:
        envelope: whose axes and bins count.
        conditions: a column of n values for each axis.
        correct: bool of shape (n,).
        scene: of each item, shape (n,).

    Returns:
        For each axis: ``[{"bin", "items", "right", "interval"}, …]`` in the axis' order.
    """
    return {
        axis.name: _bins(axis, conditions[axis.name], correct, scene)
        for axis in envelope.axes
        if axis.name in conditions and len(correct)
    }


def off_by_axis(axis: Any, values: pl.Series, off: np.ndarray, scene: np.ndarray) -> dict[Any, dict[str, Any]]:
    """Mean absolute error in each bin of one axis that holds two scenes.

    Args:
        axis: of the envelope.
        values: a column of n values.
        off: absolute errors, shape (n,).
        scene: of each item, shape (n,).

    Returns:
        bin → ``{"mean", "interval"}``; the interval is of 95 %, over scenes.
    """
    code, labels = axis.encode(values)
    found = {}
    for number in np.unique(code).tolist():
        rows = code == number
        if len(np.unique(scene[rows])) > 1:
            mean, low, high = mean_of_scenes(off[rows], scene[rows])
            found[labels[number]] = {"mean": mean, "interval": (max(low, 0.0), high)}
    return found


def by_sureness(sure: np.ndarray, correct: np.ndarray, scene: np.ndarray) -> list[dict[str, Any]]:
    """How sure it said it is, against how often it was right: tenths, joined until each holds ``FEWEST`` items.

    Args:
        sure: probability of what was said, shape (n,).
        correct: bool of shape (n,).
        scene: of each item, shape (n,).

    Returns:
        ``[{"says", "right", "items", "interval"}, …]``, the least sure first; the interval is over scenes.
    """
    part = _joined(np.clip(np.ceil(10 * np.asarray(sure, float) - 1e-6).astype(int) - 1, 0, 9))
    found = []
    for number in np.unique(part)[::-1]:
        rows = part == number
        mean, _, low, high = clustered(correct[rows], scene[rows])
        says = float(np.mean(sure[rows], dtype=float))
        found.append({"says": says, "right": mean, "items": int(rows.sum()), "interval": [low, high]})
    return found


def _joined(tenth: np.ndarray) -> np.ndarray:
    """The part of each item, the surest first; a few left over at the end go to the last."""
    counts, part, held, number = np.bincount(tenth, minlength=10), np.zeros(10, int), 0, 0
    for at in range(9, -1, -1):
        part[at] = number
        held += counts[at]
        if held >= FEWEST:
            number, held = number + 1, 0
    part[part == number] = max(number - 1, 0)
    return np.asarray(part[tenth])


def taken(truth: np.ndarray, said: np.ndarray) -> list[list[int]]:
    """Which class was taken for which: ``[truth, prediction, items]`` of every pair that occurs."""
    pairs, counts = np.unique(np.stack([truth, said], axis=1), axis=0, return_counts=True)
    return [[*pair, times] for pair, times in zip(pairs.tolist(), counts.tolist(), strict=True)]


def _bins(axis: Any, values: pl.Series, correct: np.ndarray, scene: np.ndarray) -> list[dict[str, Any]]:
    code, labels = axis.encode(values)
    found = []
    for number in sorted(np.unique(code).tolist(), key=lambda n: axis.order(labels[n])):
        rows = code == number
        mean, _, low, high = clustered(correct[rows], scene[rows])
        found.append({"bin": labels[number], "items": int(rows.sum()), "right": mean, "interval": [low, high]})
    return found
