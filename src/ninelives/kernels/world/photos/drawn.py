"""What each photo is of: its tree, cat, date, hour and weather, drawn from its own seed."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.cat.place import place
from ninelives.kernels.world.chance import Stream, between, uniform
from ninelives.kernels.world.compiled import kernel, whole
from ninelives.kernels.world.garden import Conditions, Garden
from ninelives.kernels.world.light.sky import DARK, LATITUDE, sun
from ninelives.kernels.world.oak.grow import grow
from ninelives.kernels.world.oak.season import dress

TREES = 1_000_000  # in each set: few photos of a large archive share one
CALM, WINDY = (0.0, 1.0), (4.0, 7.0)  # m/s, the story's
FOGGY = 0.1  # share of the photos in fog; chosen
FOG = (0.01, 0.05)  # extinction, 1/m: it can be seen through for 60 to 300 m, after Koschmieder; chosen
_PHOTO = whole(Stream.PHOTO)
_TREE, _DAY, _HOUR, _WIND, _FROM, _FOG, _CAT = (whole(at) for at in range(7))  # places of draws
_MORE = whole(50)  # the second draw of a quantity


@kernel
def draw(
    start: int, stop: int, seeds: np.ndarray, first: int, end: int, opens: float, hours: float, cats: float, which: int,
    lamps: bool, numbers: np.ndarray, cat: np.ndarray, garden: Garden, conditions: Conditions,
) -> None:  # fmt: skip
    """Write the tree, the cat on it, and the conditions of some photos.

    Args:
        start, stop: which.
        seeds: of each photo, uint64.
        first, end: days since 1970-01-01, the latter no more of it.
        opens, hours: the first local hour, and how many.
        cats: share of the photos that shall show a cat.
        which: the place of the trees' set among ``oak.sets.SETS``.
        lamps: whether a lamp is carried.
        numbers: of each tree within its set, int64, written to.
        cat: whether a photo shall show a cat, bool, written to; ``garden`` has one in either case.
        garden, conditions: written to.
    """
    for i in range(start, stop):
        seed = seeds[i]
        numbers[i] = int(uniform(seed, _PHOTO, _TREE) * TREES)
        cat[i] = uniform(seed, _PHOTO, _CAT) < cats
        conditions.day[i] = int(between(first, end, seed, _PHOTO, _DAY))
        conditions.hour[i] = (opens + hours * uniform(seed, _PHOTO, _HOUR)) % 24.0
        windy = uniform(seed, _PHOTO, _WIND) < 0.5
        low, high = WINDY if windy else CALM
        conditions.wind[i] = between(low, high, seed, _PHOTO, _WIND + _MORE)
        conditions.wind_from[i] = between(-np.pi, np.pi, seed, _PHOTO, _FROM)
        foggy = uniform(seed, _PHOTO, _FOG) < FOGGY
        conditions.fog[i] = between(FOG[0], FOG[1], seed, _PHOTO, _FOG + _MORE) if foggy else 0.0
        height = sun(float(conditions.day[i]), conditions.hour[i], LATITUDE, 0.0)[2]
        conditions.lamp[i] = lamps and height < DARK
        grow(np.uint64(3 * numbers[i] + which), garden, i)
        place(seed, garden, i)
        dress(conditions.day[i], garden, i)
