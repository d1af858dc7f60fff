"""Written rules as questions: what ``Rules`` asks, one after the other, with a leaf for each rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ninelives.kernels.nets.rungs.rules import Questions
from ninelives.stages.train.written.grammar import Comparison, Condition, Every, Not, Rule
from ninelives.stages.train.written.logic import span

LEAF = Questions(np.array([-1]), np.zeros(1), np.zeros(1, np.int64), np.zeros(1, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """An ordered list of rules, compiled.

    Attributes:
        questions: as of ``Rules``; what no rule catches goes on to the node behind the last.
        leaf: node where each rule ends, int64 of shape (rules,).
        kind: class of each rule, int64 of shape (rules,).
        missing: of each node, whether what is missing goes left, so that its comparison does not hold; bool.
        otherwise: class of what no rule catches; None where that is learned.
    """

    questions: Questions
    leaf: np.ndarray
    kind: np.ndarray
    missing: np.ndarray
    otherwise: int | None = None

    @classmethod
    def nothing(cls) -> Written:
        """No rule at all: everything is learned."""
        return cls.of((), (), ())

    @property
    def tail(self) -> int:
        """Where a photo goes that no rule catches: to the node behind the last."""
        return len(self.questions.feature)

    @classmethod
    def of(
        cls, rules: Sequence[Rule], columns: Sequence[str], classes: Sequence[str], otherwise: str | None = None
    ) -> Written:
        """Compile rules whose properties are ``columns`` and whose classes are ``classes``."""
        made = _Nodes({name: at for at, name in enumerate(columns)})
        entry, leaves = 0, []
        for rule in reversed(rules):
            leaves.append(made.leaf())
            entry = made.condition(rule.condition, leaves[-1], entry)
        index = list(classes).index
        return cls(
            made.questions(),
            leaf=len(made.nodes) - np.array(leaves[::-1], np.int64),
            kind=np.array([index(rule.kind) for rule in rules], np.int64),
            missing=np.array(made.missing[::-1], bool),
            otherwise=None if otherwise is None else index(otherwise),
        )

    def caught(self, x: np.ndarray) -> np.ndarray:
        """The rule that each row of ``x`` comes to, -1 for none; int64 of shape (rows,)."""
        *_, last = Questions(*map(np.append, self.questions, LEAF)).walk(x)
        rule = np.full(self.tail + 1, -1)
        rule[self.leaf] = np.arange(len(self.leaf))
        return np.asarray(rule[last])


class _Nodes:
    """Nodes in the making, the last ones first: each is numbered by how many are behind it, the tail being 0."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._columns = columns
        self.nodes: list[tuple[int, float, int, int]] = []
        self.missing: list[bool] = []

    def leaf(self) -> int:
        return self._add(-1, 0.0, 0, 0)

    def condition(self, condition: Condition, yes: int, no: int) -> int:
        """The node where a condition is asked, which leads to ``yes`` or ``no``."""
        if isinstance(condition, Comparison):
            low, high = span(condition)
            column = self._columns[condition.name]
            inside = self._add(column, high, yes, no) if np.isfinite(high) else yes
            return self._add(column, low, no, inside, missing=True) if np.isfinite(low) else inside
        if isinstance(condition, Not):
            return self.condition(condition.of, no, yes)
        for part in reversed(condition.of):
            if isinstance(condition, Every):
                yes = self.condition(part, yes, no)
            else:
                no = self.condition(part, yes, no)
        return yes if isinstance(condition, Every) else no

    def questions(self) -> Questions:
        """The first one first."""
        feature, threshold, *sides = np.array(self.nodes[::-1], np.float64).reshape(-1, 4).T
        left, right = (np.where(feature >= 0, len(self.nodes) - side, 0).astype(np.int64) for side in sides)
        return Questions(feature.astype(np.int64), threshold, left, right)

    def _add(self, feature: int, threshold: float, left: int, right: int, *, missing: bool = False) -> int:
        self.nodes.append((feature, threshold, left, right))
        self.missing.append(missing)
        return len(self.nodes)
