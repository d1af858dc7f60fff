"""Rows of a tile."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.drone import lanes
from tests.flights import arrays, copied, flight


def test_no_two_rows_meet() -> None:
    rows = [getattr(lanes, name) for name in dir(lanes) if name.isupper() and len(name) == 2 and name != "UP"]
    rows += [lanes.THRUST, lanes.LATERAL, lanes.AXIAL, lanes.LIGHT, lanes.HIT, lanes.WHO]
    assert sorted(rows) == list(range(0, lanes.SIZE, lanes.LANES))


def test_what_is_stored_is_what_was_loaded() -> None:
    drones, s = flight(1, lanes.LANES), np.full(lanes.SIZE, np.nan)
    before = copied(drones)
    for lane in range(lanes.LANES):
        lanes.load(s, lane, lanes.LANES - 1 - lane, *arrays(drones))
    for lane in range(lanes.LANES):
        lanes.store(s, lane, lane, *arrays(drones))
    for old, new in zip(arrays(before), arrays(drones), strict=True):
        np.testing.assert_array_equal(new, old[::-1])


def test_what_is_asked_lies_in_its_lane_alone() -> None:
    s = np.zeros(lanes.SIZE)
    lanes.ask(s, 3, 0, 50.0, (1.0, 2.0, 3.0), (4.0, 5.0, 6.0), True)
    filled = np.flatnonzero(s)
    assert (filled % lanes.LANES == 3).all()
    assert s[lanes.AY + 3] == 2
    assert s[lanes.WZ + 3] == 6
    assert s[lanes.LIGHT + 3] == 0.1
