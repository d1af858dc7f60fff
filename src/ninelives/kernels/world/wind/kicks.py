"""What drives gusts: numbers of mean 0 and variance 1, three to a hash.

They are even, not normal. A gust is the sum of hundreds of them, so it is normal all but exactly (excess kurtosis under
.02) and its spectrum and variance are exact, at a tenth of the cost: the weak approximation of Kloeden and Platen,
Numerical Solution of Stochastic Differential Equations, 1992, section 14.1.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ninelives.kernels.world.chance import Stream, bits, normal
from ninelives.kernels.world.compiled import compiled, compiled_as

FIRST = 2**40  # the place of an episode's first gust, beyond those of all its ticks
_GUST: Any = np.uint64(Stream.GUST)  # Numba compiles ``bits`` anew for every plain integer
_LOW = np.uint64(2**21 - 1)
_NEXT, _LAST = np.uint64(21), np.uint64(42)
_WIDE = math.sqrt(12) / 2**21  # 21 bits each
_MIDDLE = math.sqrt(12) * (0.5 / 2**21 - 0.5)


@compiled
def kicks(seed: np.uint64, place: int) -> tuple[float, float, float]:
    """Three independent numbers, even in ±sqrt(3)."""
    word = bits(seed, _GUST, place)
    return (
        _MIDDLE + _WIDE * float(word & _LOW),
        _MIDDLE + _WIDE * float((word >> _NEXT) & _LOW),
        _MIDDLE + _WIDE * float((word >> _LAST) & _LOW),
    )


@compiled_as("float64(uint64, int64)")
def start(seed: np.uint64, axis: int) -> float:
    """A normal number of variance 1, for what an episode begins with."""
    return normal(seed, _GUST, FIRST + axis)
