"""A small tree grown on binned columns, the best question first (CART: Breiman and others 1984).

Only what a person can ask is asked: whether a number is at most some round threshold, whether it is this category. What
is missing goes where most go whose answer is known, and is counted there when a question is judged. scikit-learn's tree
knows no categories, and sends what is missing wherever that gains most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np

BINS = 255  # of a column; up to so many different numbers are each on their own
TINY = 1e-9  # of the whole gain that is there, below which a question gains nothing
NUMBER = -1  # in the place of a category, where a number is asked


@dataclass(frozen=True, slots=True, eq=False)
class Binned:
    """One column.

    Attributes:
        code: of each row, uint16 of shape (rows,): its bin, ``bins`` where it is missing.
        bins: how many there are.
        edges: of numbers, the largest of each bin and the least of the next, float64 of shape (bins - 1, 2).
        kinds: of categories, what each bin but the last holds, int64 of shape (bins - 1,); the last holds all others,
            and nobody asks for it.
    """

    code: np.ndarray
    bins: int
    edges: np.ndarray | None = None
    kinds: np.ndarray | None = None

    @classmethod
    def number(cls, values: np.ndarray) -> Self:
        """Of numbers; not a number where missing."""
        known = np.unique(values[~np.isnan(values)]).astype(np.float64)
        if len(known) > BINS:
            some = values[~np.isnan(values)]
            ends = np.unique(np.quantile(some, np.arange(1, BINS) / BINS, method="lower"))
            at = np.unique(np.minimum(np.searchsorted(known, ends), len(known) - 2))
        else:
            at = np.arange(len(known) - 1)
        edges = np.stack([known[at], known[at + 1]], axis=1) if len(known) > 1 else np.zeros((0, 2))
        code = np.searchsorted(edges[:, 0], values.astype(np.float64)).astype(np.uint16)
        code[np.isnan(values)] = len(edges) + 1
        return cls(code, len(edges) + 1, edges=edges)

    @classmethod
    def category(cls, values: np.ndarray, categories: int) -> Self:
        """Of codes of categories, the commonest of which may be asked for; not a number where missing."""
        known = ~np.isnan(values)
        count = np.bincount(values[known].astype(np.int64), minlength=categories)
        kinds = np.sort(np.argsort(-count, kind="stable")[:BINS])
        place = np.full(len(count), len(kinds))
        place[kinds] = np.arange(len(kinds))
        code = np.full(len(values), len(kinds) + 1, np.uint16)
        code[known] = place[values[known].astype(np.int64)]
        return cls(code, len(kinds) + 1, kinds=kinds.astype(np.int64))


@dataclass(slots=True, eq=False)
class Node:
    """A node as it grows.

    Attributes:
        rows: that come by, int64.
        column: that is asked about, -1 at a leaf.
        threshold, category: of the question; ``category`` is NUMBER where a number is asked.
        missing_left, gaps: where the rows go whose answer is missing, and how many these are.
        low, high: the nodes that it leads to.
    """

    rows: np.ndarray
    column: int = -1
    threshold: float = 0.0
    category: int = NUMBER
    missing_left: bool = False
    gaps: int = 0
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """The best one of a node."""

    gain: float
    column: int = -1
    bin: int = 0
    missing_left: bool = False


@dataclass(slots=True, eq=False)
class Grown:
    """A tree as it grows."""

    columns: Sequence[Binned]
    y: np.ndarray
    classes: int
    least: int
    nodes: list[Node] = field(default_factory=list)

    def best(self, rows: np.ndarray) -> Question:
        """The question that gains most of some rows; of equal ones the first."""
        found = Question(0.0)
        if len(rows) < 2 * self.least:
            return found
        y = self.y[rows]
        for at, column in enumerate(self.columns):
            told = _question(column, column.code[rows], y, self.classes, self.least)
            if told.gain > found.gain * (1 + TINY):
                found = Question(told.gain, at, told.bin, told.missing_left)
        return found

    def split(self, at: int, question: Question) -> tuple[int, int]:
        """Ask a question at a leaf; the two nodes that it leads to."""
        node, column = self.nodes[at], self.columns[question.column]
        code = column.code[node.rows]
        missing = code == column.bins
        low = code <= question.bin if column.kinds is None else code == question.bin
        low = np.where(missing, question.missing_left, low)
        node.column, node.missing_left, node.gaps = question.column, question.missing_left, int(missing.sum())
        if column.kinds is not None:
            node.category = int(column.kinds[question.bin])
        elif column.edges is not None:
            node.threshold = roundest(*column.edges[question.bin].tolist())
        node.low, node.high = len(self.nodes), len(self.nodes) + 1
        self.nodes += [Node(node.rows[low]), Node(node.rows[~low])]
        return node.low, node.high


def grow(columns: Sequence[Binned], y: np.ndarray, classes: int, *, leaves: int, least: int) -> list[Node]:
    """Grow a tree, best-first: its first questions are those that a smaller one would ask.

    Args:
        columns: the table, binned.
        y: class of each row, int64, or a number of each, float64, about centred.
        classes: how many there are; 0 for numbers.
        leaves: at most.
        least: rows that a leaf has at least.

    Returns:
        The nodes, the root first, each question before those that it leads to.
    """
    tree = Grown(columns, y, classes, least, [Node(np.arange(len(y)))])
    waiting = {0: tree.best(tree.nodes[0].rows)}
    enough = TINY * _impurity(y, classes)
    while len(tree.nodes) < 2 * leaves - 1:
        at = max(waiting, key=lambda node: (waiting[node].gain, -node))
        if waiting[at].gain <= enough:
            break
        for below in tree.split(at, waiting.pop(at)):
            waiting[below] = tree.best(tree.nodes[below].rows)
    return tree.nodes


def roundest(below: float, above: float) -> float:
    """The number of fewest digits in the middle half between two."""
    middle, gap = below / 2 + above / 2, above - below
    step = 10.0 ** math.floor(math.log10(max(gap, 1e-300)) + 1)
    for _ in range(4):
        near = round(middle / step) * step if math.isfinite(middle / step) else middle
        near = float(f"{near:.12g}")  # 3 * 0.1 is no round number
        if abs(near - middle) <= gap / 4 and below <= near < above:
            return near
        step /= 10
    return middle if middle < above else below


def _impurity(y: np.ndarray, classes: int) -> float:
    """What the best questions together could gain: the sum of squared errors."""
    if not classes:
        return float(((y - y.mean()) ** 2).sum()) if len(y) else 0.0
    share = np.bincount(y, minlength=classes) / max(len(y), 1)
    return float(len(y) * (1 - (share**2).sum()))


def _question(column: Binned, code: np.ndarray, y: np.ndarray, classes: int, least: int) -> Question:
    """The best question about one column: by how much it lowers the sum of squared errors (of classes, Gini's)."""
    count, held = _sums(code, y, classes, column.bins + 1)
    *_, gaps = count
    low, many = held[:-2], count[:-2]
    if column.kinds is None:
        low, many = low.cumsum(axis=0), many.cumsum()
    known = int(count[:-1].sum())
    left = many >= known - many  # where what is missing goes
    low, many = low + np.where(left[:, None], held[-1], 0), many + np.where(left, gaps, 0)
    whole, rows = held.sum(axis=0), int(count.sum())
    fits = (many >= least) & (rows - many >= least)
    if not fits.any():
        return Question(0.0)
    other = whole - low
    parts = (low**2).sum(axis=1) / np.maximum(many, 1) + (other**2).sum(axis=1) / np.maximum(rows - many, 1)
    gain = np.where(fits, parts - (whole**2).sum() / rows, 0)
    at = int((gain >= gain.max() * (1 - TINY)).argmax())
    return Question(float(gain[at]), -1, at, bool(left[at]))


def _sums(code: np.ndarray, y: np.ndarray, classes: int, bins: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of each bin, float64 (bins,), and of these the rows of each class or the sum, (bins, classes or 1)."""
    if not classes:
        count = np.bincount(code, minlength=bins).astype(np.float64)
        return count, np.bincount(code, weights=y, minlength=bins)[:, None]
    held = np.bincount(code.astype(np.int64) * classes + y, minlength=bins * classes).reshape(bins, classes)
    return held.sum(axis=1).astype(np.float64), held.astype(np.float64)
