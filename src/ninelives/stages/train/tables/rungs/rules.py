"""Rung 1: a small tree over the columns, in questions that a person can ask (CART: Breiman and others 1984)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ninelives.kernels.nets.rungs.rules import Rules as Photos
from ninelives.kernels.nets.rungs.tables import Rules, RulesOfNumbers
from ninelives.kernels.nets.rungs.tables.rules import Asking
from ninelives.kernels.nets.tree import Binned, Node, grow
from ninelives.stages.train.rungs.rules import MOST, insisting, said
from ninelives.stages.train.tables.rungs.lesson import TableLesson
from ninelives.stages.train.tables.written import OwnRules


def fit(lesson: TableLesson) -> Rules | RulesOfNumbers:
    """Grow it, the best questions first; a leaf says what its rows were, or their mean."""
    columns = [
        Binned.category(lesson.x[:, at], kinds) if kinds else Binned.number(lesson.x[:, at])
        for at, kinds in enumerate(lesson.categories.tolist())
    ]
    if lesson.written is not None:
        return _written(lesson, lesson.written, columns)
    leaves, least = max(MOST, 2 * lesson.classes), max(2, min(20, len(lesson.y) // 50))
    if lesson.classes:
        nodes = grow(columns, lesson.y, lesson.classes, leaves=leaves, least=least)
        rows = np.stack([np.bincount(lesson.y[node.rows], minlength=lesson.classes) for node in nodes])
        return Rules(**_questions(nodes), value=Photos.doubted(rows), rows=rows)
    nodes = grow(columns, _standard(lesson.y), 0, leaves=leaves, least=least)
    value = np.array([lesson.y[node.rows].mean() for node in nodes])
    return RulesOfNumbers(**_questions(nodes), value=value, rows=np.array([len(node.rows) for node in nodes]))


def _written(lesson: TableLesson, own: OwnRules, columns: list[Binned]) -> Rules:
    """The written rules in their order, and a tree for what none of them catches; see ``stages/train/rungs/rules``."""
    last = {**_questions([Node(np.arange(0))]), **dict.fromkeys(("left", "right"), np.zeros(1, np.int64))}
    front = {name: np.concatenate([own.questions.get(name, np.zeros(own.tail, np.int64)), last[name]]) for name in last}
    leaf = Asking(**front).leaves(lesson.x)
    left = np.flatnonzero(leaf == own.tail)
    nodes = [Node(np.arange(0))]
    if own.otherwise is None and len(left):
        some = [replace(each, code=each.code[left]) for each in columns]
        least = max(2, min(20, len(left) // 50))
        nodes = grow(some, lesson.y[left], lesson.classes, leaves=max(MOST, 2 * lesson.classes), least=least)
    behind = _questions(nodes)
    inner = behind["feature"] >= 0
    behind |= {side: np.where(inner, behind[side] + own.tail, 0) for side in ("left", "right")}
    joined = {name: np.concatenate([front[name][: own.tail], behind[name]]) for name in behind}
    rows, gaps = _passed(Asking(**joined), lesson)
    value = Photos.doubted(rows)
    if not len(left):  # nothing tells what is left, so the classes of all rows do
        value[own.tail] = Photos.doubted(np.bincount(lesson.y, minlength=lesson.classes)[None])[0]
    for node, kind in said(own):
        value[node] = insisting(value[node], kind)
    return Rules(**{**joined, "gaps": gaps}, value=value, rows=rows)


def _passed(asking: Asking, lesson: TableLesson) -> tuple[np.ndarray, np.ndarray]:
    """Rows of each class that come by each node, int64 of shape (nodes, classes), and those whose answer is missing."""
    rows, gaps = np.zeros((len(asking.feature), lesson.classes), np.int64), np.zeros(len(asking.feature), np.int64)
    before: np.ndarray | None = None
    for node in asking.walk(lesson.x):
        moved = np.ones(len(node), bool) if before is None else node != before
        np.add.at(rows, (node[moved], lesson.y[moved]), 1)
        asked = moved & (asking.feature[node] >= 0)
        lacking = np.isnan(lesson.x[np.flatnonzero(asked), asking.feature[node[asked]]])
        np.add.at(gaps, node[asked][lacking], 1)
        before = node
    return rows, gaps


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
