"""Rung 0: always the commoner class. What every other rung has to beat."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import Majority
from ninelives.stages.train.rungs.lesson import Lesson


def fit(lesson: Lesson) -> Majority:
    """Count the classes, with Laplace's one added to each."""
    counts = np.bincount(lesson.y, minlength=lesson.classes) + 1.0
    return Majority(prior=counts / counts.sum())
