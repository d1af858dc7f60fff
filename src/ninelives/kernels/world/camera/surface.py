"""What surfaces look like: grass, bark, leaves, fields, and which of them lie in shadow."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.room import AT, F1, F2, G1, G2, G3, HIGH, RX, RY, RZ, UP, T
from ninelives.kernels.world.camera.scene import FINE_XY, FINE_Z
from ninelives.kernels.world.camera.texture import BYTE, cell
from ninelives.kernels.world.compiled import compiled, inlined
from ninelives.kernels.world.garden import FENCE

_0, _1, _2, _HALF, _BYTE = np.float32(0.0), np.float32(1.0), np.float32(2.0), np.float32(0.5), np.float32(1 / 255)
_PATCH, _SMEAR = np.float32(0.19), np.float32(0.55)  # coarse cells to a fine one; how far their edges are smeared
_FIELD, _FENCE = np.float32(1 / 53.0), np.float32(FENCE)  # fields to a metre beyond the fence
# leaves lie within 4.5 m of the trunk, half of them where they are densest, and are this much redder; chosen
_LITTERED, _BARE, _3, _RUST = np.float32(1 / 4.5**2), np.float32(0.3), np.float32(3.0), np.float32(2.6)
_8, _16 = np.uint32(8), np.uint32(16)
_BIAS = np.float32(0.12)  # m: a surface does not shadow itself
_COSINE, _SINE = np.float32(0.96), np.float32(0.28)  # textures are turned against the fence


@compiled
def texture(
    part: np.ndarray, aim: np.ndarray, eye: np.ndarray, pixel: float, salt: np.uint32, rows: np.ndarray, count: int
) -> None:
    """Write textures, and the place in the shadow square, of ``count`` pixels of a part into their rows."""
    ex, ey, ez = np.float32(eye[0]), np.float32(eye[1]), np.float32(eye[2])
    xy, z, width = part[FINE_XY], part[FINE_Z], np.float32(pixel) * part[FINE_XY]
    cells, last = aim[9], aim[10]
    for at in range(np.uint64(count)):
        t = rows[T + at]
        wx, wy, wz = t * rows[RX + at] + ex, t * rows[RY + at] + ey, t * rows[RZ + at] + ez
        tu, tv, tw = (_COSINE * wx + _SINE * wy) * xy, (_COSINE * wy - _SINE * wx) * xy, wz * z
        one = np.uint32(cell(tu, tv, tw) ^ salt)
        blur = t * width
        fade = _1 / (_1 + blur * blur)
        f1, g1 = (_centred(one) * fade), _centred(one >> _8) * fade
        g2 = _centred(one >> _16) * fade
        two = np.uint32(cell(tu * _PATCH + g1 * _SMEAR, tv * _PATCH + g2 * _SMEAR, tw * _PATCH + f1 * _SMEAR) ^ salt)
        rows[F1 + at], rows[G1 + at], rows[G2 + at] = f1, g1, g2
        blur *= _PATCH
        fade = _1 / (_1 + blur * blur)
        rows[F2 + at], rows[G3 + at] = _centred(two) * fade, _centred(two >> _8) * fade
        u = (wx * aim[0] + wy * aim[1] + aim[2]) * cells + g1
        v = (wx * aim[3] + wy * aim[4] + wz * aim[5] + aim[2]) * cells + g2 - aim[11]
        inside = (u > _0) & (v > _0) & (u < last) & (v < last)
        rows[AT + at] = np.floor(v) * (last + _1) + np.floor(u) if inside else -_1
        rows[UP + at] = wx * aim[6] + wy * aim[7] + (wz - aim[12]) * aim[8] + _BIAS


@inlined
def _centred(bits: np.uint32) -> np.float32:
    """A byte as a number in [-.5, .5]."""
    return np.float32(np.uint32(bits) & BYTE) * _BYTE - _HALF


@compiled
def shadows(square: np.ndarray, rows: np.ndarray, count: int) -> None:
    """Look each pixel's place up in the shadow square."""
    flat = square.reshape(-1)
    for at in range(count):
        place = int(rows[AT + np.uint64(at)])
        rows[HIGH + np.uint64(at)] = flat[place] if place >= 0 else np.float32(-1e9)


@compiled
def fields(eye: np.ndarray, dry: float, rows: np.ndarray, count: int) -> None:
    """Beyond the fence the grass becomes fields with hedges; under a bare tree lie leaves."""
    ex, ey, litter = np.float32(eye[0]), np.float32(eye[1]), np.float32(0.6 * dry)
    for at in range(np.uint64(count)):
        t = rows[T + at]
        wx, wy = t * rows[RX + at] + ex, t * rows[RY + at] + ey
        beyond = max(abs(wx), abs(wy)) > _FENCE
        u, v = (_COSINE * wx + _SINE * wy) * _FIELD, (_COSINE * wy - _SINE * wx) * _FIELD * np.float32(0.7)
        one = cell(u, v, _0)
        pu, pv = u - np.floor(u), v - np.floor(v)
        hedge = max(pu, _1 - pu, pv, _1 - pv) > np.float32(0.97)
        tone, hue = _centred(one) * np.float32(1.1), _centred(one >> _8) * _2
        rows[F2 + at] = (
            (np.float32(-0.9) if hedge else tone + rows[F2 + at] * np.float32(0.3)) if beyond else rows[F2 + at]
        )
        rows[G3 + at] = (_0 if hedge else hue) if beyond else rows[G3 + at]
        near = max(_1 - (wx * wx + wy * wy) * _LITTERED, _0)
        fallen = min(max((rows[G1 + at] + litter * near - _BARE) * _3, _0), _1)
        rows[G3 + at] += fallen * _RUST
