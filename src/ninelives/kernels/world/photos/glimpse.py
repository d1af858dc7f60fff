"""How much of the cat a camera sees, without a look at the rest of the picture: four poses are tried for a photo."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world import workers
from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera.cameras import Cameras, basis
from ninelives.kernels.world.camera.rays import box, spread
from ninelives.kernels.world.camera.room import Scene
from ninelives.kernels.world.camera.scene import CAT, PARTS, build
from ninelives.kernels.world.camera.texture import salt
from ninelives.kernels.world.camera.trace import DENSE, FAR, meet
from ninelives.kernels.world.cat.body import turn
from ninelives.kernels.world.compiled import compiled, kernel
from ninelives.kernels.world.garden import Conditions, Garden
from ninelives.kernels.world.oak.season import density


def glimpses(
    cameras: Cameras, garden: Garden, conditions: Conditions, seeds: npt.NDArray[np.uint64], size: int, *,
    threads: int | None = None,
) -> npt.NDArray[np.int64]:  # fmt: skip
    """As ``camera.cast.cat_pixels``, of cameras and cats within the fence: neither it nor the ground is between them.

    Args:
        cameras, garden, conditions: as for ``cat_pixels``.
        seeds: of each picture, (frames,).
        size: px of the sides.
        threads: at most so many; None: all that are available.
    """
    counts = np.zeros(len(seeds), np.int64)
    workers.over(_block, len(seeds), counts, cameras, garden, conditions, seeds, size, threads=threads)
    return counts


def _block(
    start: int, stop: int, counts: npt.NDArray[np.int64], cameras: Cameras, garden: Garden, conditions: Conditions,
    seeds: npt.NDArray[np.uint64], size: int,
) -> None:  # fmt: skip
    count(start, stop, counts, cameras, garden, conditions, seeds, room.scene(1, size, size))


@kernel
def count(
    start: int, stop: int, counts: np.ndarray, cameras: Cameras, garden: Garden, conditions: Conditions,
    seeds: np.ndarray, scene: Scene,
) -> None:  # fmt: skip
    """Write how many pixels of some pictures show the cat, into ``counts``.

    Args:
        scene: room for one picture.
    """
    parts, rays, depth, found = scene.parts[0], scene.rays[0], scene.depth[0], scene.found[0]
    axes, edges, around = scene.axes, scene.edges, scene.around
    height, width = depth.shape
    for at in range(start, stop):
        world, eye, field = cameras.world[at], cameras.position[at], cameras.field[at]
        day = conditions.day[world]
        basis(cameras, at, axes)
        build(garden, world, day, turn(seeds[at], cameras.time[at]), eye, scene.pieces, parts)
        counts[at] = 0
        if not _around(parts, axes, field, width, height, edges, around):
            continue
        spread(axes, field, rays, around)
        depth[around[2] : around[3]], found[around[2] : around[3]] = FAR, 0
        meet(parts, axes, field, eye, DENSE * density(day), salt(seeds[at]), around, edges, rays, depth, found)
        for row in range(around[2], around[3]):
            for column in range(around[0], around[1]):
                counts[at] += found[row, column] >= CAT


@compiled
def _around(
    parts: np.ndarray, axes: np.ndarray, field: float, width: int, height: int, edges: np.ndarray, around: np.ndarray
) -> bool:
    """Write first and last column and row of what surely holds the cat; False where it is out of sight."""
    seen = False
    for number in range(CAT, PARTS):
        if box(parts[number], axes, field, width, height, edges):
            for side in range(0, 4, 2):
                around[side] = min(around[side], edges[side]) if seen else edges[side]
                around[side + 1] = max(around[side + 1], edges[side + 1]) if seen else edges[side + 1]
            seen = True
    return seen
