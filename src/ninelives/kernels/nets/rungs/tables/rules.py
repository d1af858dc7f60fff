"""Rules over the columns of a table: a tree whose questions a person can ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shares
from ninelives.kernels.nets.rungs.rules import check_onward, descend

NUMBER = -1  # in the place of a category, where a number is asked


@dataclass(frozen=True, slots=True, eq=False)
class Asking(Arrays):
    """Questions over columns: is the number at most the threshold, is it this category? ``left`` is yes.

    A question leads on to later nodes only. What is missing goes where most of those went whose answer was known.
    """

    WIDE = frozenset({"threshold"})
    feature: np.ndarray  # (nodes,) int64, the column that is asked about, -1 at a leaf
    threshold: np.ndarray  # (nodes,) float64
    category: np.ndarray  # (nodes,) int64, NUMBER where a number is asked
    left: np.ndarray  # (nodes,) int64
    right: np.ndarray  # (nodes,) int64
    missing: np.ndarray  # (nodes,) int64, 1 where what is missing goes left, else 0
    gaps: np.ndarray  # (nodes,) int64, rows that came by in fitting and whose answer was missing

    def walk(self, x: np.ndarray) -> Iterator[np.ndarray]:
        """The node of each row of ``x``, float32 of shape (rows, columns), after so many questions; see ``descend``."""
        rows = np.arange(len(x))

        def low(node: np.ndarray) -> np.ndarray:
            value = x[rows, np.maximum(self.feature[node], 0)]
            kind = self.category[node]
            said = np.where(kind == NUMBER, value <= self.threshold[node], value == kind)
            return np.asarray(np.where(np.isnan(value), self.missing[node] == 1, said))

        yield from descend(self.feature, self.left, self.right, low, len(x))

    def leaves(self, x: np.ndarray) -> np.ndarray:
        """The leaf of each row of ``x``, float32 of shape (rows, columns); int64 of shape (rows,)."""
        *_, last = self.walk(x)
        return last

    def shorter(self, leaves: int) -> Self:
        """The tree as it was when it had so many leaves: a question's two nodes stand where they came in growing."""
        kept = {name: array[: 2 * leaves - 1] for name, array in self.arrays().items()}
        asked = (kept["feature"] >= 0) & (np.maximum(kept["left"], kept["right"]) < 2 * leaves - 1)
        blank = {"feature": -1, "threshold": 0.0, "category": NUMBER, "left": 0, "right": 0, "missing": 0, "gaps": 0}
        return replace(self, **{**kept, **{name: np.where(asked, kept[name], no) for name, no in blank.items()}})

    def reads(self, columns: int) -> np.ndarray:
        """Which of so many columns it asks about, int64, sorted."""
        asked = np.unique(self.feature[self.feature >= 0])
        return np.asarray(asked[asked < columns])

    def check_questions(self) -> None:
        """Raises ValueError where the questions cannot be those of one tree."""
        nodes = (self.feature.size,)
        for name in ("feature", "threshold", "category", "left", "right", "missing", "gaps"):
            array = getattr(self, name)
            if array.shape != nodes or not array.size:
                raise ValueError(f"{name} has no entry for each node")
            if name != "threshold" and array.dtype != np.int64:
                raise ValueError(f"{name} holds what is no whole number")
        if ((self.missing != 0) & (self.missing != 1)).any() or (self.category < NUMBER).any() or (self.gaps < 0).any():
            raise ValueError("missing, category or gaps leads to nothing that can be")
        check_onward(self.feature, self.left, self.right)

    @property
    def parameters(self) -> int:
        """One threshold or category a question, one answer a leaf."""
        return len(self.feature)


@dataclass(frozen=True, slots=True, eq=False)
class Rules(Asking):
    """Rules that tell a class."""

    name: ClassVar[str] = "rules"
    value: np.ndarray  # (nodes, classes) share of each class
    rows: np.ndarray  # (nodes, classes) int64, those that came by in fitting

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Shares of the classes in each row's leaf, float64 of shape (rows, classes)."""
        return np.asarray(self.value[self.leaves(x)])

    @property
    def count(self) -> np.ndarray:
        """Rows that came by each node in fitting, int64 of shape (nodes,)."""
        return np.asarray(self.rows.sum(axis=1))

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        self.check_questions()
        if self.value.ndim != 2 or len(self.value) != len(self.feature) or not self.value.size:
            raise ValueError("a node has no shares")
        if self.rows.shape != self.value.shape or self.rows.dtype != np.int64 or (self.rows < 0).any():
            raise ValueError("a node does not tell its rows: no entry")
        check_shares("value", self.value)


@dataclass(frozen=True, slots=True, eq=False)
class RulesOfNumbers(Asking):
    """Rules that tell a number."""

    name: ClassVar[str] = "rules"
    WIDE = frozenset({"threshold", "value"})
    value: np.ndarray  # (nodes,) the mean of the rows that came by
    rows: np.ndarray  # (nodes,) int64, those that came by in fitting

    def predict(self, x: np.ndarray) -> np.ndarray:
        """The mean of each row's leaf, float64 of shape (rows,)."""
        return np.asarray(self.value[self.leaves(x)])

    @property
    def count(self) -> np.ndarray:
        """Rows that came by each node in fitting, int64 of shape (nodes,)."""
        return self.rows

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        self.check_questions()
        if self.value.shape != self.feature.shape or self.value.dtype != np.float64:
            raise ValueError("value has no entry for each node")
        if self.rows.shape != self.value.shape or self.rows.dtype != np.int64 or (self.rows < 0).any():
            raise ValueError("rows has no entry for each node")
