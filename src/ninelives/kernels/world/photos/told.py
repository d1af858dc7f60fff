"""What is true of photos, a column for each thing."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world.camera.cameras import Sensor
from ninelives.kernels.world.camera.eras import ERAS
from ninelives.kernels.world.cat.coat import Coat
from ninelives.kernels.world.garden import Conditions, Garden
from ninelives.kernels.world.light.sky import LATITUDE
from ninelives.kernels.world.oak.sets import SETS
from ninelives.kernels.world.photos.drawn import WINDY
from ninelives.kernels.world.photos.wanted import Wanted, Words

SHOWS = 6  # pixels of cat from which a picture shows one; poses that would show fewer are not taken
LABELS = ("no cat", "cat")
SEASONS = ("winter", "spring", "summer", "autumn")
WEATHERS = ("calm", "windy", "fog")
PLACE = f"{math.degrees(LATITUDE):.4f};0.0000"
_LOOKS = {Sensor.FILM: "film", Sensor.MONO: "monochrome", Sensor.COLOUR: "colour"}
Whole = npt.NDArray[np.int64]


def told(
    wanted: Wanted, numbers: Whole, cat: npt.NDArray[np.bool_], pixels: Whole, garden: Garden, conditions: Conditions
) -> dict[str, npt.NDArray[np.generic] | Words]:
    """All columns but ``ideal``, see ``photos``.

    Args:
        wanted: which photos.
        numbers: of the trees within their set, (n,).
        cat: whether there is a cat, (n,).
        pixels: of cat that each shows, (n,).
        garden, conditions: a row a photo.
    """
    shows = cat.astype(np.int64) if wanted.view == "satellite" else (pixels >= SHOWS).astype(np.int64)
    day = conditions.day.astype("datetime64[D]")
    clock = (conditions.hour * 3.6e9).astype(np.int64).astype("timedelta64[us]")
    month = day.astype("datetime64[M]").astype(np.int64) % 12 + 1
    weather = np.where(conditions.fog > 0, 2, conditions.wind >= WINDY[0])
    none = np.zeros(len(numbers), np.int64)
    return {
        "label": Words(shows, LABELS),
        "scene": len(SETS) * numbers + SETS.index(wanted.trees),  # the tree's own seed: no two sets share one
        "captured_at": day.astype("datetime64[us]") + clock,
        "hour": conditions.hour,
        "place": Words(none, (PLACE,)),
        "weather": Words(weather, WEATHERS),
        "season": Words(month % 12 // 3, SEASONS),
        "wind": conditions.wind,
        "fog": conditions.fog,
        "lamp": conditions.lamp,
        "view": Words(none, (wanted.view,)),
        "era": _eras(conditions.day) if wanted.view == "satellite" else Words(none - 1, ("",)),
        "tree": numbers,
        "trees": Words(none, (wanted.trees,)),
        "coat": Words(np.where(shows, garden.coat, -1), tuple(coat.name.lower() for coat in Coat)),
        "cat_pixels": pixels,
    }


def _eras(days: Whole) -> Words:
    """What the satellites of the days are called, and how fine they see."""
    names = tuple(f"{era.since:%Y}, {era.metres:g} m, {_LOOKS[era.sensor]}" for era in ERAS)
    first = [(era.since - date(1970, 1, 1)).days for era in ERAS]
    return Words(np.searchsorted(first, days, side="right") - 1, names)
