"""Light through air."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.scene import CAT, GROUND, SKY
from tests.kernels.world.camera.lit import seen


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
