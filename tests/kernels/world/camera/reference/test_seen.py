"""What one camera sees, as arrays."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.rays import spread
from ninelives.kernels.world.camera.reference import view
from ninelives.kernels.world.camera.reference.seen import cell, directions, finished, stirred
from ninelives.kernels.world.camera.texture import cell as fast
from ninelives.kernels.world.camera.texture import finish, salt
from tests.kernels.world.camera.gardens import gardens


def test_its_rays_and_salt_are_those_of_the_fast_camera() -> None:
    cameras, garden, conditions = gardens(1, seed=3)
    seen = view(0, cameras, garden, conditions, 2**40 + 7, 0, np.zeros(1))
    rays = np.empty((3, 12, 16), np.float32)
    spread(seen.axes, seen.field, rays, np.array([0, 16, 0, 12], np.uint64))
    assert np.allclose(directions(seen, 12, 16), np.moveaxis(rays, 0, -1), atol=1e-6)
    assert seen.salt == salt(np.uint64(2**40 + 7))


def test_its_hashes_are_those_of_the_fast_camera() -> None:
    seen = view(0, *gardens(1, seed=3), 7, 0, np.zeros(1))
    places = np.random.default_rng(0).uniform(-50, 50, (200, 3)).astype(np.float32)
    assert stirred(cell(seen, places.astype(float))).tolist() == [int(fast(*place)) for place in places]
    words = np.arange(0, 2**32, 2**25 + 3, dtype=np.int64)
    assert finished(words).tolist() == [int(finish(np.uint32(word))) for word in words]
