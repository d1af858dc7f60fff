"""Perceptual fingerprints: two 256-bit hashes and a 32 x 32 thumb by which the same picture is known again."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.photos.measure import standard

THUMB = 32  # px
BITS = 16  # the hashes are 16 x 16 bits
# The lowest frequencies of the thumb (row, column) without the mean: 12 coordinates of an orthonormal projection
FREQUENCIES = ((0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (0, 3), (3, 0), (2, 2), (1, 3), (3, 1))
_ROWS, _COLUMNS = (np.array(axis) for axis in zip(*FREQUENCIES, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """How a picture looks, in 1,136 bytes.

    ``gradient`` and ``dct`` are uint8 (32,), 256 bits each; ``thumb`` is uint8 (32, 32), grey; ``sketch`` is float32
    (12,): the lowest DCT coefficients of the thumb less its mean at unit norm, nan where the thumb is flat.
    """

    gradient: NDArray[np.uint8]
    dct: NDArray[np.uint8]
    thumb: NDArray[np.uint8]
    sketch: NDArray[np.float32]


def fingerprint(picture: NDArray[np.uint8]) -> Fingerprint:
    """Fingerprint a picture (h, w, 3), or what `measure.standard` made of it."""
    grey = standard(picture)
    thumb = cv2.resize(grey, (THUMB, THUMB), interpolation=cv2.INTER_AREA)
    spectrum = cv2.dct(unit(thumb[None])[0].reshape(THUMB, THUMB))
    return Fingerprint(_gradient(grey), _dct(spectrum), thumb, _sketch(spectrum))


def _gradient(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Whether each of 16 x 17 cells is darker than the one to its right."""
    cells = cv2.resize(grey, (BITS + 1, BITS), interpolation=cv2.INTER_AREA)
    return np.packbits(cells[:, 1:] > cells[:, :-1])


def _dct(spectrum: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Whether each of the 16 x 16 lowest frequencies is above their median."""
    low = spectrum[:BITS, :BITS]
    half = low.size // 2
    below, above = np.partition(low, (half - 1, half), axis=None)[half - 1 : half + 1]  # a tenth of np.median's time
    return np.packbits(low > (below + above) / 2)


def _sketch(spectrum: NDArray[np.float32]) -> NDArray[np.float32]:
    low: NDArray[np.float32] = spectrum[_ROWS, _COLUMNS]
    return low if spectrum.any() else np.full_like(low, np.nan)


def unit(thumbs: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Thumbs (m, 32, 32) as vectors (m, 1024) of zero mean and unit norm; zeros where a thumb is flat.

    The dot product of two is the correlation of the two pictures.
    """
    flat = thumbs.reshape(len(thumbs), -1).astype(np.float32)
    flat -= flat.mean(axis=1, keepdims=True)
    norms = np.linalg.norm(flat, axis=1, keepdims=True)
    flat /= np.where(norms > 0, norms, np.float32(1))
    return flat
