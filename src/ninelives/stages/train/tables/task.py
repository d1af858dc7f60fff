"""What is to be learned of a table, and which scenes are judged together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.stats import group_folds

if TYPE_CHECKING:
    from ninelives.stages.train.tables.written import OwnRules

WHOLE = 200_000  # rows up to which every one is judged; of more, those of one fold are
EVEN = 10  # ranks of a number that are spread evenly over the folds


@dataclass(frozen=True, slots=True, eq=False)
class TableTask:
    """What is to be learned.

    Attributes:
        x: the table, float32 of shape (rows, columns), as of ``TableLesson``.
        y: class of each row, int64 of shape (rows,), or a number of each, float64.
        categories: how many each column has, 0 for numbers; int64 of shape (columns,).
        scene: of each row, int64 of shape (rows,).
        names: of the classes; none for numbers.
        items: names of the rows, so that their order plays no part in the folds; None where it may.
        written: the user's own rules.
    """

    x: np.ndarray
    y: np.ndarray
    categories: np.ndarray
    scene: np.ndarray
    names: tuple[str, ...] = ()
    items: Sequence[str] | None = None
    written: OwnRules | None = None

    @property
    def classes(self) -> int:
        """How many classes there are; 0 for numbers."""
        return len(self.names)


def folds_of(task: TableTask, folds: int, seed: int) -> np.ndarray:
    """Fold of each row, by scene; fewer folds where there are fewer scenes.

    Raises:
        ValueError: all rows are of one scene.
    """
    k = min(folds, len(np.unique(task.scene)))
    label = task.y if task.classes else ranks(task.y)
    return group_folds(task.scene, label, k, seed, key=task.items)


def parts(fold: np.ndarray) -> list[np.ndarray]:
    """Masks of the rows that are judged by one fit each: all folds of a table, the first one of a long one."""
    numbers = np.unique(fold)
    return [fold == number for number in (numbers if len(fold) <= WHOLE else numbers[:1])]


def ranks(y: np.ndarray) -> np.ndarray:
    """Where each number stands among all, in ``EVEN`` steps."""
    return np.searchsorted(np.unique(np.quantile(y, np.arange(1, EVEN) / EVEN)), y)
