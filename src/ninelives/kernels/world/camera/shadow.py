"""Shadows: how near to the light the tree comes, on a small square that faces it."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.scene import BRANCH, LEAF, PARTS
from ninelives.kernels.world.camera.texture import BYTE, finish
from ninelives.kernels.world.compiled import compiled

_NOTHING = np.float32(-1e9)
_1, _0, _TINY = np.float32(1.0), np.float32(0.0), np.float32(1e-9)
THIN = 0.25  # cells: what is thinner and no part of a garden casts no shadow, for it would be too wide
_ROW = np.uint32(7919)


@compiled
def cast(
    parts: np.ndarray, eye: np.ndarray, lights: np.ndarray, e: np.ndarray, reach: float, middle: float, dense: float,
    square: np.ndarray,
) -> None:  # fmt: skip
    """Write into ``square``, float32 (cells, cells), how far the tree comes towards the light at each cell, m.

    Cells are spread over ``reach`` metres to all sides of the crown's middle, across the light; ``frame`` wrote their
    axes into ``e``.
    """
    cells = square.shape[0]
    step = 2 * reach / cells
    square[:] = _NOTHING
    keep = np.uint32(255 * dense)
    for number in range(LEAF, len(parts)):
        part = parts[number]
        if number >= PARTS and part[7] < THIN * step:
            continue
        x, y, z = part[0] + eye[0], part[1] + eye[1], part[2] + eye[2] - middle
        thick = max(part[7], 0.6 * step) if part[7] > 0 else 0.0
        au, av = x * e[0, 0] + y * e[0, 1] + z * e[0, 2] + reach, x * e[1, 0] + y * e[1, 1] + z * e[1, 2] + reach
        bu = part[3] * e[0, 0] + part[4] * e[0, 1] + part[5] * e[0, 2]
        bv = part[3] * e[1, 0] + part[4] * e[1, 1] + part[5] * e[1, 2]
        high = x * lights[0] + y * lights[1] + z * lights[2]
        rise = part[3] * lights[0] + part[4] * lights[1] + part[5] * lights[2]
        long = bu * bu + bv * bv
        low_u, high_u = int((min(au, au + bu) - thick) / step), int((max(au, au + bu) + thick) / step) + 1
        low_v, high_v = int((min(av, av + bv) - thick) / step), int((max(av, av + bv) + thick) / step) + 1
        for row in range(max(low_v, 0), min(high_v, cells)):
            for column in range(max(low_u, 0), min(high_u, cells)):
                u, v = np.float32((column + 0.5) * step - au), np.float32((row + 0.5) * step - av)
                share = min(max((u * bu + v * bv) / max(long, 1e-9), 0.0), 1.0)
                left = thick * thick - (u - share * bu) ** 2 - (v - share * bv) ** 2
                gap = np.uint32(finish(np.uint32(np.uint32(row * cells + column) + np.uint32(number) * _ROW))) & BYTE
                if left > 0 and thick > 0 and (number >= BRANCH or gap < keep):
                    square[row, column] = max(square[row, column], high + share * rise + math.sqrt(left))


@compiled
def frame(lights: np.ndarray, e: np.ndarray) -> None:
    """Write two unit vectors across the light, the first one level, into the rows of ``e``."""
    level = math.sqrt(lights[0] ** 2 + lights[1] ** 2) + 1e-9
    e[0, 0], e[0, 1], e[0, 2] = -lights[1] / level, lights[0] / level, 0.0
    e[1, 0], e[1, 1] = -lights[2] * e[0, 1], lights[2] * e[0, 0]
    e[1, 2] = lights[0] * e[0, 1] - lights[1] * e[0, 0]
