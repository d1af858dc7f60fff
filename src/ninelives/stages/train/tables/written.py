"""The user's own rules over the columns of a table: read, checked against it, and turned into its questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.properties.named import NUMBER, YES_NO
from ninelives.artifacts.table import Coding
from ninelives.artifacts.table.column import BOOLEAN
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs.tables.rules import NUMBER as NO_CATEGORY
from ninelives.stages.train.written import Rulebook
from ninelives.stages.train.written.grammar import asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ninelives.artifacts.table import Feature, Table

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True, eq=False)
class OwnRules:
    """An ordered list of rules, as questions about the columns of a table; what is missing meets no comparison.

    Attributes:
        questions: ``feature, threshold, category, left, right, missing`` as of ``Asking``; what no rule catches goes on
            to the node behind the last.
        leaf: node where each rule ends, int64 of shape (rules,).
        kind: class of each rule, int64 of shape (rules,).
        otherwise: class of what no rule catches; None where that is learned.
        told: what a model keeps of them: ``{"written": [{"text", "class", "leaf"}], "otherwise", "tail"}``.
        digest: of their file.
    """

    questions: Arrays
    leaf: np.ndarray
    kind: np.ndarray
    otherwise: int | None
    told: dict[str, Any]
    digest: str

    @property
    def tail(self) -> int:
        """The node of what no rule catches."""
        return len(self.questions["feature"])

    def moved(self, order: np.ndarray) -> OwnRules:
        """The same for columns that were brought into another order: the first is now that of number ``order[0]``."""
        place = np.argsort(order)
        feature = self.questions["feature"]
        there = np.where(feature >= 0, place[np.maximum(feature, 0)], feature) if len(order) else feature
        return replace(self, questions={**self.questions, "feature": there})

    @classmethod
    def read(cls, path: str | Path, table: Table, rungs: Sequence[str]) -> OwnRules:
        """Read a file, and tell all that is wrong with it for this table.

        Raises:
            NinelivesError: it cannot be read, contradicts itself, or speaks of what the table has not; or the table
                holds numbers, or no rung reads rules.
        """
        if table.classes is None:
            raise NinelivesError(
                f"'{path}' names classes, and '{table.target}' holds numbers: no rule of it says one",
                fix="leave --rules out, or --task classification",
            )
        if "rules" not in rungs:
            raise NinelivesError(f"'{path}' is for the rung rules, which is not to be tried", fix="--rungs rules")
        features = Coding.of(table).features
        kinds = {each.name: _kind(each) for each in features}
        values = {each.name: each.categories for each in features if each.categories}
        book = Rulebook.read(path, kinds, {}, values)
        book.settle(kinds, table.classes)
        return cls._of(book, features, table.classes)

    @classmethod
    def _of(cls, book: Rulebook, features: Sequence[Feature], classes: Sequence[str]) -> OwnRules:
        """Each category is a property of its own in the file, and a question about its column here."""
        names = [(each.name, at, NO_CATEGORY) for at, each in enumerate(features)]
        names += [
            (asked(each.name, value), at, code)
            for at, each in enumerate(features)
            for code, value in enumerate(each.categories)
        ]
        made = book.compiled([name for name, *_ in names], classes)
        feature, threshold, left, right = made.questions
        column = np.array([at for _, at, _ in names], np.int64)
        code = np.array([code for *_, code in names], np.int64)
        inner = feature >= 0
        category = np.where(inner, code[np.maximum(feature, 0)], NO_CATEGORY)
        named = category != NO_CATEGORY  # as numbers their left was "at most .5", and so no
        questions = {
            "feature": np.where(inner, column[np.maximum(feature, 0)], -1),
            "threshold": np.where(named, 0.0, threshold),
            "category": category,
            "left": np.where(named, right, left),
            "right": np.where(named, left, right),
            "missing": np.where(inner, made.missing ^ named, 0).astype(np.int64),
        }
        lines = [
            {"text": line.text, "class": line.rule.kind, "leaf": leaf}
            for line, leaf in zip(book.lines, made.leaf.tolist(), strict=True)
        ]
        told = {"written": lines, "otherwise": book.otherwise, "tail": made.tail}
        return cls(questions, made.leaf, made.kind, made.otherwise, told, book.source.digest)


def _kind(feature: Feature) -> str | None:
    if feature.categories:
        return None
    return YES_NO if feature.kind == BOOLEAN else NUMBER
