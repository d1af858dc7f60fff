"""Light from what is seen."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera.scene import CAT, GROUND, PARTS, SKY
from ninelives.kernels.world.camera.shade import shade, sort
from ninelives.kernels.world.camera.trace import see
from ninelives.kernels.world.garden import Conditions
from tests.kernels.world.camera.gardens import facing, gardens


def seen(hour: float, *, lamp: bool = False, fog: float = 0.0, apart: float = 2.0) -> tuple[np.ndarray, np.ndarray]:
    """Radiance (pixels, 3) and part of each pixel, of one garden."""
    cameras, garden, conditions = facing(gardens(1, seed=8), apart)
    conditions = Conditions(*conditions[:1], np.array([hour]), *conditions[2:5], np.array([fog]), np.array([lamp]))
    scene, paint = room.scene(1, 64, 64), room.paint(1, 4096, 32)
    see(0, cameras, garden, conditions, np.zeros(1, np.uint64), scene)
    shade(0, cameras, garden, conditions, scene, paint)
    return paint.colour[0].T.copy(), scene.found[0].ravel()


def test_pixels_are_sorted_by_part() -> None:
    found = np.random.default_rng(0).integers(0, PARTS, 999).astype(np.uint32)
    order, starts = np.empty(999, np.int64), np.empty(PARTS + 1, np.int64)
    sort(found, order, starts)
    assert np.array_equal(order, np.argsort(found, kind="stable"))
    assert np.array_equal(starts, np.searchsorted(np.sort(found), np.arange(PARTS + 1)))


def test_day_is_brighter_than_dusk_and_dusk_than_night() -> None:
    noon, dusk, night = (seen(hour)[0].mean() for hour in (12.0, 20.6, 0.0))
    assert noon > 50 * dusk > 2500 * night > 0


def test_the_lamp_falls_with_the_square_of_the_distance_and_eyes_shine() -> None:
    near, parts = seen(0.0, lamp=True, apart=1.5)
    far, other = seen(0.0, lamp=True, apart=3.0)
    ratio = np.median(near[parts >= CAT].sum(1)) / np.median(far[other >= CAT].sum(1))
    assert 2.5 < ratio < 6
    assert near[parts >= CAT].max() > 4 * np.median(near[parts >= CAT].max(1))
    dark, _ = seen(0.0, apart=1.5)
    assert np.allclose(near[parts == SKY], dark[parts == SKY])


def test_fog_makes_far_things_alike() -> None:
    clear, parts = seen(12.0)
    thick, _ = seen(12.0, fog=0.3)
    ground = parts == GROUND
    assert thick[ground].std() / thick[ground].mean() < 0.5 * clear[ground].std() / clear[ground].mean()
    assert np.isfinite(thick).all()
