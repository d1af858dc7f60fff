"""The loops over worlds; what they do is tested through their engine."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.environment import loops
from ninelives.kernels.world.garden import Flight, empty


def test_noses_point_where_the_attitude_says() -> None:
    flight, azimuths = empty(Flight, 3), np.full(3, np.nan)
    flight.attitude[1] = np.cos(0.4), 0, 0, np.sin(0.4)
    loops.noses(0, 2, azimuths, flight)
    assert azimuths[:2].tolist() == [0, 0.8]
    assert np.isnan(azimuths[2])
