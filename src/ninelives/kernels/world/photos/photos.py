"""Photos by number: drawn, looked at, and told all about."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world import workers
from ninelives.kernels.world.camera.cameras import Cameras
from ninelives.kernels.world.camera.cast import pictures
from ninelives.kernels.world.camera.observer import sight
from ninelives.kernels.world.camera.views import ground, satellite
from ninelives.kernels.world.chance import Stream, seeds
from ninelives.kernels.world.garden import Conditions, Garden, empty
from ninelives.kernels.world.oak.sets import SETS
from ninelives.kernels.world.photos.drawn import draw
from ninelives.kernels.world.photos.glimpse import glimpses
from ninelives.kernels.world.photos.poses import pose
from ninelives.kernels.world.photos.told import SHOWS, told
from ninelives.kernels.world.photos.wanted import Wanted, Words

MOST = 60  # poses that are tried
JUDGED = 512  # photos that an ideal observer looks at, and then one in as many: it takes its time
Seeds = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64]


def photos(
    wanted: Wanted, start: int, stop: int, *, threads: int | None = 1
) -> tuple[npt.NDArray[np.uint8], dict[str, npt.NDArray[np.generic] | Words]]:
    """The photos from one number up to another, and what is true of each.

    From the air and from the ground every pose is one from which the cat is seen; then it is taken away from those that
    shall show none. So the pose tells nothing, and neither does the tree. From orbit a photo is called by what is
    there, seen or not.

    Args:
        wanted: which photos.
        start, stop: their numbers.
        threads: at most so many; None: all that are available.

    Returns:
        Pictures, uint8 of shape (n, size, size, 3), and columns of n values: ``label``, ``scene`` (one for each tree),
        ``captured_at`` (local solar time), ``hour``, ``place``, ``weather``, ``season``, ``wind`` (m/s), ``fog``
        (extinction, 1/m), ``lamp``, ``view``, ``era``, ``tree`` (its number within the set ``trees``), ``coat``,
        ``cat_pixels`` (counted before any is shaded) and ``ideal`` (how often an observer who knew all but the answer
        would be right; not a number where nobody reckoned it).
    """
    many = stop - start
    own = seeds(wanted.seed, many, stream=Stream.PHOTO, first=start)
    garden, conditions = empty(Garden, many), empty(Conditions, many)
    numbers, cat = np.zeros(many, np.int64), np.zeros(many, np.bool_)
    hours = (wanted.stop - wanted.start) % 24 or 24.0
    given = (wanted.first, wanted.end, wanted.start, hours, wanted.cats, SETS.index(wanted.trees))
    flies = wanted.view == "drone"
    workers.over(draw, many, own, *given, flies, numbers, cat, garden, conditions, threads=threads)
    cameras, pixels = _seen(wanted, own, garden, conditions, threads)
    garden.present[:] = cat
    out = np.empty((many, wanted.size, wanted.size, 3), np.uint8)
    pictures(out, cameras, garden, conditions, own, 0, threads=threads)
    ideal = _judged(np.arange(start, stop), cameras, garden, conditions, own, wanted.size)
    columns = told(wanted, numbers, cat, np.where(cat, pixels, 0), garden, conditions)
    return out, {**columns, "ideal": ideal}


def _seen(
    wanted: Wanted, own: Seeds, garden: Garden, conditions: Conditions, threads: int | None
) -> tuple[Cameras, Whole]:
    """A camera for each photo, one that sees its cat if one can, and how many pixels of it."""
    left = np.arange(len(own))
    cameras, pixels = _stood(wanted, own, left, 0, garden, conditions, threads)
    for attempt in range(1, MOST if wanted.view != "satellite" else 1):
        left = np.flatnonzero(pixels < SHOWS)
        if not len(left):
            break
        some, found = _stood(wanted, own[left], left, attempt, garden, conditions, threads)
        for whole, part in zip(cameras, some, strict=True):
            whole[left] = part
        pixels[left] = found
    return cameras, pixels


def _stood(
    wanted: Wanted, own: Seeds, world: Whole, attempt: int, garden: Garden, conditions: Conditions, threads: int | None
) -> tuple[Cameras, Whole]:
    """A camera for each of some photos, drawn anew at each attempt, and how many pixels of its cat it sees."""
    if wanted.view == "satellite":
        cameras = satellite(conditions, own, world, size=wanted.size)
    elif wanted.view == "ground":
        cameras = ground(garden, own + np.uint64(attempt), world)
    else:
        yaw, pitch, roll, field, time = np.zeros((5, len(world)))
        sensor = np.zeros(len(world), np.int64)
        cameras = Cameras(np.zeros((len(world), 3)), yaw, pitch, roll, field, time, world, sensor)
        workers.over(pose, len(world), own, attempt, cameras, garden, threads=threads)
    return cameras, glimpses(cameras, garden, conditions, own, wanted.size, threads=threads)


def _judged(
    numbers: Whole, cameras: Cameras, garden: Garden, conditions: Conditions, own: Seeds, size: int
) -> npt.NDArray[np.float64]:
    """What an ideal observer makes of a few of the photos, not a number for all others."""
    ideal = np.full(len(numbers), np.nan)
    few = np.flatnonzero((numbers < JUDGED) | (numbers % JUDGED == 0))
    for row in few.tolist():
        one = Cameras._make(part[row : row + 1] for part in cameras)
        ideal[row] = sight(one, garden, conditions, size=size, seed=int(own[row])).accuracy[0]
    return ideal
