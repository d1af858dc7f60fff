"""Rung 6: EfficientNet-Lite0 (Tan and Le 2019), which learned from ImageNet, sees; a logistic head decides."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import Pretrained
from ninelives.stages.train.rungs.lesson import Lesson
from ninelives.stages.train.rungs.logistic import solve

C = 0.01


def fit(lesson: Lesson) -> Pretrained:
    """Centre the features, scale them all alike, separate."""
    x, y = lesson.x, lesson.y
    mean = x.mean(axis=0)
    scale = np.asarray(max(float((x - mean).std()), 1e-6))
    weights, bias = solve((x - mean) / scale, y, lesson.classes, c=C)
    return Pretrained(mean=mean, scale=scale, weights=weights, bias=bias, temperature=np.asarray(1.0))
