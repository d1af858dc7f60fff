"""What every other rung has to beat."""

from __future__ import annotations

import numpy as np

from ninelives.stages.train.tables.rungs import lowest
from tests.stages.train.tables.rungs.lessons import lesson


def test_the_majority_is_that_of_photos() -> None:
    told = lesson("classes")
    counts = np.bincount(told.y, minlength=3) + 1
    np.testing.assert_allclose(lowest.majority(told).prior, counts / counts.sum())


def test_the_mean_makes_the_squared_error_least() -> None:
    told = lesson("numbers")
    value = float(lowest.mean(told).value)
    assert value == told.y.mean()
    assert all(((told.y - value) ** 2).sum() < ((told.y - value - by) ** 2).sum() for by in (-0.1, 0.1))
