"""What the rungs are fitted to in tests: numbers and a category, some missing, that tell a class or a number."""

from __future__ import annotations

import numpy as np

from ninelives.stages.train.tables.rungs import TableLesson

CATEGORIES = np.array([0, 0, 4])
NAMES = ("a", "b", "c")


def table(rows: int = 240, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The table, and of each row a class and a number that it tells."""
    draw = np.random.default_rng(seed)
    kind = draw.integers(0, 4, rows)
    x = np.stack([draw.normal(50, 10, rows), draw.exponential(1, rows), kind], axis=1).astype(np.float32)
    y = np.where(kind == 1, 2, (x[:, 0] > 50).astype(int))
    number = 3.0 * x[:, 0] + 40.0 * (kind == 1) + draw.normal(0, 2, rows)
    x[draw.uniform(size=x.shape) < 0.03] = np.nan
    return x, y.astype(np.int64), number


def lesson(kind: str, rows: int = 240, seed: int = 0) -> TableLesson:
    x, y, number = table(rows)
    if kind == "classes":
        return TableLesson(x, y, CATEGORIES, NAMES, seed)
    return TableLesson(x, number, CATEGORIES, (), seed)
