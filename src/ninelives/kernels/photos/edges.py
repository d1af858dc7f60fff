"""What light and sharpness are reckoned from, in one look at a picture: for those who make a million of them."""

from __future__ import annotations

from collections.abc import Callable

import numba as nb
import numpy as np

_4 = np.int32(4)


def _add(grey: np.ndarray, sums: np.ndarray) -> None:
    """Add the sum of the values, that of their Laplacian, and that of its squares; whole numbers, so exactly.

    Args:
        grey: (h, w), 2 px a side at least; at the edges it is mirrored without the last pixel, as OpenCV does.
        sums: (3,), added to.
    """
    height, width = grey.shape
    for row in range(height):
        above, here, below = grey[row - 1 if row else 1], grey[row], grey[row + 1 if row < height - 1 else row - 1]
        total = lean = square = np.int32(0)  # of one row: 2,000 px at least fit
        for at in range(1, width - 1):
            value = np.int32(here[at])
            beside = np.int32(np.int32(here[at - 1]) + np.int32(here[at + 1]))
            edge = np.int32(np.int32(above[at]) + np.int32(below[at]) + beside - np.int32(_4 * value))
            total, lean = np.int32(total + value), np.int32(lean + edge)
            square = np.int32(square + np.int32(edge * edge))
        for at, inner in ((0, 1), (width - 1, width - 2)):
            value = np.int32(here[at])
            edge = np.int32(int(above[at]) + int(below[at]) + 2 * int(here[inner]) - 4 * int(value))
            total, lean = np.int32(total + value), np.int32(lean + edge)
            square = np.int32(square + np.int32(edge * edge))
        sums[0] += total
        sums[1] += lean
        sums[2] += square


add: Callable[[np.ndarray, np.ndarray], None] = nb.njit("void(uint8[:, ::1], int64[:])", cache=True, nogil=True)(_add)
