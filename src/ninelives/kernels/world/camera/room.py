"""The arrays that a few pictures are made in, used again for the next ones."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world.camera.props import LAMP
from ninelives.kernels.world.camera.scene import COLUMNS, PARTS
from ninelives.kernels.world.cat.body import PIECES
from ninelives.kernels.world.garden import Doubles, Floats
from ninelives.kernels.world.light.lighting import LIGHTS

LENGTH = 512  # pixels that are shaded at a time
ROWS = 15  # quantities of each
# where each begins: ray, distance, shadow cell, height towards the light, textures, highest towards the light, colour
RX, RY, RZ, T, AT, UP, F1, G1, G2, F2, G3, HIGH, R, G, B = (np.uint64(LENGTH * row) for row in range(ROWS))
AIMS = 15  # see ``shade.looking``


class Scene(NamedTuple):
    """What a few pictures show, one a row, and room to find it out in."""

    parts: Floats  # (pictures, PARTS and props, COLUMNS): see ``scene``
    rays: Floats  # (pictures, 3, height, width) unit vectors in the world
    depth: Floats  # (pictures, height, width) m
    found: npt.NDArray[np.uint32]  # (pictures, height, width) number of a part
    axes: Doubles  # (3, 3) forwards, left, up
    pieces: Doubles  # (PIECES, 7) the cat
    edges: npt.NDArray[np.uint64]  # (4,) a box of pixels; without a sign, or an index might be below zero
    around: npt.NDArray[np.uint64]  # (4,) the box that is looked at
    lamps: Floats  # (pictures, LAMP) one that is not at the camera: see ``props``
    salts: npt.NDArray[np.uint32]  # (pictures,) of the textures


class Paint(NamedTuple):
    """Room to shade a few pictures in."""

    colour: Floats  # (pictures, 3, pixels) radiance, lx of a white surface
    square: Floats  # (cells, cells) shadows
    rows: Floats  # (ROWS * LENGTH,)
    order: npt.NDArray[np.uint32]  # (pixels,) sorted by part
    starts: npt.NDArray[np.int64]  # (PARTS and props + 1,) where each part's begin
    lights: Floats  # (LIGHTS,)
    across: Doubles  # (2, 3) axes of the shadow square
    aim: Floats  # (AIMS,)


def scene(pictures: int, height: int, width: int, more: int = 0) -> Scene:
    """Room for so many pictures, and for ``more`` parts than those of a garden."""
    return Scene(
        np.empty((pictures, PARTS + more, COLUMNS), np.float32),
        np.empty((pictures, 3, height, width), np.float32),
        np.empty((pictures, height, width), np.float32),
        np.empty((pictures, height, width), np.uint32),
        np.empty((3, 3)),
        np.empty((PIECES, 7)),
        np.empty(4, np.uint64),
        np.empty(4, np.uint64),
        np.zeros((pictures, LAMP), np.float32),
        np.zeros(pictures, np.uint32),
    )


def paint(pictures: int, pixels: int, cells: int, more: int = 0) -> Paint:
    """Room for so many pictures of so many pixels, and a shadow square of ``cells`` a side.

    ``more`` as for ``scene``.
    """
    return Paint(
        np.empty((pictures, 3, pixels), np.float32),
        np.empty((cells, cells), np.float32),
        np.empty(ROWS * LENGTH, np.float32),
        np.empty(pixels, np.uint32),
        np.empty(PARTS + more + 1, np.int64),
        np.empty(LIGHTS, np.float32),
        np.empty((2, 3)),
        np.empty(AIMS, np.float32),
    )
