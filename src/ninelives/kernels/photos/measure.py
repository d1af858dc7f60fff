"""Light and sharpness of a picture, read from its pixels: the two conditions that need no EXIF."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.photos.decode import resize

SIDE = 160  # px; every measurement is made on the picture squashed to this square, so that sizes compare
SHARPEST = 4.5  # log10 of the variance of the Laplacian of a checkerboard is 5.4; photos stay below 4.3
Grey = NDArray[np.uint8]  # (SIDE, SIDE)


def standard(picture: NDArray[np.uint8]) -> Grey:
    """The luma of a picture (h, w, 3) squashed to 160 x 160 px. An array of two axes is taken to be one already."""
    if picture.ndim == 2:
        return picture
    grey: Grey = cv2.cvtColor(resize(picture, SIDE), cv2.COLOR_RGB2GRAY)
    return grey


def light(picture: NDArray[np.uint8]) -> float:
    """Mean luma in [0, 1] (Rec. 601 weights of the stored values, gamma and all): 0 black, 1 white.

    Args:
        picture: (h, w, 3) RGB, or what `standard` made of it.
    """
    return float(standard(picture).mean()) / 255


def sharpness(picture: NDArray[np.uint8]) -> float:
    """log10(1 + variance of the Laplacian) at 160 px, in [0, 4.5].

    0 is flat, about 2 a blurred photo, about 3 a crisp one; a step of .25 is a factor of 1.8 in variance.
    Source of the measure: Pech-Pacheco et al., Diatom autofocusing in brightfield microscopy, ICPR 2000.

    Args:
        picture: (h, w, 3) RGB, or what `standard` made of it.
    """
    _, deviation = cv2.meanStdDev(cv2.Laplacian(standard(picture), cv2.CV_16S))
    return min(SHARPEST, math.log10(1 + float(deviation[0, 0]) ** 2))


def several(pictures: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Light and sharpness of many pictures, as `light` and `sharpness` give them, from exact sums: in half the time.

    Args:
        pictures: (n, h, w, 3) RGB.

    Returns:
        Light and sharpness, each (n,).
    """
    from ninelives.kernels.photos.edges import add

    total, lean, square = sums = np.zeros((3, len(pictures)), np.int64)
    for at, picture in enumerate(pictures):
        add(standard(picture), sums[:, at])
    area = SIDE * SIDE
    variance = square / area - (lean / area) ** 2
    sharp = np.minimum(SHARPEST, np.log10(1 + np.maximum(variance, 0.0)))
    return (total / (255 * area)).astype(np.float32), sharp.astype(np.float32)
