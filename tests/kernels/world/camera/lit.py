"""What a camera gets of one garden's light."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera.shade import shade
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
