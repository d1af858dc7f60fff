"""A decision tree over named properties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shares


@dataclass(frozen=True, slots=True, eq=False)
class Rules(Arrays):
    """A decision tree over named properties; ``left`` is taken where the property is at most the threshold."""

    name: ClassVar[str] = "rules"
    feature: np.ndarray  # (nodes,) int64, -1 at a leaf
    threshold: np.ndarray  # (nodes,) float64
    left: np.ndarray  # (nodes,) int64
    right: np.ndarray  # (nodes,) int64
    value: np.ndarray  # (nodes, classes) share of each class
    count: np.ndarray  # (nodes,) int64, photos that came by in fitting

    @staticmethod
    def doubted(photos: np.ndarray) -> np.ndarray:
        """``value`` of nodes that saw so many photos of each class: with one photo's worth of doubt in each."""
        return np.asarray((photos + 1 / photos.shape[1]) / (photos.sum(axis=1, keepdims=True) + 1))

    def photos(self) -> np.ndarray:
        """Photos of each class that came by each node in fitting, int64 of shape (nodes, classes)."""
        photos = np.rint(self.value * (self.count[:, None] + 1) - 1 / self.value.shape[1])
        return np.asarray(photos.clip(0).astype(np.int64))

    def leaves(self, x: np.ndarray) -> np.ndarray:
        """The leaf of each row of ``x``, float32 of shape (rows, properties); int64 of shape (rows,)."""
        node = np.zeros(len(x), np.int64)
        rows = np.arange(len(x))
        for _ in range(len(self.feature)):
            feature = self.feature[node]
            inner = feature >= 0
            if not inner.any():
                break
            low = x[rows, np.maximum(feature, 0)] <= self.threshold[node]
            node = np.where(inner, np.where(low, self.left[node], self.right[node]), node)
        return node

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Shares of the classes in each row's leaf."""
        return np.asarray(self.value[self.leaves(x)])

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        nodes = np.arange(len(self.feature))
        inner = self.feature >= 0
        for name in ("threshold", "left", "right", "count"):
            if getattr(self, name).shape != nodes.shape or not len(nodes):
                raise ValueError(f"{name} has no entry for each node")
        for children in (self.left[inner], self.right[inner]):
            if ((children <= nodes[inner]) | (children >= len(nodes))).any():
                raise ValueError("a question leads back, or nowhere")
        if self.value.ndim != 2 or len(self.value) != len(nodes) or (self.count < 1).any():
            raise ValueError("a node has no shares, or no photos")
        check_shares("value", self.value)

    @property
    def parameters(self) -> int:
        """One threshold a question, one class a leaf."""
        return len(self.feature)
