"""Many drones for many steps."""

from __future__ import annotations

import numpy as np

from tests.flights import conditions, copied, flight, flown, garden


def test_ten_steps_at_once_are_ten_steps() -> None:
    drones, trees, about = flight(5, 20), garden(5, 20), conditions(5, 20)
    again, wanted = copied(drones), np.random.default_rng(5).normal(0, 1, (20, 4))
    hit = flown(drones, trees, about, wanted, 10, velocities=True)
    parts = [flown(again, trees, about, wanted, 1, times=np.full(20, time), velocities=True) for time in range(10)]
    np.testing.assert_array_equal(np.max(parts, axis=0), hit)
    for a, b in zip(drones, again, strict=True):
        np.testing.assert_array_equal(a, b)
