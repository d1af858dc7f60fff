"""Textures from whole numbers: a hash of a cell in space, so that nothing is stored and nothing swims.

The multipliers are large odd numbers without pattern; the finish is that of Murmur3 (Appleby 2011):
one round of it for textures, both for noise.
"""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.chance import Stream, bits
from ninelives.kernels.world.compiled import compiled_as, inlined, whole

BYTE = np.uint32(255)
X, Y, Z, _FINISH = np.uint32(0x8DA6B343), np.uint32(0xD8163841), np.uint32(0xCB1AB31F), np.uint32(0x85EBCA6B)
_15, _13 = np.uint32(15), np.uint32(13)
_GROUND = whole(Stream.GROUND)


@compiled_as("uint32(uint64)")
def salt(seed: np.uint64) -> np.uint32:
    """What tells grass, bark and leaves of one picture from those of another: of its seed, and of nothing in it."""
    return np.uint32(bits(seed, _GROUND, 0))


@inlined
def cell(x: np.float32, y: np.float32, z: np.float32) -> np.uint32:
    """32 bits of the unit cube that a point lies in."""
    at = np.uint32(np.uint32(np.int32(np.floor(x))) * X)
    at = np.uint32(at ^ np.uint32(np.uint32(np.int32(np.floor(y))) * Y))
    at = np.uint32(at ^ np.uint32(np.uint32(np.int32(np.floor(z))) * Z))
    at = np.uint32(np.uint32(at ^ np.uint32(at >> _15)) * _FINISH)
    return np.uint32(at ^ np.uint32(at >> _13))


@inlined
def finish(at: np.uint32) -> np.uint32:
    """Mix 32 bits, so that neighbours have nothing in common."""
    at = np.uint32(at ^ np.uint32(at >> _15))
    at = np.uint32(at * _FINISH)
    at = np.uint32(at ^ np.uint32(at >> _13))
    at = np.uint32(at * X)
    return np.uint32(at ^ np.uint32(at >> _15))
