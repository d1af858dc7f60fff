"""Rung 1: the user's own rules, and a small decision tree for what they leave (CART, Breiman and others 1984)."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from ninelives.kernels.nets.rungs import Rules
from ninelives.kernels.nets.rungs.rules import Questions
from ninelives.stages.train.rungs.lesson import Lesson
from ninelives.stages.train.written import LEAF, Written

MOST = 9  # learned rules that a person still reads; more only where there are more classes
SURER = 1e-6  # by which a written rule's class is likelier than the next, where its photos say otherwise


def fit(lesson: Lesson) -> Rules:
    """Ask the written rules in their order; what none of them catches is learned, the best questions first.

    A written rule says its class whatever the photos say; how likely that is, the photos tell.
    """
    written = lesson.written or Written.nothing()
    left = written.caught(lesson.x) < 0
    behind = _moved(_tree(lesson, left) if written.otherwise is None else LEAF, written.tail)
    questions = Questions(*map(np.concatenate, zip(written.questions, behind, strict=True)))
    photos = _passed(questions, lesson)
    value = Rules.doubted(photos)
    if not left.any():  # nothing tells what is left, so the classes of all photos do
        value[written.tail] = Rules.doubted(np.bincount(lesson.y, minlength=lesson.classes)[None])[0]
    for leaf, kind in said(written):
        value[leaf] = insisting(value[leaf], kind)
    return Rules(**questions._asdict(), value=value, photos=photos)


class Ends(Protocol):
    """Rules that were written, and where each of them ends."""

    @property
    def leaf(self) -> np.ndarray:
        """Node of each rule."""

    @property
    def kind(self) -> np.ndarray:
        """Class of each rule."""

    @property
    def otherwise(self) -> int | None:
        """Class of what none catches."""

    @property
    def tail(self) -> int:
        """Node of what none catches."""


def said(written: Ends) -> list[tuple[int, int]]:
    """Leaf and class of each rule, and of what is left where the writer named its class."""
    said = list(zip(written.leaf.tolist(), written.kind.tolist(), strict=True))
    return said if written.otherwise is None else [*said, (written.tail, written.otherwise)]


def insisting(shares: np.ndarray, kind: int) -> np.ndarray:
    """Shares of which that of ``kind`` is the largest, moved no further than that takes."""
    if shares.argmax() == kind and (shares == shares[kind]).sum() == 1:
        return shares
    raised = shares.copy()
    raised[kind] = shares.max() * (1 + SURER)
    return np.asarray(raised / raised.sum())


def _passed(questions: Questions, lesson: Lesson) -> np.ndarray:
    """Photos of each class that come by each node, int64 of shape (nodes, classes)."""
    photos = np.zeros((len(questions[0]), lesson.classes), np.int64)
    before: np.ndarray | None = None
    for node in questions.walk(lesson.x):
        moved = np.ones(len(node), bool) if before is None else node != before
        np.add.at(photos, (node[moved], lesson.y[moved]), 1)
        before = node
    return photos


def _moved(behind: Questions, by: int) -> Questions:
    """The same questions, ``by`` nodes further on."""
    inner = behind.feature >= 0
    left, right = (np.where(inner, side + by, 0) for side in (behind.left, behind.right))
    return behind._replace(left=left, right=right)


def _tree(lesson: Lesson, some: np.ndarray) -> Questions:
    """A tree over some of the rows, grown best-first: the first questions are those that a smaller one would ask."""
    from sklearn.tree import DecisionTreeClassifier

    rows = int(some.sum())
    if not rows:
        return LEAF
    tree = DecisionTreeClassifier(
        max_leaf_nodes=max(MOST, 2 * lesson.classes),
        min_samples_leaf=max(2, min(20, rows // 50)),
        random_state=lesson.seed,
    )
    grown = tree.fit(lesson.x[some], lesson.y[some]).tree_
    feature = np.maximum(grown.feature, -1).astype(np.int64)
    left, right = (side.astype(np.int64) for side in (grown.children_left, grown.children_right))
    return Questions(feature, grown.threshold.astype(np.float64), left, right)
