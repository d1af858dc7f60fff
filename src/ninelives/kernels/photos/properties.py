"""Readable properties of a photo: what a rule may speak of, and a person can check by eye.

All are computed on the picture squashed to 160 x 160 px or less, each in a stated range.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.photos.decode import resize
from ninelives.kernels.photos.header import Header
from ninelives.kernels.photos.measure import SHARPEST, SIDE, Grey, sharpness, standard

_SIDES = ("left", "middle", "right")
_RANGES: dict[str, tuple[float, float]] = {
    "width over height": (0.1, 10),  # of the upright picture
    "mean brightness": (0, 1),
    "contrast": (0, 1),  # standard deviation of brightness; 1 is half black, half white
    "share of dark pixels": (0, 1),  # brightness under .2
    "share of bright pixels": (0, 1),  # brightness over .8
    "centre brighter than rim": (-1, 1),  # mean of the middle quarter less the mean of the rest
    "colour strength": (0, 1),  # mean saturation
    "share of colourless pixels": (0, 1),  # saturation under .15
    "share of warm colours": (0, 1),  # red, orange, yellow: hues from 330 to 70 degrees
    "share of green": (0, 1),  # hues from 70 to 170
    "share of blue": (0, 1),  # hues from 170 to 270
    "warm colours in the centre": (0, 1),  # share of the middle quarter
    "sky-like top": (0, 1),  # share of the upper third that is blue, or bright and pale
    "sharpness": (0, SHARPEST),
    "amount of edges": (0, 1),  # mean gradient; 1 is a step from black to white everywhere
    "share of smooth area": (0, 1),  # gradient under .02
    "edges in the centre": (0, 1),  # share: .5 as many in the middle quarter, area for area, as around it
    "upright edges": (0, 1),  # share of all edges; .5 as many upright as level
    "fine texture": (0, 1),  # standard deviation of detail under 3 px of 80
    "medium texture": (0, 1),  # from 3 to 9 px
    "coarse texture": (0, 1),  # from 9 to 27 px
    "left-right symmetry": (-1, 1),  # correlation with the mirrored picture
    **{f"brightness at the {row} {side}": (0, 1) for row in ("top", "centre", "bottom") for side in _SIDES},
}
NAMES = tuple(_RANGES)
LOW, HIGH = (np.array(ends, np.float32) for ends in zip(*_RANGES.values(), strict=True))


def measure(picture: NDArray[np.uint8], header: Header, *, grey: Grey | None = None) -> NDArray[np.float32]:
    """The properties of a photo, (len(NAMES),) in the order of `NAMES`, each between its `LOW` and `HIGH`, all finite.

    Args:
        picture: (h, w, 3) RGB, upright, at any size; squashed is fine, since the proportions come from ``header``.
        header: of the same picture.
        grey: what `measure.standard` made of the picture, where the caller has it already.
    """
    square = picture if picture.shape[:2] == (SIDE, SIDE) else resize(picture, SIDE)
    grey = standard(square) if grey is None else grey
    half, tile, colours = _shrunk(grey, 2), _shrunk(grey, 5), _shrunk(square, 5)
    values = [header.width / header.height, *_brightness(half), *_colours(colours), sharpness(grey)]
    values += [*_edges(half), *_textures(half), _symmetry(tile), *_cells(tile)]
    return np.clip(np.array(values, np.float32), LOW, HIGH)


def _shrunk(square: NDArray[np.uint8], times: int) -> NDArray[np.uint8]:
    small: NDArray[np.uint8] = cv2.resize(square, (SIDE // times,) * 2, interpolation=cv2.INTER_AREA)
    return small


def _brightness(half: NDArray[np.uint8]) -> list[float]:
    bright, spread = (float(value[0, 0]) / 255 for value in cv2.meanStdDev(half))
    dark, white = _share_of(half < 51), _share_of(half > 204)
    centre = cv2.mean(_centre(half))[0] / 255
    return [bright, 2 * spread, dark, white, (centre - bright) * 4 / 3]


def _share_of(mask: NDArray[np.bool_]) -> float:
    """Of its pixels, how many hold; OpenCV counts them in a fifth of NumPy's time."""
    return cv2.countNonZero(np.ascontiguousarray(mask).view(np.uint8)) / mask.size


def _centre(plane: NDArray[np.generic]) -> NDArray[np.generic]:
    """The middle quarter."""
    height, width = plane.shape
    return plane[height // 4 : height - height // 4, width // 4 : width - width // 4]


def _colours(tile: NDArray[np.uint8]) -> list[float]:
    hue, saturation, value = cv2.split(cv2.cvtColor(tile, cv2.COLOR_RGB2HSV))  # hue in steps of 2 degrees
    coloured = (saturation >= 38) & (value >= 38)
    warm = coloured & ((hue < 35) | (hue >= 165))
    green = coloured & (hue >= 35) & (hue < 85)
    blue = coloured & (hue >= 85) & (hue < 135)
    sky = (blue | ((value > 204) & (saturation < 77)))[:11]
    pale = saturation < 38
    return [cv2.mean(saturation)[0] / 255, *map(_share_of, (pale, warm, green, blue, _centre(warm), sky))]


def _edges(half: NDArray[np.uint8]) -> list[float]:
    across, down = cv2.Sobel(half, cv2.CV_32F, 1, 0), cv2.Sobel(half, cv2.CV_32F, 0, 1)
    steps = cv2.magnitude(across, down)
    amount, middle = cv2.mean(steps)[0], cv2.mean(_centre(steps))[0]
    rim = (4 * amount - middle) / 3
    upright, level = cv2.norm(across, cv2.NORM_L1), cv2.norm(down, cv2.NORM_L1)
    smooth = _share_of(steps < 0.02 * _STEP)
    return [amount / _STEP, smooth, _share(middle, rim), _share(upright, level)]


_STEP = 4 * 255.0  # what Sobel's operator makes of a step from black to white


def _share(one: float, other: float) -> float:
    return one / (one + other) if one + other > 0 else 0.5


def _textures(half: NDArray[np.uint8]) -> list[float]:
    scales = [half, *(cv2.blur(half, (size, size)) for size in (3, 9, 27))]
    bands = (cv2.subtract(fine, coarse, dtype=cv2.CV_16S) for fine, coarse in pairwise(scales))
    return [2 * float(cv2.meanStdDev(band)[1][0, 0]) / 255 for band in bands]


def _symmetry(tile: NDArray[np.uint8]) -> float:
    waves = tile - np.float32(cv2.mean(tile)[0])
    power = float(np.vdot(waves, waves))
    return float(np.vdot(waves, waves[:, ::-1])) / power if power > 0 else 1.0


def _cells(tile: NDArray[np.uint8]) -> list[float]:
    cells: list[float] = (cv2.resize(tile, (3, 3), interpolation=cv2.INTER_AREA).reshape(-1) / 255).tolist()
    return cells
