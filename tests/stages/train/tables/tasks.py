"""Tables to be climbed in tests."""

from __future__ import annotations

import numpy as np

from ninelives.stages.train.tables.task import TableTask
from tests.stages.train.tables.rungs.lessons import CATEGORIES, NAMES, table


def task(kind: str, rows: int = 240, *, each: int = 1) -> TableTask:
    """As of the lessons; ``each`` rows to a scene."""
    x, y, number = table(rows)
    scene = np.arange(rows) // each
    return TableTask(x, y if kind == "classes" else number, CATEGORIES, scene, NAMES if kind == "classes" else ())
