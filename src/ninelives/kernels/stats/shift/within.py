"""Whether only the shares of strata have changed: within each, old and new rows could change places."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def same_within(
    old: ArrayLike,
    new: ArrayLike,
    strata: tuple[ArrayLike, ArrayLike],
    scenes: tuple[ArrayLike, ArrayLike] | None = None,
    *,
    draws: int = 199,
    seed: int = 0,
) -> float:
    """p-value of the hypothesis that rows of one stratum look alike, whichever sample they are of.

    The distance of Kolmogorov and Smirnov between the new rows and the old ones, these weighted to the new shares of
    the strata, the largest over columns; beside the same of relabellings within strata, which are exact under the
    hypothesis. Scenes change places whole, each in the stratum of its first row.

    Args:
        old: shape (rows, columns).
        new: shape (new rows, columns).
        strata: of the old and of the new rows, whole numbers. A new stratum that no old row is of is left out.
        scenes: of both; None where each row is its own.
        draws: relabellings.
        seed: of them.

    Returns:
        In [1 / (draws + 1), 1]; 1 where no stratum holds both.

    Raises:
        ValueError: shapes that do not fit.
    """
    rows, layer, scene, fresh = _joined(old, new, strata, scenes)
    held = np.isin(layer, np.intersect1d(layer[fresh], layer[~fresh]))
    if not held.any():
        return 1.0
    rows, fresh = rows[held], fresh[held]
    layer, scene = (np.unique(each[held], return_inverse=True)[1] for each in (layer, scene))
    first = np.unique(scene, return_index=True)[1]
    of, mark = layer[first], fresh[first]
    order = np.argsort(rows, axis=0, kind="stable")
    last = np.append(np.diff(np.take_along_axis(rows, order, 0), axis=0) > 0, np.ones((1, rows.shape[1]), bool), 0)
    seen = _distance(order, last, layer, fresh)
    draw, as_far = np.random.default_rng(seed), 1
    for _ in range(draws):
        mixed = np.empty(len(mark), bool)
        by_chance = np.lexsort((draw.random(len(mark)), of))
        mixed[by_chance] = mark[np.argsort(of, kind="stable")]
        as_far += _distance(order, last, layer, mixed[scene]) >= seen - 1e-12
    return as_far / (draws + 1)


def _joined(
    old: ArrayLike, new: ArrayLike, strata: tuple[ArrayLike, ArrayLike], scenes: tuple[ArrayLike, ArrayLike] | None
) -> tuple[Floats, Ints, Ints, NDArray[np.bool_]]:
    before, after = np.asarray(old, float), np.asarray(new, float)
    layer = [np.asarray(each, np.int64) for each in strata]
    if before.ndim != 2 or before.shape[1:] != after.shape[1:] or [len(before), len(after)] != [len(a) for a in layer]:
        raise ValueError(f"rows of shapes {before.shape} and {after.shape} do not fit their strata")
    own, theirs = (np.arange(len(before)), np.arange(len(after))) if scenes is None else map(np.asarray, scenes)
    _, left = np.unique(own, return_inverse=True)
    _, right = np.unique(theirs, return_inverse=True)
    scene = np.concatenate([left, right + len(before)])
    fresh = np.arange(len(before) + len(after)) >= len(before)
    return np.concatenate([before, after]), np.concatenate(layer), scene, fresh


def _distance(order: Ints, last: NDArray[np.bool_], layer: Ints, fresh: NDArray[np.bool_]) -> float:
    """The largest distance over columns, old rows weighted to the new shares of the strata."""
    count = int(layer.max()) + 1
    there = np.bincount(layer[fresh], minlength=count)
    here = np.bincount(layer[~fresh], minlength=count)
    both = (there > 0) & (here > 0)
    weight = np.where(both, there / np.maximum(here, 1), 0.0)
    signed = np.where(fresh, both[layer], -weight[layer]) / max(1, there[both].sum())
    path = np.cumsum(signed[order], axis=0)
    return float(np.abs(path[last]).max(initial=0.0))
