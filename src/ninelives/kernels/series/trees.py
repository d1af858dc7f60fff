"""Sums of regression trees from plain arrays, all rows and all trees together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ninelives.kernels.series.past import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Questions of many trees in one row of nodes; ``left`` is taken where the column is at most the threshold.

    Attributes:
        feature: column that a node asks about, -1 at a leaf, int64 of shape (nodes,).
        threshold: shape (nodes,).
        left: node that a yes leads to, int64 of shape (nodes,).
        right: node that a no leads to, int64 of shape (nodes,).
        value: what a leaf adds, shape (nodes,).
        root: first node of each tree, int64 of shape (trees,).
        bias: what all rows begin with, shape ().
    """

    feature: np.ndarray
    threshold: np.ndarray
    left: np.ndarray
    right: np.ndarray
    value: np.ndarray
    root: np.ndarray
    bias: np.ndarray

    @classmethod
    def of(cls, trees: Sequence[np.ndarray], bias: float) -> Trees:
        """From the nodes of scikit-learn's histogram trees, one structured array each, and what they begin with."""
        if not trees:
            none, number = np.zeros(0), np.zeros(0, np.int64)
            return cls(number, none, number, number, none, number, np.asarray(float(bias)))
        sizes = [len(tree) for tree in trees]
        root = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)[:-1]
        nodes = np.concatenate(list(trees))
        leaf = nodes["is_leaf"].astype(bool)
        shift = np.repeat(root, sizes)

        def kept(name: str, at_leaf: float) -> np.ndarray:
            return np.where(leaf, at_leaf, nodes[name])

        return cls(
            kept("feature_idx", -1).astype(np.int64),
            kept("num_threshold", 0.0).astype(float),
            np.where(leaf, 0, nodes["left"] + shift).astype(np.int64),
            np.where(leaf, 0, nodes["right"] + shift).astype(np.int64),
            np.where(leaf, nodes["value"], 0.0).astype(float),
            root,
            np.asarray(float(bias)),
        )

    def sums(self, x: np.ndarray) -> Floats:
        """What the trees add up to for each row of ``x``, shape (rows, columns); float64 of shape (rows,)."""
        node = np.repeat(self.root[None], len(x), axis=0)  # (rows, trees)
        rows = np.arange(len(x))[:, None]
        while node.size:
            asked = self.feature[node]
            inner = asked >= 0
            if not inner.any():
                break
            yes = x[rows, np.maximum(asked, 0)] <= self.threshold[node]
            node = np.where(inner, np.where(yes, self.left[node], self.right[node]), node)
        return np.asarray(self.value[node].sum(axis=1) + float(self.bias))

    def check(self) -> None:
        """Raises ValueError where the arrays are no trees: a question leads back, or nowhere, or lacks an entry."""
        nodes = np.arange(self.feature.size)
        for name in ("feature", "threshold", "left", "right", "value"):
            if getattr(self, name).shape != nodes.shape:
                raise ValueError(f"{name} has no entry for each node")
        for name in ("feature", "left", "right", "root"):
            if getattr(self, name).dtype != np.int64:
                raise ValueError(f"{name} holds no whole numbers")
        if self.root.ndim != 1 or self.bias.shape != ():
            raise ValueError("root is no row of nodes, or bias no number")
        inner = self.feature >= 0
        for children in (self.left[inner], self.right[inner]):
            if ((children <= nodes[inner]) | (children >= nodes.size)).any():
                raise ValueError("a question leads back, or nowhere")
        if ((self.root < 0) | (self.root >= nodes.size)).any():
            raise ValueError("a tree begins nowhere")
