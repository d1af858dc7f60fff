"""Rung 1: a small decision tree over named properties (CART, Breiman and others 1984), read as rules."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import Rules
from ninelives.stages.train.rungs.lesson import Lesson

MOST = 9  # rules that a person still reads; more only where there are more classes


def fit(lesson: Lesson) -> Rules:
    """Grow the best questions first, until there are ``MOST`` rules."""
    x, y = lesson.x, lesson.y
    from sklearn.tree import DecisionTreeClassifier

    grown = DecisionTreeClassifier(
        max_leaf_nodes=max(MOST, 2 * lesson.classes),
        min_samples_leaf=max(2, min(20, len(x) // 50)),
        random_state=lesson.seed,
    ).fit(x, y)
    tree = grown.tree_
    value = np.zeros((tree.node_count, lesson.classes))
    value[:, grown.classes_] = tree.value[:, 0, :]
    count = tree.n_node_samples.astype(np.int64)
    shares = value / value.sum(axis=1, keepdims=True)
    return Rules(
        feature=np.where(tree.feature < 0, -1, tree.feature).astype(np.int64),
        threshold=tree.threshold.astype(np.float64),
        left=np.maximum(tree.children_left, 0).astype(np.int64),
        right=np.maximum(tree.children_right, 0).astype(np.int64),
        value=Rules.doubted(shares * count[:, None]),
        count=count,
    )
