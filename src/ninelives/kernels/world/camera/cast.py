"""Pictures of many gardens, from many cameras.

A picture depends on its camera, its world, its seed and its frame: not on the others, nor on the number of threads.
A few are made at a time, in three passes, each of which is compiled for itself: what is where, its light, its bytes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world import workers
from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera.cameras import Cameras
from ninelives.kernels.world.camera.props import Props, put
from ninelives.kernels.world.camera.record import record
from ninelives.kernels.world.camera.scene import CAT
from ninelives.kernels.world.camera.shade import shade
from ninelives.kernels.world.camera.trace import see
from ninelives.kernels.world.garden import Conditions, Garden

CELLS, SHARP = 32, 256  # of the shadows' square, a side: for agents, and for people
_ROOM = 8 * 64 * 64  # rays that are made at a time: what a processor's own memory holds
Seeds = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64]


def pictures(
    out: npt.NDArray[np.uint8], cameras: Cameras, garden: Garden, conditions: Conditions, seed: npt.ArrayLike,
    frame: npt.ArrayLike, *, samples: int = 1, props: Props | None = None,
    threads: int | None = None,
) -> None:  # fmt: skip
    """Write what each camera records.

    Args:
        out: (frames, height, width, 3): red, green and blue, written to.
        cameras: one row a picture; ``world`` says which row of ``garden`` and ``conditions`` it sees.
        garden: trees dressed for the day of their conditions.
        conditions: day, hour, fog and lamp are looked at.
        seed: of each picture's noise, of its textures and of where the cat looks, >= 0; one, or (frames,).
        frame: which picture of its episode, >= 0: another one has another noise; one, or (frames,).
        samples: rays a pixel, across and down. 1 for agents; above, shadows are sharp too, for people.
        props: what else is drawn, for people.
        threads: at most so many; None: all that are available.

    Raises:
        ValueError: ``out`` is not bytes in a row, or there is not one camera for each of its pictures.
    """
    if out.dtype != np.uint8 or out.ndim != 4 or out.shape[3] != 3 or not out.flags.c_contiguous:
        raise ValueError(f"out must be contiguous uint8 (frames, height, width, 3), got {out.dtype} {out.shape}")
    if len(cameras.yaw) != len(out):
        raise ValueError(f"out has room for {len(out)} pictures, and there are {len(cameras.yaw)} cameras")
    if samples < 1:
        raise ValueError(f"samples must be >= 1, got {samples}")
    cameras = plain(cameras)
    seeds, frames = _each(seed, len(out), np.uint64), _each(frame, len(out), np.int64)
    workers.over(_block, len(out), out, cameras, garden, conditions, seeds, frames, samples, props, threads=threads)


def cat_pixels(
    cameras: Cameras, garden: Garden, conditions: Conditions, seed: npt.ArrayLike, *,
    height: int = 64, width: int = 64, threads: int | None = None,
) -> Whole:  # fmt: skip
    """How many pixels of each picture show the cat, before any of it is shaded; shape (frames,).

    Args: as for ``pictures``.
    """
    cameras, frames = plain(cameras), len(cameras.yaw)
    counts, seeds = np.zeros(frames, np.int64), _each(seed, frames, np.uint64)
    workers.over(_count, frames, counts, cameras, garden, conditions, seeds, height, width, threads=threads)
    return counts


def plain(cameras: Cameras) -> Cameras:
    """The same cameras in arrays of one kind: the loops are compiled anew for any other."""
    floats = [np.ascontiguousarray(part, np.float64) for part in cameras[:6]]
    return Cameras(*floats, *(np.ascontiguousarray(part, np.int64) for part in cameras[6:]))  # type: ignore[arg-type]


def _each(value: npt.ArrayLike, frames: int, of: npt.DTypeLike) -> npt.NDArray[np.generic]:
    return np.array(np.broadcast_to(np.asarray(value, of), (frames,)))  # a view of it would be of another type


def _block(
    start: int, stop: int, out: npt.NDArray[np.uint8], cameras: Cameras, garden: Garden, conditions: Conditions,
    seeds: Seeds, frames: Whole, samples: int, props: Props | None,
) -> None:  # fmt: skip
    height, width = out.shape[1:3]
    rays = height * width * samples**2
    most = max(min(_ROOM // rays, stop - start), 1)
    more = props.parts.shape[1] if props else 0
    scene = room.scene(most, height * samples, width * samples, more)
    paint = room.paint(most, rays, CELLS if samples == 1 else SHARP, more)
    colour, totals = np.empty((3, height * width), np.float32), np.empty(width, np.float32)
    for first in range(start, stop, most):
        last = min(first + most, stop)
        few = scene if last - first == most else _fewer(scene, last - first)
        if props:
            put(props, first, cameras.position, few)
        see(first, cameras, garden, conditions, seeds, few)
        shade(first, cameras, garden, conditions, few, paint)
        record(first, cameras, seeds, frames, samples, paint, colour, totals, out[first:last])


def _count(
    start: int, stop: int, counts: Whole, cameras: Cameras, garden: Garden, conditions: Conditions, seeds: Seeds,
    height: int, width: int,
) -> None:  # fmt: skip
    most = max(min(_ROOM // (height * width), stop - start), 1)
    scene = room.scene(most, height, width)
    for first in range(start, stop, most):
        last = min(first + most, stop)
        few = scene if last - first == most else _fewer(scene, last - first)
        see(first, cameras, garden, conditions, seeds, few)
        counts[first:last] = (few.found >= CAT).sum(axis=(1, 2))


def _fewer(scene: room.Scene, pictures: int) -> room.Scene:
    """The same room for the last pictures."""
    some = {name: getattr(scene, name)[:pictures] for name in ("parts", "rays", "depth", "found", "lamps", "salts")}
    return scene._replace(**some)
