"""Rules over named properties: a decision tree, or an ordered list of rules with a tree behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shares


class Questions(NamedTuple):
    """Questions and where their answers lead, one entry a node; see ``Rules``."""

    feature: np.ndarray
    threshold: np.ndarray
    left: np.ndarray
    right: np.ndarray

    def walk(self, x: np.ndarray) -> Iterator[np.ndarray]:
        """Follow each row of ``x`` from node 0 to a leaf, all rows together, and stay there.

        Yields:
            The node of each row after so many questions, int64 of shape (rows,); no more often than there are nodes.
        """
        rows = np.arange(len(x))

        def low(node: np.ndarray) -> np.ndarray:
            return np.asarray(x[rows, np.maximum(self.feature[node], 0)] <= self.threshold[node])

        yield from descend(self.feature, self.left, self.right, low, len(x))


def descend(
    feature: np.ndarray, left: np.ndarray, right: np.ndarray, low: Callable[[np.ndarray], np.ndarray], rows: int
) -> Iterator[np.ndarray]:
    """Follow each row from node 0 to a leaf, where ``feature`` is -1, all rows together, and stay there.

    Args:
        feature: of each node, as ``left`` and ``right`` int64 of shape (nodes,).
        left: where the rows go whose answer is ``low``.
        right: where the others go.
        low: given the node of each row, whether the row goes left; bool of shape (rows,), of no account at a leaf.
        rows: how many there are.

    Yields:
        The node of each row after so many questions, int64 of shape (rows,); no more often than there are nodes.
    """
    node = np.zeros(rows, np.int64)
    yield node
    for _ in range(len(feature) - 1):
        inner = feature[node] >= 0
        if not inner.any():
            return
        node = np.where(inner, np.where(low(node), left[node], right[node]), node)
        yield node


def check_onward(feature: np.ndarray, left: np.ndarray, right: np.ndarray) -> None:
    """Raises ValueError where a question leads anywhere but to a later node."""
    nodes, inner = np.arange(len(feature)), feature >= 0
    for children in (left[inner], right[inner]):
        if ((children <= nodes[inner]) | (children >= len(nodes))).any():
            raise ValueError("a question leads back, or nowhere")


@dataclass(frozen=True, slots=True, eq=False)
class Rules(Arrays):
    """Questions over named properties; ``left`` is taken where the property is at most the threshold.

    A question leads on to later nodes only, so there is no way round; several may lead to one node, as those of an
    ordered list do: whatever of a rule does not hold, the next rule is asked.
    """

    name: ClassVar[str] = "rules"
    feature: np.ndarray  # (nodes,) int64, -1 at a leaf
    threshold: np.ndarray  # (nodes,) float64
    left: np.ndarray  # (nodes,) int64
    right: np.ndarray  # (nodes,) int64
    value: np.ndarray  # (nodes, classes) share of each class
    photos: np.ndarray  # (nodes, classes) int64, those that came by in fitting

    @staticmethod
    def doubted(photos: np.ndarray) -> np.ndarray:
        """``value`` of nodes that saw so many photos of each class: with one photo's worth of doubt in each."""
        return np.asarray((photos + 1 / photos.shape[1]) / (photos.sum(axis=1, keepdims=True) + 1))

    @property
    def count(self) -> np.ndarray:
        """Photos that came by each node in fitting, int64 of shape (nodes,)."""
        return np.asarray(self.photos.sum(axis=1))

    def leaves(self, x: np.ndarray) -> np.ndarray:
        """The leaf of each row of ``x``, float32 of shape (rows, properties); int64 of shape (rows,)."""
        *_, last = Questions(self.feature, self.threshold, self.left, self.right).walk(x)
        return last

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Shares of the classes in each row's leaf."""
        return np.asarray(self.value[self.leaves(x)])

    def reads(self, columns: int) -> np.ndarray:
        """Which of so many properties it asks about, int64, sorted."""
        asked = np.unique(self.feature[self.feature >= 0])
        return np.asarray(asked[asked < columns])

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        nodes = np.arange(len(self.feature))
        for name in ("threshold", "left", "right"):
            if getattr(self, name).shape != nodes.shape or not len(nodes):
                raise ValueError(f"{name} has no entry for each node")
        check_onward(self.feature, self.left, self.right)
        if self.value.ndim != 2 or len(self.value) != len(nodes):
            raise ValueError("a node has no shares")
        if self.photos.shape != self.value.shape or self.photos.dtype != np.int64 or (self.photos < 0).any():
            raise ValueError("a node does not tell its photos")
        check_shares("value", self.value)

    @property
    def parameters(self) -> int:
        """One threshold a question, one class a leaf."""
        return len(self.feature)
