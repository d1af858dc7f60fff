"""The counted regions of an envelope: every bin and every pair of bins, in scenes and in items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ninelives.artifacts.envelope.axes import Axis
from ninelives.artifacts.envelope.columns import UNKNOWN, Bin

Conditions = tuple[tuple[str, Bin], ...]  # one or two (axis, bin), in the axes' order
Layer = tuple[str, bool]  # the items' world, and whether they are augmented
RegionKind = Literal["seen", "thin", "simulated", "unseen", "unknown"]
Ints = NDArray[np.int64]

SEEN = 30  # scenes from which a region is seen


@dataclass(frozen=True, slots=True)
class Region:
    """One or two conditions together: what the artifact has seen of them.

    Args:
        conditions: the (axis, bin) of it.
        scenes: distinct scenes of the asked world, augmented ones aside.
        items: items of these scenes in it.
        simulated: items in it that are augmented, or of another world.
        kind: ``seen`` from 30 scenes, ``thin`` below, ``simulated``, ``unseen``, or ``unknown``.
        words: as a person says it.
    """

    conditions: Conditions
    scenes: int
    items: int
    simulated: int
    kind: RegionKind
    words: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The items of one world, real or augmented: how many there are, and how many in each region.

    ``regions`` maps a region to ``(scenes, items)``. A scene that visits two bins counts once in each.
    """

    scenes: int = 0
    items: int = 0
    regions: Mapping[Conditions, tuple[int, int]] = field(default_factory=dict)

    def __add__(self, other: Tally) -> Tally:
        """Both together; no scene is in both."""
        regions = dict(self.regions)
        for key, (scenes, items) in other.regions.items():
            had = regions.get(key, (0, 0))
            regions[key] = (had[0] + scenes, had[1] + items)
        return Tally(self.scenes + other.scenes, self.items + other.items, regions)


def count(coded: Mapping[str, tuple[Ints, Sequence[Bin]]], scene: NDArray[Any]) -> Tally:
    """Every region's scenes and items; linear in the items but for one sort a pair of axes.

    Args:
        coded: for each axis, in order, every item's place in its bins, shape ``(n,)``, and the bins.
        scene: scene of each item, shape ``(n,)``.
    """
    if not scene.size:
        return Tally()
    visited, number = np.unique(scene, return_inverse=True)
    named = {axis: (code, [(axis, label) for label in labels]) for axis, (code, labels) in coded.items()}
    regions: dict[Conditions, tuple[int, int]] = {}
    for code, names in named.values():
        for i, counts in _counted(code, len(names), number, visited.size):
            regions[(names[i],)] = counts
    for (left, lefts), (right, rights) in combinations(named.values(), 2):
        m = len(rights)
        for i, counts in _counted(left * m + right, len(lefts) * m, number, visited.size):
            regions[(lefts[i // m], rights[i % m])] = counts
    return Tally(visited.size, scene.size, regions)


def widened(tally: Tally, axis: str, axes: Sequence[Axis]) -> Tally:
    """The same items where ``axis`` is recorded too, and unknown for all of them."""
    if not tally.items:
        return tally
    rank = {a.name: i for i, a in enumerate(axes)}
    lost = (axis, UNKNOWN)
    regions = dict(tally.regions)
    regions[(lost,)] = (tally.scenes, tally.items)
    for key, counts in tally.regions.items():
        if len(key) == 1:
            regions[(lost, key[0]) if rank[axis] < rank[key[0][0]] else (key[0], lost)] = counts
    return Tally(tally.scenes, tally.items, regions)


def coarsened(tally: Tally, factors: Mapping[str, int]) -> Tally:
    """Bins of the named axes joined, ``factor`` of them to one.

    Items add up. Scenes that visited several of the joined bins must not count twice, and the table no longer knows
    which they are: all that were ever counted twice over these axes are taken off, down to the fullest bin. So
    the count is exact where no scene crosses a bin, and else errs towards fewer.
    """
    twice = _counted_twice(tally)
    joined: dict[Conditions, list[tuple[int, int]]] = {}
    for key, counts in tally.regions.items():
        joined.setdefault(tuple((a, _joined(b, factors.get(a, 1))) for a, b in key), []).append(counts)
    regions = {}
    for key, parts in joined.items():
        most = max(scenes for scenes, _ in parts)
        summed = sum(scenes for scenes, _ in parts)
        spare = 0 if len(parts) == 1 else twice[tuple(a for a, _ in key)]
        regions[key] = (max(most, summed - spare), sum(items for _, items in parts))
    return Tally(tally.scenes, tally.items, regions)


def only(tally: Tally, kept: set[str]) -> Tally:
    """The regions on the kept axes alone."""
    regions = {key: counts for key, counts in tally.regions.items() if all(name in kept for name, _ in key)}
    return Tally(tally.scenes, tally.items, regions)


def apart(tally: Tally, axes: tuple[str, ...]) -> bool:
    """Whether no scene visits two bins of an axis, or of a pair of axes, so that counts of neighbours add up."""
    return _counted_twice(tally).get(axes, 0) <= 0


def _counted_twice(tally: Tally) -> dict[tuple[str, ...], int]:
    """By how much the scenes of all bins of an axis, or pair of axes, exceed the scenes there are."""
    summed: dict[tuple[str, ...], int] = {}
    for key, (scenes, _) in tally.regions.items():
        axes = tuple(a for a, _ in key)
        summed[axes] = summed.get(axes, 0) + scenes
    return {axes: total - tally.scenes for axes, total in summed.items()}


def _joined(label: Bin, factor: int) -> Bin:
    return label // factor if isinstance(label, int) else label


def _counted(code: Ints, codes: int, scene: Ints, scenes: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Scenes and items of every code that occurs."""
    used, items = _frequencies(code, codes)
    if scenes == scene.size:  # every item is its own scene
        visits = items
    else:
        seen = np.sort(code * scenes + scene)  # np.unique hashes, which takes fifty times as long here
        visits = _frequencies(seen[np.diff(seen, prepend=-1) > 0] // scenes, codes)[1]
    return zip(used.tolist(), zip(visits.tolist(), items.tolist(), strict=True), strict=True)


def _frequencies(code: Ints, codes: int) -> tuple[Ints, Ints]:
    if codes <= 4 * code.size + 1024:  # a counter for each possible pair fits beside the items
        all_ = np.bincount(code, minlength=codes)
        used = np.flatnonzero(all_)
        return used, all_[used]
    used, items = np.unique(code, return_counts=True)
    return used, items
