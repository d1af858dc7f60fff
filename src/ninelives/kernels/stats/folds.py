"""Who is fitted on and who is kept apart: no scene is ever split.

Everything is decided for scenes in the order of their smallest key and then shuffled by the seed, so the order of
items plays no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Scenes:
    """The items by scene, in shuffled order, as a sparse table of labels."""

    of: Ints  # (n,) number of each item's scene
    size: Ints  # (scenes,) items
    start: Ints  # (scenes + 1,) where each scene's rows begin in the two below
    label: Ints  # (rows,) a label that the scene holds
    count: Ints  # (rows,) how many of its items have it
    labels: int

    @property
    def main(self) -> Ints:
        """The commonest label of each scene; the first among equals."""
        row_scene = np.repeat(np.arange(self.size.size), np.diff(self.start))
        order = np.lexsort((self.label, -self.count, row_scene))
        return np.asarray(self.label[order[self.start[:-1]]])


def group_folds(scene: ArrayLike, label: ArrayLike, k: int, seed: int, *, key: Sequence[str] | None = None) -> Ints:
    """Number of the fold that each item is tested in.

    Labels are spread evenly over the folds. Scenes of several items go first, the largest ahead, each into the fold
    that holds least of its labels; single items then fill up what is low.

    Args:
        scene: scene of each item, shape ``(n,)``.
        label: label of each item, shape ``(n,)``.
        k: number of folds, at least 2 and at most the number of scenes.
        seed: decides which scene goes where among equals.
        key: a name of each item that outlives a change of order; without it the given order counts.

    Returns:
        Folds in [0, k), shape ``(n,)``.

    Raises:
        ValueError: ``k`` is below 2 or above the number of scenes, or the lengths differ.
    """
    table = _scenes(scene, label, seed, key)
    if not 2 <= k <= table.size.size:
        raise ValueError(f"k must lie in [2, {table.size.size}], the number of scenes, got {k}")
    held = np.zeros((k, table.labels), np.int64)
    fold = np.empty(table.size.size, np.int64)
    _place_groups(table, held, fold)
    _place_singles(table, held, fold)
    return np.asarray(fold[table.of])


def apart(
    scene: ArrayLike,
    label: ArrayLike,
    share: float = 0.2,
    least: int = 300,
    most: float = 0.4,
    seed: int = 0,
    *,
    key: Sequence[str] | None = None,
) -> NDArray[np.bool_]:
    """Mask of the items kept apart for calibration, in the labels' own proportions.

    ``share`` of the items, at least ``least`` of them, and never more than ``most`` of all. One scene of every
    label, the largest, always stays for fitting.

    Args:
        scene: scene of each item, shape ``(n,)``.
        label: label of each item, shape ``(n,)``.
        share: wanted share of the items, in [0, 1]; 0 keeps none apart.
        least: number of items below which it does not go, unless ``most`` forbids.
        most: largest share of the items.
        seed: decides which scenes.
        key: a name of each item that outlives a change of order; without it the given order counts.

    Returns:
        True where kept apart, shape ``(n,)``.

    Raises:
        ValueError: a share outside [0, 1], or the lengths differ.
    """
    if not (0 <= share <= 1 and 0 <= most <= 1):
        raise ValueError(f"shares must lie in [0, 1], got share={share}, most={most}")
    table = _scenes(scene, label, seed, key)
    n = table.of.size
    cap = int(most * n + 1e-9)
    target = min(max(round(share * n), least), cap) if share else 0
    taken = _by_quota(table, target)
    _top_up(table, taken, target, cap)
    return np.asarray(taken[table.of])


def _scenes(scene: ArrayLike, label: ArrayLike, seed: int, key: Sequence[str] | None) -> _Scenes:
    group, kinds = np.asarray(scene), np.asarray(label)
    n = group.size
    if group.shape != (n,) or kinds.shape != (n,) or (key is not None and len(key) != n):
        raise ValueError("scene, label and key must be columns of one length")
    place = _places(key, n)
    _, first, of = np.unique(group[place], return_index=True, return_inverse=True)
    shuffled = np.empty(first.size, np.int64)
    shuffled[np.argsort(first)] = np.random.default_rng(seed).permutation(first.size)
    number = np.empty(n, np.int64)
    number[place] = shuffled[of]
    names, code = np.unique(kinds, return_inverse=True)
    cell, count = np.unique(number * names.size + code, return_counts=True)
    start = np.searchsorted(cell, np.arange(first.size + 1) * names.size)
    size = np.bincount(number, minlength=first.size)
    return _Scenes(number, size, start, cell % max(names.size, 1), count, names.size)


def _places(key: Sequence[str] | None, n: int) -> Ints:
    """The items' indices in the order of their keys."""
    if key is None:
        return np.arange(n)
    import polars as pl  # late: sorts a million names in a tenth of NumPy's time and memory

    return pl.Series(list(key), dtype=pl.String).arg_sort().to_numpy().astype(np.int64)


def _place_groups(table: _Scenes, held: Ints, fold: Ints) -> None:
    """Scenes of several items, largest first, each where its labels are rarest."""
    total = np.maximum(np.bincount(table.label, weights=table.count, minlength=table.labels), 1)
    order = np.argsort(-table.size, kind="stable")
    for s in order[: int((table.size > 1).sum())]:
        rows = slice(table.start[s], table.start[s + 1])
        label, count = table.label[rows], table.count[rows]
        load = held[:, label] @ (count / total[label])
        best = int(np.lexsort((held.sum(axis=1), load))[0])
        held[best, label] += count
        fold[s] = best


def _place_singles(table: _Scenes, held: Ints, fold: Ints) -> None:
    """Scenes of one item, label by label, poured into the folds that hold least."""
    alone = np.flatnonzero(table.size == 1)
    main = table.label[table.start[alone]]
    by_label = alone[np.argsort(main, kind="stable")]
    ends = np.cumsum(np.bincount(main, minlength=table.labels))
    for c, members in enumerate(np.split(by_label, ends[:-1])):
        added = _pour(held[:, c], len(members), held.sum(axis=1))
        fold[members] = np.repeat(np.arange(len(added)), added)
        held[:, c] += added


def _pour(level: Ints, amount: int, tie: Ints) -> Ints:
    """Units given to each vessel so that the lowest levels rise first; ``tie`` breaks ties, lowest first."""
    order = np.lexsort((tie, level))
    height = level[order]
    room = np.arange(len(height)) * height - np.cumsum(height) + height  # to lift all below to each one's level
    wet = int(np.searchsorted(room, amount, side="right"))
    surface, rest = divmod(amount + int(height[:wet].sum()), wet)
    added = np.zeros_like(level)
    added[order[:wet]] = surface - height[:wet]
    lucky = order[:wet][np.argsort(tie[order[:wet]], kind="stable")[:rest]]
    added[lucky] += 1
    return added


def _by_quota(table: _Scenes, target: int) -> NDArray[np.bool_]:
    """Scenes taken label by label, in shuffled order, while they fit the label's quota."""
    main = table.main
    items = np.bincount(main, weights=table.size, minlength=table.labels)
    exact = target * items / max(table.of.size, 1)
    quota = np.floor(exact).astype(np.int64)
    quota[np.argsort(quota - exact, kind="stable")[: target - int(quota.sum())]] += 1
    free = ~_anchors(table) & (table.size <= quota[main])
    order = np.flatnonzero(free)[np.argsort(main[free], kind="stable")]
    filled = np.cumsum(table.size[order])
    begins = np.searchsorted(main[order], np.arange(table.labels))
    before = np.concatenate(([0], filled))[begins]
    taken = np.zeros(table.size.size, bool)
    taken[order[filled - before[main[order]] <= quota[main[order]]]] = True
    return taken


def _top_up(table: _Scenes, taken: NDArray[np.bool_], target: int, cap: int) -> None:
    """Adds the smallest scenes left, until the target is reached; never above the cap."""
    items = int(table.size[taken].sum())
    left = np.flatnonzero(~taken & ~_anchors(table))
    for s in left[np.argsort(table.size[left], kind="stable")]:
        if items >= target or items + table.size[s] > cap:
            return
        taken[s] = True
        items += int(table.size[s])


def _anchors(table: _Scenes) -> NDArray[np.bool_]:
    """The largest scene of each label, which stays for fitting."""
    row_scene = np.repeat(np.arange(table.size.size), np.diff(table.start))
    order = np.lexsort((-row_scene, -table.count, table.label))
    _, first = np.unique(table.label[order], return_index=True)
    kept = np.zeros(table.size.size, bool)
    kept[row_scene[order[first]]] = True
    return kept
