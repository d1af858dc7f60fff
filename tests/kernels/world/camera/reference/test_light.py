"""The light of pixels."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.reference import view
from ninelives.kernels.world.camera.reference.hits import first
from ninelives.kernels.world.camera.reference.light import radiance
from ninelives.kernels.world.camera.reference.seen import directions
from ninelives.kernels.world.camera.scene import SKY
from tests.kernels.world.camera.gardens import gardens


def test_by_day_it_is_lighter_than_by_night_and_fog_hides_what_is_far() -> None:
    cameras, garden, conditions = gardens(1, seed=3)
    cameras.pitch[:] = 0.1
    conditions.lamp[:] = False

    def lit(hour: float, fog: float) -> tuple[np.ndarray, np.ndarray]:
        conditions.hour[:], conditions.fog[:] = hour, fog
        seen = view(0, cameras, garden, conditions, 7, 0, np.zeros(1))
        rays = directions(seen, 24, 24)
        depth, found = first(seen, rays)
        return radiance(seen, rays, depth, found, 0.02), found

    (day, found), (night, _), (fog, _) = lit(12, 0.0), lit(0, 0.0), lit(12, 0.3)
    assert day.min() > 0
    assert day.mean() > 1000 * night.mean()
    assert (found == SKY).any()
    body = found != SKY
    assert fog[body].std() / fog[body].mean() < 0.7 * day[body].std() / day[body].mean()
