"""Single pictures of a garden, and a sheet of them with labels."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from ninelives.kernels.world.camera import cast, views
from ninelives.kernels.world.camera.cameras import Cameras
from ninelives.kernels.world.camera.eras import era
from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.film.outside import SAMPLES, Bystander
from ninelives.kernels.world.film.panel import INK, PAPER, Picture, font
from ninelives.kernels.world.film.shoot import clock, told
from ninelives.kernels.world.task.ranges import Ranges

VIEWS = (*views.VIEWS, "outside")
BEFORE, ABOVE = 1.9, 0.25  # m that the drone stands off the cat, and above it
PIXELS = 64  # of a satellite's picture: more of them show more land, and the oak no larger
COLUMNS, GAP, STRIP = 3, 10, 30  # of the sheet; px between the pictures, and under each for its label
_SUMMER, _WINTER = "2025-07-01", "2025-01-15"
SHEET: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("noon", "outside", {"hours": 12.5, "dates": _SUMMER}),
    ("dusk", "outside", {"hours": 20.6, "dates": _SUMMER, "lamp": "off"}),
    ("winter", "outside", {"hours": 11.0, "dates": _WINTER}),
    ("night, full moon", "outside", {"hours": 23.5, "dates": "2025-08-09", "lamp": "off"}),
    ("night, the drone's lamp", "outside", {"hours": 23.5, "dates": "2025-07-25", "lamp": "on"}),
    ("fog", "outside", {"hours": 9.0, "dates": "2025-10-08", "fog": 0.05}),
    ("satellite", "satellite", {"hours": 12.0, "dates": "1961-06-20"}),
    ("satellite", "satellite", {"hours": 12.0, "dates": "1990-06-20"}),
    ("satellite", "satellite", {"hours": 12.0, "dates": "2025-06-20"}),
)


def still(ranges: Ranges, view: str, seed: int, size: int) -> tuple[Picture, str]:
    """One picture, and what is true of it in few words.

    Args:
        ranges: of its conditions.
        view: one of ``VIEWS``.
        seed: of the garden.
        size: px of a side.

    Returns:
        (size, size, 3), uint8; and words.

    Raises:
        ValueError: a day before January 1961, of a satellite.
    """
    engine, everyone = Engine(1, ranges), np.ones(1, bool)
    engine.seed(np.array([seed], np.uint64), everyone)
    engine.begin(everyone)
    garden, conditions, seeds = engine.garden, engine.conditions, engine.episode.noise
    words = f"{clock(conditions.hour[0])} · {told(conditions)}"
    _stand(engine)
    if view == "outside":
        who = Bystander.at(garden, conditions, 0, engine.flight.position[0])
        return who.picture(engine.flight, conditions, int(seeds[0]), 0.0, 0, (size, size)), words
    if view == "drone":
        return engine.pictures(size, samples=SAMPLES)[0], words
    world = np.zeros(1, np.int64)
    if view == "ground":
        return _cast(engine, views.ground(garden, seeds, world), size, SAMPLES), words
    seen = _cast(engine, views.satellite(conditions, seeds, world, size=PIXELS), PIXELS, 1)
    kind = era(int(conditions.day[0]))
    large = Image.fromarray(seen).resize((size, size), Image.Resampling.NEAREST)
    return np.asarray(large), f"{words} · {kind.name}, {kind.metres:g} m a pixel"


def _stand(engine: Engine) -> None:
    """Put the drone before the cat."""
    garden, outside = engine.garden, float(engine.garden.outside[0])
    aside = np.array([BEFORE * np.cos(outside), BEFORE * np.sin(outside), ABOVE])
    engine.flight.position[0] = garden.cat[0] + aside
    nose = outside + np.pi
    engine.flight.attitude[0] = [np.cos(nose / 2), 0.0, 0.0, np.sin(nose / 2)]


def _cast(engine: Engine, cameras: Cameras, size: int, samples: int) -> Picture:
    made, unlit = np.empty((1, size, size, 3), np.uint8), np.zeros(1, bool)
    conditions = engine.conditions._replace(lamp=unlit)  # the lamp hangs from the drone, which is not there
    cast.pictures(made, cameras, engine.garden, conditions, engine.episode.noise, 0, samples=samples)
    return np.asarray(made[0])


def sheet(seed: int, size: int, trees: str, progress: Callable[[int, int], None] | None = None) -> Picture:
    """One garden by day and night, through the year, and from orbit, each picture with its label.

    Dates and hours are those of ``SHEET``, chosen for what they show: a full moon and a new one, a tree that is bare,
    three eras of satellites.

    Args:
        seed: of the garden.
        size: px of a side of each picture.
        trees: which set its tree is of.
        progress: called with pictures done, and of how many.
    """
    rows = -(-len(SHEET) // COLUMNS)
    page = Image.new("RGB", (COLUMNS * (size + GAP) + GAP, rows * (size + STRIP + GAP) + GAP), PAPER)
    draw = ImageDraw.Draw(page)
    for at, (name, view, held) in enumerate(SHEET):
        made, _ = still(Ranges.of({"wind": 0, "trees": trees, **held}), view, seed, size)
        left, top = GAP + at % COLUMNS * (size + GAP), GAP + at // COLUMNS * (size + STRIP + GAP)
        page.paste(Image.fromarray(made), (left, top))
        draw.text((left + 2, top + size + 5), _label(name, held), fill=INK, font=font(size / 19))
        if progress:
            progress(at + 1, len(SHEET))
    return np.asarray(page)


def _label(name: str, held: dict[str, object]) -> str:
    if name != "satellite":
        return name
    kind = era(int(np.datetime64(str(held["dates"]), "D").astype(int)))
    return f"satellite, {str(held['dates'])[:4]}: {kind.metres:g} m a pixel"


def encoded(picture: Picture, suffix: str) -> bytes:
    """The bytes of a file of a suffix: ``.png`` or ``.jpg``."""
    room = io.BytesIO()
    kind = {".png": "PNG", ".jpg": "JPEG"}[suffix]
    Image.fromarray(picture).save(room, kind, **({"optimize": True} if kind == "PNG" else {"quality": 90}))
    return room.getvalue()
