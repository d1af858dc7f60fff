"""Which pictures show one scene: the same picture again (re-encoded, resized), and bursts of one camera.

A duplicate is a pair with both hashes within 40 of 256 bits *and* a correlation of at least .98 at 32 x 32 px: hashes
alone join small pictures wrongly. No pair is missed: a correlation of .98 means that the thumbs, as vectors of zero
mean and unit norm, lie within .2 of each other, and so do their projections, the sketches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ninelives.kernels.photos.hashes import unit

Ints = NDArray[np.int64]
Thumbs = Callable[[Ints], NDArray[np.uint8]]  # indices (m,) -> (m, 32, 32)

MOST_BITS = 40  # of 256 that may differ, in each hash
LEAST_CORRELATION = 0.98
SMALLEST = 32  # px; a picture with a shorter side is compared with nothing
_NEAR = 2 * (1 - LEAST_CORRELATION) + 1e-4  # squared distance of two sketches, with room for rounding
_LEAF = 256  # sketches that are compared at once with as many others: 256 KB
_CHUNK = 2048  # thumbs are compared so many pairs at a time, at the most: 16 MB

BURST_GAP = 10.0  # s after the one before
BURST_LENGTH = 60.0  # s from the first to the last


def duplicate_pairs(
    gradient: NDArray[np.uint8], dct: NDArray[np.uint8], sketch: NDArray[np.float32], thumb_of: Thumbs
) -> Ints:
    """Pairs of items that show the same picture: enough of them to connect all that are connected, and no more.

    Memory beyond the arguments is about 150 bytes an item, however many pictures are alike; time is linear where
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
    search = _Search(usable[order], starts, sketch, (_words(gradient), _words(dct)), thumb_of)
    return np.array(sorted(search.run()), np.int64).reshape(-1, 2)


def _words(hashes: NDArray[np.uint8]) -> NDArray[np.uint64]:
    return np.ascontiguousarray(hashes).view(np.uint64)


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
    """All pairs of leaves whose boxes come near each other, but for those whose items are all connected already."""

    def __init__(
        self,
        items: Ints,
        starts: Ints,
        sketch: NDArray[np.float32],
        hashes: tuple[NDArray[np.uint64], ...],
        thumb_of: Thumbs,
    ) -> None:
        self.items, self.starts, self.hashes, self.thumb_of = items, starts, hashes, thumb_of
        self.points = sketch[items].astype(np.float32)
        self.half = (self.points.astype(np.float64) ** 2).sum(axis=1).astype(np.float32) / 2
        self.low = np.minimum.reduceat(self.points, starts[:-1])
        self.high = np.maximum.reduceat(self.points, starts[:-1])
        self.forest = _Forest(len(hashes[0]))

    def run(self) -> Iterator[tuple[int, int]]:
        for leaf in range(len(self.low)):  # first within leaves: most that is alike is then connected
            yield from self._compare(leaf, leaf)
        for leaf in range(len(self.low)):
            for other in self._near(leaf):
                yield from self._compare(leaf, other)

    def _near(self, leaf: int) -> list[int]:
        """The later leaves within reach of this one that are not in one component with it."""
        rest = slice(leaf + 1, None)
        gap = np.maximum(self.low[rest] - self.high[leaf], self.low[leaf] - self.high[rest]).clip(min=0)
        roots = self.forest.roots(self.items)
        first = np.minimum.reduceat(roots, self.starts[:-1])
        last = np.maximum.reduceat(roots, self.starts[:-1])
        one = (first[rest] == last[rest]) & (first[rest] == first[leaf]) & (first[leaf] == last[leaf])
        near: list[int] = (leaf + 1 + np.flatnonzero(((gap**2).sum(axis=1) <= _NEAR) & ~one)).tolist()
        return near

    def _compare(self, leaf: int, other: int) -> Iterator[tuple[int, int]]:
        a, b = (slice(self.starts[each], self.starts[each + 1]) for each in (leaf, other))
        close = self.points[a] @ self.points[b].T  # (leaf, other)
        close -= self.half[a, None]
        close -= self.half[None, b]
        near = close >= -_NEAR / 2
        rows, columns = np.nonzero(np.triu(near, 1) if leaf == other else near)
        if len(rows):
            yield from self._confirm(self.items[a][rows], self.items[b][columns])

    def _confirm(self, one: Ints, two: Ints) -> Iterator[tuple[int, int]]:
        """The pairs that stand every check and connect something new.

        Chunks grow, so that a leaf full of one picture is done after its first: what it connected is not looked at.
        """
        size = _LEAF
        while len(one):
            apart = self.forest.roots(one) != self.forest.roots(two)
            one, two = one[apart], two[apart]
            same = self._same(one[:size], two[:size])
            for i, j in zip(one[:size][same].tolist(), two[:size][same].tolist(), strict=True):
                if self.forest.join(i, j):
                    yield min(i, j), max(i, j)
            one, two = one[size:], two[size:]
            size = min(2 * size, _CHUNK)

    def _same(self, one: Ints, two: Ints) -> Ints:
        """Which of these pairs show the same picture."""
        alike = np.arange(len(one))
        for words in self.hashes:
            differ = np.bitwise_count(words[one[alike]] ^ words[two[alike]]).sum(axis=1, dtype=np.int64)
            alike = alike[differ <= MOST_BITS]
        if not len(alike):
            return alike
        asked, place = np.unique(np.concatenate([one[alike], two[alike]]), return_inverse=True)
        vectors = unit(self.thumb_of(asked))
        left, right = vectors[place[: len(alike)]], vectors[place[len(alike) :]]
        correlation = np.einsum("ij,ij->i", left, right)
        confirmed: Ints = alike[correlation >= LEAST_CORRELATION]
        return confirmed


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
