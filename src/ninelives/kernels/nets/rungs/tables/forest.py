"""Many small trees that are added up, as gradient boosting grows them; none of them is walked (``masks``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays
from ninelives.kernels.nets.rungs.tables.masks import ALL, LEAVES, Table, tables

WORDS: Final = 8  # of 32 bits, for a set of categories
TREES: Final = 128  # whose masks are held at once
BLOCK: Final = 1024  # rows at a time
ROOM: Final = 2**26  # places that are held at once, of 2 bytes
PLACES: Final = 2**18  # of all columns together, each with a mask for each of so many trees


@dataclass(frozen=True, eq=False)
class Forest(Arrays):
    """Trees of questions; a row goes left where its number is at most the threshold, or its category in the set.

    Nodes of a tree lie together and lead on to later nodes of their own tree only, each to two that nothing else leads
    to. A category that was not seen in training counts as missing.
    """

    WIDE = frozenset({"threshold"})
    base: np.ndarray  # (outputs,) what every row begins with
    start: np.ndarray  # (trees,) int64, first node of each
    output: np.ndarray  # (trees,) int64, the sum that each adds to
    feature: np.ndarray  # (nodes,) int64, -1 at a leaf
    threshold: np.ndarray  # (nodes,) float64
    chosen: np.ndarray  # (nodes,) int64, which set of categories goes left; -1 where a number is asked
    missing: np.ndarray  # (nodes,) int64, 1 where what is missing goes left, else 0
    left: np.ndarray  # (nodes,) int64
    right: np.ndarray  # (nodes,) int64
    value: np.ndarray  # (nodes,) float64, what a leaf adds
    sets: np.ndarray  # (sets, WORDS) int64, 32 bits a word: the places of categories
    seen: np.ndarray  # (categories, 2) int64, column and code of each that training showed, in order

    @property
    def outputs(self) -> int:
        """How many sums it gives."""
        return int(self.base.size)

    def sums(self, x: np.ndarray) -> np.ndarray:
        """Float64 of shape (rows, outputs), added up in the order of the trees; ``x`` is of shape (rows, columns)."""
        out = np.tile(self.base.astype(np.float64), (len(x), 1))
        step = max(ROOM // max(len(self._cuts), 1), BLOCK)
        for at in range(0, len(x), step):
            self._sum(x[at : at + step], out[at : at + step])
        return out

    def _sum(self, x: np.ndarray, out: np.ndarray) -> None:
        places = {column: self._places(x[:, column], column, cut) for column, cut in self._cuts.items()}
        for table in self._held or tables(self, self._cuts, TREES):
            for at in range(0, len(x), BLOCK):
                rows = slice(at, at + BLOCK)
                self._add(table, {column: places[column][rows] for column in table.mask}, out[rows])

    @staticmethod
    def _add(table: Table, places: dict[int, np.ndarray], out: np.ndarray) -> None:
        """What some trees add to the sums ``out`` of a block of rows."""
        open_ = np.full((len(out), len(table.leaf)), ALL)
        for column, place in places.items():
            open_ &= table.mask[column][place]
        lowest = open_ & (~open_ + np.uint32(1))  # a power of two, which float32 holds exactly
        first = np.frexp(lowest.astype(np.float32))[1] - 1
        added = table.leaf[np.arange(len(table.leaf)), first]
        for tree, output in enumerate(table.output.tolist()):
            out[:, output] += added[:, tree]

    @cached_property
    def _held(self) -> list[Table]:
        """All tables, where they take no more room than a few trees may; few rows at a time then cost little."""
        largest = sum(len(cut) + 2 for cut in self._cuts.values()) * len(self.start)
        return list(tables(self, self._cuts, TREES)) if largest <= PLACES * TREES else []

    @cached_property
    def _cuts(self) -> dict[int, np.ndarray]:
        """Of each column that is asked about: its thresholds, or the codes that were seen, sorted."""
        found: dict[int, np.ndarray] = {}
        for column in np.unique(self.feature[self.feature >= 0]).tolist():
            here = self.feature == column
            codes = self.seen[self.seen[:, 0] == column, 1]
            found[column] = codes if (self.chosen[here] >= 0).any() else np.unique(self.threshold[here])
        return found

    def _places(self, values: np.ndarray, column: int, cut: np.ndarray) -> np.ndarray:
        """Of each value: how many thresholds are below it, or its category's place; ``len(cut) + 1`` if missing."""
        known = np.asarray(values, np.float64)
        place = np.searchsorted(cut, known)
        if (self.chosen[self.feature == column] >= 0).any():
            place = np.minimum(place, max(len(cut) - 1, 0))
            known = np.where(cut[place] == known, known, np.nan) if len(cut) else np.full(len(known), np.nan)
        return np.where(np.isnan(known), len(cut) + 1, place).astype(np.int16)

    def reads(self, columns: int) -> np.ndarray:
        """Which of so many columns it asks about, int64, sorted."""
        asked = np.unique(self.feature[self.feature >= 0])
        return np.asarray(asked[asked < columns])

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one forest."""
        nodes = len(self.feature) if self.feature.ndim else 0
        whole = ("start", "output", "feature", "chosen", "missing", "left", "right", "sets", "seen")
        if bad := [name for name in whole if getattr(self, name).dtype != np.int64]:
            raise ValueError(f"{bad[0]} holds what is no whole number")
        for name in ("feature", "threshold", "chosen", "missing", "left", "right", "value"):
            if getattr(self, name).shape != (nodes,):
                raise ValueError(f"{name} has no entry for each node")
        if self.base.ndim != 1 or self.start.shape != self.output.shape or self.start.ndim != 1:
            raise ValueError("output has no entry for each tree")
        if ((self.output < 0) | (self.output >= self.outputs)).any():
            raise ValueError("a tree adds to no output: entry of none")
        self._check_trees(nodes)
        self._check_sets()
        self._check_room()

    def _check_room(self) -> None:
        """A small file must not fill the memory, nor a place be no int16."""
        cuts = self._cuts.values()
        if max(map(len, cuts), default=0) > 2**14 or sum(len(cut) + 2 for cut in cuts) > PLACES:
            raise ValueError("threshold holds too many entries that differ")

    def _check_trees(self, nodes: int) -> None:
        """Each tree is one: all its nodes hang together, none of them twice, and it has no more leaves than bits."""
        tree = np.zeros(nodes + 1, np.int64)
        ends = np.append(self.start, nodes)
        if ends[0] != 0 or (np.diff(ends) < 1).any():
            raise ValueError("a tree begins nowhere, or leads to no node")
        tree[self.start] = 1
        tree = np.cumsum(tree[:nodes])
        inner = np.flatnonzero(self.feature >= 0)
        below = np.concatenate([self.left[inner], self.right[inner]])
        above = np.concatenate([inner, inner])
        if ((below <= above) | (below >= nodes)).any() or (tree[below] != tree[above]).any():
            raise ValueError("a question leads back, nowhere, or to another tree")
        once = np.zeros(nodes, np.int64)
        np.add.at(once, below, 1)
        once[self.start] += 1
        if (once != 1).any():
            raise ValueError("two questions of a tree lead to one node, or none leads there")
        if np.bincount(tree, weights=self.feature < 0, minlength=1).max(initial=0) > LEAVES:
            raise ValueError(f"a tree leads to more than {LEAVES} leaves")

    def _check_sets(self) -> None:
        if self.sets.shape[1:] != (WORDS,) or self.seen.shape[1:] != (2,):
            raise ValueError("sets or seen has another shape")
        if ((self.sets < 0) | (self.sets > ALL)).any() or ((self.missing != 0) & (self.missing != 1)).any():
            raise ValueError("sets or missing holds what is no bit")
        if ((self.chosen < -1) | (self.chosen >= len(self.sets))).any():
            raise ValueError("a question leads to no set of categories")
        many = np.bincount(np.unique(self.seen[:, 0], return_inverse=True)[1], minlength=1)
        if many.max() > 32 * WORDS or len(np.unique(self.seen, axis=0)) != len(self.seen):
            raise ValueError("seen holds too many categories, or one of them twice")
        if (np.lexsort((self.seen[:, 1], self.seen[:, 0])) != np.arange(len(self.seen))).any():
            raise ValueError("seen holds categories out of order")
        asked = self.feature >= 0
        kinds, numbers = (set(self.feature[asked & some].tolist()) for some in (self.chosen >= 0, self.chosen < 0))
        if kinds & numbers:
            raise ValueError("a column holds both numbers and categories")

    @property
    def parameters(self) -> int:
        """One threshold or set a question, one number a leaf."""
        return len(self.feature) + int(self.base.size)
