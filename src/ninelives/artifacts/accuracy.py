"""How often right, bin by bin of each axis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.kernels.stats.intervals import clustered

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


def _bins(axis: Any, values: pl.Series, correct: np.ndarray, scene: np.ndarray) -> list[dict[str, Any]]:
    code, labels = axis.encode(values)
    found = []
    for number in sorted(np.unique(code).tolist(), key=lambda n: axis.order(labels[n])):
        rows = code == number
        mean, _, low, high = clustered(correct[rows], scene[rows])
        found.append({"bin": labels[number], "items": int(rows.sum()), "right": mean, "interval": [low, high]})
    return found
