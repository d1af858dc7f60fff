"""What a camera would have seen by night: little light, counted photon by photon, and the noise of reading it out.

This is the world that models are *tested* in. Nothing that trains may import it or use its numbers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FULL_WELL = 200.0  # photons that make white
EXPOSURE = 0.15  # share of the light of day that is left
GAMMA = 3.0  # stored value to light, with the darks pulled down
READ_NOISE = 0.01  # standard deviation, as a share of white
_BLOCK = 1 << 18  # values that are drawn at once: 2 MB in each of four arrays


def night(picture: NDArray[np.uint8], *, seed: int | np.random.Generator) -> NDArray[np.uint8]:
    """The picture as if taken by night: ``clip(Poisson(200 * .15 * x**3) / 200 + Normal(0, .01), 0, 1)``, x in [0, 1].

    Each pixel and channel by itself, at the picture's own size; the result is rounded to 8 bit.

    Args:
        picture: (h, w, 3) RGB.
        seed: the same seed gives the same night.

    Returns:
        The same shape and type.
    """
    draw = np.random.default_rng(seed)
    flat = picture.reshape(-1)
    dark = np.empty_like(flat)
    for start in range(0, flat.size, _BLOCK):
        block = flat[start : start + _BLOCK]
        dark[start : start + _BLOCK] = _expose(block, draw)
    return dark.reshape(picture.shape)


_PHOTONS = FULL_WELL * EXPOSURE * (np.arange(256) / 255) ** GAMMA  # expected, for each stored value


def _expose(values: NDArray[np.uint8], draw: np.random.Generator) -> NDArray[np.uint8]:
    seen = draw.poisson(_PHOTONS[values]) / FULL_WELL + draw.normal(0, READ_NOISE, values.shape)
    return np.rint(255 * np.clip(seen, 0, 1)).astype(np.uint8)
