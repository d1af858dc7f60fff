"""Exposure normalisation: what a dark or a pale picture would look like, had its camera been set for it.

A percentile stretch takes the darkest and the brightest pixels to black and white, then a gamma brings the mean up to
:data:`MEAN`; one that is brighter stays so. Both are read off the picture's own luma, and all three channels take the
same curve. A picture by day hardly changes; of one by night all that its pixels still hold is brought to where a
network has learned to look. (To darken bright pictures too cost .2 points by day and won nothing by night.)
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

MEAN: Final = 0.45  # of the luma, at least
LEFT: Final = 0.005  # share of the pixels that may become black, and as many white
GAMMAS: Final = (0.1, 1.0)  # no curve is steeper, and none darkens
STEPS: Final = 24  # halvings of the gamma's logarithm: exact to a thousandth of a level
RECIPE: Final = "exposure 1"  # changes with any number above; part of the key of what is measured behind it


def level(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture, well exposed.

    Args:
        picture: uint8 (h, w, 3), RGB.

    Returns:
        The same shape and type; the picture itself where it holds a single grey.
    """
    curve = curve_of(np.bincount(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).ravel(), minlength=256))
    if curve is None:
        return picture
    levelled: NDArray[np.uint8] = cv2.LUT(picture, curve)
    return levelled


def curve_of(counts: NDArray[np.int64]) -> NDArray[np.uint8] | None:
    """The curve that exposes a picture well.

    Args:
        counts: how many pixels have each luma, (256,).

    Returns:
        What each stored value becomes, uint8 (256,), never falling; None where there is but one luma.
    """
    shares = counts / counts.sum()
    below = np.cumsum(shares)
    black, white = int((below <= LEFT).sum()), int((below < 1 - LEFT).sum())
    if white <= black:
        return None
    stretched = np.clip((np.arange(256) - black) / (white - black), 0, 1)
    return np.rint(255 * stretched ** _gamma(shares, stretched)).astype(np.uint8)


def _gamma(shares: NDArray[np.float64], stretched: NDArray[np.float64]) -> float:
    """The exponent that brings the mean to ``MEAN``, or the end of ``GAMMAS`` that comes nearest."""
    low, high = np.log(GAMMAS)
    for _ in range(STEPS):
        middle = (low + high) / 2
        if shares @ stretched ** np.exp(middle) > MEAN:  # a larger exponent makes it darker
            low = middle
        else:
            high = middle
    return float(np.exp((low + high) / 2))
