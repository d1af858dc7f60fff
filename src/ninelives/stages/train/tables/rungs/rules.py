"""Rung 1: a small tree over the columns, in questions that a person can ask (CART: Breiman and others 1984)."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs.rules import Rules as Photos
from ninelives.kernels.nets.rungs.tables import Rules, RulesOfNumbers
from ninelives.kernels.nets.tree import Binned, Node, grow
from ninelives.stages.train.rungs.rules import MOST
from ninelives.stages.train.tables.rungs.lesson import TableLesson


def fit(lesson: TableLesson) -> Rules | RulesOfNumbers:
    """Grow it, the best questions first; a leaf says what its rows were, or their mean."""
    columns = [
        Binned.category(lesson.x[:, at], kinds) if kinds else Binned.number(lesson.x[:, at])
        for at, kinds in enumerate(lesson.categories.tolist())
    ]
    leaves, least = max(MOST, 2 * lesson.classes), max(2, min(20, len(lesson.y) // 50))
    if lesson.classes:
        nodes = grow(columns, lesson.y, lesson.classes, leaves=leaves, least=least)
        rows = np.stack([np.bincount(lesson.y[node.rows], minlength=lesson.classes) for node in nodes])
        return Rules(**_questions(nodes), value=Photos.doubted(rows), rows=rows)
    nodes = grow(columns, _standard(lesson.y), 0, leaves=leaves, least=least)
    value = np.array([lesson.y[node.rows].mean() for node in nodes])
    return RulesOfNumbers(**_questions(nodes), value=value, rows=np.array([len(node.rows) for node in nodes]))


def _standard(y: np.ndarray) -> np.ndarray:
    """About 0 and 1, so that no square leaves the range of numbers."""
    return np.asarray((y - y.mean()) / (y.std() or 1.0))


def _questions(nodes: list[Node]) -> dict[str, np.ndarray]:
    return {
        "feature": np.array([node.column for node in nodes]),
        "threshold": np.array([node.threshold for node in nodes], np.float64),
        "category": np.array([node.category for node in nodes]),
        "left": np.array([node.low for node in nodes]),
        "right": np.array([node.high for node in nodes]),
        "missing": np.array([int(node.missing_left) for node in nodes]),
        "gaps": np.array([node.gaps for node in nodes]),
    }
