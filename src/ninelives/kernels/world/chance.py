"""What is drawn in a world: a hash of (seed, stream, place), so that no draw depends on another.

Nothing keeps a state. World 7 of 1,024 draws what it would draw alone, on any number of threads, and the same frame
has the same noise whenever it is drawn.

Source: the finaliser of SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014, with
the constants of Stafford's variant 13).
"""

from __future__ import annotations

import math
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world.compiled import compiled

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11, _1 = (np.uint64(bits) for bits in (30, 27, 31, 11, 1))
_UNIT = 2.0**-53


class Stream(IntEnum):
    """What is drawn: no two things share a stream."""

    EPISODE = 1  # the seed of a world's next episode
    OAK = 2
    CAT = 3
    SPAWN = 4
    CONDITIONS = 5
    GUST = 6
    SENSOR = 7  # the camera's noise
    PHOTO = 8  # poses and conditions of photos
    LOOK = 9  # where the cat looks
    GROUND = 10  # grass and bark


@compiled
def mix(value: np.uint64) -> np.uint64:
    """64 bits, each of which depends on all bits of ``value``."""
    value = (value ^ (value >> _30)) * _FIRST
    value = (value ^ (value >> _27)) * _SECOND
    return value ^ (value >> _31)


@compiled
def bits(seed: np.uint64, stream: int, place: int) -> np.uint64:
    """64 fair bits.

    Args:
        seed: of the world or the picture.
        stream: what is drawn, a ``Stream``.
        place: which draw, an integer >= 0.
    """
    return mix(mix(np.uint64(seed) + _GOLDEN * np.uint64(stream)) + _GOLDEN * np.uint64(place))


@compiled
def uniform(seed: np.uint64, stream: int, place: int) -> float:
    """A number in [0, 1), a multiple of 2**-53."""
    return float(bits(seed, stream, place) >> _11) * _UNIT


@compiled
def between(low: float, high: float, seed: np.uint64, stream: int, place: int) -> float:
    """A number in [low, high)."""
    return low + (high - low) * uniform(seed, stream, place)


@compiled
def normal(seed: np.uint64, stream: int, place: int) -> float:
    """A number of mean 0 and variance 1 (Box and Muller 1958), from the draws ``2 * place`` and ``2 * place + 1``."""
    radius = math.sqrt(-2.0 * math.log(1.0 - uniform(seed, stream, 2 * place)))
    return radius * math.cos(2.0 * math.pi * uniform(seed, stream, 2 * place + 1))


def seeds(seed: int, count: int, *, stream: int = Stream.EPISODE, first: int = 0) -> npt.NDArray[np.uint64]:
    """A seed for each of ``count`` things, shape ``(count,)``: as ``bits`` draws them, one array operation at a time.

    Args:
        seed: of the whole, >= 0.
        count: how many, >= 0.
        stream: what they are seeds of.
        first: the place of the first, >= 0.
    """
    places = np.arange(first, first + count, dtype=np.uint64)
    key = np.array([seed % 2**64], np.uint64) + np.array([stream], np.uint64) * _GOLDEN
    return _mixed(_mixed(key) + places * _GOLDEN)


def _mixed(value: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    value = (value ^ (value >> _30)) * _FIRST
    value = (value ^ (value >> _27)) * _SECOND
    return value ^ (value >> _31)


def uniforms(seeds: npt.NDArray[np.uint64], stream: int, place: int) -> npt.NDArray[np.float64]:
    """What ``uniform`` draws for each seed, shape as that of ``seeds``."""
    key = _mixed(seeds + np.array([stream], np.uint64) * _GOLDEN)
    return (_mixed(key + np.array([place], np.uint64) * _GOLDEN) >> _11).astype(np.float64) * _UNIT
