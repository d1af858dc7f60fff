"""Rung 0: always the commoner class, or the mean. What every other rung has to beat.

The mean and not the median: every rung of numbers is fitted by its squared error, which the mean makes least, and is
judged by it. So what is added up over many rows, hours or money, comes out right.
"""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import Majority
from ninelives.kernels.nets.rungs.tables import Mean
from ninelives.stages.train.rungs import Lesson
from ninelives.stages.train.rungs.majority import fit
from ninelives.stages.train.tables.rungs.lesson import TableLesson


def majority(lesson: TableLesson) -> Majority:
    """As of photos."""
    return fit(Lesson(lesson.x, lesson.y, lesson.names))


def mean(lesson: TableLesson) -> Mean:
    """Of all rows."""
    return Mean(value=np.asarray(lesson.y.mean()))
