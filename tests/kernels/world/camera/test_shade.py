"""Pixels sorted and shaded."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.scene import PARTS
from ninelives.kernels.world.camera.shade import sort
from tests.kernels.world.camera.lit import seen


def test_pixels_are_sorted_by_part() -> None:
    found = np.random.default_rng(0).integers(0, PARTS, 999).astype(np.uint32)
    order, starts = np.empty(999, np.uint32), np.empty(PARTS + 1, np.int64)
    sort(found, order, starts)
    assert np.array_equal(order, np.argsort(found, kind="stable"))
    assert np.array_equal(starts, np.searchsorted(np.sort(found), np.arange(PARTS + 1)))


def test_day_is_brighter_than_dusk_and_dusk_than_night() -> None:
    noon, dusk, night = (seen(hour)[0].mean() for hour in (12.0, 20.6, 0.0))
    assert noon > 50 * dusk > 2500 * night > 0
