"""Which pictures show one scene: the same picture again (re-encoded, resized), and bursts of one camera.

A duplicate is a pair with both hashes within 40 of 256 bits *and* a correlation of at least .98 at 32 x 32 px: hashes
alone join small pictures wrongly. No pair is missed: a correlation of .98 means that the thumbs, as vectors of zero
mean and unit norm, lie within .2 of each other, and so do their projections, the sketches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from threadpoolctl import threadpool_limits

from ninelives.kernels.photos.hashes import unit

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Check = Callable[[Ints, Ints], Flags]  # items (a,), items (b,) -> (a, b)
Thumbs = Callable[[Ints], NDArray[np.uint8]]  # indices (m,) -> (m, 32, 32)

MOST_BITS = 40  # of 256 that may differ, in each hash
LEAST_CORRELATION = 0.98
SMALLEST = 32  # px; a picture with a shorter side is compared with nothing
_NEAR = 2 * (1 - LEAST_CORRELATION) + 1e-4  # squared distance of two sketches, with room for rounding
_LEAF = 256  # items that are compared at once with others
_CHUNK = 2048  # others that a leaf is compared with at once: 2 MB of distances, 8 MB of thumbs
_PORTIONS = (1, 16)  # a leaf's first row goes ahead: what it connects need not be compared with the others
_STRETCH = 1 << 16  # others whose distance to a leaf is taken at once: 8 MB

BURST_GAP = 10.0  # s after the one before
BURST_LENGTH = 60.0  # s from the first to the last


def duplicate_pairs(
    gradient: NDArray[np.uint8], dct: NDArray[np.uint8], sketch: NDArray[np.float32], thumb_of: Thumbs
) -> Ints:
    """Pairs of items that show the same picture: enough of them to connect all that are connected, and no more.

    Memory beyond the arguments is about 100 bytes an item, however many pictures are alike; time is linear where
    few are alike, and pairs that are connected already are not compared.

    Args:
        gradient, dct: the hashes, (n, 32) uint8.
        sketch: (n, k); an item with a nan in its row takes part in no pair.
        thumb_of: the thumbs of a few items, asked for in chunks.

    Returns:
        (m, 2), each row ascending, rows in ascending order, m < n.
    """
    usable = np.flatnonzero(np.isfinite(sketch).all(axis=1))
    if len(usable) < 2:
        return np.empty((0, 2), np.int64)
    order, starts = _leaves(sketch[usable])
    search = _Search(usable[order], starts, sketch, (gradient, dct), thumb_of)
    with threadpool_limits(1, user_api="blas"):  # many small products: two threads would wait for each other
        found = sorted(search.run())
    return np.array(found, np.int64).reshape(-1, 2)


def _leaves(points: NDArray[np.float32]) -> tuple[Ints, Ints]:
    """A k-d tree's leaves: an order of the points, and where in it each leaf starts (with the end of the last)."""
    order = np.arange(len(points))
    starts: list[int] = []
    todo = [(0, len(points))]
    while todo:
        start, end = todo.pop()
        if end - start <= _LEAF:
            starts.append(start)
            continue
        part = order[start:end]
        here = points[part]
        axis = int(np.argmax(here.max(axis=0) - here.min(axis=0)))
        middle = (end - start) // 2
        order[start:end] = part[np.argpartition(here[:, axis], middle)]
        todo += [(start, start + middle), (start + middle, end)]
    return order, np.array([*sorted(starts), len(points)])


class _Forest:
    """Union-find over n items."""

    def __init__(self, n: int) -> None:
        self.parent = np.arange(n)

    def roots(self, items: Ints) -> Ints:
        root = self.parent[items]
        while not np.array_equal(above := self.parent[root], root):
            root = above
        self.parent[items] = root
        return root

    def join(self, a: int, b: int) -> bool:
        """Whether the two were apart."""
        a, b = self._root(a), self._root(b)
        self.parent[max(a, b)] = min(a, b)
        return a != b

    def _root(self, item: int) -> int:
        parent = self.parent
        while (above := int(parent[item])) != item:
            parent[item] = parent[above]
            item = above
        return item


class _Search:
    """Leaf by leaf: all later items within reach of the leaf's box, but for those that are connected to it already."""

    def __init__(
        self,
        items: Ints,
        starts: Ints,
        sketch: NDArray[np.float32],
        hashes: tuple[NDArray[np.uint8], ...],
        thumb_of: Thumbs,
    ) -> None:
        self.items, self.starts, self.thumb_of = items, starts, thumb_of
        self.points = np.stack([column[items] for column in sketch.T])  # (k, n)
        self.half = np.einsum("ij,ij->j", self.points, self.points) / 2  # of the squared lengths
        self.forest = _Forest(len(sketch))
        agreements = (partial(_hashes_agree, np.ascontiguousarray(bits).view(np.uint64)) for bits in hashes)
        self.checks: tuple[Check, ...] = (self._apart, *agreements, self._looks_agree)

    def run(self) -> Iterator[tuple[int, int]]:
        leaves = [np.arange(*ends) for ends in pairwise(self.starts.tolist())]
        for leaf in leaves:  # first within leaves: most that is alike is then connected
            yield from self._compare(leaf, leaf)
        for leaf in leaves:
            for start in range(int(leaf[-1]) + 1, len(self.items), _STRETCH):
                stretch = np.arange(start, min(start + _STRETCH, len(self.items)))
                yield from self._compare(leaf, self._within_reach(leaf, stretch))

    def _within_reach(self, leaf: Ints, others: Ints) -> Ints:
        """Those whose distance to the leaf's box is no more than two alike may have."""
        for axes in (slice(4), slice(None)):  # the lowest frequencies vary most, and rule out most
            box = self.points[axes, leaf]
            low, high = box.min(axis=1, keepdims=True), box.max(axis=1, keepdims=True)
            here = self.points[axes, others[0] : others[-1] + 1] if axes.stop else self.points[:, others]
            gap = np.maximum(low - here, here - high).clip(min=0)
            others = others[np.einsum("ij,ij->j", gap, gap) <= _NEAR]
            if not len(others):
                break
        return others

    def _compare(self, rows: Ints, columns: Ints) -> Iterator[tuple[int, int]]:
        """All pairs, but for those of the component that most of the rows are in."""
        roots, theirs = self.forest.roots(self.items[rows]), self.forest.roots(self.items[columns])
        values, counts = np.unique(roots, return_counts=True)
        most = values[np.argmax(counts)]
        for part, others in ((rows[roots == most], columns[theirs != most]), (rows[roots != most], columns)):
            for some in np.split(part, _PORTIONS):
                for start in range(0, len(others) if len(some) else 0, _CHUNK):
                    yield from self._connect(*self._pairs(some, others[start : start + _CHUNK]))

    def _pairs(self, rows: Ints, columns: Ints) -> tuple[Ints, Ints]:
        """The items of those pairs that stand every check: each is made on the rows and columns that stood the last."""
        close = self.points[:, rows].T @ self.points[:, columns] - self.half[rows, None]
        near = close >= self.half[columns] - _NEAR / 2  # half of the squared distance of each pair is within reach
        if rows[-1] >= columns[0]:  # a leaf with itself
            near &= columns > rows[:, None]
        one, two = self.items[rows], self.items[columns]
        for check in self.checks:
            some_one, some_two = near.any(axis=1), near.any(axis=0)
            one, two, near = one[some_one], two[some_two], near[np.ix_(some_one, some_two)]
            if not len(one):
                return one, two
            near &= check(one, two)
        first, second = np.nonzero(near)
        return one[first], two[second]

    def _apart(self, one: Ints, two: Ints) -> Flags:
        """Whether they are in two components."""
        apart: Flags = self.forest.roots(one)[:, None] != self.forest.roots(two)
        return apart

    def _looks_agree(self, one: Ints, two: Ints) -> Flags:
        agree: Flags = unit(self.thumb_of(one)) @ unit(self.thumb_of(two)).T >= LEAST_CORRELATION
        return agree

    def _connect(self, one: Ints, two: Ints) -> Iterator[tuple[int, int]]:
        """Those of these pairs that connect something new; what the first ones connect, the others need not."""
        size = _LEAF
        while len(one):
            apart = self.forest.roots(one) != self.forest.roots(two)
            one, two = one[apart], two[apart]
            for i, j in zip(one[:size].tolist(), two[:size].tolist(), strict=True):
                if self.forest.join(i, j):
                    yield min(i, j), max(i, j)
            one, two, size = one[size:], two[size:], 2 * size


def _hashes_agree(words: NDArray[np.uint64], one: Ints, two: Ints) -> Flags:
    """Whether few enough bits differ."""
    differ = np.zeros((len(one), len(two)), np.uint16)
    for word in words.T:
        differ += np.bitwise_count(word[one][:, None] ^ word[two])
    return differ <= MOST_BITS


def bursts(device: Sequence[str | None], captured: NDArray[np.float64]) -> Ints:
    """Which items one camera took in one go: each at most 10 s after the one before, at most 60 s in all.

    Args:
        device: make and model; None where unknown. What an unknown camera took is in no burst with anything: a table
            with dates but no cameras would otherwise be a single burst a day.
        captured: s since any moment, nan where unknown, (n,).

    Returns:
        For each item the smallest index of its burst, (n,): its own where it stands alone.
    """
    burst = np.arange(len(captured))
    known = (i for i in np.argsort(captured, kind="stable").tolist() if np.isfinite(captured[i]))
    running: dict[str, list[int]] = {}
    for i in known:
        camera = device[i]
        if camera is None:
            continue
        shots = running.setdefault(camera, [])
        if shots and not _goes_on(captured[shots[0]], captured[shots[-1]], captured[i]):
            burst[shots] = min(shots)
            shots.clear()
        shots.append(i)
    for shots in running.values():
        burst[shots] = min(shots)
    return burst


def _goes_on(first: float, before: float, now: float) -> bool:
    return now - before <= BURST_GAP and now - first <= BURST_LENGTH


def scenes(n: int, pairs: Ints, *groups: Ints) -> Ints:
    """The scene of each of n items: all that pairs and groups connect, directly or through others.

    Args:
        n: how many items.
        pairs: items that belong together, (m, 2).
        groups: each (n,): items with one value belong together; a negative one says nothing.

    Returns:
        For each item the smallest index in its scene, (n,).
    """
    ends = [pairs.reshape(-1, 2), *(_links(group) for group in groups)]
    one, two = np.concatenate(ends).T
    graph = coo_array((np.ones(len(one), np.int8), (one, two)), shape=(n, n))
    _, component = connected_components(graph, directed=False)
    first = np.full(n, n)
    np.minimum.at(first, component, np.arange(n))
    scene: Ints = first[component]
    return scene


def _links(group: Ints) -> Ints:
    """Each item with the next of its group, (m, 2)."""
    order = np.argsort(group, kind="stable")
    order = order[group[order] >= 0]
    same = group[order[1:]] == group[order[:-1]]
    return np.stack([order[:-1][same], order[1:][same]], axis=1)
